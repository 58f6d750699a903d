package io.counterfoil.ticketing.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.payments.testkit.corpus.HoursCorpus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the op {@code outreach.nextAllowed}: the calendar is the contact window in the recipient's zone. */
public final class OutreachCorpus {

    private OutreachCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("outreach.nextAllowed", OutreachCorpus::nextAllowed);
    }

    private static void nextAllowed(CorpusCase example) {
        JsonNode input = example.input();
        BusinessHours window = HoursCorpus.hours(example);
        Outreach outreach = Outreach.of(new ContactRules(
                zone -> window,
                input.path("maxAttempts").asInt(),
                input.path("perDays").asInt(),
                Duration.ofHours(input.path("minGapHours").asLong())));
        Recipient.Builder recipient = Recipient.builder().id("r").addZones(window.zone());
        if (input.path("optedOut").asBoolean()) {
            recipient.addSuppressions(Recipient.Suppression.OPTED_OUT);
        }
        List<ContactAttempt> attempts = new ArrayList<>();
        for (JsonNode at : input.path("attempts")) {
            attempts.add(new ContactAttempt(
                    "c", "r", Instant.parse(at.asText()), "ana", ContactAttempt.Outcome.NO_ANSWER, ""));
        }
        Outreach.NextContact next = outreach.propose(
                recipient.build(), attempts, Instant.parse(input.path("now").asText()));
        JsonNode expected = example.expected();
        assertThat(next.at())
                .as("at")
                .isEqualTo(
                        expected.path("at").isNull()
                                ? Optional.empty()
                                : Optional.of(Instant.parse(expected.path("at").asText())));
        if (expected.has("reason")) {
            assertThat(next.obstacle().orElseThrow().code())
                    .as("reason")
                    .isEqualTo(Outreach.Reason.valueOf(expected.path("reason").asText()));
        }
    }
}
