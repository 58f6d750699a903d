package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OFX files at their edges: structure, texts, accounts, ids, limits (bank file specification 4.6). */
class OfxEdgesTest {

    private static final String ACCOUNT = "<BANKACCTFROM><BANKID>000312345<ACCTID>1234567</BANKACCTFROM>";
    private static final String BALANCE = "<LEDGERBAL><BALAMT>100.00<DTASOF>20270305</LEDGERBAL>";

    private final Imports imports = Imports.standard();

    private static String transaction(String fields) {
        return "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20270302<TRNAMT>1.00" + fields + "</STMTTRN>";
    }

    private static String statement(String transactions) {
        return "<STMTRS><CURDEF>CAD" + ACCOUNT + "<BANKTRANLIST><DTSTART>20270301<DTEND>20270305" + transactions
                + "</BANKTRANLIST>" + BALANCE + "</STMTRS>";
    }

    private static String message(String inside) {
        return "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>" + inside + "</OFX>";
    }

    private ImportReceipt prove(String inside) {
        return imports.prove(file(message(inside)));
    }

    private static List<StatementEntry> read(String inside) {
        return entries(message(inside));
    }

    private static StatementEntry one(String fields) {
        return read(statement(transaction(fields))).get(0);
    }

    private List<Statement> statements(String inside) {
        ByteSource file = file(message(inside));
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    private static List<String> messages(ImportReceipt receipt) {
        return receipt.diagnostics().stream().map(Diagnostic::message).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, INTEREST",
        "DIV, INTEREST",
        "FEE, FEE",
        "srvchg, FEE",
        "ATM, CASH",
        "CASH, CASH",
        "POS, CARD",
        "CHECK, CHEQUE",
        "DIRECTDEBIT, DIRECT_DEBIT",
        "XFER, TRANSFER",
        "PAYMENT, TRANSFER",
        "CREDIT, OTHER",
        "X, OTHER"
    })
    @DisplayName("BNK-06 kinds by the type, corrections by the id that they correct")
    void kinds(String type, StatementEntry.Kind kind) {
        String text = statement(transaction("").replace("OTHER", type));
        assertThat(read(text).get(0).kind()).isEqualTo(kind);
        assertThat(read(text).get(0).bankCode()).isEqualTo(type);
        assertThat(read(statement(transaction("<CORRECTFITID>F0").replace("OTHER", type)))
                        .get(0)
                        .kind())
                .isEqualTo(StatementEntry.Kind.CORRECTION);
    }

    @Test
    @DisplayName("BNK-06 references, the other account, the longer name before the short one")
    void fields() {
        StatementEntry full = one(
                "<FITID>F1<SRVRTID>S1<CHECKNUM>77<REFNUM>NONREF<NAME>Ana<EXTDNAME>Ana Diaz<BANKACCTTO><BANKID>1<ACCTID>998877665</BANKACCTTO><MEMO>Ana");
        assertThat(full.references().byRole())
                .isEqualTo(Map.of(Role.BANK, "F1", Role.TRANSACTION, "S1", Role.CHEQUE, "77"));
        assertThat(full.counterparty().orElseThrow().name()).isEqualTo("Ana Diaz");
        assertThat(full.counterparty().orElseThrow().account().orElseThrow().lastFour())
                .isEqualTo("7665");
        assertThat(full.text()).isEqualTo("Ana Ana Diaz");
        assertThat(full.valueOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        StatementEntry bare = one("<MEMO>words");
        assertThat(bare.counterparty()).isEmpty();
        assertThat(bare.references().byRole()).isEmpty();
        assertThat(one("<ACCTID>998877665").counterparty().orElseThrow().name()).isEmpty();
        assertThat(one("<ACCTID>---").counterparty()).isEmpty();
        assertThat(one("<NAME>Ana").counterparty().orElseThrow().account()).isEmpty();
        assertThat(one("<DTAVAIL>x").valueOn()).as("no day").isEqualTo(LocalDate.of(2027, 3, 2));
    }

    @Test
    @DisplayName("BNK-32 ids by the bank's, where it can tell entries apart, else by content, within one statement")
    void ids() {
        assertThat(id("<FITID>" + "F".repeat(70))).isEqualTo("F".repeat(70) + "/2027-03-02/1.00");
        assertThat(id("<FITID>" + "F".repeat(71))).doesNotContain("FF");
        assertThat(id("<FITID>4111111111111111")).doesNotContain("4111");
        String content = id("<NAME>Ana<REFNUM>1");
        assertThat(id("<NAME>Bob<REFNUM>1")).isNotEqualTo(content);
        assertThat(id("<NAME>Ana<REFNUM>2")).isNotEqualTo(content);
        assertThat(id("<NAME>Ana<REFNUM>1")).isEqualTo(content);
        String twice = statement(transaction("<FITID>F1<NAME>a")) + statement(transaction("<FITID>F1<NAME>a"));
        assertThat(codes(prove(twice))).as("of another statement").isEmpty();
        assertThat(read(twice).stream().map(entry -> entry.id().value()))
                .containsExactly("F1/2027-03-02/1.00", "F1/2027-03-02/1.00");
        String reused = statement(transaction("<FITID>F1<NAME>a") + transaction("<FITID>F1<NAME>b"));
        assertThat(read(reused).stream().map(entry -> entry.id().value()))
                .containsExactly("F1/2027-03-02/1.00", "F1/2027-03-02/1.00#2");
        assertThat(messages(prove(reused)))
                .containsExactly("a transaction has the id of an earlier one and another content, both are taken");
    }

    private static String id(String fields) {
        return one(fields).id().value();
    }

    @Test
    @DisplayName("BNK-30 what is not closed ends where something begins that cannot be part of it")
    void unclosed() {
        String open = transaction("<FITID>F1").replace("</STMTTRN>", "");
        String other = transaction("<FITID>F2");
        assertThat(minors(read(statement(open + other)))).containsExactly(100L, 100L);
        assertThat(messages(prove(statement(open + other))))
                .containsExactly("a transaction is not closed, expected </STMTTRN>");
        assertThat(codes(prove(statement(open).replace("</BANKTRANLIST>" + BALANCE, ""))))
                .containsExactly("TAG_MISMATCH");
        assertThat(codes(prove(
                        statement(open).replace("</BANKTRANLIST>" + BALANCE, "").replace("</STMTRS>", ""))))
                .containsExactly("TAG_MISMATCH");
        String first = statement(transaction("<FITID>F1")).replace("</STMTRS>", "");
        assertThat(statements(first + statement(transaction("<FITID>F2")))).hasSize(2);
        String bare = "<BANKTRANLIST>" + transaction("<FITID>F1") + "</BANKTRANLIST>";
        assertThat(codes(prove(bare))).contains("CURRENCY_MISSING");
        assertThat(prove("</STMTTRN></STATUS></LEDGERBAL>" + statement(transaction("")))
                        .items())
                .isEqualTo(1);
        ImportReceipt cut =
                imports.prove(file(message(statement(transaction(""))).replace("</OFX>", "")));
        assertThat(messages(cut)).containsExactly("the file ends inside of the message, expected </OFX>");
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(cut.items()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "BNK-30 texts end at the next tag or line end, blanks around them are none of them; comments are passed over")
    void texts() {
        assertThat(one("<NAME> \t Ana \r\nlost<MEMO>\n\n  m  \n").text()).isEqualTo("Ana m");
        assertThat(one("<NAME>A<!-- > - -- x --->na<MEMO>m").text()).isEqualTo("A m");
        assertThat(one("<NAME>A</NAME ><?p x?><MEMO>m").text()).isEqualTo("A m");
        assertThat(one("<NAME><![CDATA[A]]]></NAME><MEMO><![CDATA[m <b> ]] > c]]></MEMO>")
                        .text())
                .isEqualTo("A] m <b> ]] > c");
        assertThat(one("<NAME>Ana<![CDATA[lost]]><MEMO>m").text()).isEqualTo("Ana m");
        assertThat(one("<NAME/><MEMO>m").text()).isEqualTo("m");
        for (int length : new int[] {65_400, 65_536, 131_072}) {
            String padded = message(statement(transaction("<NAME>Ana<MEMO>" + "m".repeat(300))))
                    .replace("<OFX>", " ".repeat(length) + "<OFX>");
            assertThat(entries(padded).get(0).text()).isEqualTo("Ana " + "m".repeat(300));
            assertThat(imports.prove(file(padded)).diagnostics()).isEmpty();
        }
        String placed = message("\n\n" + statement("\n<STMTTRN>\n<TRNTYPE>X</STMTTRN>"));
        ImportReceipt receipt = imports.prove(file(placed));
        assertThat(receipt.rejections().get(0).location().line()).isEqualTo(8);
        assertThat(receipt.rejections().get(0).location().offset())
                .isEqualTo(placed.getBytes(StandardCharsets.UTF_8).length
                        - placed.substring(placed.indexOf("<STMTTRN>")).length());
    }

    @Test
    @DisplayName("BNK-33 accounts: the first number counts, that of the other side does not; balances by their kind")
    void accounts() {
        String broker = statement("").replace("<BANKID>000312345", "<BROKERID>b.com<BRANCHID>9<BANKID>2");
        assertThat(statements(broker).get(0).account().routing()).isEqualTo("b.com");
        String twice = statement("").replace("<ACCTID>1234567", "<ACCTID>1234567<ACCTID>7654321");
        assertThat(statements(twice).get(0).account())
                .isEqualTo(statements(statement("")).get(0).account());
        String none = statement("").replace(ACCOUNT, "<ACCTID>1234567");
        assertThat(codes(prove(none))).containsExactly("ACCOUNT_MISSING");
        String card = statement("").replace("<BANKID>000312345", "<BANKID>4111111111111111");
        assertThat(statements(card).get(0).account().toString()).doesNotContain("4111");
        Statement both = statements(statement("")
                        .replace("</STMTRS>", "<AVAILBAL><BALAMT>-90.00<DTASOF>20270306</AVAILBAL></STMTRS>"))
                .get(0);
        assertThat(both.closing().orElseThrow().date()).isEqualTo(LocalDate.of(2027, 3, 5));
        assertThat(both.other()).singleElement().satisfies(balance -> {
            assertThat(balance.type()).isEqualTo(StatementBalance.Type.AVAILABLE);
            assertThat(balance.amount().getNumber().doubleValueExact()).isEqualTo(-90);
            assertThat(balance.date()).isEqualTo(LocalDate.of(2027, 3, 6));
        });
        assertThat(statements(statement("").replace("<DTASOF>20270305", ""))
                        .get(0)
                        .closing())
                .as("a balance without a day")
                .isEmpty();
        assertThat(statements(statement("").replace("<BALAMT>100.00", ""))
                        .get(0)
                        .closing())
                .isEmpty();
        assertThat(messages(prove(statement("").replace("<BALAMT>100.00", "<BALAMT>1x"))))
                .containsExactly("a balance '1x' cannot be read");
        String next = statement("").replace("</LEDGERBAL>", "<AVAILBAL><BALAMT>9.00<DTASOF>20270306</AVAILBAL>");
        assertThat(statements(next).get(0).closing()).isPresent();
        assertThat(statements(next).get(0).other()).hasSize(1);
        assertThat(statements(statement("")).get(0).key().number()).isEqualTo("20270301-20270305");
        assertThat(statements(statement("").replace("<DTEND>20270305", "<DTEND>2027"))
                        .get(0)
                        .key()
                        .number())
                .isEqualTo("20270301-2027");
    }

    @Test
    @DisplayName("BNK-33 what a server answers: errors with code and words, anything else passed over")
    void statuses() {
        String error = "<STATUS><CODE> 2000 <SEVERITY>error%s</STATUS>";
        assertThat(messages(prove(String.format(error, "")))).containsExactly("the server answers with error '2000'");
        assertThat(messages(prove(String.format(error, "<MESSAGE>no &amp; never"))))
                .containsExactly("the server answers with error '2000': 'no & never'");
        assertThat(codes(prove("<STATUS><CODE>0<SEVERITY>INFO</STATUS>"))).containsExactly("NO_STATEMENT");
        assertThat(codes(prove(String.format(error, "") + "<STATUS><CODE>0</STATUS>" + statement(""))))
                .as("an answer of its own")
                .containsExactly("SERVER_ERROR");
    }

    @Test
    @DisplayName("BNK-31 currencies: unknown ones are said, one of a transaction mixes, a converted amount does not")
    void currencies() {
        assertThat(messages(prove(statement("").replace("<CURDEF>CAD", "<CURDEF>QQQ"))))
                .containsExactly(
                        "currency 'QQQ' is not known, expected an ISO 4217 code",
                        "the statement names no currency, expected CURDEF or one in the profile");
        String yen = "<CURRENCY><CURRATE>1<CURSYM> JPY </CURRENCY>";
        ImportReceipt mixed = prove(
                statement(transaction("<FITID>1" + yen) + transaction("<FITID>2" + yen) + transaction("<FITID>3")));
        assertThat(messages(mixed)).containsExactly("a transaction is in another currency than its account");
        assertThat(mixed.sums().currencies()).hasSize(2);
        assertThat(codes(prove(statement(transaction("<CURRENCY><CURSYM>QQQ</CURRENCY>")))))
                .containsExactly("CURRENCY_MISSING");
        assertThat(codes(prove(statement(transaction("<CURRENCY><CURSYM>CAD</CURRENCY>")))))
                .isEmpty();
        Imports eur = Imports.builder()
                .profile(BankProfile.builder("b").currency("EUR").build())
                .build();
        assertThat(codes(eur.prove(file(message(statement("").replace("<CURDEF>CAD", ""))))))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-31 what is refused says why; a day that is only available is assumed")
    void refusals() {
        assertThat(messages(prove(statement(transaction("").replace("1.00", "1.005")))))
                .containsExactly("amount '1.005' has more decimals than CAD, expected at most 2");
        assertThat(messages(prove(statement(transaction("").replace("<TRNAMT>1.00", "")))))
                .containsExactly("amount '' cannot be read or says two things, expected digits with a decimal mark");
        assertThat(messages(prove(statement(transaction("").replace("20270302", "x")))))
                .containsExactly("the date of a transaction cannot be read, expected DTPOSTED such as 20270301");
        String available = statement(transaction("<DTUSER>x<DTAVAIL>20270304").replace("<DTPOSTED>20270302", ""));
        assertThat(codes(prove(available))).containsExactly("DATE_ASSUMED");
        assertThat(read(available).get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 4));
        String large = transaction("").replace("1.00", "9999999999999999.99");
        ImportReceipt over = prove(statement(transaction("<FITID>1").replace("1.00", "9999999999999999.99")
                + transaction("<FITID>2").replace("1.00", "9999999999999999.99")
                + large));
        assertThat(over.items()).isEqualTo(2);
        assertThat(over.rejections().get(0).sentence())
                .isEqualTo("the amounts of the file add up to more than 64 bits hold");
        assertThat(over.rejections().get(0).location().field()).isEqualTo("STMTTRN");
    }

    @Test
    @DisplayName("BNK-12 limits hold at their figure and refuse one more")
    void limits() {
        Imports narrow = Imports.builder()
                .limits(ImportLimits.builder().maxStatements(1).maxRejections(1).build())
                .build();
        String bad = transaction("").replace("1.00", "x");
        assertThat(codes(narrow.prove(file(message(statement(bad)))))).containsExactly("BAD_AMOUNT");
        ImportReceipt many = narrow.prove(file(message(statement(bad + bad + transaction("")))));
        assertThat(codes(many)).containsExactly("BAD_AMOUNT", "BAD_AMOUNT", "LIMIT_EXCEEDED");
        assertThat(many.items()).isZero();
        assertThat(many.status()).isEqualTo(ProofStatus.BROKEN);
        ImportReceipt two = narrow.prove(file(message(statement("") + statement(""))));
        assertThat(messages(two)).containsExactly("the file has more than 1 statements");
        Imports small = Imports.builder()
                .limits(ImportLimits.builder().maxTokenBytes(100).build())
                .build();
        assertThat(codes(small.prove(file(message(statement(transaction("<NAME>" + "n".repeat(200))))))))
                .containsExactly("LIMIT_EXCEEDED");
    }
}
