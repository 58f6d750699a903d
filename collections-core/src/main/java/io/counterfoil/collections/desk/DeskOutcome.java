package io.counterfoil.collections.desk;

import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What becomes of one invoice, and what a person does next (COL-63). Nothing has happened yet. Immutable. */
@Value.Immutable
public interface DeskOutcome {

    /** The alert of an outcome that a person must see. */
    AlertKind DESK_ALERT = new AlertKind("PAYMENT_DESK");

    /** What the desk does. */
    Kind kind();

    /** The invoice as it was read. */
    Invoice invoice();

    /** What the billing system is to do. */
    InvoiceAction action();

    /** What the receivables record, in order; empty where nothing moves. */
    List<ReceivableEvent> events();

    /** The same for the same outcome of the same payments. */
    IdempotencyKey key();

    /** What the matching found for the invoice. */
    Resolution<Match> resolution();

    /** Why. */
    Evidence evidence();

    /** When it was judged. */
    AsOf asOf();

    /** Every payment that belongs to the invoice, in order of time and id. */
    List<ProviderPayment> payments();

    /** What stays to be paid of the invoice after this. */
    MonetaryAmount remaining();

    /** What is paid of it now. */
    MonetaryAmount applied();

    /** What came beyond it and stays on account. */
    MonetaryAmount onAccount();

    /** What came for an invoice that needs no money: to be paid back, never to be put on another invoice. */
    MonetaryAmount refundCandidate();

    /** The payment that the invoice is linked to by this, or that it was linked to before. */
    Optional<String> linked();

    /** Who works on it; empty where nobody does. */
    @Value.Default
    default String owner() {
        return "";
    }

    /** Whom a failure is told, once for each failed payment: the customer and the sales executive (COL-65). */
    default List<Audience> notified() {
        return kind() == Kind.MARK_FAILED ? List.of(Audience.DEBTOR, Audience.SALES_EXECUTIVE) : List.of();
    }

    /** Why no strategy contacts the customer about this invoice; empty where one may. */
    default Optional<Code> suppresses() {
        return switch (kind()) {
            case AWAIT -> Optional.of(Suppression.PAYMENT_IN_FLIGHT);
            case DISPUTE_OPEN -> Optional.of(Suppression.DISPUTED);
            case REOPEN -> Optional.of(Suppression.HOLD);
            default -> Optional.empty();
        };
    }

    /** From when a receivable that is open again is due: its original due date. */
    default Optional<LocalDate> openFromDue() {
        return kind() == Kind.REOPEN ? invoice().dueOn() : Optional.empty();
    }

    /** Days since the invoice was due, or issued where it has no due date; negative before. */
    default long age() {
        return ChronoUnit.DAYS.between(invoice().dueOn().orElse(invoice().issuedOn()), asOf().effective());
    }

    /** Whether a person must see it. */
    default boolean isAlert() {
        return kind().isAlert();
    }

    /** The alert of an outcome that a person must see, once for each invoice and kind; empty for the others. */
    default Optional<Alert> toAlert(Instant now) {
        return isAlert()
                ? Optional.of(Alert.builder()
                        .kind(DESK_ALERT)
                        .severity(kind() == Kind.REOPEN ? Diagnostic.Severity.HIGH : Diagnostic.Severity.MEDIUM)
                        .subject(SubjectRef.of("invoice", invoice().id().value()))
                        .period(kind().name())
                        .amount(invoice().amount())
                        .evidence(evidence())
                        .owner(owner())
                        .raisedAt(now)
                        .build())
                : Optional.empty();
    }

    /** One line for people. */
    default String sentence() {
        return "invoice " + invoice().id() + " of " + Amounts.text(invoice().amount()) + ", "
                + invoice().status() + ": " + kind()
                + (remaining().isPositive() && kind() == Kind.PARTLY_PAID
                        ? ", " + Amounts.plain(remaining()) + " remain"
                        : "");
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds outcomes. Not thread-safe. */
    final class Builder extends ImmutableDeskOutcome.Builder {
        Builder() {}
    }

    /** What the desk does with an invoice; gravest first where several payments disagree. */
    enum Kind implements Code {
        /** Several payments could pay it, or one could pay several: a person chooses. */
        AMBIGUOUS,
        /** The money went back: the receivable is open again and waits for a person. */
        REOPEN,
        /** The payer's bank asks for the money back. */
        DISPUTE_OPEN,
        /** Marked paid, and no money came. */
        CONFLICT_PAID_NOT_RECEIVED,
        /** A person must look. */
        REVIEW,
        /** Money came for a cancelled invoice. */
        PAID_BUT_CANCELLED,
        /** A second payment came: to be paid back. */
        DUPLICATE_PAYMENT,
        MARK_PAID,
        PARTLY_PAID,
        MARK_FAILED,
        /** The payer must do something: send the link again. */
        RESEND_LINK,
        /** Money is on its way. */
        AWAIT,
        /** Overdue, nothing came. */
        CHASE,
        NO_CHANGE;

        @Override
        public String id() {
            return "DESK." + name();
        }

        /** Whether a person must see it. */
        public boolean isAlert() {
            return compareTo(DUPLICATE_PAYMENT) <= 0;
        }
    }

    /** How a payment stands at its provider or bank. */
    enum PaymentState {
        NONE,
        PROCESSING,
        REQUIRES_ACTION,
        SUCCEEDED,
        FAILED,
        CANCELED,
        REFUNDED,
        PARTIALLY_REFUNDED,
        DISPUTED,
        DISPUTE_WON,
        DISPUTE_LOST
    }

    /**
     * A payment as its provider or bank tells of it.
     *
     * @param id the provider's id; the id of the item that the matching saw
     * @param state how it stands
     * @param amount how much
     * @param on the business day of its state
     * @param invoice the invoice that the provider knows it is for; empty where only the matching can tell
     */
    record ProviderPayment(
            String id, PaymentState state, MonetaryAmount amount, LocalDate on, Optional<InvoiceId> invoice) {

        public ProviderPayment {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(invoice, "invoice");
            if (id.isBlank() || state == PaymentState.NONE) {
                throw new IllegalArgumentException(
                        "payment '" + id + "' is " + state + ", expected an id and how it stands");
            }
        }

        /** A payment that the matching assigns. */
        public static ProviderPayment of(String id, PaymentState state, MonetaryAmount amount, LocalDate on) {
            return new ProviderPayment(id, state, amount, on, Optional.empty());
        }

        /** The same payment, for the invoice. */
        public ProviderPayment forInvoice(InvoiceId number) {
            return new ProviderPayment(id, state, amount, on, Optional.of(number));
        }
    }
}
