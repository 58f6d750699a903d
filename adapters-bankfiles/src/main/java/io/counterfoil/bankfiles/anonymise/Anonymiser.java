package io.counterfoil.bankfiles.anonymise;

import io.counterfoil.bankfiles.imports.Detection;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.ByteLines;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Copies a file with invented names, accounts, references and amounts: camt, MT940, MT942, BAI2 and OFX. Days, codes, signs and counts stay; all amounts are
 * multiplied by one factor that the seed decides, so that balances and totals still close. Whoever knows one true amount can find the factor: it hides figures from a
 * reader, not from an investigator. Immutable, thread-safe.
 */
public final class Anonymiser {

    private static final int LONGEST_LINE = 1 << 26;

    private final Scrambler scrambler;

    private Anonymiser(long seed) {
        scrambler = new Scrambler(seed);
    }

    /** An anonymiser whose inventions the seed decides: keep it secret, and use one for files that belong together. */
    public static Anonymiser seeded(long seed) {
        return new Anonymiser(seed);
    }

    /**
     * Writes the copy; the stream stays open.
     *
     * @return the format; no value and nothing written where it is none of those that can be copied
     * @throws ImportException where the source cannot be read
     */
    public Checked<FileFormat> copy(ByteSource source, OutputStream out) throws IOException {
        Detection detection = Imports.standard().detect(source);
        LineCopy copy;
        switch (detection.format()) {
            case MT940, MT942 -> copy = new MtCopy(scrambler);
            case BAI2 -> copy = new BaiCopy(scrambler);
            case OFX -> copy = new TagCopy(scrambler, TagCopy.Names.OFX);
            case CAMT052, CAMT053, CAMT054 -> copy = new TagCopy(scrambler, TagCopy.Names.CAMT);
            default -> {
                return Checked.failed(Diagnostic.error(
                        ImportCode.FORMAT_NOT_READ,
                        source.name() + " is " + detection.format().words()
                                + ", expected camt, MT940, MT942, BAI2 or OFX",
                        Diagnostic.Location.of(source.name())));
            }
        }
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        try (ByteLines lines = lines(source)) {
            Charset charset = lines.charset();
            while (lines.next()) {
                buffered.write(copy.line(lines.text()).getBytes(charset));
                buffered.write('\n');
            }
        }
        buffered.flush();
        return Checked.of(detection.format());
    }

    private static ByteLines lines(ByteSource source) {
        try {
            return ByteLines.open(source, SourceScan.of(source), LONGEST_LINE);
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    /** Copies the lines of one file, one after the other. Not thread-safe. */
    interface LineCopy {
        /** The line in the copy. */
        String line(String original);
    }
}
