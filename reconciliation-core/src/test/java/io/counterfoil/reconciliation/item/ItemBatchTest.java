package io.counterfoil.reconciliation.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ItemBatchTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    record Txn(String id, MonetaryAmount amount, LocalDate bookedOn, Optional<String> ref, String customer) {}

    @Test
    @DisplayName(
            "REC-62 the host's own objects become columns through field extractors, and rows are read back as views")
    void readsOwnObjects() {
        Fields<Txn> fields = Fields.of(Txn.class)
                .id(Txn::id)
                .amount(Txn::amount)
                .date(Txn::bookedOn)
                .reference(Txn::ref)
                .party(Txn::customer)
                .sign(SignConvention.OUT_POSITIVE);
        ItemBatch batch = ItemBatch.of(
                List.of(
                        new Txn("a", Amounts.in("CAD").of("12.50"), DAY, Optional.of("INV-1"), "acme"),
                        new Txn("b", Amounts.in("CAD").of("-1.00"), DAY.plusDays(1), Optional.empty(), "")),
                fields);
        ItemView first = batch.view(0);
        assertThat(first.amount()).isEqualTo(Amounts.in("CAD").of("-12.50"));
        assertThat(first.references()).containsExactly("INV-1");
        assertThat(first.party()).contains("acme");
        assertThat(batch.view(1).party()).isEmpty();
        assertThat(first.toItem())
                .isEqualTo(batch.find(ItemId.of("a")).orElseThrow().toItem());
        ItemBatch.Cursor cursor = batch.cursor();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.id()).isEqualTo(ItemId.of("a"));
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.id()).isEqualTo(ItemId.of("b"));
        assertThat(cursor.next()).isFalse();
        assertThat(batch.onAccount("main").view(1).account()).contains("main");
    }

    @Test
    @DisplayName(
            "REC-01 REC-53 a bad record is a rejection with a code, and money of readable amounts is still counted")
    void rejects() {
        ItemBatch batch = ItemBatch.builder("row")
                .source("bank.csv")
                .id("ok")
                .amount("10.00", "GBP")
                .day(DAY)
                .add()
                .id("ok")
                .amount("10.00", "GBP")
                .day(DAY)
                .add()
                .id("two")
                .amount("1.00", "GBP")
                .day(DAY)
                .add()
                .id("two")
                .amount("2.00", "GBP")
                .day(DAY)
                .add()
                .amount("1.00", "GBP")
                .day(DAY)
                .add()
                .id("c1")
                .amount("1.00", null)
                .day(DAY)
                .add()
                .id("c2")
                .amount("1.00", "ZZZ")
                .day(DAY)
                .add()
                .id("c3")
                .amount("1.001", "GBP")
                .day(DAY)
                .add()
                .id("c4")
                .amount("1,00", "GBP")
                .day(DAY)
                .add()
                .id("c5")
                .amount("99999999999999999999", "GBP")
                .day(DAY)
                .add()
                .id("c6")
                .amount("1.00", "GBP")
                .add()
                .id("c7")
                .amount("1.00", "GBP")
                .day(LocalDate.of(1969, 12, 31))
                .add()
                .id("c8")
                .debitOrCredit("1.00", "2.00", "GBP")
                .day(DAY)
                .add()
                .id("c9")
                .amount("1.00", "GBP")
                .open(Amounts.in("GBP").of("2.00"))
                .day(DAY)
                .add()
                .id("c\u0000")
                .amount("1.00", "GBP")
                .day(DAY)
                .add()
                .id("zero")
                .amount("0.00", "GBP")
                .day(DAY)
                .add()
                .build();
        assertThat(batch.rejections())
                .extracting(Rejection::code)
                .containsExactly(
                        Item.Fault.ID_MISSING,
                        Item.Fault.CURRENCY_MISSING,
                        Item.Fault.CURRENCY_UNKNOWN,
                        Item.Fault.SCALE_INEXACT,
                        Item.Fault.AMOUNT_FORMAT,
                        Item.Fault.AMOUNT_RANGE,
                        Item.Fault.DATE_MISSING,
                        Item.Fault.DATE_IMPLAUSIBLE,
                        Item.Fault.BOTH_SIDES,
                        Item.Fault.OPEN_INVALID,
                        Item.Fault.ID_FORMAT,
                        Item.Fault.DUPLICATE_RECORD,
                        Item.Fault.ID_CONFLICT,
                        Item.Fault.ID_CONFLICT);
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.taken()).isEqualTo(16);
        assertThat(batch.remarks()).extracting(r -> r.code()).containsExactly(Item.Fault.ZERO_AMOUNT);
        assertThat(batch.takenTotals().minus(batch.rejectedTotals()).toString()).isEqualTo("10.00 GBP");
        assertThat(batch.rejections().get(0).location().toString()).isEqualTo("bank.csv:5");
    }
}
