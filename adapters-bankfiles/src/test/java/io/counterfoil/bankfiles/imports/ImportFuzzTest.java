package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated files of every format: whatever the bytes, there is a receipt, it counts what it hands out, and no other exception is thrown. {@code -Dcounterfoil.fuzz.bytes=100000000} says how many bytes a
 * format, {@code -Dcounterfoil.fuzz.format=NACHA} which one alone, {@code -Dcounterfoil.fuzz.seed} where it begins.
 */
class ImportFuzzTest {

    private static final int LONGEST = 1 << 16;

    private static final List<String> WORDS = List.of(
            "0",
            "9",
            "-",
            "+",
            ",",
            ".",
            "/",
            "\"",
            "'",
            "<",
            ">",
            "&",
            "&amp;",
            "&#0;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<!DOCTYPE a>",
            "</",
            "<Ntry>",
            "</Ntry>",
            "<Amt Ccy=\"EUR\">",
            "\n",
            "\r",
            "\r\n",
            "\u0000",
            "\u001A",
            "\u00E9",
            "\uFEFF",
            "9999999999",
            "99999999999999999999",
            "-9223372036854775808",
            "9223372036854775807",
            "0.001",
            "1e9",
            ":61:",
            ":86:",
            ":60F:",
            ":62F:",
            ":28C:1/1\n",
            "16,",
            "88,",
            "49,",
            "98,",
            "99,",
            "<STMTTRN>",
            "</STMTTRN>",
            "<FITID>",
            "20270230",
            "NaN",
            "\t",
            " ",
            "5200",
            "8200",
            "799",
            "798",
            "UTL1",
            "EUR",
            "JPY",
            "XXX",
            "XAU",
            "TND");

    static List<FileFormat> formats() {
        String wanted = System.getProperty("counterfoil.fuzz.format", "");
        return FormatSamples.all().keySet().stream()
                .filter(format -> wanted.isEmpty() || format.name().equals(wanted))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @DisplayName("BNK-12 any byte sequence gives a receipt that counts what is handed out, and nothing else is thrown")
    void mutated(FileFormat format) {
        long bytes = Long.getLong("counterfoil.fuzz.bytes", 60_000);
        Duration most = Duration.ofMinutes(1).plus(Duration.ofSeconds(bytes / 5_000));
        Map<String, Integer> findings = assertTimeoutPreemptively(most, () -> fuzz(format, bytes));
        assertThat(findings).isEmpty();
    }

    private static Map<String, Integer> fuzz(FileFormat format, long bytes) {
        SplittableRandom random = new SplittableRandom(
                Long.getLong("counterfoil.fuzz.seed", 7) * 31 + format.name().hashCode());
        List<byte[]> samples = FormatSamples.withCorpus().get(format);
        Imports imports = FormatSamples.imports(format);
        Map<String, Integer> findings = new HashMap<>();
        long read = 0;
        long inputs = 0;
        long started = 0;
        long cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (read < bytes) {
            byte[] input = mutated(samples, random);
            read += input.length;
            inputs++;
            String finding = finding(imports, input);
            if (!finding.isEmpty() && findings.merge(finding, 1, Integer::sum) == 1) {
                System.out.println("fuzz " + format + " finding " + finding + " in "
                        + Arrays.toString(Arrays.copyOf(input, Math.min(input.length, 3_000))));
            }
            started += input.length > 0
                            && imports.detect(ByteSource.of(input, "fuzz")).format() == format
                    ? 1
                    : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "fuzz %s: inputs=%d detected=%d bytes=%d findings=%d cpuSeconds=%d peakHeapMb=%d%n",
                format,
                inputs,
                started,
                read,
                findings.size(),
                Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNanos)
                        .toSeconds(),
                peakHeapBytes() >> 20);
        return findings;
    }

    /** The sum of the peaks of the heap's pools since the program began: never less than what was held at once. */
    private static long peakHeapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** What is wrong with the answer to the input; empty where nothing is. */
    static String finding(Imports imports, byte[] input) {
        ByteSource source = ByteSource.of(input, "fuzz");
        try {
            ImportReceipt receipt = imports.prove(source);
            if (receipt.records()
                    != receipt.items()
                            + receipt.keptApart()
                            + receipt.rejections().size()) {
                return "the receipt does not add up";
            }
            long handed = handed(imports, source, receipt);
            return handed == receipt.items() ? "" : "items differ from what is handed out";
        } catch (Refusal.RefusedException e) {
            return e.refusal().code().is(ImportCode.NOT_POSTABLE)
                    ? "" // nothing in it can be read, and the caller was told so
                    : "refused: " + e.refusal().sentence();
        } catch (RuntimeException | StackOverflowError e) {
            StackTraceElement at =
                    e.getStackTrace().length == 0 ? new StackTraceElement("", "", "", 0) : e.getStackTrace()[0];
            return e.getClass().getSimpleName() + " at " + at.getClassName() + "." + at.getMethodName() + ": "
                    + e.getMessage();
        }
    }

    private static long handed(Imports imports, ByteSource source, ImportReceipt receipt) {
        ImportReceipt accepted =
                receipt.postable() ? receipt : receipt.acceptedBy(Actor.approver("maria"), "looked at in a test");
        long count = 0;
        try (Stream<StatementEntry> entries = imports.entries(source, accepted)) {
            count += entries.count();
        }
        try (Stream<Object> records = imports.records(source, accepted, Object.class)) {
            return count
                    + records.filter(one -> !(one instanceof BankRecord.FileSummary))
                            .count();
        }
    }

    private static byte[] mutated(List<byte[]> samples, SplittableRandom random) {
        byte[] input = samples.get(random.nextInt(samples.size()));
        for (int i = random.nextInt(8); i >= 0; i--) {
            input = once(input, samples, random);
        }
        return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
    }

    private static byte[] once(byte[] input, List<byte[]> samples, SplittableRandom random) {
        int at = random.nextInt(input.length + 1);
        int length = random.nextInt(Math.min(input.length - at, 1 << random.nextInt(11)) + 1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                byte[] flipped = input.clone();
                if (at < flipped.length) {
                    flipped[at] =
                            (byte) (random.nextBoolean() ? flipped[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
                }
                yield flipped;
            }
            case 2 -> joined(input, at, new byte[0], at + length);
            case 3 -> joined(input, at, Arrays.copyOfRange(input, at, at + length), at);
            case 4 -> {
                byte[] other = samples.get(random.nextInt(samples.size()));
                int from = random.nextInt(other.length + 1);
                yield joined(
                        input, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + 200)), at + length);
            }
            case 5 -> Arrays.copyOf(input, Math.max(1, at));
            case 6, 7 ->
                joined(input, at, WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8), at);
            case 8 -> {
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int i = 1 + random.nextInt(40); i > 0; i--) {
                    many.write(input, at, Math.min(length, 300));
                }
                yield joined(input, at, many.toByteArray(), at);
            }
            default -> digit(input, at, random);
        };
    }

    /** Another digit in place of the next one. */
    private static byte[] digit(byte[] input, int from, SplittableRandom random) {
        byte[] changed = input.clone();
        for (int at = from; at < changed.length; at++) {
            if (changed[at] >= '0' && changed[at] <= '9') {
                changed[at] = (byte) ('0' + random.nextInt(10));
                return changed;
            }
        }
        return changed;
    }

    private static byte[] joined(byte[] input, int at, byte[] middle, int rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + middle.length);
        out.write(input, 0, at);
        out.writeBytes(middle);
        out.write(input, rest, input.length - rest);
        return out.toByteArray();
    }

    @org.junit.jupiter.api.Test
    @DisplayName(
            "BNK-01 every sample is told by its content, whatever its file is called, and is read without a rejection")
    void samples() {
        List<String> wrong = new ArrayList<>();
        FormatSamples.all().forEach((format, files) -> {
            for (byte[] file : files) {
                for (String name : List.of("a.txt", "a.xml", "a.csv", "a.ach", "no-ending")) {
                    ByteSource source = ByteSource.of(file, name);
                    ImportReceipt receipt = FormatSamples.imports(format).prove(source);
                    if (!receipt.format().equals(format.name())
                            || !receipt.rejections().isEmpty()
                            || receipt.items() == 0) {
                        wrong.add(format + " " + receipt.sentence() + receipt.diagnostics());
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }
}
