package io.counterfoil.bankfiles.source;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Thrown where a source cannot be opened or read, or changes between two readings. Bad data never throws: it is in the receipt. */
public final class ImportException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    /** Names the source and keeps the cause. */
    public ImportException(String source, IOException cause) {
        super("cannot read " + source + ": " + cause.getMessage(), cause);
    }
}
