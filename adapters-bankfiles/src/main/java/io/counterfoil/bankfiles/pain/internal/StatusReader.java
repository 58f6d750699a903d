package io.counterfoil.bankfiles.pain.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.StatusItem;
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
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads pain.002 of any version, forward, a status at a time. Nothing in it declares a total of itself: it is UNPROVED. Not thread-safe. */
public final class StatusReader extends XmlRecordReader {

    private final Totals totals;
    private final Money money = new Money();
    private String message = "";
    private String payment = "";
    private boolean paymentSaid = true;
    private String paymentStatus = "";
    private String paymentReason = "";
    private String paymentWords = "";
    private long line;
    private long statuses;
    private boolean seen;

    /** A reader of the text. */
    public StatusReader(String source, Utf8Bytes text, ImportLimits limits, RecordSink sink) {
        super(source, text, limits, sink);
        this.totals = new Totals(source, sink);
    }

    @Override
    protected void element(XmlCursor at) throws XmlException {
        if (!at.isStart()) {
            if (at.name().equals("OrgnlPmtInfAndSts")) {
                paymentStatus(at.line());
                payment = "";
            }
            return;
        }
        switch (at.name()) {
            case "CstmrPmtStsRpt" -> {
                seen = true;
                line = Math.max(1, at.line());
            }
            case "OrgnlGrpInfAndSts" -> group(at.node());
            case "OrgnlPmtInfAndSts" -> {
                payment = "";
                paymentStatus = "";
                paymentReason = "";
                paymentWords = "";
                paymentSaid = false;
            }
            case "OrgnlPmtInfId" -> payment = Texts.clean(at.node().text());
            case "PmtInfSts" -> paymentStatus = at.node().text();
            case "StsRsnInf" -> {
                Node node = at.node();
                paymentReason = reason(node);
                paymentWords = Texts.clean(node.textAt("AddtlInf"));
            }
            case "TxInfAndSts" -> {
                paymentStatus(at.line());
                transaction(at.node());
            }
            case "GrpHdr" -> at.skip();
            default -> {
                // what encloses statuses says nothing itself
            }
        }
    }

    private void group(Node node) {
        message = Texts.clean(node.textAt("OrgnlMsgId"));
        String status = node.textAt("GrpSts");
        if (!status.isEmpty()) {
            write(item(StatusItem.Level.GROUP, node, status, "StsRsnInf"));
        }
    }

    /** Said once, before the first transaction of the part. */
    private void paymentStatus(long at) {
        if (paymentSaid || paymentStatus.isEmpty()) {
            paymentSaid = true;
            return;
        }
        paymentSaid = true;
        write(StatusItem.builder()
                .line(at)
                .level(StatusItem.Level.PAYMENT)
                .originalMessageId(message)
                .paymentId(payment)
                .status(paymentStatus)
                .known(StatusCodes.isKnown(paymentStatus))
                .reason(said(paymentReason))
                .information(paymentWords)
                .build());
    }

    private void transaction(Node node) {
        String status = node.textAt("TxSts");
        if (status.isEmpty()) {
            Diagnostic.Location place = at(node);
            sink().rejected(Rejection.of(
                    place, "TxInfAndSts", ImportCode.FIELD_MISSING, "a transaction has no status, expected TxSts"));
            totals.broken(
                    Diagnostic.error(ImportCode.FIELD_MISSING, "a transaction has no status, expected TxSts", place));
            return;
        }
        StatusItem.Builder item =
                StatusItem.builder().from(item(StatusItem.Level.TRANSACTION, node, status, "StsRsnInf"));
        item.paymentId(payment)
                .endToEndId(Texts.clean(node.textAt("OrgnlEndToEndId")))
                .instructionId(Texts.clean(node.textAt("OrgnlInstrId")));
        Node amount = node.at("OrgnlTxRef", "Amt", "InstdAmt");
        Optional<Amounts> currency = amount.isPresent() ? money.in(amount.currency()) : Optional.empty();
        if (currency.isPresent()) {
            Money.Read read = money.unsigned(amount.text(), currency.get());
            if (read.failure().isEmpty()) {
                item.amount(currency.get().ofMinor(read.minor()));
            }
        }
        write(item.build());
    }

    private StatusItem item(StatusItem.Level level, Node node, String status, String reasons) {
        Node first = node.at(reasons);
        StringJoiner words = new StringJoiner(" ");
        node.all(reasons).forEach(one -> one.all("AddtlInf").forEach(said -> words.add(said.text())));
        return StatusItem.builder()
                .line(node.line())
                .level(level)
                .originalMessageId(message)
                .status(status)
                .known(StatusCodes.isKnown(status))
                .reason(said(reason(first)))
                .information(Texts.clean(words.toString()))
                .build();
    }

    private static String reason(Node information) {
        String code = information.textAt("Rsn", "Cd");
        return code.isEmpty() ? information.textAt("Rsn", "Prtry") : code;
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Texts.clean(text));
    }

    private void write(StatusItem item) {
        statuses++;
        if (!item.known()) {
            sink().found(Diagnostic.note(
                    ImportCode.STATUS_KEPT,
                    "status " + Texts.shown(item.status()) + " is not of the standard, kept as text",
                    Diagnostic.Location.of(source(), item.line())));
        }
        sink().item(StatusItem.class, null, 0, () -> item);
    }

    @Override
    protected void finish(boolean cut) {
        if (!seen && !cut) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_PAIN,
                    "there is no status report in the document",
                    Diagnostic.Location.of(source())));
        }
        if (cut) {
            totals.rejected();
        }
        sink().summary(new FileSummary(line, "PAIN002", "", "", message, Map.of("statuses", statuses)));
        totals.end();
    }
}
