package io.counterfoil.ticketing.scorecard;

import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one measure is made of: a value for each ticket that counts, and the tickets that wait. Shards are put together by ticket, so a ticket that was seen
 * twice counts once. Immutable.
 */
final class Samples {

    private final SortedMap<TicketId, Sample> counted;
    private final SortedSet<TicketId> waiting;

    /**
     * One ticket's contribution.
     *
     * @param value in the unit of the measure; 1 or 0 for a share
     * @param missed whether its clock was over the target
     */
    record Sample(BigDecimal value, boolean missed) {}

    private Samples(SortedMap<TicketId, Sample> counted, SortedSet<TicketId> waiting) {
        this.counted = Collections.unmodifiableSortedMap(counted);
        this.waiting = Collections.unmodifiableSortedSet(waiting);
    }

    static Samples none() {
        return new Samples(new TreeMap<>(), new TreeSet<>());
    }

    static Samples of(SortedMap<TicketId, Sample> counted, SortedSet<TicketId> waiting) {
        return new Samples(new TreeMap<>(counted), new TreeSet<>(waiting));
    }

    SortedMap<TicketId, Sample> counted() {
        return counted;
    }

    SortedSet<TicketId> waiting() {
        return waiting;
    }

    Samples merge(Samples other) {
        SortedMap<TicketId, Sample> both = new TreeMap<>(counted);
        other.counted.forEach((ticket, sample) -> both.merge(ticket, sample, (one, two) -> same(ticket, one, two)));
        SortedSet<TicketId> waits = new TreeSet<>(waiting);
        waits.addAll(other.waiting);
        for (TicketId ticket : waits) {
            if (both.containsKey(ticket)) {
                throw new IllegalArgumentException("ticket '" + ticket
                        + "' waits in one shard and is counted in the other, expected the same log in both");
            }
        }
        return new Samples(both, waits);
    }

    private static Sample same(TicketId ticket, Sample one, Sample two) {
        if (one.missed() != two.missed() || one.value().compareTo(two.value()) != 0) {
            throw new IllegalArgumentException(
                    "ticket '" + ticket + "' counts as " + one.value().toPlainString() + " in one shard and "
                            + two.value().toPlainString() + " in the other, expected the same log in both");
        }
        return one;
    }
}
