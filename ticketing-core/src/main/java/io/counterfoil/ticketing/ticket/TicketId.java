package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.alert.Alert;

/**
 * A ticket's id: the host's, or the key of the alert that opened it.
 *
 * @param value not blank
 */
public record TicketId(String value) implements Comparable<TicketId> {

    public TicketId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("ticket id is blank, expected the host's id or an alert's key");
        }
    }

    /** The host's id. */
    public static TicketId of(String value) {
        return new TicketId(value);
    }

    /** The ticket of an alert: the same alert, the same ticket. */
    public static TicketId of(Alert.Key key) {
        return new TicketId(key.value());
    }

    @Override
    public int compareTo(TicketId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
