package io.counterfoil.collections.corpus;

import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class CollectionsCorpusTest {

    @Test
    @DisplayName(
            "COL-01 COL-02 COL-03 COL-04 COL-05 COL-06 COL-09 COL-10 COL-11 COL-12 COL-14 COL-17 COL-18 COL-19 COL-20 agree with the corpus")
    void agreesWithTheCorpus() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.putAll(ReceivableCases.readers());
        readers.putAll(AgingCases.readers());
        readers.putAll(MetricCases.readers());
        NotBuiltYet.capabilities()
                .forEach((op, capability) -> readers.put(op, example -> {
                    throw example.unsupported("not built yet: " + capability);
                }));
        CorpusFolder.of("collections").readers(readers).verify();
    }
}
