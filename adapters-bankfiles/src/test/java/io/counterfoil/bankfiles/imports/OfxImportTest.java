package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OfxImportTest {

    private static final String TRANSACTION =
            "<STMTTRN><TRNTYPE>POS<DTPOSTED>20270302120000[-5:EST]<DTAVAIL>20270304<TRNAMT>-6.60"
                    + "<FITID>F1<CHECKNUM>77<REFNUM>R1<NAME>Alice &amp; Co<MEMO>coffee</STMTTRN>";

    private final Imports imports = Imports.standard();

    private static String statement(String transactions) {
        return "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0"
                + "<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CAD<BANKACCTFROM>"
                + "<BANKID>000312345<ACCTID>1234567</BANKACCTFROM><BANKTRANLIST><DTSTART>20270301<DTEND>20270305"
                + transactions
                + "</BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20270305</LEDGERBAL><AVAILBAL><BALAMT>90.00"
                + "<DTASOF>20270305</AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
    }

    private List<Statement> statements(String text) {
        ByteSource file = file(text);
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    @Test
    @DisplayName("BNK-30 a transaction becomes an entry with days, references, names and words")
    void aTransaction() {
        StatementEntry entry = entries(statement(TRANSACTION)).get(0);
        Statement statement = statements(statement(TRANSACTION)).get(0);

        assertThat(minors(List.of(entry))).containsExactly(-660L);
        assertThat(entry.bookedOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(entry.valueOn()).isEqualTo(LocalDate.of(2027, 3, 4));
        assertThat(entry.kind()).isEqualTo(StatementEntry.Kind.CARD);
        assertThat(entry.references().of(Role.BANK)).contains("F1");
        assertThat(entry.references().of(Role.CHEQUE)).contains("77");
        assertThat(entry.references().of(Role.END_TO_END)).contains("R1");
        assertThat(entry.counterparty().orElseThrow().name()).isEqualTo("Alice & Co");
        assertThat(entry.text()).isEqualTo("Alice & Co coffee");
        assertThat(entry.id().value()).isEqualTo("F1/2027-03-02/-6.60");
        assertThat(entry.account().routing()).isEqualTo("000312345");
        assertThat(statement.key().number()).isEqualTo("20270301-20270305");
        assertThat(statement.closing().orElseThrow().date()).isEqualTo(LocalDate.of(2027, 3, 5));
        assertThat(statement.other()).hasSize(1);
        assertThat(imports.prove(file(statement(TRANSACTION))).status()).isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName(
            "BNK-30 headers in a comment, as XML, without a blank line or missing; tags unclosed, mis-closed or unknown")
    void tolerance() {
        String body = statement(TRANSACTION).substring(statement(TRANSACTION).indexOf("<OFX>"));
        List<StatementEntry> expected = entries(statement(TRANSACTION));

        assertThat(entries("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n"
                        + body))
                .isEqualTo(expected);
        assertThat(entries("<!-- OFXHEADER:100 > DATA:OFXSGML -->\n" + body)).isEqualTo(expected);
        assertThat(entries("\n\n" + body)).isEqualTo(expected);
        assertThat(entries(body.replace("<FITID>F1", "<FITID>F1</FITID><FOO>bar<BAZ/><X.Y></X.Y>")))
                .isEqualTo(expected);
        assertThat(entries(body.replace("<NAME>Alice &amp; Co", "<name>Alice &#38; Co</MEMO>")))
                .isEqualTo(expected);
        String open = body.replace("</STMTTRN>", "");
        assertThat(entries(open)).isEqualTo(expected);
        assertThat(codes(imports.prove(file(open)))).containsExactly("TAG_MISMATCH");
        assertThat(entries(body.replace("<MEMO>coffee", "<MEMO>\n\t coffee\n and more lines")))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-30 the charset is UTF-8 where the bytes are, else the header's, else Windows-1252")
    void charsets() {
        String text = statement(TRANSACTION.replace("coffee", "café"));
        for (String charset : List.of("UTF-8", "windows-1252")) {
            ByteSource file = ByteSource.of(text.getBytes(Charset.forName(charset)), "x");
            assertThat(entries(imports, file, imports.prove(file)).get(0).text())
                    .isEqualTo("Alice & Co café");
        }
        for (String header : List.of("--", "_252", "x", "9999", "")) {
            ByteSource file = ByteSource.of(
                    text.replace("CHARSET:1252", "CHARSET:" + header).getBytes(Charset.forName("windows-1252")), "x");
            assertThat(entries(imports, file, imports.prove(file)).get(0).text())
                    .as("a header that names no charset: '%s'", header)
                    .isEqualTo("Alice & Co caf\u00E9");
        }
        ByteSource polish = ByteSource.of(
                statement(TRANSACTION.replace("coffee", "źródło"))
                        .replace("CHARSET:1252", "CHARSET:1250")
                        .getBytes(Charset.forName("windows-1250")),
                "x");
        assertThat(entries(imports, polish, imports.prove(polish)).get(0).text())
                .isEqualTo("Alice & Co źródło");
    }

    @Test
    @DisplayName("BNK-31 amounts that say two things, are not exact or have no day are refused, each with its reason")
    void refusals() {
        ImportReceipt receipt = imports.prove(file(statement(TRANSACTION
                + TRANSACTION.replace("-6.60", "98,765").replace("F1", "F2")
                + TRANSACTION.replace("-6.60", "1.005").replace("F1", "F3")
                + TRANSACTION.replaceAll("<DT[^<]*", "").replace("F1", "F4")
                + TRANSACTION.replace("20270302120000[-5:EST]", "20270230").replace("F1", "F5"))));

        assertThat(codes(receipt)).containsExactly("BAD_AMOUNT", "NOT_EXACT", "BAD_DATE", "BAD_DATE");
        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.rejections().get(0).sentence())
                .isEqualTo("amount '98,765' cannot be read or says two things, expected digits with a decimal mark");
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        Imports comma = Imports.builder()
                .profile(BankProfile.builder("b").decimalMark(',').build())
                .build();
        assertThat(codes(comma.prove(file(statement(TRANSACTION.replace("-6.60", "98,765"))))))
                .containsExactly("NOT_EXACT", "BAD_AMOUNT", "BAD_AMOUNT"); // its balances have points
        Imports point = Imports.builder()
                .profile(BankProfile.builder("b").decimalMark('.').build())
                .build();
        ByteSource grouped = file(statement(TRANSACTION.replace("-6.60", "98,765")));
        assertThat(minors(entries(point, grouped, point.prove(grouped)))).containsExactly(9_876_500L);
    }

    @Test
    @DisplayName("BNK-31 the day on which a transaction was made stands in for a posting date, with a warning")
    void assumedDays() {
        String text = statement(TRANSACTION.replace("<DTPOSTED>20270302120000[-5:EST]", "<DTUSER>20270301"));

        assertThat(codes(imports.prove(file(text)))).containsExactly("DATE_ASSUMED");
        assertThat(entries(text).get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 1));
    }

    @Test
    @DisplayName("BNK-32 the same line again counts once, a reused id counts twice, lines without ids by their content")
    void ids() {
        ImportReceipt twice = imports.prove(file(statement(TRANSACTION + TRANSACTION)));
        assertThat(codes(twice)).containsExactly("DUPLICATE_LINE");
        assertThat(twice.items()).isEqualTo(1);
        assertThat(twice.keptApart()).isEqualTo(1);

        ImportReceipt reused = imports.prove(file(statement(TRANSACTION + TRANSACTION.replace("6.60", "6.61"))));
        assertThat(codes(reused)).containsExactly("FITID_REUSED");
        assertThat(reused.items()).isEqualTo(2);

        String bare = TRANSACTION.replace("<FITID>F1", "");
        List<StatementEntry> entries = entries(statement(bare + bare + bare.replace("coffee", "tea")));
        assertThat(entries).hasSize(3);
        assertThat(entries).extracting(StatementEntry::id).doesNotHaveDuplicates();
        assertThat(entries.get(1).id().value()).isEqualTo(entries.get(0).id().value() + "#2");
    }

    @Test
    @DisplayName("BNK-33 several accounts, cards and investment cash; securities are kept apart")
    void accounts() {
        String card =
                "<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4111111111111111</CCACCTFROM>"
                        + "<BANKTRANLIST>" + TRANSACTION
                        + "</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>";
        String investment =
                "<INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>EUR<INVACCTFROM><BROKERID>x.com<ACCTID>X1</INVACCTFROM>"
                        + "<INVTRANLIST><INVBANKTRAN>" + TRANSACTION
                        + "<SUBACCTFUND>CASH</INVBANKTRAN><BUYSTOCK><INVBUY><INVTRAN><FITID>9"
                        + "</INVTRAN></INVBUY></BUYSTOCK></INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>";
        String text = statement(TRANSACTION).replace("</OFX>", card + investment + "</OFX>");

        List<Statement> statements = statements(text);

        assertThat(statements.stream().map(s -> s.currency().getCurrencyCode())).containsExactly("CAD", "USD", "EUR");
        assertThat(statements.stream().map(s -> s.account().lastFour())).containsExactly("567", "1111", "1");
        assertThat(statements).allMatch(s -> s.entries().size() == 1);
        assertThat(codes(imports.prove(file(text)))).containsExactly("INFORMATION_ENTRY");
        assertThat(statements.get(1).account().toString()).doesNotContain("4111111111111111");
        String foreign = statement(TRANSACTION.replace("<MEMO>", "<CURRENCY><CURRATE>1.3<CURSYM>USD</CURRENCY><MEMO>"));
        assertThat(codes(imports.prove(file(foreign)))).containsExactly("CURRENCY_MIXED");
        assertThat(entries(foreign).get(0).amount().getCurrency().getCurrencyCode())
                .isEqualTo("USD");
        String converted =
                statement(TRANSACTION.replace("<MEMO>", "<ORIGCURRENCY><CURRATE>1.3<CURSYM>USD</ORIGCURRENCY><MEMO>"));
        assertThat(entries(converted).get(0).amount().getCurrency().getCurrencyCode())
                .isEqualTo("CAD");
    }

    @Test
    @DisplayName("BNK-33 an error of the server is said as such, a file without a statement too, a cut one is broken")
    void errors() {
        ImportReceipt refused =
                imports.prove(file("OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR"
                        + "<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>"));
        assertThat(codes(refused)).containsExactly("SERVER_ERROR");
        assertThat(refused.sentence())
                .isEqualTo("OFX, 0 entries, BROKEN: the server answers with error '15500': 'Signon invalid'");
        assertThat(codes(imports.prove(file("OFXHEADER:100\n\n<OFX></OFX>")))).containsExactly("NO_STATEMENT");
        String text = statement(TRANSACTION);
        ImportReceipt cut = imports.prove(file(text.substring(0, text.indexOf("<CHECKNUM>"))));
        assertThat(codes(cut)).containsExactly("FILE_CUT", "FILE_CUT");
        assertThat(cut.rejections()).hasSize(1);
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(imports.prove(file(
                        "OFXHEADER:200\n<!DOCTYPE a [<!ENTITY x \"y\">]>" + text.substring(text.indexOf("<OFX>"))))))
                .contains("DTD_FORBIDDEN");
        assertThat(codes(imports.prove(file(text.replace("<CURDEF>CAD", "")))))
                .containsExactly("CURRENCY_MISSING", "CURRENCY_MISSING");
        assertThat(codes(imports.prove(file(text.replace("<ACCTID>1234567", "")))))
                .containsExactly("ACCOUNT_MISSING");
        Imports small = Imports.builder()
                .limits(ImportLimits.builder().maxTokenBytes(1_000).build())
                .build();
        assertThat(codes(small.prove(file(text.replace("coffee", "c".repeat(70_000))))))
                .contains("LIMIT_EXCEEDED");
    }

    @Test
    @DisplayName("BNK-30 a text in a marked section is a text")
    void markedSection() {
        String file =
                "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD</CURDEF>"
                        + "<BANKACCTFROM><BANKID>1</BANKID><ACCTID>12345678</ACCTID></BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20270301</DTPOSTED>"
                        + "<TRNAMT>-1.50</TRNAMT><FITID>1</FITID><NAME><![CDATA[A > B <Ltd>]]></NAME><MEMO> <![CDATA[]]></MEMO></STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
        var entry = Importing.entries(file).get(0);
        assertThat(entry.counterparty().orElseThrow().name()).isEqualTo("A > B <Ltd>");
        assertThat(entry.text()).isEqualTo("A > B <Ltd>");
        String padded = file.replace("<OFX>", "<OFX>" + " ".repeat(65_400 - file.indexOf("<![CDATA[") + 5));
        for (int shift = 0; shift < 160; shift += 3) {
            String moved = padded.replace("<OFX>", "<OFX>" + " ".repeat(shift));
            assertThat(Importing.entries(moved).get(0).text())
                    .as("shift %s", shift)
                    .isEqualTo("A > B <Ltd>");
        }
    }
}
