package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.money.MonetaryAmount;

/** Collects what names an invoice, over one reading of the host's invoices. Not thread-safe: confine to one run. */
final class ClueFinder {

    private static final int MAX_TOKENS = 64;
    private static final String EDGES = ".,;:!?#\"'()[]{}<>*";

    private final LinkPolicy policy;
    private final InvoiceSource invoices;
    private final Map<AmountKey, List<Invoice>> openByAmount = new HashMap<>();

    private record AmountKey(String currency, BigDecimal number) {
        static AmountKey of(MonetaryAmount amount) {
            BigDecimal number = amount.getNumber().numberValueExact(BigDecimal.class);
            return new AmountKey(
                    amount.getCurrency().getCurrencyCode(),
                    number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        }
    }

    ClueFinder(LinkPolicy policy, InvoiceSource invoices) {
        this.policy = policy;
        this.invoices = invoices;
        for (Invoice invoice : invoices.byStatus(EnumSet.of(Invoice.Status.PENDING, Invoice.Status.FAILED))) {
            if (invoice.open().isPositive()) {
                openByAmount
                        .computeIfAbsent(AmountKey.of(invoice.open()), k -> new ArrayList<>())
                        .add(invoice);
            }
        }
        openByAmount.values().forEach(list -> list.sort(Comparator.comparing(Invoice::id)));
    }

    /** Evidence of ranks 1 to 6, strongest first. */
    List<Clue> hard(PaymentEvidence payment) {
        List<Clue> clues = new ArrayList<>();
        payment.invoicePayments().forEach(id -> add(clues, InvoiceLink.Rank.INVOICE_PAYMENT, "", id));
        payment.legacyInvoices().forEach(id -> add(clues, InvoiceLink.Rank.LEGACY_INVOICE_FIELD, "", id));
        new TreeMap<>(payment.metadata())
                .forEach((key, value) -> policy.metadataKeys().stream()
                        .filter(known -> key.equals(known) || key.endsWith("." + known))
                        .findFirst()
                        .ifPresent(known -> add(clues, InvoiceLink.Rank.METADATA, known, value)));
        payment.clientReference().ifPresent(text -> add(clues, InvoiceLink.Rank.CLIENT_REFERENCE, "", text));
        payment.paymentLink().ifPresent(id -> add(clues, InvoiceLink.Rank.PAYMENT_LINK, "", id));
        payment.orderReferences().forEach(text -> add(clues, InvoiceLink.Rank.ORDER_REFERENCE, "", text));
        return clues;
    }

    /** Every invoice whose number is a whole token of a free text; no invoices where none is. */
    Clue numbersInText(PaymentEvidence payment) {
        Set<Invoice> named = new LinkedHashSet<>();
        payment.texts().stream()
                .flatMap(text -> tokens(text).stream())
                .distinct()
                .limit(MAX_TOKENS)
                .forEach(token -> invoices.byReference(token).stream()
                        .filter(invoice -> normal(invoice.id().value()).equals(normal(token)))
                        .forEach(named::add));
        return new Clue(InvoiceLink.Rank.NUMBER_IN_TEXT, "", "", sorted(named));
    }

    /** Open invoices of the payment's customer with exactly its amount, near in time. */
    Clue customerAmountDate(PaymentEvidence payment) {
        return byAmount(
                InvoiceLink.Rank.CUSTOMER_AMOUNT_DATE,
                payment,
                invoice -> payment.customer().filter(invoice.customer()::equals).isPresent());
    }

    /** Open invoices with exactly the payment's amount, near in time. */
    Clue amountDate(PaymentEvidence payment) {
        return byAmount(InvoiceLink.Rank.AMOUNT_DATE, payment, invoice -> true);
    }

    private Clue byAmount(InvoiceLink.Rank rank, PaymentEvidence payment, Predicate<Invoice> more) {
        List<Invoice> near = openByAmount.getOrDefault(AmountKey.of(payment.amount()), List.of()).stream()
                .filter(more)
                .filter(invoice ->
                        Math.abs(ChronoUnit.DAYS.between(invoice.issuedOn(), payment.paidOn())) <= policy.windowDays())
                .toList();
        return new Clue(rank, "", "", near);
    }

    private void add(List<Clue> clues, InvoiceLink.Rank rank, String label, String value) {
        List<Invoice> named =
                normal(value).isEmpty() ? Collections.emptyList() : sorted(Set.copyOf(invoices.byReference(value)));
        clues.add(new Clue(rank, label, value, named));
    }

    static List<Invoice> sorted(Set<Invoice> some) {
        return some.stream().sorted(Comparator.comparing(Invoice::id)).toList();
    }

    /** Letters and digits in capitals, as {@link InvoiceSource} compares references. */
    static String normal(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (String word : text.split("[\\s,;:&+|=()]+", -1)) {
            int from = 0;
            int to = word.length();
            while (from < to && EDGES.indexOf(word.charAt(from)) >= 0) {
                from++;
            }
            while (to > from && EDGES.indexOf(word.charAt(to - 1)) >= 0) {
                to--;
            }
            if (from < to) {
                tokens.add(word.substring(from, to));
            }
        }
        return tokens;
    }
}
