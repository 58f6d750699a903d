package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Instant;
import java.util.Optional;

/**
 * An instant at which a clock comes to one of its levels, or exceeds its target. Immutable.
 *
 * <p>The key is the same whenever it is asked for, so a host may ask as seldom as it likes and do each key once; one that is no longer proposed is withdrawn.
 *
 * @param key ticket, clock, cycle and level
 * @param ticket the ticket
 * @param clock what it measures
 * @param cycle which cycle
 * @param level the level's name, or {@link #BREACHED}
 * @param at when; in the past where nobody asked before
 */
public record Trigger(String key, TicketId ticket, ClockKind clock, int cycle, String level, Instant at) {

    /** The level of a clock whose target is exceeded from then on. */
    public static final String BREACHED = "BREACHED";

    static Trigger of(TicketId ticket, ClockReading reading, String level, Instant at) {
        return new Trigger(
                ticket + "/" + reading.kind() + "/" + reading.cycle() + "/" + level,
                ticket,
                reading.kind(),
                reading.cycle(),
                level,
                at);
    }

    /** When somebody with these hours is told: then, or at their next opening; empty where they never open again. */
    public Optional<Instant> deliverAt(BusinessHours recipient) {
        return recipient.nextOpen(at);
    }
}
