package io.counterfoil.ticketing.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of instants as disjoint half-open stretches, ascending. Immutable. */
final class Spans {

    private static final Spans NONE = new Spans(List.of());

    private final List<Span> spans;

    /** From the first instant to before the second. */
    record Span(Instant from, Instant to) {}

    private Spans(List<Span> spans) {
        this.spans = spans;
    }

    static Spans none() {
        return NONE;
    }

    static Spans of(Span span) {
        return span.from().isBefore(span.to()) ? new Spans(List.of(span)) : NONE;
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    Spans or(Spans other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        all.sort(Comparator.comparing(Span::from));
        List<Span> joined = new ArrayList<>();
        for (Span span : all) {
            Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || span.from().isAfter(last.to())) {
                joined.add(span);
            } else if (span.to().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Span(last.from(), span.to()));
            }
        }
        return new Spans(List.copyOf(joined));
    }

    Spans and(Spans other) {
        Spans shared = NONE;
        for (Span span : other.spans) {
            shared = shared.or(within(span));
        }
        return shared;
    }

    Spans within(Span frame) {
        List<Span> cut = new ArrayList<>();
        for (Span span : spans) {
            Instant from = span.from().isBefore(frame.from()) ? frame.from() : span.from();
            Instant to = span.to().isAfter(frame.to()) ? frame.to() : span.to();
            if (from.isBefore(to)) {
                cut.add(new Span(from, to));
            }
        }
        return new Spans(List.copyOf(cut));
    }

    Duration length() {
        return spans.stream()
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
