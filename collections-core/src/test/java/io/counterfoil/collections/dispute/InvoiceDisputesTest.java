package io.counterfoil.collections.dispute;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.collections.dispute.InvoiceDispute.DisputeId;
import io.counterfoil.collections.dispute.InvoiceDispute.Reason;
import io.counterfoil.collections.dispute.InvoiceDispute.Status;
import io.counterfoil.collections.dispute.InvoiceDisputes.DisputeCommand;
import io.counterfoil.collections.dispute.InvoiceDisputes.DisputeEvent;
import io.counterfoil.collections.dispute.InvoiceDisputes.Refused;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InvoiceDisputesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor ANA = Actor.host("ana");
    private static final Instant T0 = Instant.parse("2027-03-01T09:00:00Z");
    private static final InvoiceDisputes MACHINE = InvoiceDisputes.of(
            BusinessHours.in(ZoneOffset.UTC).weekdays("09:00-17:00").build(), Duration.ofHours(16));

    private static InvoiceDispute.Builder dispute(String id, String amount) {
        return InvoiceDispute.builder()
                .id(id)
                .party("acme")
                .item("I1")
                .amount(GBP.of(amount))
                .reason(Reason.PRICING)
                .raisedOn(LocalDate.of(2027, 3, 1));
    }

    private final EventStore<DisputeId, DisputeEvent> store = EventStore.inMemory();

    private Decision<InvoiceDispute, DisputeEvent> apply(DisputeCommand command, int hours) {
        return store.apply(MACHINE, DisputeId.of("D"), command, T0.plus(Duration.ofHours(hours)));
    }

    private InvoiceDispute raised() {
        return apply(
                        DisputeCommand.raise(
                                dispute("D", "80.00")
                                        .note("card 4111111111111111")
                                        .build(),
                                GBP.of("200.00"),
                                ANA,
                                "k0"),
                        0)
                .orThrow()
                .state();
    }

    @Test
    @DisplayName(
            "COL-48 only the disputed part stops; later it is at most what is open; a resolved dispute stops nothing")
    void stopsItsPart() {
        InvoiceDispute dispute = dispute("D", "80.00").build();
        assertThat(dispute.collectable(GBP.of("200.00"))).isEqualTo(GBP.of("120.00"));
        assertThat(dispute.disputed(GBP.of("50.00"))).isEqualTo(GBP.of("50.00"));
        assertThat(dispute.collectable(GBP.of("50.00"))).isEqualTo(GBP.zero());
        assertThat(dispute.disputed(GBP.zero())).isEqualTo(GBP.zero());
        assertThat(dispute.disputed(Amounts.in("EUR").of("50.00")))
                .isEqualTo(Amounts.in("EUR").zero());
        InvoiceDisputes.Standing standing = MACHINE.assess(
                GBP.of("100.00"), List.of(dispute, dispute("E", "80.00").build()));
        assertThat(standing.parts())
                .isEqualTo(Map.of(DisputeId.of("D"), GBP.of("80.00"), DisputeId.of("E"), GBP.of("20.00")));
        assertThat(standing.disputed()).isEqualTo(GBP.of("100.00"));
        assertThat(standing.collectable()).isEqualTo(GBP.zero());
        assertThat(MACHINE.assess(GBP.of("10.00"), List.of()).collectable()).isEqualTo(GBP.of("10.00"));
    }

    @Test
    @DisplayName("COL-48 raising more than is open and undisputed is refused, with codes for every fault")
    void refusesExcess() {
        assertThat(refusal("80.00", "79.99")).isEqualTo(Refused.DISPUTE_EXCEEDS);
        assertThat(refusal("80.00", "80.00")).isNull();
        assertThat(refusal("0.00", "80.00")).isEqualTo(Refused.DISPUTE_AMOUNT);
        assertThat(store.apply(
                                MACHINE,
                                DisputeId.of("X"),
                                DisputeCommand.raise(
                                        dispute("X", "1.00").build(),
                                        Amounts.in("EUR").of("1.00"),
                                        ANA,
                                        "k"),
                                T0)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Refused.DISPUTE_CURRENCY);
        assertThatIllegalArgumentException().isThrownBy(() -> DisputeId.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> DisputeCommand.assign(" ", ANA, "k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InvoiceDisputes.of(BusinessHours.always(ZoneOffset.UTC), Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(() -> MACHINE.initial().terms());
    }

    private static Code refusal(String amount, String undisputed) {
        EventStore<DisputeId, DisputeEvent> fresh = EventStore.inMemory();
        return fresh.apply(
                        MACHINE,
                        DisputeId.of("D"),
                        DisputeCommand.raise(dispute("D", amount).build(), GBP.of(undisputed), ANA, "k"),
                        T0)
                .refusal()
                .map(refusal -> refusal.code())
                .orElse(null);
    }

    @Test
    @DisplayName(
            "COL-48 a dispute is assigned, asked about, answered and resolved; valid needs what settles it; the note is redacted")
    void lives() {
        InvoiceDispute dispute = raised();
        assertThat(dispute.status()).isEqualTo(Status.OPEN);
        assertThat(dispute.terms().note()).doesNotContain("4111111111111111");
        assertThat(apply(DisputeCommand.resolveInvalid("no", ANA, "k1"), 1)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        dispute = apply(DisputeCommand.assign("bo", ANA, "k2"), 1).orThrow().state();
        assertThat(dispute.owner()).contains("bo");
        apply(DisputeCommand.assign("cy", ANA, "k3"), 1).orThrow();
        apply(DisputeCommand.askCustomer("which line?", ANA, "k4"), 2).orThrow();
        dispute = apply(DisputeCommand.answer("line 3", ANA, "k5"), 3).orThrow().state();
        assertThat(dispute.owner()).contains("cy");
        dispute = apply(DisputeCommand.link(SubjectRef.of("ticket", "T-7"), ANA, "k6"), 3)
                .orThrow()
                .state();
        assertThat(dispute.ticket()).contains(SubjectRef.of("ticket", "T-7"));
        assertThat(dispute.status()).isEqualTo(Status.ASSIGNED);
        assertThat(apply(DisputeCommand.resolveValid(" ", ANA, "k7"), 4)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        dispute = apply(DisputeCommand.resolveValid("CN-12", ANA, "k8"), 4)
                .orThrow()
                .state();
        assertThat(dispute.status()).isEqualTo(Status.RESOLVED_VALID);
        assertThat(dispute.settledBy()).contains("CN-12");
        assertThat(dispute.disputed(GBP.of("200.00"))).isEqualTo(GBP.zero());
        assertThat(dispute.resumedOn(lately("2027-04-01"))).isEmpty();
        assertThat(apply(DisputeCommand.withdraw("x", ANA, "k9"), 5)
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        assertThat(dispute.disputed(GBP.of("200.00"), new AsOf(LocalDate.of(2027, 3, 1), T0.plusSeconds(60))))
                .as("as it was known then")
                .isEqualTo(GBP.of("80.00"));
        assertThat(dispute.disputed(GBP.of("200.00"), new AsOf(LocalDate.of(2027, 2, 28), T0)))
                .isEqualTo(GBP.zero());
        assertThat(apply(DisputeCommand.resolveValid("CN-12", ANA, "k8"), 9)
                        .outcome()
                        .name())
                .isEqualTo("REPLAYED");
    }

    @Test
    @DisplayName("COL-48 an unfounded dispute lets the chase go on from its day; a withdrawn or escalated one says so")
    void resumes() {
        raised();
        apply(DisputeCommand.escalate("large", ANA, "k1"), 1).orThrow();
        assertThat(apply(DisputeCommand.resolveInvalid("x", ANA, "k2"), 1).refusal())
                .isPresent();
        apply(DisputeCommand.assign("bo", Actor.reviewer("lead"), "k3"), 2).orThrow();
        InvoiceDispute dispute = apply(DisputeCommand.resolveInvalid("price agreed", ANA, "k4"), 26)
                .orThrow()
                .state();
        assertThat(dispute.resumedOn(lately("2027-03-02"))).contains(LocalDate.of(2027, 3, 2));
        assertThat(dispute.resumedOn(lately("2027-03-01"))).isEmpty();
        assertThat(dispute.resumedOn(new AsOf(LocalDate.of(2027, 3, 9), T0)))
                .as("not known then")
                .isEmpty();
        assertThat(dispute.sentence())
                .isEqualTo("80.00 GBP of I1 disputed since 2027-03-01 (DISPUTE.PRICING), resolved invalid");
        assertThat(dispute).hasToString("dispute D of 80.00 GBP on I1 (DISPUTE.PRICING), RESOLVED_INVALID");
        assertThat(MACHINE.initial()).hasToString("dispute NOT_RAISED");
        assertThat(MACHINE.lifecycle().toMermaid())
                .contains("PENDING_CUSTOMER --> ASSIGNED: answer")
                .contains("OPEN --> WITHDRAWN: withdraw");
    }

    @Test
    @DisplayName(
            "COL-48 the clock runs in business hours, stands while the customer is asked, and escalates when its time is over")
    void clocks() {
        InvoiceDispute dispute = raised();
        InvoiceDisputes.Clock start = MACHINE.clock(dispute, T0);
        assertThat(start.taken()).isZero();
        assertThat(start.due()).contains(Instant.parse("2027-03-02T17:00:00Z"));
        apply(DisputeCommand.assign("bo", ANA, "k1"), 2).orThrow();
        dispute = apply(DisputeCommand.askCustomer("?", ANA, "k2"), 4).orThrow().state();
        InvoiceDisputes.Clock waiting = MACHINE.clock(dispute, T0.plus(Duration.ofHours(30)));
        assertThat(waiting.taken()).isEqualTo(Duration.ofHours(4));
        assertThat(waiting.isRunning()).isFalse();
        assertThat(waiting.due()).isEmpty();
        dispute = apply(DisputeCommand.answer("!", ANA, "k3"), 24).orThrow().state();
        InvoiceDisputes.Clock running = MACHINE.clock(dispute, T0.plus(Duration.ofHours(24)));
        assertThat(running.left()).isEqualTo(Duration.ofHours(12));
        assertThat(running.due()).contains(Instant.parse("2027-03-03T13:00:00Z"));
        assertThat(MACHINE.due(dispute, Instant.parse("2027-03-03T13:00:00Z")))
                .as("to the last second")
                .isEmpty();
        DisputeCommand late =
                MACHINE.due(dispute, Instant.parse("2027-03-03T13:00:01Z")).orElseThrow();
        dispute = store.apply(MACHINE, DisputeId.of("D"), late, Instant.parse("2027-03-03T13:00:01Z"))
                .orThrow()
                .state();
        assertThat(dispute.status()).isEqualTo(Status.ESCALATED);
        assertThat(MACHINE.due(dispute, Instant.parse("2027-03-09T13:00:00Z")))
                .as("once")
                .isEmpty();
        assertThat(MACHINE.clock(dispute, Instant.parse("2027-03-03T14:00:00Z")).isPast())
                .isTrue();
    }

    @Test
    @DisplayName("COL-48 reasons are a subset of X12 426 and codes of the host's own")
    void reasons() {
        assertThat(Reason.ofX12("44")).contains(Reason.DOCUMENTS_MISSING);
        assertThat(Reason.ofX12("99")).isEmpty();
        assertThat(Reason.host("H_LATE_DELIVERY").id()).isEqualTo("H_LATE_DELIVERY");
        assertThatIllegalArgumentException().isThrownBy(() -> Reason.host("LATE"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reason.host("H_late"));
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-48 the reasons are those of the facts")
    void agreesWithTheFacts() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("collections")
                        .resolve("../../facts/collections_dispute_reasons.json")
                        .normalize()
                        .toFile());
        assertThat(facts.path("reasons")).hasSize(Reason.values().length);
        facts.path("reasons")
                .forEach(row -> assertThat(
                                Reason.valueOf(row.path("code").asText()).x12())
                        .isEqualTo(row.path("x12").asText()));
    }
}
