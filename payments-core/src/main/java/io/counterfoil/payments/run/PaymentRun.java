package io.counterfoil.payments.run;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.batch.SupplierBatch;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Which supplier invoices are paid today (PAY-51): those due before the next run and those whose discount is worth paying early, less credit notes, within
 * limits and funds; never what is held, was paid, or looks like a duplicate.
 *
 * <p>Invoices are taken by due date, supplier and number; one that does not fit a limit is passed over, a smaller one behind it may still fit, and the limit
 * is told against all that is in at the end. A credit
 * note is taken off only what is paid to the same supplier on the same rail to the same account, whole, oldest first, and only where more than 0 is left to
 * pay. A discount is worth it when {@code discount / net × 365 / days paid early} is at least the yearly rate of the policy; where the invoice is paid
 * anyway it is always taken in time. Of two invoices of one supplier whose numbers read the same, or whose amount and date are the same, the later is out
 * until a person releases it. Immutable, thread-safe.
 */
@Value.Immutable
public interface PaymentRun {

    /** Who pays. */
    PartyId client();

    /** The code of the currency of the run; invoices in others are out. */
    String currency();

    /** An invoice due so many days after the run, or earlier, is paid; the days to the next run. */
    @Value.Default
    default int horizonDays() {
        return 0;
    }

    /** The yearly rate at which paying early for a discount begins to be worth it; empty where it never is. */
    Optional<BigDecimal> worthwhileAnnualRate();

    /** The most that a supplier is paid in one run. */
    Optional<MonetaryAmount> supplierLimit();

    /** The most that is paid in one run. */
    Optional<MonetaryAmount> runLimit();

    /** What can be paid; empty where funds are no matter. */
    Optional<MonetaryAmount> availableFunds();

    /** Suppliers that are not paid now, and why. */
    Map<PartyId, String> heldSuppliers();

    /** What was paid before, or is on its way: never paid again, and the other side of suspected duplicates. */
    List<SupplierInvoice> paidBefore();

    /** Numbers of suspected duplicates that a person has looked at and released, as {@code supplier/number}. */
    List<String> releasedDuplicates();

    /** Every invoice and credit note, each once, in or out with the reason; by due date, supplier, number. */
    default List<Item> propose(List<SupplierInvoice> due, AsOf t) {
        return new RunSelection(this, due, t).items();
    }

    /**
     * The batch that pays what is in: one payment for each supplier, rail and account.
     *
     * @param id names batch and payments
     * @throws IllegalArgumentException where nothing is in
     */
    default SupplierBatch.Content toBatch(String id, List<Item> items, AsOf t) {
        Map<PayeeKey, List<Item>> groups = new LinkedHashMap<>();
        items.stream()
                .filter(Item::isIn)
                .forEach(item -> groups.computeIfAbsent(PayeeKey.of(item.invoice()), any -> new ArrayList<>())
                        .add(item));
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("run '" + id + "' pays nothing, expected an item that is in");
        }
        Amounts amounts = Amounts.in(currency());
        List<SupplierBatch.Item> payments = new ArrayList<>();
        groups.forEach((key, group) -> payments.add(payment(id + "-" + (payments.size() + 1), group, t)));
        long total = 0;
        for (Item item : items) {
            total = Math.addExact(total, item.isIn() ? Amounts.minor(item.net()) : 0);
        }
        return new SupplierBatch.Content(id, client(), payments, groups.size(), amounts.ofMinor(total));
    }

    private SupplierBatch.Item payment(String id, List<Item> group, AsOf t) {
        long net = 0;
        for (Item item : group) {
            net = Math.addExact(net, Amounts.minor(item.net()));
        }
        SupplierInvoice first = group.get(0).invoice();
        PaymentOrder order = PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.CREDIT)
                .amount(Amounts.in(currency()).ofMinor(net))
                .payer(client())
                .payee(first.supplier())
                .instrument(first.instrument())
                .requestedOn(t.effective())
                .remittance(PaymentOrder.Remittance.of(
                        group.stream().map(item -> item.invoice().number()).collect(Collectors.joining(" "))))
                .build();
        List<SupplierBatch.Line> lines = group.stream()
                .map(item -> new SupplierBatch.Line(
                        item.invoice().number(),
                        item.invoice().invoicedOn(),
                        item.invoice().amount(),
                        item.discount()))
                .toList();
        return new SupplierBatch.Item(order, lines);
    }

    /** The run for people: what is paid, what is not and why, and that both sum to what was given. */
    default Document toDocument(List<Item> items, AsOf t) {
        Totals in = sum(items, true);
        Totals out = sum(items, false);
        return Document.titled("Payment run")
                .subtitle(client() + ", " + t.effective())
                .paragraph("In " + in + ", out " + out + ", together " + in.plus(out) + " of " + items.size()
                        + " invoices and credit notes")
                .table(table("Paid", items, true))
                .table(table("Not paid", items, false))
                .build();
    }

    private static Totals sum(List<Item> items, boolean in) {
        return Totals.of(items.stream()
                .filter(item -> item.isIn() == in)
                .map(item -> item.invoice().amount())
                .toList());
    }

    private static Table table(String title, List<Item> items, boolean in) {
        Table.Builder table = Table.titled(title)
                .text("supplier", "Supplier")
                .text("number", "Number")
                .text("due", "Due")
                .number("amount", "Amount")
                .number("discount", "Discount")
                .text("reason", "Reason")
                .text("why", "Why");
        List<Item> own = items.stream().filter(item -> item.isIn() == in).toList();
        for (int i = 0; i < own.size(); i++) {
            Item item = own.get(i);
            SupplierInvoice invoice = item.invoice();
            table.row(
                    i + " " + invoice.supplier() + " " + invoice.number(),
                    invoice.supplier().value(),
                    invoice.number(),
                    invoice.dueOn(),
                    invoice.amount(),
                    item.discount(),
                    item.reason(),
                    item.sentence());
        }
        return table.build();
    }

    /** Limits are in the run's currency; the horizon does not lie behind. */
    @Value.Check
    default void check() {
        if (horizonDays() < 0) {
            throw new IllegalArgumentException("horizon of " + horizonDays() + " days, expected 0 or more");
        }
        for (Optional<MonetaryAmount> limit : List.of(supplierLimit(), runLimit(), availableFunds())) {
            if (limit.filter(some -> !some.getCurrency().getCurrencyCode().equals(currency()))
                    .isPresent()) {
                throw new IllegalArgumentException("limit or funds of " + Amounts.text(limit.orElseThrow())
                        + " in a run in " + currency() + ", expected its currency");
            }
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds runs. Not thread-safe. */
    final class Builder extends ImmutablePaymentRun.Builder {
        Builder() {}

        /** Who pays, by the host's id. */
        public Builder client(String party) {
            return client(PartyId.of(party));
        }

        /** The supplier is not paid now. */
        public Builder holdSupplier(String supplier, String why) {
            return putHeldSupplier(PartyId.of(supplier), why);
        }
    }

    /**
     * One invoice or credit note of a run: in or out, and why. Immutable.
     *
     * @param invoice as it was given
     * @param reason why it is in or out
     * @param sentence the same with the values
     * @param discount what is kept for paying early; 0 where nothing is
     */
    record Item(SupplierInvoice invoice, Reason reason, String sentence, MonetaryAmount discount) {

        /** Why an invoice or credit note is in a run or not. */
        public enum Reason implements Code {
            /** In: due before the next run. */
            DUE(true),
            /** In: not due yet, but its discount is worth it. */
            WORTH_THE_DISCOUNT(true),
            /** In: a credit note taken off what the supplier is paid. */
            CREDIT_NETTED(true),
            /** Out: due later. */
            NOT_DUE(false),
            /** Out: invoice or supplier is on hold. */
            HELD(false),
            /** Out: paid before. */
            PAID_BEFORE(false),
            /** Out: looks like another invoice. */
            DUPLICATE_SUSPECTED(false),
            /** Out: the run is in another currency. */
            OTHER_CURRENCY(false),
            /** Out: the supplier would get more than one run allows. */
            SUPPLIER_LIMIT(false),
            /** Out: the run would be larger than allowed. */
            RUN_LIMIT(false),
            /** Out: the funds do not suffice. */
            FUNDS(false),
            /** Out: nothing that is paid to the supplier leaves room for the credit. */
            CREDIT_NOT_COVERED(false);

            private final boolean in;

            Reason(boolean in) {
                this.in = in;
            }

            @Override
            public String id() {
                return "RUN." + name();
            }
        }

        /** Whether it is paid, or netted, in the run. */
        public boolean isIn() {
            return reason.in;
        }

        /** What goes for it: the amount less the discount; below 0 for a credit note. */
        public MonetaryAmount net() {
            return invoice.amount().subtract(discount);
        }
    }

    /** What a supplier asks for, or owes back: an invoice, or a credit note where the amount is below 0. Immutable. */
    @Value.Immutable
    interface SupplierInvoice {

        /** The supplier's number. */
        String number();

        /** Who is paid. */
        PartyId supplier();

        /** As invoiced; below 0 for a credit note, never 0. */
        MonetaryAmount amount();

        /** The supplier's date. */
        LocalDate invoicedOn();

        /** The last day on which it is paid in time. */
        LocalDate dueOn();

        /** What may be kept for paying early. */
        Optional<Discount> discount();

        /** On which rail it is paid. */
        Rail rail();

        /** Where it is paid to. */
        Instrument instrument();

        /** Why it must not be paid now, such as a dispute; empty where nothing speaks against it. */
        Optional<String> hold();

        /**
         * What may be kept for paying early.
         *
         * @param amount above 0
         * @param until the last day
         */
        record Discount(MonetaryAmount amount, LocalDate until) {}

        /** Whether it is a credit note. */
        default boolean isCreditNote() {
            return Amounts.minor(amount()) < 0;
        }

        /** An amount, a number, and a discount smaller than an invoice's amount. */
        @Value.Check
        default void check() {
            long minor = Amounts.minor(amount());
            if (number().isBlank() || minor == 0) {
                throw new IllegalArgumentException("invoice '" + number() + "' of " + supplier() + " over "
                        + Amounts.text(amount()) + ", expected the supplier's number and an amount other than 0");
            }
            discount().ifPresent(discount -> {
                if (!discount.amount().getCurrency().equals(amount().getCurrency())
                        || Amounts.minor(discount.amount()) <= 0
                        || Amounts.minor(discount.amount()) >= minor) {
                    throw new IllegalArgumentException("invoice '" + number() + "' over " + Amounts.text(amount())
                            + " has a discount of " + Amounts.text(discount.amount())
                            + ", expected above 0 and below the amount of an invoice");
                }
            });
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds invoices. Not thread-safe. */
        final class Builder extends ImmutableSupplierInvoice.Builder {
            Builder() {}

            /** Who is paid, by the host's id. */
            public Builder supplier(String party) {
                return supplier(PartyId.of(party));
            }

            /** What may be kept for paying until the day. */
            public Builder discount(MonetaryAmount amount, LocalDate until) {
                return discount(new Discount(amount, until));
            }
        }
    }
}
