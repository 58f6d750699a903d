package io.counterfoil.stripe.fact.internal;

import io.counterfoil.stripe.fact.StripeFact;

/**
 * From a status and the fields that decide to a state, as {@code stripe_states.json} has it (specification 4.3). Statuses that are not listed give
 * {@link StripeFact.State#UNKNOWN}.
 */
public final class StateTable {

    private StateTable() {}

    public static StripeFact.State paymentIntent(String status, boolean lastError) {
        return switch (status) {
            case "requires_payment_method" -> lastError ? open("ATTEMPT_FAILED", 60) : open("CREATED", 10);
            case "requires_confirmation" -> open("CREATED", 20);
            case "requires_action" -> open("ACTION_REQUIRED", 30);
            case "processing" -> open("PENDING_BANK", 40);
            case "requires_capture" -> open("AUTHORIZED", 50);
            case "succeeded" -> last("CONFIRMED", 90);
            case "canceled" -> last("CANCELLED", 90);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State charge(String status, boolean captured, boolean takenBack) {
        return switch (status) {
            case "pending" -> open("PENDING", 10);
            case "succeeded" -> {
                if (takenBack) {
                    yield last("RETURNED", 80);
                }
                yield captured ? open("CONFIRMED", 30) : open("AUTHORIZED", 20);
            }
            case "failed" -> takenBack ? last("RETURNED", 80) : last("FAILED", 70);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State refund(String status) {
        return switch (status) {
            case "requires_action", "pending" -> open("PENDING", 10);
            case "succeeded" -> open("DONE", 30);
            case "failed" -> last("FAILED", 40);
            case "canceled" -> last("CANCELLED", 40);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State dispute(String status) {
        return switch (status) {
            case "warning_needs_response" -> open("INQUIRY_OPEN", 10);
            case "warning_under_review" -> open("INQUIRY_ANSWERED", 20);
            case "warning_closed" -> open("INQUIRY_CLOSED", 30);
            case "needs_response" -> open("OPEN", 40);
            case "under_review" -> open("RESPONDED", 50);
            case "won" -> last("WON", 60);
            case "lost" -> last("LOST", 60);
            case "prevented" -> last("PREVENTED", 60);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State payout(String status) {
        return switch (status) {
            case "pending" -> open("SCHEDULED", 10);
            case "in_transit" -> open("IN_TRANSIT", 20);
            case "paid" -> open("PAID", 30);
            case "failed" -> last("FAILED", 40);
            case "canceled" -> last("CANCELLED", 40);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State invoice(String status) {
        return switch (status) {
            case "draft" -> open("DRAFT", 10);
            case "open" -> open("OPEN", 20);
            case "uncollectible" -> open("UNCOLLECTIBLE", 30);
            case "paid" -> last("PAID", 40);
            case "void" -> last("VOID", 40);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State invoicePayment(String status) {
        return switch (status) {
            case "open" -> open("OPEN", 10);
            case "paid" -> last("PAID", 20);
            case "canceled" -> last("CANCELLED", 20);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State session(String status, String paymentStatus) {
        return switch (status) {
            case "open" -> open("OPEN", 10);
            case "complete" ->
                switch (paymentStatus) {
                    case "unpaid" -> open("PENDING_BANK", 20);
                    case "paid" -> last("PAID", 30);
                    case "no_payment_required" -> last("NOTHING_DUE", 30);
                    default -> StripeFact.State.UNKNOWN;
                };
            case "expired" -> last("EXPIRED", 30);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State creditNote(String status) {
        return switch (status) {
            case "issued" -> open("ISSUED", 10);
            case "void" -> last("VOID", 20);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    public static StripeFact.State mandate(String status) {
        return switch (status) {
            case "pending" -> open("PENDING", 10);
            case "active" -> open("ACTIVE", 20);
            case "inactive" -> last("INACTIVE", 30);
            default -> StripeFact.State.UNKNOWN;
        };
    }

    /** Whether an object of the type expects no later state. */
    public static boolean isTerminal(String object, String state) {
        return switch (object) {
            case "payment_intent" -> state.equals("CONFIRMED") || state.equals("CANCELLED");
            case "charge" -> state.equals("RETURNED") || state.equals("FAILED");
            case "refund", "payout" -> state.equals("FAILED") || state.equals("CANCELLED");
            case "dispute" -> state.equals("WON") || state.equals("LOST") || state.equals("PREVENTED");
            case "invoice" -> state.equals("PAID") || state.equals("VOID");
            case "invoice_payment" -> state.equals("PAID") || state.equals("CANCELLED");
            case "checkout.session" -> state.equals("PAID") || state.equals("NOTHING_DUE") || state.equals("EXPIRED");
            case "credit_note" -> state.equals("VOID");
            case "mandate" -> state.equals("INACTIVE");
            default -> false;
        };
    }

    private static StripeFact.State open(String name, int rank) {
        return new StripeFact.State(name, rank, false);
    }

    private static StripeFact.State last(String name, int rank) {
        return new StripeFact.State(name, rank, true);
    }
}
