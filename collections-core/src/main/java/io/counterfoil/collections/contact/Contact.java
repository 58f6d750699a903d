package io.counterfoil.collections.contact;

import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * An entry of the contact log: what became of a notice, who called whom, a note (COL-62). Immutable; free text has lost its card numbers.
 *
 * <p>What becomes of one notice is told by several entries under the key of its decision: PREPARED, then SENT, FAILED or EXPIRED. Only SENT advances a ladder.
 */
@Value.Immutable
public interface Contact {

    /** The host's id of the entry: the same id with the same content is the same entry. */
    String id();

    /** About whom. */
    PartyId party();

    /** What kind of entry. A contact unless stated. */
    @Value.Default
    default Kind kind() {
        return Kind.CONTACT;
    }

    /** What became of it; notes are SENT. */
    @Value.Default
    default Status status() {
        return Status.SENT;
    }

    /** When. */
    Instant at();

    /** The business day of it, in the zone of the ledger: gaps and ladders count by it. */
    LocalDate on();

    /** How; empty for a note. */
    Optional<Channel> channel();

    /** To whom. The debtor unless stated. */
    @Value.Default
    default Audience audience() {
        return Audience.DEBTOR;
    }

    /** The key of the decision that asked for it; empty for what people did of their own accord. */
    Optional<IdempotencyKey> key();

    /** What came of it. */
    @Value.Default
    default Result result() {
        return Result.NONE;
    }

    /** Which debts it was about; empty for all of the party. */
    Set<OpenItemId> debts();

    /** What else it is about: a promise, a dispute, a ticket. */
    Set<SubjectRef> links();

    /** Whether the other side began it: such a call is not counted by any law. */
    @Value.Default
    default boolean inbound() {
        return false;
    }

    /** Who of ours, a person or a system. */
    @Value.Default
    default String by() {
        return "";
    }

    /** What was said or written, in a few words. */
    @Value.Default
    default String text() {
        return "";
    }

    /** Who may read the text. */
    @Value.Default
    default Visibility visibility() {
        return Visibility.TEAM;
    }

    /** What kind of call the law does not count it as, such as a call that the person asked for; empty for an ordinary one. */
    @Value.Default
    default String exclusion() {
        return "";
    }

    /** Whether it was a contact of ours that happened. */
    default boolean isSent() {
        return kind() == Kind.CONTACT && status() == Status.SENT && !inbound();
    }

    /** Card numbers leave the text; an id is needed. */
    @Value.Check
    default Contact check() {
        if (id().isBlank()) {
            throw new IllegalArgumentException("contact of party " + party() + " has a blank id, expected the host's");
        }
        if (kind() == Kind.CONTACT && channel().isEmpty()) {
            throw new IllegalArgumentException("contact " + id() + " has no channel, expected one\nMaybe it is a note");
        }
        String redacted = PanRedactor.redact(text());
        return redacted.equals(text())
                ? this
                : builder().from(this).text(redacted).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this entry. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** What kind of entry. */
    enum Kind {
        CONTACT,
        NOTE
    }

    /** What became of a notice. */
    enum Status {
        PREPARED,
        SENT,
        FAILED,
        EXPIRED
    }

    /** What came of a contact. */
    enum Result {
        NONE,
        NO_ANSWER,
        /** Somebody was spoken to about the debts. */
        CONVERSATION,
        MESSAGE_LEFT,
        BOUNCED,
        WRONG_NUMBER
    }

    /** Who may read a text. */
    enum Visibility {
        TEAM,
        /** Those who decide. */
        MANAGERS,
        /** The owner of a sensitive case. */
        RESTRICTED
    }

    /** Builds entries. Not thread-safe. */
    final class Builder extends ImmutableContact.Builder {
        Builder() {}

        /** About whom. */
        public Builder party(String party) {
            party(PartyId.of(party));
            return this;
        }
    }

    /** To whom a notice goes. */
    enum Audience {
        /** Whoever owes: the law of contact and the person's wishes bind. */
        DEBTOR(false),
        /** Who of ours sells to the customer. */
        SALES_EXECUTIVE(true),
        /** Who of ours decides on escalation. */
        DEBT_MANAGER(true),
        /** Who of ours owns the account. */
        ACCOUNT_OWNER(true);

        private final boolean internal;

        Audience(boolean internal) {
            this.internal = internal;
        }

        /** Whether it is one of us: the law of contact does not apply (COL-36). */
        public boolean isInternal() {
            return internal;
        }
    }
}
