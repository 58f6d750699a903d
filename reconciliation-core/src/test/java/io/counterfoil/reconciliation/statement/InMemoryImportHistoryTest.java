package io.counterfoil.reconciliation.statement;

import io.counterfoil.reconciliation.testkit.ImportHistoryContract;

class InMemoryImportHistoryTest extends ImportHistoryContract {

    @Override
    protected ImportHistory emptyHistory() {
        return ImportHistory.inMemory();
    }
}
