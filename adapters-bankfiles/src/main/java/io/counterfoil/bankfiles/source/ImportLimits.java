package io.counterfoil.bankfiles.source;

import org.immutables.value.Value;

/** How much a reader accepts before it ends with {@link ImportCode#LIMIT_EXCEEDED}. Immutable. */
@Value.Immutable
public interface ImportLimits {

    /** Bytes of a file; 4 GiB. */
    @Value.Default
    default long maxBytes() {
        return 4L << 30;
    }

    /** Levels of nested elements; 64. */
    @Value.Default
    default int maxDepth() {
        return 64;
    }

    /** Bytes of one token: a text, an attribute, a comment, a cell; 1 MiB. */
    @Value.Default
    default int maxTokenBytes() {
        return 1 << 20;
    }

    /** Elements of one part that is read as a whole: a balance, a transaction, an account; 10,000. */
    @Value.Default
    default int maxElements() {
        return 10_000;
    }

    /** Transactions of one entry; 200,000. */
    @Value.Default
    default int maxDetails() {
        return 200_000;
    }

    /** Findings kept in a receipt; 1,000, further ones are counted. */
    @Value.Default
    default int maxDiagnostics() {
        return 1_000;
    }

    /** Records that may be unreadable before the file is given up; 10,000. */
    @Value.Default
    default int maxRejections() {
        return 10_000;
    }

    /** Statements of one file; 100,000. */
    @Value.Default
    default int maxStatements() {
        return 100_000;
    }

    /** Refuses limits below one. */
    @Value.Check
    default void check() {
        long least = Math.min(
                Math.min(Math.min(maxBytes(), maxDepth()), Math.min(maxTokenBytes(), maxElements())),
                Math.min(Math.min(maxDetails(), maxDiagnostics()), Math.min(maxRejections(), maxStatements())));
        if (least < 1) {
            throw new IllegalArgumentException("an import limit is " + least + ", expected at least 1");
        }
    }

    /** The defaults. */
    static ImportLimits standard() {
        return builder().build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds limits. Not thread-safe. */
    final class Builder extends ImmutableImportLimits.Builder {
        Builder() {}
    }
}
