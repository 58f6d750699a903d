package io.counterfoil.ticketing.escalation;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/** Finds when what an escalation or a notice waits for happened to a ticket; each happening once, with a name that never changes. */
final class Occasion {

    private Occasion() {}

    /**
     * Something that happened.
     *
     * @param name tells it from every other happening of the same trigger: the clock's cycle, the event's sequence
     * @param at when
     * @param code what it is
     * @param sentence for people
     */
    record Happening(String name, Instant at, Code code, String sentence) {}

    private static Happening happening(String name, Instant at, String sentence) {
        return new Happening(name, at, EscalationPlan.Trigger.MANUAL, sentence);
    }

    static List<Happening> find(EscalationPlan.On on, Ticket ticket, ClockReadings clocks, Instant now) {
        List<Happening> found = switch (on.trigger()) {
            case CLOCK_SHARE, CLOCK_REMAINING, BREACHED -> ofClocks(on, clocks);
            case REOPENED -> ofEvents(ticket, TicketEvent.Kind.REOPENED, "it was opened again");
            case TRANSFERRED -> transfers(ticket);
            case MANUAL -> ofEvents(ticket, TicketEvent.Kind.ESCALATED, "somebody escalated it");
            case KEYWORD -> keywords(on, ticket);
            case AMOUNT_AT_LEAST -> once(ticket, amount(ticket, on), "the amount at stake reaches " + on.text());
            case VIP -> field(ticket, "vip");
            case REGULATED -> field(ticket, "regulated");
            case COMPLAINT -> kind(ticket, "COMPLAINT");
            case PAYMENT_EXCEPTION -> exception(on, ticket);
            case UNACKNOWLEDGED -> List.of(); // the tiers see to it
        };
        return found.stream()
                .filter(happening -> !happening.at().isAfter(now))
                .map(happening -> new Happening(happening.name(), happening.at(), on.trigger(), happening.sentence()))
                .toList();
    }

    private static List<Happening> ofClocks(EscalationPlan.On on, ClockReadings clocks) {
        List<Happening> found = new ArrayList<>();
        ClockKind kind = on.clock().orElseThrow();
        for (ClockReading reading : clocks.cycles(kind)) {
            if (reading.state() != ClockReading.ClockState.RUNNING) {
                continue;
            }
            Optional<Instant> at = on.trigger() == EscalationPlan.Trigger.BREACHED
                    ? reading.breachedAt()
                    : reading.used(on.level().orElseThrow().used(reading.target()))
                            .map(OpenHours.Due.At::stay);
            at.ifPresent(when -> found.add(
                    happening(kind + "/" + reading.cycle() + "/" + on.name(), when, kind + " came to " + on.name())));
        }
        return found;
    }

    private static List<Happening> ofEvents(Ticket ticket, TicketEvent.Kind kind, String sentence) {
        Map<Long, Happening> found = new TreeMap<>();
        for (TicketEvent event : ticket.log()) {
            if (event.kind() == kind) {
                long sequence = event.occurrence().sequence();
                found.put(sequence, happening(kind + "/" + sequence, event.at(), sentence));
            }
        }
        return List.copyOf(found.values());
    }

    /** Every assignment to another queue after the first. */
    private static List<Happening> transfers(Ticket ticket) {
        List<Happening> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String queue = "";
        for (TicketEvent event : ticket.log()) {
            if (event instanceof TicketEvent.Assigned assigned && seen.add(event.id())) {
                if (!queue.isEmpty() && !queue.equals(assigned.queue())) {
                    found.add(happening(
                            "TRANSFERRED/" + event.occurrence().sequence(),
                            event.at(),
                            "it went from '" + queue + "' to '" + assigned.queue() + "'"));
                }
                queue = assigned.queue();
            }
        }
        return found;
    }

    private static List<Happening> keywords(EscalationPlan.On on, Ticket ticket) {
        Map<Long, Happening> found = new TreeMap<>();
        String word = on.text().toLowerCase(Locale.ROOT);
        for (TicketEvent event : ticket.log()) {
            String text = event instanceof TicketEvent.CustomerWrote wrote
                    ? wrote.text()
                    : event instanceof TicketEvent.Opened opened
                            ? opened.intake().title()
                            : "";
            if (text.toLowerCase(Locale.ROOT).contains(word)) {
                long sequence = event.occurrence().sequence();
                found.put(
                        sequence,
                        happening("KEYWORD/" + on.text(), event.at(), "the customer wrote '" + on.text() + "'"));
            }
        }
        return found.values().stream().limit(1).toList();
    }

    private static List<Happening> once(Ticket ticket, boolean holds, String sentence) {
        return holds && ticket.exists()
                ? List.of(happening("OPENED", ticket.log().get(0).at(), sentence))
                : List.of();
    }

    private static boolean amount(Ticket ticket, EscalationPlan.On on) {
        MonetaryAmount limit = on.amount().orElseThrow();
        return ticket.intake()
                .flatMap(Intake::amount)
                .filter(amount -> amount.getCurrency()
                                .getCurrencyCode()
                                .equals(limit.getCurrency().getCurrencyCode())
                        && magnitude(amount).compareTo(magnitude(limit)) >= 0)
                .isPresent();
    }

    private static BigDecimal magnitude(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class).abs();
    }

    /** The first time a field was set to yes. */
    private static List<Happening> field(Ticket ticket, String name) {
        for (TicketEvent event : ticket.log()) {
            if (event instanceof TicketEvent.FieldChanged changed
                    && changed.field().equals(name)
                    && (changed.value().equals("true") || changed.value().equals("yes"))) {
                return List.of(happening(name, event.at(), "it is marked '" + name + "'"));
            }
        }
        return List.of();
    }

    private static List<Happening> kind(Ticket ticket, String kind) {
        for (TicketEvent event : ticket.log()) {
            boolean now = (event instanceof TicketEvent.Opened opened
                            && opened.intake().route().kind().equals(kind))
                    || (event instanceof TicketEvent.Reclassified corrected
                            && corrected.route().kind().equals(kind));
            if (now) {
                return List.of(happening(kind, event.at(), "it is a " + kind.toLowerCase(Locale.ROOT)));
            }
        }
        return List.of();
    }

    /** An alert's ticket, of the kind and amount that are asked for, once it is as old as is asked for, or at its cut-off. */
    private static List<Happening> exception(EscalationPlan.On on, Ticket ticket) {
        Intake intake = ticket.intake().orElse(null);
        if (intake == null || intake.alert().isEmpty()) {
            return List.of();
        }
        boolean ofKind = on.text().isEmpty()
                || intake.alert().get().value().startsWith(on.text() + "/")
                || intake.route().kind().equals(on.text());
        if (!ofKind || (on.amount().isPresent() && !amount(ticket, on))) {
            return List.of();
        }
        Instant opened = ticket.log().get(0).at();
        String name = "EXCEPTION" + on.text();
        if (on.cutOff().isPresent()) {
            ZonedDateTime local = opened.atZone(on.zone().orElseThrow());
            ZonedDateTime today = local.with(on.cutOff().get());
            ZonedDateTime next = today.isBefore(local)
                    ? local.toLocalDate().plusDays(1).atTime(on.cutOff().get()).atZone(local.getZone())
                    : today;
            return List.of(happening(
                    name + "/" + on.cutOff().get(),
                    next.toInstant(),
                    "the cut-off at " + on.cutOff().get() + " came"));
        }
        return on.age().isPresent()
                ? List.of(happening(
                        name + "/" + on.age().get(),
                        opened.plus(on.age().get()),
                        "the exception is " + on.age().get() + " old"))
                : List.of(happening(name, opened, "it is a payment exception"));
    }
}
