package io.counterfoil.payments.batch;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
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
public record BatchEvent(Kind kind, Detail detail, History.Stamped.Stamp stamp)
        implements History.Stamped, Lifecycle.Named {

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
        /** Tells a repetition from another fact, and in which word they differ. */
        Command.Words words();
    }

    /** What is to be paid. */
    public record Drafted(SupplierBatch.Content content) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("id", content.id())
                    .and("client", content.client())
                    .and("controlCount", content.controlCount())
                    .and("controlTotal", content.controlTotal())
                    .and("items", content.items().stream().map(Drafted::fields).toList());
        }

        private static List<Object> fields(SupplierBatch.Item item) {
            // The digest of the order's own submission tells accounts apart that look alike when shown.
            List<Object> words = new ArrayList<>();
            words.add(
                    PaymentCommand.submit(item.order(), Actor.clock(), "order").body());
            for (SupplierBatch.Line line : item.lines()) {
                words.addAll(List.of(line.reference(), line.dated(), line.gross(), line.discount()));
            }
            return words;
        }
    }

    /** What the ledger answered to the reservation: the number of its record, or why it was refused. */
    public record Funded(long sequence, String refusal) implements Detail {
        public Funded {
            Objects.requireNonNull(refusal, "refusal");
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("sequence", sequence).and("refusal", refusal);
        }
    }

    /** How one of the payments ended. */
    public record ItemResult(PaymentId payment, PaymentStatus status) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("payment", payment).and("status", status);
        }
    }

    /** A reason in words; may be empty. */
    public record Noted(String reason) implements Detail {
        public Noted {
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("reason", reason);
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
