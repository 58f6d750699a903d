package io.counterfoil.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.SimulatedAccount;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.Monetary;

/** A host beside a simulated Stripe that is kind to it: what it asked for, what it was told, what it knows. */
final class SimulatedHost {

    static final AccountMap ACCOUNTS = AccountMap.builder()
            .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
            .build();

    final StripeSimulator simulator;
    final SimulatedAccount account;
    final FactStore store = FactStore.inMemory();
    final Map<String, StripeFact> known = new TreeMap<>();
    final List<IntakeResult> told = new ArrayList<>();
    final Stripe stripe;
    private final StripeIntake intake;
    private final Instant start;

    SimulatedHost(StripeSimulator simulator) {
        this.simulator = simulator;
        this.account = simulator.account();
        this.start = simulator.clock().now();
        this.stripe = Stripe.builder(SimulatedTransport.of(simulator))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(ACCOUNTS)
                .facts(store)
                .changes(fact -> known.put(fact.id(), fact))
                .build();
        String endpoint = account.addEndpoint(List.of("*"), "");
        this.intake = StripeIntake.builder(WebhookSecrets.of(endpoint, account.secret(endpoint)))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .facts(store)
                .reader(stripe::read)
                .build();
    }

    Instant now() {
        return simulator.clock().now();
    }

    AsOf asOf() {
        return AsOf.at(now(), ZoneOffset.UTC);
    }

    void days(int days) {
        simulator.clock().advance(Duration.ofDays(days));
    }

    int receive(WebhookDelivery delivery) {
        IntakeResult result = intake.accept(delivery.body(), delivery.signature(), now());
        told.add(result);
        result.facts().forEach(fact -> known.put(fact.id(), fact));
        return result.httpStatus();
    }

    BackfillReport backfill() {
        return stripe.backfill(BackfillPlan.since(start), now());
    }

    /** What Stripe answers. */
    JsonNode post(String path, String... namesAndValues) {
        StripeRequest request = StripeRequest.post("/v1/" + path);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return send(request);
    }

    JsonNode send(StripeRequest request) {
        try {
            return StripeCorpus.JSON.readTree(
                    SimulatedTransport.of(simulator).send(request).body());
        } catch (StripeTransport.Failure | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A payment in pounds; the id of its charge. */
    String pay(long amount, String method) {
        return post(
                        "payment_intents",
                        "amount",
                        Long.toString(amount),
                        "currency",
                        "gbp",
                        "payment_method",
                        method,
                        "confirm",
                        "true")
                .path("latest_charge")
                .asText();
    }

    Optional<StripeFact> stored(String id) {
        return store.load(new ObjectKey(StripeAccountId.of(StripeSimulator.ACCOUNT), false, id))
                .map(FactStore.Versioned::fact);
    }

    <T extends StripeFact> List<T> facts(Class<T> kind) {
        return known.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The sums of roles that posting the rows makes, in minor units, debit positive; roles without a sum are left out. */
    Map<StripeAccountRole, Long> roles(Collection<BalanceRow> rows) {
        Map<StripeAccountRole, Long> sums = new TreeMap<>();
        for (BalanceRow row : rows) {
            stripe.assess(row).legs().forEach(leg -> sums.merge(leg.role(), leg.minor(), Math::addExact));
        }
        sums.values().removeIf(minor -> minor == 0);
        return sums;
    }

    /** A fact of Stripe's JSON, written with single quotes. */
    static <T> T fact(Class<T> kind, String json) {
        var page = StripePages.test(StripeSimulator.ACCOUNT).read(json.replace('\'', '"'), "test");
        return page.facts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
