package io.counterfoil.collections.desk;

import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.reconciliation.status.StatusTable.AmountStanding;
import io.counterfoil.reconciliation.status.StatusTable.InvoiceStanding;
import io.counterfoil.reconciliation.status.StatusTable.PaymentStanding;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The desk's table and its bridge to the table of invoice actions: a listed action allows only its outcomes, an unlisted pair takes the desk's own row
 * (own copy of {@code facts/collections_desk_table.json}).
 */
final class DeskTable {

    private static final String ROWS = """
            PENDING FAILED  : NONE CHASE; PROCESSING AWAIT; REQUIRES_ACTION RESEND_LINK; SUCCEEDED MARK_PAID; CANCELED CHASE;
            PENDING FAILED  : REFUNDED REVIEW; PARTIALLY_REFUNDED REVIEW; DISPUTED DISPUTE_OPEN; DISPUTE_LOST REVIEW; DISPUTE_WON REVIEW;
            PENDING         : FAILED MARK_FAILED;
            FAILED          : FAILED NO_CHANGE;
            PAID            : NONE CONFLICT_PAID_NOT_RECEIVED; PROCESSING REVIEW; REQUIRES_ACTION CONFLICT_PAID_NOT_RECEIVED;
            PAID            : SUCCEEDED DUPLICATE_PAYMENT; FAILED CONFLICT_PAID_NOT_RECEIVED; CANCELED CONFLICT_PAID_NOT_RECEIVED;
            PAID            : REFUNDED REOPEN; PARTIALLY_REFUNDED REVIEW; DISPUTED DISPUTE_OPEN; DISPUTE_LOST REOPEN; DISPUTE_WON NO_CHANGE;
            VOID            : NONE NO_CHANGE; PROCESSING REVIEW; REQUIRES_ACTION REVIEW; SUCCEEDED PAID_BUT_CANCELLED; FAILED NO_CHANGE;
            VOID            : CANCELED NO_CHANGE; REFUNDED NO_CHANGE; PARTIALLY_REFUNDED NO_CHANGE; DISPUTED DISPUTE_OPEN;
            VOID            : DISPUTE_LOST REVIEW; DISPUTE_WON REVIEW;
            """;

    private static final Code UNLISTED = Code.of("STATUS.UNLISTED");
    private static final Code BY_BRIDGE = Code.of("DESK.BRIDGE");
    private static final Code BY_ROW = Code.of("DESK.ROW");

    private final StatusTable table = StatusTable.standard();
    private final Map<Invoice.Status, Map<PaymentState, Kind>> rows = rows();

    private static Map<Invoice.Status, Map<PaymentState, Kind>> rows() {
        Map<Invoice.Status, Map<PaymentState, Kind>> rows = new EnumMap<>(Invoice.Status.class);
        ROWS.lines().forEach(line -> {
            String[] sides = line.split(":", -1);
            for (String status : sides[0].strip().split(" +", -1)) {
                for (String cell : sides[1].strip().split("; *", 0)) {
                    String[] words = cell.strip().split(" ", -1);
                    Kind before = rows.computeIfAbsent(
                                    Invoice.Status.valueOf(status), key -> new EnumMap<>(PaymentState.class))
                            .put(PaymentState.valueOf(words[0]), Kind.valueOf(words[1]));
                    if (before != null) {
                        throw new IllegalStateException("desk table lists " + status + " " + words[0] + " twice");
                    }
                }
            }
        });
        return rows;
    }

    /**
     * What becomes of an invoice, and what the desk does.
     *
     * @param kind the outcome
     * @param action for the billing system
     * @param evidence the row of the one table and, where that has none, the desk's own
     */
    record Verdict(Kind kind, InvoiceAction action, Evidence evidence) {}

    /** One pair of a payment and an invoice. */
    record Pair(
            Invoice.Status status,
            InvoiceStanding standing,
            PaymentState state,
            AmountStanding amount,
            boolean isOverdue) {}

    Verdict decide(Pair pair) {
        boolean isOpenWithout = pair.state() == PaymentState.NONE && pair.status() == Invoice.Status.PENDING;
        AmountStanding amount =
                isOpenWithout ? pair.isOverdue() ? AmountStanding.OVERDUE : AmountStanding.NOT_DUE : pair.amount();
        StatusTable.Proposal proposal = table.propose(standing(pair.state()), amount, pair.standing());
        boolean isListed = !proposal.evidence().facts().get(0).code().is(UNLISTED);
        Kind kind = isListed ? bridge(proposal, pair) : own(pair);
        return new Verdict(
                kind,
                proposal.action(),
                proposal.evidence().and(isListed ? BY_BRIDGE : BY_ROW, "at the desk: " + kind));
    }

    private static PaymentStanding standing(PaymentState state) {
        return switch (state) {
            case REFUNDED -> PaymentStanding.REFUNDED_FULL;
            case PARTIALLY_REFUNDED -> PaymentStanding.REFUNDED_PART;
            default -> PaymentStanding.valueOf(state.name());
        };
    }

    private Kind own(Pair pair) {
        Kind kind = Objects.requireNonNull(
                Objects.requireNonNull(
                                rows.get(pair.status()), () -> pair.status().name())
                        .get(pair.state()),
                () -> pair.status() + " " + pair.state());
        return kind == Kind.CHASE && !pair.isOverdue() ? Kind.NO_CHANGE : kind;
    }

    private static Kind bridge(StatusTable.Proposal proposal, Pair pair) {
        return switch (proposal.action()) {
            case MARK_PAID, MARK_PAID_AND_CREDIT -> Kind.MARK_PAID;
            case MARK_PART_PAID -> Kind.PARTLY_PAID;
            case MARK_FAILED -> Kind.MARK_FAILED;
            case MARK_PENDING -> Kind.AWAIT;
            case LINK, CLEAR_DISPUTE -> Kind.NO_CHANGE;
            case HAND_TO_COLLECTIONS -> pair.isOverdue() ? Kind.CHASE : Kind.NO_CHANGE;
            case REOPEN, MARK_REFUNDED -> Kind.REOPEN;
            case RECORD_PART_REFUND -> Kind.REVIEW;
            case FLAG_DISPUTED -> Kind.DISPUTE_OPEN;
            case NONE -> ofNothing(pair);
            case REVIEW -> ofReview(proposal.breakClass().map(Code::id).orElse(""));
        };
    }

    private static Kind ofNothing(Pair pair) {
        boolean isOpen = pair.status() == Invoice.Status.PENDING || pair.status() == Invoice.Status.FAILED;
        if (pair.state() == PaymentState.PROCESSING) {
            return Kind.AWAIT;
        }
        if (pair.state() == PaymentState.REQUIRES_ACTION && isOpen) {
            return Kind.RESEND_LINK;
        }
        return pair.state() == PaymentState.CANCELED && isOpen && pair.isOverdue() ? Kind.CHASE : Kind.NO_CHANGE;
    }

    private static Kind ofReview(String breakClass) {
        return switch (breakClass) {
            case "BREAK.DUPLICATE_PAYMENT" -> Kind.DUPLICATE_PAYMENT;
            case "BREAK.PAYMENT_FOR_VOID_INVOICE" -> Kind.PAID_BUT_CANCELLED;
            case "BREAK.PAID_WITHOUT_PAYMENT" -> Kind.CONFLICT_PAID_NOT_RECEIVED;
            default -> Kind.REVIEW;
        };
    }
}
