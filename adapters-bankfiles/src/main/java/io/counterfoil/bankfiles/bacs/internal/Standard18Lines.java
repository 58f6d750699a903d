package io.counterfoil.bankfiles.bacs.internal;

import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Layout;

/** Columns of Standard 18 data lines and labels (bank file specification 4.10). */
public final class Standard18Lines {

    /** Columns of a label. */
    public static final int LABEL = 80;

    private static final String COLUMNS =
            "sort:1-6 account:7-14 type:15 code:16-17 fromSort:18-23 fromAccount:24-31 free:32-35 pence:36-46# user:47-64 reference:65-82"
                    + " name:83-100";

    /** A data line of a file for one day. */
    public static final Layout SINGLE = Layout.of("data", 100, COLUMNS);

    /** A data line with its own day. */
    public static final Layout MULTI = Layout.of("data", 106, COLUMNS + " day:101-106");

    /** Volume label. */
    public static final Layout VOL1 = Layout.of("VOL1", LABEL, "label:1-4 serial:5-10 owner:38-51 level:80");

    /** First header and end label. */
    public static final Layout HDR1 = Layout.of(
            "HDR1",
            LABEL,
            "label:1-4 file:5-21 set:22-27 section:28-31# sequence:32-35# created:42-47 expires:48-53 blocks:55-60#");

    /** Second header and end label. */
    public static final Layout HDR2 =
            Layout.of("HDR2", LABEL, "label:1-4 format:5 block:6-10# record:11-15# offset:51-52#");

    /** User header. */
    public static final Layout UHL1 = Layout.of(
            "UHL1",
            LABEL,
            "label:1-4 day:5-10 receiver:11-20 currency:21-22 country:23-28 work:29-37 file:38-40# audit:48-54");

    /** User trailer. */
    public static final Layout UTL1 =
            Layout.of("UTL1", LABEL, "label:1-4 debit:5-17# credit:18-30# debits:31-37# credits:38-44#");

    private Standard18Lines() {}

    /**
     * A data line.
     *
     * @param to sort code and account number of the other side, 14 digits
     * @param from sort code and account number of ours, 14 digits
     * @param day with a leading blank; empty for a file of one day
     * @param texts our name, the reference, the other side's name
     */
    public static String data(String to, String code, String from, long pence, String day, String... texts) {
        Layout.Line line = (day.isEmpty() ? SINGLE : MULTI)
                .blank()
                .put("sort", to.substring(0, 6))
                .put("account", to.substring(6))
                .put("type", "0")
                .put("code", code)
                .put("fromSort", from.substring(0, 6))
                .put("fromAccount", from.substring(6))
                .put("pence", pence)
                .put("user", Folding.BACS.fold(texts[0], 18))
                .put("reference", Folding.BACS.fold(texts[1], 18))
                .put("name", Folding.BACS.fold(texts[2], 18));
        if (!day.isEmpty()) {
            line.put("day", day);
        }
        return line.written();
    }
}
