package io.counterfoil.examples.clientservices;

import io.counterfoil.examples.clientservices.Plan.Bill;
import io.counterfoil.examples.clientservices.Plan.SupplierInvoice;
import io.counterfoil.examples.clientservices.Plan.Wire;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.batch.BatchCommand;
import io.counterfoil.payments.batch.BatchEvent;
import io.counterfoil.payments.batch.BatchStatus;
import io.counterfoil.payments.batch.SupplierBatch;
import io.counterfoil.payments.batch.SupplierBatches;
import io.counterfoil.payments.bill.BillCommand;
import io.counterfoil.payments.bill.BillEvent;
import io.counterfoil.payments.bill.BillPayment;
import io.counterfoil.payments.bill.BillPayments;
import io.counterfoil.payments.bill.BillStatus;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.ApprovalPolicy;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.run.PaymentRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Money out: wires with a second person, suppliers in approved runs, bills through a network. Not thread-safe. */
final class Payouts {

    private static final BillPayments.Biller HYDRO = BillPayments.Biller.builder()
            .id("hydro")
            .name("Lakeside Hydro")
            .transport(BillPayments.Biller.Transport.NETWORK)
            .networkCode("12345678")
            .addMasks("9999999999")
            .build();

    private final Office office;
    private final Bank bank;
    private final EftDesk eft;
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, List<PaymentRun.SupplierInvoice>> paidBefore = new HashMap<>();
    private final SupplierBatches batches;
    private final EventStore<String, BatchEvent> batchStore = EventStore.inMemory();
    private final BillPayments bills;
    private final EventStore<String, BillEvent> billStore = EventStore.inMemory();
    private final List<String> refusals = new ArrayList<>();

    /** A supplier run: what was proposed, with the reason of each invoice. */
    record Run(LocalDate day, String client, List<PaymentRun.Item> items) {

        long paid() {
            return items.stream()
                    .filter(PaymentRun.Item::isIn)
                    .mapToLong(item -> Amounts.minor(item.net()))
                    .sum();
        }
    }

    Payouts(Office office, Bank bank, EftDesk eft) {
        this.office = office;
        this.bank = bank;
        this.eft = eft;
        batches = SupplierBatches.of(
                office.accounts(),
                ApprovalPolicy.builder()
                        .upTo(Month.CAD.of("1000.00"), 1)
                        .above(2)
                        .build(),
                Month.ZONE);
        bills = BillPayments.of(office.accounts(), Month.ZONE);
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    List<SupplierBatch> supplierBatches() {
        return batchStore.all(batches).toList();
    }

    List<BillPayment> billPayments() {
        return billStore.all(bills).toList();
    }

    /** What was not allowed, in the words of the machine. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    // ── wires ──

    /** Made by one, approved by another, handed over under its UETR. */
    void wire(Wire wire) {
        Instant now = Month.at(wire.on(), 10);
        AccountNumber account = AccountNumber.canada(
                "54321-004", "9" + wire.uetr().replaceAll("[^0-9]", "").substring(0, 6));
        PaymentOrder order = PaymentOrder.builder()
                .id(wire.id())
                .direction(Rail.Direction.CREDIT)
                .amount(Month.CAD.ofMinor(wire.minor()))
                .payer(wire.client())
                .payee(wire.beneficiary())
                .instrument(account.ref())
                .requestedOn(wire.on())
                .endToEndId(wire.id())
                .uetr(wire.uetr())
                .build();
        office.apply(office.wire(), order.id(), PaymentCommand.submit(order, Month.MARIA, "order"), now);
        office.apply(office.wire(), order.id(), PaymentCommand.approve(Month.BEN, "approval"), now);
        office.apply(office.wire(), order.id(), PaymentCommand.release(Month.MARIA, wire.uetr()), now);
        bank.wire(wire);
        office.apply(office.wire(), order.id(), PaymentCommand.accepted(Month.BANK, "ack"), now);
    }

    /** The bank's statement shows the wire, out or back. */
    void wireAtBank(String reference, long minor, LocalDate day) {
        Instant now = Month.at(day, 18);
        if (minor < 0) {
            office.apply(
                    office.wire(),
                    PaymentId.of(reference),
                    PaymentCommand.settled(day, Month.BANK, "statement-" + day),
                    now);
            return;
        }
        PaymentCommand back = PaymentCommand.returned("AC04", day, Month.BANK, "statement-" + day)
                .amount(Month.CAD.ofMinor(minor));
        office.apply(office.wire(), PaymentId.of(reference.substring(0, reference.length() - 1)), back, reference, now);
    }

    // ── suppliers ──

    /** Tuesday's run for one client: proposed, approved, funded, released, and ordered as credits of the day's file. */
    void run(String client, List<SupplierInvoice> invoices, AvailableFunds funds, LocalDate day) {
        Instant now = Month.at(day, 11);
        AsOf asOf = AsOf.at(now, Month.ZONE);
        PaymentRun run = PaymentRun.builder()
                .client(client)
                .currency("CAD")
                .horizonDays(6)
                .availableFunds(funds.assess(PartyId.of(client), office.ledger(), asOf)
                        .available()
                        .in(Month.CAD.currency()))
                .addAllPaidBefore(paidBefore.getOrDefault(client, List.of()))
                .build();
        List<PaymentRun.Item> items = run.propose(
                invoices.stream()
                        .filter(invoice -> invoice.client().equals(client))
                        .map(Payouts::asked)
                        .filter(invoice ->
                                !paidBefore.getOrDefault(client, List.of()).contains(invoice))
                        .toList(),
                asOf);
        runs.add(new Run(day, client, items));
        if (items.stream().noneMatch(PaymentRun.Item::isIn)) {
            return;
        }
        items.stream()
                .filter(PaymentRun.Item::isIn)
                .forEach(item -> paidBefore
                        .computeIfAbsent(client, any -> new ArrayList<>())
                        .add(item.invoice()));
        String letter = client.substring(0, 1).toUpperCase(Locale.ROOT);
        pay(run.toBatch(PlanGenerator.text("RUN-%s%02d", letter, day.getDayOfMonth()), items, asOf), now);
    }

    private static PaymentRun.SupplierInvoice asked(SupplierInvoice invoice) {
        return PaymentRun.SupplierInvoice.builder()
                .number(invoice.number())
                .supplier(invoice.supplier())
                .amount(Month.CAD.ofMinor(invoice.minor()))
                .invoicedOn(invoice.invoicedOn())
                .dueOn(invoice.dueOn())
                .rail(Rail.EFT_CA)
                .instrument(Instrument.account(account(invoice.supplier()).ref()))
                .build();
    }

    private static AccountNumber account(String supplier) {
        return AccountNumber.canada("12345-003", "555000" + PlanGenerator.SUPPLIERS.indexOf(supplier));
    }

    private void pay(SupplierBatch.Content content, Instant now) {
        batch(content.id(), BatchCommand.draft(content, Month.MARIA, "draft"), now);
        SupplierBatch state = batch(content.id(), BatchCommand.submit(Month.MARIA, "submit"), now);
        for (Actor approver : List.of(Month.BEN, Month.CLARA)) {
            if (state.status() == BatchStatus.AWAITING_APPROVAL) {
                state = batch(content.id(), BatchCommand.approve(approver, approver.id()), now);
            }
        }
        batch(content.id(), BatchCommand.fund(batches.reserve(state, office.ledger(), now), Month.MARIA, "fund"), now);
        batch(content.id(), BatchCommand.release(Month.MARIA, "release"), now);
        for (SupplierBatch.Item item : content.items()) {
            String supplier = item.order().payee().value();
            eft.order(item.order(), account(supplier), supplier, now); // goes with the afternoon's file
        }
    }

    private SupplierBatch batch(String id, BatchCommand command, Instant now) {
        Decision<SupplierBatch, BatchEvent> decision =
                batchStore.apply(batches, id, command, now).orThrow();
        batches.post(decision, office.ledger(), now).orThrow();
        return decision.state();
    }

    /** What became of the payments of batches that are out. */
    void morning(LocalDate day) {
        Instant now = Month.at(day, 9);
        for (String id : batchStore.ids().toList()) {
            SupplierBatch state = batches.fold(batchStore.load(id));
            if (state.status() != BatchStatus.RELEASED) {
                continue;
            }
            for (PaymentId open : state.open()) {
                PaymentStatus status = office.payment(office.eft(), open).status();
                if (SupplierBatches.isEnded(status)) {
                    state = batch(id, BatchCommand.item(open, status, Month.MARIA, "ended-" + open), now);
                }
            }
            if (state.open().isEmpty()) {
                batch(id, BatchCommand.allItemsEnded("all-ended"), now);
            }
        }
    }

    // ── bills ──

    /** A bill whose account number does not fit the biller is held, not sent. */
    void bill(Bill bill) {
        Instant now = Month.at(bill.on(), 10);
        BillPayment.Bill asked = BillPayment.Bill.of(
                bill.id(),
                PartyId.of(bill.client()),
                HYDRO.id(),
                bill.accountNumber(),
                Month.CAD.ofMinor(bill.minor()));
        bill(bill.id(), BillCommand.receive(asked, Month.MARIA, "received"), now);
        BillCommand match = BillCommand.match(HYDRO, Month.MARIA, "matched");
        Decision<BillPayment, BillEvent> matched = billStore.apply(bills, bill.id(), match, now);
        if (matched.refusal().isPresent()) {
            refusals.add(bill.id() + ": " + matched.refusal().orElseThrow().sentence());
            return;
        }
        bills.post(matched, office.ledger(), now).orThrow();
        bill(bill.id(), BillCommand.post(Month.MARIA, "posted"), now);
    }

    private void bill(String id, BillCommand command, Instant now) {
        Decision<BillPayment, BillEvent> decision =
                billStore.apply(bills, id, command, now).orThrow();
        bills.post(decision, office.ledger(), now).orThrow();
        String group = network(now.atZone(Month.ZONE).toLocalDate());
        bills.journals(decision).forEach(journal -> office.name(journal, group));
    }

    /** The network is told of the day's bills, and collects them on the next one. */
    void toNetwork(List<Bill> today, LocalDate day) {
        long sum = today.stream()
                .map(bill -> bills.fold(billStore.load(bill.id())))
                .filter(bill -> bill.status() == BillStatus.POSTED)
                .map(bill -> bills.dispatch(bill).orElseThrow())
                .mapToLong(line -> Amounts.minor(((BillPayment.NetworkLine) line).amount()))
                .sum();
        bank.network(network(day), sum, Month.after(day, 1));
    }

    private static String network(LocalDate day) {
        return "NET-" + day.getDayOfMonth();
    }

    // ── what has left the clients and not the bank ──

    /** What was approved or sent and has not left the bank at the end of the month, by what the payments say. */
    long underWay() {
        long sent = 0;
        for (Payment payment : office.payments(office.eft())) {
            boolean isCredit = payment.order().direction() == Rail.Direction.CREDIT;
            sent += isCredit && isUnderWay(payment) ? Amounts.minor(payment.amount()) : 0;
        }
        for (Payment payment : office.payments(office.wire())) {
            sent += isUnderWay(payment) ? Amounts.minor(payment.amount()) : 0;
        }
        for (BillPayment bill : billPayments()) {
            sent += bill.status() == BillStatus.RECEIVED
                    ? Amounts.minor(bill.bill().orElseThrow().amount())
                    : 0;
        }
        return sent;
    }

    private static boolean isUnderWay(Payment payment) {
        return payment.status().phase() == PaymentStatus.Phase.IN_FLIGHT
                || payment.status().phase() == PaymentStatus.Phase.ORDERED;
    }
}
