package io.counterfoil.payments.dispute;

import io.counterfoil.payments.dispute.CardDispute.Opening;
import io.counterfoil.payments.dispute.CardDispute.Piece;
import io.counterfoil.payments.dispute.CardDisputeEvent.Kind;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a card dispute, or reported about it. Immutable.
 *
 * <p>What issuer, network or processor report is a command by {@link Actor#rail} whose key is the reporter's own reference.
 */
public sealed interface CardDisputeCommand extends Command {

    /** The event that it wants. */
    Kind kind();

    /** The issuer asks about a payment; no money has moved. */
    static Open inquire(Opening opening, Actor by, String key) {
        return new Open(Kind.INQUIRE, opening, by, IdempotencyKey.of(key));
    }

    /** The money of a payment was taken. */
    static Open open(Opening opening, Actor by, String key) {
        return new Open(Kind.OPEN, opening, by, IdempotencyKey.of(key));
    }

    /** The question became a dispute: the money was taken. */
    static Open escalate(Opening opening, Actor by, String key) {
        return new Open(Kind.ESCALATE, opening, by, IdempotencyKey.of(key));
    }

    /** Answers an inquiry. */
    static Answer respond(List<Piece> evidence, Actor by, String key) {
        return new Answer(Kind.RESPOND, evidence, by, IdempotencyKey.of(key));
    }

    /** Sends the charge back with evidence. */
    static Answer represent(List<Piece> evidence, Actor by, String key) {
        return new Answer(Kind.REPRESENT, evidence, by, IdempotencyKey.of(key));
    }

    /** Asks the issuer to take liability, with evidence. */
    static Answer preArbitrate(List<Piece> evidence, Actor by, String key) {
        return new Answer(Kind.PRE_ARBITRATE, evidence, by, IdempotencyKey.of(key));
    }

    /** Declines the issuer's pre-arbitration: the network decides. */
    static Answer decline(List<Piece> evidence, Actor by, String key) {
        return new Answer(Kind.DECLINE, evidence, by, IdempotencyKey.of(key));
    }

    /** Asks the network to decide. */
    static Answer arbitrate(List<Piece> evidence, Actor by, String key) {
        return new Answer(Kind.ARBITRATE, evidence, by, IdempotencyKey.of(key));
    }

    /** Gives the money up. */
    static Act accept(Actor by, String key) {
        return new Act(Kind.ACCEPT, by, IdempotencyKey.of(key));
    }

    /** Gives up in arbitration. */
    static Act withdraw(Actor by, String key) {
        return new Act(Kind.WITHDRAW, by, IdempotencyKey.of(key));
    }

    /** Ends an inquiry by refunding the payment; the refund itself is a command of the payment. */
    static Act refund(Actor by, String key) {
        return new Act(Kind.REFUND, by, IdempotencyKey.of(key));
    }

    /** The deadline has passed: the clock says so. */
    static Act expire(String key) {
        return new Act(Kind.EXPIRE, Actor.clock(), IdempotencyKey.of(key));
    }

    /** The issuer takes the loss: the dispute is won. */
    static Report issuerAccepts(LocalDate on, Actor by, String key) {
        return new Report(Kind.ISSUER_ACCEPTS, on, null, null, by, IdempotencyKey.of(key));
    }

    /** The issuer insists; {@link Report#dueBy} where the processor says until when to answer. */
    static Report issuerPreArbitrates(LocalDate on, Actor by, String key) {
        return new Report(Kind.ISSUER_PRE_ARBITRATES, on, null, null, by, IdempotencyKey.of(key));
    }

    /** The issuer does not take liability; {@link Report#dueBy} where the processor says until when to go on. */
    static Report issuerDeclines(LocalDate on, Actor by, String key) {
        return new Report(Kind.ISSUER_DECLINES, on, null, null, by, IdempotencyKey.of(key));
    }

    /** The network decides for the merchant. */
    static Report won(LocalDate on, Actor by, String key) {
        return new Report(Kind.WIN, on, null, null, by, IdempotencyKey.of(key));
    }

    /** Issuer or network decide against the merchant; {@link Report#fee} where it costs more than the amount. */
    static Report lost(LocalDate on, Actor by, String key) {
        return new Report(Kind.LOSE, on, null, null, by, IdempotencyKey.of(key));
    }

    /** The inquiry went away. */
    static Report close(LocalDate on, Actor by, String key) {
        return new Report(Kind.CLOSE, on, null, null, by, IdempotencyKey.of(key));
    }

    /** Begins an inquiry or a dispute. */
    record Open(Kind kind, Opening opening, Actor by, IdempotencyKey key) implements CardDisputeCommand {
        public Open {
            Objects.requireNonNull(opening, "opening");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("kind", kind)
                    .and("id", opening.id())
                    .and("payment", opening.payment())
                    .and("client", opening.client())
                    .and("network", opening.network())
                    .and("code", opening.code())
                    .and("amount", opening.amount())
                    .and("fee", opening.fee())
                    .and("openedOn", opening.openedOn())
                    .and("dueBy", opening.dueBy())
                    .and("borneBy", opening.borneBy());
        }
    }

    /** Answers with evidence. */
    record Answer(Kind kind, List<Piece> evidence, Actor by, IdempotencyKey key) implements CardDisputeCommand {
        public Answer {
            evidence = List.copyOf(evidence);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("kind", kind)
                    .and(
                            "evidence",
                            evidence.stream()
                                    .map(piece -> Sha256.ofFields(piece.kind(), piece.digest(), piece.note()))
                                    .toList());
        }
    }

    /** Reports what issuer or network said. */
    record Report(
            Kind kind,
            LocalDate on,
            @Nullable LocalDate until,
            @Nullable MonetaryAmount cost,
            Actor by,
            IdempotencyKey key)
            implements CardDisputeCommand {
        public Report {
            Objects.requireNonNull(on, "on");
            boolean asks = kind == Kind.ISSUER_PRE_ARBITRATES || kind == Kind.ISSUER_DECLINES;
            if (until != null && (!asks || until.isBefore(on))) {
                throw new IllegalArgumentException("answer to " + kind + " of " + on + " due by " + until
                        + ", expected a day not before it, for what asks for an answer");
            }
            if (cost != null && Amounts.minor(cost) <= 0) {
                throw new IllegalArgumentException(
                        "fee of " + kind + " is " + Amounts.plain(cost) + ", expected above 0, or none");
            }
        }

        /** The same, to be answered by the day. */
        public Report dueBy(LocalDate day) {
            return new Report(kind, on, Objects.requireNonNull(day, "day"), cost, by, key);
        }

        /** The same, which cost a fee beside the disputed amount. */
        public Report fee(MonetaryAmount amount) {
            return new Report(kind, on, until, Objects.requireNonNull(amount, "amount"), by, key);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("kind", kind).and("on", on).and("dueBy", until).and("fee", cost);
        }
    }

    /** Acts without more to say. */
    record Act(Kind kind, Actor by, IdempotencyKey key) implements CardDisputeCommand {
        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("kind", kind);
        }
    }
}
