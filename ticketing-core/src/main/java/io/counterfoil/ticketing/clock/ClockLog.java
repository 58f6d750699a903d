package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Kind;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events that count at an instant, in order, each once, from the opening on, beside what holds after each of them; and what was odd about the others. Not
 * changed once it is made.
 */
final class ClockLog {

    private static final Comparator<TicketEvent> ORDER = Comparator.comparing(TicketEvent::at)
            .thenComparing(event -> event.occurrence().sequence())
            .thenComparing(TicketEvent::id);

    private static final int FEW = 24;
    /** Seconds whose nanoseconds since 1970 fit 64 bits, and differences of two of them as well. */
    private static final long FITTING_SECONDS = Long.MAX_VALUE / 2 / Spent.SECOND - 1;

    private final TicketEvent[] events;
    private final Kind[] kinds;
    private final long[] nanos;
    private final int size;
    private final TicketStatus[] status;
    private final @Nullable Set<String> @Nullable [] reasons;
    private final List<Diagnostic> anomalies;
    private final int kindsSeen;
    private final boolean plain;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of sets
    private ClockLog(TicketEvent[] events, Kind[] kinds, long[] nanos, int size, List<Diagnostic> anomalies) {
        this.events = events;
        this.kinds = kinds;
        this.nanos = nanos;
        this.size = size;
        this.anomalies = anomalies;
        status = new TicketStatus[size];
        TicketStatus now = TicketStatus.NEW;
        Set<String>[] active = null;
        boolean near = true;
        int seen = 0;
        for (int i = 0; i < size; i++) {
            Kind kind = kinds[i];
            TicketStatus says = ClockKind.said(kind);
            now = says == null ? now : says;
            status[i] = now;
            if (kind == Kind.PAUSE_BEGUN || kind == Kind.PAUSE_ENDED) {
                active = active == null ? new Set[size] : active;
                active[i] = reasons(i == 0 || active[i - 1] == null ? Set.of() : active[i - 1], events[i]);
            } else if (active != null) {
                active[i] = active[i - 1];
            }
            seen |= bit(kind);
            near &= nanos[i] != Spent.UNKNOWN;
        }
        reasons = active;
        kindsSeen = seen;
        plain = near && !has(Kind.ABSORBED);
    }

    @SuppressWarnings("EnumOrdinal") // a bit within this process only, never stored
    private static int bit(Kind kind) {
        return 1 << kind.ordinal();
    }

    private static Set<String> reasons(Set<String> active, TicketEvent event) {
        Set<String> changed = new HashSet<>(active);
        if (event instanceof TicketEvent.PauseBegun begun) {
            changed.add(begun.reason());
        } else if (event instanceof TicketEvent.PauseEnded ended) {
            changed.remove(ended.reason());
        }
        return changed;
    }

    static ClockLog of(List<TicketEvent> log, Instant now) {
        ClockLog ordered = log.size() > FEW ? null : ordered(log, now);
        return ordered == null ? sorted(log, now) : ordered;
    }

    /** The log as it is, where it is in order, without repetition and begins with the opening; else null. */
    private static @Nullable ClockLog ordered(List<TicketEvent> log, Instant now) {
        int size = log.size();
        TicketEvent[] events = log.toArray(new TicketEvent[size]);
        Kind[] kinds = new Kind[size];
        long[] nanos = new long[size];
        int counted = 0;
        int seen = 0;
        Instant before = Instant.MIN;
        long sequence = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            Kind kind = events[i].kind();
            TicketEvent.Occurrence occurrence = events[i].occurrence();
            Instant when = occurrence.at();
            if (when.compareTo(before) < 0 || occurrence.sequence() <= sequence) {
                return null;
            }
            if ((seen & bit(kind)) != 0 && isRepeated(events, kinds, i, kind)) {
                return null;
            }
            seen |= bit(kind);
            counted += when.compareTo(now) > 0 ? 0 : 1;
            kinds[i] = kind;
            nanos[i] = nanos(when);
            before = when;
            sequence = occurrence.sequence();
        }
        boolean odd = counted == 0 || kinds[0] != Kind.OPENED || (seen & bit(Kind.UNRECOGNISED)) != 0;
        return odd ? null : new ClockLog(events, kinds, nanos, counted, List.of());
    }

    private static boolean isRepeated(TicketEvent[] events, Kind[] kinds, int i, Kind kind) {
        String key = events[i].stamp().key().value();
        for (int earlier = 0; earlier < i; earlier++) {
            if (kinds[earlier] == kind && events[earlier].stamp().key().value().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static ClockLog sorted(List<TicketEvent> log, Instant now) {
        List<Diagnostic> anomalies = new ArrayList<>();
        List<TicketEvent> ordered = new ArrayList<>(unique(log, now, anomalies));
        ordered.sort(ORDER);
        List<TicketEvent> counted = new ArrayList<>();
        for (TicketEvent event : ordered) {
            if (counted.isEmpty() && event.kind() != Kind.OPENED) {
                anomalies.add(Diagnostic.warning(
                        ClockCode.BEFORE_CREATION,
                        event.kind() + " at " + event.at()
                                + " is not used, expected it after the opening of the ticket",
                        place(event)));
            } else if (event instanceof TicketEvent.Unrecognised odd) {
                anomalies.add(Diagnostic.warning(
                        ClockCode.UNKNOWN_EVENT,
                        "event of kind '" + odd.name() + "' at " + event.at()
                                + " is not used, expected a kind that this version knows",
                        place(event)));
            } else {
                counted.add(event);
            }
        }
        anomalies.sort(Comparator.comparing(Diagnostic::message));
        return new ClockLog(
                counted.toArray(new TicketEvent[0]),
                counted.stream().map(TicketEvent::kind).toArray(Kind[]::new),
                counted.stream().mapToLong(event -> nanos(event.at())).toArray(),
                counted.size(),
                List.copyOf(anomalies));
    }

    private static List<TicketEvent> unique(List<TicketEvent> log, Instant now, List<Diagnostic> anomalies) {
        Map<String, TicketEvent> byId = new LinkedHashMap<>();
        Set<String> conflicting = new HashSet<>();
        for (TicketEvent event : log) {
            if (event.at().isAfter(now)) {
                continue;
            }
            TicketEvent first = byId.putIfAbsent(event.id(), event);
            if (first != null && !first.equals(event) && conflicting.add(event.id())) {
                anomalies.add(Diagnostic.error(
                        ClockCode.CONFLICTING_EVENT,
                        "event " + event.id() + " stands in the log with two contents, neither is used",
                        Diagnostic.Location.of("ticket log")));
            }
        }
        byId.keySet().removeAll(conflicting);
        return List.copyOf(byId.values());
    }

    /** Nanoseconds since 1970; {@link Spent#UNKNOWN} for an instant centuries away. */
    static long nanos(Instant at) {
        long second = at.getEpochSecond();
        return Math.abs(second) > FITTING_SECONDS ? Spent.UNKNOWN : second * Spent.SECOND + at.getNano();
    }

    static Diagnostic.Location place(TicketEvent event) {
        return Diagnostic.Location.of("ticket log", event.occurrence().sequence() + 1);
    }

    int size() {
        return size;
    }

    TicketEvent event(int i) {
        return events[i];
    }

    Kind kind(int i) {
        return kinds[i];
    }

    Instant at(int i) {
        return events[i].at();
    }

    /** When the event was, in nanoseconds since 1970, in a plain log. */
    long nanos(int i) {
        return nanos[i];
    }

    /** The status that the event says; null where it says none. */
    @Nullable
    TicketStatus said(int i) {
        return ClockKind.said(kinds[i]);
    }

    /** The status after the event. */
    TicketStatus status(int i) {
        return status[i];
    }

    /** The reasons to pause that are active after the event. */
    Set<String> reasons(int i) {
        Set<String> active = reasons == null ? null : reasons[i];
        return active == null ? Set.of() : active;
    }

    /** Whether an event of the kind counts. */
    boolean has(Kind kind) {
        return (kindsSeen & bit(kind)) != 0;
    }

    /** Whether no other ticket was merged into this one, and all of it happened within centuries of now. */
    boolean isPlain() {
        return plain;
    }

    /** The last event that is not later than the instant; -1 where there is none. */
    int last(Instant instant) {
        int i = size - 1;
        while (i >= 0 && at(i).compareTo(instant) > 0) {
            i--;
        }
        return i;
    }

    /** When the first event after the instant is; null where there is none. */
    @Nullable
    Instant next(Instant instant) {
        int i = last(instant) + 1;
        return i < size ? at(i) : null;
    }

    List<Diagnostic> anomalies() {
        return anomalies;
    }
}
