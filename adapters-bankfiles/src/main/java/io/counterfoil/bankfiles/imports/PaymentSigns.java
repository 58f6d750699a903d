package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.source.FileFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which signs payment files and their answers are told, beside those of statements. */
final class PaymentSigns {

    private static final String PREFIX = "<(?:[A-Za-z_][\\w.-]*:)?";
    private static final Pattern MESSAGE = Pattern.compile(
            PREFIX
                    + "(CstmrPmtStsRpt|CstmrCdtTrfInitn|CstmrDrctDbtInitn|FIToFICstmrCdtTrf|FICdtTrf|FinInstnCdtTrf)(?:V[0-9]{2})?[\\s>/]");
    private static final Pattern VERSION = Pattern.compile("(pain|pacs)\\.[0-9]{3}\\.[0-9]{3}\\.[0-9]{2}");
    private static final Pattern BACS = Pattern.compile(PREFIX + "(BACSDocument|VocaDocument)[\\s>/]");
    private static final Pattern REPORT = Pattern.compile(PREFIX + "(ARUDD|ARUCS|DDICAdvice|NewAdvices)[\\s>/]");
    private static final Pattern ADVICE = Pattern.compile("record-type\\s*=\\s*[\"']([A-Z])[\"']");
    private static final Pattern CPA = Pattern.compile("A000000001.{10}[0-9]{4}");

    private PaymentSigns() {}

    static Optional<Detection> xml(String text) {
        Matcher message = MESSAGE.matcher(text);
        if (message.find()) {
            FileFormat format = switch (message.group(1)) {
                case "CstmrPmtStsRpt" -> FileFormat.PAIN002;
                case "CstmrCdtTrfInitn" -> FileFormat.PAIN001;
                case "CstmrDrctDbtInitn" -> FileFormat.PAIN008;
                case "FIToFICstmrCdtTrf" -> FileFormat.PACS008;
                default -> FileFormat.PACS009;
            };
            Matcher version = VERSION.matcher(text);
            return Optional.of(
                    Detector.seen(format, version.find() ? version.group() : "", "the message is " + message.group(1)));
        }
        Matcher bacs = BACS.matcher(text);
        if (bacs.find()) {
            return Optional.of(
                    Detector.seen(FileFormat.BACS_REPORT, report(text), "the document is a " + bacs.group(1)));
        }
        return Optional.empty();
    }

    private static String report(String text) {
        Matcher report = REPORT.matcher(text);
        if (report.find()) {
            return report.group(1).startsWith("A") ? report.group(1) : "DDICA";
        }
        Matcher advice = ADVICE.matcher(text);
        if (!advice.find()) {
            return "";
        }
        return switch (advice.group(1)) {
            case "A" -> "ADDACS";
            case "W" -> "AWACS";
            default -> "AUDDIS";
        };
    }

    /** Whether the first record, routing lines passed over, is a header of CPA 005. */
    static boolean isCpa(String first, String text) {
        if (!first.startsWith("$$")) {
            return CPA.matcher(first).lookingAt();
        }
        Matcher header = Pattern.compile("[\\r\\n]" + CPA.pattern()).matcher(text);
        return header.find();
    }

    /** Whether a line is the header of the report, or what the report's first line looks like. */
    static boolean isReport(ReportProfile report, String line) {
        if (!report.signature().isEmpty()) {
            return Pattern.compile(report.signature()).matcher(line).find();
        }
        List<String> cells = StandardTable.cells(line, report.delimiter(), '"').stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        return report.header()
                ? report.columns().values().stream()
                        .allMatch(column -> cells.contains(column.strip().toLowerCase(Locale.ROOT)))
                : cells.size() > 1;
    }

    /** Whether the fields of an MT103 are there: reference, bank operation code, value and a beneficiary. */
    static boolean isTransfer(String text) {
        return text.contains(":20:") && text.contains(":23B:") && text.contains(":32A:") && text.contains(":59");
    }
}
