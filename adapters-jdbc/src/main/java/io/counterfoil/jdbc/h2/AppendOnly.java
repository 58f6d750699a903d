package io.counterfoil.jdbc.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses every change and removal of a row. Called by H2. */
public final class AppendOnly implements Trigger {

    private String table = "";

    /** For H2. */
    public AppendOnly() {}

    @Override
    public void init(Connection connection, String schema, String trigger, String on, boolean before, int type) {
        table = on;
    }

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        throw new SQLException(
                (after == null ? "delete" : "update") + " refused on " + table + ", which is only added to", "CF001");
    }
}
