package io.counterfoil.payments.proof;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Totals;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What an import found out about a file, before any of its entries is used.
 *
 * <p>PROVED: the file declares totals or balances, all required ones are there and every one equals the computed figure. BROKEN: one differs, a
 * required control record is missing, the file ends in the middle, or a record inside a proven range was rejected. UNPROVED: nothing declared that
 * could be compared. Count and money in = items + rejections + kept apart. Immutable.
 */
@Value.Immutable
public interface ImportReceipt {

    /** Name of the source, without its folder. */
    String source();

    /** Digest of the bytes; a file is the same file when this is the same. */
    Sha256 sha256();

    /** Bytes read. */
    long bytes();

    /** Format in capitals, such as {@code CAMT053} or {@code CSV}; {@code UNKNOWN} where none fits. */
    String format();

    /** Version, bank dialect or profile. */
    Optional<String> dialect();

    /** How the proof ended. */
    ProofStatus status();

    /** Every declared figure beside the computed one, in the order of the file. */
    List<ControlTotal> totals();

    /** Everything found, in the order of the file; bounded, see {@link #diagnosticsDropped()}. */
    List<Diagnostic> diagnostics();

    /** Findings beyond the limit on kept ones; 0 as a rule. */
    @Value.Default
    default long diagnosticsDropped() {
        return 0;
    }

    /** Records that could not be read. */
    List<Rejection> rejections();

    /** Records that ask to become entries: items + rejections + kept apart. */
    long records();

    /** Entries handed out. */
    long items();

    /** Records kept apart on purpose: pending entries, information lines. */
    long keptApart();

    /**
     * Keys of the statements in the file, as the import history writes them; they hold account tokens and stay out of {@code toString}. With them
     * a receipt alone is enough to remember a file.
     */
    @Value.Redacted
    List<String> statementKeys();

    /** Signed sums of the items by currency. */
    Totals sums();

    /** {@link Verdict#NEW} or why this import would be a repetition. */
    @Value.Default
    default Verdict duplicate() {
        return Verdict.NEW;
    }

    /** Whether a file that is UNPROVED or BROKEN may be posted by policy alone. */
    @Value.Default
    default boolean allowedByPolicy() {
        return status() != ProofStatus.BROKEN;
    }

    /** The person who took a refused file in all the same, with the reason. */
    Optional<Acceptance> acceptance();

    /** One line for people. */
    String sentence();

    /** The declared figures that differ. */
    default List<ControlTotal> disagreements() {
        return totals().stream().filter(total -> !total.agrees()).toList();
    }

    /** Whether entries may be handed out: not a repetition, and proven, allowed by policy or accepted by a person. */
    default boolean postable() {
        return duplicate().isTakenIn() && (allowedByPolicy() || acceptance().isPresent());
    }

    /**
     * The same receipt, accepted by a named person.
     *
     * @param who accountable
     * @param reason in words, not blank
     */
    default ImportReceipt acceptedBy(Actor who, String reason) {
        return builder().from(this).acceptance(new Acceptance(who, reason)).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds receipts. Not thread-safe. */
    final class Builder extends ImmutableImportReceipt.Builder {
        Builder() {}
    }

    /**
     * A person's word for a file that does not prove itself.
     *
     * @param who accountable
     * @param reason in words
     */
    record Acceptance(Actor who, String reason) {
        public Acceptance {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("acceptance by " + who.id()
                        + " has a blank reason, expected words that an auditor understands");
            }
        }
    }

    /** Whether a file was seen before; found in this order (bank file specification 4.12). */
    enum Verdict implements Code {
        /** The same bytes were taken in before. */
        SAME_FILE,
        /** The same account, format, number and opening balance were taken in before, in other bytes. */
        SAME_STATEMENT,
        /** The number was used before, with another opening balance: taken in, with a problem. */
        STATEMENT_NUMBER_REUSED,
        /** Not seen before. */
        NEW;

        @Override
        public String id() {
            return "IMPORT." + name();
        }

        /** Whether a file with this verdict may be imported. */
        public boolean isTakenIn() {
            return this == NEW || this == STATEMENT_NUMBER_REUSED;
        }
    }

    /**
     * A figure that a file declares about itself, beside the one computed from its records.
     *
     * @param level which part of the file
     * @param name the figure in words, such as {@code closing}, {@code debits}, {@code entries}
     * @param declared as the file says, in canonical text
     * @param computed from the records, in canonical text
     * @param at where it was declared
     */
    record ControlTotal(Level level, String name, String declared, String computed, Diagnostic.Location at) {

        public ControlTotal {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(declared, "declared");
            Objects.requireNonNull(computed, "computed");
            Objects.requireNonNull(at, "at");
        }

        /** Tells whether the two figures are equal. */
        public boolean agrees() {
            return declared.equals(computed);
        }

        /** Which part of a file a control total speaks about, outermost first. */
        public enum Level {
            FILE,
            GROUP,
            BATCH,
            STATEMENT,
            ACCOUNT,
            PAGE,
            ENTRY
        }
    }
}
