package io.counterfoil.bankfiles.nacha;

import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.Layout;
import io.counterfoil.bankfiles.fixedwidth.LineEnds;
import io.counterfoil.bankfiles.nacha.internal.NachaReader;
import io.counterfoil.bankfiles.nacha.internal.NachaRecords;
import io.counterfoil.bankfiles.record.BankRecord;
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
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A Nacha file to be sent (BNK-41, BNK-42): PPD, CCD, CTX, WEB, TEL, prenotes, returns, notices of change and their refusal, reversals. Its controls are what its
 * entries sum to. Immutable.
 */
public final class NachaFile {

    private final List<Layout.Line> records;
    private final LineEnds ends;
    private final Map<PaymentId, String> traces;

    NachaFile(List<Layout.Line> records, LineEnds ends, Map<PaymentId, String> traces) {
        this.records = List.copyOf(records);
        this.ends = ends;
        this.traces = Collections.unmodifiableMap(new LinkedHashMap<>(traces));
    }

    /** A file of the originator's, without entries yet. */
    public static Builder originating(Originator originator) {
        return new Builder(originator);
    }

    /**
     * A whole file in memory, to be written again or reversed. Findings say what the standard would have otherwise; a file whose controls are not what its entries
     * sum to has no value.
     *
     * @throws ImportException where the source cannot be read
     */
    public static Checked<NachaFile> read(ByteSource source) {
        try {
            SourceScan scan = SourceScan.of(source);
            Charset charset = Encoding.of(scan).charset();
            List<Layout.Line> records;
            try (FixedRecords lines = FixedRecords.open(source, scan, charset, NachaReader.WIDTH)) {
                records = NachaRecords.read(lines);
            }
            Diagnostic.Location at = Diagnostic.Location.of(source.name());
            if (records.stream().noneMatch(record -> record.kind().equals("1"))) {
                return Checked.failed(Diagnostic.error(ImportCode.NOT_NACHA, "the file has no file header 1", at));
            }
            if (!NachaAssembly.isControlled(records)) {
                return Checked.failed(Diagnostic.error(
                        ImportCode.FILE_COUNT,
                        "the controls are not what the entries sum to\nMaybe ask Imports to prove the file: its receipt says which.",
                        at));
            }
            return Checked.of(new NachaFile(records, LineEnds.of(source, charset), Map.of()));
        } catch (IOException e) {
            throw new ImportException(source.name(), e);
        }
    }

    /** Writes the file in ASCII, as characters outside it were folded before; one that was read, in its own characters. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        ends.write(NachaRecords.lines(records), out);
    }

    /** The trace number that each order's entry has: the reference under which its return will come. In the order of the entries. */
    public Map<PaymentId, String> traces() {
        return traces;
    }

    /** The trace numbers of all entries, in their order. */
    public List<String> allTraces() {
        return records.stream()
                .filter(record -> record.kind().equals("6"))
                .map(record -> record.text("trace"))
                .toList();
    }

    /**
     * A file that takes back entries sent by mistake: same accounts and amounts, the opposite code, described as REVERSAL. Problems are told where a trace number is
     * not in this file, or stands in it twice.
     *
     * @param chosen trace numbers of the entries
     * @param on the day on which it takes effect
     * @param originator whose zone the time of creation is written in
     * @param now when the file is made
     */
    public Checked<NachaFile> reversal(Collection<String> chosen, LocalDate on, Originator originator, Instant now) {
        return NachaAssembly.reversal(records, List.copyOf(chosen), on, originator, now);
    }

    /** Counts only: entries hold account numbers. */
    @Override
    public String toString() {
        return "Nacha file of " + allTraces().size() + " entries";
    }

    /** Who sends files, and how. Immutable. */
    @Value.Immutable
    public interface Originator {

        /** Routing number of the bank or operator that takes the file, nine digits. */
        String destination();

        /** Its name. */
        String destinationName();

        /** Our number at it: ten characters, such as a blank or 1 and the tax number. */
        String origin();

        /** Our name. */
        String originName();

        /** Our name as receivers see it. */
        String companyName();

        /** Our number as the bank assigned it, ten characters. */
        String companyId();

        /** The first eight digits of our bank's routing number. */
        String odfi();

        /** What the receiver sees where an order says nothing, such as {@code PAYMENT}. */
        @Value.Default
        default String description() {
            return "PAYMENT";
        }

        /** The entry class where an order is added without one. */
        @Value.Default
        default String entryClass() {
            return "PPD";
        }

        /** Discretionary data of the batch; empty as a rule. */
        @Value.Default
        default String discretionaryData() {
            return "";
        }

        /** On whose clock files are dated. */
        @Value.Default
        default ZoneId zone() {
            return ZoneId.of("America/New_York");
        }

        /** Cut-offs and calendar by which effective dates are set; the wanted days as they are without. Same-day is one with 0 processing days and a limit. */
        Optional<RailTerms.Settlement> settlement();

        /** Our account, for files whose batches are to balance: each gets an offsetting entry to it. */
        Optional<AccountNumber> offset();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds originators. Not thread-safe. */
        final class Builder extends ImmutableOriginator.Builder {
            Builder() {}
        }
    }

    /** Collects entries. Not thread-safe. */
    public static final class Builder {

        private final Originator originator;
        private final List<Planned> planned = new ArrayList<>();
        private int fileOfDay = 1;
        private long firstSequence = 1;

        private Builder(Originator originator) {
            this.originator = originator;
        }

        /** Which file of the day it is, 1 to 36: it has the modifier A to Z, then 0 to 9. */
        public Builder fileOfDay(int number) {
            fileOfDay = number;
            return this;
        }

        /** The first trace number's last seven digits; 1. */
        public Builder firstSequence(long number) {
            firstSequence = number;
            return this;
        }

        /** An order, in the originator's entry class. */
        public Builder add(PaymentOrder order, AccountNumber account, String name) {
            return add(originator.entryClass(), order, account, name);
        }

        /**
         * An order.
         *
         * @param entryClass PPD, CCD, CTX, WEB or TEL
         * @param order in US dollars; its transaction code, where it has one, says the kind of account
         * @param account of the other side
         * @param name of the other side; folded and cut
         */
        public Builder add(String entryClass, PaymentOrder order, AccountNumber account, String name) {
            planned.add(Planned.order(entryClass, order, account, name));
            return this;
        }

        /** An entry of no money that tests an account before the first payment to it. */
        public Builder prenote(Rail.Direction direction, AccountNumber account, String name, LocalDate on) {
            planned.add(Planned.prenote(originator.entryClass(), direction, account, name, on));
            return this;
        }

        /**
         * A payment that we send back, as the receiving bank.
         *
         * @param original as it was read
         * @param account its account, with the number
         * @param code such as {@code R01}
         * @param information for the other bank; empty as a rule
         * @param on the day on which it goes back
         */
        public Builder giveBack(
                BankRecord.PaymentEntry original,
                AccountNumber account,
                String code,
                String information,
                LocalDate on) {
            planned.add(Planned.giveBack(original, account, code, information, on));
            return this;
        }

        /**
         * A notice that details in a payment are wrong, as the receiving bank.
         *
         * @param original as it was read
         * @param account its account, with the number
         * @param code such as {@code C01}
         * @param corrected data in the layout of the code
         * @param on the day on which it goes out
         */
        public Builder notify(
                BankRecord.PaymentEntry original, AccountNumber account, String code, String corrected, LocalDate on) {
            planned.add(Planned.change(original, account, code, corrected, on));
            return this;
        }

        /**
         * Our answer to a notice of change that we refuse (C61 to C69).
         *
         * @param notice as it was read
         * @param account the account that it speaks of, with the number
         * @param code of the refusal
         * @param on the day on which it goes out
         */
        public Builder refuse(BankRecord.AccountChange notice, AccountNumber account, String code, LocalDate on) {
            planned.add(Planned.refusal(notice, account, code, on));
            return this;
        }

        /**
         * The file, or every problem that stands in its way.
         *
         * @param now when it is made: its date and time, and what cut-offs are judged by
         */
        public Checked<NachaFile> build(Instant now) {
            return new NachaAssembly(originator, fileOfDay, firstSequence, now).build(planned);
        }
    }
}
