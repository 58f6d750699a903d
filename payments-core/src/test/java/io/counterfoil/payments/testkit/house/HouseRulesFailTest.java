package io.counterfoil.payments.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.counterfoil.payments.house.fixture.Offences;
import io.counterfoil.payments.house.fixture.alpha.Alpha;
import io.counterfoil.payments.house.fixture.ambient.Ambient;
import io.counterfoil.payments.house.fixture.bankfiles.UsesSibling;
import io.counterfoil.payments.house.fixture.beta.Beta;
import io.counterfoil.payments.house.fixture.examples.Host;
import io.counterfoil.payments.house.fixture.ledger.Floating;
import io.counterfoil.payments.house.fixture.payments.Below;
import io.counterfoil.payments.house.fixture.payments.UsesAbove;
import io.counterfoil.payments.house.fixture.reconciliation.UsesBelow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail guards nothing: each is shown an offence, and something close to it that is allowed. */
class HouseRulesFailTest {

    private static final String FIXTURES = "io.counterfoil.payments.house.fixture";

    private static boolean holds(ArchRule rule, Class<?>... classes) {
        JavaClasses imported = new ClassFileImporter().importClasses(classes);
        return !rule.evaluate(imported).hasViolation();
    }

    private static Class<?> offence(String name) {
        return Arrays.stream(Offences.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anImportUpwardOrBetweenAdaptersBreaksTheLadder() {
        ArchRule ladder = HouseRules.ladder(FIXTURES);

        assertThat(holds(ladder, UsesAbove.class)).isFalse();
        assertThat(holds(ladder, UsesSibling.class)).isFalse();
        assertThat(holds(ladder, UsesBelow.class, Below.class, Host.class)).isTrue();
    }

    static Stream<Class<?>> ambientThings() {
        return Arrays.stream(Ambient.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("ambientThings")
    void whatIsTakenFromAroundIsFound(Class<?> ambient) {
        assertThat(holds(HouseRules.nothingAmbient(), ambient)).isFalse();
    }

    @Test
    void whatIsPassedInIsNotAmbient() {
        assertThat(holds(HouseRules.nothingAmbient(), Ambient.class)).isTrue();
    }

    @Test
    void anImportOfTheMoneyImplementationIsFound() {
        assertThat(holds(HouseRules.moneyImplementationStaysOut(), offence("UsesMoneta")))
                .isFalse();
        assertThat(holds(HouseRules.moneyImplementationStaysOut(), Below.class)).isTrue();
    }

    @Test
    void printingIsFound() {
        assertThat(holds(HouseRules.nothingPrinted(), offence("Prints"))).isFalse();
        assertThat(holds(HouseRules.nothingPrinted(), offence("PrintsStackTrace")))
                .isFalse();
        assertThat(holds(HouseRules.nothingPrinted(), Below.class)).isTrue();
    }

    @Test
    void floatingPointIsFoundWhereMoneyPassesAndOnlyThere() {
        assertThat(holds(HouseRules.noFloatingPointForMoney(), Floating.class)).isFalse();
        assertThat(holds(HouseRules.noFloatingPointForMoney(), Ambient.class.getDeclaredClasses()))
                .isTrue();
    }

    @Test
    void legacyDatesAreFound() {
        assertThat(holds(HouseRules.noLegacyDates(), offence("UsesDate"))).isFalse();
        assertThat(holds(HouseRules.noLegacyDates(), Ambient.class)).isTrue();
    }

    @Test
    void staticStateIsFoundAndConstantsAreNot() {
        assertThat(holds(HouseRules.noMutableStatics(), offence("NotFinal"))).isFalse();
        assertThat(holds(HouseRules.noMutableStatics(), offence("OpenArray"))).isFalse();
        assertThat(holds(HouseRules.noMutableStatics(), offence("MutableConstant")))
                .isFalse();
        assertThat(holds(HouseRules.noMutableStatics(), offence("Constants"))).isTrue();
    }

    @Test
    void aCircleOfPackagesIsFound() {
        ArchRule rule = HouseRules.freeOfCycles(FIXTURES + ".(*)..");

        assertThat(holds(rule, Alpha.class, Beta.class)).isFalse();
        assertThat(holds(rule, UsesBelow.class, Below.class)).isTrue();
    }

    @Test
    void aLongFileIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Short.java"), "x\n".repeat(500));
        Files.writeString(sources.resolve("Long.java"), "x\n".repeat(501));

        assertThat(HouseRules.filesLongerThan(500, sources)).containsExactly("Long.java: 501 lines");
    }

    @Test
    void anExportWithoutNullMarkedIsFound(@TempDir Path folder) throws IOException {
        Path bare = compile(folder.resolve("bare"), "");
        Path marked = compile(folder.resolve("marked"), "@org.jspecify.annotations.NullMarked package p; ");

        assertThat(HouseRules.exportsWithoutNullMarked(bare)).containsExactly("p");
        assertThat(HouseRules.exportsWithoutNullMarked(marked)).isEmpty();
    }

    /** Compiles a module that exports one package, with the given text as its package-info where there is any. */
    private static Path compile(Path folder, String packageInfo) throws IOException {
        Path source = Files.createDirectories(folder.resolve("p"));
        Path descriptor =
                Files.writeString(folder.resolve("module-info.java"), "module m { requires org.jspecify; exports p; }");
        Path type = Files.writeString(source.resolve("A.java"), "package p; public record A() {}");
        Stream.Builder<String> arguments = Stream.builder();
        Stream.of("-proc:none", "-d", folder.toString(), "-p", System.getProperty("java.class.path"))
                .forEach(arguments);
        arguments.add(descriptor.toString());
        arguments.add(type.toString());
        if (!packageInfo.isEmpty()) {
            arguments.add(Files.writeString(source.resolve("package-info.java"), packageInfo)
                    .toString());
        }
        int status = javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.build().toArray(String[]::new));
        assertThat(status).isZero();
        return folder;
    }
}
