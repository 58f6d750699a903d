package io.counterfoil.collections.aging;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A level of delinquency: a range of days, both ends inside. Ranges may leave gaps; days in a gap have no level.
 *
 * @param id the host's name of the level
 * @param fromDays 1 or more
 * @param toDays at least {@code fromDays}; {@link Integer#MAX_VALUE} for no upper end
 */
public record DelinquencyLevel(String id, int fromDays, int toDays) {

    /** What can be wrong with a set of levels. */
    public enum Fault implements Code {
        /** A day would have two levels. */
        OVERLAP,
        /** Two levels have one name. */
        DUPLICATE_NAME;

        @Override
        public String id() {
            return "LEVEL." + name();
        }
    }

    public DelinquencyLevel {
        Objects.requireNonNull(id, "id");
        if (fromDays < 1 || toDays < fromDays) {
            throw new IllegalArgumentException("level '" + id + "' is from " + fromDays + " to " + toDays
                    + " days, expected from 1 or more, to no less than from");
        }
    }

    /** A level between two numbers of days. */
    public static DelinquencyLevel between(String id, int fromDays, int toDays) {
        return new DelinquencyLevel(id, fromDays, toDays);
    }

    /** A level from so many days on. */
    public static DelinquencyLevel from(String id, int fromDays) {
        return new DelinquencyLevel(id, fromDays, Integer.MAX_VALUE);
    }

    /** Whether a number of days is in it. */
    public boolean contains(int days) {
        return days >= fromDays && days <= toDays;
    }

    /** Everything that keeps the levels from being used together; the attribute {@code position} counts them from 0. */
    public static List<Diagnostic> check(List<DelinquencyLevel> levels) {
        List<Diagnostic> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            DelinquencyLevel level = levels.get(i);
            if (!names.add(level.id())) {
                faults.add(fault(Fault.DUPLICATE_NAME, i, "level '" + level.id() + "' is there twice, expected once"));
            }
            for (DelinquencyLevel before : levels.subList(0, i)) {
                if (before.fromDays() <= level.toDays() && level.fromDays() <= before.toDays()) {
                    faults.add(fault(
                            Fault.OVERLAP, i, "levels " + before + " and " + level + " share days, expected none"));
                }
            }
        }
        return faults;
    }

    private static Diagnostic fault(Fault code, int position, String message) {
        return new Diagnostic(
                Diagnostic.Level.ERROR,
                code,
                message,
                Diagnostic.Location.of("levels", position + 1L),
                Map.of("position", Integer.toString(position)));
    }

    @Override
    public String toString() {
        return id + " " + fromDays + (toDays == Integer.MAX_VALUE ? "+" : "-" + toDays);
    }
}
