package io.counterfoil.bankfiles.source.internal;

import java.io.IOException;

/** Ends a reading at a limit; readers turn it into a finding. */
public final class LimitException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says which limit. */
    public LimitException(String message) {
        super(message);
    }
}
