package io.counterfoil.payments.run;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.run.PaymentRun.Item.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** One proposal of a run. Confined to the call that makes it. */
final class RunSelection {

    private static final BigDecimal DAYS_OF_YEAR = BigDecimal.valueOf(365);
    private static final Comparator<PaymentRun.SupplierInvoice> ORDER = Comparator.comparing(
                    PaymentRun.SupplierInvoice::dueOn)
            .thenComparing(PaymentRun.SupplierInvoice::supplier)
            .thenComparing(PaymentRun.SupplierInvoice::number)
            .thenComparing(invoice -> Amounts.text(invoice.amount()))
            .thenComparing(PaymentRun.SupplierInvoice::toString);

    private final PaymentRun run;
    private final AsOf asOf;
    private final Amounts amounts;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<PartyId, Long> bySupplier = new HashMap<>();
    private final Map<PayeeKey, Long> byPayee = new HashMap<>();
    private long total;

    /** An invoice on its way to a verdict. */
    private static final class Candidate {
        final PaymentRun.SupplierInvoice invoice;

        @Nullable
        Reason reason;

        String sentence = "";
        long discount;
        boolean open = true;

        Candidate(PaymentRun.SupplierInvoice invoice) {
            this.invoice = invoice;
        }

        void out(Reason why, String text) {
            reason = why;
            sentence = text;
            open = false;
        }
    }

    RunSelection(PaymentRun run, List<PaymentRun.SupplierInvoice> due, AsOf asOf) {
        this.run = run;
        this.asOf = asOf;
        this.amounts = Amounts.in(run.currency());
        due.stream().sorted(ORDER).forEach(invoice -> candidates.add(new Candidate(invoice)));
    }

    List<PaymentRun.Item> items() {
        for (int i = 0; i < candidates.size(); i++) {
            exclude(candidates.get(i), candidates.subList(0, i));
        }
        boolean changed = true;
        while (changed) {
            // A credit note makes room under a limit, a further invoice makes room for a credit note.
            boolean taken = takeInvoices();
            boolean netted = netCredits();
            changed = taken || netted;
        }
        return candidates.stream().map(this::item).toList();
    }

    private PaymentRun.Item item(Candidate one) {
        Reason reason = one.reason == null ? Reason.CREDIT_NOT_COVERED : one.reason;
        if (one.open && !one.invoice.isCreditNote()) {
            Limit limit = exceeded(one, Amounts.minor(one.invoice.amount()) - one.discount)
                    .orElseThrow();
            return new PaymentRun.Item(one.invoice, limit.reason(), limit.sentence(), amounts.ofMinor(0));
        }
        Amounts own = Amounts.in(one.invoice.amount().getCurrency());
        return new PaymentRun.Item(one.invoice, reason, one.sentence, own.ofMinor(one.discount));
    }

    private void exclude(Candidate one, List<Candidate> before) {
        PaymentRun.SupplierInvoice invoice = one.invoice;
        Optional<String> held =
                invoice.hold().or(() -> Optional.ofNullable(run.heldSuppliers().get(invoice.supplier())));
        if (!invoice.amount().getCurrency().getCurrencyCode().equals(run.currency())) {
            one.out(Reason.OTHER_CURRENCY, Amounts.text(invoice.amount()) + ", the run is in " + run.currency());
        } else if (held.isPresent()) {
            one.out(Reason.HELD, PanRedactor.redact(held.orElseThrow()));
        } else if (run.paidBefore().stream()
                .anyMatch(paid -> isSameNumber(paid, invoice) && paid.number().equals(invoice.number()))) {
            one.out(Reason.PAID_BEFORE, "number " + invoice.number() + " of " + invoice.supplier() + " was paid");
        } else {
            duplicate(one, before).ifPresent(text -> one.out(Reason.DUPLICATE_SUSPECTED, text));
        }
        if (one.open && !invoice.isCreditNote()) {
            judgeDay(one);
        }
    }

    private Optional<String> duplicate(Candidate one, List<Candidate> before) {
        PaymentRun.SupplierInvoice invoice = one.invoice;
        if (run.releasedDuplicates().contains(invoice.supplier() + "/" + invoice.number())) {
            return Optional.empty();
        }
        List<PaymentRun.SupplierInvoice> others = new ArrayList<>(run.paidBefore());
        before.forEach(other -> others.add(other.invoice));
        for (PaymentRun.SupplierInvoice other : others) {
            if (isSameNumber(/* one= */ other, /* other= */ invoice)) {
                return Optional.of(
                        "number " + invoice.number() + " reads like " + other.number() + " of " + invoice.supplier());
            }
            if (other.supplier().equals(invoice.supplier())
                    && other.invoicedOn().equals(invoice.invoicedOn())
                    && Amounts.text(other.amount()).equals(Amounts.text(invoice.amount()))) {
                return Optional.of("same amount and date as " + other.number() + ": " + Amounts.text(invoice.amount())
                        + ", " + invoice.invoicedOn());
            }
        }
        return Optional.empty();
    }

    private static boolean isSameNumber(PaymentRun.SupplierInvoice one, PaymentRun.SupplierInvoice other) {
        return one.supplier().equals(other.supplier()) && plain(one.number()).equals(plain(other.number()));
    }

    /** Letters and digits alone, in capitals, the number's leading zeros dropped: how a person reads an invoice number. */
    private static String plain(String number) {
        return number.toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .replaceAll("(?<![0-9])0+(?=[0-9])", "");
    }

    /** Whether it is paid today as far as the days go, and with which discount. */
    private void judgeDay(Candidate one) {
        PaymentRun.SupplierInvoice invoice = one.invoice;
        LocalDate today = asOf.effective();
        Optional<PaymentRun.SupplierInvoice.Discount> discount =
                invoice.discount().filter(some -> !some.until().isBefore(today));
        one.discount = discount.map(some -> Amounts.minor(some.amount())).orElse(0L);
        if (!invoice.dueOn().isAfter(today.plusDays(run.horizonDays()))) {
            one.reason = Reason.DUE;
            one.sentence = "due " + invoice.dueOn()
                    + discount.map(some -> ", discount until " + some.until()).orElse("");
            return;
        }
        Optional<BigDecimal> rate = discount.map(some -> annualRate(invoice, today));
        if (rate.isPresent()
                && run.worthwhileAnnualRate()
                        .filter(worth -> rate.orElseThrow().compareTo(worth) >= 0)
                        .isPresent()) {
            one.reason = Reason.WORTH_THE_DISCOUNT;
            one.sentence = "due " + invoice.dueOn() + ", discount of " + text(one.discount) + " is "
                    + percent(rate.orElseThrow()) + " a year";
            return;
        }
        String notWorth =
                rate.map(some -> ", discount is " + percent(some) + " a year").orElse("");
        one.discount = 0;
        one.out(Reason.NOT_DUE, "due " + invoice.dueOn() + notWorth);
    }

    private static BigDecimal annualRate(PaymentRun.SupplierInvoice invoice, LocalDate today) {
        BigDecimal kept = BigDecimal.valueOf(
                Amounts.minor(invoice.discount().orElseThrow().amount()));
        BigDecimal paid = BigDecimal.valueOf(Amounts.minor(invoice.amount())).subtract(kept);
        BigDecimal early = BigDecimal.valueOf(ChronoUnit.DAYS.between(today, invoice.dueOn()));
        return kept.multiply(DAYS_OF_YEAR).divide(paid.multiply(early), MathContext.DECIMAL64);
    }

    private static String percent(BigDecimal rate) {
        return rate.movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    private boolean takeInvoices() {
        boolean taken = false;
        for (Candidate one : candidates) {
            if (one.open && !one.invoice.isCreditNote()) {
                long net = Amounts.minor(one.invoice.amount()) - one.discount;
                if (exceeded(one, net).isEmpty()) {
                    add(one, net);
                    taken = true;
                }
            }
        }
        return taken;
    }

    private record Limit(Reason reason, String sentence) {}

    private Optional<Limit> exceeded(Candidate one, long net) {
        PartyId supplier = one.invoice.supplier();
        long ofSupplier = Math.addExact(bySupplier.getOrDefault(supplier, 0L), net);
        long ofRun = Math.addExact(total, net);
        return over(run.supplierLimit(), ofSupplier, Reason.SUPPLIER_LIMIT, supplier + " would get ")
                .or(() -> over(run.runLimit(), ofRun, Reason.RUN_LIMIT, "the run would be "))
                .or(() -> over(run.availableFunds(), ofRun, Reason.FUNDS, "the run would need "));
    }

    private Optional<Limit> over(Optional<MonetaryAmount> limit, long wanted, Reason reason, String words) {
        return limit.filter(most -> wanted > Amounts.minor(most))
                .map(most -> new Limit(reason, words + text(wanted) + ", at most " + Amounts.text(most)));
    }

    private boolean netCredits() {
        boolean netted = false;
        for (Candidate one : candidates) {
            if (one.open && one.invoice.isCreditNote()) {
                long credit = Amounts.minor(one.invoice.amount());
                long paid = byPayee.getOrDefault(PayeeKey.of(one.invoice), 0L);
                if (Math.addExact(paid, credit) > 0) {
                    one.reason = Reason.CREDIT_NETTED;
                    one.sentence = "taken off " + text(paid) + " to " + one.invoice.supplier();
                    add(one, credit);
                    netted = true;
                } else {
                    one.sentence =
                            text(paid) + " is paid to " + one.invoice.supplier() + ", the credit is " + text(-credit);
                }
            }
        }
        return netted;
    }

    private void add(Candidate one, long net) {
        one.open = false;
        bySupplier.merge(one.invoice.supplier(), net, Math::addExact);
        byPayee.merge(PayeeKey.of(one.invoice), net, Math::addExact);
        total = Math.addExact(total, net);
    }

    private String text(long minor) {
        return Amounts.text(amounts.ofMinor(minor));
    }
}
