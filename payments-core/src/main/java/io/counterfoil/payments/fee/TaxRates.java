package io.counterfoil.payments.fee;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;

/**
 * Which taxes are due on a fee at a place on a day, as dated data (PAY-63). Immutable, thread-safe.
 *
 * <p>Whether a supply is taxed at all is not decided here: many financial services are exempt (Canada: Excise Tax Act, Schedule V, Part VII; United Kingdom: VAT Act
 * 1994, Schedule 9, Group 5). The host says which lines are, with {@link TaxBill.Builder#exemptLine}, and which parties, with {@link #exempting}.
 *
 * <p>A day for which a place has no rate is refused with {@link Problem#NO_RATE}, never taken as free of tax.
 */
public final class TaxRates {

    /** The day after which the bundled table has not been compared with its sources. */
    public static final LocalDate BUNDLED_AS_OF = LocalDate.of(2026, 11, 21);

    private static final class Bundled {
        private static final TaxRates RATES = of(TaxTable.rates());
    }

    private final List<Rate> rates;
    private final List<Exemption> exemptions;

    private TaxRates(List<Rate> rates, List<Exemption> exemptions) {
        this.rates = List.copyOf(rates);
        this.exemptions = List.copyOf(exemptions);
    }

    /**
     * The standard rates on services of every Canadian province and territory from 2008 (GST, HST, PST, RST, QST; places {@code CA-ON} and so on) and of the
     * United Kingdom from December 2008 (VAT; {@code GB}), each with its source. Reduced and zero rates are the host's to add.
     */
    public static TaxRates bundled() {
        return Bundled.RATES;
    }

    /**
     * These rates; taxes of one place are charged in the order given.
     *
     * @throws IllegalArgumentException where a tax has two rates at one place on one day
     */
    public static TaxRates of(List<Rate> rates) {
        for (int one = 0; one < rates.size(); one++) {
            for (int other = one + 1; other < rates.size(); other++) {
                rates.get(one).checkBeside(rates.get(other));
            }
        }
        return new TaxRates(rates, List.of());
    }

    /** These rates and one more. */
    public TaxRates with(Rate rate) {
        List<Rate> all = new ArrayList<>(rates);
        all.add(rate);
        return new TaxRates(of(all).rates, exemptions);
    }

    /** These rates, of which a party is exempt. */
    public TaxRates exempting(Exemption exemption) {
        List<Exemption> all = new ArrayList<>(exemptions);
        all.add(exemption);
        return new TaxRates(rates, all);
    }

    /** A bill to a customer by these rates. */
    public TaxBill.Builder bill(String id, PartyId customer) {
        return new TaxBill.Builder(this, id, customer);
    }

    /**
     * What was taxed in a period, tied to the ledger's account of every tax of these rates.
     *
     * @param bills of the period; those booked before or after it are left out
     * @param accounts with the account of each tax, in the role {@link TaxBill#role}
     * @throws IllegalArgumentException where a bill stands twice or a tax that was charged has no account
     */
    public Report report(Collection<TaxBill> bills, DateRange period, AccountMap accounts, Ledger ledger) {
        return new TaxProver(this, period, accounts, ledger).report(bills);
    }

    /** Every rate, in the order given. */
    public List<Rate> rates() {
        return rates;
    }

    /** The rates in force at a place on a day, in the order in which they are charged; refused with {@link Problem} where there is none. */
    public Checked<List<Rate>> inForce(String place, LocalDate on) {
        List<Rate> here =
                rates.stream().filter(rate -> rate.place().equals(place)).toList();
        if (here.isEmpty()) {
            return failed(
                    Problem.UNKNOWN_PLACE,
                    "place of supply '" + place + "' has no rates, expected one of "
                            + rates.stream().map(Rate::place).collect(Collectors.toCollection(TreeSet::new)));
        }
        List<Rate> due = here.stream().filter(rate -> rate.days().contains(on)).toList();
        if (due.isEmpty()) {
            LocalDate first =
                    here.stream().map(Rate::from).min(Comparator.naturalOrder()).orElseThrow();
            return failed(
                    Problem.NO_RATE,
                    "no tax rate is in force in " + place + " on " + on + ", the first is of " + first
                            + "\nMaybe add the rate of that day, 0 where nothing was due.");
        }
        return Checked.of(due);
    }

    /** Why the customer pays no such tax; empty where it does. */
    Optional<String> exemption(PartyId customer, Rate rate, LocalDate on) {
        return exemptions.stream()
                .filter(e -> e.party().equals(customer)
                        && (e.place().isEmpty() || e.place().equals(rate.place()))
                        && (e.tax().isEmpty() || e.tax().equals(rate.tax()))
                        && e.days().contains(on))
                .map(Exemption::reason)
                .findFirst();
    }

    private static <T> Checked<T> failed(Problem problem, String message) {
        return Checked.failed(Diagnostic.error(problem, message, Diagnostic.Location.of("tax rates")));
    }

    /** What a rate is charged on. */
    public enum Base {
        /** On the price alone: parallel to the other taxes. */
        PRICE,
        /** On the price and the taxes of the same place before it: compound. */
        PRICE_AND_TAXES
    }

    /** Why a bill is refused. */
    public enum Problem implements Code {
        /** No rate is known for the place. */
        UNKNOWN_PLACE,
        /** No rate is in force on the day. */
        NO_RATE;

        @Override
        public String id() {
            return "TAX." + name();
        }
    }

    /**
     * A tax at a place from day to day.
     *
     * @param place of supply: ISO 3166 country or subdivision, such as {@code CA-QC}
     * @param tax its name, such as {@code QST}
     * @param percent 0 to 100
     * @param days first and last day in force; {@link LocalDate#MAX} where it still holds
     * @param base what it is charged on
     * @param source who says so
     */
    public record Rate(String place, String tax, BigDecimal percent, DateRange days, Base base, String source) {

        public Rate {
            FeeRules.checkPercent(percent);
            Objects.requireNonNull(days, "days");
            Objects.requireNonNull(base, "base");
            if (place.isBlank() || tax.isBlank() || source.isBlank()) {
                throw new IllegalArgumentException("tax rate of place '" + place + "', tax '" + tax + "', source '"
                        + source + "', expected none blank");
            }
        }

        /** A rate that still holds. */
        public static Rate from(String place, String tax, String percent, LocalDate from, String source) {
            return new Rate(
                    place, tax, FeeRules.percent(percent), DateRange.of(from, LocalDate.MAX), Base.PRICE, source);
        }

        /** The first day. */
        public LocalDate from() {
            return days.from();
        }

        void checkBeside(Rate other) {
            boolean overlap = place.equals(other.place)
                    && tax.equals(other.tax)
                    && !days.from().isAfter(other.days.to())
                    && !other.days.from().isAfter(days.to());
            if (overlap) {
                throw new IllegalArgumentException("tax " + tax + " in " + place + " has two rates, " + days + " and "
                        + other.days + ", expected one a day");
            }
        }
    }

    /**
     * A party that does not pay a tax.
     *
     * @param party who
     * @param place where; empty for everywhere
     * @param tax which; empty for all
     * @param days from when to when
     * @param reason as it is to be shown, such as the number of a certificate
     */
    public record Exemption(PartyId party, String place, String tax, DateRange days, String reason) {

        public Exemption {
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(tax, "tax");
            Objects.requireNonNull(days, "days");
            if (reason.isBlank()) {
                throw new IllegalArgumentException("exemption of " + party + " without a reason, expected one");
            }
        }
    }

    /**
     * What was taxed and what tax came of it in a period, place by place and tax by tax, tied to the ledger (PAY-63); made by {@link TaxRates#report}. Immutable.
     *
     * <p>A bill belongs to the period in which its journal is booked. The proof compares, for each tax account, what the bills say with what the ledger holds; a journal on
     * a tax account that is neither a bill of the report nor a payment to the authority (attribute {@value #REMITTANCE}) is a difference, and so is a bill that was never booked.
     *
     * @param period by day of booking
     * @param rows by place, tax, rate and currency
     * @param exempt nets on which a tax was not due, by reason
     * @param proof that the bills are what the ledger holds
     */
    public record Report(DateRange period, List<Row> rows, List<Exempt> exempt, Proof proof) {

        /** Attribute of a journal that pays a tax to its authority: the number of the return. */
        public static final String REMITTANCE = "taxRemittance";

        public Report {
            rows = List.copyOf(rows);
            exempt = List.copyOf(exempt);
        }

        /** The tax of all rows. */
        public Totals tax() {
            return Totals.of(rows.stream().map(Row::tax).toList());
        }

        /** The report for people. */
        public Document toDocument() {
            Table.Builder taxed = Table.titled("Taxed")
                    .text("place", "Place of supply")
                    .text("tax", "Tax")
                    .number("percent", "Rate %")
                    .number("lines", "Lines")
                    .number("net", "Net")
                    .number("amount", "Tax");
            for (Row row : rows) {
                String key = String.join(
                        "/",
                        row.place(),
                        row.name(),
                        row.percent().toPlainString(),
                        row.net().getCurrency().getCurrencyCode());
                taxed.row(key, row.place(), row.name(), row.percent(), row.lines(), row.net(), row.tax());
            }
            Table.Builder without = Table.titled("Without tax")
                    .text("reason", "Reason")
                    .number("lines", "Lines")
                    .number("net", "Net");
            exempt.forEach(row -> without.row(
                    row.reason() + "/" + row.net().getCurrency().getCurrencyCode(),
                    row.reason(),
                    row.lines(),
                    row.net()));
            Table.Builder ledger = Table.titled("Tax accounts in the ledger")
                    .text("figure", "Figure")
                    .number("count", "Journals")
                    .number("amount", "Amount");
            for (Proof.Figure figure : proof.figures()) {
                ledger.row(figure.code(), figure.label(), figure.count(), figure.amount());
            }
            return Document.titled("Taxes on fees")
                    .subtitle("Booked from " + period.from() + " to " + period.to())
                    .facts(
                            Document.Block.Fact.of("Tax", tax()),
                            new Document.Block.Fact(
                                    "Proof",
                                    Table.Cell.of(proof.status().name()),
                                    proof.sentence(),
                                    proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD))
                    .table(taxed.build())
                    .table(without.build())
                    .table(ledger.build())
                    .build();
        }

        /**
         * One tax at one rate.
         *
         * @param place of supply
         * @param name of the tax
         * @param percent the rate
         * @param lines how many lines of bills
         * @param net what was taxed
         * @param tax what came of it
         */
        public record Row(
                String place, String name, BigDecimal percent, long lines, MonetaryAmount net, MonetaryAmount tax) {}

        /**
         * Lines on which a tax was not due.
         *
         * @param reason why
         * @param lines how many
         * @param net how much
         */
        public record Exempt(String reason, long lines, MonetaryAmount net) {}
    }
}
