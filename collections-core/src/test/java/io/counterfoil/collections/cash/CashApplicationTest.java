package io.counterfoil.collections.cash;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.cash.ApplicationPlan.Applied;
import io.counterfoil.collections.cash.CashApplication.CostOrder;
import io.counterfoil.collections.cash.CashApplication.Discount;
import io.counterfoil.collections.cash.CashApplication.IncomingPayment;
import io.counterfoil.collections.cash.CashApplication.Rule;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CashApplicationTest {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final String DAY = "2027-03-10";

    private static ReceivableLog book() {
        return ReceivableLog.in("EUR")
                .invoice("INV-1001", "100.00", "2027-01-01", "2027-01-31")
                .invoice("INV-1002", "60.00", "2027-01-05", "2027-02-05")
                .invoice("INV-1003", "45.00", "2027-01-10", "2027-02-10");
    }

    private static IncomingPayment.Builder payment(String amount) {
        return IncomingPayment.builder()
                .id("R1")
                .party("acme")
                .amount(EUR.of(amount))
                .receivedOn(LocalDate.parse(DAY))
                .recordedAt(noon(DAY));
    }

    private static ApplicationPlan unique(
            CashApplication application, IncomingPayment payment, Receivables receivables) {
        Resolution<ApplicationPlan> found = application.propose(payment, receivables, lately(DAY));
        assertThat(found.kind()).isEqualTo(Resolution.Kind.UNIQUE);
        ApplicationPlan plan = ((Resolution.Unique<ApplicationPlan>) found).value();
        plan.proof().orThrow();
        assertThat(receivables.with(plan.events()).isClean()).as("events stand").isTrue();
        return plan;
    }

    private static String applied(ApplicationPlan plan) {
        return plan.applied().stream()
                .map(part -> part.item() + " " + Amounts.plain(part.amount()) + " " + part.rule())
                .collect(Collectors.joining(", "));
    }

    private static String open(ApplicationPlan plan, Receivables before, String item) {
        return Amounts.plain(before.with(plan.events()).orThrow().open(OpenItemId.of(item), lately(DAY)));
    }

    @Test
    @DisplayName("COL-50 references go first, an exact set next, the rest stays on account")
    void runsTheChain() {
        Receivables receivables = book().replay();
        ApplicationPlan plan = unique(
                CashApplication.builder().build(),
                payment("150.00").addTexts("invoice INV-1003 thanks").build(),
                receivables);
        assertThat(applied(plan)).isEqualTo("INV-1003 45.00 REFERENCE");
        assertThat(plan.onAccount()).isEqualTo(EUR.of("105.00"));
        assertThat(open(plan, receivables, "R1")).isEqualTo("-105.00");
        ApplicationPlan both = unique(
                CashApplication.builder().build(),
                payment("145.00").addTexts("INV-1003").build(),
                receivables);
        assertThat(applied(both)).isEqualTo("INV-1003 45.00 REFERENCE, INV-1001 100.00 EXACT_SUBSET");
        assertThat(both.onAccount()).isEqualTo(EUR.zero());
        ApplicationPlan set =
                unique(CashApplication.builder().build(), payment("105.00").build(), receivables);
        assertThat(applied(set)).isEqualTo("INV-1002 60.00 EXACT_SUBSET, INV-1003 45.00 EXACT_SUBSET");
        ApplicationPlan nothing =
                unique(CashApplication.builder().build(), payment("10.00").build(), receivables);
        assertThat(nothing.applied()).isEmpty();
        assertThat(nothing.onAccount()).isEqualTo(EUR.of("10.00"));
        assertThat(nothing.events()).hasSize(1);
        assertThat(nothing.key()).isNotEqualTo(set.key());
        assertThat(set.evidence().sentence())
                .isEqualTo("60.00 to INV-1002 by EXACT_SUBSET; 45.00 to INV-1003 by EXACT_SUBSET");
    }

    @Test
    @DisplayName("COL-50 several sets that fit are handed back, even where one of them is a single item")
    void abstains() {
        Receivables receivables =
                book().invoice("INV-1004", "105.00", "2027-01-12", "2027-02-12").replay();
        Resolution<ApplicationPlan> found =
                CashApplication.builder().build().propose(payment("105.00").build(), receivables, lately(DAY));
        Resolution.Ambiguous<ApplicationPlan> several = (Resolution.Ambiguous<ApplicationPlan>) found;
        assertThat(several.count().items()).isEqualTo(2);
        assertThat(several.alternatives())
                .extracting(CashApplicationTest::applied)
                .containsExactly(
                        "INV-1004 105.00 EXACT_SUBSET", "INV-1002 60.00 EXACT_SUBSET, INV-1003 45.00 EXACT_SUBSET");
        several.alternatives().forEach(plan -> assertThat(plan.proof().holds()).isTrue());
        Receivables twins = ReceivableLog.in("EUR")
                .invoice("A", "50.00", "2027-01-01", "2027-01-31")
                .invoice("B", "50.00", "2027-01-01", "2027-01-31")
                .replay();
        assertThat(CashApplication.builder()
                        .build()
                        .propose(payment("50.00").build(), twins, lately(DAY))
                        .kind())
                .isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(unique(CashApplication.builder().build(), payment("100.00").build(), twins)
                        .applied())
                .hasSize(2);
    }

    @Test
    @DisplayName("COL-49 a short payment beyond tolerance leaves a residual and a dispute of it in one result")
    void raisesDeductions() {
        Receivables receivables = book().replay();
        CashApplication application = CashApplication.builder()
                .itemTolerance(Tolerance.absolute("5.00"))
                .writeOffReason("SMALL")
                .build();
        ApplicationPlan plan =
                unique(application, payment("80.00").addTexts("INV-1001").build(), receivables);
        assertThat(applied(plan)).isEqualTo("INV-1001 80.00 REFERENCE");
        assertThat(plan.itemWriteOffs()).isEmpty();
        assertThat(plan.disputes()).hasSize(1);
        InvoiceDispute dispute = plan.disputes().get(0);
        assertThat(dispute.amount()).isEqualTo(EUR.of("20.00"));
        assertThat(dispute.item()).isEqualTo(OpenItemId.of("INV-1001"));
        assertThat(dispute.terms().reason().id()).isEqualTo("H_SHORT_PAYMENT");
        assertThat(dispute.terms().raisedOn()).isEqualTo(LocalDate.parse(DAY));
        assertThat(open(plan, receivables, "INV-1001")).isEqualTo("20.00");
        ApplicationPlan small =
                unique(application, payment("95.00").addTexts("INV-1001").build(), receivables);
        assertThat(small.disputes()).isEmpty();
        assertThat(small.itemWriteOffs())
                .containsExactly(new ApplicationPlan.WriteOff(OpenItemId.of("INV-1001"), EUR.of("5.00"), "SMALL"));
        assertThat(open(small, receivables, "INV-1001")).isEqualTo("0.00");
        ApplicationPlan over =
                unique(application, payment("94.99").addTexts("INV-1001").build(), receivables);
        assertThat(over.disputes()).extracting(InvoiceDispute::amount).containsExactly(EUR.of("5.01"));
        ApplicationPlan guessed = unique(
                CashApplication.builder()
                        .rules(Rule.OLDEST_DUE, Rule.ON_ACCOUNT)
                        .build(),
                payment("80.00").build(),
                receivables);
        assertThat(guessed.disputes()).as("nobody said that it pays the whole").isEmpty();
    }

    @Test
    @DisplayName("COL-51 192 for 98 and 98 of two times 100 is 4 at the items and 4 at the receipt")
    void toleratesOnTwoLevels() {
        Receivables receivables = ReceivableLog.in("EUR")
                .invoice("A-1", "100.00", "2027-01-01", "2027-01-31")
                .invoice("A-2", "100.00", "2027-01-01", "2027-01-31")
                .replay();
        CashApplication application = CashApplication.builder()
                .itemTolerance(Tolerance.absolute("5.00"))
                .receiptTolerance(Tolerance.absolute("5.00"))
                .writeOffReason("SMALL")
                .build();
        IncomingPayment payment = payment("192.00")
                .addLines(
                        IncomingPayment.Line.of("A-1", EUR.of("98.00")),
                        IncomingPayment.Line.of("A-2", EUR.of("98.00")))
                .build();
        ApplicationPlan plan = unique(application, payment, receivables);
        assertThat(plan.itemWriteOffs())
                .extracting(ApplicationPlan.WriteOff::amount)
                .containsExactly(EUR.of("2.00"), EUR.of("2.00"));
        assertThat(plan.receiptWriteOff()).isEqualTo(EUR.of("4.00"));
        assertThat(plan.deduction()).isEqualTo(EUR.zero());
        assertThat(open(plan, receivables, "A-1")).isEqualTo("0.00");
        assertThat(open(plan, receivables, "A-2")).isEqualTo("0.00");
        assertThat(open(plan, receivables, "R1/write-off")).isEqualTo("0.00");
        ApplicationPlan kept = unique(
                CashApplication.builder()
                        .itemTolerance(Tolerance.absolute("5.00"))
                        .writeOffReason("SMALL")
                        .build(),
                payment,
                receivables);
        assertThat(kept.deduction()).isEqualTo(EUR.of("4.00"));
        assertThat(kept.disputes()).extracting(InvoiceDispute::amount).containsExactly(EUR.of("4.00"));
        assertThat(open(kept, receivables, "A-2")).isEqualTo("4.00");
    }

    @Test
    @DisplayName(
            "COL-51 what is over within tolerance is given up once, beyond it stays on account; percents and amounts, the smaller binds")
    void toleratesOver() {
        Receivables receivables = book().replay();
        CashApplication application = CashApplication.builder()
                .receiptTolerance(Tolerance.percent("5").butAtMost("4.00"))
                .writeOffReason("ROUNDING")
                .build();
        ApplicationPlan over =
                unique(application, payment("104.00").addTexts("INV-1001").build(), receivables);
        assertThat(over.receiptWriteOff()).isEqualTo(EUR.of("-4.00"));
        assertThat(over.onAccount()).isEqualTo(EUR.zero());
        assertThat(open(over, receivables, "R1")).isEqualTo("0.00");
        ApplicationPlan more =
                unique(application, payment("104.01").addTexts("INV-1001").build(), receivables);
        assertThat(more.receiptWriteOff()).isEqualTo(EUR.zero());
        assertThat(more.onAccount()).isEqualTo(EUR.of("4.01"));
        ApplicationPlan share =
                unique(application, payment("47.26").addTexts("INV-1003").build(), receivables);
        assertThat(share.receiptWriteOff())
                .as("2.26 is more than 5 per cent of 45")
                .isEqualTo(EUR.zero());
        ApplicationPlan bound =
                unique(application, payment("47.25").addTexts("INV-1003").build(), receivables);
        assertThat(bound.receiptWriteOff()).isEqualTo(EUR.of("-2.25"));
    }

    @Test
    @DisplayName(
            "COL-51 a tolerance without a reason is refused; a discount taken in time is no deduction, a day late it is")
    void needsReasons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CashApplication.builder()
                        .itemTolerance(Tolerance.absolute("1.00"))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CashApplication.builder()
                        .receiptTolerance(Tolerance.absolute("1.00"))
                        .build());
        assertThat(CashApplication.builder().itemTolerance(Tolerance.exact()).build())
                .isNotNull();
        Receivables receivables = ReceivableLog.in("EUR")
                .invoice("INV-9", "100.00", "2027-03-01", "2027-03-31")
                .replay();
        CashApplication sevenAndTwo = CashApplication.builder()
                .discounts(item -> Optional.of(new Discount(new BigDecimal("3"), 7, 2)))
                .build();
        ApplicationPlan taken =
                unique(sevenAndTwo, payment("97.00").addTexts("INV-9").build(), receivables);
        assertThat(taken.itemWriteOffs())
                .containsExactly(
                        new ApplicationPlan.WriteOff(OpenItemId.of("INV-9"), EUR.of("3.00"), CashApplication.DISCOUNT));
        assertThat(taken.disputes()).isEmpty();
        CashApplication sevenAndOne = CashApplication.builder()
                .discounts(item -> Optional.of(new Discount(new BigDecimal("3"), 7, 1)))
                .build();
        ApplicationPlan late =
                unique(sevenAndOne, payment("97.00").addTexts("INV-9").build(), receivables);
        assertThat(late.itemWriteOffs()).isEmpty();
        assertThat(late.disputes()).hasSize(1);
        ApplicationPlan tooMuch =
                unique(sevenAndTwo, payment("96.99").addTexts("INV-9").build(), receivables);
        assertThat(tooMuch.itemWriteOffs()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Discount(BigDecimal.ZERO, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Discount(BigDecimal.ONE, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Discount(BigDecimal.ONE, 1, -1));
    }

    @Test
    @DisplayName("COL-50 rules that guess run only where they are asked for, in their own order")
    void guesses() {
        Receivables receivables = book().replay();
        assertThat(applied(guess(Rule.OLDEST_DUE, "120.00", receivables)))
                .isEqualTo("INV-1001 100.00 OLDEST_DUE, INV-1002 20.00 OLDEST_DUE");
        assertThat(applied(guess(
                        Rule.LARGEST,
                        "150.00",
                        book().invoice("INV-1", "200.00", "2027-01-01", "2027-05-01")
                                .replay())))
                .isEqualTo("INV-1 150.00 LARGEST");
        assertThat(applied(guess(Rule.PROPORTIONAL, "20.50", receivables)))
                .isEqualTo("INV-1001 10.00 PROPORTIONAL, INV-1002 6.00 PROPORTIONAL, INV-1003 4.50 PROPORTIONAL");
        assertThat(guess(Rule.PROPORTIONAL, "300.00", receivables).onAccount()).isEqualTo(EUR.of("95.00"));
        assertThat(Rule.OLDEST_DUE.isGuess()).isTrue();
        assertThat(Rule.REFERENCE.isGuess() || Rule.EXACT_SUBSET.isGuess() || Rule.ON_ACCOUNT.isGuess())
                .isFalse();
    }

    private static ApplicationPlan guess(Rule rule, String amount, Receivables receivables) {
        return unique(
                CashApplication.builder().rules(rule, Rule.ON_ACCOUNT).build(),
                payment(amount).build(),
                receivables);
    }

    @Test
    @DisplayName("COL-50 terms are filled over items by their own due dates")
    void fillsTerms() {
        ReceivableLog log = ReceivableLog.in("EUR");
        log.add(new ItemIssued(log.item("T-1", OpenItemKind.INVOICE, "100.00", "2027-01-01")
                .addTerm(new OpenItem.Term("a", LocalDate.of(2027, 1, 31), EUR.of("40.00")))
                .addTerm(new OpenItem.Term("b", LocalDate.of(2027, 3, 31), EUR.of("60.00")))
                .build()));
        log.invoice("T-2", "50.00", "2027-01-01", "2027-02-28");
        Receivables receivables = log.replay();
        assertThat(applied(guess(Rule.TERMS, "95.00", receivables))).isEqualTo("T-1 45.00 TERMS, T-2 50.00 TERMS");
        assertThat(applied(guess(Rule.TERMS, "60.00", receivables))).isEqualTo("T-1 40.00 TERMS, T-2 20.00 TERMS");
    }

    @Test
    @DisplayName("COL-50 principal goes before costs, or costs before the principal where a statute says so")
    void ordersCosts() {
        ReceivableLog log = book();
        log.add(new ItemIssued(
                log.item("FEE-1", OpenItemKind.FEE, "10.00", "2026-12-01").build()));
        log.add(new ItemIssued(
                log.item("INT-1", OpenItemKind.INTEREST, "5.00", "2026-12-01").build()));
        Receivables receivables = log.replay();
        assertThat(applied(guess(Rule.OLDEST_DUE, "210.00", receivables)))
                .isEqualTo(
                        "INV-1001 100.00 OLDEST_DUE, INV-1002 60.00 OLDEST_DUE, INV-1003 45.00 OLDEST_DUE, INT-1 5.00 OLDEST_DUE");
        CashApplication costs = CashApplication.builder()
                .rules(Rule.LINE_TYPE, Rule.ON_ACCOUNT)
                .costOrder(CostOrder.COSTS_FIRST)
                .build();
        assertThat(applied(unique(costs, payment("20.00").build(), receivables)))
                .isEqualTo("FEE-1 10.00 LINE_TYPE, INT-1 5.00 LINE_TYPE, INV-1001 5.00 LINE_TYPE");
    }

    @Test
    @DisplayName("COL-50 money that no rule takes is none, never lost; orders and refunds are not paid by themselves")
    void leavesNothingUnsaid() {
        Receivables receivables = book().replay();
        CashApplication only = CashApplication.builder().rules(Rule.REFERENCE).build();
        Resolution<ApplicationPlan> found =
                only.propose(payment("150.00").addTexts("INV-1001").build(), receivables, lately(DAY));
        assertThat(((Resolution.None<ApplicationPlan>) found).obstacles().get(0).sentence())
                .isEqualTo("50.00 EUR of receipt R1 is left and no rule takes it, expected ON_ACCOUNT in the chain");
        assertThat(unique(only, payment("100.00").addTexts("INV-1001").build(), receivables)
                        .applied())
                .hasSize(1);
        ReceivableLog log = ReceivableLog.in("EUR");
        log.add(new ItemIssued(
                log.item("ORD-1", OpenItemKind.ORDER, "10.00", "2027-01-01").build()));
        log.add(new ItemIssued(
                log.item("OUT-1", OpenItemKind.REFUND, "10.00", "2027-01-01").build()));
        assertThat(guess(Rule.OLDEST_DUE, "10.00", log.replay()).onAccount()).isEqualTo(EUR.of("10.00"));
        Receivables elsewhere = ReceivableLog.in("GBP")
                .invoice("G-1", "10.00", "2027-01-01", "2027-01-31")
                .replay();
        assertThat(guess(Rule.OLDEST_DUE, "10.00", elsewhere).onAccount()).isEqualTo(EUR.of("10.00"));
        assertThat(guess(
                                Rule.OLDEST_DUE,
                                "10.00",
                                book().of("other")
                                        .invoice("X", "1.00", "2027-01-01", "2027-01-31")
                                        .replay())
                        .applied())
                .extracting(Applied::item)
                .containsExactly(OpenItemId.of("INV-1001"));
        assertThatIllegalArgumentException().isThrownBy(() -> payment("0.00").build());
    }

    @Test
    @DisplayName(
            "COL-50 an advice goes before the text: unknown documents are told, reasons become those of the dispute, no item gets more than is open")
    void readsAdvice() {
        Receivables receivables = book().replay();
        IncomingPayment payment = payment("150.00")
                .addTexts("INV-1003")
                .addLines(
                        IncomingPayment.Line.of("inv 1002", EUR.of("70.00")),
                        IncomingPayment.Line.of("INV-7777", EUR.of("5.00")),
                        new IncomingPayment.Line(
                                "INV-1001", EUR.of("85.00"), Optional.of(InvoiceDispute.Reason.DAMAGED)))
                .build();
        ApplicationPlan plan = unique(
                CashApplication.builder().rules(Rule.REFERENCE, Rule.ON_ACCOUNT).build(), payment, receivables);
        assertThat(applied(plan)).isEqualTo("INV-1002 60.00 REFERENCE, INV-1001 85.00 REFERENCE");
        assertThat(plan.onAccount()).isEqualTo(EUR.of("5.00"));
        assertThat(plan.disputes()).hasSize(1);
        assertThat(plan.disputes().get(0).terms().reason()).isEqualTo(InvoiceDispute.Reason.DAMAGED);
        assertThat(plan.evidence().sentence()).contains("advice names 'INV-7777', which is not open");
    }

    @Test
    @DisplayName("COL-51 a difference on an item bill in whole is settled as the table says")
    void settles() {
        CashApplication application = CashApplication.builder()
                .itemTolerance(Tolerance.absolute("1.00"))
                .receiptTolerance(Tolerance.absolute("2.00"))
                .writeOffReason("SMALL")
                .build();
        CashApplication.Settlement none = application.settle(EUR.of("5.00"), List.of());
        assertThat(none.onAccount()).isEqualTo(EUR.of("5.00"));
        assertThat(none.receiptWriteOff()).isEqualTo(EUR.zero());
        assertThat(application.settle(EUR.of("1.00"), List.of()).onAccount())
                .as("nothing is said to be paid: nothing is given up")
                .isEqualTo(EUR.of("1.00"));
        CashApplication.Settlement bound = application.settle(
                EUR.of("8.00"), List.of(new CashApplication.Portion(EUR.of("11.00"), EUR.of("10.00"))));
        assertThat(bound.itemWriteOffs()).containsExactly(EUR.of("1.00"));
        assertThat(bound.receiptWriteOff()).isEqualTo(EUR.of("2.00"));
        CashApplication.Settlement beyond = application.settle(
                EUR.of("7.99"), List.of(new CashApplication.Portion(EUR.of("11.01"), EUR.of("10.00"))));
        assertThat(beyond.itemWriteOffs()).containsExactly(EUR.zero());
        assertThat(beyond.deduction()).isEqualTo(EUR.of("2.01"));
    }

    @Test
    @DisplayName("COL-50 shares in proportion give every unit once and no item more than it has")
    void shares() {
        assertThat(CashApplication.proportional(
                        EUR.of("0.02"), List.of(EUR.of("1.00"), EUR.of("1.00"), EUR.of("1.00"))))
                .containsExactly(EUR.of("0.01"), EUR.of("0.01"), EUR.of("0.00"));
        assertThat(CashApplication.proportional(EUR.of("5.00"), List.of(EUR.of("1.00"), EUR.of("2.00"))))
                .containsExactly(EUR.of("1.00"), EUR.of("2.00"));
        assertThat(CashApplication.proportional(EUR.of("5.00"), List.of())).isEmpty();
    }

    @Test
    @DisplayName("COL-50 a search that is cut says so and applies nothing")
    void saysWhenItIsCut() {
        ReceivableLog log = ReceivableLog.in("EUR");
        for (int i = 0; i < 300; i++) {
            log.invoice("N-" + i, Amounts.plain(EUR.ofMinor(10_000 + i * 7L)), "2027-01-01", "2027-01-31");
        }
        Resolution<ApplicationPlan> found =
                CashApplication.builder().build().propose(payment("615.37").build(), log.replay(), lately(DAY));
        assertThat(found.kind()).isEqualTo(Resolution.Kind.TRUNCATED);
        assertThat(PartyId.of("acme")).isEqualTo(payment("1.00").build().party());
    }
}
