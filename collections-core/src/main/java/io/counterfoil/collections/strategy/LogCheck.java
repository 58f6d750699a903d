package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a log of contacts says that cannot be (collections specification 5). */
final class LogCheck {

    private LogCheck() {}

    /** What cannot be in the entries of one notice: sent before it was prepared, sent after it expired. */
    static Optional<String> fault(ContactLog log, IdempotencyKey key, Instant knownAt) {
        @Nullable Instant prepared = null;
        @Nullable Instant sent = null;
        @Nullable Instant expired = null;
        for (Contact contact : log.of(key)) {
            if (contact.at().isAfter(knownAt)) {
                continue;
            }
            switch (contact.status()) {
                case PREPARED -> prepared = prepared == null ? contact.at() : prepared;
                case SENT -> sent = sent == null ? contact.at() : sent;
                case EXPIRED -> expired = expired == null ? contact.at() : expired;
                case FAILED -> {
                    // a failed try may be followed by one that succeeds
                }
            }
        }
        if (sent != null && prepared != null && sent.isBefore(prepared)) {
            return Optional.of("sent at " + sent + ", prepared only at " + prepared);
        }
        if (sent != null && expired != null && !sent.isBefore(expired)) {
            return Optional.of("sent at " + sent + ", expired at " + expired);
        }
        return Optional.empty();
    }

    /** A report about a notice that does not say which. */
    static Optional<String> fault(List<Contact> contacts, Instant knownAt) {
        return contacts.stream()
                .filter(contact -> contact.kind() == Contact.Kind.CONTACT
                        && contact.status() != Contact.Status.SENT
                        && contact.key().isEmpty()
                        && !contact.at().isAfter(knownAt))
                .findFirst()
                .map(contact ->
                        "entry '" + contact.id() + "' is " + contact.status() + " without the key of a decision");
    }
}
