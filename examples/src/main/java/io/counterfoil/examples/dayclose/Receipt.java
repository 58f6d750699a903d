package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Money that came in, and what each invoice got of it.
 *
 * @param id payment intent, charge or bank reference
 * @param channel CARD or BANK
 * @param party who paid, where that is known
 * @param day when
 * @param amount how much
 * @param shares what each invoice got, in order; the rest is unapplied
 */
record Receipt(
        String id, Channel channel, Optional<PartyId> party, LocalDate day, MonetaryAmount amount, List<Share> shares) {

    enum Channel {
        CARD,
        BANK
    }

    /**
     * A part of a receipt.
     *
     * @param invoice which
     * @param amount positive
     */
    record Share(InvoiceId invoice, MonetaryAmount amount) {}

    /** What no invoice got. */
    MonetaryAmount unapplied() {
        long rest = Amounts.minor(amount)
                - shares.stream()
                        .mapToLong(share -> Amounts.minor(share.amount()))
                        .sum();
        return Amounts.in(amount.getCurrency()).ofMinor(rest);
    }
}
