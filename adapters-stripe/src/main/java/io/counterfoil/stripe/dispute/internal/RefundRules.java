package io.counterfoil.stripe.dispute.internal;

import io.counterfoil.stripe.dispute.RefundStanding;
import io.counterfoil.stripe.dispute.RefundStanding.Break;
import io.counterfoil.stripe.dispute.RefundStanding.Status;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How refunds stand, and what of a charge was really refunded. Pure. */
public final class RefundRules {

    private static final String PARTIAL_CAPTURE = "partial_capture_reversal";

    private RefundRules() {}

    /**
     * How the refund stands.
     *
     * @param rows of any kind; those of the refund count, each id once
     */
    public static RefundStanding assess(RefundFact refund, Collection<BalanceRow> rows) {
        Map<String, BalanceRow> own = new LinkedHashMap<>();
        rows.stream().filter(row -> isOf(row, refund)).forEach(row -> own.put(row.id(), row));
        long net = 0;
        long amount = 0;
        boolean left = false;
        for (BalanceRow row : own.values()) {
            net = Math.addExact(net, row.netMinor());
            amount = Math.addExact(amount, row.amountMinor());
            left |= row.amountMinor() < 0;
        }
        Status status = status(refund, left);
        return RefundStanding.builder()
                .refund(refund)
                .status(status)
                .netMinor(net)
                .breaks(breaks(status, refund, own.values(), amount))
                .customerReference(refund.bankReference()
                        .map(reference -> refund.bankReferenceType()
                                        .map(type -> type + " ")
                                        .orElse("")
                                + reference))
                .build();
    }

    private static boolean isOf(BalanceRow row, RefundFact refund) {
        Optional<String> id = Optional.of(row.id());
        return row.source().filter(refund.id()::equals).isPresent()
                || refund.balanceTransaction().equals(id)
                || refund.failureBalanceTransaction().equals(id);
    }

    private static Status status(RefundFact refund, boolean left) {
        boolean moved = left
                || refund.balanceTransaction().isPresent()
                || refund.failureBalanceTransaction().isPresent();
        return switch (refund.state().name()) {
            case "PENDING" -> Status.PENDING;
            case "DONE" -> Status.DONE;
            case "FAILED" -> moved ? Status.FAILED_AFTER_SUCCESS : Status.FAILED;
            case "CANCELLED" -> Status.CANCELLED;
            default -> Status.UNKNOWN;
        };
    }

    private static List<Break> breaks(Status status, RefundFact refund, Collection<BalanceRow> rows, long amount) {
        Set<Break> breaks = EnumSet.noneOf(Break.class);
        boolean ended = status == Status.FAILED || status == Status.FAILED_AFTER_SUCCESS || status == Status.CANCELLED;
        if (ended && amount != 0) {
            breaks.add(Break.NOT_RECREDITED);
        }
        if (status == Status.DONE && rows.isEmpty()) {
            breaks.add(Break.NO_FUNDS_MOVEMENT);
        }
        boolean sameCurrency = rows.stream().allMatch(row -> row.currency().equals(refund.currency()));
        if (status == Status.DONE && !rows.isEmpty() && sameCurrency && amount != -refund.amountMinor()) {
            breaks.add(Break.AMOUNT_DIFFERS);
        }
        return List.copyOf(breaks);
    }

    /**
     * What was given back of a charge (STR-53). The rest of a partial capture was never taken, and its release is no refund.
     *
     * @param refunds of the charge, as far as they are known
     * @param rows of those refunds, as far as they are known
     */
    public static long refunded(ChargeFact charge, Collection<RefundFact> refunds, Collection<BalanceRow> rows) {
        long released =
                Math.max(0, charge.amountMinor() - charge.amountCapturedMinor().orElse(charge.amountMinor()));
        if (refunds.isEmpty()) {
            boolean holdsRelease = released > 0 && charge.amountRefundedMinor() >= released;
            return charge.amountRefundedMinor() - (holdsRelease ? released : 0);
        }
        Set<String> releases = rows.stream()
                .filter(row -> row.type().equals(PARTIAL_CAPTURE)
                        || row.reportingCategory()
                                .filter(PARTIAL_CAPTURE::equals)
                                .isPresent())
                .map(BalanceRow::id)
                .collect(java.util.stream.Collectors.toSet());
        return refunds.stream()
                .filter(refund -> refund.state().is("DONE") || refund.state().is("PENDING"))
                .filter(refund ->
                        refund.balanceTransaction().filter(releases::contains).isEmpty())
                .mapToLong(RefundFact::amountMinor)
                .sum();
    }
}
