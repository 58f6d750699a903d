package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.LedgerExport;
import io.counterfoil.stripe.simulator.SimulatedAccount;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.ManualTiming;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.RateLimiter;
import io.counterfoil.stripe.transport.internal.RetryTable;
import io.counterfoil.stripe.transport.internal.RetryingTransport;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/** A host and a Stripe that is not kind to it, from one seed: in the end the host's ledger must say what is true. */
final class FaultPlanRun {

    enum Mode {
        WEBHOOKS,
        BACKFILL,
        MIXED
    }

    private static final List<String> METHODS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_chargeDeclined",
            "pm_card_createDispute",
            "pm_card_createDisputeInquiry",
            "pm_card_refundFail",
            "pm_card_createIssuerFraudRecord",
            "pm_bacsDebit_success",
            "pm_bacsDebit_insufficientFunds",
            "pm_bacsDebit_lateFailure",
            "pm_sepaDebit_dispute");

    private static final int PATIENCE = 40;

    private final long seed;
    private final Mode mode;
    private final SplittableRandom random;
    private final StripeSimulator simulator;
    private final SimulatedAccount account;
    private final StripeTransport transport;
    private final AccountMap accounts;
    private final Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
    private final FactStore facts;
    private final Map<String, BalanceRow> rows = new LinkedHashMap<>();
    private final Map<String, DisputeFact> lost = new TreeMap<>();
    private final List<String> charges = new ArrayList<>();
    private final Stripe stripe;
    private final StripeIntake intake;
    private final Instant start;
    private int commands;
    private int forgedTaken;

    FaultPlanRun(long seed, Mode mode) {
        this.seed = seed;
        this.mode = mode;
        // A third of the hosts keep everything in one store of bytes, as over a database.
        VersionedBytes bytes = VersionedBytes.inMemory();
        boolean stored = seed % 3 == 0;
        this.facts = stored ? FactStore.over(bytes) : FactStore.inMemory();
        this.random = new SplittableRandom(seed);
        StripeSimulator.Builder builder = StripeSimulator.builder(seed).rate("eur", "0.8615");
        if (random.nextInt(3) == 0) {
            builder.laterRows();
        }
        if (random.nextInt(3) == 0) {
            builder.returnDisputeFees();
        }
        if (random.nextInt(4) == 0) {
            builder.settlement("gbp", "eur");
        }
        String[] versions = {"2026-07-29.dahlia", "2025-03-31.basil", "2024-09-30.acacia", "2020-08-27"};
        builder.apiVersion(versions[random.nextInt(versions.length)]);
        this.simulator = builder.build();
        this.account = simulator.account();
        this.start = simulator.clock().now();
        this.transport = new RetryingTransport(
                SimulatedTransport.of(simulator),
                RetryTable.standard(),
                new RateLimiter(10_000, 10_000),
                new ManualTiming(),
                new SplittableRandom(seed));
        AccountMap.Builder map = AccountMap.builder();
        for (String code : List.of("GBP", "EUR")) {
            map.standard(Monetary.getCurrency(code), StripeAccountRole.values());
        }
        this.accounts = map.build();
        accounts.openIn(ledger);
        this.stripe = Stripe.builder(transport)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(accounts)
                .facts(facts)
                .cursors(bytes)
                .changes(this::changed)
                .build();
        String endpoint = account.addEndpoint(List.of("*"), "");
        WebhookSecrets secrets = WebhookSecrets.of("first", account.secret(endpoint));
        if (random.nextBoolean()) {
            secrets = secrets.and("second", account.rollSecret(endpoint));
        }
        this.intake = StripeIntake.builder(secrets)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .facts(facts)
                .inbox(stored ? StripeInbox.over(bytes) : StripeInbox.inMemory())
                .reader(stripe::read)
                .reaction(this::react)
                .build();
        plan();
    }

    private void plan() {
        if (mode != Mode.BACKFILL) {
            simulator
                    .deliveries()
                    .duplicate(random.nextInt(300))
                    .secondEvent(random.nextInt(100))
                    .forge(random.nextInt(50))
                    .delayUpTo(Duration.ofHours(random.nextInt(48)))
                    .shuffle(random.nextBoolean());
        }
        if (mode == Mode.MIXED) {
            simulator.deliveries().lose(random.nextInt(400));
        }
        for (Fault fault : Fault.values()) {
            simulator.faults().strike("/v1", fault, random.nextInt(25));
        }
    }

    private Instant now() {
        return simulator.clock().now();
    }

    /** A new or changed fact from the API: rows are posted, lost disputes are losses. */
    private void changed(StripeFact fact) {
        if (fact instanceof BalanceRow row) {
            rows.put(row.id(), row);
            stripe.post(row, ledger, now()).orThrow();
        } else if (fact instanceof DisputeFact dispute && dispute.state().is("LOST")) {
            lost.put(dispute.id(), dispute);
        }
    }

    /** A notice: what it makes worth reading is read; where that fails it is sent again. */
    private void react(IntakeResult result) {
        result.facts().forEach(fact -> {
            if (!(fact instanceof BalanceRow)) {
                changed(fact);
            }
        });
        BackfillReport report = stripe.pull(result.pulls(), now());
        if (!report.complete()) {
            throw new IllegalStateException("a pull did not come to its end");
        }
    }

    private int receive(WebhookDelivery delivery) {
        if (mode == Mode.BACKFILL) {
            return 200;
        }
        IntakeResult result = intake.accept(delivery.body(), delivery.signature(), now());
        if (delivery.forged() && result.httpStatus() != 400) {
            forgedTaken++;
        }
        return result.httpStatus();
    }

    /** Plays the run and holds the host's books to the truth. */
    void play() {
        for (int day = 0; day < 14; day++) {
            int acts = random.nextInt(4);
            for (int i = 0; i < acts; i++) {
                act();
            }
            simulator.clock().advance(Duration.ofMinutes(1 + random.nextInt(2 * 1440)));
            account.deliver(this::receive);
            if (mode != Mode.WEBHOOKS && random.nextInt(5) == 0) {
                stripe.backfill(BackfillPlan.since(start), now());
            }
            if (mode == Mode.MIXED && random.nextInt(6) == 0) {
                stripe.sweepUndelivered(now());
            }
        }
        simulator.clock().advance(Duration.ofDays(40));
        account.deliverAll(this::receive);
        if (mode != Mode.WEBHOOKS) {
            backfillToTheEnd();
        }
        simulator.faults().clear();
        verify();
    }

    private void backfillToTheEnd() {
        for (int i = 0; i < PATIENCE; i++) {
            if (stripe.backfill(BackfillPlan.since(start), now()).complete()) {
                return;
            }
        }
        throw new AssertionError(name() + ": the backfill never came to its end");
    }

    private void act() {
        switch (random.nextInt(12)) {
            case 0 -> refund();
            case 1 -> answerDispute();
            case 2 -> account.failNextPayouts(1);
            case 3 -> capture();
            case 4 -> invoice();
            case 5 -> {
                if (mode != Mode.WEBHOOKS) {
                    account.bill(100 + random.nextInt(900), "gbp");
                }
            }
            case 6 -> {
                if (mode != Mode.WEBHOOKS) {
                    account.reserve(random.nextInt(2) == 0 ? 500 : -500, "gbp");
                }
            }
            default -> pay("automatic");
        }
    }

    private JsonNode send(String path, StripeCommand command) {
        try {
            commands++;
            StripeResponse response = transport.send(StripeRequest.post("/v1/" + path, command.ofGeneration(commands)));
            return StripeCorpus.JSON.readTree(response.body());
        } catch (StripeTransport.Failure | IOException e) {
            // The host does not know whether it was done; its books must agree all the same.
            return StripeCorpus.JSON.createObjectNode();
        }
    }

    private static StripeCommand command(String name) {
        return StripeCommand.of(name, false);
    }

    private JsonNode pay(String capture) {
        String currency = random.nextInt(5) == 0 ? "eur" : "gbp";
        JsonNode intent = send(
                "payment_intents",
                command("payment_intent.create")
                        .with("amount", Integer.toString(100 + random.nextInt(100_000)))
                        .with("currency", currency)
                        .with("capture_method", capture)
                        .with("payment_method", METHODS.get(random.nextInt(METHODS.size())))
                        .with("confirm", "true"));
        String charge = intent.path("latest_charge").asText("");
        if (!charge.isEmpty()) {
            charges.add(charge);
        }
        return intent;
    }

    private void capture() {
        JsonNode intent = pay("manual");
        if (intent.path("status").asText().equals("requires_capture")) {
            long amount = intent.path("amount").asLong();
            send(
                    "payment_intents/" + intent.path("id").asText() + "/capture",
                    command("payment_intent.capture")
                            .with("amount_to_capture", Long.toString(1 + random.nextLong(amount))));
        }
    }

    private void refund() {
        if (!charges.isEmpty()) {
            send(
                    "refunds",
                    command("refund.create")
                            .with("charge", charges.get(random.nextInt(charges.size())))
                            .with("amount", Integer.toString(1 + random.nextInt(200))));
        }
    }

    private void invoice() {
        JsonNode customer = send("customers", command("customer.create"));
        if (customer.has("id")) {
            String id = customer.path("id").asText();
            String invoice = send("invoices", command("invoice.create").with("customer", id))
                    .path("id")
                    .asText("");
            if (!invoice.isEmpty()) {
                send(
                        "invoiceitems",
                        command("invoiceitem.create")
                                .with("customer", id)
                                .with("invoice", invoice)
                                .with("amount", Integer.toString(100 + random.nextInt(9_000)))
                                .with("currency", "gbp"));
                send(
                        "invoices/" + invoice + "/pay",
                        command("invoice.pay").with("payment_method", METHODS.get(random.nextInt(METHODS.size()))));
            }
        }
    }

    private void answerDispute() {
        try {
            JsonNode list = StripeCorpus.JSON.readTree(SimulatedTransport.of(simulator)
                    .send(StripeRequest.get("/v1/disputes").with("limit", 100))
                    .body());
            for (JsonNode dispute : list.path("data")) {
                if (dispute.path("status").asText().endsWith("needs_response")) {
                    String evidence = random.nextBoolean() ? "winning_evidence" : "losing_evidence";
                    send(
                            "disputes/" + dispute.path("id").asText(),
                            command("dispute.update")
                                    .with("evidence[uncategorized_text]", evidence)
                                    .with("submit", "true"));
                    return;
                }
            }
        } catch (StripeTransport.Failure | IOException struck) {
            // The list did not come: nobody answers today.
            return;
        }
    }

    private String name() {
        return mode + " seed " + seed;
    }

    private void verify() {
        LedgerExport truth = account.truth();
        assertThat(rows.keySet()).as(name() + ": rows").containsExactlyInAnyOrderElementsOf(truth.rows());
        assertThat(lost.keySet()).as(name() + ": lost").containsExactlyInAnyOrderElementsOf(truth.lostDisputes());
        lost.values().forEach(this::writeOff);
        assertThat(balances()).as(name() + ": ledger").isEqualTo(truth.balances());
        Map<String, Long> own = new HashMap<>();
        balances().forEach((currency, roles) -> own.put(currency, roles.getOrDefault("STRIPE_BALANCE", 0L)));
        truth.totals()
                .forEach((currency, total) -> assertThat(own.getOrDefault(currency, 0L))
                        .as(name() + ": balance in " + currency)
                        .isEqualTo(total));
        provePayouts(truth);
        int before = rows.size();
        rows.values()
                .forEach(row ->
                        assertThat(stripe.post(row, ledger, now()).accepted()).isZero());
        assertThat(rows).hasSize(before);
        assertThat(forgedTaken).as(name() + ": forged notices taken").isZero();
    }

    private void writeOff(DisputeFact dispute) {
        List<BalanceRow> own = rows.values().stream()
                .filter(row -> row.source().filter(dispute.id()::equals).isPresent())
                .toList();
        stripe.journals(dispute, own, LocalDate.ofInstant(now(), ZoneOffset.UTC))
                .forEach(journal -> ledger.post(journal, now()).orThrow());
    }

    private void provePayouts(LedgerExport truth) {
        AsOf asOf = AsOf.at(now(), ZoneOffset.UTC);
        truth.members().forEach((payout, members) -> {
            if (!members.isEmpty()) {
                var proof = stripe.provePayout(payout, asOf);
                assertThat(proof.holds()).as(name() + ": " + proof.sentence()).isTrue();
                assertThat(proof.rows().stream().map(BalanceRow::id)).containsExactlyInAnyOrderElementsOf(members);
            }
        });
    }

    private Map<String, Map<String, Long>> balances() {
        AsOf asOf = AsOf.at(now(), ZoneOffset.UTC);
        Map<String, Map<String, Long>> all = new TreeMap<>();
        for (String code : List.of("EUR", "GBP")) {
            CurrencyUnit unit = Monetary.getCurrency(code);
            Map<String, Long> roles = new TreeMap<>();
            for (StripeAccountRole role : StripeAccountRole.values()) {
                Balance balance = ledger.balance(accounts.of(role, unit), asOf, BalanceBasis.BOOKED);
                long minor = balance.postedDebitMinor() - balance.postedCreditMinor();
                if (minor != 0) {
                    roles.put(role.name(), minor);
                }
            }
            if (!roles.isEmpty()) {
                all.put(code.toLowerCase(Locale.ROOT), roles);
            }
        }
        return all;
    }

    long rowCount() {
        return rows.size();
    }

    long faults() {
        return simulator.faults().struck();
    }
}
