package io.counterfoil.bankfiles.cpa;

import io.counterfoil.bankfiles.cpa.internal.CpaLayouts;
import io.counterfoil.bankfiles.cpa.internal.CpaReader;
import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.Encoding;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/**
 * A file of CPA standard 005 to be sent: credits, debits, corrections of errors (BNK-47). Its trailer is what its segments sum to. Immutable.
 *
 * <p>Texts are folded before they are padded; trace numbers are filled with zeros: nine digits of the data centre, four of the file, nine of the segment.
 */
public final class CpaFile {

    private final List<String> records;
    private final LineEnds ends;
    private final Map<PaymentId, String> traces;

    CpaFile(List<String> records, LineEnds ends, Map<PaymentId, String> traces) {
        this.records = List.copyOf(records);
        this.ends = ends;
        this.traces = Collections.unmodifiableMap(new LinkedHashMap<>(traces));
    }

    /**
     * A file of the originator's, without segments yet.
     *
     * @param fileCreationNumber 1 to 9999, the one after the last file's: {@link io.counterfoil.payments.idempotency.FileNumbers} gives it
     */
    public static Builder of(Originator originator, int fileCreationNumber) {
        return new Builder(originator, fileCreationNumber);
    }

    /** Whether a file creation number is the one after the other; 9999 is followed by 1. */
    public static boolean follows(int previous, int current) {
        return YearDay.follows(previous, current);
    }

    /**
     * A whole file in memory, to be written again. A file with a record that is not of the standard's width has no value.
     *
     * @throws ImportException where the source cannot be read
     */
    public static Checked<CpaFile> read(ByteSource source) {
        try {
            SourceScan scan = SourceScan.of(source);
            Charset charset = Encoding.of(scan).charset();
            List<String> records = new ArrayList<>();
            boolean head = true;
            try (FixedRecords lines = FixedRecords.open(source, scan, charset, CpaReader.WIDTH)) {
                while (lines.next()) {
                    FixedLine line = lines.line();
                    boolean routing = head && line.starts("$$");
                    head = routing;
                    if (!routing && line.length() != CpaReader.WIDTH) {
                        return Checked.failed(Diagnostic.error(
                                ImportCode.LINE_SHORT,
                                "a record has " + line.length() + " characters, expected " + CpaReader.WIDTH,
                                line.at(source.name())));
                    }
                    records.add(
                            routing
                                    ? line.raw()
                                    : CpaLayouts.of(line).read(line).written());
                }
            }
            return CpaAssembly.checked(records, LineEnds.of(source, charset), Diagnostic.Location.of(source.name()));
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    /** Writes the file in ASCII; one that was read, in its own characters. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        ends.write(records, out);
    }

    /** The trace number that each order's segment has. In the order of the segments. */
    public Map<PaymentId, String> traces() {
        return traces;
    }

    /** Counts only: segments hold account numbers. */
    @Override
    public String toString() {
        return "CPA 005 file of " + records.size() + " records";
    }

    /** How the lines look. */
    public enum Variant {
        /** Records of 1,464 characters. */
        STANDARD,
        /**
         * Lines of 80 characters, as some banks take them: H, D for every payment, T. One direction, one transaction code and one due date a file. The columns are
         * those of one bank's public description and are to be confirmed with yours.
         */
        EIGHTY_COLUMNS
    }

    /** Who sends files, and how. Immutable. */
    @Value.Immutable
    public interface Originator {

        /** Our number, ten characters at most. */
        String id();

        /** The bank's data centre, five digits. */
        String dataCentre();

        /** {@code CAD} or {@code USD}: what the account is in. */
        @Value.Default
        default String currency() {
            return "CAD";
        }

        /** Our name, short: 15 characters at most. */
        String shortName();

        /** Our name, long: 30 characters at most. */
        String longName();

        /** Where returns go. */
        AccountNumber returns();

        /** The transaction type of a debit where an order says none, such as 450 (to be agreed with the bank). */
        @Value.Default
        default String debitType() {
            return "450";
        }

        /** The transaction type of a credit where an order says none, such as 460 (to be agreed with the bank). */
        @Value.Default
        default String creditType() {
            return "460";
        }

        /** The line before the header by which some banks route files, such as {@code $$AAPACPA1464[PROD[NL$$}; empty for none. */
        @Value.Default
        default String routingLine() {
            return "";
        }

        /** How the lines look. */
        @Value.Default
        default Variant variant() {
            return Variant.STANDARD;
        }

        /** On whose clock files are dated. */
        @Value.Default
        default ZoneId zone() {
            return ZoneId.of("America/Toronto");
        }

        /** The series under which the numbers of this originator's files stand in {@link io.counterfoil.payments.idempotency.FileNumbers}. */
        default String series() {
            return "cpa005:" + id() + ":" + dataCentre();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds originators. Not thread-safe. */
        final class Builder extends ImmutableOriginator.Builder {
            Builder() {}
        }
    }

    /** Collects segments. Not thread-safe. */
    public static final class Builder {

        private final Originator originator;
        private final int number;
        private final List<CpaAssembly.Planned> planned = new ArrayList<>();

        private Builder(Originator originator, int number) {
            this.originator = originator;
            this.number = number;
        }

        /**
         * An order: a segment of a D record for a debit, of a C record for a credit.
         *
         * @param account of the other side, with its number
         * @param name of the other side; folded and cut
         */
        public Builder add(PaymentOrder order, AccountNumber account, String name) {
            planned.add(new CpaAssembly.Planned(order, account, name, ""));
            return this;
        }

        /**
         * A correction of a payment sent by mistake: a segment of an E record for a credit, of an F record for a debit.
         *
         * @param original as it was sent
         * @param trace of the original
         */
        public Builder correct(PaymentOrder original, AccountNumber account, String name, String trace) {
            planned.add(new CpaAssembly.Planned(original, account, name, trace));
            return this;
        }

        /**
         * The file, or every problem that stands in its way.
         *
         * @param now when it is made
         */
        public Checked<CpaFile> build(Instant now) {
            return new CpaAssembly(originator, number, now).build(planned);
        }
    }
}
