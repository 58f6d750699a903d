package io.counterfoil.jdbc;

class H2StoresTest extends StoreContracts {
    H2StoresTest() {
        super(TestDatabase.H2);
    }
}
