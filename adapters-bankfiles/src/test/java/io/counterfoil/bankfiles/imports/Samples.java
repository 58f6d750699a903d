package io.counterfoil.bankfiles.imports;

import java.util.ArrayList;
import java.util.List;

/** Statements of the same movements in every format, for tests in other packages. */
public final class Samples {

    private Samples() {}

    public static List<String> of(List<Long> minors) {
        List<String> texts = new ArrayList<>();
        for (StatementTexts format : StatementTexts.values()) {
            texts.add(format.of(minors));
        }
        CamtFiles camt = CamtFiles.version(8);
        minors.forEach(minor -> camt.entry(minor, CamtFiles.detail("", "")));
        texts.add(camt.text());
        return texts;
    }
}
