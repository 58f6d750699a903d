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

    private static final Instant FARTHEST = Instant.ofEpochSecond(FITTING_SECONDS);

    private final TicketEvent[] events;
    private final TicketEvent.Occurrence[] occurrences;
    private final Kind[] kinds;
    private final long[] nanos;
    private final int size;
    private final @Nullable TicketStatus[] said;
    private final TicketStatus[] status;
    private final @Nullable Set<String> @Nullable [] reasons;
    private final List<Diagnostic> anomalies;
    private final int kindsSeen;
    private final boolean plain;

    /** What is asked about events again and again, read once. */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose, never compared
    private record Columns(TicketEvent[] events, TicketEvent.Occurrence[] occurrences, Kind[] kinds, long[] nanos) {

        static Columns of(TicketEvent[] events) {
            int size = events.length;
            return new Columns(events, new TicketEvent.Occurrence[size], new Kind[size], new long[size]);
        }

        void read(int i) {
            kinds[i] = events[i].kind();
            TicketEvent.Occurrence occurrence = events[i].occurrence();
            occurrences[i] = occurrence;
            nanos[i] = ClockLog.nanos(occurrence.at());
        }

        boolean isRepeated(int i) {
            String key = occurrences[i].stamp().key().value();
            for (int earlier = 0; earlier < i; earlier++) {
                if (kinds[earlier] == kinds[i]
                        && occurrences[earlier].stamp().key().value().equals(key)) {
                    return true;
                }
            }
            return false;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of sets
    private ClockLog(Columns columns, int size, List<Diagnostic> anomalies) {
        events = columns.events();
        occurrences = columns.occurrences();
        kinds = columns.kinds();
        nanos = columns.nanos();
        this.size = size;
        this.anomalies = anomalies;
        said = new TicketStatus[size];
        status = new TicketStatus[size];
        TicketStatus now = TicketStatus.NEW;
        Set<String>[] active = null;
        boolean near = true;
        int seen = 0;
        for (int i = 0; i < size; i++) {
            Kind kind = kinds[i];
            TicketStatus says = ClockKind.said(kind);
            said[i] = says;
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

    /** The log as it is, where it is in order, without repetition, within centuries of 1970 and begins with the opening; else null. */
    private static @Nullable ClockLog ordered(List<TicketEvent> log, Instant now) {
        int size = log.size();
        long last = now.compareTo(FARTHEST) > 0 ? Long.MAX_VALUE : nanos(now);
        Columns columns = Columns.of(log.toArray(new TicketEvent[size]));
        int counted = 0;
        int seen = 0;
        long before = Spent.UNKNOWN;
        long sequence = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            columns.read(i);
            long when = columns.nanos()[i];
            long number = columns.occurrences()[i].sequence();
            if (when == Spent.UNKNOWN || when < before || number <= sequence) {
                return null;
            }
            int bit = bit(columns.kinds()[i]);
            if ((seen & bit) != 0 && columns.isRepeated(i)) {
                return null;
            }
            seen |= bit;
            counted += when > last ? 0 : 1;
            before = when;
            sequence = number;
        }
        boolean odd = counted == 0 || columns.kinds()[0] != Kind.OPENED || (seen & bit(Kind.UNRECOGNISED)) != 0;
        return odd ? null : new ClockLog(columns, counted, List.of());
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
        Columns columns = Columns.of(counted.toArray(new TicketEvent[0]));
        for (int i = 0; i < counted.size(); i++) {
            columns.read(i);
        }
        return new ClockLog(columns, counted.size(), List.copyOf(anomalies));
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
        return occurrences[i].at();
    }

    /** When the event was, in nanoseconds since 1970, in a plain log. */
    long nanos(int i) {
        return nanos[i];
    }

    /** The status that the event says; null where it says none. */
    @Nullable
    TicketStatus said(int i) {
        return said[i];
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
