package io.counterfoil.examples.host;

import io.counterfoil.examples.host.CreditUnionFile.Fault;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Diagnostic.Location;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.money.MonetaryAmount;
import javax.money.UnknownCurrencyException;
import org.jspecify.annotations.Nullable;

/** The records of one file, read from the first to the last; nothing stops it and nothing is dropped. Not thread-safe: confine to one file. */
final class CreditUnionRecords {

    private static final String AMOUNT = "([+-][0-9]{12})";
    private static final Pattern HEADER = Pattern.compile("H([0-9]{8})([A-Z0-9 ]{12})([A-Z]{3})" + AMOUNT);
    private static final Pattern DETAIL = Pattern.compile("D([0-9]{8})" + AMOUNT + "(.{16})(.{0,40})");
    private static final Pattern TRAILER = Pattern.compile("T([0-9]{6})" + AMOUNT);

    private final List<StatementEntry> entries = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<ControlTotal> totals = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private @Nullable Header header;
    private boolean ended;

    /** What the first record says. */
    private record Header(LocalDate day, BankAccountRef account, Amounts money, MonetaryAmount opening) {}

    private CreditUnionRecords() {}

    static CreditUnionRecords of(byte[] file, String source) {
        CreditUnionRecords records = new CreditUnionRecords();
        List<String> lines =
                new String(file, StandardCharsets.ISO_8859_1).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            records.take(lines.get(i), Location.of(source, i + 1L));
        }
        records.end(Location.of(source, lines.size()));
        return records;
    }

    List<StatementEntry> entries() {
        return entries;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    List<ControlTotal> totals() {
        return totals;
    }

    /** Whether every record was read and every declared figure is the computed one. */
    boolean isProved() {
        return diagnostics.isEmpty() && rejections.isEmpty();
    }

    /** The statement, where there is a header. */
    Optional<Statement> statement() {
        return Optional.ofNullable(header)
                .map(head -> Statement.builder()
                        .key(new StatementKey(
                                head.account().token(),
                                CreditUnionFile.FORMAT,
                                head.day().toString(),
                                Amounts.minor(head.opening()),
                                true))
                        .account(head.account())
                        .currency(head.money().currency())
                        .opening(new StatementBalance(StatementBalance.Type.OPENING, head.opening(), head.day()))
                        .closing(new StatementBalance(StatementBalance.Type.CLOSING, closing(head), head.day()))
                        .addAllEntries(entries)
                        .build());
    }

    private MonetaryAmount closing(Header head) {
        long closing = Amounts.minor(head.opening());
        for (StatementEntry entry : entries) {
            closing = Math.addExact(closing, Amounts.minor(entry.amount()));
        }
        return head.money().ofMinor(closing);
    }

    private void take(String line, Location at) {
        byte[] raw = line.getBytes(StandardCharsets.ISO_8859_1);
        if (header == null) {
            header = header(line).orElse(null);
            if (header == null) {
                diagnostics.add(Diagnostic.error(
                        Fault.HEADER, "no header of 37 columns with day, account, currency and opening balance", at));
                rejections.add(CreditUnionFile.unreadable(at, raw, "no header before it"));
            }
            return;
        }
        Matcher trailer = TRAILER.matcher(line);
        if (!ended && trailer.matches()) {
            ended = true;
            declare("records", trailer.group(1), "%06d".formatted(entries.size() + rejections.size()), at);
            declare("closing", minor(trailer.group(2)), Amounts.minor(closing(header)), at);
        } else if (ended) {
            rejections.add(CreditUnionFile.unreadable(at, raw, "a record after the trailer"));
        } else {
            detail(line, header)
                    .ifPresentOrElse(
                            entries::add,
                            () -> rejections.add(CreditUnionFile.unreadable(
                                    at, raw, "no record of at least 38 columns with day, amount and reference")));
        }
    }

    private void end(Location at) {
        if (!ended) {
            diagnostics.add(Diagnostic.error(Fault.TRAILER, "no trailer at the end, expected one", at));
        }
    }

    private void declare(String name, long declared, long computed, Location at) {
        declare(name, Long.toString(declared), Long.toString(computed), at);
    }

    private void declare(String name, String declared, String computed, Location at) {
        ControlTotal total = new ControlTotal(ControlTotal.Level.STATEMENT, name, declared, computed, at);
        totals.add(total);
        if (!total.agrees()) {
            diagnostics.add(CreditUnionFile.differs(total));
        }
    }

    private static Optional<Header> header(String line) {
        Matcher match = HEADER.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            Amounts money = Amounts.in(match.group(3));
            BankAccountRef account = BankAccountRef.of(match.group(2).strip());
            return day(match.group(1))
                    .map(day -> new Header(day, account, money, money.ofMinor(minor(match.group(4)))));
        } catch (UnknownCurrencyException | IllegalArgumentException e) {
            return Optional.empty(); // the caller names the record and its place
        }
    }

    private Optional<StatementEntry> detail(String line, Header head) {
        Matcher match = DETAIL.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        String reference = PanRedactor.redact(match.group(3).strip());
        // The format has no reference of the bank: content and occurrence name the entry, so that the same file gives
        // the same ids.
        int occurrence = occurrences.merge(line, 1, Integer::sum);
        return day(match.group(1))
                .map(day -> StatementEntry.builder()
                        .id(ItemId.of(
                                Sha256.ofFields(source(head), line, occurrence).shortHex()))
                        .account(head.account())
                        .bookedOn(day)
                        .amount(head.money().ofMinor(minor(match.group(2))))
                        .references(
                                reference.isEmpty()
                                        ? References.none()
                                        : new References(Map.of(References.Role.END_TO_END, reference)))
                        .text(PanRedactor.redact(match.group(4).strip()))
                        .build());
    }

    private static String source(Header head) {
        return head.account().token().value() + " " + head.day();
    }

    private static long minor(String signed) {
        return Long.parseLong(signed);
    }

    private static Optional<LocalDate> day(String digits) {
        try {
            return Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // the caller rejects the record
        }
    }
}
