package io.counterfoil.payments.returned;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Stamped;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ChangeNotice.Command;
import io.counterfoil.payments.returned.ChangeNotice.Detail;
import io.counterfoil.payments.returned.ChangeNotice.Event;
import io.counterfoil.payments.returned.ChangeNotice.Kind;
import io.counterfoil.payments.returned.ChangeNotice.Said;
import io.counterfoil.payments.returned.ChangeNotice.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The life of notices of change (PAY-30): received, then applied or refused; until then the next entry to the account or under the mandate is blocked.
 *
 * <p>A change is to be applied within so many banking days of its receipt, or before the next entry if that comes later (Nacha: 6, not confirmed). Immutable,
 * thread-safe.
 */
public final class ChangeNotices extends TableMachine<Status, ChangeNotice, Command, Event> {

    private static final Lifecycle<Status, Event> TABLE = Lifecycle.startingIn(Status.NEW, Event.class)
            .on(Status.NEW, Kind.RECEIVE.eventName(), Status.RECEIVED)
            .by(Actor.Role.RAIL, Actor.Role.HOST)
            .on(Status.RECEIVED, Kind.APPLY.eventName(), Status.APPLIED)
            .by(Actor.Role.HOST)
            .guard(Finding.DETAILS_MISSING, "the details that its code corrects are supplied")
            .on(Status.RECEIVED, Kind.REFUSE.eventName(), Status.REFUSED)
            .by(Actor.Role.HOST)
            .terminal(Status.APPLIED, Status.REFUSED)
            .build();

    private final BusinessCalendar calendar;
    private final int applyWithinDays;

    private ChangeNotices(BusinessCalendar calendar, int applyWithinDays) {
        this.calendar = calendar;
        this.applyWithinDays = applyWithinDays;
    }

    /** Notices that are to be applied within 6 banking days. */
    public static ChangeNotices standard(BusinessCalendar calendar) {
        return new ChangeNotices(calendar, 6);
    }

    /** The same within so many banking days, 0 or more. */
    public ChangeNotices applyWithin(int bankingDays) {
        if (bankingDays < 0) {
            throw new IllegalArgumentException("apply within " + bankingDays + " banking days, expected 0 or more");
        }
        return new ChangeNotices(calendar, bankingDays);
    }

    /** The last day to apply the notice; empty where nothing was received or it asks for no change. */
    public Optional<LocalDate> applyBy(ChangeNotice notice) {
        return notice.notice()
                .filter(Said::asksForChange)
                .map(said -> calendar.plus(said.receivedOn(), applyWithinDays));
    }

    /** Why the next entry must wait; empty where no notice about the account or mandate is open. */
    public Optional<Obstacle> obstacle(Collection<ChangeNotice> notices, SubjectRef subject) {
        return notices.stream()
                .filter(ChangeNotice::blocksNextEntry)
                .flatMap(notice -> notice.notice().stream())
                .filter(said -> said.subject().equals(subject))
                .findFirst()
                .map(said -> Obstacle.of(
                        Finding.CHANGE_OPEN,
                        "change " + said.code() + " of " + subject + ", received " + said.receivedOn()
                                + ", is not applied: no entry before it is"));
    }

    /**
     * A check that lets no debit pass while a notice about its mandate ({@code mandate:ID}) or its other party ({@code party:ID}) is open, and then asks another.
     *
     * @param notices all or only the open ones, as they stand when an order is judged
     * @param then asked where none is open
     */
    public Payments.MandateCheck blocking(Supplier<Collection<ChangeNotice>> notices, Payments.MandateCheck then) {
        return (order, asOf) -> {
            Collection<ChangeNotice> now = notices.get();
            return Stream.concat(
                            order.mandate().map(id -> SubjectRef.of("mandate", id.value())).stream(),
                            Stream.of(
                                    SubjectRef.of("party", order.counterparty().value())))
                    .flatMap(subject -> obstacle(now, subject).stream())
                    .findFirst()
                    .map(obstacle -> Refusal.of(obstacle.code(), obstacle.sentence()))
                    .or(() -> then.refusal(order, asOf));
        };
    }

    /** What a person must look at: a change that was not applied in its days, with the same key until it is. */
    public Optional<Alert> alert(ChangeNotice notice, AsOf asOf) {
        return applyBy(notice)
                .filter(last -> notice.blocksNextEntry() && asOf.effective().isAfter(last))
                .flatMap(last -> notice.notice()
                        .map(said -> Alert.builder()
                                .kind(AlertKind.CHANGE_NOT_APPLIED)
                                .severity(Severity.HIGH)
                                .subject(said.subject())
                                .period(said.code() + "/" + said.receivedOn())
                                .evidence(Evidence.of(
                                        Finding.CHANGE_OPEN,
                                        "change " + said.code() + " of " + said.subject() + ", received "
                                                + said.receivedOn() + ", was to be applied by " + last
                                                + (said.confident() ? "" : "; the code is not confirmed")))
                                .raisedAt(asOf.knownAt())
                                .build()));
    }

    @Override
    public ChangeNotice initial() {
        return ChangeNotice.NEW;
    }

    @Override
    public ChangeNotice evolve(ChangeNotice notice, Event event) {
        return new ChangeNotice(
                TABLE.next(notice.status(), event).orElse(notice.status()),
                event.said() == null ? notice.said() : event.said(),
                notice.history().plus(event));
    }

    @Override
    public Lifecycle<Status, Event> lifecycle() {
        return TABLE;
    }

    @Override
    protected Lifecycle<Status, Event> lifecycle(ChangeNotice notice) {
        return TABLE;
    }

    @Override
    protected Status status(ChangeNotice notice) {
        return notice.status();
    }

    @Override
    protected History<Event> history(ChangeNotice notice) {
        return notice.history();
    }

    @Override
    protected List<Event> events(ChangeNotice notice, Command command, Instant now) {
        return List.of(new Event(command.kind(), command.said(), command.reason(), Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(ChangeNotice notice, Event event, Instant now) {
        Said said = notice.notice().orElseThrow();
        Set<Detail> missing = EnumSet.noneOf(Detail.class);
        missing.addAll(said.corrects());
        missing.removeAll(said.supplies());
        if (!missing.isEmpty()) {
            return Optional.of("code " + said.code() + " corrects " + said.corrects() + ", missing " + missing);
        }
        boolean isOpen = said.corrects().isEmpty() && said.rail() != Rail.ACH;
        return isOpen && said.supplies().isEmpty()
                ? Optional.of("code " + said.code() + " came without any new detail")
                : Optional.empty();
    }

    @Override
    protected Evidence evidence(ChangeNotice after, List<Event> events) {
        Said said = after.notice().orElseThrow();
        Event event = events.get(0);
        return Evidence.of(
                event.kind(),
                "change " + said.code() + " of " + said.subject() + " is " + after.status()
                        + (event.reason().isEmpty() ? "" : ": " + event.reason()));
    }

    /** What stands in the way. */
    public enum Finding implements Code {
        /** A change is not applied. */
        CHANGE_OPEN,
        /** What the code corrects is not supplied. */
        DETAILS_MISSING;

        @Override
        public String id() {
            return "CHANGE_NOTICE." + name();
        }
    }
}
