package io.counterfoil.reconciliation;

import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.book.BookCorpus;
import io.counterfoil.reconciliation.breaks.BreaksCorpus;
import io.counterfoil.reconciliation.cash.CashCorpus;
import io.counterfoil.reconciliation.difference.DifferenceCorpus;
import io.counterfoil.reconciliation.party.PartyCorpus;
import io.counterfoil.reconciliation.proof.ProofCorpus;
import io.counterfoil.reconciliation.reference.ReferenceCorpus;
import io.counterfoil.reconciliation.statement.ArrivalsCorpus;
import io.counterfoil.reconciliation.statement.StatementCorpus;
import io.counterfoil.reconciliation.status.StatusCorpus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the module to its corpus. */
class ReconciliationCorpusTest {

    @Test
    @Tag("corpus")
    @DisplayName("REC-30 REC-31 REC-48 REC-54: every file of the reconciliation corpus is answered")
    void agreesWithTheCorpus() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.putAll(MatchingCorpus.readers());
        readers.putAll(SetCorpus.readers());
        readers.putAll(ReferenceCorpus.readers());
        readers.putAll(StatementCorpus.readers());
        readers.putAll(ArrivalsCorpus.readers());
        readers.putAll(StatusCorpus.readers());
        readers.putAll(DifferenceCorpus.readers());
        readers.putAll(BookCorpus.readers());
        readers.putAll(BreaksCorpus.readers());
        readers.putAll(ProofCorpus.readers());
        readers.putAll(PartyCorpus.readers());
        readers.putAll(CashCorpus.readers());
        CorpusFolder.of("reconciliation").readers(readers).verify();
    }
}
