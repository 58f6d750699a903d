package io.counterfoil.bankfiles.report;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.imports.BankProfile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.DisputeNotice;
import io.counterfoil.bankfiles.record.BankRecord.FeeRecord;
import io.counterfoil.bankfiles.record.BankRecord.SettlementBatch;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.report.ReportProfile.Kind;
import io.counterfoil.bankfiles.report.ReportProfile.Role;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.item.Item;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Imports imports(ReportProfile profile) {
        return Imports.builder()
                .profile(BankProfile.builder("acme").report(profile).build())
                .build();
    }

    private static ReportProfile returns() {
        return ReportProfile.builder("acme-returns", Kind.RETURNED_ITEMS)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "Item",
                        Role.CODE,
                        "Reason",
                        Role.AMOUNT,
                        "Amount",
                        Role.DATE,
                        "Returned",
                        Role.DIRECTION,
                        "Dir",
                        Role.FEE,
                        "Fee",
                        Role.TRACE,
                        "Trace",
                        Role.ACCOUNT,
                        "Account"))
                .currency("CAD")
                .addCreditWords("CR")
                .total(new ReportProfile.Total("TOTAL", "Reason", "Amount"))
                .build();
    }

    private static final String RETURNS = ("Item,Reason,Amount,Returned,Dir,Fee,Trace,Account|"
                    + "R1,901,\"1,100.00\",2027-03-02,DR,5.00,0000003100012000000001,1234567|"
                    + "R2,905,20.50,2027-03-02,CR,,,||"
                    + "TOTAL,2,1120.50,,,,,|")
            .replace('|', '\n');

    @Test
    @DisplayName("BNK-58 returned items of a partner, totals proved")
    void returnedItems() {
        ImportReceipt receipt = imports(returns()).prove(source(RETURNS));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.format()).isEqualTo("REPORT");
        assertThat(receipt.dialect()).contains("acme-returns");
        List<ReturnItem> items = records(imports(returns()), source(RETURNS), ReturnItem.class);
        assertThat(items).extracting(ReturnItem::id).containsExactly("R1", "R2");
        assertThat(items.get(0).direction()).isEqualTo(Rail.Direction.DEBIT);
        assertThat(Amounts.plain(items.get(0).amount())).isEqualTo("1100.00");
        assertThat(Amounts.plain(items.get(0).fee().orElseThrow())).isEqualTo("5.00");
        assertThat(items.get(0).trace()).isEqualTo("0000003100012000000001");
        assertThat(items.get(0).returnedOn()).contains(LocalDate.of(2027, 3, 2));
        assertThat(items.get(0).account()).isPresent();
        assertThat(items.get(0).reason().known()).isTrue();
        assertThat(items.get(1).direction()).isEqualTo(Rail.Direction.CREDIT);
        assertThat(items.get(1).fee()).isEmpty();
        assertThat(receipt.sums().toString()).contains("-1079.50");
    }

    @Test
    @DisplayName("BNK-58 BNK-03 bad rows are rejected with their field, missing and wrong totals named")
    void badRows() {
        String bad = RETURNS.replace("20.50,2027-03-02", "20.5.0,2027-03-02")
                .replace("R1,901", "R1,")
                .replace("TOTAL", "R3,901,1.00,2027-13-02,,,,\nTOTAL");
        ImportReceipt receipt = imports(returns()).prove(source(bad));
        assertThat(receipt.rejections())
                .extracting(one -> one.code().id() + " " + one.location())
                .containsExactly(
                        "IMPORT.FIELD_MISSING file:2 CODE",
                        "IMPORT.BAD_AMOUNT file:3 AMOUNT",
                        "IMPORT.BAD_DATE file:5 DATE");
        assertThat(codes(receipt)).contains("TOTAL_COUNT", "TOTAL_VALUE");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(imports(returns()).prove(source(RETURNS.substring(0, RETURNS.indexOf("TOTAL"))))))
                .containsExactly("TRAILER_MISSING");
        assertThat(codes(imports(returns()).prove(source(RETURNS.replace("R2", "\"R2")))))
                .contains("QUOTE_OPEN");
        assertThat(codes(imports(returns()).prove(source("Item,Reason\nx,y\n"))))
                .containsExactly("FORMAT_UNKNOWN");
        assertThat(codes(imports(returns()).prove(source(RETURNS.replace("TOTAL,2,", "TOTAL,3,")))))
                .containsExactly("TOTAL_COUNT");
        assertThat(codes(imports(returns()).prove(source(RETURNS.replace("1120.50", "1120.51")))))
                .containsExactly("TOTAL_VALUE");
        String twice = RETURNS.replace("R2,905", "R1,905");
        assertThat(records(imports(returns()), source(twice), ReturnItem.class))
                .extracting(ReturnItem::id)
                .containsExactly("R1", "R1#2");
    }

    @Test
    @DisplayName("BNK-58 fixed columns, minor units and dates of another pattern")
    void fixedColumns() {
        ReportProfile profile = ReportProfile.builder("bank-fees", Kind.FEES)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "2-9",
                        Role.AMOUNT,
                        "10-18",
                        Role.DATE,
                        "19-24",
                        Role.TYPE,
                        "25-30",
                        Role.PAYMENT,
                        "31-38"))
                .fixedColumns(true)
                .signature("^HFEES")
                .skipLines(0)
                .currency("USD")
                .minorUnits(true)
                .datePattern("yyMMdd")
                .total(new ReportProfile.Total("T", "2-9", "10-18"))
                .build();
        String file =
                "HFEES REPORT\nDF1      000000150270301NSF   p-1\nDF2      000000250270301NSF   p-2\nT00000002000000400\n";

        ImportReceipt wrong = imports(profile).prove(source(file));
        assertThat(wrong.rejections()).hasSize(1); // the first line is no fee
        ReportProfile skipping = ReportProfile.builder("bank-fees", Kind.FEES)
                .from(profile)
                .skipLines(1)
                .signature("^DF")
                .build();
        ImportReceipt receipt = imports(skipping).prove(source(file));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        List<FeeRecord> fees = records(imports(skipping), source(file), FeeRecord.class);
        assertThat(fees).extracting(FeeRecord::reference).containsExactly("F1", "F2");
        assertThat(Amounts.text(fees.get(0).amount())).isEqualTo("1.50 USD");
        assertThat(fees.get(0).chargedOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(fees.get(0).type()).isEqualTo("NSF");
        assertThat(fees.get(1).payment()).isEqualTo("p-2");
        assertThat(fees.get(1).line()).isEqualTo(3);
        assertThat(receipt.sums().toString()).contains("-4.00");
    }

    @Test
    @DisplayName("BNK-58 chargeback notices, settlement batches and records")
    void otherKinds() {
        ReportProfile disputes = ReportProfile.builder("cb", Kind.DISPUTES)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "Case",
                        Role.AMOUNT,
                        "Betrag",
                        Role.CURRENCY,
                        "Cur",
                        Role.CODE,
                        "Reason",
                        Role.DATE,
                        "Day",
                        Role.DUE_DATE,
                        "By",
                        Role.PAYMENT,
                        "Ref"))
                .delimiter(';')
                .decimal(',')
                .datePattern("dd.MM.uuuu")
                .build();
        String cases =
                "Case;Betrag;Cur;Reason;Day;By;Ref\nC1;1.234,50;EUR;10.4;01.03.2027;15.03.2027;ch_1\nC2;(5,00);EUR;;;;\nC3;1.5;EUR;;;;\n";
        List<DisputeNotice> notices = records(imports(disputes), source(cases), DisputeNotice.class);
        assertThat(notices).hasSize(2);
        assertThat(Amounts.text(notices.get(0).amount())).isEqualTo("1234.50 EUR");
        assertThat(notices.get(0).answerBy()).contains(LocalDate.of(2027, 3, 15));
        assertThat(notices.get(0).reasonCode()).isEqualTo("10.4");
        assertThat(Amounts.plain(notices.get(1).amount())).isEqualTo("5.00");
        assertThat(codes(imports(disputes).prove(source(cases)))).containsExactly("BAD_AMOUNT");

        ReportProfile settlements = ReportProfile.builder("st", Kind.SETTLEMENTS)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "1",
                        Role.AMOUNT,
                        "4",
                        Role.GROSS,
                        "2",
                        Role.FEE,
                        "3",
                        Role.COUNT,
                        "5",
                        Role.DATE,
                        "6"))
                .header(false)
                .currency("CAD")
                .build();
        List<SettlementBatch> batches =
                records(imports(settlements), source("B1,100.00,2.90,97.10,7,2027-03-01\n"), SettlementBatch.class);
        assertThat(Amounts.plain(batches.get(0).gross())).isEqualTo("100.00");
        assertThat(Amounts.plain(batches.get(0).fees().orElseThrow())).isEqualTo("2.90");
        assertThat(Amounts.plain(batches.get(0).net())).isEqualTo("97.10");
        assertThat(batches.get(0).count()).isEqualTo(7);
        assertThat(codes(imports(settlements).prove(source("B1,100.00,2.90,97.11,7,2027-03-01\n"))))
                .containsExactly("TOTAL_VALUE");

        ReportProfile open = ReportProfile.builder("open", Kind.ITEMS)
                .putAllColumns(Map.of(
                        Role.REFERENCE,
                        "Invoice",
                        Role.AMOUNT,
                        "Open",
                        Role.DATE,
                        "Issued",
                        Role.DUE_DATE,
                        "Due",
                        Role.NAME,
                        "Customer"))
                .currency("CAD")
                .build();
        List<Item> items = records(
                imports(open),
                source("Invoice,Open,Issued,Due,Customer\nI-1,10.00,2027-03-01,2027-03-31,Acme\nI-2,1.00,,,\n"),
                Item.class);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).references()).containsExactly("I-1");
        assertThat(items.get(0).due()).contains(LocalDate.of(2027, 3, 31));
        assertThat(items.get(0).party()).contains("Acme");
    }

    @Test
    @DisplayName("BNK-58 a profile without what its kind needs is refused")
    void badProfiles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ReportProfile.builder("x", Kind.FEES).currency("CAD").build())
                .withMessageContaining("REFERENCE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportProfile.builder("x", Kind.FEES)
                        .putColumn(Role.REFERENCE, "a")
                        .putColumn(Role.AMOUNT, "b")
                        .build())
                .withMessageContaining("currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportProfile.builder("x", Kind.FEES)
                        .putColumn(Role.REFERENCE, "1-2")
                        .putColumn(Role.AMOUNT, "3-4")
                        .currency("CAD")
                        .fixedColumns(true)
                        .build())
                .withMessageContaining("signature");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportProfile.Total("T", "", ""));
    }
}
