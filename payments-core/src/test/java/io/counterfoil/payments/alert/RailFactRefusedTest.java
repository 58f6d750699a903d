package io.counterfoil.payments.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.order.PaymentCommand;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RailFactRefusedTest {

    @Test
    @DisplayName(
            "PAY-17 PAY-43 a refused fact of the rail is one alert for each reference, with who said it and why not")
    void railFactRefused() {
        Instant now = Instant.parse("2027-03-01T12:00:00Z");
        PaymentCommand fact = PaymentCommand.returned("901", LocalDate.of(2027, 3, 1), Actor.rail("rbc"), "ret-17");
        Alert alert = Alert.railFactRefused(
                        SubjectRef.of("payment", "p-1"),
                        fact,
                        Decision.refused(
                                "CLOSED", Refusal.of(Code.of("LIFECYCLE.TERMINAL_STATE"), "state CLOSED is final")),
                        now)
                .orElseThrow();
        assertThat(alert.key()).hasToString("RAIL_FACT_REFUSED/payment:p-1/ret-17");
        assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.HIGH);
        assertThat(alert.raisedAt()).isEqualTo(now);
        assertThat(alert.evidence().sentence())
                .isEqualTo("rbc reported 'ret-17', which cannot be taken: state CLOSED is final");
        assertThat(alert.evidence().facts())
                .singleElement()
                .satisfies(one -> assertThat(one.code().id()).isEqualTo("LIFECYCLE.TERMINAL_STATE"));
    }
}
