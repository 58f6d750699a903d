package io.counterfoil.bankfiles.pain.internal;

import java.util.Set;

/** Status codes of ISO 20022 (external code list): which are known, and which a group hands down to transactions that are not named. */
public final class StatusCodes {

    private static final Set<String> ACCEPTED =
            Set.of("ACCP", "ACSP", "ACSC", "ACTC", "ACWC", "ACWP", "ACCC", "ACFC", "RCVD", "ACPT");
    private static final Set<String> OTHER = Set.of("RJCT", "PART", "PDNG", "CANC", "BLCK", "PATC", "PRES");

    private StatusCodes() {}

    /** Whether the standard has the code. */
    public static boolean isKnown(String status) {
        return ACCEPTED.contains(status) || OTHER.contains(status);
    }

    /** Whether it stands for acceptance of some degree. */
    public static boolean isAccepted(String status) {
        return ACCEPTED.contains(status);
    }

    /** Whether a transaction that is not named has the status of its group or part. */
    public static boolean isHandedDown(String status) {
        return status.equals("RJCT") || ACCEPTED.contains(status);
    }
}
