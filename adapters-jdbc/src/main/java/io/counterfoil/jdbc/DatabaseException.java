package io.counterfoil.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database would not do, with a code that hosts compare. Messages name tables, sizes and states, never stored values; the driver's own exception is the
 * cause.
 */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String CLOSED = "90098";
    private static final Set<String> CONNECTION = Set.of("57P01", "57P02", "57P03", "90067", "90121");
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "90131", "HYT00");
    private static final Set<String> FULL = Set.of("53100", "90028", "90031", "90034", "58030");

    private final Code code;

    DatabaseException(Code code, String message) {
        this(code, message, null);
    }

    DatabaseException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What kind of no it is. */
    public Code code() {
        return code;
    }

    /** Why. */
    public enum Code implements io.counterfoil.payments.evidence.Code {
        /** There is no connection, or it broke before the commit was asked for: nothing was stored. */
        CONNECTION_LOST,
        /** The connection broke while the commit was under way: whether it was stored is not known. Repeat with the same key. */
        OUTCOME_UNKNOWN,
        /** Others were in the way at every try: nothing was stored. */
        CONTENTION,
        /** A statement took longer than allowed: nothing was stored. */
        TIMED_OUT,
        /** The database has none of the tables. */
        SCHEMA_MISSING,
        /** The tables are of an earlier version than this library needs. */
        SCHEMA_OLDER,
        /** The tables are of a later version than this library knows. */
        SCHEMA_NEWER,
        /** A migration that was applied is not the one that this library has. */
        SCHEMA_CHANGED,
        /** A text or value is larger than its column takes. */
        TOO_LARGE,
        /** The database has no room left, or cannot write: nothing was stored. */
        FULL,
        /** A constraint or a trigger said no: nothing was stored. */
        REFUSED,
        /** A value cannot be written or read by the host's codec. */
        UNREADABLE,
        /** The database is none that is known. */
        UNKNOWN_DATABASE,
        /** Anything else that the database reports: nothing was stored. */
        FAILED;

        @Override
        public String id() {
            return "JDBC." + name();
        }

        /** Whether the same call may be made again as it is and may then succeed. */
        public boolean isSafeToRepeat() {
            return this == CONNECTION_LOST || this == CONTENTION || this == TIMED_OUT || this == FULL;
        }
    }

    static boolean isContention(SQLException e) {
        return CONTENTION.contains(state(e)) && !(e instanceof SQLTimeoutException && "57014".equals(e.getSQLState()));
    }

    static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    /** What the driver reports, as a code. */
    static DatabaseException of(SQLException e, String during) {
        Code code = codeOf(e);
        return new DatabaseException(code, during + ": " + sentence(code) + " (SQL state " + state(e) + ")", e);
    }

    private static Code codeOf(SQLException e) {
        String state = state(e);
        if (CLOSED.equals(state) && isInputOutput(e)) {
            return Code.FULL; // H2 writes in the background: whoever asks next learns that it closed the file, and why
            // only from the cause
        }
        if (state.startsWith("08") || CLOSED.equals(state) || CONNECTION.contains(state)) {
            return Code.CONNECTION_LOST;
        }
        if (CONTENTION.contains(state)) {
            return Code.CONTENTION;
        }
        if (state.equals("57014") || e instanceof SQLTimeoutException) {
            return Code.TIMED_OUT;
        }
        if (FULL.contains(state) || isInputOutput(e)) {
            return Code.FULL;
        }
        if (state.startsWith("22001") || state.equals("54000") || state.equals("54001")) {
            return Code.TOO_LARGE;
        }
        if (state.startsWith("23") || state.startsWith("22") || state.startsWith("CF")) {
            return Code.REFUSED;
        }
        return Code.FAILED;
    }

    /** H2 calls a file that it cannot write a general error; what it was is the cause. */
    private static boolean isInputOutput(SQLException e) {
        int depth = 0;
        for (Throwable cause = e.getCause(); cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /** That the commit was asked for and not confirmed. */
    static DatabaseException unknown(SQLException e, String during) {
        String maybe = codeOf(e) == Code.FULL
                ? "Maybe its disk is full: repeat it with the same key once it has room"
                : "Maybe repeat it with the same key";
        return new DatabaseException(
                Code.OUTCOME_UNKNOWN,
                during + ": the commit was not answered, whether it was stored is not known (SQL state " + state(e)
                        + ")\n" + maybe,
                e);
    }

    private static String sentence(Code code) {
        return switch (code) {
            case CONNECTION_LOST -> "the connection to the database is lost, nothing was stored";
            case CONTENTION -> "other transactions were in the way, nothing was stored\nMaybe repeat it";
            case TIMED_OUT -> "the database took longer than allowed, nothing was stored";
            case FULL -> "the database cannot write, nothing was stored\nMaybe its disk is full";
            case TOO_LARGE -> "a value is larger than its column takes, nothing was stored";
            case REFUSED -> "the database refuses it, nothing was stored";
            default -> "the database failed, nothing was stored";
        };
    }
}
