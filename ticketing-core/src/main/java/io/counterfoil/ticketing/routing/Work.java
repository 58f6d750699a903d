package io.counterfoil.ticketing.routing;

import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** A ticket that waits for somebody. Immutable. */
@Value.Immutable
public interface Work {

    /** Which ticket. */
    TicketId id();

    /** How soon, where time decides nothing. */
    @Value.Default
    default Priority priority() {
        return Priority.NORMAL;
    }

    /** What an agent must be able to do. */
    Set<String> skills();

    /** Since when it waits. */
    Instant since();

    /** What the tightest of its clocks has left, negative when it is overdue; empty where none runs. */
    Optional<Duration> remaining();

    /** Who must not have it: who keyed what is to be approved, who is in conflict. */
    Set<String> excluded();

    /** Who had it last; empty where nobody did. */
    @Value.Default
    default String lastOwner() {
        return "";
    }

    /** The ticket as work: it waits since its opening, and the running clock with the least left decides. */
    static Work of(Ticket ticket, ClockReadings readings) {
        return builder()
                .id(ticket.id())
                .priority(ticket.route().map(Route::priority).orElse(Priority.NORMAL))
                .skills(ticket.intake().map(Intake::skills).orElse(Set.of()))
                .since(ticket.log().get(0).at())
                .remaining(readings.all().stream()
                        .filter(reading -> reading.state() == ClockReading.ClockState.RUNNING)
                        .map(ClockReading::remaining)
                        .min(Comparator.naturalOrder()))
                .lastOwner(ticket.agent())
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds work. Not thread-safe. */
    final class Builder extends ImmutableWork.Builder {
        Builder() {}

        /** Which ticket. */
        public Builder id(String id) {
            return id(TicketId.of(id));
        }
    }
}
