package io.counterfoil.collections.receivable;

import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * One line of a list of open items: an item, or one term of it, with how its open amount came about. Amounts are signed as the party's balance: positive for
 * what is owed to us, negative for credits. Immutable.
 *
 * <p>{@code original = open + cash + credit + writtenOff}, for credits with {@code applied} in place of cash and credit.
 */
@Value.Immutable
public interface OpenRow {

    /** The document. */
    OpenItem item();

    /** The instalment; empty for an item that is due at once. */
    Optional<OpenItem.Term> term();

    /** When it must be paid; empty where the document does not say. */
    default Optional<LocalDate> due() {
        return term().map(OpenItem.Term::due).or(() -> item().due());
    }

    /** The amount of the whole document. */
    default MonetaryAmount documentTotal() {
        return signed(item().amount());
    }

    /** The amount of this line: the term's, or the document's. */
    default MonetaryAmount original() {
        return signed(term().map(OpenItem.Term::amount).orElse(item().amount()));
    }

    /** What is open on the day, never zero. */
    MonetaryAmount open();

    /** Paid by receipts. */
    MonetaryAmount cash();

    /** Covered by credit notes and other credits. */
    MonetaryAmount credit();

    /** Written off. */
    MonetaryAmount writtenOff();

    /** Of a credit: used for debits, unsigned. */
    MonetaryAmount applied();

    /** Settled by what is effective after the day, as far as it was known (COL-11). */
    MonetaryAmount future();

    /** What is left after {@link #future()}. */
    default MonetaryAmount remaining() {
        return open().subtract(future());
    }

    private MonetaryAmount signed(MonetaryAmount amount) {
        CurrencyUnit currency = amount.getCurrency();
        return Amounts.in(currency).ofMinor(item().kind().signed(Amounts.minor(amount)));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds rows. Not thread-safe. */
    final class Builder extends ImmutableOpenRow.Builder {
        Builder() {}
    }
}
