package io.counterfoil.ticketing;

import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.payments.testkit.corpus.HoursCorpus;
import io.counterfoil.ticketing.claim.ClaimCorpus;
import io.counterfoil.ticketing.entry.EntryCorpus;
import io.counterfoil.ticketing.outreach.OutreachCorpus;
import io.counterfoil.ticketing.phone.PhoneCorpus;
import io.counterfoil.ticketing.sampling.SamplingCorpus;
import io.counterfoil.ticketing.scorecard.ScorecardCorpus;
import io.counterfoil.ticketing.scorecard.ServiceCorpus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TicketingCorpusTest {

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
                .readers(OutreachCorpus.readers())
                .readers(PhoneCorpus.readers())
                .readers(ServiceCorpus.readers());
        corpus.verify();
    }
}
