package io.counterfoil.collections.receivable;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A document that is open until it is paid, credited or written off: an invoice, a fee, a receipt, a credit note (collections specification 4.2).
 *
 * <p>The amount is unsigned; the {@link #kind()} says whether it adds to what the party owes. Whether a value is acceptable is decided by
 * {@link Receivables#replay}, which reports and never throws on bad data. Immutable.
 */
@Value.Immutable
public interface OpenItem {

    /** The document's number, unique over all kinds. */
    OpenItemId id();

    /** Who owes it, or whom we owe it. */
    PartyId party();

    /** Invoice unless stated. */
    @Value.Default
    default OpenItemKind kind() {
        return OpenItemKind.INVOICE;
    }

    /** How much, unsigned. */
    MonetaryAmount amount();

    /** The document's date: before it, the item is not there. */
    LocalDate issued();

    /** When it must be paid; an item without a due date ages from its issue date and says so. */
    Optional<LocalDate> due();

    /** Instalments, each with a due date of its own; they add up to the amount. Empty for an item that is due at once. */
    List<Term> terms();

    /** How payments count on the terms: the first due is filled first, unless stated. */
    @Value.Default
    default TermAllocation termAllocation() {
        return TermAllocation.WATERFALL;
    }

    /** What one unit of its currency is in the host's base currency, by the rate of the document. */
    Optional<BigDecimal> baseRate();

    /** The item that a credit is meant for, such as the invoice of a credit note. */
    Optional<OpenItemId> linkedTo();

    /** Cost centre, sales executive, control account and whatever else the host groups by. */
    Map<String, String> dimensions();

    /** When it was recorded: reports as known before do not see it. */
    Instant recordedAt();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Reads an amount as it stands in a file: digits with an optional sign and point, and a currency code.
     *
     * @return the amount, or {@link ReceivableCode#AMOUNT_INVALID}, {@link ReceivableCode#SCALE} or {@link ReceivableCode#CURRENCY_UNKNOWN}
     */
    static Checked<MonetaryAmount> parseAmount(String text, String currencyCode) {
        Diagnostic.Location where = Diagnostic.Location.of("open item").field("amount");
        if (!Monetary.isCurrencyAvailable(currencyCode)) {
            return Checked.failed(Diagnostic.error(
                    ReceivableCode.CURRENCY_UNKNOWN,
                    "currency '" + currencyCode + "' is not known, expected an ISO 4217 code such as GBP",
                    where));
        }
        Checked<MonetaryAmount> parsed = Amounts.in(currencyCode).parse(text);
        if (parsed.value().isPresent()) {
            return parsed;
        }
        return Checked.failed(parsed.diagnostics().stream()
                .map(finding -> Diagnostic.error(codeOf(finding.code()), finding.message(), where))
                .toList());
    }

    private static Code codeOf(Code money) {
        return money == Amounts.Fault.NOT_EXACT ? ReceivableCode.SCALE : ReceivableCode.AMOUNT_INVALID;
    }

    /** Builds open items. Not thread-safe. */
    final class Builder extends ImmutableOpenItem.Builder {
        Builder() {}

        /**
         * The amount as the item's account keeps it: that of the document where the account is in the document's currency, else converted to the base currency
         * at the document's rate. Sets the rate to the base currency too.
         *
         * @param document what the document says
         * @param rate what one unit of the document's currency is in the base currency
         * @param account in which currency the account is kept, with the rounding of a conversion
         * @throws IllegalArgumentException where the account is neither in the document's nor in the base currency
         */
        public Builder amountIn(AccountCurrency account, MonetaryAmount document, BigDecimal rate) {
            String kept = account.currency().getCurrencyCode();
            if (kept.equals(document.getCurrency().getCurrencyCode())) {
                amount(document);
                baseRate(kept.equals(account.base().getCurrencyCode()) ? BigDecimal.ONE : rate);
                return this;
            }
            if (!kept.equals(account.base().getCurrencyCode())) {
                throw new IllegalArgumentException("account is in " + kept + ", expected "
                        + document.getCurrency().getCurrencyCode() + " as the document or "
                        + account.base().getCurrencyCode() + " as the books");
            }
            amount(inBase(document, rate, account));
            baseRate(BigDecimal.ONE);
            return this;
        }

        private static MonetaryAmount inBase(MonetaryAmount document, BigDecimal rate, AccountCurrency account) {
            Amounts amounts = Amounts.in(account.base());
            BigDecimal converted = document.getNumber()
                    .numberValueExact(BigDecimal.class)
                    .multiply(rate)
                    .setScale(amounts.fractionDigits(), account.rounding());
            return amounts.of(converted.toPlainString());
        }
    }

    /**
     * The currency in which a receivable account is kept.
     *
     * @param currency of the account
     * @param base of the books
     * @param rounding of a conversion to it
     */
    record AccountCurrency(CurrencyUnit currency, CurrencyUnit base, RoundingMode rounding) {
        public AccountCurrency {
            Objects.requireNonNull(currency, "currency");
            Objects.requireNonNull(base, "base");
            Objects.requireNonNull(rounding, "rounding");
        }
    }

    /**
     * An instalment of an item.
     *
     * @param id unique within the item
     * @param due when it must be paid
     * @param amount its part of the item, unsigned
     */
    record Term(String id, LocalDate due, MonetaryAmount amount) {
        public Term {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(due, "due");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** How what is paid on an item with instalment terms counts on the terms (COL-04). */
    enum TermAllocation {
        /** The term that is due first is filled first. */
        WATERFALL,
        /** Every term by its share of the item, largest remainder first, then the earlier term. */
        PROPORTIONAL
    }
}
