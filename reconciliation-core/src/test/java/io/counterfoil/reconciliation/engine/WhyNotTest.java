package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What keeps two lines apart, and what a match says of itself: one line changed at a time. */
class WhyNotTest {

    /** A Wednesday. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);

    private static final BusinessCalendar WEEKDAYS = BusinessCalendar.of(HolidayCalendar.of(
            "weekdays",
            Set.of(),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            new DateRange(DAY.minusDays(60), DAY.plusDays(60))));

    private static Item line(String id, UnaryOperator<Item.Builder> change) {
        return change.apply(Item.builder()
                        .id(ItemId.of(id))
                        .amount(Amounts.in("GBP").of("10"))
                        .day(DAY))
                .build();
    }

    private static Item line(String id) {
        return line(id, b -> b);
    }

    private static Item amount(String id, String currency, String amount) {
        return line(id, b -> b.amount(Amounts.in(currency).of(amount)));
    }

    private static Item named(String id, String... references) {
        return line(id, b -> b.addReferences(references));
    }

    private static ItemBatch batch(List<Item> items) {
        ItemBatch.Builder batch = ItemBatch.builder();
        items.forEach(batch::add);
        return batch.build();
    }

    private static Reconciliation run(List<Pass> passes, List<Item> left, List<Item> right) {
        MatchPlan.Builder plan = MatchPlan.named("test");
        passes.forEach(plan::pass);
        return Reconciler.builder(plan.build())
                .calendar(WEEKDAYS)
                .build()
                .match(batch(left), batch(right), new AsOf(DAY, Instant.parse("2027-03-10T12:00:00Z")));
    }

    private static List<String> said(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(o -> o.code().id().replace("RECONCILIATION.", "") + " " + o.sentence())
                .toList();
    }

    /** The one obstacle of the pass between the two. */
    private static String why(Pass pass, Item left, Item right) {
        Reconciliation run = run(List.of(pass), List.of(left), List.of(right));
        List<String> said = said(run.whyNot(left, right));
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private static List<String> facts(Pass pass, Item left, Item right) {
        Reconciliation run = run(List.of(pass), List.of(left), List.of(right));
        return run.matches().findFirst().orElseThrow().evidence().facts().stream()
                .map(Evidence.Fact::sentence)
                .toList();
    }

    @Test
    @DisplayName("REC-37 currency and direction come first, whatever else differs")
    void hardGates() {
        Pass pass = Pass.oneToOne("p").on(AMOUNT).suggest();
        assertThat(why(pass, line("l"), amount("r", "EUR", "10")))
                .isEqualTo("CURRENCY_WITHOUT_RATE p: currencies GBP and EUR differ and there is no rate");
        assertThat(why(pass, line("l"), amount("r", "GBP", "-10")))
                .isEqualTo("DIRECTION p: one is money in, the other money out");
        Item closed = line("r", b -> b.open(Amounts.in("GBP").zero()));
        assertThat(why(pass, line("l"), closed)).isEqualTo("NOTHING_OPEN p: nothing is open on one side");
        Reconciliation run = run(List.of(pass), List.of(line("l")), List.of(closed));
        assertThat(said(run.whyNot(Side.RIGHT, ItemId.of("r")))).containsExactly("NOTHING_OPEN nothing is open of r");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.whyNot(Side.LEFT, ItemId.of("r")))
                .withMessageContaining("side LEFT has no item 'r'");
    }

    @Test
    @DisplayName("REC-37 an amount differs by more than is allowed, and both amounts and what is allowed are said")
    void amounts() {
        assertThat(why(Pass.oneToOne("p").on(AMOUNT).suggest(), line("l"), amount("r", "GBP", "10.01")))
                .isEqualTo("AMOUNT_DIFFERS p: amounts 10.00 GBP and 10.01 GBP differ, allowed 0");
        Pass near = Pass.oneToOne("near")
                .on(REFERENCE)
                .amount(Tolerance.absolute("0.05"))
                .suggest();
        assertThat(why(
                        near,
                        named("l", "R1"),
                        line("r", b -> b.amount(Amounts.in("GBP").of("10.06")).addReferences("R1"))))
                .isEqualTo("AMOUNT_DIFFERS near: amounts 10.00 GBP and 10.06 GBP differ, allowed 0.05");
        assertThat(facts(
                        near,
                        named("l", "R1"),
                        line("r", b -> b.amount(Amounts.in("GBP").of("10.05")).addReferences("R1"))))
                .startsWith("reference R1 on both sides", "10.00 GBP against 10.05 GBP, allowed 0.05");
        assertThat(facts(
                        Pass.oneToOne("any").on(REFERENCE).suggest(),
                        named("l", "R1"),
                        line("r", b -> b.amount(Amounts.in("GBP").of("12")).addReferences("R1"))))
                .contains("10.00 GBP against 12.00 GBP, amounts are not compared");
    }

    @Test
    @DisplayName("REC-37 a key that differs is told from one that is missing, and reference from the others")
    void keys() {
        Pass reference = Pass.oneToOne("p").on(REFERENCE, AMOUNT).suggest();
        assertThat(why(reference, named("l", "R1"), named("r", "R2")))
                .isEqualTo("REFERENCE_DIFFERS p: reference not the same");
        assertThat(why(reference, named("l", "R1"), line("r")))
                .isEqualTo("REFERENCE_MISSING p: reference missing on a side");
        assertThat(why(reference, line("l"), named("r", "R1")))
                .isEqualTo("REFERENCE_MISSING p: reference missing on a side");
        assertThat(why(Pass.oneToOne("p").on(REFERENCE_LOOSELY, AMOUNT).suggest(), named("l", "R1"), named("r", "R2")))
                .isEqualTo("REFERENCE_DIFFERS p: reference not the same");
        Pass party = Pass.oneToOne("p").on(PARTY, AMOUNT).suggest();
        assertThat(why(party, line("l", b -> b.party("ann")), line("r", b -> b.party("bob"))))
                .isEqualTo("KEY_DIFFERS p: party not the same");
        assertThat(why(party, line("l", b -> b.party("ann")), line("r")))
                .isEqualTo("KEY_MISSING p: party missing on a side");
        Pass account = Pass.oneToOne("p").on(ACCOUNT, AMOUNT).suggest();
        assertThat(why(account, line("l", b -> b.account("1")), line("r", b -> b.account("2"))))
                .isEqualTo("KEY_DIFFERS p: account not the same");
        assertThat(why(account, line("l"), line("r", b -> b.account("2"))))
                .isEqualTo("KEY_MISSING p: account missing on a side");
        Pass group = Pass.oneToOne("p").on(GROUP, AMOUNT).suggest();
        assertThat(why(group, line("l", b -> b.group("1")), line("r", b -> b.group("2"))))
                .isEqualTo("KEY_DIFFERS p: group not the same");
        assertThat(why(group, line("l", b -> b.group("1")), line("r")))
                .isEqualTo("KEY_MISSING p: group missing on a side");
        assertThat(why(
                        Pass.oneToOne("p").on(REFERENCE, PARTY, AMOUNT).suggest(),
                        named("l", "R1"),
                        line("r", b -> b.addReferences("R2").party("bob"))))
                .isEqualTo("REFERENCE_DIFFERS p: reference, party missing on a side");
    }

    @Test
    @DisplayName("REC-37 REC-08 days outside the window are counted as the window counts them, with its limits")
    void days() {
        Pass two = Pass.oneToOne("p").on(AMOUNT).within(Window.days(0, 2)).suggest();
        assertThat(why(two, line("l"), line("r", b -> b.day(DAY.plusDays(3)))))
                .isEqualTo("DAY_OUTSIDE p: 3 days apart, limit 2");
        assertThat(why(two, line("l"), line("r", b -> b.day(DAY.minusDays(3)))))
                .isEqualTo("DAY_OUTSIDE p: 3 days apart, limit 2");
        Pass from = Pass.oneToOne("p")
                .on(AMOUNT)
                .within(Window.days(-1, 2).from(Side.LEFT))
                .suggest();
        assertThat(why(from, line("l"), line("r", b -> b.day(DAY.minusDays(2)))))
                .isEqualTo("DAY_OUTSIDE p: -2 days apart, limit -1 to 2");
        Pass business =
                Pass.oneToOne("p").on(AMOUNT).within(Window.businessDays(0, 0)).suggest();
        // Wednesday to Thursday, and to Tuesday of the week after
        assertThat(why(business, line("l"), line("r", b -> b.day(DAY.plusDays(1)))))
                .isEqualTo("DAY_OUTSIDE p: 1 business day apart, limit 0");
        assertThat(why(business, line("l"), line("r", b -> b.day(DAY.plusDays(6)))))
                .isEqualTo("DAY_OUTSIDE p: 4 business days apart, limit 0");
        assertThat(why(business, line("l"), line("r", b -> b.day(DAY.plusDays(90)))))
                .isEqualTo("DAY_OUTSIDE p: the calendar does not cover one of the days");
        assertThat(facts(two, line("l"), line("r", b -> b.day(DAY.plusDays(1)))))
                .contains("10.00 GBP on both sides", "1 day apart, limit 2");
        assertThat(facts(from, line("l"), line("r", b -> b.day(DAY.plusDays(2)))))
                .contains("2 days apart, limit -1 to 2");
        assertThat(facts(from, line("l"), line("r"))).contains("0 days apart, limit -1 to 2");
        Pass contested = Pass.oneToOne("p")
                .on(AMOUNT)
                .within(Window.days(0, 1))
                .contest(Window.days(0, 4))
                .suggest();
        assertThat(why(contested, line("l"), line("r", b -> b.day(DAY.plusDays(4)))))
                .isEqualTo("DAY_OUTSIDE p: 4 days apart, limit 1");
        Pass tolerant = Pass.oneToOne("p")
                .on(REFERENCE)
                .amount(Tolerance.absolute("1"))
                .contest(Tolerance.absolute("3"))
                .suggest();
        assertThat(why(
                        tolerant,
                        named("l", "R1"),
                        line("r", b -> b.amount(Amounts.in("GBP").of("12")).addReferences("R1"))))
                .isEqualTo("AMOUNT_DIFFERS p: amounts 10.00 GBP and 12.00 GBP differ, allowed 1");
    }

    @Test
    @DisplayName(
            "REC-37 REC-31 gates on references and texts: equal, ignoring capitals, containing, standing in the other's text")
    void gates() {
        Pass base = Pass.oneToOne("p").on(AMOUNT);
        Pass equal = base.gate(Pass.Gate.REFERENCE_EQUAL).suggest();
        assertThat(why(equal, named("l", "R1"), named("r", "r1")))
                .isEqualTo("REFERENCE_DIFFERS p: reference fails REFERENCE_EQUAL");
        assertThat(why(equal, named("l", "R1"), line("r")))
                .isEqualTo("REFERENCE_MISSING p: reference missing on a side");
        assertThat(facts(equal, named("l", "X", "R1"), named("r", "R1"))).contains("texts pass REFERENCE_EQUAL");
        Pass capitals = base.gate(Pass.Gate.REFERENCE_EQUAL_IGNORING_CASE).suggest();
        assertThat(facts(capitals, named("l", "R1"), named("r", "r1")))
                .contains("texts pass REFERENCE_EQUAL_IGNORING_CASE");
        assertThat(why(capitals, named("l", "R1"), named("r", "r12"))).startsWith("REFERENCE_DIFFERS");
        Pass containing = base.gate(Pass.Gate.REFERENCE_CONTAINS_EITHER).suggest();
        assertThat(facts(containing, named("l", "R1"), named("r", "xR12")))
                .contains("texts pass REFERENCE_CONTAINS_EITHER");
        assertThat(facts(containing, named("l", "xR12"), named("r", "R1")))
                .contains("texts pass REFERENCE_CONTAINS_EITHER");
        assertThat(why(containing, named("l", "R1"), named("r", "R2"))).startsWith("REFERENCE_DIFFERS");
        Pass stands = base.gate(Pass.Gate.REFERENCE_IN_OTHER_TEXT).suggest();
        Item text = line("r", b -> b.text("paid inv-2027/15 today"));
        assertThat(facts(stands, named("l", "INV202715"), text)).contains("texts pass REFERENCE_IN_OTHER_TEXT");
        assertThat(facts(stands, line("l", b -> b.text("paid inv 2027 15")), named("r", "INV202715")))
                .contains("texts pass REFERENCE_IN_OTHER_TEXT");
        assertThat(why(stands, named("l", "INV20271"), text))
                .isEqualTo("REFERENCE_DIFFERS p: reference fails REFERENCE_IN_OTHER_TEXT");
        assertThat(why(stands, named("l", "-"), text)).startsWith("REFERENCE_DIFFERS");
        assertThat(why(stands, line("l"), text)).startsWith("REFERENCE_MISSING");
        assertThat(why(stands, named("l", "INV"), named("r", "INV"))).startsWith("REFERENCE_MISSING");
        Pass texts = base.gate(Pass.Gate.TEXT_CONTAINS_EITHER).suggest();
        assertThat(facts(texts, line("l", b -> b.text("rent")), line("r", b -> b.text("my rent"))))
                .contains("texts pass TEXT_CONTAINS_EITHER");
        assertThat(why(texts, line("l", b -> b.text("rent")), line("r", b -> b.text("car"))))
                .isEqualTo("TEXT_DIFFERS p: text fails TEXT_CONTAINS_EITHER");
        assertThat(why(texts, line("l", b -> b.text("rent")), line("r")))
                .isEqualTo("TEXT_MISSING p: text missing on a side");
        Pass alike = base.text(new Pass.Likeness(true, true, 25)).suggest();
        assertThat(facts(alike, line("l", b -> b.text("RENT")), line("r", b -> b.text("rend"))))
                .contains("10.00 GBP on both sides");
        assertThat(why(alike, line("l", b -> b.text("RENT")), line("r", b -> b.text("cans"))))
                .isEqualTo("TEXT_DIFFERS p: text fails TEXT_CONTAINS_EITHER");
        assertThat(why(alike, line("l", b -> b.text("RENT")), line("r")))
                .isEqualTo("TEXT_MISSING p: text missing on a side");
        Pass optional = base.gateIfPresent(Pass.Gate.REFERENCE_EQUAL).suggest();
        assertThat(facts(optional, named("l", "R1"), line("r"))).contains("10.00 GBP on both sides");
        assertThat(why(optional, named("l", "R1"), named("r", "R2")))
                .isEqualTo("REFERENCE_DIFFERS p: reference fails REFERENCE_EQUAL");
    }

    @Test
    @DisplayName("REC-36 a match names what both sides have in common, strongest first, and how sure it is")
    void evidence() {
        Pass pass = Pass.oneToOne("p")
                .on(REFERENCE, AMOUNT)
                .evidence(PARTY, ACCOUNT, GROUP)
                .suggest();
        Item left = line(
                "l", b -> b.addReferences("R1").party("ann").account("12345678").group("g"));
        Item right = line(
                "r",
                b -> b.addReferences("R0", "R1")
                        .party("ann")
                        .account("12345678")
                        .group("g"));
        assertThat(facts(pass, left, right))
                .startsWith(
                        "reference R1 on both sides",
                        "party ann",
                        "the same account",
                        "group g",
                        "10.00 GBP on both sides")
                .last()
                .asString()
                .startsWith("every best assignment has it, the best one without it weighs ");
        Pass loosely = Pass.oneToOne("p").on(REFERENCE_LOOSELY, AMOUNT).suggest();
        assertThat(facts(loosely, named("l", "INV-1"), named("r", "inv1"))).startsWith("reference INV-1 is inv1");
    }

    @Test
    @DisplayName("REC-37 what is matched elsewhere names the match, its pass, or that the best assignment does without")
    void elsewhere() {
        Pass first = Pass.oneToOne("first").on(REFERENCE, AMOUNT).suggest();
        Pass second = Pass.oneToOne("second").on(AMOUNT).suggest();
        Item l1 = named("l1", "R1");
        Item r1 = named("r1", "R1");
        Item r2 = line("r2");
        Reconciliation run = run(List.of(first, second), List.of(l1), List.of(r1, r2));
        assertThat(run.whyNot(l1, r1)).isEmpty();
        assertThat(run.whyNot(Side.LEFT, ItemId.of("l1"))).isEmpty();
        assertThat(said(run.whyNot(l1, r2)))
                .containsExactly(
                        "REFERENCE_MISSING first: reference missing on a side",
                        "ALREADY_MATCHED second: l1 is matched with r1 by pass first");
        Reconciliation tie = run(List.of(first, second), List.of(line("l1")), List.of(line("r1"), line("r2")));
        assertThat(said(tie.whyNot(line("l1"), line("r1"))).get(1))
                .isEqualTo("AMBIGUOUS second: pass second found 2 equally good readings and holds the items");
        Pass third = Pass.oneToOne("third").on(AMOUNT).suggest();
        Reconciliation held = run(
                List.of(
                        Pass.oneToOne("second")
                                .on(AMOUNT)
                                .within(Window.days(0, 5))
                                .suggest(),
                        third),
                List.of(line("l1")),
                List.of(line("r1"), line("r2")));
        assertThat(said(held.whyNot(line("l1"), line("r1"))))
                .containsExactly(
                        "AMBIGUOUS second: pass second found 2 equally good readings and holds the items",
                        "HELD third: pass second found 2 equally good readings and holds the items");
        Pass sure = Pass.oneToOne("sure").on(AMOUNT).evidence(PARTY).suggest();
        Item ann = line("l1", b -> b.party("ann"));
        Reconciliation better = run(
                List.of(sure), List.of(ann), List.of(line("r1", b -> b.party("ann")), line("r2", b -> b.party("bob"))));
        assertThat(said(better.whyNot(ann, line("r2"))))
                .containsExactly("BETTER_ASSIGNMENT sure: l1 is matched with r1 in the best assignment");
        assertThat(said(run(List.of(first, second), List.of(l1), List.of(amount("r1", "GBP", "11")))
                        .whyNot(Side.LEFT, ItemId.of("l1"))))
                .hasSize(2)
                .allMatch(o -> o.startsWith("NO_CANDIDATE "));
    }

    @Test
    @DisplayName("REC-37 REC-16 between a line and one item of its pool a set search says that no set makes the amount")
    void sets() {
        Pass set = Pass.oneToMany("set").on(PARTY).maxSetSize(3).suggest();
        Item left = line("l", b -> b.party("ann"));
        Item right = line("r", b -> b.party("ann").amount(Amounts.in("GBP").of("7")));
        assertThat(why(set, left, right)).isEqualTo("NO_SET set: no set of up to 3 items makes the amount");
        Pass netting = Pass.netting("net", Side.LEFT).on(AMOUNT).suggest();
        assertThat(why(netting, line("l"), line("r")))
                .isEqualTo("NO_CANDIDATE net: pairs items of side LEFT with each other");
        Pass groups = Pass.oneToGroup("groups").on(AMOUNT).suggest();
        assertThat(why(groups, line("l"), line("r")))
                .isEqualTo("GROUP_DIFFERS groups: the item stands in no group with anything open");
        Item euro = line("e", b -> b.group("g").amount(Amounts.in("EUR").of("3")));
        Item pound = line("r", b -> b.group("g").amount(Amounts.in("GBP").of("7")));
        Reconciliation mixed = run(List.of(groups), List.of(line("l")), List.of(pound, euro));
        assertThat(said(mixed.whyNot(line("l"), pound)))
                .containsExactly("CURRENCY_WITHOUT_RATE groups: the group has several currencies and there is no rate");
        Reconciliation sum = run(
                List.of(groups),
                List.of(line("l")),
                List.of(
                        pound,
                        line("s", b -> b.group("g").amount(Amounts.in("GBP").of("3")))));
        assertThat(sum.matches()
                        .findFirst()
                        .orElseThrow()
                        .evidence()
                        .facts()
                        .get(0)
                        .sentence())
                .isEqualTo("10.00 GBP = sum of 2 items");
        Reconciliation less = run(
                List.of(groups),
                List.of(line("l")),
                List.of(
                        pound,
                        line("s", b -> b.group("g").amount(Amounts.in("GBP").of("2")))));
        assertThat(said(less.whyNot(line("l"), pound)))
                .containsExactly("AMOUNT_DIFFERS groups: amounts 10.00 GBP and 9.00 GBP differ, allowed 0");
    }
}
