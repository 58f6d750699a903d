package io.counterfoil.reconciliation;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.FeeRecord;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.engine.internal.SetSearch;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every row of the table of bad input is made to happen, and gets the answer that the table gives it. */
class BadInputTableTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final Amounts GBP = Amounts.in("GBP");

    private static ItemBatch.Builder record() {
        return ItemBatch.builder().id("a").amount("1.00", "GBP").day(DAY);
    }

    private static ItemBatch twice(String otherAmount) {
        return record().add().id("a").amount(otherAmount, "GBP").day(DAY).add().build();
    }

    /** What the table calls REJECT and REMARK: a batch that holds the mistake. */
    private static Map<String, ItemBatch> records() {
        Map<String, ItemBatch> all = new LinkedHashMap<>();
        all.put("ID_MISSING", record().id(null).add().build());
        all.put("DUPLICATE_RECORD", twice("1.00"));
        all.put("ID_CONFLICT", twice("2.00"));
        all.put("ID_FORMAT", record().id("a\u0007").add().build());
        all.put("CURRENCY_MISSING", record().amount("1.00", null).add().build());
        all.put("CURRENCY_UNKNOWN", record().amount("1.00", "ZZZ").add().build());
        all.put("SCALE_INEXACT", record().amount("1.001", "GBP").add().build());
        all.put("AMOUNT_FORMAT", record().amount("1.0.0", "GBP").add().build());
        all.put(
                "AMOUNT_RANGE",
                record().amount("99999999999999999999", "GBP").add().build());
        all.put(
                "BOTH_SIDES",
                record().debitOrCredit("1.00", "2.00", "GBP").add().build());
        all.put("ZERO_AMOUNT", record().amount("0.00", "GBP").add().build());
        all.put("OPEN_INVALID", record().open(GBP.of("-1.00")).add().build());
        all.put("DATE_MISSING", record().day(null).add().build());
        all.put("DATE_IMPLAUSIBLE", record().day(LocalDate.of(2101, 1, 1)).add().build());
        all.put("DUE_BEFORE_ISSUE", record().due(DAY.minusDays(1)).add().build());
        all.put("TEXT_REPLACED", record().text("a\u0000b").add().build());
        return all;
    }

    private static void answered(String code, String answer, ItemBatch batch) {
        List<String> rejected = batch.rejections().stream()
                .map(r -> r.code().id().replace("INTAKE.", ""))
                .toList();
        if (answer.startsWith("REMARK")) {
            assertThat(rejected).isEmpty();
            assertThat(batch.remarks())
                    .extracting(Diagnostic::code)
                    .extracting(c -> c.id())
                    .containsExactly("INTAKE." + code);
            assertThat(batch.size()).isEqualTo(1);
        } else {
            assertThat(rejected).isNotEmpty().containsOnly(code);
            assertThat(rejected).hasSize(answer.equals("REJECT both") ? 2 : 1);
            assertThat(batch.size()).isEqualTo(answer.contains("first one stays") ? 1 : 0);
        }
        assertThat(batch.size() + batch.rejections().size()).isEqualTo((int) batch.taken());
        run(batch, ItemBatch.empty(), Pass.oneToMany("s").on(PARTY))
                .conservation()
                .orThrow();
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass pass) {
        return Reconciler.builder(MatchPlan.named("p").pass(pass).build())
                .build()
                .match(left, right, AS_OF);
    }

    private static Map<String, Pass> plans() {
        return Map.of(
                "PLAN_PASS_WITHOUT_CRITERION", Pass.oneToOne("a").on(PARTY),
                "PLAN_CRITERION_VACUOUS", Pass.oneToOne("a").amount(Tolerance.percent("101")),
                "PLAN_UNREACHABLE", Pass.oneToOne("a").on(REFERENCE, AMOUNT, PARTY),
                "PLAN_WINDOW_UNANCHORED", Pass.oneToOne("a").on(AMOUNT).within(Window.days(-1, 3)),
                "PLAN_NM_WITHOUT_KEY", Pass.manyToMany("a"));
    }

    private static void refused(String code, Pass pass) {
        MatchPlan.Builder plan =
                MatchPlan.named("p").pass(Pass.oneToOne("first").on(REFERENCE, AMOUNT));
        PlanException refused =
                catchThrowableOfType(PlanException.class, () -> plan.pass(pass).build());
        assertThat(refused.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.code().id()).isEqualTo("RECONCILIATION." + code))
                .satisfies(p -> assertThat(p.path()).startsWith("passes[1] a"));
    }

    private static ItemBatch one(String id, String amount, String currency) {
        return ItemBatch.builder()
                .id(id)
                .amount(amount, currency)
                .day(DAY)
                .reference("R")
                .add()
                .build();
    }

    private static RateBand band(RateBand.Rates rates) {
        return RateBand.of(rates, BigDecimal.TEN);
    }

    private static Pass fx(RateBand band) {
        return Pass.oneToOne("fx").on(REFERENCE).explain(DifferenceExplainer.fx(band));
    }

    private static void staysOpen(String code, RateBand band) {
        ItemBatch left = one("l", "2.00", "GBP");
        ItemBatch right = one("r", "1.00", "USD");
        Reconciliation run = run(left, right, fx(band));
        assertThat(run.matches()).isEmpty();
        assertThat(run.whyNot(left.view(0), right.view(0)))
                .extracting(Obstacle::code)
                .extracting(c -> c.id())
                .containsExactly("RECONCILIATION." + code);
        run.conservation().orThrow();
    }

    private static void range() {
        ItemBatch.Builder left = ItemBatch.builder();
        left.id("l1")
                .amount("90000000000000000.00", "GBP")
                .day(DAY)
                .reference("R")
                .add();
        left.id("l2")
                .amount("90000000000000000.00", "GBP")
                .day(DAY)
                .reference("R")
                .add();
        Reconciliation run = run(
                left.build(),
                one("r", "90000000000000000.01", "GBP"),
                Pass.oneToOne("part").on(REFERENCE).partial(io.counterfoil.reconciliation.item.Side.RIGHT));
        assertThat(run.matches()).isEmpty();
        assertThat(run.truncations().map(Resolution.Truncated::limit).map(c -> c.id()))
                .containsExactly("RECONCILIATION.ARITHMETIC_RANGE");
        assertThat(run.conservation().status()).isEqualTo(ProofStatus.UNPROVED);
    }

    private static void contract() {
        DifferenceExplainer wrong = DifferenceExplainer.of(
                Difference.Reason.CREDIT_NOTE,
                "wrong currency",
                question -> List.of(Amounts.in("USD").of("1.00")));
        assertThatThrownBy(() -> run(
                        one("l", "2.00", "GBP"),
                        one("r", "1.00", "GBP"),
                        Pass.oneToOne("e").on(REFERENCE).explain(wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EXPLAINER_CONTRACT");
        assertThatThrownBy(() ->
                        DifferenceExplainer.Offer.interval(Difference.Reason.ROUNDING, GBP.of("1.00"), GBP.of("-1.00")))
                .hasMessageContaining("EXPLAINER_CONTRACT");
    }

    private static void cancelled() {
        Reconciliation run = Reconciler.builder(
                        MatchPlan.named("p").pass(Pass.oneToOne("a").on(AMOUNT)).build())
                .build()
                .match(
                        one("l", "1.00", "GBP"),
                        one("r", "1.00", "GBP"),
                        RunOptions.builder().cancelled(() -> true).build(),
                        AS_OF);
        assertThat(run.isCancelled()).isTrue();
        assertThatThrownBy(run::certificate).isInstanceOf(IllegalStateException.class);
    }

    private static Map<String, Consumer<String>> others() {
        Map<String, Consumer<String>> all = new LinkedHashMap<>();
        all.put(
                "TARGET_ZERO",
                code -> assertThatThrownBy(() -> new SetSearch.Question(0, 0, 2))
                        .hasMessageContaining(code));
        all.put("FEE_EXCEEDS_AMOUNT", code -> {
            for (String amount : List.of("-100.00", "100.00")) {
                FeeRecord.OnLine line = new FeeRecord.OnLine(GBP.of(amount), GBP.of("101.00"), GBP.of("101.00"));
                assertThat(catchThrowableOfType(Refusal.RefusedException.class, line::settled)
                                .refusal()
                                .code()
                                .id())
                        .isEqualTo("FEE." + code);
            }
        });
        all.put("RATE_MISSING", code -> staysOpen(code, band((of, in, day) -> Optional.empty())));
        all.put("RATE_INVALID", code -> {
            for (BigDecimal rate : List.of(BigDecimal.ZERO, new BigDecimal("-2"))) {
                assertThatThrownBy(() -> run(
                                one("l", "2.00", "GBP"),
                                one("r", "1.00", "USD"),
                                fx(band((of, in, day) -> Optional.of(rate)))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(code);
            }
            assertThatThrownBy(() -> new RateBand.Rates.Quote(GBP.currency(), GBP.currency(), DAY, BigDecimal.ZERO))
                    .hasMessageContaining(code);
        });
        all.put(
                "RATE_STALE",
                code -> staysOpen(
                        code,
                        band((of, in, day) -> day.isBefore(DAY.minusDays(2))
                                        ? Optional.of(new BigDecimal("2"))
                                        : Optional.empty())
                                .notOlderThan(2)));
        all.put("EXPLAINER_CONTRACT", code -> contract());
        all.put("ARITHMETIC_RANGE", code -> range());
        all.put("CANCELLED", code -> cancelled());
        return all;
    }

    @TestFactory
    @DisplayName("REC-01 REC-04 REC-28 REC-60 bad input: every row of the table")
    Stream<DynamicTest> everyRow() throws IOException {
        Map<String, ItemBatch> records = records();
        Map<String, Pass> plans = plans();
        Map<String, Consumer<String>> others = others();
        JsonNode table;
        try (InputStream own = BadInputTableTest.class.getResourceAsStream("facts/reconciliation-rejections.json")) {
            table = JsonMapper.builder().build().readTree(Objects.requireNonNull(own));
        }
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (JsonNode row : table.path("rows")) {
            String code = row.path("code").asText();
            String answer = row.path("answer").asText();
            tests.add(DynamicTest.dynamicTest(code + ": " + row.path("when").asText(), () -> {
                if (records.containsKey(code)) {
                    answered(code, answer, records.get(code));
                } else if (plans.containsKey(code)) {
                    refused(code, plans.get(code));
                } else {
                    assertThat(others).as("rows that something drives").containsKey(code);
                    others.get(code).accept(code);
                }
            }));
        }
        return tests.build();
    }
}
