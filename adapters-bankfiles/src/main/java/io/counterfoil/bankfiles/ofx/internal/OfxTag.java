package io.counterfoil.bankfiles.ofx.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The tags that say something here; all others are passed over. */
enum OfxTag {
    OFX,
    SONRS,
    STATUS,
    CODE,
    SEVERITY,
    MESSAGE,
    STMTRS,
    CCSTMTRS,
    INVSTMTRS,
    CURDEF,
    BANKACCTFROM,
    CCACCTFROM,
    INVACCTFROM,
    BANKACCTTO,
    CCACCTTO,
    BANKID(15),
    BROKERID,
    BRANCHID,
    ACCTID(14),
    DTSTART,
    DTEND,
    STMTTRN,
    INVTRAN,
    TRNTYPE(0),
    DTPOSTED(1),
    DTUSER(2),
    DTAVAIL(3),
    TRNAMT(4),
    FITID(5),
    CORRECTFITID(6),
    SRVRTID(7),
    CHECKNUM(8),
    REFNUM(9),
    NAME(10),
    EXTDNAME(11),
    MEMO(12),
    CURRENCY,
    ORIGCURRENCY,
    CURSYM(13),
    CURRATE,
    LEDGERBAL,
    AVAILBAL,
    BALAMT,
    DTASOF,
    BANKTRANLIST,
    INVTRANLIST;

    private static final int SLOTS = 512;
    private static final OfxTag[] TABLE = table();

    /** How many tags of a transaction are kept. */
    static final int KEPT = 16;

    private final int place;

    OfxTag() {
        this(-1);
    }

    OfxTag(int place) {
        this.place = place;
    }

    /** Its place among those of a transaction that are kept; -1 where it is none. */
    int place() {
        return place;
    }

    private static OfxTag[] table() {
        OfxTag[] table = new OfxTag[SLOTS];
        for (OfxTag tag : values()) {
            byte[] name = tag.name().getBytes(StandardCharsets.US_ASCII);
            int slot = slot(name, 0, name.length);
            while (table[slot] != null) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            table[slot] = tag;
        }
        return table;
    }

    private static int slot(byte[] name, int from, int to) {
        int hash = to - from;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + (name[at] & 0x5F);
        }
        return (hash ^ (hash >>> 9)) & (SLOTS - 1);
    }

    /** The tag with the name, letter case aside; nothing where it is none of these. */
    static @Nullable OfxTag of(byte[] name, int from, int to) {
        int slot = slot(name, from, to);
        while (TABLE[slot] != null) {
            if (TABLE[slot].isNamed(name, from, to)) {
                return TABLE[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return null;
    }

    private boolean isNamed(byte[] name, int from, int to) {
        String own = name();
        if (to - from != own.length()) {
            return false;
        }
        for (int at = 0; at < own.length(); at++) {
            int c = name[from + at];
            if ((c >= 'a' && c <= 'z' ? c - 32 : c) != own.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
