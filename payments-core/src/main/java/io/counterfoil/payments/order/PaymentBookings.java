package io.counterfoil.payments.order;

import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * What the events of a payment do to the ledger (payments specification 4.4), found by walking them from the first: what is pending, in flight, settled and held
 * decides what an event moves, so that the same rule serves every rail.
 */
final class PaymentBookings {

    private final Payments payments;

    PaymentBookings(Payments payments) {
        this.payments = payments;
    }

    List<String> missingAccounts(PaymentOrder order) {
        return new PaymentAccounts(payments, order).missing();
    }

    /** Everything that the payment's events do, in order. */
    List<Booking> of(Payment payment) {
        List<Booking> done = new ArrayList<>();
        walk(payment, done);
        return done;
    }

    /** Where the payment's money stands after its events. */
    Position position(Payment payment) {
        return walk(payment, new ArrayList<>());
    }

    private Position walk(Payment payment, List<Booking> done) {
        Position position = new Position();
        Payment at = payments.initial();
        int number = 0;
        for (PaymentEvent event : payment.events()) {
            Payment before = at;
            at = payments.evolve(at, event);
            new Step(event, at, number, position, done).take(before);
            number++;
        }
        return position;
    }

    /** A pending journal, and what is left of it. */
    private static final class Pend {
        private final JournalId id;
        private long left;

        private Pend(JournalId id, long left) {
            this.id = id;
            this.left = left;
        }
    }

    /** Where the money stands, in minor units. */
    static final class Position {
        private final List<Pend> pends = new ArrayList<>();
        private long inflight;
        private long settled;
        private long held;
        private long shortfall;
        private long forgiven;

        long pending() {
            return pends.stream().mapToLong(pend -> pend.left).sum();
        }

        long inflight() {
            return inflight;
        }

        long settled() {
            return settled;
        }

        long held() {
            return held;
        }
    }

    /** One event of the walk: what it does from where the money stands. */
    private final class Step {

        private final PaymentEvent event;
        private final Payment after;
        private final PaymentOrder order;
        private final int number;
        private final Position position;
        private final List<Booking> done;
        private final PaymentAccounts accounts;

        private Step(PaymentEvent event, Payment after, int number, Position position, List<Booking> done) {
            this.event = event;
            this.after = after;
            this.order = after.order();
            this.number = number;
            this.position = position;
            this.done = done;
            this.accounts = new PaymentAccounts(payments, order);
        }

        private void take(Payment before) {
            if (payments.rules().rail() == Rail.CARD) {
                card();
            } else {
                transfer(before);
            }
        }

        private boolean isDebit() {
            return order.direction() == Rail.Direction.DEBIT;
        }

        // ── transfers: everything but cards ──

        private void transfer(Payment before) {
            Kind kind = event.kind();
            if (kind == Kind.ADMIT || kind == Kind.APPROVE || kind == Kind.SCHEDULE) {
                boolean isDeposit = after.status() == PaymentStatus.DEPOSITED;
                boolean approved = !isDebit() && kind != Kind.SCHEDULE;
                if (isDeposit || approved) {
                    reserve("", Amounts.minor(order.amount()));
                }
            } else if (Payment.RETRIES.contains(kind)) {
                reserve(isDebit() ? "" : ":pend", Amounts.minor(order.amount()));
                if (!isDebit()) {
                    commit("");
                }
            } else if (Payment.isHandover(event)) {
                if (isDebit()) {
                    reserve("", Amounts.minor(order.amount()));
                } else {
                    commit("");
                }
            } else {
                answer(before, kind);
            }
        }

        private void answer(Payment before, Kind kind) {
            switch (kind) {
                case CANCEL, DECLINE, EDIT -> release("");
                case SETTLE, DUE, ENTER, CREDITED, CLEAR, RECALL_REFUSED -> settle();
                case REJECT, REJECTED, NACK, FILE_REJECTED, ITEM_REJECTED, REFUSE -> undo(accounts.client());
                case RETURN, UNPAID, CLAIM, REVERSE, RECALL_ACCEPTED, ANSWER_POSITIVE -> undo(accounts.client());
                case REFUND -> undo(accounts.client());
                case RECALL -> {
                    if (payments.rules().rail() == Rail.EFT_CA) {
                        undo(accounts.client());
                    }
                }
                case DEBIT, CHALLENGE_LOST ->
                    undo(accounts.bearer(payments.rules().lossBorneBy()));
                case DISHONOUR ->
                    redo(minorOf(before.lastReturn().flatMap(Fact::amount).or(() -> Optional.of(before.amount()))));
                case CONTEST ->
                    undo(
                            accounts.client(),
                            event.fact().amount().or(() -> before.lastReturn().flatMap(Fact::amount)));
                case DISPUTE, DISPUTE_WON, DISPUTE_LOST -> dispute(kind);
                default -> {}
            }
        }

        /** Money promised: on its way to the client, or set aside of it. */
        private void reserve(String suffix, long minor) {
            Journal journal = journal(suffix).with(towards(accounts.inflight(), accounts.client(), minor));
            done.add(new Booking(LedgerStep.pend(journal), number, isDebit()));
            position.pends.add(new Pend(journal.id(), minor));
        }

        /** What was promised is in flight. */
        private void commit(String suffix) {
            int count = 0;
            for (Pend pend : position.pends) {
                if (pend.left > 0) {
                    String own = count++ == 0 ? suffix : suffix + ":" + count;
                    Journal journal = journal(own).with(towards(accounts.inflight(), accounts.client(), pend.left));
                    done.add(new Booking(LedgerStep.postPart(journal, pend.id), number, true));
                    position.inflight = Math.addExact(position.inflight, pend.left);
                    pend.left = 0;
                }
            }
        }

        private void release(String suffix) {
            int count = 0;
            for (Pend pend : position.pends) {
                if (pend.left > 0) {
                    String own = count++ == 0 ? suffix : suffix + ":" + count;
                    Journal journal = journal(own).with(towards(accounts.inflight(), accounts.client(), pend.left));
                    done.add(new Booking(LedgerStep.release(journal, pend.id), number, true));
                    pend.left = 0;
                }
            }
        }

        /** In flight no more: at the bank, less what the bank kept. */
        private void settle() {
            commit(":release");
            long gross = position.inflight;
            if (gross == 0) {
                return;
            }
            long fee = minorOf(event.fact().fee());
            Journal journal = journal("");
            if (isDebit()) {
                journal = leg(journal, Journal.Side.DEBIT, accounts.cash(), Math.subtractExact(gross, fee));
                journal = leg(journal, Journal.Side.DEBIT, accounts.fees(), fee);
                journal = leg(journal, Journal.Side.CREDIT, accounts.inflight(), gross);
            } else {
                journal = leg(journal, Journal.Side.DEBIT, accounts.inflight(), gross);
                journal = leg(journal, Journal.Side.DEBIT, accounts.fees(), fee);
                journal = leg(journal, Journal.Side.CREDIT, accounts.cash(), Math.addExact(gross, fee));
            }
            post(journal);
            position.settled = Math.addExact(position.settled, gross);
            position.inflight = 0;
        }

        /** Back to where it came from: a promise is dropped, what is in flight or settled is booked back. */
        private void undo(AccountId bearer) {
            undo(bearer, event.fact().amount());
        }

        private void undo(AccountId bearer, Optional<MonetaryAmount> amount) {
            boolean gone = position.settled > 0 || position.inflight > 0;
            if (!gone) {
                release("");
            } else if (isDebit()) {
                undoDebit(bearer, amount);
            } else {
                undoCredit(amount);
            }
            long fee = minorOf(event.fact().fee());
            if (fee > 0) {
                AccountId payer = accounts.bearer(payments.rules().returnFeeBorneBy());
                post(leg(
                        leg(journal(":fee"), Journal.Side.DEBIT, payer, fee),
                        Journal.Side.CREDIT,
                        accounts.cash(),
                        fee));
            }
        }

        private void undoDebit(AccountId bearer, Optional<MonetaryAmount> amount) {
            boolean settled = position.settled > 0;
            long all = settled ? position.settled : position.inflight;
            long back = Math.min(all, amount.map(Amounts::minor).orElse(all));
            AccountId from = settled ? accounts.cash() : accounts.inflight();
            post(leg(leg(journal(""), Journal.Side.DEBIT, bearer, back), Journal.Side.CREDIT, from, back));
            position.settled = settled ? all - back : 0;
            position.inflight = settled ? position.inflight : all - back;
        }

        /**
         * The client gets what came back, and the rest where it is within the tolerance; money that was still in flight in the books left the bank and came back,
         * which leaves no more than the shortfall in cash.
         */
        private void undoCredit(Optional<MonetaryAmount> amount) {
            boolean settled = position.settled > 0;
            long sent = settled ? position.settled : position.inflight;
            long received = amount.map(Amounts::minor).orElse(sent);
            long shortBy = Math.max(0, sent - received);
            long forgiven = shortBy > 0 && shortBy <= tolerance() ? shortBy : 0;
            Journal journal = journal("");
            if (settled) {
                journal = leg(journal, Journal.Side.DEBIT, accounts.cash(), received);
            } else {
                journal = leg(journal, Journal.Side.DEBIT, accounts.inflight(), sent);
                journal = leg(journal, Journal.Side.CREDIT, accounts.cash(), sent - received);
            }
            journal = leg(journal, Journal.Side.DEBIT, accounts.fees(), forgiven);
            journal = leg(journal, Journal.Side.CREDIT, accounts.client(), Math.addExact(received, forgiven));
            post(journal);
            position.settled = 0;
            position.inflight = 0;
            position.shortfall = shortBy;
            position.forgiven = forgiven;
        }

        private long tolerance() {
            return PaymentAlerts.tolerance(payments.rules(), order.amount().getCurrency());
        }

        /** The return was sent back: the money is where it was before it, with what was kept of it or made good to the client. */
        private void redo(long minor) {
            Journal journal = journal("");
            if (isDebit()) {
                journal = leg(journal, Journal.Side.DEBIT, accounts.cash(), minor);
                journal = leg(journal, Journal.Side.CREDIT, accounts.client(), minor);
            } else {
                journal = leg(journal, Journal.Side.DEBIT, accounts.client(), Math.addExact(minor, position.forgiven));
                journal = leg(journal, Journal.Side.CREDIT, accounts.cash(), minor);
                journal = leg(journal, Journal.Side.CREDIT, accounts.fees(), position.forgiven);
            }
            post(journal);
            position.settled = Math.addExact(position.settled, Math.addExact(minor, position.shortfall));
            position.shortfall = 0;
            position.forgiven = 0;
        }

        // ── cards ──

        private void card() {
            switch (event.kind()) {
                case APPROVED, INCREMENT_AUTH -> reserve("", factMinor());
                case CAPTURE -> capture();
                case CAPTURE_FULL -> {
                    capture();
                    release(":rest");
                }
                case RELEASE_REST, VOID, EXPIRE -> release("");
                case SETTLE -> settle();
                case REFUND, REFUND_FULL -> refund();
                case DISPUTE,
                        DISPUTE_WON,
                        DISPUTE_WON_AFTER_REFUND,
                        DISPUTE_WON_AFTER_FULL_REFUND,
                        DISPUTE_LOST,
                        DISPUTE_LOST_PART -> dispute(event.kind());
                default -> {}
            }
        }

        /** Out of what is authorised, the oldest first; what goes beyond it is booked on top. */
        private void capture() {
            long left = factMinor();
            int count = 0;
            for (Pend pend : position.pends) {
                long part = Math.min(left, pend.left);
                if (part > 0) {
                    Journal journal = journal(count++ == 0 ? "" : ":" + count)
                            .with(towards(accounts.inflight(), accounts.client(), part));
                    done.add(new Booking(LedgerStep.postPart(journal, pend.id), number, true));
                    pend.left -= part;
                    left -= part;
                }
            }
            if (left > 0) {
                post(journal(count == 0 ? "" : ":over").with(towards(accounts.inflight(), accounts.client(), left)));
            }
            position.inflight = Math.addExact(position.inflight, factMinor());
        }

        private void refund() {
            Journal journal = leg(
                    leg(journal(""), Journal.Side.DEBIT, accounts.client(), factMinor()),
                    Journal.Side.CREDIT,
                    accounts.inflight(),
                    factMinor());
            done.add(new Booking(LedgerStep.post(journal), number, false));
        }

        private void dispute(Kind kind) {
            if (payments.rules().disputesBookedApart()) {
                return;
            }
            AccountId source = payments.rules().disputesTakenFrom() == AccountMap.Role.Core.INFLIGHT
                    ? accounts.inflight()
                    : accounts.cash();
            switch (kind) {
                case DISPUTE -> {
                    long minor = factMinor();
                    post(leg(
                            leg(journal(""), Journal.Side.DEBIT, accounts.held(), minor),
                            Journal.Side.CREDIT,
                            source,
                            minor));
                    fee();
                    position.held = Math.addExact(position.held, minor);
                }
                case DISPUTE_LOST, DISPUTE_LOST_PART -> lose();
                default -> {
                    post(leg(
                            leg(journal(""), Journal.Side.DEBIT, accounts.cash(), position.held),
                            Journal.Side.CREDIT,
                            accounts.held(),
                            position.held));
                    position.held = 0;
                }
            }
        }

        /** What was held is lost; what was held beyond the loss comes back. */
        private void lose() {
            long lost = event.fact().amount().map(Amounts::minor).orElse(position.held);
            AccountId bearer = accounts.bearer(payments.rules().lossBorneBy());
            Journal journal = leg(journal(""), Journal.Side.DEBIT, bearer, lost);
            journal = leg(journal, Journal.Side.DEBIT, accounts.cash(), position.held - lost);
            post(leg(journal, Journal.Side.CREDIT, accounts.held(), position.held));
            position.held = 0;
        }

        private void fee() {
            long fee = minorOf(event.fact().fee());
            if (fee > 0) {
                post(leg(
                        leg(journal(":fee"), Journal.Side.DEBIT, accounts.fees(), fee),
                        Journal.Side.CREDIT,
                        accounts.cash(),
                        fee));
            }
        }

        // ── journals ──

        private void post(Journal journal) {
            done.add(new Booking(LedgerStep.post(journal), number, true));
        }

        /** {@code paymentId:event:reference}, booked on the day it was recorded, of value on the day it happened. */
        private Journal journal(String suffix) {
            Fact fact = event.fact();
            LocalDate booked = payments.today(event.stamp().at());
            boolean moves = !Payment.isHandover(event) && event.kind() != Kind.ADMIT;
            Journal journal = Journal.of(order.id() + ":" + event.eventName() + ":"
                            + event.stamp().key() + suffix)
                    .bookedOn(booked)
                    .valueOn(moves ? fact.on().orElse(booked) : booked)
                    .attribute(AvailableFunds.PAYMENT, order.id().value())
                    .attribute("event", event.eventName());
            return recourseFrom()
                    .map(settled -> journal.attribute(AvailableFunds.FINAL_ON, finalOn(settled)))
                    .orElse(journal);
        }

        /** The day from which recourse counts, of an event that brings the client money which can be taken back; of a capture the first day on which it can settle. */
        private Optional<LocalDate> recourseFrom() {
            return switch (event.kind()) {
                case SETTLE, DUE, ENTER, CREDITED, CLEAR, RECALL_REFUSED, DISHONOUR -> after.settledOn();
                case CAPTURE, CAPTURE_FULL ->
                    Optional.of(payments.settlesOn(order, event.stamp().at()));
                default -> Optional.empty();
            };
        }

        private String finalOn(LocalDate settled) {
            return payments.finalAt(order, settled).map(LocalDate::toString).orElse(AvailableFunds.WITHOUT_END);
        }

        /** Debit: in flight towards the client; credit: the other way. */
        private List<Journal.Leg> towards(AccountId inflight, AccountId client, long minor) {
            AccountId debit = isDebit() ? inflight : client;
            AccountId credit = isDebit() ? client : inflight;
            MonetaryAmount amount = money(minor);
            return List.of(
                    Journal.Leg.of(debit, Journal.Side.DEBIT, amount),
                    Journal.Leg.of(credit, Journal.Side.CREDIT, amount));
        }

        /** No leg for nothing; a negative amount, such as a payout below its fee, stands on the other side. */
        private Journal leg(Journal journal, Journal.Side side, AccountId account, long minor) {
            if (minor == 0) {
                return journal;
            }
            Journal.Side own = minor > 0 ? side : side.opposite();
            return journal.with(Journal.Leg.of(account, own, money(Math.absExact(minor))));
        }

        private MonetaryAmount money(long minor) {
            return Amounts.in(order.amount().getCurrency()).ofMinor(minor);
        }

        private long factMinor() {
            return Amounts.minor(event.fact().amount().orElseGet(order::amount));
        }

        private long minorOf(Optional<MonetaryAmount> amount) {
            return amount.map(Amounts::minor).orElse(0L);
        }
    }
}
