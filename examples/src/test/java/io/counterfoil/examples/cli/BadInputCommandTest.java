package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputCommandTest {

    static List<BadInput> all() {
        return BadInputs.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void saysWhatIsWrongWhereAndEndsWithTheStatus(BadInput input, @TempDir Path folder) {
        Desk.Said said = input.run(folder);
        assertThat(said.status()).as(said.all()).isEqualTo(input.status());
        assertThat(input.says()).as("expected words").isNotEmpty();
        assertThat(said.all()).contains(input.says());
        assertThat(said.err().isBlank())
                .as("an error is said on standard error")
                .isEqualTo(input.status() != 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void showsNeitherAStackTraceNorAnAccountNumber(BadInput input, @TempDir Path folder) {
        assertThat(input.run(folder).all())
                .doesNotContain("\tat ", "Exception", "java.")
                .doesNotContain("20415512345678", "370400440532013000", "532013000", "1234567890");
    }
}
