package io.counterfoil.reconciliation;

import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.reference.ReferenceCorpus;
import io.counterfoil.reconciliation.statement.StatementCorpus;
import io.counterfoil.reconciliation.status.StatusCorpus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the module to its corpus; an op that is not built yet is declined with the capability that is missing. */
class ReconciliationCorpusTest {

    private static final Map<String, String> NOT_BUILT = Map.ofEntries(
            Map.entry("instant-window", "REC-07 (instants)"),
            Map.entry("text-compare", "REC-32"),
            Map.entry("coincidence", "REC-18"),
            Map.entry("zero-sets", "REC-20"),
            Map.entry("allocate", "REC-24"),
            Map.entry("cash-apply", "REC-47"),
            Map.entry("identify-party", "REC-33"),
            Map.entry("fee-schedule", "REC-26"),
            Map.entry("gross-from-net", "REC-27"),
            Map.entry("fee-on-line", "REC-26"),
            Map.entry("implied-rate", "REC-28"),
            Map.entry("explain-difference", "REC-25"),
            Map.entry("em", "REC-34"),
            Map.entry("dedupe", "REC-53"),
            Map.entry("similar-entries", "REC-53"),
            Map.entry("pair-transfers", "REC-22"),
            Map.entry("claim-provenance", "REC-43"),
            Map.entry("balance-proof", "REC-55"),
            Map.entry("bank-rec", "REC-55"),
            Map.entry("available-funds", "REC-56"),
            Map.entry("payout-proof", "REC-57"),
            Map.entry("book", "REC-43"));

    @Test
    @Tag("corpus")
    @DisplayName(
            "REC-30 REC-31 REC-48 REC-54: every file of the reconciliation corpus is answered or declined with a reason")
    void agreesWithTheCorpus() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        NOT_BUILT.forEach((op, id) -> readers.put(op, example -> {
            throw example.unsupported("not built yet: " + id);
        }));
        readers.putAll(MatchingCorpus.readers());
        readers.putAll(ReferenceCorpus.readers());
        readers.putAll(StatementCorpus.readers());
        readers.putAll(StatusCorpus.readers());
        CorpusFolder.of("reconciliation").readers(readers).verify();
    }
}
