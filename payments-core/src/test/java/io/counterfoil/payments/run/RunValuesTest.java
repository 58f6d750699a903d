package io.counterfoil.payments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.batch.SupplierBatch;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.run.PaymentRun.Item.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunValuesTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    private final AsOf asOf = new AsOf(TODAY, Instant.parse("2027-03-01T15:00:00Z"));
    private final Amounts cad = Amounts.in("CAD");
    private final PaymentRun run =
            PaymentRun.builder().client("acme").currency("CAD").build();

    private PaymentRun.SupplierInvoice.Builder invoice(String number, String amount) {
        return PaymentRun.SupplierInvoice.builder()
                .number(number)
                .supplier("mill")
                .amount(cad.of(amount))
                .invoicedOn(TODAY.minusDays(30))
                .dueOn(TODAY)
                .rail(Rail.EFT_CA)
                .instrument(Instrument.account(BankAccountRef.of("CA", "000300002", "7654321")));
    }

    @Test
    @DisplayName("PAY-51 an invoice has a number and an amount; its discount is above 0 and below it")
    void invoices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoice(" ", "1.00").build())
                .withMessage("invoice ' ' of mill over 1.00 CAD,"
                        + " expected the supplier's number and an amount other than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoice("1", "0.00").build());
        assertThat(invoice("1", "-1.00").build().isCreditNote()).isTrue();
        assertThat(invoice("1", "0.01").build().isCreditNote()).isFalse();
        for (String discount : List.of("0.00", "-0.01", "1.00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> invoice("1", "1.00")
                            .discount(cad.of(discount), TODAY)
                            .build())
                    .withMessage("invoice '1' over 1.00 CAD has a discount of " + discount
                            + " CAD, expected above 0 and below the amount of an invoice");
        }
        assertThat(invoice("1", "1.00").discount(cad.of("0.99"), TODAY).build().discount())
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invoice("1", "1.00")
                        .discount(Amounts.in("USD").of("0.50"), TODAY)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        invoice("1", "-1.00").discount(cad.of("0.50"), TODAY).build());
    }

    @Test
    @DisplayName("PAY-51 limits and funds are in the run's currency, the horizon does not lie behind")
    void runs() {
        PaymentRun.Builder behind = PaymentRun.builder().from(run).horizonDays(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(behind::build)
                .withMessage("horizon of -1 days, expected 0 or more");
        assertThat(run.horizonDays()).isZero();
        var usd = Amounts.in("USD").of("9.00");
        for (PaymentRun.Builder wrong : List.of(
                PaymentRun.builder().from(run).supplierLimit(usd),
                PaymentRun.builder().from(run).runLimit(usd),
                PaymentRun.builder().from(run).availableFunds(usd))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(wrong::build)
                    .withMessage("limit or funds of 9.00 USD in a run in CAD, expected its currency");
        }
        assertThat(Arrays.stream(Reason.values()).map(Reason::id))
                .contains("RUN.DUE", "RUN.CREDIT_NOT_COVERED")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("PAY-51 a limit itself may be reached; so may the yearly rate, and the discount's last day is in time")
    void bounds() {
        PaymentRun exact = PaymentRun.builder()
                .from(run)
                .supplierLimit(cad.of("10.00"))
                .runLimit(cad.of("10.00"))
                .availableFunds(cad.of("10.00"))
                .build();
        assertThat(exact.propose(List.of(invoice("1", "10.00").build()), asOf)
                        .get(0)
                        .reason())
                .isEqualTo(Reason.DUE);
        assertThat(exact.propose(List.of(invoice("1", "10.01").build()), asOf).get(0))
                .satisfies(item -> {
                    assertThat(item.reason()).isEqualTo(Reason.SUPPLIER_LIMIT);
                    assertThat(item.sentence()).isEqualTo("mill would get 10.01 CAD, at most 10.00 CAD");
                    assertThat(item.discount()).isEqualTo(cad.of("0.00"));
                });
        // 1 / 99 x 365 / 73 = 5.05 % a year.
        PaymentRun worth = PaymentRun.builder()
                .from(run)
                .worthwhileAnnualRate(new BigDecimal("0.05"))
                .build();
        PaymentRun.SupplierInvoice early = invoice("1", "100.00")
                .dueOn(TODAY.plusDays(73))
                .discount(cad.of("1.00"), TODAY)
                .build();
        assertThat(worth.propose(List.of(early), asOf).get(0).sentence())
                .isEqualTo("due 2027-05-13, discount of 1.00 CAD is 5.1 % a year");
        assertThat(worth.propose(List.of(early), asOf.on(TODAY.plusDays(1)))
                        .get(0)
                        .sentence())
                .as("a day late for the discount")
                .isEqualTo("due 2027-05-13");
        assertThat(worth.propose(List.of(early), asOf.on(TODAY.plusDays(1)))
                        .get(0)
                        .discount())
                .isEqualTo(cad.of("0.00"));
    }

    @Test
    @DisplayName("PAY-51 numbers that a person reads as one are suspected; other suppliers and other digits are not")
    void duplicates() {
        PaymentRun.SupplierInvoice paid = invoice("INV-0070", "12.00").build();
        PaymentRun careful = PaymentRun.builder().from(run).addPaidBefore(paid).build();
        assertThat(careful.propose(
                        List.of(
                                invoice("inv 70", "1.00").build(),
                                invoice("INV-700", "2.00").build(),
                                invoice("INV-007", "3.00").build(),
                                invoice("INV.0070", "4.00").supplier("ink").build(),
                                invoice("X", "12.00").invoicedOn(TODAY).build(),
                                invoice("Y", "12.01").build()),
                        asOf))
                .filteredOn(item -> !item.isIn())
                .singleElement()
                .satisfies(item -> assertThat(item.sentence()).isEqualTo("number inv 70 reads like INV-0070 of mill"));
    }

    @Test
    @DisplayName("PAY-51 the batch says what it pays, and the paper of the run shows in and out with reasons")
    void batchAndPaper() {
        List<PaymentRun.Item> items = run.propose(
                List.of(
                        invoice("7", "100.00").discount(cad.of("2.00"), TODAY).build(),
                        invoice("C1", "-10.00").dueOn(TODAY.minusDays(1)).build(),
                        invoice("8", "5.00").dueOn(TODAY.plusDays(1)).build()),
                asOf);
        SupplierBatch.Content batch = run.toBatch("run-1", items, asOf);
        assertThat(batch.client().value()).isEqualTo("acme");
        assertThat(batch.items()).singleElement().satisfies(item -> {
            assertThat(item.order().remittance().text()).isEqualTo("C1 7");
            assertThat(item.order().requestedOn()).isEqualTo(TODAY);
            assertThat(item.order().payer().value()).isEqualTo("acme");
            assertThat(item.lines())
                    .extracting(line -> line.reference() + " " + line.dated() + " " + Amounts.plain(line.gross()) + " "
                            + Amounts.plain(line.discount()))
                    .containsExactly("C1 2027-01-30 -10.00 0.00", "7 2027-01-30 100.00 2.00");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.toBatch("x", items.subList(2, 3), asOf))
                .withMessage("run 'x' pays nothing, expected an item that is in");
        assertThat(run.toDocument(items, asOf).blocks().stream()
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .flatMap(table -> table.rows().stream()
                                .map(row -> table.title() + ": " + row.key() + " "
                                        + row.cells().get(row.cells().size() - 1))))
                .containsExactly(
                        "Paid: 0 mill C1 " + Table.Cell.of("taken off 98.00 CAD to mill"),
                        "Paid: 1 mill 7 " + Table.Cell.of("due 2027-03-01, discount until 2027-03-01"),
                        "Not paid: 0 mill 8 " + Table.Cell.of("due 2027-03-02"));
    }
}
