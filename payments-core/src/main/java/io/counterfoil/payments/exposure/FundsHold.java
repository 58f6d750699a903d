package io.counterfoil.payments.exposure;

import io.counterfoil.payments.ledger.LedgerEntry;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** A hold with its words. */
record FundsHold(String description, Function<LedgerEntry, Optional<LocalDate>> rule) implements AvailableFunds.Hold {

    @Override
    public Optional<LocalDate> lastDay(LedgerEntry credit) {
        return rule.apply(credit);
    }

    static Optional<LocalDate> finalOn(LedgerEntry entry) {
        return Optional.ofNullable(entry.attributes().get(AvailableFunds.FINAL_ON))
                .map(day -> day.equals(AvailableFunds.WITHOUT_END) ? LocalDate.MAX : LocalDate.parse(day));
    }

    static void checkDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("hold of " + days + " days, expected 1 or more, or no hold");
        }
    }
}
