package io.counterfoil.stripe.fact;

/**
 * From a status and the fields that decide to a state, as {@code stripe_states.json} has it (specification 4.3). Statuses that are not listed give
 * {@link FactState#UNKNOWN}.
 */
final class StateTable {

    private StateTable() {}

    static FactState paymentIntent(String status, boolean lastError) {
        return switch (status) {
            case "requires_payment_method" -> lastError ? open("ATTEMPT_FAILED", 60) : open("CREATED", 10);
            case "requires_confirmation" -> open("CREATED", 20);
            case "requires_action" -> open("ACTION_REQUIRED", 30);
            case "processing" -> open("PENDING_BANK", 40);
            case "requires_capture" -> open("AUTHORIZED", 50);
            case "succeeded" -> last("CONFIRMED", 90);
            case "canceled" -> last("CANCELLED", 90);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState charge(String status, boolean captured, boolean takenBack) {
        return switch (status) {
            case "pending" -> open("PENDING", 10);
            case "succeeded" -> {
                if (takenBack) {
                    yield last("RETURNED", 80);
                }
                yield captured ? open("CONFIRMED", 30) : open("AUTHORIZED", 20);
            }
            case "failed" -> takenBack ? last("RETURNED", 80) : last("FAILED", 70);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState refund(String status) {
        return switch (status) {
            case "requires_action", "pending" -> open("PENDING", 10);
            case "succeeded" -> open("DONE", 30);
            case "failed" -> last("FAILED", 40);
            case "canceled" -> last("CANCELLED", 40);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState dispute(String status) {
        return switch (status) {
            case "warning_needs_response" -> open("INQUIRY_OPEN", 10);
            case "warning_under_review" -> open("INQUIRY_ANSWERED", 20);
            case "warning_closed" -> open("INQUIRY_CLOSED", 30);
            case "needs_response" -> open("OPEN", 40);
            case "under_review" -> open("RESPONDED", 50);
            case "won" -> last("WON", 60);
            case "lost" -> last("LOST", 60);
            case "prevented" -> last("PREVENTED", 60);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState payout(String status) {
        return switch (status) {
            case "pending" -> open("SCHEDULED", 10);
            case "in_transit" -> open("IN_TRANSIT", 20);
            case "paid" -> open("PAID", 30);
            case "failed" -> last("FAILED", 40);
            case "canceled" -> last("CANCELLED", 40);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState invoice(String status) {
        return switch (status) {
            case "draft" -> open("DRAFT", 10);
            case "open" -> open("OPEN", 20);
            case "uncollectible" -> open("UNCOLLECTIBLE", 30);
            case "paid" -> last("PAID", 40);
            case "void" -> last("VOID", 40);
            default -> FactState.UNKNOWN;
        };
    }

    static FactState invoicePayment(String status) {
        return switch (status) {
            case "open" -> open("OPEN", 10);
            case "paid" -> last("PAID", 20);
            case "canceled" -> last("CANCELLED", 20);
            default -> FactState.UNKNOWN;
        };
    }

    private static FactState open(String name, int rank) {
        return new FactState(name, rank, false);
    }

    private static FactState last(String name, int rank) {
        return new FactState(name, rank, true);
    }
}
