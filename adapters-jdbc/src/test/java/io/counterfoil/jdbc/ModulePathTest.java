package io.counterfoil.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** As modules: what this one requires is enough, H2 may call its triggers, and a host sees what is exported and no more. Skipped where the classes have no descriptor. */
class ModulePathTest {

    private static final String MODULE = "io.counterfoil.jdbc";
    private static final Pattern NEEDED = Pattern.compile("/target/classes$"
            + "|/counterfoil-(payments-core|reconciliation-core|collections-core|ticketing-core|adapters-jdbc)-[0-9][^/]*(?<!testkit)\\.jar$"
            + "|/(h2|slf4j-api|money-api|jspecify)-[^/]*\\.jar$");

    @Test
    void storesWorkOnTheModulePath() throws Exception {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry.replace('\\', '/')).find())
                .map(Path::of)
                .filter(entry -> entry.toString().endsWith(".jar") || Files.exists(entry.resolve("module-info.class")))
                .toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(path);
        assumeThat(finder.find(MODULE)).as("compiled as a module").isPresent();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration resolved =
                boot.configuration().resolve(finder, ModuleFinder.of(), Set.of(MODULE, "com.h2database"));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        resolved, List.of(boot), ClassLoader.getPlatformClassLoader())
                .layer();
        ClassLoader loader = layer.findLoader(MODULE);

        Class<?> h2 = loader.loadClass("org.h2.jdbcx.JdbcDataSource");
        Object source = h2.getConstructor().newInstance();
        h2.getMethod("setURL", String.class).invoke(source, "jdbc:h2:mem:modules;DB_CLOSE_DELAY=-1");
        Class<?> type = loader.loadClass(MODULE + ".Database");
        assertThat(type.getModule().isNamed()).isTrue();
        Object database = type.getMethod("on", DataSource.class).invoke(null, source);
        assertThat((List<?>) type.getMethod("migrate").invoke(database))
                .as("with triggers that H2 loads from the module")
                .hasSize(1);
        Object bytes = type.getMethod("bytes", String.class).invoke(database, "b");
        Class<?> port = loader.loadClass("io.counterfoil.payments.idempotency.VersionedBytes");
        assertThat(port.getMethod("compareAndSet", String.class, long.class, byte[].class)
                        .invoke(bytes, "k", 0L, new byte[] {1}))
                .isEqualTo(true);

        Module module = layer.findModule(MODULE).orElseThrow();
        Module host = getClass().getModule();
        assertThat(module.isExported(MODULE, host)).isTrue();
        assertThat(module.isExported(MODULE + ".h2", host))
                .as("the triggers are H2's")
                .isFalse();
    }
}
