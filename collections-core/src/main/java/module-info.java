/** Receivables, aging, contact planning, promises, plans and cash application. */
module io.counterfoil.collections {
    exports io.counterfoil.collections.aging;
    exports io.counterfoil.collections.cash;
    exports io.counterfoil.collections.contact;
    exports io.counterfoil.collections.credit;
    exports io.counterfoil.collections.desk;
    exports io.counterfoil.collections.dispute;
    exports io.counterfoil.collections.forecast;
    exports io.counterfoil.collections.hold;
    exports io.counterfoil.collections.interest;
    exports io.counterfoil.collections.json;
    exports io.counterfoil.collections.metrics;
    exports io.counterfoil.collections.plan;
    exports io.counterfoil.collections.profile;
    exports io.counterfoil.collections.promise;
    exports io.counterfoil.collections.proposal;
    exports io.counterfoil.collections.quality;
    exports io.counterfoil.collections.receivable;
    exports io.counterfoil.collections.recovery;
    exports io.counterfoil.collections.statement;
    exports io.counterfoil.collections.strategy;
    exports io.counterfoil.collections.worklist;

    requires transitive io.counterfoil.reconciliation;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;

    opens io.counterfoil.collections.aging to
            io.counterfoil.payments;
    opens io.counterfoil.collections.cash to
            io.counterfoil.payments;
    opens io.counterfoil.collections.contact to
            io.counterfoil.payments;
    opens io.counterfoil.collections.credit to
            io.counterfoil.payments;
    opens io.counterfoil.collections.desk to
            io.counterfoil.payments;
    opens io.counterfoil.collections.dispute to
            io.counterfoil.payments;
    opens io.counterfoil.collections.forecast to
            io.counterfoil.payments;
    opens io.counterfoil.collections.hold to
            io.counterfoil.payments;
    opens io.counterfoil.collections.interest to
            io.counterfoil.payments;
    opens io.counterfoil.collections.json to
            io.counterfoil.payments;
    opens io.counterfoil.collections.metrics to
            io.counterfoil.payments;
    opens io.counterfoil.collections.plan to
            io.counterfoil.payments;
    opens io.counterfoil.collections.profile to
            io.counterfoil.payments;
    opens io.counterfoil.collections.promise to
            io.counterfoil.payments;
    opens io.counterfoil.collections.proposal to
            io.counterfoil.payments;
    opens io.counterfoil.collections.quality to
            io.counterfoil.payments;
    opens io.counterfoil.collections.receivable to
            io.counterfoil.payments;
    opens io.counterfoil.collections.recovery to
            io.counterfoil.payments;
    opens io.counterfoil.collections.statement to
            io.counterfoil.payments;
    opens io.counterfoil.collections.strategy to
            io.counterfoil.payments;
    opens io.counterfoil.collections.worklist to
            io.counterfoil.payments;
}
