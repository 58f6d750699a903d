package io.counterfoil.jdbc;

class PostgresqlStoresTest extends StoreContracts {
    PostgresqlStoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
