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
            "COL-01 COL-02 COL-03 COL-04 COL-05 COL-06 COL-09 COL-10 COL-11 COL-12 COL-14 COL-17 COL-18 COL-19 COL-20 COL-21 COL-23 COL-25 COL-26 COL-28 COL-31 COL-32 COL-33 COL-35 COL-37 COL-38 COL-41 COL-42 COL-44 COL-46 COL-48 COL-50 COL-51 COL-52 COL-53 COL-55 COL-56 COL-57 COL-58 COL-60 COL-61 COL-63 COL-64 COL-68 agree with the corpus")
    void agreesWithTheCorpus() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.putAll(ReceivableCases.readers());
        readers.putAll(AgingCases.readers());
        readers.putAll(MetricCases.readers());
        readers.putAll(PromiseCases.readers());
        readers.putAll(CashCases.readers());
        readers.putAll(DeskCases.readers());
        readers.putAll(InterestCases.readers());
        readers.putAll(StepCases.readers());
        readers.putAll(LevelCases.readers());
        readers.putAll(NoticeCases.readers());
        readers.putAll(CampaignCases.readers());
        readers.putAll(HoldCases.readers());
        readers.putAll(WorklistCases.readers());
        readers.putAll(StatementCases.readers());
        readers.putAll(RateCases.readers());
        CorpusFolder.of("collections").readers(readers).verify();
    }
}
