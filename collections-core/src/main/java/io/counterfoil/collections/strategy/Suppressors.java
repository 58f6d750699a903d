package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.ContactPolicy;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.evidence.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges one step of one scope by every rule, in order: all that apply are reported (collections specification 4.7). Not thread-safe: confined to one decision.
 */
final class Suppressors {

    private final PlannerRules rules;
    private final PartyDay day;
    private final Scope scope;
    private final Track track;
    private final Track.StepState state;
    private final boolean reached;
    private final List<Row> causing;
    private final List<Money> money = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();
    private @Nullable Instant reviewAt;
    private @Nullable Channel channel;

    Suppressors(PlannerRules rules, PartyDay day, Track track, Track.StepState state, boolean reached) {
        this.rules = rules;
        this.day = day;
        this.scope = track.scope;
        this.track = track;
        this.state = state;
        this.reached = reached;
        this.causing = causing();
        Map<String, CurrencyUnit> currencies = new LinkedHashMap<>();
        causing.forEach(row -> currencies.put(row.currencyCode(), row.currency()));
        Money.Reader reader = new Money.Reader(day, scope, rules.inFlightDays(), causing);
        currencies.values().forEach(currency -> money.add(reader.read(currency)));
        judge();
    }

    /** What is past due or whose own day of the step has come; everything while nothing is. */
    private List<Row> causing() {
        List<Row> rows = scope.chased();
        List<Row> due = rows.stream()
                .filter(row -> row.isDue(day.today) || isStepItem(row))
                .toList();
        return due.isEmpty() ? rows : due;
    }

    boolean isStepItem(Row row) {
        return reached
                && rules.dates()
                        .ofItem(state.step, row.issuedDay(), row.dueDay())
                        .filter(on -> !on.isAfter(day.asOf.effective()))
                        .isPresent();
    }

    List<Obstacle> obstacles() {
        return List.copyOf(obstacles);
    }

    /** When the first obstacle can lapse by itself. */
    Optional<Instant> reviewAt() {
        return Optional.ofNullable(reviewAt);
    }

    /** The channel to use; empty where none can be. */
    Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    List<Row> causingRows() {
        return causing;
    }

    boolean isDebtor() {
        return !state.step.audience().isInternal();
    }

    private void judge() {
        timing();
        amounts();
        profile();
        hold();
        agreements();
        channels();
        cadence();
    }

    private void add(Suppression code, String sentence, Optional<Instant> review) {
        if (obstacles.isEmpty()) {
            reviewAt = review.orElse(null);
        }
        obstacles.add(Obstacle.of(code, sentence));
    }

    private void add(Suppression code, String sentence) {
        add(code, sentence, Optional.empty());
    }

    private Optional<Instant> startOf(LocalDate on) {
        return Optional.of(on.atStartOfDay(rules.zone()).toInstant());
    }

    private void timing() {
        if (reached) {
            return;
        }
        boolean anyDue = scope.chased().stream().anyMatch(row -> row.isDue(day.today));
        LocalDate date = state.date;
        Optional<Instant> review =
                date != null && date.isAfter(day.asOf.effective()) ? startOf(date) : Optional.empty();
        if (!anyDue) {
            int due = scope.chased().stream().mapToInt(Row::dueDay).min().orElseThrow();
            add(
                    Suppression.NOT_DUE,
                    "nothing is past due, the oldest item is due " + Words.day(LocalDate.ofEpochDay(due)) + next(date),
                    review);
            return;
        }
        String why = date == null
                ? "step '" + state.step.id() + "' waits for what it counts from: " + state.step.anchor()
                : date.isAfter(day.asOf.effective())
                        ? "step '" + state.step.id() + "' comes on " + Words.day(date)
                        : "step '" + state.step.id() + "' waits for " + state.step.guard();
        add(Suppression.STEP_NOT_REACHED, why, review);
    }

    private String next(@Nullable LocalDate date) {
        return date == null || !date.isAfter(day.asOf.effective())
                ? ""
                : "; step '" + state.step.id() + "' comes on " + Words.day(date);
    }

    private void amounts() {
        if (money.stream().allMatch(Money::isBelowThreshold)) {
            add(
                    Suppression.BELOW_THRESHOLD,
                    money.stream()
                            .map(lane -> Words.money(lane.currency(), lane.open()) + " is open"
                                    + (lane.unapplied() == 0
                                            ? ""
                                            : " and " + Words.money(lane.currency(), lane.unapplied()) + " unapplied")
                                    + ", less than the threshold of " + Words.money(lane.currency(), lane.threshold()))
                            .collect(Collectors.joining("; ")));
        }
    }

    private void profile() {
        day.profile
                .exclusion()
                .ifPresent(why -> add(Suppression.EXCLUDED, "the party is out of all strategies: " + why));
        if (!isDebtor()) {
            return;
        }
        Set<PartyProfile.LegalStop> stops = new TreeSet<>(day.profile.legalStops());
        boolean writtenOnly = stops.remove(PartyProfile.LegalStop.WRITTEN_ONLY)
                && state.step.channels().stream().allMatch(Channel::isPhone);
        if (!stops.isEmpty()) {
            add(Suppression.LEGAL_STOP, "contact is forbidden: " + names(stops));
        } else if (writtenOnly) {
            add(
                    Suppression.LEGAL_STOP,
                    "the party wants to be written to only, the step has no channel but " + state.step.channels());
        }
        if (!day.profile.sensitivities().isEmpty()) {
            add(
                    Suppression.SENSITIVE,
                    "the case is sensitive (" + names(new TreeSet<>(day.profile.sensitivities())) + "): a person acts");
        }
    }

    private static String names(Set<? extends Enum<?>> some) {
        return some.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private void hold() {
        Optional<PartyHolds.Hold> hold = day.facts.holdsOf(day.party).at(HoldKind.NOTICE, day.asOf);
        hold.ifPresent(held -> add(
                Suppression.HOLD,
                "notices are held until " + Words.day(held.days().to()) + ": " + held.reason(),
                startOf(held.days().to().plusDays(1))));
    }

    private void agreements() {
        if (money.stream().allMatch(Money::isPromised)) {
            LocalDate through = money.stream()
                    .flatMap(lane -> Optional.ofNullable(lane.promisedThrough()).stream())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            add(
                    Suppression.PROMISE_IN_FORCE,
                    "promise of "
                            + money.stream()
                                    .map(lane -> Words.money(lane.currency(), lane.promised()))
                                    .collect(Collectors.joining(" and "))
                            + " runs until " + Words.day(through),
                    startOf(through.plusDays(1)));
        }
        if (scope.isWhollyPlanned()) {
            Optional<LocalDate> through = day.planThrough(scope.rows());
            add(
                    Suppression.PLAN_IN_FORCE,
                    "the items are under a payment plan in good standing"
                            + through.map(on -> ", the next look is after " + Words.day(on))
                                    .orElse(""),
                    through.flatMap(on -> startOf(on.plusDays(1))));
        }
        if (money.stream().anyMatch(lane -> lane.disputed() > 0)
                && money.stream().allMatch(lane -> lane.isDisputed() || lane.isBelowThreshold())) {
            add(
                    Suppression.DISPUTED,
                    money.stream()
                            .map(lane -> Words.money(lane.currency(), lane.disputed()) + " of "
                                    + Words.money(lane.currency(), lane.open()) + " is in dispute, the rest is under "
                                    + Words.money(lane.currency(), lane.threshold()))
                            .collect(Collectors.joining("; ")));
        }
        if (money.stream().anyMatch(lane -> lane.inFlight() > 0)
                && money.stream().allMatch(lane -> lane.isInFlight() || lane.isBelowThreshold())) {
            LocalDate through = money.stream()
                    .flatMap(lane -> Optional.ofNullable(lane.inFlightThrough()).stream())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            add(
                    Suppression.PAYMENT_IN_FLIGHT,
                    money.stream()
                                    .map(lane -> Words.money(lane.currency(), lane.inFlight()))
                                    .collect(Collectors.joining(" and "))
                            + " is on its way, waited for until " + Words.day(through),
                    startOf(through.plusDays(1)));
        }
    }

    private void channels() {
        if (!isDebtor()) {
            channel = state.step.channels().get(0);
            return;
        }
        boolean writtenOnly = day.profile.legalStops().contains(PartyProfile.LegalStop.WRITTEN_ONLY);
        List<Channel> usable = state.step.channels().stream()
                .filter(one -> !day.profiled || day.profile.canUse(one))
                .filter(one -> !writtenOnly || !one.isPhone())
                .toList();
        List<Obstacle> firstRefused = List.of();
        for (Channel candidate : usable) {
            List<Obstacle> refused = lawful(candidate);
            if (refused.isEmpty()) {
                channel = candidate;
                return;
            }
            firstRefused = firstRefused.isEmpty() ? refused : firstRefused;
        }
        firstRefused.forEach(obstacle -> {
            if (obstacles.isEmpty()) {
                reviewAt = reviewOf(obstacle).orElse(null);
            }
            obstacles.add(obstacle);
        });
        if (usable.isEmpty()) {
            add(
                    Suppression.NO_CHANNEL,
                    "no address that can be used for "
                            + state.step.channels().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
    }

    private List<Obstacle> lawful(Channel candidate) {
        if (rules.policy().isEmpty()) {
            return List.of();
        }
        ContactPolicy policy = rules.policy().get();
        ContactLog log = day.log();
        Map<String, Obstacle> refused = new LinkedHashMap<>();
        causing.stream()
                .map(row -> row.item().id())
                .distinct()
                .forEach(item -> policy.check(day.profile, candidate, log.about(item), day.asOf.knownAt())
                        .forEach(obstacle -> refused.putIfAbsent(obstacle.code().id(), obstacle)));
        return refused.values().stream()
                .sorted(Comparator.comparingInt(
                        obstacle -> obstacle.code() instanceof Suppression code ? code.rank() : Integer.MAX_VALUE))
                .toList();
    }

    private static Optional<Instant> reviewOf(Obstacle obstacle) {
        return obstacle.evidence().facts().stream()
                .map(fact -> fact.attributes().get(ContactPolicy.REVIEW_AT))
                .flatMap(at -> Optional.ofNullable(at).stream())
                .map(Instant::parse)
                .findFirst();
    }

    private void cadence() {
        if (scope.strategy().sequential()) {
            track.unsentBefore(state)
                    .ifPresent(before -> add(
                            Suppression.PREVIOUS_STEP_NOT_SENT,
                            "step '" + before.step.id() + "' before it was not sent"));
        }
        gap();
        scope.strategy().maxAttempts().ifPresent(most -> {
            if (track.done.size() >= most) {
                add(Suppression.MAX_ATTEMPTS, "all " + Words.count(most, "attempt") + " are used up");
            }
        });
        if (!day.later().isEmpty()) {
            LocalDate on = day.later().stream()
                    .map(Contact::on)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            add(
                    Suppression.FUTURE_CONTACT,
                    "the log holds a contact on " + Words.day(on) + ", after " + Words.day(day.asOf.effective()),
                    startOf(on));
        }
    }

    /** Days since the last contact of the same audience over all strategies; a track says nothing twice on one day. */
    private void gap() {
        boolean today = track.last()
                .filter(contact -> contact.on().equals(day.asOf.effective()))
                .isPresent();
        int gap = state.step.requiredGapDays(scope.strategy());
        Optional<LocalDate> last = lastTouch();
        if (last.isEmpty()) {
            return;
        }
        long since = ChronoUnit.DAYS.between(last.get(), day.asOf.effective());
        Optional<Instant> elapsed = elapsedAt(gap);
        boolean tooSoon = elapsed.map(at -> !day.asOf.knownAt().isAfter(at)).orElse(since < gap);
        if (tooSoon || today) {
            int kept = Math.max(gap, 1);
            add(
                    Suppression.MIN_GAP,
                    "the last contact was on " + Words.day(last.get()) + ", " + Words.days(since) + " ago, at least "
                            + Words.days(kept) + " are kept",
                    elapsed.map(at -> at.plusNanos(1))
                            .or(() -> startOf(last.get().plusDays(kept))));
        }
    }

    /** The last contact, or the day on which a dispute was found to be unfounded: the chase goes on no sooner than after either. */
    private Optional<LocalDate> lastTouch() {
        Set<OpenItemId> items = causing.stream().map(row -> row.item().id()).collect(Collectors.toSet());
        Optional<LocalDate> resumed = day.facts.disputesOf(day.party).stream()
                .filter(dispute -> items.contains(dispute.item()))
                .flatMap(dispute -> dispute.resumedOn(day.asOf).stream())
                .filter(on -> !on.isAfter(day.asOf.effective()))
                .max(Comparator.naturalOrder());
        Optional<LocalDate> contact = sameAudience().map(Contact::on).max(Comparator.naturalOrder());
        return Stream.of(resumed, contact).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private Stream<Contact> sameAudience() {
        return day.sent().stream().filter(contact -> contact.audience() == state.step.audience());
    }

    /** The last instant at which the gap has not passed, where it is counted in hours. */
    private Optional<Instant> elapsedAt(int gap) {
        return scope.strategy().gapRule() == Strategy.GapRule.STRICT_ELAPSED && gap > 0
                ? sameAudience()
                        .map(Contact::at)
                        .max(Comparator.naturalOrder())
                        .map(at -> at.plus(Duration.ofDays(gap)))
                : Optional.empty();
    }

    /** Rules of a planner that a decision needs. */
    record PlannerRules(
            StepDates dates,
            Assignments assignments,
            Money.InFlightDays inFlightDays,
            Optional<ContactPolicy> policy,
            ZoneId zone) {}
}
