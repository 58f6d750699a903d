package io.counterfoil.collections.forecast;

import static io.counterfoil.collections.testkit.ReceivableLog.endOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.forecast.CashForecast.Line;
import io.counterfoil.collections.forecast.CashForecast.Outlook;
import io.counterfoil.collections.forecast.CashForecast.Source;
import io.counterfoil.collections.forecast.CashForecast.Week;
import io.counterfoil.collections.metrics.Metric;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CashForecastTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final LocalDate DUE = LocalDate.of(2027, 1, 31);

    private final ReceivableLog log = ReceivableLog.in("GBP");
    private int number;

    /** An item of 10.00 due on 31 January and paid so many days later. */
    private void paid(int daysLate) {
        number++;
        LocalDate on = DUE.plusDays(daysLate);
        log.invoice("C" + number, "10.00", "2027-01-01", DUE.toString())
                .receipt("R" + number, "10.00", on.toString())
                .allocate("R" + number, "C" + number, "10.00", on.toString());
    }

    private void paid(int... daysLate) {
        for (int days : daysLate) {
            paid(days);
        }
    }

    private CollectionFacts facts() {
        return CollectionFacts.builder(log.replay()).build();
    }

    private static Outlook outlook(CollectionFacts facts, int weeks, String day) {
        return CashForecast.ofWeeks(weeks).assess(facts, GBP.currency(), endOf(day));
    }

    private static List<String> band(Week week) {
        return List.of(week.low(), week.mid(), week.high(), week.lowByEnd(), week.midByEnd(), week.highByEnd()).stream()
                .map(Amounts::plain)
                .toList();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    @DisplayName(
            "COL-22 an item is expected between the quartiles of its party's days late, in the middle at the median")
    void quartiles() {
        paid(20, -2, 3, 0, 10);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10");
        Outlook outlook = outlook(facts(), 3, "2027-06-05");
        assertThat(outlook.lines())
                .containsExactly(new Line(
                        OpenItemId.of("X"),
                        PartyId.of("acme"),
                        GBP.of("100.00"),
                        Source.PARTY,
                        Optional.of(day("2027-06-10")),
                        Optional.of(day("2027-06-13")),
                        Optional.of(day("2027-06-20"))));
        assertThat(outlook.weeks().stream().map(Week::days))
                .containsExactly(
                        DateRange.of(day("2027-06-06"), day("2027-06-12")),
                        DateRange.of(day("2027-06-13"), day("2027-06-19")),
                        DateRange.of(day("2027-06-20"), day("2027-06-26")));
        assertThat(band(outlook.weeks().get(0))).containsExactly("0.00", "0.00", "100.00", "0.00", "0.00", "100.00");
        assertThat(band(outlook.weeks().get(1)))
                .containsExactly("0.00", "100.00", "100.00", "0.00", "100.00", "100.00");
        assertThat(band(outlook.weeks().get(2)))
                .containsExactly("0.00", "0.00", "100.00", "100.00", "100.00", "100.00");
        assertThat(outlook.open()).isEqualTo(GBP.of("100.00"));
        assertThat(outlook.later()).isEqualTo(GBP.zero());
        assertThat(outlook.unknown()).isEqualTo(GBP.zero());
        assertThat(outlook.basis().method()).isEqualTo("CASH_FORECAST");
        assertThat(outlook.basis().inputs())
                .containsEntry("weeks", "3")
                .containsEntry("minimumHistory", "5")
                .containsEntry("lines", "1");
        assertThat(outlook.basis().population()).isEqualTo("debit items in GBP open on 2027-06-05");
        assertThat(outlook.basis().formula()).contains("quartiles of days late").contains("(kept + 1) / (judged + 2)");
    }

    @Test
    @DisplayName(
            "COL-22 a week's low is what is expected in no other week, and what comes after the last week is told apart")
    void narrowBand() {
        paid(1, 1, 1, 1, 1);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-11");
        log.invoice("Y", "7.00", "2027-05-11", "2027-06-12");
        Outlook outlook = outlook(facts(), 1, "2027-06-05");
        assertThat(band(outlook.weeks().get(0)))
                .containsExactly("100.00", "100.00", "100.00", "100.00", "100.00", "100.00");
        assertThat(outlook.later()).isEqualTo(GBP.of("7.00"));
        assertThat(outlook.open()).isEqualTo(GBP.of("107.00"));
    }

    @Test
    @DisplayName("COL-22 nothing is expected before the day after the forecast")
    void neverBefore() {
        paid(-9, -9, -9, -9, -9);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10");
        Line line = outlook(facts(), 1, "2027-06-05").lines().get(0);
        assertThat(line.earliest()).contains(day("2027-06-06"));
        assertThat(line.middle()).contains(day("2027-06-06"));
        assertThat(line.latest()).contains(day("2027-06-06"));
        Line before = outlook(facts(), 1, "2027-05-30").lines().get(0);
        assertThat(before.middle()).contains(day("2027-06-01"));
    }

    @Test
    @DisplayName("COL-22 with fewer than five closed items the segment speaks, else the portfolio, else nobody")
    void fallsBack() {
        paid(1, 1, 1, 1);
        log.of("peer");
        paid(30, 30, 30, 30, 30);
        log.of("acme").invoice("X", "100.00", "2027-05-11", "2027-06-10");
        Situation situation = Situation.of(log);
        assertThat(only(situation.facts(), 5))
                .returns(Source.PORTFOLIO, Line::source)
                .returns(Optional.of(day("2027-06-11")), Line::earliest)
                .returns(Optional.of(day("2027-07-10")), Line::middle);
        assertThat(only(situation.facts(), 4)).returns(Source.PARTY, Line::source);
        assertThat(only(situation.facts(), 4)).returns(Optional.of(day("2027-06-11")), Line::latest);
        situation
                .known(ProfileEvent.segment(PartyId.of("peer"), "school"))
                .known(ProfileEvent.segment(PartyId.of("acme"), "shop"));
        assertThat(only(situation.facts(), 5)).returns(Source.PORTFOLIO, Line::source);
        situation.known(ProfileEvent.segment(PartyId.of("acme"), "school"), Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(only(situation.facts(), 10))
                .as("nine items of the segment, ten asked for")
                .returns(Source.PORTFOLIO, Line::source);
        assertThat(only(situation.facts(), 9)).returns(Source.SEGMENT, Line::source);
    }

    private static Line only(CollectionFacts facts, int history) {
        List<Line> lines = CashForecast.ofWeeks(2)
                .minimumHistory(history)
                .assess(facts, GBP.currency(), endOf("2027-06-05"))
                .lines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    @DisplayName("COL-22 without any history nothing is guessed")
    void unknown() {
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10");
        Outlook outlook = outlook(facts(), 2, "2027-06-05");
        assertThat(outlook.unknown()).isEqualTo(GBP.of("100.00"));
        assertThat(outlook.later()).isEqualTo(GBP.zero());
        assertThat(outlook.lines().get(0).source()).isEqualTo(Source.NONE);
        assertThat(outlook.lines().get(0).earliest()).isEmpty();
        assertThat(band(outlook.weeks().get(0))).containsOnly("0.00");
    }

    @Test
    @DisplayName(
            "COL-22 what was only credited or written off, has no due date, is of another currency or came later is no history")
    void historyCounts() {
        paid(3);
        log.invoice("K", "10.00", "2027-01-01", "2027-01-31");
        log.add(new ReceivableEvent.ItemIssued(
                log.item("CN", OpenItemKind.CREDIT_NOTE, "10.00", "2027-04-01").build()));
        log.allocate("CN", "K", "10.00", "2027-04-01");
        log.invoice("W", "10.00", "2027-01-01", "2027-01-31");
        log.add(new ReceivableEvent.WrittenOff(
                ReceivableEventId.of("off"),
                OpenItemId.of("W"),
                GBP.of("10.00"),
                "SMALL",
                day("2027-05-01"),
                ReceivableLog.noon("2027-05-01")));
        log.add(new ReceivableEvent.ItemIssued(
                log.item("ND", OpenItemKind.INVOICE, "10.00", "2027-01-01").build()));
        log.receipt("RN", "10.00", "2027-05-05").allocate("RN", "ND", "10.00", "2027-05-05");
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10");
        Line line = outlook(facts(), 1, "2027-06-05").lines().get(0);
        assertThat(line.latest()).contains(day("2027-06-13"));
        assertThat(outlook(facts(), 1, "2027-02-01").lines())
                .as("the item was paid two days later")
                .allMatch(one -> one.source() == Source.NONE);
    }

    @Test
    @DisplayName("COL-22 half of a first promise is expected on its day, the rest as if nothing had been promised")
    void promise() {
        paid(10, 10, 10, 10, 10);
        log.invoice("X", "100.01", "2027-05-11", "2027-06-10");
        log.invoice("Y", "50.00", "2027-05-11", "2027-06-11");
        PromiseToPay promise = PromiseToPay.builder()
                .id("p")
                .party("acme")
                .amount(GBP.of("120.01"))
                .due(day("2027-06-08"))
                .graceDays(2)
                .madeAt(ReceivableLog.noon("2027-06-01"))
                .build();
        CollectionFacts facts =
                CollectionFacts.builder(log.replay()).addPromises(promise).build();
        Outlook outlook = outlook(facts, 3, "2027-06-05");
        assertThat(outlook.lines())
                .extracting(
                        line -> line.item() + " " + Amounts.plain(line.amount()) + " " + line.source(),
                        line -> line.earliest().orElseThrow().toString(),
                        line -> line.middle().orElseThrow().toString(),
                        line -> line.latest().orElseThrow().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "X 50.00 PROMISE", "2027-06-08", "2027-06-08", "2027-06-20"),
                        org.assertj.core.groups.Tuple.tuple(
                                "X 50.01 PROMISE", "2027-06-08", "2027-06-20", "2027-06-20"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Y 10.00 PROMISE", "2027-06-08", "2027-06-08", "2027-06-21"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Y 10.00 PROMISE", "2027-06-08", "2027-06-21", "2027-06-21"),
                        org.assertj.core.groups.Tuple.tuple("Y 30.00 PARTY", "2027-06-21", "2027-06-21", "2027-06-21"));
        assertThat(outlook.open()).isEqualTo(GBP.of("150.01"));
        assertThat(band(outlook.weeks().get(0))).containsExactly("0.00", "60.00", "120.01", "0.00", "60.00", "120.01");
        assertThat(band(outlook.weeks().get(2)))
                .containsExactly("30.00", "90.01", "150.01", "150.01", "150.01", "150.01");
    }

    @Test
    @DisplayName(
            "COL-22 the kept-rate weighs a promise: of two kept and one broken three fifths are expected on the day")
    void keptRate() {
        paid(0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10");
        log.receipt("RA", "5.00", "2027-04-02").receipt("RB", "5.00", "2027-04-12");
        CollectionFacts facts = CollectionFacts.builder(log.replay())
                .addPromises(
                        promised("a", "5.00", "2027-04-03", "2027-04-01"),
                        promised("b", "5.00", "2027-04-13", "2027-04-11"),
                        promised("c", "5.00", "2027-04-23", "2027-04-21"),
                        promised("d", "100.00", "2027-06-20", "2027-06-01"))
                .build();
        List<Line> lines = outlook(facts, 3, "2027-06-05").lines();
        assertThat(lines.stream().map(line -> Amounts.plain(line.amount()))).containsExactly("60.00", "40.00");
        assertThat(lines.get(0).middle()).contains(day("2027-06-20"));
        assertThat(lines.get(1).middle())
                .as("after the deadline, although the habit is to pay on the due date")
                .contains(day("2027-06-21"));
    }

    private static PromiseToPay promised(String id, String amount, String due, String made) {
        return PromiseToPay.builder()
                .id(id)
                .party("acme")
                .amount(GBP.of(amount))
                .due(day(due))
                .madeAt(ReceivableLog.noon(made).minusSeconds(3600))
                .build();
    }

    @Test
    @DisplayName(
            "COL-22 a repeating promise and a promise of the host's own are expected on their days; one for named items touches no other")
    void otherPromises() {
        paid(0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10").invoice("Y", "100.00", "2027-05-11", "2027-06-09");
        PromiseToPay repeating = PromiseToPay.builder()
                .id("p")
                .party("acme")
                .item("X")
                .amount(GBP.of("40.00"))
                .due(day("2027-06-08"))
                .repeating(3, io.counterfoil.payments.calendar.Recurrence.Unit.WEEK)
                .madeAt(ReceivableLog.noon("2027-06-01"))
                .build();
        List<Line> lines = outlook(
                        CollectionFacts.builder(log.replay())
                                .addPromises(repeating)
                                .build(),
                        3,
                        "2027-06-05")
                .lines();
        assertThat(lines.stream()
                        .filter(line -> line.source() == Source.PROMISE)
                        .map(line -> line.item() + " " + Amounts.plain(line.amount()) + " "
                                + line.middle().orElseThrow()))
                .containsExactly(
                        "X 20.00 2027-06-08",
                        "X 20.00 2027-06-10",
                        "X 20.00 2027-06-15",
                        "X 20.00 2027-06-16",
                        "X 10.00 2027-06-22",
                        "X 10.00 2027-06-23");
        assertThat(lines.stream()
                        .filter(line -> line.source() == Source.PORTFOLIO)
                        .map(Line::item))
                .containsExactly(OpenItemId.of("Y"));
        CollectionFacts own = Situation.of(log)
                .promise(Set.of(OpenItemId.of("Y")), "30.00", "GBP", day("2027-06-12"))
                .promise(Set.of(), "1.00", "EUR", day("2027-06-12"))
                .facts();
        assertThat(outlook(own, 3, "2027-06-05").lines().stream()
                        .filter(line -> line.source() == Source.PROMISE)
                        .map(line -> line.item() + " " + Amounts.plain(line.amount()) + " "
                                + line.middle().orElseThrow()))
                .containsExactly("Y 15.00 2027-06-12", "Y 15.00 2027-06-13");
    }

    @Test
    @DisplayName(
            "COL-22 instalments of a plan in force are expected on their days; its items are in no party-wide promise")
    void plan() {
        paid(0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10").invoice("Y", "9.00", "2027-05-11", "2027-06-11");
        PaymentPlan plan = PaymentPlan.builder()
                .id("plan")
                .party("acme")
                .item("X")
                .instalment(day("2027-06-04"), GBP.of("40.00"))
                .instalment(day("2027-06-20"), GBP.of("60.00"))
                .graceDays(3)
                .startsOn(day("2027-06-01"))
                .build();
        CollectionFacts facts = CollectionFacts.builder(log.replay())
                .addPlans(plan)
                .addPromises(promised("p", "50.00", "2027-06-12", "2027-06-01"))
                .build();
        assertThat(outlook(facts, 3, "2027-06-05").lines().stream()
                        .map(line -> line.item() + " " + Amounts.plain(line.amount()) + " " + line.source() + " "
                                + line.middle().orElseThrow()))
                .containsExactly(
                        "X 20.00 INSTALMENT 2027-06-06",
                        "X 20.00 INSTALMENT 2027-06-10",
                        "X 30.00 INSTALMENT 2027-06-20",
                        "X 30.00 INSTALMENT 2027-06-24",
                        "Y 4.50 PROMISE 2027-06-12",
                        "Y 4.50 PROMISE 2027-06-13");
        assertThat(outlook(facts, 3, "2027-06-08").lines().stream()
                        .map(Line::source)
                        .distinct())
                .as(
                        "the first instalment was missed and the plan is broken: the promise covers what it can of X, habit the rest")
                .containsExactly(Source.PROMISE, Source.PORTFOLIO);
    }

    @Test
    @DisplayName("COL-22 credits, orders and other currencies are not forecast; a written page ties to the figures")
    void population() {
        paid(0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10").receipt("U", "30.00", "2027-06-01");
        log.add(new ReceivableEvent.ItemIssued(
                log.item("O", OpenItemKind.ORDER, "500.00", "2027-06-01").build()));
        Outlook outlook = outlook(facts(), 1, "2027-06-05");
        assertThat(outlook.open()).isEqualTo(GBP.of("100.00"));
        assertThat(CashForecast.ofWeeks(1)
                        .assess(facts(), Amounts.in("EUR").currency(), endOf("2027-06-05"))
                        .lines())
                .isEmpty();
        assertThat(Documents.text(outlook.toDocument(), java.util.Locale.ENGLISH))
                .contains("Cash forecast")
                .contains("2027-06-06 to 2027-06-12")
                .contains("100.00");
    }

    @Test
    @DisplayName("COL-22 a backtest lays what came beside what was forecast with what was known then")
    void backtest() {
        paid(0, 0, 0, 0, 0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10")
                .invoice("Y", "50.00", "2027-05-11", "2027-06-16")
                .invoice("Z", "70.00", "2027-06-08", "2027-06-18")
                .receipt("RX", "100.00", "2027-06-10")
                .allocate("RX", "X", "100.00", "2027-06-10")
                .receipt("RZ", "70.00", "2027-06-18")
                .allocate("RZ", "Z", "70.00", "2027-06-18");
        CashForecast.Backtest backtest = CashForecast.ofWeeks(2)
                .backtest(
                        facts(),
                        GBP.currency(),
                        DateRange.of(day("2027-06-05"), day("2027-06-12")),
                        endOf("2027-06-19"));
        assertThat(backtest.trials().stream()
                        .map(trial -> trial.madeOn() + " " + trial.number() + " "
                                + Amounts.plain(trial.forecast().mid()) + " " + Amounts.plain(trial.actual())))
                .containsExactly(
                        "2027-06-05 1 100.00 100.00", // Z was not yet issued
                        "2027-06-05 2 50.00 0.00",
                        "2027-06-12 1 120.00 70.00"); // the second week ends after the 19th
        assertThat(backtest.withinBand().value()).contains(new BigDecimal("0.3333333333"));
        // (270 - 170) / 170
        assertThat(backtest.bias().value()).contains(new BigDecimal("0.5882352941"));
        assertThat(backtest.bias().basis().inputs())
                .containsEntry("numerator", "100")
                .containsEntry("denominator", "170");
        assertThat(backtest.withinBand().basis().population()).isEqualTo("3 weeks of past forecasts in GBP");
        CashForecast.Backtest none = new CashForecast.Backtest(GBP.currency(), new ArrayList<>());
        assertThat(none.withinBand().kind()).isEqualTo(Metric.Kind.UNDEFINED);
        assertThat(none.bias().kind()).isEqualTo(Metric.Kind.UNDEFINED);
    }

    @Test
    @DisplayName("COL-22 a day of a backtest ends in the zone of the books")
    void backtestZone() {
        paid(0);
        log.add(new ReceivableEvent.ItemIssued(log.item("X", OpenItemKind.INVOICE, "100.00", "2027-06-01")
                .due(day("2027-06-08"))
                .recordedAt(Instant.parse("2027-06-06T02:00:00Z"))
                .build()));
        DateRange day = DateRange.day(day("2027-06-05"));
        CashForecast forecast = CashForecast.ofWeeks(1);
        assertThat(mid(forecast, day)).isEqualTo(GBP.zero());
        assertThat(mid(forecast.in(ZoneId.of("America/Toronto")), day)).isEqualTo(GBP.of("100.00"));
    }

    private MonetaryAmount mid(CashForecast forecast, DateRange days) {
        return forecast.backtest(facts(), GBP.currency(), days, endOf("2027-06-19"))
                .trials()
                .get(0)
                .forecast()
                .mid();
    }

    @Test
    @DisplayName("COL-22 a payment that came back is taken off what came")
    void returnedPayment() {
        paid(0);
        log.invoice("X", "100.00", "2027-05-11", "2027-06-10")
                .receipt("RX", "100.00", "2027-06-08")
                .allocate("RX", "X", "100.00", "2027-06-08")
                .add(new ReceivableEvent.Reversed(
                        ReceivableEventId.of("back"),
                        OpenItemId.of("RX"),
                        ReceivableEvent.ReversalKind.RETURNED,
                        day("2027-06-09"),
                        ReceivableLog.noon("2027-06-09")));
        CashForecast.Backtest backtest = CashForecast.ofWeeks(1)
                .backtest(facts(), GBP.currency(), DateRange.day(day("2027-06-05")), endOf("2027-06-19"));
        assertThat(backtest.trials()).hasSize(1);
        assertThat(backtest.trials().get(0).actual()).isEqualTo(GBP.zero());
    }

    @Test
    @DisplayName("COL-22 a forecast has 1 to 520 weeks and a history of 1 item or more")
    void limits() {
        assertThatThrownBy(() -> CashForecast.ofWeeks(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 520");
        assertThatThrownBy(() -> CashForecast.ofWeeks(521)).isInstanceOf(IllegalArgumentException.class);
        assertThat(outlook(facts(), 520, "2027-06-05").weeks()).hasSize(520);
        assertThatThrownBy(() -> CashForecast.ofWeeks(1).minimumHistory(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 or more");
    }

    @Test
    @DisplayName("COL-22 a week holds the amounts from low to high, both included")
    void holds() {
        Week week = new Week(
                DateRange.day(DUE), GBP.of("1.00"), GBP.of("2.00"), GBP.of("3.00"), GBP.zero(), GBP.zero(), GBP.zero());
        assertThat(week.holds(GBP.of("1.00"))).isTrue();
        assertThat(week.holds(GBP.of("3.00"))).isTrue();
        assertThat(week.holds(GBP.of("0.99"))).isFalse();
        assertThat(week.holds(GBP.of("3.01"))).isFalse();
    }
}
