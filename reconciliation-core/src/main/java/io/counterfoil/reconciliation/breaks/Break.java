package io.counterfoil.reconciliation.breaks;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** Something on which two books differ. Immutable. */
@Value.Immutable
public interface Break {

    /** What kind of break. */
    BreakClass breakClass();

    /** What the break is about, for alerts: never changes while the fact stands. */
    SubjectRef subject();

    /** The items concerned, in the order of their ids; empty where a record has none. */
    Set<ItemId> items();

    /** On which side; empty for a pair. */
    Optional<Side> side();

    /** The money at stake, signed; empty where it is not known. */
    Optional<MonetaryAmount> amount();

    /** The day of the item that is concerned. */
    Optional<LocalDate> day();

    /** How old it is. */
    Age age();

    /** What lies behind it, where somebody or something found out: one of {@link BreakClass#rootCauses()}. */
    Optional<String> rootCause();

    /** Everybody who had it, in order, with the one who passed it on; empty while the class's owner has it. */
    List<Handover> handovers();

    /** A role name, for routing: the last one that it was handed to, else the class's. */
    @Value.Default
    default String owner() {
        return handovers().isEmpty()
                ? breakClass().owner()
                : handovers().get(handovers().size() - 1).to();
    }

    /** How grave. */
    @Value.Default
    default Diagnostic.Severity severity() {
        return breakClass().severity();
    }

    /** Why it is a break, and of this class. */
    Evidence evidence();

    /** The same break, handed to another owner; who had it stays on record. */
    default Break assignedTo(String newOwner, Actor by, Instant at) {
        return builder()
                .from(this)
                .addHandover(new Handover(owner(), newOwner, by, at))
                .owner(newOwner)
                .build();
    }

    /**
     * The same break with what lies behind it.
     *
     * @throws IllegalArgumentException where the class has no such root cause
     */
    default Break because(String cause) {
        return builder().from(this).rootCause(cause).build();
    }

    /** Refuses a root cause that the class does not have. */
    @Value.Check
    default void check() {
        rootCause().filter(cause -> !breakClass().rootCauses().contains(cause)).ifPresent(cause -> {
            throw new IllegalArgumentException("root cause " + cause + " of " + breakClass() + ", expected one of "
                    + breakClass().rootCauses());
        });
    }

    /**
     * What a break at the bank or in the book is about, in the words of payments-core's {@code PaymentWatch}, so that one fact has one alert key whoever sees it
     * first: the reference where the item has exactly one, else its id.
     *
     * @param side left for the bank's line, right for the book's record
     */
    static SubjectRef subjectOf(Side side, ItemView item) {
        String name = item.references().size() == 1
                ? item.references().get(0)
                : item.id().value();
        return subjectOf(side, name);
    }

    /** What a break is about, by a name that no other line or record has. */
    static SubjectRef subjectOf(Side side, String name) {
        return SubjectRef.of(side == Side.LEFT ? "bank-line" : "payment", name);
    }

    /** The alert that it raises: kind, subject and owner are the break's, so that the same break alerts once. */
    default Alert toAlert(Instant now) {
        Alert.Builder alert = Alert.builder()
                .kind(breakClass()
                        .alert()
                        .orElseGet(() -> new AlertKind(breakClass().name())))
                .severity(severity())
                .subject(subject())
                .evidence(evidence())
                .owner(owner())
                .raisedAt(now);
        amount().ifPresent(alert::amount);
        return alert.build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds breaks. Not thread-safe. */
    final class Builder extends ImmutableBreak.Builder {
        Builder() {}
    }

    /**
     * How long a break stands.
     *
     * @param businessDays after the value day or the expected day; calendar days where the reconciler has no calendar
     * @param calendarDays the same in calendar days
     */
    record Age(int businessDays, int calendarDays) {

        /** No age. */
        public static final Age NONE = new Age(0, 0);

        /**
         * The bucket by bounds of the host's own: {@code 0-1}, {@code 2-5}, {@code over 5} for bounds 1 and 5.
         *
         * @param upTo the last business day of each bucket but the last, rising
         */
        public String bucket(int... upTo) {
            int from = 0;
            for (int bound : upTo) {
                if (bound < from) {
                    throw new IllegalArgumentException(
                            "bucket bounds " + java.util.Arrays.toString(upTo) + ", expected rising ones from 0");
                }
                if (businessDays <= bound) {
                    return from + "-" + bound;
                }
                from = bound + 1;
            }
            return from == 0 ? "all" : "over " + (from - 1);
        }

        /** The bucket: 0-1, 2-5, 6-10, 11-30, 31-60 or over 60 business days. */
        public String bucket() {
            return bucket(1, 5, 10, 30, 60);
        }
    }

    /**
     * A break changed hands.
     *
     * @param from who had it, a role name
     * @param to who has it now, a role name
     * @param by who passed it on
     * @param at when
     */
    record Handover(String from, String to, Actor by, Instant at) {
        public Handover {
            if (to.isBlank()) {
                throw new IllegalArgumentException("a break is handed to nobody, expected a role name");
            }
        }
    }
}
