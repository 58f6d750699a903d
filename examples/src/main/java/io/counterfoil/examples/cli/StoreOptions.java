package io.counterfoil.examples.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Option;

/** Where a command keeps what it does. */
final class StoreOptions {

    private static final String H2 = "h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "h2:target/day-close/store",
            description = {
                "Where everything is kept: h2:FILE, jdbc:postgresql://HOST/DATABASE, or memory (default ${DEFAULT-VALUE}).",
                "A close that was killed is started again on the same store and ends in the same report."
            })
    private String store = "";

    @Option(
            names = "--store-user",
            paramLabel = "NAME",
            defaultValue = "${env:COUNTERFOIL_STORE_USER}",
            description = "User of a PostgreSQL store; or the environment's COUNTERFOIL_STORE_USER.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--store-password",
            paramLabel = "SECRET",
            defaultValue = "${env:COUNTERFOIL_STORE_PASSWORD}",
            description =
                    "Its password; better by the environment's COUNTERFOIL_STORE_PASSWORD, which no list of processes shows.")
    private Optional<String> password = Optional.empty();

    /** The connection to the database; empty for memory. Nothing that is said of a wrong one shows more than how it begins. */
    Optional<OneConnection> open() {
        if (store.equals("memory")) {
            return Optional.empty();
        }
        if (store.startsWith(H2)) {
            return Optional.of(new OneConnection(file(store.substring(H2.length()))));
        }
        if (store.startsWith(POSTGRESQL)) {
            return Optional.of(new OneConnection(server()));
        }
        throw new BadInputException(
                "--store: is neither h2:FILE nor jdbc:postgresql://HOST/DATABASE nor memory, expected one of them");
    }

    private static JdbcDataSource file(String name) {
        Path file;
        try {
            file = Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadInputException("--store: is no name of a file: " + e.getReason());
        }
        if (name.isBlank() || file.toString().contains(";")) {
            throw new BadInputException(
                    "--store: h2: has no name of a file without ';', expected one such as h2:day/store");
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file
                + ";QUERY_CACHE_SIZE=100"); // which is 8, fewer than the statements of the stores
        return source;
    }

    private PGSimpleDataSource server() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(store);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "--store: is no address of a PostgreSQL database, expected jdbc:postgresql://HOST/DATABASE");
        }
        source.setLogServerErrorDetail(false);
        user.filter(name -> !name.isEmpty()).ifPresent(source::setUser);
        password.filter(secret -> !secret.isEmpty()).ifPresent(source::setPassword);
        return source;
    }
}
