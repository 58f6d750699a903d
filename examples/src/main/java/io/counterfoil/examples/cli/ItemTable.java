package io.counterfoil.examples.cli;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.statement.Statement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import org.jspecify.annotations.Nullable;

/** One side of a reconciliation from a file: a CSV table by profile (packed with gzip or not), or a bank statement. */
final class ItemTable {

    private static final int SHOWN = 5;
    private static final int UNPACKED_LIMIT = 1 << 30;

    private final Path path;
    private final String side;
    private final ProfileFile profile;
    private final TextTable table;
    private final Optional<CurrencyUnit> currency;
    private final DateTimeFormatter dates;
    private final AmountText amounts;
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final Map<Long, Place> complaints = new HashMap<>();
    private final Map<String, Deque<Long>> lines = new HashMap<>();

    /** What is wrong in a row, and where. */
    private record Fault(Diagnostic.Location at, String what) {}

    /** A row by its number in the batch. */
    private record Place(String id, Diagnostic.Location at, String what) {}

    private ItemTable(Path path, String side, ProfileFile profile, Optional<String> currency, TextTable table) {
        this.path = path;
        this.side = side;
        this.profile = profile;
        this.table = table;
        this.currency = profile.currency(side, currency);
        this.dates = profile.dates(side);
        this.amounts = new AmountText(
                profile.character(side, "decimal", '.'),
                profile.text(side, "grouping").map(given -> profile.character(side, "grouping", ' ')));
    }

    /** The items of the file; rows that cannot be read are rejections of the batch. */
    static SideItems read(Path path, String side, ProfileFile profile, Optional<String> currency) {
        byte[] bytes = unpacked(path);
        ByteSource source = ByteSource.of(bytes, path.toString());
        FileFormat format = Imports.standard().detect(source).format();
        if (format.family().equals(FileFormat.CAMT053.family())) {
            return statement(path, source);
        }
        TextTable table = TextTable.read(
                path, bytes, profile.character(side, "delimiter", ','), profile.character(side, "quote", '"'));
        return new ItemTable(path, side, profile, currency, table).items();
    }

    private static SideItems statement(Path path, ByteSource source) {
        Imports imports = Imports.standard();
        ImportReceipt receipt = imports.prove(source);
        if (!receipt.postable()) {
            throw new BadInputException(receipt.diagnostics().stream()
                    .filter(found -> found.level() == Diagnostic.Level.ERROR)
                    .limit(SHOWN)
                    .map(found -> System.lineSeparator() + "  " + found.location() + ": " + found.message())
                    .collect(Collectors.joining("", path + ": " + receipt.sentence(), "")));
        }
        ItemBatch.Builder builder = ItemBatch.builder("entry").source(path.toString());
        for (Statement statement : imports.statements(source, receipt)) {
            statement.addItemsTo(builder);
        }
        ItemBatch batch = builder.build();
        return new SideItems(
                batch, batch.rejections().stream().map(ItemTable::asFound).toList());
    }

    private SideItems items() {
        table.need(
                List.of(name("date"), name("amount")),
                "Maybe a --profile with " + side + ".date = NAME, " + side + ".amount = NAME, or another delimiter");
        if (currency.isEmpty()) {
            table.need(List.of(currencyColumn()), "Maybe give --currency GBP");
        }
        ItemBatch.Builder builder = ItemBatch.builder("row").source(path.toString());
        table.rows().forEach(row -> add(row, builder));
        ItemBatch batch = builder.build();
        List<Diagnostic> found = batch.rejections().stream().map(this::placed).toList();
        if (batch.size() == 0 && !found.isEmpty()) {
            throw new BadInputException(found.stream()
                    .limit(SHOWN)
                    .map(f -> System.lineSeparator() + "  " + f.location() + ": " + f.message())
                    .collect(Collectors.joining("", path + ": no row can be used", "")));
        }
        return new SideItems(batch, found);
    }

    private String name(String column) {
        return profile.text(side, column).orElse(column);
    }

    private String currencyColumn() {
        return profile.text(side, "currency-column").orElse("currency");
    }

    private void add(TextTable.Row row, ItemBatch.Builder builder) {
        long position = complaints.size() + 1L;
        String date = row.cell(name("date"));
        String amount = row.cell(name("amount"));
        String reference = row.cell(name("reference"));
        String party = row.cell(
                name(profile.text(side, "party").isPresent() || table.has("party") ? "party" : "counterparty"));
        String text = row.cell(name("text"));
        String code = table.has(currencyColumn())
                ? row.cell(currencyColumn())
                : currency.map(CurrencyUnit::getCurrencyCode).orElse("");
        String id = row.cell(name("id"));
        if (id.isEmpty()) {
            String content =
                    Sha256.ofFields(date, amount, reference, party, text).shortHex();
            id = content + "-" + occurrences.merge(content, 1, Integer::sum);
        }
        lines.computeIfAbsent(id, any -> new ArrayDeque<>()).add(row.line());
        List<Fault> wrong = new ArrayList<>();
        row.misfit().ifPresent(what -> wrong.add(new Fault(Diagnostic.Location.of(path.toString(), row.line()), what)));
        LocalDate day = day(row, date, wrong);
        String number = number(row, amount, wrong);
        if (!Monetary.isCurrencyAvailable(code)) {
            wrong.add(new Fault(
                    row.at(currencyColumn()), "'" + code + "' is not a known currency, expected an ISO 4217 code"));
        }
        complaints.put(
                position,
                wrong.isEmpty()
                        ? new Place(id, Diagnostic.Location.of(path.toString(), row.line()), "")
                        : new Place(id, wrong.get(0).at(), wrong.get(0).what()));
        builder.id(id).amount(number, code).day(row.misfit().isEmpty() ? day : null);
        if (!reference.isEmpty()) {
            builder.reference(reference);
        }
        if (!party.isEmpty()) {
            builder.party(party);
        }
        if (!text.isEmpty()) {
            builder.text(text);
        }
        builder.add();
    }

    private @Nullable LocalDate day(TextTable.Row row, String date, List<Fault> wrong) {
        try {
            return LocalDate.parse(date, dates);
        } catch (DateTimeParseException e) {
            wrong.add(new Fault(
                    row.at(name("date")), "'" + date + "' is not a date, expected " + profile.datePattern(side)));
            return null;
        }
    }

    private @Nullable String number(TextTable.Row row, String amount, List<Fault> wrong) {
        Optional<String> number = amounts.canonical(amount);
        if (number.isEmpty()) {
            wrong.add(new Fault(
                    row.at(name("amount")), "'" + amount + "' is not an amount, " + amounts.expectation(amount)));
        }
        return number.orElse(null);
    }

    /** The batch counts records, a person counts lines. */
    private Diagnostic placed(Rejection rejection) {
        Place place = complaints.get(rejection.location().line());
        if (place != null) {
            lines.getOrDefault(place.id(), new ArrayDeque<>()).remove(place.at().line());
            return Diagnostic.error(
                    rejection.code(), place.what().isEmpty() ? rejection.sentence() : place.what(), place.at());
        }
        String id = rejection.location().field().replaceFirst("^id ", "");
        Deque<Long> left = lines.getOrDefault(id, new ArrayDeque<>());
        if (rejection.code().is(Item.Fault.DUPLICATE_RECORD) && left.size() > 1) {
            left.remove();
        }
        Long line = left.poll();
        return Diagnostic.error(
                rejection.code(),
                rejection.sentence(),
                Diagnostic.Location.of(path.toString(), line == null ? 0 : line)
                        .field(rejection.location().field()));
    }

    private static Diagnostic asFound(Rejection rejection) {
        return Diagnostic.error(rejection.code(), rejection.sentence(), rejection.location());
    }

    private static byte[] unpacked(Path path) {
        byte[] bytes = InputFiles.bytes(path);
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(UNPACKED_LIMIT);
            if (in.read() >= 0) {
                throw new BadInputException(path + ": unpacks to more than " + UNPACKED_LIMIT + " bytes");
            }
            return plain;
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be unpacked: the gzip data is cut or damaged");
        }
    }
}
