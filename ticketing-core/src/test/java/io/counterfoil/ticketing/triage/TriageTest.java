package io.counterfoil.ticketing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TriageTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Route BANK = Route.of("bank", "EXCEPTION", Priority.URGENT);
    private static final Route DESK = Route.of("desk", "EXCEPTION", Priority.NORMAL);

    private static Alert.Builder stray(String amount) {
        return Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.MEDIUM)
                .subject(SubjectRef.of("statement-entry", "17"))
                .amount(GBP.of(amount))
                .evidence(Evidence.none())
                .raisedAt(Instant.EPOCH);
    }

    private static TriageRule.Builder large() {
        return TriageRule.named("large").kind(AlertKind.OUTSIDE_SYSTEM).amountAtLeast(GBP.of("100.00"));
    }

    @Test
    @DisplayName("TIC-26 the first rank that matches decides and says by which rule")
    void firstRankDecides() {
        Triage triage = Triage.builder("manual")
                .rule(large().routesTo(BANK))
                .rule(TriageRule.named("rest").routesTo(DESK))
                .build();

        assertThat(triage.assess(stray("-412.00").build()).route()).isEqualTo(BANK);
        assertThat(triage.assess(stray("-412.00").build()).evidence().sentence())
                .isEqualTo("rule 'large' routes to bank/EXCEPTION/URGENT");
        assertThat(triage.assess(stray("99.99").build()).route()).isEqualTo(DESK);
        assertThat(triage.assess(stray("1.00")
                                .amount(Amounts.in("USD").of("500.00"))
                                .build())
                        .route())
                .as("another currency is not compared")
                .isEqualTo(DESK);
    }

    @Test
    @DisplayName("TIC-26 rules of one rank that disagree lead to an abstention with both as candidates")
    void disagreementIsAnAbstention() {
        Triage triage = Triage.builder("manual")
                .rule(1, large().routesTo(DESK))
                .rule(
                        1,
                        TriageRule.named("entries")
                                .subjectType("statement-entry")
                                .routesTo(BANK))
                .build();

        TriageResult result = triage.assess(
                stray("-412.00").severity(Diagnostic.Severity.CRITICAL).build());
        assertThat(result.abstained()).isTrue();
        assertThat(result.candidates()).containsExactly(BANK, DESK);
        assertThat(result.route()).isEqualTo(Route.of("manual", "UNSORTED", Priority.URGENT));
    }

    @Test
    @DisplayName("TIC-26 an alert that no rule knows is not guessed")
    void unknownAlertIsNotGuessed() {
        Triage triage = Triage.builder("manual")
                .rule(TriageRule.named("high").atLeast(Diagnostic.Severity.HIGH).routesTo(BANK))
                .build();

        TriageResult result = triage.assess(stray("1.00").build());
        assertThat(result.abstained()).isTrue();
        assertThat(result.candidates()).isEmpty();
        assertThat(result.evidence().facts().get(0).code()).isEqualTo(TriageCode.NO_RULE);
    }

    @Test
    void badRulesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Triage.builder(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> Route.of("bank", "", Priority.LOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TriageRule.named(" ").routesTo(BANK));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TriageRule.named("a").amountAtLeast(GBP.of("-1.00")).routesTo(BANK));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Triage.builder("manual").rule(large().routesTo(BANK)).rule(large().routesTo(DESK)))
                .withMessageContaining("large");
    }
}
