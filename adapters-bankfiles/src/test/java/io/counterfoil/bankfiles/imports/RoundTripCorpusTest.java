package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.bankfiles.bacs.BacsFile;
import io.counterfoil.bankfiles.bai.BaiFile;
import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.nacha.NachaFile;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every fixed-width file of the manifest and of the vectors, read and written again: those that are valid come back byte for byte, the others are named by reason. */
@Tag("corpus")
class RoundTripCorpusTest {

    private static final Map<FileFormat, Function<ByteSource, Checked<Writing>>> WRITERS =
            new EnumMap<>(FileFormat.class);

    static {
        WRITERS.put(FileFormat.NACHA, source -> writing(NachaFile.read(source), f -> f::writeTo));
        WRITERS.put(FileFormat.CPA005, source -> writing(CpaFile.read(source), f -> f::writeTo));
        WRITERS.put(FileFormat.BACS18, source -> writing(BacsFile.read(source), f -> f::writeTo));
        WRITERS.put(FileFormat.BAI2, source -> writing(BaiFile.read(source), f -> f::writeTo));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static <T> Checked<Writing> writing(Checked<T> read, Function<T, Writing> writer) {
        return read.value()
                .map(file -> Checked.of(writer.apply(file)))
                .orElseGet(() -> Checked.failed(read.diagnostics()));
    }

    private record Sample(FileFormat format, ByteSource source) {
        static Sample of(String name, FileFormat format, byte[] bytes) {
            return new Sample(format, ByteSource.of(bytes, name));
        }

        String name() {
            return source.name();
        }

        byte[] bytes() throws IOException {
            try (var in = source.open()) {
                return in.readAllBytes();
            }
        }
    }

    private static Path folder() {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path folder = Path.of(System.getProperty("counterfoil.root", ""))
                .resolve(corpus)
                .resolve("bankfiles")
                .normalize();
        Assumptions.assumeTrue(!corpus.isEmpty() && Files.isDirectory(folder), "no corpus with bankfiles");
        return folder;
    }

    private static List<Sample> samples(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("samples/MANIFEST.tsv"))) {
            Path file = folder.resolve("samples").resolve(line.substring(0, Math.max(0, line.indexOf('\t'))));
            FileFormat format = line.startsWith("nacha/")
                    ? FileFormat.NACHA
                    : line.startsWith("bai2/") ? FileFormat.BAI2 : FileFormat.UNKNOWN;
            if (format != FileFormat.UNKNOWN && Files.isRegularFile(file)) {
                samples.add(Sample.of(file.getFileName().toString(), format, Files.readAllBytes(file)));
            }
        }
        for (String vectors : List.of("nacha", "bai2", "cpa005")) {
            for (JsonNode example : new ObjectMapper()
                    .readTree(folder.resolve(vectors + ".json").toFile())
                    .path("cases")) {
                if (example.path("op").asText().equals("import_text")) {
                    samples.add(Sample.of(
                            example.path("id").asText(),
                            FileFormat.valueOf(
                                    example.path("input").path("format").asText()),
                            example.path("input").path("text").asText().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return samples;
    }

    /** Why the file is not valid as the standard has it; empty where it is. */
    private static String invalid(ImportReceipt receipt) {
        if (receipt.status() != ProofStatus.PROVED) {
            return receipt.status() + " "
                    + receipt.diagnostics().stream()
                            .filter(found -> found.level() == Diagnostic.Level.ERROR)
                            .map(found -> found.code().id().substring("IMPORT.".length()))
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(" "));
        }
        return receipt.diagnostics().stream()
                .map(found -> found.code().id().substring("IMPORT.".length()))
                .filter(
                        List.of("LINE_SHORT", "BLOCK_PADDING_MISSING", "FILE_BLOCKS", "END_MARK", "ENCODING_MISMATCH")
                                ::contains)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("BNK-09 every valid fixed-width file of the corpus is written with the bytes that were read")
    void sameBytes() throws IOException {
        Map<String, List<String>> reasons = new TreeMap<>();
        Map<FileFormat, Integer> equal = new EnumMap<>(FileFormat.class);
        List<String> differing = new ArrayList<>();
        for (Sample sample : samples(folder())) {
            ByteSource source = sample.source();
            String reason =
                    invalid(Imports.builder().expecting(sample.format()).build().prove(source));
            Checked<Writing> read = WRITERS.get(sample.format()).apply(source);
            boolean same = read.value().isPresent() && java.util.Arrays.equals(written(read.orThrow()), sample.bytes());
            if (same) {
                equal.merge(sample.format(), 1, Integer::sum);
            } else if (reason.isEmpty()) {
                differing.add(sample.format() + " " + sample.name() + " " + read.diagnostics());
            } else {
                reasons.computeIfAbsent(sample.format() + " " + reason, key -> new ArrayList<>())
                        .add(sample.name());
            }
        }
        reasons.forEach((reason, files) -> System.out.println("not valid: " + reason + ": " + String.join(" ", files)));
        System.out.println(
                "round trip byte-equal: " + equal + ", valid and not equal: " + differing.size() + ", not valid: "
                        + reasons.values().stream().mapToInt(List::size).sum());
        assertThat(differing).isEmpty();
        assertThat(equal.keySet()).contains(FileFormat.NACHA, FileFormat.BAI2, FileFormat.CPA005);
    }

    private static byte[] written(Writing file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
