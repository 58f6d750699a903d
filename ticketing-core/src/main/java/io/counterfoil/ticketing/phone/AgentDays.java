package io.counterfoil.ticketing.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sorts sessions, plans and work by agent and local date, each day's part in its own bucket. Confined to one question. */
final class AgentDays {

    private final ZoneId zone;
    private final Duration timeout;
    private final Instant now;
    private final SortedMap<Day, Bucket> days = new TreeMap<>();

    AgentDays(ZoneId zone, Duration timeout, Instant now) {
        this.zone = zone;
        this.timeout = timeout;
        this.now = now;
    }

    void scheduled(Day day) {
        bucket(day).scheduled = true;
    }

    void session(PhoneLog.Session session) {
        split(session.agent(), session.span(timeout, now)).forEach(bucket -> bucket.sessions.add(session));
    }

    void planned(PhoneLog.Spell spell) {
        for (Bucket bucket : split(spell.agent(), new Spans.Span(spell.from(), spell.to()))) {
            bucket.planned.add(spell);
            bucket.scheduled = true;
        }
    }

    void done(PhoneLog.Spell spell) {
        split(spell.agent(), new Spans.Span(spell.from(), spell.to())).forEach(bucket -> bucket.done.add(spell));
    }

    List<PhoneLog.AgentDay> all() {
        List<PhoneLog.AgentDay> all = new ArrayList<>();
        days.forEach((day, bucket) -> all.add(bucket.day(day)));
        return List.copyOf(all);
    }

    private Bucket bucket(Day day) {
        return days.computeIfAbsent(day, key -> new Bucket());
    }

    /** The buckets of the local dates that the span touches. */
    private List<Bucket> split(String agent, Spans.Span span) {
        List<Bucket> touched = new ArrayList<>();
        if (span.from().isBefore(span.to())) {
            LocalDate last = LocalDate.ofInstant(span.to().minusNanos(1), zone);
            for (LocalDate date = LocalDate.ofInstant(span.from(), zone);
                    !date.isAfter(last);
                    date = date.plusDays(1)) {
                touched.add(bucket(new Day(date, agent)));
            }
        }
        return touched;
    }

    /** What touches one day of one agent. */
    private final class Bucket {

        private final List<PhoneLog.Session> sessions = new ArrayList<>();
        private final List<PhoneLog.Spell> planned = new ArrayList<>();
        private final List<PhoneLog.Spell> done = new ArrayList<>();
        private boolean scheduled;

        PhoneLog.AgentDay day(Day day) {
            Instant begin = day.date().atStartOfDay(zone).toInstant();
            Instant end = day.date().plusDays(1).atStartOfDay(zone).toInstant();
            Instant seen = now.isBefore(begin) ? begin : now.isBefore(end) ? now : end;
            Spans.Span whole = new Spans.Span(begin, seen);
            Spans login = Spans.none();
            for (PhoneLog.Session session : sessions) {
                login = login.or(Spans.of(session.span(timeout, now)).within(whole));
            }
            Spans adhered = Spans.none();
            for (PhoneLog.Spell.Activity activity : PhoneLog.Spell.Activity.values()) {
                adhered = adhered.or(spans(planned, whole, activity::equals)
                        .and(spans(done, whole, actual -> actual.fits(activity))));
            }
            return PhoneLog.AgentDay.builder()
                    .agent(day.agent())
                    .date(day.date())
                    .scheduled(scheduled)
                    .unfinished(sessions.stream().anyMatch(session -> session.to() == null))
                    .loggedIn(login.length())
                    .handling(spans(done, whole, PhoneLog.Spell.Activity.HANDLING::equals)
                            .length())
                    .available(spans(done, whole, PhoneLog.Spell.Activity.AVAILABLE::equals)
                            .length())
                    .paid(spans(planned, whole, activity -> true).length())
                    .plannedWork(spans(planned, whole, PhoneLog.Spell.Activity::isWork)
                            .length())
                    .worked(spans(done, whole, PhoneLog.Spell.Activity::isWork).length())
                    .adhered(adhered.length())
                    .build();
        }

        private Spans spans(List<PhoneLog.Spell> spells, Spans.Span whole, Predicate<PhoneLog.Spell.Activity> counted) {
            Spans spans = Spans.none();
            for (PhoneLog.Spell spell : spells) {
                if (counted.test(spell.activity())) {
                    spans = spans.or(
                            Spans.of(new Spans.Span(spell.from(), spell.to())).within(whole));
                }
            }
            return spans;
        }
    }

    /** One agent on one local date. */
    record Day(LocalDate date, String agent) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            int byDate = date.compareTo(other.date);
            return byDate == 0 ? agent.compareTo(other.agent) : byDate;
        }
    }
}
