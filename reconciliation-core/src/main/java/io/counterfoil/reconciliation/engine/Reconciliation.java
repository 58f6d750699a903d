package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    default Diff diff(Reconciliation other) {
        return Diff.of(this, other);
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
    MatchPlan.Text explainAnalyze();

    /** Why a pair or an item was not matched, why it was, and where a search was cut. */
    enum Reason implements Code {
        CURRENCY_WITHOUT_RATE,
        RATE_MISSING,
        RATE_STALE,
        DIRECTION,
        NOTHING_OPEN,
        ALREADY_MATCHED,
        HELD,
        KEY_MISSING,
        KEY_DIFFERS,
        AMOUNT_DIFFERS,
        DAY_OUTSIDE,
        DAY_NOT_COVERED,
        REFERENCE_MISSING,
        REFERENCE_DIFFERS,
        TEXT_MISSING,
        TEXT_DIFFERS,
        NOT_AN_ALTERNATIVE,
        GROUP_DIFFERS,
        BETTER_ASSIGNMENT,
        AMBIGUOUS,
        TRUNCATED,
        NO_CANDIDATE,
        NO_SET,
        REJECTED,
        AMOUNT_EQUAL,
        AMOUNT_WITHIN,
        RATE_WITHIN,
        PART_MATCHED,
        CANCELS,
        TRANSFER,
        REFERENCE_EQUAL,
        REFERENCE_IN_TEXT,
        PARTY_EQUAL,
        ACCOUNT_EQUAL,
        GROUP_EQUAL,
        DAY_WITHIN,
        SUM_EQUAL,
        BEST_ASSIGNMENT,
        SCORE,
        SCORE_BELOW,
        LIKELIHOOD,
        COINCIDENCE,
        INTERCHANGEABLE,
        LIMIT_EDGES,
        LIMIT_NODES,
        LIMIT_BLOCK,
        LIMIT_STEPS,
        MAX_ITEMS,
        ARITHMETIC_RANGE;

        @Override
        public String id() {
            return "RECONCILIATION." + name();
        }
    }

    /**
     * What another run, of another plan or of later data, does differently (reconciliation specification REC-42). Matches are the same if they take the same portions.
     *
     * @param gone matches that only the first run has
     * @param fresh matches that only the other run has
     * @param changed matches of both whose pass, certainty, decision or finality differ
     */
    record Diff(List<Match> gone, List<Match> fresh, List<Changed> changed) {

        public Diff {
            gone = List.copyOf(gone);
            fresh = List.copyOf(fresh);
            changed = List.copyOf(changed);
        }

        /**
         * A match that both runs have.
         *
         * @param before as the first run has it
         * @param after as the other run has it
         */
        public record Changed(Match before, Match after) {}

        /** From the one run to the other. */
        public static Diff of(Reconciliation from, Reconciliation to) {
            Map<MatchId, Match> before = byId(from);
            Map<MatchId, Match> after = byId(to);
            List<Match> gone = new ArrayList<>();
            List<Changed> changed = new ArrayList<>();
            before.forEach((id, match) -> {
                Match other = after.get(id);
                if (other == null) {
                    gone.add(match);
                } else if (!sameVerdict(match, other)) {
                    changed.add(new Changed(match, other));
                }
            });
            List<Match> fresh = after.entrySet().stream()
                    .filter(e -> !before.containsKey(e.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            return new Diff(gone, fresh, changed);
        }

        private static Map<MatchId, Match> byId(Reconciliation run) {
            Map<MatchId, Match> matches = new LinkedHashMap<>();
            run.matches().forEach(match -> matches.put(match.id(), match));
            return matches;
        }

        private static boolean sameVerdict(Match a, Match b) {
            return a.pass().equals(b.pass())
                    && a.decision() == b.decision()
                    && a.finality() == b.finality()
                    && a.confidence().certainty() == b.confidence().certainty();
        }

        /** Whether both runs have the same matches with the same verdicts. */
        public boolean isEmpty() {
            return gone.isEmpty() && fresh.isEmpty() && changed.isEmpty();
        }

        /** Counts in words. */
        public String sentence() {
            return gone.size() + " matches gone, " + fresh.size() + " new, " + changed.size() + " judged differently";
        }
    }
}
