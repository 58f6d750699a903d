package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Creditor references that carry check digits (REC-30): ISO 11649 and ten national schemes.
 *
 * <p>{@link #parse} takes a whole value as people print it: case, blanks, slashes and plus signs do not matter (for {@link #BE_OGM} stars neither); a
 * hyphen does, since it is a check character of {@link #NO_KID_MOD11}. Digits prove little alone: one number in ten passes a modulo 10 scheme.
 *
 * <p>Sources: ISO 11649, the published rules of each scheme; {@link #confirmed()} tells which were compared with a published vector. Immutable.
 */
public enum ReferenceScheme implements Code {
    /** Creditor reference: RF, two check digits, 1 to 21 letters and digits; ISO 7064 MOD 97-10. */
    ISO11649("", 5, 25, true),
    /** Belgian structured communication, printed {@code +++ddd/dddd/ddddd+++}: the first ten digits modulo 97, 0 written as 97. */
    BE_OGM("BE", 12, 12, true),
    /** Swiss and Liechtenstein QR reference, 27 digits: recursive modulo 10. */
    CH_QRR("CH", 27, 27, true),
    /** Norwegian customer identification, modulo 10. */
    NO_KID_MOD10("NO", 2, 25, false),
    /** Norwegian customer identification, modulo 11; its check character may be a hyphen. */
    NO_KID_MOD11("NO", 2, 25, false),
    /** Finnish reference: weights 7, 3, 1. */
    FI_VIITE("FI", 2, 20, false),
    /** Estonian reference: as the Finnish one. */
    EE_VIITE("EE", 2, 20, false),
    /** Swedish reference, modulo 10. */
    SE_OCR("SE", 2, 25, false),
    /** Swedish reference, modulo 10, with the number of digits modulo 10 before the check digit. */
    SE_OCR_LENGTH("SE", 3, 25, false),
    /** Danish payment slip of kind 71, modulo 10. */
    DK_FIK71("DK", 15, 15, false),
    /** Dutch payment reference of 16 digits, modulo 11; not every wrong digit is seen, since two remainders share a check digit. */
    NL_BETALINGSKENMERK("NL", 16, 16, true);

    private final String country;
    private final int shortest;
    private final int longest;
    private final boolean confirmed;

    ReferenceScheme(String country, int shortest, int longest, boolean confirmed) {
        this.country = country;
        this.shortest = shortest;
        this.longest = longest;
        this.confirmed = confirmed;
    }

    @Override
    public String id() {
        return "REFERENCE_SCHEME." + name();
    }

    /** The ISO 3166-1 alpha-2 code of the country whose scheme it is; empty for ISO 11649. CH stands for Liechtenstein too. */
    public Optional<String> country() {
        return country.isEmpty() ? Optional.empty() : Optional.of(country);
    }

    /** The least number of characters of a compact value. */
    public int shortest() {
        return shortest;
    }

    /** The greatest number of characters of a compact value. */
    public int longest() {
        return longest;
    }

    /** Whether the rule was compared with a published vector; one that was not should be confirmed against the national rule book. */
    public boolean confirmed() {
        return confirmed;
    }

    /**
     * The value in compact form, where its length, characters and check digits agree with the scheme.
     *
     * @return the compact value, or an error whose code is a {@link Fault}
     */
    public Checked<String> parse(String value) {
        String compact = compact(value);
        Optional<Fault> fault = fault(compact);
        return fault.map(found -> Checked.<String>failed(
                        Diagnostic.error(found, sentence(found, compact), Diagnostic.Location.of("reference"))))
                .orElseGet(() -> Checked.of(compact));
    }

    /** Whether {@link #parse} finds nothing wrong. */
    public boolean holds(String value) {
        return fault(compact(value)).isEmpty();
    }

    private String compact(String value) {
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(plain.length());
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            boolean printed = Character.isWhitespace(c) || c == '/' || c == '+' || (this == BE_OGM && c == '*');
            if (!printed) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private Optional<Fault> fault(String compact) {
        if (compact.length() < shortest || compact.length() > longest) {
            return Optional.of(Fault.LENGTH);
        }
        if (!characters(compact)) {
            return Optional.of(Fault.CHARACTER);
        }
        return agrees(compact) ? Optional.empty() : Optional.of(Fault.CHECK_DIGITS);
    }

    private boolean agrees(String compact) {
        return switch (this) {
            case ISO11649 -> CheckDigits.holdsMod97(compact);
            case BE_OGM -> CheckDigits.holdsBelgian(compact);
            case CH_QRR -> CheckDigits.holdsRecursive(compact);
            case NO_KID_MOD10, SE_OCR, DK_FIK71 -> CheckDigits.holdsLuhn(compact);
            case NO_KID_MOD11 -> CheckDigits.holdsNorwegianEleven(compact);
            case FI_VIITE, EE_VIITE -> CheckDigits.holdsSevenThreeOne(compact);
            case SE_OCR_LENGTH -> CheckDigits.holdsLength(compact) && CheckDigits.holdsLuhn(compact);
            case NL_BETALINGSKENMERK -> CheckDigits.holdsDutch(compact);
        };
    }

    private boolean characters(String compact) {
        if (this == ISO11649) {
            return compact.startsWith("RF")
                    && allDigits(compact, 2, 4)
                    && compact.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
        }
        boolean dashed = this == NO_KID_MOD11 && compact.endsWith("-");
        return allDigits(compact, 0, compact.length() - (dashed ? 1 : 0));
    }

    private static boolean allDigits(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!CheckDigits.isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private String sentence(Fault fault, String compact) {
        return switch (fault) {
            case LENGTH ->
                "reference of " + compact.length() + " characters, expected "
                        + (shortest == longest ? shortest : shortest + " to " + longest) + " for " + name();
            case CHARACTER ->
                "reference with a character that " + name() + " does not have, expected "
                        + (this == ISO11649 ? "RF, two digits, then letters and digits" : "digits");
            case CHECK_DIGITS ->
                "check digits of the reference ending in '"
                        + compact.substring(Math.max(0, compact.length() - 4))
                        + "' disagree with its other characters under "
                        + name() + "\nMaybe a digit was mistyped";
        };
    }

    /** Why a value is not a reference of a scheme. */
    public enum Fault implements Code {
        /** Too short or too long. */
        LENGTH,
        /** Holds a character that the scheme does not have. */
        CHARACTER,
        /** The check digits do not follow from the rest. */
        CHECK_DIGITS;

        @Override
        public String id() {
            return "REFERENCE_SCHEME." + name();
        }
    }
}
