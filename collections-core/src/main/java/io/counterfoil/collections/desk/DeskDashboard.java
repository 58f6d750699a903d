package io.counterfoil.collections.desk;

import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.status.Invoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/**
 * The desk at a glance: counts and amounts of the outcomes by kind, age and owner, tied to what was read (COL-63). Immutable.
 *
 * @param asOf when it was judged
 * @param byKind gravest first; kinds that nothing has are not there
 * @param byAge days since the invoices were due
 * @param byOwner who works on them; empty for nobody
 * @param withoutInvoice payments that belong to no invoice
 * @param outcomes the lines
 * @param proof that every invoice has one outcome and every payment is accounted for
 */
public record DeskDashboard(
        AsOf asOf,
        SortedMap<Kind, Sum> byKind,
        Map<Age, Sum> byAge,
        SortedMap<String, Sum> byOwner,
        List<ProviderPayment> withoutInvoice,
        List<DeskOutcome> outcomes,
        Proof proof) {

    public DeskDashboard {
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(proof, "proof");
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
        byAge = Collections.unmodifiableMap(new LinkedHashMap<>(byAge));
        byOwner = Collections.unmodifiableSortedMap(new TreeMap<>(byOwner));
        withoutInvoice = List.copyOf(withoutInvoice);
        outcomes = List.copyOf(outcomes);
    }

    /** What can be wrong between the outcomes and what was read. */
    private enum Fault implements Code {
        INVOICE_WITHOUT_OUTCOME,
        OUTCOME_TWICE,
        OUTCOME_WITHOUT_INVOICE;

        @Override
        public String id() {
            return "DESK." + name();
        }
    }

    static DeskDashboard of(
            List<DeskOutcome> outcomes, List<Invoice> invoices, List<ProviderPayment> payments, AsOf asOf) {
        Set<String> assigned = new TreeSet<>();
        outcomes.forEach(outcome -> outcome.payments().forEach(payment -> {
            assigned.add(payment.id());
            String share = "/" + outcome.invoice().id();
            if (payment.id().endsWith(share)) {
                assigned.add(payment.id().substring(0, payment.id().length() - share.length()));
            }
        }));
        List<ProviderPayment> free = payments.stream()
                .filter(payment -> !assigned.contains(payment.id()))
                .toList();
        Map<Age, Sum> byAge = new EnumMap<>(Age.class);
        byAge.putAll(sums(outcomes, outcome -> Age.of(outcome.age())));
        return new DeskDashboard(
                asOf,
                sums(outcomes, DeskOutcome::kind),
                byAge,
                sums(outcomes, DeskOutcome::owner),
                free,
                outcomes,
                prove(outcomes, invoices, payments, free));
    }

    private static <K extends Comparable<K>> SortedMap<K, Sum> sums(
            List<DeskOutcome> outcomes, Function<DeskOutcome, K> by) {
        SortedMap<K, Sum> sums = new TreeMap<>();
        for (DeskOutcome outcome : outcomes) {
            sums.merge(by.apply(outcome), Sum.of(outcome.invoice().amount()), Sum::plus);
        }
        return sums;
    }

    private static Proof prove(
            List<DeskOutcome> outcomes,
            List<Invoice> invoices,
            List<ProviderPayment> payments,
            List<ProviderPayment> free) {
        List<Diagnostic> problems = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        outcomes.forEach(outcome -> seen.merge(outcome.invoice().id().value(), 1, Integer::sum));
        for (Invoice invoice : invoices) {
            int count = seen.getOrDefault(invoice.id().value(), 0);
            seen.remove(invoice.id().value());
            if (count != 1) {
                problems.add(problem(
                        count == 0 ? Fault.INVOICE_WITHOUT_OUTCOME : Fault.OUTCOME_TWICE,
                        "invoice " + invoice.id() + " has " + count + " outcomes, expected 1"));
            }
        }
        seen.forEach((number, count) -> problems.add(problem(
                Fault.OUTCOME_WITHOUT_INVOICE, "invoice " + number + " has an outcome and was not read, expected it")));
        Totals read = Totals.of(invoices.stream().map(Invoice::amount).toList());
        Totals judged = Totals.of(
                outcomes.stream().map(outcome -> outcome.invoice().amount()).toList());
        Totals all = Totals.of(payments.stream().map(ProviderPayment::amount).toList());
        Totals unassigned = Totals.of(free.stream().map(ProviderPayment::amount).toList());
        Proof.Builder proof = Proof.builder()
                .subject(SubjectRef.of("desk", "payments"))
                .status(problems.isEmpty() && read.equals(judged) ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .sentence(invoices.size() + " invoices of " + read + ", " + outcomes.size() + " outcomes of " + judged
                        + "; " + payments.size() + " payments, " + free.size() + " without invoice")
                .addAllProblems(problems);
        figures(proof, "INVOICES", "invoices read", invoices.size(), read);
        figures(proof, "OUTCOMES", "outcomes", outcomes.size(), judged);
        figures(proof, "PAYMENTS", "payments", payments.size(), all);
        figures(proof, "ON_OUTCOMES", "payments on invoices", payments.size() - free.size(), all.minus(unassigned));
        figures(proof, "WITHOUT_INVOICE", "payments without invoice", free.size(), unassigned);
        read.minus(judged)
                .amounts()
                .forEach(
                        rest -> proof.addDifferences(Proof.Figure.of("UNJUDGED", "invoices without outcome", 0, rest)));
        return proof.build();
    }

    private static Diagnostic problem(Fault fault, String sentence) {
        return Diagnostic.error(fault, sentence, Diagnostic.Location.of("payment desk"));
    }

    private static void figures(Proof.Builder proof, String code, String label, long count, Totals totals) {
        for (MonetaryAmount amount : totals.amounts()) {
            proof.addFigures(Proof.Figure.of(code, label, count, amount));
        }
    }

    /** Every line of a kind, the oldest first. */
    public List<DeskOutcome> of(Kind kind) {
        return outcomes.stream()
                .filter(outcome -> outcome.kind() == kind)
                .sorted((one, other) -> Long.compare(other.age(), one.age()))
                .toList();
    }

    /** The dashboard for people: figures, what to do gravest first, ages, owners, payments without invoice. */
    public Document toDocument() {
        Document.Builder document = Document.titled("Payment desk")
                .subtitle("As of " + asOf.effective() + ", as known at " + asOf.knownAt())
                .callout(
                        proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD,
                        "Invoices and outcomes: " + proof.status(),
                        proof.sentence());
        Table.Builder kinds = Table.titled("What to do")
                .text("outcome", "Outcome")
                .number("count", "Invoices")
                .number("amount", "Amount");
        byKind.forEach((kind, sum) -> kinds.row(kind.name(), kind, sum.count(), sum.amounts()));
        Table.Builder ages = Table.titled("By age")
                .text("age", "Days past due")
                .number("count", "Invoices")
                .number("amount", "Amount");
        byAge.forEach((age, sum) -> ages.row(age.name(), age.label(), sum.count(), sum.amounts()));
        Table.Builder owners = Table.titled("By owner")
                .text("owner", "Owner")
                .number("count", "Invoices")
                .number("amount", "Amount");
        byOwner.forEach(
                (owner, sum) -> owners.row(owner, owner.isEmpty() ? "nobody" : owner, sum.count(), sum.amounts()));
        document.table(kinds.build()).table(ages.build()).table(owners.build());
        for (Kind kind : byKind.keySet()) {
            if (kind != Kind.NO_CHANGE) {
                document.section(kind.name(), kind.isAlert(), section -> section.table(lines(kind)));
            }
        }
        if (!withoutInvoice.isEmpty()) {
            document.table(free());
        }
        return document.build();
    }

    private Table lines(Kind kind) {
        Table.Builder lines = Table.titled("")
                .text("invoice", "Invoice")
                .text("customer", "Customer")
                .text("status", "Billing")
                .number("amount", "Amount")
                .number("age", "Age")
                .text("owner", "Owner")
                .text("why", "Why");
        of(kind).forEach(outcome -> lines.row(
                outcome.invoice().id().value(),
                outcome.invoice().id().value(),
                outcome.invoice().customer().value(),
                outcome.invoice().status(),
                outcome.invoice().amount(),
                outcome.age(),
                outcome.owner(),
                outcome.evidence().facts().get(0).sentence()));
        return lines.build();
    }

    private Table free() {
        Table.Builder lines = Table.titled("Payments without invoice")
                .text("payment", "Payment")
                .text("state", "State")
                .number("amount", "Amount")
                .text("on", "On");
        withoutInvoice.forEach(
                payment -> lines.row(payment.id(), payment.id(), payment.state(), payment.amount(), payment.on()));
        return lines.build();
    }

    /**
     * A count and an amount.
     *
     * @param count of invoices
     * @param amounts of the invoices, per currency
     */
    public record Sum(int count, Totals amounts) {

        static Sum of(MonetaryAmount amount) {
            return new Sum(1, Totals.of(amount));
        }

        Sum plus(Sum other) {
            return new Sum(count + other.count, amounts.plus(other.amounts));
        }
    }

    /** Days since an invoice was due. */
    public enum Age {
        NOT_DUE("not due"),
        DAYS_1_30("1-30"),
        DAYS_31_60("31-60"),
        DAYS_61_90("61-90"),
        DAYS_OVER_90("over 90");

        private static final int MONTH = 30;

        private final String label;

        Age(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }

        static Age of(long days) {
            if (days <= 0) {
                return NOT_DUE;
            }
            if (days <= MONTH) {
                return DAYS_1_30;
            }
            if (days <= 2 * MONTH) {
                return DAYS_31_60;
            }
            return days <= 3 * MONTH ? DAYS_61_90 : DAYS_OVER_90;
        }
    }
}
