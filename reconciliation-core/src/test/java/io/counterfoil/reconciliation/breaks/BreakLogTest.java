package io.counterfoil.reconciliation.breaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.watch.PaymentWatch;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BreakLogTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private static Item item(String id, String amount, String... references) {
        return Item.builder()
                .id(ItemId.of(id))
                .amount(CAD.of(amount))
                .day(DAY)
                .references(List.of(references))
                .build();
    }

    private static Break found(BreakClass breakClass, Side side, Item item, int age) {
        return Break.builder()
                .breakClass(breakClass)
                .subject(Break.subjectOf(side, item))
                .side(side)
                .addItem(item.id())
                .amount(item.amount())
                .age(new Break.Age(age, age))
                .evidence(Evidence.of(breakClass, "test"))
                .build();
    }

    @Test
    @DisplayName("REC-52 one fact has one alert key, whether the payment watch or the reconciliation sees it first")
    void keysOfTheWatch() {
        List<Alert> watched = PaymentWatch.builder()
                .build()
                .assess(
                        List.of(PaymentWatch.Watched.of("p-1", PartyId.of("c"), CAD.of("10"), DAY, DAY)),
                        List.of(PaymentWatch.BankLine.of("x-9", CAD.of("-412.00"))),
                        new AsOf(DAY.plusDays(3), NOW));
        Break debit = found(BreakClass.UNAUTHORISED_DEBIT, Side.LEFT, item("17", "-412.00", "x-9"), 0);
        Break missing = found(BreakClass.EXPECTED_OVERDUE, Side.RIGHT, item("e-4", "10", "p-1"), 1);
        assertThat(List.of(missing.toAlert(NOW).key(), debit.toAlert(NOW).key()))
                .containsExactlyInAnyOrderElementsOf(
                        watched.stream().map(Alert::key).toList());
    }

    @Test
    @DisplayName("REC-52 an item without one reference is named by its id")
    void subjects() {
        assertThat(Break.subjectOf(Side.LEFT, item("17", "1")).toString()).isEqualTo("bank-line:17");
        assertThat(Break.subjectOf(Side.RIGHT, item("e", "1", "a", "b")).toString())
                .isEqualTo("payment:e");
    }

    @Test
    @DisplayName("REC-52 a fact alerts once, again when it is graver, and is cleared when it is gone")
    void once() {
        Break debit = found(BreakClass.UNAUTHORISED_DEBIT, Side.LEFT, item("17", "-412"), 0);
        Break mild =
                Break.builder().from(debit).severity(Diagnostic.Severity.HIGH).build();
        BreakLog.Change first = BreakLog.empty().after(List.of(mild), NOW);
        assertThat(first.raised()).extracting(Alert::kind).containsExactly(AlertKind.OUTSIDE_SYSTEM);
        BreakLog.Change second = first.log().after(List.of(mild), NOW);
        assertThat(second.raised()).isEmpty();
        BreakLog.Change graver = second.log().after(List.of(debit, debit), NOW);
        assertThat(graver.raised()).extracting(Alert::severity).containsExactly(Diagnostic.Severity.CRITICAL);
        BreakLog.Change milder = graver.log().after(List.of(mild), NOW);
        assertThat(milder.raised()).isEmpty();
        assertThat(milder.log().breaks().get(0).found().severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
        BreakLog.Change gone = milder.log().after(List.of(), NOW);
        assertThat(gone.cleared())
                .singleElement()
                .satisfies(entry -> assertThat(entry.found().breakClass()).isEqualTo(BreakClass.UNAUTHORISED_DEBIT));
        assertThat(gone.log()).isEqualTo(BreakLog.empty());
        assertThat(gone.log().after(List.of(debit), NOW).raised()).hasSize(1);
    }

    @Test
    @DisplayName(
            "REC-51 REC-52 a credit without record waits for the grace, what is not due is no break, classes without alert are silent")
    void grace() {
        Item credit = item("9", "50");
        BreakLog.Change young = BreakLog.empty()
                .after(
                        List.of(
                                found(BreakClass.NOT_IN_BOOK, Side.LEFT, credit, 0),
                                found(BreakClass.EXPECTED_NOT_DUE, Side.RIGHT, item("e", "5"), 0),
                                found(BreakClass.UNALLOCATED, Side.LEFT, item("8", "5"), 9)),
                        NOW);
        assertThat(young.raised()).isEmpty();
        assertThat(young.log().breaks()).hasSize(2);
        BreakLog.Change old = young.log().after(List.of(found(BreakClass.NOT_IN_BOOK, Side.LEFT, credit, 1)), NOW);
        assertThat(old.raised()).hasSize(1);
        assertThat(old.log()
                        .after(List.of(found(BreakClass.NOT_IN_BOOK, Side.LEFT, credit, 2)), NOW)
                        .raised())
                .isEmpty();
        assertThatThrownBy(() -> BreakLog.withGrace(-1)).hasMessageContaining("0 or more");
    }

    @Test
    @DisplayName("REC-49 REC-50 owners and root causes that persons set outlive the next run, with who had it before")
    void owners() {
        Break debit = found(BreakClass.UNAUTHORISED_DEBIT, Side.LEFT, item("17", "-412"), 0);
        BreakLog log = BreakLog.empty()
                .after(List.of(debit), NOW)
                .log()
                .assign(debit.breakClass(), debit.subject(), "CLIENT_SERVICES", Actor.host("maria"), NOW)
                .because(debit.breakClass(), debit.subject(), "BANK_ERROR");

        BreakLog next = log.after(List.of(debit), NOW.plusSeconds(86_400)).log();

        BreakLog.Entry entry = next.find(debit.breakClass(), debit.subject()).orElseThrow();
        assertThat(entry.firstSeen()).isEqualTo(NOW);
        assertThat(entry.found().owner()).isEqualTo("CLIENT_SERVICES");
        assertThat(entry.found().rootCause()).contains("BANK_ERROR");
        assertThat(entry.found().handovers()).singleElement().satisfies(handover -> {
            assertThat(handover.from()).isEqualTo("RISK");
            assertThat(handover.by()).isEqualTo(Actor.host("maria"));
        });
        assertThatThrownBy(() -> log.because(debit.breakClass(), debit.subject(), "WEATHER"))
                .hasMessageContaining("expected one of [FRAUD");
        assertThatThrownBy(
                        () -> BreakLog.empty().assign(debit.breakClass(), debit.subject(), "X", Actor.host("m"), NOW))
                .hasMessageContaining("no open break");
    }

    @Test
    @DisplayName("REC-50 ages fall into the buckets of the specification or into the host's own")
    void buckets() {
        assertThat(List.of(0, 1, 2, 5, 6, 10, 11, 30, 31, 60, 61).stream()
                        .map(days -> new Break.Age(days, days).bucket()))
                .containsExactly(
                        "0-1", "0-1", "2-5", "2-5", "6-10", "6-10", "11-30", "11-30", "31-60", "31-60", "over 60");
        assertThat(new Break.Age(8, 10).bucket(3, 7)).isEqualTo("over 7");
        assertThatThrownBy(() -> new Break.Age(8, 10).bucket(7, 3)).hasMessageContaining("rising");
    }

    @Test
    @DisplayName(
            "REC-49 pairs: a fee that is not the expected one, a receivable paid short or over, a rate outside its band")
    void pairs() {
        BreakClassifier.Facts.Builder facts = BreakClassifier.Facts.builder()
                .where(BreakClassifier.Facts.Where.PAIR)
                .other(CAD.of("100"));
        BreakClassifier classifier = BreakClassifier.standard();
        assertThat(classifier.classOf(
                        facts.amount(CAD.of("96.50"))
                                .expectedFee(CAD.of("3.20"))
                                .build(),
                        DAY))
                .isEqualTo(BreakClass.FEE_VARIANCE);
        assertThat(classifier.classOf(facts.amount(CAD.of("96.80")).build(), DAY))
                .isEqualTo(BreakClass.AMOUNT_DIFFERENCE);
        BreakClassifier.Facts.Builder receipt = BreakClassifier.Facts.builder()
                .where(BreakClassifier.Facts.Where.PAIR)
                .other(CAD.of("100"))
                .receivable(true);
        assertThat(classifier.classOf(receipt.amount(CAD.of("90")).build(), DAY))
                .isEqualTo(BreakClass.UNDERPAID);
        assertThat(classifier.classOf(receipt.amount(CAD.of("110")).build(), DAY))
                .isEqualTo(BreakClass.OVERPAID);
        assertThat(classifier.classOf(
                        receipt.amount(Amounts.in("USD").of("90"))
                                .rateOutsideBand(true)
                                .build(),
                        DAY))
                .isEqualTo(BreakClass.FX_VARIANCE);
    }
}
