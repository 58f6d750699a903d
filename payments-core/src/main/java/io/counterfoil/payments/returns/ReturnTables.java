package io.counterfoil.payments.returns;

import io.counterfoil.payments.rail.Rail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads the bundled tables: tab-separated, their columns and sources named on lines that begin with a hash. */
final class ReturnTables {

    private static final int COLUMNS = 12;

    private ReturnTables() {}

    static List<ReturnReason> all() {
        List<ReturnReason> reasons = new ArrayList<>();
        reasons.addAll(read(Rail.ACH, "nacha.tsv"));
        reasons.addAll(read(Rail.EFT_CA, "cpa005.tsv"));
        reasons.addAll(read(Rail.BACS, "bacs.tsv"));
        reasons.addAll(read(Rail.SEPA, "sepa.tsv"));
        return reasons;
    }

    private static List<ReturnReason> read(Rail rail, String resource) {
        try (InputStream in = Objects.requireNonNull(
                        ReturnTables.class.getResourceAsStream(resource), () -> resource + " is missing from the jar");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<ReturnReason> reasons = new ArrayList<>();
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> reasons.addAll(rows(rail, resource, line)));
            return reasons;
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** A line is one row for each report in its column of windows, {@code *} for all reports. */
    private static List<ReturnReason> rows(Rail rail, String resource, String line) {
        String[] cell = line.split("\t", -1);
        if (cell.length != COLUMNS) {
            throw new IllegalStateException(
                    resource + " has a line of " + cell.length + " columns, expected " + COLUMNS + ": " + line);
        }
        ReturnReason.Builder row = ReturnReason.builder()
                .rail(rail)
                .code(cell[0])
                .category(ReturnReason.Category.valueOf(cell[1]))
                .budget(budget(cell[3], cell[4], cell[5]))
                .action(ReturnReason.NextAction.valueOf(cell[7]))
                .hiddenCause(cell[8].equals("hidden"))
                .confident(cell[9].equals("confident"))
                .openPoints(words(cell[10], ";"))
                .meaning(cell[11]);
        words(cell[6], " ").forEach(bucket -> row.addBucket(ReturnCodes.Rates.Bucket.valueOf(bucket)));
        return words(cell[2], " ").stream()
                .map(window -> window.split("=", 2))
                .map(window -> row.report(window[0].equals("*") ? "" : window[0])
                        .window(ReturnWindow.parse(window[1]))
                        .build())
                .toList();
    }

    private static ReturnReason.RetryBudget budget(String retries, String window, String marking) {
        return retries.equals("0")
                ? ReturnReason.RetryBudget.none()
                : new ReturnReason.RetryBudget(
                        retries.equals("*") ? ReturnReason.RetryBudget.UNLIMITED : Integer.parseInt(retries),
                        ReturnWindow.parse(window),
                        marking);
    }

    private static List<String> words(String cell, String separator) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
    }
}
