package io.counterfoil.bankfiles.wire.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.bankfiles.source.FileFormat;
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
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Reads pacs.008 and pacs.009 of any version, forward, and proves number, control sum and total settlement of the group. Not thread-safe. */
public final class PacsReader extends XmlRecordReader {

    private final FileFormat format;
    private final Totals totals;
    private final Money money = new Money();
    private String message = "";
    private String number = "";
    private String sum = "";
    private String settlement = "";
    private Diagnostic.Location declaredAt = Diagnostic.Location.of("");
    private Node header = new Node("", "", 0, 0);
    private long count;
    private BigDecimal total = BigDecimal.ZERO;
    private boolean seen;

    /** A reader of the text. */
    public PacsReader(String source, Utf8Bytes text, ImportLimits limits, RecordSink sink, FileFormat format) {
        super(source, text, limits, sink);
        this.format = format;
        this.totals = new Totals(source, sink);
    }

    @Override
    protected void element(XmlCursor at) throws XmlException {
        if (!at.isStart()) {
            return;
        }
        switch (at.name()) {
            case "FIToFICstmrCdtTrf", "FICdtTrf", "FinInstnCdtTrf" -> seen = true;
            case "GrpHdr" -> {
                header = at.node();
                message = Texts.clean(header.textAt("MsgId"));
                number = header.textAt("NbOfTxs");
                sum = header.textAt("CtrlSum");
                settlement = header.textAt("TtlIntrBkSttlmAmt");
                declaredAt = at(header);
            }
            case "CdtTrfTxInf" -> transaction(at.node());
            case "AppHdr" -> at.skip();
            default -> {
                // what encloses transfers says nothing itself
            }
        }
    }

    private void transaction(Node node) {
        count++;
        Node amount = node.at("IntrBkSttlmAmt");
        Optional<Amounts> currency = money.in(amount.currency());
        Optional<Money.Read> read = currency.map(in -> money.unsigned(amount.text(), in));
        if (currency.isEmpty() || read.orElseThrow().failure().isPresent()) {
            reject(
                    node,
                    read.flatMap(Money.Read::failure).orElse(ImportCode.BAD_CURRENCY),
                    "settlement amount " + Texts.shown(amount.text()) + " " + Texts.shown(amount.currency())
                            + " cannot be read");
            return;
        }
        long minor = read.orElseThrow().minor();
        if (!money.counts(currency.get(), minor)) {
            reject(node, ImportCode.BAD_AMOUNT, "the amounts of the file leave 64 bits");
            return;
        }
        total = total.add(BigDecimal.valueOf(minor, currency.get().fractionDigits()));
        WireMessage wire = wire(node, currency.get(), minor);
        sink().item(WireMessage.class, currency.get().currency(), minor, () -> wire);
    }

    private WireMessage wire(Node node, Amounts currency, long minor) {
        WireMessage.Builder wire = WireMessage.builder()
                .line(node.line())
                .message(format == FileFormat.PACS009 ? "pacs.009" : "pacs.008")
                .amount(currency.ofMinor(minor))
                .valueOn(day(node.textAt("IntrBkSttlmDt")).or(() -> day(header.textAt("IntrBkSttlmDt"))))
                .sender(agent(first(node.at("InstgAgt"), header.at("InstgAgt"), node.at("DbtrAgt"))))
                .receiver(agent(first(node.at("InstdAgt"), header.at("InstdAgt"), node.at("CdtrAgt"))))
                .reference(Texts.clean(first(node.at("PmtId", "TxId"), node.at("PmtId", "InstrId"))
                        .text()))
                .endToEndId(Texts.clean(node.textAt("PmtId", "EndToEndId")))
                .uetr(Texts.clean(node.textAt("PmtId", "UETR")))
                .systemReference(Texts.clean(node.textAt("PmtId", "ClrSysRef")))
                .originator(party(node.at("Dbtr")))
                .originatorAccount(account(node.at("DbtrAcct")))
                .beneficiary(party(node.at("Cdtr")))
                .beneficiaryAccount(account(node.at("CdtrAcct")))
                .chargeBearer(node.textAt("ChrgBr"))
                .text(Texts.join(
                        node.at("RmtInf").all("Ustrd").stream().map(Node::text).toList()));
        Node ordered = node.at("InstdAmt");
        money.in(ordered.currency()).ifPresent(in -> {
            Money.Read instructed = money.unsigned(ordered.text(), in);
            if (instructed.failure().isEmpty()) {
                wire.instructed(in.ofMinor(instructed.minor()));
            }
        });
        return wire.build();
    }

    private static Node first(Node... nodes) {
        for (Node node : nodes) {
            if (node.isPresent()) {
                return node;
            }
        }
        return nodes[0];
    }

    /** BIC of either spelling, else the member id of a clearing system. */
    private static String agent(Node agent) {
        Node institution = agent.at("FinInstnId");
        for (String name : new String[] {"BICFI", "BIC"}) {
            if (!institution.textAt(name).isEmpty()) {
                return institution.textAt(name);
            }
        }
        return institution.textAt("ClrSysMmbId", "MmbId");
    }

    /** A name; a bank in pacs.009 may be known by its BIC alone. */
    private static String party(Node party) {
        for (Node name : new Node[] {party.at("Nm"), party.at("Pty", "Nm"), party.at("FinInstnId", "Nm")}) {
            if (!name.text().isEmpty()) {
                return Texts.clean(name.text());
            }
        }
        return agent(party);
    }

    private static Optional<BankAccountRef> account(Node account) {
        String iban = account.textAt("Id", "IBAN");
        String number = iban.isEmpty() ? account.textAt("Id", "Othr", "Id") : iban;
        return number.isEmpty() ? Optional.empty() : Optional.of(BankAccountRef.of(number));
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

    private void prove(String name, ImportCode code, String declared, String computed) {
        if (!declared.isEmpty()) {
            totals.compare(new Figure(Level.FILE, name, code, 0), canonical(declared), computed, declaredAt, "");
        }
    }

    private static String canonical(String text) {
        return text.matches("[0-9]{1,18}(\\.[0-9]{1,17})?")
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    @Override
    protected void finish(boolean cut) {
        if (cut) {
            totals.rejected();
        } else if (!seen) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_WIRE, "there is no transfer in the document", Diagnostic.Location.of(source())));
        }
        String computed = canonical(total.toPlainString());
        prove("number of transactions", ImportCode.TOTAL_COUNT, number, Long.toString(count));
        prove("control sum", ImportCode.TOTAL_VALUE, sum, computed);
        prove("total settlement amount", ImportCode.TOTAL_VALUE, settlement, computed);
        sink().summary(new FileSummary(1, format.name(), "", "", message, Map.of("messages", count)));
        totals.end();
    }
}
