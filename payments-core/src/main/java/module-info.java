/** Payments, ledger, money, calendars, returns, disputes and alerts. */
module io.counterfoil.payments {
    exports io.counterfoil.payments.account;
    exports io.counterfoil.payments.alert;
    exports io.counterfoil.payments.batch;
    exports io.counterfoil.payments.bill;
    exports io.counterfoil.payments.calendar;
    exports io.counterfoil.payments.cheque;
    exports io.counterfoil.payments.dispute;
    exports io.counterfoil.payments.document;
    exports io.counterfoil.payments.evidence;
    exports io.counterfoil.payments.exposure;
    exports io.counterfoil.payments.fee;
    exports io.counterfoil.payments.hours;
    exports io.counterfoil.payments.idempotency;
    exports io.counterfoil.payments.json;
    exports io.counterfoil.payments.ledger;
    exports io.counterfoil.payments.lifecycle;
    exports io.counterfoil.payments.lifecycle.table;
    exports io.counterfoil.payments.mandate;
    exports io.counterfoil.payments.money;
    exports io.counterfoil.payments.onboarding;
    exports io.counterfoil.payments.order;
    exports io.counterfoil.payments.party;
    exports io.counterfoil.payments.proof;
    exports io.counterfoil.payments.rail;
    exports io.counterfoil.payments.receipt;
    exports io.counterfoil.payments.redaction;
    exports io.counterfoil.payments.returned;
    exports io.counterfoil.payments.returns;
    exports io.counterfoil.payments.run;
    exports io.counterfoil.payments.schedule;
    exports io.counterfoil.payments.trace;
    exports io.counterfoil.payments.verification;
    exports io.counterfoil.payments.watch;

    requires transitive java.money;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
