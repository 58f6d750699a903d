package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The target of a coverage-guided fuzzer, run by the profile {@code fuzz} on the format that {@code -Dcounterfoil.fuzz.format=NACHA} names. With a folder as its argument it writes
 * samples of every format there, to begin from.
 */
public final class ImportFuzzTarget {

    private static final Imports IMPORTS =
            FormatSamples.imports(FileFormat.valueOf(System.getProperty("counterfoil.fuzz.format", "CAMT053")));

    private static final LongAdder INPUTS = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();

    private ImportFuzzTarget() {}

    /** Called by the fuzzer once, before it measures time: loads, with the samples, the classes that reading takes. */
    public static void fuzzerInitialize() {
        FormatSamples.all().values().forEach(files -> files.forEach(ImportFuzzTarget::fuzzerTestOneInput));
        INPUTS.reset();
        BYTES.reset();
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        INPUTS.increment();
        BYTES.add(input.length);
        String finding = ImportFuzzTest.finding(IMPORTS, input);
        if (!finding.isEmpty()) {
            throw new IllegalStateException(finding);
        }
    }

    /** Called by the fuzzer at its end: says how much was read, which the fuzzer itself does not count. */
    public static void fuzzerTearDown() {
        System.out.println("coverage-guided: inputs=" + INPUTS.sum() + " bytes=" + BYTES.sum());
    }

    /** Writes the samples, a folder for each format. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<FileFormat, List<byte[]>> format :
                FormatSamples.withCorpus().entrySet()) {
            Path folder = Files.createDirectories(
                    Path.of(arguments[0], format.getKey().name()));
            for (int i = 0; i < format.getValue().size(); i++) {
                Files.write(folder.resolve("sample-" + i), format.getValue().get(i));
            }
        }
    }
}
