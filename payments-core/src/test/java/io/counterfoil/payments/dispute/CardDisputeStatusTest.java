package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardDisputeStatusTest {

    @Test
    @DisplayName("PAY-35 whose turn it is and whether a dispute is over can be asked of its status")
    void turns() {
        Set<CardDisputeStatus> over = EnumSet.of(
                CardDisputeStatus.CLOSED,
                CardDisputeStatus.REFUNDED,
                CardDisputeStatus.WON,
                CardDisputeStatus.LOST,
                CardDisputeStatus.ACCEPTED);
        Set<CardDisputeStatus> ours = EnumSet.of(
                CardDisputeStatus.INQUIRY,
                CardDisputeStatus.OPENED,
                CardDisputeStatus.PREARB_RECEIVED,
                CardDisputeStatus.PREARB_DECLINED);
        for (CardDisputeStatus status : CardDisputeStatus.values()) {
            assertThat(status.isOver()).describedAs(status.name()).isEqualTo(over.contains(status));
            assertThat(status.awaitsMerchant()).describedAs(status.name()).isEqualTo(ours.contains(status));
            assertThat(status.id()).isEqualTo("DISPUTE_STATUS." + status);
        }
    }
}
