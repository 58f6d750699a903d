package io.counterfoil.ticketing.entry;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.counterfoil.ticketing.entry.ErrorRates.Unit;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DoubleKeyingProperties {

    private static final FieldRules FORM = FieldRules.builder()
            .field(Field.text("a"))
            .field(Field.code("b").withWeight(3))
            .field(Field.number("c"))
            .build();

    @Provide
    Arbitrary<Map<String, String>> values() {
        Arbitrary<String> value = Arbitraries.of("", " ", "x", "X", " x", "1", "01", "1.0", "2");
        return Combinators.combine(value, value, value).as((a, b, c) -> Map.of("a", a, "b", b, "c", c));
    }

    @Property(tries = 500)
    @Label("TIC-40 comparison does not depend on who keyed first, and a typing agrees with itself")
    void symmetric(@ForAll("values") Map<String, String> one, @ForAll("values") Map<String, String> two) {
        DoubleKeying keying = DoubleKeying.of(FORM);
        KeyedRecord ana = new KeyedRecord("r", "ana", one);
        KeyedRecord ben = new KeyedRecord("r", "ben", two);
        assertThat(keying.match(ana, ben).fields().stream().map(Comparison::agreement))
                .isEqualTo(keying.match(ben, ana).fields().stream()
                        .map(Comparison::agreement)
                        .toList());
        assertThat(keying.match(ana, new KeyedRecord("r", "ben", one)).isAgreed())
                .isTrue();
        for (Comparison field : keying.match(ana, ben).fields()) {
            if (field.agreement() == Agreement.ONE_MISSING) {
                assertThat(field.first().isBlank()).isNotEqualTo(field.second().isBlank());
            }
        }
    }

    @Property(tries = 300)
    @Label("TIC-40 TIC-41 whatever the truth, each keyer's errors are the fields in which the keyer differs from it")
    void blame(
            @ForAll("values") Map<String, String> one,
            @ForAll("values") Map<String, String> two,
            @ForAll("values") Map<String, String> truth) {
        KeyingResult result =
                DoubleKeying.of(FORM).match(new KeyedRecord("r", "ana", one), new KeyedRecord("r", "ben", two));
        List<Ruling> rulings = new ArrayList<>();
        int anaWrong = 0;
        int benWrong = 0;
        for (Comparison field : result.discrepancies()) {
            Field rule = FORM.find(field.field()).orElseThrow();
            String right = truth.getOrDefault(field.field(), "");
            boolean ana = !rule.normal(field.first()).equals(rule.normal(right));
            boolean ben = !rule.normal(field.second()).equals(rule.normal(right));
            anaWrong += ana ? 1 : 0;
            benWrong += ben ? 1 : 0;
            rulings.add(new Ruling(
                    field.field(),
                    right,
                    ana && ben ? Blame.BOTH : ana ? Blame.FIRST : Blame.SECOND,
                    ErrorKind.WRONG_VALUE));
        }
        Adjudication settled = result.adjudicate(rulings, "eve");
        Map<String, Counts> byKeyer = ErrorRates.of(settled.checked()).byKeyer();
        assertThat(byKeyer.get("ana").tally(Unit.FIELD).wrong()).isEqualTo(anaWrong);
        assertThat(byKeyer.get("ben").tally(Unit.FIELD).wrong()).isEqualTo(benWrong);
    }

    @Provide
    Arbitrary<List<CheckedRecord>> checked() {
        Arbitrary<FieldError> error = Combinators.combine(
                        Arbitraries.of("r1", "r2", "r3"),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("ana", "ben", ""))
                .as((record, field, keyer) -> new FieldError(
                        record, field, keyer, keyer.isEmpty() ? ErrorKind.ILLEGIBLE_SOURCE : ErrorKind.WRONG_VALUE));
        return Combinators.combine(
                        Arbitraries.of("r1", "r2", "r3"),
                        Arbitraries.of("ana", "ben"),
                        error.list().ofMaxSize(5))
                .as((record, keyer, errors) ->
                        CheckedRecord.of(FORM, new KeyedRecord(record, keyer, Map.of("a", "xy")), errors))
                .list()
                .ofMaxSize(8);
    }

    @Property(tries = 300)
    @Label("TIC-37 TIC-41 rates merge in any order and any parts, and an error counts once")
    void merge(
            @ForAll("checked") List<CheckedRecord> records,
            @ForAll("checked") List<CheckedRecord> more,
            @ForAll @IntRange(min = 0, max = 8) int cut) {
        List<CheckedRecord> all = new ArrayList<>(records);
        all.addAll(more);
        ErrorRates whole = ErrorRates.of(all);
        assertThat(ErrorRates.of(records).merge(ErrorRates.of(more))).isEqualTo(whole);
        assertThat(ErrorRates.of(more).merge(ErrorRates.of(records))).isEqualTo(whole);
        int at = Math.min(cut, all.size());
        assertThat(ErrorRates.of(all.subList(0, at)).merge(ErrorRates.of(all))).isEqualTo(whole);
        Set<String> typings = new HashSet<>();
        Set<String> wrong = new HashSet<>();
        for (CheckedRecord record : all) {
            typings.add(record.record() + record.keyer());
            for (FieldError error : record.errors()) {
                if (!error.keyer().isEmpty()) {
                    wrong.add(record.record() + record.keyer() + error.field());
                }
            }
        }
        assertThat(whole.total().tally(Unit.FIELD).checked()).isEqualTo(typings.size() * 3L);
        assertThat(whole.total().tally(Unit.RECORD).checked()).isEqualTo(typings.size());
        assertThat(whole.total().tally(Unit.FIELD).wrong()).isLessThanOrEqualTo(wrong.size());
        assertThat(whole.total().keystrokes()).isEqualTo(typings.size() * 2L);
    }
}
