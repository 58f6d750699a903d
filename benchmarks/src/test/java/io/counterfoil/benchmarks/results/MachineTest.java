package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void itSaysWhatTheRunStandsOnAndNobodysFolders() {
        Machine machine = Machine.here();

        assertThat(machine.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine.heapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(machine.memoryBytes()).isPositive();
        assertThat(machine.java()).contains(System.getProperty("java.runtime.version"));
        assertThat(machine.system()).contains(System.getProperty("os.arch"));
        assertThat(machine.collectors()).isNotBlank();
        assertThat(machine.toString())
                .doesNotContain(System.getProperty("user.home"), System.getProperty("java.home"))
                .doesNotContain(System.getProperty("user.dir"));
    }
}
