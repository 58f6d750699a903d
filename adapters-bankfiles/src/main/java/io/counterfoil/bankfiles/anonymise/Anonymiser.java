package io.counterfoil.bankfiles.anonymise;

import io.counterfoil.bankfiles.imports.BankProfile;
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
import java.util.Optional;

/**
 * Copies a file with invented names, accounts, references and amounts: camt, MT940, MT942, BAI2, OFX, tables, Nacha, CPA 005 and Standard 18. Days, codes, banks, signs
 * and counts stay; all amounts are
 * multiplied by one factor that the seed decides, so that balances and totals still close. Whoever knows one true amount can find the factor: it hides figures from a
 * reader, not from an investigator. Immutable, thread-safe.
 */
public final class Anonymiser {

    private static final int LONGEST_LINE = 1 << 26;

    private final Scrambler scrambler;
    private final BankProfile profile;

    private Anonymiser(Scrambler scrambler, BankProfile profile) {
        this.scrambler = scrambler;
        this.profile = profile;
    }

    /** An anonymiser whose inventions the seed decides: keep it secret, and use one for files that belong together. */
    public static Anonymiser seeded(long seed) {
        return new Anonymiser(new Scrambler(seed), BankProfile.standard());
    }

    /** The same for the tables of a bank: they are told by the profile's columns. Balances that the profile itself states are none of the copy's. */
    public Anonymiser with(BankProfile bank) {
        return new Anonymiser(scrambler, bank);
    }

    /**
     * Writes the copy; the stream stays open.
     *
     * @return the format; no value and nothing written where it is none of those that can be copied, or where multiplied amounts do not fit into their columns
     * @throws ImportException where the source cannot be read
     */
    public Checked<FileFormat> copy(ByteSource source, OutputStream out) throws IOException {
        FileFormat format =
                Imports.builder().profile(profile).build().detect(source).format();
        Optional<LineCopy> copy = copier(format);
        if (copy.isEmpty()) {
            return Checked.failed(Diagnostic.error(
                    ImportCode.FORMAT_NOT_READ,
                    source.name() + " is " + format.words()
                            + ", expected camt, MT940, MT942, BAI2, OFX, a table, Nacha, CPA 005 or Standard 18",
                    Diagnostic.Location.of(source.name())));
        }
        if (copy.get() instanceof FixedCopy trial) {
            write(source, trial, OutputStream.nullOutputStream());
            if (!trial.fits()) {
                return Checked.failed(Diagnostic.error(
                        ImportCode.DOES_NOT_FIT,
                        source.name()
                                + " has amounts that, multiplied, leave their columns\nMaybe another seed makes smaller ones.",
                        Diagnostic.Location.of(source.name())));
            }
        }
        write(source, copier(format).orElseThrow(), out);
        return Checked.of(format);
    }

    private Optional<LineCopy> copier(FileFormat format) {
        return Optional.ofNullable(
                switch (format) {
                    case MT940, MT942 -> new MtCopy(scrambler);
                    case BAI2 -> new BaiCopy(scrambler);
                    case OFX -> new TagCopy(scrambler, TagCopy.Names.OFX);
                    case CAMT052, CAMT053, CAMT054 -> new TagCopy(scrambler, TagCopy.Names.CAMT);
                    case CSV -> new TableCopy(scrambler, profile.csv());
                    case NACHA, CPA005, BACS18 -> new FixedCopy(scrambler, format);
                    default -> null;
                });
    }

    private static void write(ByteSource source, LineCopy copy, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        try (ByteLines lines = lines(source)) {
            Charset charset = lines.charset();
            while (lines.next()) {
                buffered.write(copy.line(lines.text()).getBytes(charset));
                buffered.write('\n');
            }
        }
        buffered.flush();
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

        /** Whether all amounts so far fit into their columns. */
        default boolean fits() {
            return true;
        }
    }
}
