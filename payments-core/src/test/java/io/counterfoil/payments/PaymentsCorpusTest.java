package io.counterfoil.payments;

import io.counterfoil.payments.account.AccountCorpus;
import io.counterfoil.payments.dispute.DisputeCorpus;
import io.counterfoil.payments.exposure.ExposureCorpus;
import io.counterfoil.payments.fee.FeeCorpus;
import io.counterfoil.payments.ledger.LedgerCorpus;
import io.counterfoil.payments.lifecycle.table.LifecycleCorpus;
import io.counterfoil.payments.mandate.MandateCorpus;
import io.counterfoil.payments.returns.ReturnCorpus;
import io.counterfoil.payments.testkit.corpus.CalendarCorpus;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.payments.testkit.corpus.MoneyCorpus;
import io.counterfoil.payments.watch.AlertCorpus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class PaymentsCorpusTest {

    @Test
    @DisplayName(
            "PAY-10 PAY-11 PAY-17 PAY-23 PAY-25 PAY-26 PAY-27 PAY-28 PAY-33 PAY-34 PAY-35 PAY-38 PAY-39 PAY-40 PAY-41 PAY-45 PAY-46 PAY-47 PAY-48 PAY-49 PAY-52 PAY-53: every file of the payments corpus is answered or declined with a reason")
    void agreesWithTheCorpus() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.putAll(MoneyCorpus.readers());
        readers.putAll(CalendarCorpus.readers());
        readers.putAll(LedgerCorpus.readers());
        readers.putAll(AccountCorpus.readers());
        readers.putAll(MandateCorpus.readers());
        readers.putAll(DisputeCorpus.readers());
        readers.putAll(AlertCorpus.readers());
        readers.putAll(LifecycleCorpus.readers());
        readers.putAll(FeeCorpus.readers());
        readers.putAll(ReturnCorpus.readers());
        readers.putAll(ExposureCorpus.readers());
        CorpusFolder.of("payments").readers(readers).verify();
    }
}
