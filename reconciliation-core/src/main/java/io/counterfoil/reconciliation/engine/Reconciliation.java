package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.PlanText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The result of one run: a verdict on every item of both sides. Immutable, thread-safe; streams are in the order of passes, then of content. */
public interface Reconciliation {

    /** The plan that ran. */
    MatchPlan plan();

    /** How the books were read. */
    AsOf asOf();

    /** What belongs together. */
    Stream<Match> matches();

    /** What has several equally good readings: one for each item that must be decided about, with all its alternatives and their count. */
    Stream<Resolution.Ambiguous<Match>> ambiguities();

    /** Where a limit cut a search: neither a match nor "none" may be concluded. */
    Stream<Resolution.Truncated<Match>> truncations();

    /** The other items that want what the ambiguity's alternatives would take. */
    Set<ItemId> contestedBy(Resolution.Ambiguous<Match> ambiguity);

    /** Everything that a person should look at: open items past due, ambiguous and truncated ones, rejected records. */
    Stream<Break> breaks();

    /** Every item of the side that was taken in, in the order of content. */
    Stream<ItemView> items(Side side);

    /** Items of the side that no match claims, held ones included, nothing-open ones excluded. */
    Stream<ItemView> open(Side side);

    /**
     * What came of the item.
     *
     * @throws IllegalArgumentException where the side has no such item
     */
    Resolution<Match> resolution(Side side, ItemId id);

    /** Why the two are not one match: the first obstacle of each pass; empty where they are. */
    List<Obstacle> whyNot(ItemView left, ItemView right);

    /** Why the item is not matched; empty where it is. */
    List<Obstacle> whyNot(Side side, ItemId id);

    /** The best reading without the match: what its component would be matched as if this pair were forbidden, as far as that differs; empty where nothing would. */
    List<Match> rival(Match match);

    /** What the other run does differently. */
    default RunDiff diff(Reconciliation other) {
        return RunDiff.of(this, other);
    }

    /** Whether the run was stopped before its last pass: what stands is right as far as it goes. */
    boolean isCancelled();

    /** Whether every record is in exactly one state, in count and in money, per side and currency. */
    Proof conservation();

    /**
     * Digests of what was read and found.
     *
     * @throws IllegalStateException where the run was cancelled
     */
    RunCertificate certificate();

    /** The plan with what each pass did. */
    PlanText explainAnalyze();
}
