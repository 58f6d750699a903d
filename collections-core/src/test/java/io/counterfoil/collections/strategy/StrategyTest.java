package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.profile.Channel;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StrategyTest {

    private static StrategyStep.Builder step(String id, int daysAfterDue) {
        return StrategyStep.builder().id(id).daysAfterDue(daysAfterDue).addChannels(Channel.EMAIL);
    }

    private static StrategyStep.Builder after(String id, int days) {
        return step(id, 0).anchor(StrategyStep.Anchor.PREVIOUS_CONTACT).offset(StrategyStep.Offset.days(days));
    }

    private static List<String> lint(Strategy.Builder strategy) {
        return strategy.id("s").build().lint().stream()
                .map(finding -> finding.level() + " " + finding.code().id() + " "
                        + finding.attributes().getOrDefault("position", "-"))
                .toList();
    }

    @Test
    @DisplayName("COL-41 all faults at once, sorted by code")
    void faults() {
        assertThat(lint(Strategy.builder()
                        .step(after("a", 1).channels(List.of()).build())
                        .step(step("a", 1).build())
                        .step(StrategyStep.builder()
                                .id("l")
                                .anchor(StrategyStep.Anchor.LEVEL_ENTRY)
                                .level("RED")
                                .addChannels(Channel.CALL)
                                .build())))
                .containsExactly(
                        "ERROR STRATEGY.DUPLICATE_STEP 1",
                        "ERROR STRATEGY.FIRST_STEP_ANCHOR 0",
                        "ERROR STRATEGY.NO_CHANNEL 0",
                        "ERROR STRATEGY.UNKNOWN_LEVEL 2");
        assertThat(lint(Strategy.builder())).containsExactly("ERROR STRATEGY.NO_STEPS -");
        assertThat(Strategy.builder()
                        .id("s")
                        .step(after("a", 1).build())
                        .build()
                        .lint())
                .singleElement()
                .extracting(Diagnostic::message)
                .isEqualTo("first step 'a' counts from the previous contact, expected a date that is there\n"
                        + "Maybe count from DUE");
    }

    @Test
    @DisplayName(
            "COL-41 a step that another comes before is shadowed; other guards, anchors or catch-ups leave it reachable")
    void shadowed() {
        assertThat(lint(Strategy.builder()
                        .step(step("a", 10).build())
                        .step(step("b", 10).build())))
                .containsExactly("WARNING STRATEGY.SHADOWED 0");
        assertThat(Strategy.builder()
                        .id("s")
                        .step(step("a", 10).build())
                        .step(step("b", 8).build())
                        .build()
                        .lint()
                        .get(0)
                        .message())
                .isEqualTo("step 'a' is never taken: 'b' comes 2 days before it");
        assertThat(lint(Strategy.builder()
                        .step(step("a", 10).build())
                        .step(step("b", 10).guard(Guard.tag("X")).build())))
                .isEmpty();
        assertThat(lint(Strategy.builder()
                        .catchUp(Strategy.CatchUp.RUN_ALL)
                        .step(step("a", 10).build())
                        .step(step("b", 10).build())))
                .isEmpty();
        assertThat(lint(Strategy.builder()
                        .step(step("a", 10).build())
                        .step(step("b", 5).anchor(StrategyStep.Anchor.ISSUE).build())))
                .isEmpty();
        assertThat(lint(Strategy.builder()
                        .step(step("a", 10).build())
                        .step(step("b", 11).build())))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-41 a gap longer than the way to the next step is doubtful; equal is not; statements have none")
    void gapOverDistance() {
        assertThat(lint(Strategy.builder()
                        .minGapDays(5)
                        .step(step("a", 5).build())
                        .step(step("b", 9).build())))
                .containsExactly("WARNING STRATEGY.GAP_OVER_DISTANCE 1");
        assertThat(lint(Strategy.builder()
                        .minGapDays(4)
                        .step(step("a", 5).build())
                        .step(step("b", 9).build())))
                .isEmpty();
        assertThat(lint(Strategy.builder()
                        .minGapDays(5)
                        .step(step("a", 5).build())
                        .step(after("b", 4).build())))
                .containsExactly("WARNING STRATEGY.GAP_OVER_DISTANCE 1");
        assertThat(lint(Strategy.builder()
                        .minGapDays(5)
                        .step(step("a", 5).build())
                        .step(after("b", 5).build())))
                .isEmpty();
        assertThat(lint(Strategy.builder()
                        .minGapDays(5)
                        .step(step("a", 5).build())
                        .step(step("b", 9)
                                .content(StrategyStep.Content.ALL_DUE_STATEMENT)
                                .build())))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-41 nothing follows a step that comes again for ever; more steps than attempts are told")
    void unreachable() {
        assertThat(lint(Strategy.builder()
                        .step(step("a", 5).repeatEvery(Period.ofDays(7)).build())
                        .step(after("b", 10).build())))
                .containsExactly("WARNING STRATEGY.UNREACHABLE 1");
        assertThat(lint(Strategy.builder()
                        .maxAttempts(1)
                        .step(step("a", 5).build())
                        .step(step("b", 10).build())))
                .containsExactly("WARNING STRATEGY.ATTEMPTS_BELOW_STEPS 1");
        assertThat(lint(Strategy.builder()
                        .maxAttempts(2)
                        .step(step("a", 5).build())
                        .step(step("b", 10).build())))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-25 steps and strategies that no day could mean are refused at once")
    void refused() {
        assertThatThrownBy(() ->
                        step("a", 1).anchor(StrategyStep.Anchor.LEVEL_ENTRY).build())
                .hasMessage("step 'a' counts from the entry of a level, expected the level's name");
        assertThatThrownBy(() -> step("a", 1).fee(Amounts.in("GBP").of("0")).build())
                .hasMessage("step 'a' has a fee of 0.00 GBP, expected more than nothing");
        assertThatThrownBy(() -> step("a", 1).repeatEvery(Period.ZERO).build())
                .hasMessage("step 'a' comes again every P0D, expected at least one day");
        assertThatThrownBy(() -> Strategy.builder().id("s").maxAttempts(0).build())
                .hasMessage("strategy 's' allows 0 attempts, expected 1 or more");
        assertThatThrownBy(() -> Strategy.builder()
                        .id("s")
                        .addThresholds(
                                Amounts.in("GBP").of("1"), Amounts.in("GBP").of("2"))
                        .build())
                .hasMessage(
                        "strategy 's' has the thresholds 1.00 GBP, 2.00 GBP, expected one a currency, none below nothing");
        assertThatThrownBy(() -> StepId.of(" ")).hasMessageStartingWith("step id is blank");
        assertThatThrownBy(() -> StrategyId.of("")).hasMessageStartingWith("strategy id is blank");
        assertThatThrownBy(() -> new Strategy.Level(Strategy.CLEAR, Guard.always()))
                .hasMessage("level 'CLEAR', expected a name other than CLEAR");
    }

    @Test
    @DisplayName("COL-25 the step before another, its place, the threshold of a currency")
    void places() {
        Strategy strategy = Strategy.builder()
                .id("s")
                .step(step("a", 1).build())
                .step(step("b", 2).build())
                .addThresholds(Amounts.in("GBP").of("5.00"))
                .build();
        assertThat(strategy.before(StepId.of("a"))).isEmpty();
        assertThat(strategy.before(StepId.of("b")).orElseThrow().id()).isEqualTo(StepId.of("a"));
        assertThat(strategy.before(StepId.of("x"))).isEmpty();
        assertThat(strategy.indexOf(StepId.of("x"))).isEqualTo(-1);
        assertThat(strategy.thresholdMinor(Amounts.in("GBP").currency())).isEqualTo(500);
        assertThat(strategy.thresholdMinor(Amounts.in("EUR").currency())).isEqualTo(Long.MAX_VALUE);
        assertThat(Strategy.builder()
                        .id("t")
                        .build()
                        .thresholdMinor(Amounts.in("EUR").currency()))
                .isEqualTo(1);
    }
}
