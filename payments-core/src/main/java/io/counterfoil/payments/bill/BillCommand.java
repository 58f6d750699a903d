package io.counterfoil.payments.bill;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import java.time.LocalDate;
import java.util.Objects;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the payment of a bill. Immutable.
 *
 * @param kind the event that is wished for
 * @param detail what is said with it
 * @param misapplied the payment whose misapplication a new record follows, as it stands; none for everything else
 * @param by who
 * @param key the caller's name for the act; the network's reference for a fact of the network
 */
public record BillCommand(
        BillEvent.Kind kind,
        BillEvent.Detail detail,
        @Nullable BillPayment misapplied,
        Actor by,
        IdempotencyKey key) implements Command {

    public BillCommand {
        kind.requireDetail(detail);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** A client wants a bill paid. */
    public static BillCommand receive(BillPayment.Bill bill, Actor by, String key) {
        return of(BillEvent.Kind.RECEIVE, new BillEvent.Received(bill), by, key);
    }

    /**
     * A payment that was sent turns out to be on a wrong account: a new record is received and misapplied in one.
     *
     * @param id names the new record
     * @param sent the payment as it stands, POSTED
     */
    public static BillCommand misappliedAfterwards(String id, BillPayment sent, Actor by, String key) {
        BillPayment.Bill first = sent.bill()
                .orElseThrow(() -> new IllegalArgumentException("the payment that record '" + id
                        + "' corrects was never received, expected one that was sent"));
        BillPayment.Bill linked = new BillPayment.Bill(
                id, first.payer(), first.biller(), first.accountNumber(), first.amount(), first.id());
        return new BillCommand(
                BillEvent.Kind.RECEIVE, new BillEvent.Received(linked), sent, by, IdempotencyKey.of(key));
    }

    /** The biller is found; its masks judge the account number. */
    public static BillCommand match(BillPayments.Biller biller, Actor by, String key) {
        return of(BillEvent.Kind.MATCH, new BillEvent.Matched(biller), by, key);
    }

    /** The payment is sent. */
    public static BillCommand post(Actor by, String key) {
        return of(BillEvent.Kind.POST, new BillEvent.Noted(""), by, key);
    }

    /** The account number turns out to be a wrong one. */
    public static BillCommand misapply(String reason, Actor by, String key) {
        return of(BillEvent.Kind.MISAPPLY, new BillEvent.Noted(reason), by, key);
    }

    /** The biller or the network is asked to put the money on the right account. */
    public static BillCommand requestCorrection(String accountNumber, String reason, Actor by, String key) {
        return of(BillEvent.Kind.REQUEST_CORRECTION, new BillEvent.Requested(accountNumber, reason), by, key);
    }

    /** The biller or the network put it right. */
    public static BillCommand corrected(Actor network, String reference) {
        return of(BillEvent.Kind.CORRECTED, new BillEvent.Noted(""), network, reference);
    }

    /** The money came back, perhaps less of it. */
    public static BillCommand reversed(MonetaryAmount amount, LocalDate valueOn, Actor network, String reference) {
        return of(BillEvent.Kind.REVERSED, new BillEvent.Returned(amount, valueOn), network, reference);
    }

    /** The correction is refused. */
    public static BillCommand refused(String reason, Actor network, String reference) {
        return of(BillEvent.Kind.REFUSED, new BillEvent.Noted(reason), network, reference);
    }

    private static BillCommand of(BillEvent.Kind kind, BillEvent.Detail detail, Actor by, String key) {
        return new BillCommand(kind, detail, null, by, IdempotencyKey.of(key));
    }

    @Override
    public Sha256 body() {
        return words().digest();
    }

    @Override
    public Words words() {
        return Words.of("kind", kind).and(detail.words());
    }
}
