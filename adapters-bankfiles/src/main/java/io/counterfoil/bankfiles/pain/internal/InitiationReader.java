package io.counterfoil.bankfiles.pain.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.bankfiles.xml.XmlCursor;
import io.counterfoil.bankfiles.xml.XmlException;
import io.counterfoil.bankfiles.xml.XmlRecordReader;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Reads pain.001 and pain.008 of any version, forward, and proves numbers and control sums of message and parts. Not thread-safe. */
public final class InitiationReader extends XmlRecordReader {

    private final Rail.Direction direction;
    private final Totals totals;
    private final Money money = new Money();
    private final Declared group = new Declared(Level.FILE);
    private Declared part = new Declared(Level.GROUP);
    private boolean inPart;
    private boolean seen;
    private String message = "";
    private String originator = "";
    private String payment = "";
    private String sequence = "";
    private Optional<LocalDate> due = Optional.empty();
    private long line;

    /** A reader of credit transfers or direct debits. */
    public InitiationReader(
            String source, Utf8Bytes text, ImportLimits limits, RecordSink sink, Rail.Direction direction) {
        super(source, text, limits, sink);
        this.direction = direction;
        this.totals = new Totals(source, sink);
    }

    /** What a header declares and what its transactions are. */
    private static final class Declared {
        private final Level level;
        private String number = "";
        private String sum = "";
        private Diagnostic.Location at = Diagnostic.Location.of("");
        private long count;
        private BigDecimal total = BigDecimal.ZERO;

        private Declared(Level level) {
            this.level = level;
        }
    }

    @Override
    protected void element(XmlCursor at) throws XmlException {
        if (!at.isStart()) {
            if (at.name().equals("PmtInf")) {
                prove(part);
                inPart = false;
            }
            return;
        }
        switch (at.name()) {
            case "CstmrCdtTrfInitn", "CstmrDrctDbtInitn" -> {
                seen = true;
                line = Math.max(1, at.line());
            }
            case "GrpHdr" -> header(at.node());
            case "PmtInf" -> {
                part = new Declared(Level.GROUP);
                inPart = true;
                payment = "";
                sequence = "";
                due = Optional.empty();
            }
            case "NbOfTxs", "CtrlSum" -> {
                Node node = at.node();
                part.at = at(node);
                if (node.name().equals("NbOfTxs")) {
                    part.number = node.text();
                } else {
                    part.sum = node.text();
                }
            }
            case "PmtInfId" -> payment = Texts.clean(at.node().text());
            case "PmtTpInf" -> sequence = at.node().textAt("SeqTp");
            case "ReqdExctnDt", "ReqdColltnDt" -> {
                Node node = at.node();
                due = day(node.textAt("Dt").isEmpty() ? node.text() : node.textAt("Dt"));
            }
            case "CdtTrfTxInf", "DrctDbtTxInf" -> transaction(at.node());
            case "PmtMtd",
                    "BtchBookg",
                    "Dbtr",
                    "DbtrAcct",
                    "DbtrAgt",
                    "Cdtr",
                    "CdtrAcct",
                    "CdtrAgt",
                    "CdtrSchmeId",
                    "ChrgBr",
                    "UltmtDbtr",
                    "UltmtCdtr" -> at.skip();
            default -> {
                // what encloses parts says nothing itself
            }
        }
    }

    private void header(Node node) {
        message = Texts.clean(node.textAt("MsgId"));
        originator = Texts.clean(node.textAt("InitgPty", "Nm"));
        group.number = node.textAt("NbOfTxs");
        group.sum = node.textAt("CtrlSum");
        group.at = at(node);
    }

    private void transaction(Node node) {
        boolean debit = direction == Rail.Direction.DEBIT;
        Node amount = debit ? node.at("InstdAmt") : node.at("Amt", "InstdAmt");
        Optional<Amounts> currency = money.in(amount.currency());
        Money.Read read = currency.map(in -> money.unsigned(amount.text(), in)).orElse(null);
        group.count++;
        part.count++;
        if (currency.isEmpty() || read == null || read.failure().isPresent()) {
            ImportCode code =
                    read == null ? ImportCode.BAD_CURRENCY : read.failure().orElse(ImportCode.BAD_AMOUNT);
            reject(
                    node,
                    code,
                    "amount " + Texts.shown(amount.text()) + " " + Texts.shown(amount.currency()) + " cannot be read");
            return;
        }
        if (!money.counts(currency.get(), read.minor())) {
            reject(node, ImportCode.BAD_AMOUNT, "the amounts of the file leave 64 bits");
            return;
        }
        BigDecimal value = BigDecimal.valueOf(read.minor(), currency.get().fractionDigits());
        group.total = group.total.add(value);
        part.total = part.total.add(value);
        String number = accountText(node.at(debit ? "DbtrAcct" : "CdtrAcct"));
        if (number.isEmpty()) {
            reject(node, ImportCode.ACCOUNT_MISSING, "a transaction names no account of the other side");
            return;
        }
        long minor = read.minor();
        sink().item(
                        PaymentEntry.class,
                        currency.get().currency(),
                        debit ? minor : -minor,
                        () -> entry(node, currency.get().ofMinor(minor), number));
    }

    private PaymentEntry entry(Node node, javax.money.MonetaryAmount amount, String number) {
        boolean debit = direction == Rail.Direction.DEBIT;
        PaymentEntry.Builder entry = PaymentEntry.builder()
                .line(node.line())
                .rail(Rail.SEPA)
                .direction(direction)
                .amount(amount)
                .account(BankAccountRef.of(number))
                .name(Texts.clean(node.textAt(debit ? "Dbtr" : "Cdtr", "Nm")))
                .dueOn(due)
                .trace(Texts.clean(node.textAt("PmtId", "InstrId")))
                .reference(Texts.clean(node.textAt("PmtId", "EndToEndId")))
                .transactionCode(Texts.clean(node.textAt("Purp", "Cd")))
                .entryClass(sequence)
                .description(payment)
                .originator(originator)
                .mandate(Texts.clean(node.textAt("DrctDbtTx", "MndtRltdInf", "MndtId")));
        for (Node text : node.at("RmtInf").all("Ustrd")) {
            entry.addRemittance(Texts.clean(text.text()));
        }
        String structured = node.textAt("RmtInf", "Strd", "CdtrRefInf", "Ref");
        if (!structured.isEmpty()) {
            entry.addRemittance(Texts.clean(structured));
        }
        return entry.build();
    }

    private static String accountText(Node account) {
        String iban = account.textAt("Id", "IBAN");
        return iban.isEmpty() ? account.textAt("Id", "Othr", "Id") : iban;
    }

    private void prove(Declared declared) {
        if (!declared.number.isEmpty()) {
            totals.compare(
                    new Figure(declared.level, "number of transactions", ImportCode.TOTAL_COUNT, 0),
                    canonical(declared.number),
                    Long.toString(declared.count),
                    declared.at,
                    "");
        }
        if (!declared.sum.isEmpty()) {
            totals.compare(
                    new Figure(declared.level, "control sum", ImportCode.TOTAL_VALUE, 0),
                    canonical(declared.sum),
                    canonical(declared.total.toPlainString()),
                    declared.at,
                    "");
        }
    }

    /** Without zeros that say nothing, so that 10, 10.0 and 10.00 are one figure. */
    private static String canonical(String text) {
        return text.matches("[0-9]{1,18}(\\.[0-9]{1,17})?")
                ? new BigDecimal(text).stripTrailingZeros().add(BigDecimal.ZERO).toPlainString()
                : text;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void reject(Node node, ImportCode code, String sentence) {
        sink().rejected(Rejection.of(at(node), node.name(), code, sentence));
        totals.broken(Diagnostic.error(code, sentence, at(node)));
    }

    @Override
    protected void finish(boolean cut) {
        if (cut) {
            totals.rejected();
            if (inPart) {
                prove(part);
            }
        } else if (!seen) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_PAIN, "there is no initiation in the document", Diagnostic.Location.of(source())));
        }
        if (seen && group.number.isEmpty()) {
            totals.broken(Diagnostic.error(
                    ImportCode.FIELD_MISSING,
                    "the header has no number of transactions, expected NbOfTxs",
                    Diagnostic.Location.of(source(), line)));
        }
        prove(group);
        sink().summary(new FileSummary(
                line,
                direction == Rail.Direction.DEBIT ? "PAIN008" : "PAIN001",
                originator,
                "",
                message,
                Map.of("transactions", group.count)));
        totals.end();
    }
}
