package io.counterfoil.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripeCliIT {

    /** What {@code stripe trigger} is told: the type of an event that must then be there. */
    private static final List<String> TRIGGERS = List.of(
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.processing",
            "payment_intent.canceled",
            "charge.captured",
            "charge.failed",
            "charge.refunded",
            "charge.dispute.created",
            "charge.dispute.closed",
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_failed",
            "invoice.voided",
            "invoice.marked_uncollectible",
            "credit_note.created",
            "payment_link.created",
            "payout.created",
            "payout.updated",
            "topup.created",
            "balance.available");

    /** Its steps expect refusals, and the account number that they pay with is one that pays: the event need not come. */
    private static final String PAYS = "checkout.session.async_payment_failed";

    @TempDir
    private Path home;

    @Test
    @DisplayName(
            "STR-70 every trigger of the Stripe CLI succeeds, makes its event and sends no parameter unknown to the simulator")
    void triggers() throws Exception {
        Path cli = binary(NodePackages.installed("Stripe CLI"));
        try (StripeSimulator stripe = StripeSimulator.builder(70)
                .settlement("usd", "gbp", "eur", "cad")
                .build()) {
            fund(stripe);
            for (String trigger : TRIGGERS) {
                NodePackages.Run run = NodePackages.run(
                        home,
                        120,
                        Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home.toString()),
                        cli.toString(),
                        "trigger",
                        trigger,
                        "--api-key",
                        "sk_test_cli123456789012",
                        "--api-base",
                        stripe.baseUri().toString());
                assertThat(run.status()).as(trigger + ": " + run.output()).isZero();
                assertThat(run.output()).contains("Trigger succeeded");
                stripe.clock().advance(Duration.ofDays(4));
                assertThat(happened(stripe, trigger) || trigger.equals(PAYS))
                        .as(trigger)
                        .isTrue();
            }
            assertThat(stripe.requests())
                    .allSatisfy(request ->
                            assertThat(request.unknown()).as(request.toString()).isEmpty());
            System.out.println("clients: Stripe CLI ran, " + TRIGGERS.size() + " triggers, "
                    + stripe.requests().size() + " requests");
        }
    }

    private static void fund(StripeSimulator stripe) throws Exception {
        StripeResponse charge = SimulatedTransport.of(stripe)
                .send(StripeRequest.post("/v1/charges")
                        .with("amount", 10_000_000)
                        .with("currency", "usd")
                        .with("source", "tok_bypassPending"));
        assertThat(charge.status()).isEqualTo(200);
    }

    private static boolean happened(StripeSimulator stripe, String type) throws Exception {
        StripeResponse events = SimulatedTransport.of(stripe)
                .send(StripeRequest.get("/v1/events").with("type", type).with("limit", 1));
        return events.text().contains("\"object\":\"event\"");
    }

    private static Path binary(Path folder) throws IOException {
        Path packages = folder.resolve("node_modules/@stripe");
        if (!Files.isDirectory(packages)) {
            return NodePackages.without("Stripe CLI", "its package is not installed");
        }
        try (Stream<Path> found = Files.list(packages)) {
            Path binary = found.filter(p -> p.getFileName().toString().startsWith("cli-"))
                    .map(p -> p.resolve("bin/stripe"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElse(null);
            if (binary == null || !binary.toFile().setExecutable(true)) {
                return NodePackages.without("Stripe CLI", "there is no binary for this platform");
            }
            return binary;
        }
    }
}
