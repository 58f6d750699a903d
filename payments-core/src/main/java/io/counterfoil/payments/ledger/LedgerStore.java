package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger's log is kept: append-only, one writer.
 *
 * <p>An implementation shows with the contract suite of the test kit that it keeps these promises. Not thread-safe unless it says so.
 */
public interface LedgerStore {

    /**
     * Appends the records, all or none, and returns when they are safe.
     *
     * @param batch with sequences that go on from the last one, without gaps
     * @return the sequence of the last record of the log; 0 for an empty one
     * @throws IllegalStateException where the sequences do not go on from the log's last: a second writer was there
     */
    long append(List<LedgerRecord> batch);

    /**
     * The records from the sequence on, in order, as they were appended; empty beyond the end. The stream must be closed.
     *
     * @param from 1 for the whole log
     */
    Stream<LedgerRecord> read(long from);

    /** The snapshot with the highest sequence, where there is one. */
    Optional<Snapshot> latestSnapshot();

    /** Keeps a snapshot of state, so that opening need not fold the whole log. */
    void save(Snapshot snapshot);

    /**
     * The log in the folder, kept there safe from crashes; an empty one where the folder is new. To be closed when it is no longer written.
     *
     * @throws IllegalStateException where the folder has another writer, or its log is none
     */
    static FileLedgerStore file(java.nio.file.Path folder) {
        return FileLedgerStore.open(folder);
    }

    /** A store in memory, empty. */
    static LedgerStore inMemory() {
        return new InMemoryLedgerStore();
    }

    /**
     * A ledger's state at a record, bound to the chain by the head it was taken at. Its content is the ledger's own form; a store keeps it as it is.
     * Immutable.
     */
    final class Snapshot {

        private final long sequence;
        private final Sha256 head;
        private final byte[] content;

        private Snapshot(long sequence, Sha256 head, byte[] content) {
            this.sequence = sequence;
            this.head = Objects.requireNonNull(head, "head");
            this.content = content;
        }

        /** A snapshot as a store has kept it. */
        public static Snapshot of(long sequence, Sha256 head, byte[] content) {
            if (sequence < 0) {
                throw new IllegalArgumentException("snapshot at sequence " + sequence + ", expected 0 or more");
            }
            return new Snapshot(sequence, head, content.clone());
        }

        /** The last record folded into it. */
        public long sequence() {
            return sequence;
        }

        /** The chain's hash at that record. */
        public Sha256 head() {
            return head;
        }

        /** The state, in the ledger's own form. */
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Snapshot snapshot
                    && sequence == snapshot.sequence
                    && head.equals(snapshot.head)
                    && java.util.Arrays.equals(content, snapshot.content);
        }

        @Override
        public int hashCode() {
            return Objects.hash(sequence, head);
        }

        @Override
        public String toString() {
            return "snapshot at " + sequence + " " + head.shortHex();
        }
    }

    /**
     * Whether a log is what was written: every record numbered without a gap and every hash the one that follows from the record before it.
     *
     * @param records how many records are good, from the first on
     * @param firstBadSequence the place in the log, from 1, of the first record that is not what was written; 0 where all are
     * @param expected the hash that follows from the good records and the record there; the head where all are good
     * @param found the hash that the record carries; the head where all are good
     */
    record ChainReport(long records, long firstBadSequence, Sha256 expected, Sha256 found) {

        public ChainReport {
            Objects.requireNonNull(expected, "expected");
            Objects.requireNonNull(found, "found");
        }

        /** Verifies a log from its first record; needs nothing but the records, and closes the stream. */
        public static ChainReport of(Stream<LedgerRecord> log) {
            try (log) {
                Sha256 head = Sha256.ZERO;
                long sequence = 0;
                for (Iterator<LedgerRecord> records = log.iterator(); records.hasNext(); ) {
                    LedgerRecord record = records.next();
                    sequence++;
                    Sha256 expected = record.hashAfter(head);
                    if (record.sequence() != sequence || !record.hash().equals(expected)) {
                        return new ChainReport(sequence - 1, sequence, expected, record.hash());
                    }
                    head = expected;
                }
                return new ChainReport(sequence, 0, head, head);
            }
        }

        /** Whether every record is what was written. */
        public boolean isIntact() {
            return firstBadSequence == 0;
        }

        /** One line for people. */
        public String sentence() {
            return isIntact()
                    ? records + " records, chain intact, head " + expected.shortHex()
                    : "record " + firstBadSequence + " is not what was written: hash " + found.shortHex()
                            + ", expected " + expected.shortHex();
        }
    }

    /**
     * Somebody outside the ledger who vouches that its chain had a head at a record: a signing key, a time-stamping service, another party's book. Who can
     * rewrite a whole log can hash it anew; against a head that was witnessed he cannot.
     *
     * <pre>{@code
     * Witnessed seen = witness.attest(ledger.sequence(), ledger.head()); // kept by the host, best elsewhere
     * ledger.verify(witness, List.of(seen)); // a report on the first head that the log does not have
     * }</pre>
     *
     * <p>An implementation says whether it is thread-safe.
     */
    interface HeadWitness {

        /** Vouches for the head at the record. */
        Witnessed attest(long sequence, Sha256 head);

        /** Whether the statement is this witness's own, unchanged. */
        boolean isGenuine(Witnessed statement);

        /**
         * A head that was vouched for. Equal when sequence, head and the signature's digest are equal. Immutable.
         *
         * @param sequence of the record
         * @param head of the chain at that record
         * @param signature in the witness's own form, such as hex or Base64; never a secret
         */
        record Witnessed(long sequence, Sha256 head, String signature) {

            public Witnessed {
                Objects.requireNonNull(head, "head");
                Objects.requireNonNull(signature, "signature");
                if (sequence < 0) {
                    throw new IllegalArgumentException("witnessed sequence " + sequence + ", expected 0 or more");
                }
            }
        }

        /**
         * What became of statements held against a log.
         *
         * @param chain whether the log proves itself
         * @param agreeing statements that are genuine and whose head the log has at their record
         * @param forged statements that the witness does not own
         * @param contradicted genuine statements whose record the log does not have, or has with another head
         */
        record Verdict(
                LedgerStore.ChainReport chain,
                List<Witnessed> agreeing,
                List<Witnessed> forged,
                List<Witnessed> contradicted) {

            public Verdict {
                agreeing = List.copyOf(agreeing);
                forged = List.copyOf(forged);
                contradicted = List.copyOf(contradicted);
            }

            /** Whether the log proves itself and nothing speaks against it. */
            public boolean holds() {
                return chain.isIntact() && forged.isEmpty() && contradicted.isEmpty();
            }

            /** One line for people. */
            public String sentence() {
                return chain.sentence() + "; " + agreeing.size() + " witnessed heads agree, " + contradicted.size()
                        + " contradict, " + forged.size() + " not genuine";
            }
        }
    }

    /**
     * One record of a ledger's log: a fact that is never changed, bound to the one before it by its hash (payments specification 4.11).
     *
     * <p>The hash is SHA-256 over the previous hash and netstrings ({@code length:bytes,} in UTF-8) of sequence, kind, id, day of booking, day of value,
     * id of the pending, then per leg account, side, currency and minor units, then per attribute key and value in the order of the keys' bytes.
     * What the ledger itself must know beyond that (instant, expiry, account body, cause of a refusal) stands in attributes whose keys begin with
     * {@code @}, so that the chain covers it. Immutable.
     */
    @Value.Immutable
    interface LedgerRecord {

        /** From 1, without gaps. */
        long sequence();

        /** What happened. */
        Kind kind();

        /** Id of the journal, for {@link Kind#OPEN} and {@link Kind#CLOSE} of the account, for {@link Kind#LOCK} the day. */
        String id();

        /** Day of booking; empty where none applies. */
        Optional<LocalDate> bookedOn();

        /** Day of value; empty where none applies. */
        Optional<LocalDate> valueOn();

        /** Id of the pending journal that it speaks of; empty text for none. */
        @Value.Default
        default String pending() {
            return "";
        }

        /** What moved: posted, pended or released; for a refusal what was asked for. */
        List<Journal.Leg> legs();

        /** The journal's attributes and the ledger's own. */
        Map<String, String> attributes();

        /** Hash of the chain at this record. */
        Sha256 hash();

        /** The hash that this record has after the given one, whatever {@link #hash()} says. */
        default Sha256 hashAfter(Sha256 previous) {
            return ChainText.hash(this, previous);
        }

        /** The text that the chain hashes after the previous hash: with {@link #parse} a form in which a store can keep the record. */
        default byte[] chainText() {
            return ChainText.bytes(this);
        }

        /**
         * The record of a text that {@link #chainText()} gave.
         *
         * @param legs how many it has; the text does not say it
         * @param hash of the record, as it was kept; nothing but {@link #hashAfter} says whether it is right
         * @throws IllegalArgumentException where the text is none of that sequence with so many legs
         */
        static LedgerRecord parse(byte[] chainText, long sequence, int legs, Sha256 hash) {
            if (legs < 0 || !RecordText.isWellFormed(chainText, 0, chainText.length, legs, sequence)) {
                throw new IllegalArgumentException("text of " + chainText.length + " bytes is not record " + sequence
                        + " of a ledger with " + legs + " legs");
            }
            return RecordText.parse(new Netstrings(chainText, 0, chainText.length), legs, hash);
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds records. Not thread-safe. */
        final class Builder extends ImmutableLedgerRecord.Builder {
            Builder() {}

            /** The record after the given hash: sets {@link LedgerRecord#hash()} to what it must be. */
            public LedgerRecord sealedAfter(Sha256 previous) {
                ImmutableLedgerRecord unsealed =
                        (ImmutableLedgerRecord) hash(Sha256.ZERO).build();
                return unsealed.withHash(unsealed.hashAfter(previous));
            }
        }

        /** What a record says. */
        enum Kind {
            /** An account was opened. */
            OPEN(0),
            /** An account was closed. */
            CLOSE(1),
            /** A journal was posted. */
            POST(2),
            /** A journal is pending. */
            PEND(3),
            /** A pending journal was posted, in full or in part. */
            POST_PENDING(4),
            /** A pending journal was voided. */
            VOID_PENDING(5),
            /** A pending journal expired. */
            EXPIRE(6),
            /** A period was locked. */
            LOCK(7),
            /** A command was refused in a way that uses up its id. */
            REFUSAL(8);

            private static final Kind[] NUMBERED = values();

            private final byte number;

            Kind(int number) {
                this.number = (byte) number;
            }

            /** For columns and snapshots: never changes, and is the kind's place. */
            byte number() {
                return number;
            }

            static Kind numbered(byte number) {
                if (number < 0 || number >= NUMBERED.length) {
                    throw new IllegalArgumentException("record kind " + number + ", expected 0 to 8");
                }
                return NUMBERED[number];
            }
        }
    }
}
