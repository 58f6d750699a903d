package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.ticketing.triage.IncomingItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What concerns more than one ticket (ticketing specification 4.2): one ticket for a subject, messages that find their way to a survivor or a follow-up, merge,
 * split, and the same commands on many tickets. Every act is safe to repeat with the same key. Thread-safe where its store is.
 */
public final class TicketDesk {

    private static final Duration DEDUP = Duration.ofDays(1);

    private final Tickets tickets;
    private final EventStore<TicketId, TicketEvent> store;
    private final Duration dedupWindow;

    private TicketDesk(Tickets tickets, EventStore<TicketId, TicketEvent> store, Duration dedupWindow) {
        this.tickets = tickets;
        this.store = store;
        this.dedupWindow = dedupWindow;
    }

    /** A desk on the store; a request joins an open ticket about the same subject for one day. */
    public static TicketDesk of(Tickets tickets, EventStore<TicketId, TicketEvent> store) {
        return new TicketDesk(tickets, store, DEDUP);
    }

    /** The same desk, on which requests join an open ticket about the same subject for so long after its opening. */
    public TicketDesk dedupWindow(Duration window) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("dedup window is " + window + ", expected zero or more");
        }
        return new TicketDesk(tickets, store, window);
    }

    /** The ticket as it stands; one without events where there is none. */
    public Ticket load(TicketId id) {
        return tickets.fold(store.load(id));
    }

    /** The ticket that goes on for this one: itself, or the last of the chain of mergers. */
    public TicketId survivorOf(TicketId id) {
        Set<TicketId> seen = new HashSet<>();
        TicketId at = id;
        while (seen.add(at)) {
            Optional<TicketId> into = load(at).mergedInto();
            if (into.isEmpty()) {
                return at;
            }
            at = into.get();
        }
        throw new IllegalStateException("tickets " + seen + " are merged in a circle, expected a survivor");
    }

    /**
     * Opens a ticket, unless one about the same subject is open and was opened within the dedup window: then the request is one more message on it. A request
     * for a ticket that is over opens the next one, which follows it.
     *
     * @param sameSubject the tickets among which to look; those about other subjects do not matter
     */
    public Delivery open(TicketCommand.Open request, Stream<Ticket> sameSubject, Instant now) {
        Optional<Ticket> joined = sameSubject
                .filter(ticket -> ticket.exists()
                        && ticket.status().isOpen()
                        && ticket.subject().equals(request.intake().subject()))
                .filter(ticket -> !ticket.log().get(0).at().plus(dedupWindow).isBefore(now))
                .max(Comparator.comparing((Ticket ticket) -> ticket.log().get(0).at())
                        .thenComparing(Ticket::id, Comparator.reverseOrder()));
        TicketId id = joined.map(Ticket::id).orElse(request.intake().id());
        Decision<Ticket, TicketEvent> decision = store.apply(tickets, id, request, now);
        return isOver(decision)
                ? follow(id, request.as(freeId(request.intake().id(), request.key())), now)
                : new Delivery(id, decision, decision.evidence());
    }

    /**
     * Puts an item on the ticket that it belongs to: a merged ticket's survivor, or, where the ticket is over or its reopen window has passed, a new one that
     * follows it. What a machine wrote becomes a note: it resumes, reopens and opens nothing, and must not be answered.
     */
    public Delivery deliver(TicketId to, IncomingItem item, Actor by, Instant now) {
        TicketId id = survivorOf(to);
        String text = item.body().isBlank() ? title(item) : item.body();
        Instant at = item.receivedAt().isAfter(now) ? now : item.receivedAt();
        Optional<String> machine = item.automatic();
        TicketCommand.Write entry = machine.isPresent()
                ? TicketCommand.note(text, by, item.id())
                : TicketCommand.customerWrote(text, by, item.id());
        Decision<Ticket, TicketEvent> decision = store.apply(tickets, id, entry.happenedAt(at), now);
        if (machine.isPresent()) {
            return new Delivery(id, decision, Evidence.of(TicketCode.AUTOMATIC, "kept as a note: " + machine.get()));
        }
        if (isOver(decision)) {
            Ticket over = decision.state();
            Intake intake = Intake.builder()
                    .from(over.intake().orElseThrow())
                    .id(freeId(TicketId.of(item.id()), IdempotencyKey.of(item.id())))
                    .title(title(item))
                    .route(over.route().orElseThrow())
                    .alert(Optional.empty())
                    .since(Optional.empty())
                    .origin(Intake.Origin.CUSTOMER)
                    .build();
            return follow(id, TicketCommand.open(intake, by, item.id()), now);
        }
        return new Delivery(
                id,
                decision,
                id.equals(to)
                        ? decision.evidence()
                        : Evidence.of(TicketCode.REDIRECTED, "ticket '" + to + "' goes on as '" + id + "'"));
    }

    private static String title(IncomingItem item) {
        return item.subject().isBlank() ? "(no subject)" : item.subject();
    }

    private static boolean isOver(Decision<Ticket, TicketEvent> decision) {
        return decision.refusal()
                .map(Refusal::code)
                .filter(code -> code == Lifecycle.Reason.TERMINAL_STATE || code == Lifecycle.Reason.GUARD_FAILED)
                .isPresent();
    }

    /** The id, or with the first number after it that no ticket has; a request that is repeated finds its own. */
    private TicketId freeId(TicketId id, IdempotencyKey key) {
        TicketId free = id;
        for (int number = 2; ; number++) {
            Ticket ticket = load(free);
            if (ticket.status().isOpen() || !ticket.history().madeBy(key).isEmpty()) {
                return free;
            }
            free = TicketId.of(id.value() + "#" + number);
        }
    }

    private Delivery follow(TicketId over, TicketCommand.Open request, Instant now) {
        TicketId id = request.intake().id();
        Decision<Ticket, TicketEvent> decision = store.apply(tickets, id, request, now);
        if (decision.outcome() != Outcome.REFUSED) {
            String key = "follows/" + request.key().value();
            store.apply(tickets, id, TicketCommand.link(LinkKind.FOLLOWS, over, request.by(), key), now)
                    .orThrow();
        }
        return new Delivery(
                id,
                decision,
                Evidence.of(TicketCode.FOLLOWED, "ticket '" + over + "' is over, '" + id + "' follows it"));
    }

    /**
     * Ends a ticket in another one, or in that one's survivor. The survivor's unmet clocks count from the earlier start of the two, and time counts as paused
     * only where both were paused.
     *
     * @return what became of the ticket that ends; refused, with nothing changed on either, where the survivor would be itself
     */
    public Decision<Ticket, TicketEvent> merge(TicketId from, TicketId into, Actor by, String key, Instant now) {
        TicketId survivor = survivorOf(into);
        Ticket ending = load(from);
        if (survivor.equals(from)) {
            return Decision.refused(
                    ending,
                    Refusal.of(
                            TicketCode.MERGE_CYCLE,
                            "ticket '" + from + "' would be merged into itself by way of '" + into
                                    + "', expected another survivor"));
        }
        TicketCommand merge = TicketCommand.merge(load(survivor), by, key);
        Decision<Ticket, TicketEvent> judged = tickets.decide(ending, merge, now);
        if (judged.outcome() == Outcome.REFUSED) {
            return judged;
        }
        Decision<Ticket, TicketEvent> absorbed =
                store.apply(tickets, survivor, TicketCommand.absorb(ending, by, key + "/" + from), now);
        return absorbed.outcome() == Outcome.REFUSED
                ? Decision.refused(ending, absorbed.refusal().orElseThrow())
                : store.apply(tickets, from, merge, now);
    }

    /**
     * Makes a ticket of a customer's message on another one; its clocks start at the message. The two are linked.
     *
     * @param message the id of the message's event
     * @param intake what the new ticket begins with; with a {@link Intake#since()} of its own, such as the split, the clocks start there
     */
    public Decision<Ticket, TicketEvent> split(TicketId from, String message, Intake intake, Actor by, Instant now) {
        Ticket whole = load(from);
        Optional<TicketEvent> part = whole.log().stream()
                .filter(event -> event.kind() == TicketEvent.Kind.CUSTOMER_WROTE
                        && event.id().equals(message))
                .findFirst();
        if (part.isEmpty()) {
            return Decision.refused(
                    whole,
                    Refusal.of(
                            TicketCode.NO_SUCH_MESSAGE,
                            "ticket '" + from + "' has no customer's message '" + message
                                    + "', expected the id of one of its events"));
        }
        Intake since = Intake.builder()
                .from(intake)
                .since(intake.since().orElse(part.get().at()))
                .build();
        String key = "split/" + intake.id() + "/" + message;
        Decision<Ticket, TicketEvent> opened =
                store.apply(tickets, intake.id(), TicketCommand.open(since, by, key), now);
        if (opened.outcome() != Outcome.REFUSED) {
            store.apply(tickets, intake.id(), TicketCommand.link(LinkKind.SPLIT_FROM, from, by, key + "/from"), now)
                    .orThrow();
            store.apply(tickets, from, TicketCommand.link(LinkKind.RELATES_TO, intake.id(), by, key + "/to"), now)
                    .orThrow();
        }
        return opened;
    }

    /** The macro on every ticket, each once: all of its commands or none of them. The one refused does not stop the others. */
    public Bulk apply(Macro macro, Collection<TicketId> ids, Actor by, String key, Instant now) {
        List<Bulk.Item> items = new ArrayList<>();
        for (TicketId id : new LinkedHashSet<>(ids)) {
            items.add(one(macro, id, by, key, now));
        }
        return new Bulk(items);
    }

    private Bulk.Item one(Macro macro, TicketId id, Actor by, String key, Instant now) {
        for (int tries = 0; tries < EventStore.MAX_TRIES; tries++) {
            List<TicketEvent> before = store.load(id);
            Ticket ticket = tickets.fold(before);
            List<TicketEvent> events = new ArrayList<>();
            Outcome outcome = Outcome.REPLAYED;
            for (TicketCommand command : macro.commands(by, key)) {
                Decision<Ticket, TicketEvent> decision = tickets.decide(ticket, command, now);
                if (decision.outcome() == Outcome.REFUSED) {
                    return new Bulk.Item(id, Outcome.REFUSED, decision.refusal());
                }
                if (decision.outcome() == Outcome.ACCEPTED) {
                    outcome = Outcome.ACCEPTED;
                    events.addAll(decision.events());
                    ticket = decision.state();
                }
            }
            if (store.append(id, before.size(), events)) {
                return new Bulk.Item(id, outcome, Optional.empty());
            }
        }
        return new Bulk.Item(
                id,
                Outcome.REFUSED,
                Optional.of(Refusal.of(
                        Lifecycle.Reason.LOST_RACE,
                        "ticket '" + id + "' changed " + EventStore.MAX_TRIES + " times, expected a quiet moment")));
    }

    /**
     * Where a request or a message went.
     *
     * @param ticket the ticket that has it now
     * @param decision what became of it there
     * @param evidence why there
     */
    public record Delivery(TicketId ticket, Decision<Ticket, TicketEvent> decision, Evidence evidence) {

        /** Whether the sender may be sent a notice: never in answer to a machine. */
        public boolean noticeAllowed() {
            return decision.outcome() == Outcome.ACCEPTED
                    && evidence.facts().stream().noneMatch(fact -> fact.code() == TicketCode.AUTOMATIC);
        }
    }

    /**
     * Commands under one name, done to any ticket in their order.
     *
     * @param name for people
     * @param steps each makes its command for the actor and key it is given
     */
    public record Macro(String name, List<Step> steps) {

        public Macro {
            steps = List.copyOf(steps);
            if (name.isBlank() || steps.isEmpty()) {
                throw new IllegalArgumentException(
                        "macro '" + name + "' has " + steps.size() + " steps, expected a name and at least one");
            }
        }

        /** A macro of the steps. */
        public static Macro of(String name, Step... steps) {
            return new Macro(name, List.of(steps));
        }

        List<TicketCommand> commands(Actor by, String key) {
            List<TicketCommand> commands = new ArrayList<>();
            for (Step step : steps) {
                commands.add(step.command(by, key + "/" + (commands.size() + 1)));
            }
            return commands;
        }

        /** Makes one command. */
        @FunctionalInterface
        public interface Step {
            /** The command, given by the actor under the key. */
            TicketCommand command(Actor by, String key);
        }
    }

    /**
     * What became of every ticket of a bulk action.
     *
     * @param items in the order of the request, each ticket once
     */
    public record Bulk(List<Item> items) {

        public Bulk {
            items = List.copyOf(items);
        }

        /** How many ended so. */
        public long count(Outcome outcome) {
            return items.stream().filter(item -> item.outcome() == outcome).count();
        }

        /** The tickets that were refused, with the reasons. */
        public List<Item> refused() {
            return items.stream()
                    .filter(item -> item.outcome() == Outcome.REFUSED)
                    .toList();
        }

        /**
         * One ticket.
         *
         * @param ticket which
         * @param outcome accepted, replayed where nothing was new, or refused
         * @param refusal why it was refused
         */
        public record Item(TicketId ticket, Outcome outcome, Optional<Refusal> refusal) {}
    }
}
