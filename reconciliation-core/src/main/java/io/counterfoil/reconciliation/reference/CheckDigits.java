package io.counterfoil.reconciliation.reference;

/** The arithmetic of check digits, on ASCII digits and capitals. */
final class CheckDigits {

    /** The table of the recursive modulo 10 of the Swiss reference; row r is this one turned left by r. */
    private static final String RECURSIVE = "0946827135";

    /** The Dutch weights from the right, one character a weight: 2 4 8 5 10 9 7 3 6 1. */
    private static final String DUTCH_WEIGHTS = "2485:97361";

    private CheckDigits() {}

    /** ISO 7064 MOD 97-10 with letters as 10 to 35: the remainder of the text, or -1 where it holds another character. */
    static int mod97(CharSequence text) {
        int remainder = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                remainder = (remainder * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'Z') {
                remainder = (remainder * 100 + c - 'A' + 10) % 97;
            } else {
                return -1;
            }
        }
        return remainder;
    }

    /** ISO 13616 and ISO 11649: the first four characters moved to the end, remainder 1. */
    static boolean holdsMod97(String value) {
        return mod97(value.substring(4) + value.substring(0, 4)) == 1;
    }

    /** ISO/IEC 7812-1 annex B. */
    static boolean holdsLuhn(String digits) {
        int sum = 0;
        boolean doubled = false;
        for (int at = digits.length() - 1; at >= 0; at--) {
            int digit = digits.charAt(at) - '0';
            int value = doubled ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }

    static boolean holdsRecursive(String digits) {
        int carry = 0;
        for (int at = 0; at < digits.length() - 1; at++) {
            carry = RECURSIVE.charAt((carry + digits.charAt(at) - '0') % 10) - '0';
        }
        return lastDigit(digits) == (10 - carry) % 10;
    }

    static boolean holdsBelgian(String digits) {
        int remainder = mod97(digits.substring(0, 10));
        int check = remainder == 0 ? 97 : remainder;
        return check == (digits.charAt(10) - '0') * 10 + lastDigit(digits);
    }

    /** Weights 2 to 7 from the right; the remainder that leaves 10 is written as a hyphen. */
    static boolean holdsNorwegianEleven(String value) {
        int sum = 0;
        int weight = 2;
        for (int at = value.length() - 2; at >= 0; at--) {
            sum += weight * (value.charAt(at) - '0');
            weight = weight == 7 ? 2 : weight + 1;
        }
        int check = (11 - sum % 11) % 11;
        return value.charAt(value.length() - 1) == (check == 10 ? '-' : (char) ('0' + check));
    }

    /** Weights 7, 3, 1 from the right. */
    static boolean holdsSevenThreeOne(String digits) {
        int sum = 0;
        for (int at = digits.length() - 2, step = 0; at >= 0; at--, step++) {
            sum += (step % 3 == 0 ? 7 : step % 3 == 1 ? 3 : 1) * (digits.charAt(at) - '0');
        }
        return lastDigit(digits) == (10 - sum % 10) % 10;
    }

    /** The digit before the last is the number of digits, modulo 10. */
    static boolean holdsLength(String digits) {
        return digits.charAt(digits.length() - 2) - '0' == digits.length() % 10;
    }

    static boolean holdsDutch(String digits) {
        int sum = 0;
        for (int at = digits.length() - 1, step = 0; at >= 1; at--, step++) {
            sum += (DUTCH_WEIGHTS.charAt(step % 10) - '0') * (digits.charAt(at) - '0');
        }
        int check = 11 - sum % 11;
        return digits.charAt(0) - '0' == (check == 10 ? 1 : check == 11 ? 0 : check);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int lastDigit(String digits) {
        return digits.charAt(digits.length() - 1) - '0';
    }
}
