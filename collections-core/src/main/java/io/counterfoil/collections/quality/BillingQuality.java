package io.counterfoil.collections.quality;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Reads invoices and bookings against each other and reports what cannot be right (COL-72). Immutable, thread-safe. */
public final class BillingQuality {

    private static final AlertKind BILLING_DATA = new AlertKind("BILLING_DATA");
    private static final int EXAMPLES = 5;

    private final Map<String, Booking> bookings;
    private final String bookingReference;
    private final String role;
    private final int alertFrom;

    private BillingQuality(Builder builder) {
        bookings = new TreeMap<>(builder.bookings);
        bookingReference = builder.bookingReference;
        role = builder.role;
        alertFrom = builder.alertFrom;
    }

    /** A new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is wrong with the billing system's invoices, as it is read now. */
    public Report assess(InvoiceSource invoices, AsOf asOf) {
        return assess(invoices.byStatus(Set.of(Invoice.Status.values())), asOf);
    }

    /** What is wrong with the invoices. */
    public Report assess(Collection<Invoice> invoices, AsOf asOf) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<Invoice>> byBooking = new TreeMap<>();
        for (Invoice invoice : invoices) {
            Optional<String> booking = Optional.ofNullable(invoice.references().get(bookingReference));
            if (invoice.status() != Invoice.Status.VOID) {
                booking.ifPresent(number -> byBooking
                        .computeIfAbsent(number, key -> new ArrayList<>())
                        .add(invoice));
            }
            contradictions(invoice, asOf, booking.map(bookings::get), findings);
        }
        byBooking.forEach((number, own) -> invoicesOf(number, own, findings));
        bookings.values().forEach(booking -> ofBooking(booking, byBooking.containsKey(booking.id()), findings));
        findings.sort(Comparator.comparing(Finding::rule).thenComparing(Finding::reference));
        return new Report(asOf, findings, Map.of(), role, alertFrom);
    }

    /** Statuses and dates of one invoice that cannot all be true. */
    private static void contradictions(Invoice invoice, AsOf asOf, Optional<Booking> booking, List<Finding> findings) {
        String owner = booking.map(Booking::owner).orElse("");
        String number = invoice.id().value();
        boolean isOwed = invoice.status() == Invoice.Status.PENDING || invoice.status() == Invoice.Status.FAILED;
        if (invoice.dueOn().filter(due -> due.isBefore(invoice.issuedOn())).isPresent()) {
            findings.add(new Finding(
                    Rule.DATES_CONTRADICT,
                    number,
                    invoice.amount(),
                    owner,
                    "invoice " + number + " is due " + invoice.dueOn().get() + ", before it was issued on "
                            + invoice.issuedOn()));
        }
        if (invoice.issuedOn().isAfter(asOf.effective())) {
            findings.add(new Finding(
                    Rule.DATES_CONTRADICT,
                    number,
                    invoice.amount(),
                    owner,
                    "invoice " + number + " is issued on " + invoice.issuedOn() + ", after " + asOf.effective()));
        }
        if (isOwed && invoice.open().isZero()) {
            findings.add(new Finding(
                    Rule.STATUS_CONTRADICTS,
                    number,
                    invoice.amount(),
                    owner,
                    "invoice " + number + " is " + invoice.status() + " and nothing of it is open"));
        }
        long open = Amounts.minor(invoice.open());
        if (open < 0 || open > Amounts.minor(invoice.amount())) {
            findings.add(new Finding(
                    Rule.STATUS_CONTRADICTS,
                    number,
                    invoice.amount(),
                    owner,
                    "invoice " + number + " has " + Amounts.text(invoice.open()) + " open of "
                            + Amounts.text(invoice.amount())));
        }
        boolean isCancelled = booking.map(Booking::isCancelled).orElse(false);
        if (isCancelled && isOwed) {
            findings.add(new Finding(
                    Rule.STATUS_CONTRADICTS,
                    number,
                    invoice.amount(),
                    owner,
                    "invoice " + number + " is " + invoice.status() + " and its booking was cancelled"));
        }
    }

    /** Two live invoices for one booking, or one of another amount than the booking. */
    private void invoicesOf(String number, List<Invoice> own, List<Finding> findings) {
        Booking booking = bookings.get(number);
        String owner = booking == null ? "" : booking.owner();
        if (own.size() > 1) {
            findings.add(new Finding(
                    Rule.TWO_INVOICES,
                    number,
                    own.get(1).amount(),
                    owner,
                    "booking " + number + " has invoices "
                            + own.stream()
                                    .map(invoice -> invoice.id().value())
                                    .sorted()
                                    .toList()));
        }
        if (booking == null) {
            own.forEach(invoice -> findings.add(new Finding(
                    Rule.BOOKING_UNKNOWN,
                    invoice.id().value(),
                    invoice.amount(),
                    owner,
                    "invoice " + invoice.id() + " is for booking " + number + ", which is not known")));
            return;
        }
        for (Invoice invoice : own) {
            boolean sameAmount = invoice.amount()
                            .getCurrency()
                            .getCurrencyCode()
                            .equals(booking.amount().getCurrency().getCurrencyCode())
                    && Amounts.minor(invoice.amount()) == Amounts.minor(booking.amount());
            if (!sameAmount && own.size() == 1) {
                findings.add(new Finding(
                        Rule.AMOUNT_DIFFERS,
                        invoice.id().value(),
                        invoice.amount(),
                        owner,
                        "invoice " + invoice.id() + " is of " + Amounts.text(invoice.amount()) + ", its booking of "
                                + Amounts.text(booking.amount())));
            }
        }
    }

    private static void ofBooking(Booking booking, boolean isInvoiced, List<Finding> findings) {
        if (!isInvoiced && !booking.isCancelled()) {
            findings.add(of(Rule.NO_INVOICE, booking, "has no invoice"));
        }
        if (booking.isCancelled()) {
            return;
        }
        if (booking.contact().isBlank()) {
            findings.add(of(Rule.NO_CONTACT, booking, "names no contact"));
        }
        if (booking.email().isBlank()) {
            findings.add(of(Rule.NO_EMAIL, booking, "has no e-mail address"));
        }
        if (booking.owner().isBlank()) {
            findings.add(of(Rule.NO_OWNER, booking, "has no owner"));
        }
    }

    private static Finding of(Rule rule, Booking booking, String what) {
        return new Finding(
                rule, booking.id(), booking.amount(), booking.owner(), "booking " + booking.id() + " " + what);
    }

    /** What is looked for. */
    public enum Rule implements Code {
        /** Two live invoices for one booking. */
        TWO_INVOICES,
        /** A booking that nobody invoiced. */
        NO_INVOICE,
        /** An invoice for a booking that is not known. */
        BOOKING_UNKNOWN,
        /** Invoice and booking are of different amounts. */
        AMOUNT_DIFFERS,
        NO_CONTACT,
        NO_EMAIL,
        NO_OWNER,
        /** A status that the open amount or the booking belies. */
        STATUS_CONTRADICTS,
        /** Due before issued, or issued in the future. */
        DATES_CONTRADICT;

        @Override
        public String id() {
            return "QUALITY." + name();
        }
    }

    /**
     * One thing that cannot be right.
     *
     * @param rule by which it was found
     * @param reference the invoice or booking
     * @param amount of it
     * @param owner who is to put it right; empty where nobody is known
     * @param sentence what is wrong
     */
    public record Finding(Rule rule, String reference, MonetaryAmount amount, String owner, String sentence) {
        public Finding {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** A booking of the host's. Immutable. */
    @Value.Immutable
    public interface Booking {

        /** Its number, as invoices refer to it. */
        String id();

        /** Who booked. */
        PartyId customer();

        /** What it costs. */
        MonetaryAmount amount();

        /** When it was booked. */
        LocalDate bookedOn();

        /** Whom to contact; empty where nobody is named. */
        @Value.Default
        default String contact() {
            return "";
        }

        /** The e-mail address for invoices; empty where there is none. */
        @Value.Default
        @Value.Redacted
        default String email() {
            return "";
        }

        /** Who of ours is responsible for it; empty where nobody is. */
        @Value.Default
        default String owner() {
            return "";
        }

        /** Whether it was cancelled. */
        @Value.Default
        default boolean isCancelled() {
            return false;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds bookings. Not thread-safe. */
        final class Builder extends ImmutableBooking.Builder {
            Builder() {}
        }
    }

    /**
     * What was found.
     *
     * @param asOf when
     * @param findings by rule and reference
     * @param before how many there were by rule in the report before; empty where there was none
     * @param role who is told of causes that come again
     * @param alertFrom from how many findings of a rule on a repeated cause is an alert
     */
    public record Report(AsOf asOf, List<Finding> findings, Map<Rule, Integer> before, String role, int alertFrom) {

        public Report {
            findings = List.copyOf(findings);
            before = Map.copyOf(before);
        }

        /** The same report beside an earlier one, so that it shows a trend. */
        public Report since(Report earlier) {
            Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
            for (Rule rule : Rule.values()) {
                counts.put(rule, earlier.findings(rule).size());
            }
            return new Report(asOf, findings, counts, role, alertFrom);
        }

        /** The findings of a rule. */
        public List<Finding> findings(Rule rule) {
            return findings.stream().filter(finding -> finding.rule() == rule).toList();
        }

        /** How many findings a rule has. */
        public int count(Rule rule) {
            return findings(rule).size();
        }

        /** The money of a rule's findings. */
        public Totals amount(Rule rule) {
            return Totals.of(findings(rule).stream().map(Finding::amount).toList());
        }

        /** How many more findings a rule has than in the report before; empty where there was none. */
        public Optional<Integer> trend(Rule rule) {
            @Nullable Integer earlier = before.get(rule);
            return earlier == null ? Optional.empty() : Optional.of(count(rule) - earlier);
        }

        /** An alert for each rule whose findings come again: there were some before, and there are enough of them now. Once a month for each rule. */
        public List<Alert> alerts(Instant now) {
            List<Alert> alerts = new ArrayList<>();
            for (Rule rule : Rule.values()) {
                boolean isRepeated = before.getOrDefault(rule, 0) > 0 && count(rule) >= alertFrom;
                if (isRepeated) {
                    alerts.add(Alert.builder()
                            .kind(BILLING_DATA)
                            .severity(Diagnostic.Severity.MEDIUM)
                            .subject(SubjectRef.of("quality-rule", rule.name()))
                            .period(asOf.effective().toString().substring(0, "2027-03".length()))
                            .evidence(Evidence.of(
                                    rule,
                                    rule + ": " + count(rule) + " findings of " + amount(rule) + ", "
                                            + before.getOrDefault(rule, 0) + " in the report before"))
                            .owner(role)
                            .raisedAt(now)
                            .build());
                }
            }
            return alerts;
        }

        /** The report for people: a line for each rule, then examples with their owners. */
        public Document toDocument() {
            Table.Builder rules = Table.titled("By rule")
                    .text("rule", "Rule")
                    .number("count", "Findings")
                    .number("amount", "Money")
                    .text("trend", "Since the report before");
            Document.Builder document = Document.titled("Billing data quality").subtitle("As of " + asOf.effective());
            for (Rule rule : Rule.values()) {
                rules.row(
                        rule.name(),
                        rule,
                        count(rule),
                        amount(rule),
                        trend(rule)
                                .map(change -> change > 0 ? "+" + change : change.toString())
                                .orElse(""));
            }
            document.table(rules.build());
            for (Rule rule : Rule.values()) {
                if (count(rule) > 0) {
                    document.section(rule.name(), false, section -> section.table(examples(rule)));
                }
            }
            return document.build();
        }

        private Table examples(Rule rule) {
            Table.Builder table = Table.titled("")
                    .text("reference", "Reference")
                    .number("amount", "Money")
                    .text("owner", "Owner")
                    .text("what", "What");
            int row = 0;
            for (Finding finding : findings(rule).stream().limit(EXAMPLES).toList()) {
                table.row(
                        Integer.toString(row++),
                        finding.reference(),
                        finding.amount(),
                        finding.owner(),
                        finding.sentence());
            }
            return table.build();
        }
    }

    /** Builds quality checks. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Booking> bookings = new TreeMap<>();
        private String bookingReference = "booking";
        private String role = "";
        private int alertFrom = 1;

        private Builder() {}

        /**
         * The host's bookings.
         *
         * @throws IllegalArgumentException where one comes twice
         */
        public Builder bookings(Collection<Booking> some) {
            for (Booking booking : some) {
                if (bookings.putIfAbsent(booking.id(), booking) != null) {
                    throw new IllegalArgumentException("booking " + booking.id() + " is there twice, expected it once");
                }
            }
            return this;
        }

        /** Under which kind an invoice refers to its booking; {@code booking} unless stated. */
        public Builder bookingReference(String kind) {
            bookingReference = kind;
            return this;
        }

        /** Who is told of causes that come again. */
        public Builder role(String name) {
            role = name;
            return this;
        }

        /** From how many findings of a rule on a repeated cause is an alert; 1 unless stated. */
        public Builder alertFrom(int count) {
            alertFrom = count;
            return this;
        }

        /** The check. */
        public BillingQuality build() {
            return new BillingQuality(this);
        }
    }
}
