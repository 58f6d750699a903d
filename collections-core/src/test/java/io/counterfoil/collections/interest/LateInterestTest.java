package io.counterfoil.collections.interest;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.collections.interest.LateInterest.Claim;
import io.counterfoil.collections.interest.LateInterest.Rounding;
import io.counterfoil.collections.interest.LawPack.DayCount;
import io.counterfoil.collections.interest.LawPack.Fault;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LateInterestTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final OpenItemId I1 = OpenItemId.of("I1");

    private static LateInterest contract(String percent) {
        return LateInterest.of(LawPack.contract(new BigDecimal(percent)));
    }

    private static ReceivableLog book() {
        return ReceivableLog.in("GBP").invoice("I1", "36500.00", "2025-01-01", "2025-01-31");
    }

    private static String interest(LateInterest late, ReceivableLog log, String day) {
        return Amounts.plain(
                late.assess(I1, log.replay(), lately(day)).orThrow().interest());
    }

    @Test
    @DisplayName(
            "COL-55 the first day of interest is the day after the due date; a payment lowers the base from the day after it")
    void countsDays() {
        LateInterest ten = contract("10");
        ReceivableLog log = book();
        assertThat(interest(ten, log, "2025-01-31")).isEqualTo("0.00");
        assertThat(interest(ten, log, "2025-02-01")).isEqualTo("10.00");
        assertThat(interest(ten, log, "2025-02-03")).isEqualTo("30.00");
        log.receipt("R1", "18250.00", "2025-02-02").allocate("R1", "I1", "18250.00", "2025-02-02");
        assertThat(interest(ten, log, "2025-02-02")).isEqualTo("20.00");
        assertThat(interest(ten, log, "2025-02-03")).isEqualTo("25.00");
        log.add(new Reversed(
                ReceivableEventId.of("back"),
                OpenItemId.of("R1"),
                ReversalKind.RETURNED,
                LocalDate.of(2025, 2, 4),
                noon("2025-02-04")));
        assertThat(interest(ten, log, "2025-02-05")).as("20 + 5 + 5 + 10").isEqualTo("40.00");
        Claim claim = ten.assess(I1, log.replay(), lately("2025-02-05")).orThrow();
        assertThat(claim.periods())
                .extracting(period -> period.from() + " " + period.to() + " " + Amounts.plain(period.base()))
                .containsExactly(
                        "2025-02-01 2025-02-02 36500.00",
                        "2025-02-03 2025-02-04 18250.00",
                        "2025-02-05 2025-02-05 36500.00");
        assertThat(claim.periods().get(1).interest()).isEqualByComparingTo("10");
        assertThat(claim.fixedSum()).isEmpty();
        assertThat(claim.total()).isEqualTo(GBP.of("40.00"));
        assertThat(claim.sentence()).isEqualTo("40.00 GBP interest from 2025-02-01 to 2025-02-05 (by contract)");
        ReceivableLog early =
                book().receipt("R1", "36500.00", "2025-01-20").allocate("R1", "I1", "36500.00", "2025-01-20");
        assertThat(interest(ten, early, "2025-06-30")).isEqualTo("0.00");
    }

    @Test
    @DisplayName("COL-55 each day count divides the year its own way")
    void dayCounts() {
        assertThat(counted(DayCount.ACT_365F, "2024-02-01", "2024-03-02")).isEqualTo("30.00");
        assertThat(counted(DayCount.ACT_360, "2024-02-01", "2024-03-02")).isEqualTo("30.42");
        assertThat(counted(DayCount.ACT_ACT, "2024-02-01", "2024-03-02")).isEqualTo("29.92");
        assertThat(counted(DayCount.THIRTY_360, "2024-02-01", "2024-03-01")).isEqualTo("30.42");
        assertThat(counted(DayCount.THIRTY_360, "2024-01-30", "2024-01-31")).isEqualTo("0.00");
        assertThat(counted(DayCount.ACT_ACT, "2023-12-30", "2024-01-02"))
                .as("one day of 365, two of 366")
                .isEqualTo("2.99");
        assertThat(counted(DayCount.ACT_ACT, "2023-12-31", "2024-12-31")).isEqualTo("365.00");
        assertThat(counted(DayCount.ACT_ACT, "2022-12-31", "2023-12-31")).isEqualTo("365.00");
    }

    private static String counted(DayCount count, String due, String through) {
        LawPack pack = LawPack.contract(new BigDecimal("1")).dayCount(count);
        return Amounts.plain(LateInterest.of(pack)
                .assess(GBP.of("36500.00"), LocalDate.parse(due), LocalDate.parse(through))
                .orThrow()
                .interest());
    }

    @Test
    @DisplayName("COL-55 interest is rounded once at the end, or for each day, half up")
    void rounds() {
        LateInterest end = contract("12.25");
        assertThat(Amounts.plain(end.assess(
                                GBP.of("5000.00"),
                                LocalDate.of(2025, 1, 1),
                                LocalDate.of(2025, 1, 1).plusDays(101))
                        .orThrow()
                        .interest()))
                .isEqualTo("169.49");
        assertThat(Amounts.plain(end.rounding(Rounding.PER_DAY)
                        .assess(
                                GBP.of("5000.00"),
                                LocalDate.of(2025, 1, 1),
                                LocalDate.of(2025, 1, 1).plusDays(101))
                        .orThrow()
                        .interest()))
                .isEqualTo("169.68");
        LateInterest half = contract("36.5");
        assertThat(Amounts.plain(half.assess(GBP.of("5.00"), LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2))
                        .orThrow()
                        .interest()))
                .as("half a penny, exactly")
                .isEqualTo("0.01");
        assertThat(Amounts.plain(half.assess(GBP.of("4.99"), LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2))
                        .orThrow()
                        .interest()))
                .isEqualTo("0.00");
    }

    @Test
    @DisplayName(
            "COL-56 the UK rate is fixed in the half-year in which interest starts, the fixed sum by the size of the debt")
    void ukPack() {
        LawPack uk = LawPack.uk1998();
        assertThat(rate(uk, "2024-06-30", "2025-02-01")).isEqualTo("13.25");
        assertThat(rate(uk, "2024-07-01", "2025-02-01")).isEqualTo("13.25");
        assertThat(rate(uk, "2025-01-01", "2026-02-01")).isEqualTo("12.75");
        assertThat(rate(uk, "2026-06-30", "2026-08-01")).isEqualTo("11.75");
        Checked<LawPack.Rate> missing = uk.rate(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 1));
        assertThat(missing.value()).isEmpty();
        assertThat(missing.diagnostics().get(0).code()).isEqualTo(Fault.MISSING_RATE);
        assertThat(missing.diagnostics().get(0).message()).contains("UK_1998").contains("2026-06-30");
        assertThat(uk.fixedSum(GBP.of("999.99"))).contains(GBP.of("40.00"));
        assertThat(uk.fixedSum(GBP.of("1000.00"))).contains(GBP.of("70.00"));
        assertThat(uk.fixedSum(GBP.of("9999.99"))).contains(GBP.of("70.00"));
        assertThat(uk.fixedSum(GBP.of("10000.00"))).contains(GBP.of("100.00"));
        assertThat(uk.fixedSum(Amounts.in("EUR").of("1.00"))).isEmpty();
        assertThat(uk).hasToString("UK_1998 (Late Payment of Commercial Debts (Interest) Act 1998, s.5A and s.6)");
        Checked<Claim> claim = LateInterest.of(uk).assess(I1, book().replay(), lately("2025-07-31"));
        assertThat(claim.diagnostics()).extracting(Diagnostic::code).containsExactly(Fault.RATE_UNCONFIRMED);
        Claim value = claim.value().orElseThrow();
        assertThat(value.periods()).as("one rate for the debt").hasSize(1);
        assertThat(Amounts.plain(value.interest()))
                .as("181 days of 12.75 per cent")
                .isEqualTo("2307.75");
        assertThat(value.fixedSum()).contains(GBP.of("100.00"));
        assertThat(value.sentence()).contains("and 100.00 GBP fixed");
        assertThat(LateInterest.of(uk)
                        .assess(I1, book().replay(), lately("2025-01-31"))
                        .orThrow()
                        .fixedSum())
                .as("not late")
                .isEmpty();
    }

    private static String rate(LawPack pack, String from, String on) {
        return pack.rate(LocalDate.parse(from), LocalDate.parse(on))
                .value()
                .orElseThrow()
                .annualPercent()
                .toPlainString();
    }

    @Test
    @DisplayName("COL-56 the EU rate is read anew each half-year; Germany has another reference, France another margin")
    void euPack() {
        LawPack eu = LawPack.eu2011();
        assertThat(rate(eu, "2024-06-30", "2024-06-30")).isEqualTo("12.50");
        assertThat(rate(eu, "2024-06-30", "2024-07-01")).isEqualTo("12.25");
        assertThat(rate(eu.country("FR"), "2024-06-30", "2024-07-01")).isEqualTo("14.25");
        assertThat(rate(eu.country("IT"), "2024-06-30", "2024-07-01")).isEqualTo("12.25");
        assertThat(eu.country("DE")
                        .rate(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 7, 1))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo(Fault.MISSING_RATE);
        LawPack german = eu.country("DE").referenceRates(Map.of(LocalDate.of(2024, 7, 1), new BigDecimal("3.37")));
        assertThat(rate(german, "2024-07-01", "2024-12-31")).isEqualTo("12.37");
        assertThat(german.rate(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 7, 1))
                        .diagnostics())
                .as("given is confirmed")
                .isEmpty();
        ReceivableLog log = ReceivableLog.in("EUR").invoice("I1", "36500.00", "2024-05-01", "2024-06-28");
        Claim claim = LateInterest.of(eu)
                .assess(I1, log.replay(), lately("2024-07-02"))
                .value()
                .orElseThrow();
        assertThat(claim.periods())
                .extracting(LateInterest.Period::annualPercent)
                .containsExactly(new BigDecimal("12.50"), new BigDecimal("12.25"));
        assertThat(Amounts.plain(claim.interest())).as("2 x 12.50 + 2 x 12.25").isEqualTo("49.50");
        assertThat(claim.fixedSum()).contains(Amounts.in("EUR").of("40.00"));
        ReceivableLog pounds = ReceivableLog.in("GBP").invoice("I1", "100.00", "2024-05-01", "2024-06-28");
        Checked<Claim> foreign = LateInterest.of(eu).assess(I1, pounds.replay(), lately("2024-07-02"));
        assertThat(foreign.value().orElseThrow().fixedSum()).isEmpty();
        assertThat(foreign.diagnostics()).extracting(Diagnostic::code).contains(Fault.FIXED_SUM_CURRENCY);
        ReceivableLog old = ReceivableLog.in("EUR").invoice("I1", "100.00", "2022-05-01", "2022-12-30");
        assertThat(LateInterest.of(eu)
                        .assess(I1, old.replay(), lately("2023-02-01"))
                        .value())
                .as("one window is missing")
                .isEmpty();
    }

    @Test
    @DisplayName("COL-55 interest and fees bear no interest, an unknown item none, a receipt none")
    void bearsNoInterest() {
        ReceivableLog log = book();
        log.add(new ItemIssued(
                log.item("F", OpenItemKind.FEE, "10.00", "2025-01-01").build()));
        log.add(new ItemIssued(
                log.item("N", OpenItemKind.INTEREST, "10.00", "2025-01-01").build()));
        log.receipt("R", "1.00", "2025-01-01");
        for (String id : List.of("F", "N", "R")) {
            Checked<Claim> none = contract("10").assess(OpenItemId.of(id), log.replay(), lately("2025-06-30"));
            assertThat(none.value()).isEmpty();
            assertThat(none.diagnostics().get(0).code()).isEqualTo(Fault.NO_PRINCIPAL);
        }
        assertThat(contract("10")
                        .assess(OpenItemId.of("X"), log.replay(), lately("2025-06-30"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo(Fault.UNKNOWN_ITEM);
    }

    @Test
    @DisplayName(
            "COL-38 the claim becomes items of its own, which live after the principal is paid; what was claimed is not claimed again")
    void claimsOnce() {
        ReceivableLog log = book();
        LateInterest uk = LateInterest.of(LawPack.uk1998());
        Receivables before = log.replay();
        OpenItem principal = before.item(I1).orElseThrow();
        AsOf first = new AsOf(LocalDate.of(2025, 2, 28), noon("2025-02-28"));
        Claim claim = uk.assess(I1, before, first).value().orElseThrow();
        List<ReceivableEvent> events = claim.items(principal, Optional.of(GBP.of("15.00")), before, first);
        assertThat(events)
                .extracting(event -> ((ItemIssued) event).item().kind() + " "
                        + Amounts.plain(((ItemIssued) event).item().amount()))
                .containsExactly("INTEREST 357.00", "FEE 100.00", "FEE 15.00");
        assertThat(events)
                .allMatch(event -> ((ItemIssued) event).item().linkedTo().equals(Optional.of(I1)));
        events.forEach(log::add);
        log.receipt("R1", "36500.00", "2025-03-02").allocate("R1", "I1", "36500.00", "2025-03-02");
        Receivables after = log.replay();
        AsOf second = new AsOf(LocalDate.of(2025, 3, 31), noon("2025-03-31"));
        assertThat(after.open(I1, second)).isEqualTo(GBP.zero());
        assertThat(Amounts.plain(after.open(second).in(GBP.currency())))
                .as("interest and fees live on")
                .isEqualTo("472.00");
        Claim later = uk.assess(I1, after, second).value().orElseThrow();
        assertThat(later.items(principal, Optional.empty(), after, second))
                .extracting(event -> Amounts.plain(((ItemIssued) event).item().amount()))
                .as("two days more, no second fixed sum")
                .containsExactly("25.50");
        log.add(new Reversed(
                ReceivableEventId.of("x"),
                OpenItemId.of("I1/interest/2025-02-28"),
                ReversalKind.VOIDED,
                LocalDate.of(2025, 3, 1),
                noon("2025-03-01")));
        assertThat(later.items(principal, Optional.empty(), log.replay(), second))
                .extracting(event -> Amounts.plain(((ItemIssued) event).item().amount()))
                .as("claimed again once the first claim was taken back")
                .containsExactly("382.50");
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-56 the packs are those of the facts, rate by rate")
    void agreesWithTheFacts() throws IOException {
        compare(LawPack.uk1998(), "collections_law_uk_1998.json");
        compare(LawPack.eu2011(), "collections_law_eu_2011_7.json");
    }

    private static void compare(LawPack pack, String file) throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("collections")
                        .resolve("../../facts")
                        .resolve(file)
                        .normalize()
                        .toFile());
        assertThat(pack.name()).isEqualTo(facts.path("pack").asText());
        assertThat(pack.citation()).isEqualTo(facts.path("citation").asText());
        assertThat(pack.currency()).isEqualTo(facts.path("currency").asText());
        assertThat(pack.marginPercent())
                .isEqualByComparingTo(facts.path("marginPct").asText());
        assertThat(pack.dayCount().name()).isEqualTo(facts.path("dayCount").asText());
        JsonNode rates = facts.path("referenceRates");
        assertThat(pack.referenceRates()).hasSize(rates.size());
        for (int i = 0; i < rates.size(); i++) {
            LawPack.ReferenceRate rate = pack.referenceRates().get(i);
            assertThat(rate.on()).hasToString(rates.get(i).path("on").asText());
            assertThat(rate.percent())
                    .isEqualByComparingTo(rates.get(i).path("pct").asText());
            assertThat(rate.confirmed())
                    .isEqualTo(rates.get(i).path("confirmed").asBoolean());
        }
        facts.path("countryMargins")
                .properties()
                .forEach(margin -> assertThat(pack.country(margin.getKey()).marginPercent())
                        .isEqualByComparingTo(margin.getValue().asText()));
    }
}
