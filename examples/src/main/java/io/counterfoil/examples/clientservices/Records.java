package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.bill.BillPayment;
import io.counterfoil.payments.bill.BillStatus;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** What payments, bills and disputes themselves say of the month; only what was lent to a client stands nowhere but in the ledger. */
final class Records {

    private static final Set<PaymentEvent.Kind> HANDED = Set.of(
            PaymentEvent.Kind.FILE,
            PaymentEvent.Kind.REPRESENT,
            PaymentEvent.Kind.RELEASE,
            PaymentEvent.Kind.CAPTURE_FULL);
    private static final Set<PaymentEvent.Kind> BACK =
            Set.of(PaymentEvent.Kind.RETURN, PaymentEvent.Kind.ITEM_REJECTED, PaymentEvent.Kind.CLAIM);

    private final Office office;
    private final Payouts payouts;
    private final Cards cards;
    private final EftDesk eft;
    private final BankDesk bank;
    private final Plan plan;

    /** Something that a client is charged for. */
    record Charged(String client, String event, String reference, MonetaryAmount basis, LocalDate on) {

        Rail rail() {
            return MonthEnd.rail(event);
        }
    }

    Records(Office office, Payouts payouts, Cards cards, EftDesk eft, BankDesk bank, Plan plan) {
        this.office = office;
        this.payouts = payouts;
        this.cards = cards;
        this.eft = eft;
        this.bank = bank;
        this.plan = plan;
    }

    List<String> clients() {
        return plan.openings().keySet().stream().sorted().toList();
    }

    private List<Payment> all() {
        List<Payment> all = new ArrayList<>(office.payments(office.eft()));
        all.addAll(office.payments(office.wire()));
        all.addAll(office.payments(office.card()));
        return all;
    }

    /** Everything that happened and is charged for: what was handed over, what came back, bills, chargebacks. */
    List<Charged> chargeable() {
        List<Charged> charged = new ArrayList<>();
        for (Payment payment : all()) {
            String client = payment.order().client().value();
            boolean isWire = !payment.order().uetr().isEmpty();
            boolean isCard = payment.captured().isPositive();
            String event = isWire ? "WIRE" : isCard ? "CARD" : "ITEM";
            boolean toSupplier = !isWire && payment.order().direction() == Rail.Direction.CREDIT;
            String name = toSupplier
                    ? Billing.reference(
                            client,
                            payment.order().payee().value(),
                            payment.order().requestedOn().toString())
                    : payment.id().value();
            int handed = 0;
            int back = 0;
            for (PaymentEvent happened : payment.events()) {
                LocalDate on = happened.stamp().at().atZone(Month.ZONE).toLocalDate();
                if (HANDED.contains(happened.kind())) {
                    charged.add(new Charged(client, event, name + "/" + ++handed, payment.amount(), on));
                } else if (BACK.contains(happened.kind()) && !isWire) {
                    charged.add(new Charged(client, "RETURN", name + "/" + ++back, payment.amount(), on));
                }
            }
        }
        for (BillPayment bill : payouts.billPayments()) {
            BillPayment.Bill asked = bill.bill().orElseThrow();
            if (bill.status() == BillStatus.POSTED) {
                charged.add(new Charged(asked.payer().value(), "BILL", asked.id() + "/1", asked.amount(), Month.LAST));
            }
        }
        for (CardDispute dispute : cards.disputes()) {
            CardDispute.Opening opening = dispute.opening().orElseThrow();
            charged.add(new Charged(
                    opening.client().value(),
                    "CHARGEBACK",
                    opening.payment() + "/1",
                    opening.amount(),
                    opening.openedOn()));
        }
        return charged;
    }

    /**
     * What moved the funds of a client in the month.
     *
     * @param charges the fees of each client, in cents
     */
    Map<Movement, MonetaryAmount> movements(String client, Map<String, Long> charges) {
        Map<Movement, Long> sums = new EnumMap<>(Movement.class);
        for (Payment payment : all()) {
            if (payment.order().client().value().equals(client)) {
                moved(payment, sums);
            }
        }
        for (BillPayment bill : payouts.billPayments()) {
            BillPayment.Bill asked = bill.bill().orElseThrow();
            if (asked.payer().value().equals(client)) {
                add(sums, Movement.DISBURSED, Amounts.minor(asked.amount()));
            }
        }
        for (Plan.Credit credit : plan.credits()) {
            if (client.equals(credit.announcedBy())) {
                add(sums, Movement.FUNDED, credit.minor());
            }
        }
        bank.identified().stream()
                .filter(one -> one.client().equals(client))
                .forEach(one -> add(sums, Movement.FUNDED, one.minor()));
        add(sums, Movement.FEES, charges.getOrDefault(client, 0L));
        add(sums, Movement.ADJUSTMENTS, lent(client));
        Map<Movement, MonetaryAmount> movements = new EnumMap<>(Movement.class);
        sums.forEach((kind, minor) -> movements.put(kind, Month.CAD.ofMinor(minor)));
        return movements;
    }

    private static void add(Map<Movement, Long> sums, Movement kind, long minor) {
        sums.merge(kind, minor, Math::addExact);
    }

    private void moved(Payment payment, Map<Movement, Long> sums) {
        long minor = Amounts.minor(payment.amount());
        boolean isDebit = payment.order().direction() == Rail.Direction.DEBIT;
        if (payment.captured().isPositive()) {
            add(sums, Movement.FUNDED, minor);
            boolean wasDisputed = payment.last(PaymentEvent.Kind.DISPUTE).isPresent();
            if (wasDisputed) {
                add(sums, Movement.NEW_HOLDS, minor);
                add(sums, Movement.RELEASED_HOLDS, payment.isDisputeOpen() ? 0 : minor);
            }
            return;
        }
        for (PaymentEvent event : payment.events()) {
            if (isDebit && event.kind() == PaymentEvent.Kind.DUE) {
                LocalDate free = Month.after(event.fact().on().orElseThrow(), 2);
                boolean isBack =
                        payment.status() != PaymentStatus.DUE && payment.status() != PaymentStatus.PRESUMED_SETTLED;
                boolean isHeld = !isBack && free.isAfter(Month.LAST);
                add(sums, Movement.FUNDED, minor);
                add(sums, Movement.NEW_HOLDS, minor);
                add(sums, Movement.RELEASED_HOLDS, isHeld ? 0 : minor);
            } else if (BACK.contains(event.kind())) {
                add(sums, isDebit ? Movement.RETURNS_DEBITED : Movement.RETURNS_CREDITED, minor);
            }
        }
        if (!isDebit) {
            add(sums, Movement.DISBURSED, minor);
        }
    }

    /** What came back and the client could not bear: it owes it, and own money stands in for it. */
    private long lent(String client) {
        try (Stream<LedgerEntry> entries =
                office.ledger().entries(office.account(AccountMap.Role.Core.RETURNS_RECEIVABLE), Month.MARCH)) {
            return entries.filter(entry -> client.equals(office.payment(
                                    office.eft(),
                                    PaymentId.of(entry.attributes().getOrDefault("payment", "none")))
                            .order()
                            .client()
                            .value()))
                    .mapToLong(LedgerEntry::signedMinor)
                    .sum();
        }
    }

    /** With the acquirer: sales that it has not settled, amounts in dispute. */
    long withAcquirer() {
        return cards.unsettled() + cards.held();
    }

    /** Approved or sent, and not yet gone from the bank. */
    long underWay() {
        return payouts.underWay();
    }

    /** Stray lines and returns of nobody's, less what was identified. */
    long unclaimed() {
        long sum = bank.stray().stream()
                .map(Alert::amount)
                .mapToLong(amount -> Amounts.minor(amount.orElseThrow()))
                .sum();
        long foreign = eft.returned(Month.MARCH, Month.LAST).unmatched().stream()
                .mapToLong(one -> Amounts.minor(one.item().amount()))
                .sum();
        return sum
                - foreign
                - bank.identified().stream()
                        .mapToLong(BankDesk.Identified::minor)
                        .sum();
    }
}
