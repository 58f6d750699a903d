package io.counterfoil.payments.bill;

import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * Something that happened to the payment of a bill. Immutable.
 *
 * @param kind what, by the names of the table BILL_PAYMENT and one more: RECEIVE begins it
 * @param detail what is said with it
 * @param stamp who, when, under which key
 */
public record BillEvent(Kind kind, Detail detail, History.Stamped.Stamp stamp)
        implements History.Stamped, Lifecycle.Named {

    /** The events. */
    public enum Kind {
        RECEIVE("receive", Received.class),
        MATCH("match", Matched.class),
        POST("post", Noted.class),
        MISAPPLY("misapply", Noted.class),
        REQUEST_CORRECTION("requestCorrection", Requested.class),
        CORRECTED("corrected", Noted.class),
        REVERSED("reversed", Returned.class),
        REFUSED("refused", Noted.class);

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

    /** What the client wants paid. */
    public record Received(BillPayment.Bill bill) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("id", bill.id())
                    .and("payer", bill.payer())
                    .and("biller", bill.biller())
                    .and("accountNumber", bill.accountNumber())
                    .and("amount", bill.amount())
                    .and("corrects", bill.corrects());
        }
    }

    /** The biller that takes the account number. */
    public record Matched(BillPayments.Biller biller) implements Detail {
        @Override
        public Command.Words words() {
            return Command.Words.of("id", biller.id())
                    .and("transport", biller.transport())
                    .and("networkCode", biller.networkCode())
                    .and("masks", biller.masks())
                    .and("checkDigit", biller.checkDigit())
                    .and("name", biller.name())
                    .and(
                            "account",
                            biller.account().map(account -> account.token().value()));
        }
    }

    /** What was asked of the biller or the network: the number on which the money belongs, and why. */
    public record Requested(String accountNumber, String reason) implements Detail {
        public Requested {
            if (accountNumber.isBlank() || PanRedactor.holdsCardData(accountNumber)) {
                throw new IllegalArgumentException("account number of a correction is blank or a card number,"
                        + " expected the payer's number at the biller");
            }
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("accountNumber", accountNumber).and("reason", reason);
        }

        /** Shows the account number by its last four characters. */
        @Override
        public String toString() {
            return "correction to " + BillPayments.Biller.shown(accountNumber) + ": " + reason;
        }
    }

    /** The money that came back, and when. */
    public record Returned(MonetaryAmount amount, LocalDate valueOn) implements Detail {
        public Returned {
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(valueOn, "valueOn");
        }

        @Override
        public Command.Words words() {
            return Command.Words.of("amount", amount).and("valueOn", valueOn);
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

    public BillEvent {
        kind.requireDetail(detail);
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public String eventName() {
        return kind.tableName();
    }
}
