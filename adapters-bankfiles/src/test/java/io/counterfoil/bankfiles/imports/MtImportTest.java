package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MtImportTest {

    private final Imports imports = Imports.standard();

    private static String statement(String lines, String closing) {
        return ":20:REF\n:25:12345678/0001234567\n:28C:7/1\n:60F:C270301EUR100,00\n" + lines + ":62F:C270302EUR"
                + closing + "\n-\n";
    }

    private List<Statement> statements(String text) {
        ByteSource file = file(text);
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    @Test
    @DisplayName("BNK-21 a line with everything becomes an entry with everything")
    void aFullLine() {
        String text = statement(
                ":61:2703020303CR12,34NTRFKREF+//BANK-1\nSUPPLEMENT\n"
                        + ":86:166?00GUTSCHRIFT?109399?20EREF+E2E-1?21KREF+K-9?22MREF+M-7?23SVWZ+Rechnung 4711"
                        + "?30BANKDEFF?31DE02120300000000202051?32Firma A?33 GmbH\n",
                "112,34");

        StatementEntry entry = entries(text).get(0);

        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(minors(entries(text))).containsExactly(1234L);
        assertThat(entry.valueOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(entry.bookedOn()).isEqualTo(LocalDate.of(2027, 3, 3));
        assertThat(entry.references().of(Role.BANK)).contains("BANK-1");
        assertThat(entry.references().of(Role.END_TO_END)).contains("E2E-1");
        assertThat(entry.references().of(Role.MANDATE)).contains("M-7");
        assertThat(entry.references().of(Role.INSTRUCTION)).contains("K-9");
        assertThat(entry.counterparty().orElseThrow().name()).isEqualTo("Firma A GmbH");
        assertThat(entry.counterparty().orElseThrow().account().orElseThrow().lastFour())
                .isEqualTo("2051");
        assertThat(entry.kind()).isEqualTo(StatementEntry.Kind.TRANSFER);
        assertThat(entry.bankCode()).isEqualTo("NTRF 166");
        assertThat(entry.text()).isEqualTo("GUTSCHRIFT Rechnung 4711 SUPPLEMENT");
        assertThat(entry.account().lastFour()).isEqualTo("4567");
        assertThat(entry.id().value()).isEqualTo("BANK-1/2027-03-03/12.34");
        assertThat(entry.reversal()).isFalse();
    }

    @Test
    @DisplayName("BNK-21 a reversed credit is money out, a reversed debit money in (wolph/mt940 read RC as positive)")
    void reversalsChangeTheSign() {
        String text = statement(
                String.join(
                        "",
                        ":61:270302RC10,00NTRFA\n:61:270302RD3,00NTRFB\n:61:270302C1,00NTRFC\n:61:270302D2,00NTRFD\n",
                        ":61:270302EC5,00NTRFE\n:61:270302ED4,00NTRFF\n:61:270302RCR1,00NTRFG\n"),
                "92,00");

        List<StatementEntry> entries = entries(text);

        assertThat(minors(entries)).containsExactly(-1000L, 300L, 100L, -200L, 500L, -400L, -100L);
        assertThat(entries.stream().map(StatementEntry::reversal))
                .containsExactly(true, true, false, false, false, false, true);
        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-22 an entry date over New Year takes the year nearest to the value date, in both directions")
    void theYearOfTheEntryDate() {
        List<StatementEntry> entries = entries(
                statement(":61:2701011230C1,00NTRFA\n:61:2612310102C1,00NTRFB\n:61:2703020302C1,00NTRFC\n", "103,00"));

        assertThat(entries.stream().map(StatementEntry::bookedOn))
                .containsExactly(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 2), LocalDate.of(2027, 3, 2));
    }

    @Test
    @DisplayName("BNK-22 days that do not exist are clamped with a warning, refused or left out")
    void impossibleDays() {
        ImportReceipt receipt = imports.prove(file(
                statement(":61:2702300302C1,00NTRFA\n:61:2713010302C1,00NTRFB\n:61:2703020230C1,00NTRFC\n", "102,00")));

        assertThat(codes(receipt)).containsExactly("VALUE_DATE_CLAMPED", "BAD_DATE", "ENTRY_DATE_BAD");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(receipt.rejections().get(0).recordType()).isEqualTo(":61:");
        assertThat(receipt.rejections().get(0).location().line()).isEqualTo(6);
        assertThat(new String(receipt.rejections().get(0).raw(), StandardCharsets.UTF_8))
                .isEqualTo("2713010302C1,00NTRFB");
    }

    @Test
    @DisplayName("BNK-21 what banks send against the standard is read with a note, what cannot be read is refused")
    void tolerance() {
        ImportReceipt receipt = imports.prove(file(statement(
                String.join(
                        "",
                        ":61:270302C1,00 NTRFNONREF//B1\n:61:270302C1,\n:61:270302C1,00NOV NONREF\n",
                        ":61:270302C1,00NTRFABCDEFGHIJKLMNOPQ\n:61:270302C500NTRFX\n:61:270302C1,005NTRFX\n"),
                "104,00")));

        assertThat(codes(receipt)).containsExactly("TYPE_MISSING", "TYPE_ODD", "REFERENCE_LONG", "BAD_61", "NOT_EXACT");
        assertThat(receipt.items()).isEqualTo(4);
        assertThat(receipt.sums().amounts().get(0).getNumber().longValueExact()).isEqualTo(4);
        assertThat(receipt.records()).isEqualTo(6);
        assertThat(receipt.rejections().get(0).location().column()).isEqualTo(15);
    }

    @Test
    @DisplayName("BNK-24 pages are one statement; a page that is missing or does not carry over breaks it")
    void pages() {
        String first =
                ":20:A\n:25:1\n:28C:7/1\n:60F:C270301EUR100,00\n:61:270302C5,00NTRFA\n:62M:C270302EUR105,00\n-\n";
        String second =
                ":20:A\n:25:1\n:28C:7/2\n:60M:C270302EUR105,00\n:61:270302D1,00NTRFB\n:62F:C270302EUR104,00\n-\n";

        List<Statement> whole = statements(first + second);
        assertThat(whole).hasSize(1);
        assertThat(whole.get(0).entries()).hasSize(2);
        assertThat(imports.prove(file(first + second)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(imports.prove(file(first + second.replace(":28C:7/2", ":28C:7/3")))))
                .containsExactly("PAGE_MISSING");
        assertThat(codes(imports.prove(file(first + second.replace("60M:C270302EUR105,00", "60M:C270302EUR106,00")))))
                .containsExactly("PAGE_CHAIN");
        assertThat(statements(first + second.replace(":28C:7/", ":28C:8/"))).hasSize(2);
        assertThat(statements(first + second.replace(":25:1", ":25:2"))).hasSize(2);
    }

    @Test
    @DisplayName("BNK-25 an interim report proves number and sum of its entries; a floor limit leaves some out")
    void interimReports() {
        String report = ":20:X\n:25:1234\n:28C:1/1\n:34F:EUR0,\n:13D:2703011200+0100\n:61:270301C2,50NTRFA\n"
                + ":61:270301D1,00NTRFB\n:90D:1EUR1,00\n:90C:1EUR2,50\n-";

        ImportReceipt receipt = imports.prove(file(report));
        assertThat(receipt.format()).isEqualTo(FileFormat.MT942.name());
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(receipt.totals()).hasSize(4).allMatch(ImportReceipt.ControlTotal::agrees);
        assertThat(codes(imports.prove(file(report.replace(":90C:1EUR2,50", ":90C:2EUR2,60")))))
                .containsExactly("SUMMARY_COUNT", "SUMMARY_AMOUNT");
        assertThat(codes(imports.prove(
                        file(report.replace(":34F:EUR0,", ":34F:EUR10,").replace(":90C:1EUR2,50", ":90C:2EUR2,60")))))
                .isEmpty();
        assertThat(codes(imports.prove(file(report.replace(":90C:1EUR2,50", ":90C:x")))))
                .containsExactly("BAD_AMOUNT");
    }

    @Test
    @DisplayName("BNK-25 several messages, with block headers, RJE separators or neither, with any line end")
    void envelopes() {
        String body = statement(":61:270302C1,00NTRFA\n:86:words\n", "101,00");
        String one = body.substring(0, body.length() - 2);
        String fin = "{1:F01BANKDEFFAXXX0000000000}{2:O940BANKDEFFXXXXN}{3:}{4:\n" + one + "-}{5:{CHK:1}}\n";

        for (String text : List.of(body + body, fin + fin, "\u0001" + fin + "$\n" + fin, fin.strip() + fin)) {
            assertThat(statements(text)).as(text).hasSize(2);
            assertThat(statements(text.replace("\n", "\r\n"))).isEqualTo(statements(text));
            assertThat(statements(text.replace("\n", "\r"))).isEqualTo(statements(text));
            assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
        }
        ImportReceipt cut = imports.prove(file(fin.substring(0, fin.indexOf(":62F:"))));
        assertThat(codes(cut)).containsExactly("FILE_CUT");
        assertThat(cut.items()).isEqualTo(1);
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName(
            "BNK-25 information behind the closing balance belongs to the statement, not to the last line (webschik/mt940-js 12)")
    void informationOfTheStatement() {
        String text = statement(":61:270302C1,00NTRFA\n:86:of the line\n", "101,00")
                .replace("\n-\n", "\n:86:of the statement\n-\n");

        assertThat(entries(text).get(0).text()).isEqualTo("of the line");
    }

    @Test
    @DisplayName("BNK-23 a time of day that a line break cut is no field, text that looks like one neither")
    void wrappedTimes() {
        String text = statement(":61:270302C1,00NTRFA\n:86:paid 01-03-2027T16\n:20:37 Fo\n:KO:NR:1\n", "101,00");

        assertThat(entries(text).get(0).text()).isEqualTo("paid 01-03-2027T16 :20:37 Fo :KO:NR:1");
        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-24 a statement without one of its balances proves nothing, one that does not close is broken")
    void proofs() {
        String good = statement(":61:270302C1,00NTRFA\n", "101,00");

        assertThat(imports.prove(file(good.replaceAll(":62F:.*\n", ""))).status())
                .isEqualTo(ProofStatus.UNPROVED);
        ImportReceipt off = imports.prove(file(good.replace("101,00", "101,01")));
        assertThat(off.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(off.sentence()).isEqualTo("MT940, 1 entry, BROKEN: closing declared 101.01, computed 101.00");
        assertThat(codes(off)).containsExactly("BALANCE");
        assertThat(codes(imports.prove(file(good.replace("EUR101", "USD101"))))).containsExactly("CURRENCY_MIXED");
        assertThat(imports.prove(file(good.replace("EUR101", "USD101"))).status())
                .isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName(
            "BNK-08 a currency that nothing names comes from the profile, from the account's suffix, or is missing")
    void currencies() {
        String bare = ":20:A\n:25:123\n:61:270302C1,00NTRFA\n-\n";

        ImportReceipt missing = imports.prove(file(bare));
        assertThat(codes(missing)).containsExactly("CURRENCY_MISSING", "CURRENCY_MISSING");
        assertThat(missing.rejections()).hasSize(1);
        Imports chf = Imports.builder()
                .profile(BankProfile.builder("b").currency("CHF").build())
                .build();
        assertThat(chf.prove(file(bare)).sums().currencies().get(0).getCurrencyCode())
                .isEqualTo("CHF");
        assertThat(imports.prove(file(bare.replace(":25:123", ":25:123EUR")))
                        .sums()
                        .currencies()
                        .get(0)
                        .getCurrencyCode())
                .isEqualTo("EUR");
    }

    @Test
    @DisplayName("BNK-11 the closing of one statement is the opening of the next: a missing one is named by the chain")
    void chain() {
        String day1 = statement(":61:270302C1,00NTRFA\n", "101,00");
        String day3 = day1.replace("28C:7/", "28C:9/")
                .replace("60F:C270301EUR100,00", "60F:C270303EUR140,00")
                .replace("62F:C270302EUR101,00", "62F:C270304EUR141,00");

        StatementChain chain = StatementChain.of(statements(day1 + day3));

        assertThat(chain.findings()).hasSize(1);
        assertThat(chain.findings().get(0).kind()).isEqualTo(StatementChain.Kind.GAP);
        assertThat(chain.findings().get(0).amount().getNumber().longValueExact())
                .isEqualTo(39);
    }

    @Test
    @DisplayName("BNK-24 further balances are kept with their kind")
    void furtherBalances() {
        Statement read = statements(
                        statement("", "100,00").replace("\n-\n", "\n:64:C270302EUR90,00\n:65:C270303EUR95,00\n-\n"))
                .get(0);

        assertThat(read.other().stream().map(StatementBalance::type))
                .containsExactly(StatementBalance.Type.AVAILABLE, StatementBalance.Type.FORWARD_AVAILABLE);
        assertThat(read.key().number()).isEqualTo("7");
        assertThat(read.key().openingMinor()).isEqualTo(10_000);
    }

    @Test
    @DisplayName("BNK-04 the same line again is named, by its bank reference alone")
    void repeatedLines() {
        String line = ":61:270302C1,00NTRFA//B1\n";
        ImportReceipt receipt = imports.prove(file(statement(line + line, "102,00")));
        assertThat(codes(receipt)).containsExactly("DUPLICATE_LINE");
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(entries(statement(line + line, "102,00")).stream().map(e -> e.id().value()))
                .containsExactly("B1/2027-03-02/1.00", "B1/2027-03-02/1.00#2");
        String without = line.replace("//B1", "");
        assertThat(codes(imports.prove(file(statement(without + without, "102,00")))))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-12 limits end the reading with a finding: long fields, many statements, many rejections")
    void limits() {
        Imports small = Imports.builder()
                .limits(ImportLimits.builder()
                        .maxTokenBytes(100)
                        .maxStatements(2)
                        .maxRejections(1)
                        .build())
                .build();

        assertThat(codes(small.prove(file(statement(":61:270302C1,00NTRFA\n:86:" + "word\n".repeat(40), "101,00")))))
                .contains("LIMIT_EXCEEDED");
        assertThat(codes(small.prove(file(statement("", "100,00").repeat(3))))).contains("LIMIT_EXCEEDED");
        assertThat(codes(small.prove(file(statement(":61:x\n:61:y\n:61:z\n", "100,00")))))
                .contains("LIMIT_EXCEEDED");
        assertThat(codes(imports.prove(file(":20:A\n:25:1\n:28C:1\n:60F:rubbish\n"))))
                .containsExactly("BAD_AMOUNT", "NO_STATEMENT");
    }

    @Test
    @DisplayName("BNK-23 information by slash keys, by tags and as plain words")
    void dialects() {
        List<StatementEntry> entries = entries(statement(
                String.join(
                        "",
                        ":61:270302C1,00NTRFEREF//B1\n:86:/TRTP/SEPA/CNTP/NL32INGB0000012345/INGBNL2A/Shop BV/Amsterdam///REMI/USTD//inv 7/EREF/E-7/\n",
                        ":61:270302C1,00NTRFNONREF//B2\n:86:EREF+E-8 SVWZ+inv 8\n",
                        ":61:270302C1,00NTRFCUST//B3\n:86:plain\nwords\n"),
                "103,00"));

        assertThat(entries.get(0).references().of(Role.END_TO_END)).contains("E-7");
        assertThat(entries.get(0).counterparty().orElseThrow().name()).isEqualTo("Shop BV");
        assertThat(entries.get(0)
                        .counterparty()
                        .orElseThrow()
                        .account()
                        .orElseThrow()
                        .lastFour())
                .isEqualTo("2345");
        assertThat(entries.get(1).references().of(Role.END_TO_END)).contains("E-8");
        assertThat(entries.get(1).text()).isEqualTo("inv 8");
        assertThat(entries.get(2).references().of(Role.INSTRUCTION)).contains("CUST");
        assertThat(entries.get(2).text()).isEqualTo("plain words");
        assertThat(entries.get(1).references().of(Role.INSTRUCTION)).isEmpty();
    }
}
