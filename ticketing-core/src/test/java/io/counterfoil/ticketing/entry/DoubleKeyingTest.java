package io.counterfoil.ticketing.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.ticketing.entry.DoubleKeying.Adjudication;
import io.counterfoil.ticketing.entry.DoubleKeying.Agreement;
import io.counterfoil.ticketing.entry.DoubleKeying.Blame;
import io.counterfoil.ticketing.entry.DoubleKeying.Comparison;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.KeyingResult;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import io.counterfoil.ticketing.entry.ErrorRates.CheckedRecord;
import io.counterfoil.ticketing.entry.ErrorRates.Counts;
import io.counterfoil.ticketing.entry.ErrorRates.FieldError;
import io.counterfoil.ticketing.entry.ErrorRates.Tally;
import io.counterfoil.ticketing.entry.ErrorRates.Unit;
import io.counterfoil.ticketing.entry.FieldRules.Fault;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoubleKeyingTest {

    private final FieldRules form = FieldRules.builder()
            .field(Field.code("invoice").require().withMaxLength(12))
            .field(Field.number("amount").withWeight(5))
            .field(Field.date("date", "d/M/u"))
            .field(Field.text("seller"))
            .field(Field.code("serial").withCheckDigit())
            .build();
    private final DoubleKeying keying = DoubleKeying.of(form);

    private static KeyedRecord typed(String keyer, String invoice, String amount, String date) {
        return new KeyedRecord("c-1", keyer, Map.of("invoice", invoice, "amount", amount, "date", date));
    }

    private Agreement agreement(String field, String one, String two) {
        return keying
                .match(new KeyedRecord("c", "ana", Map.of(field, one)), new KeyedRecord("c", "ben", Map.of(field, two)))
                .fields()
                .stream()
                .filter(compared -> compared.field().equals(field))
                .map(Comparison::agreement)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("TIC-40 fields are compared after their normaliser: blanks, case, zeros of numbers and dates make no"
            + " difference")
    void normalisers() {
        assertThat(agreement("seller", " Shop ", "Shop")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("seller", "shop", "Shop")).isEqualTo(Agreement.DISCREPANT);
        assertThat(agreement("invoice", "inv-1 ", "INV-1")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("amount", "+007.50", "7.5")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("amount", "0.00", "-0")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("amount", "7.51", "7.5")).isEqualTo(Agreement.DISCREPANT);
        assertThat(agreement("amount", "7,5", "7,5")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("date", "01/03/2027", "1/3/2027")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("date", "31/02/2027", "31/2/2027")).isEqualTo(Agreement.DISCREPANT);
        assertThat(agreement("seller", " ", "")).isEqualTo(Agreement.AGREED);
        assertThat(agreement("seller", " ", "x")).isEqualTo(Agreement.ONE_MISSING);
        assertThat(agreement("seller", "x", "")).isEqualTo(Agreement.ONE_MISSING);
    }

    @Test
    @DisplayName("TIC-40 TIC-41 adjudication names the right value and whose error; the source's errors count against"
            + " nobody")
    void adjudication() {
        KeyingResult result =
                keying.match(typed("ana", "A-17", "120.00", "1/3/2027"), typed("ben", "A-71", "12", "2/3/2027"));
        assertThat(result.isAgreed()).isFalse();
        assertThat(result.discrepancies()).extracting(Comparison::field).containsExactly("invoice", "amount", "date");
        Adjudication settled = result.adjudicate(
                List.of(
                        new Ruling("invoice", "A-17", Blame.SECOND, ErrorKind.TRANSPOSED),
                        new Ruling("amount", "121", Blame.BOTH, ErrorKind.WRONG_VALUE),
                        new Ruling("date", "3/3/2027", Blame.SOURCE, ErrorKind.ILLEGIBLE_SOURCE)),
                "eve");
        assertThat(settled.record().values())
                .containsEntry("invoice", "A-17")
                .containsEntry("amount", "121")
                .containsEntry("date", "3/3/2027");
        assertThat(settled.record().keyer()).isEqualTo("eve");
        ErrorRates rates = ErrorRates.of(settled.checked());
        assertThat(rates.total().tally(Unit.FIELD)).isEqualTo(new Tally(10, 3));
        assertThat(rates.total().tally(Unit.RECORD)).isEqualTo(new Tally(2, 2));
        // A-17, 120.00, 1/3/2027 and A-71, 12, 2/3/2027: 18 and 14 characters
        assertThat(rates.total().tally(Unit.KEYSTROKE)).isEqualTo(new Tally(32, 3));
        assertThat(rates.byKeyer().get("ana").allFields()).isEqualTo(new Tally(5, 1));
        assertThat(rates.byKeyer().get("ben").allFields()).isEqualTo(new Tally(5, 2));
        assertThat(rates.ofSource()).containsExactly(new FieldError("c-1", "date", "", ErrorKind.ILLEGIBLE_SOURCE));
        assertThat(rates.ofKeyers())
                .extracting(FieldError::keyer, FieldError::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ana", "amount"),
                        org.assertj.core.groups.Tuple.tuple("ben", "amount"),
                        org.assertj.core.groups.Tuple.tuple("ben", "invoice"));
        assertThat(rates.merge(rates)).isEqualTo(rates).hasSameHashCodeAs(rates);
        assertThat(ErrorRates.none().merge(rates)).isEqualTo(rates);
        // weights: (5 * 2 + 1 * 1) / 10
        assertThat(rates.total().weightedPerField()).contains(new BigDecimal("1.1"));
    }

    @Test
    @DisplayName("TIC-40 a ruling must fit a disagreement, the values and three different people")
    void adjudicationRefused() {
        KeyingResult result = keying.match(typed("ana", "A", "1", ""), typed("ben", "B", "1", ""));
        Ruling fits = new Ruling("invoice", "A", Blame.SECOND, ErrorKind.WRONG_VALUE);
        assertThat(result.adjudicate(List.of(fits), "eve").errors()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(List.of(fits), "ana"))
                .withMessageContaining("third person");
        assertThatIllegalArgumentException().isThrownBy(() -> result.adjudicate(List.of(fits), "ben"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(List.of(), "eve"))
                .withMessageContaining("'invoice' is DISCREPANT and has no ruling");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(List.of(fits, fits), "eve"))
                .withMessageContaining("two rulings");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(
                        List.of(fits, new Ruling("amount", "1", Blame.BOTH, ErrorKind.FORMAT)), "eve"))
                .withMessageContaining("'amount' is AGREED and has a ruling");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(
                        List.of(fits, new Ruling("colour", "1", Blame.BOTH, ErrorKind.FORMAT)), "eve"))
                .withMessageContaining("[colour]");
        for (Blame wrong : List.of(Blame.FIRST, Blame.BOTH)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            result.adjudicate(List.of(new Ruling("invoice", "A", wrong, ErrorKind.WRONG_VALUE)), "eve"))
                    .withMessageContaining("expected SECOND");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.adjudicate(
                        List.of(new Ruling("invoice", "B", Blame.SECOND, ErrorKind.WRONG_VALUE)), "eve"))
                .withMessageContaining("expected FIRST");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ruling("invoice", "A", Blame.SOURCE, ErrorKind.WRONG_VALUE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ruling("invoice", "A", Blame.FIRST, ErrorKind.AMBIGUOUS_SOURCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keying.match(typed("ana", "A", "1", ""), typed("ana", "A", "1", "")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keying.match(typed("ana", "A", "1", ""), new KeyedRecord("c-2", "ben", Map.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyedRecord("c-2", " ", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyedRecord("", "ana", Map.of()));
        assertThat(keying.rules()).isSameAs(form);
        assertThat(typed("ana", "A", "1", "").toString()).isEqualTo("record c-1 keyed by ana, 3 fields");
    }

    @Test
    @DisplayName(
            "TIC-38 a value that is too long, unknown, no number, no date, a card number or fails its check digit is"
                    + " rejected by field")
    void rejections() {
        KeyedRecord bad = new KeyedRecord(
                "c-1",
                "ana",
                Map.of(
                        "invoice", "1234567890123",
                        "amount", "12,50",
                        "date", "31/2/2027",
                        "seller", "card 4111 1111 1111 1111",
                        "serial", "79927398710",
                        "colour", "red"));
        assertThat(form.assess(bad)).extracting(Rejection::code).containsExactlyInAnyOrder(Fault.values());
        assertThat(form.assess(bad).toString())
                .contains("field 'invoice' has 13 characters, expected at most 12")
                .contains("field 'date' is '31/2/2027', expected a date as d/M/u")
                .contains("field 'colour' is not on the form")
                .contains("record c-1 serial field ENTRY.BAD_CHECK_DIGIT")
                .doesNotContain("4111");
        KeyedRecord good = new KeyedRecord(
                "c-1",
                "ana",
                Map.of("invoice", "123456789012", "serial", "7992-7398 713", "amount", "-1.5", "date", ""));
        assertThat(form.assess(good)).isEmpty();
        assertThat(form.assess(good.with("serial", "7"))).hasSize(1);
        assertThat(form.assess(good.with("serial", "79927398X13"))).hasSize(1);
        assertThat(form.assess(new KeyedRecord("c", "ana", Map.of("x".repeat(99), "1")))
                        .get(0)
                        .sentence())
                .contains("x…'");
        assertThatIllegalArgumentException().isThrownBy(() -> Field.text(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.text("a").withMaxLength(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.text("a").withWeight(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.date("a", "qqqqqqq"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldRules.builder().field(Field.text("a")).field(Field.code("a")));
        assertThatIllegalStateException().isThrownBy(() -> FieldRules.builder().build());
        assertThat(form.find("amount")).contains(Field.number("amount").withWeight(5));
        assertThat(form.find("none")).isEmpty();
    }

    @Test
    @DisplayName("TIC-41 a client's target per field is met, missed or open by the exact interval, the plain comparison"
            + " beside it")
    void targets() {
        Counts counts = Counts.of(new Tally(12_000, 6), new Tally(600, 5), 90_000);
        assertThat(counts.assess(Unit.FIELD, Goal.atMost("0.0011")).verdict()).isEqualTo(Verdict.MET);
        assertThat(counts.assess(Unit.FIELD, Goal.atMost("0.001")).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(counts.assess(Unit.FIELD, Goal.atMost("0.001")).pointMet()).isTrue();
        assertThat(counts.assess(Unit.FIELD, Goal.atMost("0.0001")).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(counts.assess(Unit.FIELD, Goal.atMost("0.0001")).pointMet()).isFalse();
        assertThat(counts.rate(Unit.KEYSTROKE).orElseThrow().doubleValue()).isCloseTo(6.0 / 90_000, within(1e-12));
        assertThat(counts.per10000Fields().orElseThrow()).isEqualByComparingTo("5");
        Counts none = ErrorRates.none().total();
        assertThat(none.assess(Unit.RECORD, Goal.atMost("0.1")).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.assess(Unit.RECORD, Goal.atMost("0.1")).pointMet()).isFalse();
        assertThat(none.assessWeighted(Goal.atMost("0.1")).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.per10000Fields()).isEmpty();
        // one weight: the weighted interval is the plain one
        assertThat(counts.weightedInterval().orElseThrow().upper().doubleValue())
                .isCloseTo(counts.interval(Unit.FIELD).orElseThrow().upper().doubleValue(), within(1e-9));
        assertThat(counts.weightedInterval().orElseThrow().lower().doubleValue())
                .isCloseTo(counts.interval(Unit.FIELD).orElseThrow().lower().doubleValue(), within(1e-9));
        Counts grave = new Counts(
                new TreeMap<>(Map.of(1, new Tally(8_000, 4), 5, new Tally(4_000, 2), 9, new Tally(0, 0))),
                new Tally(600, 5),
                90_000);
        assertThat(grave.weightedPerField().orElseThrow().doubleValue()).isCloseTo(14.0 / 12_000, within(1e-12));
        assertThat(grave.assessWeighted(Goal.atMost("0.005")).verdict()).isEqualTo(Verdict.MET);
        assertThat(grave.assessWeighted(Goal.atMost("0.002")).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(grave.assessWeighted(Goal.atMost("0.002")).pointMet()).isTrue();
    }

    @Test
    @DisplayName("TIC-41 figures that cannot be are refused")
    void badFigures() {
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new Tally(1, 2), new Tally(1, 0), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Counts.of(new Tally(2, 1), new Tally(1, 2), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.upperWithoutError(0, "0.95"));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.upperWithoutError(5, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.ruleOfThree(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.modelledRecordRate(new BigDecimal("-0.1"), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.modelledRecordRate(new BigDecimal("1.1"), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRates.modelledRecordRate(BigDecimal.ONE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DoubleKeying.recapture(3, 4, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> DoubleKeying.recapture(3, 4, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldError("c", "f", "", ErrorKind.OMITTED))
                .withMessageContaining("blamed on ''");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldError("c", "f", "ana", ErrorKind.ILLEGIBLE_SOURCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckedRecord.of(
                        form, typed("ana", "A", "1", ""), List.of(new FieldError("c-1", "x", "ana", ErrorKind.EXTRA))));
        CheckedRecord five = CheckedRecord.of(form, typed("ana", "A", "1", ""), List.of());
        CheckedRecord one = CheckedRecord.of(
                FieldRules.builder().field(Field.text("invoice")).build(), typed("ana", "A", "1", ""), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorRates.of(List.of(five, one)))
                .withMessageContaining("two forms");
    }

    @Test
    @DisplayName("TIC-40 the residual after double keying is the product of both rates and the chance of the same wrong"
            + " value")
    void residual() {
        assertThat(DoubleKeying.residualRate(new BigDecimal("0.01"), new BigDecimal("0.02"), new BigDecimal("0.1")))
                .isEqualByComparingTo("0.00002");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DoubleKeying.residualRate(new BigDecimal("1.01"), BigDecimal.ONE, BigDecimal.ONE))
                .withMessageContaining("first rate is 1.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DoubleKeying.residualRate(BigDecimal.ONE, new BigDecimal("-1"), BigDecimal.ONE));
        // found 24 and 30, 20 of them by both: 25 * 31 / 21 - 1
        assertThat(DoubleKeying.recapture(24, 30, 20).total().doubleValue()).isCloseTo(35.904761904, within(1e-8));
        assertThat(DoubleKeying.recapture(24, 30, 20).residual().doubleValue()).isCloseTo(1.904761904, within(1e-8));
    }
}
