package io.counterfoil.stripe.report.internal;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.posting.internal.PostingTable;
import io.counterfoil.stripe.report.internal.CsvReader.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.money.Monetary;
import org.jspecify.annotations.Nullable;

/**
 * Reads Stripe's itemised reports (payout reconciliation, balance change, ending balance) as balance rows (STR-34). Amounts are in major units there. A record
 * that cannot be read is reported with its number and its column, the others are read: imported + rejected = records. Immutable, thread-safe.
 */
public final class ReportReader {

    private static final List<String> REQUIRED =
            List.of("balance_transaction_id", "currency", "gross", "fee", "net", "reporting_category");
    private static final int MAX_DIGITS = 24;

    private final StripeAccountId account;
    private final boolean livemode;
    private final StripeAmounts amounts;
    private final PostingTable table;
    private final ZoneId zone;

    /**
     * What a reader knows beside the file.
     *
     * @param account whose report
     * @param livemode real money, not test mode
     * @param zone in which the report was asked for; columns ending in {@code _utc} are always UTC
     */
    public record Settings(StripeAccountId account, boolean livemode, ZoneId zone) {}

    public ReportReader(Settings settings, StripeAmounts amounts, PostingTable table) {
        this.account = settings.account();
        this.livemode = settings.livemode();
        this.zone = settings.zone();
        this.amounts = amounts;
        this.table = table;
    }

    /**
     * A record that was read.
     *
     * @param number from 1, the header not counted
     * @param row what it says
     */
    public record Numbered(long number, BalanceRow row) {}

    /**
     * All rows.
     *
     * @param decimal the mark before the decimals, a point or a comma
     * @throws IOException where the file cannot be read
     */
    public Checked<List<Numbered>> read(Reader csv, char decimal) throws IOException {
        List<Numbered> rows = new ArrayList<>();
        List<Diagnostic> found = new ArrayList<>();
        stream(csv, decimal, rows::add, found::add);
        return Checked.of(List.copyOf(rows), found);
    }

    /** Hands rows and findings on as they come, for reports that do not fit into memory. */
    public void stream(Reader csv, char decimal, Consumer<Numbered> rows, Consumer<Diagnostic> findings)
            throws IOException {
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("decimal mark '" + decimal + "', expected a point or a comma");
        }
        CsvReader lines = new CsvReader(new BufferedReader(csv));
        Optional<Line> header = lines.line();
        Map<String, Integer> columns = new HashMap<>();
        if (header.isPresent()) {
            List<String> names = header.get().cells();
            for (int i = 0; i < names.size(); i++) {
                columns.putIfAbsent(names.get(i).trim().toLowerCase(Locale.ROOT), i);
            }
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
        missing.forEach(name -> findings.accept(
                finding(0, name, StripeCode.MISSING_COLUMN, "the report has no column '" + name + "'")));
        if (!missing.isEmpty()) {
            return;
        }
        int width = header.map(line -> line.cells().size()).orElse(0);
        Pattern number = Pattern.compile("-?[0-9]{1," + MAX_DIGITS + "}(" + Pattern.quote(String.valueOf(decimal))
                + "[0-9]{1," + MAX_DIGITS + "})?");
        long at = 0;
        for (Optional<Line> line = lines.line(); line.isPresent(); line = lines.line()) {
            if (line.get().blank()) {
                continue;
            }
            at++;
            if (!line.get().sound() || line.get().cells().size() != width) {
                findings.accept(finding(
                        at,
                        "",
                        StripeCode.COLUMN_COUNT,
                        "record " + at + " has " + line.get().cells().size() + " columns or an open quote, expected "
                                + width));
                continue;
            }
            long record = at;
            new RowRecord(at, line.get().cells(), columns, number)
                    .row(findings)
                    .ifPresent(row -> rows.accept(new Numbered(record, row)));
        }
    }

    private static Diagnostic finding(long record, String column, StripeCode code, String message) {
        return Diagnostic.error(code, message, new Diagnostic.Location("report", record, 0, -1, column));
    }

    /** One record being read. */
    private final class RowRecord {
        private final long at;
        private final List<String> cells;
        private final Map<String, Integer> columns;
        private final Pattern number;
        private @Nullable Diagnostic bad;

        RowRecord(long at, List<String> cells, Map<String, Integer> columns, Pattern number) {
            this.at = at;
            this.cells = cells;
            this.columns = columns;
            this.number = number;
        }

        Optional<BalanceRow> row(Consumer<Diagnostic> findings) {
            String currency = required("currency").toLowerCase(Locale.ROOT);
            long gross = amount("gross", currency);
            long fee = amount("fee", currency);
            long net = amount("net", currency);
            String id = required("balance_transaction_id");
            String category = required("reporting_category");
            Instant created = instant("created").orElse(Instant.EPOCH);
            if (bad == null && !isDifference(gross, fee, net)) {
                note(StripeCode.LINE_ARITHMETIC, "net", "net is not gross less fee");
            }
            if (bad != null) {
                findings.accept(bad);
                return Optional.empty();
            }
            return Optional.of(BalanceRow.builder()
                    .key(new ObjectKey(account, livemode, id))
                    .type(table.typeOf(category))
                    .reportingCategory(category)
                    .amountMinor(gross)
                    .feeMinor(fee)
                    .netMinor(net)
                    .currency(currency)
                    .source(text("source_id"))
                    .createdAt(created)
                    .availableOn(instant("available_on"))
                    .description(text("description").map(PanRedactor::redact).orElse(""))
                    .payout(text("automatic_payout_id"))
                    .build());
        }

        private Optional<String> text(String column) {
            return Optional.ofNullable(columns.get(column))
                    .map(cells::get)
                    .map(String::trim)
                    .filter(text -> !text.isEmpty());
        }

        private String required(String column) {
            return text(column).orElseGet(() -> {
                note(StripeCode.MISSING_FIELD, column, "'" + column + "' is empty, expected a value");
                return "";
            });
        }

        private long amount(String column, String currency) {
            String text = text(column).orElse("");
            if (!number.matcher(text).matches()) {
                note(StripeCode.BAD_AMOUNT, column, "'" + column + "' is no amount, expected digits and decimals");
                return 0;
            }
            if (amounts.exponent(currency).isEmpty()) {
                note(StripeCode.UNSUPPORTED_CURRENCY, "currency", "the minor units of the currency are not known");
                return 0;
            }
            Checked<Long> minor = amounts.convert(
                    Monetary.getDefaultAmountFactory()
                            .setCurrency(currency.toUpperCase(Locale.ROOT))
                            .setNumber(new BigDecimal(text.replace(',', '.')))
                            .create(),
                    StripeAmounts.Purpose.CHARGE);
            return minor.value().orElseGet(() -> {
                boolean multiple = minor.diagnostics().stream().anyMatch(d -> d.code() == StripeCode.NOT_A_MULTIPLE);
                return multiple ? plainMinor(text, currency) : bad(column);
            });
        }

        /** A row may hold what a charge may not ask for, such as a fee in a third decimal. */
        private long plainMinor(String text, String currency) {
            int digits = amounts.exponent(currency).orElseThrow().digits();
            return new BigDecimal(text.replace(',', '.')).movePointRight(digits).longValueExact();
        }

        private long bad(String column) {
            note(
                    StripeCode.BAD_AMOUNT,
                    column,
                    "'" + column + "' has more decimals than Stripe counts or is too large");
            return 0;
        }

        /** {@code created_utc} before {@code created}; a day alone is its beginning. */
        private Optional<Instant> instant(String column) {
            Optional<String> utc = text(column + "_utc");
            Optional<String> stated = utc.or(() -> text(column));
            if (stated.isEmpty()) {
                return Optional.empty();
            }
            try {
                String text = stated.get().replace(' ', 'T');
                LocalDateTime local = text.indexOf('T') < 0
                        ? LocalDate.parse(text).atTime(LocalTime.MIDNIGHT)
                        : LocalDateTime.parse(text);
                return Optional.of(
                        local.atZone(utc.isPresent() ? ZoneOffset.UTC : zone).toInstant());
            } catch (DateTimeException noTime) {
                note(
                        StripeCode.MISSING_FIELD,
                        column,
                        "'" + column + "' is no time, expected such as 2026-01-01 10:00:00");
                return Optional.empty();
            }
        }

        private void note(StripeCode code, String column, String message) {
            if (bad == null) {
                bad = finding(at, column, code, "record " + at + ": " + message);
            }
        }
    }

    private static boolean isDifference(long gross, long fee, long net) {
        try {
            return Math.subtractExact(gross, fee) == net;
        } catch (ArithmeticException outside) {
            return false;
        }
    }
}
