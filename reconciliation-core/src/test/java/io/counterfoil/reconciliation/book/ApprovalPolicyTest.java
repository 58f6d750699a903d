package io.counterfoil.reconciliation.book;

import static io.counterfoil.reconciliation.book.BookWorld.CAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApprovalPolicyTest {

    private static final Amounts EUR = Amounts.in("EUR");
    private static final ApprovalPolicy POLICY = ApprovalPolicy.builder()
            .addFourEyesAbove(CAD.of("50000"))
            .addWriteOffLimit(CAD.of("5"))
            .putApproverLimit("low", CAD.of("100"))
            .build();

    @Test
    @DisplayName("REC-44 without a word more, only what is written off and what was reopened needs a second person")
    void defaults() {
        ApprovalPolicy policy = ApprovalPolicy.ofDefaults();
        assertThat(policy.reopenedNeedsApproval()).isTrue();
        assertThat(policy.rejectsEveryPair()).isFalse();
        assertThat(policy.approverRoles()).containsExactly(Actor.Role.APPROVER);
        assertThat(policy.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(policy.ageAboveDays()).isEmpty();
        assertThat(policy.isAboveFourEyes(CAD.of("999999999"))).isFalse();
        assertThat(policy.isAboveWriteOff(CAD.of("0.01"))).isTrue();
        assertThat(policy.isAboveWriteOff(CAD.zero())).isFalse();
    }

    @Test
    @DisplayName("REC-44 a limit is negative, or the second of its currency: both are refused, and nothing is a limit")
    void limits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ApprovalPolicy.builder().addFourEyesAbove(CAD.of("-1")).build())
                .withMessageContaining("is negative or the second of its currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalPolicy.builder()
                        .addWriteOffLimit(CAD.of("1"))
                        .addWriteOffLimit(CAD.of("2"))
                        .build());
        ApprovalPolicy sound = ApprovalPolicy.builder()
                .addWriteOffLimit(CAD.zero())
                .addWriteOffLimit(EUR.of("2"))
                .addFourEyesAbove(CAD.of("1"))
                .build();
        assertThat(sound.writeOffLimits()).isEqualTo(List.of(CAD.zero(), EUR.of("2")));
    }

    @Test
    @DisplayName("REC-44 the limit itself is still for one person, a cent more of either sign is not")
    void boundaries() {
        assertThat(POLICY.isAboveFourEyes(CAD.of("50000"))).isFalse();
        assertThat(POLICY.isAboveFourEyes(CAD.of("-50000"))).isFalse();
        assertThat(POLICY.isAboveFourEyes(CAD.of("50000.01"))).isTrue();
        assertThat(POLICY.isAboveFourEyes(CAD.of("-50000.01"))).isTrue();
        assertThat(POLICY.isAboveFourEyes(EUR.of("50000.01")))
                .as("a currency without a limit has none")
                .isFalse();
        assertThat(POLICY.isAboveWriteOff(CAD.of("5"))).isFalse();
        assertThat(POLICY.isAboveWriteOff(CAD.of("-5"))).isFalse();
        assertThat(POLICY.isAboveWriteOff(CAD.of("5.01"))).isTrue();
        assertThat(POLICY.isAboveWriteOff(EUR.of("0.01")))
                .as("without a limit nothing is written off by one person")
                .isTrue();
    }

    @Test
    @DisplayName("REC-44 an approver with a limit approves up to it, in its currency alone; one without approves all")
    void approvers() {
        Actor low = Actor.approver("low");
        assertThat(POLICY.mayApprove(low, CAD.of("100"))).isTrue();
        assertThat(POLICY.mayApprove(low, CAD.of("-100"))).isTrue();
        assertThat(POLICY.mayApprove(low, CAD.of("100.01"))).isFalse();
        assertThat(POLICY.mayApprove(low, CAD.of("-100.01"))).isFalse();
        assertThat(POLICY.mayApprove(low, EUR.of("1"))).isFalse();
        assertThat(POLICY.mayApprove(Actor.approver("bob"), EUR.of("1000000"))).isTrue();
    }
}
