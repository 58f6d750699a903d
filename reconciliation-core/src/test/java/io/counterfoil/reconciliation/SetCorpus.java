package io.counterfoil.reconciliation;

import static io.counterfoil.reconciliation.MatchingCorpus.strings;
import static io.counterfoil.reconciliation.MatchingCorpus.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.engine.internal.Coincidence;
import io.counterfoil.reconciliation.engine.internal.ZeroSets;
import io.counterfoil.reconciliation.score.internal.ExpectationMaximisation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Readers of the ops about sets, chance and estimation. */
final class SetCorpus {

    private SetCorpus() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "coincidence", SetCorpus::coincidence, "zero-sets", SetCorpus::zeroSets, "em", SetCorpus::estimate);
    }

    private static long minor(JsonNode number) {
        return new BigDecimal(number.asText()).movePointRight(2).longValueExact();
    }

    private static void coincidence(CorpusCase example) {
        JsonNode input = example.input();
        List<Long> amounts = new ArrayList<>();
        input.path("items").forEach(item -> amounts.add(minor(item.path("amount"))));
        Coincidence found = Coincidence.of(
                amounts.stream().mapToLong(Long::longValue).toArray(),
                new Coincidence.Question(
                        minor(input.path("target")),
                        minor(input.path("tolerance")),
                        input.path("maxSize").asInt()));
        JsonNode expected = example.expected();
        assertThat(found.step()).isEqualTo(minor(expected.path("step")));
        assertThat(found.band().longValueExact()).isEqualTo(minor(expected.path("band")));
        List<String> sizes = new ArrayList<>();
        found.sizes().forEach(s -> sizes.add(s.size() + " " + s.window() + " " + s.points() + " " + s.sets()));
        List<String> wanted = new ArrayList<>();
        expected.path("perSize")
                .forEach(s -> wanted.add(s.path("size").asText() + " "
                        + s.path("window").asText() + " " + s.path("points").asText() + " "
                        + s.path("sets").asText()));
        assertThat(sizes).isEqualTo(wanted);
        assertThat(found.numerator() + "/" + found.denominator())
                .isEqualTo(expected.path("lambda").asText());
        assertThat(new BigDecimal(found.numerator())
                        .divide(new BigDecimal(found.denominator()), 6, RoundingMode.HALF_EVEN)
                        .toPlainString())
                .isEqualTo(expected.path("lambdaRounded").asText());
        assertThat(found.hits()).isEqualTo(expected.path("count").asLong());
    }

    private static void zeroSets(CorpusCase example) {
        JsonNode input = example.input();
        List<JsonNode> lefts = new ArrayList<>();
        List<JsonNode> rights = new ArrayList<>();
        input.path("left").forEach(lefts::add);
        input.path("right").forEach(rights::add);
        ZeroSets found = ZeroSets.of(
                new ZeroSets.Items(
                        lefts.stream().mapToLong(i -> minor(i.path("amount"))).toArray(),
                        rights.stream().mapToLong(i -> minor(i.path("amount"))).toArray(),
                        input.path("sameSide").asBoolean()),
                10_000_000);
        JsonNode expected = example.expected();
        ZeroSets.Best best = found.best();
        String kind = best.groups() == 0 ? "NONE" : best.count() == 1 ? "UNIQUE" : "AMBIGUOUS";
        assertThat(found.irreducible()).hasSize(expected.path("irreducible").asInt());
        assertThat(best.covered()).isEqualTo(expected.path("coveredItems").asInt());
        assertThat(best.groups()).isEqualTo(expected.path("groups").asInt());
        assertThat(best.count()).isEqualTo(expected.path("decompositions").asLong());
        text(expected, "kind").ifPresent(wanted -> assertThat(kind).isEqualTo(wanted));
        Set<String> certain = new TreeSet<>();
        for (long group : found.backbone()) {
            certain.add(ids(lefts, found.lefts(group)) + "=" + ids(rights, found.rights(group)));
        }
        Set<String> wanted = new TreeSet<>();
        expected.path("inEveryDecomposition")
                .forEach(g -> wanted.add(
                        new TreeSet<>(strings(g.path("left"))) + "=" + new TreeSet<>(strings(g.path("right")))));
        assertThat(certain).isEqualTo(wanted);
        assertThat(found.isComplete()).isTrue();
    }

    private static Set<String> ids(List<JsonNode> items, int[] numbers) {
        Set<String> ids = new TreeSet<>();
        Arrays.stream(numbers).forEach(i -> ids.add(items.get(i).path("id").asText()));
        return ids;
    }

    private static void estimate(CorpusCase example) {
        JsonNode input = example.input();
        List<int[]> levels = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (JsonNode pattern : input.path("patterns")) {
            int[] row = new int[pattern.path("levels").size()];
            for (int f = 0; f < row.length; f++) {
                row[f] = pattern.path("levels").get(f).asInt();
            }
            levels.add(row);
            counts.add(pattern.path("count").asDouble());
        }
        int[] sizes = new int[input.path("fields").size()];
        for (int f = 0; f < sizes.length; f++) {
            sizes[f] = input.path("fields").get(f).path("levels").asInt();
        }
        double[] ones = new double[counts.size()];
        Arrays.fill(ones, 1);
        ExpectationMaximisation em = new ExpectationMaximisation(
                sizes,
                levels.toArray(int[][]::new),
                counts.stream().mapToDouble(Double::doubleValue).toArray(),
                ones,
                input.path("lambda").asDouble());
        em.run(input.path("iterations").asInt(), 0);
        JsonNode expected = example.expected();
        assertThat(em.lambda()).isCloseTo(expected.path("lambda").asDouble(), within(1e-5));
        for (int f = 0; f < sizes.length; f++) {
            for (int level = 0; level < sizes[f]; level++) {
                assertThat(em.m(f, level))
                        .isCloseTo(expected.path("m").get(f).get(level).asDouble(), within(1e-5));
                assertThat(em.u(f, level))
                        .isCloseTo(expected.path("u").get(f).get(level).asDouble(), within(1e-5));
            }
        }
    }
}
