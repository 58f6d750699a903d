package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactPlannerTest {

    private static final PartyId ACME = PartyId.of("acme");
    private static final LocalDate DUE = LocalDate.of(2027, 3, 1);
    private static final Amounts GBP = Amounts.in("GBP");

    private static ReceivableLog oneInvoice() {
        return ReceivableLog.in("GBP").invoice("I1", "100.00", "2027-02-01", "2027-03-01");
    }

    private static StrategyStep.Builder step(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static Strategy.Builder ladder() {
        return Strategy.builder()
                .id("standard")
                .step(step("first", 5).build())
                .step(step("second", 14).build())
                .step(step("third", 30).build());
    }

    private static ContactPlanner planner(Strategy.Builder... strategies) {
        ContactPlanner.Builder planner = ContactPlanner.builder();
        for (Strategy.Builder strategy : strategies) {
            planner.strategies(strategy.build());
        }
        return planner.build();
    }

    private static List<ContactDecision> on(ContactPlanner planner, Situation situation, LocalDate day) {
        return planner.propose(situation.facts(), Situation.at(day));
    }

    private static ContactDecision only(ContactPlanner planner, Situation situation, LocalDate day) {
        List<ContactDecision> decisions = on(planner, situation, day);
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private static List<String> said(List<ContactDecision> decisions) {
        return decisions.stream()
                .map(decision -> decision.kind() + " " + decision.step())
                .toList();
    }

    @Test
    @DisplayName("COL-25 a step is taken on its day and not the day before")
    void takesAStepOnItsDay() {
        ContactPlanner planner = planner(ladder());
        Situation situation = Situation.of(oneInvoice());
        ContactDecision before = only(planner, situation, DUE.plusDays(4));
        assertThat(before.kind()).isEqualTo(ContactDecision.Kind.SUPPRESSED);
        assertThat(before.sentence()).isEqualTo("not today: step 'first' comes on 6 Mar 2027");
        assertThat(before.reviewAt()).contains(Instant.parse("2027-03-06T00:00:00Z"));
        assertThat(before.stepDate()).isEqualTo(DUE.plusDays(5));
        assertThatThrownBy(before::notice)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SUPPRESSED on acme GBP has no notice");
        ContactDecision act = only(planner, situation, DUE.plusDays(5));
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.obstacles()).isEmpty();
        assertThat(act.reviewAt()).isEmpty();
        assertThat(act.scope()).isEqualTo(ScopeKey.of(ACME, "GBP"));
        assertThat(act.episodeStart()).isEqualTo(DUE.plusDays(1));
        assertThat(act.occurrence()).isEqualTo(1);
        assertThat(act.sentence())
                .isEqualTo("'first' to acme by EMAIL about 1 item, 100.00 GBP open, the oldest 5 days past due");
        assertThat(act.evidence().sentence())
                .isEqualTo(
                        "strategy 'standard': it holds by default; the episode began on 2 Mar 2027, 0 contacts of this"
                                + " ladder since; step 'first' counts 5 days from DUE: 6 Mar 2027");
    }

    @Test
    @DisplayName("COL-25 issue date, month end, business days: each anchor and offset gives its date")
    void anchorsGiveDates() {
        BusinessCalendar weekdays =
                BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
        Strategy anchors = Strategy.builder()
                .id("anchors")
                .step(step("issue", 0)
                        .anchor(StrategyStep.Anchor.ISSUE)
                        .offset(StrategyStep.Offset.days(3))
                        .build())
                .step(step("month", 0)
                        .anchor(StrategyStep.Anchor.DUE_END_OF_MONTH)
                        .offset(StrategyStep.Offset.days(2))
                        .build())
                .step(step("business", 0)
                        .offset(StrategyStep.Offset.businessDays(5))
                        .build())
                .build();
        ContactPlanner planner =
                ContactPlanner.builder().strategies(anchors).calendar(weekdays).build();
        ContactExplanation explanation =
                planner.explain(Situation.of(oneInvoice()).facts(), OpenItemId.of("I1"), Situation.at("2027-02-02"));
        assertThat(explanation.steps().stream().map(step -> step.date().orElseThrow()))
                .containsExactly(LocalDate.of(2027, 2, 4), LocalDate.of(2027, 4, 2), LocalDate.of(2027, 3, 8));
        assertThatThrownBy(() -> ContactPlanner.builder().strategies(anchors).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MISSING_CALENDAR: a step counts business days, expected a calendar");
    }

    @Test
    @DisplayName("COL-25 a step before the due date acts while nothing is past due, about what comes due")
    void actsBeforeDue() {
        ContactPlanner planner =
                planner(Strategy.builder().id("early").step(step("soon", -7).build()));
        ReceivableLog log = oneInvoice().invoice("I2", "50.00", "2027-02-01", "2027-06-01");
        ContactDecision act = on(planner, Situation.of(log), DUE.minusDays(7)).get(0);
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.notice().lines()).extracting(line -> line.item().value()).containsExactly("I1");
        assertThat(act.sentence())
                .isEqualTo("'soon' to acme by EMAIL about 1 item, 100.00 GBP open, the oldest due in 7 days");
        ContactDecision before = only(planner, Situation.of(log), DUE.minusDays(8));
        assertThat(before.sentence())
                .isEqualTo(
                        "not today: nothing is past due, the oldest item is due 1 Mar 2027; step 'soon' comes on 22 Feb 2027");
        assertThat(before.primary().orElseThrow().code()).isEqualTo(Suppression.NOT_DUE);
    }

    @Test
    @DisplayName("COL-25 a step counts from the contact before it, once that was sent")
    void countsFromThePreviousContact() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .step(step("a", 1).build())
                .step(step("b", 0)
                        .anchor(StrategyStep.Anchor.PREVIOUS_CONTACT)
                        .offset(StrategyStep.Offset.days(10))
                        .build()));
        Situation situation = Situation.of(oneInvoice());
        ContactDecision first = only(planner, situation, DUE.plusDays(3));
        assertThat(first.step()).isEqualTo(StepId.of("a"));
        situation.sent(first, DUE.plusDays(3));
        ContactDecision waiting = only(planner, situation, DUE.plusDays(12));
        assertThat(waiting.sentence()).isEqualTo("not today: step 'b' comes on 14 Mar 2027");
        assertThat(said(on(planner, situation, DUE.plusDays(13)))).containsExactly("ACT b", "FINISHED b");
    }

    @Test
    @DisplayName("COL-25 a broken promise and a failed payment each call their step, each time anew")
    void eventsCallSteps() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .step(step("later", 300).build())
                .step(step("promise", 0)
                        .anchor(StrategyStep.Anchor.PROMISE_BROKEN)
                        .offset(StrategyStep.Offset.days(1))
                        .build())
                .step(step("failure", 0)
                        .anchor(StrategyStep.Anchor.PAYMENT_FAILED)
                        .build()));
        Situation situation = Situation.of(oneInvoice()).broken(DUE.plusDays(10));
        assertThat(said(on(planner, situation, DUE.plusDays(10))))
                .containsExactly("SUPPRESSED promise", "SUPPRESSED later");
        ContactDecision promise = on(planner, situation, DUE.plusDays(11)).get(0);
        assertThat(promise.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(promise.stepDate()).isEqualTo(DUE.plusDays(11));
        situation.sent(promise, DUE.plusDays(11));
        assertThat(said(on(planner, situation, DUE.plusDays(12)))).containsExactly("SUPPRESSED later");
        situation.broken(DUE.plusDays(20));
        ContactDecision again = on(planner, situation, DUE.plusDays(21)).get(0);
        assertThat(again.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(again.occurrence()).isEqualTo(2);
        assertThat(again.key()).isNotEqualTo(promise.key());
        situation.failed("pi-1", PaymentAttempt.FailureClass.SOFT, DUE.plusDays(30));
        assertThat(said(on(planner, situation, DUE.plusDays(30)))).contains("ACT failure");
    }

    @Test
    @DisplayName("COL-25 a step counts from the day on which a level was reached")
    void countsFromTheEntryOfALevel() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .addLevels(
                        new Strategy.Level("RED", Guard.ageAtLeast(40)),
                        new Strategy.Level("AMBER", Guard.ageAtLeast(20)))
                .step(step("amber", 0)
                        .anchor(StrategyStep.Anchor.LEVEL_ENTRY)
                        .level("AMBER")
                        .offset(StrategyStep.Offset.days(2))
                        .build()));
        Situation situation = Situation.of(oneInvoice());
        assertThat(only(planner, situation, DUE.plusDays(19)).sentence())
                .isEqualTo("not today: step 'amber' waits for what it counts from: LEVEL_ENTRY");
        assertThat(only(planner, situation, DUE.plusDays(21)).sentence())
                .isEqualTo("not today: step 'amber' comes on 23 Mar 2027");
        ContactDecision act = on(planner, situation, DUE.plusDays(50)).get(0);
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.stepDate()).isEqualTo(DUE.plusDays(22));
    }

    @Test
    @DisplayName("COL-26 a step waits for its guard and says for which")
    void waitsForItsGuard() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .step(step("vip", 5)
                        .guard(Guard.tag("VIP").or(Guard.countAtLeast(2)))
                        .build()));
        Situation situation = Situation.of(oneInvoice());
        assertThat(only(planner, situation, DUE.plusDays(6)).sentence())
                .isEqualTo("not today: step 'vip' waits for (tag 'VIP' or open items >= 2)");
        situation.known(ProfileEvent.tag(ACME, "VIP")).channels(Channel.EMAIL);
        assertThat(on(planner, situation, DUE.plusDays(6)).get(0).kind()).isEqualTo(ContactDecision.Kind.ACT);
    }

    @Test
    @DisplayName(
            "COL-27 a run later on the same day repeats the decision under the same key; an edit of the strategy contacts nobody again")
    void keysAreStable() {
        Situation situation = Situation.of(oneInvoice());
        ContactDecision act = only(planner(ladder()), situation, DUE.plusDays(5));
        AsOf evening = new AsOf(DUE.plusDays(5), Situation.noon(DUE.plusDays(5)).plusSeconds(20_000));
        assertThat(planner(ladder()).propose(situation.facts(), evening))
                .singleElement()
                .satisfies(again -> assertThat(again.key()).isEqualTo(act.key()));
        situation.sent(act, DUE.plusDays(5));
        Strategy.Builder edited = Strategy.builder()
                .id("standard")
                .step(step("zero", 1).build())
                .step(step("first", 4).tone(StrategyStep.Tone.FIRM).build())
                .step(step("second", 14).build());
        assertThat(said(on(planner(edited), situation, DUE.plusDays(6)))).containsExactly("SUPPRESSED second");
    }

    @Test
    @DisplayName("COL-29 after missed runs: the latest, the most severe, all one by one, or none")
    void catchesUp() {
        LocalDate late = DUE.plusDays(40);
        Situation situation = Situation.of(oneInvoice());
        assertThat(said(on(planner(ladder()), situation, late)))
                .containsExactly("SKIPPED first", "SKIPPED second", "ACT third", "FINISHED third");
        assertThat(on(planner(ladder()), situation, late).get(0).obstacles())
                .singleElement()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Suppression.SUPERSEDED));
        assertThat(on(planner(ladder()), situation, late).get(0).sentence())
                .isEqualTo("'first' is passed over: step 'third' is taken in its place");
        Strategy.Builder severe = Strategy.builder()
                .id("severe")
                .catchUp(Strategy.CatchUp.RUN_MOST_SEVERE)
                .step(step("a", 5).build())
                .step(step("b", 14).severity(9).build())
                .step(step("c", 30).severity(3).build());
        List<ContactDecision> mostSevere = on(planner(severe), situation, late);
        assertThat(said(mostSevere)).containsExactly("SKIPPED a", "ACT b", "FINISHED b", "SKIPPED c");
        situation.sent(mostSevere.get(1), late);
        assertThat(on(planner(severe), situation, late.plusDays(1))).isEmpty();
    }

    @Test
    @DisplayName("COL-29 RUN_ALL takes missed steps one a day, the gap apart")
    void runsAll() {
        ContactPlanner planner =
                planner(ladder().catchUp(Strategy.CatchUp.RUN_ALL).minGapDays(3));
        Situation situation = Situation.of(oneInvoice());
        List<String> acts = new ArrayList<>();
        for (LocalDate day = DUE.plusDays(40); day.isBefore(DUE.plusDays(50)); day = day.plusDays(1)) {
            for (ContactDecision decision : on(planner, situation, day)) {
                if (decision.kind() == ContactDecision.Kind.ACT) {
                    situation.sent(decision, day);
                    acts.add(decision.step() + " " + day);
                }
            }
        }
        assertThat(acts).containsExactly("first 2027-04-10", "second 2027-04-13", "third 2027-04-16");
    }

    @Test
    @DisplayName("COL-29 SKIP takes a step on its day only and records what it missed")
    void skips() {
        ContactPlanner planner = planner(ladder().catchUp(Strategy.CatchUp.SKIP));
        Situation situation = Situation.of(oneInvoice());
        assertThat(said(on(planner, situation, DUE.plusDays(14)))).containsExactly("SKIPPED first", "ACT second");
        List<ContactDecision> missed = on(planner, situation, DUE.plusDays(15));
        assertThat(said(missed)).containsExactly("SKIPPED first", "SKIPPED second", "SUPPRESSED third");
        assertThat(missed.get(0).primary().orElseThrow().code()).isEqualTo(Suppression.CATCH_UP_SKIPPED);
    }

    @Test
    @DisplayName("COL-30 when the oldest item is paid the ladder goes on from the next: no step is lost, none repeated")
    void reanchors() {
        ReceivableLog log = oneInvoice().invoice("I2", "70.00", "2027-02-20", "2027-03-11");
        ContactPlanner planner = planner(ladder());
        Situation situation = Situation.of(log);
        ContactDecision first = only(planner, situation, DUE.plusDays(5));
        log.receipt("R1", "100.00", "2027-03-14").allocate("R1", "I1", "100.00", "2027-03-14");
        situation = Situation.of(log).sent(first, DUE.plusDays(5));
        ContactDecision next = only(planner, situation, LocalDate.of(2027, 3, 16));
        assertThat(next.sentence()).isEqualTo("not today: step 'second' comes on 25 Mar 2027");
        assertThat(next.episodeStart()).isEqualTo(first.episodeStart());
        assertThat(said(on(planner, situation, LocalDate.of(2027, 3, 25)))).containsExactly("ACT second");
    }

    @Test
    @DisplayName("COL-30 an episode ends when nothing is past due; the next one begins its own ladder")
    void episodesEnd() {
        ReceivableLog log = oneInvoice();
        ContactPlanner planner = planner(ladder());
        ContactDecision first = only(planner, Situation.of(log), DUE.plusDays(5));
        log.receipt("R1", "100.00", "2027-03-10").allocate("R1", "I1", "100.00", "2027-03-10");
        Situation paid = Situation.of(log).sent(first, DUE.plusDays(5));
        assertThat(on(planner, paid, LocalDate.of(2027, 3, 10))).isEmpty();
        log.invoice("I2", "70.00", "2027-03-01", "2027-03-31");
        ContactDecision again = only(planner, Situation.of(log).sent(first, DUE.plusDays(5)), LocalDate.of(2027, 4, 5));
        assertThat(again.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(again.step()).isEqualTo(first.step());
        assertThat(again.key()).isNotEqualTo(first.key());
        assertThat(again.episodeStart()).isEqualTo(LocalDate.of(2027, 4, 1));
    }

    @Test
    @DisplayName("COL-31 entry FIRST begins with the first step however old; somebody can put an item at a step")
    void entersWhereTold() {
        Situation situation = Situation.of(oneInvoice());
        LocalDate late = DUE.plusDays(40);
        ContactPlanner first = planner(ladder().entry(Strategy.EntryLevel.FIRST));
        List<ContactDecision> decisions = on(first, situation, late);
        assertThat(said(decisions)).containsExactly("ACT first");
        situation.sent(decisions.get(0), late);
        assertThat(said(on(first, situation, late.plusDays(1)))).contains("ACT third", "SKIPPED second");
        Situation put = Situation.of(oneInvoice()).ruling("I1", "standard", Optional.of("second"));
        assertThat(said(on(planner(ladder()), put, DUE.plusDays(6)))).containsExactly("SUPPRESSED second");
        assertThat(said(on(planner(ladder()), put, DUE.plusDays(14)))).containsExactly("ACT second");
        assertThat(planner(ladder()).assignment(put.facts(), OpenItemId.of("I1"), Situation.at(late)))
                .isEqualTo(new ContactExplanation.Assignment(
                        StrategyId.of("standard"),
                        ContactExplanation.Source.ITEM,
                        "second",
                        "maria decided: agreed with the customer"));
    }

    @Test
    @DisplayName(
            "COL-32 item goes before party, party before segment, segment before default; exclusion beats all; one strategy an item")
    void precedence() {
        Strategy.Builder gold = Strategy.builder()
                .id("gold")
                .addSegments("GOLD")
                .step(step("g", 1).build());
        Strategy.Builder party =
                Strategy.builder().id("party").step(step("p", 1).build());
        Strategy.Builder item = Strategy.builder().id("item").step(step("i", 1).build());
        ContactPlanner planner = planner(ladder(), gold, party, item);
        ReceivableLog log = oneInvoice().invoice("I2", "70.00", "2027-02-01", "2027-03-01");
        Situation situation = Situation.of(log);
        assertThat(source(planner, situation)).isEqualTo("standard DEFAULT");
        situation.known(ProfileEvent.segment(ACME, "GOLD")).channels(Channel.EMAIL);
        assertThat(source(planner, situation)).isEqualTo("gold SEGMENT");
        situation.ruling("party");
        assertThat(source(planner, situation)).isEqualTo("party PARTY");
        situation.ruling("I1", "item", Optional.empty());
        assertThat(source(planner, situation)).isEqualTo("item ITEM");
        assertThat(on(planner, situation, DUE.plusDays(1)).stream()
                        .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                        .map(decision -> decision.strategy() + " "
                                + decision.notice().lines().stream()
                                        .map(line -> line.item().value())
                                        .toList()))
                .containsExactly("item [I1]", "party [I2]");
        situation.known(ProfileEvent.excluded(ACME, "owned by the regulator"));
        assertThat(on(planner, situation, DUE.plusDays(1))).allSatisfy(decision -> {
            assertThat(decision.kind()).isEqualTo(ContactDecision.Kind.SUPPRESSED);
            assertThat(decision.sentence())
                    .isEqualTo("not today: the party is out of all strategies: owned by the regulator");
        });
    }

    private static String source(ContactPlanner planner, Situation situation) {
        ContactExplanation.Assignment assigned =
                planner.assignment(situation.facts(), OpenItemId.of("I1"), Situation.at("2027-03-02"));
        return assigned.strategy() + " " + assigned.source();
    }

    @Test
    @DisplayName("COL-32 NONE is a strategy: nothing is decided, and the explanation says who wanted it")
    void noneIsAStrategy() {
        Situation situation = Situation.of(oneInvoice()).ruling("NONE");
        ContactPlanner planner = planner(ladder());
        assertThat(on(planner, situation, DUE.plusDays(40))).isEmpty();
        ContactExplanation explanation =
                planner.explain(situation.facts(), OpenItemId.of("I1"), Situation.at(DUE.plusDays(40)));
        assertThat(explanation.sentence())
                .isEqualTo("nothing to decide: it is in no strategy: maria decided: agreed with the customer");
        assertThat(explanation.obstacles().get(0).code()).isEqualTo(Suppression.EXCLUDED);
    }

    @Test
    @DisplayName(
            "COL-33 item, party, and party with currency: what is decided on as one; thresholds are of what is open, by currency")
    void scopes() {
        ReceivableLog log = oneInvoice().invoice("I2", "70.00", "2027-02-01", "2027-03-01");
        Receivables both = log.replay()
                .with(new ReceivableEvent.ItemIssued(OpenItem.builder()
                        .id(OpenItemId.of("E1"))
                        .party(ACME)
                        .amount(Amounts.in("EUR").of("10.00"))
                        .issued(LocalDate.of(2027, 2, 1))
                        .due(DUE)
                        .recordedAt(Instant.EPOCH)
                        .build()))
                .orThrow();
        Situation situation = Situation.of(both);
        assertThat(lines(planner(ladder().scope(Strategy.Scope.ITEM)), situation))
                .containsExactly("acme E1 [E1]", "acme I1 [I1]", "acme I2 [I2]");
        assertThat(lines(planner(ladder().scope(Strategy.Scope.PARTY)), situation))
                .containsExactly("acme [E1, I1, I2]");
        assertThat(lines(planner(ladder()), situation)).containsExactly("acme EUR [E1]", "acme GBP [I1, I2]");
        assertThat(lines(planner(ladder().addThresholds(GBP.of("170.00"))), situation))
                .containsExactly("acme GBP [I1, I2]");
        assertThat(lines(planner(ladder().addThresholds(GBP.of("170.01"))), situation))
                .isEmpty();
        assertThat(planner(ladder().addThresholds(GBP.of("1.00")))
                        .explain(situation.facts(), OpenItemId.of("E1"), Situation.at(DUE.plusDays(5)))
                        .sentence())
                .isEqualTo("nothing to decide: strategy 'standard' has no threshold for EUR");
    }

    private static List<String> lines(ContactPlanner planner, Situation situation) {
        return on(planner, situation, DUE.plusDays(5)).stream()
                .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                .map(decision -> decision.scope() + " "
                        + decision.notice().lines().stream()
                                .map(line -> line.item().value())
                                .toList())
                .toList();
    }

    @Test
    @DisplayName(
            "COL-34 the first channel that can be used is used; language, template, tone and attachments go with the notice")
    void fallsBack() {
        StrategyStep step = step("first", 5)
                .channels(List.of(Channel.EMAIL, Channel.LETTER, Channel.CALL))
                .tone(StrategyStep.Tone.FIRM)
                .templateKey("dunning-1")
                .addAttachments(StrategyStep.Attachment.INVOICE_COPIES)
                .build();
        ContactPlanner planner = planner(Strategy.builder().id("s").step(step));
        Situation situation = Situation.of(oneInvoice())
                .channels(Channel.EMAIL, Channel.LETTER)
                .known(ProfileEvent.language(ACME, "fr-CA"));
        Notice mail = on(planner, situation, DUE.plusDays(5)).get(0).notice();
        assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
        assertThat(mail.language()).isEqualTo("fr-CA");
        assertThat(mail.tone()).isEqualTo(StrategyStep.Tone.FIRM);
        assertThat(mail.templateKey()).isEqualTo("dunning-1");
        assertThat(mail.attachments()).containsExactly(StrategyStep.Attachment.INVOICE_COPIES);
        situation.known(ProfileEvent.unusable(ACME, Channel.EMAIL, "email", "bounced"), Instant.EPOCH.plusSeconds(1));
        assertThat(on(planner, situation, DUE.plusDays(5)).get(0).notice().channel())
                .isEqualTo(Channel.LETTER);
        Situation nowhere = Situation.of(oneInvoice()).channels(Channel.PORTAL);
        assertThat(only(planner, nowhere, DUE.plusDays(5)).sentence())
                .isEqualTo("not today: no address that can be used for EMAIL, LETTER, CALL");
        assertThat(on(planner, Situation.of(oneInvoice()), DUE.plusDays(5))
                        .get(0)
                        .notice()
                        .channel())
                .isEqualTo(Channel.EMAIL);
    }

    @Test
    @DisplayName("COL-35 so many attempts and no more; with the last one comes FINISHED")
    void finishes() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .maxAttempts(2)
                .minGapDays(7)
                .step(step("again", 1).repeatEvery(Period.ofMonths(1)).build()));
        Situation situation = Situation.of(ReceivableLog.in("GBP").invoice("I1", "100.00", "2027-01-01", "2027-01-30"));
        LocalDate first = LocalDate.of(2027, 1, 31);
        ContactDecision act = only(planner, situation, first);
        situation.sent(act, first);
        assertThat(only(planner, situation, first.plusDays(1)).sentence())
                .isEqualTo("not today: step 'again' comes on 28 Feb 2027 (also MIN_GAP)");
        List<ContactDecision> second = on(planner, situation, LocalDate.of(2027, 2, 28));
        assertThat(said(second)).containsExactly("ACT again", "FINISHED again");
        assertThat(second.get(0).occurrence()).isEqualTo(2);
        assertThat(second.get(1).sentence())
                .isEqualTo("with 'again' strategy 's' has nothing more to say: all attempts are used up");
        situation.sent(second.get(0), LocalDate.of(2027, 2, 28));
        assertThat(only(planner, situation, LocalDate.of(2027, 6, 1)).sentence())
                .isEqualTo("not today: all 2 attempts are used up");
    }

    @Test
    @DisplayName(
            "COL-36 contacts among ourselves pass legal stops, sensitive cases and channels; debtor contacts do not")
    void internalAudiences() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .step(step("tell", 5).audience(Audience.SALES_EXECUTIVE).build()));
        Situation situation = Situation.of(oneInvoice())
                .channels()
                .known(ProfileEvent.salesExecutive(ACME, "sam"))
                .known(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.DECEASED, "letter"))
                .known(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.BEREAVEMENT, "call"));
        ContactDecision act = on(planner, situation, DUE.plusDays(5)).get(0);
        assertThat(act.kind()).isEqualTo(ContactDecision.Kind.ACT);
        assertThat(act.notice().addressee()).isEqualTo("sam");
        assertThat(act.sentence())
                .isEqualTo(
                        "'tell' to sales executive sam of acme by EMAIL about 1 item, 100.00 GBP open, the oldest 5 days past due");
        Situation held = Situation.of(oneInvoice()).hold(DUE, DUE.plusDays(9));
        assertThat(only(planner, held, DUE.plusDays(5)).kind()).isEqualTo(ContactDecision.Kind.SUPPRESSED);
    }

    @Test
    @DisplayName(
            "COL-37 only SENT advances a ladder; a failed notice is proposed again under its key; a prepared one expires, a sent one never")
    void onlySentAdvances() {
        ContactPlanner planner = planner(ladder());
        LocalDate day = DUE.plusDays(5);
        ContactDecision act = only(planner, Situation.of(oneInvoice()), day);
        Situation prepared = Situation.of(oneInvoice())
                .report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, Situation.noon(day), day);
        assertThat(only(planner, prepared, day.plusDays(1)).key()).isEqualTo(act.key());
        assertThat(planner.expired(prepared.facts(), Situation.at(day.plusDays(1))))
                .isEmpty();
        Situation failed = Situation.of(oneInvoice())
                .report(act.key(), Contact.Status.FAILED, Channel.EMAIL, Situation.noon(day), day);
        assertThat(only(planner, failed, day.plusDays(1)).kind()).isEqualTo(ContactDecision.Kind.ACT);
        prepared.dispute("I1", "100.00", "GBP");
        assertThat(planner.expired(prepared.facts(), Situation.at(day.plusDays(1))))
                .singleElement()
                .satisfies(expired -> {
                    assertThat(expired.prepared().key()).contains(act.key());
                    assertThat(expired.reasons().get(0).code()).isEqualTo(Suppression.DISPUTED);
                });
        prepared.sent(act, day.plusDays(1));
        assertThat(planner.expired(prepared.facts(), Situation.at(day.plusDays(2))))
                .isEmpty();
        ReceivableLog paid =
                oneInvoice().receipt("R1", "100.00", "2027-03-07").allocate("R1", "I1", "100.00", "2027-03-07");
        Situation settled =
                Situation.of(paid).report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, Situation.noon(day), day);
        assertThat(planner.expired(settled.facts(), Situation.at(day.plusDays(1)))
                        .get(0)
                        .reasons()
                        .get(0)
                        .code())
                .isEqualTo(Suppression.NOTHING_OPEN);
        Situation overtaken = Situation.of(oneInvoice())
                .report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, Situation.noon(day), day);
        assertThat(planner.expired(overtaken.facts(), Situation.at(DUE.plusDays(14)))
                        .get(0)
                        .reasons()
                        .get(0)
                        .code())
                .isEqualTo(Suppression.SUPERSEDED);
    }

    @Test
    @DisplayName(
            "COL-38 the fee of a step is an item of its own: charged once, alive after the principal is paid, on the same ladder")
    void feesAreItems() {
        ContactPlanner planner = planner(Strategy.builder()
                .id("s")
                .scope(Strategy.Scope.ITEM)
                .step(step("first", 5).fee(GBP.of("40.00")).build())
                .step(step("second", 14).build()));
        ReceivableLog log = oneInvoice();
        LocalDate day = DUE.plusDays(5);
        ContactDecision act = only(planner, Situation.of(log), day);
        ReceivableEvent fee =
                act.notice().feeItem(act.key(), day, Situation.noon(day)).orElseThrow();
        OpenItem item = ((ReceivableEvent.ItemIssued) fee).item();
        assertThat(item.kind()).isEqualTo(OpenItemKind.FEE);
        assertThat(item.linkedTo()).contains(OpenItemId.of("I1"));
        assertThat(item.due()).contains(day);
        log.add(fee).add(fee).receipt("R1", "100.00", "2027-03-10").allocate("R1", "I1", "100.00", "2027-03-10");
        Receivables receivables =
                Receivables.replay(log.events().stream()).value().orElseThrow();
        assertThat(receivables.open(item.id(), Situation.at("2027-03-11"))).isEqualTo(GBP.of("40.00"));
        assertThat(act.notice().isResolved(receivables, Situation.at("2027-03-11")))
                .isTrue();
        ContactDecision next = only(planner, Situation.of(receivables).sent(act, day), LocalDate.of(2027, 3, 12));
        assertThat(next.scope().item()).isEqualTo("I1");
        assertThat(next.step()).isEqualTo(StepId.of("second"));
    }

    @Test
    @DisplayName("COL-66 suspension and escalation are recommended to a person with the case file; by policy they act")
    void recommends() {
        StrategyStep escalate = step("escalate", 30)
                .addEffects(StrategyStep.SideEffect.ESCALATE)
                .approverRole("head of credit")
                .build();
        Situation situation = Situation.of(oneInvoice())
                .sent(DUE.plusDays(10))
                .failed("pi-1", PaymentAttempt.FailureClass.HARD, DUE.plusDays(2))
                .dispute("I1", "10.00", "GBP");
        ContactDecision manual = only(planner(Strategy.builder().id("s").step(escalate)), situation, DUE.plusDays(30));
        assertThat(manual.kind()).isEqualTo(ContactDecision.Kind.MANUAL);
        assertThat(manual.obstacles()).isEmpty();
        assertThat(manual.notice().approver()).isEqualTo("head of credit");
        assertThat(manual.notice().effects()).containsExactly(StrategyStep.SideEffect.ESCALATE);
        assertThat(manual.sentence())
                .startsWith("head of credit decides: ESCALATE is recommended; 'escalate' to acme by EMAIL");
        CaseFile file = manual.notice().caseFile().orElseThrow();
        assertThat(file.items()).hasSize(1);
        assertThat(file.contacts()).hasSize(1);
        assertThat(file.attempts()).extracting(PaymentAttempt::id).containsExactly("pi-1");
        assertThat(file.disputes()).containsExactly("10.00 GBP of 100.00 GBP open on I1");
        assertThat(said(on(
                        planner(Strategy.builder()
                                .id("s")
                                .automaticEffects(true)
                                .step(escalate)),
                        situation,
                        DUE.plusDays(30))))
                .containsExactly("ACT escalate", "FINISHED escalate");
    }

    @Test
    @DisplayName("COL-67 a sensitive case is a task for its owner, in a restricted view, and never an ACT")
    void sensitiveCasesArePersonal() {
        Situation situation = Situation.of(oneInvoice())
                .channels(Channel.EMAIL)
                .known(ProfileEvent.owner(ACME, "olga"))
                .known(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.VULNERABLE, "call"));
        ContactDecision manual = only(planner(ladder()), situation, DUE.plusDays(5));
        assertThat(manual.kind()).isEqualTo(ContactDecision.Kind.MANUAL);
        assertThat(manual.obstacles())
                .singleElement()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Suppression.SENSITIVE));
        assertThat(manual.notice().approver()).isEqualTo("olga");
        assertThat(manual.notice().visibility()).isEqualTo(Contact.Visibility.RESTRICTED);
        assertThat(manual.notice().caseFile()).isPresent();
        assertThat(manual.sentence())
                .isEqualTo(
                        "the case is sensitive (VULNERABLE): a person acts; 'first' to acme by EMAIL about 1 item, 100.00 GBP open, the oldest 5 days past due");
        situation.known(ProfileEvent.excluded(ACME, "court"));
        assertThat(only(planner(ladder()), situation, DUE.plusDays(5)).kind())
                .isEqualTo(ContactDecision.Kind.SUPPRESSED);
    }

    @Test
    @DisplayName("COL-15 a child whose parent pays is at the level of its parent, in whatever circle")
    void childrenFollowTheirParents() {
        ContactPlanner planner = planner(ladder().addLevels(new Strategy.Level("LATE", Guard.ageAtLeast(10))));
        PartyId child = PartyId.of("child");
        Situation situation =
                Situation.of(oneInvoice()).known(ProfileEvent.parent(child, ACME, PartyProfile.Relation.DELEGATE));
        StrategyId id = StrategyId.of("standard");
        assertThat(planner.level(situation.facts(), id, child, Situation.at(DUE.plusDays(10))))
                .isEqualTo("LATE");
        assertThat(planner.level(situation.facts(), id, child, Situation.at(DUE.plusDays(9))))
                .isEqualTo(Strategy.CLEAR);
        Situation circle = Situation.of(oneInvoice())
                .known(ProfileEvent.parent(child, ACME, PartyProfile.Relation.DELEGATE))
                .known(ProfileEvent.parent(ACME, child, PartyProfile.Relation.DELEGATE));
        assertThat(planner.level(circle.facts(), id, child, Situation.at(DUE.plusDays(10))))
                .isEqualTo(Strategy.CLEAR);
        Situation alone =
                Situation.of(oneInvoice()).known(ProfileEvent.parent(child, ACME, PartyProfile.Relation.INDEPENDENT));
        assertThat(planner.level(alone.facts(), id, child, Situation.at(DUE.plusDays(10))))
                .isEqualTo(Strategy.CLEAR);
        assertThatThrownBy(() ->
                        planner.level(alone.facts(), StrategyId.of("other"), child, Situation.at(DUE.plusDays(10))))
                .hasMessage("strategy 'other' is not known");
    }

    @Test
    @DisplayName("COL-27 a log that contradicts itself leaves its scope undecided, others are decided")
    void inconsistentHistory() {
        ReceivableLog log = oneInvoice().of("other").invoice("O1", "30.00", "2027-02-01", "2027-03-01");
        ContactPlanner planner = planner(ladder());
        LocalDate day = DUE.plusDays(5);
        IdempotencyKey key = on(planner, Situation.of(log), day).get(0).key();
        Situation situation = Situation.of(log)
                .report(key, Contact.Status.EXPIRED, Channel.EMAIL, Situation.noon(day), day)
                .sent(key, Channel.EMAIL, day.plusDays(1));
        List<ContactDecision> decisions = on(planner, situation, DUE.plusDays(7));
        assertThat(said(decisions)).containsExactly("SUPPRESSED second", "ACT first");
        assertThat(decisions.get(0).primary().orElseThrow().code()).isEqualTo(Suppression.INCONSISTENT_HISTORY);
        assertThat(decisions.get(0).sentence())
                .isEqualTo("not decided: the log contradicts itself about step 'first': sent at 2027-03-07T12:00:00Z,"
                        + " expired at 2027-03-06T12:00:00Z");
        Situation nameless = Situation.of(oneInvoice())
                .contact(Contact.builder()
                        .id("x")
                        .party("acme")
                        .channel(Channel.EMAIL)
                        .status(Contact.Status.PREPARED)
                        .on(day)
                        .at(Situation.noon(day))
                        .build());
        assertThat(only(planner, nameless, day).sentence())
                .isEqualTo(
                        "not decided: the log contradicts itself about acme: entry 'x' is PREPARED without the key of a"
                                + " decision");
    }

    @Test
    @DisplayName("COL-39 each step of an item is explained: done, today, waiting, ahead, skipped; what next and when")
    void explains() {
        ContactPlanner planner = planner(ladder().minGapDays(3));
        ContactDecision first = only(planner, Situation.of(oneInvoice()), DUE.plusDays(5));
        Situation situation =
                Situation.of(oneInvoice()).sent(first, DUE.plusDays(5)).hold(DUE.plusDays(10), DUE.plusDays(20));
        ContactExplanation explanation =
                planner.explain(situation.facts(), OpenItemId.of("I1"), Situation.at(DUE.plusDays(15)));
        assertThat(explanation.steps().stream().map(step -> step.id() + " " + step.state() + ": " + step.sentence()))
                .containsExactly(
                        "first DONE: sent on 6 Mar 2027",
                        "second WAITING: notices are held until 21 Mar 2027: copy of invoice requested",
                        "third AHEAD: step 'third' comes on 31 Mar 2027");
        assertThat(explanation.next().orElseThrow().id()).isEqualTo(StepId.of("third"));
        assertThat(explanation.sentence())
                .isEqualTo(
                        "100.00 GBP open on I1; not today: notices are held until 21 Mar 2027: copy of invoice requested;"
                                + " next 'third' on 31 Mar 2027");
        assertThat(explanation.decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.reviewAt()).contains(Instant.parse("2027-03-22T00:00:00Z")));
        ContactExplanation skipped = planner.explain(
                Situation.of(oneInvoice()).facts(), OpenItemId.of("I1"), Situation.at(DUE.plusDays(15)));
        assertThat(skipped.steps().stream().map(ContactExplanation.Step::state))
                .containsExactly(
                        ContactExplanation.StepStanding.SKIPPED,
                        ContactExplanation.StepStanding.TODAY,
                        ContactExplanation.StepStanding.AHEAD);
        assertThatThrownBy(() -> planner.explain(situation.facts(), OpenItemId.of("X"), Situation.at(DUE)))
                .hasMessage("item X is not known, expected one of the facts");
    }

    @Test
    @DisplayName("COL-39 of a settled, a written-off and a credit item is told that nothing is owed")
    void explainsWhatIsNotOwed() {
        ReceivableLog log = oneInvoice()
                .receipt("R1", "100.00", "2027-03-02")
                .add(new ReceivableEvent.WrittenOff(
                        io.counterfoil.collections.receivable.ReceivableEventId.of("w"),
                        OpenItemId.of("I1"),
                        GBP.of("100.00"),
                        "small",
                        LocalDate.of(2027, 3, 3),
                        Situation.noon(LocalDate.of(2027, 3, 3))));
        ContactPlanner planner = planner(ladder());
        CollectionFacts facts = Situation.of(log).facts();
        assertThat(planner.explain(facts, OpenItemId.of("I1"), Situation.at("2027-03-10"))
                        .obstacles())
                .extracting(why -> why.code().id())
                .containsExactly("CONTACT.NOTHING_OPEN", "CONTACT.WRITTEN_OFF");
        assertThat(planner.explain(facts, OpenItemId.of("R1"), Situation.at("2027-03-10"))
                        .sentence())
                .isEqualTo("nothing to decide: R1 is a credit or an order, it is owed by nobody");
    }

    @Test
    @DisplayName(
            "COL-40 a replay of what was really done finds no difference; another strategy is compared by key; payments that came anyway are named")
    void replays() {
        ReceivableLog log =
                oneInvoice().receipt("R1", "100.00", "2027-03-17").allocate("R1", "I1", "100.00", "2027-03-17");
        ContactPlanner planner = planner(ladder());
        Situation situation = Situation.of(log);
        AsOf known = Situation.at("2027-05-01");
        DateRange march = DateRange.month(2027, 3);
        for (LocalDate day : march.stream().toList()) {
            on(planner, situation, day).stream()
                    .filter(decision -> decision.kind() == ContactDecision.Kind.ACT)
                    .forEach(act -> situation.sent(act, day));
        }
        ContactReplay same = planner.replay(situation.facts(), march, known);
        assertThat(same.days()).isEqualTo(31);
        assertThat(same.acts()).extracting(act -> act.on().toString()).containsExactly("2027-03-06", "2027-03-15");
        assertThat(same.both()).hasSize(2);
        assertThat(same.onlyReplayed()).isEmpty();
        assertThat(same.onlyActual()).isEmpty();
        assertThat(same.shortlyBeforePayment())
                .extracting(act -> act.on().toString())
                .containsExactly("2027-03-15");
        assertThat(same.suppressions().get(Suppression.STEP_NOT_REACHED)).isEqualTo(13);
        ContactReplay late = planner(Strategy.builder()
                        .id("standard")
                        .step(step("first", 6).build())
                        .step(step("other", 12).build()))
                .replay(situation.facts(), march, known);
        assertThat(late.acts())
                .extracting(act -> act.on() + " " + act.decision().step())
                .containsExactly("2027-03-07 first", "2027-03-13 other");
        assertThat(late.both()).hasSize(1);
        assertThat(late.onlyReplayed()).hasSize(1);
        assertThat(late.onlyActual()).hasSize(1);
    }

    @Test
    @DisplayName("COL-41 a planner refuses strategies with faults, all at once")
    void refusesFaults() {
        Strategy empty = Strategy.builder().id("empty").build();
        Strategy channel = Strategy.builder()
                .id("mute")
                .step(StrategyStep.builder().id("a").build())
                .build();
        assertThatThrownBy(() -> ContactPlanner.builder()
                        .strategies(empty, channel, channel)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        STRATEGY.NO_STEPS: strategy 'empty' has no step, expected one or more
                        STRATEGY.NO_CHANNEL: step 'a' has no channel, expected one or more
                        STRATEGY.NO_CHANNEL: step 'a' has no channel, expected one or more
                        strategy 'mute' is there 2 times, expected once, and none of the name NONE""");
    }
}
