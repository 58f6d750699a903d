package io.counterfoil.ticketing;

import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.payments.testkit.corpus.HoursCorpus;
import io.counterfoil.ticketing.claim.ClaimCorpus;
import io.counterfoil.ticketing.entry.EntryCorpus;
import io.counterfoil.ticketing.outreach.OutreachCorpus;
import io.counterfoil.ticketing.sampling.SamplingCorpus;
import io.counterfoil.ticketing.scorecard.ScorecardCorpus;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TicketingCorpusTest {

    private static final Map<String, String> NOT_BUILT = Map.ofEntries(
            Map.entry("erlangB.blocking", "TIC-35"),
            Map.entry("erlangB.required", "TIC-35"),
            Map.entry("erlangC.waitProbability", "TIC-35"),
            Map.entry("erlangC.metrics", "TIC-35"),
            Map.entry("erlangC.serviceLevelFromPw", "TIC-35"),
            Map.entry("erlangC.required", "TIC-35"),
            Map.entry("erlangA.metrics", "TIC-35"),
            Map.entry("survey.nps", "TIC-36"),
            Map.entry("survey.happiness", "TIC-36"),
            Map.entry("phone.metrics", "TIC-34"),
            Map.entry("login.day", "TIC-34"),
            Map.entry("login.average", "TIC-34"));

    @Test
    @Tag("corpus")
    @DisplayName(
            "TIC-17 TIC-18 TIC-19 TIC-20 TIC-21 TIC-33 every file of the corpus is answered as expected or declined"
                    + " with a reason")
    void agreesWithTheCorpus() {
        CorpusFolder corpus = CorpusFolder.of("ticketing")
                .readers(HoursCorpus.readers())
                .readers(ClockCorpus.readers())
                .readers(ScorecardCorpus.readers())
                .readers(SamplingCorpus.readers())
                .readers(EntryCorpus.readers())
                .readers(ClaimCorpus.readers())
                .readers(OutreachCorpus.readers());
        NOT_BUILT.forEach((op, capability) -> corpus.reader(op, example -> {
            throw example.unsupported("not built yet: " + capability);
        }));
        corpus.verify();
    }
}
