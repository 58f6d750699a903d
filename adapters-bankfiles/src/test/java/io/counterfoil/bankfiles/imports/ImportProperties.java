package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ImportProperties {

    private final Imports plain = Imports.standard();
    private final Imports tables = Imports.builder()
            .profile(BankProfile.of(CsvProfile.builder("p")
                    .currency("CAD")
                    .date("Date")
                    .amount("Amount")
                    .balance("Balance")
                    .addText("Text")
                    .build()))
            .build();

    /** One entry of a generated statement: its amount and the amounts of its details. */
    record Line(long minor, List<Long> details) {}

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<Long> minor = Arbitraries.longs().between(-100_000, 100_000);
        return Combinators.combine(minor, minor.list().ofMaxSize(4))
                .as(Line::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> tables() {
        return Arbitraries.longs().between(-5_000, 5_000).list().ofMaxSize(8).map(amounts -> {
            StringBuilder text = new StringBuilder("Date,Text,Amount,Balance\n");
            long balance = 0;
            for (long amount : amounts) {
                balance += amount;
                text.append("2027-03-01,\"a, b\",")
                        .append(decimal(amount))
                        .append(',')
                        .append(decimal(balance))
                        .append('\n');
            }
            return text.toString();
        });
    }

    private static String decimal(long minor) {
        return (minor < 0 ? "-" : "") + Math.abs(minor) / 100 + "." + Math.abs(minor) % 100 / 10 + Math.abs(minor) % 10;
    }

    private static String camt(List<Line> lines, int version) {
        CamtFiles file = CamtFiles.version(version);
        for (Line line : lines) {
            StringBuilder inside = new StringBuilder("<NtryDtls>");
            line.details().forEach(minor -> inside.append(CamtFiles.detail(CamtFiles.amount(minor), "")));
            file.entry(line.minor(), inside + "</NtryDtls>");
        }
        return file.text();
    }

    private static ByteSource source(byte[] bytes) {
        return ByteSource.of(bytes, "generated");
    }

    private static void conserved(Imports imports, ByteSource file) {
        ImportReceipt receipt = imports.prove(file);
        assertThat(receipt.records())
                .isEqualTo(receipt.items()
                        + receipt.keptApart()
                        + receipt.rejections().size());
        assertThat(receipt.sentence()).isNotBlank();
        if (receipt.items() > 0) {
            try (Stream<StatementEntry> entries =
                    imports.entries(file, receipt.acceptedBy(Actor.approver("maria"), "test"))) {
                List<StatementEntry> items = entries.toList();
                assertThat(items).hasSize((int) receipt.items());
                assertThat(items).extracting(StatementEntry::id).doesNotHaveDuplicates();
                assertThat(Totals.of(items.stream().map(StatementEntry::amount).toList()))
                        .isEqualTo(receipt.sums());
            }
        }
    }

    @Property
    @Label("BNK-12 any bytes end with a receipt")
    void anyBytesEndWithAReceipt(@ForAll @Size(max = 400) byte[] bytes) {
        conserved(plain, source(bytes));
        conserved(tables, source(bytes));
    }

    @Property
    @Label("BNK-12 a mutated camt file ends with a receipt that counts what it hands out")
    void mutatedCamtFiles(
            @ForAll("lines") List<Line> lines,
            @ForAll @IntRange(min = 1, max = 14) int version,
            @ForAll Random random) {
        conserved(plain, source(mutated(camt(lines, version), random)));
    }

    @Property
    @Label("BNK-12 a mutated table ends with a receipt that counts what it hands out")
    void mutatedTables(@ForAll("tables") String table, @ForAll Random random) {
        conserved(tables, source(mutated(table, random)));
    }

    private static byte[] mutated(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] odd = "<>&;\"'/!?-\u0000\u001A\r\n,.09]x".getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> replaced(bytes, at, (byte) random.nextInt(256));
                case 2 -> replaced(bytes, at, odd[random.nextInt(odd.length)]);
                default -> doubled(bytes, at, Math.min(bytes.length, at + random.nextInt(200)));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] longer = new byte[bytes.length + to - from];
        System.arraycopy(bytes, 0, longer, 0, to);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }

    @Property
    @Label("BNK-15 the items of an entry add up to it, whatever its details")
    void itemsAddUpToTheEntry(@ForAll("lines") List<Line> lines) {
        ImportReceipt receipt = plain.prove(source(camt(lines, 8).getBytes(StandardCharsets.UTF_8)));

        Totals entries = Totals.none();
        for (Line line : lines) {
            entries = entries.plus(javax.money.Monetary.getCurrency("EUR"), line.minor());
        }
        assertThat(receipt.sums()).isEqualTo(entries);
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
    }

    @Property
    @Label("BNK-02 any other closing balance breaks the proof")
    void anyOtherClosingBreaksTheProof(
            @ForAll("lines") List<Line> lines, @ForAll @IntRange(min = 1, max = 500) int off) {
        CamtFiles file = CamtFiles.version(4);
        lines.forEach(line -> file.entry(line.minor(), ""));

        assertThat(plain.prove(Importing.file(file.closingOffBy(off).text())).status())
                .isEqualTo(ProofStatus.BROKEN);
    }

    @Property
    @Label("BNK-05 how the bytes arrive does not matter")
    void chunkingDoesNotMatter(@ForAll("lines") List<Line> lines, @ForAll @IntRange(min = 1, max = 50) int chunk) {
        byte[] bytes = camt(lines, 2).getBytes(StandardCharsets.UTF_8);
        ByteSource chunked = new ByteSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(chunk, length));
                    }
                };
            }

            @Override
            public String name() {
                return "generated";
            }
        };

        ImportReceipt whole = plain.prove(source(bytes));
        assertThat(plain.prove(chunked)).isEqualTo(whole);
        assertThat(Importing.entries(plain, chunked, whole)).isEqualTo(Importing.entries(plain, source(bytes), whole));
    }

    @Property
    @Label("BNK-04 importing twice is importing once")
    void importingTwiceIsImportingOnce(@ForAll("lines") List<Line> lines) {
        ImportHistory history = ImportHistory.inMemory();
        Imports remembering = Imports.builder().history(history).build();
        ByteSource file = source(camt(lines, 8).getBytes(StandardCharsets.UTF_8));
        ImportReceipt first = remembering.prove(file);
        history.remember(first);

        ImportReceipt second = remembering.prove(file);

        assertThat(second.duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
        assertThat(second.postable()).isFalse();
        assertThat(second.sums()).isEqualTo(first.sums());
    }

    @Property
    @Label("BNK-10 line ends and a byte order mark do not change the entries")
    void lineEndsDoNotChangeTheEntries(@ForAll("tables") String table) {
        List<StatementEntry> expected = read(table);

        assertThat(read(table.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(read(table.replace("\n", "\r"))).isEqualTo(expected);
        assertThat(read("\uFEFF" + table)).isEqualTo(expected);
        assertThat(read(table + "\n\n\u001A")).isEqualTo(expected);
    }

    private List<StatementEntry> read(String table) {
        ByteSource file = source(table.getBytes(StandardCharsets.UTF_8));
        ImportReceipt receipt = tables.prove(file);
        return receipt.items() == 0 ? List.of() : Importing.entries(tables, file, receipt);
    }
}
