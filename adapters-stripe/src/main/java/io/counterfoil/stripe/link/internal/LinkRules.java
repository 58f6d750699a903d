package io.counterfoil.stripe.link.internal;

import io.counterfoil.stripe.link.LinkProposal.Action;
import io.counterfoil.stripe.link.LinkProposal.Current;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import io.counterfoil.stripe.link.LinkProposal.Reason;
import java.time.Instant;
import java.util.Optional;

/** The order of specification 4.12. Pure. */
public final class LinkRules {

    private LinkRules() {}

    /**
     * What is asked for.
     *
     * @param payable whether the invoice is one to be paid
     * @param inFlight whether a payment of it is under way
     * @param openMinor still to be paid
     * @param currency in lower case
     * @param kind wanted
     */
    public record Wanted(boolean payable, boolean inFlight, long openMinor, String currency, Kind kind) {}

    /** What should be done, and why. */
    public record Decided(Action action, Reason reason) {}

    /** The first rule that fits. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Decided decide(Wanted wanted, Optional<Current> current, Instant now) {
        if (!wanted.payable() || wanted.openMinor() <= 0) {
            return new Decided(Action.REFUSE, Reason.NOTHING_TO_PAY);
        }
        boolean pendingSession = current.flatMap(Current::sessionState)
                .filter("PENDING_BANK"::equals)
                .isPresent();
        if (wanted.inFlight() || pendingSession) {
            return new Decided(Action.REFUSE, Reason.PAYMENT_IN_FLIGHT);
        }
        if (current.isEmpty()) {
            return new Decided(Action.CREATE, Reason.NO_LINK);
        }
        Reason reason = reason(wanted, current.get(), now);
        return new Decided(reason == Reason.SAME_LINK ? Action.RESEND : Action.REPLACE, reason);
    }

    private static Reason reason(Wanted wanted, Current link, Instant now) {
        if (link.completed() > 0) {
            return Reason.ALREADY_USED;
        }
        if (!link.active()) {
            return Reason.INACTIVE;
        }
        if (link.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
            return Reason.EXPIRED;
        }
        if (!link.currency().equals(wanted.currency())) {
            return Reason.CURRENCY_CHANGED;
        }
        if (link.amountMinor().isEmpty() || link.amountMinor().getAsLong() != wanted.openMinor()) {
            return Reason.AMOUNT_CHANGED;
        }
        return link.kind() == wanted.kind() ? Reason.SAME_LINK : Reason.KIND_CHANGED;
    }
}
