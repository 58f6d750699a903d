package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.Layout;

/** Columns of Nacha records (bank file specification 4.8). */
public final class NachaLayouts {

    /** File header. */
    public static final Layout FILE = Layout.of(
            "1",
            94,
            "type:1 priority:2-3 destination:4-13 origin:14-23 date:24-29 time:30-33 modifier:34 size:35-37 blocking:38-39 format:40"
                    + " destinationName:41-63 originName:64-86 reference:87-94");

    /** Batch header. */
    public static final Layout BATCH = Layout.of(
            "5",
            94,
            "type:1 service:2-4 company:5-20 discretionary:21-40 companyId:41-50 class:51-53 description:54-63 descriptiveDate:64-69"
                    + " effective:70-75 settlement:76-78 status:79 odfi:80-87 number:88-94#");

    /** Entry of domestic classes. */
    public static final Layout ENTRY = Layout.of(
            "6",
            94,
            "type:1 code:2-3 rdfi:4-11 check:12 account:13-29 amount:30-39# id:40-54 name:55-76 discretionary:77-78 addenda:79# trace:80-94");

    /** Addenda with payment information. */
    public static final Layout INFORMATION =
            Layout.of("705", 94, "type:1 kind:2-3 text:4-83 sequence:84-87# entry:88-94");

    /** Addenda of a return, its dishonour, its contest. */
    public static final Layout RETURN = Layout.of(
            "799", 94, "type:1 kind:2-3 code:4-6 original:7-21 death:22-27 rdfi:28-35 information:36-79 trace:80-94");

    /** Addenda of a notice of change. */
    public static final Layout CHANGE = Layout.of(
            "798",
            94,
            "type:1 kind:2-3 code:4-6 original:7-21 reserved:22-27 rdfi:28-35 corrected:36-64 answered:65-67 reserved2:68-79 trace:80-94");

    /** Addenda of other kinds. */
    public static final Layout ADDENDA = Layout.of("7", 94, "type:1 kind:2-3 text:4-94");

    /** Batch control. */
    public static final Layout BATCH_CONTROL = Layout.of(
            "8",
            94,
            "type:1 service:2-4 count:5-10# hash:11-20# debit:21-32# credit:33-44# companyId:45-54 authentication:55-73 reserved:74-79"
                    + " odfi:80-87 number:88-94");

    /** Batch control of automated accounting advices. */
    public static final Layout ADVICE_CONTROL = Layout.of(
            "8",
            94,
            "type:1 service:2-4 count:5-10# hash:11-20# debit:21-40# credit:41-60# operator:61-79 odfi:80-87 number:88-94");

    /** File control. */
    public static final Layout FILE_CONTROL = Layout.of(
            "9",
            94,
            "type:1 batches:2-7# blocks:8-13# count:14-21# hash:22-31# debit:32-43# credit:44-55# reserved:56-94");

    /** File control of automated accounting advices. */
    public static final Layout ADVICE_FILE_CONTROL = Layout.of(
            "9",
            94,
            "type:1 batches:2-7# blocks:8-13# count:14-21# hash:22-31# debit:32-51# credit:52-71# reserved:72-94");

    private NachaLayouts() {}

    /** The layout of a record that was read. */
    static Layout of(FixedLine line, boolean advice) {
        return switch (line.at(1)) {
            case '1' -> FILE;
            case '5' -> BATCH;
            case '6' -> ENTRY;
            case '7' ->
                line.starts("705") ? INFORMATION : line.starts("799") ? RETURN : line.starts("798") ? CHANGE : ADDENDA;
            case '8' -> advice ? ADVICE_CONTROL : BATCH_CONTROL;
            default -> advice ? ADVICE_FILE_CONTROL : FILE_CONTROL;
        };
    }
}
