package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.stripe.invoice.InvoiceStanding.Flag;
import io.counterfoil.stripe.invoice.InvoiceStanding.Share;
import io.counterfoil.stripe.invoice.InvoiceStanding.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules of specification 4.11 as arithmetic on minor units. Pure. */
public final class StandingRules {

    private StandingRules() {}

    /** What is under way about an invoice, or how its last attempt ended; the first of two counts. */
    public enum Attempt {
        UNDER_WAY,
        ACTION_REQUIRED,
        FAILED,
        NONE
    }

    /**
     * What decides.
     *
     * @param state of Stripe's invoice
     * @param dueMinor to be paid
     * @param creditsMinor credited before payment
     * @param offStripeMinor paid outside Stripe
     * @param shares of payments
     * @param attempt what is under way
     * @param disputed whether a payment of it is or was disputed
     */
    public record Facts(
            String state,
            long dueMinor,
            long creditsMinor,
            long offStripeMinor,
            List<Share> shares,
            Attempt attempt,
            boolean disputed) {
        public Facts {
            shares = List.copyOf(shares);
        }

        long paid() {
            return sum(false);
        }

        long returned() {
            return sum(true);
        }

        private long sum(boolean wanted) {
            long sum = 0;
            for (Share share : shares) {
                sum = share.returned() == wanted ? Math.addExact(sum, share.minor()) : sum;
            }
            return sum;
        }
    }

    /**
     * How it stands.
     *
     * @param status for the host
     * @param openMinor never negative
     * @param overMinor never negative
     * @param flags in the order of their names
     */
    public record Outcome(Status status, long openMinor, long overMinor, List<Flag> flags) {}

    /**
     * How an invoice stands.
     *
     * @throws ArithmeticException where figures cannot be summed within 64 bits
     */
    public static Outcome assess(Facts facts) {
        long paid = facts.paid();
        long open = Math.subtractExact(
                Math.subtractExact(Math.subtractExact(facts.dueMinor(), facts.creditsMinor()), facts.offStripeMinor()),
                paid);
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (facts.disputed()) {
            flags.add(Flag.DISPUTED);
        }
        boolean closed = facts.state().equals("VOID") || facts.state().equals("UNCOLLECTIBLE");
        if (closed && paid > 0) {
            flags.add(Flag.MONEY_ON_CLOSED_INVOICE);
        }
        Status status = status(facts, open, flags);
        long shown = status == Status.VOID ? 0 : Math.max(0, open);
        long over = status == Status.VOID ? 0 : Math.max(0, Math.negateExact(open));
        return new Outcome(status, shown, over, List.copyOf(flags));
    }

    private static Status status(Facts facts, long open, Set<Flag> flags) {
        if (facts.state().equals("DRAFT") || facts.state().equals("VOID")) {
            return Status.valueOf(facts.state());
        }
        if (open <= 0) {
            if (facts.state().equals("OPEN")) {
                flags.add(Flag.STRIPE_STILL_OPEN);
            }
            return open < 0 ? Status.OVERPAID : Status.PAID;
        }
        if (facts.state().equals("PAID") || facts.state().equals("UNKNOWN")) {
            return contradicted(facts, open, flags);
        }
        return stillOpen(facts, flags);
    }

    /** Stripe says paid, the money says otherwise: what went back explains it, or nothing does. */
    private static Status contradicted(Facts facts, long open, Set<Flag> flags) {
        if (facts.state().equals("PAID") && facts.returned() >= open) {
            flags.add(Flag.RETURNED);
            flags.add(Flag.STRIPE_STILL_PAID);
            return Status.FAILED;
        }
        flags.add(Flag.EVIDENCE_INCOMPLETE);
        return Status.REVIEW;
    }

    private static Status stillOpen(Facts facts, Set<Flag> flags) {
        if (facts.state().equals("UNCOLLECTIBLE")) {
            return Status.WRITTEN_OFF;
        }
        if (facts.attempt() == Attempt.UNDER_WAY) {
            return Status.PROCESSING;
        }
        if (facts.attempt() == Attempt.ACTION_REQUIRED) {
            return Status.ACTION_REQUIRED;
        }
        if (facts.returned() > 0) {
            flags.add(Flag.RETURNED);
            return Status.FAILED;
        }
        if (facts.attempt() == Attempt.FAILED) {
            return Status.FAILED;
        }
        return facts.paid() > 0 || facts.offStripeMinor() > 0 ? Status.PART_PAID : Status.PENDING;
    }
}
