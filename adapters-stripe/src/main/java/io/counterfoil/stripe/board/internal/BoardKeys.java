package io.counterfoil.stripe.board.internal;

import io.counterfoil.stripe.board.StripeBoard;
import io.counterfoil.stripe.board.StripeBoard.Outcome;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** On which line of the board a fact stands (STR-49). Pure. */
public final class BoardKeys {

    private BoardKeys() {}

    /** The line; empty for a fact that stands on none. */
    public static Optional<StripeBoard.Key> of(StripeFact fact, ZoneId zone) {
        return switch (fact.kind()) {
            case CHARGE -> charge((ChargeFact) fact, zone);
            case PAYMENT_INTENT -> intent((PaymentIntentFact) fact, zone);
            case REFUND -> refund((RefundFact) fact, zone);
            case DISPUTE -> dispute((DisputeFact) fact, zone);
            default -> Optional.empty();
        };
    }

    /** What a fact adds to its line, in minor units. */
    public static long minor(StripeFact fact) {
        return switch (fact.kind()) {
            case CHARGE -> {
                ChargeFact charge = (ChargeFact) fact;
                long captured = charge.amountCapturedMinor().orElse(0);
                yield charge.state().is("CONFIRMED") && captured > 0 ? captured : charge.amountMinor();
            }
            case PAYMENT_INTENT -> ((PaymentIntentFact) fact).amountMinor();
            case REFUND -> ((RefundFact) fact).amountMinor();
            case DISPUTE -> ((DisputeFact) fact).amountMinor();
            default -> 0;
        };
    }

    private static Optional<StripeBoard.Key> charge(ChargeFact charge, ZoneId zone) {
        String reason = charge.declineCode().orElse("");
        return switch (charge.state().name()) {
            case "CONFIRMED" -> key(charge.createdAt(), zone, Outcome.SUCCEEDED, charge.currency(), "");
            case "PENDING", "AUTHORIZED" -> key(charge.createdAt(), zone, Outcome.IN_FLIGHT, charge.currency(), "");
            case "FAILED", "RETURNED" -> key(charge.createdAt(), zone, Outcome.FAILED, charge.currency(), reason);
            default -> Optional.empty();
        };
    }

    /** An intent stands for itself only while no attempt does. */
    private static Optional<StripeBoard.Key> intent(PaymentIntentFact intent, ZoneId zone) {
        if (intent.latestCharge().isPresent()) {
            return Optional.empty();
        }
        String reason = intent.lastErrorCode().orElse("");
        return switch (intent.state().name()) {
            case "PENDING_BANK", "ACTION_REQUIRED" ->
                key(intent.createdAt(), zone, Outcome.IN_FLIGHT, intent.currency(), "");
            case "ATTEMPT_FAILED" -> key(intent.createdAt(), zone, Outcome.FAILED, intent.currency(), reason);
            default -> Optional.empty();
        };
    }

    private static Optional<StripeBoard.Key> refund(RefundFact refund, ZoneId zone) {
        boolean counts = refund.state().is("DONE") || refund.state().is("PENDING");
        return counts
                ? key(
                        refund.createdAt(),
                        zone,
                        Outcome.REFUNDED,
                        refund.currency(),
                        refund.reason().orElse(""))
                : Optional.empty();
    }

    private static Optional<StripeBoard.Key> dispute(DisputeFact dispute, ZoneId zone) {
        String state = dispute.state().name();
        boolean counts = !state.startsWith("INQUIRY") && !state.equals("PREVENTED") && !state.equals("UNKNOWN");
        return counts
                ? key(
                        dispute.createdAt(),
                        zone,
                        Outcome.DISPUTED,
                        dispute.currency(),
                        dispute.reason().orElse(""))
                : Optional.empty();
    }

    private static Optional<StripeBoard.Key> key(
            Instant at, ZoneId zone, Outcome outcome, String currency, String reason) {
        return Optional.of(new StripeBoard.Key(LocalDate.ofInstant(at, zone), outcome, currency, reason));
    }
}
