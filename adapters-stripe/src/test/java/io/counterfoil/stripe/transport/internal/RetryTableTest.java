package io.counterfoil.stripe.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.stripe.transport.internal.RetryTable.Attempt;
import io.counterfoil.stripe.transport.internal.RetryTable.Verdict;
import io.counterfoil.stripe.transport.internal.RetryTable.Why;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTableTest {

    private final RetryTable table = RetryTable.standard();

    private Verdict of(int number, boolean repeatable, int status, String code, String after, String should) {
        return table.decide(new Attempt(number, repeatable, status, code, after, should));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 429, '', '', RATE_LIMITED",
        "false, 429, '', '', NOT_SAFE",
        "true, 409, lock_timeout, '', LOCK_TIMEOUT",
        "true, 409, idempotency_key_in_use, '', KEY_IN_USE",
        "false, 409, lock_timeout, '', NOT_SAFE",
        "true, 409, resource_missing, '', PERMANENT",
        "true, 409, '', '', PERMANENT",
        "true, 400, lock_timeout, '', PERMANENT",
        "true, 499, '', '', PERMANENT",
        "true, 500, '', '', SERVER_ERROR",
        "true, 599, '', '', SERVER_ERROR",
        "true, 0, '', '', NETWORK",
        "false, 0, '', '', NOT_SAFE",
        "true, 402, '', true, SERVER_ASKS",
        "false, 402, '', true, NOT_SAFE",
        "true, 402, '', yes, PERMANENT",
        "false, 402, '', false, SERVER_FORBIDS",
        "true, 500, '', false, SERVER_FORBIDS",
        "true, 500, '', true, SERVER_ERROR"
    })
    @DisplayName("STR-15 each answer is repeated, or not, for one reason")
    void reasons(boolean repeatable, int status, String code, String should, Why why) {
        Verdict verdict = of(1, repeatable, status, code, "", should);

        assertThat(verdict.why()).isEqualTo(why);
        boolean again = status == 0 || status == 429 || status == 409 || status >= 500 || status == 402;
        assertThat(verdict.retry())
                .isEqualTo(again && why != Why.NOT_SAFE && why != Why.PERMANENT && why != Why.SERVER_FORBIDS);
    }

    @ParameterizedTest
    @CsvSource({"1,250,500", "2,500,1000", "3,1000,2000"})
    @DisplayName("STR-15 the wait doubles from half a second")
    void waits(int attempt, long least, long most) {
        Verdict verdict = of(attempt, true, 500, "", "", "");

        assertThat(verdict.shortest()).isEqualTo(Duration.ofMillis(least));
        assertThat(verdict.longest()).isEqualTo(Duration.ofMillis(most));
    }

    @ParameterizedTest
    @CsvSource({"5,4000,8000", "6,4000,8000", "19,4000,8000"})
    @DisplayName("STR-15 the wait stops growing at eight seconds")
    void longWaits(int attempt, long least, long most) {
        Verdict verdict = new RetryTable(20).decide(new Attempt(attempt, true, 503, "", "", ""));

        assertThat(verdict.shortest()).isEqualTo(Duration.ofMillis(least));
        assertThat(verdict.longest()).isEqualTo(Duration.ofMillis(most));
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "1,1,2", "30,30,31", "999999,999999,1000000"})
    @DisplayName("STR-15 Retry-After in whole seconds gives the wait")
    void retryAfter(String header, long least, long most) {
        Verdict verdict = of(1, true, 429, "", header, "");

        assertThat(verdict.shortest()).isEqualTo(Duration.ofSeconds(least));
        assertThat(verdict.longest()).isEqualTo(Duration.ofSeconds(most));
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "'Wed, 21 Oct 2027 07:28:00 GMT'", "1000000", "١"})
    @DisplayName("STR-15 any other Retry-After is passed over")
    void otherRetryAfter(String header) {
        assertThat(of(1, true, 429, "", header, "").longest()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    @DisplayName("STR-15 the fourth attempt is the last")
    void exhausted() {
        assertThat(of(3, true, 500, "", "", "").retry()).isTrue();
        assertThat(of(4, true, 500, "", "", "").why()).isEqualTo(Why.ATTEMPTS_EXHAUSTED);
        assertThat(of(4, true, 500, "", "1", "").longest()).isZero();
        assertThat(of(4, false, 500, "", "", "").why()).isEqualTo(Why.NOT_SAFE);
        assertThat(new RetryTable(1)
                        .decide(new Attempt(1, true, 500, "", "", ""))
                        .why())
                .isEqualTo(Why.ATTEMPTS_EXHAUSTED);
    }

    @Test
    void attemptsHaveLimits() {
        assertThatThrownBy(() -> new RetryTable(0)).hasMessage("attempts 0, expected 1 to 20");
        assertThatThrownBy(() -> new RetryTable(21)).hasMessage("attempts 21, expected 1 to 20");
        assertThat(new RetryTable(20).attempts()).isEqualTo(20);
    }
}
