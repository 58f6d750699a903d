package io.counterfoil.reconciliation.status;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.money.Amounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * The one table of payment status, invoice status and amount, and what becomes of the invoice (REC-48, reconciliation specification 4.13).
 *
 * <p>A row for exactly the amount comes before a row for any amount. A combination that no row lists is {@link InvoiceAction#REVIEW} with
 * {@code BREAK.STATUS_MISMATCH}: a person must look. Nothing is performed here. Immutable, thread-safe.
 *
 * <pre>{@code
 * Proposal proposal = StatusTable.standard()
 *         .propose(PaymentStanding.SUCCEEDED, AmountStanding.of(paid, invoice.open()), InvoiceStanding.PENDING);
 * proposal.action(); // MARK_PART_PAID
 * }</pre>
 */
public final class StatusTable {

    private static final Code LISTED = Code.of("STATUS.LISTED");
    private static final Code UNLISTED = Code.of("STATUS.UNLISTED");

    private final Map<Key, Row> rows;

    private StatusTable(Map<Key, Row> rows) {
        this.rows = Map.copyOf(rows);
    }

    /** The table of the specification. */
    public static StatusTable standard() {
        return new StatusTable(standardRows());
    }

    /** What should become of an invoice that stands so, beside a payment that stands so. */
    public Proposal propose(PaymentStanding payment, AmountStanding amount, InvoiceStanding invoice) {
        Row row = rows.get(new Key(payment, invoice, amount));
        if (row == null) {
            row = rows.get(new Key(payment, invoice, AmountStanding.ANY));
        }
        if (row == null) {
            return proposal(
                    new Row(InvoiceAction.REVIEW, Optional.of("STATUS_MISMATCH")),
                    UNLISTED,
                    new Key(payment, invoice, amount));
        }
        return proposal(row, LISTED, new Key(payment, invoice, amount));
    }

    /** How many combinations the table lists. */
    int size() {
        return rows.size();
    }

    private static Proposal proposal(Row row, Code why, Key key) {
        String sentence = "payment " + key.payment() + ", invoice " + key.invoice() + ", amount " + key.amount() + ": "
                + row.action() + row.breakClass().map(name -> " with " + name).orElse("")
                + (why == UNLISTED ? ", no row lists it" : "");
        Map<String, String> attributes = Map.of(
                "payment", key.payment().name(),
                "invoice", key.invoice().name(),
                "amount", key.amount().name());
        return new Proposal(
                row.action(),
                row.breakClass().map(name -> Code.of("BREAK." + name)),
                Evidence.of(List.of(new Evidence.Fact(why, sentence, attributes))));
    }

    private static Map<Key, Row> standardRows() {
        Map<Key, Row> rows = new HashMap<>();
        add(rows, PaymentStanding.SUCCEEDED, """
                PENDING       EQUAL   MARK_PAID            -
                PENDING       SHORT   MARK_PART_PAID       UNDERPAID
                PENDING       OVER    MARK_PAID_AND_CREDIT OVERPAID
                FAILED        EQUAL   MARK_PAID            STATUS_MISMATCH
                FAILED        SHORT   MARK_PART_PAID       UNDERPAID
                FAILED        OVER    MARK_PAID_AND_CREDIT OVERPAID
                PAID_BY_THIS  ANY     NONE                 -
                PAID_BY_OTHER ANY     REVIEW               DUPLICATE_PAYMENT
                VOID          ANY     REVIEW               PAYMENT_FOR_VOID_INVOICE
                PAID_UNLINKED EQUAL   LINK                 -
                PAID_UNLINKED SHORT   REVIEW               AMOUNT_DIFFERENCE
                PAID_UNLINKED OVER    REVIEW               AMOUNT_DIFFERENCE
                """);
        add(rows, PaymentStanding.PROCESSING, """
                PENDING       ANY     NONE                 -
                FAILED        ANY     MARK_PENDING         STATUS_MISMATCH
                PAID_BY_THIS  ANY     REVIEW               PAID_NOT_SETTLED
                """);
        add(rows, PaymentStanding.FAILED, """
                PENDING       ANY     MARK_FAILED          -
                FAILED        ANY     NONE                 -
                PAID_BY_THIS  ANY     REOPEN               PAID_NOT_SETTLED
                PAID_BY_OTHER ANY     NONE                 -
                """);
        add(rows, PaymentStanding.REFUNDED_FULL, """
                PAID_BY_THIS  ANY     MARK_REFUNDED        -
                PENDING       ANY     REVIEW               STATUS_MISMATCH
                FAILED        ANY     REVIEW               STATUS_MISMATCH
                PAID_BY_OTHER ANY     NONE                 -
                """);
        add(rows, PaymentStanding.REFUNDED_PART, """
                PAID_BY_THIS  ANY     RECORD_PART_REFUND   -
                PAID_BY_OTHER ANY     NONE                 -
                """);
        add(rows, PaymentStanding.DISPUTED, """
                PAID_BY_THIS  ANY     FLAG_DISPUTED        -
                """);
        add(rows, PaymentStanding.DISPUTE_LOST, """
                PAID_BY_THIS  ANY     REOPEN               CHARGEBACK
                PAID_BY_OTHER ANY     REVIEW               STATUS_MISMATCH
                """);
        add(rows, PaymentStanding.DISPUTE_WON, """
                PAID_BY_THIS  ANY     CLEAR_DISPUTE        -
                PAID_BY_OTHER ANY     NONE                 -
                """);
        add(rows, PaymentStanding.NONE, """
                PENDING       NOT_DUE NONE                 -
                PENDING       OVERDUE HAND_TO_COLLECTIONS  EXPECTED_OVERDUE
                PAID_BY_THIS  ANY     REVIEW               PAID_WITHOUT_PAYMENT
                FAILED        ANY     HAND_TO_COLLECTIONS  -
                VOID          ANY     NONE                 -
                PAID_UNLINKED ANY     REVIEW               PAID_WITHOUT_PAYMENT
                """);
        add(rows, PaymentStanding.REQUIRES_ACTION, """
                PENDING       ANY     NONE                 -
                FAILED        ANY     NONE                 -
                PAID_BY_OTHER ANY     NONE                 -
                """);
        add(rows, PaymentStanding.CANCELED, """
                PENDING       ANY     NONE                 -
                FAILED        ANY     NONE                 -
                PAID_BY_OTHER ANY     NONE                 -
                """);
        return rows;
    }

    /** Reads lines of invoice standing, amount, action and class of break ({@code -} for none). */
    private static void add(Map<Key, Row> rows, PaymentStanding payment, String lines) {
        lines.lines().map(line -> line.trim().split(" +", -1)).forEach(word -> {
            Key key = new Key(payment, InvoiceStanding.valueOf(word[0]), AmountStanding.valueOf(word[1]));
            Row row =
                    new Row(InvoiceAction.valueOf(word[2]), Optional.of(word[3]).filter(name -> !name.equals("-")));
            if (rows.putIfAbsent(key, row) != null) {
                throw new IllegalStateException("status table lists " + key + " twice");
            }
        });
    }

    private record Key(PaymentStanding payment, InvoiceStanding invoice, AmountStanding amount) {}

    private record Row(InvoiceAction action, Optional<String> breakClass) {}

    /**
     * What was paid against what is open, after explained differences; for an invoice without payment, whether it is due (reconciliation specification 4.13).
     */
    public enum AmountStanding {
        /** Paid exactly what is open. */
        EQUAL,
        /** Paid less than is open. */
        SHORT,
        /** Paid more than is open. */
        OVER,
        /** Does not matter, or is not known. */
        ANY,
        /** No payment, and none is due yet. */
        NOT_DUE,
        /** No payment, and the due date has passed. */
        OVERDUE;

        /**
         * Compares a payment with the open amount, to the minor unit.
         *
         * @throws IllegalArgumentException where the currencies differ: that is a break of its own, never a shortage
         */
        public static AmountStanding of(MonetaryAmount paid, MonetaryAmount open) {
            String paidIn = paid.getCurrency().getCurrencyCode();
            String openIn = open.getCurrency().getCurrencyCode();
            if (!paidIn.equals(openIn)) {
                throw new IllegalArgumentException(
                        "paid in " + paidIn + ", open in " + openIn + ", expected one currency");
            }
            int order = Long.compare(Amounts.minor(paid), Amounts.minor(open));
            return order == 0 ? EQUAL : order < 0 ? SHORT : OVER;
        }
    }

    /** How an invoice stands towards the payment looked at (reconciliation specification 4.13). */
    public enum InvoiceStanding {
        /** Sent, not paid. */
        PENDING,
        /** The last attempt to pay it failed. */
        FAILED,
        /** Marked paid, with this payment recorded on it. */
        PAID_BY_THIS,
        /** Marked paid, with another payment recorded on it. */
        PAID_BY_OTHER,
        /** Marked paid, with no payment recorded on it. */
        PAID_UNLINKED,
        /** Cancelled: nothing is owed. */
        VOID
    }

    /** How a payment stands at its provider or bank, reduced to what decides about an invoice (reconciliation specification 4.13). */
    public enum PaymentStanding {
        /** The money arrived, or is certain to. */
        SUCCEEDED,
        /** Under way. */
        PROCESSING,
        /** Waits for the payer, such as for an authentication. */
        REQUIRES_ACTION,
        /** Refused or returned. */
        FAILED,
        /** Given up before any money moved. */
        CANCELED,
        /** Arrived and wholly given back. */
        REFUNDED_FULL,
        /** Arrived and partly given back. */
        REFUNDED_PART,
        /** The payer's bank asks for it back. */
        DISPUTED,
        /** The dispute ended for us. */
        DISPUTE_WON,
        /** The dispute ended against us: the money is gone. */
        DISPUTE_LOST,
        /** There is no payment. */
        NONE
    }

    /**
     * What should become of an invoice, as {@link StatusTable} says. Immutable.
     *
     * @param action for the host to perform; {@link InvoiceAction#NONE} where nothing changes
     * @param breakClass the class of the break that the pair shows, such as {@code BREAK.UNDERPAID}; empty where the books agree
     * @param evidence the row that decided
     */
    public record Proposal(InvoiceAction action, Optional<Code> breakClass, Evidence evidence) {

        public Proposal {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(breakClass, "breakClass");
            Objects.requireNonNull(evidence, "evidence");
        }
    }
}
