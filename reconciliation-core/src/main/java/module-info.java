/** Matching, proofs of statements and books, invoice actions. */
module io.counterfoil.reconciliation {
    exports io.counterfoil.reconciliation.book;
    exports io.counterfoil.reconciliation.breaks;
    exports io.counterfoil.reconciliation.cash to
            io.counterfoil.collections;
    exports io.counterfoil.reconciliation.difference;
    exports io.counterfoil.reconciliation.engine;
    exports io.counterfoil.reconciliation.item;
    exports io.counterfoil.reconciliation.json;
    exports io.counterfoil.reconciliation.party;
    exports io.counterfoil.reconciliation.plan;
    exports io.counterfoil.reconciliation.proof;
    exports io.counterfoil.reconciliation.reference;
    exports io.counterfoil.reconciliation.score;
    exports io.counterfoil.reconciliation.sharding to
            io.counterfoil.spark;
    exports io.counterfoil.reconciliation.statement;
    exports io.counterfoil.reconciliation.status;

    requires transitive io.counterfoil.payments;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
