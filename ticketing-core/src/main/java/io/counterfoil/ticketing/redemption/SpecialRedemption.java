package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * A wish outside the catalogue as its events have made it. Immutable, thread-safe.
 *
 * @param status where it stands
 * @param history every event, oldest first
 */
public record SpecialRedemption(Status status, History<Event> history)
        implements TableMachine.Fold<SpecialRedemption.Status, SpecialRedemption.Event> {

    /** Where it stands. */
    public enum Status {
        REQUESTED,
        /** A price is known. */
        QUOTED,
        /** Approved: its points are held. */
        RESERVED,
        ORDERED,
        /** The points are spent. */
        FULFILLED,
        /** Given up or refused; held points are free again. */
        CANCELLED
    }

    /**
     * What is wished for.
     *
     * @param id names it for ever
     * @param participant whose points
     * @param wish in words, redacted
     */
    public record Request(String id, PartyId participant, String wish) {
        public Request {
            Objects.requireNonNull(participant, "participant");
            wish = PanRedactor.redact(wish);
            if (id.isBlank() || wish.isBlank()) {
                throw new IllegalArgumentException(
                        "special redemption '" + id + "' for '" + wish + "', expected both not blank");
            }
        }

        /** The subject of a ticket about it. */
        public SubjectRef subject() {
            return SubjectRef.of("special-redemption", id);
        }
    }

    /** What it was requested as; empty before. */
    public Optional<Request> request() {
        return last(Kind.REQUEST).map(event -> ((Requested) event.detail()).request());
    }

    /** The price that counts: the last quoted; empty before. */
    public Optional<MonetaryAmount> price() {
        return last(Kind.QUOTE).map(event -> ((Quoted) event.detail()).price());
    }

    Optional<Event> last(Kind kind) {
        Event found = null;
        for (Event event : history.toList()) {
            found = event.kind() == kind ? event : found;
        }
        return Optional.ofNullable(found);
    }

    /** The events. */
    public enum Kind {
        REQUEST(Requested.class),
        QUOTE(Quoted.class),
        /** The first of two approvals. */
        SIGN(Noted.class),
        APPROVE(Noted.class),
        ORDER(Noted.class),
        FULFIL(Noted.class),
        CANCEL(Noted.class);

        private final Class<? extends Detail> says;

        Kind(Class<? extends Detail> says) {
            this.says = says;
        }
    }

    /** What is said beside the kind. */
    public sealed interface Detail {
        /** Tells a repetition from another fact. */
        Sha256 digest();
    }

    /** The wish. */
    public record Requested(Request request) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(request.id(), request.participant(), request.wish());
        }
    }

    /**
     * What it would cost.
     *
     * @param vendor who delivers
     * @param price in points or money, above zero
     */
    public record Quoted(String vendor, MonetaryAmount price) implements Detail {
        public Quoted {
            if (vendor.isBlank() || Amounts.minor(price) <= 0) {
                throw new IllegalArgumentException("quote of vendor '" + vendor + "' over " + Amounts.text(price)
                        + ", expected a vendor and more than 0");
            }
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(vendor, price);
        }
    }

    /** A reference or a reason in words, redacted; may be empty. */
    public record Noted(String text) implements Detail {
        public Noted {
            text = PanRedactor.redact(text);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(text);
        }
    }

    /**
     * Something that happened.
     *
     * @param kind what
     * @param detail what is said with it
     * @param stamp who, when, under which key
     */
    public record Event(Kind kind, Detail detail, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {
        public Event {
            requireDetail(kind, detail);
            Objects.requireNonNull(stamp, "stamp");
        }

        @Override
        public String eventName() {
            return Lifecycle.Named.of(kind);
        }
    }

    /**
     * What can be asked. An approval is asked for as APPROVE, whatever comes of it.
     *
     * @param kind the event that is wished for
     * @param detail what is said with it
     * @param by who
     * @param key the caller's name for the act
     */
    public record Command(Kind kind, Detail detail, Actor by, IdempotencyKey key)
            implements io.counterfoil.payments.lifecycle.Command {

        public Command {
            requireDetail(kind, detail);
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(key, "key");
        }

        /** A participant wishes for something. */
        public static Command request(Request request, Actor by, String key) {
            return of(Kind.REQUEST, new Requested(request), by, key);
        }

        /** A vendor's price, in the place of an earlier one. */
        public static Command quote(String vendor, MonetaryAmount price, Actor by, String key) {
            return of(Kind.QUOTE, new Quoted(vendor, price), by, key);
        }

        /** An approver approves; above the limit the first approval waits for a second. */
        public static Command approve(Actor by, String key) {
            return of(Kind.APPROVE, new Noted(""), by, key);
        }

        /** It was ordered from the vendor. */
        public static Command order(String reference, Actor by, String key) {
            return of(Kind.ORDER, new Noted(reference), by, key);
        }

        /** The participant has it. */
        public static Command fulfil(String reference, Actor by, String key) {
            return of(Kind.FULFIL, new Noted(reference), by, key);
        }

        /** It will not be. */
        public static Command cancel(String reason, Actor by, String key) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason to cancel is blank, expected a few words");
            }
            return of(Kind.CANCEL, new Noted(reason), by, key);
        }

        private static Command of(Kind kind, Detail detail, Actor by, String key) {
            return new Command(kind, detail, by, IdempotencyKey.of(key));
        }

        @Override
        public Sha256 body() {
            return Sha256.ofFields(kind, by.id(), detail.digest());
        }
    }

    private static void requireDetail(Kind kind, Detail detail) {
        if (!kind.says.isInstance(detail)) {
            throw new IllegalArgumentException(
                    kind + " says " + detail.getClass().getSimpleName() + ", expected " + kind.says.getSimpleName());
        }
    }
}
