package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.jdbc.DatabaseException.Code;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL states of the two databases (PostgreSQL, appendix A; H2, its list of error codes) and the code that a host compares. */
class DatabaseExceptionTest {

    private static Code of(SQLException e) {
        DatabaseException said = DatabaseException.of(e, "posting");
        assertThat(said)
                .hasMessageStartingWith("posting: ")
                .hasMessageNotContaining("secret")
                .hasCause(e);
        return said.code();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, CONNECTION_LOST, true",
        "57P01, CONNECTION_LOST, true",
        "90098, CONNECTION_LOST, true",
        "90121, CONNECTION_LOST, true",
        "40001, CONTENTION, true",
        "40P01, CONTENTION, true",
        "90131, CONTENTION, true",
        "57014, TIMED_OUT, true",
        "53100, FULL, true",
        "90028, FULL, true",
        "22001, TOO_LARGE, false",
        "54000, TOO_LARGE, false",
        "23505, REFUSED, false",
        "22021, REFUSED, false",
        "CF001, REFUSED, false",
        "42601, FAILED, false",
        ", FAILED, false"
    })
    void theStateTellsTheCode(String state, Code code, boolean again) {
        SQLException e = new SQLException("the secret value", state);
        assertThat(of(e)).isEqualTo(code);
        assertThat(code.isSafeToRepeat()).isEqualTo(again);
        if (state != null) {
            assertThat(DatabaseException.of(e, "posting")).hasMessageContaining("(SQL state " + state + ")");
        }
    }

    @Test
    void aFileThatWasClosedAsItCouldNotBeWrittenIsAFullDiskNotALostConnection() {
        Throwable closed = new IllegalStateException("closed", new IllegalStateException(new IOException("no space")));
        assertThat(of(new SQLException("secret", "90098", closed))).isEqualTo(Code.FULL);
        assertThat(of(new SQLException("secret", "90098", new IllegalStateException("closed"))))
                .isEqualTo(Code.CONNECTION_LOST);
        // of a server, an exception of input and output is the socket's
        assertThat(of(new SQLException("secret", "08006", new IOException("reset"))))
                .isEqualTo(Code.CONNECTION_LOST);
        assertThat(of(new SQLException("secret", "HY000", new IOException("no space"))))
                .isEqualTo(Code.FULL);
    }

    @Test
    void aTimeOutIsToldByItsTypeToo() {
        assertThat(of(new SQLTimeoutException("secret"))).isEqualTo(Code.TIMED_OUT);
    }

    @Test
    void aCommitThatWasNotAnsweredSaysWhatToDo() {
        DatabaseException lost = DatabaseException.unknown(new SQLException("secret", "08006"), "posting");
        assertThat(lost.code()).isEqualTo(Code.OUTCOME_UNKNOWN);
        assertThat(lost)
                .hasMessage(
                        "posting: the commit was not answered, whether it was stored is not known (SQL state 08006)\nMaybe repeat it with the same key");
        DatabaseException full = DatabaseException.unknown(new SQLException("secret", "53100"), "posting");
        assertThat(full.code()).isEqualTo(Code.OUTCOME_UNKNOWN);
        assertThat(full).hasMessageEndingWith("Maybe its disk is full: repeat it with the same key once it has room");
    }
}
