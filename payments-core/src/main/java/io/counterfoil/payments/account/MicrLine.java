package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The magnetic line at the foot of a Canadian cheque (CPA Standard 006, E-13B): serial, transit, institution, account.
 *
 * <p>Read from the glyphs themselves, from the letters that scanners put in their place (A transit, C on-us, D dash) or from a form somebody keyed:
 * {@code ⑈001234⑈ ⑆12345⑉003⑆ 1234567⑈}, {@code C001234C A12345D003A 1234567C}, {@code #001234 12345-003 1234567}. {@link #toString()} and the messages
 * show no more than the last four digits of the account. Immutable.
 */
public final class MicrLine {

    private static final Pattern SERIAL = Pattern.compile("⑈\\s*([0-9]+)\\s*⑈|#\\s*([0-9]+)");
    private static final Pattern REST =
            Pattern.compile("\\s*⑆?\\s*([0-9]{5})[-⑉]([0-9]{3})(?![0-9])\\s*⑆?([0-9\\s⑉-]*)⑈?\\s*");

    private final String transit;
    private final String institution;
    private final AccountNumber account;
    private final @Nullable String serial;

    private MicrLine(String transit, String institution, String account, @Nullable String serial) {
        this.transit = transit;
        this.institution = institution;
        this.account = AccountNumber.canada("0" + institution + transit, account);
        this.serial = serial;
    }

    /**
     * Reads a line.
     *
     * <p>{@link AccountNumberCheck.Fault#NOT_MICR} where transit and institution are not there with a dash between them, {@link AccountNumberCheck.Fault#ACCOUNT_LENGTH} where the
     * account has not 7 to 12 digits after blanks and dashes are dropped.
     */
    public static Checked<MicrLine> parse(String text) {
        String line = text.replace('A', '⑆').replace('C', '⑈').replace('D', '⑉');
        Matcher serial = SERIAL.matcher(line);
        String number = null;
        if (serial.find()) {
            number = serial.group(1) == null ? serial.group(2) : serial.group(1);
            line = line.substring(0, serial.start()) + " " + line.substring(serial.end());
        }
        Matcher rest = REST.matcher(line);
        if (!rest.matches()) {
            return failed(
                    AccountNumberCheck.Fault.NOT_MICR,
                    "the cheque line of " + text.length()
                            + " characters has no transit and institution, expected 5 digits, a dash and 3 digits, then the account");
        }
        String account = rest.group(3).replaceAll("[^0-9]", "");
        if (account.length() < 7 || account.length() > 12) {
            return failed(
                    AccountNumberCheck.Fault.ACCOUNT_LENGTH,
                    "the account on the cheque line has " + account.length() + " digits, expected 7 to 12");
        }
        return Checked.of(new MicrLine(rest.group(1), rest.group(2), account, number));
    }

    private static Checked<MicrLine> failed(AccountNumberCheck.Fault code, String message) {
        return Checked.failed(
                Diagnostic.error(code, message, Diagnostic.Location.of("cheque").field("micr")));
    }

    /** The branch: 5 digits. */
    public String transit() {
        return transit;
    }

    /** The institution: 3 digits. */
    public String institution() {
        return institution;
    }

    /** The electronic routing {@code 0IIITTTTT}, as payment files carry it. */
    public String routing() {
        return account.routing();
    }

    /** The account, with its full number: compare it with the form, then keep its {@link AccountNumber#ref()} only. */
    public AccountNumber account() {
        return account;
    }

    /** The cheque's number, leading zeros kept. */
    public Optional<String> serial() {
        return Optional.ofNullable(serial);
    }

    @Override
    public String toString() {
        return "cheque " + (serial == null ? "without serial" : serial) + " on " + account;
    }
}
