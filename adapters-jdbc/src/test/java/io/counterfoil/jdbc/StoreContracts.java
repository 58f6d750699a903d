package io.counterfoil.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.collections.json.CollectionsJson;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.collections.testkit.ReceivableStoreContract;
import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.testkit.idempotency.FileNumbersContract;
import io.counterfoil.payments.testkit.idempotency.IdempotencyStoreContract;
import io.counterfoil.payments.testkit.idempotency.VersionedBytesContract;
import io.counterfoil.payments.testkit.ledger.LedgerStoreContract;
import io.counterfoil.payments.testkit.lifecycle.EventStoreContract;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.testkit.ImportHistoryContract;
import io.counterfoil.ticketing.claim.ClaimIndex;
import io.counterfoil.ticketing.json.TicketingJson;
import io.counterfoil.ticketing.testkit.ClaimIndexContract;
import org.junit.jupiter.api.Nested;

/** The contracts of all ports, each on a store of its own in the database. */
abstract class StoreContracts {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(CollectionsJson.module()).build();
    private static final ObjectMapper TICKETING =
            JsonMapper.builder().addModule(TicketingJson.module()).build();

    static final Codec<ReceivableEvent> RECEIVABLES = Codec.of(
            event -> MAPPER.writerFor(ReceivableEvent.class).writeValueAsBytes(event),
            bytes -> MAPPER.readValue(bytes, ReceivableEvent.class));
    static final Codec<ImportReceipt> RECEIPTS = Codec.of(
            receipt -> MAPPER.writerFor(ImportReceipt.class).writeValueAsBytes(receipt),
            bytes -> MAPPER.readValue(bytes, ImportReceipt.class));
    static final Codec<ClaimIndex.Entry> CLAIMS =
            Codec.of(StoreContracts::json, bytes -> TICKETING.readValue(bytes, ClaimIndex.Entry.class));

    private static byte[] json(ClaimIndex.Entry entry) throws JsonProcessingException {
        return TICKETING.writerFor(ClaimIndex.Entry.class).writeValueAsBytes(entry);
    }

    private final Database database;

    StoreContracts(TestDatabase on) {
        database = Database.on(on.shared(), new Database.Settings(java.time.Duration.ofSeconds(30), 50, 3));
    }

    @Nested
    class Ledgers extends LedgerStoreContract {

        private String name = "";

        @Override
        protected LedgerStore newStore() {
            name = TestDatabase.unused();
            return database.ledger(name);
        }

        @Override
        protected LedgerStore reopened(LedgerStore store) {
            return database.ledger(name);
        }

        @Override
        protected LedgerStore second(LedgerStore store) {
            return database.ledger(name);
        }
    }

    @Nested
    class Streams extends EventStoreContract {
        @Override
        protected EventStore<String, String> emptyStore() {
            return database.events(TestDatabase.unused(), Codec.Ids.texts(), Codec.text());
        }
    }

    @Nested
    class Values extends VersionedBytesContract {

        private String name = "";

        @Override
        protected VersionedBytes newStore() {
            name = TestDatabase.unused();
            return database.bytes(name);
        }

        @Override
        protected VersionedBytes reopened(VersionedBytes store) {
            return database.bytes(name);
        }
    }

    @Nested
    class Keys extends IdempotencyStoreContract {

        private String name = "";

        @Override
        protected IdempotencyStore newStore() {
            name = TestDatabase.unused();
            return database.idempotency(name);
        }

        @Override
        protected IdempotencyStore reopened(IdempotencyStore store) {
            return database.idempotency(name);
        }
    }

    @Nested
    class Files extends FileNumbersContract {

        private String name = "";

        @Override
        protected FileNumbers newNumbers() {
            name = TestDatabase.unused();
            return database.fileNumbers(name);
        }

        @Override
        protected FileNumbers reopened(FileNumbers numbers) {
            return database.fileNumbers(name);
        }
    }

    @Nested
    class ImportedFiles extends ImportHistoryContract {
        @Override
        protected ImportHistory emptyHistory() {
            return database.imports(TestDatabase.unused(), RECEIPTS);
        }
    }

    @Nested
    class ReceivableEvents extends ReceivableStoreContract {
        @Override
        protected ReceivableStore emptyStore() {
            return database.receivables(TestDatabase.unused(), RECEIVABLES);
        }
    }

    @Nested
    class Claims extends ClaimIndexContract {

        private String name = "";

        @Override
        protected ClaimIndex newIndex() {
            name = TestDatabase.unused();
            return database.claims(name, CLAIMS);
        }

        @Override
        protected ClaimIndex reopened(ClaimIndex index) {
            return database.claims(name, CLAIMS);
        }
    }
}
