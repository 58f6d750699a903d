package io.counterfoil.collections.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The small parts that a host meets: defaults, bounds, texts, copies. */
class StrategyPartsTest {

    private static final Amounts GBP = Amounts.in("GBP");

    @Test
    @DisplayName("COL-28 payments are on their way for no days at all, or for more, never for fewer")
    void inFlightBounds() {
        ContactPlanner.Builder planner = ContactPlanner.builder();
        assertThat(planner.inFlight(0, 0, 0)).isSameAs(planner);
        assertThatThrownBy(() -> ContactPlanner.builder().inFlight(-1, 5, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("payments are on their way for -1, 5 and 3 days, expected 0 or more");
        assertThatThrownBy(() -> ContactPlanner.builder().inFlight(1, -1, 3)).hasMessageContaining("for 1, -1 and 3");
        assertThatThrownBy(() -> ContactPlanner.builder().inFlight(1, 5, -1)).hasMessageContaining("for 1, 5 and -1");
    }

    @Test
    @DisplayName("COL-36 a line of a notice reads as document, instalment, due day and what is open")
    void noticeLine() {
        Notice.Line whole =
                new Notice.Line(OpenItemId.of("I1"), "", LocalDate.of(2027, 3, 1), GBP.of("100.00"), GBP.zero());
        Notice.Line part =
                new Notice.Line(OpenItemId.of("I1"), "2", LocalDate.of(2027, 4, 1), GBP.of("50.00"), GBP.zero());
        assertThat(whole.toString()).isEqualTo("I1 due 2027-03-01: 100.00 GBP");
        assertThat(part.toString()).isEqualTo("I1/2 due 2027-04-01: 50.00 GBP");
    }

    @Test
    @DisplayName(
            "COL-25 a step without more said takes its text by its own name and is for the debt manager to approve")
    void stepDefaults() {
        StrategyStep step = StrategyStep.builder()
                .id("first")
                .daysAfterDue(5)
                .addChannels(Channel.EMAIL)
                .build();
        assertThat(step.templateKey()).isEqualTo("first");
        assertThat(step.approverRole()).isEqualTo("debt manager");
    }

    @Test
    @DisplayName("COL-32 strategies are in the order of their names; a copy says what its model says")
    void copies() {
        assertThat(StrategyId.of("a")).isLessThan(StrategyId.of("b"));
        Strategy strategy = Strategy.builder()
                .id("standard")
                .step(StrategyStep.builder()
                        .id("first")
                        .daysAfterDue(5)
                        .addChannels(Channel.EMAIL)
                        .build())
                .build();
        assertThat(strategy.toBuilder().build()).isEqualTo(strategy);
        Receivables receivables = ReceivableLog.in("GBP").replay();
        CollectionFacts facts = CollectionFacts.builder(receivables).build();
        assertThat(facts.toBuilder().build().receivables()).isSameAs(receivables);
    }
}
