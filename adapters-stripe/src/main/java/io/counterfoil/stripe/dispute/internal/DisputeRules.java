package io.counterfoil.stripe.dispute.internal;

import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.dispute.DisputeStanding.Break;
import io.counterfoil.stripe.dispute.DisputeStanding.Clock;
import io.counterfoil.stripe.dispute.DisputeStanding.Kind;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of specification 4.13. Immutable, thread-safe. */
public final class DisputeRules {

    private static final Duration URGENT = Duration.ofDays(3);
    private static final Set<String> ANSWERABLE = Set.of("INQUIRY_OPEN", "OPEN");

    /** The rail behind a method, and under which report its codes stand. */
    private record Debit(Rail rail, String report) {}

    private static final Map<String, Debit> DEBITS = Map.of(
            "us_bank_account", new Debit(Rail.ACH, ""),
            "acss_debit", new Debit(Rail.EFT_CA, ""),
            "bacs_debit", new Debit(Rail.BACS, "ARUDD"),
            "sepa_debit", new Debit(Rail.SEPA, "RETURN"));

    /** Scheme codes for Stripe's own reasons, where the dispute does not carry the scheme's. */
    private static final Map<String, Map<Rail, String>> REASONS = Map.of(
            "insufficient_funds", Map.of(Rail.ACH, "R01", Rail.EFT_CA, "901", Rail.BACS, "0", Rail.SEPA, "AM04"),
            "debit_not_authorized", Map.of(Rail.ACH, "R10", Rail.EFT_CA, "915", Rail.BACS, "6", Rail.SEPA, "MD01"),
            "incorrect_account_details", Map.of(Rail.ACH, "R03", Rail.EFT_CA, "902", Rail.BACS, "5", Rail.SEPA, "AC01"),
            "bank_cannot_process", Map.of(Rail.ACH, "R13", Rail.SEPA, "AG01"));

    private final StripeAmounts amounts;
    private final ReturnCodes codes;

    public DisputeRules(StripeAmounts amounts, ReturnCodes codes) {
        this.amounts = amounts;
        this.codes = codes;
    }

    /**
     * How the dispute stands.
     *
     * @param rows of the dispute, embedded or pulled; each id counts once
     * @throws ArithmeticException where rows cannot be summed within 64 bits
     */
    public DisputeStanding assess(DisputeFact dispute, Collection<BalanceRow> rows, Instant now) {
        Map<String, BalanceRow> unique = new LinkedHashMap<>();
        dispute.rows().forEach(row -> unique.put(row.id(), row));
        rows.forEach(row -> unique.put(row.id(), row));
        long net = 0;
        long fee = 0;
        long withdrawn = 0;
        for (BalanceRow row : unique.values()) {
            net = Math.addExact(net, row.netMinor());
            fee = Math.addExact(fee, row.feeMinor());
            withdrawn = Math.subtractExact(withdrawn, row.amountMinor());
        }
        String state = dispute.state().name();
        boolean lost = state.equals("LOST");
        long loss = lost ? Math.max(0, withdrawn) : 0;
        Money money = new Money(net, withdrawn, !unique.isEmpty());
        Kind kind = kind(dispute);
        String currency =
                unique.values().stream().map(BalanceRow::currency).findFirst().orElse(dispute.currency());
        return DisputeStanding.builder()
                .dispute(dispute)
                .kind(kind)
                .netMinor(net)
                .feeMinor(fee)
                .heldMinor(withdrawn - loss)
                .lossMinor(loss)
                .loss(amounts.convert(currency, loss).value().filter(amount -> amount.isPositive()))
                .countsInRate(!state.startsWith("INQUIRY") && !state.equals("PREVENTED"))
                .clock(clock(dispute, now))
                .breaks(breaks(state, money))
                .returned(kind == Kind.RETURN ? returned(dispute) : Optional.empty())
                .build();
    }

    private record Money(long net, long withdrawn, boolean moved) {}

    private static Kind kind(DisputeFact dispute) {
        if (dispute.state().name().startsWith("INQUIRY")) {
            return Kind.INQUIRY;
        }
        return dispute.paymentMethod().filter(DEBITS::containsKey).isPresent() ? Kind.RETURN : Kind.CHARGEBACK;
    }

    private static Optional<Clock> clock(DisputeFact dispute, Instant now) {
        if (!ANSWERABLE.contains(dispute.state().name())) {
            return Optional.empty();
        }
        Optional<Instant> due = dispute.dueBy().filter(at -> at.getEpochSecond() > 0);
        if (due.isEmpty()) {
            return Optional.of(Clock.NO_RESPONSE_POSSIBLE);
        }
        if (dispute.onTestClock()) {
            return Optional.of(Clock.RUNNING);
        }
        Duration left = Duration.between(now, due.get());
        if (left.isNegative()) {
            return Optional.of(Clock.MISSED);
        }
        return Optional.of(left.compareTo(URGENT) <= 0 ? Clock.URGENT : Clock.RUNNING);
    }

    private static List<Break> breaks(String state, Money money) {
        Set<Break> breaks = EnumSet.noneOf(Break.class);
        switch (state) {
            case "INQUIRY_OPEN", "INQUIRY_ANSWERED", "INQUIRY_CLOSED" -> {
                if (money.net() != 0 || money.withdrawn() != 0) {
                    breaks.add(Break.MONEY_ON_INQUIRY);
                }
            }
            case "OPEN", "RESPONDED" -> {
                if (!money.moved()) {
                    breaks.add(Break.NO_FUNDS_MOVEMENT);
                }
            }
            case "WON" -> {
                if (money.withdrawn() != 0) {
                    breaks.add(Break.WON_NOT_REINSTATED);
                }
            }
            case "LOST" -> {
                if (money.withdrawn() <= 0) {
                    breaks.add(Break.LOST_WITHOUT_WITHDRAWAL);
                }
            }
            default -> {
                return List.of();
            }
        }
        return List.copyOf(breaks);
    }

    /** The scheme's own code where the dispute carries one, else the one that Stripe's reason stands for; an unknown one is kept. */
    private Optional<ReturnReason> returned(DisputeFact dispute) {
        return dispute.paymentMethod().map(DEBITS::get).map(debit -> {
            String reason = dispute.reason().orElse("general");
            String code = dispute.networkReason()
                    .orElseGet(() -> REASONS.getOrDefault(reason, Map.of()).getOrDefault(debit.rail(), reason));
            return codes.reason(debit.rail(), debit.report(), code);
        });
    }
}
