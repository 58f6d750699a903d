package io.counterfoil.bankfiles.nacha;

import java.util.ArrayList;
import java.util.List;

/** Records of Nacha files, written out by their columns. */
final class NachaLines {

    static final String HEADER =
            "101 091000019 1234567892703010600A094101DEST BANK              ORIGIN CO                      ";
    static final String BATCH =
            "5200ORIGIN CO                           1234567890PPDPAYROLL   270302270303   1091000010000001";
    static final String ONE =
            "62723138010412345678         0000010000ID1            NAME 1                  0091000010000001";
    static final String TWO =
            "63723138010412345678         0000002550ID2            NAME 2                  0091000010000002";
    static final String FILL = "9".repeat(94);

    private NachaLines() {}

    static String control(long count, long hash, long debit, long credit) {
        return String.format("8200%06d%010d%012d%012d1234567890%25s091000010000001", count, hash, debit, credit, "");
    }

    static String end(long batches, long count, long hash, long debit, long credit) {
        return String.format("9%06d%06d%08d%010d%012d%012d%39s", batches, 1, count, hash, debit, credit, "");
    }

    static String file(String... records) {
        List<String> all = new ArrayList<>(List.of(records));
        while (all.size() % 10 != 0) {
            all.add(FILL);
        }
        return String.join("\n", all);
    }

    static String good() {
        return file(HEADER, BATCH, ONE, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0));
    }
}
