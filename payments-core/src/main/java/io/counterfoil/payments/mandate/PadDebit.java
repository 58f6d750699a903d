package io.counterfoil.payments.mandate;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** A debit somebody wants to file: how much, when, and when the payer was told. Immutable. */
public final class PadDebit {

    private final MonetaryAmount amount;
    private final LocalDate dueOn;
    private final @Nullable LocalDate notifiedOn;

    private PadDebit(MonetaryAmount amount, LocalDate dueOn, @Nullable LocalDate notifiedOn) {
        this.amount = Objects.requireNonNull(amount, "amount");
        this.dueOn = Objects.requireNonNull(dueOn, "dueOn");
        this.notifiedOn = notifiedOn;
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("debit of " + amount + ", expected more than 0");
        }
    }

    /** A debit of which the payer was not told. */
    public static PadDebit of(MonetaryAmount amount, LocalDate dueOn) {
        return new PadDebit(amount, dueOn, null);
    }

    /** The same debit, of which the payer was told on the day. */
    public PadDebit notifiedOn(LocalDate day) {
        return new PadDebit(amount, dueOn, Objects.requireNonNull(day, "day"));
    }

    /** How much. */
    public MonetaryAmount amount() {
        return amount;
    }

    /** The day on which the payer's account is to be debited. */
    public LocalDate dueOn() {
        return dueOn;
    }

    /** The day on which the notice was sent; empty where none was. */
    public Optional<LocalDate> notifiedOn() {
        return Optional.ofNullable(notifiedOn);
    }

    @Override
    public String toString() {
        return amount + " due " + dueOn + (notifiedOn == null ? "" : ", notified " + notifiedOn);
    }
}
