package io.counterfoil.bankfiles.ofx;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Counterparty;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OfxFileTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 2);

    private final Amounts cad = Amounts.in("CAD");
    private final BankAccountRef account = BankAccountRef.of("XX", "000312345", "1234567");

    private StatementEntry entry(String id, String amount, StatementEntry.Kind kind) {
        return StatementEntry.builder()
                .id(ItemId.of(id))
                .account(account)
                .bookedOn(DAY)
                .valueOn(DAY.plusDays(1))
                .amount(cad.of(amount))
                .kind(kind)
                .references(new References(Map.of(Role.BANK, "F" + id, Role.CHEQUE, "77", Role.END_TO_END, "E2E")))
                .counterparty(Counterparty.named("Smith & Sons <Ltd>"))
                .text("Smith & Sons <Ltd> invoice é 7")
                .build();
    }

    private Statement statement(List<StatementEntry> entries) {
        return Statement.builder()
                .key(new StatementKey(account.token(), "CAMT053", "7", 0, true))
                .account(account)
                .currency(cad.currency())
                .addAllEntries(entries)
                .closing(new StatementBalance(StatementBalance.Type.CLOSING, cad.of("12.34"), DAY.plusDays(2)))
                .build();
    }

    private static String written(OfxFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(Charset.forName("windows-1252"));
    }

    private static Statement read(OfxFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteSource source = ByteSource.of(out.toByteArray(), "written.qbo");
        ImportReceipt receipt = Imports.standard().prove(source);
        assertThat(receipt.diagnostics()).isEmpty();
        return Imports.standard().statements(source, receipt).get(0);
    }

    @Test
    @DisplayName("BNK-34 a QBO file names the bank for QuickBooks and reads back to what was written, in both versions")
    void readsBack() {
        List<StatementEntry> entries = List.of(
                entry("1", "10.00", StatementEntry.Kind.TRANSFER),
                entry("2", "-2.50", StatementEntry.Kind.FEE),
                entry("3", "-1.00", StatementEntry.Kind.CARD),
                entry("4", "-1.01", StatementEntry.Kind.CHEQUE),
                entry("5", "0.01", StatementEntry.Kind.INTEREST),
                entry("6", "5.00", StatementEntry.Kind.CASH),
                entry("7", "-5.00", StatementEntry.Kind.DIRECT_DEBIT));
        OfxFile.Builder builder = OfxFile.of(statement(entries))
                .account("000312345", "1234567")
                .organisation("Royal & Co")
                .quickBooks("3000")
                .writtenAt(Instant.parse("2027-03-04T05:06:07Z"));
        String text = written(builder.build().orThrow());

        assertThat(text)
                .startsWith("OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n")
                .contains("<DTSERVER>20270304050607[0:GMT]\r\n", "<ORG>Royal &amp; Co\r\n", "<INTU.BID>3000\r\n")
                .contains("<DTSTART>20270302\r\n<DTEND>20270304\r\n", "<BALAMT>12.34\r\n<DTASOF>20270304\r\n");
        for (OfxFile file :
                List.of(builder.build().orThrow(), builder.xml().build().orThrow())) {
            Statement back = read(file);
            assertThat(back.account()).isEqualTo(account);
            assertThat(back.closing()).isEqualTo(statement(entries).closing());
            for (int i = 0; i < entries.size(); i++) {
                StatementEntry was = entries.get(i);
                StatementEntry is = back.entries().get(i);
                assertThat(is.amount()).isEqualTo(was.amount());
                assertThat(is.kind()).isEqualTo(was.kind());
                assertThat(is.bookedOn()).isEqualTo(was.bookedOn());
                assertThat(is.valueOn()).isEqualTo(was.valueOn());
                assertThat(is.references()).isEqualTo(was.references());
                assertThat(is.counterparty()).isEqualTo(was.counterparty());
                assertThat(is.text()).endsWith(was.text());
            }
        }
    }

    @Property(tries = 100)
    @Label("BNK-34 whatever a statement holds, amounts and ids read back")
    void anyAmounts(@ForAll @Size(max = 20) List<@LongRange(min = -9_999_999, max = 9_999_999) Long> minors) {
        List<StatementEntry> entries = new java.util.ArrayList<>();
        for (long minor : minors) {
            entries.add(entry("n" + entries.size(), Amounts.plain(cad.ofMinor(minor)), StatementEntry.Kind.OTHER));
        }
        Statement back =
                read(OfxFile.of(statement(entries)).account("1", "2").build().orThrow());

        assertThat(back.entries().stream().map(e -> Amounts.minor(e.amount()))).isEqualTo(minors);
    }

    @Test
    @DisplayName("BNK-34 everything that does not fit is named at once")
    void refusals() {
        Statement bare = Statement.builder()
                .from(statement(List.of(
                        entry("1", "1.00", StatementEntry.Kind.OTHER), entry("1", "1.00", StatementEntry.Kind.OTHER))))
                .closing(java.util.Optional.empty())
                .build();

        Checked<OfxFile> file = OfxFile.of(bare)
                .account("1234567890", "")
                .accountType("GOLD")
                .quickBooks("x")
                .build();

        assertThat(file.value()).isEmpty();
        assertThat(file.diagnostics().stream().map(d -> d.code().id()))
                .containsExactly(
                        "IMPORT.DOES_NOT_FIT",
                        "IMPORT.VALUE_MISSING",
                        "IMPORT.DOES_NOT_FIT",
                        "IMPORT.DOES_NOT_FIT",
                        "IMPORT.VALUE_MISSING",
                        "IMPORT.NOT_UNIQUE");
    }

    @Test
    @DisplayName("BNK-34 a reference that the bank gave twice is replaced by the entry's own id")
    void repeatedReferences() {
        StatementEntry first = entry("1", "1.00", StatementEntry.Kind.OTHER);
        StatementEntry second =
                StatementEntry.builder().from(first).id(ItemId.of("2")).build();

        String text = written(OfxFile.of(statement(List.of(first, second)))
                .account("1", "2")
                .build()
                .orThrow());

        assertThat(text).contains("<FITID>1\r\n", "<FITID>2\r\n").doesNotContain("<FITID>F1");
    }
}
