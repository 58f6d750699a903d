package io.counterfoil.bankfiles.pain.internal;

import io.counterfoil.bankfiles.fixedwidth.Folding;
import io.counterfoil.bankfiles.fixedwidth.Problems;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.rail.Rail;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.money.CurrencyUnit;

/** What credit transfers and direct debits have in common when they are judged and written. Immutable. */
public final class PainMessage {

    private static final int ID = 35;
    private static final int NAME = 70;
    private static final int REMITTANCE = 140;
    private static final long MOST = 99_999_999_999L;

    private final String id;
    private final Rail.Direction direction;
    private final Side ours;
    private final List<Transaction> transactions;
    private final Instant madeAt;

    /** A message that was judged. */
    public PainMessage(String id, Rail.Direction direction, Side ours, List<Transaction> transactions, Instant madeAt) {
        this.id = id;
        this.direction = direction;
        this.ours = ours;
        this.transactions = List.copyOf(transactions);
        this.madeAt = madeAt;
    }

    /**
     * Our side of every transaction.
     *
     * @param name ours
     * @param account ours
     * @param bic of our bank; empty where the IBAN says it
     * @param schemeId creditor identifier; empty for credit transfers
     * @param single whether each transaction is booked on its own
     */
    public record Side(String name, AccountNumber account, String bic, String schemeId, boolean single) {}

    /**
     * One transaction.
     *
     * @param order what is paid
     * @param account of the other side
     * @param name of the other side
     * @param bic of the other side's bank; empty where the IBAN says it
     * @param signedOn of the mandate; the order's day for a credit transfer
     * @param sequence FRST, RCUR, OOFF or FNAL; empty for a credit transfer
     * @param instrument CORE or B2B; empty for a credit transfer
     */
    public record Transaction(
            PaymentOrder order,
            AccountNumber account,
            String name,
            String bic,
            LocalDate signedOn,
            String sequence,
            String instrument) {

        private String group() {
            return order.requestedOn() + "/" + sequence + "/" + instrument;
        }
    }

    /** Every problem of a message. */
    public static void check(
            Problems problems, String id, Rail.Direction direction, Side ours, List<Transaction> transactions) {
        problems.form(
                Fault.TOO_LONG, "message id", id, "[A-Za-z0-9/?:().,'+ -]{1,35}", "1 to 35 characters of the SEPA set");
        account(problems, "our account", ours.account());
        name(problems, "our name", ours.name());
        bic(problems, "our bank", ours.bic());
        if (direction == Rail.Direction.DEBIT) {
            problems.form(
                    ImportCode.FIELD_MISSING,
                    "creditor identifier",
                    ours.schemeId(),
                    "[A-Z]{2}[0-9]{2}[A-Za-z0-9]{3}[A-Za-z0-9]{1,28}",
                    "country, check digits, business code and number");
        }
        if (transactions.isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, "transactions", "the message has none, expected at least one");
        }
        Set<String> seen = new HashSet<>();
        Set<String> currencies = new HashSet<>();
        for (Transaction one : transactions) {
            check(problems, one, direction);
            currencies.add(one.order().amount().getCurrency().getCurrencyCode());
            if (!seen.add(one.order().endToEndId())) {
                problems.error(
                        Fault.ORDER_EXISTS,
                        "order " + one.order().id(),
                        "end-to-end id '" + one.order().endToEndId() + "' stands twice in the message, expected once");
            }
        }
        if (currencies.size() > 1) {
            problems.error(Fault.CURRENCY, "message", "amounts in " + currencies + ", expected one currency");
        }
    }

    private static void check(Problems problems, Transaction one, Rail.Direction direction) {
        PaymentOrder order = one.order();
        String label = "order " + order.id();
        if (order.direction() != direction) {
            problems.error(Fault.DIRECTION, label, "a " + order.direction() + " in a message of " + direction + "S");
        }
        account(problems, label, one.account());
        name(problems, label, one.name());
        bic(problems, label, one.bic());
        String reference = order.endToEndId();
        problems.form(
                Fault.TOO_LONG,
                label,
                reference,
                "(?!/)(?!.*//)[A-Za-z0-9/?:().,'+ -]{1,35}(?<!/)",
                "an end-to-end id of 1 to 35 characters of the SEPA set");
        if (Amounts.minor(order.amount()) > MOST) {
            problems.error(
                    Fault.OVER_LIMIT, label, "amount " + Amounts.text(order.amount()) + ", expected at most 11 digits");
        }
        String text = order.remittance().text();
        if (Folding.SEPA.fold(text).strip().length() > REMITTANCE) {
            problems.error(
                    Fault.TOO_LONG,
                    label,
                    "remittance of " + text.length() + " characters, expected at most " + REMITTANCE);
        }
        if (!order.remittance().reference().isEmpty()
                && order.remittance().reference().length() > ID) {
            problems.error(
                    Fault.TOO_LONG,
                    label,
                    "structured reference of " + order.remittance().reference().length()
                            + " characters, expected at most " + ID);
        }
        if (!order.transactionCode().isEmpty()) {
            problems.form(Fault.TERMS, label, order.transactionCode(), "[A-Z]{4}", "a purpose code of 4 capitals");
        }
        if (direction == Rail.Direction.DEBIT) {
            mandate(problems, one, label);
        }
    }

    private static void mandate(Problems problems, Transaction one, String label) {
        String mandate = one.order().mandate().map(id -> id.value()).orElse("");
        if (mandate.isEmpty()) {
            problems.error(Fault.MANDATE_MISSING, label, "a debit names no mandate, expected one");
        } else {
            problems.form(
                    Fault.TOO_LONG,
                    label,
                    mandate,
                    "[A-Za-z0-9/?:().,'+ -]{1,35}",
                    "a mandate reference of 1 to 35 characters of the SEPA set");
        }
        problems.form(Fault.TERMS, label, one.sequence(), "FRST|RCUR|OOFF|FNAL", "FRST, RCUR, OOFF or FNAL");
        if (one.signedOn().isAfter(one.order().requestedOn())) {
            problems.error(
                    Fault.TERMS,
                    label,
                    "mandate signed on " + one.signedOn() + ", expected not after the collection on "
                            + one.order().requestedOn());
        }
    }

    private static void account(Problems problems, String label, AccountNumber account) {
        if (account.scheme() == AccountNumber.Scheme.IBAN
                && !(AccountNumberCheck.iban().check(account) instanceof AccountNumberCheck.Result.Valid)) {
            problems.error(
                    Fault.INSTRUMENT, label, "IBAN " + account + " does not hold, expected one with its check digits");
        } else if (account.number().isBlank() || account.number().length() > 34) {
            problems.error(Fault.INSTRUMENT, label, "account " + account + ", expected 1 to 34 characters");
        }
    }

    private static void name(Problems problems, String label, String name) {
        if (Folding.SEPA.fold(name, NAME).isEmpty()) {
            problems.error(ImportCode.FIELD_MISSING, label, "a name is missing, expected a text");
        }
    }

    private static void bic(Problems problems, String label, String bic) {
        if (!bic.isEmpty()) {
            problems.form(
                    Fault.INSTRUMENT, label, bic, "[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", "a BIC of 8 or 11 characters");
        }
    }

    /** Number and sum of transactions as headers declare them. */
    public record Control(String number, String sum) {

        /** Of amounts of one currency. */
        public static Control of(List<Long> minor, int fractionDigits) {
            BigDecimal sum = BigDecimal.ZERO;
            for (long amount : minor) {
                sum = sum.add(BigDecimal.valueOf(amount, fractionDigits));
            }
            return new Control(
                    Integer.toString(minor.size()), sum.setScale(fractionDigits).toPlainString());
        }
    }

    /** The message's id. */
    public String id() {
        return id;
    }

    /** Its transactions, in the order in which they were added. */
    public List<Transaction> transactions() {
        return transactions;
    }

    /** Its transactions by part, each part under its id: one for each day, sequence and instrument. */
    public Map<String, List<Transaction>> parts() {
        Map<String, List<Transaction>> groups = new LinkedHashMap<>();
        transactions.forEach(one -> groups.computeIfAbsent(one.group(), key -> new java.util.ArrayList<>())
                .add(one));
        Map<String, List<Transaction>> parts = new LinkedHashMap<>();
        groups.values().forEach(those -> parts.put(partId(parts.size() + 1), those));
        return parts;
    }

    private String partId(int number) {
        String end = "-" + number;
        return id.substring(0, Math.min(id.length(), ID - end.length())) + end;
    }

    private static Control control(List<Transaction> those) {
        CurrencyUnit currency = those.get(0).order().amount().getCurrency();
        return Control.of(
                those.stream().map(one -> Amounts.minor(one.order().amount())).toList(),
                currency.getDefaultFractionDigits());
    }

    /** Writes the message in UTF-8; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        boolean debit = direction == Rail.Direction.DEBIT;
        String message = debit ? "pain.008.001.08" : "pain.001.001.09";
        String root = debit ? "CstmrDrctDbtInitn" : "CstmrCdtTrfInitn";
        Control control = control(transactions);
        Xml xml = new Xml(writer);
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
                + message + "\">\n");
        xml.open(root)
                .open("GrpHdr")
                .leaf("MsgId", id)
                .leaf(
                        "CreDtTm",
                        DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                                        madeAt.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                                + "Z")
                .leaf("NbOfTxs", control.number())
                .leaf("CtrlSum", control.sum())
                .open("InitgPty")
                .leaf("Nm", Folding.SEPA.fold(ours.name(), NAME))
                .close("InitgPty")
                .close("GrpHdr");
        for (Map.Entry<String, List<Transaction>> part : parts().entrySet()) {
            part(xml, part.getKey(), part.getValue());
        }
        xml.close(root);
        writer.write("</Document>\n");
        writer.flush();
    }

    private void part(Xml xml, String partId, List<Transaction> those) throws IOException {
        boolean debit = direction == Rail.Direction.DEBIT;
        Transaction first = those.get(0);
        Control control = control(those);
        xml.open("PmtInf")
                .leaf("PmtInfId", partId)
                .leaf("PmtMtd", debit ? "DD" : "TRF")
                .leaf("BtchBookg", Boolean.toString(!ours.single()))
                .leaf("NbOfTxs", control.number())
                .leaf("CtrlSum", control.sum())
                .open("PmtTpInf")
                .open("SvcLvl")
                .leaf("Cd", "SEPA")
                .close("SvcLvl");
        if (debit) {
            xml.open("LclInstrm")
                    .leaf("Cd", first.instrument())
                    .close("LclInstrm")
                    .leaf("SeqTp", first.sequence());
        }
        xml.close("PmtTpInf");
        if (debit) {
            xml.leaf("ReqdColltnDt", first.order().requestedOn().toString());
        } else {
            xml.open("ReqdExctnDt")
                    .leaf("Dt", first.order().requestedOn().toString())
                    .close("ReqdExctnDt");
        }
        String side = debit ? "Cdtr" : "Dbtr";
        xml.open(side).leaf("Nm", Folding.SEPA.fold(ours.name(), NAME)).close(side);
        account(xml, side, ours.account());
        agent(xml, side, ours.bic(), true);
        xml.leaf("ChrgBr", "SLEV");
        if (debit) {
            xml.open("CdtrSchmeId").open("Id").open("PrvtId").open("Othr").leaf("Id", ours.schemeId());
            xml.open("SchmeNm")
                    .leaf("Prtry", "SEPA")
                    .close("SchmeNm")
                    .close("Othr")
                    .close("PrvtId");
            xml.close("Id").close("CdtrSchmeId");
        }
        for (Transaction one : those) {
            transaction(xml, one);
        }
        xml.close("PmtInf");
    }

    private void transaction(Xml xml, Transaction one) throws IOException {
        boolean debit = direction == Rail.Direction.DEBIT;
        PaymentOrder order = one.order();
        String tag = debit ? "DrctDbtTxInf" : "CdtTrfTxInf";
        String currency = order.amount().getCurrency().getCurrencyCode();
        xml.open(tag).open("PmtId").leaf("EndToEndId", order.endToEndId()).close("PmtId");
        if (debit) {
            xml.amount("InstdAmt", currency, Amounts.plain(order.amount()));
            xml.open("DrctDbtTx")
                    .open("MndtRltdInf")
                    .leaf("MndtId", order.mandate().orElseThrow().value())
                    .leaf("DtOfSgntr", one.signedOn().toString())
                    .close("MndtRltdInf")
                    .close("DrctDbtTx");
        } else {
            xml.open("Amt")
                    .amount("InstdAmt", currency, Amounts.plain(order.amount()))
                    .close("Amt");
        }
        String side = debit ? "Dbtr" : "Cdtr";
        agent(xml, side, one.bic(), debit);
        xml.open(side).leaf("Nm", Folding.SEPA.fold(one.name(), NAME)).close(side);
        account(xml, side, one.account());
        if (!order.transactionCode().isEmpty()) {
            xml.open("Purp").leaf("Cd", order.transactionCode()).close("Purp");
        }
        remittance(xml, order);
        xml.close(tag);
    }

    private static void remittance(Xml xml, PaymentOrder order) throws IOException {
        String reference = order.remittance().reference();
        String text = Folding.SEPA.fold(order.remittance().text(), REMITTANCE);
        if (reference.matches("RF[0-9]{2}[A-Za-z0-9]{1,21}")) {
            xml.open("RmtInf")
                    .open("Strd")
                    .open("CdtrRefInf")
                    .open("Tp")
                    .open("CdOrPrtry")
                    .leaf("Cd", "SCOR");
            xml.close("CdOrPrtry")
                    .close("Tp")
                    .leaf("Ref", reference)
                    .close("CdtrRefInf")
                    .close("Strd");
            xml.close("RmtInf");
        } else if (!reference.isEmpty() || !text.isEmpty()) {
            xml.open("RmtInf")
                    .leaf("Ustrd", reference.isEmpty() ? text : Folding.SEPA.fold(reference, REMITTANCE))
                    .close("RmtInf");
        }
    }

    private static void account(Xml xml, String side, AccountNumber account) throws IOException {
        String plain = account.number().replaceAll("[\\s]", "");
        xml.open(side + "Acct").open("Id");
        if (account.scheme() == AccountNumber.Scheme.IBAN) {
            xml.leaf("IBAN", plain.toUpperCase(java.util.Locale.ROOT));
        } else {
            xml.open("Othr").leaf("Id", plain).close("Othr");
        }
        xml.close("Id").close(side + "Acct");
    }

    private static void agent(Xml xml, String side, String bic, boolean required) throws IOException {
        if (bic.isEmpty() && !required) {
            return;
        }
        xml.open(side + "Agt").open("FinInstnId");
        if (bic.isEmpty()) {
            xml.open("Othr").leaf("Id", "NOTPROVIDED").close("Othr");
        } else {
            xml.leaf("BICFI", bic);
        }
        xml.close("FinInstnId").close(side + "Agt");
    }
}
