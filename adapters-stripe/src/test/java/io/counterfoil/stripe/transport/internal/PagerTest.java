package io.counterfoil.stripe.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.transport.ScriptedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport.Failure;
import io.counterfoil.stripe.transport.internal.Pager.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PagerTest {

    private static final StripeRequest LIST = StripeRequest.get("/v1/refunds").with("created[gte]", 5);

    private final ScriptedTransport script = new ScriptedTransport();
    private final Pager pager = new Pager(script, StripePages.test("acct_1"));
    private final List<String> seen = new ArrayList<>();
    private final List<Optional<String>> cursors = new ArrayList<>();

    private Walk walk(Optional<String> from) {
        return walk(LIST, from);
    }

    private Walk walk(StripeRequest list, Optional<String> from) {
        return pager.walk(list, from, (page, cursor) -> {
            page.facts().forEach(fact -> seen.add(fact.id()));
            cursors.add(cursor);
        });
    }

    private static String refund(String id) {
        return "{\"object\":\"refund\",\"id\":\"" + id
                + "\",\"amount\":5,\"currency\":\"eur\",\"status\":\"succeeded\",\"created\":7}";
    }

    private static String page(boolean more, String... ids) {
        List<String> objects = new ArrayList<>();
        for (String id : ids) {
            objects.add(refund(id));
        }
        return "{\"object\":\"list\",\"has_more\":" + more + ",\"url\":\"/v1/refunds\",\"data\":["
                + String.join(",", objects) + "]}";
    }

    private String sizes() {
        return String.join(
                " ",
                script.asked().stream()
                        .map(r -> r.parameters().stream()
                                .filter(p -> p.name().equals("limit"))
                                .findFirst()
                                .orElseThrow()
                                .value())
                        .toList());
    }

    @Test
    @DisplayName("STR-17 every page is taken, each from the last object of the one before")
    void walks() {
        script.answer(200, Map.of("Stripe-Version", "2026-07-29.dahlia"), page(true, "re_3", "re_2"))
                .answer(200, page(false, "re_1"));

        Walk walk = walk(Optional.empty());

        assertThat(walk.complete()).isTrue();
        assertThat(walk.cursor()).isEmpty();
        assertThat(walk.pages()).isEqualTo(2);
        assertThat(walk.problems()).isEmpty();
        assertThat(walk.version()).contains("2026-07-29.dahlia");
        assertThat(seen).containsExactly("re_3", "re_2", "re_1");
        assertThat(cursors).containsExactly(Optional.of("re_2"), Optional.empty());
        assertThat(script.asked().get(0).form()).isEqualTo("created%5Bgte%5D=5&limit=100");
        assertThat(script.asked().get(1).form()).isEqualTo("created%5Bgte%5D=5&starting_after=re_2&limit=100");
    }

    @Test
    @DisplayName("STR-17 an empty page that promises more is asked for again from the same place")
    void emptyPages() {
        script.answer(200, page(true, "re_3"))
                .answer(200, page(true))
                .answer(200, page(true))
                .answer(200, page(true))
                .answer(200, page(false, "re_2"));

        assertThat(walk(Optional.empty()).complete()).isTrue();
        assertThat(seen).containsExactly("re_3", "re_2");
        assertThat(script.asked().get(4).form()).contains("starting_after=re_3");
    }

    @Test
    @DisplayName("STR-17 a list that stays empty ends with the cursor, and a walk from it goes on")
    void stalls() {
        script.answer(200, page(true, "re_3"));
        for (int i = 0; i < 4; i++) {
            script.answer(200, page(true));
        }
        Walk stalled = walk(Optional.empty());

        assertThat(stalled.complete()).isFalse();
        assertThat(stalled.cursor()).contains("re_3");
        assertThat(stalled.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.LIST_STALLED);

        script.answer(200, page(false, "re_2"));
        Walk rest = walk(stalled.cursor());
        assertThat(rest.complete()).isTrue();
        assertThat(seen).containsExactly("re_3", "re_2");
        assertThat(script.left()).isZero();
    }

    @Test
    @DisplayName("STR-17 a list that gives the same page again and again ends")
    void doesNotMove() {
        script.answer(200, page(true, "re_3")).answer(200, page(true, "re_3"));

        Walk walk = walk(Optional.empty());

        assertThat(walk.complete()).isFalse();
        assertThat(walk.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.LIST_STALLED);
        assertThat(walk.problems().get(0).message()).isEqualTo("GET /v1/refunds does not move on, the list ends early");
    }

    @Test
    @DisplayName("STR-17 the page shrinks on server errors and recovers")
    void shrinks() {
        script.answer(500, "{}")
                .answer(502, "{}")
                .answer(503, "{}")
                .answer(500, "{}")
                .answer(200, page(true, "re_3"))
                .answer(200, page(true, "re_2"))
                .answer(200, page(false, "re_1"));

        assertThat(walk(Optional.empty()).complete()).isTrue();
        assertThat(sizes()).isEqualTo("100 50 25 12 10 20 40");
        assertThat(seen).containsExactly("re_3", "re_2", "re_1");
    }

    @Test
    @DisplayName("STR-17 a page that cannot be got ends the walk with the cursor before it")
    void fails() {
        script.answer(200, page(true, "re_3")).fail(Failure.Reason.NETWORK);
        Walk cut = walk(Optional.empty());
        assertThat(cut.complete()).isFalse();
        assertThat(cut.cursor()).contains("re_3");
        assertThat(cut.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.PAGE_FAILED);

        script.answer(200, page(true, "re_3")).answer(200, "<html>");
        assertThat(walk(Optional.empty()).problems())
                .extracting(Diagnostic::message)
                .containsExactly("GET /v1/refunds was answered with what is no page of Stripe's");

        script.answer(400, "{\"error\":{\"code\":\"parameter_invalid_empty\"}}");
        assertThat(walk(Optional.empty()).problems())
                .extracting(Diagnostic::message)
                .containsExactly("GET /v1/refunds was answered with 400 parameter_invalid_empty, the list ends early");

        for (int i = 0; i < 5; i++) {
            script.answer(500, "{}");
        }
        Walk down = walk(Optional.empty());
        assertThat(down.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.PAGE_FAILED);
        assertThat(down.refusal())
                .hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(500));
        assertThat(script.left()).isZero();
    }

    @Test
    @DisplayName("STR-21 a list that the key may not read names the permission")
    void denied() {
        script.answer(403, "{\"error\":{\"message\":\"Having the 'rak_refund_read' permission would allow this\"}}");
        assertThat(walk(Optional.empty()).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(StripeCode.PERMISSION_MISSING);
            assertThat(problem.message())
                    .isEqualTo("GET /v1/refunds was answered with 403, the key lacks rak_refund_read");
        });
        script.answer(401, "{}");
        assertThat(walk(Optional.empty()).problems().get(0).message())
                .isEqualTo("GET /v1/refunds was answered with 401, the key lacks the permission to read /v1/refunds");
    }

    @Test
    @DisplayName("STR-09 an object that cannot be read is reported, the walk goes on")
    void badObject() {
        script.answer(
                200,
                "{\"object\":\"list\",\"has_more\":false,\"data\":[{\"object\":\"refund\",\"id\":\"re_2\",\"amount\":1.5},"
                        + refund("re_1") + "]}");

        assertThat(walk(Optional.empty()).complete()).isTrue();
        assertThat(seen).containsExactly("re_1");
    }

    private static String invoice(String payments, boolean more, String url) {
        return "{\"object\":\"list\",\"has_more\":false,\"data\":[{\"object\":\"invoice\",\"id\":\"in_1\",\"amount_due\":9,"
                + "\"currency\":\"eur\",\"status\":\"open\",\"created\":7,\"payments\":{\"object\":\"list\",\"has_more\":"
                + more + ",\"url\":\"" + url + "\",\"data\":[" + payments + "]}}]}";
    }

    private static String payment(String id) {
        return "{\"object\":\"invoice_payment\",\"id\":\"" + id
                + "\",\"invoice\":\"in_1\",\"amount_requested\":9,\"currency\":\"eur\",\"status\":\"open\"}";
    }

    @Test
    @DisplayName("STR-20 an embedded list that was cut is completed from its own address")
    void embedded() {
        List<StripeFact> facts = new ArrayList<>();
        script.answer(200, invoice(payment("inpay_1"), true, "/v1/invoice_payments?invoice=in_1"))
                .answer(200, "{\"object\":\"list\",\"has_more\":true,\"data\":[" + payment("inpay_2") + "]}")
                .answer(200, "{\"object\":\"list\",\"has_more\":false,\"data\":[" + payment("inpay_3") + "]}");

        Walk walk = pager.walk(
                StripeRequest.get("/v1/invoices").on(StripeAccountId.of("acct_1")),
                Optional.empty(),
                (page, cursor) -> facts.addAll(page.facts()));

        assertThat(walk.complete()).isTrue();
        assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        StripeFact.InvoiceFact.class,
                        fact -> assertThat(fact.payments())
                                .extracting(StripeFact::id)
                                .containsExactly("inpay_1", "inpay_2", "inpay_3"));
        assertThat(script.asked().get(1).form()).isEqualTo("invoice=in_1&limit=100&starting_after=inpay_1");
        assertThat(script.asked().get(2).form()).isEqualTo("invoice=in_1&limit=100&starting_after=inpay_2");
        assertThat(script.asked().get(2).account()).contains(StripeAccountId.of("acct_1"));
    }

    @Test
    @DisplayName("STR-20 an object whose list cannot be completed is not taken for the whole")
    void embeddedFails() {
        for (String answer : List.of("{}", "{\"data\":[],\"has_more\":true}", "<", "{\"data\":{}}")) {
            script.answer(200, invoice(payment("inpay_1"), true, "/v1/invoice_payments"))
                    .answer(200, answer);
            Walk walk = walk(StripeRequest.get("/v1/invoices"), Optional.empty());
            assertThat(walk.complete()).isFalse();
            assertThat(walk.problems().get(0).message())
                    .isEqualTo("GET /v1/invoices: an embedded list was cut at ten and could not be completed");
        }
        script.answer(200, invoice(payment("inpay_1"), true, "https://evil.example/x"));
        assertThat(walk(StripeRequest.get("/v1/invoices"), Optional.empty()).complete())
                .isFalse();
        script.answer(200, invoice(payment("inpay_1"), true, "/v1/invoice_payments"))
                .answer(403, "{}");
        assertThat(walk(StripeRequest.get("/v1/invoices"), Optional.empty()).complete())
                .isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void aCompleteEmbeddedListNeedsNoFurtherRequest() {
        script.answer(200, invoice(payment("inpay_1"), false, "/v1/invoice_payments"));
        assertThat(walk(StripeRequest.get("/v1/invoices"), Optional.empty()).complete())
                .isTrue();
        assertThat(seen).containsExactly("in_1");
        assertThat(script.asked()).hasSize(1);
    }
}
