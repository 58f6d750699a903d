package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.evidence.SubjectRef;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one measure is made of: a value for each subject that counts, and the subjects that wait. Shards are put together by subject, so one that was seen twice
 * counts once. Immutable.
 */
final class Samples {

    private final SortedMap<String, Sample> counted;
    private final SortedMap<String, BigDecimal> waiting;
    private final Set<Measure.Mark> marks;

    /**
     * One subject's contribution.
     *
     * @param value in the unit of the measure; 1 or 0 for a share; the upper part of a ratio
     * @param weight 1, the lower part of a ratio, or 0 for a time that is not over
     * @param missed whether it counts against the goal on its own
     */
    record Sample(BigDecimal value, BigDecimal weight, boolean missed) {

        static Sample of(BigDecimal value, boolean missed) {
            return new Sample(value, BigDecimal.ONE, missed);
        }

        static Sample ofShare(boolean success, boolean missed) {
            return of(success ? BigDecimal.ONE : BigDecimal.ZERO, missed);
        }

        boolean isSame(Sample other) {
            return missed == other.missed && value.compareTo(other.value) == 0 && weight.compareTo(other.weight) == 0;
        }
    }

    private Samples(SortedMap<String, Sample> counted, SortedMap<String, BigDecimal> waiting, Set<Measure.Mark> marks) {
        this.counted = Collections.unmodifiableSortedMap(counted);
        this.waiting = Collections.unmodifiableSortedMap(waiting);
        this.marks = marks;
    }

    static Samples none() {
        return new Samples(new TreeMap<>(), new TreeMap<>(), Set.of());
    }

    SortedMap<String, Sample> counted() {
        return counted;
    }

    SortedMap<String, BigDecimal> waiting() {
        return waiting;
    }

    Set<Measure.Mark> marks() {
        return marks;
    }

    List<Measure.Part> waitingParts(MeasureId id) {
        return waiting.entrySet().stream()
                .map(entry ->
                        new Measure.Part(SubjectRef.of(id.subjectType(), entry.getKey()), entry.getValue(), false))
                .toList();
    }

    Samples merge(MeasureId id, Samples other) {
        Collector both = new Collector(id);
        for (Samples part : List.of(this, other)) {
            part.counted.forEach(both::count);
            part.waiting.forEach(both::await);
            part.marks.forEach(both::mark);
        }
        return both.samples();
    }

    /** Collects the samples of one measure. Not thread-safe. */
    static final class Collector {

        private final MeasureId id;
        private final SortedMap<String, Sample> counted = new TreeMap<>();
        private final SortedMap<String, BigDecimal> waiting = new TreeMap<>();
        private final Set<Measure.Mark> marks = EnumSet.noneOf(Measure.Mark.class);

        Collector(MeasureId id) {
            this.id = id;
        }

        void count(String subject, Sample sample) {
            Sample before = counted.putIfAbsent(subject, sample);
            if (before != null && !before.isSame(sample)) {
                throw twice(
                        subject,
                        "counts as " + before.value().toPlainString() + " and as "
                                + sample.value().toPlainString());
            }
            if (waiting.containsKey(subject)) {
                throw twice(subject, "waits and is counted");
            }
        }

        void await(String subject, BigDecimal used) {
            BigDecimal before = waiting.putIfAbsent(subject, used);
            if (before != null && before.compareTo(used) != 0) {
                throw twice(subject, "waits with two times");
            }
            if (counted.containsKey(subject)) {
                throw twice(subject, "waits and is counted");
            }
        }

        void mark(Measure.Mark mark) {
            marks.add(mark);
        }

        Samples samples() {
            return new Samples(new TreeMap<>(counted), new TreeMap<>(waiting), Set.copyOf(marks));
        }

        private IllegalArgumentException twice(String subject, String how) {
            return new IllegalArgumentException(
                    id.subjectType() + " '" + subject + "' stands in the input with two logs: " + "in " + id + " it "
                            + how + ", expected the same in all shards");
        }
    }
}
