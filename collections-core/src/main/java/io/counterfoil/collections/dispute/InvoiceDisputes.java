package io.counterfoil.collections.dispute;

import io.counterfoil.collections.dispute.InvoiceDispute.DisputeId;
import io.counterfoil.collections.dispute.InvoiceDispute.Status;
import io.counterfoil.collections.dispute.InvoiceDispute.Terms;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * The machine of invoice disputes (COL-48): raised, assigned, perhaps waiting for the customer or escalated, then resolved or withdrawn, against a clock of
 * business hours that stands still while the customer is asked. Days of its events are those of the hours' zone. Immutable, thread-safe.
 */
public final class InvoiceDisputes
        extends TableMachine<Status, InvoiceDispute, InvoiceDisputes.DisputeCommand, InvoiceDisputes.DisputeEvent> {

    private static final Lifecycle<Status, DisputeEvent> TABLE = table();

    private final BusinessHours hours;
    private final Duration allowed;

    private InvoiceDisputes(BusinessHours hours, Duration allowed) {
        this.hours = Objects.requireNonNull(hours, "hours");
        this.allowed = Objects.requireNonNull(allowed, "allowed");
    }

    /**
     * The machine.
     *
     * @param hours in which the clock runs
     * @param allowed how much of them a dispute may take
     */
    public static InvoiceDisputes of(BusinessHours hours, Duration allowed) {
        if (allowed.isNegative() || allowed.isZero()) {
            throw new IllegalArgumentException("disputes are allowed " + allowed + ", expected more than nothing");
        }
        return new InvoiceDisputes(hours, allowed);
    }

    private static Lifecycle<Status, DisputeEvent> table() {
        Lifecycle.Builder<Status, DisputeEvent> table = Lifecycle.startingIn(Status.NOT_RAISED, DisputeEvent.class);
        table.on(Status.NOT_RAISED, "raise", Status.OPEN)
                .by(Actor.Role.HOST)
                .on(Status.OPEN, "assign", Status.ASSIGNED)
                .by(Actor.Role.HOST)
                .on(Status.ASSIGNED, "assign", Status.ASSIGNED)
                .by(Actor.Role.HOST)
                .on(Status.ESCALATED, "assign", Status.ASSIGNED)
                .by(Actor.Role.HOST, Actor.Role.REVIEWER)
                .on(Status.ASSIGNED, "askCustomer", Status.PENDING_CUSTOMER)
                .by(Actor.Role.HOST)
                .on(Status.PENDING_CUSTOMER, "answer", Status.ASSIGNED)
                .by(Actor.Role.HOST)
                .on(Status.ASSIGNED, "resolveValid", Status.RESOLVED_VALID)
                .by(Actor.Role.HOST, Actor.Role.REVIEWER)
                .guard(Refused.REFERENCE_MISSING, "the credit or write-off that settles it")
                .on(Status.ASSIGNED, "resolveInvalid", Status.RESOLVED_INVALID)
                .by(Actor.Role.HOST, Actor.Role.REVIEWER);
        for (Status live : List.of(Status.OPEN, Status.ASSIGNED, Status.PENDING_CUSTOMER, Status.ESCALATED)) {
            table.on(live, "withdraw", Status.WITHDRAWN).by(Actor.Role.HOST);
            table.on(live, "link", live).by(Actor.Role.HOST);
            if (live != Status.ESCALATED) {
                table.on(live, "escalate", Status.ESCALATED).by(Actor.Role.HOST, Actor.Role.CLOCK);
            }
        }
        return table.terminal(Status.RESOLVED_VALID, Status.RESOLVED_INVALID, Status.WITHDRAWN)
                .build();
    }

    /**
     * What is disputed of one item, and what is collected of it: live disputes in the order in which they were raised, each at most what is left.
     *
     * @param open what is open of the item
     * @param inOrder disputes of the item, oldest first; resolved ones dispute nothing
     */
    public Standing assess(MonetaryAmount open, List<InvoiceDispute> inOrder) {
        Amounts amounts = Amounts.in(open.getCurrency());
        MonetaryAmount left = open;
        Map<DisputeId, MonetaryAmount> parts = new LinkedHashMap<>();
        for (InvoiceDispute dispute : inOrder) {
            MonetaryAmount part = dispute.disputed(left);
            parts.put(dispute.id(), part);
            left = left.subtract(part);
        }
        MonetaryAmount disputed = amounts.ofMinor(Math.subtractExact(Amounts.minor(open), Amounts.minor(left)));
        return new Standing(open, disputed, left, parts);
    }

    /** How much of its time a dispute has taken: business hours while it was open, assigned or escalated. */
    public Clock clock(InvoiceDispute dispute, Instant now) {
        Duration taken = Duration.ZERO;
        Status status = Status.NOT_RAISED;
        Instant since = now;
        for (DisputeEvent event : dispute.history().toList()) {
            Instant at = event.stamp().at();
            if (at.isAfter(now)) {
                break;
            }
            taken = runs(status) ? taken.plus(hours.elapsed(since, at)) : taken;
            status = event.leadsTo().orElse(status);
            since = at;
        }
        boolean isRunning = runs(status);
        taken = isRunning ? taken.plus(hours.elapsed(since, now)) : taken;
        Duration left = allowed.minus(taken);
        Optional<Instant> due = isRunning && !left.isNegative()
                ? hours.deadline(now, left).at().map(OpenHours.Due.At::stay)
                : Optional.empty();
        return new Clock(taken, left, due, isRunning);
    }

    private static boolean runs(Status status) {
        return status == Status.OPEN || status == Status.ASSIGNED || status == Status.ESCALATED;
    }

    /** The command that the clock has for a dispute: to escalate one that took its time; empty otherwise. */
    public Optional<DisputeCommand> due(InvoiceDispute dispute, Instant now) {
        boolean isLate = dispute.status().isLive()
                && dispute.status() != Status.ESCALATED
                && clock(dispute, now).isPast();
        if (!isLate) {
            return Optional.empty();
        }
        String key = IdempotencyKey.derived(
                        "dispute-clock", dispute.id(), dispute.history().size())
                .value();
        return Optional.of(DisputeCommand.escalate("it took more than " + allowed, Actor.clock(), key));
    }

    @Override
    public InvoiceDispute initial() {
        return new InvoiceDispute(Status.NOT_RAISED, Optional.empty(), History.empty());
    }

    @Override
    public Lifecycle<Status, DisputeEvent> lifecycle() {
        return TABLE;
    }

    @Override
    public InvoiceDispute evolve(InvoiceDispute state, DisputeEvent event) {
        return new InvoiceDispute(
                event.leadsTo().orElse(state.status()),
                event.terms().or(state::maybeTerms),
                state.history().plus(event));
    }

    @Override
    protected Optional<Refusal> refusal(InvoiceDispute state, DisputeCommand command, Instant now) {
        if (command.said().terms().isEmpty() || command.undisputed().isEmpty() || state.isRaised()) {
            return Optional.empty();
        }
        Terms terms = command.said().terms().get();
        MonetaryAmount open = command.undisputed().get();
        String currency = terms.amount().getCurrency().getCurrencyCode();
        if (!currency.equals(open.getCurrency().getCurrencyCode())) {
            return Optional.of(Refusal.of(
                    Refused.DISPUTE_CURRENCY,
                    "amount is in " + currency + ", expected "
                            + open.getCurrency().getCurrencyCode() + " as the item"));
        }
        if (!terms.amount().isPositive()) {
            return Optional.of(Refusal.of(
                    Refused.DISPUTE_AMOUNT, "amount is " + Amounts.text(terms.amount()) + ", expected more than zero"));
        }
        return Amounts.minor(terms.amount()) > Amounts.minor(open)
                ? Optional.of(Refusal.of(
                        Refused.DISPUTE_EXCEEDS,
                        "amount is " + Amounts.text(terms.amount()) + ", expected at most " + Amounts.text(open)
                                + ", which is open and not disputed"))
                : Optional.empty();
    }

    @Override
    protected List<DisputeEvent> events(InvoiceDispute state, DisputeCommand command, Instant now) {
        LocalDate day =
                command.said().terms().map(Terms::raisedOn).orElseGet(() -> LocalDate.ofInstant(now, hours.zone()));
        return List.of(new DisputeEvent(command.kind(), command.said(), day, History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(InvoiceDispute state, DisputeEvent event, Instant now) {
        return event.reference().filter(text -> !text.isBlank()).isPresent()
                ? Optional.empty()
                : Optional.of("no reference was given");
    }

    @Override
    protected Evidence evidence(InvoiceDispute after, List<DisputeEvent> events) {
        return Evidence.of(after.status(), after.toString());
    }

    /** Why a dispute is not raised or resolved. */
    public enum Refused implements Code {
        /** Zero or less. */
        DISPUTE_AMOUNT,
        /** More than is open and not disputed. */
        DISPUTE_EXCEEDS,
        /** Not in the currency of the item. */
        DISPUTE_CURRENCY,
        /** Valid, but nothing settles it. */
        REFERENCE_MISSING;

        @Override
        public String id() {
            return "DISPUTE." + name();
        }
    }

    /**
     * What is disputed of an item.
     *
     * @param open what is open of it
     * @param disputed the part that nobody collects for now
     * @param collectable the rest
     * @param parts what each dispute stops, in the order given
     */
    public record Standing(
            MonetaryAmount open,
            MonetaryAmount disputed,
            MonetaryAmount collectable,
            Map<DisputeId, MonetaryAmount> parts) {
        public Standing {
            parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /**
     * A reading of a dispute's clock.
     *
     * @param taken business hours so far
     * @param left of what is allowed; negative when it is past
     * @param due when the time is over if nothing happens; empty while the clock stands, and once it is past
     * @param isRunning whether it runs now
     */
    public record Clock(Duration taken, Duration left, Optional<Instant> due, boolean isRunning) {

        /** Whether more time was taken than allowed. */
        public boolean isPast() {
            return left.isNegative();
        }
    }

    /**
     * What is said with a command or an event. Immutable.
     *
     * @param terms what is claimed; only with RAISE
     * @param owner who works on it from now on; only with ASSIGN
     * @param reference what settles it; only with RESOLVE_VALID
     * @param ticket the ticket about it; only with LINK
     * @param note in words, redacted; may be empty
     */
    public record Said(
            Optional<Terms> terms,
            Optional<String> owner,
            Optional<String> reference,
            Optional<SubjectRef> ticket,
            String note) {

        public Said {
            note = PanRedactor.redact(note);
        }

        private static Said note(String note) {
            return new Said(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), note);
        }
    }

    /**
     * What can be asked of a dispute. Immutable; made by the factories.
     *
     * @param kind what
     * @param said what is said with it
     * @param undisputed what is open of the item and not disputed already; only with RAISE
     * @param by who asks
     * @param key the caller's name for the act
     */
    public record DisputeCommand(
            DisputeEvent.Kind kind, Said said, Optional<MonetaryAmount> undisputed, Actor by, IdempotencyKey key)
            implements Command {

        public DisputeCommand {
            Objects.requireNonNull(by, "by");
        }

        private static DisputeCommand of(DisputeEvent.Kind kind, Said said, Actor by, String key) {
            return new DisputeCommand(kind, said, Optional.empty(), by, IdempotencyKey.of(key));
        }

        /**
         * Raises the dispute.
         *
         * @param undisputed what is open of the item and not disputed already
         */
        public static DisputeCommand raise(InvoiceDispute dispute, MonetaryAmount undisputed, Actor by, String key) {
            return new DisputeCommand(
                    DisputeEvent.Kind.RAISE,
                    new Said(Optional.of(dispute.terms()), Optional.empty(), Optional.empty(), Optional.empty(), ""),
                    Optional.of(undisputed),
                    by,
                    IdempotencyKey.of(key));
        }

        /** Gives it to somebody, or to somebody else. */
        public static DisputeCommand assign(String owner, Actor by, String key) {
            if (owner.isBlank()) {
                throw new IllegalArgumentException("owner is blank, expected who works on the dispute");
            }
            Said said = new Said(Optional.empty(), Optional.of(owner), Optional.empty(), Optional.empty(), "");
            return of(DisputeEvent.Kind.ASSIGN, said, by, key);
        }

        /** Asks the customer: the clock stands still. */
        public static DisputeCommand askCustomer(String question, Actor by, String key) {
            return of(DisputeEvent.Kind.ASK_CUSTOMER, Said.note(question), by, key);
        }

        /** The customer answered. */
        public static DisputeCommand answer(String answer, Actor by, String key) {
            return of(DisputeEvent.Kind.ANSWER, Said.note(answer), by, key);
        }

        /**
         * The customer is right.
         *
         * @param reference the credit note or write-off that settles it
         */
        public static DisputeCommand resolveValid(String reference, Actor by, String key) {
            Said said = new Said(Optional.empty(), Optional.empty(), Optional.of(reference), Optional.empty(), "");
            return of(DisputeEvent.Kind.RESOLVE_VALID, said, by, key);
        }

        /** The customer is not right: the chase goes on. */
        public static DisputeCommand resolveInvalid(String why, Actor by, String key) {
            return of(DisputeEvent.Kind.RESOLVE_INVALID, Said.note(why), by, key);
        }

        /** The customer takes it back. */
        public static DisputeCommand withdraw(String why, Actor by, String key) {
            return of(DisputeEvent.Kind.WITHDRAW, Said.note(why), by, key);
        }

        /** Somebody higher up must look. */
        public static DisputeCommand escalate(String why, Actor by, String key) {
            return of(DisputeEvent.Kind.ESCALATE, Said.note(why), by, key);
        }

        /** Links the ticket about it. */
        public static DisputeCommand link(SubjectRef ticket, Actor by, String key) {
            Said said = new Said(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(ticket), "");
            return of(DisputeEvent.Kind.LINK, said, by, key);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            Words words = Words.of("kind", kind)
                    .and("owner", said.owner())
                    .and("reference", said.reference())
                    .and("ticket", said.ticket())
                    .and("note", said.note())
                    .and("undisputed", undisputed);
            return said.terms().map(terms -> words.and(terms.words())).orElse(words);
        }
    }

    /**
     * Something that happened to a dispute. Immutable.
     *
     * @param kind what happened
     * @param said what was said with it
     * @param on the day on which it happened
     * @param stamp who, when, under which key
     */
    public record DisputeEvent(Kind kind, Said said, LocalDate on, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {

        public DisputeEvent {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(said, "said");
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(stamp, "stamp");
        }

        /** What is claimed; only with RAISE. */
        public Optional<Terms> terms() {
            return said.terms();
        }

        /** Who works on it from now on; only with ASSIGN. */
        public Optional<String> owner() {
            return said.owner();
        }

        /** What settles it; only with RESOLVE_VALID. */
        public Optional<String> reference() {
            return said.reference();
        }

        /** The ticket about it; only with LINK. */
        public Optional<SubjectRef> ticket() {
            return said.ticket();
        }

        /** In words, redacted; may be empty. */
        public String note() {
            return said.note();
        }

        @Override
        public String eventName() {
            return Lifecycle.Named.of(kind);
        }

        /** The status after it; empty where it changes none. */
        Optional<Status> leadsTo() {
            return Optional.ofNullable(kind.to);
        }

        @Override
        public String toString() {
            return eventName() + " on " + on + (said.note().isEmpty() ? "" : ": " + said.note());
        }

        /** The events. */
        public enum Kind {
            RAISE(Status.OPEN),
            ASSIGN(Status.ASSIGNED),
            ASK_CUSTOMER(Status.PENDING_CUSTOMER),
            ANSWER(Status.ASSIGNED),
            RESOLVE_VALID(Status.RESOLVED_VALID),
            RESOLVE_INVALID(Status.RESOLVED_INVALID),
            WITHDRAW(Status.WITHDRAWN),
            ESCALATE(Status.ESCALATED),
            LINK(null);

            private final @Nullable Status to;

            Kind(@Nullable Status to) {
                this.to = to;
            }
        }
    }
}
