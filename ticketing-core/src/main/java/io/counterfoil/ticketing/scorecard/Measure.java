package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** One row of a scorecard: a figure, how sure it is, and the tickets behind it. Immutable. */
@Value.Immutable
public interface Measure {

    /** Which measure, and so which formula. */
    MeasureId formula();

    /** What it should come to. */
    Goal goal();

    /** The days it is about. */
    DateRange period();

    /** The zone of those days. */
    ZoneId zone();

    /** How many tickets it counts. */
    long n();

    /** The figure in the unit of the measure, twelve decimals, half even; empty where there is nothing to count. */
    Optional<BigDecimal> point();

    /** Where the true figure lies; empty where there is nothing to count, and for a mean of fewer than ten values. */
    Optional<ConfidenceInterval> interval();

    /** What the interval says about the goal. */
    Verdict verdict();

    /** What the plain comparison says about the goal: what contracts usually mean. False where there is nothing to count. */
    boolean pointMet();

    /** How many more tickets at the same rate would decide an inconclusive verdict; empty otherwise, and where none would. For a mean an estimate. */
    OptionalLong moreNeeded();

    /** The tickets that it counts, in the order of their ids. */
    List<TicketId> ticketIds();

    /** Of these, the ones that count against the goal on their own: over their target. */
    List<TicketId> missedIds();

    /** The tickets that wait at the end of the period and are not counted. */
    List<TicketId> waitingIds();
}
