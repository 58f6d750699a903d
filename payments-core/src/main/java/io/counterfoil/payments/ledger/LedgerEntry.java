package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A posted leg as it stands in an account's history. Immutable.
 */
@Value.Immutable
public interface LedgerEntry {

    /** Whose history. */
    AccountId account();

    /** The journal that moved it. */
    JournalId journal();

    /** Number of the record in the log. */
    long sequence();

    /** Position of the leg in its record, from 0: with the sequence it names the entry. */
    int legIndex();

    /** Debit or credit. */
    Journal.Side side();

    /** How much, above zero. */
    MonetaryAmount amount();

    /** Day of booking. */
    LocalDate bookedOn();

    /** Day of value. */
    LocalDate valueOn();

    /** When the ledger was told. */
    Instant recordedAt();

    /** The journal's attributes. */
    Map<String, String> attributes();

    /** The amount in minor units, positive for a debit, negative for a credit: as the holder of an asset sees it. */
    default long signedMinor() {
        long minor = Amounts.minor(amount());
        return side() == Journal.Side.DEBIT ? minor : -minor;
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds entries. Not thread-safe. */
    final class Builder extends ImmutableLedgerEntry.Builder {
        Builder() {}
    }
}
