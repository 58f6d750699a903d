package io.counterfoil.ticketing.escalation;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCode;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.immutables.value.Value;

/**
 * Who is told what at which event (ticketing specification 4.4). What happens within a rule's merge window after the first happening is one notice; a notice that is
 * not urgent waits for its recipient's hours; none goes out twice. Nothing is proposed for a ticket that was merged: its survivor speaks. Immutable, thread-safe.
 */
@Value.Immutable
public interface StakeholderPlan {

    /** The recipient that stands for everybody who watches the ticket. */
    String WATCHERS = "watchers";

    /** The recipient that stands for whoever the ticket is assigned to. */
    String AGENT = "agent";

    /** Its name, in keys. */
    String id();

    /** Its rules. */
    List<Rule> rules();

    /** Names, each rule's its own. */
    @Value.Check
    default void check() {
        Set<String> names = new HashSet<>();
        if (id().isBlank() || rules().isEmpty() || !rules().stream().allMatch(rule -> names.add(rule.name()))) {
            throw new IllegalArgumentException("stakeholder plan '" + id() + "' has rules "
                    + rules().stream().map(Rule::name).toList() + ", expected a name and rules with unique names");
        }
    }

    /** The notices that should have gone out by now and have not: by the instant of their delivery. */
    default List<StakeholderNotice> propose(Ticket ticket, ClockReadings clocks, Instant now) {
        if (!ticket.exists() || ticket.mergedInto().isPresent()) {
            return List.of();
        }
        List<StakeholderNotice> notices = new ArrayList<>();
        for (Rule rule : rules()) {
            List<List<Occasion.Happening>> digests = rule.digests(rule.happenings(ticket, clocks, now));
            for (String to : recipients(rule, ticket)) {
                digests.forEach(digest -> notice(ticket, rule, to, digest)
                        .filter(notice -> !notice.deliverAt().isAfter(now))
                        .filter(notice -> !ticket.told().contains(notice.key()))
                        .ifPresent(notices::add));
            }
        }
        return StakeholderNotice.sorted(notices);
    }

    private static List<String> recipients(Rule rule, Ticket ticket) {
        if (rule.to().equals(WATCHERS)) {
            return ticket.watchers().stream().sorted().toList();
        }
        if (rule.to().equals(AGENT)) {
            return ticket.agent().isEmpty() ? List.of() : List.of(ticket.agent());
        }
        return List.of(rule.to());
    }

    private Optional<StakeholderNotice> notice(Ticket ticket, Rule rule, String to, List<Occasion.Happening> digest) {
        Occasion.Happening first = digest.get(0);
        Instant ready = first.at().plus(rule.mergeWindow());
        Optional<Instant> deliver =
                rule.urgent() ? Optional.of(ready) : rule.hours().nextOpen(ready);
        Evidence because = Evidence.of(digest.stream()
                .map(happening ->
                        new Evidence.Fact(happening.code(), happening.sentence() + " at " + happening.at(), Map.of()))
                .toList());
        return deliver.map(at -> new StakeholderNotice(
                id() + "/" + ticket.id() + "/" + rule.name() + "/" + to + "/" + first.name(),
                ticket.id(),
                to,
                rule.channel(),
                rule.template(),
                at,
                because));
    }

    /** Notices put together by recipient and channel, for one message each: by recipient, then channel, each in the order of delivery. */
    static List<Digest> digest(Collection<StakeholderNotice> notices) {
        Map<List<String>, List<StakeholderNotice>> groups = new HashMap<>();
        for (StakeholderNotice notice : new TreeMap<>(byKey(notices)).values()) {
            groups.computeIfAbsent(List.of(notice.to(), notice.channel()), key -> new ArrayList<>())
                    .add(notice);
        }
        return groups.entrySet().stream()
                .map(group -> new Digest(
                        group.getKey().get(0), group.getKey().get(1), StakeholderNotice.sorted(group.getValue())))
                .sorted(Comparator.comparing(Digest::to).thenComparing(Digest::channel))
                .toList();
    }

    private static Map<String, StakeholderNotice> byKey(Collection<StakeholderNotice> notices) {
        Map<String, StakeholderNotice> unique = new HashMap<>();
        notices.forEach(notice -> unique.put(notice.key(), notice));
        return unique;
    }

    /** A plan with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /** Builds plans. Not thread-safe. */
    final class Builder extends ImmutableStakeholderPlan.Builder {
        Builder() {}

        /** A rule. */
        public Builder rule(Rule rule) {
            return addRules(rule);
        }
    }

    /**
     * Several notices to one recipient.
     *
     * @param to whom
     * @param channel how
     * @param notices each key once, in the order of delivery
     */
    record Digest(String to, String channel, List<StakeholderNotice> notices) {
        public Digest {
            notices = List.copyOf(notices);
        }
    }

    /** One event for one audience. Immutable. */
    @Value.Immutable
    interface Rule {

        /** Its name, in keys. */
        String name();

        /** The events of the ticket at which somebody is told. */
        Set<TicketEvent.Kind> events();

        /** What else makes somebody be told. */
        List<EscalationPlan.On> on();

        /** Whom: {@link #WATCHERS}, {@link #AGENT}, or the host's name of somebody. */
        String to();

        /** How, the host's name. */
        String channel();

        /** In which words, the host's key. */
        String template();

        /** How long after the first happening others are gathered into the same notice; zero for none. */
        @Value.Default
        default Duration mergeWindow() {
            return Duration.ZERO;
        }

        /** When they may be told. */
        BusinessHours hours();

        /** Whether they are told at any hour. */
        @Value.Default
        default boolean urgent() {
            return false;
        }

        /** Something happens, and the window is time. */
        @Value.Check
        default void check() {
            if (name().isBlank()
                    || (events().isEmpty() && on().isEmpty())
                    || mergeWindow().isNegative()) {
                throw new IllegalArgumentException("rule '" + name() + "' has a merge window of " + mergeWindow()
                        + ", expected a name, something that happens and time that is not negative");
            }
        }

        private List<Occasion.Happening> happenings(Ticket ticket, ClockReadings clocks, Instant now) {
            Map<String, Occasion.Happening> found = new HashMap<>();
            for (TicketEvent event : ticket.log()) {
                if (events().contains(event.kind()) && !event.at().isAfter(now)) {
                    String id = event.kind() + "/" + event.occurrence().sequence();
                    found.put(
                            id,
                            new Occasion.Happening(
                                    id,
                                    event.at(),
                                    TicketCode.APPLIED,
                                    event.kind().name()));
                }
            }
            on().forEach(on -> Occasion.find(on, ticket, clocks, now)
                    .forEach(happening -> found.put(happening.name(), happening)));
            return found.values().stream()
                    .sorted(Comparator.comparing(Occasion.Happening::at).thenComparing(Occasion.Happening::name))
                    .toList();
        }

        private List<List<Occasion.Happening>> digests(List<Occasion.Happening> happenings) {
            List<List<Occasion.Happening>> digests = new ArrayList<>();
            List<Occasion.Happening> open = new ArrayList<>();
            for (Occasion.Happening happening : happenings) {
                boolean inside = !open.isEmpty()
                        && !mergeWindow().isZero()
                        && !happening.at().isAfter(open.get(0).at().plus(mergeWindow()));
                if (!inside) {
                    open = new ArrayList<>();
                    digests.add(open);
                }
                open.add(happening);
            }
            return digests;
        }

        /** A rule with the name, to be completed. */
        static Builder named(String name) {
            return new Builder().name(name);
        }

        /** Builds rules. Not thread-safe. */
        final class Builder extends ImmutableRule.Builder {
            Builder() {}

            /** At this event; may be given several times. */
            public Builder event(TicketEvent.Kind kind) {
                return addEvents(kind);
            }

            /** At this trigger; may be given several times. */
            public Builder on(EscalationPlan.On on) {
                return addOn(on);
            }
        }
    }
}
