package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The records of a file in order, from header to control; controls are computed from what stands between. Not thread-safe. */
public final class NachaRecords {

    private static final int BLOCK = 10;
    private static final String FILL = "9".repeat(NachaReader.WIDTH);

    private NachaRecords() {}

    /** Every record but the filling. */
    public static List<Layout.Line> read(FixedRecords lines) throws IOException {
        List<Layout.Line> records = new ArrayList<>();
        boolean batchAdvice = false;
        boolean advice = false;
        while (lines.next()) {
            FixedLine line = lines.line();
            if (line.only('9', 1, line.length())) {
                continue;
            }
            if (line.at(1) == '5') {
                batchAdvice = line.text(51, 53).equals("ADV");
                advice |= batchAdvice;
            }
            records.add(NachaLayouts.of(line, line.at(1) == '9' ? advice : batchAdvice)
                    .read(line));
        }
        return records;
    }

    /** Computes every control anew. */
    public static List<Layout.Line> controlled(List<Layout.Line> records) {
        List<Layout.Line> done = new ArrayList<>(records.size());
        Sums batch = new Sums();
        Sums file = new Sums();
        long batches = 0;
        for (Layout.Line record : records) {
            Layout.Line line = record;
            switch (record.written().charAt(0)) {
                case '5' -> batch = new Sums();
                case '6' -> batch.entry(record);
                case '7' -> batch.count++;
                case '8' -> {
                    line = batch.into(record);
                    file.add(batch);
                    batches++;
                }
                case '9' ->
                    line = file.into(record)
                            .put("batches", batches)
                            .put("blocks", (records.size() + BLOCK - 1) / BLOCK);
                default -> {
                    // the file header holds no total
                }
            }
            done.add(line);
        }
        return done;
    }

    /** The lines of the records, the last block filled with nines. */
    public static List<String> lines(List<Layout.Line> records) {
        List<String> lines = new ArrayList<>(records.size() + BLOCK);
        records.forEach(record -> lines.add(record.written()));
        while (lines.size() % BLOCK != 0) {
            lines.add(FILL);
        }
        return lines;
    }

    private static final class Sums {
        private long count;
        private long hash;
        private long debit;
        private long credit;

        private void entry(Layout.Line entry) {
            String line = entry.written();
            int code = Integer.parseInt(line.substring(1, 3));
            boolean advice = code / 10 == 8;
            long amount = Long.parseLong(advice ? line.substring(27, 39) : line.substring(29, 39));
            count++;
            hash += Long.parseLong(line.substring(3, 11));
            if (NachaCodes.sign(code) < 0) {
                debit += amount;
            } else {
                credit += amount;
            }
        }

        private void add(Sums other) {
            count += other.count;
            hash += other.hash % NachaReader.HASH;
            debit += other.debit;
            credit += other.credit;
        }

        private Layout.Line into(Layout.Line control) {
            return control.copy()
                    .put("count", count)
                    .put("hash", hash % NachaReader.HASH)
                    .put("debit", debit)
                    .put("credit", credit);
        }
    }
}
