package io.counterfoil.payments.order;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.returns.ReturnCodes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A payment: the fold of its events. Order, status, and what the events add up to; nothing is kept twice. Immutable.
 *
 * <p>Days are those that the rail or the order named, in the rail's zone.
 */
public final class Payment implements TableMachine.Fold<PaymentStatus, PaymentEvent> {

    static final Payment NEW = new Payment(null, PaymentStatus.DRAFT, History.empty());

    static final Set<Kind> HANDOVERS = EnumSet.of(Kind.RELEASE, Kind.FILE, Kind.INPUT, Kind.SUBMIT, Kind.AUTHORISE);
    static final Set<Kind> RETRIES = EnumSet.of(Kind.REPRESENT, Kind.REINITIATE, Kind.RESEND, Kind.REDEPOSIT);
    static final Set<Kind> SETTLEMENTS = EnumSet.of(Kind.SETTLE, Kind.ENTER, Kind.CREDITED, Kind.DUE, Kind.CLEAR);
    static final Set<Kind> RETURNS = EnumSet.of(
            Kind.RETURN,
            Kind.UNPAID,
            Kind.CLAIM,
            Kind.ITEM_REJECTED,
            Kind.RECALL_ACCEPTED,
            Kind.ANSWER_POSITIVE,
            Kind.DEBIT,
            Kind.CHALLENGE_LOST);

    private final @Nullable PaymentOrder order;
    private final PaymentStatus status;
    private final History<PaymentEvent> history;

    private Payment(@Nullable PaymentOrder order, PaymentStatus status, History<PaymentEvent> history) {
        this.order = order;
        this.status = status;
        this.history = history;
    }

    Payment after(PaymentEvent event, PaymentStatus next) {
        return new Payment(event.fact().order().orElse(order), next, history.plus(event));
    }

    /** Whether an order was made: before that there is nothing but the status DRAFT. */
    public boolean exists() {
        return order != null;
    }

    /**
     * What was ordered, as it stands after edits and retries.
     *
     * @throws IllegalStateException where nothing was ordered yet
     */
    public PaymentOrder order() {
        PaymentOrder present = order;
        if (present == null) {
            throw new IllegalStateException("this payment has no order yet, expected one that was submitted");
        }
        return present;
    }

    /** Its name. */
    public PaymentId id() {
        return order().id();
    }

    /** How much was ordered. */
    public MonetaryAmount amount() {
        return order().amount();
    }

    /** Where it stands. */
    @Override
    public PaymentStatus status() {
        return status;
    }

    /** Everything that happened, oldest first. */
    public List<PaymentEvent> events() {
        return history.toList();
    }

    /** Everything that happened. */
    @Override
    public History<PaymentEvent> history() {
        return history;
    }

    /** The last event of one of the kinds. */
    public Optional<PaymentEvent> last(Kind first, Kind... more) {
        return lastOf(EnumSet.of(first, more));
    }

    /** The day on which it is due or expected to settle, as known when it was last handed over; empty before. */
    public Optional<LocalDate> expectedOn() {
        return lastHandover().flatMap(event -> event.fact().on());
    }

    /**
     * The day on which it last settled; empty before it did, and after it was presented again until it settles again. A wire whose recall was refused on its way
     * settled at the latest then.
     */
    public Optional<LocalDate> settledOn() {
        List<PaymentEvent> events = history.toList();
        Optional<LocalDate> kept = Optional.empty();
        for (int at = events.size() - 1; at >= 0; at--) {
            PaymentEvent event = events.get(at);
            if (SETTLEMENTS.contains(event.kind())) {
                return event.fact().on();
            }
            if (isHandover(event)) {
                return kept;
            }
            if (event.kind() == Kind.RECALL_REFUSED) {
                kept = event.fact().on();
            }
        }
        return kept;
    }

    /** The day on which it settled the first time, from which retries count. */
    public Optional<LocalDate> firstSettledOn() {
        return history.toList().stream()
                .filter(event -> SETTLEMENTS.contains(event.kind()))
                .findFirst()
                .flatMap(event -> event.fact().on());
    }

    /** The last return, claim or reversal by the rail: its code, report, day and fee; empty where none came. */
    public Optional<Fact> lastReturn() {
        return history.toList().stream()
                .filter(this::isReturn)
                .reduce((one, later) -> later)
                .map(PaymentEvent::fact);
    }

    /** How often it was presented again. */
    public int retries() {
        return (int) history.toList().stream()
                .filter(event -> RETRIES.contains(event.kind()) && event.kind() != Kind.RESEND)
                .count();
    }

    /** Since when its outcome is unknown; empty where it is not. */
    public Optional<Instant> unknownSince() {
        return status == PaymentStatus.UNKNOWN
                ? last(Kind.TIMEOUT).map(event -> event.stamp().at())
                : Optional.empty();
    }

    /** How a card was taken and what was checked; empty elsewhere. */
    public Optional<PaymentOrder.CardChecks> cardChecks() {
        return last(Kind.APPROVED).flatMap(event -> event.fact().checks());
    }

    /** Until when its card authorisation holds; empty elsewhere. */
    public Optional<Instant> authorisedUntil() {
        return last(Kind.APPROVED).flatMap(event -> event.fact().expiresAt());
    }

    /** What the issuer authorised, increments included. */
    public MonetaryAmount authorised() {
        long minor = last(Kind.APPROVED).map(this::minorOf).orElse(0L);
        return money(Math.addExact(minor, sum(EnumSet.of(Kind.INCREMENT_AUTH))));
    }

    /** What was taken from the authorisation. */
    public MonetaryAmount captured() {
        return money(sum(EnumSet.of(Kind.CAPTURE, Kind.CAPTURE_FULL)));
    }

    /** What was given back to the cardholder. */
    public MonetaryAmount refunded() {
        return money(hasCapture() ? sum(EnumSet.of(Kind.REFUND, Kind.REFUND_FULL)) : 0);
    }

    /** What was lost to disputes. */
    public MonetaryAmount lost() {
        return money(sum(EnumSet.of(Kind.DISPUTE_LOST, Kind.DISPUTE_LOST_PART)));
    }

    /** What is in dispute now. */
    public MonetaryAmount disputed() {
        return status == PaymentStatus.DISPUTED
                ? money(last(Kind.DISPUTE).map(this::minorOf).orElse(0L))
                : money(0);
    }

    /** Whether a dispute or an indemnity claim is open: nothing is refunded meanwhile (PAY-36). */
    public boolean isDisputeOpen() {
        return status == PaymentStatus.DISPUTED
                || status == PaymentStatus.INDEMNITY_OPEN
                || status == PaymentStatus.INDEMNITY_CHALLENGED;
    }

    /** Who approved the order as it stands; an edit drops what was approved before. */
    public ApprovalPolicy.Approvals approvals() {
        ApprovalPolicy.Approvals approvals = ApprovalPolicy.Approvals.none();
        for (PaymentEvent event : history.toList()) {
            if (event.kind() == Kind.EDIT) {
                approvals = ApprovalPolicy.Approvals.none();
            } else if (event.kind() == Kind.ENDORSE || event.kind() == Kind.APPROVE) {
                approvals = approvals.plus(event.stamp().by(), event.stamp().at());
            }
        }
        return approvals;
    }

    /** Who made or changed the order: they do not approve it. */
    public List<Actor> makers() {
        return history.toList().stream()
                .filter(event -> isSubmission(event) || event.kind() == Kind.EDIT)
                .map(event -> event.stamp().by())
                .distinct()
                .toList();
    }

    Optional<PaymentEvent> lastHandover() {
        return history.toList().stream().filter(Payment::isHandover).reduce((one, later) -> later);
    }

    Optional<PaymentEvent> lastOf(Set<Kind> kinds) {
        return history.toList().stream()
                .filter(event -> kinds.contains(event.kind()))
                .reduce((one, later) -> later);
    }

    /** A submission makes the order; a SEPA payment's event of the same name hands it over and says no order. */
    static boolean isSubmission(PaymentEvent event) {
        return (event.kind() == Kind.SUBMIT || event.kind() == Kind.ADMIT)
                && event.fact().order().isPresent();
    }

    static boolean isHandover(PaymentEvent event) {
        return RETRIES.contains(event.kind()) || (HANDOVERS.contains(event.kind()) && !isSubmission(event));
    }

    /** A refund by the debtor's bank is a return; a refund to a cardholder is not. */
    boolean isReturn(PaymentEvent event) {
        return RETURNS.contains(event.kind()) || (event.kind() == Kind.REFUND && !hasCapture());
    }

    private boolean hasCapture() {
        return last(Kind.CAPTURE, Kind.CAPTURE_FULL).isPresent();
    }

    private long sum(Set<Kind> kinds) {
        long sum = 0;
        for (PaymentEvent event : history.toList()) {
            if (kinds.contains(event.kind())) {
                sum = Math.addExact(sum, minorOf(event));
            }
        }
        return sum;
    }

    private long minorOf(PaymentEvent event) {
        return Amounts.minor(event.fact().amount().orElseGet(this::amount));
    }

    private MonetaryAmount money(long minor) {
        return Amounts.in(amount().getCurrency()).ofMinor(minor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payment payment
                && status == payment.status
                && Objects.equals(order, payment.order)
                && history.equals(payment.history);
    }

    @Override
    public int hashCode() {
        return Objects.hash(order, status, history);
    }

    /** Reads as {@code p-1 FILED 100.00 CAD}. */
    @Override
    public String toString() {
        return order == null ? status.name() : id() + " " + status + " " + Amounts.text(amount());
    }

    /**
     * Whether a returned payment may be presented again, and the order that would do it (PAY-28). Immutable.
     *
     * <p>Nothing has happened yet: {@link PaymentCommand#retry} presents it.
     */
    public static final class RetryProposal {

        private final ReturnCodes.RetryAnswer answer;
        private final @Nullable PaymentOrder order;

        private RetryProposal(ReturnCodes.RetryAnswer answer, @Nullable PaymentOrder order) {
            this.answer = Objects.requireNonNull(answer, "answer");
            this.order = order;
        }

        static RetryProposal of(ReturnCodes.RetryAnswer answer, PaymentOrder marked) {
            return new RetryProposal(answer, answer.isAllowed() ? marked : null);
        }

        /** The verdict, the marking that the rail wants to see, and why. */
        public ReturnCodes.RetryAnswer answer() {
            return answer;
        }

        /** Whether it may be presented again. */
        public boolean isAllowed() {
            return answer.isAllowed();
        }

        /**
         * The order to present again: the same amount, with the entry description, transaction code or new end-to-end reference that the rail wants.
         *
         * @throws IllegalStateException where it may not be presented again
         */
        public PaymentOrder order() {
            PaymentOrder marked = order;
            if (marked == null) {
                throw new IllegalStateException("no retry: " + answer.verdict() + ", "
                        + answer.evidence().sentence() + ", expected a verdict ALLOWED");
            }
            return marked;
        }

        @Override
        public String toString() {
            return answer.verdict() + ": " + answer.evidence().sentence();
        }
    }
}
