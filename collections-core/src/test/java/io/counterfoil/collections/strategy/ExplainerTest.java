package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What keeps one item out of one step, and whose decisions an explanation shows. */
class ExplainerTest {

    private static final LocalDate DUE = LocalDate.of(2027, 3, 1);
    private static final OpenItemId OLD = OpenItemId.of("I1");
    private static final OpenItemId NEW = OpenItemId.of("I2");

    private static ReceivableLog twoInvoices() {
        return ReceivableLog.in("GBP")
                .invoice("I1", "100.00", "2027-02-01", "2027-03-01")
                .invoice("I2", "50.00", "2027-02-10", "2027-03-10");
    }

    private static StrategyStep.Builder step(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static ContactPlanner planner(StrategyStep.Content content) {
        return ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("standard")
                        .step(step("first", 5).content(content).build())
                        .step(step("second", 14).content(content).build())
                        .build())
                .build();
    }

    private static List<String> eligible(ContactPlanner planner, OpenItemId item, String step, LocalDate day) {
        return planner.obstacles(Situation.of(twoInvoices()).facts(), item, StepId.of(step), Situation.at(day)).stream()
                .map(ExplainerTest::said)
                .toList();
    }

    private static String said(Obstacle obstacle) {
        return obstacle.code().id() + ": " + obstacle.sentence();
    }

    @Test
    @DisplayName("COL-39 an item that has reached the step is in its notice, from the day on")
    void reached() {
        ContactPlanner own = planner(StrategyStep.Content.STEP_ITEMS);
        assertThat(eligible(own, OLD, "first", DUE.plusDays(5))).isEmpty();
        assertThat(eligible(own, OLD, "first", DUE.plusDays(4)))
                .first()
                .isEqualTo("CONTACT.STEP_NOT_REACHED: step 'first' has not come for I1");
    }

    @Test
    @DisplayName("COL-39 an item that is not due, or not as far, is kept out of a notice about the step's own items")
    void stepItems() {
        ContactPlanner own = planner(StrategyStep.Content.STEP_ITEMS);
        assertThat(eligible(own, NEW, "first", DUE.plusDays(5)))
                .containsExactly("CONTACT.NOT_DUE: I2 is due 10 Mar 2027");
        assertThat(eligible(own, NEW, "first", DUE.plusDays(9)))
                .as("due today is not ahead")
                .containsExactly("CONTACT.STEP_NOT_REACHED: step 'first' has not come for I2");
        assertThat(eligible(own, NEW, "first", DUE.plusDays(13)))
                .containsExactly("CONTACT.STEP_NOT_REACHED: step 'first' has not come for I2");
        assertThat(eligible(own, NEW, "first", DUE.plusDays(14))).isEmpty();
    }

    @Test
    @DisplayName("COL-39 a notice about all that is due takes an item that is due, wherever its own ladder stands")
    void allDue() {
        ContactPlanner all = planner(StrategyStep.Content.ALL_DUE);
        assertThat(eligible(all, NEW, "first", DUE.plusDays(5)))
                .containsExactly("CONTACT.NOT_DUE: I2 is due 10 Mar 2027");
        assertThat(eligible(all, NEW, "first", DUE.plusDays(13))).isEmpty();
    }

    @Test
    @DisplayName("COL-39 a step that is not there, an item of which nothing is open")
    void nothingThere() {
        ContactPlanner own = planner(StrategyStep.Content.STEP_ITEMS);
        assertThat(eligible(own, OLD, "ninth", DUE.plusDays(5)))
                .containsExactly(
                        "CONTACT.STEP_NOT_REACHED: step 'ninth' waits for what it counts from, or is not there");
        ReceivableLog paid =
                twoInvoices().receipt("R1", "100.00", "2027-03-02").allocate("R1", "I1", "100.00", "2027-03-02");
        assertThat(own.obstacles(Situation.of(paid).facts(), OLD, StepId.of("first"), Situation.at(DUE.plusDays(5))))
                .extracting(Obstacle::code)
                .containsExactly(Suppression.NOTHING_OPEN);
    }

    @Test
    @DisplayName("COL-39 a write-off is told from the day it holds, and only of its own item")
    void writtenOff() {
        ReceivableLog log = twoInvoices()
                .receipt("R1", "100.00", "2027-03-02")
                .allocate("R1", "I1", "100.00", "2027-03-02")
                .add(new ReceivableEvent.WrittenOff(
                        ReceivableEventId.of("w"),
                        NEW,
                        Amounts.in("GBP").of("50.00"),
                        "small",
                        LocalDate.of(2027, 3, 20),
                        Situation.noon(LocalDate.of(2027, 3, 20))));
        ContactPlanner own = planner(StrategyStep.Content.STEP_ITEMS);
        CollectionFacts facts = Situation.of(log).facts();
        assertThat(own.explain(facts, OLD, Situation.at("2027-03-25")).obstacles())
                .as("another item was written off, this one was paid")
                .extracting(Obstacle::code)
                .containsExactly(Suppression.NOTHING_OPEN);
        assertThat(own.explain(facts, NEW, Situation.at("2027-03-25")).obstacles())
                .extracting(Obstacle::code)
                .containsExactly(Suppression.NOTHING_OPEN, Suppression.WRITTEN_OFF);
        assertThat(own.explain(facts, NEW, Situation.at("2027-03-19")).obstacles())
                .as("before it was written off")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "COL-39 an explanation shows the decisions of the item's own scope and its steps in the ladder's order")
    void ownScope() {
        ReceivableLog log = twoInvoices().of("beta").invoice("B1", "30.00", "2027-02-01", "2027-03-01");
        ContactPlanner own = planner(StrategyStep.Content.STEP_ITEMS);
        CollectionFacts facts = Situation.of(log).facts();
        ContactExplanation beta = own.explain(facts, OpenItemId.of("B1"), Situation.at(DUE.plusDays(5)));
        assertThat(beta.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(ContactDecision.Kind.ACT);
            assertThat(decision.notice().lines())
                    .extracting(line -> line.item().value())
                    .containsExactly("B1");
        });
        assertThat(beta.steps()).extracting(step -> step.id().value()).containsExactly("first", "second");
        assertThat(beta.next().orElseThrow().id()).isEqualTo(StepId.of("second"));
        ContactExplanation before = own.explain(facts, OpenItemId.of("B1"), Situation.at(DUE.plusDays(4)));
        assertThat(before.next().orElseThrow().id()).isEqualTo(StepId.of("first"));
        ContactExplanation last = own.explain(facts, OpenItemId.of("B1"), Situation.at(DUE.plusDays(14)));
        assertThat(last.next()).isEmpty();
        assertThat(last.steps())
                .extracting(ContactExplanation.Step::state)
                .containsExactly(ContactExplanation.StepStanding.SKIPPED, ContactExplanation.StepStanding.TODAY);
    }
}
