package io.counterfoil.collections.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.proposal.PaymentProposal.Agreement;
import io.counterfoil.collections.proposal.PaymentProposal.Life;
import io.counterfoil.collections.proposal.PaymentProposal.Offer;
import io.counterfoil.collections.proposal.PaymentProposal.ProposalId;
import io.counterfoil.collections.proposal.PaymentProposals.ProposalCommand;
import io.counterfoil.collections.proposal.PaymentProposals.ProposalEvent;
import io.counterfoil.collections.proposal.PaymentProposals.Refused;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentProposalsTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final BusinessCalendar ENGLAND = BusinessCalendar.Rails.englandAndWales();
    private static final Actor ANA = Actor.host("ana");
    private static final Instant NOW = Instant.parse("2027-03-01T23:30:00Z");
    private static final Instant END = Instant.parse("2027-03-05T12:00:00Z");
    private static final PaymentProposals MACHINE = PaymentProposals.in(ZoneId.of("Europe/Paris"));

    private static ExpectedTransfer transfer() {
        return ExpectedTransfer.builder()
                .reference("INV1PAY")
                .party("acme")
                .item("INV-1")
                .amount(GBP.of("300.00"))
                .payBy(LocalDate.of(2027, 3, 12), ENGLAND)
                .build();
    }

    private static PaymentProposal.Builder proposal() {
        return PaymentProposal.builder()
                .id("P")
                .party("acme")
                .item("INV-1")
                .expiresAt(END)
                .offer(Offer.link("now", GBP.of("300.00"), "https://pay.example/l/3", LocalDate.of(2027, 3, 6)))
                .offer(Offer.transfer("bacs", transfer()))
                .offer(Offer.partAndPromise(
                        "two",
                        GBP.of("100.00"),
                        LocalDate.of(2027, 3, 12),
                        GBP.of("200.00"),
                        LocalDate.of(2027, 3, 31)))
                .offer(Offer.plan(
                        "plan",
                        PaymentPlan.builder()
                                .id("P/plan")
                                .party("acme")
                                .item("INV-1")
                                .instalments(GBP.of("300.00"), 3, Recurrence.Unit.MONTH, LocalDate.of(2027, 3, 31))
                                .build()));
    }

    private static Agreement taken(String offer) {
        EventStore<ProposalId, ProposalEvent> store = EventStore.inMemory();
        store.apply(MACHINE, ProposalId.of("P"), ProposalCommand.make(proposal().build(), ANA, "k1"), NOW)
                .orThrow();
        PaymentProposal accepted = store.apply(
                        MACHINE, ProposalId.of("P"), ProposalCommand.accept(offer, ANA, "k2"), NOW)
                .orThrow()
                .state();
        assertThat(accepted.status()).isEqualTo(Life.ACCEPTED);
        assertThat(accepted.agreement().orElseThrow().offer()).isEqualTo(offer);
        return accepted.agreement().orElseThrow();
    }

    @Test
    @DisplayName("COL-47 the offer that is taken becomes a promise, two promises, a plan or an expected transfer")
    void becomes() {
        Agreement link = taken("now");
        PromiseToPay promise = link.promises().get(0);
        assertThat(link.promises()).hasSize(1);
        assertThat(promise.amount()).isEqualTo(GBP.of("300.00"));
        assertThat(promise.due()).isEqualTo(LocalDate.of(2027, 3, 6));
        assertThat(promise.terms().madeOn()).as("already the next day in Paris").isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(promise.items()).containsExactly(OpenItemId.of("INV-1"));
        Agreement two = taken("two");
        assertThat(two.promises())
                .extracting(part -> part.id() + " " + Amounts.plain(part.amount()) + " " + part.due())
                .containsExactly("P/two/first 100.00 2027-03-12", "P/two/rest 200.00 2027-03-31");
        assertThat(taken("plan").plan().orElseThrow().instalments()).hasSize(3);
        ExpectedTransfer transfer = taken("bacs").transfer().orElseThrow();
        assertThat(transfer.confirmedAt()).contains(NOW);
        assertThat(taken("bacs").promises()).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-47 nothing is taken after the proposal expired, nothing that was not offered, and one offer at most")
    void refuses() {
        EventStore<ProposalId, ProposalEvent> store = EventStore.inMemory();
        ProposalId id = ProposalId.of("P");
        store.apply(MACHINE, id, ProposalCommand.make(proposal().build(), ANA, "k1"), NOW)
                .orThrow();
        assertThat(code(store, ProposalCommand.accept("cheque", ANA, "k2"), NOW))
                .isEqualTo(Refused.UNKNOWN_OFFER);
        assertThat(code(store, ProposalCommand.accept("now", ANA, "k3"), END)).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        assertThat(code(store, ProposalCommand.expire("k4"), END.minusSeconds(1)))
                .isEqualTo(Lifecycle.Reason.GUARD_FAILED);
        PaymentProposal open = store.all(MACHINE).findFirst().orElseThrow();
        assertThat(MACHINE.due(open, END.minusSeconds(1))).isEmpty();
        PaymentProposal expired = store.apply(
                        MACHINE, id, MACHINE.due(open, END).orElseThrow(), END)
                .orThrow()
                .state();
        assertThat(expired.status()).isEqualTo(Life.EXPIRED);
        assertThat(expired.agreement()).isEmpty();
        assertThat(MACHINE.due(expired, END)).isEmpty();
        assertThat(code(store, ProposalCommand.decline("no", ANA, "k5"), END))
                .isEqualTo(Lifecycle.Reason.TERMINAL_STATE);
        assertThat(made(PaymentProposal.builder().id("P").party("a").expiresAt(END)))
                .isEqualTo(Refused.NO_OFFER);
        assertThat(made(proposal().offer(Offer.link("now", GBP.of("1.00"), "x", LocalDate.of(2027, 3, 6)))))
                .isEqualTo(Refused.DUPLICATE_OFFER);
        assertThat(made(proposal().offer(Offer.link("free", GBP.of("0.00"), "x", LocalDate.of(2027, 3, 6)))))
                .isEqualTo(Refused.OFFER_AMOUNT);
        assertThat(made(proposal().expiresAt(NOW))).isEqualTo(Refused.PROPOSAL_EXPIRED);
        assertThat(made(proposal().expiresAt(NOW.plusSeconds(1)))).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> ProposalId.of(""));
        assertThatIllegalStateException().isThrownBy(() -> MACHINE.initial().terms());
    }

    private static Code code(EventStore<ProposalId, ProposalEvent> store, ProposalCommand command, Instant at) {
        return store.apply(MACHINE, ProposalId.of("P"), command, at)
                .refusal()
                .orElseThrow()
                .code();
    }

    private static Code made(PaymentProposal.Builder proposal) {
        EventStore<ProposalId, ProposalEvent> store = EventStore.inMemory();
        return store.apply(MACHINE, ProposalId.of("P"), ProposalCommand.make(proposal.build(), ANA, "k"), NOW)
                .refusal()
                .map(refusal -> refusal.code())
                .orElse(null);
    }

    @Test
    @DisplayName("COL-47 a proposal may be declined or withdrawn, and says its offers")
    void ends() {
        for (ProposalCommand end :
                List.of(ProposalCommand.decline("too much", ANA, "k2"), ProposalCommand.withdraw("error", ANA, "k2"))) {
            EventStore<ProposalId, ProposalEvent> store = EventStore.inMemory();
            store.apply(
                            MACHINE,
                            ProposalId.of("P"),
                            ProposalCommand.make(proposal().build(), ANA, "k1"),
                            NOW)
                    .orThrow();
            assertThat(store.apply(MACHINE, ProposalId.of("P"), end, NOW)
                            .orThrow()
                            .state()
                            .status()
                            .name())
                    .isIn("DECLINED", "WITHDRAWN");
            assertThat(store.apply(MACHINE, ProposalId.of("P"), end, NOW)
                            .outcome()
                            .name())
                    .isEqualTo("REPLAYED");
        }
        assertThat(proposal().build().sentences())
                .containsExactly(
                        "now: 300.00 GBP by link until 2027-03-06",
                        "bacs: 300.00 GBP by transfer until 2027-03-12 under INV1PAY",
                        "two: 300.00 GBP, 100.00 until 2027-03-12 and the rest until 2027-03-31",
                        "plan: 300.00 GBP in 3 instalments");
        assertThat(proposal().build())
                .hasToString("proposal P of 4 offers to acme, open until 2027-03-05T12:00:00Z, OPEN");
        assertThat(proposal().build())
                .isEqualTo(PaymentProposal.builder()
                        .id("P")
                        .party("acme")
                        .item("INV-1")
                        .expiresAt(END)
                        .offer(proposal().build().terms().offers().get(0))
                        .offer(proposal().build().terms().offers().get(1))
                        .offer(proposal().build().terms().offers().get(2))
                        .offer(proposal().build().terms().offers().get(3))
                        .build())
                .isNotEqualTo(MACHINE.initial());
        assertThat(MACHINE.initial()).hasToString("proposal NOT_MADE");
        assertThat(MACHINE.lifecycle().toMermaid()).contains("OPEN --> ACCEPTED: accept");
    }

    @Test
    @DisplayName(
            "COL-63 a Bacs transfer is money on its way only once it is confirmed, until three business days after its last day")
    void transfers() {
        ExpectedTransfer transfer = transfer();
        AsOf before = new AsOf(LocalDate.of(2027, 3, 10), NOW);
        assertThat(transfer.inFlightThrough(before)).as("not confirmed").isEmpty();
        ExpectedTransfer confirmed = transfer.confirmed(NOW);
        assertThat(confirmed.inFlightThrough(before)).contains(LocalDate.of(2027, 3, 17));
        assertThat(confirmed.inFlightThrough(new AsOf(LocalDate.of(2027, 3, 17), NOW)))
                .isPresent();
        assertThat(confirmed.inFlightThrough(new AsOf(LocalDate.of(2027, 3, 18), NOW)))
                .isEmpty();
        assertThat(confirmed.inFlightThrough(new AsOf(LocalDate.of(2027, 3, 10), NOW.minusSeconds(1))))
                .as("not yet known")
                .isEmpty();
        assertThat(confirmed.isOverdue(new AsOf(LocalDate.of(2027, 3, 17), NOW)))
                .isFalse();
        assertThat(confirmed.isOverdue(new AsOf(LocalDate.of(2027, 3, 18), NOW)))
                .isTrue();
        assertThat(confirmed.toItem().references()).containsExactly("INV1PAY");
        assertThat(confirmed.toItem().amount()).isEqualTo(GBP.of("300.00"));
        assertThat(ExpectedTransfer.check(List.of(transfer, transfer))).isEmpty();
        assertThat(ExpectedTransfer.check(List.of(transfer, transfer.confirmed(NOW)))
                        .get(0)
                        .code())
                .isEqualTo(ExpectedTransfer.Fault.REFERENCE_TAKEN);
        assertThat(ExpectedTransfer.referenceOf("inv-2027/0012")).isEqualTo("INV20270012");
        assertThat(ExpectedTransfer.referenceOf("A123456789012345678901"))
                .hasSize(18)
                .endsWith("901");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedTransfer.builder()
                        .from(transfer)
                        .reference("inv 1")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedTransfer.builder()
                        .from(transfer)
                        .reference("ABC")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedTransfer.builder()
                        .from(transfer)
                        .amount(GBP.zero())
                        .build());
    }
}
