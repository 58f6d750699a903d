package io.counterfoil.bankfiles.bai.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What record 03 states behind the account: balances and totals.
 *
 * @param sum of all amounts as they are written
 * @param balances of the status codes 001 to 099
 * @param readable whether every amount is a number, and every type that begins a line has three digits where lines begin summaries
 */
record BaiSummary(long sum, List<Status> balances, boolean readable) {

    /**
     * A balance.
     *
     * @param code its type
     * @param minor signed
     */
    record Status(int code, long minor) {}

    /**
     * Reads type, amount, count and funds, again and again, from the field behind the currency.
     *
     * @param closing whether the end of a line ends a summary that is not complete; else its fields go on in the next line
     */
    static BaiSummary of(BaiRecord record, boolean closing) {
        long sum = 0;
        boolean readable = true;
        List<Status> balances = new ArrayList<>();
        boolean begins = false;
        while (record.next()) {
            if (record.isBlank() && record.isLastOfLine() && closing) {
                begins = true;
                continue;
            }
            readable &= !(closing && begins) || record.length() == 3;
            long code = record.number();
            boolean lineEnds = record.isLastOfLine();
            long amount = 0;
            if (!(closing && lineEnds) && record.next()) {
                lineEnds = record.isLastOfLine();
                amount = record.isBlank() ? 0 : record.number();
                readable &= amount != Long.MIN_VALUE;
                amount = amount == Long.MIN_VALUE ? 0 : amount;
                sum = BaiReader.plus(sum, amount);
                if (code > 0 && code < 100 && balances.size() < BaiAccount.maxBalances()) {
                    balances.add(new Status((int) code, amount));
                }
            }
            if (!(closing && lineEnds) && record.next()) {
                lineEnds = record.isLastOfLine();
            }
            if (!(closing && lineEnds) && record.next()) {
                funds(record, closing);
            }
            begins = record.isLastOfLine();
        }
        return new BaiSummary(sum, balances, readable);
    }

    /** Moves past what follows the funds type in the field at hand. */
    static void funds(BaiRecord record, boolean closing) {
        int fields = switch (record.letter()) {
            case 'S' -> 3;
            case 'V' -> 2;
            case 'D' -> distributed(record, closing);
            default -> 0;
        };
        for (int i = 0; i < fields && !(closing && record.isLastOfLine()); i++) {
            if (!record.next()) {
                return;
            }
        }
    }

    private static int distributed(BaiRecord record, boolean closing) {
        if (closing && record.isLastOfLine()) {
            return 0;
        }
        record.next();
        long days = record.number();
        return days < 0 || days > 1_000 ? 0 : (int) days * 2;
    }
}
