/** Stripe's events, payouts and reports as payments, postings and proofs. */
module io.counterfoil.stripe {
    requires transitive io.counterfoil.collections;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires org.slf4j;
    // The SDK and what its class files name: for the package sdk alone.
    requires static com.google.gson;
    requires static com.stripe;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;

    exports io.counterfoil.stripe.backfill;
    exports io.counterfoil.stripe.board;
    exports io.counterfoil.stripe.command;
    exports io.counterfoil.stripe.decline;
    exports io.counterfoil.stripe.dispute;
    exports io.counterfoil.stripe.fact;
    exports io.counterfoil.stripe.intake;
    exports io.counterfoil.stripe.invoice;
    exports io.counterfoil.stripe.link;
    exports io.counterfoil.stripe.money;
    exports io.counterfoil.stripe.payout;
    exports io.counterfoil.stripe.posting;
    exports io.counterfoil.stripe.sdk;
    exports io.counterfoil.stripe.transport;
    exports io.counterfoil.stripe.webhook;
    exports io.counterfoil.stripe;
}
