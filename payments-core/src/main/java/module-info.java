/** Payments, ledger, money, calendars, returns, disputes and alerts. */
module io.counterfoil.payments {
    requires transitive java.money;
    requires org.slf4j;
    requires static com.fasterxml.jackson.databind;
    requires static org.immutables.value.annotations;
    requires static org.jspecify;
}
