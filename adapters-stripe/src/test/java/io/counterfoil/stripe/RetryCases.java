package io.counterfoil.stripe;

import static io.counterfoil.stripe.StripeCorpus.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.stripe.transport.internal.RetryTable;
import io.counterfoil.stripe.transport.internal.RetryTable.Attempt;
import io.counterfoil.stripe.transport.internal.RetryTable.Verdict;

/** Cases of the corpus about repeating requests. */
final class RetryCases {

    void decide(CorpusCase example) {
        JsonNode input = example.input();
        boolean answered = input.path("kind").asText().equals("http");
        boolean repeatable = input.path("method").asText("GET").equals("GET")
                || input.path("idempotency_key").asBoolean(false);
        Verdict verdict = RetryTable.standard()
                .decide(new Attempt(
                        input.path("attempt").asInt(1),
                        repeatable,
                        answered ? input.path("status").asInt() : 0,
                        input.path("code").asText(""),
                        input.path("retry_after").asText(""),
                        input.path("should_retry").asText("")));
        ObjectNode answer = object();
        answer.put("retry", verdict.retry()).put("why", verdict.why().name());
        if (verdict.retry()) {
            answer.put("wait_min_ms", verdict.shortest().toMillis())
                    .put("wait_max_ms", verdict.longest().toMillis());
        }
        StripeCorpusTest.assertSame(answer, example.expected());
    }
}
