package io.counterfoil.payments.fee;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * Fees with their taxes (PAY-63): each line net, taxed and gross, and each tax of each place. Immutable.
 *
 * <pre>{@code
 * TaxBill bill = TaxRates.bundled().bill("INV-7", PartyId.of("42"))
 *     .prices(TaxBill.Prices.EXCLUSIVE).rounding(TaxBill.Rounding.PER_DOCUMENT, RoundingMode.HALF_UP)
 *     .line("monthly", cad.of("25.00"), "CA-ON", day)
 *     .build().orThrow();
 * bill.tax(); // 3.25 CAD
 * }</pre>
 *
 * <p>Taxes are exact, compound ones too, until they are rounded once: each tax of each line, or each tax of each place over the whole document, as the caller says; what a
 * document's rounding makes of a line is then its share by largest remainder. Net and taxes are the gross in every line and in the whole.
 *
 * @param id of the document, in the host's words
 * @param customer who pays
 * @param prices whether the prices given were without tax or with it
 * @param rounding what was rounded
 * @param mode how
 * @param lines in the order given
 */
public record TaxBill(
        String id, PartyId customer, Prices prices, Rounding rounding, RoundingMode mode, List<Line> lines) {

    public TaxBill {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(rounding, "rounding");
        Objects.requireNonNull(mode, "mode");
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("tax bill '" + id + "' without lines, expected at least one");
        }
        for (Line line : lines) {
            if (!FeeRules.sameCurrency(
                    line.net().getCurrency(), lines.get(0).net().getCurrency())) {
                throw new IllegalArgumentException("line '" + line.reference() + "' of tax bill '" + id + "' is "
                        + Amounts.text(line.net()) + ", expected the currency of the first line");
            }
        }
    }

    /** The currency of every line. */
    public CurrencyUnit currency() {
        return lines.get(0).net().getCurrency();
    }

    /** Everything without tax. */
    public MonetaryAmount net() {
        return sum(lines.stream().map(Line::net));
    }

    /** Every tax. */
    public MonetaryAmount tax() {
        return sum(charges().stream().map(Charge::amount));
    }

    /** What the customer pays. */
    public MonetaryAmount gross() {
        return sum(Stream.of(net(), tax()));
    }

    /** Every tax of every line, line by line. */
    public List<Charge> charges() {
        return lines.stream().flatMap(line -> line.charges().stream()).toList();
    }

    /** The role of the account that holds a tax of a place: {@code tax:CA-ON:HST}. */
    public static AccountMap.Role role(String place, String tax) {
        return AccountMap.Role.Core.TAX.of(place + ":" + tax);
    }

    /** Id of the journal by which the bill is booked. */
    public JournalId journalId() {
        return JournalId.of("tax-bill:" + id);
    }

    /**
     * The journal of the bill: the payer owes the gross, income gets the net, each tax of each place its account. Sums below zero stand on the other side; a sum of zero on none.
     *
     * @param accounts with {@link AccountMap.Role.Core#FEE_INCOME} and {@link #role} for each tax
     * @param payer the customer's account, a liability that the fee is taken from or an asset that it is owed on
     * @throws IllegalArgumentException where a role has no account
     */
    public Journal journal(AccountMap accounts, AccountId payer, LocalDate bookedOn) {
        Map<AccountId, Long> credits = new LinkedHashMap<>();
        credits.put(accounts.of(AccountMap.Role.Core.FEE_INCOME, currency()), Amounts.minor(net()));
        for (Charge charge : charges()) {
            AccountId account = accounts.of(role(charge.place(), charge.tax()), currency());
            credits.merge(account, Amounts.minor(charge.amount()), Math::addExact);
        }
        Journal journal = leg(Journal.of(journalId()).bookedOn(bookedOn), payer, -Amounts.minor(gross()));
        for (Map.Entry<AccountId, Long> credit : credits.entrySet()) {
            journal = leg(journal, credit.getKey(), credit.getValue());
        }
        return journal.attribute("taxBill", id).attribute("party", customer.value());
    }

    private Journal leg(Journal journal, AccountId account, long creditMinor) {
        MonetaryAmount amount = Amounts.in(currency()).ofMinor(Math.absExact(creditMinor));
        if (creditMinor == 0) {
            return journal;
        }
        return creditMinor > 0 ? journal.credit(account, amount) : journal.debit(account, amount);
    }

    private MonetaryAmount sum(Stream<MonetaryAmount> amounts) {
        return sum(currency(), amounts);
    }

    static MonetaryAmount sum(CurrencyUnit currency, Stream<MonetaryAmount> amounts) {
        return Amounts.in(currency).ofMinor(amounts.mapToLong(Amounts::minor).reduce(0, Math::addExact));
    }

    /** Whether prices were given without tax or with it. */
    public enum Prices {
        EXCLUSIVE,
        INCLUSIVE
    }

    /** What is rounded once. */
    public enum Rounding {
        /** Each tax of each line. */
        PER_LINE,
        /** Each tax of each place, over all lines under the same rates. */
        PER_DOCUMENT
    }

    /**
     * One line.
     *
     * @param reference in the host's words, unique in the bill
     * @param place of supply; empty where the line is exempt everywhere
     * @param suppliedOn the day whose rates hold
     * @param net without tax; negative for what is given back
     * @param charges its taxes, in the order of the place
     * @param exemption why a tax is not due, each reason once with a semicolon between; empty where all are due
     */
    public record Line(
            String reference,
            String place,
            LocalDate suppliedOn,
            MonetaryAmount net,
            List<Charge> charges,
            String exemption) {

        public Line {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(suppliedOn, "suppliedOn");
            Objects.requireNonNull(net, "net");
            charges = List.copyOf(charges);
            Objects.requireNonNull(exemption, "exemption");
        }

        /** Net and taxes. */
        public MonetaryAmount gross() {
            return sum(
                    net.getCurrency(),
                    Stream.concat(Stream.of(net), charges.stream().map(Charge::amount)));
        }
    }

    /**
     * One tax on one line.
     *
     * @param place of supply
     * @param tax its name
     * @param percent its rate
     * @param amount rounded
     */
    public record Charge(String place, String tax, BigDecimal percent, MonetaryAmount amount) {

        /** Place and tax, as a role or a row names them: {@code CA-ON:HST}. */
        public String name() {
            return place + ":" + tax;
        }
    }

    /** A line before its taxes. */
    record Draft(String reference, String place, LocalDate suppliedOn, MonetaryAmount price, String exemption) {}

    /** Builds bills. Pricing and rounding have no default. Not thread-safe. */
    public static final class Builder {

        private final TaxRates rates;
        private final String id;
        private final PartyId customer;
        private final List<Draft> drafts = new ArrayList<>();
        private @Nullable Prices prices;
        private @Nullable Rounding rounding;
        private @Nullable RoundingMode mode;

        Builder(TaxRates rates, String id, PartyId customer) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("tax bill with a blank id, expected the document's number");
            }
            this.rates = rates;
            this.id = id;
            this.customer = Objects.requireNonNull(customer, "customer");
        }

        /** Whether the prices of all lines are without tax or with it. */
        public Builder prices(Prices how) {
            prices = how;
            return this;
        }

        /** What is rounded once, and how. */
        public Builder rounding(Rounding what, RoundingMode how) {
            rounding = what;
            mode = how;
            return this;
        }

        /**
         * A line.
         *
         * @param reference unique in the bill
         * @param price negative for what is given back
         * @param place of supply
         * @param suppliedOn the day whose rates hold
         */
        public Builder line(String reference, MonetaryAmount price, String place, LocalDate suppliedOn) {
            return add(new Draft(reference, place, suppliedOn, price, ""));
        }

        /** Every part of a fee as a line of its own, named as the schedule names it. */
        public Builder fee(Fee fee, String place, LocalDate suppliedOn) {
            fee.parts().forEach(part -> line(part.name(), part.amount(), place, suppliedOn));
            return this;
        }

        /** A line on which no tax is due, and why. */
        public Builder exemptLine(String reference, MonetaryAmount price, LocalDate suppliedOn, String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "exempt line '" + reference + "' of tax bill '" + id + "' without a reason, expected one");
            }
            return add(new Draft(reference, "", suppliedOn, price, reason));
        }

        private Builder add(Draft draft) {
            if (draft.reference().isBlank()
                    || drafts.stream().anyMatch(d -> d.reference().equals(draft.reference()))) {
                throw new IllegalArgumentException("line '" + draft.reference() + "' of tax bill '" + id
                        + "' is blank or stands twice, expected references of their own");
            }
            drafts.add(draft);
            return this;
        }

        /**
         * The bill; refused where a line's place or day has no rate.
         *
         * @throws IllegalStateException where prices or rounding were not said
         */
        public Checked<TaxBill> build() {
            Prices how = prices;
            Rounding level = rounding;
            RoundingMode by = mode;
            if (how == null || level == null || by == null) {
                throw new IllegalStateException(
                        "tax bill '" + id + "' without prices or rounding, expected both: they have no default");
            }
            List<TaxMath.Item> items = new ArrayList<>();
            List<Diagnostic> problems = new ArrayList<>();
            for (Draft draft : drafts) {
                Checked<TaxMath.Item> item = item(draft);
                item.value().ifPresent(items::add);
                problems.addAll(item.diagnostics());
            }
            if (!problems.isEmpty()) {
                return Checked.failed(problems);
            }
            return Checked.of(new TaxBill(id, customer, how, level, by, TaxMath.lines(items, how, level, by)));
        }

        private Checked<TaxMath.Item> item(Draft draft) {
            if (draft.place().isEmpty()) {
                return Checked.of(new TaxMath.Item(draft, List.of(), draft.exemption()));
            }
            Checked<List<TaxRates.Rate>> inForce = rates.inForce(draft.place(), draft.suppliedOn());
            if (inForce.value().isEmpty()) {
                return Checked.failed(inForce.diagnostics());
            }
            List<TaxRates.Rate> due = new ArrayList<>();
            Set<String> reasons = new LinkedHashSet<>();
            for (TaxRates.Rate rate : inForce.orThrow()) {
                rates.exemption(customer, rate, draft.suppliedOn()).ifPresentOrElse(reasons::add, () -> due.add(rate));
            }
            return Checked.of(new TaxMath.Item(draft, due, String.join("; ", reasons)));
        }
    }
}
