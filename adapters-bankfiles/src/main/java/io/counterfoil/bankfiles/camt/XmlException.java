package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.source.ImportCode;

/** Ends the reading of a document; the reader turns it into a finding. */
final class XmlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ImportCode code;
    private final int line;
    private final int column;

    XmlException(ImportCode code, String message, int line, int column) {
        super(message);
        this.code = code;
        this.line = line;
        this.column = column;
    }

    ImportCode code() {
        return code;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
