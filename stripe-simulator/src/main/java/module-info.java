/** A Stripe in memory for the tests of hosts. */
module io.counterfoil.stripe.simulator {
    requires transitive com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports io.counterfoil.stripe.simulator;
}
