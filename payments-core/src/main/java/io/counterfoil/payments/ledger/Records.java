package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** From columns to records as values, and back. */
final class Records {

    private Records() {}

    /** Records of the log with their hashes, one after the other. */
    static Stream<LedgerStore.LedgerRecord> of(LedgerState state, int from, int to) {
        Iterator<LedgerStore.LedgerRecord> records = new Iterator<>() {
            private int next = from;
            private Sha256 head = state.hash(from - 1);

            @Override
            public boolean hasNext() {
                return next <= to;
            }

            @Override
            public LedgerStore.LedgerRecord next() {
                if (next > to) {
                    throw new NoSuchElementException("record " + next + " of " + to);
                }
                LedgerStore.LedgerRecord record = state.record(next, Sha256.ZERO);
                head = record.hashAfter(head);
                next++;
                return state.log.whole(next - 1) == null
                        ? LedgerStore.LedgerRecord.builder()
                                .from(record)
                                .hash(head)
                                .build()
                        : record;
            }
        };
        return StreamSupport.stream(Spliterators.spliterator(records, to - from + 1L, 0), false);
    }

    /** Folds a record into the state: not checked by any rule, for a record is a fact. */
    static final class Fold {

        private final LedgerState state;
        private final JournalBatch batch = JournalBatch.ofCapacity(1);
        private final PackedId packed = new PackedId();

        Fold(LedgerState state) {
            this.state = state;
        }

        /** Folds in the next record. */
        void apply(LedgerStore.LedgerRecord record) {
            if (record.sequence() != state.log.size() + 1L) {
                throw new IllegalStateException(
                        "record " + record.sequence() + " after " + state.log.size() + ", expected the next one");
            }
            switch (record.kind()) {
                case OPEN, CLOSE, LOCK -> state.whole(record);
                case EXPIRE -> expire(record);
                case REFUSAL -> refuse(record);
                case POST, PEND, POST_PENDING, VOID_PENDING -> accept(record, record.kind());
            }
        }

        private void accept(LedgerStore.LedgerRecord record, LedgerStore.LedgerRecord.Kind kind) {
            fill(record, kind);
            int pending = record.pending().isEmpty() ? 0 : pending(record);
            state.accept(batch, 0, batch.hash(0), pending);
        }

        private void refuse(LedgerStore.LedgerRecord record) {
            LedgerStore.LedgerRecord.Kind kind =
                    LedgerStore.LedgerRecord.Kind.valueOf(WholeRecord.own(record, Keys.KIND));
            Posting.LedgerError error = WholeRecord.errorOf(record);
            if (LedgerState.isPlain(kind.number(), error)) {
                fill(record, kind);
                state.refuse(batch, 0, batch.hash(0), error);
            } else {
                state.whole(record);
            }
        }

        private int pending(LedgerStore.LedgerRecord record) {
            int pending = state.ids.find(packed.pack(record.pending()));
            if (pending < 0) {
                throw new IllegalStateException(
                        "record " + record.sequence() + " speaks of a pending that is not in the log before it");
            }
            return pending;
        }

        private void expire(LedgerStore.LedgerRecord record) {
            state.expire(
                    pending(record),
                    LedgerState.day(record.bookedOn().orElseThrow()),
                    LedgerState.day(record.valueOn().orElseThrow()),
                    WholeRecord.instant(record.attributes().get(Keys.AT), Instant.MIN));
        }

        private void fill(LedgerStore.LedgerRecord record, LedgerStore.LedgerRecord.Kind kind) {
            int booked = LedgerState.day(record.bookedOn().orElseThrow());
            int value = LedgerState.day(record.valueOn().orElseThrow());
            Instant at = WholeRecord.instant(record.attributes().get(Keys.AT), Instant.MIN);
            state.log.terms(booked, value, at.getEpochSecond(), at.getNano());
            batch.clear().on(booked, value).begin(kind, record.id(), record.pending());
            boolean everything = record.attributes().containsKey(Keys.EVERYTHING);
            if (everything) {
                batch.flag(Log.EVERYTHING);
            }
            if (record.attributes().containsKey(Keys.KEEP_REST)) {
                batch.flag(Log.KEEPS_REST);
            }
            if (kind == LedgerStore.LedgerRecord.Kind.PEND) {
                batch.until(WholeRecord.instant(record.attributes().get(Keys.EXPIRES), Instant.MAX));
            }
            if (!everything && kind != LedgerStore.LedgerRecord.Kind.VOID_PENDING) {
                for (Journal.Leg leg : record.legs()) {
                    batch.leg(
                            state.accounts.find(leg.account()), leg.side() == Journal.Side.DEBIT ? 0 : 1, leg.minor());
                }
            }
            batch.attributes(Keys.hosts(record.attributes()));
        }

        /** Folds in a record of another log's columns, which is cheaper than by its value. */
        void apply(LedgerState from, int record) {
            Log log = from.log;
            if (!log.hasExtra(record) && log.kindNumber(record) == LedgerStore.LedgerRecord.Kind.POST.number()) {
                state.acceptPlain(log, record);
                return;
            }
            LedgerStore.LedgerRecord whole = log.whole(record);
            if (whole != null) {
                state.whole(whole);
                return;
            }
            LedgerStore.LedgerRecord.Kind kind = log.kind(record);
            if (kind == LedgerStore.LedgerRecord.Kind.EXPIRE) {
                state.expire(log.pending(record), log.booked(record), log.value(record), log.at(record));
                return;
            }
            boolean refused = kind == LedgerStore.LedgerRecord.Kind.REFUSAL;
            state.log.terms(log.booked(record), log.value(record), log.atSecond(record), log.atNano(record));
            batch.clear().on(log.booked(record), log.value(record));
            batch.begin(from, record, refused ? from.refusedKind(record) : kind);
            int pending = log.pending(record);
            if (refused) {
                state.refuse(batch, 0, batch.hash(0), from.refusedWith(record));
            } else {
                state.accept(batch, 0, batch.hash(0), pending);
            }
        }
    }
}
