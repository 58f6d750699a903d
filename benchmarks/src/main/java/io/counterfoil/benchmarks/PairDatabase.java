package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.Lines.Answer;
import io.counterfoil.benchmarks.Lines.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** W1 in DuckDB, loaded and warm, on one thread: the caller's, so that its time on the processor counts. Not thread-safe. */
final class PairDatabase {

    private static final List<String> STEPS = List.of(
            "create or replace temp table c1 as select l.n l, r.n r from lefts l join rights r"
                    + " on l.ref = r.ref and l.minor = r.minor and abs(l.day - r.day) <= 3",
            "create or replace temp table d1 as select *, count(*) over (partition by l) dl, count(*) over (partition by r) dr from c1",
            "create or replace temp table c2 as select l.n l, r.n r from (select * from lefts where n not in (select l from c1)) l"
                    + " join (select * from rights where n not in (select r from c1)) r"
                    + " on l.ref = r.ref and abs(l.minor - r.minor) <= 100 and abs(l.day - r.day) <= 3",
            "create or replace temp table d2 as select *, count(*) over (partition by l) dl, count(*) over (partition by r) dr from c2");

    private static final String ANSWER = """
            select (select count(*) from d1 where dl = 1 and dr = 1),
                (select count(*) from d2 where dl = 1 and dr = 1),
                (select count(distinct l) from d1 where dl > 1 or dr > 1) + (select count(distinct l) from d2 where dl > 1 or dr > 1),
                (select count(*) from lefts), (select count(*) from rights),
                (select sum((l * 31 + r * 17) % 1000003)
                    from (select l, r from d1 where dl = 1 and dr = 1 union all select l, r from d2 where dl = 1 and dr = 1))
            """;

    private final Connection connection;

    private PairDatabase(Connection connection) {
        this.connection = connection;
    }

    /** The database with the lines in it; empty, with the reason told, where it is not on the class path. */
    static Optional<PairDatabase> load(Lines lines, Consumer<String> absent) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("set threads = 1");
            }
            load(connection, "lefts", lines.left());
            load(connection, "rights", lines.right());
            return Optional.of(new PairDatabase(connection));
        } catch (SQLException | IOException e) {
            absent.accept("DuckDB is not measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void load(Connection connection, String table, List<Line> lines) throws IOException, SQLException {
        Path file = Files.createTempFile("counterfoil-w1", ".csv");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                for (Line line : lines) {
                    writer.write(line.number() + "," + line.reference() + "," + line.minor() + ","
                            + line.day().toEpochDay() + "\n");
                }
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table " + table + " (n bigint, ref varchar, minor bigint, day integer)");
                statement.execute("copy " + table + " from '" + file + "' (header false)");
            }
        } finally {
            Files.delete(file);
        }
    }

    Object match() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String step : STEPS) {
                statement.execute(step);
            }
            try (ResultSet row = statement.executeQuery(ANSWER)) {
                row.next();
                long found = row.getLong(1) + row.getLong(2);
                return new Answer(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4) - found,
                        row.getLong(5) - found,
                        row.getLong(6));
            }
        }
    }
}
