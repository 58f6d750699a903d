package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.internal.FactOrder;
import io.counterfoil.stripe.fact.internal.FactOrder.Decision;
import io.counterfoil.stripe.fact.internal.FactOrder.Stamp;
import io.counterfoil.stripe.fact.internal.StateTable;
import io.counterfoil.stripe.intake.internal.EventTypes;
import io.counterfoil.stripe.intake.internal.Notice;
import io.counterfoil.stripe.intake.internal.NoticeReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Cases about the order of events and about their outside. */
final class OrderCases {

    private static final int SHUFFLES = 60;

    void advance(CorpusCase example) {
        JsonNode input = example.input();
        String object = input.path("object").asText();
        Stamp stored = input.hasNonNull("stored") ? stamp(object, input.path("stored")) : null;
        ObjectNode answer = StripeCorpus.object();
        answer.put(
                "decision",
                FactOrder.decide(stored, stamp(object, input.path("incoming"))).name());
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    /** Every event up to twice, in many orders; a refetch answers what is current. */
    void fold(CorpusCase example) {
        JsonNode input = example.input();
        String object = input.path("object").asText();
        List<Stamp> events = new ArrayList<>();
        input.path("events").forEach(event -> events.add(stamp(object, event)));
        Stamp current = stamp(object, input.path("current"));
        Random random = new Random(example.id().hashCode());
        for (int i = 0; i < SHUFFLES; i++) {
            List<Stamp> delivered = new ArrayList<>(events);
            events.stream().filter(event -> random.nextBoolean()).forEach(delivered::add);
            if (i > 0) {
                Collections.shuffle(delivered, random);
            }
            ObjectNode answer = StripeCorpus.object();
            answer.put("state", fold(delivered, current).state().name());
            StripeCorpusTest.assertSame(answer, example.expected());
        }
    }

    private static Stamp fold(List<Stamp> events, Stamp current) {
        @Nullable Stamp stored = null;
        for (Stamp event : events) {
            Decision decision = FactOrder.decide(stored, event);
            if (decision == Decision.APPLY) {
                stored = event;
            } else if (decision == Decision.REFETCH) {
                Instant time = stored == null || event.created().isAfter(stored.created())
                        ? event.created()
                        : stored.created();
                stored = new Stamp(time, current.state(), current.fingerprint(), current.attempt());
            }
        }
        assertThat(stored).isNotNull();
        return stored;
    }

    private static Stamp stamp(String object, JsonNode node) {
        String state = node.path("state").asText();
        return new Stamp(
                Instant.ofEpochSecond(node.path("created").asLong()),
                new StripeFact.State(state, node.path("rank").asInt(), StateTable.isTerminal(object, state)),
                node.path("fingerprint").asText(),
                Optional.ofNullable(node.path("attempt").textValue()));
    }

    void notice(CorpusCase example) {
        JsonNode configured = example.input().path("configured");
        NoticeReader reader = new NoticeReader(new NoticeReader.Receiver(
                configured.path("livemode").asBoolean(),
                Optional.ofNullable(configured.path("account").textValue()).map(StripeAccountId::of),
                configured.path("connect").asBoolean(false)));
        ObjectNode answer = StripeCorpus.object();
        if (example.input().has("body_text")) {
            // The intake asks the parser before the reader; text that is not JSON never gets further.
            answer.put("kind", "REJECTED").put("reason", "NOT_AN_EVENT");
            assertThat(isJson(example.input().path("body_text").asText())).isFalse();
            StripeCorpusTest.assertSame(answer, example.expected());
            return;
        }
        Notice notice = reader.read(example.input().path("body"));
        answer.put("kind", notice.kind().name());
        notice.reason().ifPresent(reason -> answer.put("reason", reason.name()));
        if (notice.kind() == Notice.Kind.DROPPED) {
            answer.put("event_id", notice.eventId());
        } else if (notice.kind() != Notice.Kind.REJECTED) {
            answer.put("envelope", notice.envelope().name())
                    .put("event_id", notice.eventId())
                    .put("type", notice.type())
                    .put("account", notice.account().map(StripeAccountId::value).orElse(null));
            if (notice.kind() == Notice.Kind.THIN) {
                answer.set("related_object", notice.object().orElse(null));
            } else {
                JsonNode object = notice.object().orElseThrow();
                answer.set("object_type", object.path("object"));
                answer.set("object_id", object.path("id"));
                answer.put("known_type", EventTypes.standard().isKnown(notice.type()));
            }
        }
        StripeCorpusTest.assertSame(answer, example.expected());
    }

    private static boolean isJson(String text) {
        try {
            StripeCorpus.JSON.readTree(text);
            return !text.isBlank();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return false;
        }
    }
}
