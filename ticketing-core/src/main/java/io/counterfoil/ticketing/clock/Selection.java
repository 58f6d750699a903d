package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.triage.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which policy holds for a ticket from when on: by the rules, as its client, group, kind and priority change, until an event names one. Immutable. */
final class Selection {

    /** The name of the field that says the client, where the intake does not. */
    static final String CLIENT = "client";

    private final Map<String, BoundPolicy> policies;
    private final List<SlaRule> rules;
    private final List<Phase> always;

    Selection(Map<String, BoundPolicy> policies, List<SlaRule> rules, BoundPolicy standard) {
        this.policies = policies;
        this.rules =
                rules.stream().sorted(Comparator.comparingInt(SlaRule::rank)).toList();
        this.always = List.of(new Phase(Instant.MIN, standard));
    }

    /** The rules in the order in which they are tried. */
    List<SlaRule> rules() {
        return rules;
    }

    /** What a ticket is, as far as rules ask. */
    private record Features(String client, Route route) {}

    Optional<SlaRule> rule(Intake intake) {
        return rule(new Features(intake.client(), intake.route()));
    }

    private Optional<SlaRule> rule(Features ticket) {
        for (SlaRule rule : rules) {
            if (rule.matches(
                    ticket.client(),
                    ticket.route().queue(),
                    ticket.route().kind(),
                    ticket.route().priority())) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    List<Phase> phases(ClockLog log, List<Diagnostic> anomalies) {
        if (rules.isEmpty() && !namesPolicies(log)) {
            return always;
        }
        List<Phase> phases = new ArrayList<>();
        Features ticket = null;
        boolean named = false;
        for (int i = 0; i < log.size(); i++) {
            TicketEvent event = log.event(i);
            Features now = features(ticket, event);
            if (event instanceof TicketEvent.PolicyWithdrawn) {
                named = true;
                add(phases, event, null);
            } else if (event instanceof TicketEvent.PolicyApplied applied) {
                BoundPolicy policy = policies.get(applied.policy());
                if (policy == null) {
                    anomalies.add(unknown(applied));
                } else {
                    named = true;
                    add(phases, event, policy);
                }
            } else if (!rules.isEmpty() && !named && now != null && !now.equals(ticket)) {
                BoundPolicy policy =
                        rule(now).map(rule -> policies.get(rule.policy())).orElse(null);
                if (ticket == null) {
                    phases.add(new Phase(Instant.MIN, policy));
                } else if (phases.isEmpty()
                        || !Objects.equals(phases.get(phases.size() - 1).bound(), policy)) {
                    add(phases, event, policy);
                }
            }
            ticket = now;
        }
        return phases.isEmpty() ? always : phases;
    }

    private void add(List<Phase> phases, TicketEvent event, @Nullable BoundPolicy policy) {
        if (phases.isEmpty()) {
            phases.addAll(rules.isEmpty() ? always : List.of(new Phase(Instant.MIN, null)));
        }
        phases.add(new Phase(event.at(), policy));
    }

    private static boolean namesPolicies(ClockLog log) {
        return log.has(TicketEvent.Kind.POLICY_APPLIED) || log.has(TicketEvent.Kind.POLICY_WITHDRAWN);
    }

    private static @Nullable Features features(@Nullable Features before, TicketEvent event) {
        if (event instanceof TicketEvent.Opened opened) {
            return new Features(opened.intake().client(), opened.intake().route());
        }
        if (before == null) {
            return null;
        }
        Route route = before.route();
        if (event instanceof TicketEvent.Assigned assigned) {
            return new Features(before.client(), Route.of(assigned.queue(), route.kind(), route.priority()));
        }
        if (event instanceof TicketEvent.Reclassified reclassified) {
            return new Features(before.client(), reclassified.route());
        }
        return event instanceof TicketEvent.FieldChanged changed
                        && changed.field().equals(CLIENT)
                ? new Features(changed.value(), route)
                : before;
    }

    private Diagnostic unknown(TicketEvent.PolicyApplied applied) {
        return Diagnostic.warning(
                ClockCode.UNKNOWN_POLICY,
                "policy '" + applied.policy() + "' is not known, the one before it goes on; expected one of "
                        + policies.keySet().stream().sorted().toList(),
                ClockLog.place(applied));
    }
}
