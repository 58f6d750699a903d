package io.counterfoil.payments.verification;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.verification.AccountVerificationEvent.Kind;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;

/**
 * What can be asked of a verification, or be reported about it. Amounts and numbers become digests and tokens here, before a command exists. Immutable.
 */
public sealed interface AccountVerificationCommand extends Command {

    /** A client hands in a document. */
    static Submit submitDocument(
            AccountVerification.Id id,
            AccountVerification.Claim claim,
            AccountVerification.Paper paper,
            Actor by,
            String key) {
        return new Submit(id, claim, paper, by, IdempotencyKey.of(key));
    }

    /** A reviewer found the document in order. */
    static Check check(AccountVerification.Review review, Actor by, String key) {
        return new Check(review, by, IdempotencyKey.of(key));
    }

    /** A reviewer wants another document. */
    static Move askAgain(String reason, Actor by, String key) {
        return new Move(Kind.ASK_AGAIN, reason, by, IdempotencyKey.of(key));
    }

    /** A reviewer refuses the account for good. */
    static Move refuse(String reason, Actor by, String key) {
        return new Move(Kind.REFUSE, reason, by, IdempotencyKey.of(key));
    }

    /** An approver takes the document as enough. */
    static Move acceptDocumentOnly(String reason, Actor by, String key) {
        return new Move(Kind.ACCEPT_DOCUMENT_ONLY, reason, by, IdempotencyKey.of(key));
    }

    /** An entry of amount zero was sent, which settles on the day. */
    static Prenote sendPrenote(String reference, LocalDate sentOn, Actor by, String key) {
        return new Prenote(reference, sentOn, by, IdempotencyKey.of(key));
    }

    /** Two small deposits were sent; the amounts are not kept. */
    static Deposit sendMicroDeposits(Deposits deposits, LocalDate sentOn, Actor by, String key) {
        return new Deposit(deposits.digest(), sentOn, by, IdempotencyKey.of(key));
    }

    /** The client tells the two amounts. */
    static Tell confirmAmounts(Deposits deposits, Actor by, String key) {
        return new Tell(deposits.digest(), by, IdempotencyKey.of(key));
    }

    /** Prenote or deposit came back, by the item's own reference. */
    static Return returned(String code, Actor by, String key) {
        return new Return(code, false, by, IdempotencyKey.of(key));
    }

    /** The bank sent a notice of change: the account is not as the client wrote it. */
    static Return changeNoticed(String code, Actor by, String key) {
        return new Return(code, true, by, IdempotencyKey.of(key));
    }

    /** The waiting days are over. */
    static Move prenoteQuiet(Actor by, String key) {
        return new Move(Kind.PRENOTE_QUIET, "", by, IdempotencyKey.of(key));
    }

    /** The client did not tell the amounts in time, or the verification is too old. */
    static Move expire(Actor by, String key) {
        return new Move(Kind.EXPIRE, "", by, IdempotencyKey.of(key));
    }

    /** It begins again, with another document. */
    static Move retry(Actor by, String key) {
        return new Move(Kind.RETRY, "", by, IdempotencyKey.of(key));
    }

    /** The account is no longer to be used. */
    static Move revoke(String reason, Actor by, String key) {
        return new Move(Kind.REVOKE, reason, by, IdempotencyKey.of(key));
    }

    /** Two small amounts, kept as a digest from the start; whoever compares sees whether they are the same two, in either order. Immutable. */
    final class Deposits {

        private final Sha256 digest;

        private Deposits(Sha256 digest) {
            this.digest = digest;
        }

        /**
         * The two amounts of the verification.
         *
         * @throws IllegalArgumentException where one is not above zero or they are in two currencies; the message names no amount
         */
        public static Deposits of(AccountVerification.Id id, MonetaryAmount one, MonetaryAmount other) {
            if (one.signum() <= 0 || other.signum() <= 0 || !one.getCurrency().equals(other.getCurrency())) {
                throw new IllegalArgumentException(
                        "two deposits of verification " + id + ", expected both above 0 and in one currency");
            }
            long[] minor =
                    Stream.of(one, other).mapToLong(Amounts::minor).sorted().toArray();
            return new Deposits(
                    Sha256.ofFields("micro-deposits", id, one.getCurrency().getCurrencyCode(), minor[0], minor[1]));
        }

        Sha256 digest() {
            return digest;
        }

        @Override
        public String toString() {
            return "two deposits";
        }
    }

    /**
     * Hands in a document.
     *
     * @param id which verification
     * @param claim what the client says
     * @param paper the document
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Submit(
            AccountVerification.Id id,
            AccountVerification.Claim claim,
            AccountVerification.Paper paper,
            Actor by,
            IdempotencyKey key)
            implements AccountVerificationCommand {
        public Submit {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(claim, "claim");
            Objects.requireNonNull(paper, "paper");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "submit")
                    .and("id", id)
                    .and("client", claim.client())
                    .and("holder", claim.holder())
                    .and("account", fields(claim.account()))
                    .and("kind", paper.kind())
                    .and("image", paper.image())
                    .and("nameOnPaper", paper.holder())
                    .and("paper", paper.read().map(AccountVerificationCommand::fields))
                    .and("problem", paper.problem());
        }
    }

    /**
     * Finds a document in order.
     *
     * @param review what was found
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Check(AccountVerification.Review review, Actor by, IdempotencyKey key)
            implements AccountVerificationCommand {
        public Check {
            Objects.requireNonNull(review, "review");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "check")
                    .and("branch", review.branch())
                    .and("otherHolders", review.otherHolders())
                    .and("nameAccepted", review.nameAccepted())
                    .and("branchAccepted", review.branchAccepted());
        }
    }

    /**
     * Sends a prenote.
     *
     * @param reference the rail's reference
     * @param sentOn the day on which it settles
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Prenote(String reference, LocalDate sentOn, Actor by, IdempotencyKey key)
            implements AccountVerificationCommand {
        public Prenote {
            Objects.requireNonNull(sentOn, "sentOn");
            reference = PanRedactor.redact(reference);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "prenote").and("reference", reference).and("sentOn", sentOn);
        }
    }

    /**
     * Sends two deposits.
     *
     * @param deposits stands for the amounts
     * @param sentOn the day on which they settle
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Deposit(Sha256 deposits, LocalDate sentOn, Actor by, IdempotencyKey key)
            implements AccountVerificationCommand {
        public Deposit {
            Objects.requireNonNull(deposits, "deposits");
            Objects.requireNonNull(sentOn, "sentOn");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "deposit").and("deposits", deposits).and("sentOn", sentOn);
        }
    }

    /**
     * Tells the two amounts.
     *
     * @param deposits stands for the amounts
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Tell(Sha256 deposits, Actor by, IdempotencyKey key) implements AccountVerificationCommand {
        public Tell {
            Objects.requireNonNull(deposits, "deposits");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "tell").and("deposits", deposits);
        }
    }

    /**
     * Reports a return or a change.
     *
     * @param code the rail's code
     * @param change whether it is a notice of change
     * @param by the rail
     * @param key the rail's reference of the item
     */
    record Return(String code, boolean change, Actor by, IdempotencyKey key) implements AccountVerificationCommand {
        public Return {
            if (code.isBlank()) {
                throw new IllegalArgumentException("return code is blank, expected the rail's code");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "return").and("code", code).and("change", change);
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
    record Move(Kind kind, String reason, Actor by, IdempotencyKey key) implements AccountVerificationCommand {
        public Move {
            if (kind.compareTo(Kind.REFUSE) < 0) {
                throw new IllegalArgumentException("move by " + kind + ", expected one from REFUSE to REVOKE");
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

    private static Sha256 fields(BankAccountRef ref) {
        return Sha256.ofFields(
                ref.country(), ref.routing(), ref.lastFour(), ref.token().value());
    }
}
