package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies bound once; reads the clocks of tickets at any instant, past ones included (ticketing specification 4.3).
 *
 * <p>A ticket is read with the standard policy until an event of its own applies another one or withdraws it. Immutable, thread-safe.
 */
public final class Clocks {

    private final SlaPolicy standard;
    private final Map<String, SlaPolicy> policies;

    private Clocks(Builder builder) {
        standard = builder.standard;
        policies = Map.copyOf(builder.policies);
    }

    /** One policy for all tickets. */
    public static Clocks of(SlaPolicy policy) {
        return builder(policy).build();
    }

    /** The policy of tickets that name none; others that tickets may name can be added. */
    public static Builder builder(SlaPolicy standard) {
        return new Builder(standard);
    }

    /** The policy of tickets that name none. */
    public SlaPolicy standard() {
        return standard;
    }

    /** The clocks as they stood at the instant: events later than it are not seen. */
    public ClockReadings read(Ticket ticket, Instant now) {
        ClockLog log = ClockLog.of(ticket.log(), now);
        List<Diagnostic> anomalies = new ArrayList<>(log.anomalies());
        ClockReader reader = new ClockReader(log, phases(log, anomalies), now);
        List<ClockReading> readings = new ArrayList<>();
        for (ClockKind kind : ClockKind.values()) {
            readings.addAll(reader.read(kind));
        }
        return new ClockReadings(readings, anomalies);
    }

    private List<Phase> phases(ClockLog log, List<Diagnostic> anomalies) {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(Instant.MIN, Optional.of(standard)));
        for (TicketEvent event : log.events()) {
            if (event instanceof TicketEvent.PolicyWithdrawn) {
                phases.add(new Phase(event.at(), Optional.empty()));
            } else if (event instanceof TicketEvent.PolicyApplied applied) {
                SlaPolicy policy = policies.get(applied.policy());
                if (policy == null) {
                    anomalies.add(Diagnostic.warning(
                            ClockCode.UNKNOWN_POLICY,
                            "policy '" + applied.policy()
                                    + "' is not known, the one before it goes on; expected one of "
                                    + policies.keySet().stream().sorted().toList(),
                            Diagnostic.Location.of(
                                    "ticket log", event.occurrence().sequence() + 1)));
                } else {
                    phases.add(new Phase(event.at(), Optional.of(policy)));
                }
            }
        }
        return phases;
    }

    /** Collects policies. Not thread-safe. */
    public static final class Builder {

        private final SlaPolicy standard;
        private final Map<String, SlaPolicy> policies = new LinkedHashMap<>();

        private Builder(SlaPolicy standard) {
            this.standard = standard;
            policy(standard);
        }

        /** A policy that tickets may name. */
        public Builder policy(SlaPolicy policy) {
            if (policies.putIfAbsent(policy.id(), policy) != null) {
                throw new IllegalArgumentException(
                        "policy '" + policy.id() + "' is given twice, expected unique names");
            }
            return this;
        }

        /** The clocks. */
        public Clocks build() {
            return new Clocks(this);
        }
    }
}
