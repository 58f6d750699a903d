package io.counterfoil.payments.account;

import io.counterfoil.payments.account.AccountNumberCheck.Result.Invalid;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Unchecked;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Valid;
import io.counterfoil.payments.account.ModulusRow.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The modulus check of Pay.UK ("Validating account numbers"). Digits are named as there: sort code u v w x y z, account a b c d e f g h, positions 0 to 13.
 */
final class UkModulusCheck implements AccountNumberCheck {

    private static final int A = 6;
    private static final int B = 7;
    private static final int C = 8;
    private static final int G = 12;
    private static final int H = 13;

    /** The highest exception number with a rule here. */
    private static final int LAST_EXCEPTION = 14;

    /** Exceptions of the first row under which the second check may save the number. */
    private static final Set<Integer> EITHER = Set.of(2, 10, 12);

    private static final List<Integer> WEIGHTS_OF_EXCEPTION_2 = List.of(0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1);

    private final ModulusWeightTable table;

    UkModulusCheck(ModulusWeightTable table) {
        this.table = Objects.requireNonNull(table, "table");
    }

    @Override
    public AccountNumberCheck.Result check(AccountNumber account) {
        if (account.scheme() != AccountNumber.Scheme.UK) {
            return new Unchecked("a number of scheme " + account.scheme() + " has no sort code");
        }
        String sortCode = account.routing().replaceAll("[ -]", "");
        String number = account.number().replaceAll("[ -]", "");
        if (!sortCode.matches("[0-9]{6}") || !number.matches("[0-9]{6,10}")) {
            return new Invalid(AccountNumberCheck.Fault.BAD_FORMAT);
        }
        if (number.length() > 8) {
            return new Unchecked(
                    "a number of " + number.length() + " digits is brought to 8 by a rule of its own bank");
        }
        List<ModulusRow> rows =
                table.rows(sortCode).stream().map(ModulusRow::parse).toList();
        if (rows.isEmpty()) {
            return new Unchecked("the weight table has no row for sort code " + sortCode);
        }
        for (ModulusRow row : rows) {
            if (row.exception() > LAST_EXCEPTION) {
                return new Unchecked("exception " + row.exception() + " of the weight table is not known here");
            }
        }
        String digits = sortCode + "0".repeat(8 - number.length()) + number;
        return passes(rows, digits) ? new Valid() : new Invalid(AccountNumberCheck.Fault.BAD_MODULUS);
    }

    private boolean passes(List<ModulusRow> rows, String digits) {
        ModulusRow first = rows.get(0);
        if (first.exception() == 6
                && digit(digits, A) >= 4
                && digit(digits, A) <= 8
                && digit(digits, G) == digit(digits, H)) {
            return true; // a foreign currency account: it cannot be checked and is taken as right
        }
        boolean firstPasses = passes(first, digits);
        if (rows.size() == 1 || firstPasses == EITHER.contains(first.exception())) {
            return firstPasses;
        }
        ModulusRow second = rows.get(1);
        boolean isSkipped = second.exception() == 3 && (digit(digits, C) == 6 || digit(digits, C) == 9);
        return isSkipped || passes(second, digits);
    }

    private boolean passes(ModulusRow row, String digits) {
        return switch (row.exception()) {
            case 1 -> (row.sum(digits, row.weights()) + 27) % row.modulus() == 0;
            case 4 -> rest(row, digits, row.weights()) == digit(digits, G) * 10 + digit(digits, H);
            case 5 -> passesException5(row, substituted(digits));
            case 8 -> rest(row, "090126" + digits.substring(6), row.weights()) == 0;
            case 9 -> rest(row, "309634" + digits.substring(6), row.weights()) == 0;
            case 14 -> passesException14(row, digits);
            default -> rest(row, digits, weights(row, digits)) == 0;
        };
    }

    private static List<Integer> weights(ModulusRow row, String digits) {
        boolean endsIn9 = digit(digits, G) == 9;
        return switch (row.exception()) {
            case 2 ->
                digit(digits, A) == 0
                        ? row.weights()
                        : endsIn9 ? withoutFirstEight(WEIGHTS_OF_EXCEPTION_2) : WEIGHTS_OF_EXCEPTION_2;
            case 7 -> endsIn9 ? withoutFirstEight(row.weights()) : row.weights();
            case 10 ->
                endsIn9 && digit(digits, B) == 9 && (digit(digits, A) == 0 || digit(digits, A) == 9)
                        ? withoutFirstEight(row.weights())
                        : row.weights();
            default -> row.weights();
        };
    }

    private static List<Integer> withoutFirstEight(List<Integer> weights) {
        List<Integer> zeroed = new ArrayList<>(weights);
        for (int at = 0; at < 8; at++) {
            zeroed.set(at, 0);
        }
        return zeroed;
    }

    private String substituted(String digits) {
        String sortCode = digits.substring(0, 6);
        return table.substitute(sortCode).orElse(sortCode) + digits.substring(6);
    }

    /** The check digit g (MOD11) or h (DBLAL) must be what is missing to the next multiple. */
    private static boolean passesException5(ModulusRow row, String digits) {
        int rest = rest(row, digits, row.weights());
        int checkDigit = digit(digits, row.method() == Method.MOD11 ? G : H);
        if (rest == 0) {
            return checkDigit == 0;
        }
        boolean hasNone = row.method() == Method.MOD11 && rest == 1;
        return !hasNone && row.modulus() - rest == checkDigit;
    }

    private static boolean passesException14(ModulusRow row, String digits) {
        if (rest(row, digits, row.weights()) == 0) {
            return true;
        }
        int last = digit(digits, H);
        String moved = digits.substring(0, A) + "0" + digits.substring(A, H);
        return (last == 0 || last == 1 || last == 9) && rest(row, moved, row.weights()) == 0;
    }

    private static int rest(ModulusRow row, String digits, List<Integer> weights) {
        return Math.floorMod(row.sum(digits, weights), row.modulus());
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
