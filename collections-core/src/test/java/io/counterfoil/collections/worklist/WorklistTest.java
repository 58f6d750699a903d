package io.counterfoil.collections.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ScopeKey;
import io.counterfoil.collections.strategy.StepId;
import io.counterfoil.collections.strategy.StrategyId;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.collections.worklist.ScoreCard.Component;
import io.counterfoil.collections.worklist.ScoreCard.Part;
import io.counterfoil.collections.worklist.Worklist.Listing;
import io.counterfoil.collections.worklist.Worklist.Row;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.GoldenFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorklistTest {

    private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);
    private static final AsOf NOW = Situation.at(TODAY);
    private static final Amounts GBP = Amounts.in("GBP");
    private static final ScoreCard CARD = ScoreCard.standard(GBP.of("100.00"));
    private static final Worklist UNCUT = Worklist.of(CARD, Capacity.unlimited());

    private static ContactDecision decision(String party, ContactDecision.Kind kind) {
        ContactDecision.Builder decision = ContactDecision.builder();
        decision.kind(kind)
                .scope(ScopeKey.of(PartyId.of(party)))
                .strategy(StrategyId.of("standard"))
                .step(StepId.of("first"))
                .occurrence(1)
                .stepDate(TODAY)
                .key(IdempotencyKey.derived(party))
                .episodeStart(TODAY.minusDays(5))
                .evidence(Evidence.none())
                .sentence("as the test says");
        if (kind == ContactDecision.Kind.SUPPRESSED) {
            decision.addObstacles(Obstacle.of(Suppression.HOLD, "on hold until 2024-07-05"));
        }
        return decision.build();
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(row -> row.party().value()).toList();
    }

    private static ReceivableLog books() {
        return ReceivableLog.in("GBP")
                .of("alpha")
                .invoice("A1", "600.00", "2024-05-01", "2024-05-20")
                .of("beta")
                .invoice("B1", "50.00", "2024-05-01", "2024-06-20")
                .of("delta")
                .invoice("D1", "150.00", "2024-05-01", "2024-06-20")
                .of("gamma")
                .invoice("C1", "150.00", "2024-05-01", "2024-06-20")
                .of("late")
                .invoice("E1", "900.00", "2024-06-01", "2024-06-30");
    }

    @Test
    @DisplayName(
            "COL-60 the most points come first; ties go by overdue, then oldest age, then id; what is due today is not overdue")
    void ordersByPoints() {
        Listing list = UNCUT.propose(Situation.of(books()).facts(), List.of(), NOW);
        assertThat(names(list.rows())).containsExactly("alpha", "delta", "gamma", "beta");
        assertThat(list.rows()).extracting(row -> row.score().points()).containsExactly(30, 15, 15, 5);
        assertThat(list.rows().get(0).oldestAge()).isEqualTo(41);
        assertThat(list.overdue().in(GBP.currency())).isEqualTo(GBP.of("950.00"));
        ReceivableLog tied = ReceivableLog.in("GBP")
                .of("a")
                .invoice("A1", "150.00", "2024-05-01", "2024-06-20")
                .of("b")
                .invoice("B1", "160.00", "2024-05-01", "2024-06-20")
                .of("c")
                .invoice("C1", "160.00", "2024-05-01", "2024-06-19");
        assertThat(names(UNCUT.propose(Situation.of(tied).facts(), List.of(), NOW)
                        .rows()))
                .containsExactly("c", "b", "a");
    }

    @Test
    @DisplayName("COL-60 what capacity cuts stays visible, by owner; a case handled today takes a place")
    void cutsByOwner() {
        CollectionFacts facts = Situation.of(books())
                .known(ProfileEvent.owner(PartyId.of("alpha"), "ben"))
                .known(ProfileEvent.owner(PartyId.of("delta"), "ben"))
                .party("beta")
                .sent(TODAY)
                .facts();
        Listing list = Worklist.of(CARD, Capacity.perOwner(1).with("ben", 1)).propose(facts, List.of(), NOW);
        assertThat(names(list.rows())).containsExactly("alpha");
        assertThat(names(list.of("ben"))).containsExactly("alpha");
        assertThat(list.of("")).isEmpty();
        assertThat(names(list.beyond())).containsExactly("delta", "gamma");
        assertThat(names(list.handled())).containsExactly("beta");
        Listing more = Worklist.of(CARD, Capacity.perOwner(2).with("ben", 2)).propose(facts, List.of(), NOW);
        assertThat(names(more.rows())).containsExactly("alpha", "delta", "gamma");
        assertThat(more.beyond()).isEmpty();
        assertThat(Capacity.unlimited().of("anybody")).isEqualTo(Integer.MAX_VALUE);
        assertThat(Capacity.perOwner(2).with("ben", 7).of("ben")).isEqualTo(7);
    }

    @Test
    @DisplayName("COL-60 a contact of yesterday, of tomorrow or with one of ours is not handled today")
    void handledTodayOnly() {
        Contact internal = Contact.builder()
                .id("note to sales")
                .party(PartyId.of("alpha"))
                .channel(io.counterfoil.collections.profile.Channel.EMAIL)
                .audience(Contact.Audience.SALES_EXECUTIVE)
                .at(Situation.noon(TODAY))
                .on(TODAY)
                .build();
        Contact note = Contact.builder()
                .id("note")
                .party(PartyId.of("alpha"))
                .kind(Contact.Kind.NOTE)
                .at(Situation.noon(TODAY))
                .on(TODAY)
                .build();
        CollectionFacts facts = Situation.of(books())
                .contact(internal)
                .contact(note)
                .party("alpha")
                .sent(TODAY.minusDays(1))
                .sent(TODAY.plusDays(1))
                .facts();
        assertThat(UNCUT.propose(facts, List.of(), NOW).handled()).isEmpty();
    }

    @Test
    @DisplayName("COL-60 who may not be contacted at all is listed apart with the reason")
    void suppressedApart() {
        Listing list = UNCUT.propose(
                Situation.of(books()).facts(),
                List.of(
                        decision("alpha", ContactDecision.Kind.SUPPRESSED),
                        decision("alpha", ContactDecision.Kind.SKIPPED),
                        decision("beta", ContactDecision.Kind.SUPPRESSED),
                        decision("beta", ContactDecision.Kind.ACT),
                        decision("gamma", ContactDecision.Kind.SKIPPED),
                        decision("late", ContactDecision.Kind.SUPPRESSED),
                        decision("new", ContactDecision.Kind.MANUAL)),
                NOW);
        assertThat(names(list.suppressed())).containsExactly("alpha");
        assertThat(list.suppressed().get(0).reason().orElseThrow().code()).isEqualTo(Suppression.HOLD);
        assertThat(names(list.rows())).containsExactly("delta", "gamma", "beta", "new");
        assertThat(list.rows().get(2).reason()).isEmpty();
        assertThat(list.rows().get(2).decisions()).hasSize(2);
    }

    private static List<Part> parts(Worklist worklist, CollectionFacts facts) {
        return worklist.propose(facts, List.of(), NOW).rows().get(0).score().components().stream()
                .map(Component::code)
                .toList();
    }

    private static Situation one() {
        return Situation.of(ReceivableLog.in("GBP").of("acme").invoice("A1", "100.00", "2024-05-01", "2024-06-10"));
    }

    @Test
    @DisplayName("COL-60 promises broken in the time of the card count, and one that ends tomorrow")
    void readsPromises() {
        assertThat(parts(UNCUT, one().broken(TODAY.minusDays(178)).facts()))
                .containsExactly(Part.AMOUNT, Part.AGE, Part.BROKEN_PROMISES);
        assertThat(parts(UNCUT, one().broken(TODAY.minusDays(180)).facts())).doesNotContain(Part.BROKEN_PROMISES);
        assertThat(parts(UNCUT, one().promise("50.00", "GBP", TODAY.plusDays(1)).facts()))
                .contains(Part.PROMISE_DUE);
        assertThat(parts(UNCUT, one().promise("50.00", "GBP", TODAY.plusDays(2)).facts()))
                .doesNotContain(Part.PROMISE_DUE);
    }

    @Test
    @DisplayName("COL-60 a failed payment counts until a contact or a later payment answers it")
    void readsFailures() {
        PaymentAttempt.FailureClass soft = PaymentAttempt.FailureClass.SOFT;
        LocalDate day = TODAY.minusDays(3);
        assertThat(parts(UNCUT, one().failed("p1", soft, day).facts())).contains(Part.FAILED_PAYMENT);
        assertThat(parts(
                        UNCUT,
                        one().failed("p1", soft, day).sent(day.minusDays(1)).facts()))
                .contains(Part.FAILED_PAYMENT);
        assertThat(parts(UNCUT, one().failed("p1", soft, day).sent(day).facts()))
                .doesNotContain(Part.FAILED_PAYMENT);
        PaymentAttempt later = PaymentAttempt.builder()
                .id("p2")
                .party(PartyId.of("acme"))
                .amount(GBP.of("100.00"))
                .on(day.plusDays(1))
                .recordedAt(Situation.noon(day.plusDays(1)))
                .state(PaymentAttempt.State.PENDING)
                .build();
        assertThat(parts(UNCUT, one().failed("p1", soft, day).attempt(later).facts()))
                .doesNotContain(Part.FAILED_PAYMENT);
        assertThat(parts(UNCUT, one().failed("p1", soft, TODAY.plusDays(1)).facts()))
                .doesNotContain(Part.FAILED_PAYMENT);
    }

    @Test
    @DisplayName("COL-60 an order that waits for credit and a dispute past its clock count")
    void readsOrdersAndDisputes() {
        assertThat(parts(UNCUT.ordersWaiting(List.of(PartyId.of("acme"))), one().facts()))
                .contains(Part.ORDER_WAITING);
        InvoiceDispute.Builder dispute = InvoiceDispute.builder();
        dispute.id("D1")
                .party("acme")
                .item("A1")
                .amount(GBP.of("10.00"))
                .reason(InvoiceDispute.Reason.PRICING)
                .raisedOn(TODAY.minusDays(30));
        CollectionFacts facts =
                one().facts().toBuilder().addDisputes(dispute.build()).build();
        assertThat(parts(UNCUT, facts)).doesNotContain(Part.DISPUTE_CLOCK);
        assertThat(parts(UNCUT.disputesPastClockAfter(29), facts)).contains(Part.DISPUTE_CLOCK);
        assertThatIllegalArgumentException().isThrownBy(() -> UNCUT.disputesPastClockAfter(-1));
    }

    /** Twelve closed items, each paid so many days late, oldest first. */
    private static ReceivableLog habits(int... daysLate) {
        ReceivableLog log = ReceivableLog.in("GBP").of("acme");
        LocalDate due = LocalDate.of(2023, 1, 31);
        for (int i = 0; i < daysLate.length; i++) {
            String paid = due.plusDays(daysLate[i]).toString();
            log.invoice("I" + (100 + i), "10.00", due.minusDays(20).toString(), due.toString());
            log.receipt("R" + (100 + i), "10.00", paid);
            log.allocate("R" + (100 + i), "I" + (100 + i), "10.00", paid);
            due = due.plusMonths(1);
        }
        return log.invoice("open", "100.00", "2024-05-01", "2024-06-10");
    }

    @Test
    @DisplayName(
            "COL-60 COL-61 habits: six items more than five days later than the six before, and the usual lateness")
    void readsHabits() {
        Row worse = UNCUT.propose(
                        Situation.of(habits(0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 5)).facts(), List.of(), NOW)
                .rows()
                .get(0);
        assertThat(worse.inputs().latenessDeltaDays().orElseThrow())
                .isCloseTo(
                        new java.math.BigDecimal("5.8333"),
                        org.assertj.core.api.Assertions.within(new java.math.BigDecimal("0.0001")));
        assertThat(worse.inputs().medianDaysLate().orElseThrow()).isEqualByComparingTo("2.5");
        assertThat(worse.score().components()).extracting(Component::code).contains(Part.LATENESS_TREND);
        Row usual = UNCUT.propose(Situation.of(habits(17, 17, 30, 1, 17)).facts(), List.of(), NOW)
                .rows()
                .get(0);
        assertThat(usual.inputs().latenessDeltaDays()).isEmpty();
        assertThat(usual.inputs().medianDaysLate().orElseThrow()).isEqualByComparingTo("17");
        assertThat(usual.score().points()).isEqualTo(10 + 5 - 20);
        Row unknown = UNCUT.propose(Situation.of(habits(17, 17, 30, 17)).facts(), List.of(), NOW)
                .rows()
                .get(0);
        assertThat(unknown.inputs().medianDaysLate()).isEmpty();
    }

    @Test
    @DisplayName("COL-60 the list for people shows every reason, what capacity cuts and who is suppressed")
    void document() {
        CollectionFacts facts = Situation.of(books())
                .known(ProfileEvent.owner(PartyId.of("alpha"), "ben"))
                .party("gamma")
                .sent(TODAY)
                .facts();
        Listing list = Worklist.of(CARD, Capacity.perOwner(1))
                .propose(facts, List.of(decision("beta", ContactDecision.Kind.SUPPRESSED)), NOW);
        GoldenFile.named("worklist/list.txt").holds(Documents.text(list.toDocument(), Locale.UK));
        GoldenFile.named("worklist/list.html").holds(Documents.html(list.toDocument(), Locale.UK));
        Listing empty = UNCUT.propose(Situation.of(ReceivableLog.in("GBP")).facts(), List.of(), NOW);
        assertThat(Documents.text(empty.toDocument(), Locale.UK)).contains("Nobody is to be worked on.");
    }
}
