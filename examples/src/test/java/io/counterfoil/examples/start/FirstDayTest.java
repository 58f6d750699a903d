package io.counterfoil.examples.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program of the first page says what the page says. */
class FirstDayTest {

    @Test
    void theProgramOfTheFirstPageSaysWhatThePageSays() {
        List<String> said = new ArrayList<>();

        FirstDay.run(Instant.parse("2027-03-04T22:00:00Z"), said::add);

        assertThat(said.get(0)).isEqualTo("cash in the book: 155.10 CAD");
        assertThat(said.get(1)).isEqualTo("CSV, 3 entries, PROVED");
        assertThat(said.subList(2, 4))
                .containsExactlyInAnyOrder(
                        "CONFIRM by reference, because reference PAY-1 on both sides",
                        "SUGGEST by amount+day, because 55.10 CAD on both sides");
        assertThat(said.get(4)).isEqualTo("to look at: UNAUTHORISED_DEBIT, -12.00 CAD, severity CRITICAL");
        assertThat(said).hasSize(5);
    }
}
