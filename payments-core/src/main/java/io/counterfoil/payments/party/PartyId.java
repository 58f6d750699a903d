package io.counterfoil.payments.party;

/**
 * A person or an organisation, by the host's id.
 *
 * @param value not blank; not a name, card or account number
 */
public record PartyId(String value) implements Comparable<PartyId> {

    public PartyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("party id is blank, expected the host's id of a person or organisation");
        }
    }

    /** The party with the id. */
    public static PartyId of(String value) {
        return new PartyId(value);
    }

    @Override
    public int compareTo(PartyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
