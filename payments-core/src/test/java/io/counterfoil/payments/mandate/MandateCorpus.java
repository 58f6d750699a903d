package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.PadCategory;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Reader for the op about pre-authorised debits. */
public final class MandateCorpus {

    private static final Amounts CAD = Amounts.in("CAD");

    private MandateCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("pad_check", MandateCorpus::padCheck);
    }

    private static void padCheck(CorpusCase example) {
        JsonNode input = example.input();
        PadMandate.Builder mandate = PadMandate.builder()
                .id("m-1")
                .status(PadMandateStatus.valueOf(input.path("state").asText()))
                .noticeWaived(input.path("noticeWaived").booleanValue())
                .oneTime(input.path("oneTime").booleanValue())
                .collections(input.path("collections").intValue());
        if (input.path("category").isTextual()) {
            mandate.category(PadCategory.valueOf(input.path("category").asText()));
        }
        if (input.path("maxAmountMinor").isNumber()) {
            mandate.maxAmount(CAD.ofMinor(input.path("maxAmountMinor").longValue()));
        }
        PadDebit debit = PadDebit.of(
                CAD.ofMinor(input.path("amountMinor").longValue()),
                LocalDate.parse(input.path("dueOn").asText()));
        if (input.path("notifiedOn").isTextual()) {
            debit = debit.notifiedOn(LocalDate.parse(input.path("notifiedOn").asText()));
        }
        AsOf asOf = new AsOf(LocalDate.parse(input.path("today").asText()), Instant.EPOCH);
        String decision = PadPolicy.standard()
                .refusal(mandate.build(), debit, asOf)
                .map(refusal -> refusal.code().id())
                .orElse("PAD.ALLOWED");
        assertThat(decision)
                .isEqualTo("PAD." + example.expected().path("decision").asText());
    }
}
