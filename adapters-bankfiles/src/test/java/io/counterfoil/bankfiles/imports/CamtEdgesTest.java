package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CamtFiles.amount;
import static io.counterfoil.bankfiles.imports.CamtFiles.balance;
import static io.counterfoil.bankfiles.imports.CamtTexts.BOOKED;
import static io.counterfoil.bankfiles.imports.CamtTexts.IBAN;
import static io.counterfoil.bankfiles.imports.CamtTexts.entry;
import static io.counterfoil.bankfiles.imports.CamtTexts.statement;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else balances, entries and details of camt files may say (bank file specification 4.3). */
class CamtEdgesTest {

    private final Imports imports = Imports.standard();

    private ImportReceipt prove(String text) {
        return imports.prove(file(text));
    }

    private Statement read(String text) {
        ByteSource file = file(text);
        return imports.statements(file, prove(text).acceptedBy(Actor.approver("maria"), "looked at in a test"))
                .get(0);
    }

    private static List<String> shown(List<StatementBalance> balances) {
        return balances.stream()
                .map(balance -> balance.type() + " " + Amounts.text(balance.amount()) + " " + balance.date())
                .toList();
    }

    @Test
    @DisplayName("BNK-18 OPBD opens, else PRCD; every other balance is kept with its type, debit ones negative")
    void balances() {
        String text = statement(balance("PRCD", 500)
                + balance("OPBD", -1_000)
                + balance("CLBD", -500)
                + balance("CLAV", -400)
                + balance("FWAV", 300)
                + balance("ITBD", 200)
                + balance("INFO", 100)
                + entry(500, ""));
        assertThat(prove(text).status()).isEqualTo(ProofStatus.PROVED);
        Statement read = read(text);
        assertThat(shown(List.of(read.opening().orElseThrow()))).containsExactly("OPENING -10.00 EUR 2027-03-01");
        assertThat(shown(List.of(read.closing().orElseThrow()))).containsExactly("CLOSING -5.00 EUR 2027-03-01");
        assertThat(shown(read.other()))
                .containsExactly(
                        "OTHER 5.00 EUR 2027-03-01",
                        "AVAILABLE -4.00 EUR 2027-03-01",
                        "FORWARD_AVAILABLE 3.00 EUR 2027-03-01",
                        "INTERIM_CLOSING 2.00 EUR 2027-03-01",
                        "OTHER 1.00 EUR 2027-03-01");
        assertThat(read.key().openingMinor()).isEqualTo(-1_000);

        String previous = statement(balance("PRCD", 500) + balance("CLBD", 700) + entry(200, ""));
        assertThat(prove(previous).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(prove(previous.replace("7.00", "7.01")).sentence())
                .isEqualTo("CAMT053, 1 entry, BROKEN: closing declared 7.01, computed 7.00");
        String own = statement(balance("OPBD", 500).replace("<Cd>OPBD</Cd>", "<Prtry>OPBD</Prtry>")
                + balance("CLBD", 700)
                + entry(200, ""));
        assertThat(prove(own).status()).as("a type of the bank's own").isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-18 a balance without its day takes part in the proof and is not kept")
    void dayless() {
        String text = statement(balance("OPBD", 500).replace("<Dt><Dt>2027-03-01</Dt></Dt>", "")
                + balance("CLBD", 700)
                + entry(200, ""));
        assertThat(prove(text).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(read(text).opening()).isEmpty();
        assertThat(read(text).closing()).isPresent();
        assertThat(read(text).other()).isEmpty();
    }

    @Test
    @DisplayName("BNK-18 a balance that cannot be read breaks the proof where the proof needs it")
    void unreadable() {
        String indicator = "<CdtDbtInd>CRDT</CdtDbtInd>";
        String good = balance("OPBD", 500) + balance("CLBD", 500) + balance("CLAV", 400);
        for (String type : List.of("OPBD", "CLBD", "CLAV")) {
            String bad = good.replace(
                    balance(type, type.equals("CLAV") ? 400 : 500),
                    balance(type, type.equals("CLAV") ? 400 : 500).replace(indicator, ""));
            ImportReceipt receipt = prove(statement(bad));
            assertThat(codes(receipt)).as(type).containsExactly("BAD_SIGN");
            assertThat(receipt.diagnostics().get(0).message())
                    .isEqualTo("balance " + type + ": a balance is neither CRDT nor DBIT");
            assertThat(receipt.diagnostics().get(0).location().field()).isEqualTo("CdtDbtInd");
            assertThat(receipt.status()).isEqualTo(type.equals("CLAV") ? ProofStatus.PROVED : ProofStatus.BROKEN);
        }
        String zero = statement(balance("OPBD", 0).replace(indicator, "") + balance("CLBD", 200) + entry(200, ""));
        assertThat(codes(prove(zero))).isEmpty();
        assertThat(prove(zero).status()).isEqualTo(ProofStatus.PROVED);
        for (String type : List.of("PRCD", "ITBD")) {
            ImportReceipt receipt = prove(statement(good + balance(type, 5).replace("0.05", "x")));
            assertThat(codes(receipt)).containsExactly("BAD_AMOUNT");
            assertThat(receipt.status()).as(type).isEqualTo(ProofStatus.BROKEN);
        }
    }

    @Test
    @DisplayName("BNK-18 balances and entries of several currencies prove nothing, which is said")
    void currencies() {
        String good = statement(balance("OPBD", 500) + balance("CLBD", 1_200) + entry(300, "") + entry(400, ""));
        assertThat(prove(good).status()).isEqualTo(ProofStatus.PROVED);
        String closing = good.replace("\"EUR\">12.00", "\"USD\">12.00");
        String one = good.replace("\"EUR\">4.00", "\"USD\">4.00");
        String all = one.replace("\"EUR\">3.00", "\"USD\">3.00");
        for (String text : List.of(closing, one, all)) {
            assertThat(codes(prove(text))).containsExactly("CURRENCY_MIXED");
            assertThat(prove(text).status()).isEqualTo(ProofStatus.UNPROVED);
            assertThat(prove(text).diagnostics().get(0).message())
                    .isEqualTo("opening, closing and entries are not all in EUR: nothing to compare");
        }
    }

    @Test
    @DisplayName("BNK-14 an intraday report with one interim balance may still be behind its entries")
    void intraday() {
        String one = balance("OPBD", 500) + balance("ITBD", 900) + entry(300, "");
        assertThat(prove(statement("052", one)).status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(prove(statement("052", one)))).isEmpty();
        assertThat(prove(statement("052", one)).totals()).isEmpty();
        assertThat(prove(statement("053", one)).status()).isEqualTo(ProofStatus.BROKEN);
        ImportReceipt even = prove(statement("052", one.replace("9.00", "8.00")));
        assertThat(even.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(even.totals())
                .singleElement()
                .satisfies(total -> assertThat(total.level()).isEqualTo(ImportReceipt.ControlTotal.Level.PAGE));
        String two = balance("ITBD", 500) + balance("ITBD", 900) + entry(300, "");
        assertThat(prove(statement("052", two)).status()).isEqualTo(ProofStatus.BROKEN);
        String closed = balance("OPBD", 500) + balance("CLBD", 900) + entry(300, "");
        ImportReceipt off = prove(statement("052", closed));
        assertThat(off.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(off.totals().get(0).level()).isEqualTo(ImportReceipt.ControlTotal.Level.STATEMENT);
        assertThat(prove(statement("052", balance("ITBD", 900) + entry(300, "")))
                        .status())
                .isEqualTo(ProofStatus.UNPROVED);
        assertThat(prove(statement("053", balance("PRCD", 600) + balance("ITBD", 900) + entry(300, "")))
                        .status())
                .isEqualTo(ProofStatus.PROVED);
        assertThat(prove(statement("053", balance("ITBD", 600) + balance("CLBD", 900) + entry(300, "")))
                        .status())
                .isEqualTo(ProofStatus.PROVED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', S1",
        "<LglSeqNb>12</LglSeqNb>, S1/12",
        "<ElctrncSeqNb>7</ElctrncSeqNb><LglSeqNb>12</LglSeqNb>, S1/7",
        "<StmtPgntn><PgNb>1</PgNb></StmtPgntn>, S1",
        "<StmtPgntn><PgNb>2</PgNb></StmtPgntn>, S1/p2",
        "<StmtPgntn><PgNb>x</PgNb></StmtPgntn>, S1",
        "<ElctrncSeqNb>7</ElctrncSeqNb><StmtPgntn><PgNb>3</PgNb></StmtPgntn>, S1/7/p3"
    })
    @DisplayName("BNK-04 a statement is named by id, number and page")
    void keys(String head, String number) {
        Statement read = read(statement(head + balance("OPBD", 0) + balance("CLBD", 0)));
        assertThat(read.key().number()).isEqualTo(number);
        assertThat(read.key().format()).isEqualTo("CAMT053");
    }

    @Test
    @DisplayName("BNK-18 pages of one statement follow each other; other statements and pages without balances do not")
    void pages() {
        String page = "<Stmt><Id>%s</Id><StmtPgntn><PgNb>%s</PgNb></StmtPgntn><Acct><Id><IBAN>" + IBAN
                + "</IBAN></Id></Acct>%s</Stmt>";
        String first = String.format(page, "S1", "1", balance("OPBD", 1) + balance("ITBD", 1));
        String bare = String.format(page, "S1", "2", "<Acct><Ccy>EUR</Ccy></Acct>");
        String other = String.format(page, "S2", "3", balance("ITBD", 9) + balance("CLBD", 9));
        String again = String.format(page, "S1", "1", balance("ITBD", 9) + balance("CLBD", 9));
        for (String second : List.of(bare, other, again)) {
            ImportReceipt receipt = prove(CamtFiles.message("053", "08", first, second));
            assertThat(codes(receipt)).as(second).isEmpty();
        }
        ImportReceipt chain = prove(CamtFiles.message(
                "053", "08", first, String.format(page, "S1", "2", balance("ITBD", 2) + balance("CLBD", 2))));
        assertThat(chain.diagnostics().get(0).message())
                .isEqualTo("page 2 opens with 0.02, the page before closes with 0.01");
        ImportReceipt missing = prove(CamtFiles.message(
                "053", "08", first, String.format(page, "S1", "4", balance("ITBD", 1) + balance("CLBD", 1))));
        assertThat(missing.diagnostics().get(0).message()).isEqualTo("page 4 follows page 1, expected page 2");
    }

    @Test
    @DisplayName("BNK-19 the account by IBAN, other id, id of its own scheme or BBAN; one that is missing is said once")
    void accounts() {
        String text = statement(balance("OPBD", 0) + balance("CLBD", 300) + entry(100, "") + entry(200, ""));
        for (String id : List.of(
                "<Othr><Id>12345678</Id></Othr>",
                "<PrtryAcct><Id>12345678</Id></PrtryAcct>",
                "<BBAN>12345678</BBAN>",
                "<IBAN> </IBAN><Othr><Id>12345678</Id></Othr><BBAN>9</BBAN>")) {
            Statement read = read(text.replace("<IBAN>" + IBAN + "</IBAN>", id));
            assertThat(read.account()).as(id).isEqualTo(BankAccountRef.of("12345678"));
        }
        String none = text.replace("<Acct><Id><IBAN>" + IBAN + "</IBAN></Id><Ccy>EUR</Ccy></Acct>", "");
        assertThat(codes(prove(none))).containsExactly("ACCOUNT_MISSING");
        assertThat(prove(none).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(read(none).account().lastFour()).isEmpty();
        assertThat(read(statement("<Acct><Ccy>JPY</Ccy></Acct>")).currency().getCurrencyCode())
                .isEqualTo("JPY");
    }

    @ParameterizedTest
    @CsvSource({
        "<Dt>2027-03-05</Dt>, 2027-03-05",
        "<Dt>2027-03-05Z</Dt>, 2027-03-05",
        "<Dt>2027-03-05+01:00</Dt>, 2027-03-05",
        "<DtTm>2027-03-05T23:59:59.999-05:00</DtTm>, 2027-03-05",
        "<DtTm>2027-03-05T10:00:00</DtTm>, 2027-03-05",
        "<Dt>2027-02-30</Dt>, ''",
        "<Dt>2027-03-05x</Dt>, ''",
        "<Dt>2027-03-5</Dt>, ''",
        "<Dt>20270305</Dt>, ''",
        "<Dt/>, ''"
    })
    @DisplayName("BNK-17 the booking day is the one written, whatever its time and offset; else the entry is refused")
    void days(String day, String expected) {
        String text = statement("<Acct><Ccy>EUR</Ccy></Acct><Ntry>" + amount(100) + "<Sts>BOOK</Sts><BookgDt>" + day
                + "</BookgDt><ValDt><Dt>2027-03-09</Dt></ValDt></Ntry>");
        if (expected.isEmpty()) {
            ImportReceipt receipt = prove(text);
            assertThat(codes(receipt)).containsExactly("BAD_DATE");
            assertThat(receipt.rejections().get(0).location().field()).isEqualTo("BookgDt");
            assertThat(receipt.items()).isZero();
        } else {
            assertThat(entries(text)).singleElement().satisfies(entry -> {
                assertThat(entry.bookedOn()).isEqualTo(LocalDate.parse(expected));
                assertThat(entry.valueOn()).isEqualTo(LocalDate.of(2027, 3, 9));
            });
        }
    }

    @Test
    @DisplayName(
            "BNK-17 an entry with one day has it for both; without any, the day of the statement stands in and is said")
    void missingDays() {
        String bare = "<Ntry>" + amount(100) + "<Sts>BOOK</Sts>%s</Ntry>";
        String value = statement(
                "<CreDtTm>2027-03-08T01:00:00</CreDtTm>" + String.format(bare, "<ValDt><Dt>2027-03-09</Dt></ValDt>"));
        assertThat(entries(value).get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 9));
        assertThat(codes(prove(value))).isEmpty();
        String booking = statement(String.format(bare, "<BookgDt><Dt>2027-03-09</Dt></BookgDt>"));
        assertThat(entries(booking).get(0).valueOn()).isEqualTo(LocalDate.of(2027, 3, 9));
        assertThat(codes(prove(booking))).isEmpty();
        String none = statement("<CreDtTm>2027-03-08T01:00:00</CreDtTm>" + String.format(bare, ""));
        assertThat(entries(none).get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 8));
        assertThat(entries(none).get(0).valueOn()).isEqualTo(LocalDate.of(2027, 3, 8));
        assertThat(codes(prove(none))).containsExactly("DATE_ASSUMED");
        assertThat(codes(prove(statement(String.format(bare, ""))))).containsExactly("BAD_DATE");
        assertThat(codes(prove(statement(String.format(bare, "<ValDt><Dt>x</Dt></ValDt>")))))
                .containsExactly("BAD_DATE");
    }

    @ParameterizedTest
    @CsvSource({
        "<TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>, SUMMARY_COUNT, 3 entries; the entries make 2",
        "<TtlNtries><Sum>7.51</Sum></TtlNtries>, SUMMARY_AMOUNT, 7.51 sum; the entries make 7.50",
        "<TtlCdtNtries><NbOfNtries>2</NbOfNtries></TtlCdtNtries>, SUMMARY_COUNT, 2 credit entries; the entries make 1",
        "<TtlCdtNtries><Sum>5.01</Sum></TtlCdtNtries>, SUMMARY_AMOUNT, 5.01 credits; the entries make 5.00",
        "<TtlDbtNtries><NbOfNtries>0</NbOfNtries></TtlDbtNtries>, SUMMARY_COUNT, 0 debit entries; the entries make 1",
        "<TtlDbtNtries><Sum>x</Sum></TtlDbtNtries>, SUMMARY_AMOUNT, unreadable debits; the entries make 2.50",
        "<TtlNtries><TtlNetNtry><Amt>2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></TtlNetNtry></TtlNtries>, SUMMARY_AMOUNT, -2.50 net; the entries make 2.50",
        "<TtlNtries><TtlNetNtryAmt>2.51</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>, SUMMARY_AMOUNT, 2.51 net; the entries make 2.50",
        "<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>7.50</Sum><TtlNetNtryAmt>2.50</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>5.00</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>2.50</Sum></TtlDbtNtries>, '', ''",
        "<TtlNtries><NbOfNtries>3</NbOfNtries><Sum>16.50</Sum><TtlNetNtryAmt>11.50</TtlNetNtryAmt></TtlNtries>, '', ''",
        "<TtlNtries><NbOfNtries>many</NbOfNtries></TtlNtries>, '', ''"
    })
    @DisplayName("BNK-18 every figure of a summary is compared: with the booked entries, or with all")
    void summaries(String summary, String code, String message) {
        String text = statement("<TxsSummry>" + summary + "</TxsSummry>" + balance("OPBD", 0) + balance("CLBD", 250)
                + entry(500, "") + entry(-250, "")
                + (message.isEmpty() ? "<Ntry>" + amount(900) + "<Sts>PDNG</Sts></Ntry>" : ""));
        ImportReceipt receipt = prove(text);
        if (code.isEmpty()) {
            assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
            assertThat(codes(receipt)).containsExactly("PENDING_ENTRY");
        } else {
            assertThat(codes(receipt)).containsExactly(code);
            assertThat(receipt.diagnostics().get(0).message()).isEqualTo("summary states " + message.replace(';', ','));
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        }
    }

    @Test
    @DisplayName("BNK-20 limits hold at their figure and refuse one more")
    void limits() {
        Imports narrow = Imports.builder()
                .limits(ImportLimits.builder()
                        .maxStatements(1)
                        .maxDetails(2)
                        .maxRejections(1)
                        .build())
                .build();
        String bad = "<Ntry>" + amount(100) + "<Sts>BOOK</Sts></Ntry>";
        String empty = "<Stmt><Id>S1</Id><Acct><Ccy>EUR</Ccy></Acct></Stmt>";
        assertThat(codes(narrow.prove(file(CamtFiles.message("053", "08", empty)))))
                .containsExactly("ACCOUNT_MISSING");
        assertThat(codes(narrow.prove(file(CamtFiles.message("053", "08", empty, empty)))))
                .containsExactly("ACCOUNT_MISSING", "LIMIT_EXCEEDED");
        assertThat(codes(narrow.prove(file(statement(entry(100, "<NtryDtls><TxDtls/><TxDtls/></NtryDtls>"))))))
                .isEmpty();
        assertThat(codes(narrow.prove(file(statement(bad + entry(100, "")))))).containsExactly("BAD_DATE");
        assertThat(codes(narrow.prove(file(statement(bad + bad + entry(100, ""))))))
                .containsExactly("BAD_DATE", "BAD_DATE", "LIMIT_EXCEEDED");
        assertThat(codes(prove(CamtFiles.message("053", "08")))).containsExactly("NO_STATEMENT");
    }

    @Test
    @DisplayName("BNK-03 amounts: digits with a point and no sign, exact in the currency, within 64 bits over the file")
    void amounts() {
        String text = statement(entry(100, ""));
        assertThat(minors(entries(text.replace(">1.00<", ">+1<")))).containsExactly(100L);
        assertThat(prove(text.replace(">1.00<", ">-1.00<")).rejections().get(0).sentence())
                .isEqualTo("amount '-1.00' cannot be read, expected digits with a point and no sign");
        assertThat(prove(text.replace(">1.00<", ">1.005<")).rejections().get(0).sentence())
                .isEqualTo("amount '1.005' has more decimals than EUR, expected at most 2");
        assertThat(prove(text.replace("\"EUR\"", "\"ABC\"")).rejections().get(0).sentence())
                .isEqualTo("currency 'ABC' of an amount is not known, expected an ISO 4217 code");
        assertThat(prove(text.replace("CRDT", "XX")).rejections().get(0).sentence())
                .isEqualTo("indicator 'XX' is neither CRDT nor DBIT");
        String large =
                "<Ntry><Amt Ccy=\"EUR\">23058430092136939.51</Amt><CdtDbtInd>CRDT</CdtDbtInd>" + BOOKED + "</Ntry>";
        assertThat(codes(prove(statement(large)))).isEmpty();
        assertThat(prove(statement(large + entry(1, ""))).rejections().get(0).sentence())
                .isEqualTo("the amounts of the file add up to more than 64 bits hold");
        assertThat(codes(prove(
                        statement(entry(100, "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">1.005</Amt></TxDtls></NtryDtls>")))))
                .containsExactly("NOT_EXACT");
    }
}
