package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.immutables.value.Value;

/** One row of a scorecard: a figure, how sure it is, and what is behind it. Immutable. */
@Value.Immutable
public interface Measure {

    /** Which measure, and so which formula. */
    MeasureId formula();

    /** What it should come to; empty where it is shown for information. */
    Optional<Goal> goal();

    /** The days it is about. */
    DateRange period();

    /** The zone of those days. */
    ZoneId zone();

    /** How many tickets, calls, agent-days, answers, fields or reviews it counts. */
    long n();

    /** The figure in the unit of the measure, twelve decimals, half even; empty where there is nothing to count, or the median of what is open is not reached. */
    Optional<BigDecimal> point();

    /** Where the true figure lies; empty where there is nothing to count, and for a mean of fewer than ten values. */
    Optional<ConfidenceInterval> interval();

    /** What the interval says about the goal. */
    Verdict verdict();

    /** What the plain comparison says about the goal: what contracts usually mean. False where there is nothing to count. */
    boolean pointMet();

    /** How many more at the same rate would decide an inconclusive verdict; empty otherwise, and where none would. For a mean an estimate. */
    OptionalLong moreNeeded();

    /** What must be known to read the figure. */
    Set<Mark> marks();

    /** What it counts, by id. */
    List<Part> parts();

    /** What waits at the end of the period and is not counted, with what it has used so far. */
    List<Part> waiting();

    /** The tickets that it counts, in the order of their ids; empty for a measure of other things. */
    default List<TicketId> ticketIds() {
        return tickets(parts());
    }

    /** Of these, the ones that count against the goal on their own: over their target. */
    default List<TicketId> missedIds() {
        return tickets(missed());
    }

    /** The tickets that wait at the end of the period and are not counted. */
    default List<TicketId> waitingIds() {
        return tickets(waiting());
    }

    /** What counts against the goal on its own. */
    default List<Part> missed() {
        return parts().stream().filter(Part::missed).toList();
    }

    private static List<TicketId> tickets(List<Part> parts) {
        return parts.stream()
                .filter(part -> part.subject().type().equals("ticket"))
                .map(part -> TicketId.of(part.subject().id()))
                .toList();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds measures. Not thread-safe. */
    final class Builder extends ImmutableMeasure.Builder {
        Builder() {}
    }

    /**
     * What one subject adds to a figure.
     *
     * @param subject the ticket, call, agent-day, record or review
     * @param value in the unit of the measure; 1 or 0 for a share
     * @param missed whether it counts against the goal on its own
     */
    record Part(SubjectRef subject, BigDecimal value, boolean missed) {}

    /** What must be known to read a figure. */
    enum Mark implements Code {
        /** The contract names no reading of happiness: the share of great answers is taken. */
        READING_ASSUMED,
        /** What is open and late is not counted. */
        CLOSED_ONLY,
        /** Counted by the day of creation. */
        COHORT,
        /** Stands here because more than 5 % of the tickets opened in the period are open. */
        MUCH_IS_OPEN,
        /** A session without an end was closed after its last event. */
        SESSION_CLOSED,
        /** More than 5 % of a population was looked at: the interval is narrower for it. */
        FINITE_POPULATION;

        @Override
        public String id() {
            return "MEASURE." + name();
        }
    }
}
