package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Steps that follow one another in a scope: the ladder, or the steps after a broken promise or a failed payment. Reads where each step stands, and chooses. Not
 * thread-safe: confined to one decision.
 */
final class Track {

    final Scope scope;
    final List<StepState> states = new ArrayList<>();

    /** Passed over when the chosen step is taken. */
    final List<StepState> superseded = new ArrayList<>();

    /** Their day is past, and missed steps are not made up for. */
    final List<StepState> missed = new ArrayList<>();

    /** Their day came after a later step was sent. */
    final List<StepState> behind = new ArrayList<>();

    final int episodeStart;

    /** Contacts of the scope's own steps in the episode, oldest first. */
    final List<Contact> done = new ArrayList<>();

    private final PartyDay day;
    private final StepDates dates;
    private final StrategyStep.@Nullable Anchor event;
    private @Nullable StepState chosen;
    private boolean reached;
    private Guard.@Nullable Standing standing;

    /** Where one step of the track stands. */
    static final class StepState {
        final StrategyStep step;
        final int index;
        final int occurrence;
        final @Nullable Contact sent;
        final @Nullable LocalDate date;
        final boolean guarded;
        private final Track track;
        private @Nullable IdempotencyKey key;

        StepState(
                Track track,
                StrategyStep step,
                int index,
                int occurrence,
                @Nullable Contact sent,
                @Nullable LocalDate date,
                boolean guarded) {
            this.track = track;
            this.step = step;
            this.index = index;
            this.occurrence = occurrence;
            this.sent = sent;
            this.date = date;
            this.guarded = guarded;
        }

        /** The name of the decision on it, made when somebody asks. */
        IdempotencyKey key() {
            IdempotencyKey known = key;
            if (known == null) {
                known = track.key(step, occurrence);
                key = known;
            }
            return known;
        }

        boolean isDone() {
            return sent != null;
        }

        boolean isReached(LocalDate today) {
            return date != null && !date.isAfter(today) && guarded;
        }
    }

    Track(Scope scope, PartyDay day, StepDates dates, int episodeStart, StrategyStep.@Nullable Anchor event) {
        this.scope = scope;
        this.day = day;
        this.dates = dates;
        this.episodeStart = episodeStart;
        this.event = event;
        readStates();
        choose();
    }

    private void readStates() {
        List<LocalDate> events = eventDays();
        int due = Integer.MAX_VALUE;
        int issued = Integer.MAX_VALUE;
        for (Row row : scope.chased()) {
            due = Math.min(due, row.dueDay());
            issued = Math.min(issued, row.issuedDay());
        }
        @Nullable Contact previous = null;
        List<StrategyStep> steps = scope.strategy().steps();
        for (int index = 0; index < steps.size(); index++) {
            StrategyStep step = steps.get(index);
            if (event == null ? step.anchor().isEvent() : step.anchor() != event || events.isEmpty()) {
                continue;
            }
            int occurrence = Math.max(1, events.size());
            Contact sent = sent(step, occurrence);
            @Nullable Contact last = sent;
            while (event == null && sent != null && step.repeatEvery().isPresent()) {
                done.add(sent);
                last = sent;
                sent = sent(step, ++occurrence);
            }
            @Nullable
            LocalDate date = occurrence > 1 && event == null && last != null
                    ? last.on().plus(step.repeatEvery().orElseThrow())
                    : firstDate(step, previous, events, issued, due);
            if (sent != null) {
                done.add(sent);
                last = sent;
            }
            boolean guarded =
                    step.guard().equals(Guard.always()) || step.guard().holds(standing());
            states.add(new StepState(this, step, index, occurrence, sent, date, guarded));
            previous = last != null && (previous == null || !last.on().isBefore(previous.on())) ? last : previous;
        }
        done.sort(Comparator.comparing(Contact::on).thenComparing(Contact::at));
    }

    private Guard.Standing standing() {
        Guard.Standing known = standing;
        if (known == null) {
            known = day.standing(scope.chased(), isByIssueDate());
            standing = known;
        }
        return known;
    }

    private boolean isByIssueDate() {
        return scope.strategy().ageBasis() == io.counterfoil.collections.aging.AgeBasis.ISSUE_DATE;
    }

    private @Nullable LocalDate firstDate(
            StrategyStep step, @Nullable Contact previous, List<LocalDate> events, int issued, int due) {
        return switch (step.anchor()) {
            case DUE, ISSUE, DUE_END_OF_MONTH -> dates.ofItem(step, issued, due).orElseThrow();
            case PREVIOUS_CONTACT -> previous == null ? null : dates.plus(previous.on(), step.offset());
            case PROMISE_BROKEN, PAYMENT_FAILED -> dates.plus(events.get(events.size() - 1), step.offset());
            case LEVEL_ENTRY ->
                levelEntry(step).map(entry -> dates.plus(entry, step.offset())).orElse(null);
        };
    }

    /** The days of broken promises or failed payments of what is open now. */
    private List<LocalDate> eventDays() {
        if (event == null) {
            return List.of();
        }
        Set<OpenItemId> open = scope.rows().stream().map(row -> row.item().id()).collect(Collectors.toSet());
        LocalDate from = LocalDate.ofEpochDay(
                scope.rows().stream().mapToInt(Row::issuedDay).min().orElseThrow());
        if (event == StrategyStep.Anchor.PROMISE_BROKEN) {
            return day.promises.stream()
                    .filter(promise -> covers(promise.items(), open))
                    .flatMap(promise -> promise.brokenOn(day.facts, day.asOf).stream())
                    .filter(on -> !on.isBefore(from) && !on.isAfter(day.asOf.effective()))
                    .sorted()
                    .toList();
        }
        return day.failures.stream()
                .filter(attempt -> covers(attempt.items(), open))
                .map(PaymentAttempt::on)
                .filter(on -> !on.isBefore(from))
                .toList();
    }

    private static boolean covers(Set<OpenItemId> items, Set<OpenItemId> open) {
        return items.isEmpty() || items.stream().anyMatch(open::contains);
    }

    /** The first day of the unbroken time up to today in which the scope was at the level or a more severe one. */
    private Optional<LocalDate> levelEntry(StrategyStep step) {
        List<String> levels =
                scope.strategy().levels().stream().map(Strategy.Level::id).toList();
        int wanted = levels.indexOf(step.level());
        Optional<LocalDate> entry = Optional.empty();
        for (int back = day.today; back >= episodeStart; back--) {
            LocalDate on = LocalDate.ofEpochDay(back);
            PartyDay then = back == day.today ? day : new PartyDay(day.facts, day.party, day.asOf.on(on), day.contacts);
            List<Row> rows = then.rows.stream().filter(this::isInScope).toList();
            int level =
                    rows.isEmpty() ? -1 : levels.indexOf(scope.strategy().level(then.standing(rows, isByIssueDate())));
            if (level < 0 || level > wanted) {
                return entry;
            }
            entry = Optional.of(on);
        }
        return entry;
    }

    private boolean isInScope(Row row) {
        return Scope.keyOf(scope.strategy(), day, row.currencyCode(), row.ladderItem())
                .equals(scope.key());
    }

    private IdempotencyKey key(StrategyStep step, int occurrence) {
        return IdempotencyKey.derived(
                "contact",
                scope.strategy().id(),
                scope.key().party(),
                scope.key().currency(),
                scope.key().item(),
                LocalDate.ofEpochDay(episodeStart),
                step.id(),
                event == null ? "" : event.name(),
                occurrence);
    }

    /** No key is made for a party of whose decisions the log knows nothing. */
    private @Nullable Contact sent(StrategyStep step, int occurrence) {
        if (!day.keyed) {
            return null;
        }
        IdempotencyKey key = key(step, occurrence);
        return day.contacts
                .sent(key, day.asOf.knownAt())
                .filter(contact -> !contact.on().isAfter(day.asOf.effective()))
                .orElse(null);
    }

    /** How far a step is: by its place, or by its severity. */
    private long rank(StepState state) {
        return scope.strategy().catchUp() == Strategy.CatchUp.RUN_MOST_SEVERE
                ? state.step.severity() * 1_000_000L + state.index
                : state.index;
    }

    private void choose() {
        LocalDate today = day.asOf.effective();
        long progress = states.stream()
                .filter(state -> state.isDone() || (state.occurrence > 1 && event == null))
                .mapToLong(this::rank)
                .max()
                .orElse(-1);
        int start = event == null ? scope.start().map(scope.strategy()::indexOf).orElse(0) : 0;
        List<StepState> candidates = new ArrayList<>();
        for (StepState state : states) {
            boolean passed = rank(state) < progress || state.index < start;
            if (state.isDone() || !state.isReached(today)) {
                continue;
            }
            if (!passed) {
                candidates.add(state);
            } else if (!done.isEmpty()
                    && state.date != null
                    && state.date.isAfter(done.get(done.size() - 1).on())) {
                behind.add(state);
            }
        }
        pick(candidates, today, progress < 0, start);
        if (chosen == null) {
            chosen = states.stream()
                    .filter(state -> !state.isDone() && rank(state) >= progress && state.index >= start)
                    .filter(state -> !state.isReached(today))
                    .min(Comparator.comparing((StepState state) -> state.date == null ? LocalDate.MAX : state.date)
                            .thenComparing(state -> state.index))
                    .orElse(null);
        }
    }

    private void pick(List<StepState> candidates, LocalDate today, boolean nothingDone, int start) {
        Strategy strategy = scope.strategy();
        List<StepState> allowed = candidates;
        if (event == null && nothingDone && strategy.entry() == Strategy.EntryLevel.FIRST) {
            int first = Math.max(start, states.isEmpty() ? 0 : states.get(0).index);
            allowed = candidates.stream().filter(state -> state.index == first).toList();
        }
        boolean oneByOne = strategy.sequential() || strategy.catchUp() == Strategy.CatchUp.RUN_ALL;
        Optional<StepState> pick = Optional.empty();
        if (oneByOne) {
            pick = allowed.stream().min(Comparator.comparingInt(state -> state.index));
        } else if (strategy.catchUp() == Strategy.CatchUp.SKIP) {
            allowed.stream().filter(state -> !today.equals(state.date)).forEach(missed::add);
            pick = allowed.stream()
                    .filter(state -> today.equals(state.date))
                    .max(Comparator.comparingInt(state -> state.index));
            pick.ifPresent(taken -> candidates.stream()
                    .filter(state -> today.equals(state.date) && state != taken)
                    .forEach(superseded::add));
        } else {
            pick = allowed.stream().max(Comparator.comparingLong(this::rank));
            pick.ifPresent(taken -> candidates.stream()
                    .filter(state -> state != taken && rank(state) < rank(taken))
                    .forEach(superseded::add));
        }
        chosen = pick.orElse(null);
        reached = pick.isPresent();
    }

    /** The step to take, or else the one to come; empty where none is left. */
    Optional<StepState> chosen() {
        return Optional.ofNullable(chosen);
    }

    /** The last step of the track, whatever became of it; empty for a track without steps. */
    Optional<StepState> lastState() {
        return states.isEmpty() ? Optional.empty() : Optional.of(states.get(states.size() - 1));
    }

    /** Whether the chosen step's day has come. */
    boolean isReached() {
        return reached;
    }

    /** The step before another in this track, neither sent nor passed by a later one nor by a person. */
    Optional<StepState> unsentBefore(StepState state) {
        int start = scope.start().map(scope.strategy()::indexOf).orElse(0);
        @Nullable StepState before = null;
        for (StepState other : states) {
            if (other.index < state.index) {
                before = other;
            }
        }
        if (before == null || before.isDone() || before.occurrence > 1 || before.index < start) {
            return Optional.empty();
        }
        return Optional.of(before);
    }

    /** Whether the step is the last that this track will ever take. */
    boolean isLast(StepState state) {
        return event == null
                && state.step.repeatEvery().isEmpty()
                && states.stream().allMatch(other -> other == state || other.isDone() || rank(other) < rank(state));
    }

    /** The last contact of this track. */
    Optional<Contact> last() {
        return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
    }
}
