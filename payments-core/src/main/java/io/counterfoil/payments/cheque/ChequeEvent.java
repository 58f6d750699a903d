package io.counterfoil.payments.cheque;

import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Something that happened to an issued cheque. Immutable.
 *
 * @param kind what, by the names of the table CHEQUE_ISSUED and two more: PRINT begins it, REISSUE names its replacement
 * @param detail what is said with it
 * @param stamp who, when, under which key
 */
public record ChequeEvent(Kind kind, Detail detail, History.Stamped.Stamp stamp)
        implements History.Stamped, Lifecycle.Named {

    /** The events. */
    public enum Kind {
        PRINT("print", Printed.class),
        MAIL("mail", Noted.class),
        VOID("void", Voided.class),
        PRESENT("present", Presented.class),
        PRESENT_MISMATCH("presentMismatch", Presented.class),
        PAY_ANYWAY("payAnyway", Noted.class),
        RETURN_ITEM("returnItem", Noted.class),
        STOP("stop", Stopped.class),
        STOP_FAILED("stopFailed", Presented.class),
        CLOSE("close", Noted.class),
        STALE("stale", Noted.class),
        REISSUE("reissue", Reissued.class);

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

    /** The cheque that was printed. */
    public record Printed(IssuedCheque.Written cheque) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("id", cheque.id())
                    .and("amount", cheque.amount())
                    .and("payer", cheque.payer())
                    .and("payee", cheque.payee())
                    .and("datedOn", cheque.datedOn())
                    .and("replaces", cheque.replaces());
        }
    }

    /** The item that the bank reported. */
    public record Presented(IssuedCheque.Presentment item) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("id", item.id())
                    .and("amount", item.amount())
                    .and("presentedOn", item.presentedOn())
                    .and("reference", item.reference());
        }
    }

    /** The stop: from when on the bank does not pay, and why. */
    public record Stopped(LocalDate effectiveOn, String reason) implements Detail {
        public Stopped {
            Objects.requireNonNull(effectiveOn, "effectiveOn");
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("effectiveOn", effectiveOn).and("reason", reason);
        }
    }

    /**
     * Taken back: why, and what of it had come to the bank as far as the caller could see; a void that was accepted saw nothing.
     */
    public record Voided(String reason, List<IssuedCheque.Presentment> presented) implements Detail {
        public Voided {
            reason = PanRedactor.redact(reason);
            presented = List.copyOf(presented);
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("reason", reason);
        }
    }

    /** The cheque that takes its place. */
    public record Reissued(IssuedCheque.Id replacement) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("replacement", replacement);
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

    public ChequeEvent {
        Objects.requireNonNull(kind, "kind");
        kind.requireDetail(detail);
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public String eventName() {
        return kind.tableName();
    }
}
