package io.counterfoil.examples.dayclose;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.LOSS;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.RETURNS_RECEIVABLE;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.calendar.Recurrence.Unit;
import io.counterfoil.payments.exposure.RecourseExposure;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.PeriodProof;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.receipt.PaymentReceipt;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returned.ReturnedItemsReport;
import io.counterfoil.payments.schedule.Schedule;
import io.counterfoil.payments.schedule.Schedule.Occurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What members pay by Bacs direct debit, a schedule each, through the real machine. The invented bank of this scheme sends no statement: its books are a
 * ledger of their own, so that the identities of the main ledger do not lean on made-up facts.
 */
final class Memberships {

    private static final int MEMBERS = 16;
    private static final String HOUSE = "parlour-rooms";
    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor SCHEDULER = Actor.host("scheduler");
    private static final Actor BACS = Actor.rail("bacs");

    /** Member and collection that came back, and the code of the ARUDD report: refer to payer, instruction cancelled, account closed. */
    private static final Map<String, String> UNPAID = Map.of(
            "member-03/2027-02-05", "0",
            "member-07/2027-03-05", "1",
            "member-11/2027-03-05", "0",
            "member-14/2027-01-05", "B");

    private final AccountMap accounts = AccountMap.builder()
            .standard(GBP.currency(), CASH, INFLIGHT, CLIENT, FEES, LOSS, RETURNS_RECEIVABLE)
            .build();
    private final BusinessCalendar calendar = House.calendar();
    private final Payments bacs = Payments.bacs(calendar, accounts);
    private final DayStores stores;
    private final List<PeriodProof> months = new ArrayList<>();
    private final List<Integer> files = new ArrayList<>();
    private final AsOf asOf;

    private Memberships(DayStores stores, AsOf asOf) {
        this.stores = stores;
        this.asOf = asOf;
    }

    /** The collections of the quarter up to the day; each finished month is proved and locked. */
    static Memberships collected(DayStores stores, AsOf asOf) {
        Memberships memberships = new Memberships(stores, asOf);
        YearMonth last = YearMonth.from(asOf.effective());
        for (YearMonth month = last.minusMonths(2); !month.isAfter(last); month = month.plusMonths(1)) {
            DateRange days = DateRange.month(month.getYear(), month.getMonthValue());
            memberships.files.add(stores.step(
                    tx -> tx.fileNumbers().numberOf("bacs:" + HOUSE, IdempotencyKey.of("collections of " + days))));
            memberships.months.add(stores.step(tx -> memberships.new Books(tx).collect(days)));
        }
        return memberships;
    }

    private static Ledger ledger(DayStores stores) {
        return Ledger.builder(House.ZONE).store(stores.ledger("memberships")).build();
    }

    /** The books of memberships within a step. */
    private final class Books {

        private final EventStore<PaymentId, PaymentEvent> store;
        private final Ledger ledger;

        Books(DayStores tx) {
            store = tx.payments();
            ledger = ledger(tx);
            accounts.openIn(ledger);
        }

        /** Collects a month and proves it; a month that was collected before is found as it is. */
        PeriodProof collect(DateRange days) {
            for (int member = 1; member <= MEMBERS; member++) {
                for (Occurrence due : schedule(member).due(days, calendar)) {
                    collect(due);
                }
            }
            PeriodProof proof = ledger.prove(days);
            if (days.to().isBefore(asOf.effective())) {
                ledger.lock(days.to(), proof).orThrow();
            }
            return proof;
        }

        private void collect(Occurrence due) {
            PaymentOrder order = due.order();
            LocalDate input = calendar.plus(due.date(), -2);
            apply(order, PaymentCommand.submit(order, SCHEDULER, due.key().value()), input);
            apply(order, PaymentCommand.accepted(BACS, "input-" + due.id()), calendar.plus(input, 1));
            apply(order, PaymentCommand.settled(due.date(), BACS, "entry-" + due.id()), due.date());
            String code = UNPAID.get(due.id());
            if (code != null) {
                LocalDate back = calendar.plus(due.date(), 1);
                apply(
                        order,
                        PaymentCommand.returned(code, back, BACS, "arudd-" + due.id())
                                .report("ARUDD")
                                .fee(GBP.of("0.35")),
                        back);
            }
        }

        private void apply(PaymentOrder order, PaymentCommand command, LocalDate day) {
            Instant at = day.atTime(LocalTime.NOON).atZone(House.ZONE).toInstant();
            if (!at.isAfter(asOf.knownAt())) {
                Decision<Payment, PaymentEvent> decision =
                        store.apply(bacs, order.id(), command, at).orThrow();
                bacs.post(decision, ledger, at).orThrow();
            }
        }
    }

    private static Schedule schedule(int member) {
        String id = "member-%02d".formatted(member);
        PaymentOrder order = PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.DEBIT)
                .amount(GBP.ofMinor(4500 + 1500L * (member % 3)))
                .payer(id)
                .payee(HOUSE)
                .instrument(BankAccountRef.of("GB", "200000", "5577%04d".formatted(member * 37)))
                .mandate("ddi-" + id)
                .requestedOn(LocalDate.of(2027, 1, 5))
                .endToEndId("MEMBER %02d".formatted(member))
                .build();
        return Schedule.of(
                id,
                Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 5)).rolled(BusinessCalendar.Roll.FOLLOWING),
                order);
    }

    Stream<Payment> payments() {
        return stores.payments().all(bacs);
    }

    /** What came back in the quarter. */
    ReturnedItemsReport returned() {
        LocalDate first = asOf.effective().withDayOfMonth(1).minusMonths(2);
        return ReturnedItems.of(bacs).assess(payments(), DateRange.of(first, asOf.effective()), asOf);
    }

    /** What the member of the last settled collection is given. */
    Optional<PaymentReceipt> receipt() {
        return payments()
                .filter(payment -> payment.status().phase() == PaymentStatus.Phase.SETTLED)
                .max(Comparator.comparing(
                                (Payment payment) -> payment.settledOn().orElse(LocalDate.MIN))
                        .thenComparing(payment -> payment.id().value()))
                .map(payment -> PaymentReceipt.of("R-" + payment.id().value(), bacs, payment, asOf.knownAt())
                        .build());
    }

    /** What can still be taken back: of a Bacs debit all of it, for ever. */
    RecourseExposure.Report exposure() {
        return RecourseExposure.standard().assess(payments().map(this::recourse), asOf);
    }

    private RecourseExposure.Item recourse(Payment payment) {
        RecourseExposure.Item.Stage stage = switch (payment.status().phase()) {
            case ORDERED, IN_FLIGHT -> RecourseExposure.Item.Stage.NOT_SETTLED;
            case SETTLED -> RecourseExposure.Item.Stage.SETTLED;
            case RETURNED -> RecourseExposure.Item.Stage.ENDED;
            case ENDED ->
                payment.status() == PaymentStatus.FINAL
                        ? RecourseExposure.Item.Stage.SETTLED
                        : RecourseExposure.Item.Stage.ENDED;
        };
        return RecourseExposure.Item.builder()
                .paymentId(payment.id().value())
                .client(payment.order().client())
                .rail(Rail.BACS)
                .amount(payment.amount())
                .stage(stage)
                .finalAt(bacs.finalAt(payment))
                .build();
    }

    /** The number of the file that went to the bank each month, oldest first. */
    List<Integer> files() {
        return List.copyOf(files);
    }

    /** The proof of each month, oldest first. */
    List<PeriodProof> months() {
        return List.copyOf(months);
    }

    /** Everything about memberships that must agree. */
    List<Proof> proofs() {
        List<Proof> proofs = new ArrayList<>(months);
        proofs.add(returned().proof(ledger(stores)));
        proofs.add(exposure().proof());
        return proofs;
    }
}
