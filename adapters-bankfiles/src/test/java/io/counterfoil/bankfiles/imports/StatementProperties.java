package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StatementProperties {

    private final Imports imports = Imports.standard();

    @Provide
    Arbitrary<List<Long>> minors() {
        return Arbitraries.longs().between(-99_999_999, 99_999_999).list().ofMaxSize(12);
    }

    private static ByteSource source(byte[] bytes) {
        return ByteSource.of(bytes, "generated");
    }

    private static ByteSource source(String text) {
        return source(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<StatementEntry> read(ByteSource file) {
        ImportReceipt receipt = imports.prove(file);
        if (receipt.items() == 0) {
            return List.of();
        }
        try (Stream<StatementEntry> entries =
                imports.entries(file, receipt.acceptedBy(Actor.approver("maria"), "test"))) {
            return entries.toList();
        }
    }

    private void conserved(byte[] bytes) {
        ByteSource file = source(bytes);
        ImportReceipt receipt = imports.prove(file);
        assertThat(receipt.records())
                .isEqualTo(receipt.items()
                        + receipt.keptApart()
                        + receipt.rejections().size());
        assertThat(receipt.sentence()).isNotBlank();
        List<StatementEntry> items = read(file);
        assertThat(items).hasSize((int) receipt.items());
        assertThat(Totals.of(items.stream().map(StatementEntry::amount).toList()))
                .isEqualTo(receipt.sums());
    }

    @Property
    @Label("BNK-06 a generated statement reads back its movements, in every format")
    void movementsReadBack(@ForAll StatementTexts format, @ForAll("minors") List<Long> minors) {
        ByteSource file = source(format.of(minors));

        ImportReceipt receipt = imports.prove(file);

        assertThat(receipt.format()).isEqualTo(FileFormat.valueOf(format.name()).name());
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.status())
                .isEqualTo(format == StatementTexts.OFX ? ProofStatus.UNPROVED : ProofStatus.PROVED);
        assertThat(read(file).stream().map(entry -> Amounts.minor(entry.amount())))
                .containsExactlyElementsOf(minors);
        assertThat(read(file)).extracting(StatementEntry::id).doesNotHaveDuplicates();
    }

    @Property
    @Label("BNK-24 closing less opening is the sum of what is handed out, where a statement is proved")
    void statementProof(@ForAll("minors") List<Long> minors) {
        ByteSource file = source(StatementTexts.MT940.of(minors));

        Statement statement = imports.statements(file, imports.prove(file)).get(0);

        long opening =
                Amounts.minor(statement.opening().map(StatementBalance::amount).orElseThrow());
        long closing =
                Amounts.minor(statement.closing().map(StatementBalance::amount).orElseThrow());
        assertThat(statement.entries().stream()
                        .mapToLong(entry -> Amounts.minor(entry.amount()))
                        .sum())
                .isEqualTo(closing - opening);
    }

    @Property
    @Label("BNK-02 any other digit in an amount or a count of a proven file breaks it")
    void anyOtherDigitBreaksTheProof(@ForAll("minors") List<Long> minors, @ForAll Random random) {
        for (StatementTexts format : List.of(StatementTexts.MT940, StatementTexts.BAI2)) {
            String text = format.of(minors);
            List<Integer> places = format == StatementTexts.MT940 ? amounts(text) : figures(text);
            int place = places.get(random.nextInt(places.size()));
            char other = (char) ('0' + (text.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);
            String changed = text.substring(0, place) + other + text.substring(place + 1);

            assertThat(imports.prove(source(changed)).status()).as(changed).isEqualTo(ProofStatus.BROKEN);
        }
    }

    /** Digits of amounts in :60F:, :61: and :62F:. */
    private static List<Integer> amounts(String text) {
        return places(text, ":6(?:0F|2F):[CD]270[0-9]{3}EUR([0-9]+,[0-9]+)|:61:2703020302[CD]([0-9]+,[0-9]+)");
    }

    /** Digits of amounts in 16 and of every figure in 49, 98, 99. */
    private static List<Integer> figures(String text) {
        return places(text, "(?m)^16,[0-9]{3},([0-9]+)|^(?:49|98|99),([0-9,]+)/");
    }

    private static List<Integer> places(String text, String pattern) {
        List<Integer> places = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            int group = matcher.group(1) == null ? 2 : 1;
            for (int at = matcher.start(group); at < matcher.end(group); at++) {
                if (Character.isDigit(text.charAt(at))) {
                    places.add(at);
                }
            }
        }
        return places;
    }

    @Property
    @Label("BNK-05 how the bytes arrive does not matter")
    void chunkingDoesNotMatter(
            @ForAll StatementTexts format,
            @ForAll("minors") List<Long> minors,
            @ForAll @IntRange(min = 1, max = 80) int chunk) {
        byte[] bytes = format.of(minors).getBytes(StandardCharsets.UTF_8);
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

        assertThat(imports.prove(chunked)).isEqualTo(imports.prove(source(bytes)));
        assertThat(read(chunked)).isEqualTo(read(source(bytes)));
    }

    @Property
    @Label(
            "BNK-10 line ends, a byte order mark, trailing blanks and end marks do not change the entries, nor do two bytes a character")
    void lineEnds(@ForAll StatementTexts format, @ForAll("minors") List<Long> minors) {
        String text = format.of(minors).replace("\r\n", "\n");
        List<StatementEntry> expected = read(source(text));

        assertThat(expected).hasSize(minors.size());
        assertThat(read(source(text.replace("\n", "\r\n")))).isEqualTo(expected);
        assertThat(read(source(text.replace("\n", "\r")))).isEqualTo(expected);
        assertThat(read(source(text.replace("\n", "  \n")))).isEqualTo(expected);
        assertThat(read(source("\uFEFF" + text + "\n\u001A\u0000"))).isEqualTo(expected);
        assertThat(read(source(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(expected);
    }

    @Property
    @Label("BNK-04 importing twice is importing once")
    void importingTwice(@ForAll StatementTexts format, @ForAll("minors") List<Long> minors) {
        ImportHistory history = ImportHistory.inMemory();
        Imports remembering = Imports.builder().history(history).build();
        ByteSource file = source(format.of(minors));
        history.remember(remembering.prove(file));

        assertThat(remembering.prove(file).duplicate()).isEqualTo(ImportReceipt.Verdict.SAME_FILE);
        assertThat(remembering.prove(file).postable()).isFalse();
    }

    @Property
    @Label("BNK-12 any bytes behind a beginning that shows the format end with a receipt")
    void anyBytes(@ForAll StatementTexts format, @ForAll @Size(max = 300) byte[] bytes) {
        byte[] head = format.of(List.of(1L)).substring(0, 120).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        conserved(all);
    }

    @Property
    @Label("BNK-12 a mutated statement ends with a receipt that counts what it hands out")
    void mutated(@ForAll StatementTexts format, @ForAll("minors") List<Long> minors, @ForAll Random random) {
        conserved(mutation(format.of(minors).getBytes(StandardCharsets.UTF_8), random));
    }

    @Property(tries = 300)
    @Label("BNK-12 mutated samples of real banks end with a receipt, where the folder of samples is at hand")
    void mutatedSamples(@ForAll Random random) throws IOException {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path samples = Path.of(System.getProperty("counterfoil.root", ""))
                .resolve(corpus)
                .resolve("bankfiles/samples")
                .normalize();
        if (corpus.isEmpty() || !Files.isDirectory(samples)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("mt940", "bai2", "ofx")) {
            try (Stream<Path> listed = Files.list(samples.resolve(folder))) {
                listed.sorted().forEach(files::add);
            }
        }
        conserved(mutation(Files.readAllBytes(files.get(random.nextInt(files.size()))), random));
    }

    private static byte[] mutation(byte[] original, Random random) {
        byte[] bytes = original.clone();
        byte[] odd = ":/-,.<>&?{}$\u0000\u001A\r\n 0959CDRNS!".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(8); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(120));
            bytes = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> replaced(bytes, at, (byte) random.nextInt(256));
                case 2 -> replaced(bytes, at, odd[random.nextInt(odd.length)]);
                case 3 -> without(bytes, at, to);
                default -> doubled(bytes, at, to);
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] shorter = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, shorter, 0, from);
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] longer = new byte[bytes.length + to - from];
        System.arraycopy(bytes, 0, longer, 0, to);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}
