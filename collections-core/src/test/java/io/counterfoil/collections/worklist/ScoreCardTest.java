package io.counterfoil.collections.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.collections.worklist.ScoreCard.Component;
import io.counterfoil.collections.worklist.ScoreCard.Part;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScoreCardTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final ScoreCard CARD = ScoreCard.standard(GBP.of("1000"));

    private static ScoreCard.Inputs.Builder inputs(String units, int age) {
        ScoreCard.Inputs.Builder inputs = ScoreCard.Inputs.builder();
        inputs.overdueUnits(new BigDecimal(units)).oldestAge(age);
        return inputs;
    }

    private static int points(ScoreCard.Inputs.Builder inputs, Part part) {
        return CARD.score(inputs.build()).components().stream()
                .filter(component -> component.code() == part)
                .mapToInt(Component::points)
                .sum();
    }

    @Test
    @DisplayName("COL-60 a band counts from its lower bound on")
    void bandsBeginAtTheirBound() {
        assertThat(List.of("0", "0.99", "1", "4.99", "5", "19.99", "20"))
                .extracting(units -> points(inputs(units, 0), Part.AMOUNT))
                .containsExactly(0, 0, 10, 10, 20, 20, 30);
        assertThat(List.of(0, 1, 30, 31, 60, 61, 90, 91))
                .extracting(age -> points(inputs("0", age), Part.AGE))
                .containsExactly(0, 5, 5, 10, 10, 20, 20, 25);
    }

    @Test
    @DisplayName("COL-60 every component says what it saw, and the points are their sum")
    void everyComponentHasAReason() {
        ScoreCard.Score score = CARD.score(inputs("5.999", 45)
                .brokenPromises(3)
                .promiseDueInDays(1)
                .failedPaymentUnanswered(true)
                .orderWaiting(true)
                .disputePastClock(true)
                .latenessDeltaDays(new BigDecimal("5.01"))
                .build());
        assertThat(score.points()).isEqualTo(20 + 10 + 20 + 15 + 15 + 15 + 10 + 10);
        assertThat(score.components())
                .extracting(Component::code, Component::input, Component::points, Component::sentence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Part.AMOUNT, "5.99", 20, "5.99 units are overdue"),
                        org.assertj.core.groups.Tuple.tuple(Part.AGE, "45", 10, "the oldest item is 45 days overdue"),
                        org.assertj.core.groups.Tuple.tuple(
                                Part.BROKEN_PROMISES, "3", 20, "3 promises were broken in 180 days"),
                        org.assertj.core.groups.Tuple.tuple(Part.PROMISE_DUE, "1", 15, "a promise ends tomorrow"),
                        org.assertj.core.groups.Tuple.tuple(
                                Part.FAILED_PAYMENT, "true", 15, "a payment failed and nobody has answered"),
                        org.assertj.core.groups.Tuple.tuple(
                                Part.ORDER_WAITING, "true", 15, "an order waits for credit"),
                        org.assertj.core.groups.Tuple.tuple(
                                Part.DISPUTE_CLOCK, "true", 10, "a dispute is open for longer than it should"),
                        org.assertj.core.groups.Tuple.tuple(
                                Part.LATENESS_TREND,
                                "5.01",
                                10,
                                "the last 6 closed items were 5.01 days later than the 6 before"));
        assertThat(Part.AGE.id()).isEqualTo("WORKLIST.AGE");
    }

    @Test
    @DisplayName("COL-60 five days later than before is not yet a trend, a promise in two days is not yet due")
    void boundsOfTrendAndPromise() {
        assertThat(points(inputs("0", 0).latenessDeltaDays(new BigDecimal("5")), Part.LATENESS_TREND))
                .isZero();
        assertThat(points(inputs("0", 0).promiseDueInDays(0), Part.PROMISE_DUE)).isEqualTo(15);
        assertThat(points(inputs("0", 0).promiseDueInDays(2), Part.PROMISE_DUE)).isZero();
        assertThat(points(inputs("0", 0).brokenPromises(1), Part.BROKEN_PROMISES))
                .isEqualTo(10);
    }

    @Test
    @DisplayName("COL-61 who is as late as usual sinks, unless a promise was broken or nothing is known")
    void selfCure() {
        BigDecimal usual = new BigDecimal("20");
        assertThat(points(inputs("0", 23).medianDaysLate(usual), Part.SELF_CURE))
                .isEqualTo(-20);
        assertThat(points(inputs("0", 24).medianDaysLate(usual), Part.SELF_CURE))
                .isZero();
        assertThat(points(inputs("0", 23).medianDaysLate(usual).brokenPromises(1), Part.SELF_CURE))
                .isZero();
        assertThat(points(inputs("0", 1), Part.SELF_CURE)).isZero();
    }

    @Test
    @DisplayName("COL-60 amounts of each currency are measured by its own unit")
    void measuresEachCurrencyByItsUnit() {
        Amounts usd = Amounts.in("USD");
        ScoreCard card = ScoreCard.standard(GBP.of("1000"), usd.of("2000"));
        assertThat(card.inUnits(Totals.of(GBP.of("1500")).plus(usd.of("3000")))).isEqualByComparingTo("3");
        assertThat(card.inUnits(Totals.of(Amounts.in("EUR").of("9000")))).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName("COL-60 a card that makes no sense is refused")
    void refusesBadCards() {
        ScoreCard.Band one = new ScoreCard.Band(BigDecimal.ONE, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.toBuilder().amount(List.of(one, one)).build())
                .withMessageContaining("amount bands");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.toBuilder().age(List.of(one, one)).build())
                .withMessageContaining("age bands");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCard.standard(GBP.of("1"), GBP.of("2")))
                .withMessageContaining("one for each currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCard.standard(GBP.zero()))
                .withMessageContaining("more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.toBuilder().latenessItems(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.toBuilder().brokenPromiseDays(0).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.toBuilder().promiseDaysAhead(-1).build());
        assertThatIllegalArgumentException().isThrownBy(() -> Capacity.perOwner(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Capacity.unlimited().with("ben", -1))
                .withMessageContaining("ben");
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-60 the default card is that of the facts")
    void agreesWithTheFacts() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("collections")
                        .resolve("../../facts/collections_scorecard.json")
                        .toFile());
        Map<String, JsonNode> byCode = new HashMap<>();
        facts.path("components").forEach(part -> byCode.put(part.path("code").asText(), part));
        assertThat(byCode).hasSize(Part.values().length);
        assertThat(CARD.amount()).isEqualTo(bands(byCode.get("AMOUNT")));
        assertThat(CARD.age()).isEqualTo(bands(byCode.get("AGE")));
        assertThat(List.of(CARD.brokenPromise(), CARD.brokenPromisesMost(), CARD.brokenPromiseDays()))
                .isEqualTo(numbers(byCode.get("BROKEN_PROMISES"), "each", "max", "days"));
        assertThat(List.of(CARD.promiseDue(), CARD.promiseDaysAhead()))
                .isEqualTo(numbers(byCode.get("PROMISE_DUE"), "points", "daysAhead"));
        assertThat(List.of(CARD.failedPayment())).isEqualTo(numbers(byCode.get("FAILED_PAYMENT"), "points"));
        assertThat(List.of(CARD.orderWaiting())).isEqualTo(numbers(byCode.get("ORDER_WAITING"), "points"));
        assertThat(List.of(CARD.disputeClock())).isEqualTo(numbers(byCode.get("DISPUTE_CLOCK"), "points"));
        assertThat(List.of(CARD.latenessTrend(), CARD.latenessMoreThanDays(), CARD.latenessItems()))
                .isEqualTo(numbers(byCode.get("LATENESS_TREND"), "points", "moreThanDays", "items"));
        assertThat(List.of(CARD.selfCure(), CARD.selfCureSlackDays()))
                .isEqualTo(numbers(byCode.get("SELF_CURE"), "points", "slackDays"));
    }

    private static List<ScoreCard.Band> bands(JsonNode part) {
        List<ScoreCard.Band> bands = new java.util.ArrayList<>();
        part.path("bands")
                .forEach(band -> bands.add(new ScoreCard.Band(
                        new BigDecimal(band.get(0).asText()), band.get(1).asInt())));
        return bands;
    }

    private static List<Integer> numbers(JsonNode part, String... fields) {
        return java.util.Arrays.stream(fields)
                .map(field -> part.path(field).asInt())
                .toList();
    }
}
