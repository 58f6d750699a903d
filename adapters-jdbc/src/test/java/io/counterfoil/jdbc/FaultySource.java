package io.counterfoil.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connection breaks at one call to JDBC: before it reaches the database, or after it did and before the answer comes back. */
final class FaultySource {

    private final DataSource source;
    private final int breakAt;
    private final boolean afterwards;
    private int calls;

    FaultySource(DataSource source, int breakAt, boolean afterwards) {
        this.source = source;
        this.breakAt = breakAt;
        this.afterwards = afterwards;
    }

    /** Whether the call that was to break was made. */
    boolean broke() {
        return calls >= breakAt;
    }

    DataSource proxy() {
        return (DataSource) proxy(DataSource.class, source, null);
    }

    private Object proxy(Class<?> type, Object target, Connection connection) {
        return Proxy.newProxyInstance(
                FaultySource.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, connection, method, arguments));
    }

    private Object call(Object target, Connection connection, Method method, Object[] arguments) throws Throwable {
        boolean counts = !method.getName().equals("close") && method.getDeclaringClass() != Object.class;
        boolean breaks = counts && ++calls == breakAt;
        if (breaks && !afterwards) {
            lose(connection);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (breaks) {
            lose(connection);
        }
        Class<?> type = method.getReturnType();
        boolean wraps = result != null
                && type.isInterface()
                && type.getName().startsWith("java.sql.")
                && type != java.sql.Array.class
                && type != java.sql.DatabaseMetaData.class;
        return wraps ? proxy(type, result, result instanceof Connection one ? one : connection) : result;
    }

    /** What the database has not committed is gone with the connection. */
    private static void lose(Connection connection) throws SQLException {
        if (connection != null && !connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
        }
        throw new SQLException("connection reset", "08006");
    }
}
