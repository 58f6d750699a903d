package io.counterfoil.benchmarks;

/**
 * The least work that any reader of the files of {@link BankFileTexts} must do: look at every byte once, find the movements and add their amounts up. Good for these
 * files alone.
 */
final class BankFileBounds {

    /**
     * What every reader finds.
     *
     * @param movements how many
     * @param sumMinor of all, signed
     */
    record Answer(long movements, long sumMinor) {}

    private BankFileBounds() {}

    private static boolean at(byte[] file, int from, String text) {
        if (from + text.length() > file.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (file[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Digits up to anything that is neither digit nor the decimal mark; so much, and where it ended. */
    private static final class Number {
        private int at;

        long read(byte[] file, int from, char mark) {
            long value = 0;
            at = from;
            while (at < file.length) {
                int digit = file[at] - '0';
                if (digit >= 0 && digit <= 9) {
                    value = value * 10 + digit;
                } else if (file[at] != mark) {
                    break;
                }
                at++;
            }
            return value;
        }
    }

    static Answer camt(byte[] file) {
        Number number = new Number();
        long count = 0;
        long sum = 0;
        long minor = 0;
        boolean first = false;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '<') {
                if (file[i + 1] == 'N' && at(file, i, "<Ntry>")) {
                    count++;
                    first = true;
                } else if (first && file[i + 1] == 'A' && at(file, i, "<Amt Ccy")) {
                    minor = number.read(file, i + 15, '.');
                } else if (first && file[i + 1] == 'C' && at(file, i, "<CdtDbtInd>")) {
                    sum += file[i + 11] == 'D' ? -minor : minor;
                    first = false;
                }
            }
        }
        return new Answer(count, sum);
    }

    static Answer mt940(byte[] file) {
        Number number = new Number();
        long count = 0;
        long sum = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n' && at(file, i + 1, ":61:")) {
                count++;
                long minor = number.read(file, i + 16, ',');
                sum += file[i + 15] == 'D' ? -minor : minor;
            }
        }
        return new Answer(count, sum);
    }

    static Answer csv(byte[] file) {
        Number number = new Number();
        long count = -1;
        long sum = 0;
        int cell = 0;
        boolean quoted = false;
        for (int i = 0; i < file.length; i++) {
            byte value = file[i];
            if (value == '"') {
                quoted = !quoted;
            } else if (!quoted && value == '\n') {
                count++;
                cell = 0;
            } else if (!quoted && value == ',' && ++cell == 1 && count >= 0) {
                boolean negative = file[i + 1] == '-';
                long minor = number.read(file, negative ? i + 2 : i + 1, '.');
                sum += negative ? -minor : minor;
                i = number.at - 1;
            }
        }
        return new Answer(count, sum);
    }

    static Answer ofx(byte[] file) {
        Number number = new Number();
        long count = 0;
        long sum = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '<' && file[i + 1] == 'T' && at(file, i, "<TRNAMT>")) {
                count++;
                boolean negative = file[i + 8] == '-';
                long minor = number.read(file, negative ? i + 9 : i + 8, '.');
                sum += negative ? -minor : minor;
            }
        }
        return new Answer(count, sum);
    }

    static Answer bai(byte[] file) {
        long count = 0;
        long sum = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n' && at(file, i + 1, "16,")) {
                count++;
                long minor = 0;
                for (int at = i + 8; file[at] != ','; at++) {
                    minor = minor * 10 + file[at] - '0';
                }
                sum += file[i + 4] == '4' ? -minor : minor;
            }
        }
        return new Answer(count, sum);
    }

    static Answer nacha(byte[] file) {
        long count = 0;
        long sum = 0;
        int check = 0;
        for (int line = 0; line + 95 <= file.length; line += 95) {
            for (int i = 0; i < 95; i++) {
                check += file[line + i];
            }
            if (file[line] == '6') {
                count++;
                long minor = digits(file, line + 29, line + 39);
                sum += file[line + 2] == '2' ? -minor : minor;
            }
        }
        return new Answer(check == 0 ? -1 : count, sum);
    }

    static Answer cpa(byte[] file) {
        long count = 0;
        long sum = 0;
        int check = 0;
        for (int line = 0; line + 1_466 <= file.length; line += 1_466) {
            for (int i = 0; i < 1_466; i++) {
                check += file[line + i];
            }
            for (int at = line + 24; file[line] == 'D' && at < line + 1_464 && file[at] != ' '; at += 240) {
                count++;
                sum += digits(file, at + 3, at + 13);
            }
        }
        return new Answer(check == 0 ? -1 : count, sum);
    }

    private static long digits(byte[] file, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + file[i] - '0';
        }
        return value;
    }
}
