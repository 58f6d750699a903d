package io.counterfoil.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.jdbc.Database;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.ticketing.ticket.Tickets;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host on the module path: {@code src/test/modulepath} is compiled against our modules and run in a Java of its own. Moneta stays on the class path. */
class ModulePathTest {

    private static final Path ROOT = Path.of(System.getProperty("counterfoil.root", ".."));
    private static final List<Class<?>> OURS = List.of(
            Ledger.class,
            Reconciler.class,
            Receivables.class,
            Tickets.class,
            StripeSimulator.class,
            Stripe.class,
            Imports.class,
            Database.class);
    private static final List<Class<?>> NAMED = List.of(
            javax.money.Monetary.class,
            org.slf4j.Logger.class,
            com.fasterxml.jackson.databind.ObjectMapper.class,
            com.fasterxml.jackson.core.JsonFactory.class,
            com.fasterxml.jackson.annotation.JsonCreator.class,
            de.siegmar.fastcsv.reader.CsvReader.class,
            org.h2.Driver.class);

    @TempDir
    private Path classes;

    private String modulePath = "";

    @BeforeEach
    void compile() throws IOException {
        modulePath = Stream.concat(OURS.stream(), NAMED.stream())
                .map(ModulePathTest::placeOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Path sources = ROOT.resolve("examples/src/test/modulepath");
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.err,
                                System.err,
                                "--release",
                                "17",
                                "--module-path",
                                modulePath,
                                "-d",
                                classes.toString(),
                                sources.resolve("module-info.java").toString(),
                                sources.resolve("io/counterfoil/smoke/Smoke.java")
                                        .toString()))
                .as("compiles on the module path")
                .isZero();
    }

    @Test
    void everyModuleWorksOnTheModulePath() throws Exception {
        List<String> said = java(
                "--module-path",
                classes + File.pathSeparator + modulePath,
                "--class-path",
                Stream.of(
                                "org.javamoney.moneta.Money",
                                "jakarta.annotation.Priority",
                                "org.slf4j.nop.NOPServiceProvider")
                        .map(ModulePathTest::placeOf)
                        .collect(Collectors.joining(File.pathSeparator)),
                "--module",
                "io.counterfoil.smoke/io.counterfoil.smoke.Smoke");
        assertThat(said)
                .filteredOn(line -> line.startsWith("io.counterfoil."))
                .containsExactly(
                        "io.counterfoil.payments: 100.00 CAD",
                        "io.counterfoil.bankfiles: CSV, 2 entries, PROVED",
                        "io.counterfoil.reconciliation: 1 match",
                        "io.counterfoil.collections: 12.00 CAD",
                        "io.counterfoil.ticketing: NEW",
                        "io.counterfoil.stripe: 1 charge",
                        "io.counterfoil.stripe.simulator: closed",
                        "io.counterfoil.jdbc: 100.00 CAD");
    }

    @Test
    void noTwoModulesHaveAPackageInCommonAndInternalsAreClosed() throws Exception {
        for (Class<?> type : OURS) {
            String module = java.lang.module.ModuleFinder.of(Path.of(placeOf(type))).findAll().stream()
                    .map(found -> found.descriptor().name())
                    .collect(Collectors.joining());
            List<String> said = java("--module-path", modulePath, "--describe-module", module);
            assertThat(said).as(module).anyMatch(line -> line.startsWith("exports " + module));
            assertThat(said)
                    .as(module)
                    .noneMatch(line ->
                            line.startsWith("exports ") && line.contains(".internal") && !line.contains(" to "));
        }
        java("--module-path", modulePath, "--validate-modules");
    }

    /** What a Java of its own says; it must end well. */
    private static List<String> java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }

    private static String placeOf(String type) {
        try {
            return placeOf(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jar or folder that a class came from. */
    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
