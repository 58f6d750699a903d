package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenRow;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains what is decided about one item. Not thread-safe: confined to one explanation. */
final class Explainer {

    private final Suppressors.PlannerRules rules;
    private final OpenItem item;
    private final PartyDay day;

    Explainer(Suppressors.PlannerRules rules, CollectionFacts facts, OpenItemId item, AsOf asOf) {
        this.rules = rules;
        this.item = facts.receivables()
                .item(item)
                .orElseThrow(() ->
                        new IllegalArgumentException("item " + item + " is not known, expected one of the facts"));
        this.day = new PartyDay(facts, this.item.party(), asOf);
    }

    ContactExplanation explain() {
        ContactExplanation.Assignment assigned = rules.assignments().of(day, Row.ladderItem(item));
        ContactExplanation.Builder explanation =
                new ContactExplanation.Builder().item(item.id()).asOf(day.asOf).assignment(assigned);
        List<Obstacle> none = nothingToDecide(assigned);
        if (!none.isEmpty()) {
            return explanation
                    .obstacles(none)
                    .sentence("nothing to decide: " + none.get(0).sentence())
                    .build();
        }
        PartyPlanner planner = new PartyPlanner(rules, day);
        Scope scope = scope(planner);
        List<ContactExplanation.Step> steps = new ArrayList<>();
        for (Track track : planner.tracks(scope)) {
            track.states.forEach(state -> steps.add(step(track, state)));
        }
        steps.sort(Comparator.comparingInt(step -> scope.strategy().indexOf(step.id())));
        List<ContactDecision> decisions = new PartyPlanner(rules, new PartyDay(day.facts, day.party, day.asOf))
                .plan().stream()
                        .filter(decision -> decision.scope().equals(scope.key())
                                && decision.strategy().equals(scope.strategy().id()))
                        .toList();
        Optional<ContactExplanation.Step> next = next(steps);
        return explanation
                .decisions(decisions)
                .steps(steps)
                .next(next)
                .sentence(sentence(decisions, next))
                .build();
    }

    /** What keeps the item, by itself, out of a notice of the step. */
    List<Obstacle> eligible(StepId id) {
        ContactExplanation.Assignment assigned = rules.assignments().of(day, Row.ladderItem(item));
        List<Obstacle> none = nothingToDecide(assigned);
        if (!none.isEmpty()) {
            return none;
        }
        PartyPlanner planner = new PartyPlanner(rules, day);
        Scope scope = scope(planner);
        for (Track track : planner.tracks(scope)) {
            Optional<Obstacle> inconsistent = planner.inconsistency(track);
            if (inconsistent.isPresent()) {
                return inconsistent.stream().toList();
            }
            for (Track.StepState state : track.states) {
                if (state.step.id().equals(id)) {
                    return eligible(track, state);
                }
            }
        }
        return List.of(Obstacle.of(
                Suppression.STEP_NOT_REACHED, "step '" + id + "' waits for what it counts from, or is not there"));
    }

    private List<Obstacle> eligible(Track track, Track.StepState state) {
        List<Obstacle> obstacles = new ArrayList<>();
        Row row = day.rows.stream()
                .filter(one -> one.item().id().equals(item.id()))
                .findFirst()
                .orElseThrow();
        boolean isIncluded = state.step.content() != StrategyStep.Content.STEP_ITEMS && row.isDue(day.today);
        Optional<LocalDate> own = rules.dates().ofItem(state.step, row.issuedDay(), row.dueDay());
        boolean isOwn =
                own.map(date -> !date.isAfter(day.asOf.effective())).orElse(state.isReached(day.asOf.effective()));
        if (!isIncluded && !isOwn) {
            boolean isAhead = row.dueDay() > day.today;
            obstacles.add(Obstacle.of(
                    isAhead ? Suppression.NOT_DUE : Suppression.STEP_NOT_REACHED,
                    isAhead
                            ? item.id() + " is due " + Words.day(LocalDate.ofEpochDay(row.dueDay()))
                            : "step '" + state.step.id() + "' has not come for " + item.id()));
        }
        obstacles.addAll(new Suppressors(rules, day, track, state, true).obstacles());
        return List.copyOf(obstacles);
    }

    private Scope scope(PartyPlanner planner) {
        return planner.scopes().stream()
                .filter(one ->
                        one.rows().stream().anyMatch(row -> row.item().id().equals(item.id())))
                .findFirst()
                .orElseThrow();
    }

    private List<Obstacle> nothingToDecide(ContactExplanation.Assignment assigned) {
        List<OpenRow> open = day.facts.receivables().at(day.asOf).of(item.id());
        List<Obstacle> obstacles = new ArrayList<>();
        if (open.isEmpty()) {
            obstacles.add(Obstacle.of(Suppression.NOTHING_OPEN, "nothing is open of " + item.id()));
            boolean writtenOff = day.facts
                    .receivables()
                    .events()
                    .anyMatch(event -> event instanceof ReceivableEvent.WrittenOff off
                            && off.item().equals(item.id())
                            && !off.effective().isAfter(day.asOf.effective())
                            && !off.recordedAt().isAfter(day.asOf.knownAt()));
            if (writtenOff) {
                obstacles.add(Obstacle.of(Suppression.WRITTEN_OFF, item.id() + " was written off"));
            }
        } else if (day.rows.stream().noneMatch(row -> row.item().id().equals(item.id()))) {
            obstacles.add(Obstacle.of(
                    Suppression.NOTHING_OPEN, item.id() + " is a credit or an order, it is owed by nobody"));
        }
        Optional<Strategy> strategy = rules.assignments().strategy(assigned.strategy());
        if (strategy.isEmpty()) {
            obstacles.add(Obstacle.of(
                    Suppression.EXCLUDED,
                    assigned.strategy().equals(StrategyId.NONE)
                            ? "it is in no strategy: " + assigned.reason()
                            : "its strategy '" + assigned.strategy() + "' is not known"));
        } else if (strategy.get().thresholdMinor(item.amount().getCurrency()) == Long.MAX_VALUE) {
            obstacles.add(Obstacle.of(
                    Suppression.EXCLUDED,
                    "strategy '" + assigned.strategy() + "' has no threshold for "
                            + item.amount().getCurrency().getCurrencyCode()));
        }
        return obstacles;
    }

    private ContactExplanation.Step step(Track track, Track.StepState state) {
        ContactExplanation.Step.Builder step = new ContactExplanation.Step.Builder()
                .id(state.step.id())
                .key(state.key())
                .occurrence(state.occurrence);
        @Nullable Contact sent = state.sent;
        @Nullable LocalDate date = state.date;
        if (sent != null) {
            return step.date(sent.on())
                    .state(ContactExplanation.StepStanding.DONE)
                    .sentence("sent on " + Words.day(sent.on()))
                    .build();
        }
        boolean isReached = state.isReached(day.asOf.effective());
        Suppressors judged = new Suppressors(rules, day, track, state, isReached);
        step.date(Optional.ofNullable(date)).obstacles(judged.obstacles());
        boolean passed = track.superseded.contains(state)
                || track.behind.contains(state)
                || track.missed.contains(state)
                || (isReached
                        && track.chosen().filter(chosen -> chosen != state).isPresent()
                        && isBehind(track, state));
        if (passed) {
            return step.state(ContactExplanation.StepStanding.SKIPPED)
                    .sentence("a later step is taken in its place, or its day has passed")
                    .build();
        }
        boolean today = track.chosen().filter(state::equals).isPresent()
                && judged.obstacles().isEmpty();
        if (today) {
            return step.state(ContactExplanation.StepStanding.TODAY)
                    .sentence("nothing stands in its way")
                    .build();
        }
        return step.state(isReached ? ContactExplanation.StepStanding.WAITING : ContactExplanation.StepStanding.AHEAD)
                .sentence(
                        judged.obstacles().isEmpty()
                                ? "another step goes first"
                                : judged.obstacles().get(0).sentence())
                .build();
    }

    private static boolean isBehind(Track track, Track.StepState state) {
        return track.states.stream().anyMatch(other -> other.index > state.index && other.isDone());
    }

    private Optional<ContactExplanation.Step> next(List<ContactExplanation.Step> steps) {
        return steps.stream()
                .filter(step -> step.state() == ContactExplanation.StepStanding.AHEAD
                        && step.date()
                                .filter(on -> on.isAfter(day.asOf.effective()))
                                .isPresent())
                .min(Comparator.comparing(step -> step.date().orElseThrow()));
    }

    private String sentence(List<ContactDecision> decisions, Optional<ContactExplanation.Step> next) {
        String today = decisions.stream()
                .filter(decision -> decision.kind() != ContactDecision.Kind.SKIPPED
                        && decision.kind() != ContactDecision.Kind.FINISHED)
                .map(ContactDecision::sentence)
                .findFirst()
                .orElse("nothing more is planned");
        String open = Amounts.text(day.facts.receivables().open(item.id(), day.asOf)) + " open on " + item.id();
        return open + "; " + today
                + next.map(step -> "; next '" + step.id() + "' on "
                                + Words.day(step.date().orElseThrow()))
                        .orElse("");
    }
}
