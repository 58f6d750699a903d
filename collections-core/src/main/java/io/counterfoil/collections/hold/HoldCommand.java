package io.counterfoil.collections.hold;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Optional;
import org.immutables.value.Value;

/** What can be asked of the holds of a party. Reasons lose card numbers here, before an event exists. Immutable. */
public sealed interface HoldCommand extends Command {

    /** Whose holds. */
    PartyId party();

    /** Which kind of hold. */
    HoldKind hold();

    /** Why. */
    String reason();

    /** What it says, word by word. */
    @Override
    Words words();

    @Override
    default Sha256 body() {
        return words().digest();
    }

    /** A hold of the days, both inside; ages run on. */
    static Place place(PartyId party, HoldKind kind, DateRange days, String reason, By by) {
        return placing(party, kind, by)
                .start(days.from())
                .end(days.to())
                .reason(reason)
                .build();
    }

    /** A hold about which more is to be said. */
    static Place.Builder placing(PartyId party, HoldKind kind, By by) {
        return Place.builder().party(party).hold(kind).by(by.actor()).key(by.key());
    }

    /** The hold of the kind ends today. */
    static Release release(PartyId party, HoldKind kind, LocalDate today, String reason, By by) {
        return releasing(party, kind, by).start(today).reason(reason).build();
    }

    /** A release as somebody wrote it, with whatever dates. */
    static Release.Builder releasing(PartyId party, HoldKind kind, By by) {
        return Release.builder().party(party).hold(kind).by(by.actor()).key(by.key());
    }

    /**
     * Who asks, under which key.
     *
     * @param actor a person or a system
     * @param key given again when the command is repeated
     */
    record By(Actor actor, IdempotencyKey key) {

        /** The person or the system, with a key as it was written. */
        public static By of(Actor actor, String key) {
            return new By(actor, IdempotencyKey.of(key));
        }
    }

    /** A hold is wanted. */
    @Value.Immutable
    non-sealed interface Place extends HoldCommand {

        /** The first day; may lie in the past, down to the start of the account. */
        Optional<LocalDate> start();

        /** The last day. */
        Optional<LocalDate> end();

        /** When the account was opened, where that is known. */
        Optional<LocalDate> accountFrom();

        /** Whether ages run on. They do unless stated. */
        @Value.Default
        default HoldEvent.AgeEffect age() {
            return HoldEvent.AgeEffect.RUNNING;
        }

        @Override
        @Value.Default
        default String reason() {
            return "";
        }

        /** Who approves; needed for the kinds that the machine says. */
        Optional<Actor> approver();

        @Override
        default Words words() {
            return Words.of("place", party())
                    .and("kind", hold())
                    .and("start", start())
                    .and("end", end())
                    .and("age", age())
                    .and("reason", reason())
                    .and("approver", approver());
        }

        /** Card numbers leave the reason. */
        @Value.Check
        default Place check() {
            String redacted = PanRedactor.redact(reason());
            return redacted.equals(reason())
                    ? this
                    : new Builder().from(this).reason(redacted).build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds commands. Not thread-safe. */
        final class Builder extends ImmutablePlace.Builder {
            Builder() {}
        }
    }

    /** The hold of today is to end. */
    @Value.Immutable
    non-sealed interface Release extends HoldCommand {

        /** The day on which it ends: today. */
        Optional<LocalDate> start();

        /** A release has no end; one that has is refused. */
        Optional<LocalDate> end();

        @Override
        @Value.Default
        default String reason() {
            return "";
        }

        @Override
        default Words words() {
            return Words.of("release", party())
                    .and("kind", hold())
                    .and("start", start())
                    .and("end", end())
                    .and("reason", reason());
        }

        /** Card numbers leave the reason. */
        @Value.Check
        default Release check() {
            String redacted = PanRedactor.redact(reason());
            return redacted.equals(reason())
                    ? this
                    : new Builder().from(this).reason(redacted).build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds commands. Not thread-safe. */
        final class Builder extends ImmutableRelease.Builder {
            Builder() {}
        }
    }

    /** What a hold holds back; each kind stands alone (COL-43). */
    enum HoldKind {
        /** No notices. */
        NOTICE,
        /** No new credit. */
        CREDIT,
        /** Service is not suspended, whatever is overdue. */
        SERVICE
    }
}
