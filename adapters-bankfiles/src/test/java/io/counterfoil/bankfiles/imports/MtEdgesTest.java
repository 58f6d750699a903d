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
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
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

/** MT940 and MT942 messages at their edges: envelopes, pages, figures, references (bank file specification 4.4). */
class MtEdgesTest {

    private static final String HEAD = ":20:REF\n:25:12345678/0001234567\n:28C:7/1\n:60F:C270301EUR100,00\n";

    private final Imports imports = Imports.standard();

    private static String statement(String lines, String closing) {
        return HEAD + lines + ":62F:C270302EUR" + closing + "\n-\n";
    }

    private ImportReceipt prove(String text) {
        return imports.prove(file(text));
    }

    private List<String> messages(String text) {
        return prove(text).diagnostics().stream().map(Diagnostic::message).toList();
    }

    private List<Statement> statements(String text) {
        ByteSource file = file(text);
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    private static StatementEntry one(String lines) {
        return entries(statement(":61:2703020303C1,00" + lines + "\n", "101,00"))
                .get(0);
    }

    @Test
    @DisplayName("BNK-25 a block that is never closed cuts the message only before its closing balance")
    void blocks() {
        String body = statement(":61:270302C1,00NTRFA\n", "101,00").replace("\n-\n", "\n");
        String block = "{1:F01BANKDEFFAXXX0000000000}{2:O940BANKDEFFXXXXN}{4:\n";
        assertThat(codes(prove(block + body))).isEmpty();
        assertThat(prove(block + body).status()).isEqualTo(ProofStatus.PROVED);
        String cut = body.substring(0, body.indexOf(":62F:"));
        assertThat(codes(prove(block + cut))).containsExactly("FILE_CUT");
        assertThat(codes(prove(cut))).as("no block, no end").isEmpty();
        assertThat(codes(prove(block + body + "-}\n"))).isEmpty();
        String again = "{1:F01BANKDEFFAXXX0000000000}{2:O940BANKDEFFXXXXN}\n{4:\n" + cut;
        assertThat(codes(prove(again))).containsExactly("FILE_CUT");
        assertThat(statements(block + body + block + body.replace(":28C:7", ":28C:8")))
                .hasSize(2);
        assertThat(codes(prove(block + body + "-}" + block + cut))).containsExactly("FILE_CUT");
    }

    @Test
    @DisplayName(
            "BNK-25 lines that look like ends and are none are text; blanks around tags and empty lines do not matter")
    void lines() {
        StatementEntry entry = one("NTRFA\n:86:a\n-b\n$c\n{d}\n\n \t\n  e  ");
        assertThat(entry.text()).isEqualTo("a -b $c {d} e");
        String spaced = statement("\u0001:61:270302C1,00NTRFA  \t\n\t:86:words \n", "101,00");
        assertThat(entries(spaced).get(0).text()).isEqualTo("words");
        assertThat(prove(spaced).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(
                        prove(HEAD.replace(":60F:", ":21:X\n:13D:2703011200+0100\n:60F:") + ":62F:C270302EUR100,00\n")))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-23 information in several fields belongs to one line; a narrative only where there is no information")
    void information() {
        assertThat(one("NTRFA\n:86:one\n:86:two").text()).isEqualTo("one two");
        assertThat(one("NTRFA\n:NS:01note\n:86:two").text()).isEqualTo("01note two");
        assertThat(one("NTRFA\n:86:one\n:NS:01note").text()).isEqualTo("one");
        assertThat(one("NTRFA\nSUPP\nLEMENT\n:86:one").text()).isEqualTo("SUPP LEMENT one");
        assertThat(one("NTRFA").text()).isEmpty();
        List<StatementEntry> two =
                entries(statement(":61:270302C1,00NTRFA\n:86:of the first\n:61:270302C1,00NTRFB\n", "102,00"));
        assertThat(two.stream().map(StatementEntry::text)).containsExactly("of the first", "");
        Imports small = Imports.builder()
                .limits(ImportLimits.builder().maxTokenBytes(101).build())
                .build();
        String full = statement(":61:270302C1,00NTRFA\n:86:" + "x".repeat(49) + "\n:86:%s\n", "101,00");
        ByteSource fits = file(String.format(full, "y".repeat(50)));
        ImportReceipt receipt = small.prove(fits);
        assertThat(codes(receipt)).isEmpty();
        assertThat(entries(small, fits, receipt).get(0).text()).hasSize(100);
    }

    @Test
    @DisplayName("BNK-23 long lines and information are read whole")
    void longTexts() {
        String words = "word ".repeat(700).strip();
        StatementEntry entry = one("NTRFA\n:86:" + words + "\n" + words + "\n:86:more " + words);
        assertThat(entry.text()).isEqualTo(words + " " + words + " more " + words);
        String supplement = "s".repeat(1_500);
        assertThat(one("NTRFA\n" + supplement + "\n:86:x").text()).isEqualTo(supplement + " x");
        List<StatementEntry> two = entries(
                statement(":61:270302C1,00NTRFA\n:86:" + words + "\n:61:270302C1,00NTRFB\n:86:short\n", "102,00"));
        assertThat(two.stream().map(StatementEntry::text)).containsExactly(words, "short");
        String report = ":20:X\n:25:12345678EUR\n:28C:1/1\n:34F:?\n:61:270301C1,00NTRFA\n-";
        assertThat(statements(report).get(0).key().format()).isEqualTo("MT942");
        assertThat(one("NTRFA\n$\n:86:lost").text())
                .as("behind the end of its message")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-24 a second opening balance or reference begins another statement; a message that says nothing is none")
    void several() {
        String second = ":60F:C270302EUR101,00\n:61:270303C1,00NTRFB\n:62F:C270303EUR102,00\n";
        String text = statement(":61:270302C1,00NTRFA\n", "101,00").replace("-\n", "") + second;
        assertThat(statements(text)).hasSize(2);
        assertThat(statements(text).get(1).account().lastFour())
                .as("it names no account of its own")
                .isEmpty();
        assertThat(codes(prove(text))).containsExactly("ACCOUNT_MISSING");
        assertThat(statements(statement("", "100,00") + ":20:NOTHING\n:25:1\n-\n"))
                .hasSize(1);
        assertThat(statements(":20:A\n:25:1\n:28C:1\n:60F:rubbish\n:62F:C270301EUR5,00\n-\n"))
                .hasSize(1);
        assertThat(prove(":20:A\n:25:1\n:28C:1\n:60F:rubbish\n:62F:C270301EUR5,00\n-\n")
                        .status())
                .isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName("BNK-24 the figures and pages of a chain in words")
    void chains() {
        String page = ":20:A\n:25:1\n:28C:7/%s\n:60%s\n:62%s\n-\n";
        String first = String.format(page, "1", "F:C270301EUR1,00", "M:C270301EUR1,00");
        String next = String.format(page, "2", "M:D270301EUR1,00", "F:D270301EUR1,00");
        assertThat(messages(first + next))
                .contains("page 2 opens with -1.00 EUR, the page before closes with 1.00 EUR");
        String skipped = String.format(page, "4", "M:C270301EUR1,00", "F:C270301EUR1,00");
        assertThat(messages(first + skipped))
                .containsExactly("page 4 of statement '7' follows page 1, expected page 2");
        assertThat(prove(first + skipped).status()).isEqualTo(ProofStatus.BROKEN);
        String same = String.format(page, "1", "M:C270301EUR1,00", "F:C270301EUR1,00");
        assertThat(statements(first + same))
                .as("a page twice is another part of it")
                .hasSize(1);
        String earlier = String.format(page, "0", "M:C270301EUR1,00", "F:C270301EUR1,00");
        assertThat(statements(first + earlier)).hasSize(2);
        String full = String.format(page, "2", "F:C270301EUR1,00", "F:C270301EUR1,00");
        assertThat(statements(first + full)).as("an opening of its own").hasSize(2);
        ImportReceipt good = prove(first + String.format(page, "2", "M:C270301EUR1,00", "F:C270301EUR1,00"));
        assertThat(good.totals().stream().map(total -> total.level() + " " + total.name() + " " + total.declared()))
                .containsExactly("PAGE opening of page 2 1.00 EUR", "STATEMENT closing 1.00");
        assertThat(good.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(statements(first)).as("a last page that says it goes on").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"7/1, 7", "7, 7", "7/x, 7", "00007/001, 00007", "'', ''"})
    @DisplayName("BNK-04 the number of the statement stands before the page")
    void numbers(String written, String number) {
        Statement read = statements(statement("", "100,00").replace(":28C:7/1", ":28C:" + written))
                .get(0);
        assertThat(read.key().number()).isEqualTo(number);
        assertThat(read.key().format()).isEqualTo("MT940");
    }

    @ParameterizedTest
    @CsvSource({"12345678EUR, EUR, 5678", "12345678/0001234567CHF, CHF, 4567"})
    @DisplayName("BNK-08 a currency behind the account's number is not part of it")
    void accountCurrency(String account, String currency, String lastFour) {
        Statement read = statements(":20:A\n:25:" + account + "\n:28C:1\n:61:270302C1,00NTRFA\n-\n")
                .get(0);
        assertThat(read.currency().getCurrencyCode()).isEqualTo(currency);
        assertThat(read.account().lastFour()).isEqualTo(lastFour);
    }

    @Test
    @DisplayName("BNK-08 letters behind letters are no currency; a closing balance names one for what follows it")
    void noAccountCurrency() {
        for (String account : List.of("ACCTEUR", "EUR", "12QQQ", "1EURO")) {
            assertThat(codes(prove(":20:A\n:25:" + account + "\n:28C:1\n:61:270302C1,00NTRFA\n-\n")))
                    .contains("CURRENCY_MISSING");
        }
        ImportReceipt missing = prove(":20:A\n:25:1\n:28C:1\n:61:270302C1,00NTRFA\n-\n");
        assertThat(missing.rejections().get(0).sentence())
                .isEqualTo("the statement states no currency, expected one in :60F:, :34F: or the profile");
        assertThat(new String(missing.rejections().get(0).raw(), StandardCharsets.UTF_8))
                .isEqualTo("270302C1,00NTRFA");
        assertThat(missing.rejections().get(0).location().column()).isEqualTo(5);
        assertThat(statements(":20:A\n:25:1\n:28C:1\n:60F:rubbish\n:62F:C270301EUR5,00\n-\n")
                        .get(0)
                        .currency()
                        .getCurrencyCode())
                .isEqualTo("EUR");
    }

    private static String report(String floor, String lines, String debits, String credits) {
        return ":20:X\n:25:1234\n:28C:1/1\n" + floor + ":13D:2703011200+0100\n" + lines + ":90D:" + debits + "\n:90C:"
                + credits + "\n-";
    }

    @Test
    @DisplayName("BNK-25 an interim report's numbers and sums: reversals counted by mark or by sign, both agree")
    void summaries() {
        String lines = ":61:270301C2,50NTRFA\n:61:270301D1,00NTRFB\n:61:270301RC0,30NTRFC\n:61:270301D0,00NTRFD\n";
        String floor = ":34F:EUR0,\n";
        assertThat(codes(prove(report(floor, lines, "2EUR1,00", "2EUR2,80")))).isEmpty(); // RC a credit by its mark...
        ImportReceipt bySign = prove(report(floor, lines, "3EUR1,30", "1EUR2,50"));
        assertThat(codes(bySign)).isEmpty();
        assertThat(bySign.totals()).hasSize(4).allMatch(ImportReceipt.ControlTotal::agrees);
        assertThat(bySign.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(statements(report(floor, lines, "3EUR1,30", "1EUR2,50"))
                        .get(0)
                        .key()
                        .format())
                .isEqualTo("MT942");
        assertThat(messages(report(floor, lines, "3EUR1,31", "1EUR2,50")))
                .containsExactly("sum of debit entries is 1.31, the entries make 1.30");
        assertThat(messages(report(floor, lines, "4EUR1,30", "1EUR2,50")))
                .containsExactly("number of debit entries is 4, the entries make 3");
        assertThat(prove(report(floor, lines, "4EUR1,30", "1EUR2,50")).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-25 under a floor limit a report may count more than it lists, not less")
    void floors() {
        String line = ":61:270301C20,00NTRFA\n";
        String floor = ":34F:EURD10,\n:34F:EURC5,50\n";
        assertThat(codes(prove(report(floor, line, "0EUR0,", "3EUR25,00")))).isEmpty();
        assertThat(codes(prove(report(floor, line, "0EUR0,", "3EUR20,00")))).isEmpty();
        assertThat(codes(prove(report(floor, line, "0EUR0,", "3EUR19,00"))))
                .containsExactly("SUMMARY_COUNT", "SUMMARY_AMOUNT");
        assertThat(codes(prove(report(floor, line, "0EUR0,", "1EUR25,00")))).containsExactly("SUMMARY_AMOUNT");
        assertThat(codes(prove(report(floor, line, "0EUR0,", "0EUR0,"))))
                .containsExactly("SUMMARY_COUNT", "SUMMARY_AMOUNT");
        assertThat(codes(prove(report(":34F:EUR0,\n", line, "0EUR0,", "3EUR25,00"))))
                .containsExactly("SUMMARY_COUNT", "SUMMARY_AMOUNT");
        assertThat(codes(prove(
                        report(":34F:?\n", line.replace(":61:", ":60F:C270301EUR0,\n:61:"), "0EUR0,", "1EUR20,"))))
                .isEmpty();
        assertThat(messages(report(":34F:EUR0,\n", line, "0EUR", "1EUR20,00")))
                .containsExactly(
                        "number and sum of entries cannot be read, expected them with a currency such as 3EUR10,50");
        assertThat(codes(prove(report(":34F:EUR0,\n", line, "0QQQ0,", "1EUR20,005"))))
                .containsExactly("BAD_AMOUNT", "BAD_AMOUNT");
    }

    @Test
    @DisplayName(
            "BNK-24 balances: what cannot be read is said, what has no day is not kept, two currencies prove nothing")
    void balances() {
        assertThat(messages(statement("", "100,00") + ":64:rubbish\n"))
                .contains(
                        "a balance cannot be read, expected mark, day, currency and amount such as C270301EUR1240,33");
        String text = statement("", "100,00").replace(":60F:C270301", ":60F:C270230");
        assertThat(statements(text).get(0).opening()).isEmpty();
        assertThat(statements(text).get(0).closing()).isPresent();
        assertThat(statements(text).get(0).key().openingMinor()).isEqualTo(10_000);
        assertThat(prove(text).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(messages(statement("", "100,00").replace("EUR100,00\n-", "USD100,00\n-")))
                .containsExactly("the statement opens in EUR and closes in USD: nothing to compare");
        String debit = statement(":61:270302D150,00NTRFA\n", "50,00").replace(":62F:C", ":62F:D");
        assertThat(prove(debit).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(statements(debit).get(0).closing().orElseThrow().amount())
                .isEqualTo(Amounts.in("EUR").ofMinor(-5_000));
        assertThat(messages(statement(":61:270302C1,00NTRFA\n", "100,00")))
                .containsExactly("closing balance is 100.00, opening and entries make 101.00");
        ImportReceipt rejected = prove(statement(":61:270302C1,005NTRFA\n", "100,00"));
        assertThat(rejected.status())
                .as("the balances agree and a line is refused")
                .isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-03 a refused line says why, where, and shows itself")
    void rejections() {
        String text = statement(":61:270302C1,005NTRFA\n:61:271302C1,00NTRFB\n:61:words\nmore\n", "100,00");
        assertThat(prove(text).rejections().stream().map(rejection -> rejection.sentence()))
                .containsExactly(
                        "an amount has more decimals than EUR, expected at most 2",
                        "the value date of an entry does not exist, expected a day such as 270301",
                        "an entry does not begin with value date, mark and amount, expected such as 2703010301C12,30");
        assertThat(prove(text).rejections().stream()
                        .map(rejection -> rejection.location().toString()))
                .containsExactly("bank-0301.xml:5:16 :61:", "bank-0301.xml:6:5 :61:", "bank-0301.xml:7:5 :61:");
        assertThat(new String(prove(text).rejections().get(2).raw(), StandardCharsets.UTF_8))
                .isEqualTo("words\nmore");
        String over = statement(":61:270302C99999999999999,NTRFA\n".repeat(300), "0,");
        assertThat(prove(over).rejections().get(0).sentence())
                .isEqualTo("the amounts of the file add up to more than 64 bits hold");
        assertThat(prove(over).items()).isEqualTo(230);
        Imports small = Imports.builder()
                .limits(ImportLimits.builder().maxRejections(1).maxStatements(1).build())
                .build();
        assertThat(codes(small.prove(file(statement(":61:x\n", "100,00"))))).containsExactly("BAD_61");
        assertThat(codes(small.prove(file(statement(":61:x\n:61:y\n", "100,00")))))
                .containsExactly("BAD_61", "BAD_61", "LIMIT_EXCEEDED");
        assertThat(codes(small.prove(file(statement("", "100,00"))))).isEmpty();
        assertThat(codes(small.prove(file(statement("", "100,00").repeat(2))))).containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    @DisplayName("BNK-06 references by role: the customer's unless it names a tag, cheques by their type")
    void references() {
        assertThat(one("NTRFR-1//B-1").references().byRole())
                .isEqualTo(Map.of(Role.INSTRUCTION, "R-1", Role.BANK, "B-1"));
        assertThat(one("NCHK77//B-1").references().byRole()).isEqualTo(Map.of(Role.CHEQUE, "77", Role.BANK, "B-1"));
        assertThat(one("NTRFR-1\n:86:166?20KREF+K-1?21MREF+M-1").references().byRole())
                .isEqualTo(Map.of(Role.INSTRUCTION, "K-1", Role.BATCH, "R-1", Role.MANDATE, "M-1"));
        for (String tag : List.of("KREF+", "EREF", "PREF", "MARF", "NONREF")) {
            assertThat(one("NTRF" + tag).references().byRole()).as(tag).isEmpty();
        }
        assertThat(one("NTRFPREF\n:86:/PREF/P-1/MARF/M-2/CDTRREF/C-1/EREF/E-1/")
                        .references()
                        .byRole())
                .isEqualTo(Map.of(
                        Role.INSTRUCTION, "P-1", Role.MANDATE, "M-2", Role.CREDITOR, "C-1", Role.END_TO_END, "E-1"));
        assertThat(one("NTRFNONREF\n:86:/EREF/NOTPROVIDED/").references().byRole())
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-19 the other side from sub-fields, keys or a compound party; agent, purpose and return reason")
    void otherSides() {
        StatementEntry compound = one("NTRFA\n:86:/CNTP/NL32INGB0000012345/INGBNL2A/Shop BV/Amsterdam/PURP/SALA/");
        assertThat(compound.counterparty().orElseThrow().name()).isEqualTo("Shop BV");
        assertThat(compound.purpose()).isEqualTo("SALA");
        StatementEntry named = one("NTRFA\n:86:/NAME/Ana/IBAN/DE02120300000000202051/BIC/BYLADEM1/CNTP/1/2/Other/");
        assertThat(named.counterparty().orElseThrow().name()).isEqualTo("Ana");
        assertThat(named.counterparty().orElseThrow().account().orElseThrow().lastFour())
                .isEqualTo("2051");
        assertThat(named.agent()).isEqualTo("BYLADEM1");
        StatementEntry bare = one("NTRFA\n:86:/CNTP/12345678/");
        assertThat(bare.counterparty().orElseThrow().name()).isEmpty();
        assertThat(bare.counterparty().orElseThrow().account().orElseThrow().lastFour())
                .isEqualTo("5678");
        assertThat(one("NTRFA\n:86:/CNTP/1/2/").counterparty().orElseThrow().name())
                .isEmpty();
        assertThat(one("NTRFA\n:86:166?31---?00X").counterparty()).isEmpty();
        assertThat(one("NTRFA\n:86:166?30BANKDEFF").agent()).isEqualTo("BANKDEFF");
        StatementEntry returned = one("NTRFA\n:86:109?20SVWZ+RETURN MS03 x");
        assertThat(returned.kind()).isEqualTo(StatementEntry.Kind.RETURN);
        assertThat(returned.returnCode()).contains("MS03");
        assertThat(one("NTRFA\n:86:166?20SVWZ+INVOICE MS03 x").returnCode()).isEmpty();
        assertThat(one("NTRFA\n:86:166?00GUT?20SVWZ+Inv 7?21ABWA+Third").text()).isEqualTo("GUT Inv 7 Third");
        assertThat(one("NTRFA\n:86:/REMI/words/").text()).isEqualTo("words");
        assertThat(one("NTRFA\n:86:/REMI/words/").bankCode()).isEqualTo("NTRF");
    }

    @Test
    @DisplayName(
            "BNK-04 ids by the bank's reference where it can tell entries apart, else by content, within the statement")
    void ids() {
        assertThat(id("NTRFA//" + "B".repeat(70))).isEqualTo("B".repeat(70) + "/2027-03-03/1.00");
        assertThat(id("NTRFA//" + "B".repeat(71))).doesNotContain("BB");
        assertThat(id("NTRFA//4111111111111111")).doesNotContain("4111");
        String content = id("NTRFA\n:86:166?20words?32Ana");
        assertThat(id("NTRFB\n:86:166?20words?32Ana")).isNotEqualTo(content);
        assertThat(id("NTRFA\n:86:166?20other?32Ana")).isNotEqualTo(content);
        assertThat(id("NTRFA\n:86:166?20words?32Bob")).isNotEqualTo(content);
        assertThat(id("NTRFA\n:86:166?20words?32Ana")).isEqualTo(content);
        String line = ":61:270302C1,00NTRFA//B1\n";
        String two = statement(line, "101,00") + statement(line, "101,00").replace(":28C:7", ":28C:8");
        assertThat(codes(prove(two))).as("of another statement").isEmpty();
        assertThat(entries(two).stream().map(entry -> entry.id().value()))
                .containsExactly("B1/2027-03-02/1.00", "B1/2027-03-02/1.00");
    }

    private static String id(String lines) {
        return one(lines).id().value();
    }

    @Test
    @DisplayName("BNK-22 the statement's first day decides between two equally near entry dates")
    void openingDay() {
        String text = statement(":61:2807020101C1,00NTRFA\n", "101,00");
        assertThat(entries(text.replace("C270301", "C280701")).get(0).bookedOn())
                .isEqualTo(LocalDate.of(2029, 1, 1));
        assertThat(entries(text).get(0).bookedOn()).isEqualTo(LocalDate.of(2028, 1, 1));
        assertThat(entries(text).get(0).valueOn()).isEqualTo(LocalDate.of(2028, 7, 2));
        assertThat(minors(entries(text))).containsExactly(100L);
    }
}
