package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;

/** Reads the cases about fees. */
public final class FeeCorpus {

    private static final Amounts CAD = Amounts.in("CAD");

    private FeeCorpus() {}

    /** A reader for each op about fees. */
    public static Map<String, CaseReader> readers() {
        return Map.of("fee", FeeCorpus::fee, "fee_variance", FeeCorpus::variance);
    }

    private static void fee(CorpusCase example) {
        assertThat(Amounts.minor(expected(example.input()).amount()))
                .isEqualTo(example.expected().path("feeMinor").longValue());
    }

    private static void variance(CorpusCase example) {
        JsonNode input = example.input();
        MonetaryAmount charged = minor(input.path("chargedMinor"));
        Fee.Variance variance;
        if (!input.hasNonNull("schedule")) {
            variance = Fee.Variance.unexpected(charged);
        } else if (!input.hasNonNull("chargedMinor")) {
            variance = Fee.Variance.missing(expected(input));
        } else {
            variance = Fee.Variance.of(expected(input), charged, minor(input.path("toleranceMinor")));
        }
        assertThat(List.of(
                        Amounts.minor(variance.expected()),
                        Amounts.minor(variance.variance()),
                        variance.verdict().name()))
                .isEqualTo(List.of(
                        example.expected().path("expectedMinor").longValue(),
                        example.expected().path("varianceMinor").longValue(),
                        example.expected().path("verdict").asText()));
        assertThat(variance.evidence().sentence()).isNotBlank();
    }

    private static Fee expected(JsonNode input) {
        return schedule(input.path("schedule")).expected(minor(input.path("amountMinor")), RoundingMode.HALF_UP);
    }

    private static FeeSchedule schedule(JsonNode node) {
        FeeSchedule.Line line = switch (node.path("kind").asText()) {
            case "FLAT" -> FeeSchedule.flat(minor(node.path("flatMinor")));
            case "PERCENT" -> FeeSchedule.percent(node.path("percent").asText(), minor(node.path("flatMinor")));
            case "TIERED" -> tiered(node);
            default -> throw new AssertionError("unknown schedule " + node);
        };
        if (node.hasNonNull("minMinor")) {
            line = line.atLeast(minor(node.path("minMinor")));
        }
        return node.hasNonNull("maxMinor") ? line.atMost(minor(node.path("maxMinor"))) : line;
    }

    private static FeeSchedule.Line tiered(JsonNode node) {
        List<FeeSchedule.Tier> tiers = new ArrayList<>();
        for (JsonNode tier : node.path("tiers")) {
            String percent = tier.path("percent").asText();
            MonetaryAmount flat = minor(tier.path("flatMinor"));
            tiers.add(
                    tier.hasNonNull("upToMinor")
                            ? FeeSchedule.Tier.upTo(minor(tier.path("upToMinor")), percent, flat)
                            : FeeSchedule.Tier.above(percent, flat));
        }
        return node.path("mode").asText().equals("SLAB") ? FeeSchedule.slab(tiers) : FeeSchedule.marginal(tiers);
    }

    private static MonetaryAmount minor(JsonNode node) {
        return CAD.ofMinor(node.asLong());
    }
}
