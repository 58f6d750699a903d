package io.counterfoil.payments.order;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** The guards of card payments: what may be captured, given back, won and lost (PAY-20, PAY-36). */
final class CardGuards {

    private CardGuards() {}

    static Optional<String> unmet(RailRules rules, Payment payment, PaymentEvent event, Instant now) {
        if (rules.rail() != Rail.CARD) {
            return Optional.empty();
        }
        long captured = minor(payment.captured());
        long refunded = minor(payment.refunded());
        long left = EventChoice.left(payment);
        return switch (event.kind()) {
            case CAPTURE, CAPTURE_FULL -> capture(rules, payment, event, now);
            case VOID -> unless(captured == 0, "captured " + Amounts.text(payment.captured()));
            case EXPIRE -> {
                Instant until = payment.authorisedUntil().orElse(now);
                yield unless(!now.isBefore(until), "it is " + now + ", authorised until " + until);
            }
            case REFUND, REFUND_FULL -> refund(payment, event, left);
            case DISPUTE_WON -> unless(refunded == 0, "refunded " + Amounts.text(payment.refunded()));
            case DISPUTE_WON_AFTER_REFUND ->
                unless(
                        refunded > 0 && left > 0,
                        "refunded " + Amounts.text(payment.refunded()) + ", left " + plain(payment, left));
            case DISPUTE_WON_AFTER_FULL_REFUND ->
                unless(
                        refunded > 0 && left <= 0,
                        "refunded " + Amounts.text(payment.refunded()) + ", left " + plain(payment, left));
            case DISPUTE_LOST_PART ->
                unless(lost(event) < left, "lost " + plain(payment, lost(event)) + " of " + plain(payment, left));
            default ->
                unless(lost(event) >= left, "lost " + plain(payment, lost(event)) + " of " + plain(payment, left));
        };
    }

    private static Optional<String> capture(RailRules rules, Payment payment, PaymentEvent event, Instant now) {
        Instant until = payment.authorisedUntil().orElse(Instant.MAX);
        if (!now.isBefore(until)) {
            return Optional.of("it is " + now + ", authorised until " + until);
        }
        long authorised = minor(payment.authorised());
        long would = Math.addExact(
                minor(payment.captured()), minor(event.fact().amount().orElseGet(payment::amount)));
        String sums = "captures of " + plain(payment, would) + " from " + Amounts.text(payment.authorised());
        if (event.kind() == Kind.CAPTURE) {
            return unless(would < authorised, sums);
        }
        long most = Math.addExact(authorised, tolerance(authorised, rules.captureToleranceBps()));
        return unless(would <= most, sums + ", expected at most " + plain(payment, most));
    }

    /** Rounded down: a tolerance is never stretched. */
    private static long tolerance(long authorised, int bps) {
        return BigInteger.valueOf(authorised)
                .multiply(BigInteger.valueOf(bps))
                .divide(BigInteger.valueOf(10_000))
                .longValueExact();
    }

    private static Optional<String> refund(Payment payment, PaymentEvent event, long left) {
        long asked = minor(event.fact().amount().orElseGet(payment::amount));
        String sums = "refund of " + plain(payment, asked) + ", refunds " + Amounts.text(payment.refunded())
                + " and lost disputes " + Amounts.text(payment.lost()) + " of " + Amounts.text(payment.captured())
                + " captured";
        return unless(event.kind() == Kind.REFUND ? asked < left : asked == left, sums);
    }

    private static long lost(PaymentEvent event) {
        return event.fact().amount().map(CardGuards::minor).orElse(0L);
    }

    private static Optional<String> unless(boolean holds, String why) {
        return PaymentGuards.unless(holds, why);
    }

    private static String plain(Payment payment, long minor) {
        return Amounts.text(Amounts.in(payment.amount().getCurrency()).ofMinor(minor));
    }

    private static long minor(MonetaryAmount amount) {
        return Amounts.minor(amount);
    }
}
