package io.counterfoil.reconciliation.json;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Window;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReconciliationJsonTest {

    private static final DifferenceExplainer FEES = DifferenceExplainer.providerFee(
            FeeSchedule.percent("2.9", Amounts.in("CAD").of("0.30")), RoundingMode.HALF_UP);

    private static PlanException refused(String json) {
        return catchThrowableOfType(PlanException.class, () -> ReconciliationJson.plan(json, MatchPlan.Parts.NONE));
    }

    @Test
    @DisplayName("REC-03 a plan written by hand as JSON is the plan that the builder makes")
    void byHand() {
        String json = """
                {"plan": "bank-vs-ledger", "passes": [
                  {"name": "reference", "kind": "1:1", "on": [["REFERENCE", "AMOUNT"]], "outcome": "CONFIRM"},
                  {"name": "amount+day", "kind": "1:1", "on": [["AMOUNT"]],
                   "within": {"unit": "BUSINESS_DAYS", "min": 0, "max": 3, "from": "LEFT"}},
                  {"name": "voids", "kind": "NETTING", "side": "RIGHT", "on": [["REFERENCE"]]}]}
                """;
        MatchPlan built = MatchPlan.named("bank-vs-ledger")
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                .pass(Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.businessDays(0, 3).from(Side.LEFT)))
                .pass(Pass.netting("voids", Side.RIGHT).on(REFERENCE))
                .build();
        MatchPlan read = ReconciliationJson.plan(json, MatchPlan.Parts.NONE);
        assertThat(read.hash()).isEqualTo(built.hash());
        assertThat(read.explain()).isEqualTo(built.explain());
    }

    @Test
    @DisplayName(
            "REC-03 REC-25 explainers stand by their identity: with them the hash is the same, without them the plan is refused")
    void explainersAreGiven() {
        MatchPlan plan = MatchPlan.named("fees")
                .pass(Pass.oneToOne("fee").on(REFERENCE).explain(FEES, DifferenceExplainer.rounding()))
                .build();
        String json = ReconciliationJson.text(plan);
        assertThat(ReconciliationJson.plan(json, new MatchPlan.Parts(List.of(FEES), List.of()))
                        .hash())
                .isEqualTo(plan.hash());
        assertThat(refused(json).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.path() + " " + p.code().id())
                        .isEqualTo("passes[0].explain[0] RECONCILIATION.PLAN_PART_UNKNOWN"));
    }

    @Test
    @DisplayName("REC-03 REC-04 bad JSON is refused at its place, all mistakes of a plan at once")
    void badJson() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        mistakes.put("", "line 1, column 1 PLAN_JSON");
        mistakes.put("[]", "line 1, column 1 PLAN_JSON");
        mistakes.put("{\"plan\": \"p\",\n \"passes\": [}", "line 2, column 13 PLAN_JSON");
        mistakes.put("{\"plan\": \"p\", \"plan\": \"q\"}", "line 1, column 21 PLAN_JSON");
        mistakes.put("{\"plan\": \"p\", \"passes\": []} x", "line 1, column 29 PLAN_JSON");
        mistakes.put("{\"passes\": []}", "plan PLAN_VALUE");
        mistakes.put("{\"plan\": \"p\"}", "passes PLAN_VALUE");
        mistakes.put("{\"plan\": \"p\", \"passes\": {}}", "passes PLAN_VALUE");
        mistakes.put("{\"plan\": \"p\", \"passes\": [1]}", "passes[0] PLAN_VALUE");
        mistakes.put(pass("\"kind\": \"1:1\""), "passes[0].name PLAN_VALUE");
        mistakes.put(pass("\"name\": \"n\", \"kind\": \"2:2\""), "passes[0].kind PLAN_VALUE");
        mistakes.put(pass("\"name\": \"n\", \"kind\": \"NETTING\""), "passes[0].side PLAN_VALUE");
        mistakes.put(one("\"side\": \"LEFT\""), "passes[0].side PLAN_VALUE");
        mistakes.put(one("\"witin\": {}"), "passes[0].witin PLAN_SETTING_UNKNOWN");
        mistakes.put(one("\"on\": [\"AMOUNT\"]"), "passes[0].on[0] PLAN_VALUE");
        mistakes.put(one("\"on\": [[\"AMONT\"]]"), "passes[0].on[0][0] PLAN_VALUE");
        mistakes.put(one("\"within\": {\"unit\": \"DAYS\", \"min\": 3, \"max\": 0}"), "passes[0].within PLAN_VALUE");
        mistakes.put(
                one("\"within\": {\"unit\": \"DAYS\", \"min\": 0.5, \"max\": 1}"), "passes[0].within.min PLAN_VALUE");
        mistakes.put(
                one("\"within\": {\"unit\": \"DAYS\", \"min\": 0, \"max\": 9999999999}"),
                "passes[0].within.max PLAN_VALUE");
        mistakes.put(one("\"within\": {\"unit\": \"DAYS\", \"min\": 0}"), "passes[0].within.max PLAN_VALUE");
        mistakes.put(one("\"within\": 3"), "passes[0].within PLAN_VALUE");
        mistakes.put(one("\"amount\": {\"absolute\": \"-1\"}"), "passes[0].amount PLAN_VALUE");
        mistakes.put(one("\"amount\": {\"percent\": \"1 %\"}"), "passes[0].amount.percent PLAN_VALUE");
        mistakes.put(one("\"amount\": {\"short\": {\"absolute\": 1}}"), "passes[0].amount.over PLAN_VALUE");
        mistakes.put(
                one("\"amount\": {\"round\": {\"scale\": 2, \"mode\": \"UNNECESSARY\"}}"),
                "passes[0].amount.round PLAN_VALUE");
        mistakes.put(one("\"refines\": \"yes\""), "passes[0].refines PLAN_VALUE");
        mistakes.put(one("\"maxCoincidence\": -1"), "passes[0].maxCoincidence PLAN_VALUE");
        mistakes.put(one("\"confirmMillibits\": 1, \"suggestMillibits\": 2"), "passes[0].confirmMillibits PLAN_VALUE");
        mistakes.put(one("\"weights\": {\"party\": -1}"), "passes[0].weights PLAN_VALUE");
        mistakes.put(one("\"model\": \"ab\""), "passes[0].model PLAN_PART_UNKNOWN");
        mistakes.put(one("\"text\": {\"editPercent\": 5}"), "passes[0].text PLAN_VALUE");
        mistakes.put("{\"plan\": \"p\", \"passes\": [], \"x\": 1}", "x PLAN_SETTING_UNKNOWN");
        mistakes.put(one("\"amount\": {\"absolut\": 1}"), "passes[0].amount.absolut PLAN_SETTING_UNKNOWN");
        mistakes.put(
                one("\"amount\": {\"short\": {\"x\": true}, \"over\": {}}"),
                "passes[0].amount.short.x PLAN_SETTING_UNKNOWN");
        mistakes.put(
                one("\"amount\": {\"round\": {\"x\": 2, \"mode\": \"UP\"}}"),
                "passes[0].amount.round.x PLAN_SETTING_UNKNOWN");
        mistakes.put(one("\"text\": {\"containing\": true, \"x\": 1}"), "passes[0].text.x PLAN_SETTING_UNKNOWN");
        mistakes.put(
                one("\"interchangeable\": {\"order\": \"OLDEST_FIRST\", \"keys\": [\"PARTY\"], \"x\": 1}"),
                "passes[0].interchangeable.x PLAN_SETTING_UNKNOWN");
        mistakes.put(one("\"weights\": {\"x\": 1}"), "passes[0].weights.x PLAN_SETTING_UNKNOWN");
        mistakes.forEach((json, wanted) -> assertThat(refused(json).problems())
                .as(json)
                .extracting(p -> p.path() + " " + p.code().id().replace("RECONCILIATION.", ""))
                .containsExactly(wanted));
    }

    private static String pass(String settings) {
        return "{\"plan\": \"p\", \"passes\": [{" + settings + "}]}";
    }

    private static String one(String settings) {
        return pass("\"name\": \"n\", \"kind\": \"1:1\", " + settings);
    }

    @Test
    @DisplayName("REC-03 the message names the nearest setting, and what was expected")
    void messages() {
        PlanException two = refused(pass("\"name\": \"n\", \"kind\": \"1:1\", \"witin\": {}, \"outcome\": \"SURE\""));
        assertThat(two.problems()).hasSize(2);
        assertThat(two.getMessage())
                .contains("plan p has 2 problems")
                .contains("passes[0].witin RECONCILIATION.PLAN_SETTING_UNKNOWN")
                .contains("Maybe within")
                .contains("is 'SURE', expected one of [CONFIRM, SUGGEST, REPORT]");
    }

    @Test
    @DisplayName("REC-04 a plan that reads well and must not run is refused as the builder refuses it")
    void readsWellAndMustNotRun() {
        assertThat(refused(pass("\"name\": \"n\", \"kind\": \"1:1\"")).problems())
                .extracting(p -> p.path() + " " + p.code().id())
                .containsExactly("passes[0] n RECONCILIATION.PLAN_PASS_WITHOUT_CRITERION");
    }
}
