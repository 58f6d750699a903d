package io.counterfoil.ticketing.ticket;

import io.counterfoil.ticketing.triage.Route;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The bookkeeping of events that change no status. */
final class TicketFold {

    private TicketFold() {}

    static void add(ImmutableTicket.Builder next, Ticket ticket, TicketEvent event) {
        if (event instanceof TicketEvent.FieldChanged changed) {
            next.fields(fields(ticket.fields(), changed));
        } else if (event instanceof TicketEvent.WatchChanged watch) {
            next.watchers(changed(ticket.watchers(), watch.person(), watch.begins()));
        } else if (event instanceof TicketEvent.ChecklistChanged items) {
            next.checklist(marked(ticket.checklist(), items));
        } else if (event instanceof TicketEvent.Linked link) {
            next.addLinks(link);
        } else if (event instanceof TicketEvent.Reclassified reclassified) {
            next.route(reclassified.route());
        } else if (event instanceof TicketEvent.Absorbed absorbed) {
            next.addAbsorbed(absorbed.from());
        } else if (event instanceof TicketEvent.Told told) {
            next.addTold(told.notice());
        } else if (event instanceof TicketEvent.Acknowledged acknowledged) {
            next.addAcknowledged(acknowledged.escalation());
        }
    }

    /** An assignment moves the ticket to another queue, of the same kind and priority. */
    static Route routed(Route from, TicketEvent.Assigned assigned) {
        return Route.of(assigned.queue(), from.kind(), from.priority());
    }

    private static Map<String, String> fields(Map<String, String> before, TicketEvent.FieldChanged changed) {
        Map<String, String> after = new LinkedHashMap<>(before);
        if (changed.value().isEmpty()) {
            after.remove(changed.field());
        } else {
            after.put(changed.field(), changed.value());
        }
        return after;
    }

    static Set<String> changed(Set<String> before, String one, boolean added) {
        Set<String> after = new HashSet<>(before);
        if (added) {
            after.add(one);
        } else {
            after.remove(one);
        }
        return after;
    }

    /** Items that are ticked without having been added stand as done. */
    private static Map<String, Boolean> marked(Map<String, Boolean> before, TicketEvent.ChecklistChanged changed) {
        Map<String, Boolean> after = new LinkedHashMap<>(before);
        for (String item : changed.items()) {
            switch (changed.mark()) {
                case ADDED -> after.putIfAbsent(item, false);
                case DONE -> after.put(item, true);
                case UNDONE -> after.computeIfPresent(item, (same, done) -> false);
                case DROPPED -> after.remove(item);
            }
        }
        return after;
    }
}
