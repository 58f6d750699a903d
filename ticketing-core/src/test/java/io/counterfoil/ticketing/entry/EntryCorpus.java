package io.counterfoil.ticketing.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.ticketing.entry.ErrorRates.Counts;
import io.counterfoil.ticketing.entry.ErrorRates.Tally;
import io.counterfoil.ticketing.entry.ErrorRates.Unit;
import java.math.BigDecimal;
import java.util.Map;

/** Reads the ops {@code dataEntry.*} and {@code proportion.zeroUpper95}. */
public final class EntryCorpus {

    private EntryCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "dataEntry.errorRate", EntryCorpus::errorRate,
                "dataEntry.modelledRecordRate", EntryCorpus::modelled,
                "dataEntry.captureRecapture", EntryCorpus::recapture,
                "proportion.zeroUpper95", EntryCorpus::withoutError);
    }

    private static void errorRate(CorpusCase example) {
        JsonNode input = example.input();
        Counts counts = Counts.of(
                new Tally(
                        input.path("fieldsChecked").asLong(),
                        input.path("fieldErrors").asLong()),
                new Tally(
                        input.path("recordsChecked").asLong(),
                        input.path("recordsWithError").asLong()),
                0);
        near(example, "perField", counts.rate(Unit.FIELD).orElseThrow());
        near(example, "perRecord", counts.rate(Unit.RECORD).orElseThrow());
        near(
                example,
                "perFieldUpper95",
                counts.interval(Unit.FIELD).orElseThrow().upper());
        near(example, "errorsPer10000Fields", counts.per10000Fields().orElseThrow());
    }

    private static void modelled(CorpusCase example) {
        near(
                example,
                "recordErrorRate",
                ErrorRates.modelledRecordRate(
                        example.input().path("fieldErrorRate").decimalValue(),
                        example.input().path("fieldsPerRecord").asInt()));
    }

    private static void recapture(CorpusCase example) {
        JsonNode input = example.input();
        DoubleKeying.Recapture estimate = DoubleKeying.recapture(
                input.path("foundByA").asLong(),
                input.path("foundByB").asLong(),
                input.path("foundByBoth").asLong());
        near(example, "chapmanTotal", estimate.total());
        near(example, "residual", estimate.residual());
    }

    private static void withoutError(CorpusCase example) {
        long n = example.input().path("n").asLong();
        near(example, "exactOneSided", ErrorRates.upperWithoutError(n, "0.95"));
        near(example, "ruleOfThree", ErrorRates.ruleOfThree(n));
    }

    private static void near(CorpusCase example, String field, BigDecimal answer) {
        assertThat(answer.doubleValue())
                .as(field)
                .isCloseTo(
                        example.expected().path(field).asDouble(),
                        within(example.node().path("tolerance").asDouble(1e-9)));
    }
}
