package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/**
 * Something that happened to a claim. Immutable; free text holds no card number.
 *
 * @param kind what, by the names of the claim table
 * @param detail what is said with it
 * @param stamp who, when, under which key
 */
public record ClaimEvent(Kind kind, Detail detail, History.Stamped.Stamp stamp)
        implements History.Stamped, Lifecycle.Named {

    public ClaimEvent {
        kind.requireDetail(detail);
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public String eventName() {
        return kind.eventName();
    }

    /** The events. */
    public enum Kind {
        RECEIVE(Received.class),
        KEY(Keyed.class),
        /** A second typing that is the same. */
        AGREE(Keyed.class),
        /** A second typing that is not: waits for adjudication. */
        DISAGREE(Keyed.class),
        ADJUDICATE(Adjudicated.class),
        /** The sampling plan did not draw it: one typing is enough. */
        PASS_UNSAMPLED(Noted.class),
        CORRECT(Corrected.class),
        RETURN(Returned.class),
        RESUBMIT(Resubmitted.class),
        EXPIRE(Noted.class),
        REOPEN(Noted.class),
        REVIEW(Reviewed.class),
        /** The first of two approvals. */
        SIGN(Noted.class),
        APPROVE(Noted.class),
        AWARD(Noted.class),
        REVERSE(Noted.class),
        REJECT(Rejected.class),
        WITHDRAW(Noted.class),
        /** Entered in error. */
        DELETE(Noted.class);

        private final Class<? extends Detail> says;

        Kind(Class<? extends Detail> says) {
            this.says = says;
        }

        String eventName() {
            return Lifecycle.Named.of(this);
        }

        void requireDetail(Detail detail) {
            if (!says.isInstance(detail)) {
                throw new IllegalArgumentException("'" + eventName() + "' says "
                        + detail.getClass().getSimpleName() + ", expected " + says.getSimpleName());
            }
        }
    }

    /** What an event says beside its kind. */
    public sealed interface Detail {
        /** Tells a repetition from another fact. */
        Sha256 digest();
    }

    /** What came in. */
    public record Received(Claim.Receipt receipt) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(
                    receipt.id(),
                    receipt.participant(),
                    receipt.client(),
                    receipt.slaClass(),
                    receipt.batch(),
                    receipt.document(),
                    receipt.claimed());
        }
    }

    /** What was typed, by field. */
    public record Keyed(Map<String, String> values) implements Detail {
        public Keyed {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(values.keySet(), values.values());
        }

        /** What was typed may be personal and is not shown. */
        @Override
        public String toString() {
            return "typed " + values.keySet();
        }
    }

    /** How disagreements were settled. */
    public record Adjudicated(List<Ruling> rulings) implements Detail {
        public Adjudicated {
            rulings = List.copyOf(rulings);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(rulings);
        }

        @Override
        public String toString() {
            return "rulings on " + rulings.stream().map(Ruling::field).toList();
        }
    }

    /**
     * What was put right after it had been typed.
     *
     * @param changes by field
     * @param reason why, redacted
     */
    public record Corrected(List<Change> changes, String reason) implements Detail {

        public Corrected {
            changes = List.copyOf(changes);
            reason = words("reason of the correction", reason);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(
                    changes.stream()
                            .map(change -> Sha256.ofFields(change.field(), change.to(), change.kind()))
                            .toList(),
                    reason);
        }
    }

    /**
     * One field put right.
     *
     * @param field its name
     * @param from the value before; in a command not yet known and empty
     * @param to the right value
     * @param kind what had gone wrong
     */
    public record Change(String field, String from, String to, ErrorKind kind) {

        public Change {
            Objects.requireNonNull(kind, "kind");
        }

        /** A change as it is asked for. */
        public static Change of(String field, String to, ErrorKind kind) {
            return new Change(field, "", to, kind);
        }

        /** Values may be personal and are not shown. */
        @Override
        public String toString() {
            return field + " " + kind;
        }
    }

    /**
     * What the participant must put right.
     *
     * @param documents one code for each document
     * @param note to the participant, redacted; may be empty
     */
    public record Returned(SortedMap<String, Deficiency> documents, String note) implements Detail {
        public Returned {
            documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
            note = PanRedactor.redact(note);
            if (documents.isEmpty()) {
                throw new IllegalArgumentException("claim is returned without a deficiency, expected one or more");
            }
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(documents.keySet(), documents.values(), note);
        }
    }

    /**
     * What the participant sent in its place.
     *
     * @param document digest of the new document
     * @param claimed what is claimed now
     */
    public record Resubmitted(Sha256 document, MonetaryAmount claimed) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(document, claimed);
        }
    }

    /**
     * What is reviewed.
     *
     * @param content what the document says, as verified
     * @param findings what the duplicate check found
     */
    public record Reviewed(Claim.Content content, List<Duplicates.Finding> findings) implements Detail {
        public Reviewed {
            Objects.requireNonNull(content, "content");
            findings = List.copyOf(findings);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(
                    content.invoice(),
                    content.date(),
                    content.total(),
                    content.lines().stream()
                            .map(line -> Sha256.ofFields(
                                    line.number(), line.product(), line.quantity(), line.amount(), line.serial()))
                            .toList(),
                    findings.stream()
                            .map(found -> found.kind() + " " + found.other())
                            .toList());
        }
    }

    /**
     * Why it is refused for good.
     *
     * @param deficiency a final one
     * @param notice to the participant, redacted
     */
    public record Rejected(Deficiency deficiency, String notice) implements Detail {
        public Rejected {
            Objects.requireNonNull(deficiency, "deficiency");
            notice = words("notice to the participant", notice);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(deficiency, notice);
        }
    }

    /** A reason or a reference in words, redacted; may be empty. */
    public record Noted(String text) implements Detail {
        public Noted {
            text = PanRedactor.redact(text);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(text);
        }
    }

    static String words(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank, expected a few words");
        }
        return PanRedactor.redact(text);
    }
}
