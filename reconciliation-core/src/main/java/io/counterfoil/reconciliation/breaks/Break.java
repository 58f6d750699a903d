package io.counterfoil.reconciliation.breaks;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import java.time.Instant;
import java.time.LocalDate;
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

    /** A role name, for routing. */
    @Value.Default
    default String owner() {
        return breakClass().owner();
    }

    /** How grave. */
    @Value.Default
    default Severity severity() {
        return breakClass().severity();
    }

    /** Why it is a break, and of this class. */
    Evidence evidence();

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

        /** The bucket: 0-1, 2-5, 6-10, 11-30, 31-60 or over 60 business days. */
        public String bucket() {
            if (businessDays <= 1) {
                return "0-1";
            }
            if (businessDays <= 5) {
                return "2-5";
            }
            if (businessDays <= 10) {
                return "6-10";
            }
            if (businessDays <= 30) {
                return "11-30";
            }
            return businessDays <= 60 ? "31-60" : "over 60";
        }
    }
}
