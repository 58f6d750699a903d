package io.counterfoil.payments.fee;

import io.counterfoil.payments.calendar.DateRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Reads the bundled tax rates: tab-separated, columns and sources named on lines that begin with a hash. */
final class TaxTable {

    private static final String RESOURCE = "tax-rates.tsv";
    private static final int COLUMNS = 7;

    private TaxTable() {}

    static List<TaxRates.Rate> rates() {
        try (InputStream in = Objects.requireNonNull(
                        TaxTable.class.getResourceAsStream(RESOURCE), () -> RESOURCE + " is missing from the jar");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(TaxTable::rate)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static TaxRates.Rate rate(String line) {
        String[] cell = line.split("\t", -1);
        if (cell.length != COLUMNS) {
            throw new IllegalStateException(
                    RESOURCE + " has a line of " + cell.length + " columns, expected " + COLUMNS + ": " + line);
        }
        LocalDate last = cell[4].isEmpty() ? LocalDate.MAX : LocalDate.parse(cell[4]);
        return new TaxRates.Rate(
                cell[0],
                cell[1],
                FeeRules.percent(cell[2]),
                DateRange.of(LocalDate.parse(cell[3]), last),
                TaxRates.Base.valueOf(cell[5]),
                cell[6]);
    }
}
