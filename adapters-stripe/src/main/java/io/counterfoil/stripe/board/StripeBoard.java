package io.counterfoil.stripe.board;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.stripe.board.internal.BoardKeys;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** Payments, fees and unapplied cash of a period at Stripe (STR-36, STR-46, STR-49). Amounts are in Stripe's minor units. Immutable. */
@Value.Immutable
public interface StripeBoard {

    /** The days, in the zone. */
    DateRange period();

    /** In which instants become days. */
    ZoneId zone();

    /** Payments and what became of them, by day, outcome, currency and reason. */
    List<Line> lines();

    /** Fees of charges, by month, method, card country and currency. */
    List<FeeLine> fees();

    /** That the fees of the board are the fees that are posted, one proof per currency. */
    List<Proof> feeProofs();

    /** Money that customers sent by bank transfer and no payment used yet, by customer and currency. */
    List<Cash> cash();

    /** The objects behind a line, in the order in which they are given. */
    default Stream<StripeFact> drill(Line line, Stream<? extends StripeFact> facts) {
        return facts.filter(fact ->
                        BoardKeys.of(fact, zone()).filter(line.key()::equals).isPresent())
                .map(fact -> fact);
    }

    /** What happened to money. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        IN_FLIGHT,
        REFUNDED,
        DISPUTED
    }

    /**
     * What a line is about.
     *
     * @param day in the board's zone
     * @param outcome what happened
     * @param currency in lower case
     * @param reason as Stripe writes it; empty for none
     */
    record Key(LocalDate day, Outcome outcome, String currency, String reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDay = day.compareTo(other.day);
            int byOutcome = byDay != 0 ? byDay : outcome.compareTo(other.outcome);
            int byCurrency = byOutcome != 0 ? byOutcome : currency.compareTo(other.currency);
            return byCurrency != 0 ? byCurrency : reason.compareTo(other.reason);
        }
    }

    /**
     * A sum.
     *
     * @param key what it is about
     * @param count objects behind it
     * @param minor their amounts
     */
    record Line(Key key, long count, long minor) {}

    /**
     * What charges of one kind cost.
     *
     * @param month in the board's zone
     * @param method such as {@code card}; empty where the charge is not known
     * @param country of the card; empty for other methods
     * @param currency in lower case
     * @param count charges
     * @param grossMinor taken
     * @param feeMinor kept by Stripe
     */
    record FeeLine(
            YearMonth month,
            String method,
            String country,
            String currency,
            long count,
            long grossMinor,
            long feeMinor) {

        private static final int RATE_DIGITS = 6;

        /** Fee over gross, six decimals, rounded half up; empty where nothing was taken. */
        public Optional<BigDecimal> effectiveRate() {
            return grossMinor == 0
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf(feeMinor)
                            .divide(BigDecimal.valueOf(grossMinor), RATE_DIGITS, RoundingMode.HALF_UP));
        }
    }

    /**
     * Port: what the host agreed with Stripe about the fee on a payment, before tax and without a platform's share. It is the contract's word, so that what Stripe charges
     * is held to something that Stripe did not write. Thread-safe.
     */
    @FunctionalInterface
    interface FeeTerms {

        /** The schedule in the row's currency; empty where nothing was agreed, which makes any fee an unexpected one. */
        Optional<FeeSchedule> agreed(ChargeFact charge, BalanceRow row);
    }

    /**
     * Unapplied cash.
     *
     * @param customer of Stripe's
     * @param currency in lower case
     * @param minor still unapplied
     * @param movements ids, in order
     */
    record Cash(String customer, String currency, long minor, List<String> movements) {
        public Cash {
            movements = List.copyOf(movements);
        }
    }

    /** The board as a document; amounts in currencies whose minor units are not known are left blank. */
    default Document toDocument() {
        StripeAmounts amounts = StripeAmounts.standard();
        Table.Builder payments = Table.titled("Payments")
                .text("day", "Day")
                .text("outcome", "Outcome")
                .text("reason", "Reason")
                .number("count", "Count")
                .number("amount", "Amount");
        for (Line line : lines()) {
            Key key = line.key();
            payments.row(
                    key.day() + "/" + key.outcome() + "/" + key.currency() + "/" + key.reason(),
                    key.day(),
                    key.outcome(),
                    key.reason(),
                    line.count(),
                    amounts.convert(key.currency(), line.minor()).value().orElse(null));
        }
        Table.Builder fees = Table.titled("Fees")
                .text("month", "Month")
                .text("method", "Method")
                .text("country", "Country")
                .number("count", "Charges")
                .number("gross", "Gross")
                .number("fee", "Fee")
                .number("rate", "Effective rate");
        for (FeeLine line : fees()) {
            fees.row(
                    line.month() + "/" + line.method() + "/" + line.country() + "/" + line.currency(),
                    line.month().toString(),
                    line.method(),
                    line.country(),
                    line.count(),
                    amounts.convert(line.currency(), line.grossMinor()).value().orElse(null),
                    amounts.convert(line.currency(), line.feeMinor()).value().orElse(null),
                    line.effectiveRate().map(Table.Cell.Share::new).orElse(null));
        }
        Table.Builder cash =
                Table.titled("Unapplied cash").text("customer", "Customer").number("amount", "Amount");
        cash().forEach(line -> cash.row(
                line.customer() + "/" + line.currency(),
                line.customer(),
                amounts.convert(line.currency(), line.minor()).value().orElse(null)));
        Document.Builder document = Document.titled("Stripe").subtitle(period().toString());
        feeProofs().forEach(proof -> document.paragraph(proof.sentence()));
        return document.table(payments.build())
                .table(fees.build())
                .table(cash.build())
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds boards. Not thread-safe. */
    final class Builder extends ImmutableStripeBoard.Builder {
        Builder() {}
    }
}
