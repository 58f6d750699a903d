package io.counterfoil.collections.desk;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A bank transfer that was arranged, such as by Bacs: who pays, how much, under which reference, by when (collections specification 4.17). Immutable.
 *
 * <p>It is an expected item for the reconciliation, found again by its reference. Until {@link #IN_FLIGHT_BUSINESS_DAYS} business days after its last day it is
 * money on its way, but only once the customer has confirmed it.
 */
@Value.Immutable
public interface ExpectedTransfer extends CollectionFacts.Expected {

    /** How long after its last day a transfer may still be under way. */
    int IN_FLIGHT_BUSINESS_DAYS = 3;

    /** The most characters of a reference: what a Bacs payment carries. */
    int MAX_REFERENCE = 18;

    /** The reference that the payer must write; unique among open transfers. */
    String reference();

    /** Who pays. */
    @Override
    PartyId party();

    /** What it pays; empty for whatever the party owes. */
    @Override
    Set<OpenItemId> items();

    /** How much. */
    @Override
    MonetaryAmount amount();

    /** The last day on which the payer is to send it. */
    LocalDate payBy();

    /** When the payer confirmed it; empty before. */
    Optional<Instant> confirmedAt();

    /** The last day on which it may arrive. */
    LocalDate lastDay();

    @Override
    default Optional<LocalDate> inFlightThrough(AsOf asOf) {
        return confirmedAt()
                .filter(at -> !at.isAfter(asOf.knownAt()))
                .map(at -> lastDay())
                .filter(day -> !day.isBefore(asOf.effective()));
    }

    /** Whether it should have arrived by now. */
    default boolean isOverdue(AsOf asOf) {
        return lastDay().isBefore(asOf.effective());
    }

    /** What the reconciliation is to find among the bank's lines. */
    default Item toItem() {
        return Item.builder()
                .id(ItemId.of(reference()))
                .amount(amount())
                .day(payBy())
                .due(payBy())
                .addReferences(reference())
                .party(party().value())
                .build();
    }

    /** The same, confirmed by the payer. */
    default ExpectedTransfer confirmed(Instant at) {
        return builder().from(this).confirmedAt(at).build();
    }

    /** More than zero, under a reference of letters and digits that a bank can carry. */
    @Value.Check
    default void check() {
        if (!amount().isPositive()) {
            throw new IllegalArgumentException(
                    "transfer " + reference() + " is of " + Amounts.text(amount()) + ", expected more than zero");
        }
        if (lastDay().isBefore(payBy())) {
            throw new IllegalArgumentException("transfer " + reference() + " may arrive until " + lastDay()
                    + ", expected " + payBy() + " or later, by when it is sent");
        }
        if (!reference().matches("[A-Z0-9]{4," + MAX_REFERENCE + "}")) {
            throw new IllegalArgumentException("transfer reference '" + reference() + "', expected 4 to "
                    + MAX_REFERENCE + " capitals and digits");
        }
    }

    /** Transfers whose references clash with one before them: a bank line could not tell them apart. */
    static List<Diagnostic> check(Collection<ExpectedTransfer> open) {
        Map<String, ExpectedTransfer> seen = new HashMap<>();
        List<Diagnostic> clashes = new ArrayList<>();
        for (ExpectedTransfer transfer : open) {
            ExpectedTransfer first = seen.putIfAbsent(transfer.reference(), transfer);
            if (first != null && !first.equals(transfer)) {
                clashes.add(Diagnostic.error(
                        Fault.REFERENCE_TAKEN,
                        "reference " + transfer.reference() + " is of parties " + first.party() + " and "
                                + transfer.party() + ", expected one transfer",
                        Diagnostic.Location.of("expected transfer").field("reference")));
            }
        }
        return clashes;
    }

    /** A reference from an invoice's number: its capitals and digits, at most what a bank carries, the last ones. */
    static String referenceOf(String invoiceNumber) {
        String plain = invoiceNumber.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return plain.length() <= MAX_REFERENCE ? plain : plain.substring(plain.length() - MAX_REFERENCE);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds transfers. Not thread-safe. */
    final class Builder extends ImmutableExpectedTransfer.Builder {
        Builder() {}

        /** The last day on which the payer is to send it; it may arrive three business days later. */
        public Builder payBy(LocalDate day, BusinessCalendar calendar) {
            return payBy(day).lastDay(calendar.shift(day, IN_FLIGHT_BUSINESS_DAYS));
        }

        /** Who pays, by the host's id. */
        public Builder party(String id) {
            return party(PartyId.of(id));
        }

        /** What it pays, by its number. */
        public Builder item(String number) {
            return addItem(OpenItemId.of(number));
        }
    }

    /** What can be wrong with arranged transfers. */
    enum Fault implements Code {
        /** Another open transfer has the reference. */
        REFERENCE_TAKEN;

        @Override
        public String id() {
            return "TRANSFER." + name();
        }
    }
}
