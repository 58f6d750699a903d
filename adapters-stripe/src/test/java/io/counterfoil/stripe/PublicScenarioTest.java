package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class PublicScenarioTest {

    private static final AsOf AS_OF = AsOf.at(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    @DisplayName("STR-28 the public payout scenario is PROVED, and BROKEN when any row is altered by one minor unit")
    void provedAndBrokenByOneMinorUnit() throws IOException {
        ScenarioCases.Scenario scenario = ScenarioCases.read(CorpusFolder.locate("stripe"));
        for (PayoutFact payout : scenario.payouts) {
            List<BalanceRow> rows = scenario.listOf(payout);
            assertThat(status(scenario, payout, rows)).isEqualTo(ProofStatus.PROVED);
            for (int i = 0; i < rows.size(); i++) {
                for (long by : new long[] {1, -1}) {
                    BalanceRow row = rows.get(i);
                    assertThat(status(scenario, payout, with(rows, i, alter(row, by, 0, 0))))
                            .isEqualTo(ProofStatus.BROKEN);
                    assertThat(status(scenario, payout, with(rows, i, alter(row, 0, by, 0))))
                            .isEqualTo(ProofStatus.BROKEN);
                    assertThat(status(scenario, payout, with(rows, i, alter(row, 0, 0, by))))
                            .isEqualTo(ProofStatus.BROKEN);
                    assertThat(status(scenario, payout, with(rows, i, alter(row, by, 0, by))))
                            .isEqualTo(ProofStatus.BROKEN);
                    assertThat(status(scenario, payout, with(rows, i, alter(row, 0, by, -by))))
                            .isEqualTo(ProofStatus.BROKEN);
                }
            }
        }
    }

    private static ProofStatus status(ScenarioCases.Scenario scenario, PayoutFact payout, List<BalanceRow> rows) {
        return scenario.stripe.provePayout(payout, rows.stream(), AS_OF).status();
    }

    private static BalanceRow alter(BalanceRow row, long amount, long fee, long net) {
        return BalanceRow.builder()
                .from(row)
                .amountMinor(row.amountMinor() + amount)
                .feeMinor(row.feeMinor() + fee)
                .netMinor(row.netMinor() + net)
                .build();
    }

    private static List<BalanceRow> with(List<BalanceRow> rows, int index, BalanceRow row) {
        List<BalanceRow> changed = new ArrayList<>(rows);
        changed.set(index, row);
        return changed;
    }
}
