package io.counterfoil.bankfiles.nacha;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.bankfiles.nacha.NachaLines.BATCH;
import static io.counterfoil.bankfiles.nacha.NachaLines.FILL;
import static io.counterfoil.bankfiles.nacha.NachaLines.HEADER;
import static io.counterfoil.bankfiles.nacha.NachaLines.ONE;
import static io.counterfoil.bankfiles.nacha.NachaLines.TWO;
import static io.counterfoil.bankfiles.nacha.NachaLines.control;
import static io.counterfoil.bankfiles.nacha.NachaLines.end;
import static io.counterfoil.bankfiles.nacha.NachaLines.file;
import static io.counterfoil.bankfiles.nacha.NachaLines.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.nacha.internal.NachaCodes;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nacha files at their edges, from records written out by their columns. */
class NachaEdgesTest {

    private static final String RETURNED =
            "62623138010412345678         0000010000ID1            NAME 1                  1091000010000001";
    private static final String ADDENDA =
            "799R01091000010000042      09100001NO FUNDS                                    091000010000001";

    private static String wide(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** A credit of so many cents to the bank. */
    private static String credit(int bank, long cents) {
        return String.format(
                "622%08d4%-17s%010d%-15s%-22s  0091000010000009", bank, "12345678", cents, "ID9", "NAME 9");
    }

    private static final String ABROAD = "5220" + " ".repeat(16) + "FF3" + " ".repeat(15)
            + "US1234567890IATTRADEPAYMTCADUSD270303   1091000010000001";

    private static String abroad(String... addenda) {
        String entry = "6222313801040007" + " ".repeat(13) + "0000100000" + wide("998877665544", 35) + "    "
                + "1091000010000001";
        int count = 1 + addenda.length;
        String[] records = new String[5 + addenda.length];
        records[0] = HEADER;
        records[1] = ABROAD;
        records[2] = entry;
        System.arraycopy(addenda, 0, records, 3, addenda.length);
        records[3 + addenda.length] = control(count, 23138010, 0, 100000);
        records[4 + addenda.length] = end(1, count, 23138010, 0, 100000);
        return file(records);
    }

    @Test
    @DisplayName("BNK-39 an IAT entry has its account, name and references where international entries have them")
    void international() {
        String address =
                "711" + wide("BEK SOLUTIONS", 35) + wide("15 WEST PLACE STREET", 35) + " ".repeat(14) + "0000001";
        String name = "710ANN000000000000100000" + wide("FT-1", 22) + wide("BEK ENTERPRISES", 35) + "      0000001";
        String file = abroad(address, name);
        assertThat(receipt(source(file)).status()).isEqualTo(ProofStatus.PROVED);
        PaymentEntry entry = records(source(file), PaymentEntry.class).get(0);
        assertThat(entry.direction()).isEqualTo(Rail.Direction.CREDIT);
        assertThat(Amounts.text(entry.amount())).isEqualTo("1000.00 USD");
        assertThat(entry.account().lastFour()).isEqualTo("5544");
        assertThat(entry.account().routing()).isEqualTo("231380104");
        assertThat(entry.name()).isEqualTo("BEK ENTERPRISES");
        assertThat(entry.reference()).isEmpty();
        assertThat(entry.entryClass()).isEqualTo("IAT");
        assertThat(entry.description()).isEqualTo("TRADEPAYMT");
        assertThat(entry.originator()).isEqualTo("1234567890");
        assertThat(entry.trace()).isEqualTo("091000010000001");
        assertThat(entry.dueOn()).contains(LocalDate.of(2027, 3, 3));
        assertThat(entry.correction()).isFalse();
        assertThat(entry.remittance())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).startsWith("711BEK SOLUTIONS"));
        assertThat(records(source(abroad()), PaymentEntry.class).get(0).name()).isEmpty();

        ReturnItem back =
                records(source(abroad(name, ADDENDA)), ReturnItem.class).get(0);
        assertThat(back.reference()).isEmpty();
        assertThat(back.name()).isEqualTo("BEK ENTERPRISES");
        assertThat(back.account().orElseThrow().lastFour()).isEqualTo("5544");
        AccountChange change = records(
                        source(abroad(
                                name, "798C01091000010000042      0910000112345" + " ".repeat(39) + "091000010000001")),
                        AccountChange.class)
                .get(0);
        assertThat(change.reference()).isEmpty();
        assertThat(change.newAccount().orElseThrow().number()).isEqualTo("12345");
    }

    private static final String ADVICE =
            "5280ORIGIN CO                           1234567890ADVADVICES   270303270303   1091000010000001";

    private static String advice(String code, long cents) {
        return "6" + code + "231380104123456789012345" + String.format("%012d", cents) + "091000019FILE1O"
                + wide("NAME 7", 24) + "0011000010500001";
    }

    private static String advices(String debits, String credits) {
        return file(
                HEADER,
                ADVICE,
                advice("81", 123_456_789_012L),
                advice("82", 50_000),
                "82800000020046276020" + debits + credits + wide("OPERATOR", 19) + "091000010000001",
                "9000001000001000000020046276020" + debits + credits + " ".repeat(23));
    }

    @Test
    @DisplayName("BNK-39 an ADV entry has twelve digits of money, its controls twenty")
    void advices() {
        String debits = String.format("%020d", 50_000);
        String credits = String.format("%020d", 123_456_789_012L);
        String file = advices(debits, credits);
        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        List<PaymentEntry> entries = records(source(file), PaymentEntry.class);
        assertThat(Amounts.text(entries.get(0).amount())).isEqualTo("1234567890.12 USD");
        assertThat(entries.get(0).direction()).isEqualTo(Rail.Direction.CREDIT);
        assertThat(entries.get(0).account().lastFour()).isEqualTo("2345");
        assertThat(entries.get(0).name()).isEqualTo("NAME 7");
        assertThat(entries.get(0).trace()).as("an advice has none").isEmpty();
        assertThat(entries.get(1).direction()).isEqualTo(Rail.Direction.DEBIT);
        assertThat(Amounts.text(entries.get(1).amount())).isEqualTo("500.00 USD");
        assertThat(codes(receipt(source(advices(String.format("%020d", 50_001), credits)))))
                .containsExactly("BATCH_DEBIT", "FILE_DEBIT");
        assertThat(codes(receipt(source(advices(debits, String.format("%020d", 123_456_789_013L))))))
                .containsExactly("BATCH_CREDIT", "FILE_CREDIT");
        assertThat(text(NachaFile.read(source(file)).orThrow()::writeTo)).isEqualTo(file);
        assertThat(NachaFile.read(source(advices(String.format("%020d", 50_001), credits)))
                        .value())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0", "21, 1", "22, 1", "23, 1", "24, 1", "25, 0", "26, -1", "27, -1", "28, -1", "29, -1", "30, 0",
        "31, 1", "34, 1", "35, 0", "36, -1", "39, -1", "45, 0", "46, -1", "52, 1", "54, 1", "55, -1", "56, -1",
        "80, 0", "81, 1", "82, -1", "83, 1", "84, -1", "85, 1", "86, -1", "87, 1", "88, -1", "89, 0", "-1, 0"
    })
    @DisplayName("BNK-39 a transaction code says credit or debit, and advices in a way of their own")
    void signs(int code, int sign) {
        assertThat(NachaCodes.sign(code)).isEqualTo(sign);
    }

    @ParameterizedTest
    @CsvSource({"CTX, 0002, ACME", "ATX, 0002, ACME", "TRX, 0002, ACME", "ENR, 0002, ACME", "CCD, '', 0002ACME"})
    @DisplayName("BNK-39 classes that count their addenda in the entry have the name behind the count")
    void namesBehindCounts(String entryClass, String count, String name) {
        String entry = ONE.replace(wide("NAME 1", 22), wide("0002ACME", 22));
        PaymentEntry read = records(source(file(HEADER, BATCH.replace("PPD", entryClass), entry)), PaymentEntry.class)
                .get(0);
        assertThat(count + read.name()).isEqualTo(count + name);
    }

    @Test
    @DisplayName("BNK-43 records without a file header are read, and the missing header is said once")
    void withoutHeader() {
        String file = file(BATCH, ONE, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0));
        ImportReceipt receipt = receipt(source(file));
        assertThat(codes(receipt)).containsExactly("FILE_HEADER_MISSING");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("the file begins with record 5, expected a file header 1");
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.items()).isEqualTo(2);
        String late = file(BATCH, HEADER, ONE, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0));
        assertThat(codes(receipt(source(late)))).containsExactly("FILE_HEADER_MISSING");
        assertThat(records(source(late), FileSummary.class)).singleElement().satisfies(one -> {
            assertThat(one.originator()).isEqualTo("123456789");
            assertThat(one.line()).isEqualTo(2);
        });
        String within = file(
                BATCH,
                ONE,
                HEADER,
                "705" + wide("FOR MARCH", 80) + "00010000001",
                control(2, 23138010, 10000, 0),
                end(1, 2, 23138010, 10000, 0));
        assertThat(codes(receipt(source(within)))).containsExactly("FILE_HEADER_MISSING");
        assertThat(records(source(within), PaymentEntry.class).get(0).remittance())
                .as("a late header ends no entry")
                .containsExactly("FOR MARCH");
    }

    @Test
    @DisplayName("BNK-39 several files in one are proved each by itself")
    void severalFiles() {
        String credits = file(
                HEADER.replace("A094", "B094"),
                BATCH,
                credit(9100001, 700),
                credit(9100001, 300),
                control(2, 18200002, 0, 1000),
                end(1, 2, 18200002, 0, 1000));
        String both = good() + "\n" + credits;
        ImportReceipt receipt = receipt(source(both));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        List<FileSummary> files = records(source(both), FileSummary.class);
        assertThat(files).extracting(FileSummary::number).containsExactly("A", "B");
        assertThat(files.get(0).figures())
                .isEqualTo(Map.of(
                        "batches",
                        1L,
                        "entries",
                        2L,
                        "addenda",
                        0L,
                        "debitMinor",
                        12550L,
                        "creditMinor",
                        0L,
                        "entryHash",
                        46276020L,
                        "shortLines",
                        0L));
        assertThat(files.get(1).figures())
                .isEqualTo(Map.of(
                        "batches",
                        1L,
                        "entries",
                        2L,
                        "addenda",
                        0L,
                        "debitMinor",
                        0L,
                        "creditMinor",
                        1000L,
                        "entryHash",
                        18200002L,
                        "shortLines",
                        0L));
        assertThat(records(source(both), PaymentEntry.class)).hasSize(4);

        String cut = String.join("\n", HEADER, BATCH, ONE) + "\n" + credits;
        assertThat(codes(receipt(source(cut)))).containsExactly("BATCH_CONTROL_MISSING", "FILE_CONTROL_MISSING");
        assertThat(records(source(cut), FileSummary.class).get(0).figures()).containsEntry("debitMinor", 10000L);
        assertThat(records(source(String.join("\n", HEADER, BATCH, ONE)), PaymentEntry.class))
                .as("the last entry of a file that is cut behind it")
                .hasSize(1);
        ImportReceipt shorter = receipt(source(both.replaceFirst(" +\n", "\n")));
        assertThat(codes(shorter)).containsExactly("LINE_SHORT");
        assertThat(records(source(both.replaceFirst(" +\n", "\n")), FileSummary.class)
                        .get(0)
                        .figures())
                .containsEntry("shortLines", 1L);
        String twice = file(
                HEADER,
                BATCH,
                ONE,
                TWO,
                control(2, 46276020, 12550, 0),
                end(1, 2, 46276020, 12550, 0),
                end(1, 2, 46276020, 12550, 0));
        assertThat(receipt(source(twice)).rejections()).singleElement().satisfies(one -> {
            assertThat(one.code().id()).isEqualTo("IMPORT.RECORD_TYPE");
            assertThat(one.sentence()).isEqualTo("a second file control, expected the end of the file");
            assertThat(one.location().line()).isEqualTo(7);
        });
    }

    @Test
    @DisplayName("BNK-39 hashes keep ten digits, in a batch and in the file")
    void hashes() {
        String[] batch = new String[104];
        batch[0] = HEADER;
        batch[1] = BATCH;
        for (int i = 2; i < 103; i++) {
            batch[i] = credit(99_999_999, 1);
        }
        // 101 × 99,999,999 = 10,099,999,899
        batch[103] = control(101, 99_999_899, 0, 101);
        String[] all = new String[209];
        System.arraycopy(batch, 0, all, 0, 104);
        System.arraycopy(batch, 1, all, 104, 103);
        all[207] = end(2, 202, 199_999_798, 0, 202).replaceFirst("9000002000001", "9000002000021");
        all[208] = FILL;
        ImportReceipt receipt = receipt(source(file(all)));
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(records(source(file(all)), FileSummary.class).get(0).figures())
                .containsEntry("entryHash", 199_999_798L);
        assertThat(NachaFile.read(source(file(all))).value()).isPresent();
        String wrapped = file(all).replace("0099999899", "9999999999").replace("0199999798", "9999999998");
        assertThat(codes(receipt(source(wrapped)))).containsExactly("BATCH_HASH", "BATCH_HASH", "FILE_HASH");
    }

    @Test
    @DisplayName("BNK-39 the file's hash keeps ten digits where its batches together leave them")
    void hashOfTheFile() {
        String[] all = new String[108];
        all[0] = HEADER;
        all[1] = BATCH;
        for (int i = 2; i < 102; i++) {
            all[i] = credit(99_999_999, 1);
        }
        all[102] = control(100, 9_999_999_900L, 0, 100);
        all[103] = BATCH;
        all[104] = credit(99_999_999, 1);
        all[105] = control(1, 99_999_999, 0, 1);
        // 101 × 99,999,999 = 10,099,999,899
        all[106] = end(2, 101, 99_999_899, 0, 101).replaceFirst("9000002000001", "9000002000011");
        all[107] = FILL;
        assertThat(receipt(source(file(all))).diagnostics()).isEmpty();
        assertThat(records(source(file(all)), FileSummary.class).get(0).figures())
                .containsEntry("entryHash", 99_999_899L);
        assertThat(NachaFile.read(source(file(all))).value()).isPresent();
    }

    @Test
    @DisplayName("BNK-43 every record counts in the blocks of ten, the filling too")
    void blocks() {
        String plain = String.join(
                "\n",
                HEADER,
                BATCH,
                ONE,
                control(1, 23138010, 10000, 0),
                BATCH,
                ONE,
                "705" + wide("FOR MARCH", 80) + "00010000001",
                control(2, 23138010, 10000, 0),
                BATCH,
                control(0, 0, 0, 0),
                end(3, 3, 46276020, 20000, 0).replaceFirst("9000003000001", "9000003000002"));
        ImportReceipt receipt = receipt(source(plain));
        assertThat(codes(receipt)).containsExactly("BLOCK_PADDING_MISSING");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("the last block has 1 records and no filling with nines, expected 10");
        assertThat(codes(receipt(source(plain + ("\n" + FILL).repeat(9))))).isEmpty();
        assertThat(codes(receipt(source(plain + ("\n" + FILL).repeat(10))))).containsExactly("FILE_BLOCKS");
        assertThat(codes(receipt(source(plain + "\n" + FILL)))).isEmpty();

        String ten = String.join(
                "\n",
                HEADER,
                BATCH,
                ONE,
                ONE,
                ONE,
                ONE,
                ONE,
                ONE,
                control(6, 138828060, 60000, 0),
                end(1, 6, 138828060, 60000, 0));
        receipt = receipt(source(ten));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(receipt)).containsExactly("BLOCK_PADDING_MISSING");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("there is no filling record of nines; the last block of ten is full without");
        assertThat(codes(receipt(source(ten.replace("9000001000001", "9000001000002")))))
                .containsExactly("FILE_BLOCKS", "BLOCK_PADDING_MISSING");
        assertThat(codes(receipt(source(ten.replace("9000001000001", "9000002000002")))))
                .as("where something is lost, blocks say nothing more")
                .containsExactly("FILE_BATCHES");
    }

    @Test
    @DisplayName("BNK-43 a batch that the file's control ends counts in the file, and its entries have its day")
    void batchEndedByAnother() {
        String later = BATCH.replace("270303   1", "270310   1");
        String file = file(HEADER, BATCH, ONE, later, TWO, end(2, 2, 46276020, 12550, 0));
        ImportReceipt receipt = receipt(source(file));
        assertThat(codes(receipt)).containsExactly("BATCH_CONTROL_MISSING", "BATCH_CONTROL_MISSING");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("batch 0000001 of line 2 ends without its control 8");
        assertThat(records(source(file), PaymentEntry.class))
                .extracting(entry -> entry.dueOn().orElseThrow())
                .containsExactly(LocalDate.of(2027, 3, 3), LocalDate.of(2027, 3, 10));
    }

    @Test
    @DisplayName("BNK-43 entries outside any batch have no class and no day of the batch before")
    void outsideBatches() {
        String file = file(HEADER, ABROAD, control(0, 0, 0, 0), ONE, end(1, 1, 23138010, 10000, 0));
        assertThat(codes(receipt(source(file)))).containsExactly("BATCH_HEADER_MISSING", "BATCH_CONTROL_MISSING");
        PaymentEntry entry = records(source(file), PaymentEntry.class).get(0);
        assertThat(entry.entryClass()).isEmpty();
        assertThat(entry.dueOn()).isEmpty();
        assertThat(entry.name()).isEqualTo("NAME 1");
        assertThat(records(source(file), FileSummary.class).get(0).figures())
                .containsEntry("entries", 1L)
                .containsEntry("debitMinor", 10000L);
        ReturnItem back = records(source(file(HEADER, RETURNED, ADDENDA)), ReturnItem.class)
                .get(0);
        assertThat(back.returnedOn()).as("the day on which the file was made").contains(LocalDate.of(2027, 3, 1));
        String odd = BATCH.replace("270303   1", "270230   1");
        assertThat(records(source(file(HEADER, odd, ONE)), PaymentEntry.class)
                        .get(0)
                        .dueOn())
                .as("30 February")
                .isEmpty();
        assertThat(records(source(file(HEADER, BATCH.replace("270303   1", "000000   1"), ONE)), PaymentEntry.class)
                        .get(0)
                        .dueOn())
                .isEmpty();
    }
}
