package io.counterfoil.payments.cheque;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of an issued cheque. Immutable.
 *
 * @param kind the event that is wished for; a presentment may turn out to be another
 * @param detail what is said with it
 * @param original the cheque that a replacement takes the place of, as it stands; none for everything else
 * @param by who
 * @param key the caller's name for the act; the bank's reference for a fact of the bank
 */
public record ChequeCommand(
        ChequeEvent.Kind kind,
        ChequeEvent.Detail detail,
        @Nullable IssuedCheque original,
        Actor by,
        IdempotencyKey key) implements Command {

    public ChequeCommand {
        kind.requireDetail(detail);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** A cheque is printed. */
    public static ChequeCommand print(IssuedCheque.Written cheque, Actor by, String key) {
        return of(ChequeEvent.Kind.PRINT, new ChequeEvent.Printed(cheque), by, key);
    }

    /** A cheque is printed in place of another, which must be one that can never be paid and that names this one ({@link #reissue}). */
    public static ChequeCommand printReplacement(
            IssuedCheque.Written cheque, IssuedCheque original, Actor by, String key) {
        return new ChequeCommand(
                ChequeEvent.Kind.PRINT, new ChequeEvent.Printed(cheque), original, by, IdempotencyKey.of(key));
    }

    /** It leaves the house. */
    public static ChequeCommand mail(Actor by, String key) {
        return of(ChequeEvent.Kind.MAIL, new ChequeEvent.Noted(""), by, key);
    }

    /**
     * It is taken back and destroyed.
     *
     * @param presented what came to the bank up to now, as far as the caller can see; the cheque must not be among it
     */
    public static ChequeCommand voidCheque(
            String reason, List<IssuedCheque.Presentment> presented, Actor by, String key) {
        return of(ChequeEvent.Kind.VOID, new ChequeEvent.Voided(reason, presented), by, key);
    }

    /** It came to the bank, which asks or pays: what follows depends on where the cheque stands and on what was issued. */
    public static ChequeCommand present(IssuedCheque.Presentment item, Actor bank) {
        return of(ChequeEvent.Kind.PRESENT, new ChequeEvent.Presented(item), bank, item.reference());
    }

    /** The bank itself found that the item differs from what it was told. */
    public static ChequeCommand presentMismatch(IssuedCheque.Presentment item, Actor bank) {
        return of(ChequeEvent.Kind.PRESENT_MISMATCH, new ChequeEvent.Presented(item), bank, item.reference());
    }

    /** A person decides that the differing item is paid. */
    public static ChequeCommand payAnyway(String reason, Actor approver, String key) {
        return of(ChequeEvent.Kind.PAY_ANYWAY, new ChequeEvent.Noted(reason), approver, key);
    }

    /** A person decides that the differing item goes back unpaid. */
    public static ChequeCommand returnItem(String reason, Actor approver, String key) {
        return of(ChequeEvent.Kind.RETURN_ITEM, new ChequeEvent.Noted(reason), approver, key);
    }

    /** The bank is asked not to pay it from the day on. */
    public static ChequeCommand stop(LocalDate effectiveOn, String reason, Actor by, String key) {
        return of(ChequeEvent.Kind.STOP, new ChequeEvent.Stopped(effectiveOn, reason), by, key);
    }

    /** The stop is sure: the cheque will never be paid. */
    public static ChequeCommand close(String reason, Actor by, String key) {
        return of(ChequeEvent.Kind.CLOSE, new ChequeEvent.Noted(reason), by, key);
    }

    /** The clock looks whether it is too old. */
    public static ChequeCommand stale(String key) {
        return of(ChequeEvent.Kind.STALE, new ChequeEvent.Noted(""), Actor.clock(), key);
    }

    /** Names the cheque that takes the place of one that will never be paid. */
    public static ChequeCommand reissue(IssuedCheque.Id replacement, Actor by, String key) {
        return of(ChequeEvent.Kind.REISSUE, new ChequeEvent.Reissued(replacement), by, key);
    }

    private static ChequeCommand of(ChequeEvent.Kind kind, ChequeEvent.Detail detail, Actor by, String key) {
        return new ChequeCommand(kind, detail, null, by, IdempotencyKey.of(key));
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
