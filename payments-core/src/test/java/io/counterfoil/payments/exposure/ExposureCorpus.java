package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.testkit.corpus.CalendarCorpus;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the cases about finality and exposure. */
public final class ExposureCorpus {

    private ExposureCorpus() {}

    /** A reader for each op about finality. */
    public static Map<String, CaseReader> readers() {
        return Map.of("final_at", ExposureCorpus::finalAt, "exposure", ExposureCorpus::exposure);
    }

    private static void finalAt(CorpusCase example) {
        JsonNode input = example.input();
        assertThat(FinalityPolicy.standard()
                        .finalAt(
                                terms(input),
                                date(input.path("settledOn")).orElseThrow(),
                                CalendarCorpus.calendar(input.path("calendar"))))
                .isEqualTo(date(example.expected().path("finalAt")));
    }

    private static RailTerms terms(JsonNode input) {
        RailTerms.Builder terms =
                RailTerms.builder().rail(Rail.valueOf(input.path("rail").asText()));
        text(input, "direction").map(Rail.Direction::valueOf).ifPresent(terms::direction);
        text(input, "receiver").map(RailTerms.Receiver::valueOf).ifPresent(terms::receiver);
        text(input, "padCategory").map(RailTerms.PadCategory::valueOf).ifPresent(terms::padCategory);
        text(input, "scheme").map(RailTerms.SepaScheme::valueOf).ifPresent(terms::scheme);
        return terms.build();
    }

    private static void exposure(CorpusCase example) {
        List<RecourseExposure.Item> items = new ArrayList<>();
        for (JsonNode payment : example.input().path("payments")) {
            items.add(RecourseExposure.Item.builder()
                    .paymentId(payment.path("id").asText())
                    .client(PartyId.of("client"))
                    .rail(Rail.valueOf(payment.path("rail").asText()))
                    .amount(Amounts.in(payment.path("currency").asText())
                            .ofMinor(payment.path("amountMinor").longValue()))
                    .stage(stage(payment.path("state").asText()))
                    .finalAt(date(payment.path("finalAt")))
                    .build());
        }
        LocalDate today = date(example.input().path("today")).orElseThrow();
        RecourseExposure.Report report =
                RecourseExposure.standard().assess(items.stream(), new AsOf(today, Instant.EPOCH));
        assertThat(report.exposed()).isEqualTo(totals(example.expected().path("exposedMinor")));
        assertThat(report.endless()).isEqualTo(totals(example.expected().path("exposedWithoutEndMinor")));
        report.proof().orThrow();
    }

    private static RecourseExposure.Item.Stage stage(String state) {
        return switch (state) {
            case "SETTLED" -> RecourseExposure.Item.Stage.SETTLED;
            case "RETURNED", "CHARGED_BACK" -> RecourseExposure.Item.Stage.ENDED;
            default -> RecourseExposure.Item.Stage.NOT_SETTLED;
        };
    }

    private static Totals totals(JsonNode minor) {
        Totals totals = Totals.none();
        for (Map.Entry<String, JsonNode> entry : minor.properties()) {
            totals = totals.plus(
                    Amounts.in(entry.getKey()).currency(), entry.getValue().longValue());
        }
        return totals;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }

    private static Optional<LocalDate> date(JsonNode node) {
        return node.isTextual() ? Optional.of(LocalDate.parse(node.asText())) : Optional.empty();
    }
}
