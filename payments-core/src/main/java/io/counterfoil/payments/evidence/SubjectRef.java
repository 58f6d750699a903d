package io.counterfoil.payments.evidence;

import java.util.Objects;

/**
 * What an alert, a ticket or a proof speaks about: a kind of thing and its id, written {@code invoice:INV-2027-0001}.
 *
 * @param type lower-case noun: {@code invoice}, {@code payment}, {@code payout}, {@code statement}, {@code break}
 * @param id the id in the host's or the provider's own words; never a card or full account number
 */
public record SubjectRef(String type, String id) {

    public SubjectRef {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        if (type.isBlank() || id.isBlank() || type.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "subject '" + type + "' '" + id + "', expected a type without colon and an id, both not blank");
        }
    }

    /** A subject of the given type. */
    public static SubjectRef of(String type, String id) {
        return new SubjectRef(type, id);
    }

    @Override
    public String toString() {
        return type + ":" + id;
    }
}
