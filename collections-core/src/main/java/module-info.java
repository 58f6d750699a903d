/** Receivables, aging, contact planning, promises, plans and cash application. */
module io.counterfoil.collections {
    exports io.counterfoil.collections.aging;
    exports io.counterfoil.collections.metrics;
    exports io.counterfoil.collections.receivable;

    requires transitive io.counterfoil.reconciliation;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
