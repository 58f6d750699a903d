package io.counterfoil.payments.receipt;

import io.counterfoil.payments.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines of a statement as plain text. */
final class StatementRows {

    private static final List<String> HEAD =
            List.of("id", "date", "value", "kind", "reference", "description", "amount", "currency", "balance");

    /** Quotes, breaks and separators that one of the formats gives a meaning to. */
    private static final Pattern SPECIAL = Pattern.compile("[\\p{Cntrl}\"<>&;\\u2028\\u2029 ]+");

    /** What a spreadsheet would read as a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+@\\-]+");

    private StatementRows() {}

    static List<List<String>> of(ClientStatement statement) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (ClientStatement.Line line : statement.lines()) {
            rows.add(List.of(
                    clean(line.id()),
                    line.bookedOn().toString(),
                    line.valueOn().toString(),
                    line.kind().name(),
                    clean(line.reference()),
                    clean(
                            line.description().isEmpty()
                                    ? line.kind().name().toLowerCase(Locale.ROOT)
                                    : line.description()),
                    Amounts.plain(line.amount()),
                    line.amount().getCurrency().getCurrencyCode(),
                    Amounts.plain(line.balance())));
        }
        return rows;
    }

    static String clean(String text) {
        return FORMULA.matcher(SPECIAL.matcher(text).replaceAll(" ").strip())
                .replaceFirst("")
                .strip();
    }
}
