package io.counterfoil.bankfiles.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.bankfiles.export.LedgerExport.Column;
import io.counterfoil.bankfiles.export.LedgerExport.Field;
import io.counterfoil.bankfiles.export.LedgerExport.Layout;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerExportTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 2);

    private final Amounts cad = Amounts.in("CAD");
    private final IdempotencyStore marks = IdempotencyStore.inMemory();

    private Journal journal(String id) {
        return Journal.of(id)
                .bookedOn(DAY)
                .debit("cash:rbc", cad.of("97.00"))
                .debit("fees", cad.of("3.00"))
                .credit("client:42", cad.of("100.00"))
                .memo("=payout, \"March\"");
    }

    private LedgerExport export(Layout layout) {
        return LedgerExport.builder(layout)
                .marks(marks)
                .map("cash:rbc", "1010")
                .map("fees", "6040")
                .map("client:42", "2100")
                .build();
    }

    private static String written(LedgerExport.Batch batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        batch.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> codes(Checked<?> checked) {
        return checked.diagnostics().stream().map(d -> d.code().id()).toList();
    }

    @Test
    @DisplayName("BNK-59 journals are written by account map and layout, with control totals")
    void quickBooks() throws IOException {
        LedgerExport.Batch batch =
                export(Layout.quickBooks()).take(List.of(journal("j1")), "b1").orThrow();

        assertThat(written(batch))
                .isEqualTo("JournalNo,JournalDate,Account,Debits,Credits,Description,Currency\r\n"
                        + "j1,03/02/2027,1010,97.00,,\"'=payout, \"\"March\"\"\",CAD\r\n"
                        + "j1,03/02/2027,6040,3.00,,\"'=payout, \"\"March\"\"\",CAD\r\n"
                        + "j1,03/02/2027,2100,,100.00,\"'=payout, \"\"March\"\"\",CAD\r\n");
        assertThat(batch.sentence()).isEqualTo("batch b1: 1 journals, 3 rows, debits and credits [100.00 CAD]");
        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.id()).isEqualTo("b1");
        assertThat(batch.debits().in(cad.currency())).isEqualTo(cad.of("100.00"));
    }

    @Test
    @DisplayName("BNK-59 a journal goes out once; the same batch again is the same file")
    void once() throws IOException {
        LedgerExport export = export(Layout.sage());
        LedgerExport.Batch first = export.take(List.of(journal("j1")), "b1").orThrow();

        assertThat(written(export.take(List.of(journal("j1")), "b1").orThrow())).isEqualTo(written(first));
        LedgerExport.Batch second =
                export.take(List.of(journal("j1"), journal("j2")), "b2").orThrow();
        assertThat(second.journals().stream().map(j -> j.id().toString())).containsExactly("j2");
        assertThat(second.elsewhere()).isEqualTo(1);
        assertThat(second.sentence()).endsWith(", 1 gone out before");
        LedgerExport other = LedgerExport.builder(Layout.sage())
                .marks(marks)
                .series("other-books")
                .map("cash:rbc", "1")
                .map("fees", "2")
                .map("client:42", "3")
                .build();
        assertThat(other.take(List.of(journal("j1")), "b3").orThrow().journals())
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "BNK-59 unmapped accounts, journals out of balance, doubled and changed ones are named, and nothing is marked")
    void refusals() {
        LedgerExport export = export(Layout.dynamics());
        Journal crooked =
                Journal.of("j2").bookedOn(DAY).debit("cash:rbc", cad.of("1.00")).credit("unknown", cad.of("0.99"));

        Checked<LedgerExport.Batch> batch = export.take(List.of(journal("j1"), crooked, journal("j1")), "b1");

        assertThat(batch.value()).isEmpty();
        assertThat(codes(batch)).containsExactly("IMPORT.ACCOUNT_NOT_MAPPED", "IMPORT.UNBALANCED", "IMPORT.NOT_UNIQUE");
        assertThat(batch.diagnostics().get(1).message()).isEqualTo("journal j2 is out of balance by 0.01 CAD");
        assertThat(export.take(List.of(journal("j1")), "b9").orThrow().journals())
                .hasSize(1);
        Journal changed =
                Journal.of("j1").bookedOn(DAY).debit("cash:rbc", cad.of("1.00")).credit("fees", cad.of("1.00"));
        assertThat(codes(export.take(List.of(changed), "b9"))).containsExactly("IMPORT.NOT_UNIQUE");
    }

    @Test
    @DisplayName("BNK-59 every shipped layout writes a row a leg; layouts that book nothing are refused")
    void layouts() throws IOException {
        for (Layout layout : List.of(
                Layout.quickBooks(), Layout.sage(), Layout.dynamics(), Layout.jdEdwards(), Layout.peopleSoft())) {
            LedgerExport export = LedgerExport.builder(layout)
                    .map("cash:rbc", "1010")
                    .map("fees", "6040")
                    .map("client:42", "2100")
                    .build();
            List<String> lines = written(
                            export.take(List.of(journal("j1")), "b1").orThrow())
                    .lines()
                    .toList();
            assertThat(lines).as(layout.id()).hasSize(4);
            assertThat(lines.get(3)).contains("2100").contains("100.00");
        }
        Layout own = Layout.builder()
                .id("own")
                .delimiter(';')
                .decimal(',')
                .datePattern("dd.MM.yyyy")
                .header(false)
                .addColumns(
                        Column.of("", Field.VALUE_ON),
                        Column.of("", Field.LINE),
                        Column.of("", Field.SIDE),
                        Column.of("", Field.ACCOUNT),
                        Column.of("", Field.SIGNED_AMOUNT),
                        new Column("", Field.CONSTANT, "x"),
                        Column.of("", Field.BATCH))
                .build();
        assertThat(written(export(own)
                        .take(List.of(journal("j7").valueOn(DAY.plusDays(1))), "b7")
                        .orThrow()))
                .isEqualTo(String.join(
                        "",
                        "03.03.2027;1;D;1010;97,00;x;b7\r\n03.03.2027;2;D;6040;3,00;x;b7\r\n",
                        "03.03.2027;3;C;2100;-100,00;x;b7\r\n"));
        assertThatThrownBy(() -> Layout.builder()
                        .id("none")
                        .addColumns(Column.of("a", Field.ACCOUNT))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Layout.builder().from(own).decimal(';').build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
