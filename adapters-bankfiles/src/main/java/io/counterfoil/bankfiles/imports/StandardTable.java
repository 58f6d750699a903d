package io.counterfoil.bankfiles.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.counterfoil.bankfiles.csv.CsvProfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table that is read where no profile is given: comma, header, {@code yyyy-MM-dd}, decimal point, columns {@code date}, {@code amount} (signed, money in is
 * positive), {@code currency} and {@code description}, and where the header has them {@code value_date}, {@code reference}, {@code counterparty} and
 * {@code balance}.
 */
final class StandardTable {

    private static final List<String> REQUIRED = List.of("date", "amount", "currency", "description");

    private StandardTable() {}

    /** The profile that the header makes; nothing where it is not such a header. */
    static Optional<CsvProfile> fit(String headerLine) {
        List<String> names = cells(headerLine, ',', '"').stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.containsAll(REQUIRED)) {
            return Optional.empty();
        }
        CsvProfile.Builder profile = CsvProfile.builder("standard")
                .date("date")
                .amount("amount")
                .currencyColumn("currency")
                .addText("description");
        if (names.contains("value_date")) {
            profile.valueDate("value_date");
        }
        if (names.contains("reference")) {
            profile.reference("reference");
        }
        if (names.contains("counterparty")) {
            profile.counterparty("counterparty");
        }
        if (names.contains("balance")) {
            profile.balance("balance");
        }
        return Optional.of(profile.build());
    }

    /** The cells of a line; none where it cannot be told apart. */
    static List<String> cells(String line, char delimiter, char quote) {
        try {
            return line.isEmpty()
                    ? List.of()
                    : CsvReader.builder()
                            .fieldSeparator(delimiter)
                            .quoteCharacter(quote)
                            .ofSingleCsvRecord(line)
                            .getFields();
        } catch (CsvParseException e) {
            return List.of();
        }
    }
}
