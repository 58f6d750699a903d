package io.counterfoil.payments.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds a host application to the rules that apply to it: {@code class HouseRulesTest extends ApplicationHouseRules {}}. */
public abstract class ApplicationHouseRules {

    private static final int MAX_LINES = 500;

    @Test
    void classesKeepTheHouseRules() {
        JavaClasses classes = HouseRules.mainClasses();
        List<String> broken = HouseRules.ofApplication().stream()
                .map(rule -> LibraryHouseRules.broken(rule, classes))
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void sourceFilesAreShort() throws IOException {
        assertThat(HouseRules.filesLongerThan(MAX_LINES, HouseRules.baseFolder().resolve("src/main/java")))
                .isEmpty();
    }
}
