package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides about all scopes of one party on one day, the oldest step first, so that the gap and the law hold over all of them. Not thread-safe: confined to one party. */
final class PartyPlanner {

    private static final Comparator<ContactDecision> ORDER = Comparator.comparing(ContactDecision::scope)
            .thenComparing(ContactDecision::strategy)
            .thenComparing(ContactDecision::stepDate)
            .thenComparing(ContactDecision::step)
            .thenComparing(ContactDecision::kind)
            .thenComparing(decision -> decision.key().value());

    private final Suppressors.PlannerRules rules;
    private final PartyDay day;
    private final List<ContactDecision> decisions = new ArrayList<>();

    PartyPlanner(Suppressors.PlannerRules rules, PartyDay day) {
        this.rules = rules;
        this.day = day;
    }

    List<ContactDecision> plan() {
        List<Track> tracks = new ArrayList<>();
        for (Scope scope : scopes()) {
            tracks.addAll(tracks(scope));
        }
        tracks.stream()
                .sorted(Comparator.comparing((Track track) ->
                                track.chosen().map(PartyPlanner::dateOf).orElse(LocalDate.MAX))
                        .thenComparing(track -> track.scope.key())
                        .thenComparing(track -> track.scope.strategy().id()))
                .forEach(this::decide);
        decisions.sort(ORDER);
        return List.copyOf(decisions);
    }

    /** What is open, by strategy and scope. */
    List<Scope> scopes() {
        record Id(ScopeKey key, StrategyId strategy) {}
        record Group(Strategy strategy, ScopeKey key, String step, List<Row> rows) {}
        Map<Id, Group> groups = new LinkedHashMap<>();
        for (Row row : day.rows) {
            ContactExplanation.Assignment assigned = rules.assignments().of(day, row.ladderItem());
            Optional<Strategy> strategy = rules.assignments().strategy(assigned.strategy());
            if (strategy.isPresent() && strategy.get().thresholdMinor(row.currency()) != Long.MAX_VALUE) {
                ScopeKey key = Scope.keyOf(strategy.get(), day, row.currencyCode(), row.ladderItem());
                groups.computeIfAbsent(
                                new Id(key, strategy.get().id()),
                                same -> new Group(strategy.get(), key, assigned.step(), new ArrayList<>()))
                        .rows()
                        .add(row);
            }
        }
        return groups.values().stream()
                .map(group -> Scope.of(group.strategy(), group.key(), group.step(), List.copyOf(group.rows())))
                .toList();
    }

    /** The ladder of a scope, and the steps after broken promises and failed payments. */
    List<Track> tracks(Scope scope) {
        int episode = scope.episodeStart(day, rules.dates(), rules.assignments());
        List<Track> tracks = new ArrayList<>();
        tracks.add(new Track(scope, day, rules.dates(), episode, null));
        Set<StrategyStep.Anchor> events = EnumSet.noneOf(StrategyStep.Anchor.class);
        scope.strategy().steps().stream()
                .map(StrategyStep::anchor)
                .filter(StrategyStep.Anchor::isEvent)
                .forEach(events::add);
        events.forEach(event -> tracks.add(new Track(scope, day, rules.dates(), episode, event)));
        return tracks;
    }

    private static LocalDate dateOf(Track.StepState state) {
        LocalDate date = state.date;
        return date == null ? LocalDate.MAX : date;
    }

    private void decide(Track track) {
        Optional<Obstacle> inconsistent = inconsistency(track);
        if (inconsistent.isPresent()) {
            track.chosen()
                    .or(track::lastState)
                    .ifPresent(state -> decisions.add(decision(
                                    track,
                                    state,
                                    ContactDecision.Kind.SUPPRESSED,
                                    inconsistent.stream().toList())
                            .sentence("not decided: " + inconsistent.get().sentence())
                            .build()));
            return;
        }
        track.behind.forEach(
                state -> skip(track, state, Suppression.SUPERSEDED, "a later step was sent before its day came"));
        track.missed.forEach(state ->
                skip(track, state, Suppression.CATCH_UP_SKIPPED, "its day passed, missed steps are not made up for"));
        track.chosen().ifPresent(state -> judge(track, state));
    }

    private void judge(Track track, Track.StepState state) {
        Suppressors judged = new Suppressors(rules, day, track, state, track.isReached());
        List<Obstacle> obstacles = judged.obstacles();
        boolean sensitive = !obstacles.isEmpty() && obstacles.get(0).code() == Suppression.SENSITIVE;
        boolean recommends =
                !state.step.effects().isEmpty() && !track.scope.strategy().automaticEffects();
        if (!obstacles.isEmpty() && !sensitive) {
            decisions.add(decision(track, state, ContactDecision.Kind.SUPPRESSED, obstacles)
                    .reviewAt(judged.reviewAt())
                    .sentence("not today: " + obstacles.get(0).sentence() + more(obstacles))
                    .build());
            return;
        }
        for (Track.StepState passed : track.superseded) {
            skip(track, passed, Suppression.SUPERSEDED, "step '" + state.step.id() + "' is taken in its place");
        }
        Channel channel = judged.channel().orElse(state.step.channels().get(0));
        Notice notice = notice(track, state, judged, channel, sensitive || recommends);
        if (sensitive || recommends) {
            String why = sensitive
                    ? obstacles.get(0).sentence() + more(obstacles)
                    : notice.approver() + " decides: " + effects(state.step) + " is recommended";
            decisions.add(decision(track, state, ContactDecision.Kind.MANUAL, obstacles)
                    .maybeNotice(notice)
                    .sentence(why + "; " + about(state, notice))
                    .build());
            return;
        }
        decisions.add(decision(track, state, ContactDecision.Kind.ACT, List.of())
                .maybeNotice(notice)
                .sentence(about(state, notice))
                .build());
        day.plan(planned(state, notice));
        finish(track, state);
    }

    private static String more(List<Obstacle> obstacles) {
        return obstacles.size() == 1
                ? ""
                : " (also "
                        + obstacles.stream().skip(1).map(PartyPlanner::plain).collect(Collectors.joining(", ")) + ")";
    }

    private static String plain(Obstacle obstacle) {
        return obstacle.code() instanceof Suppression code
                ? code.name()
                : obstacle.code().id();
    }

    private static String effects(StrategyStep step) {
        return step.effects().stream().sorted().map(Enum::name).collect(Collectors.joining(" and "));
    }

    private String about(Track.StepState state, Notice notice) {
        int oldest = notice.lines().stream()
                .mapToInt(line -> day.today - Math.toIntExact(line.due().toEpochDay()))
                .max()
                .orElse(0);
        String late = oldest > 0
                ? "the oldest " + Words.days(oldest) + " past due"
                : oldest == 0 ? "the oldest due today" : "the oldest due in " + Words.days(-oldest);
        String to = notice.audience() == Audience.DEBTOR
                ? notice.party().value()
                : notice.audience().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + (notice.addressee().isEmpty() ? "" : " " + notice.addressee()) + " of " + notice.party();
        return "'" + state.step.id() + "' to " + to + " by " + notice.channel() + " about "
                + Words.count(notice.lines().size(), "item") + ", " + notice.total() + " open, " + late;
    }

    private Contact planned(Track.StepState state, Notice notice) {
        return Contact.builder()
                .id("planned " + state.key())
                .party(day.party)
                .key(state.key())
                .channel(notice.channel())
                .audience(notice.audience())
                .debts(notice.lines().stream().map(Notice.Line::item).toList())
                .at(day.asOf.knownAt())
                .on(day.asOf.effective())
                .build();
    }

    private void finish(Track track, Track.StepState state) {
        boolean attempts = track.scope.strategy().maxAttempts().isPresent()
                && track.done.size() + 1 == track.scope.strategy().maxAttempts().getAsInt();
        if (attempts || track.isLast(state)) {
            ContactDecision.Builder finished = decision(track, state, ContactDecision.Kind.FINISHED, List.of());
            finished.key(IdempotencyKey.derived("finished", state.key()));
            decisions.add(finished.sentence("with '" + state.step.id() + "' strategy '"
                            + track.scope.strategy().id()
                            + "' has nothing more to say: "
                            + (attempts ? "all attempts are used up" : "it was the last step"))
                    .build());
        }
    }

    private void skip(Track track, Track.StepState state, Suppression why, String sentence) {
        decisions.add(decision(track, state, ContactDecision.Kind.SKIPPED, List.of(Obstacle.of(why, sentence)))
                .sentence("'" + state.step.id() + "' is passed over: " + sentence)
                .build());
    }

    private ContactDecision.Builder decision(
            Track track, Track.StepState state, ContactDecision.Kind kind, List<Obstacle> obstacles) {
        @Nullable LocalDate date = state.date;
        return ContactDecision.builder()
                .kind(kind)
                .scope(track.scope.key())
                .strategy(track.scope.strategy().id())
                .step(state.step.id())
                .occurrence(state.occurrence)
                .stepDate(date == null ? day.asOf.effective() : date)
                .key(state.key())
                .episodeStart(LocalDate.ofEpochDay(track.episodeStart))
                .obstacles(obstacles)
                .evidence(Evidence.lazily(() -> facts(track, state)));
    }

    private List<Evidence.Fact> facts(Track track, Track.StepState state) {
        ContactExplanation.Assignment assigned =
                rules.assignments().of(day, track.scope.rows().get(0).ladderItem());
        List<Evidence.Fact> facts = new ArrayList<>();
        facts.add(new Evidence.Fact(
                DecisionFact.STRATEGY,
                "strategy '" + assigned.strategy() + "': " + assigned.reason(),
                Map.of(
                        "strategy",
                        assigned.strategy().value(),
                        "source",
                        assigned.source().name())));
        facts.add(new Evidence.Fact(
                DecisionFact.EPISODE,
                "the episode began on " + Words.day(LocalDate.ofEpochDay(track.episodeStart)) + ", "
                        + Words.count(track.done.size(), "contact") + " of this ladder since",
                Map.of("episodeStart", LocalDate.ofEpochDay(track.episodeStart).toString())));
        @Nullable LocalDate date = state.date;
        facts.add(new Evidence.Fact(
                DecisionFact.STEP,
                "step '" + state.step.id() + "' counts " + state.step.offset() + " from " + state.step.anchor()
                        + (date == null ? "" : ": " + Words.day(date)),
                Map.of("step", state.step.id().value())));
        if (!state.step.guard().equals(Guard.always())) {
            facts.add(new Evidence.Fact(
                    DecisionFact.GUARD,
                    "its guard " + state.step.guard() + (state.guarded ? " holds" : " does not hold"),
                    Map.of("holds", Boolean.toString(state.guarded))));
        }
        return facts;
    }

    /** Facts behind a decision. */
    private enum DecisionFact implements io.counterfoil.payments.evidence.Code {
        STRATEGY,
        EPISODE,
        STEP,
        GUARD;

        @Override
        public String id() {
            return "DECISION." + name();
        }
    }

    private Notice notice(Track track, Track.StepState state, Suppressors judged, Channel channel, boolean forPerson) {
        StrategyStep step = state.step;
        boolean sensitive = judged.isDebtor() && !day.profile.sensitivities().isEmpty();
        Notice.Builder notice = Notice.builder()
                .party(day.party)
                .audience(step.audience())
                .addressee(addressee(step.audience()))
                .channel(channel)
                .templateKey(step.templateKey())
                .tone(step.tone())
                .language(day.profile.language().orElse(""))
                .unapplied(unapplied(track.scope))
                .attachments(step.attachments())
                .fee(step.fee())
                .effects(step.effects())
                .visibility(sensitive ? Contact.Visibility.RESTRICTED : Contact.Visibility.TEAM);
        lines(track, step, judged).forEach(row -> notice.addLines(line(row)));
        if (forPerson) {
            notice.caseFile(CaseFile.of(day.facts, day.party, day.asOf, day.contacts));
            notice.approver(sensitive ? day.profile.owner().orElse(step.approverRole()) : step.approverRole());
        }
        return notice.build();
    }

    private String addressee(Audience audience) {
        return switch (audience) {
            case SALES_EXECUTIVE -> day.profile.salesExecutive().orElse("");
            case ACCOUNT_OWNER -> day.profile.owner().orElse("");
            case DEBTOR, DEBT_MANAGER -> "";
        };
    }

    private Totals unapplied(Scope scope) {
        Map<String, Totals> sums = new LinkedHashMap<>();
        for (Row row : scope.rows()) {
            long minor = day.unapplied.getOrDefault(row.currencyCode(), 0L);
            sums.putIfAbsent(row.currencyCode(), Totals.none().plus(row.currency(), minor));
        }
        return sums.values().stream().reduce(Totals.none(), Totals::plus);
    }

    private List<Row> lines(Track track, StrategyStep step, Suppressors judged) {
        List<Row> rows = track.scope.chased();
        List<Row> chosen = switch (step.content()) {
            case ALL_OPEN -> rows;
            case ALL_DUE, ALL_DUE_STATEMENT -> judged.causingRows();
            case STEP_ITEMS -> rows.stream().filter(judged::isStepItem).toList();
        };
        return chosen.isEmpty() ? judged.causingRows() : chosen;
    }

    private static Notice.Line line(Row row) {
        Amounts amounts = Amounts.in(row.currency());
        return new Notice.Line(
                row.item().id(),
                row.term(),
                LocalDate.ofEpochDay(row.dueDay()),
                amounts.ofMinor(row.open()),
                amounts.ofMinor(row.disputed()));
    }

    /** What in the log contradicts itself about a track. */
    Optional<Obstacle> inconsistency(Track track) {
        List<Contact> said = day.contacts.of(day.party);
        if (!day.keyed && said.isEmpty()) {
            return Optional.empty();
        }
        for (Track.StepState state : track.states) {
            Optional<String> fault = LogCheck.fault(day.contacts, state.key(), day.asOf.knownAt());
            if (fault.isPresent()) {
                return Optional.of(Obstacle.of(
                        Suppression.INCONSISTENT_HISTORY,
                        "the log contradicts itself about step '" + state.step.id() + "': " + fault.get()));
            }
        }
        return LogCheck.fault(said, day.asOf.knownAt())
                .map(fault -> Obstacle.of(
                        Suppression.INCONSISTENT_HISTORY,
                        "the log contradicts itself about " + day.party + ": " + fault));
    }
}
