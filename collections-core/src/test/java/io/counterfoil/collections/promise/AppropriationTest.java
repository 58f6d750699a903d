package io.counterfoil.collections.promise;

import static io.counterfoil.collections.testkit.ReceivableLog.endOf;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.promise.PromiseToPay.Life;
import io.counterfoil.collections.promise.PromiseToPay.Outcome;
import io.counterfoil.collections.promise.Promises.PromiseCommand;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which cent of which receipt counts for which promise, after credits came and went. */
class AppropriationTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor MARIA = Actor.host("maria");
    private final ReceivableLog log = ReceivableLog.in("GBP").invoice("X", "200.00", "2027-02-01", "2027-03-01");

    private static PromiseToPay.Builder promise(String id, String amount, String due) {
        return PromiseToPay.builder()
                .id(id)
                .party("acme")
                .amount(GBP.of(amount))
                .due(LocalDate.parse(due))
                .madeAt(noon("2027-03-01"));
    }

    private void credit(String id, String amount, String day) {
        log.add(new ItemIssued(
                log.item(id, OpenItemKind.CREDIT_NOTE, amount, day).build()));
        log.allocate(id, "X", amount, day);
    }

    private void takenBack(String id, String day) {
        log.add(new Deallocated(
                ReceivableEventId.of("back " + id),
                ReceivableEventId.of(id + ">X"),
                ReversalKind.RETURNED,
                LocalDate.parse(day),
                noon(day)));
    }

    private void receipt(String id, String amount, String day) {
        log.receipt(id, amount, day).allocate(id, "X", amount, day);
    }

    private CollectionFacts facts(PromiseToPay... promises) {
        return CollectionFacts.builder(log.replay()).addPromises(promises).build();
    }

    private static String read(PromiseStanding standing) {
        return standing.status() + " " + Amounts.plain(standing.received()) + " of " + Amounts.plain(standing.target())
                + ", kept " + standing.kept();
    }

    @Test
    @DisplayName(
            "COL-44 credits lower the target; one that comes back is taken off the latest of them, in part or whole")
    void creditsComeBack() {
        PromiseToPay promise = promise("p", "100.00", "2027-03-20").build();
        credit("C1", "30.00", "2027-03-05");
        credit("C2", "20.00", "2027-03-07");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-08")))).isEqualTo("ACTIVE 0.00 of 50.00, kept 0");
        takenBack("C1", "2027-03-09");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-10"))))
                .as("the 20 of the 7th and 10 of the 5th are gone")
                .isEqualTo("ACTIVE 0.00 of 80.00, kept 0");
        PromiseToPay later = promise("later", "100.00", "2027-03-20")
                .madeOn(LocalDate.of(2027, 3, 6))
                .build();
        assertThat(read(later.assess(facts(later), endOf("2027-03-10"))))
                .as("what is left of the credit is of the 5th, before the promise was made")
                .isEqualTo("ACTIVE 0.00 of 100.00, kept 0");
        takenBack("C2", "2027-03-11");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-12"))))
                .isEqualTo("ACTIVE 0.00 of 100.00, kept 0");
    }

    @Test
    @DisplayName(
            "COL-44 a credit after a part payment keeps the promise and frees what is beyond its target for the next one")
    void creditFreesMoney() {
        PromiseToPay first = promise("a", "100.00", "2027-03-10").item("X").build();
        PromiseToPay second = promise("b", "100.00", "2027-03-20").item("X").build();
        receipt("R", "60.00", "2027-03-05");
        credit("C", "40.00", "2027-03-07");
        CollectionFacts exactly = facts(first, second);
        assertThat(read(first.assess(exactly, endOf("2027-03-08")))).isEqualTo("KEPT 60.00 of 60.00, kept 1");
        assertThat(read(second.assess(exactly, endOf("2027-03-08")))).isEqualTo("ACTIVE 0.00 of 60.00, kept 0");
        credit("D", "10.00", "2027-03-08");
        CollectionFacts more = facts(first, second);
        assertThat(Promises.standard().assess(more, endOf("2027-03-08")).values().stream()
                        .map(AppropriationTest::read))
                .as("the first credit kept it; the second comes after")
                .containsExactly("KEPT 60.00 of 60.00, kept 1", "ACTIVE 0.00 of 50.00, kept 0");
        credit("E", "50.00", "2027-03-06");
        assertThat(Promises.standard().assess(facts(first, second), endOf("2027-03-07")).values().stream()
                        .map(AppropriationTest::read))
                .as("50 of the 60 fill the first; the 10 that are left are what the second still asks for")
                .containsExactly("KEPT 50.00 of 50.00, kept 1", "KEPT 10.00 of 10.00, kept 1");
    }

    @Test
    @DisplayName("COL-44 what is credited in full lapses, and money that came for it is free")
    void lapses() {
        PromiseToPay promise = promise("a", "100.00", "2027-03-10").item("X").build();
        credit("C", "99.99", "2027-03-05");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-06")))).isEqualTo("ACTIVE 0.00 of 0.01, kept 0");
        credit("D", "0.01", "2027-03-06");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-06")))).isEqualTo("LAPSED 0.00 of 0.00, kept 0");
    }

    @Test
    @DisplayName(
            "COL-45 of a repeating promise each passed day is judged, however late one looks; surplus carries only by option")
    void repeating() {
        receipt("R", "60.00", "2027-03-05");
        PromiseToPay.Builder twice = promise("p", "100.00", "2027-03-10")
                .repeating(2, Recurrence.Unit.WEEK)
                .thresholdPercent(BigDecimal.valueOf(50));
        PromiseToPay promise = twice.build();
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-10"))))
                .isEqualTo("ACTIVE 60.00 of 100.00, kept 0");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-11"))))
                .isEqualTo("ACTIVE 0.00 of 100.00, kept 1");
        assertThat(read(promise.assess(facts(promise), endOf("2027-04-30"))))
                .isEqualTo("BROKEN 0.00 of 100.00, kept 1");
        receipt("S", "100.00", "2027-03-06");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-07"))))
                .isEqualTo("ACTIVE 0.00 of 100.00, kept 1");
        PromiseToPay carrying = twice.surplusCarries().build();
        assertThat(read(carrying.assess(facts(carrying), endOf("2027-03-07"))))
                .isEqualTo("ACTIVE 60.00 of 100.00, kept 1");
    }

    @Test
    @DisplayName("COL-44 promises and receipts of one currency do not touch those of another")
    void currencies() {
        Amounts euro = Amounts.in("EUR");
        ReceivableLog foreign = ReceivableLog.in("EUR").receipt("RE", "70.00", "2027-03-05");
        log.receipt("RG", "40.00", "2027-03-05");
        Receivables both = Receivables.replay(
                        Stream.<ReceivableEvent>concat(log.events().stream(), foreign.events().stream()))
                .orThrow();
        PromiseToPay inEuro = PromiseToPay.builder()
                .id("e")
                .party("acme")
                .amount(euro.of("100.00"))
                .due(LocalDate.of(2027, 3, 8))
                .madeAt(noon("2027-03-01"))
                .build();
        PromiseToPay inPounds = promise("g", "100.00", "2027-03-09").build();
        CollectionFacts facts =
                CollectionFacts.builder(both).addPromises(inEuro, inPounds).build();
        assertThat(read(inPounds.assess(facts, endOf("2027-03-06")))).isEqualTo("ACTIVE 40.00 of 100.00, kept 0");
        assertThat(read(inEuro.assess(facts, endOf("2027-03-06")))).isEqualTo("ACTIVE 70.00 of 100.00, kept 0");
    }

    @Test
    @DisplayName(
            "COL-44 what is credited on a day counts before what is received on it: the rest of the money fills the next promise")
    void creditsOfADayComeFirst() {
        PromiseToPay first = promise("a", "100.00", "2027-03-10").item("X").build();
        PromiseToPay second = promise("b", "80.00", "2027-03-20").item("X").build();
        receipt("R", "100.00", "2027-03-05");
        credit("C", "40.00", "2027-03-05");
        assertThat(Promises.standard().assess(facts(first, second), endOf("2027-03-05")).values().stream()
                        .map(AppropriationTest::read))
                .as("60 of the 100 keep the first, 40 are left, which is what the second asks for after the credit")
                .containsExactly("KEPT 60.00 of 60.00, kept 1", "KEPT 40.00 of 40.00, kept 1");
        credit("D", "60.00", "2027-03-05");
        assertThat(Promises.standard().assess(facts(first, second), endOf("2027-03-05")).values().stream()
                        .map(AppropriationTest::read))
                .as("nothing is owed for either on the day on which the money comes")
                .containsExactly("LAPSED 0.00 of 0.00, kept 0", "LAPSED 0.00 of 0.00, kept 0");
    }

    @Test
    @DisplayName("COL-44 a write-off of the day of a receipt counts before it, one of the day after does not")
    void writeOffOfTheDay() {
        PromiseToPay promise = promise("a", "200.00", "2027-03-10").item("X").build();
        receipt("R", "150.00", "2027-03-05");
        log.add(new ReceivableEvent.WrittenOff(
                ReceivableEventId.of("w"),
                OpenItemId.of("X"),
                GBP.of("50.00"),
                "small",
                LocalDate.of(2027, 3, 5),
                noon("2027-03-05")));
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-05"))))
                .isEqualTo("KEPT 150.00 of 150.00, kept 1");
        assertThat(read(promise.assess(facts(promise), endOf("2027-03-04"))))
                .isEqualTo("ACTIVE 0.00 of 200.00, kept 0");
    }

    @Test
    @DisplayName(
            "COL-44 the same key with other days is a conflict; an excess that is only a warning is accepted; a reason is told")
    void commands() {
        Promises machine = Promises.warningOfExcess();
        PromiseToPay promise = promise("p", "100.00", "2027-03-10").build();
        Decision<PromiseToPay, Promises.PromiseEvent> made = machine.decide(
                machine.initial(), PromiseCommand.make(promise, GBP.of("99.99"), MARIA, "k"), noon("2027-03-01"));
        assertThat(made.refusal()).isEmpty();
        PromiseToPay other = promise("p", "100.00", "2027-03-11").build();
        assertThat(machine.decide(
                                made.state(),
                                PromiseCommand.make(other, GBP.of("99.99"), MARIA, "k"),
                                noon("2027-03-02"))
                        .refusal())
                .isPresent();
        var cancelled = machine.decide(
                made.state(),
                PromiseCommand.cancel("card 4111 1111 1111 1111 closed", MARIA, "k2"),
                noon("2027-03-02"));
        assertThat(cancelled.evidence().sentence()).contains("closed").doesNotContain("4111 1111 1111 1111");
        assertThat(made.evidence().sentence()).doesNotContain(": ");
        assertThat(cancelled.state().lifeAt(noon("2027-03-01"))).isEqualTo(Life.MADE);
        assertThat(cancelled.state().lifeAt(noon("2027-03-02"))).isEqualTo(Life.CANCELLED);
        assertThat(cancelled.state().lifeAt(noon("2027-02-28"))).isEqualTo(Life.NOT_MADE);
        assertThat(List.of(Life.MADE.id(), Outcome.KEPT.id(), Promises.Fault.PROMISE_DATE.id()))
                .containsExactly("PROMISE.MADE", "PROMISE.KEPT", "PROMISE.PROMISE_DATE");
        assertThat(Promises.standard()
                        .check(promise, Optional.of(GBP.of("99.99")))
                        .value())
                .isEmpty();
    }
}
