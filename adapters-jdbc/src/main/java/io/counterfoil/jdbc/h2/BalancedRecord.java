package io.counterfoil.jdbc.h2;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses a record that has other legs than it says, or whose legs do not balance in every currency; those of a refusal need not. Called by H2. */
public final class BalancedRecord implements Trigger {

    private static final int KIND = 2;
    private static final int LEGS = 8;

    /** For H2. */
    public BalancedRecord() {}

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        @Nullable Object[] record = Objects.requireNonNull(after);
        long legs = 0;
        boolean balanced = true;
        try (PreparedStatement query = connection.prepareStatement("""
                select count(*), sum(case side when 'D' then cast(minor as numeric(38)) else -cast(minor as numeric(38)) end)
                from cf_ledger_leg where ledger_no = ? and sequence = ? group by currency
                """)) {
            query.setObject(1, record[0]);
            query.setObject(2, record[1]);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    legs += rows.getLong(1);
                    BigDecimal sum = rows.getBigDecimal(2);
                    balanced &= sum != null && sum.signum() == 0;
                }
            }
        }
        if (legs != ((Number) Objects.requireNonNull(record[LEGS])).longValue()) {
            throw new SQLException("record refused: it has other legs than it says", "CF002");
        }
        if (!balanced && !"REFUSAL".equals(record[KIND])) {
            throw new SQLException("record refused: its legs do not balance", "CF002");
        }
    }
}
