package io.counterfoil.payments.party;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A person or an organisation in the capacities in which it takes part, with the instruments it pays with and is paid to (payments specification PAY-08). One
 * party may be client, payee and debtor at once. No value with a card number can be built. Immutable.
 */
@Value.Immutable
public interface Party {

    /** The host's id. */
    PartyId id();

    /** Its name, as it is shown. */
    String name();

    /** In which capacities, at least one, in the order of the enum. */
    Set<Role> roles();

    /** What it pays with and is paid to, in the order of preference, each once. */
    List<Instrument> instruments();

    /** ISO 3166-1 alpha-2 code of where it is; {@code XX} where that is not known. */
    @Value.Default
    default String country() {
        return "XX";
    }

    /** Whether it takes part in the capacity. */
    default boolean is(Role role) {
        return roles().contains(role);
    }

    /** Its bank accounts, in the order of preference. */
    default List<BankAccountRef> accounts() {
        return instruments().stream()
                .filter(instrument -> instrument.kind() == Instrument.Kind.BANK_ACCOUNT)
                .map(instrument -> ((Instrument.BankAccount) instrument).ref())
                .toList();
    }

    /** Whether one of its bank accounts is the account; only tokens are compared. */
    default boolean holds(BankAccountRef account) {
        return accounts().stream().anyMatch(account::isSameAccountAs);
    }

    /** A name without card data, a country, a role, no instrument twice. */
    @Value.Check
    default Party check() {
        PartyId.refuseCardData("name of party " + id(), name());
        if (name().isBlank() || roles().isEmpty() || !country().matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("party " + id() + " of country '" + country() + "' has "
                    + (name().isBlank() ? "no name" : "a name") + " and " + roles().size()
                    + " roles, expected two capitals, a name and at least one role");
        }
        if (instruments().stream().distinct().count() != instruments().size()) {
            throw new IllegalArgumentException("party " + id() + " has an instrument twice, expected each once");
        }
        List<Role> sorted = List.copyOf(EnumSet.copyOf(roles()));
        return List.copyOf(roles()).equals(sorted)
                ? this
                : builder().from(this).roles(sorted).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this party. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** A capacity in which a party takes part. */
    enum Role {
        /** Money is moved for it. */
        CLIENT,
        /** Pays. */
        PAYER,
        /** Is paid. */
        PAYEE,
        /** Takes cards. */
        MERCHANT,
        /** Sends bills that are paid in runs. */
        SUPPLIER,
        /** Owes. */
        DEBTOR,
        /** Earns and spends awards. */
        PARTICIPANT,
        /** Processes or sponsors: a bank, an acquirer, an aggregator. */
        PARTNER
    }

    /** Builds parties. Not thread-safe. */
    final class Builder extends ImmutableParty.Builder {
        Builder() {}

        /** The host's id. */
        public Builder id(String id) {
            id(PartyId.of(id));
            return this;
        }

        /** Also in the capacity. */
        public Builder role(Role role) {
            addRoles(role);
            return this;
        }

        /** Also with the instrument, after the others. */
        public Builder instrument(Instrument instrument) {
            addInstruments(instrument);
            return this;
        }
    }
}
