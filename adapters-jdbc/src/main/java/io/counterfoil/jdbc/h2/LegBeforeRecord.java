package io.counterfoil.jdbc.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses a leg whose record is there already. Called by H2. */
public final class LegBeforeRecord implements Trigger {

    /** For H2. */
    public LegBeforeRecord() {}

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        @Nullable Object[] leg = Objects.requireNonNull(after);
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from cf_ledger_record where ledger_no = ? and sequence = ?")) {
            query.setObject(1, leg[0]);
            query.setObject(2, leg[1]);
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    throw new SQLException("legs refused: their record is there already", "CF002");
                }
            }
        }
    }
}
