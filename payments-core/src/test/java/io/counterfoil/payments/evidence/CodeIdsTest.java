package io.counterfoil.payments.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Codes are what hosts compare: each has an id of its own, in one form, that ends in its name. */
class CodeIdsTest {

    /** Named as payments specification 4.7 names it. */
    private static final String WITHOUT_AREA = "MANDATE_CANCELLED_REINSTATE_REPORTED";

    @Test
    @DisplayName("every code of the module has an id like AREA.NAME, which no other code has")
    void everyCodeHasItsOwnId() {
        Map<String, Enum<?>> known = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.counterfoil.payments")) {
            if (!type.isEnum()
                    || !type.isAssignableTo(Code.class)
                    || type.getPackageName().contains("testkit")) {
                continue;
            }
            for (Object constant : type.reflect().getEnumConstants()) {
                String id = ((Code) constant).id();
                String name = ((Enum<?>) constant).name();
                Enum<?> other = known.put(id, (Enum<?>) constant);
                boolean formed = id.equals(WITHOUT_AREA) || id.matches("[A-Z][A-Z0-9_]*[.]" + name);
                if (!formed || other != null) {
                    wrong.add(type.getName() + "." + name + ": " + id);
                }
            }
        }
        assertThat(known.size()).isGreaterThan(200);
        assertThat(wrong).isEmpty();
    }
}
