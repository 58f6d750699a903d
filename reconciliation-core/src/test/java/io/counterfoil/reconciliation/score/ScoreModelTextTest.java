package io.counterfoil.reconciliation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.document.Documents;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.score.ScoreModel.ModelCode;
import io.counterfoil.reconciliation.score.ScoreModel.ModelException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Models kept as text, and read by people. */
class ScoreModelTextTest {

    private static final ScoreModel MODEL = new ScoreModel(
            "bank",
            -12_345,
            List.of(
                    new ScoreModel.Trained(
                            Comparison.amountRatio("1"),
                            List.of(
                                    new ComparisonLevel("equal", 8_000, 900_000_000, 3_500_000, 0),
                                    new ComparisonLevel("within 1 %", 3_250, 100_000_000, 10_500_000, 0))),
                    new ScoreModel.Trained(
                            Comparison.account(),
                            List.of(
                                    new ComparisonLevel("same account", 5_000, 990_000_000, 30_000_000, 2_500),
                                    new ComparisonLevel("another account", -6_600, 10_000_000, 970_000_000, 0)))),
            new Lexicon(Set.of(18, 24), Set.of("RENT", "BGC"), Set.of("BGC RENT", "# #")),
            new Frequencies(new long[] {-5, 7}, new int[] {1_200, 3_400}, 9_000));

    @Test
    @DisplayName("REC-34 a model written and read again is the same: levels, code words, frequencies, hash")
    void readsWhatItWrote() {
        String json = MODEL.toJson();
        ScoreModel again = ScoreModel.parse(json);
        assertThat(again).isEqualTo(MODEL).hasSameHashCodeAs(MODEL);
        assertThat(again.comparisons()).isEqualTo(MODEL.comparisons());
        assertThat(again.codeWords()).containsExactly("BGC", "RENT");
        assertThat(again.cutWidths()).containsExactly(18, 24);
        assertThat(again.knownValues()).isEqualTo(2);
        assertThat(again.frequencies().of(-5)).isEqualTo(1_200);
        assertThat(again.frequencies().of(7)).isEqualTo(3_400);
        assertThat(again.frequencies().of(8)).isEqualTo(9_000);
        assertThat(again.toJson()).isEqualTo(json);
        assertThat(again.toString()).isEqualTo("bank " + MODEL.hash().shortHex());
        assertThat(json).contains("\"hash\" : \"" + MODEL.hash().hex() + "\"").contains("fffffffffffffffb");
    }

    @Test
    @DisplayName("REC-34 a model is frozen: any number changed in the text is found by the hash")
    void changedNumbersAreFound() {
        for (Map.Entry<String, String> change : Map.of(
                        "-12345", "-12346",
                        "\"equal\"", "\"same\"",
                        "8000", "8001",
                        "900000000", "900000001",
                        "3500000,", "3500001,",
                        "2500", "2501",
                        "\"BGC RENT\"", "\"# BGC\"",
                        "3400", "3401",
                        "9000\n", "9000\n")
                .entrySet()) {
            String changed = MODEL.toJson().replaceFirst(change.getKey(), change.getValue());
            if (!changed.equals(MODEL.toJson())) {
                assertThat(refusal(changed).code()).as(change.getKey()).isEqualTo(ModelCode.HASH_DIFFERS);
            }
        }
        assertThat(refusal(MODEL.toJson().replace("-12345", "1"))).hasMessageContaining("Maybe the file was changed");
    }

    private static ModelException refusal(String json) {
        ModelException refused = catchThrowableOfType(ModelException.class, () -> ScoreModel.parse(json));
        assertThat(refused).as(json).isNotNull();
        return refused;
    }

    @Test
    @DisplayName("REC-34 a text that is no model is refused with the code and the place")
    void badTextsAreRefused() {
        String json = MODEL.toJson();
        expect("{\"model\" 1}", ModelCode.NO_JSON, "line 1, column 1");
        expect("[]", ModelCode.NO_JSON, "line 1, column 1");
        expect("", ModelCode.NO_JSON, "line 1, column 1");
        expect(json + "{}", ModelCode.NO_JSON, "line ");
        expect("{}", ModelCode.MISSING_FIELD, "hash");
        expect(json.replace("\"model\"", "\"name\""), ModelCode.UNKNOWN_FIELD, "name");
        expect(json.replace("\"bank\"", "7"), ModelCode.MISSING_FIELD, "model");
        expect(json.replace("-12345", "-1.5"), ModelCode.MISSING_FIELD, "priorMillibits");
        expect(
                json.replace("\"kind\" : \"ACCOUNT\"", "\"kind\" : \"SHOE\""),
                ModelCode.BAD_VALUE,
                "comparisons[1].kind");
        expect(
                json.replace("\"name\" : \"another account\"", "\"label\" : \"another account\""),
                ModelCode.UNKNOWN_FIELD,
                "comparisons[1].levels[1].label");
        expect(json.replace("\"levels\"", "\"level\""), ModelCode.UNKNOWN_FIELD, "comparisons[0].level");
        expect(json.replace("[ \"1\" ]", "[ 1 ]"), ModelCode.BAD_VALUE, "comparisons[0].bounds");
        expect(json.replace("[ \"1\" ]", "[ \"1\", \"2\" ]"), ModelCode.BAD_VALUE, "");
        expect(json.replace("[ \"1\" ]", "[ \"0\" ]"), ModelCode.BAD_VALUE, "");
        expect(json.replace("[ 18, 24 ]", "[ 18, \"24\" ]"), ModelCode.BAD_VALUE, "cutWidths");
        expect(json.replace("[ 18, 24 ]", "18"), ModelCode.MISSING_FIELD, "cutWidths");
        expect(json.replace("\"BGC RENT\"", "\"BGC\""), ModelCode.BAD_VALUE, "exclusiveWords");
        expect(json.replace("\"BGC RENT\"", "\"BGC SHOE\""), ModelCode.BAD_VALUE, "");
        expect(json.replace("0000000000000007", "000000000000000x"), ModelCode.BAD_VALUE, "valueMillibits");
        expect(json.replace("0000000000000007", "07"), ModelCode.BAD_VALUE, "valueMillibits");
        expect(json.replace("3400", "\"3400\""), ModelCode.BAD_VALUE, "valueMillibits");
        expect(
                json.replace("\"valueMillibits\" : {", "\"valueMillibits\" : 3, \"model\" : {"),
                ModelCode.NO_JSON,
                "line ");
    }

    private static void expect(String json, ModelCode code, String place) {
        ModelException refused = refusal(json);
        assertThat(refused.code()).as(json).isEqualTo(code);
        assertThat(refused.place()).as(json).startsWith(place);
        assertThat(refused.code().id()).isEqualTo("SCORE." + code.name());
        assertThat(refused.getMessage()).startsWith(refused.place());
    }

    @Test
    @DisplayName("REC-34 a model prints its prior and each level with its weight in bits, m and u")
    void printsForPeople() {
        String text = Documents.text(MODEL.document(), Locale.ROOT);
        assertThat(text)
                .contains("Score model bank", MODEL.hash().hex(), "-12.345", "BGC RENT", "18, 24")
                .contains("AMOUNT_RATIO [1]", "ACCOUNT")
                .containsPattern("within 1 % +3.250 +0.100000000 +0.010500000")
                .containsPattern("same account +5.000 +0.990000000 +0.030000000 +2.500")
                .containsPattern("another account +-6.600 +0.010000000 +0.970000000\\n");
    }

    @Test
    @DisplayName("REC-34 what cannot be learned from is refused with its code")
    void untrainableIsRefused() {
        ItemBatch none = ItemBatch.empty();
        ItemBatch one = ItemBatch.builder()
                .id("1")
                .day(LocalDate.of(2026, 1, 1))
                .amount("1.00", "GBP")
                .add()
                .build();
        assertThat(catchThrowableOfType(
                                ModelException.class,
                                () -> ScoreTrainer.of("x", List.of(Comparison.account()))
                                        .train(one, one))
                        .code())
                .isEqualTo(ModelCode.NO_AMOUNTS);
        assertThat(catchThrowableOfType(
                                ModelException.class,
                                () -> ScoreTrainer.of("x", Comparison.transfers(0, 1))
                                        .train(none, one))
                        .code())
                .isEqualTo(ModelCode.NO_PAIRS);
        List<Comparison> business = List.of(Comparison.amountRatio("1"), Comparison.businessDayLag(0, 2));
        assertThat(catchThrowableOfType(
                                ModelException.class,
                                () -> ScoreTrainer.of("x", business).train(one, one))
                        .code())
                .isEqualTo(ModelCode.NO_CALENDAR);
        assertThatThrownBy(() -> new ScoreModel.Trained(Comparison.account(), List.of()))
                .hasMessageContaining("has 0 levels, expected 2");
        assertThat(new ScoreModel.Trained(
                                Comparison.businessDayLag(-1, 1),
                                List.of(
                                        new ComparisonLevel("a", 0, 0, 0, 0),
                                        new ComparisonLevel("b", 0, 0, 0, 0),
                                        new ComparisonLevel("c", 0, 0, 0, 0)))
                        .levels())
                .hasSize(3);
    }
}
