package io.counterfoil.bankfiles.source.internal;

import java.io.Closeable;
import java.io.IOException;

/** Reads a file forward, a record at a time, into the sink it was made with. Not thread-safe. */
public interface RecordReader extends Closeable {

    /** Reads on until something was written to the sink or skipped; false at the end, after the last findings were written. */
    boolean advance() throws IOException;
}
