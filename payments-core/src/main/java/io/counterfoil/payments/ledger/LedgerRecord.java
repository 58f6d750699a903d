package io.counterfoil.payments.ledger;

import io.counterfoil.payments.evidence.Sha256;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One record of a ledger's log: a fact that is never changed, bound to the one before it by its hash (payments specification 4.11).
 *
 * <p>The hash is SHA-256 over the previous hash and netstrings ({@code length:bytes,} in UTF-8) of sequence, kind, id, day of booking, day of value,
 * id of the pending, then per leg account, side, currency and minor units, then per attribute key and value in the order of the keys' bytes.
 * What the ledger itself must know beyond that (instant, expiry, account body, cause of a refusal) stands in attributes whose keys begin with
 * {@code @}, so that the chain covers it. Immutable.
 */
@Value.Immutable
public interface LedgerRecord {

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
