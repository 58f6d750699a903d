package io.counterfoil.payments.mandate;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.mandate.MandateEvent.Kind;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a mandate, or be reported about it. A report's key is the rail's own reference of the item. Texts lose card numbers here, before an
 * event exists. Immutable.
 */
public sealed interface MandateCommand extends Command {

    /** The terms are written down; while nothing is confirmed or lodged they may be written down again. */
    static Agree drawUp(Mandate.Terms terms, Actor by, String key) {
        return new Agree(Kind.DRAW_UP, terms, by, IdempotencyKey.of(key));
    }

    /** Other terms hold from now on: PAD and SEPA; the id stays. */
    static Agree amend(Mandate.Terms terms, Actor by, String key) {
        return new Agree(
                terms.scheme() == Mandate.Scheme.SEPA ? Kind.AMEND : Kind.AMENDED, terms, by, IdempotencyKey.of(key));
    }

    /** PAD: the payer agreed. */
    static Confirm confirm(Mandate.Consent consent, Actor by, String key) {
        return new Confirm(consent, by, IdempotencyKey.of(key));
    }

    /** PAD: the payer was told the first date and amount on the day. */
    static Notify notified(LocalDate sentOn, Actor by, String key) {
        return new Notify(sentOn, by, IdempotencyKey.of(key));
    }

    /** Bacs: sent to the payer's bank (transaction code 0N). */
    static Move lodge(Actor by, String key) {
        return new Move(Kind.LODGE, "", by, IdempotencyKey.of(key));
    }

    /** Debits may be filed from now on; for Bacs a command of the clock. */
    static Move activate(Actor by, String key) {
        return new Move(Kind.ACTIVATE, "", by, IdempotencyKey.of(key));
    }

    /** PAD: no debits until it is resumed. */
    static Move suspend(String reason, Actor by, String key) {
        return new Move(Kind.SUSPEND, reason, by, IdempotencyKey.of(key));
    }

    /** PAD: debits may be filed again. */
    static Move resume(Actor by, String key) {
        return new Move(Kind.RESUME, "", by, IdempotencyKey.of(key));
    }

    /** It ends; for Bacs by transaction code 0C. */
    static Move cancel(String reason, Actor by, String key) {
        return new Move(Kind.CANCEL, reason, by, IdempotencyKey.of(key));
    }

    /** Bacs: unused for the dormancy months. */
    static Move sleep(Actor by, String key) {
        return new Move(Kind.SLEEP, "", by, IdempotencyKey.of(key));
    }

    /** SEPA: unused for the months after which it lapses. */
    static Move lapse(Actor by, String key) {
        return new Move(Kind.LAPSE, "", by, IdempotencyKey.of(key));
    }

    /** A debit was filed; which collection of the scheme it is follows from the mandate. Whether it might be filed is {@link Mandates#check}. */
    static Collect collected(MonetaryAmount amount, LocalDate dueOn, Actor by, String key) {
        return new Collect(amount, dueOn, false, by, IdempotencyKey.of(key));
    }

    /** SEPA: the last debit was filed (sequence FNAL). */
    static Collect collectedLast(MonetaryAmount amount, LocalDate dueOn, Actor by, String key) {
        return new Collect(amount, dueOn, true, by, IdempotencyKey.of(key));
    }

    /** Bacs: an item of the ADDACS report, by the item's own reference. */
    static Report addacs(String code, Actor by, String key) {
        return new Report("ADDACS", code, null, by, IdempotencyKey.of(key));
    }

    /** Bacs: an item of the ADDACS report with the payer's new account. */
    static Report addacs(String code, BankAccountRef account, Actor by, String key) {
        return new Report("ADDACS", code, Objects.requireNonNull(account, "account"), by, IdempotencyKey.of(key));
    }

    /** Bacs: an item of the AUDDIS report, by the item's own reference. */
    static Report auddis(String code, Actor by, String key) {
        return new Report("AUDDIS", code, null, by, IdempotencyKey.of(key));
    }

    /**
     * Writes terms down.
     *
     * @param kind DRAW_UP, AMENDED or AMEND
     * @param terms what shall hold
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Agree(Kind kind, Mandate.Terms terms, Actor by, IdempotencyKey key) implements MandateCommand {
        public Agree {
            Objects.requireNonNull(terms, "terms");
            if (kind != Kind.DRAW_UP && kind != Kind.AMENDED && kind != Kind.AMEND) {
                throw new IllegalArgumentException("terms by " + kind + ", expected DRAW_UP, AMENDED or AMEND");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("kind", kind)
                    .and("id", terms.id())
                    .and("scheme", terms.scheme())
                    .and("payer", terms.payer())
                    .and("payee", terms.payee())
                    .and("account", account(terms.account()))
                    .and("category", terms.category())
                    .and("sepaScheme", terms.sepaScheme())
                    .and("signedOn", terms.signedOn())
                    .and("maxAmount", terms.maxAmount())
                    .and("noticeWaived", terms.noticeWaived())
                    .and("oneTime", terms.oneTime())
                    .and("endsOn", terms.endsOn());
        }
    }

    /**
     * Records consent.
     *
     * @param consent how and when
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Confirm(Mandate.Consent consent, Actor by, IdempotencyKey key) implements MandateCommand {
        public Confirm {
            Objects.requireNonNull(consent, "consent");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "confirm")
                    .and("means", consent.means())
                    .and("on", consent.on())
                    .and("proof", consent.proof());
        }
    }

    /**
     * Records the first notice.
     *
     * @param sentOn the day of the notice
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Notify(LocalDate sentOn, Actor by, IdempotencyKey key) implements MandateCommand {
        public Notify {
            Objects.requireNonNull(sentOn, "sentOn");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "notify").and("sentOn", sentOn);
        }
    }

    /**
     * Goes to another state.
     *
     * @param kind which event of the table
     * @param reason in words; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Move(Kind kind, String reason, Actor by, IdempotencyKey key) implements MandateCommand {
        public Move {
            if (kind.compareTo(Kind.LODGE) < 0 || kind.compareTo(Kind.LAPSE) > 0) {
                throw new IllegalArgumentException(
                        "move by " + kind + ", expected LODGE, ACTIVATE, SUSPEND, RESUME, CANCEL, SLEEP or LAPSE");
            }
            reason = PanRedactor.redact(reason);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "move").and("kind", kind).and("reason", reason);
        }
    }

    /**
     * Records a debit.
     *
     * @param amount how much
     * @param dueOn when
     * @param last whether it is the last one
     * @param by who asks
     * @param key the caller's name for the act, such as the payment's id
     */
    record Collect(MonetaryAmount amount, LocalDate dueOn, boolean last, Actor by, IdempotencyKey key)
            implements MandateCommand {
        public Collect {
            Objects.requireNonNull(dueOn, "dueOn");
            Mandate.Debit.of(amount, dueOn);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "collect")
                    .and("amount", amount)
                    .and("dueOn", dueOn)
                    .and("last", last);
        }
    }

    /**
     * Reports a fact.
     *
     * @param report {@code ADDACS} or {@code AUDDIS}
     * @param code the report's code
     * @param account the payer's new account; null where the report gives none
     * @param by the rail
     * @param key the rail's reference of the item
     */
    record Report(String report, String code, @Nullable BankAccountRef account, Actor by, IdempotencyKey key)
            implements MandateCommand {
        public Report {
            if (!report.matches("ADDACS|AUDDIS") || code.isBlank()) {
                throw new IllegalArgumentException(
                        "report '" + report + "' with code '" + code + "', expected ADDACS or AUDDIS and a code");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "report")
                    .and("report", report)
                    .and("code", code)
                    .and("account", MandateCommand.account(Optional.ofNullable(account)));
        }
    }

    private static Sha256 account(Optional<BankAccountRef> account) {
        return account.map(ref -> Sha256.ofFields(
                        ref.country(),
                        ref.routing(),
                        ref.lastFour(),
                        ref.token().value()))
                .orElse(Sha256.ZERO);
    }
}
