package io.counterfoil.ticketing.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How soon a ticket is worked on, most urgent first. */
public enum Priority {
    /** At once. */
    URGENT,
    /** Before the normal work of the day. */
    HIGH,
    /** In its turn. */
    NORMAL,
    /** When nothing else waits. */
    LOW;

    /** From how far a matter reaches and how long it can wait to its priority, as ITIL tables it: every pair of levels has a cell. Immutable. */
    public static final class Matrix {

        private final Map<String, Map<String, Priority>> cells;

        private Matrix(Map<String, Map<String, Priority>> cells) {
            this.cells = cells;
        }

        /**
         * The usual one of three by three: both HIGH is URGENT, one step down in either is one priority down, and LOW with LOW or MEDIUM is LOW.
         */
        public static Matrix standard() {
            return builder("HIGH", "MEDIUM", "LOW")
                    .row("HIGH", URGENT, HIGH, NORMAL)
                    .row("MEDIUM", HIGH, NORMAL, LOW)
                    .row("LOW", NORMAL, LOW, LOW)
                    .build();
        }

        /** A matrix with these levels of urgency. */
        public static Builder builder(String... urgencies) {
            return new Builder(List.of(urgencies));
        }

        /**
         * The priority of a matter.
         *
         * @throws IllegalArgumentException for levels that it does not have
         */
        public Priority of(String impact, String urgency) {
            Map<String, Priority> row = cells.get(impact);
            Priority priority = row == null ? null : row.get(urgency);
            if (priority == null) {
                throw new IllegalArgumentException("no priority for impact '" + impact + "' and urgency '" + urgency
                        + "', expected one of " + cells);
            }
            return priority;
        }

        /** Collects rows. Not thread-safe. */
        public static final class Builder {

            private final List<String> urgencies;
            private final Map<String, Map<String, Priority>> cells = new LinkedHashMap<>();

            private Builder(List<String> urgencies) {
                this.urgencies = urgencies;
            }

            /** The priorities of an impact, one for each urgency. */
            public Builder row(String impact, Priority... priorities) {
                if (priorities.length != urgencies.size() || cells.containsKey(impact)) {
                    throw new IllegalArgumentException("impact '" + impact + "' has " + priorities.length
                            + " priorities, expected one row with " + urgencies.size());
                }
                Map<String, Priority> row = new LinkedHashMap<>();
                for (int at = 0; at < priorities.length; at++) {
                    row.put(urgencies.get(at), priorities[at]);
                }
                cells.put(impact, row);
                return this;
            }

            /** The matrix. */
            public Matrix build() {
                Map<String, Map<String, Priority>> copy = new LinkedHashMap<>(cells);
                return new Matrix(copy);
            }
        }
    }
}
