package io.counterfoil.payments.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds a library module to the house rules: {@code class HouseRulesTest extends LibraryHouseRules {}}. */
public abstract class LibraryHouseRules {

    /**
     * How many types a module may show to its hosts: an API is learned type by type. The aim is 140 for payments and 65 for reconciliation; until they are
     * there, the count they have is the bound, so that it can only fall.
     */
    private static final Map<String, Integer> EXPORTED_TYPES = Map.of(
            "io.counterfoil.payments", 140,
            "io.counterfoil.reconciliation", 65,
            "io.counterfoil.collections", 85,
            "io.counterfoil.ticketing", 85,
            "io.counterfoil.stripe", 45,
            "io.counterfoil.stripe.simulator", 8,
            "io.counterfoil.bankfiles", 35,
            "io.counterfoil.jdbc", 8,
            "io.counterfoil.spark", 5);

    /** Lines of a source file: about 500, small enough to be read in one go. */
    private static final int MAX_LINES = 520;

    @Test
    void classesKeepTheHouseRules() {
        var classes = HouseRules.mainClasses();
        List<String> broken = HouseRules.ofLibrary().stream()
                .map(rule -> broken(rule, classes))
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(broken).isEmpty();
    }

    static String broken(ArchRule rule, JavaClasses classes) {
        var report = rule.evaluate(classes).getFailureReport();
        return report.isEmpty() ? "" : report.toString();
    }

    @Test
    void sourceFilesAreShort() throws IOException {
        assertThat(HouseRules.filesLongerThan(MAX_LINES, HouseRules.baseFolder().resolve("src/main/java")))
                .isEmpty();
    }

    @Test
    void theApiStaysWithinItsBudget() throws IOException {
        List<String> types = HouseRules.exportedTypes(HouseRules.mainClasses(), HouseRules.classesFolder());
        assertThat(types)
                .as("exported top-level types; nest a part in its whole, or keep it inside")
                .hasSizeLessThanOrEqualTo(EXPORTED_TYPES.getOrDefault(getClass().getPackageName(), 0));
    }

    @Test
    void exportedPackagesAreDocumentedAndNullMarked() throws IOException {
        assertThat(HouseRules.exportsWithoutNullMarked(HouseRules.classesFolder()))
                .isEmpty();
    }
}
