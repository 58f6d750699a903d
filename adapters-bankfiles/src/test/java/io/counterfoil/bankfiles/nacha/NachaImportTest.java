package io.counterfoil.bankfiles.nacha;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.nacha.NachaLines.BATCH;
import static io.counterfoil.bankfiles.nacha.NachaLines.HEADER;
import static io.counterfoil.bankfiles.nacha.NachaLines.ONE;
import static io.counterfoil.bankfiles.nacha.NachaLines.TWO;
import static io.counterfoil.bankfiles.nacha.NachaLines.control;
import static io.counterfoil.bankfiles.nacha.NachaLines.end;
import static io.counterfoil.bankfiles.nacha.NachaLines.file;
import static io.counterfoil.bankfiles.nacha.NachaLines.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NachaImportTest {

    @Test
    @DisplayName(
            "BNK-43 short lines, no filling, one physical line, blanks at the end, other line ends: read alike and reported")
    void tolerance() {
        List<PaymentEntry> expected = records(source(good()), PaymentEntry.class);
        assertThat(codes(receipt(source(good())))).isEmpty();
        assertThat(receipt(source(good().replace("\n", ""))).status()).isEqualTo(ProofStatus.PROVED);
        for (String form : List.of(
                good().replace("\n", "\r\n"),
                good().replace("\n", "\r"),
                good().replace("\n", "   \n"),
                "\n\n" + good() + "\n\n\u001A",
                good().replaceAll(" +\n", "\n"))) {
            assertThat(records(source(form), PaymentEntry.class).stream()
                            .map(entry -> entry.name() + entry.amount() + entry.trace())
                            .toList())
                    .isEqualTo(expected.stream()
                            .map(entry -> entry.name() + entry.amount() + entry.trace())
                            .toList());
            assertThat(receipt(source(form)).status()).isEqualTo(ProofStatus.PROVED);
        }
        String oneLine = good().replace("\n", "");
        assertThat(records(source(oneLine), PaymentEntry.class)).hasSize(2);
        // moov-io/ach 1280: a line of 93 characters
        assertThat(codes(receipt(source(good().replace(
                                end(1, 2, 46276020, 12550, 0),
                                end(1, 2, 46276020, 12550, 0).substring(0, 93))))))
                .containsExactly("LINE_SHORT");
        String unfilled = String.join(
                "\n", HEADER, BATCH, ONE, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0));
        ImportReceipt receipt = receipt(source(unfilled));
        assertThat(codes(receipt)).containsExactly("BLOCK_PADDING_MISSING");
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-43 BNK-39 a missing batch control breaks the proof and does not merge batches (moov-io/ach 1202)")
    void missingBatchControl() {
        String file =
                file(HEADER, BATCH, ONE, BATCH, TWO, control(1, 23138010, 2550, 0), end(2, 2, 46276020, 12550, 0));
        ImportReceipt receipt = receipt(source(file));
        assertThat(codes(receipt)).containsExactly("BATCH_CONTROL_MISSING");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(figure(file, "batches")).isEqualTo(2);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(codes(receipt(source(file(HEADER, control(0, 0, 0, 0), end(0, 0, 0, 0, 0))))))
                .containsExactly("BATCH_CONTROL_WITHOUT_BATCH");
        assertThat(codes(receipt(source(file(HEADER, ONE, TWO)))))
                .containsExactly("BATCH_HEADER_MISSING", "BATCH_CONTROL_MISSING", "FILE_CONTROL_MISSING");
    }

    private static long figure(String file, String name) {
        return records(source(file), BankRecord.FileSummary.class)
                .get(0)
                .figures()
                .get(name);
    }

    @Test
    @DisplayName("BNK-39 declared and found figures are both said: a file that claims more batches than it holds")
    void claimsMore() {
        ImportReceipt receipt = receipt(
                source(file(HEADER, BATCH, ONE, TWO, control(2, 46276020, 12550, 0), end(3, 2, 46276020, 12550, 0))));
        assertThat(receipt.disagreements()).hasSize(1);
        assertThat(receipt.disagreements().get(0).name()).isEqualTo("batches");
        assertThat(receipt.disagreements().get(0).declared()).isEqualTo("3");
        assertThat(receipt.disagreements().get(0).computed()).isEqualTo("1");
        assertThat(receipt.sentence()).isEqualTo("NACHA, 2 entries, BROKEN: batches declared 3, computed 1");
        assertThat(receipt.diagnostics().get(0).location().line()).isEqualTo(6);
        assertThat(receipt.totals()).hasSize(9);
        ImportReceipt tapes = receipt(
                source(file(HEADER, BATCH, ONE, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0))
                        .replace("9000001000001", "9000001000002")));
        assertThat(codes(tapes)).containsExactly("FILE_BLOCKS");
        assertThat(tapes.diagnostics().get(0).message()).isEqualTo("the control declares 2 blocks, the records fill 1");
        assertThat(tapes.status()).as("blocks belong to tapes").isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-40 forward payments and returns in one file are said (moov-io/ach 150); counts in return files hold (936)")
    void mixed() {
        String returned =
                "62623138010412345678         0000010000ID1            NAME 1                  1091000010000001";
        String addenda =
                "799R01091000010000042      09100001NO FUNDS                                    091000010000001";
        ImportReceipt receipt = receipt(source(file(
                HEADER, BATCH, ONE, returned, addenda, control(3, 46276020, 20000, 0), end(1, 3, 46276020, 20000, 0))));
        assertThat(codes(receipt)).containsExactly("MIXED_FORWARD_AND_RETURN");
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.sums().isZero()).isTrue();
        assertThat(codes(receipt(source(file(
                        HEADER,
                        BATCH,
                        returned,
                        addenda,
                        control(2, 23138010, 10000, 0),
                        end(1, 2, 23138010, 10000, 0))))))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-40 a dishonoured and a contested return, to the column (moov-io/ach 1064)")
    void dishonouredAndContested() {
        String entry = "622121042882123456789        0100000000ABC##jvkdjfuiwnWade Arnold             1121042880000001";
        String returned =
                "799R07099912340000015      09101298Authorization Revoked                       000000000000000";
        String dishonoured =
                "799R68059999990000301      12391871   12391871000000117901Untimely Return      059999990000001";
        String contested =
                "799R71059999990000301270123123918711647799999900003011650188999999000030116667 123918710000001";
        String batch = BATCH.replace("270303", "      ");
        ReturnItem third = records(
                        source(file(
                                HEADER,
                                batch,
                                entry,
                                returned,
                                dishonoured,
                                contested,
                                control(4, 12104288, 0, 100000000),
                                end(1, 4, 12104288, 0, 100000000))),
                        ReturnItem.class)
                .get(0);
        assertThat(third.stage()).isEqualTo(ReturnItem.Stage.CONTESTED);
        assertThat(third.code()).isEqualTo("R71");
        assertThat(third.trace()).isEqualTo("059999990000301");
        assertThat(third.answered()).containsExactly("R07", "R68", "R01", "R67");
        assertThat(third.originalOn()).contains(java.time.LocalDate.of(2027, 1, 23));
        assertThat(third.returnedOn()).contains(java.time.LocalDate.of(2027, 3, 1));
        assertThat(third.toItem(java.time.LocalDate.of(2027, 3, 9)))
                .as("an answer is no return")
                .isEmpty();
        ReturnItem second = records(source(file(HEADER, batch, entry, dishonoured)), ReturnItem.class)
                .get(0);
        assertThat(second.stage()).isEqualTo(ReturnItem.Stage.DISHONOURED);
        assertThat(second.answered()).containsExactly("R01");
        assertThat(second.information()).isEqualTo("Untimely Return");
        ReturnItem first = records(source(file(HEADER, batch, entry, returned)), ReturnItem.class)
                .get(0);
        assertThat(first.stage()).isEqualTo(ReturnItem.Stage.RETURN);
        assertThat(first.information()).isEqualTo("Authorization Revoked");
        assertThat(first.toItem(java.time.LocalDate.of(2027, 3, 9))
                        .orElseThrow()
                        .returnedOn())
                .isEqualTo(java.time.LocalDate.of(2027, 3, 1));
        assertThat(records(source(file(HEADER, BATCH, entry, returned.replace("R07", "R97"))), ReturnItem.class)
                        .get(0)
                        .reason()
                        .known())
                .isFalse();
    }

    @Test
    @DisplayName("BNK-40 corrected data by change code, unknown layouts kept as text")
    void corrections() {
        assertThat(change("C01", "9988776655").newAccount().orElseThrow().number())
                .isEqualTo("9988776655");
        assertThat(change("C02", "091000019").newRouting()).contains("091000019");
        AccountChange both = change("C03", "091000019   9988776655");
        assertThat(both.newRouting()).contains("091000019");
        assertThat(both.newAccount().orElseThrow().number()).isEqualTo("9988776655");
        assertThat(both.newAccount().orElseThrow().routing()).isEqualTo("091000019");
        assertThat(change("C04", "NEW NAME").newName()).contains("NEW NAME");
        assertThat(change("C05", "37").newTransactionCode()).contains("37");
        AccountChange code = change("C06", "9988776655          37");
        assertThat(code.newAccount().orElseThrow().number()).isEqualTo("9988776655");
        assertThat(code.newTransactionCode()).contains("37");
        AccountChange all = change("C07", "0910000199988776655       37");
        assertThat(all.newRouting()).contains("091000019");
        assertThat(all.newAccount().orElseThrow().number()).isEqualTo("9988776655");
        assertThat(all.newTransactionCode()).contains("37");
        assertThat(change("C09", "ID-9").newIndividualId()).contains("ID-9");
        AccountChange unknown = change("C78", "9722-C3");
        assertThat(unknown.correctedData()).isEqualTo("9722-C3");
        assertThat(unknown.newAccount()).isEmpty();
        assertThat(unknown.trace()).isEqualTo("091000010000042");
    }

    private static AccountChange change(String code, String data) {
        String entry = "62123138010412345678         0000000000ID3            NAME 3                  1091000010000003";
        String addenda = String.format("798%s091000010000042      09100001%-29s%15s091000010000003", code, data, "");
        return records(
                        source(file(
                                HEADER, BATCH, entry, addenda, control(2, 23138010, 0, 0), end(1, 2, 23138010, 0, 0))),
                        AccountChange.class)
                .get(0);
    }

    @Test
    @DisplayName("BNK-44 a difference is explained: missing, doubled, transposed, a batch lost")
    void explanations() {
        assertThat(why(HEADER, BATCH, ONE, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0)))
                .contains("one entry is missing: amount 25.50, receiving bank 23138010");
        assertThat(why(HEADER, BATCH, ONE, TWO, TWO, control(2, 46276020, 12550, 0), end(1, 2, 46276020, 12550, 0)))
                .contains("the entry on line 5 is the one on line 4 again");
        assertThat(why(
                        HEADER,
                        BATCH,
                        ONE,
                        TWO.replace("0000002550", "0000005250"),
                        control(2, 46276020, 12550, 0),
                        end(1, 2, 46276020, 12550, 0)))
                .contains("two digits of the entry on line 4 changed places: 52.50 for 25.50");
        assertThat(why(HEADER, BATCH, ONE, control(1, 23138010, 10000, 0), end(2, 2, 46276020, 12550, 0)))
                .contains("one batch is lost: 1 entries and addenda, hash 23138010, debits 25.50, credits 0.00");
        assertThat(why(HEADER, BATCH, ONE, TWO, control(2, 46276020, 12551, 0), end(1, 2, 46276020, 12550, 0)))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-44 an explanation holds only where it explains every figure")
    void explanationsThatHold() {
        String prenote =
                "62823138010412345678         0000000000ID3            NAME 3                  0091000010000003";
        String paid = "62209100001912345678         0000003000ID4            NAME 4                  0091000010000004";
        String end = end(1, 2, 46276020, 12550, 0);
        assertThat(why(HEADER, BATCH, ONE, control(2, 32238011, 10000, 3000), end))
                .containsExactly("one entry is missing: amount 30.00, receiving bank 09100001");
        assertThat(why(HEADER, BATCH, ONE, control(2, 46276020, 10000, 0), end))
                .as("an entry without money")
                .containsExactly("one entry is missing: amount 0.00, receiving bank 23138010");
        assertThat(why(HEADER, BATCH, ONE, control(2, 23138010 + 99_999_999L, 10001, 0), end))
                .containsExactly("one entry is missing: amount 0.01, receiving bank 99999999");
        assertThat(why(HEADER, BATCH, ONE, control(2, 23138010 + 100_000_000L, 10001, 0), end))
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, control(2, 23138010, 10001, 0), end)).isEmpty();
        assertThat(why(HEADER, BATCH, ONE, control(2, 46276020, 9999, 0), end))
                .as("money that is missing is not one entry less")
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, control(2, 32238011, 12000, 3000), end))
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, control(3, 46276020, 12550, 0), end)).isEmpty();

        assertThat(why(HEADER, BATCH, ONE, TWO, control(1, 23138010, 2550, 0), end))
                .containsExactly("the entry on line 3 is one too many");
        assertThat(why(HEADER, BATCH, TWO, ONE, paid, control(2, 46276020, 12550, 0), end))
                .containsExactly("the entry on line 5 is one too many");
        assertThat(why(HEADER, BATCH, ONE, prenote, control(1, 23138010, 10000, 0), end))
                .containsExactly("the entry on line 4 is one too many");
        assertThat(why(HEADER, BATCH, ONE, TWO, control(1, 23138010, 15100, 0), end))
                .as("one entry less does not leave more money")
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, TWO, control(1, 23138011, 10000, 0), end))
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, TWO, TWO, control(1, 23138010, 10000, 0), end))
                .isEmpty();
        String dear = TWO.replace("0000002550", "0000010000");
        assertThat(why(HEADER, BATCH, ONE, paid, dear, control(2, 32238011, 10000, 3000), end))
                .containsExactly("the entry on line 5 is the one on line 3 again");
        assertThat(why(
                        HEADER,
                        BATCH,
                        ONE.replace("23138010", "09100001"),
                        dear,
                        TWO,
                        control(2, 11650012, 20000, 0),
                        end))
                .isEmpty();

        assertThat(why(HEADER, BATCH, paid.replace("3000", "0300"), control(1, 9100001, 0, 3000), end))
                .containsExactly("two digits of the entry on line 3 changed places: 3.00 for 30.00");
        assertThat(why(HEADER, BATCH, TWO, paid.replace("3000", "5250"), control(2, 32238011, 5250, 5250), end))
                .as("a credit does not explain what is wrong with debits")
                .containsExactly("two digits of the entry on line 3 changed places: 25.50 for 52.50");
        assertThat(why(HEADER, BATCH, TWO, TWO, control(2, 46276020, 7800, 0), end))
                .as("either of them")
                .isEmpty();
        assertThat(why(HEADER, BATCH, TWO, control(1, 23138011, 5250, 0), end)).isEmpty();
        assertThat(why(HEADER, BATCH, TWO, control(1, 23138010, 2559, 0), end)).isEmpty();
        assertThat(why(HEADER, BATCH, TWO, control(1, 23138010, 2550, 0).replaceFirst("8200000001", "820000000X"), end))
                .isEmpty();
        String most = ONE.replace("0000010000", "9100000000");
        assertThat(why(HEADER, BATCH, most, control(1, 23138010, 1_900_000_000L, 0), end))
                .containsExactly("two digits of the entry on line 3 changed places: 91000000.00 for 19000000.00");
    }

    @Test
    @DisplayName("BNK-44 a batch of more entries than are kept is counted and not explained")
    void largeBatches() {
        List<String> lines = new ArrayList<>(List.of(HEADER, BATCH));
        lines.addAll(Collections.nCopies(65_536, ONE));
        String kept = String.join("\n", lines) + "\n" + control(65_537, 0, 655_370_000, 0);
        assertThat(receipt(source(kept.replaceFirst("0000000000000655370000", hash(65_537) + "000655370000")))
                        .diagnostics()
                        .get(0)
                        .attributes())
                .containsEntry("explanation", "one entry is missing: amount 100.00, receiving bank 23138010");
        lines.add(ONE);
        String more = String.join("\n", lines) + "\n" + control(65_538, 0, 655_380_000, 0);
        assertThat(receipt(source(more.replaceFirst("0000000000000655380000", hash(65_538) + "000655380000")))
                        .diagnostics()
                        .get(0)
                        .attributes())
                .isEmpty();
    }

    private static String hash(long entries) {
        return String.format("%010d", entries * 23_138_010 % 10_000_000_000L);
    }

    @Test
    @DisplayName("BNK-44 a lost batch is named by its figures, and only where all of them are more")
    void lostBatches() {
        String paid = control(1, 23138010, 10000, 0);
        assertThat(why(HEADER, BATCH, ONE, paid, end(2, 3, 32238011, 10000, 3000)))
                .containsExactly("one batch is lost: 2 entries and addenda, hash 9100001, debits 0.00, credits 30.00");
        assertThat(why(HEADER, BATCH, ONE, paid, end(2, 2, 3138010, 10000, 0)))
                .as("the hash goes round at ten digits")
                .containsExactly(
                        "one batch is lost: 1 entries and addenda, hash 9980000000, debits 0.00, credits 0.00");
        assertThat(why(HEADER, BATCH, ONE, paid, end(2, 1, 23138010, 10000, 0))).isEmpty();
        assertThat(why(HEADER, BATCH, ONE, paid, end(3, 3, 32238011, 10000, 3000)))
                .isEmpty();
        assertThat(why(HEADER, BATCH, ONE, paid, end(2, 3, 32238011, 9999, 3000)))
                .isEmpty();
        assertThat(why(
                        HEADER,
                        BATCH,
                        ONE.replace("627", "622"),
                        control(1, 23138010, 0, 10000),
                        end(2, 3, 32238011, 5000, 9999)))
                .isEmpty();
    }

    private static List<String> why(String... records) {
        return receipt(source(file(records))).diagnostics().stream()
                .map(one -> one.attributes().getOrDefault("explanation", ""))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    @Test
    @DisplayName("BNK-10 columns count characters, not bytes, in UTF-8 and in Windows-1252")
    void characters() {
        String file = good().replace("NAME 1  ", "ÅÄÖéÜß  ");
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            var bytes = io.counterfoil.bankfiles.source.ByteSource.of(file.getBytes(charset), "file");
            assertThat(receipt(bytes).status()).isEqualTo(ProofStatus.PROVED);
            assertThat(codes(receipt(bytes))).isEmpty();
            assertThat(records(bytes, PaymentEntry.class).get(0).name()).isEqualTo("ÅÄÖéÜß");
        }
        assertThat(records(source("\uFEFF" + file), PaymentEntry.class)).hasSize(2);
    }

    @Test
    @DisplayName("BNK-03 bad entries are rejected by line with their bytes, and break the proof")
    void badEntries() {
        ImportReceipt receipt = receipt(source(file(
                HEADER,
                BATCH,
                ONE.replace("627", "620"),
                TWO.replace("2550", "25X0"),
                "7" + ONE.substring(1),
                "X",
                control(2, 46276020, 0, 0),
                end(1, 3, 46276020, 0, 0))));
        assertThat(receipt.rejections())
                .extracting(one -> one.code().id() + " " + one.location().line())
                .containsExactly("IMPORT.BAD_TRANSACTION_CODE 3", "IMPORT.BAD_AMOUNT 4", "IMPORT.RECORD_TYPE 6");
        assertThat(new String(receipt.rejections().get(0).raw(), StandardCharsets.US_ASCII))
                .startsWith("620");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.records()).isEqualTo(3);
        assertThat(receipt.diagnostics().toString()).doesNotContain("12345678 ");
    }
}
