package io.counterfoil.payments.batch;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentStatus;
import java.util.Objects;

/**
 * What can be asked of a supplier batch. Immutable.
 *
 * @param kind the event that is wished for; an approval may turn out to be one of several signatures
 * @param detail what is said with it
 * @param by who
 * @param key the caller's name for the act
 */
public record BatchCommand(BatchEvent.Kind kind, BatchEvent.Detail detail, Actor by, IdempotencyKey key)
        implements Command {

    public BatchCommand {
        kind.requireDetail(detail);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** Says what is in it; again while it is a draft, in place of what was said. */
    public static BatchCommand draft(SupplierBatch.Content content, Actor by, String key) {
        return of(BatchEvent.Kind.DRAFT, new BatchEvent.Drafted(content), by, key);
    }

    /** It is complete; control count and total are checked. */
    public static BatchCommand submit(Actor by, String key) {
        return noted(BatchEvent.Kind.SUBMIT, "", by, key);
    }

    /** A person agrees to what it says now. */
    public static BatchCommand approve(Actor approver, String key) {
        return noted(BatchEvent.Kind.APPROVE, "", approver, key);
    }

    /** A person says no. */
    public static BatchCommand decline(String reason, Actor approver, String key) {
        return noted(BatchEvent.Kind.DECLINE, reason, approver, key);
    }

    /** What is in it changes after it was submitted: it is a draft again, without approvals. */
    public static BatchCommand edit(SupplierBatch.Content content, Actor by, String key) {
        return of(BatchEvent.Kind.EDIT, new BatchEvent.Drafted(content), by, key);
    }

    /** It is called off. */
    public static BatchCommand cancel(String reason, Actor by, String key) {
        return noted(BatchEvent.Kind.CANCEL, reason, by, key);
    }

    /**
     * The money is reserved.
     *
     * @param reserved the answer of {@link SupplierBatches#reserve}
     */
    public static BatchCommand fund(Posting reserved, Actor by, String key) {
        String refusal = reserved.refusal().map(Refusal::sentence).orElse("");
        return of(BatchEvent.Kind.FUND, new BatchEvent.Funded(reserved.sequence(), refusal), by, key);
    }

    /** Its payments go their own ways from here. */
    public static BatchCommand release(Actor by, String key) {
        return noted(BatchEvent.Kind.RELEASE, "", by, key);
    }

    /** One of its payments stands here now. */
    public static BatchCommand item(PaymentId payment, PaymentStatus status, Actor by, String key) {
        return of(BatchEvent.Kind.ITEM, new BatchEvent.ItemResult(payment, status), by, key);
    }

    /** The clock looks whether every payment ended. */
    public static BatchCommand allItemsEnded(String key) {
        return noted(BatchEvent.Kind.ALL_ITEMS_ENDED, "", Actor.clock(), key);
    }

    private static BatchCommand noted(BatchEvent.Kind kind, String reason, Actor by, String key) {
        return of(kind, new BatchEvent.Noted(reason), by, key);
    }

    private static BatchCommand of(BatchEvent.Kind kind, BatchEvent.Detail detail, Actor by, String key) {
        return new BatchCommand(kind, detail, by, IdempotencyKey.of(key));
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
