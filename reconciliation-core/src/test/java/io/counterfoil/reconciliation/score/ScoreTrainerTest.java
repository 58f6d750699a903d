package io.counterfoil.reconciliation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Models learned from data without labels. */
class ScoreTrainerTest {

    private static final String[] NAMES = {
        "SMITH", "JONES", "TAYLOR", "BROWN", "WILSON", "EVANS", "THOMAS", "ROBERTS", "WALKER", "WRIGHT"
    };

    private record Row(String id, LocalDate day, String amount, String text) {}

    private static List<Row> rows(boolean left) {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(60));
            int minor = 500 + random.nextInt(200_000);
            String name = (char) ('A' + random.nextInt(26)) + " " + NAMES[random.nextInt(NAMES.length)];
            String word = random.nextBoolean() ? "RENT" : "INVOICE";
            String code = random.nextInt(3) == 0 ? " X" + (10_000 + i) : "";
            int lag = 1 + random.nextInt(3);
            int fee = random.nextInt(3) == 0 ? minor / 100 : 0;
            boolean bare = random.nextInt(4) == 0;
            rows.add(
                    left
                            ? new Row("L" + i, day, decimal(minor), name + " " + word + code)
                            : new Row(
                                    "R" + i,
                                    day.plusDays(lag),
                                    decimal(minor - fee),
                                    bare ? name : name + " " + word + code));
        }
        return rows;
    }

    private static String decimal(int minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private static ItemBatch batch(List<Row> rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        rows.forEach(r -> batch.id(r.id())
                .day(r.day())
                .amount(r.amount(), "GBP")
                .text(r.text())
                .add());
        return batch.build();
    }

    private static ScoreTrainer.Training train(List<Row> left, List<Row> right) {
        return ScoreTrainer.of("test", Comparison.transfers(0, 7)).train(batch(left), batch(right));
    }

    @Test
    @DisplayName(
            "REC-34 a model learned without labels expects about as many matches as there are, and can be looked into")
    void learnsWithoutLabels() {
        ScoreTrainer.Training training = train(rows(true), rows(false));
        assertThat(training.expectedMatches()).isBetween(390.0, 400.0);
        ScoreModel model = training.model();
        assertThat(model.codeWords()).contains("RENT", "INVOICE");
        ScoreModel.Trained amounts = model.comparisons().get(0);
        assertThat(amounts.levels().get(0).name()).isEqualTo("equal");
        assertThat(amounts.levels().get(0).weightMillibits()).isGreaterThan(4_000);
        ScoreModel.Trained days = model.comparisons().get(1);
        assertThat(days.levels().get(0).matchShare()).isLessThan(20_000_000);
        assertThat(days.levels().get(2).matchShare()).isBetween(250_000_000L, 450_000_000L);
    }

    @Test
    @DisplayName("REC-34 REC-39 the order of rows does not change a model: equal hashes")
    void orderDoesNotCount() {
        List<Row> left = rows(true);
        List<Row> right = rows(false);
        ScoreModel straight = train(left, right).model();
        Collections.shuffle(left, new Random(3));
        Collections.shuffle(right, new Random(4));
        assertThat(train(left, right).model().hash()).isEqualTo(straight.hash());
        assertThat(train(left, right).model()).isEqualTo(straight);
    }

    @Test
    @DisplayName("REC-34 the waterfall of a pair adds up to its score, level by level")
    void waterfallAddsUp() {
        ItemBatch left = batch(rows(true));
        ItemBatch right = batch(rows(false));
        ScoreModel model = train(rows(true), rows(false)).model();
        ScoreModel.Scorer scorer = model.scorer(left, right, null);
        for (int row = 0; row < 20; row++) {
            ScoreModel.Waterfall waterfall = model.waterfall(left, row, right, row, null);
            assertThat(waterfall.totalMillibits()).isEqualTo(scorer.score(row, row));
            assertThat(waterfall.lines()).hasSize(waterfall.steps().size() + 2);
            assertThat(scorer.score(row, row)).isPositive();
        }
    }

    @Test
    @DisplayName("REC-34 a model of other data has another hash")
    void otherDataOtherHash() {
        List<Row> fewer = rows(true).subList(0, 300);
        assertThat(train(fewer, rows(false)).model().hash())
                .isNotEqualTo(train(rows(true), rows(false)).model().hash());
    }

    @Test
    @DisplayName("REC-34 sides that have no pair inside the bounds are refused with the reason")
    void nothingToLearnFrom() {
        List<Row> left = List.of(new Row("L", LocalDate.of(2026, 1, 1), "10.00", "A"));
        List<Row> right = List.of(new Row("R", LocalDate.of(2026, 3, 1), "10.00", "A"));
        assertThatThrownBy(() -> train(left, right))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no pair of 1 left and 1 right items");
        assertThatThrownBy(() -> ScoreTrainer.of("x", List.of(Comparison.dayLag(0, 3))))
                .hasMessageContaining("AMOUNT_RATIO");
    }

    @Test
    @DisplayName("REC-34 bounds that contradict themselves are refused when the comparison is made")
    void badBounds() {
        assertThatThrownBy(() -> Comparison.amountRatio("2", "1")).hasMessageContaining("ascending");
        assertThatThrownBy(() -> Comparison.amountRatio("100")).hasMessageContaining("below 100");
        assertThatThrownBy(() -> Comparison.dayLag(3, 1)).hasMessageContaining("min <= max");
    }

    @Test
    @DisplayName("REC-34 texts: cuts at a field's width, dropped code words and initials are told from contradictions")
    void textLevels() {
        Lexicon lexicon = new Lexicon(
                java.util.Set.of(15), java.util.Set.of("MONEY", "RENT", "BGC"), java.util.Set.of("MONEY RENT", "# #"));
        assertThat(subject(lexicon, "E BURRITT", "E BURRITT MONEY")).isEqualTo("same words");
        assertThat(subject(lexicon, "GEORGES-LOUIS L", "GEORGES-LOUIS LECLERC BGC"))
                .isEqualTo("same until the cut");
        assertThat(subject(lexicon, "J SMITH", "JOHN SMITH")).isEqualTo("initials agree");
        assertThat(subject(lexicon, "JOHN SMITH", "MARY SMITH")).isEqualTo("different");
        assertThat(subject(lexicon, "JOHN A SMITH", "JOHN B SMITH")).isEqualTo("same first word");
        assertThat(detail(lexicon, "J B MONEY", "J B RENT")).isEqualTo("code words exclude each other");
        assertThat(detail(lexicon, "J B MONEY", "J B BGC")).isEqualTo("each lacks code words of the other");
        assertThat(detail(lexicon, "J B MONEY BGC", "J B BGC")).isEqualTo("some code words left out");
        assertThat(detail(lexicon, "J PAINE R 596EF", "J PAINE R 596EFF70")).isEqualTo("same code");
        assertThat(detail(lexicon, "J B A1234", "J B A1235")).isEqualTo("another code");
        assertThat(detail(lexicon, "GEORGES-LOUIS L", "GEORGES-LOUIS LECLERC BGC"))
                .isEqualTo("cut before code words");
    }

    private static String subject(Lexicon lexicon, String a, String b) {
        return level(new MemoSubjectFeature(lexicon), lexicon, a, b);
    }

    private static String detail(Lexicon lexicon, String a, String b) {
        return level(new MemoDetailFeature(lexicon), lexicon, a, b);
    }

    private static String level(Feature feature, Lexicon lexicon, String a, String b) {
        Object x = java.util.Objects.requireNonNull(MemoText.of(a, lexicon));
        Object y = java.util.Objects.requireNonNull(MemoText.of(b, lexicon));
        assertThat(feature.level(y, x)).isEqualTo(feature.level(x, y));
        return feature.levels().get(feature.level(x, y));
    }

    @Test
    @DisplayName("REC-34 Jaro-Winkler gives the published values")
    void jaroWinkler() {
        assertThat(PartyNameFeature.jaroWinkler("MARTHA", "MARHTA"))
                .isCloseTo(0.9611, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(PartyNameFeature.jaroWinkler("DIXON", "DICKSONX"))
                .isCloseTo(0.8133, org.assertj.core.api.Assertions.within(1e-4));
        assertThat(PartyNameFeature.jaroWinkler("A", "B")).isZero();
    }
}
