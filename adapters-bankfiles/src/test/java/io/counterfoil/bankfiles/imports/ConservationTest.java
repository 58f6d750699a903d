package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What came in is what is handed out, kept apart or refused: each reading is held against the receipt. */
class ConservationTest {

    private static final Rejection REJECTED =
            Rejection.of(Diagnostic.Location.of("other"), "Ntry", ImportCode.BAD_AMOUNT, "made up");

    private static Map<String, UnaryOperator<ImportReceipt>> tamperings(CurrencyUnit currency) {
        Map<String, UnaryOperator<ImportReceipt>> changes = new LinkedHashMap<>();
        changes.put(
                "items",
                r -> ImportReceipt.builder()
                        .from(r)
                        .items(r.items() + 1)
                        .records(r.records() + 1)
                        .build());
        changes.put(
                "records kept apart",
                r -> ImportReceipt.builder()
                        .from(r)
                        .keptApart(r.keptApart() + 1)
                        .records(r.records() + 1)
                        .build());
        changes.put(
                "rejections",
                r -> ImportReceipt.builder()
                        .from(r)
                        .addRejections(REJECTED)
                        .records(r.records() + 1)
                        .build());
        changes.put(
                "sums",
                r -> ImportReceipt.builder()
                        .from(r)
                        .sums(r.sums().plus(currency, 1))
                        .build());
        return changes;
    }

    private static ImportReceipt accepted(ImportReceipt receipt) {
        return receipt.acceptedBy(Actor.approver("maria"), "looked at in a test");
    }

    @Test
    @DisplayName(
            "BNK-02 every reader hands out what its receipt counts, and a receipt that counts otherwise is refused at the end of the file")
    void everyFormat() {
        Map<FileFormat, List<byte[]>> samples = FormatSamples.all();
        samples.forEach((format, files) -> {
            Imports imports = FormatSamples.imports(format);
            for (byte[] bytes : files) {
                ByteSource source = ByteSource.of(bytes, "file-" + format);
                ImportReceipt receipt = accepted(imports.prove(source));
                long entries = entries(imports, source, receipt);
                long records = records(imports, source, receipt);
                assertThat(entries + records).as(format.name()).isEqualTo(receipt.items());
                assertThat(Math.min(entries, records)).isZero();
                CurrencyUnit currency = receipt.sums().currencies().stream()
                        .findFirst()
                        .orElse(Amounts.in("EUR").currency());
                tamperings(currency).forEach((what, change) -> {
                    ImportReceipt tampered = change.apply(receipt);
                    assertRefused(what, () -> entries(imports, source, tampered));
                    assertRefused(what, () -> records(imports, source, tampered));
                    if (entries > 0) {
                        assertRefused(what, () -> imports.statements(source, tampered));
                    }
                });
            }
        });
    }

    private static void assertRefused(String what, Runnable reading) {
        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(reading::run)
                .satisfies(e -> {
                    assertThat(e.refusal().code()).isEqualTo(ImportCode.RECEIPT_DIFFERS);
                    assertThat(e.refusal().sentence()).startsWith(what + " of file-");
                });
    }

    private static long entries(Imports imports, ByteSource source, ImportReceipt receipt) {
        try (Stream<StatementEntry> entries = imports.entries(source, receipt)) {
            return entries.count();
        }
    }

    private static long records(Imports imports, ByteSource source, ImportReceipt receipt) {
        try (Stream<BankRecord> records = imports.records(source, receipt, BankRecord.class)) {
            return records.filter(one -> !(one instanceof BankRecord.FileSummary))
                    .count();
        }
    }

    @Test
    @DisplayName(
            "BNK-02 the refusal says what was found and what the receipt says; what stands before the end of the file was handed out")
    void sentences() {
        Imports imports = Imports.standard();
        ByteSource file = Importing.file(CamtFiles.version(8)
                .entry(500, "")
                .entry(-200, "")
                .raw(1, "PDNG", "")
                .text());
        ImportReceipt receipt = imports.prove(file);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(receipt.keptApart()).isEqualTo(1);
        assertThat(receipt.records()).isEqualTo(3);
        ImportReceipt tampered =
                ImportReceipt.builder().from(receipt).items(3).records(4).build();
        ImportReceipt elsewhere = ImportReceipt.builder()
                .from(receipt)
                .sums(Totals.of(Amounts.in("USD").ofMinor(300)))
                .build();

        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(() -> imports.statements(file, tampered))
                .satisfies(e -> assertThat(e.refusal().sentence())
                        .startsWith("items of bank-0301.xml are 2, expected 3 as the receipt says\nMaybe"));
        assertThatExceptionOfType(Refusal.RefusedException.class)
                .isThrownBy(() -> imports.statements(file, elsewhere))
                .satisfies(e -> assertThat(e.refusal().sentence())
                        .startsWith("sums of bank-0301.xml are " + receipt.sums() + ", expected "));
        try (Stream<StatementEntry> entries = imports.entries(file, tampered)) {
            assertThat(entries.limit(2)).hasSize(2);
        }
        assertThat(imports.statements(file, receipt)).hasSize(1);
    }

    @Test
    @DisplayName(
            "BNK-02 counting: items with and without an amount, sums by currency, none of a currency that leaves 64 bits")
    void counting() {
        ItemCount count = new ItemCount();
        CurrencyUnit cad = Amounts.in("CAD").currency();
        CurrencyUnit usd = Amounts.in("USD").currency();
        count.item();
        assertThat(count.item(cad, 500)).isTrue();
        assertThat(count.item(usd, Long.MAX_VALUE)).isTrue();
        assertThat(count.item(cad, -200)).isTrue();
        assertThat(count.item(usd, 1)).isFalse();
        assertThat(count.item(usd, Long.MAX_VALUE)).isTrue();
        count.keptApart();
        count.keptApart();
        count.rejected();

        assertThat(count.items()).isEqualTo(6);
        assertThat(count.apart()).isEqualTo(2);
        assertThat(count.records()).isEqualTo(9);
        assertThat(count.sums()).isEqualTo(Totals.of(Amounts.in("CAD").ofMinor(300)));
    }
}
