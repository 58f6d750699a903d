package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApprovalPolicyTest {

    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BEN = Actor.approver("ben");

    private final Amounts cad = Amounts.in("CAD");
    private final ApprovalPolicy policy = ApprovalPolicy.builder()
            .upTo(cad.of("100.00"), 1)
            .upTo(cad.of("1000.00"), 2)
            .above(3)
            .limit("ben", cad.of("500.00"))
            .build();

    @Test
    @DisplayName(
            "PAY-14 the band of the amount says how many approve; bounds are inside, other currencies need the most")
    void bands() {
        assertThat(policy.needed(cad.of("100.00"))).isEqualTo(1);
        assertThat(policy.needed(cad.of("100.01"))).isEqualTo(2);
        assertThat(policy.needed(cad.of("-1000.00"))).isEqualTo(2);
        assertThat(policy.needed(cad.of("1000.01"))).isEqualTo(3);
        assertThat(policy.needed(Amounts.in("USD").of("1.00"))).isEqualTo(3);
        assertThat(ApprovalPolicy.of(2).needed(cad.of("0.01"))).isEqualTo(2);
        assertThat(ApprovalPolicy.builder().build().needed(cad.of("0.01"))).isEqualTo(1);
        assertThat(policy.isReached(
                        cad.of("150.00"), ApprovalPolicy.Approvals.none().plus(BEN, NOW)))
                .isFalse();
        assertThat(policy.isReached(
                        cad.of("100.00"), ApprovalPolicy.Approvals.none().plus(BEN, NOW)))
                .isTrue();
    }

    @Test
    @DisplayName("PAY-14 nobody approves what they made, twice, or above their own limit, in whatever role")
    void objections() {
        assertThat(policy.objection(
                        cad.of("1.00"), List.of(MARIA), ApprovalPolicy.Approvals.none(), Actor.approver("maria")))
                .contains("'maria' made or edited it");
        assertThat(policy.objection(
                        cad.of("1.00"),
                        List.of(MARIA),
                        ApprovalPolicy.Approvals.none().plus(Actor.reviewer("ben"), NOW),
                        BEN))
                .contains("'ben' approved it already");
        assertThat(policy.objection(cad.of("500.01"), List.of(MARIA), ApprovalPolicy.Approvals.none(), BEN))
                .contains("'ben' approves up to 500.00 CAD, this is 500.01 CAD");
        assertThat(policy.objection(cad.of("500.00"), List.of(MARIA), ApprovalPolicy.Approvals.none(), BEN))
                .isEmpty();
        assertThat(policy.objection(
                        Amounts.in("USD").of("900.00"), List.of(MARIA), ApprovalPolicy.Approvals.none(), BEN))
                .isEmpty();
        assertThat(ApprovalPolicy.Approvals.none().plus(BEN, NOW).plus(Actor.approver("clara"), NOW))
                .hasToString("ben, clara");
    }

    @Test
    void aPolicyThatAsksForFewerAboveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalPolicy.builder()
                        .upTo(cad.of("100.00"), 2)
                        .above(1)
                        .build())
                .withMessageContaining("needs 1 approvers, expected at least the 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalPolicy.builder()
                        .upTo(cad.of("100.00"), 2)
                        .upTo(cad.of("200.00"), 1)
                        .above(3)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalPolicy.of(0))
                .withMessageContaining("0");
    }
}
