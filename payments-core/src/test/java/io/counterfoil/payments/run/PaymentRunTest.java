package io.counterfoil.payments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.batch.SupplierBatch;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.run.PaymentRun.Item.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentRunTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    private final AsOf asOf = new AsOf(TODAY, Instant.parse("2027-03-01T15:00:00Z"));
    private final Amounts cad = Amounts.in("CAD");
    private final PaymentRun run = PaymentRun.builder()
            .client("acme")
            .currency("CAD")
            .horizonDays(7)
            .worthwhileAnnualRate(new BigDecimal("0.12"))
            .build();

    private PaymentRun.SupplierInvoice.Builder invoice(String supplier, String number, String amount, int dueInDays) {
        return PaymentRun.SupplierInvoice.builder()
                .number(number)
                .supplier(supplier)
                .amount(cad.of(amount))
                .invoicedOn(TODAY.minusDays(30).plusDays(Math.floorMod(number.hashCode(), 20)))
                .dueOn(TODAY.plusDays(dueInDays))
                .rail(Rail.EFT_CA)
                .instrument(Instrument.account(BankAccountRef.of("CA", "000300002", "765432" + supplier.length())));
    }

    @Test
    @DisplayName("PAY-51 what is due before the next run is paid, what is due later waits")
    void due() {
        assertThat(reasons(
                        run,
                        invoice("mill", "1", "10.00", 7).build(),
                        invoice("mill", "2", "20.00", 8).build()))
                .containsExactly("1 DUE due 2027-03-08", "2 NOT_DUE due 2027-03-09");
    }

    @Test
    @DisplayName(
            "PAY-51 an early discount is taken where its yearly rate is worth it, and always where the invoice is paid anyway")
    void discounts() {
        // 2 % 10 net 30: 20 / 980 x 365 / 30 = 24.83 % a year; 0.5 %: 5 / 995 x 365 / 30 = 6.11 %.
        PaymentRun.SupplierInvoice worth = invoice("mill", "1", "1000.00", 30)
                .discount(cad.of("20.00"), TODAY)
                .build();
        PaymentRun.SupplierInvoice poor = invoice("mill", "2", "1000.00", 30)
                .discount(cad.of("5.00"), TODAY.plusDays(3))
                .build();
        PaymentRun.SupplierInvoice late = invoice("mill", "3", "500.00", 30)
                .discount(cad.of("100.00"), TODAY.minusDays(1))
                .build();
        PaymentRun.SupplierInvoice anyway = invoice("mill", "4", "700.00", 3)
                .discount(cad.of("0.70"), TODAY.plusDays(3))
                .build();
        assertThat(reasons(run, worth, poor, late, anyway))
                .containsExactly(
                        "4 DUE due 2027-03-04, discount until 2027-03-04",
                        "1 WORTH_THE_DISCOUNT due 2027-03-31, discount of 20.00 CAD is 24.8 % a year",
                        "2 NOT_DUE due 2027-03-31, discount is 6.1 % a year",
                        "3 NOT_DUE due 2027-03-31");
        assertThat(run.propose(List.of(worth, poor, anyway), asOf))
                .extracting(item -> Amounts.plain(item.net()))
                .containsExactly("699.30", "980.00", "1000.00");
        PaymentRun never = PaymentRun.builder()
                .from(run)
                .worthwhileAnnualRate(Optional.empty())
                .build();
        assertThat(never.propose(List.of(worth), asOf).get(0).reason()).isEqualTo(Reason.NOT_DUE);
        PaymentRun exactly = PaymentRun.builder()
                .from(run)
                .worthwhileAnnualRate(new BigDecimal("20")
                        .multiply(new BigDecimal(365))
                        .divide(new BigDecimal(980 * 30), java.math.MathContext.DECIMAL64))
                .build();
        assertThat(exactly.propose(List.of(worth), asOf).get(0).isIn()).isTrue();
    }

    @Test
    @DisplayName("PAY-51 held, paid, suspected and foreign invoices are out, each with its reason")
    void out() {
        PaymentRun.SupplierInvoice paid =
                invoice("mill", "INV-0100", "75.00", 0).build();
        PaymentRun careful = PaymentRun.builder()
                .from(run)
                .addPaidBefore(paid)
                .holdSupplier("ink", "new account not verified, card 4111 1111 1111 1111")
                .build();
        assertThat(reasons(
                        careful,
                        invoice("mill", "1", "10.00", 0).hold("quality dispute").build(),
                        invoice("ink", "2", "10.00", 0).build(),
                        paid,
                        invoice("mill", "inv 100", "80.00", 0).build(),
                        invoice("mill", "X-9", "75.00", 0)
                                .invoicedOn(paid.invoicedOn())
                                .build(),
                        invoice("mill", "8", "33.00", 0).invoicedOn(TODAY).build(),
                        invoice("mill", "9", "33.00", 0).invoicedOn(TODAY).build(),
                        invoice("oil", "9", "33.00", 0).invoicedOn(TODAY).build(),
                        PaymentRun.SupplierInvoice.builder()
                                .from(invoice("mill", "77", "1.00", 0).build())
                                .amount(Amounts.in("USD").of("1.00"))
                                .build()))
                .containsExactlyInAnyOrder(
                        "1 HELD quality dispute",
                        "2 HELD new account not verified, card [PAN ****1111]",
                        "INV-0100 PAID_BEFORE number INV-0100 of mill was paid",
                        "inv 100 DUPLICATE_SUSPECTED number inv 100 reads like INV-0100 of mill",
                        "X-9 DUPLICATE_SUSPECTED same amount and date as INV-0100: 75.00 CAD, " + paid.invoicedOn(),
                        "8 DUE due 2027-03-01",
                        "9 DUPLICATE_SUSPECTED same amount and date as 8: 33.00 CAD, 2027-03-01",
                        "9 DUE due 2027-03-01",
                        "77 OTHER_CURRENCY 1.00 USD, the run is in CAD");
        PaymentRun released = PaymentRun.builder()
                .from(careful)
                .addReleasedDuplicates("mill/inv 100")
                .build();
        assertThat(released.propose(
                                List.of(invoice("mill", "inv 100", "80.00", 0).build()), asOf)
                        .get(0)
                        .isIn())
                .isTrue();
    }

    @Test
    @DisplayName("PAY-51 a credit note is netted whole and leaves more than nothing to pay; else it waits")
    void creditNotes() {
        assertThat(reasons(
                        run,
                        invoice("mill", "1", "100.00", 0).build(),
                        invoice("mill", "C1", "-60.00", -9).build(),
                        invoice("mill", "C2", "-40.00", -8).build(),
                        invoice("mill", "C3", "-39.99", -7).build(),
                        invoice("ink", "C4", "-1.00", -7).build()))
                .containsExactly(
                        "C1 CREDIT_NETTED taken off 100.00 CAD to mill",
                        "C2 CREDIT_NOT_COVERED 0.01 CAD is paid to mill, the credit is 40.00 CAD",
                        "C4 CREDIT_NOT_COVERED 0.00 CAD is paid to ink, the credit is 1.00 CAD",
                        "C3 CREDIT_NETTED taken off 40.00 CAD to mill",
                        "1 DUE due 2027-03-01");
    }

    @Test
    @DisplayName(
            "PAY-51 limits and funds are never exceeded; a credit note makes room, a smaller invoice may still fit")
    void limits() {
        PaymentRun tight = PaymentRun.builder()
                .from(run)
                .supplierLimit(cad.of("100.00"))
                .runLimit(cad.of("150.00"))
                .availableFunds(cad.of("140.00"))
                .build();
        assertThat(reasons(
                        tight,
                        invoice("mill", "1", "90.00", 0).build(),
                        invoice("mill", "2", "20.00", 1).build(),
                        invoice("ink", "3", "55.00", 2).build(),
                        invoice("oil", "4", "65.00", 3).build(),
                        invoice("oil", "5", "40.00", 4).build(),
                        invoice("gas", "6", "15.00", 5).build()))
                .containsExactly(
                        "1 DUE due 2027-03-01",
                        "2 SUPPLIER_LIMIT mill would get 110.00 CAD, at most 100.00 CAD",
                        "3 RUN_LIMIT the run would be 185.00 CAD, at most 150.00 CAD",
                        "4 SUPPLIER_LIMIT oil would get 105.00 CAD, at most 100.00 CAD",
                        "5 DUE due 2027-03-05",
                        "6 FUNDS the run would need 145.00 CAD, at most 140.00 CAD");
        assertThat(reasons(
                        tight,
                        invoice("mill", "1", "90.00", 0).build(),
                        invoice("mill", "2", "20.00", 1).build(),
                        invoice("mill", "C", "-15.00", 1).build()))
                .containsExactly(
                        "1 DUE due 2027-03-01", "2 DUE due 2027-03-02", "C CREDIT_NETTED taken off 90.00 CAD to mill");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentRun.builder()
                        .from(run)
                        .runLimit(Amounts.in("USD").of("1.00"))
                        .build());
    }

    @Test
    @DisplayName("PAY-51 PAY-15 a run becomes a batch with one payment for each supplier, rail and account")
    void batch() {
        List<PaymentRun.Item> items = run.propose(
                List.of(
                        invoice("mill", "1", "100.00", 0)
                                .discount(cad.of("2.00"), TODAY)
                                .build(),
                        invoice("mill", "C1", "-10.00", 0).build(),
                        invoice("ink", "2", "7.00", 0).build(),
                        invoice("ink", "3", "9.00", 0).rail(Rail.WIRE).build(),
                        invoice("ink", "4", "9.99", 99).build()),
                asOf);
        SupplierBatch.Content batch = run.toBatch("run-1", items, asOf);
        assertThat(batch.items())
                .extracting(
                        item -> item.order().id().value(),
                        item -> item.order().payee().value(),
                        item -> Amounts.plain(item.order().amount()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("run-1-1", "ink", "7.00"),
                        org.assertj.core.groups.Tuple.tuple("run-1-2", "ink", "9.00"),
                        org.assertj.core.groups.Tuple.tuple("run-1-3", "mill", "88.00"));
        assertThat(batch.controlCount()).isEqualTo(3);
        assertThat(batch.controlTotal()).isEqualTo(cad.of("104.00"));
        String text = Documents.text(run.toDocument(items, asOf), Locale.CANADA);
        assertThat(text).contains("In 106.00 CAD, out 9.99 CAD, together 115.99 CAD of 5 invoices", "NOT_DUE");
        assertThatIllegalArgumentException().isThrownBy(() -> run.toBatch("x", items.subList(4, 5), asOf));
    }

    private List<String> reasons(PaymentRun some, PaymentRun.SupplierInvoice... invoices) {
        return some.propose(List.of(invoices), asOf).stream()
                .map(item -> item.invoice().number() + " " + item.reason() + " " + item.sentence())
                .toList();
    }

    @Test
    @DisplayName("PAY-51 two accounts of one supplier that look alike are two payments")
    void accountsThatLookAlike() {
        PaymentRun.SupplierInvoice one = invoice("mill", "1", "10.00", 0)
                .instrument(Instrument.account(BankAccountRef.of("CA", "000300002", "11234567")))
                .build();
        PaymentRun.SupplierInvoice other = invoice("mill", "2", "20.00", 0)
                .instrument(Instrument.account(BankAccountRef.of("CA", "000300002", "21234567")))
                .build();
        SupplierBatch.Content batch = run.toBatch("r", run.propose(List.of(one, other), asOf), asOf);
        assertThat(batch.items()).hasSize(2);
    }

    @Provide
    Arbitrary<List<PaymentRun.SupplierInvoice>> invoices() {
        Arbitrary<PaymentRun.SupplierInvoice> one = Combinators.combine(
                        Arbitraries.of("mill", "ink", "oils"),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(-9000, 9000).filter(n -> n != 0),
                        Arbitraries.integers().between(-5, 40),
                        Arbitraries.integers().between(0, 40))
                .as((supplier, number, minor, due, discount) -> {
                    PaymentRun.SupplierInvoice.Builder built =
                            invoice(supplier, "N" + number, "1.00", due).amount(cad.ofMinor(minor));
                    if (minor > 100 && discount > 10) {
                        built.discount(cad.ofMinor(discount), TODAY.plusDays(discount - 15));
                    }
                    return built.build();
                });
        return one.list().ofMaxSize(14);
    }

    @Property
    void inAndOutSumToAllAndNothingIsExceeded(
            @ForAll("invoices") List<PaymentRun.SupplierInvoice> invoices, @ForAll long seed) {
        PaymentRun limited = PaymentRun.builder()
                .from(run)
                .supplierLimit(cad.of("120.00"))
                .runLimit(cad.of("200.00"))
                .availableFunds(cad.of("180.00"))
                .build();
        List<PaymentRun.Item> items = limited.propose(invoices, asOf);
        assertThat(items).extracting(PaymentRun.Item::invoice).containsExactlyInAnyOrderElementsOf(invoices);
        Totals all = Totals.of(
                invoices.stream().map(PaymentRun.SupplierInvoice::amount).toList());
        Totals in = Totals.of(items.stream()
                .filter(PaymentRun.Item::isIn)
                .map(item -> item.invoice().amount())
                .toList());
        Totals out = Totals.of(items.stream()
                .filter(item -> !item.isIn())
                .map(item -> item.invoice().amount())
                .toList());
        assertThat(in.plus(out)).isEqualTo(all);
        Map<PartyId, Long> perSupplier = new HashMap<>();
        items.stream()
                .filter(PaymentRun.Item::isIn)
                .forEach(item -> perSupplier.merge(item.invoice().supplier(), Amounts.minor(item.net()), Long::sum));
        assertThat(perSupplier.values()).allMatch(sum -> sum > 0 && sum <= 12000);
        assertThat(perSupplier.values().stream().mapToLong(Long::longValue).sum())
                .isLessThanOrEqualTo(18000);
        if (!perSupplier.isEmpty()) {
            SupplierBatch.Content batch = limited.toBatch("r", items, asOf);
            assertThat(batch.total()).isEqualTo(batch.controlTotal());
        }
        List<PaymentRun.SupplierInvoice> shuffled = new ArrayList<>(invoices);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(limited.propose(shuffled, asOf)).isEqualTo(items);
        assertThat(items).noneMatch(item -> item.sentence().isEmpty());
    }
}
