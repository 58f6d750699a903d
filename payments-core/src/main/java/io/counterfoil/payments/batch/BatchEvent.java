package io.counterfoil.payments.batch;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Stamped;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.redaction.PanRedactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something that happened to a supplier batch. Immutable.
 *
 * @param kind what, by the names of the table SUPPLIER_BATCH and three more: DRAFT says what is in it, SIGN is an approval that does not suffice alone, ITEM
 *     the end of one of its payments
 * @param detail what is said with it
 * @param stamp who, when, under which key
 */
public record BatchEvent(Kind kind, Detail detail, Stamped.Stamp stamp) implements Stamped, Lifecycle.Named {

    /** The events. */
    public enum Kind {
        DRAFT("draft", Drafted.class),
        SUBMIT("submit", Noted.class),
        SIGN("sign", Noted.class),
        APPROVE("approve", Noted.class),
        DECLINE("decline", Noted.class),
        EDIT("edit", Drafted.class),
        CANCEL("cancel", Noted.class),
        FUND("fund", Funded.class),
        RELEASE("release", Noted.class),
        ITEM("item", ItemResult.class),
        ALL_ITEMS_ENDED("allItemsEnded", Noted.class);

        private final String tableName;
        private final Class<? extends Detail> says;

        Kind(String tableName, Class<? extends Detail> says) {
            this.tableName = tableName;
            this.says = says;
        }

        /** The name in the table. */
        public String tableName() {
            return tableName;
        }

        void requireDetail(Detail detail) {
            if (!says.isInstance(detail)) {
                throw new IllegalArgumentException("'" + tableName + "' says "
                        + detail.getClass().getSimpleName() + ", expected " + says.getSimpleName());
            }
        }
    }

    /** What an event says beside its kind. */
    public sealed interface Detail {
        /** Tells a repetition from another fact. */
        Sha256 digest();
    }

    /** What is to be paid. */
    public record Drafted(SupplierBatch.Content content) implements Detail {
        @Override
        public Sha256 digest() {
            List<Object> fields = new ArrayList<>(
                    List.of(content.id(), content.client(), content.controlCount(), content.controlTotal()));
            for (SupplierBatch.Item item : content.items()) {
                // The digest of the order's own submission tells accounts apart that look alike when shown.
                fields.add(PaymentCommand.submit(item.order(), Actor.clock(), content.id())
                        .body());
                item.lines()
                        .forEach(line ->
                                fields.addAll(List.of(line.reference(), line.dated(), line.gross(), line.discount())));
            }
            return Sha256.ofFields(fields);
        }
    }

    /** What the ledger answered to the reservation: the number of its record, or why it was refused. */
    public record Funded(long sequence, String refusal) implements Detail {
        public Funded {
            Objects.requireNonNull(refusal, "refusal");
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(sequence, refusal);
        }
    }

    /** How one of the payments ended. */
    public record ItemResult(PaymentId payment, PaymentStatus status) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(payment, status);
        }
    }

    /** A reason in words; may be empty. */
    public record Noted(String reason) implements Detail {
        public Noted {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(reason);
        }
    }

    public BatchEvent {
        kind.requireDetail(detail);
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public String eventName() {
        return kind.tableName();
    }
}
