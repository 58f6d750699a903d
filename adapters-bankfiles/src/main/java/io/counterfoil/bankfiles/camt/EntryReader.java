package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.CamtContext.AmountRead;
import io.counterfoil.bankfiles.camt.CamtContext.BadFieldException;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.bankfiles.xml.XmlCursor;
import io.counterfoil.bankfiles.xml.XmlException;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code Ntry}. The fields of the entry come before its details in every version, so details are reduced one by one and a large batch never stands in
 * memory as XML. Not thread-safe.
 */
final class EntryReader {

    private final XmlCursor cursor;
    private final CamtContext context;
    private final boolean invertOnReversal;
    private final int maxDetails;
    private final boolean counting;
    private final Optional<LocalDate> statementDay;

    EntryReader(XmlCursor cursor, CamtContext context, Setting setting, Optional<LocalDate> statementDay) {
        this.cursor = cursor;
        this.context = context;
        this.invertOnReversal = setting.invertOnReversal();
        this.maxDetails = setting.maxDetails();
        this.counting = setting.counting();
        this.statementDay = statementDay;
    }

    /** Reads the entry whose start the cursor is at; the cursor is at its end afterwards, whatever the answer. */
    Read read() throws XmlException {
        Node head = new Node(cursor.name(), "", cursor.line(), cursor.column());
        List<Detail> details = new ArrayList<>();
        Bad bad = new Bad();
        int outside = cursor.depth() - 1;
        while (cursor.next() && cursor.depth() > outside) {
            if (!cursor.isStart()) {
                continue;
            }
            if (cursor.name().equals("NtryDtls")) {
                readDetails(head, details, bad);
            } else if (cursor.name().equals("TxDtls")) {
                readDetail(head, details, bad);
            } else if (!counting || isCounted(cursor.name())) {
                head.add(cursor.node());
            } else {
                cursor.pass();
            }
        }
        Status status = Status.of(head.at("Sts"));
        if (status != Status.BOOKED) {
            return new Read(head, Optional.empty(), Optional.empty(), Optional.of(status), summary(head));
        }
        try {
            if (bad.first != null) {
                throw bad.first;
            }
            return new Read(head, Optional.of(entry(head, details)), Optional.empty(), Optional.empty(), summary(head));
        } catch (BadFieldException e) {
            return new Read(head, Optional.empty(), Optional.of(e), Optional.empty(), summary(head));
        }
    }

    private void readDetails(Node head, List<Detail> details, Bad bad) throws XmlException {
        int outside = cursor.depth() - 1;
        while (cursor.next() && cursor.depth() > outside) {
            if (!cursor.isStart()) {
                continue;
            }
            if (cursor.name().equals("TxDtls")) {
                readDetail(head, details, bad);
            } else {
                cursor.skip();
            }
        }
    }

    private void readDetail(Node head, List<Detail> details, Bad bad) throws XmlException {
        if (details.size() >= maxDetails) {
            throw new XmlException(
                    ImportCode.LIMIT_EXCEEDED,
                    "an entry has more than " + maxDetails + " transactions",
                    cursor.line(),
                    cursor.column());
        }
        Node tx = transaction();
        Optional<Amounts> currency = context.money().in(head.at("Amt").currency());
        if (currency.isEmpty() || bad.first != null) {
            return;
        }
        try {
            details.add(Detail.of(tx, currency.get(), context, counting));
        } catch (BadFieldException e) {
            bad.first = e;
        }
    }

    /** Where nothing is handed out, what the figures need is enough; the rest is checked and passed over within the same limits. */
    private Node transaction() throws XmlException {
        if (!counting) {
            return cursor.node();
        }
        cursor.beginPart();
        Node tx = new Node(cursor.name(), "", cursor.line(), cursor.column());
        int outside = cursor.depth() - 1;
        while (cursor.next() && cursor.depth() > outside) {
            if (cursor.isStart() && isCountedDetail(cursor.name())) {
                tx.add(cursor.node());
            } else if (cursor.isStart()) {
                cursor.pass();
            }
        }
        cursor.endPart();
        return tx;
    }

    private static boolean isCounted(String name) {
        return switch (name) {
            case "Amt", "CdtDbtInd", "Sts", "BookgDt", "ValDt", "RvslInd", "AcctSvcrRef", "Chrgs" -> true;
            default -> false;
        };
    }

    private static boolean isCountedDetail(String name) {
        return switch (name) {
            case "Amt", "AmtDtls", "CdtDbtInd", "Chrgs" -> true;
            default -> false;
        };
    }

    private Entry entry(Node head, List<Detail> details) throws BadFieldException {
        AmountRead amount = context.amount(head.at("Amt"));
        int sign = CamtContext.sign(head.textAt("CdtDbtInd"));
        if (sign == 0) {
            throw new BadFieldException(
                    ImportCode.BAD_SIGN,
                    "indicator " + Texts.shown(head.textAt("CdtDbtInd")) + " is neither CRDT nor DBIT",
                    context.at(head).field("CdtDbtInd"));
        }
        boolean reversal =
                head.textAt("RvslInd").equals("true") || head.textAt("RvslInd").equals("1");
        boolean inverted = reversal && invertOnReversal;
        Optional<LocalDate> booked = CamtContext.day(head.at("BookgDt"));
        Optional<LocalDate> value = CamtContext.day(head.at("ValDt"));
        if (!head.at("BookgDt").isPresent() && !head.at("ValDt").isPresent()) {
            booked = statementDay;
        }
        if (booked.isEmpty() && (value.isEmpty() || head.at("BookgDt").isPresent())) {
            throw new BadFieldException(
                    ImportCode.BAD_DATE,
                    "booking date " + Texts.shown(head.at("BookgDt").textAt("Dt"))
                            + " cannot be read, expected a day such as 2027-03-01",
                    context.at(head).field("BookgDt"));
        }
        requireVolume(head, amount.currency(), amount.minor());
        for (Detail detail : details) {
            requireVolume(head, amount.currency(), detail.amount().orElse(0L));
        }
        LocalDate bookedOn = booked.orElseGet(value::orElseThrow);
        return new Entry(
                head,
                amount.currency(),
                inverted ? -sign * amount.minor() : sign * amount.minor(),
                reversal,
                bookedOn,
                value.orElse(bookedOn),
                Texts.reference(head.textAt("AcctSvcrRef")),
                counting ? StatementEntry.Kind.OTHER : TransactionKinds.kind(head.at("BkTxCd")),
                counting ? "" : TransactionKinds.code(head.at("BkTxCd")),
                Detail.charges(head.all("Chrgs"), context),
                head.textAt("AddtlNtryInf"),
                inverted ? details.stream().map(EntryReader::inverted).toList() : details);
    }

    private void requireVolume(Node head, Amounts currency, long minor) throws BadFieldException {
        if (!context.money().counts(currency, minor)) {
            throw new BadFieldException(
                    ImportCode.BAD_AMOUNT,
                    "the amounts of the file add up to more than 64 bits hold",
                    context.at(head));
        }
    }

    private static Detail inverted(Detail d) {
        return new Detail(
                -d.sign(),
                d.amount(),
                d.foreign(),
                d.bankReference(),
                d.references(),
                d.debtor(),
                d.creditor(),
                d.charges(),
                d.kind(),
                d.bankCode(),
                d.returnCode(),
                d.texts(),
                d.purpose());
    }

    /** What the statement's summary counts: every entry that it writes, booked or not. */
    private Optional<Counted> summary(Node head) {
        int sign = CamtContext.sign(head.textAt("CdtDbtInd"));
        return sign == 0
                ? Optional.empty()
                : context.informativeMinor(head.at("Amt")).map(minor -> new Counted(sign, minor));
    }

    /**
     * How entries are read.
     *
     * @param invertOnReversal whether the bank breaks the standard
     * @param maxDetails of one entry
     * @param counting whether nothing is handed out
     */
    record Setting(boolean invertOnReversal, int maxDetails, boolean counting) {}

    private static final class Bad {
        private @Nullable BadFieldException first;
    }

    /**
     * An entry for the summary.
     *
     * @param sign by its indicator
     * @param minor without sign
     */
    record Counted(int sign, long minor) {}

    /**
     * What became of an entry: exactly one of entry, failure and apart is there.
     *
     * @param head its fields
     * @param entry booked and readable
     * @param failure booked and not readable
     * @param apart not booked
     * @param counted for the summary, where amount and indicator can be read
     */
    record Read(
            Node head,
            Optional<Entry> entry,
            Optional<BadFieldException> failure,
            Optional<Status> apart,
            Optional<Counted> counted) {}

    /** Whether the money moved. */
    enum Status {
        BOOKED(ImportCode.STATUS_UNKNOWN, ""),
        PENDING(ImportCode.PENDING_ENTRY, "is pending"),
        INFORMATION(ImportCode.INFORMATION_ENTRY, "is for information only"),
        UNKNOWN(ImportCode.STATUS_UNKNOWN, "has no status that the standard knows");

        private final ImportCode code;
        private final String words;

        Status(ImportCode code, String words) {
            this.code = code;
            this.words = words;
        }

        static Status of(Node sts) {
            String code = sts.textAt("Cd").isEmpty() ? sts.text() : sts.textAt("Cd");
            return switch (code) {
                case "BOOK" -> BOOKED;
                case "PDNG", "FUTR" -> PENDING;
                case "INFO" -> INFORMATION;
                default -> UNKNOWN;
            };
        }

        Diagnostic finding(CamtContext context, Node head) {
            String message = "an entry " + words + ", it is kept apart from the booked ones";
            return this == UNKNOWN
                    ? Diagnostic.warning(code, message, context.at(head))
                    : Diagnostic.note(code, message, context.at(head));
        }
    }
}
