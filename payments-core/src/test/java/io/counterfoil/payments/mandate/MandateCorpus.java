package io.counterfoil.payments.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
        Mandate.Terms.Builder terms = Mandate.Terms.builder()
                .id("m-1")
                .scheme(Mandate.Scheme.PAD)
                .payer("ana")
                .payee("client-42")
                .noticeWaived(input.path("noticeWaived").booleanValue())
                .oneTime(input.path("oneTime").booleanValue());
        if (input.path("category").isTextual()) {
            terms.category(RailTerms.PadCategory.valueOf(input.path("category").asText()));
        }
        if (input.path("maxAmountMinor").isNumber()) {
            terms.maxAmount(CAD.ofMinor(input.path("maxAmountMinor").longValue()));
        }
        Mandate mandate = ImmutableMandate.builder()
                .status(MandateStatus.valueOf(input.path("state").asText()))
                .terms(terms.build())
                .collections(input.path("collections").intValue())
                .history(History.empty())
                .build();
        Mandate.Debit debit = Mandate.Debit.of(
                CAD.ofMinor(input.path("amountMinor").longValue()),
                LocalDate.parse(input.path("dueOn").asText()));
        if (input.path("notifiedOn").isTextual()) {
            debit = debit.notifiedOn(LocalDate.parse(input.path("notifiedOn").asText()));
        }
        AsOf asOf = new AsOf(LocalDate.parse(input.path("today").asText()), Instant.EPOCH);
        String decision = Mandates.canadaPad(ZoneId.of("America/Toronto"))
                .check(mandate, debit, asOf)
                .map(refusal -> refusal.code().id())
                .orElse("PAD.ALLOWED");
        assertThat(decision)
                .isEqualTo("PAD." + example.expected().path("decision").asText());
    }
}
