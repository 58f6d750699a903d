package io.counterfoil.stripe.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StripePagesTest {

    private static final String ROW = """
            {"object":"balance_transaction","id":"txn_1","amount":1000,"fee":30,"net":970,"currency":"gbp","type":"charge",\
            "created":1767225600,"fee_details":[{"type":"stripe_fee","amount":30}],"source":{"id":"ch_1","object":"charge"}}""";

    private final StripePages pages = StripePages.test("acct_1");

    @Test
    void readsAListPage() {
        StripePage page = read("{\"object\":\"list\",\"has_more\":true,\"data\":[" + ROW + "]}");
        assertThat(page.hasMore()).isTrue();
        assertThat(page.lastId()).contains("txn_1");
        BalanceRow row = page.facts(BalanceRow.class).get(0);
        assertThat(row.key()).hasValueSatisfying(key -> assertThat(key).hasToString("acct_1:test:txn_1"));
        assertThat(row.source()).contains("ch_1");
        assertThat(row.netMinor()).isEqualTo(970);
        assertThat(page.diagnostics()).isEmpty();
    }

    @Test
    void readsAnEmptyPage() {
        StripePage page = read("{\"object\":\"list\",\"has_more\":false,\"data\":[]}");
        assertThat(page.facts()).isEmpty();
        assertThat(page.objects()).isZero();
        assertThat(page.diagnostics()).isEmpty();
    }

    @Test
    @DisplayName("STR-09 an object of an unknown type is kept and reported")
    void keepsUnknownObjects() {
        StripePage page = read("[{\"object\":\"quantum_ledger\",\"id\":\"ql_1\"}," + ROW + "]");
        assertThat(page.facts()).hasSize(2);
        assertThat(page.facts().get(0)).isInstanceOf(OtherFact.class);
        assertThat(codes(page)).containsExactly(StripeCode.UNKNOWN_OBJECT);
    }

    @Test
    @DisplayName("STR-09 an unknown status is kept as it was written and reported")
    void keepsUnknownStatuses() {
        StripePage page = read("""
                {"object":"payout","id":"po_1","amount":100,"currency":"gbp","status":"teleported","arrival_date":1767225600,\
                "created":1767225600,"automatic":true,"trace_id":{"status":"supported","value":"FPS1"}}""");
        PayoutFact payout = page.facts(PayoutFact.class).get(0);
        assertThat(payout.status()).isEqualTo("teleported");
        assertThat(payout.state()).isEqualTo(StripeFact.State.UNKNOWN);
        assertThat(payout.traceId()).contains("FPS1");
        assertThat(codes(page)).containsExactly(StripeCode.UNKNOWN_STATUS);
    }

    @Test
    @DisplayName("an amount that is no integer quarantines its object with a JSON pointer, and the list goes on")
    void quarantinesBadAmounts() {
        String bad = "{\"object\":\"list\",\"data\":[" + ROW.replace("1000", "10.00") + ","
                + ROW.replace("1000", "\"1000\"") + ","
                + ROW.replace("1000", "99999999999999999999") + ","
                + ROW.replace("\"amount\":1000,", "") + "," + ROW + "]}";
        StripePage page = read(bad);
        assertThat(page.facts()).hasSize(1);
        assertThat(page.objects()).isEqualTo(5);
        assertThat(codes(page))
                .containsExactly(
                        StripeCode.BAD_AMOUNT, StripeCode.BAD_AMOUNT, StripeCode.BAD_AMOUNT, StripeCode.MISSING_FIELD);
        assertThat(page.diagnostics().get(0).location().field()).isEqualTo("/data/0/amount");
        assertThat(page.diagnostics()).extracting(Diagnostic::level).containsOnly(Diagnostic.Level.ERROR);
    }

    @Test
    @DisplayName("a row without currency or id, and an entry that is no object, are reported and left out")
    void quarantinesIncompleteObjects() {
        StripePage page = read("[" + ROW.replace("\"currency\":\"gbp\",", "") + ","
                + ROW.replace("\"id\":\"txn_1\",", "") + ",17,null,{\"id\":\"x\"}]");
        assertThat(page.facts()).isEmpty();
        assertThat(codes(page)).hasSize(5).containsOnly(StripeCode.MISSING_FIELD);
    }

    @Test
    @DisplayName("STR-10 an object of the other mode is refused")
    void refusesTheOtherMode() {
        StripePage page = read("[" + ROW.replace("\"object\"", "\"livemode\":true,\"object\"") + "]");
        assertThat(page.facts()).isEmpty();
        assertThat(codes(page)).containsExactly(StripeCode.WRONG_MODE);
    }

    @Test
    @DisplayName("text that is cut, is no JSON, repeats a key or nests too deep gives one diagnostic and no facts")
    void refusesBadJson() {
        String deep = "{\"object\":\"list\",\"data\":" + "[".repeat(100) + "]".repeat(100) + "}";
        List<String> bad = List.of(
                "",
                "{",
                "<html>",
                "{\"object\":\"list\",\"object\":\"list\",\"data\":[]}",
                deep,
                "[1] trailing",
                "sk_live_abc");
        for (String json : bad) {
            StripePage page = read(json);
            assertThat(page.facts()).as(json).isEmpty();
            assertThat(page.diagnostics()).as(json).hasSize(1);
            assertThat(page.diagnostics().get(0).message()).doesNotContain("sk_live_abc");
        }
        assertThat(codes(read("17"))).containsExactly(StripeCode.NOT_A_PAGE);
        assertThat(codes(read("{\"object\":\"list\",\"data\":{}}"))).containsExactly(StripeCode.NOT_A_PAGE);
    }

    @Test
    @DisplayName("STR-63 a deleted object is a tombstone, an upcoming invoice without id has no key")
    void tombstonesAndObjectsWithoutId() {
        StripePage page = read("""
                [{"object":"invoice","id":"in_1","deleted":true},
                 {"object":"invoice","amount_due":1000,"currency":"gbp","created":1767225600}]""");
        assertThat(page.facts().get(0)).isInstanceOf(OtherFact.class);
        InvoiceFact upcoming = page.facts(InvoiceFact.class).get(0);
        assertThat(upcoming.key()).isEmpty();
        assertThat(upcoming.id()).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-22 card numbers are taken out of free text, and free text and metadata stay out of toString and messages")
    void keepsPrivateDataOut() {
        StripePage page = read("""
                {"object":"charge","id":"ch_1","amount":1000,"currency":"gbp","status":"succeeded","created":1767225600,\
                "description":"card 4242424242424242 of ana@example.com","metadata":{"note":"ana@example.com 4242 4242 4242 4242"},\
                "billing_details":{"email":"ana@example.com"},"receipt_email":"ana@example.com"}""");
        ChargeFact charge = page.facts(ChargeFact.class).get(0);
        assertThat(charge.description()).doesNotContain("4242424242424242");
        assertThat(charge.metadata().get("note")).doesNotContain("4242 4242 4242");
        assertThat(charge.toString()).doesNotContain("ana@example.com").doesNotContain("4242");
        assertThat(page.toString()).doesNotContain("ana@example.com").doesNotContain("4242");
    }

    private StripePage read(String json) {
        return pages.read(json.getBytes(StandardCharsets.UTF_8), "page.json");
    }

    private static List<StripeCode> codes(StripePage page) {
        return page.diagnostics().stream().map(d -> (StripeCode) d.code()).toList();
    }
}
