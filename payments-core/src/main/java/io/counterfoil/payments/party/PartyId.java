package io.counterfoil.payments.party;

import io.counterfoil.payments.redaction.PanRedactor;

/**
 * A person or an organisation, by the host's id.
 *
 * @param value not blank; not a name or account number; refused where it holds a card number
 */
public record PartyId(String value) implements Comparable<PartyId> {

    public PartyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("party id is blank, expected the host's id of a person or organisation");
        }
        refuseCardData("party id", value);
    }

    /** The party with the id. */
    public static PartyId of(String value) {
        return new PartyId(value);
    }

    static void refuseCardData(String what, String value) {
        if (PanRedactor.holdsCardData(value)) {
            throw new IllegalArgumentException(what
                    + " holds a card number or security code, expected none\nMaybe give the vault's token instead");
        }
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
