package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Card;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.dispute.CardDisputeCommand;
import io.counterfoil.payments.dispute.CardDisputeEvent;
import io.counterfoil.payments.dispute.CardDisputes;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Card sales through an acquirer, and their chargebacks. Not thread-safe. */
final class Cards {

    private final Office office;
    private final Bank bank;
    private final CardDisputes disputes;
    private final EventStore<String, CardDisputeEvent> store = EventStore.inMemory();
    private final Map<String, List<CardDispute.Piece>> collected = new HashMap<>();
    private final List<String> waiting = new ArrayList<>();

    Cards(Office office, Bank bank) {
        this.office = office;
        this.bank = bank;
        disputes = CardDisputes.standard(Month.ZONE, office.accounts());
    }

    /** Authorised and taken on the day of the sale. */
    void sale(Card card) {
        Instant now = Month.at(card.on(), 12);
        PaymentOrder order = PaymentOrder.builder()
                .id(card.id())
                .direction(Rail.Direction.DEBIT)
                .amount(Month.CAD.ofMinor(card.minor()))
                .payer("cardholder-" + card.id())
                .payee(card.client())
                .instrument(Instrument.card("tok_" + card.id(), "VISA", "4242"))
                .requestedOn(card.on())
                .endToEndId(card.id())
                .build();
        office.apply(office.card(), order.id(), PaymentCommand.submit(order, Month.MARIA, "order"), now);
        PaymentOrder.CardChecks checks = PaymentOrder.CardChecks.of(PaymentOrder.CardChecks.Entry.ECOMMERCE);
        office.apply(
                office.card(),
                order.id(),
                PaymentCommand.authorised("A" + card.id(), now.plusSeconds(604_800), checks, Month.ACQUIRER, "auth"),
                now);
        office.apply(office.card(), order.id(), PaymentCommand.capture(order.amount(), Month.MARIA, "capture"), now);
    }

    /** The acquirer's report: the sale is settled, its fee taken off; the deposit comes a day later. */
    void settled(Card card) {
        office.apply(
                office.card(),
                PaymentId.of(card.id()),
                PaymentCommand.settled(card.settledOn(), Month.ACQUIRER, "report-" + card.settledOn())
                        .fee(Month.CAD.ofMinor(card.fee())),
                Month.at(card.settledOn(), 16));
    }

    /** A chargeback comes in: the money is with the acquirer until it is decided. */
    void opened(CardDispute.Opening opening) {
        Instant now = Month.at(opening.openedOn(), 13);
        office.apply(
                office.card(),
                opening.payment(),
                PaymentCommand.disputed(
                        opening.amount(),
                        opening.code(),
                        Month.ACQUIRER,
                        opening.id().value()),
                now);
        String id = opening.id().value();
        act(id, CardDisputeCommand.open(opening, Month.ACQUIRER, "opened"), "CB-" + id, now);
        bank.chargeback("CB-" + id, -Amounts.minor(opening.amount()) - Plan.CHARGEBACK_FEE, opening.openedOn());
    }

    static CardDispute.Opening opening(String id, Card card, String code, int day, Optional<LocalDate> dueBy) {
        return CardDispute.Opening.builder()
                .id(id)
                .payment(card.id())
                .client(card.client())
                .network("VISA")
                .code(code)
                .amount(Month.CAD.ofMinor(card.minor()))
                .fee(Month.CAD.ofMinor(Plan.CHARGEBACK_FEE))
                .openedOn(Month.march(day))
                .dueBy(dueBy)
                .build();
    }

    /** A piece of evidence arrives. */
    void evidence(String id, CardDispute.EvidenceKind kind) {
        collected
                .computeIfAbsent(id, any -> new ArrayList<>())
                .add(CardDispute.Piece.of(kind, Sha256.of(id + " " + kind)));
    }

    /** Answers with everything that was collected, once nothing that is needed is missing. */
    boolean answer(String id, LocalDate day) {
        CardDispute dispute = disputes.fold(store.load(id));
        CardDispute.Checklist checklist = disputes.checklist(dispute, collected(id));
        if (!checklist.isComplete()) {
            waiting.add(
                    id + ", " + day + ", answer by " + dispute.deadline().orElseThrow() + ": " + checklist.sentence());
            return false;
        }
        CardDisputeCommand answer = CardDisputeCommand.represent(collected(id), Month.MARIA, "answer");
        store.apply(disputes, id, answer, Month.at(day, 13)).orThrow(); // refused after the deadline
        return true;
    }

    /** Why chargebacks were not answered on a day, in words. */
    List<String> waiting() {
        return List.copyOf(waiting);
    }

    private List<CardDispute.Piece> collected(String id) {
        return collected.getOrDefault(id, List.of());
    }

    /** The issuer gives in: the amount comes back. */
    void won(String id, LocalDate day) {
        Instant now = Month.at(day, 13);
        CardDispute dispute =
                act(id, CardDisputeCommand.issuerAccepts(day, Month.ACQUIRER, "decided"), "CB-" + id + "R", now);
        CardDispute.Opening opening = dispute.opening().orElseThrow();
        office.apply(office.card(), opening.payment(), PaymentCommand.disputeWon(Month.MARIA, "won-" + id), now);
        bank.chargeback("CB-" + id + "R", Amounts.minor(opening.amount()), day);
    }

    private CardDispute act(String id, CardDisputeCommand command, String group, Instant now) {
        Decision<CardDispute, CardDisputeEvent> decision =
                store.apply(disputes, id, command, now).orThrow();
        disputes.post(decision, office.ledger(), now).orThrow();
        disputes.journals(decision).forEach(journal -> office.name(journal, group));
        return decision.state();
    }

    /** Deadlines that come near. */
    void evening(LocalDate day) {
        Instant now = Month.at(day, 18);
        disputes().forEach(dispute -> disputes.alerts(dispute, now).forEach(office::raise));
    }

    List<CardDispute> disputes() {
        return store.all(disputes).toList();
    }

    /** What is there and what is missing for an answer. */
    CardDispute.Checklist checklist(CardDispute dispute) {
        return disputes.checklist(
                dispute, collected(dispute.opening().orElseThrow().id().value()));
    }

    /** Disputed money that is with the acquirer. */
    long held() {
        return disputes().stream()
                .filter(CardDispute::holdsMoney)
                .mapToLong(
                        dispute -> Amounts.minor(dispute.opening().orElseThrow().amount()))
                .sum();
    }

    /** Sales that the acquirer has not settled. */
    long unsettled() {
        return office.payments(office.card()).stream()
                .filter(payment -> payment.status() == PaymentStatus.CAPTURED)
                .mapToLong(payment -> Amounts.minor(payment.amount()))
                .sum();
    }

    /** How long clients wait for their money: collections two business days, a disputed sale until it is decided. */
    AvailableFunds.Hold hold() {
        Set<String> open = new TreeSet<>();
        for (Payment payment : office.payments(office.card())) {
            if (payment.isDisputeOpen()) {
                open.add(payment.id().value());
            }
        }
        AvailableFunds.Hold twoDays = AvailableFunds.Hold.businessDays(2, Month.CALENDAR);
        return new AvailableFunds.Hold() {
            @Override
            public Optional<LocalDate> lastDay(LedgerEntry credit) {
                if (open.contains(credit.attributes().getOrDefault(AvailableFunds.PAYMENT, ""))) {
                    return Optional.of(LocalDate.MAX);
                }
                return "due".equals(credit.attributes().get("event")) ? twoDays.lastDay(credit) : Optional.empty();
            }

            @Override
            public String description() {
                return "collections are held for 2 business days, disputed sales until they are decided";
            }
        };
    }
}
