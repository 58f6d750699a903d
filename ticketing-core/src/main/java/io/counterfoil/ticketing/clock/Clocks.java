package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policies and the rules that select them, bound once; reads the clocks of tickets at any instant, past ones included (ticketing specification 4.3).
 *
 * <p>Without rules a ticket is read with the standard policy, with rules by the first that fits it, both until an event of its own applies another one or
 * withdraws it. Policies with our teams and vendors are read beside it. Immutable, thread-safe.
 */
public final class Clocks {

    private static final ClockKind[] KINDS = ClockKind.values();

    private final BoundPolicy standard;
    private final Map<String, BoundPolicy> policies;
    private final Map<String, BoundPolicy> beside;
    private final Selection selection;
    private final ClockKind[] kinds;

    private Clocks(Builder builder, SlaPolicy first) {
        policies = bound(builder.policies);
        beside = bound(builder.beside);
        standard = policies.getOrDefault(first.id(), new BoundPolicy(first));
        selection = new Selection(policies, builder.rules, standard);
        kinds = Stream.of(KINDS)
                .filter(kind -> policies.values().stream().anyMatch(policy -> policy.clock(kind) != null))
                .toArray(ClockKind[]::new);
    }

    private static Map<String, BoundPolicy> bound(Map<String, SlaPolicy> policies) {
        Map<String, BoundPolicy> bound = new LinkedHashMap<>();
        policies.forEach((id, policy) -> bound.put(id, new BoundPolicy(policy)));
        return Collections.unmodifiableMap(bound);
    }

    /** One policy for all tickets. */
    public static Clocks of(SlaPolicy policy) {
        return builder(policy).build();
    }

    /** The policy of tickets that name none; others that tickets may name, and rules that select among them, can be added. */
    public static Builder builder(SlaPolicy standard) {
        return new Builder().policy(standard);
    }

    /** The policy of tickets that name none; with rules, the first of the policies, whose hours reports use. */
    public SlaPolicy standard() {
        return standard.policy();
    }

    /** The rule that selects the policy of such a ticket; empty where none fits, or there are no rules. */
    public Optional<SlaRule> rule(Intake intake) {
        return selection.rule(intake);
    }

    /** The clocks as they stood at the instant: events later than it are not seen. */
    public ClockReadings read(Ticket ticket, Instant now) {
        return read(ticket.log(), now, true);
    }

    /** The clocks as they would stand if these events had happened too. */
    public ClockReadings read(Ticket ticket, Collection<? extends TicketEvent> hypothetical, Instant now) {
        List<TicketEvent> log = new ArrayList<>(ticket.log());
        log.addAll(hypothetical);
        return read(log, now, true);
    }

    /** Reads a log, on request without short cuts, for comparison. */
    ClockReadings read(List<TicketEvent> events, Instant now, boolean shortCut) {
        ClockLog log = ClockLog.of(events, now);
        List<Diagnostic> found = new ArrayList<>(0);
        List<Phase> phases = selection.phases(log, found);
        List<Diagnostic> anomalies = found.isEmpty() ? log.anomalies() : both(log.anomalies(), found);
        Map<String, ClockReadings> others = Map.of();
        if (!beside.isEmpty()) {
            others = new LinkedHashMap<>();
            for (BoundPolicy policy : beside.values()) {
                List<Phase> only = List.of(new Phase(Instant.MIN, policy));
                others.put(
                        policy.policy().id(),
                        new ClockReadings(readings(log, only, KINDS, now, shortCut), List.of(), Map.of()));
            }
        }
        return new ClockReadings(readings(log, phases, kinds, now, shortCut), anomalies, others);
    }

    private static List<Diagnostic> both(List<Diagnostic> one, List<Diagnostic> two) {
        List<Diagnostic> all = new ArrayList<>(one);
        all.addAll(two);
        return List.copyOf(all);
    }

    private static List<ClockReading> readings(
            ClockLog log, List<Phase> phases, ClockKind[] kinds, Instant now, boolean shortCut) {
        ClockReader reader = new ClockReader(log, phases, now, shortCut);
        List<ClockReading> readings = new ArrayList<>(kinds.length);
        for (ClockKind kind : kinds) {
            reader.read(kind, readings);
        }
        return readings;
    }

    /**
     * When the running clocks of the ticket come to their levels and exceed their targets, up to the horizon from now, and what they came to before: by time, then
     * key. Nothing of clocks that stand still, have stopped or were withdrawn.
     */
    public List<Trigger> triggers(Ticket ticket, Duration horizon, Instant now) {
        Instant until = now.plus(horizon);
        List<Trigger> triggers = new ArrayList<>();
        for (ClockReading reading : read(ticket, now).all()) {
            if (reading.state() != ClockState.RUNNING) {
                continue;
            }
            ClockSpec clock = reading.policy()
                    .flatMap(policy -> policy.clock(reading.kind()))
                    .orElseThrow();
            for (ClockSpec.Level level : clock.levels()) {
                reading.used(level.used(reading.target()))
                        .map(OpenHours.Due.At::stay)
                        .filter(at -> !at.isAfter(until))
                        .ifPresent(at -> triggers.add(Trigger.of(ticket.id(), reading, level.name(), at)));
            }
            reading.due()
                    .map(OpenHours.Due.At::roll)
                    .filter(at -> !at.isAfter(until))
                    .ifPresent(at -> triggers.add(Trigger.of(ticket.id(), reading, Trigger.BREACHED, at)));
        }
        triggers.sort(Comparator.comparing(Trigger::at).thenComparing(Trigger::key));
        return triggers;
    }

    /** What would be otherwise if the proposed policies, hours or rules had held for these tickets all along. */
    public WhatIf whatIf(Clocks proposed, Stream<Ticket> tickets, Instant now) {
        return compare(proposed, tickets, now, false);
    }

    /**
     * What would be otherwise about the cycles that are over, if they were judged again by the corrected clocks. Until somebody asks, a closed cycle keeps the
     * verdict of the hours and the policy it was judged with.
     */
    public WhatIf rejudge(Clocks corrected, Stream<Ticket> tickets, Instant now) {
        return compare(corrected, tickets, now, true);
    }

    private WhatIf compare(Clocks proposed, Stream<Ticket> tickets, Instant now, boolean overOnly) {
        List<WhatIf.Change> changes = new ArrayList<>();
        long[] count = new long[1];
        tickets.forEach(ticket -> {
            count[0]++;
            ClockReadings before = read(ticket, now);
            ClockReadings after = proposed.read(ticket, now);
            for (ClockKind kind : KINDS) {
                List<ClockReading> olds = before.cycles(kind);
                List<ClockReading> news = after.cycles(kind);
                for (int i = 0; i < Math.max(olds.size(), news.size()); i++) {
                    Optional<ClockReading> old = i < olds.size() ? Optional.of(olds.get(i)) : Optional.empty();
                    Optional<ClockReading> next = i < news.size() ? Optional.of(news.get(i)) : Optional.empty();
                    WhatIf.Change change = new WhatIf.Change(ticket.id(), kind, i + 1, old, next);
                    if (change.differs()
                            && (!overOnly
                                    || old.flatMap(ClockReading::stoppedAt).isPresent())) {
                        changes.add(change);
                    }
                }
            }
        });
        changes.sort(Comparator.comparing(WhatIf.Change::ticket)
                .thenComparing(WhatIf.Change::kind)
                .thenComparingInt(WhatIf.Change::cycle));
        return new WhatIf(count[0], changes);
    }

    /** Which rule takes which of these tickets, so that a new rule can be tried before it holds. */
    public Simulation simulate(Collection<Intake> intakes) {
        Map<String, List<TicketId>> byRule = new LinkedHashMap<>();
        selection.rules().forEach(rule -> byRule.put(rule.name(), new ArrayList<>()));
        List<TicketId> unmatched = new ArrayList<>();
        for (Intake intake : intakes) {
            selection
                    .rule(intake)
                    .map(rule -> byRule.getOrDefault(rule.name(), unmatched))
                    .orElse(unmatched)
                    .add(intake.id());
        }
        return new Simulation(byRule, unmatched);
    }

    /** What is odd about policies and rules: unreachable, overlapping and missing rules, targets that hours never come to, teams slower than the promise. */
    public List<Diagnostic> lint(Instant now) {
        Linter linter = new Linter(now);
        linter.rules(selection.rules());
        linter.targets(policies.values());
        linter.targets(beside.values());
        linter.beside(policies, beside);
        return linter.findings();
    }

    /**
     * What other clocks would say of the same logs. Immutable.
     *
     * @param tickets how many were read
     * @param changes every cycle of which target, elapsed time, verdict, due instant or being differs, by ticket, kind and cycle
     */
    public record WhatIf(long tickets, List<Change> changes) {

        public WhatIf {
            changes = List.copyOf(changes);
        }

        /** The cycles that would be over their target and are not. */
        public List<Change> newlyBreached() {
            return changes.stream()
                    .filter(change -> change.isBreached(change.after()) && !change.isBreached(change.before()))
                    .toList();
        }

        /** The cycles that are over their target and would not be. */
        public List<Change> noLongerBreached() {
            return changes.stream()
                    .filter(change -> change.isBreached(change.before()) && !change.isBreached(change.after()))
                    .toList();
        }

        /**
         * One cycle of one clock.
         *
         * @param ticket whose
         * @param kind what it measures
         * @param cycle its place among the cycles, from 1
         * @param before as it is; empty where it would be new
         * @param after as it would be; empty where it would not be
         */
        public record Change(
                TicketId ticket,
                ClockKind kind,
                int cycle,
                Optional<ClockReading> before,
                Optional<ClockReading> after) {

            boolean isBreached(Optional<ClockReading> reading) {
                return reading.filter(ClockReading::breached).isPresent();
            }

            boolean differs() {
                if (before.isEmpty() || after.isEmpty()) {
                    return true;
                }
                ClockReading old = before.get();
                ClockReading next = after.get();
                return old.state() != next.state()
                        || !old.target().equals(next.target())
                        || !old.elapsed().equals(next.elapsed())
                        || !old.due().equals(next.due());
            }
        }
    }

    /**
     * Which tickets each rule takes. Immutable.
     *
     * @param byRule by rule, in the order in which they are tried; empty for one that takes none
     * @param unmatched the tickets that none takes
     */
    public record Simulation(Map<String, List<TicketId>> byRule, List<TicketId> unmatched) {
        public Simulation {
            Map<String, List<TicketId>> copy = new LinkedHashMap<>();
            byRule.forEach((rule, tickets) -> copy.put(rule, List.copyOf(tickets)));
            byRule = Collections.unmodifiableMap(copy);
            unmatched = List.copyOf(unmatched);
        }
    }

    /** Collects policies and rules. Not thread-safe. */
    public static final class Builder {

        private final Map<String, SlaPolicy> policies = new LinkedHashMap<>();
        private final Map<String, SlaPolicy> beside = new LinkedHashMap<>();
        private final List<SlaRule> rules = new ArrayList<>();
        private @Nullable SlaPolicy first;

        private Builder() {}

        /** A policy that tickets or rules may name. */
        public Builder policy(SlaPolicy policy) {
            first = first == null ? policy : first;
            return put(policies, policy);
        }

        /** A policy with our own teams or a vendor: its clocks are read beside those of the customer's policy, in its own hours. */
        public Builder beside(SlaPolicy policy) {
            return put(beside, policy);
        }

        private Builder put(Map<String, SlaPolicy> where, SlaPolicy policy) {
            if (policies.containsKey(policy.id()) || beside.containsKey(policy.id())) {
                throw new IllegalArgumentException(
                        "policy '" + policy.id() + "' is given twice, expected unique names");
            }
            where.put(policy.id(), policy);
            return this;
        }

        /** A rule; with one or more, a ticket that none fits has no policy. */
        public Builder rule(SlaRule rule) {
            if (rules.stream().anyMatch(other -> other.name().equals(rule.name()))) {
                throw new IllegalArgumentException("rule '" + rule.name() + "' is given twice, expected unique names");
            }
            rules.add(rule);
            return this;
        }

        /** The clocks. */
        public Clocks build() {
            for (SlaRule rule : rules) {
                if (!policies.containsKey(rule.policy())) {
                    throw new IllegalArgumentException("rule '" + rule.name() + "' names policy '" + rule.policy()
                            + "', expected one of " + policies.keySet());
                }
            }
            SlaPolicy standard = first;
            if (standard == null) {
                throw new IllegalStateException("clocks have no policy, expected at least one");
            }
            return new Clocks(this, standard);
        }
    }
}
