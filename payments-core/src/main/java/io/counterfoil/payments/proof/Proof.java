package io.counterfoil.payments.proof;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Figures that had to agree, with what came of it. Immutable; proofs that know more extend it.
 */
@Value.Immutable
public interface Proof {

    /** What the proof speaks about. */
    SubjectRef subject();

    /** One line for people: what was compared and what came of it. */
    String sentence();

    /** How it ended. */
    ProofStatus status();

    /** Every figure, in the order in which a person reads them. */
    List<Figure> figures();

    /** What is left over, one figure per currency and cause; empty when nothing differs. */
    List<Figure> differences();

    /** Everything that keeps the proof from holding or should be seen beside it. */
    List<Diagnostic> problems();

    /** Digest of subject, status and figures: equal proofs have equal digests. */
    default Sha256 digest() {
        List<Object> fields = new ArrayList<>(List.of(subject(), status()));
        for (List<Figure> group : List.of(figures(), differences())) {
            for (Figure figure : group) {
                fields.add(Sha256.ofFields(figure.code(), figure.count(), figure.amount()));
                figure.items().forEach(item -> fields.add(Sha256.ofFields(item.reference(), item.amount())));
            }
            fields.add("|");
        }
        problems().forEach(problem -> fields.add(problem.code()));
        return Sha256.ofFields(fields.toArray());
    }

    /** Whether it is PROVED. */
    default boolean holds() {
        return status() == ProofStatus.PROVED;
    }

    /** The alert that a proof which does not hold raises; its key is the subject's, so that repeating a proof does not alert twice. */
    default Alert toAlert(Instant now) {
        Alert.Builder alert = Alert.builder()
                .kind(AlertKind.PROOF_FAILED)
                .severity(status() == ProofStatus.BROKEN ? Diagnostic.Severity.CRITICAL : Diagnostic.Severity.MEDIUM)
                .subject(subject())
                .evidence(Evidence.of(Code.of("PROOF." + status().name()), sentence()))
                .raisedAt(now);
        differences().stream().findFirst().ifPresent(difference -> alert.amount(difference.amount()));
        return alert.build();
    }

    /**
     * This proof, where it holds.
     *
     * @throws NotHeldException with the sentence and every difference
     */
    default Proof orThrow() {
        if (!holds()) {
            throw new NotHeldException(this);
        }
        return this;
    }

    /** Refuses a proof that holds beside a difference. */
    @Value.Check
    default void check() {
        if (holds() && !differences().isEmpty()) {
            throw new IllegalStateException("proof of " + subject() + " has "
                    + differences().size() + " differences, a proof that holds has none");
        }
    }

    /** A builder of plain proofs. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds plain proofs. Not thread-safe. */
    final class Builder extends ImmutableProof.Builder {
        Builder() {}
    }

    /**
     * A figure of a proof with the items it is made of.
     *
     * @param code stable name, such as {@code MATCHED} or {@code CLOSING}
     * @param label for people
     * @param count of what the figure counts, 0 where it counts nothing
     * @param amount signed, in one currency
     * @param items behind the figure, in content order; may be empty where the figure stands for too many
     */
    record Figure(String code, String label, long count, MonetaryAmount amount, List<Item> items) {

        public Figure {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(amount, "amount");
            items = List.copyOf(items);
        }

        /** A figure without items. */
        public static Figure of(String code, String label, long count, MonetaryAmount amount) {
            return new Figure(code, label, count, amount, List.of());
        }

        /**
         * One line behind a figure.
         *
         * @param reference id of the item in the host's words
         * @param amount its share
         * @param note why it is here; may be empty
         */
        public record Item(String reference, MonetaryAmount amount, String note) {}
    }

    /** Thrown by {@link Proof#orThrow()} where a caller wants to go no further without the proof. */
    final class NotHeldException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final transient Proof proof;

        /** Carries the proof; the message is its sentence and differences. */
        public NotHeldException(Proof proof) {
            super(proof.status() + " " + proof.subject() + ": " + proof.sentence()
                    + proof.differences().stream()
                            .map(d -> System.lineSeparator() + "  " + d.label() + " " + d.amount())
                            .collect(Collectors.joining()));
            this.proof = proof;
        }

        /** The proof as a value. */
        public Proof proof() {
            return proof;
        }
    }
}
