package io.counterfoil.payments.order;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.mandate.Mandate;
import io.counterfoil.payments.mandate.MandateId;
import io.counterfoil.payments.mandate.Mandates;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.trace.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The machine of payments on one rail through one bank, bound once to its rules and accounts. Immutable, thread-safe.
 */
public final class Payments extends TableMachine<PaymentStatus, Payment, PaymentCommand, PaymentEvent> {

    private static final List<PaymentEvent.Kind> CLOCK_EVENTS = List.of(
            PaymentEvent.Kind.TIMEOUT,
            PaymentEvent.Kind.DUE,
            PaymentEvent.Kind.PRESUME_SETTLED,
            PaymentEvent.Kind.CLEAR,
            PaymentEvent.Kind.EXPIRE,
            PaymentEvent.Kind.SETTLE_DISHONOUR,
            PaymentEvent.Kind.ANSWER_OVERDUE,
            PaymentEvent.Kind.FINALISE);

    private final RailRules rules;
    private final AccountMap accounts;
    private final MandateCheck mandates;
    private final PaymentGuards guards;
    private final EventChoice choice;
    private final PaymentBookings bookings;

    private Payments(RailRules rules, AccountMap accounts, MandateCheck mandates) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.mandates = Objects.requireNonNull(mandates, "mandates");
        guards = new PaymentGuards(this);
        choice = new EventChoice(this);
        bookings = new PaymentBookings(this);
    }

    /** Payments by the rules, booked on the accounts. */
    public static Payments of(RailRules rules, AccountMap accounts) {
        return new Payments(rules, accounts, (order, asOf) -> Optional.empty());
    }

    /** The same payments, whose debits are judged by their mandates too: when they are ordered, and again when they are handed over. */
    public Payments with(MandateCheck check) {
        return new Payments(rules, accounts, check);
    }

    /** {@link RailRules#canadaEft}. */
    public static Payments canadaEft(BusinessCalendar calendar, AccountMap accounts) {
        return of(RailRules.canadaEft(calendar), accounts);
    }

    /** {@link RailRules#ach}. */
    public static Payments ach(BusinessCalendar calendar, AccountMap accounts) {
        return of(RailRules.ach(calendar), accounts);
    }

    /** {@link RailRules#bacs}. */
    public static Payments bacs(BusinessCalendar calendar, AccountMap accounts) {
        return of(RailRules.bacs(calendar), accounts);
    }

    /** {@link RailRules#sepa}. */
    public static Payments sepa(BusinessCalendar calendar, AccountMap accounts) {
        return of(RailRules.sepa(calendar), accounts);
    }

    /** {@link RailRules#wire}. */
    public static Payments wire(BusinessCalendar calendar, ZoneId zone, AccountMap accounts) {
        return of(RailRules.wire(calendar, zone), accounts);
    }

    /** {@link RailRules#card}. */
    public static Payments card(BusinessCalendar calendar, ZoneId zone, AccountMap accounts) {
        return of(RailRules.card(calendar, zone), accounts);
    }

    /** {@link RailRules#cheque}. */
    public static Payments cheque(BusinessCalendar calendar, ZoneId zone, AccountMap accounts) {
        return of(RailRules.cheque(calendar, zone), accounts);
    }

    /** The rules. */
    public RailRules rules() {
        return rules;
    }

    /** Which account plays which role. */
    public AccountMap accounts() {
        return accounts;
    }

    /** The table that payments of the direction live by, from DRAFT on; empty where the rail takes none. */
    public Optional<LifecycleTable> table(Rail.Direction direction) {
        return rules.table(direction).map(own -> RailTable.of(own).table());
    }

    /**
     * The last day on which a settled payment can be taken back; empty where it has not settled, and where there is no such day, as for a Bacs debit (PAY-33).
     */
    public Optional<LocalDate> finalAt(Payment payment) {
        return payment.settledOn().flatMap(day -> finalAt(payment.order(), day));
    }

    /** The last day on which the order can be taken back if it settles on the day; empty where it can be for ever. */
    public Optional<LocalDate> finalAt(PaymentOrder order, LocalDate settledOn) {
        return rules.finality().finalAt(rules.terms(order), settledOn, rules.calendar());
    }

    /** Whether the order may become a payment, with every fault and warning found (PAY-13). */
    public Checked<PaymentOrder> check(PaymentOrder order, AsOf asOf) {
        return OrderCheck.of(this, order, asOf);
    }

    /** Whether a payment that came back may be presented again, and the order that would do it, marked as the rail wants it (PAY-28). */
    public Payment.RetryProposal proposeRetry(Payment payment, AsOf asOf) {
        return Retries.propose(rules, payment, asOf);
    }

    /**
     * Where the payment's money is, whether it is final or until when, whose turn it is, and what is known and missing (PAY-66).
     *
     * @param ledger in which its decisions were booked; what is not there is named as a gap
     * @throws IllegalStateException where nothing was ordered yet
     */
    public Whereabouts whereabouts(Payment payment, Ledger ledger, AsOf asOf) {
        return Tracing.of(this, payment, ledger, asOf);
    }

    /** What the decision does to the ledger, every leg of it; {@link #post} does it (payments specification 4.4). */
    public List<Journal> journals(Decision<Payment, PaymentEvent> decision) {
        return LedgerWriter.bookings(this, decision).stream()
                .map(Booking::journal)
                .toList();
    }

    /**
     * Books what the decision does; safe to repeat. Where something before it was not booked, such as after a crash, that is booked first.
     *
     * <p>What has happened at the bank is booked in any case: a return that the client's account cannot bear becomes a claim on the client beside what is there,
     * and both decisions of the ledger are recorded; a fact that comes after its period was locked is booked today with its own day of value. What is only
     * wanted, such as money set aside for a transfer or a refund, stays refused.
     *
     * @return the ledger's answer to the last journal of the decision, or its first refusal
     */
    public Posting post(Decision<Payment, PaymentEvent> decision, Ledger ledger, Instant now) {
        return new LedgerWriter(this, ledger, now).post(decision);
    }

    /** What a person must look at about the payment as it stands: unknown outcome, short or late return, too much given back, a refunded payment disputed. */
    public List<Alert> alerts(Payment payment, Instant now) {
        return PaymentAlerts.of(this, payment, now);
    }

    /** The alert for a fact of the rail that was refused, so that it is never dropped; empty for anything else (payments specification 4.3). */
    public Optional<Alert> alert(
            PaymentId id, PaymentCommand fact, Decision<Payment, PaymentEvent> decision, Instant now) {
        return Alert.railFactRefused(SubjectRef.of("payment", id.value()), fact, decision, now);
    }

    /** What of the clock is due: the commands of passed deadlines, to be applied in this order; empty where none has passed. Ask again after applying. */
    public List<PaymentCommand> due(Payment payment, Instant now) {
        if (!payment.exists()) {
            return List.of();
        }
        return CLOCK_EVENTS.stream()
                .filter(kind -> railTable(payment).allows(payment.status(), kind))
                .map(kind -> PaymentCommand.clock(
                        kind, kind.eventName() + "-" + payment.history().size()))
                .filter(command -> decide(payment, command, now).outcome() == Outcome.ACCEPTED)
                .toList();
    }

    /**
     * When to ask the bank next about a payment whose outcome is unknown: the first instant of the plan after the given one; empty where the outcome is known,
     * and after the last, when {@link #alerts} says so (PAY-18).
     *
     * @param after when the bank was asked last, or any instant before the first question
     */
    public Optional<Instant> nextQuery(Payment payment, Instant after) {
        return payment.unknownSince().flatMap(since -> {
            Instant at = since;
            for (Duration wait : rules.queryPlan()) {
                at = at.plus(wait);
                if (at.isAfter(after)) {
                    return Optional.of(at);
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public Payment initial() {
        return Payment.NEW;
    }

    @Override
    public Payment evolve(Payment payment, PaymentEvent event) {
        Rail.Direction direction = event.fact()
                .order()
                .map(PaymentOrder::direction)
                .orElseGet(() -> payment.order().direction());
        PaymentStatus next =
                railTable(direction).lifecycle().next(payment.status(), event).orElse(payment.status());
        return payment.after(event, next);
    }

    @Override
    public Lifecycle<PaymentStatus, PaymentEvent> lifecycle() {
        return railTable(rules.debits().isPresent() ? Rail.Direction.DEBIT : Rail.Direction.CREDIT)
                .lifecycle();
    }

    @Override
    protected Lifecycle<PaymentStatus, PaymentEvent> lifecycle(Payment payment) {
        return payment.exists() ? railTable(payment).lifecycle() : lifecycle();
    }

    @Override
    protected Optional<Refusal> refusal(Payment payment, PaymentCommand command, Instant now) {
        return OrderRefusals.of(this, payment, command, now);
    }

    @Override
    protected List<PaymentEvent> events(Payment payment, PaymentCommand command, Instant now) {
        return choice.events(payment, command, now);
    }

    @Override
    protected Optional<String> unmet(Payment payment, PaymentEvent event, Instant now) {
        return guards.unmet(payment, event, now);
    }

    @Override
    protected Evidence evidence(Payment after, List<PaymentEvent> events) {
        return Evidence.lazily(() -> events.stream()
                .map(event -> new Evidence.Fact(
                        event.kind(),
                        after.id() + " " + event.eventName() + " by "
                                + event.stamp().by().id() + " on "
                                + event.fact().on().map(Object::toString).orElse("an unknown day"),
                        Map.of(
                                "payment",
                                after.id().value(),
                                "key",
                                event.stamp().key().value())))
                .toList());
    }

    PaymentGuards guards() {
        return guards;
    }

    PaymentBookings bookings() {
        return bookings;
    }

    MandateCheck mandates() {
        return mandates;
    }

    AsOf asOf(Instant now) {
        return AsOf.at(now, rules.zone());
    }

    LocalDate today(Instant now) {
        return asOf(now).effective();
    }

    /** The day on which the order settles if it is handed over now: the wanted one, or the first possible after it. */
    LocalDate settlesOn(PaymentOrder order, Instant now) {
        LocalDate earliest =
                rules.settlement().earliestSettlement(order.amount(), now).date();
        LocalDate wanted = rules.calendar().plus(order.requestedOn(), 0);
        return wanted.isAfter(earliest) ? wanted : earliest;
    }

    /** Until when a single answer of the rail is awaited. */
    Optional<Instant> answerDue(Payment payment) {
        return payment.lastHandover().map(event -> event.stamp().at().plus(rules.answerTime()));
    }

    /** The day on which a cheque's hold ends, counted from the day on which it was last paid in. */
    Optional<LocalDate> heldUntil(Payment payment) {
        return payment.lastHandover()
                .or(() -> payment.last(PaymentEvent.Kind.ADMIT, PaymentEvent.Kind.SCHEDULE))
                .map(event -> rules.calendar().plus(today(event.stamp().at()), rules.holdDays()));
    }

    RailTable railTable(Payment payment) {
        return railTable(payment.order().direction());
    }

    private RailTable railTable(Rail.Direction direction) {
        return RailTable.of(rules.table(direction)
                .orElseThrow(() -> new IllegalArgumentException(
                        "rail " + rules.name() + " takes no " + direction + ", expected the other direction")));
    }

    /** Whether a mandate permits a debit: asked when it is ordered and when it is handed over. A function of the host over its mandates. */
    @FunctionalInterface
    public interface MandateCheck {

        /** Why the mandate does not permit the debit on the day {@code asOf.effective()}; empty where it does. */
        Optional<Refusal> refusal(PaymentOrder order, AsOf asOf);

        /** The mandates that the look-up knows, judged by their machine; one that it does not know permits nothing. */
        static MandateCheck under(Function<MandateId, Optional<Mandate>> lookUp, Mandates mandates) {
            return (order, asOf) -> {
                Optional<Mandate> mandate = order.mandate().flatMap(lookUp);
                Mandate.Debit debit = Mandate.Debit.of(order.amount(), order.requestedOn());
                Mandate.Debit told = order.notifiedOn().map(debit::notifiedOn).orElse(debit);
                return mandate.isEmpty()
                        ? Optional.of(Refusal.of(
                                PaymentOrder.Fault.MANDATE_MISSING,
                                "mandate "
                                        + order.mandate().map(MandateId::value).orElse("not said")
                                        + " is not known, expected one on file"))
                        : mandates.check(mandate.orElseThrow(), told, asOf);
            };
        }
    }
}
