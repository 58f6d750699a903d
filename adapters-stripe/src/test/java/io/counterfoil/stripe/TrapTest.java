package io.counterfoil.stripe;

import static io.counterfoil.stripe.SimulatedHost.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillPlan.Stream;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.ManualTiming;
import io.counterfoil.stripe.transport.ScriptedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.RateLimiter;
import io.counterfoil.stripe.transport.internal.RetryTable;
import io.counterfoil.stripe.transport.internal.RetryingTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of requests and money that other adapters fell into (specification section 6), each by the issue that tells of it: none of them is one here. */
class TrapTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    @Test
    @DisplayName("STR-15 trap stripe-java: 429 is tried again")
    void rateLimits() throws Exception {
        ScriptedTransport once = new ScriptedTransport().answer(429, "{}").answer(200, "{}");
        StripeTransport retrying = new RetryingTransport(
                once, RetryTable.standard(), new RateLimiter(25, 25), new ManualTiming(), new Random(1));
        assertThat(retrying.send(StripeRequest.get("/v1/charges")).status()).isEqualTo(200);
        assertThat(once.asked()).hasSize(2);
    }

    @Test
    @DisplayName("STR-17 trap stripe-java: a page without objects that promises more is no NoSuchElementException")
    void emptyPage() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(1).build());
        host.pay(500, "pm_card_visa");
        host.simulator.faults().next("/v1/charges", Fault.EMPTY_PAGE);
        assertThat(host.backfill().complete()).isTrue();
        assertThat(host.facts(ChargeFact.class)).hasSize(1);
        assertThat(host.simulator.faults().struck()).isEqualTo(1);
    }

    @Test
    @DisplayName("STR-17 STR-18 trap stripe-java: a page that fails does not lose the cursor")
    void cursorSurvives() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(2).build());
        for (int i = 0; i < 250; i++) {
            host.pay(500 + i, "pm_card_visa");
        }
        List<String> after = new ArrayList<>();
        int[] pages = {0};
        StripeTransport failing = request -> {
            if (request.path().equals("/v1/charges")) {
                after.add(value(request, "starting_after"));
                if (++pages[0] == 2) {
                    throw new StripeTransport.Failure(StripeTransport.Failure.Reason.NETWORK, "reset");
                }
            }
            return SimulatedTransport.of(host.simulator).send(request);
        };
        Stripe stripe = Stripe.builder(failing)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(SimulatedHost.ACCOUNTS)
                .build();
        BackfillPlan charges = BackfillPlan.builder()
                .since(host.now().minusSeconds(1))
                .streams(List.of(Stream.CHARGES))
                .build();
        BackfillReport first = stripe.backfill(charges, host.now());
        assertThat(first.complete()).isFalse();
        assertThat(stripe.backfill(charges, host.now()).complete()).isTrue();
        assertThat(after.get(0)).isEmpty();
        assertThat(after.get(2)).as("goes on where it stopped").isNotEmpty().isEqualTo(after.get(1));
    }

    private static String value(StripeRequest request, String name) {
        return request.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(StripeRequest.Parameter::value)
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("STR-14 trap stripe-java: one command has one key, however often it is built, so that it is done once")
    void randomKeys() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(3).build());
        List<String> ids = new ArrayList<>();
        List<IdempotencyKey> keys = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            StripeCommand command = StripeCommand.of("payment_intent.create", false)
                    .with("amount", "500")
                    .with("currency", "gbp");
            keys.add(command.key());
            ids.add(host.send(StripeRequest.post("/v1/payment_intents", command))
                    .path("id")
                    .asText());
        }
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
        assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1));
    }

    @Test
    @DisplayName("STR-59 trap stripe-java #771 #1108: an object of another API version is read, not an empty one")
    void versionMismatch() {
        ChargeFact old = fact(
                ChargeFact.class,
                "{'id':'ch_1','object':'charge','amount':500,'currency':'gbp','created':1,'status':'succeeded','invoice':'in_1',"
                        + "'refunds':{'object':'list','data':[],'has_more':false},'payment_intent':{'id':'pi_1','object':'payment_intent'}}");
        assertThat(old.legacyInvoice()).contains("in_1");
        assertThat(old.paymentIntent()).contains("pi_1");
        assertThat(old.amountMinor()).isEqualTo(500);
    }

    @Test
    @DisplayName(
            "STR-38 trap stripe-java #1984, stripe-node #2299: the invoice of a payment is found before basil and after")
    void basilLinks() throws Exception {
        for (String version : List.of("2026-07-29.dahlia", "2025-03-31.basil", "2024-09-30.acacia", "2020-08-27")) {
            SimulatedHost host = new SimulatedHost(StripeSimulator.builder(4).build());
            String customer = host.post("customers").path("id").asText();
            String invoice =
                    host.post("invoices", "customer", customer).path("id").asText();
            host.post("invoiceitems", "customer", customer, "invoice", invoice, "amount", "700", "currency", "gbp");
            host.post("invoices/" + invoice + "/pay", "payment_method", "pm_card_visa");
            StripeTransport spoken = SimulatedTransport.of(host.simulator, version, "sk_test_simulator");
            List<StripeFact> facts = new ArrayList<>();
            for (String list :
                    List.of("payment_intents", "charges", "invoices", "invoice_payments?invoice=" + invoice)) {
                String[] parts = list.split("\\?", -1);
                StripeRequest request = StripeRequest.get("/v1/" + parts[0]);
                request = parts.length > 1 ? request.with("invoice", invoice) : request;
                StripeResponse answer = spoken.send(request);
                if (answer.isSuccess()) {
                    facts.addAll(io.counterfoil.stripe.fact.StripePages.test(StripeSimulator.ACCOUNT)
                            .read(answer.body(), list)
                            .facts());
                }
            }
            List<PaymentEvidence> payments =
                    PaymentFacts.builder(ZoneOffset.UTC).facts(facts).build().payments();
            assertThat(payments).as(version).singleElement().satisfies(payment -> {
                List<String> named = new ArrayList<>(payment.invoicePayments());
                named.addAll(payment.legacyInvoices());
                assertThat(named).as(version).contains(invoice);
            });
        }
    }

    @Test
    @DisplayName(
            "STR-24 trap stripe-dotnet #2914, stripe-node #2266: a success without a balance row waits for it, and is no crash")
    void laterRows() {
        SimulatedHost host =
                new SimulatedHost(StripeSimulator.builder(5).laterRows().build());
        String charge = host.pay(500, "pm_card_visa");
        host.account.deliver(host::receive);
        ChargeFact told = (ChargeFact) host.known.get(charge);
        assertThat(told.state().is("CONFIRMED")).isTrue();
        assertThat(told.balanceTransaction()).isEmpty();
        assertThat(Stripe.builder()
                        .accounts(SimulatedHost.ACCOUNTS)
                        .facts(List.of(told))
                        .build()
                        .missingRows(Duration.ofHours(1), AsOf.at(host.now().plusSeconds(3_601), ZoneOffset.UTC)))
                .hasSize(1);
        host.simulator.clock().advance(Duration.ofMinutes(2));
        host.account.deliver(host::receive);
        assertThat(((ChargeFact) host.known.get(charge)).balanceTransaction()).isPresent();
        List<IntakeResult.Pull> pulls =
                host.told.stream().flatMap(result -> result.pulls().stream()).toList();
        assertThat(host.stripe.pull(pulls, host.now()).complete()).isTrue();
        assertThat(host.facts(BalanceRow.class)).hasSize(1);
    }

    @Test
    @DisplayName(
            "STR-17 trap stripe-java #2011, stripe-apps #954: expanding too deep is refused here, and a page of 100 that overloads Stripe is asked for smaller")
    void expandAndPageSize() {
        assertThatThrownBy(() -> StripeRequest.get("/v1/charges").expand("data.a.b.c.d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 4");
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(6).build());
        for (int i = 0; i < 120; i++) {
            host.pay(500, "pm_card_visa");
        }
        List<String> limits = new ArrayList<>();
        StripeTransport overloaded = request -> {
            if (request.path().equals("/v1/charges")) {
                limits.add(value(request, "limit"));
                if (value(request, "limit").equals("100")) {
                    return StripeResponse.of(500, Map.of(), new byte[0]);
                }
            }
            return SimulatedTransport.of(host.simulator).send(request);
        };
        BackfillReport report = Stripe.builder(overloaded)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(SimulatedHost.ACCOUNTS)
                .build()
                .backfill(
                        BackfillPlan.builder()
                                .since(host.now().minusSeconds(1))
                                .streams(List.of(Stream.CHARGES))
                                .build(),
                        host.now());
        assertThat(report.complete()).isTrue();
        assertThat(report.fresh()).isEqualTo(120);
        assertThat(limits).startsWith("100", "50");
    }

    @Test
    @DisplayName(
            "STR-18 trap airbyte #15509 #4921: what was made long ago and changed today is seen, although lists are cut by creation")
    void createdCursors() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(7).build());
        String customer = host.post("customers").path("id").asText();
        String invoice = host.post("invoices", "customer", customer).path("id").asText();
        host.post("invoiceitems", "customer", customer, "invoice", invoice, "amount", "700", "currency", "gbp");
        host.post("invoices/" + invoice + "/finalize");
        host.backfill();
        assertThat(host.stored(invoice).flatMap(StripeFact::stateIfAny).map(StripeFact.State::name))
                .contains("OPEN");
        host.days(90);
        host.post("invoices/" + invoice + "/pay", "payment_method", "pm_card_visa");
        host.backfill();
        assertThat(host.stored(invoice).flatMap(StripeFact::stateIfAny).map(StripeFact.State::name))
                .contains("PAID");
    }

    @Test
    @DisplayName("STR-19 trap gumroad #3814: a payout whose every webhook was lost does not stay on its way")
    void lostWebhooks() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(8).build());
        host.simulator.deliveries().lose(1000);
        host.pay(50_000, "pm_card_visa");
        host.days(6);
        assertThat(host.account.deliver(host::receive)).isZero();
        assertThat(host.stripe.sweepUndelivered(host.now()).complete()).isTrue();
        List<PayoutFact> payouts = host.facts(PayoutFact.class);
        assertThat(payouts).isNotEmpty().allMatch(payout -> payout.state().is("PAID"));
        assertThat(host.stripe.provePayout(payouts.get(0).id(), host.asOf()).holds())
                .isTrue();
    }

    @Test
    @DisplayName("STR-29 trap tap-stripe #25: a payout by hand is estimated, oldest first, and never called proven")
    void manualPayouts() {
        SimulatedHost host =
                new SimulatedHost(StripeSimulator.builder(9).manualPayouts().build());
        host.pay(50_000, "pm_card_visa");
        host.days(5);
        String id = host.post("payouts", "amount", "10000", "currency", "gbp")
                .path("id")
                .asText();
        host.days(5);
        PayoutProof proof = host.stripe.provePayout(id, host.asOf());
        assertThat(proof.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(proof.problems()).extracting(found -> (Object) found.code()).contains(StripeCode.ESTIMATED);
    }

    @Test
    @DisplayName(
            "STR-30 trap stripe-mirakl #146: the failure of a payout is a member of a later payout, and both are proven")
    void failureInALaterPayout() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(10).build());
        host.account.failNextPayouts(1);
        host.pay(50_000, "pm_card_visa");
        host.days(8);
        host.pay(20_000, "pm_card_visa");
        host.days(8);
        host.backfill();
        List<PayoutFact> payouts = host.facts(PayoutFact.class);
        PayoutFact failed = payouts.stream()
                .filter(payout -> payout.state().is("FAILED"))
                .findFirst()
                .orElseThrow();
        List<PayoutProof> proofs = payouts.stream()
                .map(payout -> host.stripe.provePayout(payout.id(), host.asOf()))
                .toList();
        assertThat(proofs).hasSizeGreaterThan(1).allMatch(PayoutProof::holds);
        PayoutProof later = proofs.stream()
                .filter(proof -> proof.members().stream()
                        .anyMatch(row -> row.id()
                                .equals(failed.failureBalanceTransaction().orElse(""))))
                .findFirst()
                .orElseThrow();
        assertThat(later.payout().id()).isNotEqualTo(failed.id());
        assertThat(host.roles(host.facts(BalanceRow.class)).getOrDefault(StripeAccountRole.PAYOUT_IN_TRANSIT, 0L))
                .as("only what really left is on its way")
                .isEqualTo(payouts.stream()
                        .filter(payout -> !payout.state().is("FAILED"))
                        .mapToLong(PayoutFact::amountMinor)
                        .sum());
    }

    @Test
    @DisplayName(
            "STR-35 trap woocommerce-payments #8588: an advance and its funding in different payouts are no income, and each payout is proven by itself")
    void advances() {
        BalanceRow advance = MoneyRows.row("txn_1", "advance", 10_000, 0, "adv_1");
        BalanceRow funding = MoneyRows.row("txn_2", "advance_funding", -10_000, 0, "adv_1");
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(11).build());
        for (BalanceRow row : List.of(advance, funding)) {
            RowPosting posting = host.stripe.assess(row);
            assertThat(posting.breaks()).isEmpty();
            assertThat(posting.legs())
                    .noneMatch(leg -> leg.role().kind() == Account.Kind.INCOME
                            || leg.role().kind() == Account.Kind.EXPENSE);
        }
        assertThat(host.roles(List.of(advance, funding))).isEmpty();
        assertThat(proved(host, 10_000, advance)).isEqualTo(ProofStatus.PROVED);
        BalanceRow sale = MoneyRows.row("txn_3", "charge", 15_000, 0, "ch_1");
        assertThat(proved(host, 5_000, sale, funding)).isEqualTo(ProofStatus.PROVED);
    }

    private static ProofStatus proved(SimulatedHost host, long amount, BalanceRow... members) {
        List<BalanceRow> rows = new ArrayList<>(List.of(members));
        rows.add(MoneyRows.row("txn_po" + amount, "payout", -amount, 0, "po_" + amount));
        PayoutFact payout = fact(
                PayoutFact.class,
                "{'id':'po_" + amount + "','object':'payout','amount':" + amount
                        + ",'currency':'gbp','status':'paid','automatic':true,"
                        + "'reconciliation_status':'completed','arrival_date':1,'created':1}");
        return host.stripe
                .provePayout(payout, rows.stream(), AsOf.at(NOW, ZoneOffset.UTC))
                .status();
    }

    @Test
    @DisplayName(
            "STR-25 trap medusa, dj-stripe, saleor, killbill: three decimals are not rounded up, yen are not divided, and Stripe's digits beat ISO's")
    void minorUnits() {
        StripeAmounts amounts = StripeAmounts.standard();
        assertThat(amounts.toMoney("kwd", 1_230)).isEqualTo(Amounts.in("KWD").of("1.230"));
        assertThatThrownBy(() -> amounts.toMinor(Amounts.in("KWD").of("1.231"), StripeAmounts.Purpose.CHARGE))
                .as("not rounded up to 1.240")
                .isInstanceOf(RuntimeException.class);
        assertThat(amounts.toMoney("jpy", 500)).isEqualTo(Amounts.in("JPY").of("500"));
        assertThat(amounts.toMoney("isk", 500))
                .as("ISO has no decimals")
                .isEqualTo(Amounts.in("ISK").of("5"));
        assertThat(amounts.toMoney("mga", 500))
                .as("ISO has two decimals")
                .isEqualTo(Amounts.in("MGA").of("500"));
        assertThat(amounts.toMinor(Amounts.in("MGA").of("500"), StripeAmounts.Purpose.CHARGE))
                .isEqualTo(500);
    }

    /** Rows that no simulator makes. */
    static final class MoneyRows {
        private MoneyRows() {}

        static BalanceRow row(String id, String type, long amount, long fee, String source) {
            JsonNode json = StripeCorpus.JSON
                    .createObjectNode()
                    .put("id", id)
                    .put("object", "balance_transaction")
                    .put("type", type)
                    .put("reporting_category", type)
                    .put("amount", amount)
                    .put("fee", fee)
                    .put("net", amount - fee)
                    .put("currency", "gbp")
                    .put("source", source)
                    .put("status", "available")
                    .put("created", 1_799_000_000L);
            return fact(BalanceRow.class, json.toString());
        }
    }
}
