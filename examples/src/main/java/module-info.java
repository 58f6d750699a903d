/** Runnable host applications. */
module io.counterfoil.examples {
    requires com.fasterxml.jackson.databind;
    requires com.h2database;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires io.counterfoil.bankfiles;
    requires io.counterfoil.collections;
    requires io.counterfoil.jdbc;
    requires io.counterfoil.payments;
    requires io.counterfoil.reconciliation;
    requires io.counterfoil.stripe;
    requires io.counterfoil.stripe.simulator;
    requires io.counterfoil.ticketing;
    requires java.logging;
    requires java.naming;
    requires jdk.httpserver;
    requires me.tongfei.progressbar;
    requires org.postgresql.jdbc;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;

    opens io.counterfoil.examples to
            info.picocli;
    opens io.counterfoil.examples.cli to
            info.picocli;
}
