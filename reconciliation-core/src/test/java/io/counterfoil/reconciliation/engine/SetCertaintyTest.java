package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How sure a set is that other lines, other references or a handful of items decide. */
class SetCertaintyTest {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    record Row(String id, String amount, String reference, String party, int day) {}

    private static Row row(String id, String amount, int day) {
        return new Row(id, amount, "", "", day);
    }

    private static ItemBatch batch(List<Row> rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (Row row : rows) {
            batch.id(row.id()).amount(row.amount(), "GBP").day(DAY.plusDays(row.day()));
            if (!row.reference().isEmpty()) {
                batch.reference(row.reference());
            }
            if (!row.party().isEmpty()) {
                batch.party(row.party());
            }
            batch.account("bank").add();
        }
        return batch.build();
    }

    private static Reconciliation run(List<Row> left, List<Row> right, Pass pass) {
        return Reconciler.builder(MatchPlan.named("sets").pass(pass).build())
                .build()
                .match(batch(left), batch(right), AS_OF);
    }

    private static List<String> matches(Reconciliation run) {
        return run.matches()
                .map(m -> m.left().get(0).item().value() + "="
                        + m.right().stream().map(p -> p.item().value()).toList() + " "
                        + m.confidence().certainty())
                .toList();
    }

    /** Whatever chance says: what is asked here is what other lines and references say. */
    private static Pass sets() {
        return Pass.oneToMany("sets")
                .on(ACCOUNT)
                .within(Window.days(0, 5).from(Side.LEFT))
                .maxSetSize(3)
                .maxCoincidence("1000")
                .confirm();
    }

    /** The first line may have either fee; the second, which no longer sees the older one, needs the newer. */
    private static final List<Row> LEFT = List.of(row("l1", "12.50", 0), row("l2", "32.53", 4));

    private static List<Row> fees(String older, String newer) {
        return List.of(
                new Row("f1", "12.50", "", older, 0),
                new Row("f2", "12.50", "", newer, 5),
                new Row("y", "20.03", "", "school", 8));
    }

    @Test
    @DisplayName("REC-14 REC-19 what is interchangeable stays so where another line's only set decides which is left")
    void interchangeableInMixedComponent() {
        Reconciliation run = run(
                LEFT,
                fees("school", "school"),
                sets().interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY, AMOUNT));
        assertThat(matches(run)).containsExactlyInAnyOrder("l1=[f1] INTERCHANGEABLE", "l2=[f2, y] CERTAIN");
    }

    @Test
    @DisplayName("REC-19 an equal amount of another party that only another line takes away leaves a likely set")
    void equalAmountsOfDifferentParties() {
        Reconciliation declared = run(
                LEFT,
                fees("school", "club"),
                sets().interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY, AMOUNT));
        assertThat(matches(declared)).containsExactlyInAnyOrder("l1=[f1] LIKELY", "l2=[f2, y] CERTAIN");
        Reconciliation undeclared = run(LEFT, fees("school", "club"), sets());
        assertThat(matches(undeclared)).containsExactlyInAnyOrder("l1=[f1] LIKELY", "l2=[f2, y] CERTAIN");
        assertThat(undeclared.matches().map(Match::decision))
                .containsExactlyInAnyOrder(PassDecision.Outcome.SUGGEST, PassDecision.Outcome.CONFIRM);
    }

    private static List<String> twoWays(String reference, String other) {
        List<Row> left = List.of(row("l1", "30.00", 0), new Row("l2", "30.00", reference, "", 6));
        List<Row> right = List.of(row("a", "10.00", 0), row("b", "20.00", 0), new Row("c", "30.00", other, "", 6));
        return matches(run(left, right, sets().within(Window.days(0, 6).from(Side.LEFT))));
    }

    @Test
    @DisplayName("REC-19 a line with several sets is as sure as the lines that leave it one of them")
    void asSureAsTheOthers() {
        assertThat(twoWays("INV-7", "inv 7")).containsExactlyInAnyOrder("l1=[a, b] CERTAIN", "l2=[c] CERTAIN");
        assertThat(twoWays("INV-7", "")).containsExactlyInAnyOrder("l1=[a, b] CERTAIN", "l2=[c] CERTAIN");
        assertThat(twoWays("INV-7", "INV-8")).containsExactlyInAnyOrder("l1=[a, b] LIKELY", "l2=[c] LIKELY");
    }

    @Test
    @DisplayName("REC-16 a set of one item whose reference contradicts the line's is suggested, with the reason")
    void contradictingReference() {
        List<Row> left = List.of(new Row("l", "30.00", "INV1", "", 0));
        Reconciliation other = run(left, List.of(new Row("a", "30.00", "INV2", "", 0)), sets());
        Match match = other.matches().findFirst().orElseThrow();
        assertThat(matches(other)).containsExactly("l=[a] LIKELY");
        assertThat(match.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(match.evidence().facts())
                .anySatisfy(fact -> assertThat(fact.code()).isEqualTo(Reconciliation.Reason.REFERENCE_DIFFERS));
        Reconciliation same = run(left, List.of(new Row("a", "30.00", "INV1", "", 0)), sets());
        assertThat(matches(same)).containsExactly("l=[a] CERTAIN");
        assertThat(same.matches().findFirst().orElseThrow().evidence().facts())
                .noneSatisfy(fact -> assertThat(fact.code()).isEqualTo(Reconciliation.Reason.REFERENCE_DIFFERS));
        assertThat(matches(run(left, List.of(row("a", "30.00", 0)), sets()))).containsExactly("l=[a] CERTAIN");
        assertThat(matches(run(
                        left,
                        List.of(new Row("a", "10.00", "INV2", "", 0), new Row("b", "20.00", "INV3", "", 0)),
                        sets())))
                .containsExactly("l=[a, b] CERTAIN");
    }

    @Test
    @DisplayName("REC-20 a group of one and one whose references contradict each other is suggested too")
    void contradictingGroup() {
        Pass groups =
                Pass.manyToMany("groups").on(ACCOUNT).maxCoincidence("1000").confirm();
        List<Row> left = List.of(new Row("l", "30.00", "INV1", "", 0));
        assertThat(matches(run(left, List.of(new Row("a", "30.00", "INV2", "", 0)), groups)))
                .containsExactly("l=[a] LIKELY");
        assertThat(matches(run(left, List.of(new Row("a", "30.00", "inv-1", "", 0)), groups)))
                .containsExactly("l=[a] CERTAIN");
        assertThat(matches(run(
                        left,
                        List.of(new Row("a", "10.00", "INV2", "", 0), new Row("b", "20.00", "INV3", "", 0)),
                        groups)))
                .containsExactly("l=[a, b] CERTAIN");
    }

    @Test
    @DisplayName("REC-18 where no set lies near the amount, the evidence says that nothing could be estimated there")
    void nothingNear() {
        Pass set = Pass.oneToMany("sets").on(ACCOUNT).maxSetSize(3).confirm();
        assertThat(run(List.of(row("l", "9.81", 0)), List.of(row("a", "9.81", 0)), set)
                        .matches()
                        .findFirst()
                        .orElseThrow()
                        .evidence()
                        .sentence())
                .contains("0.000000 sets are expected to hit by chance, allowed 0.01, as none lies near the amount");
    }
}
