package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/** Gives each receipt to the invoices that its evidence names, oldest receipt first, never more than an invoice is worth. */
final class Allocator {

    /**
     * A receipt before anything is given to invoices.
     *
     * @param id of the payment
     * @param channel CARD or BANK
     * @param party who paid
     * @param day when
     * @param amount how much
     * @param named the invoices that it pays, in order
     */
    record Claim(
            String id,
            Receipt.Channel channel,
            Optional<PartyId> party,
            LocalDate day,
            MonetaryAmount amount,
            List<InvoiceId> named) {}

    private Allocator() {}

    static List<Receipt> allocate(List<Invoice> invoices, List<Claim> claims) {
        Map<InvoiceId, Long> left = new TreeMap<>();
        invoices.stream()
                .filter(i -> i.status() != Invoice.Status.VOID)
                .forEach(i -> left.put(i.id(), Amounts.minor(i.amount())));
        List<Receipt> receipts = new ArrayList<>();
        claims.stream()
                .sorted(Comparator.comparing(Claim::day).thenComparing(Claim::id))
                .forEach(claim -> receipts.add(allocate(claim, left)));
        return List.copyOf(receipts);
    }

    private static Receipt allocate(Claim claim, Map<InvoiceId, Long> left) {
        Amounts amounts = Amounts.in(claim.amount().getCurrency());
        long rest = Amounts.minor(claim.amount());
        List<Receipt.Share> shares = new ArrayList<>();
        for (InvoiceId invoice : claim.named()) {
            long part = Math.min(rest, left.getOrDefault(invoice, 0L));
            if (part > 0) {
                shares.add(new Receipt.Share(invoice, amounts.ofMinor(part)));
                left.merge(invoice, -part, Long::sum);
                rest -= part;
            }
        }
        return new Receipt(
                claim.id(), claim.channel(), claim.party(), claim.day(), claim.amount(), List.copyOf(shares));
    }
}
