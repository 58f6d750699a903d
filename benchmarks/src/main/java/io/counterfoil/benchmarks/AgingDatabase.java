package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.AgingPeers.Question;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** W7 in DuckDB, loaded and warm, on one thread: the caller's, so that its time on the processor counts. Not thread-safe. */
final class AgingDatabase {

    private final Connection connection;
    private final int customers;

    private AgingDatabase(Connection connection, int customers) {
        this.connection = connection;
        this.customers = customers;
    }

    static AgingDatabase load(AgingBook book) throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("create table items"
                    + " (n integer, party integer, signed bigint, issued integer, due integer, recorded bigint)");
            statement.execute("create table allocations"
                    + " (credit integer, debit integer, minor bigint, day integer, recorded bigint)");
        }
        copy(
                connection,
                "items",
                book.items,
                (row, line) -> line.append(row)
                        .append(',')
                        .append(book.party[row])
                        .append(',')
                        .append(book.signed(row))
                        .append(',')
                        .append(book.issued[row])
                        .append(',')
                        .append(book.due[row])
                        .append(',')
                        .append(book.recorded[row]));
        copy(
                connection,
                "allocations",
                book.allocations,
                (row, line) -> line.append(book.credit[row])
                        .append(',')
                        .append(book.debit[row])
                        .append(',')
                        .append(book.allocated[row])
                        .append(',')
                        .append(book.effective[row])
                        .append(',')
                        .append(book.allocationRecorded[row]));
        return new AgingDatabase(connection, book.customers);
    }

    private interface Row {
        void write(int row, StringBuilder line);
    }

    private static void copy(Connection connection, String table, int rows, Row row) throws SQLException, IOException {
        if (rows == 0) {
            return;
        }
        Path file = Files.createTempFile("counterfoil-w7", ".csv");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < rows; i++) {
                    line.setLength(0);
                    row.write(i, line);
                    writer.append(line.append('\n'));
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("copy " + table + " from '" + file + "' (header false)");
            }
        } finally {
            Files.delete(file);
        }
    }

    /** Items alone. */
    Object ageItems(Question question) throws SQLException {
        return age(
                question,
                "select party, " + bucket(question, "signed") + " b, sum(signed) s from items where issued <= "
                        + question.day() + " group by all");
    }

    /** Items less allocations, by day, and by instant where one is asked for. */
    Object ageAsOf(Question question) throws SQLException {
        boolean latest = question.known() == Long.MAX_VALUE;
        String counts = "day <= " + question.day() + (latest ? "" : " and recorded <= " + question.known());
        return age(
                question,
                "select party, " + bucket(question, "signed") + " b, sum(signed + coalesce(moved, 0)) s from items"
                        + " left join (select n, sum(moved) moved from"
                        + " (select credit n, minor moved from allocations where " + counts
                        + " union all select debit n, -minor moved from allocations where " + counts
                        + ") group by n) using (n)"
                        + " where issued <= " + question.day()
                        + (latest ? "" : " and items.recorded <= " + question.known()) + " group by all");
    }

    private static String bucket(Question question, String signed) {
        StringBuilder text = new StringBuilder("case when " + signed + " < 0 then " + question.credits()
                + " when due >= " + question.day() + " then 0");
        for (int i = 0; i < question.edges().length; i++) {
            text.append(" when due >= ")
                    .append(question.day() - question.edges()[i])
                    .append(" then ")
                    .append(i + 1);
        }
        return text.append(" else ")
                .append(question.edges().length + 1)
                .append(" end")
                .toString();
    }

    private Object age(Question question, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace temp table answer as " + query);
        }
        return (Supplier<Object>) () -> digest(question.width());
    }

    private long digest(int width) {
        long[] sums = new long[customers * width];
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select party, b, s from answer")) {
            while (row.next()) {
                sums[row.getInt(1) * width + row.getInt(2)] = row.getLong(3);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the answer of DuckDB cannot be read", e);
        }
        return AgingPeers.digest(sums);
    }

    void close() throws SQLException {
        connection.close();
    }
}
