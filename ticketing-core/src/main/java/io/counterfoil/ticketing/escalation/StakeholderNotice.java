package io.counterfoil.ticketing.escalation;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Something that somebody should be told now. Immutable.
 *
 * @param key the same whenever it is proposed; record it with {@link #told}
 * @param ticket about which ticket
 * @param to whom: a person or a role, the host's name
 * @param channel how, the host's name
 * @param template in which words, the host's key
 * @param deliverAt when it was, or is, to be delivered
 * @param because what happened, oldest first; several where a digest gathers them
 */
public record StakeholderNotice(
        String key, TicketId ticket, String to, String channel, String template, Instant deliverAt, Evidence because)
        implements Comparable<StakeholderNotice> {

    private static final Comparator<StakeholderNotice> ORDER =
            Comparator.comparing(StakeholderNotice::deliverAt).thenComparing(StakeholderNotice::key);

    /** Records on the ticket that it went out: it is not proposed again. */
    public TicketCommand told(Actor by) {
        return TicketCommand.told(key, to, by);
    }

    /** By the instant of delivery, then by key. */
    @Override
    public int compareTo(StakeholderNotice other) {
        return ORDER.compare(this, other);
    }

    static List<StakeholderNotice> sorted(List<StakeholderNotice> notices) {
        return notices.stream().sorted().toList();
    }
}
