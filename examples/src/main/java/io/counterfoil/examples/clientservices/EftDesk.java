package io.counterfoil.examples.clientservices;

import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnMatcher;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returned.ReturnedItemsReport;
import io.counterfoil.reconciliation.statement.ImportHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/** Electronic funds transfers: one file out a working day, files of returns in. Each is proven before it is used. Not thread-safe. */
final class EftDesk {

    static final CpaFile.Originator ORIGINATOR = CpaFile.Originator.builder()
            .id(Bank.ORIGINATOR)
            .dataCentre("00310")
            .shortName("Maple Pay")
            .longName("Maple Pay Processing Inc")
            .returns(AccountNumber.canada("12345-003", "1002003"))
            .build();

    private final Office office;
    private final Bank bank;
    private final InvoiceBook invoices;
    private final FileNumbers numbers = FileNumbers.inMemory();
    private final ImportHistory history = ImportHistory.inMemory();
    private final Imports imports = Imports.builder().history(history).build();
    private final Map<PaymentId, Receiver> receivers = new HashMap<>();
    private final Map<PaymentId, String> lastFile = new HashMap<>();
    private final List<FileLine> files = new ArrayList<>();
    private ReturnedItems returned;

    /** The other side of a payment: what the file needs and nobody keeps. */
    private record Receiver(AccountNumber account, String name) {}

    /**
     * A file that went out or came in.
     *
     * @param sentence what its receipt says
     */
    record FileLine(
            LocalDate day,
            String name,
            boolean out,
            long items,
            MonetaryAmount debits,
            MonetaryAmount credits,
            String sentence) {}

    /** A payment that goes into the next file, as the file has it, and the command that says so. */
    private record Outgoing(PaymentOrder order, Function<String, PaymentCommand> handover) {}

    EftDesk(Office office, Bank bank, InvoiceBook invoices) {
        this.office = office;
        this.bank = bank;
        this.invoices = invoices;
        returned = ReturnedItems.of(office.eft(), office.wire());
    }

    List<FileLine> files() {
        return List.copyOf(files);
    }

    /** Everything that came back in the days. */
    ReturnedItemsReport returned(DateRange days, LocalDate asOf) {
        return returned.assess(
                Stream.concat(office.payments(office.eft()).stream(), office.payments(office.wire()).stream()),
                days,
                Month.endOf(asOf));
    }

    /** Due dates that have come, answer days that are over. */
    void morning(LocalDate day) {
        Instant now = Month.at(day, 8);
        for (Payment payment : office.payments(office.eft())) {
            Payment at = payment;
            List<PaymentCommand> due = office.eft().due(at, now);
            while (!due.isEmpty()) {
                at = office.apply(office.eft(), at.id(), due.get(0), lastFile.getOrDefault(at.id(), ""), now);
                if (at.status() == PaymentStatus.DUE && at.order().direction() == Rail.Direction.DEBIT) {
                    invoices.paid(at, now);
                }
                due = office.eft().due(at, now);
            }
        }
    }

    /** A credit that goes with the next file. */
    void order(PaymentOrder order, AccountNumber account, String name, Instant now) {
        receivers.put(order.id(), new Receiver(account, name));
        office.apply(office.eft(), order.id(), PaymentCommand.schedule(order, Month.MARIA, "order"), now);
    }

    /** The day's file: new debits, credits that wait, and what came back and may be presented again. */
    void afternoon(List<Debit> debits, LocalDate day) {
        Instant now = Month.at(day, 14);
        debits.forEach(debit -> order(debit, now));
        List<Outgoing> outgoing = outgoing(day, now);
        if (outgoing.isEmpty()) {
            return;
        }
        int number = numbers.numberOf(ORIGINATOR.series(), IdempotencyKey.of("eft-" + day));
        CpaFile.Builder draft = CpaFile.of(ORIGINATOR, number);
        for (Outgoing one : outgoing) {
            Receiver receiver = receiver(one.order().id());
            draft.add(one.order(), receiver.account(), receiver.name());
        }
        CpaFile file = draft.build(now).orThrow(); // every problem at once, or a whole file
        byte[] bytes = written(file);
        ImportReceipt receipt = imports.prove(ByteSource.of(bytes, "eft-" + number)); // read back before it leaves
        if (!receipt.postable()) {
            throw new IllegalStateException(receipt.sentence());
        }
        bank.take(bytes);
        for (Outgoing one : outgoing) {
            hand(one, number, file, now); // filed, with the trace number by which a return will name it
        }
        files.add(new FileLine(
                day,
                PlanGenerator.text("EFT %04d", number),
                true,
                receipt.items(),
                sum(outgoing, Rail.Direction.DEBIT),
                sum(outgoing, Rail.Direction.CREDIT),
                receipt.sentence()));
    }

    private Receiver receiver(PaymentId id) {
        Receiver known = receivers.get(id);
        if (known == null) {
            throw new IllegalStateException("nobody knows the account of payment " + id);
        }
        return known;
    }

    private void order(Debit debit, Instant now) {
        AccountNumber account = AccountNumber.canada("12345-003", debit.account());
        order(
                PaymentOrder.builder()
                        .id(debit.id())
                        .direction(Rail.Direction.DEBIT)
                        .amount(Month.CAD.ofMinor(debit.minor()))
                        .payer(debit.payer())
                        .payee(debit.client())
                        .instrument(account.ref())
                        .mandate("PAD-" + debit.payer())
                        .requestedOn(debit.dueOn())
                        .remittance(PaymentOrder.Remittance.reference(debit.invoice()))
                        .endToEndId(debit.id())
                        .build(),
                account,
                debit.name(),
                now);
    }

    private List<Outgoing> outgoing(LocalDate day, Instant now) {
        List<Outgoing> outgoing = new ArrayList<>();
        for (Payment payment : office.payments(office.eft())) {
            if (payment.status() == PaymentStatus.SCHEDULED) {
                PaymentOrder next = payment.order().toBuilder()
                        .requestedOn(Month.after(day, 1))
                        .build();
                outgoing.add(new Outgoing(next, key -> PaymentCommand.release(Month.MARIA, key)));
            } else if (payment.status() == PaymentStatus.RETURNED) {
                Payment.RetryProposal retry = office.eft().proposeRetry(payment, AsOf.at(now, Month.ZONE));
                if (retry.isAllowed()) {
                    PaymentOrder again = retry.order().toBuilder()
                            .requestedOn(Month.after(day, 1))
                            .build();
                    outgoing.add(new Outgoing(again, key -> PaymentCommand.retry(retry, Month.MARIA, key)));
                }
            }
        }
        return outgoing;
    }

    private void hand(Outgoing one, int number, CpaFile file, Instant now) {
        String letter = one.order().direction() == Rail.Direction.DEBIT ? "D" : "C";
        String group = PlanGenerator.text("EFT%04d%s", number, letter);
        PaymentId id = one.order().id();
        String trace = file.traces().getOrDefault(id, "");
        lastFile.put(id, group);
        office.apply(office.eft(), id, one.handover().apply("eft-" + number).reference(trace), group, now);
        office.apply(office.eft(), id, PaymentCommand.accepted(Month.BANK, "ack-" + number), group, now);
    }

    private static byte[] written(CpaFile file) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            file.writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MonetaryAmount sum(List<Outgoing> outgoing, Rail.Direction direction) {
        return Month.CAD.ofMinor(outgoing.stream()
                .filter(one -> one.order().direction() == direction)
                .mapToLong(one -> Amounts.minor(one.order().amount()))
                .sum());
    }

    /** A file of returns: each item is joined to the payment that it undoes, or waits in suspense. */
    void evening(String text, LocalDate day) {
        Instant now = Month.at(day, 18);
        ByteSource file = ByteSource.of(text.getBytes(StandardCharsets.US_ASCII), "returns-" + day);
        ImportReceipt receipt = imports.prove(file);
        if (!receipt.postable()) {
            throw new IllegalStateException(receipt.sentence());
        }
        List<ReturnedItems.Item> items;
        try (Stream<ReturnItem> read = imports.returns(file, receipt)) {
            items = read.flatMap(item -> item.toItem(day).stream()).toList();
        }
        int number = (int) files.stream().filter(one -> !one.out()).count() + 1;
        items.forEach(item -> back(item, number, now));
        history.remember(receipt);
        files.add(new FileLine(
                day,
                PlanGenerator.text("Returns %04d", number),
                false,
                items.size(),
                total(items, Rail.Direction.DEBIT),
                total(items, Rail.Direction.CREDIT),
                receipt.sentence()));
        returned(DateRange.day(day), day).alerts(now).forEach(office::raise);
    }

    private static MonetaryAmount total(List<ReturnedItems.Item> items, Rail.Direction direction) {
        return Month.CAD.ofMinor(items.stream()
                .filter(item -> item.direction() == direction)
                .mapToLong(item -> Amounts.minor(item.amount()))
                .sum());
    }

    private void back(ReturnedItems.Item item, int number, Instant now) {
        String group = PlanGenerator.text("RET%04d%s", number, item.direction() == Rail.Direction.DEBIT ? "D" : "C");
        // tag::returned[]
        ReturnMatcher matcher = ReturnMatcher.standard();
        Resolution<PaymentId> found = matcher.match(
                item, ReturnMatcher.PaymentIndex.of(office.eft(), office.payments(office.eft()).stream()));
        if (found instanceof Resolution.Unique<PaymentId> unique) {
            PaymentCommand fact = PaymentCommand.returned(
                    item.code(), item.returnedOn(), Month.BANK, item.source() + "/" + item.reference());
            Payment payment = office.apply(office.eft(), unique.value(), fact, group, now);
            invoices.reopened(payment, now); // the invoice that it had paid is owed again
        } else {
            returned = returned.unmatched(item, found);
            office.raise(outside(item, found, now));
            for (Journal journal : matcher.suspense(item, office.accounts(), item.returnedOn())) {
                office.post(journal, group, now); // nobody's yet, and never dropped
            }
        }
        // end::returned[]
    }

    /** Money that moved for a payment of nobody's. */
    private static Alert outside(ReturnedItems.Item item, Resolution<PaymentId> found, Instant now) {
        Evidence why = found.fold(
                one -> one.evidence(),
                several -> several.evidence(),
                none -> Evidence.of(
                        none.obstacles().get(0).code(), none.obstacles().get(0).sentence()),
                cut -> Evidence.of(cut.limit(), "the search ended"));
        return Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.HIGH)
                .subject(item.subject())
                .amount(item.amount().negate())
                .evidence(why)
                .raisedAt(now)
                .build();
    }
}
