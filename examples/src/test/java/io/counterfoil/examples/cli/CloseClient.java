package io.counterfoil.examples.cli;

import io.counterfoil.examples.dayclose.DayCloseRun;
import io.counterfoil.examples.dayclose.DayStores;
import io.counterfoil.examples.dayclose.InputFolder;
import io.counterfoil.examples.dayclose.Progress;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A day close in a process of its own, which says when a transaction begins: whoever listens may kill it. */
final class CloseClient {

    static final Instant CLOSE = Instant.parse("2027-03-31T20:30:00Z");
    static final String BEGINS = "begins";

    private CloseClient() {}

    /** A URL and a file for the report. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String report = close(arguments[0], out::println);
        Files.writeString(Path.of(arguments[1]), report);
    }

    /** The report. */
    static String close(String url, Consumer<String> said) throws Exception {
        try (OneConnection connection = new OneConnection(source(url))) {
            DataSource told = (DataSource) Proxy.newProxyInstance(
                    CloseClient.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                        if (method.getName().equals("getConnection")) {
                            said.accept(BEGINS);
                        }
                        try {
                            return method.invoke(connection, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            InputFolder folder = InputFolder.example();
            DayStores stores = DayStores.on(told, DayCloseRun.key(folder, CLOSE, "simulated"));
            return DayCloseRun.simulated(folder, stores, CLOSE, Progress.silent())
                    .report();
        }
    }

    static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            return h2;
        }
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setUrl(url);
        return postgresql;
    }
}
