package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.dispute.InvoiceDispute;
import io.counterfoil.collections.dispute.InvoiceDisputes;
import io.counterfoil.collections.dispute.InvoiceDisputes.DisputeCommand;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.plan.PaymentPlans;
import io.counterfoil.collections.plan.PaymentPlans.PlanCommand;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.promise.Promises.PromiseCommand;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.party.PartyId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes a book from a seed: forty customers, five months of invoices, and what became of them. */
final class BookGenerator {

    private static final int CUSTOMERS = 40;
    private static final int TERMS = 30;
    private static final Actor RUTH = Actor.host("ruth");
    private static final String[] OWNERS = {"ben", "ruth"};
    /** Customers who pay only what they promised, agreed or were asked for by somebody: their payments are written one by one. */
    private static final Set<Integer> BY_HAND = Set.of(31, 32, 33, 34, 35, 36, 37, 38, 39, 40);

    private final Random random;
    private final List<ReceivableEvent> events = new ArrayList<>();
    private final List<PartyProfile> profiles = new ArrayList<>();
    private final List<PromiseToPay> promises = new ArrayList<>();
    private final List<PaymentPlan> plans = new ArrayList<>();
    private final List<InvoiceDispute> disputes = new ArrayList<>();
    private final List<PartyHolds> holds = new ArrayList<>();
    private final List<PaymentAttempt> attempts = new ArrayList<>();

    BookGenerator(long seed) {
        random = new Random(seed);
    }

    Book book() {
        for (int customer = 1; customer <= CUSTOMERS; customer++) {
            profile(customer);
            int habit = customer % 10 == 0 ? 45 : customer % 3 == 0 ? 14 : 0;
            for (int month = 0; month < 5; month++) {
                invoice(customer, month, habit);
            }
        }
        promised(31, 4, 9, true);
        promised(32, 8, 12, true);
        promised(33, 9, 16, false);
        promised(34, 22, 31, false);
        planned(35, 2, true);
        planned(36, 3, false);
        disputed(37, Answer.VALID);
        disputed(38, Answer.INVALID);
        disputed(39, Answer.NONE);
        held(2, 5, 19);
        held(6, 22, 29);
        declined(3, 10);
        declined(9, 17);
        unusual();
        return new Book(events, profiles, promises, plans, disputes, holds, attempts);
    }

    private enum Answer {
        VALID,
        INVALID,
        NONE
    }

    static PartyId party(int customer) {
        return PartyId.of(String.format(java.util.Locale.ROOT, "c-%02d", customer));
    }

    static OpenItemId item(int customer, int month) {
        return OpenItemId.of(String.format(java.util.Locale.ROOT, "INV-%02d-%d", customer, month + 1));
    }

    private static LocalDate march(int day) {
        return LocalDate.of(2027, 3, day);
    }

    private void profile(int customer) {
        PartyId party = party(customer);
        LocalDate since = LocalDate.of(2026, 10, 1);
        List<ProfileEvent.Draft> drafts = new ArrayList<>();
        if (customer != 5) {
            drafts.add(ProfileEvent.address(party, Channel.EMAIL, "accounts@" + party + ".example", "contract"));
        }
        drafts.add(ProfileEvent.address(party, Channel.CALL, "+44 20 7946 0" + (100 + customer), "contract"));
        drafts.add(ProfileEvent.address(party, Channel.LETTER, customer + " High Street", "contract"));
        drafts.add(ProfileEvent.owner(party, OWNERS[customer % 2]));
        drafts.add(ProfileEvent.salesExecutive(party, customer % 4 == 0 ? "sam" : "kim"));
        if (customer == 10) {
            drafts.add(ProfileEvent.sensitive(party, PartyProfile.Sensitivity.BEREAVEMENT, "call of 2 February"));
        }
        if (customer == 30) {
            drafts.add(ProfileEvent.excluded(party, "settled by the parent company"));
        }
        profiles.add(PartyProfile.of(
                party,
                drafts.stream().map(draft -> draft.by(RUTH, Book.at(since, 9))).toList()));
    }

    private void invoice(int customer, int month, int habit) {
        LocalDate issued = YearMonth.of(2026, 11).plusMonths(month).atDay(1 + random.nextInt(27));
        int amount = 5_000 + random.nextInt(220_000);
        LocalDate due = issued.plusDays(TERMS);
        events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(item(customer, month))
                .party(party(customer))
                .amount(Book.GBP.ofMinor(amount))
                .issued(issued)
                .due(due)
                .recordedAt(Book.at(issued, 8))
                .build()));
        LocalDate paid = due.plusDays(habit + random.nextInt(9) - 3L);
        boolean byHand = BY_HAND.contains(customer) && month >= 2;
        if (!byHand && !paid.isAfter(Book.LAST)) {
            pay("RCP-" + item(customer, month).value(), customer, month, amount, paid);
        }
    }

    private void pay(String id, int customer, int month, long minor, LocalDate on) {
        receipt(id, customer, minor, on);
        events.add(new ReceivableEvent.Allocated(
                ReceivableEventId.of(id + ">" + item(customer, month)),
                OpenItemId.of(id),
                item(customer, month),
                Book.GBP.ofMinor(minor),
                on,
                Book.at(on, 12)));
    }

    private void receipt(String id, int customer, long minor, LocalDate on) {
        events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(party(customer))
                .kind(OpenItemKind.RECEIPT)
                .amount(Book.GBP.ofMinor(minor))
                .issued(on)
                .recordedAt(Book.at(on, 12))
                .build()));
    }

    /** What the customer's invoice of January is. */
    private OpenItem january(int customer) {
        return events.stream()
                .filter(event -> event instanceof ReceivableEvent.ItemIssued issued
                        && issued.item().id().equals(item(customer, 2)))
                .map(event -> ((ReceivableEvent.ItemIssued) event).item())
                .findFirst()
                .orElseThrow();
    }

    private static long minor(OpenItem item) {
        return io.counterfoil.payments.money.Amounts.minor(item.amount());
    }

    /** A promise for the invoice of January, kept on its day or broken. */
    private void promised(int customer, int made, int due, boolean kept) {
        OpenItem item = january(customer);
        PromiseToPay promise = PromiseToPay.builder()
                .id("promise-" + customer)
                .party(party(customer))
                .item(item.id())
                .amount(item.amount())
                .due(march(due))
                .madeAt(Book.at(march(made), 10))
                .madeOn(march(made))
                .build();
        Promises machine = Promises.standard();
        promises.add(machine.decide(
                        machine.initial(),
                        PromiseCommand.make(promise, RUTH, "call-" + customer),
                        Book.at(march(made), 10))
                .orThrow()
                .state());
        if (kept) {
            pay("RCP-PROMISE-" + customer, customer, 2, minor(item), march(due));
        }
    }

    /** A plan of four weeks for the invoice of January, paid week by week or not at all. */
    private void planned(int customer, int agreed, boolean kept) {
        OpenItem item = january(customer);
        PaymentPlan plan = PaymentPlan.builder()
                .id("plan-" + customer)
                .party(party(customer))
                .item(item.id())
                .instalments(item.amount(), 4, Recurrence.Unit.WEEK, march(agreed + 7))
                .startsOn(march(agreed))
                .graceDays(2)
                .build();
        PaymentPlans machine = PaymentPlans.standard();
        plans.add(machine.decide(
                        machine.initial(),
                        PlanCommand.agree(plan, item.amount(), RUTH, "agreed-" + customer),
                        Book.at(march(agreed), 11))
                .orThrow()
                .state());
        if (kept) {
            plan.instalments()
                    .forEach(part -> pay(
                            "RCP-PLAN-" + part.due(),
                            customer,
                            2,
                            io.counterfoil.payments.money.Amounts.minor(part.amount()),
                            part.due()));
        }
    }

    /** The invoice of January is disputed on 3 March, and answered on the 15th or not. */
    private void disputed(int customer, Answer answer) {
        OpenItem item = january(customer);
        InvoiceDispute dispute = InvoiceDispute.builder()
                .id("dispute-" + customer)
                .party(party(customer))
                .item(item.id())
                .amount(item.amount())
                .reason(InvoiceDispute.Reason.PRICING)
                .raisedOn(march(3))
                .build();
        InvoiceDisputes machine = InvoiceDisputes.of(
                BusinessHours.in(Book.ZONE).weekdays("09:00-17:00").build(), Duration.ofHours(80));
        List<DisputeCommand> commands = new ArrayList<>();
        commands.add(DisputeCommand.raise(dispute, item.amount(), RUTH, "raise"));
        commands.add(DisputeCommand.assign("pricing", RUTH, "assign"));
        if (answer == Answer.VALID) {
            commands.add(DisputeCommand.resolveValid("CN-" + customer, RUTH, "answer"));
        } else if (answer == Answer.INVALID) {
            commands.add(DisputeCommand.resolveInvalid("the price is the agreed one", RUTH, "answer"));
        }
        InvoiceDispute state = machine.initial();
        int[] days = {3, 4, 15};
        for (int i = 0; i < commands.size(); i++) {
            state = machine.decide(state, commands.get(i), Book.at(march(days[i]), 11))
                    .orThrow()
                    .state();
        }
        disputes.add(state);
        if (answer == Answer.VALID) {
            events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                    .id(OpenItemId.of("CN-" + customer))
                    .party(party(customer))
                    .kind(OpenItemKind.CREDIT_NOTE)
                    .amount(item.amount())
                    .issued(march(15))
                    .recordedAt(Book.at(march(15), 12))
                    .build()));
            events.add(new ReceivableEvent.Allocated(
                    ReceivableEventId.of("CN-" + customer + ">" + item.id()),
                    OpenItemId.of("CN-" + customer),
                    item.id(),
                    item.amount(),
                    march(15),
                    Book.at(march(15), 12)));
        }
    }

    private void held(int customer, int from, int to) {
        HoldCommand place = HoldCommand.place(
                party(customer),
                HoldCommand.HoldKind.NOTICE,
                DateRange.of(march(from), march(to)),
                "copy of the invoice was asked for",
                HoldCommand.By.of(RUTH, "hold-" + customer));
        Holds machine = Holds.in(Book.ZONE);
        holds.add(machine.decide(machine.initial(), place, Book.at(march(from), 8))
                .orThrow()
                .state());
    }

    private void declined(int customer, int day) {
        attempts.add(PaymentAttempt.builder()
                .id("card-" + customer)
                .party(party(customer))
                .amount(Book.GBP.of("100.00"))
                .on(march(day))
                .recordedAt(Book.at(march(day), 7))
                .state(PaymentAttempt.State.FAILED)
                .failureClass(PaymentAttempt.FailureClass.SOFT)
                .code("insufficient_funds")
                .build());
    }

    /** Money on account, a cheque that bounced, a small rest given up. */
    private void unusual() {
        receipt("RCP-UNKNOWN", 7, 12_345, march(11));
        String cheque = events.stream()
                .filter(event -> event instanceof ReceivableEvent.ItemIssued issued
                        && issued.item().kind() == OpenItemKind.RECEIPT
                        && issued.item().party().equals(party(12))
                        && Book.MONTH.contains(issued.item().issued()))
                .map(event -> ((ReceivableEvent.ItemIssued) event).item().id().value())
                .findFirst()
                .orElse("");
        if (!cheque.isEmpty()) {
            events.add(new ReceivableEvent.Reversed(
                    ReceivableEventId.of("bounced"),
                    OpenItemId.of(cheque),
                    ReceivableEvent.ReversalKind.RETURNED,
                    march(30),
                    Book.at(march(30), 13)));
        }
        events.add(new ReceivableEvent.WrittenOff(
                ReceivableEventId.of("small"),
                item(40, 2),
                january(40).amount(),
                "NOT_WORTH_IT",
                march(24),
                Book.at(march(24), 13)));
    }
}
