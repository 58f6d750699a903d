package io.counterfoil.reconciliation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.score.internal.ExpectationMaximisation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Levels told by numbers against levels told by values, scores against the waterfall, estimates against the shares that made the data. */
class FeatureProperties {

    private static final String[] WORDS = {
        "J", "M", "JOHN", "MARY", "SMITH", "SMYTH", "RENT", "BGC", "MONEY", "A1234", "A12345", "OAK", "SM"
    };
    private static final Lexicon LEXICON =
            new Lexicon(Set.of(12), Set.of("RENT", "BGC", "MONEY"), Set.of("MONEY RENT", "# #"));
    private static final BusinessCalendar CALENDAR = BusinessCalendar.of(
            HolidayCalendar.of(Set.of(LocalDate.of(2026, 1, 1)), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));

    private static ItemBatch batch(Random random, int size) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < size; i++) {
            batch.id("I" + i)
                    .day(LocalDate.of(2026, 1, 5).plusDays(random.nextInt(9)))
                    .amount(
                            (random.nextInt(6) == 0 ? "-" : "") + (90 + random.nextInt(20)) + ".0" + random.nextInt(10),
                            "GBP");
            if (random.nextInt(8) > 0) {
                batch.text(text(random));
            }
            if (random.nextInt(3) > 0) {
                batch.reference("R-" + random.nextInt(4)).party(text(random)).account("A" + random.nextInt(2));
            }
            batch.add();
        }
        return batch.build();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.length() > 12 ? text.substring(0, 12) : text.toString();
    }

    @Property
    @Label("REC-34 a level told by numbers is the level told by the values, for every comparison")
    void codesTellTheLevel(@ForAll long seed) {
        Random random = new Random(seed);
        ItemBatch left = batch(random, 25);
        ItemBatch right = batch(random, 25);
        List<Comparison> comparisons = new ArrayList<>(Comparison.transfers(-2, 4));
        comparisons.add(Comparison.businessDayLag(-1, 3));
        Feature[] features =
                comparisons.stream().map(c -> c.feature(LEXICON, CALENDAR)).toArray(Feature[]::new);
        PreparedRows lefts = new PreparedRows(left, features);
        PreparedRows rights = new PreparedRows(right, features);
        int[] leftPlaces = lefts.places();
        int[] rightPlaces = rights.places();
        for (int l = 0; l < left.size(); l++) {
            for (int r = 0; r < right.size(); r++) {
                lefts.need(leftPlaces[l]);
                rights.need(rightPlaces[r]);
                for (int f = 0; f < features.length; f++) {
                    Object x = features[f].prepare(left, l);
                    Object y = features[f].prepare(right, r);
                    int expected = x == null || y == null ? Feature.MISSING : features[f].level(x, y);
                    assertThat(PreparedRows.level(lefts, leftPlaces[l], rights, rightPlaces[r], f))
                            .as(comparisons.get(f) + " of " + left.view(l) + " and " + right.view(r))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Property
    @Label("REC-34 a score above the floor is the waterfall's total; one that is not, is none")
    void scoresAreWaterfalls(@ForAll long seed) {
        Random random = new Random(seed);
        ItemBatch left = batch(random, 40);
        ItemBatch right = batch(random, 40);
        ScoreModel model = ScoreTrainer.of("p", Comparison.transfers(-2, 4))
                .train(left, right)
                .model();
        ScoreModel.Scorer scorer = model.scorer(left, right, null);
        for (int l = 0; l < left.size(); l++) {
            for (int r = 0; r < right.size(); r++) {
                ScoreModel.Waterfall waterfall = model.waterfall(left, l, right, r, null);
                long total = waterfall.steps().isEmpty() ? ScoreModel.NO_CANDIDATE : waterfall.totalMillibits();
                assertThat(scorer.score(l, r)).isEqualTo(total);
                long floor = random.nextInt(30_000) - 20_000L;
                assertThat(scorer.score(l, r, floor)).isEqualTo(total > floor ? total : ScoreModel.NO_CANDIDATE);
            }
        }
    }

    @Property
    @Label("REC-34 estimates come back to the shares that made the data, and a comparison nobody has a value for says"
            + " nothing")
    void estimatesComeBack(@ForAll @IntRange(min = 0, max = 1000) int seed) {
        Random random = new Random(seed);
        double[] m = {0.9, 0.8, 0.7 + random.nextDouble() / 5, 0.9};
        double[] u = {0.1, 0.02 + random.nextDouble() / 10, 0.05, 0.03};
        int patterns = 16;
        int[][] levels = new int[patterns][];
        double[] counts = new double[patterns];
        for (int p = 0; p < patterns; p++) {
            levels[p] = new int[] {p & 1, p >> 1 & 1, p >> 2 & 1, p >> 3 & 1, -1};
            double match = 300;
            double other = 9_700;
            for (int f = 0; f < 4; f++) {
                match *= levels[p][f] == 0 ? m[f] : 1 - m[f];
                other *= levels[p][f] == 0 ? u[f] : 1 - u[f];
            }
            counts[p] = match + other;
        }
        double[] ones = new double[patterns];
        Arrays.fill(ones, 1);
        ExpectationMaximisation em = new ExpectationMaximisation(new int[] {2, 2, 2, 2, 3}, levels, counts, ones, 0.05);
        int rounds = em.run(5_000, 1e-12);
        assertThat(rounds).isGreaterThan(1);
        assertThat(em.lambda()).isCloseTo(0.03, within(1e-4));
        for (int f = 0; f < 4; f++) {
            assertThat(em.m(f, 0)).isCloseTo(m[f], within(1e-3));
            assertThat(em.u(f, 0)).isCloseTo(u[f], within(1e-4));
            assertThat(em.m(f, 1)).isCloseTo(1 - m[f], within(1e-3));
        }
        for (int level = 0; level < 3; level++) {
            assertThat(em.m(4, level)).isCloseTo(1 / 3.0, within(1e-12));
            assertThat(em.u(4, level)).isCloseTo(1 / 3.0, within(1e-12));
        }
    }

    @Example
    @Label("REC-34 references: as written, by letters and digits, in the other text, different, on one side only")
    void referenceLevels() {
        assertThat(reference("INV-0012", "", "INV-0012", "")).isEqualTo(0);
        assertThat(reference("INV-0012", "", "inv 0012", "")).isEqualTo(1);
        assertThat(reference("INV-0012", "", "", "paid inv/0012 thanks")).isEqualTo(2);
        assertThat(reference("", "paid inv/0012", "INV 0012", "")).isEqualTo(2);
        assertThat(reference("INV-0012", "", "INV-0013", "")).isEqualTo(3);
        assertThat(reference("INV-0012", "", "", "thanks")).isEqualTo(Feature.MISSING);
        assertThat(reference("12A", "", "", "12A")).isEqualTo(Feature.MISSING);
        assertThat(reference("", "a", "", "a")).isEqualTo(Feature.MISSING);
    }

    private static int reference(String left, String leftText, String right, String rightText) {
        ReferenceFeature feature = new ReferenceFeature();
        Object x = feature.prepare(one(left, leftText, ""), 0);
        Object y = feature.prepare(one(right, rightText, ""), 0);
        return x == null || y == null ? Feature.MISSING : feature.level(x, y);
    }

    private static ItemBatch one(String reference, String text, String party) {
        ItemBatch.Builder batch =
                ItemBatch.builder().id("1").day(LocalDate.of(2026, 1, 5)).amount("1", "GBP");
        if (!reference.isEmpty()) {
            batch.reference(reference);
        }
        if (!text.isEmpty()) {
            batch.text(text);
        }
        if (!party.isEmpty()) {
            batch.party(party);
        }
        return batch.add().build();
    }

    @Example
    @Label("REC-34 names: same words, nearly the same spelling, words inside the other, similar, different")
    void partyLevels() {
        assertThat(party("Smith, John", "JOHN SMITH")).isEqualTo(0);
        assertThat(party("JOHN SMITHERS", "JOHN SMITHER")).isEqualTo(1);
        assertThat(party("SMITH JOHN ALBERT FREDERICK", "SMITH")).isEqualTo(2);
        assertThat(party("JOHNSON", "JONSTON")).isEqualTo(3);
        assertThat(party("OAK", "RIVER")).isEqualTo(4);
    }

    private static int party(String left, String right) {
        PartyNameFeature feature = new PartyNameFeature();
        Object x = java.util.Objects.requireNonNull(feature.prepare(one("", "", left), 0));
        Object y = java.util.Objects.requireNonNull(feature.prepare(one("", "", right), 0));
        assertThat(feature.level(y, x)).isEqualTo(feature.level(x, y));
        return feature.level(x, y);
    }

    @Example
    @Label("REC-34 amounts beyond a million millionths of the largest number are compared exactly as well")
    void hugeAmounts() {
        AmountFeature feature = new AmountFeature(List.of("0.1", "1"));
        long huge = Long.MAX_VALUE - 7;
        assertThat(feature.levelOfCodes(huge, huge)).isZero();
        assertThat(feature.levelOfCodes(huge, huge - huge / 1_000)).isEqualTo(1);
        assertThat(feature.levelOfCodes(huge, huge - huge / 999)).isEqualTo(2);
        assertThat(feature.levelOfCodes(huge, huge - huge / 99)).isEqualTo(Feature.OUTSIDE);
        assertThat(feature.levelOfCodes(100_000, 99_900)).isEqualTo(1);
        assertThat(feature.levelOfCodes(100_000, 99_899)).isEqualTo(2);
        assertThat(feature.levelOfCodes(100_000, 99_000)).isEqualTo(2);
        assertThat(feature.levelOfCodes(100_000, 98_999)).isEqualTo(Feature.OUTSIDE);
        assertThat(feature.levelOfCodes(-100_000, -99_900)).isEqualTo(1);
        assertThat(feature.levelOfCodes(100_000, -100_000)).isEqualTo(Feature.OUTSIDE);
        assertThat(feature.reach(100_000)).containsExactly(98_999, 101_012);
    }

    @Example
    @Label("REC-34 what texts have in common is learned from them: cut widths, code words, words that exclude each"
            + " other")
    void lexiconLearns() {
        List<String> texts = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 600; i++) {
            String who = "ABCDEFGHIJKLMN".substring(random.nextInt(4), 6 + random.nextInt(8));
            String text = who
                    + (i % 2 == 0 ? " RENT" : " MONEY")
                    + (i % 3 == 0 ? " BGC" : "")
                    + (i % 5 == 0 ? " X9" + (1_000 + i) : "");
            texts.add(text.length() > 17 ? text.substring(0, 17) : text);
        }
        Lexicon lexicon = Lexicon.of(texts);
        assertThat(lexicon.widths()).containsExactly(17);
        assertThat(lexicon.words()).contains("RENT", "MONEY").doesNotContain("ABCDEF");
        assertThat(lexicon.exclusive()).contains("MONEY RENT", "# #");
        assertThat(lexicon.exclude(lexicon.bit("RENT"), lexicon.bit("MONEY"))).isTrue();
        assertThat(lexicon.exclude(lexicon.bit("RENT"), lexicon.bit("RENT"))).isFalse();
        assertThat(lexicon.mayBecome("REN")).isEqualTo(lexicon.bit("RENT"));
        assertThat(lexicon.mayBecome("9")).isEqualTo(Lexicon.CODE_BIT);
        assertThat(Lexicon.of(texts.subList(0, 90)).widths()).isEmpty();
    }
}
