package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events that count at an instant, in order, each once, from the opening on; and what was odd about the others. */
final class ClockLog {

    private static final Comparator<TicketEvent> ORDER = Comparator.comparing(TicketEvent::at)
            .thenComparing(event -> event.occurrence().sequence())
            .thenComparing(TicketEvent::id);

    private final List<TicketEvent> events;
    private final List<Diagnostic> anomalies;

    private ClockLog(List<TicketEvent> events, List<Diagnostic> anomalies) {
        this.events = events;
        this.anomalies = anomalies;
    }

    static ClockLog of(List<TicketEvent> log, Instant now) {
        List<Diagnostic> anomalies = new ArrayList<>();
        List<TicketEvent> ordered = new ArrayList<>(unique(log, now, anomalies));
        ordered.sort(ORDER);
        List<TicketEvent> counted = new ArrayList<>();
        for (TicketEvent event : ordered) {
            if (counted.isEmpty() && event.kind() != TicketEvent.Kind.OPENED) {
                anomalies.add(Diagnostic.warning(
                        ClockCode.BEFORE_CREATION,
                        event.kind() + " at " + event.at()
                                + " is not used, expected it after the opening of the ticket",
                        at(event)));
            } else {
                counted.add(event);
            }
        }
        anomalies.sort(Comparator.comparing(Diagnostic::message));
        return new ClockLog(List.copyOf(counted), anomalies);
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

    private static Diagnostic.Location at(TicketEvent event) {
        return Diagnostic.Location.of("ticket log", event.occurrence().sequence() + 1);
    }

    List<TicketEvent> events() {
        return events;
    }

    List<Diagnostic> anomalies() {
        return anomalies;
    }

    Optional<Intake> opening() {
        return events.isEmpty() ? Optional.empty() : Optional.of(((TicketEvent.Opened) events.get(0)).intake());
    }
}
