package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.StatusTable;
import io.counterfoil.stripe.dispute.internal.RefundRules;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CheckoutSessionFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentLinkFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * Charges, payment intents, invoice payments and disputes, put together to payments with everything that may name their invoice (STR-38).
 *
 * <p>Both shapes of the link between invoice and payment are read together: InvoicePayments, and the fields that older API versions have. Of two facts
 * with one key the later one in the collection is taken. Immutable, thread-safe.
 */
public final class PaymentFacts {

    private final List<PaymentEvidence> payments;
    private final Map<String, PaymentEvidence> byCharge;
    private final List<Diagnostic> diagnostics;

    private PaymentFacts(Assembly assembly) {
        this.payments = assembly.payments();
        this.diagnostics = List.copyOf(assembly.diagnostics);
        Map<String, PaymentEvidence> index = new HashMap<>();
        payments.forEach(payment -> payment.charge().ifPresent(charge -> index.put(charge, payment)));
        this.byCharge = Map.copyOf(index);
    }

    /** No facts at all. */
    public static PaymentFacts none() {
        return builder(java.time.ZoneOffset.UTC).build();
    }

    /**
     * A builder.
     *
     * @param zone of the account, in which instants become days
     */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** Every payment, by its id. */
    public List<PaymentEvidence> payments() {
        return payments;
    }

    /** The payment that the row confirms, where the charge behind the row is known. */
    public Optional<PaymentEvidence> paymentOf(BalanceRow row) {
        return row.source().map(byCharge::get);
    }

    /** Payments that were left out because their currency is not known. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Builds payment facts. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private StripeAmounts amounts = StripeAmounts.standard();
        private Function<String, Optional<PartyId>> customers = id -> Optional.empty();
        private final List<StripeFact> facts = new ArrayList<>();

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /** The minor units of Stripe's API; the documented ones unless stated. */
        public Builder amounts(StripeAmounts minorUnits) {
            this.amounts = Objects.requireNonNull(minorUnits, "minorUnits");
            return this;
        }

        /** Which of the host's customers a customer of Stripe's is; nobody unless stated. */
        public Builder customers(Function<String, Optional<PartyId>> lookup) {
            this.customers = Objects.requireNonNull(lookup, "lookup");
            return this;
        }

        /** Facts of any kind; those that say nothing about payments are passed over. */
        public Builder facts(Collection<? extends StripeFact> more) {
            facts.addAll(more);
            return this;
        }

        /** The payments. */
        public PaymentFacts build() {
            Assembly assembly = new Assembly(zone, amounts, customers);
            facts.forEach(assembly::take);
            assembly.assemble();
            return new PaymentFacts(assembly);
        }
    }

    /** Facts being put together. */
    private static final class Assembly {
        private final ZoneId zone;
        private final StripeAmounts amounts;
        private final Function<String, Optional<PartyId>> customers;
        private final Map<String, ChargeFact> charges = new TreeMap<>();
        private final Map<String, PaymentIntentFact> intents = new TreeMap<>();
        private final Map<String, DisputeFact> disputesByCharge = new TreeMap<>();
        private final Map<String, CheckoutSessionFact> sessionsByPayment = new TreeMap<>();
        private final Map<String, PaymentLinkFact> paymentLinks = new TreeMap<>();
        private final Map<String, Map<String, RefundFact>> refundsByCharge = new TreeMap<>();
        private final Map<String, InvoiceFact> stripeInvoices = new TreeMap<>();
        private final Map<String, Set<String>> invoicesByPayment = new TreeMap<>();
        private final Map<String, Set<String>> legacyByPayment = new TreeMap<>();
        private final Map<String, List<PaymentEvidence>> evidence = new TreeMap<>();
        private final List<Diagnostic> diagnostics = new ArrayList<>();

        Assembly(ZoneId zone, StripeAmounts amounts, Function<String, Optional<PartyId>> customers) {
            this.zone = zone;
            this.amounts = amounts;
            this.customers = customers;
        }

        void take(StripeFact fact) {
            if (fact instanceof ChargeFact charge) {
                charges.put(charge.id(), charge);
            } else if (fact instanceof PaymentIntentFact intent) {
                intents.put(intent.id(), intent);
            } else if (fact instanceof DisputeFact dispute) {
                dispute.charge().ifPresent(charge -> disputesByCharge.merge(charge, dispute, Assembly::graver));
            } else if (fact instanceof CheckoutSessionFact session) {
                session.paymentIntent().ifPresent(intent -> sessionsByPayment.put(intent, session));
            } else if (fact instanceof PaymentLinkFact link) {
                paymentLinks.put(link.id(), link);
            } else if (fact instanceof RefundFact refund) {
                refund.charge()
                        .ifPresent(charge -> refundsByCharge
                                .computeIfAbsent(charge, k -> new TreeMap<>())
                                .put(refund.id(), refund));
            } else if (fact instanceof InvoicePaymentFact payment) {
                take(payment);
            } else if (fact instanceof InvoiceFact invoice) {
                stripeInvoices.put(invoice.id(), invoice);
                invoice.payments().forEach(this::take);
                invoice.legacyPaymentIntent().ifPresent(id -> legacyInvoice(id, invoice.id()));
                invoice.legacyCharge().ifPresent(id -> legacyInvoice(id, invoice.id()));
            }
        }

        private void take(InvoicePaymentFact payment) {
            if (!payment.state().is("CANCELLED")) {
                payment.payment()
                        .ifPresent(id -> invoicesByPayment
                                .computeIfAbsent(id, k -> new LinkedHashSet<>())
                                .add(payment.invoice()));
            }
        }

        private void legacyInvoice(String payment, String invoice) {
            if (!invoice.isEmpty()) {
                legacyByPayment
                        .computeIfAbsent(payment, k -> new LinkedHashSet<>())
                        .add(invoice);
            }
        }

        /** Of two disputes of one charge the one that is further on; the later id where they are equally far. */
        private static DisputeFact graver(DisputeFact a, DisputeFact b) {
            Comparator<DisputeFact> order = Comparator.<DisputeFact>comparingInt(
                            d -> d.state().rank())
                    .thenComparing(d -> d.state().is("LOST"))
                    .thenComparing(StripeFact::id);
            return order.compare(a, b) >= 0 ? a : b;
        }

        void assemble() {
            Map<String, ChargeFact> lastCharge = new TreeMap<>();
            for (ChargeFact charge : charges.values()) {
                charge.paymentIntent()
                        .filter(intents::containsKey)
                        .ifPresentOrElse(
                                intent -> lastCharge.merge(intent, charge, Assembly::later),
                                () -> add(charge.paymentIntent().orElse(charge.id()), null, charge));
            }
            for (PaymentIntentFact intent : intents.values()) {
                ChargeFact charge = intent.latestCharge().map(charges::get).orElse(lastCharge.get(intent.id()));
                add(intent.id(), intent, charge);
            }
        }

        private static ChargeFact later(ChargeFact a, ChargeFact b) {
            int order = a.createdAt().compareTo(b.createdAt());
            return order > 0 || (order == 0 && a.id().compareTo(b.id()) > 0) ? a : b;
        }

        List<PaymentEvidence> payments() {
            return evidence.values().stream().flatMap(List::stream).toList();
        }

        private void add(String id, @Nullable PaymentIntentFact intent, @Nullable ChargeFact charge) {
            String currency = charge != null
                    ? charge.currency()
                    : Objects.requireNonNull(intent).currency();
            Checked<MonetaryAmount> amount = amounts.convert(currency, minor(intent, charge));
            if (amount.value().isEmpty()) {
                diagnostics.addAll(amount.diagnostics());
                return;
            }
            PaymentEvidence.Builder payment = PaymentEvidence.builder()
                    .paymentId(id)
                    .amount(amount.value().get())
                    .standing(standing(intent, charge));
            Set<String> invoices = new LinkedHashSet<>(invoicesByPayment.getOrDefault(id, Set.of()));
            Set<String> legacy = new LinkedHashSet<>(legacyByPayment.getOrDefault(id, Set.of()));
            Map<String, String> metadata = new TreeMap<>();
            Set<String> orders = new LinkedHashSet<>();
            Set<String> texts = new LinkedHashSet<>();
            Instant made = Instant.EPOCH;
            if (charge != null) {
                made = charge.createdAt();
                invoices.addAll(invoicesByPayment.getOrDefault(charge.id(), Set.of()));
                legacy.addAll(legacyByPayment.getOrDefault(charge.id(), Set.of()));
                charge.legacyInvoice().ifPresent(legacy::add);
                charge.orderReference().ifPresent(orders::add);
                charge.metadata().forEach((key, value) -> metadata.put("charge." + key, value));
                texts.add(charge.description());
                payment.charge(charge.id())
                        .balanceTransaction(charge.balanceTransaction())
                        .failureBalanceTransaction(charge.failureBalanceTransaction())
                        .failureCode(charge.declineCode())
                        .customer(charge.customer().flatMap(customers));
            }
            if (intent != null) {
                made = charge == null ? intent.createdAt() : made;
                intent.legacyInvoice().ifPresent(legacy::add);
                intent.orderReference().ifPresent(orders::add);
                intent.metadata().forEach((key, value) -> metadata.put("payment_intent." + key, value));
                texts.add(intent.description());
                intent.customer().flatMap(customers).ifPresent(payment::customer);
                if (charge == null) {
                    payment.failureCode(intent.lastErrorCode());
                }
            }
            addSession(id, payment, metadata);
            invoices.forEach(invoice -> addInvoice(invoice, metadata));
            legacy.forEach(invoice -> addInvoice(invoice, metadata));
            texts.remove("");
            evidence.computeIfAbsent(id, k -> new ArrayList<>())
                    .add(payment.paidOn(LocalDate.ofInstant(made, zone))
                            .invoicePayments(invoices)
                            .legacyInvoices(legacy)
                            .metadata(metadata)
                            .orderReferences(orders)
                            .texts(texts)
                            .build());
        }

        /** What the host wrote on Stripe's invoice; the keys of several invoices are kept apart. */
        private void addInvoice(String id, Map<String, String> metadata) {
            InvoiceFact invoice = stripeInvoices.get(id);
            if (invoice != null) {
                invoice.metadata().forEach((key, value) -> metadata.put("invoice." + id + "." + key, value));
            }
        }

        /** What the visit of the payment page says, and the link that it was opened from. */
        private void addSession(String id, PaymentEvidence.Builder payment, Map<String, String> metadata) {
            CheckoutSessionFact session = sessionsByPayment.get(id);
            if (session == null) {
                return;
            }
            payment.checkoutSession(session.id())
                    .clientReference(session.clientReference())
                    .paymentLink(session.paymentLink());
            session.metadata().forEach((key, value) -> metadata.put("checkout.session." + key, value));
            session.paymentLink()
                    .map(paymentLinks::get)
                    .ifPresent(link ->
                            link.metadata().forEach((key, value) -> metadata.put("payment_link." + key, value)));
        }

        private static long minor(@Nullable PaymentIntentFact intent, @Nullable ChargeFact charge) {
            if (charge != null) {
                long captured = charge.amountCapturedMinor().orElse(0);
                return captured > 0 ? captured : charge.amountMinor();
            }
            PaymentIntentFact only = Objects.requireNonNull(intent);
            return only.amountReceivedMinor() > 0 ? only.amountReceivedMinor() : only.amountMinor();
        }

        private StatusTable.PaymentStanding standing(@Nullable PaymentIntentFact intent, @Nullable ChargeFact charge) {
            if (charge == null) {
                return ofState(Objects.requireNonNull(intent).state().name());
            }
            if (charge.state().is("CONFIRMED")) {
                return ofConfirmed(charge);
            }
            // After a failed attempt the intent says whether another one is under way.
            return ofState(
                    intent != null && charge.state().is("FAILED")
                            ? intent.state().name()
                            : charge.state().name());
        }

        private StatusTable.PaymentStanding ofConfirmed(ChargeFact charge) {
            DisputeFact dispute = disputesByCharge.get(charge.id());
            String disputed = dispute == null
                    ? (charge.disputed() ? "OPEN" : "")
                    : dispute.state().name();
            return switch (disputed) {
                case "OPEN", "RESPONDED" -> StatusTable.PaymentStanding.DISPUTED;
                case "LOST" -> StatusTable.PaymentStanding.DISPUTE_LOST;
                case "WON" -> StatusTable.PaymentStanding.DISPUTE_WON;
                default -> ofUndisputed(charge);
            };
        }

        private StatusTable.PaymentStanding ofUndisputed(ChargeFact charge) {
            long refunded = RefundRules.refunded(
                    charge, refundsByCharge.getOrDefault(charge.id(), Map.of()).values(), List.of());
            if (refunded <= 0) {
                return StatusTable.PaymentStanding.SUCCEEDED;
            }
            return refunded >= charge.amountCapturedMinor().orElse(charge.amountMinor())
                    ? StatusTable.PaymentStanding.REFUNDED_FULL
                    : StatusTable.PaymentStanding.REFUNDED_PART;
        }

        /** Specification 4.10; a state that is not known counts as under way, so that nothing is done about the invoice. */
        private static StatusTable.PaymentStanding ofState(String state) {
            return switch (state) {
                case "CONFIRMED" -> StatusTable.PaymentStanding.SUCCEEDED;
                case "ACTION_REQUIRED" -> StatusTable.PaymentStanding.REQUIRES_ACTION;
                case "ATTEMPT_FAILED", "RETURNED", "FAILED" -> StatusTable.PaymentStanding.FAILED;
                case "CANCELLED" -> StatusTable.PaymentStanding.CANCELED;
                case "CREATED" -> StatusTable.PaymentStanding.NONE;
                default -> StatusTable.PaymentStanding.PROCESSING;
            };
        }
    }
}
