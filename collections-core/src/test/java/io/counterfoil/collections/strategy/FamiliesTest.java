package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile.Relation;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FamiliesTest {

    private static final PartyId GROUP = PartyId.of("group");
    private static final PartyId CHILD = PartyId.of("child");
    private static final AsOf DAY = Situation.at("2027-03-20");
    private static final Strategy CHASE = Strategy.builder()
            .id("chase")
            .addThresholds(Amounts.in("GBP").of("50.00"))
            .addLevels(new Strategy.Level("LATE", Guard.ageAtLeast(5)))
            .step(StrategyStep.builder()
                    .id("first")
                    .daysAfterDue(5)
                    .addChannels(Channel.EMAIL)
                    .build())
            .build();
    private final ContactPlanner planner =
            ContactPlanner.builder().strategies(CHASE).build();

    private static ReceivableLog log() {
        return ReceivableLog.in("GBP")
                .of("group")
                .invoice("G1", "30.00", "2027-02-01", "2027-03-10")
                .of("child")
                .invoice("C1", "40.00", "2027-02-01", "2027-03-01");
    }

    private static Situation family(Relation relation) {
        return Situation.of(log())
                .known(ProfileEvent.parent(CHILD, GROUP, relation))
                .party("child");
    }

    private List<ContactDecision> decide(Situation situation) {
        return planner.propose(situation.facts(), DAY);
    }

    @Test
    @DisplayName(
            "COL-15 an independent child is asked by itself, an aggregated or delegating one through its parent: one notice, one threshold")
    void relations() {
        assertThat(decide(family(Relation.INDEPENDENT)))
                .hasSize(2)
                .allMatch(decision -> decision.primary().orElseThrow().code() == Suppression.BELOW_THRESHOLD);
        for (Relation relation : List.of(Relation.AGGREGATE, Relation.DELEGATE)) {
            List<ContactDecision> decisions = decide(family(relation));
            ContactDecision act = decisions.get(0);
            assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
            assertThat(act.scope().party()).isEqualTo(GROUP);
            assertThat(act.notice().party()).isEqualTo(GROUP);
            assertThat(act.notice().lines().stream().map(line -> line.item().value()))
                    .containsExactly("C1", "G1");
            assertThat(act.notice().total()).hasToString("70.00 GBP");
            assertThat(act.stepDate()).as("by the oldest item of the family").isEqualTo("2027-03-06");
            assertThat(planner.propose(family(relation).facts(), CHILD, DAY)).isEmpty();
            assertThat(planner.propose(family(relation).facts(), GROUP, DAY)).isEqualTo(decisions);
            assertThat(planner.explain(family(relation).facts(), OpenItemId.of("C1"), DAY)
                            .decisions())
                    .isEqualTo(decisions);
        }
    }

    @Test
    @DisplayName(
            "COL-15 a delegating child stands where its parent stands, an aggregated one where its own items put it")
    void levels() {
        ReceivableLog parentOnly =
                ReceivableLog.in("GBP").of("group").invoice("G1", "60.00", "2027-02-01", "2027-03-10");
        for (Relation relation : Relation.values()) {
            CollectionFacts facts = Situation.of(parentOnly)
                    .known(ProfileEvent.parent(CHILD, GROUP, relation))
                    .facts();
            assertThat(planner.level(facts, StrategyId.of("chase"), CHILD, DAY))
                    .as(relation.name())
                    .isEqualTo(relation == Relation.DELEGATE ? "LATE" : Strategy.CLEAR);
        }
        ReceivableLog childOnly =
                ReceivableLog.in("GBP").of("child").invoice("C1", "60.00", "2027-02-01", "2027-03-10");
        CollectionFacts aggregated = Situation.of(childOnly)
                .known(ProfileEvent.parent(CHILD, GROUP, Relation.AGGREGATE))
                .facts();
        assertThat(planner.level(aggregated, StrategyId.of("chase"), CHILD, DAY))
                .isEqualTo("LATE");
        CollectionFacts delegating = Situation.of(childOnly)
                .known(ProfileEvent.parent(CHILD, GROUP, Relation.DELEGATE))
                .facts();
        assertThat(planner.level(delegating, StrategyId.of("chase"), CHILD, DAY))
                .as("its items are its parent's to pay, and put both there")
                .isEqualTo("LATE");
    }

    @Test
    @DisplayName(
            "COL-15 a grandchild is asked through the first ancestor that pays for itself; a circle pays for itself; what was not known yet does not count")
    void chains() {
        PartyId holding = PartyId.of("holding");
        CollectionFacts chain = family(Relation.AGGREGATE)
                .known(ProfileEvent.parent(GROUP, holding, Relation.DELEGATE))
                .facts();
        assertThat(chain.atPayers(DAY).receivables().parties()).containsExactly(holding);
        CollectionFacts circle = family(Relation.AGGREGATE)
                .known(ProfileEvent.parent(GROUP, CHILD, Relation.DELEGATE))
                .facts();
        assertThat(circle.atPayers(DAY)).isSameAs(circle);
        CollectionFacts later = Situation.of(log())
                .known(ProfileEvent.parent(CHILD, GROUP, Relation.AGGREGATE), Instant.parse("2027-03-21T00:00:00Z"))
                .facts();
        assertThat(later.atPayers(DAY)).isSameAs(later);
        assertThat(later.atPayers(Situation.at("2027-03-21")).receivables().parties())
                .containsExactly(GROUP);
    }

    @Test
    @DisplayName("COL-15 the aging at payers has every cent of the family at the parent and the same total")
    void aging() {
        CollectionFacts facts = family(Relation.AGGREGATE).facts();
        Aging aging = Aging.by(AgeBasis.DUE_DATE).buckets(30, 60).build();
        var apart = aging.assess(facts.receivables(), DAY);
        var together = aging.assess(facts.atPayers(DAY).receivables(), DAY);
        assertThat(together.of(GROUP).open())
                .hasToString("70.00 GBP")
                .isEqualTo(together.total().open());
        assertThat(together.total().open()).isEqualTo(apart.total().open());
        assertThat(together.total().overdue()).isEqualTo(apart.total().overdue());
    }

    @Test
    @DisplayName(
            "COL-15 what a child promised, planned, disputed or sent stands against its own items, not against its parent's")
    void factsOfTheChild() {
        LocalDate later = LocalDate.of(2027, 3, 30);
        assertThat(decide(family(Relation.AGGREGATE).promise("40.00", "GBP", later))
                        .get(0)
                        .kind())
                .as("the promise does not cover the parent's 30.00")
                .isEqualTo(ContactDecision.Kind.ACT);
        assertThat(codes(family(Relation.AGGREGATE).promise("70.00", "GBP", later)))
                .contains(Suppression.PROMISE_IN_FORCE);
        ContactDecision planned = decide(family(Relation.AGGREGATE).plan(Set.of(OpenItemId.of("C1")), later))
                .get(0);
        assertThat(planned.primary().orElseThrow().code()).as("30.00 are left").isEqualTo(Suppression.BELOW_THRESHOLD);
        assertThat(codes(family(Relation.AGGREGATE).dispute("C1", "40.00", "GBP")))
                .contains(Suppression.DISPUTED);
        assertThat(codes(family(Relation.AGGREGATE).inFlight("40.00", "GBP", later)))
                .contains(Suppression.PAYMENT_IN_FLIGHT);
        PaymentAttempt pending = PaymentAttempt.builder()
                .id("a")
                .party(CHILD)
                .amount(Amounts.in("GBP").of("40.00"))
                .on(DAY.effective())
                .recordedAt(DAY.knownAt())
                .state(PaymentAttempt.State.PENDING)
                .build();
        assertThat(codes(family(Relation.AGGREGATE).attempt(pending))).contains(Suppression.PAYMENT_IN_FLIGHT);
    }

    @Test
    @DisplayName("COL-15 a contact of the child is a contact of its parent; a ruling on the child is one on its items")
    void contactsAndRulings() {
        CollectionFacts facts = family(Relation.AGGREGATE)
                .sent(LocalDate.of(2027, 3, 18))
                .ruling("NONE")
                .facts();
        CollectionFacts paid = facts.atPayers(DAY);
        assertThat(paid.contacts().of(GROUP))
                .singleElement()
                .satisfies(contact -> assertThat(contact.debts()).containsExactly(OpenItemId.of("C1")));
        assertThat(paid.rulingsOf(GROUP)).singleElement().returns(OpenItemId.of("C1"), CollectionFacts.Ruling::item);
        assertThat(planner.assignment(facts, OpenItemId.of("C1"), DAY).strategy())
                .isEqualTo(StrategyId.NONE);
        assertThat(planner.assignment(facts, OpenItemId.of("G1"), DAY).strategy())
                .isEqualTo(StrategyId.of("chase"));
    }

    @Test
    @DisplayName("COL-15 a child whose notices are held, or that is excluded, is left alone by itself")
    void heldChild() {
        CollectionFacts held = family(Relation.DELEGATE)
                .hold(LocalDate.of(2027, 3, 19), LocalDate.of(2027, 3, 25))
                .facts();
        assertThat(held.atPayers(DAY)).isSameAs(held);
        assertThat(held.atPayers(Situation.at("2027-03-26")).receivables().parties())
                .containsExactly(GROUP);
        CollectionFacts excluded = family(Relation.DELEGATE)
                .known(ProfileEvent.excluded(CHILD, "settled elsewhere"))
                .facts();
        assertThat(excluded.atPayers(DAY)).isSameAs(excluded);
    }

    private List<Object> codes(Situation situation) {
        return decide(situation).get(0).obstacles().stream()
                .map(obstacle -> (Object) obstacle.code())
                .toList();
    }

    @Test
    @DisplayName("COL-15 facts without families are not touched")
    void noFamilies() {
        CollectionFacts facts = Situation.of(log()).facts();
        assertThat(facts.atPayers(DAY)).isSameAs(facts);
        assertThat(Families.standsAt(facts, CHILD, DAY)).isEqualTo(Optional.empty());
    }
}
