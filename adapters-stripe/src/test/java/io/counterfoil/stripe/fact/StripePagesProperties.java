package io.counterfoil.stripe.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class StripePagesProperties {

    private static final String PAGE = """
            {"object":"list","has_more":false,"data":[
             {"object":"balance_transaction","id":"txn_1","amount":1000,"fee":30,"net":970,"currency":"gbp","type":"charge",
              "created":1767225600,"fee_details":[{"type":"stripe_fee","amount":30}],"source":"ch_1","exchange_rate":0.81},
             {"object":"payout","id":"po_1","amount":970,"currency":"gbp","status":"paid","arrival_date":1767225600,
              "created":1767225600,"automatic":true,"trace_id":{"status":"supported","value":"FPS1"}},
             {"object":"invoice","id":"in_1","amount_due":5,"currency":"gbp","created":1,"payments":{"object":"list","data":[
              {"object":"invoice_payment","id":"inpay_1","invoice":"in_1","amount_requested":5,"currency":"gbp","status":"paid",
               "payment":{"type":"payment_intent","payment_intent":"pi_1"}}]}},
             {"object":"dispute","id":"dp_1","amount":5,"currency":"gbp","status":"lost","created":1,"balance_transactions":[
              {"object":"balance_transaction","id":"txn_2","amount":-5,"net":-5,"currency":"gbp","type":"adjustment","created":1}]},
             {"object":"payment_intent","id":"pi_1","amount":5,"currency":"gbp","status":"succeeded","created":1,
              "charges":{"data":[{"id":"ch_9"}]},"metadata":{"invoice_number":"INV-1"}}]}""";

    @Property
    @Label("bytes altered anywhere give facts or diagnostics, never an exception; every object is one or the other")
    void alteredBytesNeverThrow(@ForAll Random random) {
        byte[] json = PAGE.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            json[random.nextInt(json.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(128) : "0\"{}[],:-n".charAt(random.nextInt(10)));
        }
        StripePage page = StripePages.test("acct_1").read(json, "altered");
        long errors = page.diagnostics().stream()
                .filter(d -> d.level() == Diagnostic.Level.ERROR)
                .count();
        assertThat(page.facts().size() + errors).isGreaterThanOrEqualTo(page.objects());
        assertThat(page.objects() > 0 || errors > 0 || page.facts().isEmpty()).isTrue();
    }

    @Property
    @Label("a page cut anywhere gives one diagnostic and no facts")
    void cutPages(@ForAll Random random) {
        byte[] json = PAGE.getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(json, random.nextInt(json.length));
        StripePage page = StripePages.test("acct_1").read(cut, "cut");
        assertThat(page.facts()).isEmpty();
        assertThat(page.diagnostics()).hasSize(1);
    }
}
