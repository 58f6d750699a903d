package io.counterfoil.bankfiles.xml;

import io.counterfoil.bankfiles.source.ImportCode;

/** Ends the reading of a document; the reader turns it into a finding. */
public final class XmlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ImportCode code;
    private final int line;
    private final int column;

    /** Says what is wrong, and where. */
    public XmlException(ImportCode code, String message, int line, int column) {
        super(message);
        this.code = code;
        this.line = line;
        this.column = column;
    }

    /** What is wrong. */
    public ImportCode code() {
        return code;
    }

    /** The line. */
    public int line() {
        return line;
    }

    /** The column. */
    public int column() {
        return column;
    }
}
