package io.counterfoil.bankfiles.nacha.internal;

import java.util.Set;

/** Transaction codes of Nacha entries (bank file specification 4.8). */
public final class NachaCodes {

    /** Every standard entry class code. */
    public static final Set<String> ENTRY_CLASSES = Set.of(
            "ACK", "ADV", "ARC", "ATX", "BOC", "CCD", "CIE", "COR", "CTX", "DNE", "ENR", "IAT", "MTE", "POP", "POS",
            "PPD", "RCK", "SHR", "TEL", "TRC", "TRX", "WEB", "XCK");

    /** Classes whose entries have the number of their addenda before a shorter name. */
    public static final Set<String> COUNTING_ADDENDA = Set.of("ATX", "CTX", "ENR", "TRX");

    private static final int LOAN_REVERSAL = 55;
    private static final int ACCOUNTING = 8;

    private NachaCodes() {}

    /** 1 for a credit, -1 for a debit, 0 for a code that there is not. */
    public static int sign(int code) {
        if (code == LOAN_REVERSAL) {
            return -1;
        }
        if (code / 10 == ACCOUNTING) {
            int last = code % 10;
            return last < 1 || last > 8 ? 0 : last % 2 == 1 ? 1 : -1;
        }
        int last = code % 10;
        if (code < 0 || last == 0 || last == 5) {
            return 0;
        }
        return last <= 4 ? 1 : -1;
    }
}
