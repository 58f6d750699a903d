package io.counterfoil.bankfiles.iif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The corpus op that writes IIF. */
public final class IifCorpus {

    private IifCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("iif_write", IifCorpus::write);
    }

    private static void write(CorpusCase example) {
        JsonNode input = example.input();
        Amounts money = Amounts.in("CAD");
        IifFile.Transaction.Builder transaction = IifFile.Transaction.builder()
                .type(input.path("type").asText())
                .date(LocalDate.parse(input.path("date").asText()))
                .account(input.path("account").asText())
                .total(money.ofMinor(input.path("totalMinor").asLong()))
                .number(input.path("number").asText())
                .memo(input.path("memo").asText());
        input.path("splits")
                .forEach(split -> transaction.addSplits(new IifFile.Split(
                        split.path("account").asText(),
                        money.ofMinor(split.path("amountMinor").asLong()),
                        split.path("name").asText(),
                        split.path("memo").asText())));

        Checked<IifFile> file = IifFile.of(List.of(transaction.build()));

        JsonNode expected = example.expected();
        if (expected.has("error")) {
            assertThat(file.value()).isEmpty();
            assertThat(file.diagnostics().get(0).code().id())
                    .isEqualTo("IMPORT." + expected.path("error").asText());
        } else {
            List<String> lines = new ArrayList<>();
            expected.path("lines").forEach(line -> lines.add(line.asText()));
            assertThat(file.orThrow().lines()).isEqualTo(lines);
        }
    }
}
