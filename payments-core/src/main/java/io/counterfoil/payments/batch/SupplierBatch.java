package io.counterfoil.payments.batch;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.ApprovalPolicy;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/**
 * A supplier batch, folded from its events. Immutable.
 *
 * @param status where it stands
 * @param history what happened
 */
public record SupplierBatch(BatchStatus status, History<BatchEvent> history)
        implements TableMachine.Fold<BatchStatus, BatchEvent> {

    /**
     * What a payment is for: an invoice, less a discount, or a credit note.
     *
     * @param reference the supplier's number of the invoice or credit note
     * @param dated its date
     * @param gross as invoiced; below 0 for a credit note
     * @param discount taken for paying early, 0 or more
     */
    public record Line(String reference, LocalDate dated, MonetaryAmount gross, MonetaryAmount discount) {

        public Line {
            Objects.requireNonNull(dated, "dated");
            if (reference.isBlank() || Amounts.minor(discount) < 0) {
                throw new IllegalArgumentException("line '" + reference + "' with discount " + Amounts.text(discount)
                        + ", expected the supplier's number and 0 or more");
            }
        }

        /** What is paid for it. */
        public MonetaryAmount net() {
            return gross.subtract(discount);
        }
    }

    /**
     * One payment of the batch.
     *
     * @param order a payment of its own
     * @param lines what it is for; empty where the order says it all, else their sum is the order's amount
     */
    public record Item(PaymentOrder order, List<Line> lines) {

        public Item {
            lines = List.copyOf(lines);
            long sum = 0;
            for (Line line : lines) {
                if (!line.net().getCurrency().equals(order.amount().getCurrency())) {
                    throw new IllegalArgumentException("line '" + line.reference() + "' of " + Amounts.text(line.net())
                            + " in payment " + order.id() + " of " + Amounts.text(order.amount())
                            + ", expected one currency");
                }
                sum = Math.addExact(sum, Amounts.minor(line.net()));
            }
            if (!lines.isEmpty() && sum != Amounts.minor(order.amount())) {
                throw new IllegalArgumentException("lines of payment " + order.id() + " sum to "
                        + Amounts.text(Amounts.in(order.amount().getCurrency()).ofMinor(sum)) + ", expected "
                        + Amounts.text(order.amount()));
            }
        }

        /** A payment whose order says it all. */
        public static Item of(PaymentOrder order) {
            return new Item(order, List.of());
        }
    }

    /**
     * What is to be paid, and what its maker counted on another way, such as from the list that was handed in.
     *
     * @param id names the batch
     * @param client who pays
     * @param items the payments, all in one currency and from the client, each id once
     * @param controlCount how many payments there should be
     * @param controlTotal what they should sum to; its currency is that of the batch
     */
    public record Content(String id, PartyId client, List<Item> items, long controlCount, MonetaryAmount controlTotal) {

        public Content {
            Objects.requireNonNull(client, "client");
            items = List.copyOf(items);
            if (id.isBlank() || id.length() > 60) {
                throw new IllegalArgumentException(
                        "batch id has " + id.length() + " characters, expected 1 to 60, not all blank");
            }
            Set<PaymentId> seen = new HashSet<>();
            for (Item item : items) {
                PaymentOrder order = item.order();
                if (!order.amount().getCurrency().equals(controlTotal.getCurrency())
                        || !order.payer().equals(client)
                        || !seen.add(order.id())) {
                    throw new IllegalArgumentException("payment " + order.id() + " of " + Amounts.text(order.amount())
                            + " from " + order.payer() + " in batch '" + id + "', expected each payment once, from "
                            + client + " in " + controlTotal.getCurrency().getCurrencyCode());
                }
            }
        }

        /** What the payments sum to. */
        public MonetaryAmount total() {
            long sum = 0;
            for (Item item : items) {
                sum = Math.addExact(sum, Amounts.minor(item.order().amount()));
            }
            return Amounts.in(controlTotal.getCurrency()).ofMinor(sum);
        }
    }

    /** What is to be paid, as last drafted or edited; empty before. */
    public Optional<Content> content() {
        return history.toList().stream()
                .map(BatchEvent::detail)
                .filter(BatchEvent.Drafted.class::isInstance)
                .map(detail -> ((BatchEvent.Drafted) detail).content())
                .reduce((first, last) -> last);
    }

    /** Everybody who drafted, edited or submitted it: they may not approve it. */
    public List<Actor> makers() {
        return history.toList().stream()
                .filter(event -> switch (event.kind()) {
                    case DRAFT, EDIT, SUBMIT -> true;
                    default -> false;
                })
                .map(event -> event.stamp().by())
                .distinct()
                .toList();
    }

    /** Who agreed to what it says now: approvals before the last edit do not count. */
    public ApprovalPolicy.Approvals approvals() {
        ApprovalPolicy.Approvals given = ApprovalPolicy.Approvals.none();
        for (BatchEvent event : history.toList()) {
            given = switch (event.kind()) {
                case SIGN, APPROVE ->
                    given.plus(event.stamp().by(), event.stamp().at());
                case DRAFT, EDIT -> ApprovalPolicy.Approvals.none();
                default -> given;
            };
        }
        return given;
    }

    /** The last result reported for each payment, by id. */
    public Map<PaymentId, PaymentStatus> results() {
        Map<PaymentId, PaymentStatus> results = new TreeMap<>();
        for (BatchEvent event : history.toList()) {
            if (event.detail() instanceof BatchEvent.ItemResult result) {
                results.put(result.payment(), result.status());
            }
        }
        return Collections.unmodifiableMap(results);
    }

    /** The payments whose end was not reported, in the order of the batch. */
    public List<PaymentId> open() {
        Map<PaymentId, PaymentStatus> results = results();
        return content().stream()
                .flatMap(content -> content.items().stream())
                .map(item -> item.order().id())
                .filter(id -> !results.containsKey(id))
                .toList();
    }

    /**
     * The remittance advice for each supplier: what was paid to it, for which invoices.
     *
     * @return by supplier, in the order in which the batch names them
     */
    public Map<PartyId, Document> remittanceAdvices() {
        Map<PartyId, List<Item>> bySupplier = new LinkedHashMap<>();
        content().stream()
                .flatMap(content -> content.items().stream())
                .forEach(item -> bySupplier
                        .computeIfAbsent(item.order().payee(), any -> new ArrayList<>())
                        .add(item));
        Map<PartyId, Document> advices = new LinkedHashMap<>();
        bySupplier.forEach((supplier, items) -> advices.put(supplier, advice(supplier, items)));
        return Collections.unmodifiableMap(advices);
    }

    private Document advice(PartyId supplier, List<Item> items) {
        Content content = content().orElseThrow();
        Document.Builder document = Document.titled("Remittance advice")
                .subtitle(content.client() + " to " + supplier + ", batch " + content.id());
        Amounts currency = Amounts.in(content.controlTotal().getCurrency());
        long total = 0;
        for (Item item : items) {
            total = Math.addExact(total, Amounts.minor(item.order().amount()));
            document.heading("Payment " + item.order().id());
            document.paragraph(
                    Amounts.text(item.order().amount()) + " on " + item.order().requestedOn() + " to "
                            + item.order().instrument().masked());
            if (!item.order().remittance().text().isEmpty()) {
                document.paragraph(item.order().remittance().text());
            }
            if (!item.lines().isEmpty()) {
                document.table(lines(item));
            }
        }
        return document.paragraph("Total " + Amounts.text(currency.ofMinor(total)))
                .build();
    }

    private static Table lines(Item item) {
        Table.Builder table = Table.titled("What it is for")
                .text("reference", "Invoice")
                .text("dated", "Dated")
                .number("gross", "Gross")
                .number("discount", "Discount")
                .number("net", "Paid");
        for (int i = 0; i < item.lines().size(); i++) {
            Line line = item.lines().get(i);
            table.row(
                    i + " " + line.reference(),
                    line.reference(),
                    line.dated(),
                    line.gross(),
                    line.discount(),
                    line.net());
        }
        return table.build();
    }
}
