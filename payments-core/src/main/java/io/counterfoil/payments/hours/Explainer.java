package io.counterfoil.payments.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Builds explanations from the dates that own the time. */
final class Explainer {

    private final BusinessHours hours;
    private final DatedHours dated;

    Explainer(BusinessHours hours, DatedHours dated) {
        this.hours = hours;
        this.dated = dated;
    }

    OpenHours.Explanation explain(Instant one, Instant other) {
        Instant from = one.isAfter(other) ? other : one;
        Instant to = one.isAfter(other) ? one : other;
        Duration elapsed = hours.elapsed(one, other);
        List<OpenHours.Explanation.Line> lines = new ArrayList<>();
        long[] counted = Spans.none();
        long last = Timeline.lastDayBefore(to.getEpochSecond() + 1);
        for (long day = Timeline.firstDayReaching(from.getEpochSecond()); day <= last; day++) {
            long[] own =
                    Spans.difference(dated.owned(day), counted); // shared with the date before: counted once, there
            counted = Spans.union(counted, own);
            add(lines, day, own, OpenHours.Explanation.Kind.OPEN, from, to);
        }
        for (long day = Timeline.firstDayReaching(from.getEpochSecond()); day <= last; day++) {
            for (DatedHours.Lost lost : dated.lost(day)) {
                add(lines, day, Spans.difference(new long[] {lost.from(), lost.to()}, counted), lost.kind(), from, to);
            }
        }
        lines.sort(
                Comparator.comparing(OpenHours.Explanation.Line::from).thenComparing(OpenHours.Explanation.Line::kind));
        return new OpenHours.Explanation(from, to, elapsed, lines, hours.version());
    }

    private static void add(
            List<OpenHours.Explanation.Line> lines,
            long day,
            long[] spans,
            OpenHours.Explanation.Kind kind,
            Instant from,
            Instant to) {
        for (int at = 0; at < spans.length; at += 2) {
            Instant opens = Instant.ofEpochSecond(spans[at]);
            Instant closes = Instant.ofEpochSecond(spans[at + 1]);
            Instant first = opens.isBefore(from) ? from : opens;
            Instant end = closes.isAfter(to) ? to : closes;
            if (first.isBefore(end)) {
                lines.add(new OpenHours.Explanation.Line(LocalDate.ofEpochDay(day), first, end, kind));
            }
        }
    }
}
