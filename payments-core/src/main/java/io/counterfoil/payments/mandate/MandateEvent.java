package io.counterfoil.payments.mandate;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** What happened to a mandate. Texts hold no card numbers. Immutable. */
public sealed interface MandateEvent extends History.Stamped, Lifecycle.Named {

    /** Which of the table's events it is. */
    Kind kind();

    @Override
    default String eventName() {
        return Lifecycle.Named.of(kind());
    }

    /** The events of the three tables, and the facts that are recorded beside them. */
    enum Kind {
        DRAW_UP,
        CONFIRM,
        NOTIFY,
        LODGE,
        ACTIVATE,
        SUSPEND,
        RESUME,
        CANCEL,
        SLEEP,
        LAPSE,
        REJECTED,
        REINSTATED,
        EXPIRE,
        AMENDED,
        AMEND,
        NOTED,
        COLLECTED,
        COLLECTED_ONCE,
        FIRST_COLLECTION,
        COLLECTION,
        FINAL_COLLECTION,
        ONE_OFF_COLLECTION;

        /** Whether a debit was filed. */
        public boolean isCollection() {
            return compareTo(COLLECTED) >= 0;
        }
    }

    /**
     * The terms were written down, or written anew: drawn up or amended.
     *
     * @param kind DRAW_UP, AMENDED (PAD) or AMEND (SEPA)
     * @param terms what holds from now on
     * @param stamp who, when, under which key
     */
    record Agreed(Kind kind, Mandate.Terms terms, History.Stamped.Stamp stamp) implements MandateEvent {
        public Agreed {
            Objects.requireNonNull(terms, "terms");
        }
    }

    /**
     * The payer agreed.
     *
     * @param consent how and when
     * @param stamp who, when, under which key
     */
    record Confirmed(Mandate.Consent consent, History.Stamped.Stamp stamp) implements MandateEvent {
        public Confirmed {
            Objects.requireNonNull(consent, "consent");
        }

        @Override
        public Kind kind() {
            return Kind.CONFIRM;
        }
    }

    /**
     * The payer was told the first date and amount.
     *
     * @param sentOn the day of the notice
     * @param stamp who, when, under which key
     */
    record Notified(LocalDate sentOn, History.Stamped.Stamp stamp) implements MandateEvent {
        public Notified {
            Objects.requireNonNull(sentOn, "sentOn");
        }

        @Override
        public Kind kind() {
            return Kind.NOTIFY;
        }
    }

    /**
     * It went from one state to another.
     *
     * @param kind LODGE, ACTIVATE, SUSPEND, RESUME, CANCEL, SLEEP or LAPSE
     * @param reason in words; may be empty
     * @param stamp who, when, under which key
     */
    record Moved(Kind kind, String reason, History.Stamped.Stamp stamp) implements MandateEvent {
        public Moved {
            Objects.requireNonNull(kind, "kind");
            reason = PanRedactor.redact(reason);
        }
    }

    /**
     * A debit was filed.
     *
     * @param kind which of the collections of the table
     * @param amount how much
     * @param dueOn when the payer's account is debited
     * @param stamp who, when, under which key
     */
    record Collected(Kind kind, MonetaryAmount amount, LocalDate dueOn, History.Stamped.Stamp stamp)
            implements MandateEvent {
        public Collected {
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(dueOn, "dueOn");
            if (!kind.isCollection()) {
                throw new IllegalArgumentException("collection of kind " + kind + ", expected one of a debit");
            }
        }
    }

    /**
     * The payer's bank reported something.
     *
     * @param kind REJECTED, CANCEL, AMENDED, REINSTATED, EXPIRE or NOTED
     * @param report {@code ADDACS} or {@code AUDDIS}
     * @param code the report's code
     * @param account the payer's new account; null where the report gives none
     * @param stamp who, when, under which key
     */
    record Reported(
            Kind kind, String report, String code, @Nullable BankAccountRef account, History.Stamped.Stamp stamp)
            implements MandateEvent {
        public Reported {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(code, "code");
        }

        /** The payer's new account; empty where the report gives none. */
        public Optional<BankAccountRef> newAccount() {
            return Optional.ofNullable(account);
        }
    }
}
