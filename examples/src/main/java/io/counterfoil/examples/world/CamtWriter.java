package io.counterfoil.examples.world;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bank statements of one account as camt.053.001.08, one statement a business day, one file a month. */
public final class CamtWriter {

    private static final Map<String, String> IBANS =
            Map.of("GBP", "GB33XMPL20415512345678", "EUR", "DE89370400440532013000");
    private static final Map<String, Long> OPENING = Map.of("GBP", 4_821_055L, "EUR", 1_250_000L);

    private final String currency;
    private final Map<LocalDate, List<BankLine>> byDay = new TreeMap<>();

    /** The lines of one account, the one in the currency; lines in others are passed over. */
    public CamtWriter(String currency, List<BankLine> lines) {
        this.currency = currency;
        lines.stream()
                .filter(line -> line.currency().equals(currency))
                .forEach(line -> byDay.computeIfAbsent(line.bookedOn(), d -> new ArrayList<>())
                        .add(line));
    }

    String month(YearMonth month) {
        return file(currency + "-" + month, month.atDay(1), month.atEndOfMonth());
    }

    /** The statement of one business day in a file of its own, numbered as in the file of its month. */
    public String day(LocalDate day) {
        return file(currency + "-" + day, day, day);
    }

    private String file(String id, LocalDate first, LocalDate last) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append(
                        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n<BkToCstmrStmt>\n<GrpHdr><MsgId>")
                .append(id)
                .append("</MsgId><CreDtTm>")
                .append(last)
                .append("T20:15:00Z</CreDtTm></GrpHdr>\n");
        long balance = OPENING.getOrDefault(currency, 0L);
        int number = 0;
        for (LocalDate day = World.FIRST_DAY; !day.isAfter(last); day = day.plusDays(1)) {
            if (!World.isBusinessDay(day)) {
                continue;
            }
            number++;
            List<BankLine> lines = byDay.getOrDefault(day, List.of());
            long closing =
                    balance + lines.stream().mapToLong(BankLine::amountMinor).sum();
            if (!day.isBefore(first)) {
                statement(xml, day, number, balance, closing, lines);
            }
            balance = closing;
        }
        return xml.append("</BkToCstmrStmt>\n</Document>\n").toString();
    }

    private void statement(
            StringBuilder xml, LocalDate day, int number, long opening, long closing, List<BankLine> lines) {
        xml.append("<Stmt><Id>")
                .append(currency)
                .append("-2027-")
                .append(World.text("%03d", number))
                .append("</Id><ElctrncSeqNb>")
                .append(number)
                .append("</ElctrncSeqNb><CreDtTm>")
                .append(day)
                .append("T19:30:00Z</CreDtTm>\n<Acct><Id><IBAN>")
                .append(IBANS.get(currency))
                .append("</IBAN></Id><Ccy>")
                .append(currency)
                .append("</Ccy></Acct>\n");
        balance(xml, "OPBD", opening, day);
        balance(xml, "CLBD", closing, day);
        lines.forEach(line -> entry(xml, line));
        xml.append("</Stmt>\n");
    }

    private void balance(StringBuilder xml, String type, long minor, LocalDate day) {
        xml.append("<Bal><Tp><CdOrPrtry><Cd>").append(type).append("</Cd></CdOrPrtry></Tp>");
        amount(xml, minor);
        xml.append("<Dt><Dt>").append(day).append("</Dt></Dt></Bal>\n");
    }

    private void amount(StringBuilder xml, long minor) {
        xml.append("<Amt Ccy=\"")
                .append(currency)
                .append("\">")
                .append(WorldFiles.decimal(Math.abs(minor)))
                .append("</Amt><CdtDbtInd>")
                .append(minor < 0 ? "DBIT" : "CRDT")
                .append("</CdtDbtInd>");
    }

    private void entry(StringBuilder xml, BankLine line) {
        String[] code = line.code().split("/", -1);
        xml.append("<Ntry>");
        amount(xml, line.amountMinor());
        xml.append("<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>")
                .append(line.bookedOn())
                .append("</Dt></BookgDt><ValDt><Dt>")
                .append(line.bookedOn())
                .append("</Dt></ValDt><AcctSvcrRef>")
                .append(line.reference())
                .append("</AcctSvcrRef><BkTxCd><Domn><Cd>")
                .append(code[0])
                .append("</Cd><Fmly><Cd>")
                .append(code[1])
                .append("</Cd><SubFmlyCd>")
                .append(code[2])
                .append("</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>");
        xml.append("<Refs><EndToEndId>")
                .append(line.endToEnd().isEmpty() ? "NOTPROVIDED" : line.endToEnd())
                .append("</EndToEndId></Refs>");
        amount(xml, line.amountMinor());
        if (!line.name().isEmpty()) {
            String role = line.amountMinor() > 0 ? "Dbtr" : "Cdtr";
            xml.append("<RltdPties><")
                    .append(role)
                    .append("><Pty><Nm>")
                    .append(escaped(line.name()))
                    .append("</Nm></Pty></")
                    .append(role)
                    .append('>');
            if (!line.iban().isEmpty()) {
                xml.append('<')
                        .append(role)
                        .append("Acct><Id><IBAN>")
                        .append(line.iban())
                        .append("</IBAN></Id></")
                        .append(role)
                        .append("Acct>");
            }
            xml.append("</RltdPties>");
        }
        xml.append("<RmtInf><Ustrd>")
                .append(escaped(line.text()))
                .append("</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
