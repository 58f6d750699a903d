package io.counterfoil.bankfiles.bacs;

import io.counterfoil.bankfiles.bacs.internal.Standard18Lines;
import io.counterfoil.bankfiles.bacs.internal.Standard18Reader;
import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.order.PaymentOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/**
 * A Standard 18 file to be sent (BNK-50): direct debits, direct credits, instructions. Contra records make its debits its credits; its UTL1 is what its lines sum to.
 * Fields of the labels that are not about money are to be confirmed with the bureau. Immutable.
 */
public final class BacsFile {

    private final List<String> lines;
    private final LineEnds ends;

    BacsFile(List<String> lines, LineEnds ends) {
        this.lines = List.copyOf(lines);
        this.ends = ends;
    }

    /** A file of the service user's for one processing day, without lines yet. */
    public static Builder standard18(ServiceUser user, LocalDate processingDay) {
        return new Builder(user, processingDay);
    }

    /**
     * A whole file in memory, to be written again. A file with a line of another width than the standard's has no value.
     *
     * @throws ImportException where the source cannot be read
     */
    public static Checked<BacsFile> read(ByteSource source) {
        try {
            SourceScan scan = SourceScan.of(source);
            Charset charset = Encoding.of(scan).charset();
            List<String> lines = new ArrayList<>();
            try (FixedRecords read = FixedRecords.open(source, scan, charset, Standard18Reader.WIDTH)) {
                while (read.next()) {
                    FixedLine line = read.line();
                    boolean data = line.at(1) >= '0' && line.at(1) <= '9';
                    boolean fits = data
                            ? line.length() == 100 || line.length() == Standard18Reader.WIDTH
                            : line.length() == Standard18Lines.LABEL;
                    if (!fits) {
                        return Checked.failed(Diagnostic.error(
                                ImportCode.LINE_SHORT,
                                "a line has " + line.length()
                                        + " characters, expected 80 of a label, 100 or 106 of data",
                                line.at(source.name())));
                    }
                    lines.add((data
                                    ? line.length() == 100 ? Standard18Lines.SINGLE : Standard18Lines.MULTI
                                    : Standard18Lines.UTL1)
                            .read(line)
                            .written());
                }
            }
            return BacsAssembly.checked(lines, LineEnds.of(source, charset), Diagnostic.Location.of(source.name()));
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    /** Writes the file in ASCII; one that was read, in its own characters. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        ends.write(lines, out);
    }

    /** Counts only: lines hold account numbers. */
    @Override
    public String toString() {
        return "Standard 18 file of " + lines.size() + " lines";
    }

    /** Who sends files, and how. Immutable. */
    @Value.Immutable
    public interface ServiceUser {

        /** Service user number, six digits. */
        String number();

        /** Our name as payers see it; folded and cut to 18. */
        String name();

        /** Our account. */
        AccountNumber account();

        /** Volume serial of the file, six characters at most. */
        String serial();

        /** Which file it is on the volume. */
        @Value.Default
        default int fileNumber() {
            return 1;
        }

        /** Whether a character that Bacs does not carry is a problem; it is replaced otherwise. */
        @Value.Default
        default boolean refusesOtherCharacters() {
            return false;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds service users. Not thread-safe. */
        final class Builder extends ImmutableServiceUser.Builder {
            Builder() {}
        }
    }

    /** Collects lines. Not thread-safe. */
    public static final class Builder {

        private final ServiceUser user;
        private final LocalDate processingDay;
        private final List<BacsAssembly.Planned> planned = new ArrayList<>();
        private boolean multi;

        private Builder(ServiceUser user, LocalDate processingDay) {
            this.user = user;
            this.processingDay = processingDay;
        }

        /** Gives every line the day on which its order is wanted; without, all are for the file's day. */
        public Builder multiDay() {
            multi = true;
            return this;
        }

        /**
         * An order: 17 for a debit, 18 for one presented again, 99 for a credit, or the order's own transaction code.
         *
         * @param order in pounds; the reference is its mandate's for a debit, else its end-to-end id
         * @param account of the other side, with its number
         * @param name of the other side; folded and cut to 18
         */
        public Builder add(PaymentOrder order, AccountNumber account, String name) {
            planned.add(BacsAssembly.Planned.order(order, account, name));
            return this;
        }

        /**
         * An instruction without money.
         *
         * @param code {@code 0N} for a new one, {@code 0C} for the end of one, {@code 0S} for one taken over from paper
         * @param reference of the mandate, 6 to 18 characters
         */
        public Builder instruct(String code, AccountNumber account, String name, String reference) {
            planned.add(BacsAssembly.Planned.instruction(code, account, name, reference, processingDay));
            return this;
        }

        /** The file, or every problem that stands in its way. */
        public Checked<BacsFile> build() {
            return new BacsAssembly(user, processingDay, multi).build(planned);
        }
    }
}
