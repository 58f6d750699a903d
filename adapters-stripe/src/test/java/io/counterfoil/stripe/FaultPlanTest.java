package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.stripe.FaultPlanRun.Mode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded runs: 100 of each mode in the build, {@code -Dcounterfoil.faultplans=10000} for as many in all. */
class FaultPlanTest {

    private static final int RUNS = Integer.getInteger("counterfoil.faultplans", 300) / Mode.values().length;
    private static final long FIRST = Long.getLong("counterfoil.faultplans.first", 1);

    @ParameterizedTest
    @EnumSource(Mode.class)
    @DisplayName("STR-64 STR-71 whatever befalls webhooks and requests, the ledger says what is true")
    void ledgerEqualsTheTruth(Mode mode) {
        long rows = 0;
        long faults = 0;
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            FaultPlanRun run = new FaultPlanRun(seed, mode);
            run.play();
            rows += run.rowCount();
            faults += run.faults();
        }
        System.out.println("fault plans: " + mode + ", seeds " + FIRST + " to " + (FIRST + RUNS - 1) + ", " + rows
                + " rows, " + faults + " faults");
        assertThat(rows).as("rows in all runs").isGreaterThan(RUNS * 5L);
        assertThat(faults).as("faults in all runs").isGreaterThan(RUNS * 2L);
    }
}
