package io.counterfoil.bankfiles.anonymise;

import io.counterfoil.bankfiles.nacha.internal.NachaCodes;
import io.counterfoil.bankfiles.source.FileFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies files of fixed columns: Nacha, CPA 005, Standard 18. Banks, codes, days, trace numbers and counts stay; names, accounts and references are invented, amounts
 * and their totals multiplied. Not thread-safe: one file.
 */
final class FixedCopy implements Anonymiser.LineCopy {

    private static final int NACHA = 94;
    private static final int CPA = 1464;
    private static final int SEGMENT = 240;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Set<String> MEANING = Set.of("REVERSAL", "RECLAIM", "NONSETTLED", "RETRY PYMT", "RETURN FEE");

    private final Scrambler scrambler;
    private final FileFormat format;
    private StringBuilder record = new StringBuilder();
    private String entryClass = "";
    private boolean advice;
    private boolean fits = true;

    FixedCopy(Scrambler scrambler, FileFormat format) {
        this.scrambler = scrambler;
        this.format = format;
    }

    @Override
    public boolean fits() {
        return fits;
    }

    @Override
    public String line(String original) {
        int width = format == FileFormat.NACHA ? NACHA : format == FileFormat.CPA005 ? CPA : Integer.MAX_VALUE;
        StringBuilder copy = new StringBuilder(original.length());
        for (int at = 0; at < original.length(); ) {
            int end = original.length() - at <= width ? original.length() : at + width;
            record = new StringBuilder(original.substring(at, end));
            switch (format) {
                case NACHA -> nacha(record.charAt(0));
                case CPA005 -> cpa(record.charAt(0));
                default -> bacs(record.charAt(0));
            }
            copy.append(record);
            at = end;
        }
        return copy.toString();
    }

    private void nacha(char type) {
        switch (type) {
            case '1' -> {
                words(14, 23);
                words(41, 94);
            }
            case '5' -> {
                entryClass = columns(51, 53);
                advice |= entryClass.equals("ADV");
                if (!entryClass.equals("IAT")) {
                    words(5, 40);
                }
                words(41, 50);
                if (!MEANING.contains(columns(54, 63).strip())) {
                    words(54, 63);
                }
            }
            case '6' -> entry();
            case '7' -> addenda(columns(2, 3));
            case '8' -> {
                int width = entryClass.equals("ADV") ? 20 : 12;
                amount(21, 20 + width);
                amount(21 + width, 20 + 2 * width);
                words(21 + 2 * width, 73);
            }
            case '9' -> {
                if (!columns(1, NACHA).matches("9+")) {
                    int width = advice ? 20 : 12;
                    amount(32, 31 + width);
                    amount(32 + width, 31 + 2 * width);
                }
            }
            default -> words(1, NACHA);
        }
    }

    private void entry() {
        boolean adv = entryClass.equals("ADV");
        boolean international = entryClass.equals("IAT");
        if (!international) {
            words(13, adv ? 27 : 29);
        }
        amount(adv ? 28 : 30, 39);
        words(40, 54);
        // the number of addenda stands in front of the name where a class may have many
        words(NachaCodes.COUNTING_ADDENDA.contains(entryClass) ? 59 : 55, 76);
    }

    private void addenda(String kind) {
        switch (kind) {
            case "99" -> {
                // what answers a return holds codes, days and traces, and a dishonour a text behind them
                if (columns(4, 6).matches("R6[0-9]")) {
                    words(59, 79);
                } else if (!columns(4, 6).matches("R7[0-9]")) {
                    words(36, 79);
                }
            }
            case "98" -> words(36, 64);
            case "02" -> {
                words(4, 25);
                words(30, 79);
            }
            default -> words(4, 83);
        }
    }

    private void cpa(char type) {
        if (columns(1, 2).equals("$$")) {
            return;
        }
        words(11, 20);
        if (type == 'Z') {
            for (int from = 25; from <= 91; from += 22) {
                amount(from, from + 13);
            }
        } else if (type != 'A') {
            for (int base = 24; base < record.length(); base += SEGMENT) {
                amount(base + 4, base + 13);
                words(base + 29, base + 40);
                words(base + 66, base + 169);
                words(base + 179, base + 205);
            }
        }
    }

    private void bacs(char type) {
        if (type >= '0' && type <= '9') {
            words(7, 14);
            words(24, 31);
            amount(36, 46);
            words(47, 64);
            if (!columns(65, 82).strip().equals("CONTRA")) {
                words(65, 82);
            }
            words(83, 100);
            return;
        }
        switch (columns(1, 4)) {
            case "VOL1" -> numbers(38, 51);
            case "HDR1", "EOF1", "EOV1" -> numbers(5, 21);
            case "UTL1" -> {
                amount(5, 17);
                amount(18, 30);
            }
            case "HDR2", "EOF2", "EOV2", "UHL1", "UVL1", "UVL2" -> {
                // these labels hold days and counts
            }
            default -> words(5, record.length());
        }
    }

    private String columns(int from, int to) {
        int end = Math.min(to, record.length());
        return from > end ? "" : record.substring(from - 1, end);
    }

    private void put(int from, String text) {
        if (!text.isEmpty()) { // the record may end in front of the columns
            record.replace(from - 1, from - 1 + text.length(), text);
        }
    }

    private void words(int from, int to) {
        put(from, scrambler.words(columns(from, to)));
    }

    private void numbers(int from, int to) {
        put(from, DIGITS.matcher(columns(from, to)).replaceAll(found -> scrambler.words(found.group())));
    }

    private void amount(int from, int to) {
        String digits = columns(from, to);
        if (digits.matches("[0-9]+")) {
            String more = scrambler.amount(digits);
            fits &= more.length() == digits.length();
            put(from, more.substring(more.length() - digits.length()));
        }
    }
}
