package io.counterfoil.payments.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.payments.watch.PaymentWatch.BankLine;
import io.counterfoil.payments.watch.PaymentWatch.Watched;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reader for the op about alerts. */
public final class AlertCorpus {

    private static final Amounts CAD = Amounts.in("CAD");

    private AlertCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("alerts", AlertCorpus::alerts);
    }

    private static void alerts(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate today = LocalDate.parse(input.path("today").asText());
        List<Watched> payments = new ArrayList<>();
        input.path("platformRecords")
                .forEach(one -> payments.add(Watched.of(
                        one.path("ref").asText(),
                        PartyId.of("client"),
                        CAD.ofMinor(one.path("amountMinor").longValue()),
                        today,
                        LocalDate.parse(one.path("expectedBy").asText()))));
        List<BankLine> lines = new ArrayList<>();
        input.path("bankLines")
                .forEach(one -> lines.add(BankLine.of(
                        one.path("ref").asText(),
                        CAD.ofMinor(one.path("amountMinor").longValue()))));
        PaymentWatch watch = PaymentWatch.builder()
                .singleLimit(
                        CAD.ofMinor(input.path("limits").path("singleMinor").longValue()))
                .dailyLimit(CAD.ofMinor(input.path("limits").path("dailyMinor").longValue()))
                .build();
        List<String> found = watch.assess(payments, lines, new AsOf(today, Instant.EPOCH)).stream()
                .map(AlertCorpus::text)
                .sorted()
                .toList();
        List<String> expected = new ArrayList<>();
        example.expected()
                .path("alerts")
                .forEach(pair ->
                        expected.add(pair.path(0).asText() + " " + pair.path(1).asText()));
        assertThat(found).isEqualTo(expected.stream().sorted().toList());
    }

    private static String text(Alert alert) {
        return alert.kind() + " "
                + (alert.kind().equals(AlertKind.DAILY_LIMIT)
                        ? alert.period()
                        : alert.subject().id());
    }
}
