package io.counterfoil.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases that are known. */
public enum Dialect {

    /** PostgreSQL 14 or later. */
    POSTGRESQL("postgresql", 64 << 20, 64 << 20),
    /** H2 2.4, embedded: its triggers are classes of this library. */
    H2("h2", 1 << 20, 64 << 20);

    private final String folder;
    private final int maxRecordBytes;
    private final int maxBodyBytes;

    Dialect(String folder, int maxRecordBytes, int maxBodyBytes) {
        this.folder = folder;
        this.maxRecordBytes = maxRecordBytes;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * The dialect of the database at the other end.
     *
     * @throws DatabaseException with {@link DatabaseException.Code#UNKNOWN_DATABASE}
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.folder.equals(product.toLowerCase(Locale.ROOT))) {
                return dialect;
            }
        }
        throw new DatabaseException(
                DatabaseException.Code.UNKNOWN_DATABASE,
                "database '" + product + "' is not known, expected PostgreSQL or H2");
    }

    /** Folder of its migrations below this package on the class path, for the host's own tool. */
    public String folder() {
        return "io/counterfoil/jdbc/" + folder + "/migration";
    }

    /** The largest event or ledger record, in bytes. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** The largest value, result, receipt, message or snapshot, in bytes. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }
}
