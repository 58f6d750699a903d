package io.counterfoil.payments.watch;

import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * A payment as our books know it.
 *
 * @param reference names it here and at the bank
 * @param client whose money it is; limits are counted per client
 * @param amount how much moves, of either sign; limits look at its size
 * @param bookedOn the day it counts for
 * @param expectedBy the last day on which the bank should show it
 */
public record WatchedPayment(
        String reference, PartyId client, MonetaryAmount amount, LocalDate bookedOn, LocalDate expectedBy) {

    public WatchedPayment {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(bookedOn, "bookedOn");
        Objects.requireNonNull(expectedBy, "expectedBy");
        if (reference.isBlank()) {
            throw new IllegalArgumentException("payment reference is blank, expected the reference the bank repeats");
        }
    }
}
