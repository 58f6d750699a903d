package io.counterfoil.reconciliation.cash;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.cash.CashMatcher.CashCode;
import io.counterfoil.reconciliation.cash.CashMatcher.Line;
import io.counterfoil.reconciliation.cash.CashMatcher.Suggestion;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.ItemId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** What one line alone would pay, before other lines are asked. Filled by {@link LineSearch}, then only read. */
final class LineReading {

    /** What speaks for a reading, weakest first: of two lines that want one item, the stronger has it. */
    enum Strength {
        NOTHING,
        AMOUNT,
        SET,
        PARTY,
        DOCUMENT
    }

    final Line line;
    List<Match.Portion> taken = List.of();
    Strength strength = Strength.NOTHING;
    RuleMatrix.Standing standing;
    List<ItemId> within = List.of();
    List<Set<ItemId>> alternatives = List.of();
    List<Set<ItemId>> groups = List.of();

    Resolution.@Nullable SolutionCount count;

    @Nullable
    Suggestion suggestion;

    @Nullable
    CashCode reason;

    @Nullable
    MonetaryAmount valued;

    boolean inTolerance;

    LineReading(Line line) {
        this.line = line;
        this.standing = new RuleMatrix.Standing(
                RuleMatrix.Party.NONE, RuleMatrix.Many.NONE, RuleMatrix.Many.NONE, line.directDebit());
    }

    static LineReading none(Line line) {
        LineReading reading = new LineReading(line);
        reading.reason = CashCode.FILTERED;
        return reading;
    }

    Set<ItemId> items() {
        Set<ItemId> ids = new TreeSet<>();
        taken.forEach(portion -> ids.add(portion.item()));
        return ids;
    }

    /** The line's amount in the currency of what it pays. */
    MonetaryAmount worth() {
        Optional<MonetaryAmount> inForeign = line.foreignAmount().filter(amount -> valued != null);
        return inForeign.orElse(line.amount());
    }

    MonetaryAmount difference() {
        MonetaryAmount worth = worth();
        long rest = Amounts.minor(worth);
        MonetaryAmount known = valued;
        if (known != null) {
            rest = Math.subtractExact(rest, Amounts.minor(known));
        } else {
            for (Match.Portion portion : taken) {
                rest = Math.subtractExact(rest, Amounts.minor(portion.amount()));
            }
        }
        return Amounts.in(worth.getCurrency()).ofMinor(rest);
    }
}
