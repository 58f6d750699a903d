package io.counterfoil.payments.schedule;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One standing wish to pay: on the dates of a {@link Recurrence}, on demand, or both (PAY-06, PAY-16).
 *
 * <p>An occurrence is known by its nominal date, which no rolling, moving or amending changes; its order has the id {@code schedule/nominal}, and the same
 * text is the key under which it is submitted. Running a day again therefore makes the same orders under the same keys, which a machine answers with
 * REPLAYED; where the schedule was amended after an order was submitted, the same key has another body and is a CONFLICT that a person sees.
 *
 * <p>The order's end-to-end reference is its id unless the template says another; a rail with narrow references, such as Bacs, wants one in the template.
 *
 * <p>Every change gives a new schedule, which knows all that were made and by whom. Immutable, thread-safe.
 */
public final class Schedule {

    private static final int MAX_ID = 60;

    private final String id;
    private final List<Part> parts;
    private final SortedMap<LocalDate, Own> exceptions;
    private final List<Pause> pauses;
    private final @Nullable LocalDate last;
    private final List<Change> changes;

    private Schedule(String id, Terms terms, List<Change> changes) {
        this.id = id;
        this.parts = terms.parts();
        this.exceptions = terms.exceptions();
        this.pauses = terms.pauses();
        this.last = terms.last();
        this.changes = changes;
    }

    /** Whether an occurrence is paid. */
    public enum Standing implements Code {
        /** It is paid on its date. */
        DUE,
        /** It was left out. */
        SKIPPED,
        /** It falls into a pause. */
        PAUSED;

        @Override
        public String id() {
            return "SCHEDULE." + name();
        }
    }

    /**
     * One of the dates.
     *
     * @param id names it for ever: schedule and nominal date, or schedule and request where it is on demand
     * @param nominal as counted, before any rolling or moving
     * @param rolled the nominal date rolled to a business day
     * @param date when it is paid: the rolled date, or the day it was moved to, rolled
     * @param standing whether it is paid
     * @param note why it was skipped, moved or paused; empty where it was not
     * @param order what is paid on the date; what would be, where it is not due
     */
    public record Occurrence(
            String id,
            LocalDate nominal,
            LocalDate rolled,
            LocalDate date,
            Standing standing,
            String note,
            PaymentOrder order) {

        /** The key under which its order is submitted. */
        public IdempotencyKey key() {
            return IdempotencyKey.of(id);
        }
    }

    /** From a nominal date on: how the dates come, if they do, and what is paid. */
    private record Part(LocalDate from, @Nullable Recurrence recurrence, PaymentOrder template) {}

    /** What one occurrence has of its own. */
    private record Own(
            boolean skipped,
            @Nullable LocalDate movedTo,
            @Nullable PaymentOrder template,
            String note) {
        static final Own NONE = new Own(false, null, null, "");
    }

    private record Pause(LocalDate from, LocalDate to, String note) {}

    /** All that a change may change. */
    private record Terms(
            List<Part> parts,
            SortedMap<LocalDate, Own> exceptions,
            List<Pause> pauses,
            @Nullable LocalDate last) {}

    /**
     * One change that was made.
     *
     * @param kind what was done
     * @param on the nominal date or the first day that it is about
     * @param why the reason, card numbers taken out; empty where none is asked for
     * @param by who did it
     */
    public record Change(Kind kind, LocalDate on, String why, Actor by) {

        /** What may be done to a schedule. */
        public enum Kind {
            SKIP,
            MOVE,
            AMEND,
            RESTORE,
            AMEND_FOLLOWING,
            PAUSE,
            RESUME,
            END
        }

        public Change {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(by, "by");
            why = PanRedactor.redact(why);
        }
    }

    /** A schedule on the dates of the recurrence. The template's own id and date do not matter. */
    public static Schedule of(String id, Recurrence recurrence, PaymentOrder template) {
        Objects.requireNonNull(recurrence, "recurrence");
        return begin(id, recurrence, template);
    }

    /** A schedule without dates of its own: every payment is asked for. */
    public static Schedule onDemand(String id, PaymentOrder template) {
        return begin(id, null, template);
    }

    private static Schedule begin(String id, @Nullable Recurrence recurrence, PaymentOrder template) {
        if (id.isBlank() || id.length() > MAX_ID || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "schedule id '" + id + "', expected 1 to " + MAX_ID + " characters without a slash, not all blank");
        }
        Objects.requireNonNull(template, "template");
        Part all = new Part(LocalDate.MIN, recurrence, template);
        return new Schedule(id, new Terms(List.of(all), new TreeMap<>(), List.of(), null), List.of());
    }

    /** The host's name for it. */
    public String id() {
        return id;
    }

    /** Every change and who made it, in the order in which they were made. */
    public List<Change> changes() {
        return changes;
    }

    private Schedule changed(Change change, Terms terms) {
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new Schedule(id, terms, List.copyOf(more));
    }

    /** The same schedule without the occurrence. */
    public Schedule skip(LocalDate nominal, String why, Actor by) {
        Own before = known(nominal);
        Change change = new Change(Change.Kind.SKIP, nominal, why, by);
        return with(change, new Own(true, before.movedTo(), before.template(), change.why()));
    }

    /** The same schedule with the occurrence paid on another day, rolled if that is no business day; its name stays. A skipped one is due again. */
    public Schedule move(LocalDate nominal, LocalDate to, String why, Actor by) {
        Own before = known(nominal);
        Change change = new Change(Change.Kind.MOVE, nominal, why, by);
        return with(change, new Own(false, to, before.template(), change.why()));
    }

    /** The same schedule with another order for this occurrence alone. */
    public Schedule amend(LocalDate nominal, PaymentOrder template, Actor by) {
        Own before = known(nominal);
        Objects.requireNonNull(template, "template");
        return with(
                new Change(Change.Kind.AMEND, nominal, "", by),
                new Own(before.skipped(), before.movedTo(), template, before.note()));
    }

    /** The same schedule with everything undone that was said about this occurrence alone. */
    public Schedule restore(LocalDate nominal, Actor by) {
        known(nominal);
        TreeMap<LocalDate, Own> fewer = new TreeMap<>(exceptions);
        fewer.remove(nominal);
        return changed(new Change(Change.Kind.RESTORE, nominal, "", by), new Terms(parts, fewer, pauses, last));
    }

    /** The same schedule with another order from this occurrence on; what was said about single occurrences stays. */
    public Schedule amendFollowing(LocalDate nominal, PaymentOrder template, Actor by) {
        known(nominal);
        Objects.requireNonNull(template, "template");
        List<Part> amended = from(nominal, part -> new Part(part.from(), part.recurrence(), template));
        return changed(
                new Change(Change.Kind.AMEND_FOLLOWING, nominal, "", by), new Terms(amended, exceptions, pauses, last));
    }

    /**
     * The same schedule with other dates from this day on, beginning with the first that the recurrence gives then; what was said about single occurrences
     * from this day on is dropped with their dates.
     */
    public Schedule amendFollowing(LocalDate from, Recurrence recurrence, Actor by) {
        Objects.requireNonNull(recurrence, "recurrence");
        List<Part> amended = from(from, part -> new Part(part.from(), recurrence, part.template()));
        return changed(
                new Change(Change.Kind.AMEND_FOLLOWING, from, "", by),
                new Terms(amended, new TreeMap<>(exceptions.headMap(from)), pauses, last));
    }

    /** The same schedule without occurrences whose nominal date lies in the period. */
    public Schedule pause(DateRange period, String why, Actor by) {
        return paused(period.to(), new Change(Change.Kind.PAUSE, period.from(), why, by));
    }

    /** The same schedule without occurrences from the nominal date on, until it is resumed. */
    public Schedule pauseFrom(LocalDate from, String why, Actor by) {
        return paused(LocalDate.MAX, new Change(Change.Kind.PAUSE, from, why, by));
    }

    /** The same schedule with every pause over from this day on. */
    public Schedule resume(LocalDate from, Actor by) {
        List<Pause> left = pauses.stream()
                .filter(pause -> pause.from().isBefore(from))
                .map(pause ->
                        pause.to().isBefore(from) ? pause : new Pause(pause.from(), from.minusDays(1), pause.note()))
                .toList();
        return changed(new Change(Change.Kind.RESUME, from, "", by), new Terms(parts, exceptions, left, last));
    }

    /** The same schedule with no occurrence after the nominal date. */
    public Schedule endOn(LocalDate lastNominal, Actor by) {
        return changed(
                new Change(Change.Kind.END, lastNominal, "", by), new Terms(parts, exceptions, pauses, lastNominal));
    }

    /** Every occurrence whose nominal date lies in the period, due or not, in the order of the nominal dates. */
    public List<Occurrence> occurrences(DateRange range, BusinessCalendar calendar) {
        List<Occurrence> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Recurrence recurrence = part.recurrence();
            Optional<DateRange> own = within(range, i);
            if (recurrence != null && own.isPresent()) {
                recurrence
                        .occurrences(own.orElseThrow(), calendar)
                        .forEach(one -> found.add(occurrence(one, part, recurrence.convention(), calendar)));
            }
        }
        return List.copyOf(found);
    }

    /** The occurrences that are paid in the period, by the day on which they are: what a run of a day submits. */
    public List<Occurrence> due(DateRange days, BusinessCalendar calendar) {
        // What is rolled onto a business day lies between its neighbours, whatever the convention.
        DateRange near = DateRange.of(calendar.shift(days.from(), -1), calendar.shift(days.to(), 1));
        List<Occurrence> found = new ArrayList<>(occurrences(near, calendar));
        exceptions.forEach((nominal, exception) -> {
            if (exception.movedTo() != null && !near.contains(nominal)) {
                found.addAll(occurrences(DateRange.day(nominal), calendar));
            }
        });
        return found.stream()
                .filter(one -> one.standing() == Standing.DUE && days.contains(one.date()))
                .sorted(Comparator.comparing(Occurrence::date).thenComparing(Occurrence::nominal))
                .toList();
    }

    /**
     * An occurrence beside the dates, asked for by somebody; pauses and the end of the schedule do not hold it back.
     *
     * @param request the caller's name for the wish: the same request is the same payment
     * @param on the day on which it is wanted
     */
    public Occurrence onDemand(String request, LocalDate on, BusinessCalendar calendar) {
        if (request.isBlank() || request.length() > 28) {
            throw new IllegalArgumentException(
                    "request '" + request + "' of schedule '" + id + "', expected 1 to 28 characters, not all blank");
        }
        Part part = partOf(on);
        Recurrence recurrence = part.recurrence();
        BusinessCalendar.Roll convention =
                recurrence == null ? BusinessCalendar.Roll.FOLLOWING : recurrence.convention();
        LocalDate rolled = calendar.roll(on, convention);
        String name = id + "/on-demand/" + request;
        return new Occurrence(name, on, rolled, rolled, Standing.DUE, "", order(part.template(), name, rolled));
    }

    private Occurrence occurrence(
            Recurrence.Occurrence one, Part part, BusinessCalendar.Roll convention, BusinessCalendar calendar) {
        LocalDate nominal = one.nominal();
        Own own = exceptions.getOrDefault(nominal, Own.NONE);
        LocalDate moved = own.movedTo();
        LocalDate date = moved == null ? one.adjusted() : calendar.roll(moved, convention);
        Optional<Pause> pause = pauses.stream()
                .filter(some -> !nominal.isBefore(some.from()) && !nominal.isAfter(some.to()))
                .findFirst();
        Standing standing = own.skipped() ? Standing.SKIPPED : pause.isPresent() ? Standing.PAUSED : Standing.DUE;
        String note = standing == Standing.PAUSED ? pause.orElseThrow().note() : own.note();
        PaymentOrder amended = own.template();
        String name = id + "/" + nominal;
        PaymentOrder order = order(amended == null ? part.template() : amended, name, date);
        return new Occurrence(name, nominal, one.adjusted(), date, standing, note, order);
    }

    private static PaymentOrder order(PaymentOrder template, String name, LocalDate date) {
        boolean standardReference = template.endToEndId().equals(template.id().value());
        PaymentOrder.Builder builder = template.toBuilder().id(name).requestedOn(date);
        return (standardReference ? builder.endToEndId(name) : builder).build();
    }

    private Own known(LocalDate nominal) {
        Part part = partOf(nominal);
        Recurrence recurrence = part.recurrence();
        boolean comes = recurrence != null && (last == null || !nominal.isAfter(last)) && recurrence.comesOn(nominal);
        if (!comes) {
            throw new IllegalArgumentException(nominal + " is no nominal date of schedule '" + id
                    + "', expected one of " + (recurrence == null ? "a schedule with dates" : recurrence)
                    + "\nMaybe the rolled date is meant; an occurrence goes by its nominal date.");
        }
        return exceptions.getOrDefault(nominal, Own.NONE);
    }

    private Schedule with(Change change, Own exception) {
        TreeMap<LocalDate, Own> more = new TreeMap<>(exceptions);
        more.put(change.on(), exception);
        return changed(change, new Terms(parts, more, pauses, last));
    }

    private Schedule paused(LocalDate to, Change change) {
        List<Pause> more = new ArrayList<>(pauses);
        more.add(new Pause(change.on(), to, change.why()));
        return changed(change, new Terms(parts, exceptions, List.copyOf(more), last));
    }

    /** The parts, split at the date, with a change to all from there on. */
    private List<Part> from(LocalDate date, UnaryOperator<Part> change) {
        List<Part> changed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            LocalDate next = i + 1 < parts.size() ? parts.get(i + 1).from() : LocalDate.MAX;
            if (part.from().isBefore(date)) {
                changed.add(part);
                if (next.isAfter(date)) {
                    changed.add(change.apply(new Part(date, part.recurrence(), part.template())));
                }
            } else {
                changed.add(change.apply(part));
            }
        }
        return List.copyOf(changed);
    }

    private Part partOf(LocalDate date) {
        Part found = parts.get(0);
        for (Part part : parts) {
            if (!part.from().isAfter(date)) {
                found = part;
            }
        }
        return found;
    }

    private Optional<DateRange> within(DateRange range, int index) {
        LocalDate from = later(range.from(), parts.get(index).from());
        LocalDate to = range.to();
        if (index + 1 < parts.size()) {
            to = earlier(to, parts.get(index + 1).from().minusDays(1));
        }
        if (last != null) {
            to = earlier(to, last);
        }
        return to.isBefore(from) ? Optional.empty() : Optional.of(DateRange.of(from, to));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public String toString() {
        return "schedule " + id + " (" + parts.size() + " parts, " + exceptions.size() + " exceptions)";
    }
}
