package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rates: Canada Revenue Agency and Revenu Québec tables, HMRC; amounts by hand. */
class TaxTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final PartyId CLIENT = PartyId.of("42");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");
    private static final TaxRates RATES = TaxRates.bundled();

    private static TaxBill.Builder bill(TaxBill.Prices prices, TaxBill.Rounding rounding) {
        return RATES.bill("INV-7", CLIENT).prices(prices).rounding(rounding, RoundingMode.HALF_UP);
    }

    private static TaxBill one(TaxBill.Prices prices, String price, String place, LocalDate day) {
        return bill(prices, TaxBill.Rounding.PER_LINE)
                .line("fee", CAD.of(price), place, day)
                .build()
                .orThrow();
    }

    private static List<String> charges(TaxBill bill) {
        return bill.charges().stream()
                .map(c -> c.name() + " " + c.percent().toPlainString() + " " + Amounts.plain(c.amount()))
                .toList();
    }

    @Test
    @DisplayName("PAY-63 Every province has the rate of its day, parallel or compound")
    void ratesOfTheirDay() {
        // 100.00: GST 5, QST 9.975 % of the price = 9.975 -> 9.98
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-QC", DAY)))
                .containsExactly("CA-QC:GST 5 5.00", "CA-QC:QST 9.975 9.98");
        // in 2012 QST of 9.5 % was on price and GST: 105.00 * 9.5 % = 9.975 -> 9.98
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-QC", LocalDate.of(2012, 12, 31))))
                .containsExactly("CA-QC:GST 5 5.00", "CA-QC:QST 9.5 9.98");
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-PE", LocalDate.of(2013, 3, 31))))
                .as("10 % on price and GST")
                .containsExactly("CA-PE:GST 5 5.00", "CA-PE:PST 10 10.50");
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-NS", LocalDate.of(2025, 3, 31))))
                .containsExactly("CA-NS:HST 15 15.00");
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-NS", LocalDate.of(2025, 4, 1))))
                .containsExactly("CA-NS:HST 14 14.00");
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-BC", LocalDate.of(2013, 3, 31))))
                .containsExactly("CA-BC:HST 12 12.00");
        assertThat(charges(one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-BC", LocalDate.of(2013, 4, 1))))
                .containsExactly("CA-BC:GST 5 5.00", "CA-BC:PST 7 7.00");
    }

    @Test
    @DisplayName(
            "PAY-63 All thirteen provinces and territories and the United Kingdom have a rate without gaps since 2009")
    void noGaps() {
        List<String> places =
                RATES.rates().stream().map(TaxRates.Rate::place).distinct().toList();
        assertThat(places).hasSize(14);
        for (String place : places) {
            for (LocalDate day = LocalDate.of(2008, 12, 1); day.isBefore(DAY); day = day.plusDays(1)) {
                assertThat(RATES.inForce(place, day).isClean())
                        .as(place + " " + day)
                        .isTrue();
            }
        }
        assertThat(RATES.rates()).allMatch(rate -> !rate.source().isBlank());
        BigDecimal today = RATES.inForce("CA-MB", DAY).orThrow().stream()
                .map(TaxRates.Rate::percent)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(today).isEqualByComparingTo("12");
    }

    @Test
    @DisplayName("PAY-63 A day without a rate, or a place without any, is refused")
    void refused() {
        assertThat(RATES.bill("I", CLIENT)
                        .prices(TaxBill.Prices.EXCLUSIVE)
                        .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                        .line("a", CAD.of("1.00"), "GB", LocalDate.of(2008, 11, 30))
                        .line("b", CAD.of("1.00"), "CA-XX", DAY)
                        .build()
                        .diagnostics())
                .extracting(d -> d.code().id())
                .containsExactly("TAX.NO_RATE", "TAX.UNKNOWN_PLACE");
        assertThat(RATES.inForce("GB", LocalDate.of(2008, 11, 30)).diagnostics())
                .extracting(d -> d.message())
                .containsExactly("no tax rate is in force in GB on 2008-11-30, the first is of 2008-12-01\n"
                        + "Maybe add the rate of that day, 0 where nothing was due.");
    }

    @Test
    @DisplayName("PAY-63 An inclusive price keeps its gross: 115.00 with 15 % is 100.00 and 15.00")
    void inclusive() {
        TaxBill bill = one(TaxBill.Prices.INCLUSIVE, "115.00", "CA-NB", DAY);
        assertThat(bill.net()).isEqualTo(CAD.of("100.00"));
        assertThat(bill.tax()).isEqualTo(CAD.of("15.00"));
        // 10.00 with 5 % and 9.975 %: GST 0.43487, QST 0.86758
        TaxBill quebec = one(TaxBill.Prices.INCLUSIVE, "10.00", "CA-QC", DAY);
        assertThat(charges(quebec)).containsExactly("CA-QC:GST 5 0.43", "CA-QC:QST 9.975 0.87");
        assertThat(quebec.net()).isEqualTo(CAD.of("8.70"));
        assertThat(quebec.gross()).isEqualTo(CAD.of("10.00"));
    }

    @Test
    @DisplayName("PAY-63 Rounding by line and by document differ, and the caller says which")
    void rounding() {
        // three lines of 0.33 at 13 %: each 0.0429 -> 0.04; together 0.1287 -> 0.13
        TaxBill lines = threeLines(TaxBill.Rounding.PER_LINE);
        TaxBill document = threeLines(TaxBill.Rounding.PER_DOCUMENT);
        assertThat(lines.tax()).isEqualTo(CAD.of("0.12"));
        assertThat(document.tax()).isEqualTo(CAD.of("0.13"));
        assertThat(document.lines())
                .extracting(line -> Amounts.plain(line.gross()))
                .as("the cent goes to the first of equal fractions")
                .containsExactly("0.38", "0.37", "0.37");
        assertThatIllegalStateException()
                .isThrownBy(() -> RATES.bill("I", CLIENT)
                        .line("a", CAD.of("1.00"), "CA-ON", DAY)
                        .build())
                .withMessage("tax bill 'I' without prices or rounding, expected both: they have no default");
        assertThatThrownBy(() -> RATES.bill("I", CLIENT)
                        .prices(TaxBill.Prices.EXCLUSIVE)
                        .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.UNNECESSARY)
                        .line("a", CAD.of("0.33"), "CA-ON", DAY)
                        .build())
                .isInstanceOf(ArithmeticException.class);
    }

    private static TaxBill threeLines(TaxBill.Rounding rounding) {
        return bill(TaxBill.Prices.EXCLUSIVE, rounding)
                .line("a", CAD.of("0.33"), "CA-ON", DAY)
                .line("b", CAD.of("0.33"), "CA-ON", DAY)
                .line("c", CAD.of("0.33"), "CA-ON", DAY)
                .build()
                .orThrow();
    }

    @Test
    @DisplayName("PAY-63 An exempt party pays what it is not exempt of, an exempt line nothing; both say why")
    void exempt() {
        TaxRates exempting = RATES.exempting(new TaxRates.Exemption(
                CLIENT,
                "CA-BC",
                "PST",
                DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)),
                "PST-1000-0001"));
        TaxBill bill = exempting
                .bill("INV-8", CLIENT)
                .prices(TaxBill.Prices.EXCLUSIVE)
                .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                .line("here", CAD.of("100.00"), "CA-BC", DAY)
                .line("before", CAD.of("100.00"), "CA-BC", LocalDate.of(2026, 12, 31))
                .line("elsewhere", CAD.of("100.00"), "CA-SK", DAY)
                .exemptLine("interest", CAD.of("10.00"), DAY, "financial service")
                .build()
                .orThrow();
        assertThat(charges(bill))
                .containsExactly(
                        "CA-BC:GST 5 5.00",
                        "CA-BC:GST 5 5.00",
                        "CA-BC:PST 7 7.00",
                        "CA-SK:GST 5 5.00",
                        "CA-SK:PST 6 6.00");
        assertThat(bill.lines())
                .extracting(TaxBill.Line::exemption)
                .containsExactly("PST-1000-0001", "", "", "financial service");
    }

    @Test
    @DisplayName("PAY-63 A party exempt of two taxes for two reasons is shown both, one reason of both once")
    void twoReasons() {
        DateRange year = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
        TaxRates status = RATES.exempting(new TaxRates.Exemption(CLIENT, "CA-BC", "GST", year, "status card 7"));
        TaxRates both = status.exempting(new TaxRates.Exemption(CLIENT, "", "PST", year, "PST-1000-0001"));
        TaxRates all = RATES.exempting(new TaxRates.Exemption(CLIENT, "", "", year, "embassy"));
        assertThat(List.of(exempted(both), exempted(all), exempted(RATES)))
                .extracting(TaxBill.Line::exemption, line -> line.charges().size())
                .containsExactly(tuple("status card 7; PST-1000-0001", 0), tuple("embassy", 0), tuple("", 2));
        assertThat(exempted(status).charges()).extracting(TaxBill.Charge::tax).containsExactly("PST");
    }

    private static TaxBill.Line exempted(TaxRates rates) {
        return rates.bill("INV-8", CLIENT)
                .prices(TaxBill.Prices.EXCLUSIVE)
                .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                .line("here", CAD.of("100.00"), "CA-BC", DAY)
                .build()
                .orThrow()
                .lines()
                .get(0);
    }

    @Test
    @DisplayName("PAY-63 What cannot be right is refused with its values")
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RATES.with(TaxRates.Rate.from("CA-ON", "HST", "14", DAY, "a rumour")))
                .withMessageContaining("tax HST in CA-ON has two rates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaxRates.Rate.from("CA-ON", "HST", "101", DAY, "x"))
                .withMessageContaining("expected 0 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(TaxBill.Prices.EXCLUSIVE, TaxBill.Rounding.PER_LINE)
                        .line("a", CAD.of("1.00"), "CA-ON", DAY)
                        .line("a", CAD.of("1.00"), "CA-ON", DAY))
                .withMessageContaining("stands twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(TaxBill.Prices.EXCLUSIVE, TaxBill.Rounding.PER_LINE)
                        .line("a", CAD.of("1.00"), "CA-ON", DAY)
                        .line("b", Amounts.in("USD").of("1.00"), "CA-ON", DAY)
                        .build())
                .withMessageContaining("expected the currency of the first line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(TaxBill.Prices.EXCLUSIVE, TaxBill.Rounding.PER_LINE)
                        .build())
                .withMessageContaining("without lines");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bill(TaxBill.Prices.EXCLUSIVE, TaxBill.Rounding.PER_LINE)
                        .exemptLine("a", CAD.of("1.00"), DAY, " "))
                .withMessageContaining("without a reason");
    }

    private static AccountMap accounts() {
        return AccountMap.builder()
                .account(AccountMap.Role.Core.CLIENT.of("42"), Account.liability("client:42", CAD.currency()))
                .standard(
                        CAD.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.FEE_INCOME,
                        TaxBill.role("CA-ON", "HST"),
                        TaxBill.role("CA-QC", "GST"),
                        TaxBill.role("CA-QC", "QST"))
                .build();
    }

    @Test
    @DisplayName("PAY-63 The report by jurisdiction ties to the ledger and names what does not")
    void report() {
        AccountMap accounts = accounts();
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        accounts.openIn(ledger);
        AccountId client = accounts.of(AccountMap.Role.Core.CLIENT.of("42"));
        TaxBill bill = bill(TaxBill.Prices.EXCLUSIVE, TaxBill.Rounding.PER_LINE)
                .line("monthly", CAD.of("25.00"), "CA-ON", DAY)
                .line("items", CAD.of("100.00"), "CA-QC", DAY)
                .line("refund", CAD.of("-5.00"), "CA-ON", DAY)
                .exemptLine("interest", CAD.of("10.00"), DAY, "financial service")
                .build()
                .orThrow();
        ledger.post(bill.journal(accounts, client, DAY), NOW).orThrow();
        ledger.post(
                        Journal.of("remit-1")
                                .bookedOn(DAY)
                                .debit("tax:CA-ON:HST:cad", CAD.of("1.00"))
                                .credit("cash:cad", CAD.of("1.00"))
                                .attribute(TaxRates.Report.REMITTANCE, "2027-02"),
                        NOW)
                .orThrow();
        TaxRates.Report report = RATES.report(List.of(bill), DateRange.month(2027, 3), accounts, ledger);
        assertThat(report.proof().holds()).isTrue();
        assertThat(report.rows())
                .extracting(row -> row.place() + " " + row.name() + " " + row.lines() + " " + Amounts.plain(row.net())
                        + " " + Amounts.plain(row.tax()))
                .containsExactly("CA-ON HST 2 20.00 2.60", "CA-QC GST 1 100.00 5.00", "CA-QC QST 1 100.00 9.98");
        assertThat(report.tax().in(CAD.currency())).isEqualTo(CAD.of("17.58"));
        assertThat(report.exempt()).extracting(TaxRates.Report.Exempt::reason).containsExactly("financial service");
        assertThat(Documents.text(report.toDocument(), Locale.UK)).contains("CA-QC", "9.975", "17.58 CAD", "PROVED");

        ledger.post(
                        Journal.of("stray")
                                .bookedOn(DAY)
                                .debit("cash:cad", CAD.of("0.07"))
                                .credit("tax:CA-QC:GST:cad", CAD.of("0.07")),
                        NOW)
                .orThrow();
        TaxBill unbooked = RATES.bill("INV-9", CLIENT)
                .prices(TaxBill.Prices.EXCLUSIVE)
                .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                .line("monthly", CAD.of("25.00"), "CA-ON", DAY)
                .build()
                .orThrow();
        TaxRates.Report broken = RATES.report(List.of(bill, unbooked), DateRange.month(2027, 3), accounts, ledger);
        assertThat(broken.proof().holds()).isFalse();
        assertThat(broken.proof().differences())
                .extracting(Proof.Figure::label)
                .containsExactly(
                        "bill INV-9 was never booked", "stray on tax:CA-QC:GST:cad is neither a bill nor a remittance");
        assertThat(RATES.report(List.of(bill), DateRange.month(2027, 4), accounts, ledger)
                        .rows())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RATES.report(List.of(bill, bill), DateRange.month(2027, 3), accounts, ledger))
                .withMessageContaining("stands twice");
    }

    @Test
    @DisplayName("PAY-63 A bill that was booked with other amounts than it says is found")
    void bookedDifferently() {
        AccountMap accounts = accounts();
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        accounts.openIn(ledger);
        TaxBill bill = one(TaxBill.Prices.EXCLUSIVE, "100.00", "CA-QC", DAY);
        ledger.post(
                        Journal.of(bill.journalId())
                                .bookedOn(DAY)
                                .debit("client:42", CAD.of("114.99"))
                                .credit("feeIncome:cad", CAD.of("100.00"))
                                .credit("tax:CA-QC:GST:cad", CAD.of("14.99")),
                        NOW)
                .orThrow();
        List<MonetaryAmount> differences =
                RATES.report(List.of(bill), DateRange.month(2027, 3), accounts, ledger).proof().differences().stream()
                        .map(Proof.Figure::amount)
                        .toList();
        assertThat(differences).containsExactly(CAD.of("9.99"), CAD.of("-9.98"));
    }
}
