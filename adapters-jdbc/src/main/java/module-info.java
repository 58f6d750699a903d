/** The stores of the cores on PostgreSQL and H2. */
module io.counterfoil.jdbc {
    exports io.counterfoil.jdbc;
    exports io.counterfoil.jdbc.h2 to
            com.h2database;

    requires transitive io.counterfoil.collections;
    requires transitive io.counterfoil.payments;
    requires transitive io.counterfoil.reconciliation;
    requires transitive io.counterfoil.ticketing;
    requires transitive java.sql;
    requires org.slf4j;
    requires static com.h2database;
    requires static org.jspecify;
}
