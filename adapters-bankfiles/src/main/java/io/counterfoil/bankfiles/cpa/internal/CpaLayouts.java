package io.counterfoil.bankfiles.cpa.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.Layout;

/** Columns of records of CPA standard 005 (bank file specification 4.9). */
public final class CpaLayouts {

    /** Header. */
    public static final Layout HEADER = Layout.of(
            "A",
            CpaReader.WIDTH,
            "type:1 count:2-10# originator:11-20 number:21-24# date:25-30 centre:31-35 reserved:36-55 currency:56-58");

    /** What every record of details begins with; its segments stand in 25 to 1464. */
    public static final Layout DETAIL =
            Layout.of("D", CpaReader.WIDTH, "type:1 count:2-10# originator:11-20 number:21-24# segments:25-1464");

    /** Trailer. */
    public static final Layout TRAILER = Layout.of(
            "Z",
            CpaReader.WIDTH,
            "type:1 count:2-10# originator:11-20 number:21-24# debit:25-38# debits:39-46# credit:47-60# credits:61-68#"
                    + " errorCredit:69-82# errorCredits:83-90# errorDebit:91-104# errorDebits:105-112#");

    /** One segment of 240 columns. */
    public static final Layout SEGMENT = Layout.of(
            "segment",
            CpaReader.SEGMENT,
            "type:1-3 amount:4-13# date:14-19 institution:20-28 account:29-40 trace:41-62 stored:63-65 shortName:66-80 name:81-110"
                    + " longName:111-140 user:141-150 reference:151-169 returnInstitution:170-178 returnAccount:179-190 sundry:191-205"
                    + " original:206-227 settlement:228-229 invalid:230-240#");

    private CpaLayouts() {}

    /** The layout of a record that was read. */
    public static Layout of(FixedLine line) {
        return switch (line.at(1)) {
            case 'A' -> HEADER;
            case 'Z' -> TRAILER;
            default -> DETAIL;
        };
    }
}
