package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.CreditNoteFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.invoice.InvoiceStanding.Credit;
import io.counterfoil.stripe.invoice.InvoiceStanding.Share;
import io.counterfoil.stripe.invoice.internal.StandingRules.Attempt;
import io.counterfoil.stripe.invoice.internal.StandingRules.Facts;
import io.counterfoil.stripe.invoice.internal.StandingRules.Outcome;
import io.counterfoil.stripe.money.StripeAmounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts together what is known of an invoice at Stripe: its payments in both shapes, their charges, disputes, credit notes and what is under way (specification
 * 4.11). Immutable, thread-safe.
 */
public final class InvoiceAssessor {

    private static final Set<String> THROUGH_STRIPE = Set.of("payment_intent", "charge");
    private static final Set<String> UNDER_WAY = Set.of("PENDING_BANK", "AUTHORIZED", "PENDING");

    private final FactIndex facts;
    private final StripeAmounts amounts;

    public InvoiceAssessor(FactIndex facts, StripeAmounts amounts) {
        this.facts = facts;
        this.amounts = amounts;
    }

    /** How the invoice stands, with the given payments and those that it embeds. */
    public InvoiceStanding assess(InvoiceFact invoice, Collection<InvoicePaymentFact> given) {
        Draft draft = new Draft();
        Map<String, InvoicePaymentFact> payments = new LinkedHashMap<>();
        invoice.payments().forEach(payment -> payments.put(payment.id(), payment));
        facts.paymentsOf(invoice.id()).forEach(payment -> payments.put(payment.id(), payment));
        given.stream()
                .filter(payment -> payment.invoice().equals(invoice.id()))
                .forEach(payment -> payments.put(payment.id(), payment));
        payments.values().stream().sorted(Comparator.comparing(StripeFact::id)).forEach(draft::take);
        if (payments.isEmpty()) {
            takeLegacy(invoice, draft);
        }
        facts.sessionsOf(invoice.id()).stream()
                .filter(session -> session.state().is("PENDING_BANK"))
                .forEach(session -> draft.raise(Attempt.UNDER_WAY));
        List<Credit> credits = credits(invoice);
        long creditsMinor = beforePayment(invoice, credits);
        long offStripe = draft.offStripe;
        if (invoice.paidOutOfBand()) {
            long rest = invoice.amountDueMinor() - creditsMinor - offStripe - draft.paid();
            offStripe += Math.max(0, rest);
        }
        Facts decisive = new Facts(
                invoice.state().name(),
                invoice.amountDueMinor(),
                creditsMinor,
                offStripe,
                draft.shares,
                draft.attempt,
                draft.disputed);
        Outcome outcome = StandingRules.assess(decisive);
        return InvoiceStanding.builder()
                .invoice(invoice)
                .status(outcome.status())
                .openMinor(outcome.openMinor())
                .overMinor(outcome.overMinor())
                .open(amounts.convert(invoice.currency(), outcome.openMinor()).value())
                .creditsMinor(creditsMinor)
                .offStripeMinor(offStripe)
                .shares(draft.shares)
                .flags(outcome.flags())
                .credits(credits)
                .failureCode(draft.failureCode)
                .mandate(draft.mandate)
                .evidence(Evidence.of(outcome.status(), sentence(invoice, decisive, outcome)))
                .build();
    }

    private static String sentence(InvoiceFact invoice, Facts facts, Outcome outcome) {
        return "invoice " + invoice.id() + " is " + outcome.status() + ": due " + facts.dueMinor() + ", credited "
                + facts.creditsMinor() + ", paid outside Stripe " + facts.offStripeMinor() + ", paid " + facts.paid()
                + ", sent back " + facts.returned() + ", open " + outcome.openMinor() + " (minor units, "
                + invoice.currency() + "); Stripe says " + invoice.state();
    }

    /** Invoices of older versions name one payment intent or charge themselves. */
    private void takeLegacy(InvoiceFact invoice, Draft draft) {
        Optional<String> payment = invoice.legacyPaymentIntent().or(invoice::legacyCharge);
        if (payment.isEmpty()) {
            return;
        }
        if (invoice.amountPaidMinor() > 0 && !invoice.paidOutOfBand()) {
            draft.pay(payment.get(), invoice.amountPaidMinor());
        } else {
            draft.attempt(payment.get());
        }
    }

    private List<Credit> credits(InvoiceFact invoice) {
        return facts.creditNotesOf(invoice.id()).stream()
                .filter(note -> !note.state().is("VOID"))
                .map(InvoiceAssessor::credit)
                .toList();
    }

    private static Credit credit(CreditNoteFact note) {
        boolean before = note.type().filter("pre_payment"::equals).isPresent();
        boolean after = note.type().filter("post_payment"::equals).isPresent();
        return new Credit(
                note.id(),
                note.prePaymentMinor().orElse(before ? note.amountMinor() : 0),
                note.postPaymentMinor().orElse(after ? note.amountMinor() : 0),
                note.outOfBandMinor(),
                note.refunds());
    }

    /**
     * What credit notes took off and the amount due does not show. Where Stripe states what remains, it is the rest of due − paid − remaining; else the
     * credit notes say.
     */
    private static long beforePayment(InvoiceFact invoice, List<Credit> credits) {
        OptionalLong remaining = invoice.amountRemainingMinor();
        if (remaining.isPresent()) {
            return Math.max(0, invoice.amountDueMinor() - invoice.amountPaidMinor() - remaining.getAsLong());
        }
        return credits.stream().mapToLong(Credit::beforePaymentMinor).sum();
    }

    /** An invoice's money being put together. */
    private final class Draft {
        private final List<Share> shares = new ArrayList<>();
        private Attempt attempt = Attempt.NONE;
        private boolean disputed;
        private long offStripe;
        private Optional<String> failureCode = Optional.empty();
        private Optional<StripeFact.State> mandate = Optional.empty();

        long paid() {
            return shares.stream()
                    .filter(share -> !share.returned())
                    .mapToLong(Share::minor)
                    .sum();
        }

        void take(InvoicePaymentFact payment) {
            String id = payment.payment().orElse(payment.id());
            boolean through =
                    payment.paymentType().map(THROUGH_STRIPE::contains).orElse(true);
            if (payment.state().is("PAID")) {
                long minor = payment.amountPaidMinor().orElse(payment.amountRequestedMinor());
                if (through) {
                    pay(id, minor);
                } else {
                    offStripe += minor;
                }
            } else if (payment.state().is("OPEN")) {
                attempt(id);
            }
        }

        /** A payment, less what a late failure or a lost dispute took back of it. */
        void pay(String payment, long minor) {
            Optional<ChargeFact> charge = facts.chargeOf(payment);
            long back = charge.map(c -> takenBack(c, minor)).orElse(0L);
            if (back > 0) {
                charge.flatMap(ChargeFact::declineCode).ifPresent(code -> failureCode = Optional.of(code));
                charge.flatMap(ChargeFact::mandate)
                        .flatMap(facts::mandate)
                        .ifPresent(found -> mandate = Optional.of(found.state()));
                shares.add(new Share(payment, back, true));
            }
            if (minor > back) {
                shares.add(new Share(payment, minor - back, false));
            }
        }

        private long takenBack(ChargeFact charge, long minor) {
            List<DisputeFact> disputes = facts.disputesOf(charge.id());
            disputed |= charge.disputed() || !disputes.isEmpty();
            if (charge.state().is("RETURNED") || charge.state().is("FAILED")) {
                return minor;
            }
            long lost = disputes.stream()
                    .filter(dispute -> dispute.state().is("LOST"))
                    .mapToLong(DisputeFact::amountMinor)
                    .sum();
            return Math.min(minor, Math.max(0, lost));
        }

        void attempt(String payment) {
            String state = facts.intent(payment)
                    .map(intent -> intent.state().name())
                    .or(() ->
                            facts.chargeOf(payment).map(charge -> charge.state().name()))
                    .orElse("");
            if (UNDER_WAY.contains(state)) {
                raise(Attempt.UNDER_WAY);
            } else if (state.equals("ACTION_REQUIRED")) {
                raise(Attempt.ACTION_REQUIRED);
            } else if (state.equals("ATTEMPT_FAILED") || state.equals("FAILED")) {
                raise(Attempt.FAILED);
                facts.intent(payment)
                        .flatMap(PaymentIntentFact::lastErrorCode)
                        .or(() -> facts.chargeOf(payment).flatMap(ChargeFact::declineCode))
                        .ifPresent(code -> failureCode = Optional.of(code));
            } else if (state.equals("RETURNED")) {
                facts.chargeOf(payment).ifPresent(charge -> pay(payment, charge.amountMinor()));
            }
        }

        void raise(Attempt seen) {
            attempt = seen.compareTo(attempt) < 0 ? seen : attempt;
        }
    }
}
