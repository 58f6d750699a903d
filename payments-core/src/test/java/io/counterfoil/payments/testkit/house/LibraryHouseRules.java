package io.counterfoil.payments.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds a library module to the house rules: {@code class HouseRulesTest extends LibraryHouseRules {}}. */
public abstract class LibraryHouseRules {

    /** Lines of a source file; STYLE: small enough to be read in one go. */
    private static final int MAX_LINES = 500;

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
    void exportedPackagesAreDocumentedAndNullMarked() throws IOException {
        assertThat(HouseRules.exportsWithoutNullMarked(HouseRules.classesFolder()))
                .isEmpty();
    }
}
