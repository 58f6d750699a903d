package io.counterfoil.payments.ledger;

import java.util.Objects;

/**
 * Names a journal, for ever: the idempotency key of a post, a pend, a post of a pending or a void, all in one space of ids.
 *
 * <p>By convention {@code paymentId:transition:externalReference} (payments specification 4.4). A blank id exists as a value so that the ledger can
 * refuse it with {@link Posting.LedgerError#ID_BLANK} like any other fault of a command.
 *
 * @param value chosen by the caller
 */
public record JournalId(String value) implements Comparable<JournalId> {

    public JournalId {
        Objects.requireNonNull(value, "value");
    }

    /** The journal with the id. */
    public static JournalId of(String value) {
        return new JournalId(value);
    }

    @Override
    public int compareTo(JournalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
