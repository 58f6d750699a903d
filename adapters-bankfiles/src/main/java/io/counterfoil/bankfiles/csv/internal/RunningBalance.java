package io.counterfoil.bankfiles.csv.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves rows by the balance after each: the balance before and the amount make it. Tables run forward in time or backward; both are followed, and the one with
 * fewer breaks counts. Rows may leave the balance out. Not thread-safe.
 */
final class RunningBalance {

    private final Direction forward = new Direction();
    private final Direction backward = new Direction();
    private final @Nullable Long opening;
    private final @Nullable Long closing;
    private @Nullable Long firstBalance;
    private long beforeFirst;
    private @Nullable Long lastBalance;
    private long sum;
    private long afterLast;
    private long lastAmount;

    RunningBalance(Optional<Long> opening, Optional<Long> closing) {
        this.opening = opening.orElse(null);
        this.closing = closing.orElse(null);
        forward.expected = this.opening;
        backward.expected = this.closing;
    }

    /** Counts a row in. */
    void row(long minor, Optional<Long> balance, Diagnostic.Location at) {
        sum += minor;
        afterLast += minor;
        forward.add(minor);
        if (balance.isPresent()) {
            long stated = balance.get();
            forward.compare(stated, at, "balance");
            backward.compare(stated, at, "balance");
            if (firstBalance == null) {
                firstBalance = stated;
                beforeFirst = sum;
            }
            lastBalance = stated;
            afterLast = 0;
            lastAmount = minor;
        }
        backward.add(-minor);
    }

    /** A row that cannot be read: what comes after it is not compared with what was before. */
    void lost() {
        forward.expected = null;
        backward.expected = null;
    }

    /** Ends the table and answers with the direction that counts. */
    Result finish(Diagnostic.Location at) {
        if (closing != null) {
            forward.compare(closing, at, "closing");
        }
        if (opening != null) {
            backward.compare(opening, at, "opening");
        }
        boolean turned = backward.breaks < forward.breaks
                || (backward.breaks == forward.breaks && backward.compared > forward.compared && firstBalance != null);
        Direction taken = turned ? backward : forward;
        Long first = opening;
        Long last = closing;
        Long stated = firstBalance;
        Long end = lastBalance;
        if (stated != null && end != null) {
            first = first != null
                    ? first
                    : turned ? Long.valueOf(end - lastAmount - afterLast) : Long.valueOf(stated - beforeFirst);
            last = last != null ? last : turned ? Long.valueOf(stated) : Long.valueOf(end + afterLast);
        }
        return new Result(
                taken.compared,
                taken.breaks,
                Optional.ofNullable(taken.firstBreak),
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                turned);
    }

    private static final class Direction {
        private @Nullable Long expected;
        private long compared;
        private long breaks;
        private @Nullable Break firstBreak;

        private void add(long minor) {
            if (expected != null) {
                expected = expected + minor;
            }
        }

        private void compare(long stated, Diagnostic.Location at, String name) {
            Long computed = expected;
            if (computed != null) {
                compared++;
                if (computed != stated) {
                    breaks++;
                    firstBreak = firstBreak == null ? new Break(name, stated, computed, at) : firstBreak;
                }
            }
            expected = stated;
        }
    }

    /**
     * A balance that does not follow.
     *
     * @param name which
     * @param declared as stated
     * @param computed from the rows
     * @param at where it stands
     */
    record Break(String name, long declared, long computed, Diagnostic.Location at) {
        ImportReceipt.ControlTotal total(Amounts money) {
            return new ImportReceipt.ControlTotal(
                    ImportReceipt.ControlTotal.Level.STATEMENT,
                    name,
                    Amounts.plain(money.ofMinor(declared)),
                    Amounts.plain(money.ofMinor(computed)),
                    at);
        }
    }

    /**
     * What came of it.
     *
     * @param compared how many balances could be compared
     * @param breaks how many did not follow
     * @param first the first of them
     * @param opening balance before the earliest row, stated or derived from a stated one
     * @param closing balance after the latest row
     * @param newestFirst whether the table runs backward in time
     */
    record Result(
            long compared,
            long breaks,
            Optional<Break> first,
            Optional<Long> opening,
            Optional<Long> closing,
            boolean newestFirst) {}
}
