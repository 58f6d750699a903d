package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All clocks of one ticket at one instant. Immutable. */
public final class ClockReadings {

    private final List<ClockReading> readings;
    private final List<Diagnostic> anomalies;

    private final Map<String, ClockReadings> beside;

    ClockReadings(List<ClockReading> readings, List<Diagnostic> anomalies, Map<String, ClockReadings> beside) {
        this.readings = Collections.unmodifiableList(readings);
        this.anomalies = anomalies;
        this.beside = beside;
    }

    /**
     * The clocks of a policy that is read beside the customer's: our own teams', a vendor's.
     *
     * @throws IllegalArgumentException where no such policy is read
     */
    public ClockReadings beside(String policy) {
        ClockReadings found = beside.get(policy);
        if (found == null) {
            throw new IllegalArgumentException("no policy '" + policy + "' is read beside, expected one of "
                    + beside.keySet().stream().sorted().toList());
        }
        return found;
    }

    /** What the customer wrote while clocks stood still. */
    public List<Diagnostic> pauseAudit() {
        return readings.stream()
                .flatMap(reading -> reading.pauseAudit().stream())
                .toList();
    }

    /**
     * The clock of the kind: its latest cycle.
     *
     * @throws IllegalArgumentException where no policy of the ticket has such a clock
     */
    public ClockReading of(ClockKind kind) {
        return find(kind)
                .orElseThrow(() -> new IllegalArgumentException("no policy of the ticket has a clock " + kind
                        + ", expected one of "
                        + readings.stream().map(ClockReading::kind).distinct().toList()));
    }

    /** The clock of the kind, its latest cycle, where a policy has one. */
    public Optional<ClockReading> find(ClockKind kind) {
        List<ClockReading> cycles = cycles(kind);
        return cycles.isEmpty() ? Optional.empty() : Optional.of(cycles.get(cycles.size() - 1));
    }

    /** Every cycle of the kind, oldest first. */
    public List<ClockReading> cycles(ClockKind kind) {
        return readings.stream().filter(reading -> reading.kind() == kind).toList();
    }

    /** Every cycle of every clock, by kind and cycle. */
    public List<ClockReading> all() {
        return readings;
    }

    /** The running clock that is due first; a later clock never hides an earlier one that is not met. */
    public Optional<ClockReading> nextDue() {
        return readings.stream()
                .filter(reading -> reading.state() == ClockReading.ClockState.RUNNING)
                .filter(reading -> reading.due().isPresent())
                .min(Comparator.comparing(ClockReadings::stay).thenComparing(ClockReading::kind));
    }

    /** What was odd about the log: events before creation, one id with two contents, unknown policies. The readings are made from the rest. */
    public List<Diagnostic> anomalies() {
        return anomalies;
    }

    private static Instant stay(ClockReading reading) {
        return reading.due().orElseThrow().stay();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClockReadings that
                && readings.equals(that.readings)
                && anomalies.equals(that.anomalies)
                && beside.equals(that.beside);
    }

    @Override
    public int hashCode() {
        return readings.hashCode();
    }

    @Override
    public String toString() {
        return readings.toString();
    }
}
