package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells formats by the first bytes; the name of a file is never looked at. Immutable. */
final class Detector {

    private static final Code SEEN = Code.of("IMPORT.FORMAT_SEEN");
    private static final Pattern CAMT = Pattern.compile(
            "<(?:[A-Za-z_][\\w.-]*:)?(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)(?:V[0-9]{2})?[\\s>/]");
    private static final Pattern CAMT_VERSION = Pattern.compile("camt\\.05[234]\\.[0-9]{3}\\.[0-9]{2}");
    private static final Pattern MESSAGE_NAME = Pattern.compile("[a-z]{4}\\.[0-9]{3}\\.[0-9]{3}\\.[0-9]{2}");
    private static final Pattern MT_FIELD =
            Pattern.compile("(?m)^\\s*:(20|25|28C?|60[FM]?|61(?=:[0-9]{6})|34F|13D?|90[CD]):");

    private static final Pattern BAI_GROUP = Pattern.compile("^01,[^,\\r\\n]*,[^,\\r\\n]*,[^\\r\\n]*[\\r\\n/ ]+02,");

    private static final Pattern NACHA = Pattern.compile(
            "101[ 0-9][0-9 ]{9}.{10}[0-9 ]{10}[A-Z0-9 ]|5(200|220|225|280).{46}[A-Z]{3}.{10}.{6}[0-9 ]{6}");

    private final Optional<CsvProfile> profile;
    private final Optional<ReportProfile> report;

    Detector(Optional<CsvProfile> profile, Optional<ReportProfile> report) {
        this.profile = profile;
        this.report = report;
    }

    Detection detect(SourceScan scan) {
        if (scan.isBlank()) {
            return unknown(ImportCode.EMPTY_FILE, "the file is empty, it has " + scan.bytes() + " bytes");
        }
        byte[] head = scan.head();
        Optional<String> other = otherKind(head);
        if (other.isPresent()) {
            return unknown(ImportCode.FORMAT_UNKNOWN, "the file is " + other.get() + ", expected text");
        }
        String decoded = new String(head, Encoding.of(scan).charset());
        String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        if (isBinary(text)) {
            return unknown(ImportCode.FORMAT_UNKNOWN, "the file is binary, expected text");
        }
        String start = text.stripLeading();
        if (start.startsWith("<")) {
            return xml(start);
        }
        List<Detection> found = new ArrayList<>();
        fixed(start).ifPresent(found::add);
        table(text).ifPresent(found::add);
        report.filter(layout -> PaymentSigns.isReport(layout, line(text, layout.skipLines())))
                .map(layout ->
                        seen(FileFormat.REPORT, layout.id(), "the columns of report '" + layout.id() + "' are there"))
                .ifPresent(found::add);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            return unknown(
                    ImportCode.FORMAT_UNKNOWN,
                    "the first line fits no format"
                            + profile.map(p -> lacking(p, text))
                                    .orElse(", nor has it the columns date, amount, currency and description"));
        }
        return new Detection(
                FileFormat.UNKNOWN,
                "",
                found.stream().map(Detection::format).toList(),
                Evidence.of(
                        ImportCode.FORMAT_UNKNOWN,
                        "several formats fit: "
                                + found.stream().map(d -> d.format().words()).toList()));
    }

    private static String lacking(CsvProfile table, String text) {
        List<String> cells = header(table, text);
        if (!table.header()) {
            return ", and its rows have one cell by profile '" + table.id() + "'";
        }
        List<String> names = cells.stream().map(Detector::normal).toList();
        List<String> missing = table.columns().stream()
                .filter(column -> !names.contains(normal(column)))
                .toList();
        return ", and its " + cells.size() + " cells lack the columns " + missing + " of profile '" + table.id() + "'";
    }

    private static List<String> header(CsvProfile table, String text) {
        return StandardTable.cells(line(text, table.skipLines()), table.delimiter(), table.quote());
    }

    private static String normal(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    /** The profile by which a table is read. */
    Optional<CsvProfile> profileFor(SourceScan scan) {
        if (profile.isPresent()) {
            return profile;
        }
        String text = new String(scan.head(), Encoding.of(scan).charset());
        return StandardTable.fit(line(text.startsWith("\uFEFF") ? text.substring(1) : text, 0));
    }

    private Optional<Detection> table(String text) {
        if (profile.isEmpty()) {
            return StandardTable.fit(line(text, 0))
                    .map(standard ->
                            seen(FileFormat.CSV, standard.id(), "the header has the columns " + standard.columns()));
        }
        CsvProfile table = profile.get();
        List<String> cells = header(table, text);
        List<String> names = cells.stream().map(Detector::normal).toList();
        boolean fits = table.header()
                ? table.columns().stream().allMatch(column -> names.contains(normal(column)))
                : cells.size() > 1;
        return fits
                ? Optional.of(seen(FileFormat.CSV, table.id(), "the columns of profile '" + table.id() + "' are there"))
                : Optional.empty();
    }

    private static String line(String text, int skipped) {
        String rest = text;
        for (int i = 0; i < skipped; i++) {
            int end = lineEnd(rest);
            if (end == rest.length()) {
                return "";
            }
            rest = rest.substring(end + (rest.startsWith("\r\n", end) ? 2 : 1));
        }
        String stripped = skipped == 0 ? rest.replaceFirst("^[\\r\\n]+", "") : rest;
        return stripped.substring(0, lineEnd(stripped));
    }

    private static int lineEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return text.length();
    }

    private static Detection xml(String text) {
        Matcher camt = CAMT.matcher(text);
        if (camt.find()) {
            FileFormat format = switch (camt.group(1)) {
                case "BkToCstmrStmt" -> FileFormat.CAMT053;
                case "BkToCstmrAcctRpt" -> FileFormat.CAMT052;
                default -> FileFormat.CAMT054;
            };
            Matcher version = CAMT_VERSION.matcher(text);
            return seen(format, version.find() ? version.group() : "", "the message is " + camt.group(1));
        }
        if (text.toUpperCase(Locale.ROOT).contains("<OFX>") || text.contains("OFXHEADER")) {
            return seen(FileFormat.OFX, "", "there is an OFX element");
        }
        Optional<Detection> payments = PaymentSigns.xml(text);
        if (payments.isPresent()) {
            return payments.get();
        }
        Matcher name = MESSAGE_NAME.matcher(text.substring(0, Math.min(text.length(), 4_000)));
        String message = "";
        while (name.find()) {
            message = name.group().startsWith("head.") ? message : name.group();
            if (!message.isEmpty()) {
                break;
            }
        }
        return seen(
                FileFormat.XML,
                message,
                message.isEmpty() ? "it is XML without a camt message" : "the message is " + message);
    }

    private static Optional<Detection> fixed(String text) {
        String first = text.substring(0, lineEnd(text));
        FileFormat format = null;
        String why = "";
        if (NACHA.matcher(first).lookingAt()) {
            format = FileFormat.NACHA;
            why = first.startsWith("1") ? "the first line is a file header 1" : "the first line is a batch header 5";
        } else if (PaymentSigns.isCpa(first, text)) {
            format = FileFormat.CPA005;
            why = "the first record is A 000000001";
        } else if (first.startsWith("VOL1") && text.contains("HDR1")) {
            format = FileFormat.BACS18;
            why = "the first label is VOL1";
        } else if (first.startsWith("!TRNS") || first.startsWith("!ACCNT")) {
            format = FileFormat.IIF;
            why = "the first line is an IIF header";
        } else if (PaymentSigns.isTransfer(text)) {
            format = FileFormat.MT103;
            why = "there are the fields of a SWIFT transfer";
        } else if (first.matches("\\{1(500|510|520)\\}.*")) {
            format = FileFormat.FEDWIRE;
            why = "the first tag is one of Fedwire's";
        } else if (first.startsWith("01,") && BAI_GROUP.matcher(text).find()) {
            format = FileFormat.BAI2;
            why = "the first record is 01 with a 02";
        } else if (first.startsWith("OFXHEADER")
                || text.toUpperCase(Locale.ROOT).contains("<OFX>")) {
            format = FileFormat.OFX;
            why = "there is an OFX header";
        } else {
            format = swift(text).orElse(null);
            why = "there are the fields of a SWIFT statement";
        }
        return format == null ? Optional.empty() : Optional.of(seen(format, "", why));
    }

    private static Optional<FileFormat> swift(String text) {
        boolean account = false;
        boolean opening = false;
        boolean line = false;
        boolean floor = false;
        Matcher fields = MT_FIELD.matcher(text);
        while (fields.find()) {
            account |= fields.group(1).equals("25") || fields.group(1).equals("20");
            opening |= fields.group(1).startsWith("60");
            line |= fields.group(1).equals("61");
            floor |= fields.group(1).equals("34F")
                    || fields.group(1).startsWith("90")
                    || fields.group(1).equals("13D");
        }
        if (opening || line) {
            return Optional.of(!opening && floor ? FileFormat.MT942 : FileFormat.MT940);
        }
        return account && floor ? Optional.of(FileFormat.MT942) : Optional.empty();
    }

    private static Optional<String> otherKind(byte[] head) {
        if (Encoding.starts(head, '%', 'P', 'D', 'F')) {
            return Optional.of("a PDF");
        }
        if (Encoding.starts(head, 'P', 'K', 3, 4)) {
            return Optional.of("a ZIP archive or an Office document such as XLSX");
        }
        if (Encoding.starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return Optional.of("an Office document of the old kind such as XLS");
        }
        if (Encoding.starts(head, 0x1F, 0x8B)) {
            return Optional.of("compressed with gzip");
        }
        String start = new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html")
                ? Optional.of("a web page")
                : Optional.empty();
    }

    private static boolean isBinary(String text) {
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            odd += (at < ' ' && at != '\n' && at != '\r' && at != '\t' && at != '\f' && at != 0x1A) || at == '\uFFFD'
                    ? 1
                    : 0;
        }
        return odd * 20 > text.length();
    }

    static Detection seen(FileFormat format, String dialect, String why) {
        return new Detection(format, dialect, List.of(format), Evidence.of(SEEN, why));
    }

    private static Detection unknown(Code code, String why) {
        return new Detection(FileFormat.UNKNOWN, "", List.of(), Evidence.of(code, why));
    }
}
