package io.counterfoil.collections.hold;

import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The machine of a party's holds (collections specification 4.8). One stream of events is one party. Immutable, thread-safe.
 *
 * <p>A command that is wrong in several ways is refused for the first of {@link PartyHolds.Fault}, in its order. Days are those of the ledger's zone.
 */
public final class Holds extends TableMachine<PartyHolds.Status, PartyHolds, HoldCommand, HoldEvent> {

    private static final Lifecycle<PartyHolds.Status, HoldEvent> TABLE = Lifecycle.startingIn(
                    PartyHolds.Status.NEVER_HELD, HoldEvent.class)
            .on(PartyHolds.Status.NEVER_HELD, "placed", PartyHolds.Status.RECORDED)
            .on(PartyHolds.Status.RECORDED, "placed", PartyHolds.Status.RECORDED)
            .on(PartyHolds.Status.RECORDED, "released", PartyHolds.Status.RECORDED)
            .terminal(PartyHolds.Status.RECORDED)
            .build();

    private final ZoneId zone;
    private final Set<HoldKind> approved;

    private Holds(ZoneId zone, Set<HoldKind> approved) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.approved = approved;
    }

    /** Holds on days of the zone, without a second person. */
    public static Holds in(ZoneId zone) {
        return new Holds(zone, Set.of());
    }

    /** The same machine, where these kinds need somebody else who approves. */
    public Holds approving(HoldKind first, HoldKind... more) {
        return new Holds(zone, Set.copyOf(EnumSet.of(first, more)));
    }

    @Override
    public PartyHolds initial() {
        return PartyHolds.none();
    }

    @Override
    public Lifecycle<PartyHolds.Status, HoldEvent> lifecycle() {
        return TABLE;
    }

    @Override
    public PartyHolds evolve(PartyHolds state, HoldEvent event) {
        return new PartyHolds(PartyHolds.Status.RECORDED, state.history().plus(event));
    }

    @Override
    protected Optional<Refusal> refusal(PartyHolds state, HoldCommand command, Instant now) {
        return command instanceof HoldCommand.Place place
                ? refusalOf(state, place)
                : refusalOf(state, (HoldCommand.Release) command, now);
    }

    private Optional<Refusal> refusalOf(PartyHolds state, HoldCommand.Place place) {
        if (place.start().isEmpty()) {
            return refuse(PartyHolds.Fault.START_MISSING, place, "hold has no start, expected a day");
        }
        if (place.end().isEmpty()) {
            return refuse(PartyHolds.Fault.END_MISSING, place, "hold has no end, expected a day: every hold ends");
        }
        LocalDate start = place.start().get();
        LocalDate end = place.end().get();
        if (!start.isBefore(end)) {
            return refuse(
                    PartyHolds.Fault.TOO_SHORT,
                    place,
                    "hold is from " + start + " to " + end + ", expected an end at least one day after the start");
        }
        Optional<LocalDate> before = place.accountFrom().filter(start::isBefore);
        if (before.isPresent()) {
            return refuse(
                    PartyHolds.Fault.BEFORE_ACCOUNT,
                    place,
                    "hold starts on " + start + ", expected no day before the account's first, " + before.get());
        }
        Optional<PartyHolds.Hold> shared = state.all(place.hold(), Instant.MAX).stream()
                .filter(hold ->
                        start.isBefore(hold.days().to()) && hold.days().from().isBefore(end))
                .findFirst();
        if (shared.isPresent()) {
            return refuse(
                    PartyHolds.Fault.OVERLAP,
                    place,
                    "hold from " + start + " to " + end + " shares days with the " + place.hold() + " hold of "
                            + shared.get().days() + "\nMaybe extend that one: begin on its last day");
        }
        if (place.reason().isBlank()) {
            return refuse(PartyHolds.Fault.REASON_MISSING, place, "hold has no reason, expected one in words");
        }
        return refusalOfApproval(place);
    }

    private Optional<Refusal> refusalOfApproval(HoldCommand.Place place) {
        if (!approved.contains(place.hold())) {
            return Optional.empty();
        }
        Optional<Actor> approver = place.approver();
        if (approver.isEmpty()) {
            return refuse(
                    PartyHolds.Fault.APPROVAL_MISSING,
                    place,
                    place.hold() + " hold has no approver, expected somebody other than "
                            + place.by().id());
        }
        return approver.get().isSamePersonAs(place.by())
                ? refuse(
                        PartyHolds.Fault.SELF_APPROVED,
                        place,
                        place.hold() + " hold is approved by " + place.by().id() + " who places it, expected another")
                : Optional.empty();
    }

    private Optional<Refusal> refusalOf(PartyHolds state, HoldCommand.Release release, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (release.start().isEmpty()) {
            return refuse(PartyHolds.Fault.START_MISSING, release, "release has no day, expected today, " + today);
        }
        LocalDate day = release.start().get();
        if (!day.equals(today)) {
            return refuse(
                    PartyHolds.Fault.RELEASE_NOT_TODAY, release, "release is of " + day + ", expected today, " + today);
        }
        if (release.end().isPresent()) {
            return refuse(
                    PartyHolds.Fault.RELEASE_HAS_END,
                    release,
                    "release has the end " + release.end().get() + ", expected none");
        }
        boolean repeated = state.history().toList().stream()
                .anyMatch(event -> event instanceof HoldEvent.Released released
                        && released.hold() == release.hold()
                        && released.on().equals(day));
        if (repeated) {
            return refuse(
                    PartyHolds.Fault.RELEASE_DUPLICATE,
                    release,
                    release.hold() + " hold was released on " + day + " already, expected once");
        }
        boolean held = state.all(release.hold(), Instant.MAX).stream()
                .anyMatch(hold -> hold.days().contains(day));
        return held
                ? Optional.empty()
                : refuse(
                        PartyHolds.Fault.RELEASE_WITHOUT_HOLD,
                        release,
                        "no " + release.hold() + " hold covers " + day + ", expected one to release");
    }

    private static Optional<Refusal> refuse(Code code, HoldCommand command, String sentence) {
        return Optional.of(new Refusal(
                code,
                sentence,
                Map.of("party", command.party().value(), "kind", command.hold().name())));
    }

    @Override
    protected List<HoldEvent> events(PartyHolds state, HoldCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        if (command instanceof HoldCommand.Place place) {
            return List.of(new HoldEvent.Placed(
                    place.party(),
                    place.hold(),
                    place.start().orElseThrow(),
                    place.end().orElseThrow(),
                    place.age(),
                    place.reason(),
                    place.approver().orElse(place.by()),
                    stamp));
        }
        HoldCommand.Release release = (HoldCommand.Release) command;
        return List.of(new HoldEvent.Released(
                release.party(), release.hold(), release.start().orElseThrow(), release.reason(), stamp));
    }

    @Override
    protected Optional<String> unmet(PartyHolds state, HoldEvent event, Instant now) {
        return Optional.empty();
    }

    @Override
    protected Evidence evidence(PartyHolds after, List<HoldEvent> events) {
        HoldEvent event = events.get(0);
        return Evidence.of(
                Code.of("HOLD." + event.kind()),
                event instanceof HoldEvent.Placed placed
                        ? placed.hold() + " hold from " + placed.from() + " to " + placed.to() + ": " + placed.reason()
                        : event.hold() + " hold ends on " + ((HoldEvent.Released) event).on());
    }
}
