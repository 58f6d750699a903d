package io.counterfoil.payments.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertLogTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    private static Alert.Builder alert(String id, String sentence) {
        return Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.MEDIUM)
                .subject(SubjectRef.of("bank-line", id))
                .evidence(Evidence.of(Code.of("TEST.LINE"), sentence))
                .raisedAt(NOW);
    }

    @Test
    @DisplayName(
            "PAY-43 the same fact raised again is one alert: earliest, gravest, with the new evidence and the first amount")
    void joins() {
        Alert later = alert("1", "seen again")
                .severity(Diagnostic.Severity.CRITICAL)
                .amount(Amounts.in("CAD").of("5.00"))
                .raisedAt(NOW.minusSeconds(60))
                .build();
        AlertLog log = AlertLog.empty()
                .plus(alert("1", "seen").build())
                .plus(List.of(
                        alert("2", "other").build(), later, alert("1", "seen").build()));
        assertThat(log.alerts()).hasSize(2);
        assertThat(log.alerts().get(0)).satisfies(joined -> {
            assertThat(joined.evidence().sentence()).isEqualTo("seen; seen again");
            assertThat(joined.severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
            assertThat(joined.amount()).contains(Amounts.in("CAD").of("5.00"));
            assertThat(joined.raisedAt()).isEqualTo(NOW.minusSeconds(60));
        });
        assertThat(log.find(Alert.Key.of(AlertKind.OUTSIDE_SYSTEM, SubjectRef.of("bank-line", "2"))))
                .contains(alert("2", "other").build());
        assertThat(log.find(new Alert.Key("x"))).isEmpty();
        assertThat(log).hasToString("[OUTSIDE_SYSTEM/bank-line:1, OUTSIDE_SYSTEM/bank-line:2]");
    }

    @Test
    @DisplayName("PAY-43 a milder or later raise changes neither severity nor instant")
    void keeps() {
        Alert first = alert("1", "seen").amount(Amounts.in("CAD").of("1.00")).build();
        AlertLog log = AlertLog.empty()
                .plus(first)
                .plus(alert("1", "seen")
                        .severity(Diagnostic.Severity.LOW)
                        .amount(Amounts.in("CAD").of("2.00"))
                        .raisedAt(NOW.plusSeconds(1))
                        .build());
        assertThat(log.alerts()).containsExactly(first);
        assertThat(log)
                .isEqualTo(AlertLog.empty().plus(first))
                .hasSameHashCodeAs(AlertLog.empty().plus(first))
                .isNotEqualTo(AlertLog.empty());
        assertThat(log.hashCode()).isNotEqualTo(AlertLog.empty().hashCode());
    }

    @Test
    @DisplayName("PAY-43 a key is kind, subject and period, and a kind is a code in capitals")
    void keys() {
        assertThat(alert("1", "seen").period("2027-03").build().key())
                .hasToString("OUTSIDE_SYSTEM/bank-line:1/2027-03");
        assertThat(alert("1", "seen").build().key()).hasToString("OUTSIDE_SYSTEM/bank-line:1");
        assertThat(alert("1", "seen").build().owner()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Alert.Key(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new AlertKind("lower"));
        assertThat(AlertKind.VELOCITY.id()).isEqualTo("ALERT.VELOCITY");
        assertThat(AlertKind.VELOCITY).hasToString("VELOCITY");
    }
}
