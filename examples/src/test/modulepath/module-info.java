/** A host on the module path that uses every module. */
module io.counterfoil.smoke {
    requires com.fasterxml.jackson.databind;
    requires com.h2database;
    requires io.counterfoil.bankfiles;
    requires io.counterfoil.collections;
    requires io.counterfoil.jdbc;
    requires io.counterfoil.payments;
    requires io.counterfoil.reconciliation;
    requires io.counterfoil.stripe;
    requires io.counterfoil.stripe.simulator;
    requires io.counterfoil.ticketing;
    requires java.naming;
}
