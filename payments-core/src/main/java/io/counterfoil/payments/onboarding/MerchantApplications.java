package io.counterfoil.payments.onboarding;

import static java.time.temporal.ChronoUnit.DAYS;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.onboarding.MerchantApplication.Item;
import io.counterfoil.payments.onboarding.MerchantApplication.ItemState;
import io.counterfoil.payments.onboarding.MerchantApplication.Standing;
import io.counterfoil.payments.onboarding.MerchantApplication.Turn;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Asked;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Begun;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Configured;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.ItemChanged;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Kind;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Moved;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Tested;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * The machine of merchant applications: {@code MERCHANT_APPLICATION} (payments specification PAY-44, 4.13). Beyond the normative rows it records what becomes of
 * items and of the test transaction. Days are days of the policy's zone. Immutable, thread-safe.
 */
public final class MerchantApplications
        extends TableMachine<
                MerchantApplicationStatus, MerchantApplication, MerchantApplicationCommand, MerchantApplicationEvent> {

    private static final String FACTS = """
            DRAFT              begin        DRAFT              HOST
            DRAFT              itemReceived DRAFT              HOST
            SUBMITTED          itemReceived SUBMITTED          HOST
            IN_REVIEW          itemReceived IN_REVIEW          HOST
            AWAITING_APPLICANT itemReceived AWAITING_APPLICANT HOST
            IN_REVIEW          itemAccepted IN_REVIEW          REVIEWER
            IN_REVIEW          itemRejected IN_REVIEW          REVIEWER
            IN_REVIEW          itemWaived   IN_REVIEW          REVIEWER
            IN_REVIEW          itemWaived   IN_REVIEW          APPROVER
            IN_REVIEW          itemExpired  IN_REVIEW          CLOCK
            AWAITING_APPLICANT itemExpired  AWAITING_APPLICANT CLOCK
            WITH_PARTNER       itemExpired  WITH_PARTNER       CLOCK
            PARTNER_APPROVED   itemExpired  PARTNER_APPROVED   CLOCK
            CONFIGURED         testRun      CONFIGURED         HOST
            CONFIGURED         testWaived   CONFIGURED         APPROVER
            """;

    private final Policy policy;
    private final Lifecycle<MerchantApplicationStatus, MerchantApplicationEvent> lifecycle;

    private MerchantApplications(Policy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        lifecycle = LifecycleTable.Standard.MERCHANT_APPLICATION
                .table()
                .recording(FACTS)
                .over(MerchantApplicationStatus.class, MerchantApplicationEvent.class);
    }

    /** A machine with the policy. */
    public static MerchantApplications of(Policy policy) {
        return new MerchantApplications(policy);
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    @Override
    public MerchantApplication initial() {
        return ImmutableMerchantApplication.builder()
                .status(lifecycle.initial())
                .history(History.empty())
                .build();
    }

    @Override
    public Lifecycle<MerchantApplicationStatus, MerchantApplicationEvent> lifecycle() {
        return lifecycle;
    }

    /** How the application stands: whose turn, how old, what is open, when the applicant is reminded and when it lapses. */
    public Standing assess(MerchantApplication application, Instant now) {
        LocalDate today = day(now);
        List<String> open = application.items().stream()
                .filter(item -> !item.isSettledOn(today))
                .map(item -> item.line().key())
                .toList();
        boolean waits = application.status() == MerchantApplicationStatus.AWAITING_APPLICANT;
        return new Standing(
                application.status(),
                turn(application, open.isEmpty()),
                application.begunAt().map(at -> DAYS.between(day(at), today)).orElse(0L),
                application.since().map(at -> DAYS.between(day(at), today)).orElse(0L),
                open,
                waits ? remindOn(application) : null,
                waits ? lapseOn(application) : null);
    }

    private Turn turn(MerchantApplication application, boolean settled) {
        return switch (application.status()) {
            case DRAFT, AWAITING_APPLICANT -> Turn.APPLICANT;
            case SUBMITTED -> Turn.REVIEWER;
            case IN_REVIEW -> settled && !policy.partnerStep() ? Turn.APPROVER : Turn.REVIEWER;
            case WITH_PARTNER -> Turn.PARTNER;
            case PARTNER_APPROVED -> Turn.APPROVER;
            case APPROVED, CONFIGURED -> Turn.HOST;
            case ACTIVE, DECLINED, WITHDRAWN -> Turn.NOBODY;
        };
    }

    private LocalDate remindOn(MerchantApplication application) {
        Instant last = application.remindedAt().or(application::requestedAt).orElseThrow();
        return day(last).plusDays(policy.reminderDays());
    }

    private LocalDate lapseOn(MerchantApplication application) {
        return day(application.requestedAt().orElseThrow()).plusDays(policy.lapseDays());
    }

    /** The commands of the clock whose time has come, each with a key of its own, so that asking twice a day does nothing twice. */
    public List<MerchantApplicationCommand> due(MerchantApplication application, Instant now) {
        if (application.applicant().isEmpty()) {
            return List.of();
        }
        MerchantApplication.Id id = application.applicant().get().id();
        LocalDate today = day(now);
        List<MerchantApplicationCommand> candidates = new ArrayList<>();
        for (Item item : application.items()) {
            if (item.state() == ItemState.ACCEPTED && item.stateOn(today) == ItemState.EXPIRED) {
                candidates.add(MerchantApplicationCommand.expire(
                        item.line().key(),
                        Actor.clock(),
                        key("expire", id, item.line().key() + item.goodUntil())));
            }
        }
        candidates.add(MerchantApplicationCommand.lapse(Actor.clock(), key("lapse", id, application.requestedAt())));
        candidates.add(MerchantApplicationCommand.remind(
                Actor.clock(), key("remind", id, application.requestedAt() + "/" + application.reminders())));
        List<MerchantApplicationCommand> due = new ArrayList<>();
        MerchantApplication state = application;
        for (MerchantApplicationCommand command : candidates) {
            Decision<MerchantApplication, MerchantApplicationEvent> decision = decide(state, command, now);
            if (decision.refusal().isEmpty()) {
                due.add(command);
                state = decision.state();
            }
        }
        return due;
    }

    private static String key(String act, MerchantApplication.Id id, Object what) {
        return IdempotencyKey.derived("application-" + act, id, what).value();
    }

    /** {@link AlertKind#DEADLINE_NEAR} in the warning days before the application lapses, and for each accepted document before it expires. */
    public List<Alert> alerts(MerchantApplication application, Instant now) {
        boolean isOver = application.applicant().isEmpty() || lifecycle.isTerminal(application.status());
        return isOver
                ? List.of()
                : ApplicationAlerts.of(
                        application, assess(application, now), day(now).plusDays(policy.warnDays()), now);
    }

    /** The alert of a partner's answer that was refused: it is not dropped, a person looks. Empty where the command was taken or no partner gave it. */
    public Optional<Alert> alert(
            MerchantApplication.Id id,
            MerchantApplicationCommand command,
            Decision<MerchantApplication, MerchantApplicationEvent> decision,
            Instant now) {
        return Alert.railFactRefused(SubjectRef.of("application", id.value()), command, decision, now);
    }

    /** The application as a page: status, turn, items, decisions. */
    public Document toDocument(MerchantApplication application, Instant now) {
        return ApplicationSheet.of(application, assess(application, now), now, policy.zone());
    }

    @Override
    protected Optional<Refusal> refusal(MerchantApplication state, MerchantApplicationCommand command, Instant now) {
        if (command instanceof MerchantApplicationCommand.Begin begin) {
            return state.applicant()
                    .filter(known -> !known.id().equals(begin.applicant().id()))
                    .map(known -> Refusal.of(
                            Code.OTHER_APPLICATION,
                            "applicant of application " + begin.applicant().id() + ", expected that of " + known.id()));
        }
        if (state.applicant().isEmpty()) {
            return Optional.of(Refusal.of(
                    Code.NOT_BEGUN, "there is no applicant yet, expected the application to be begun first"));
        }
        List<String> named = command instanceof MerchantApplicationCommand.Ask ask
                ? ask.items()
                : command instanceof MerchantApplicationCommand.Receive receive
                        ? List.copyOf(receive.documents().keySet())
                        : command instanceof MerchantApplicationCommand.Judge judge ? List.of(judge.item()) : List.of();
        for (String key : named) {
            if (state.item(key).isEmpty()) {
                return Optional.of(Refusal.of(
                        Code.ITEM_UNKNOWN,
                        "item '" + key + "' is not on the checklist, expected one of "
                                + state.items().stream()
                                        .map(item -> item.line().key())
                                        .collect(Collectors.joining(", "))));
            }
        }
        return command instanceof MerchantApplicationCommand.Judge judge
                ? ApplicationGuards.refusal(state, judge, day(now))
                : Optional.empty();
    }

    @Override
    protected List<MerchantApplicationEvent> events(
            MerchantApplication state, MerchantApplicationCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        if (command instanceof MerchantApplicationCommand.Begin begin) {
            return List.of(new Begun(begin.applicant(), begin.checklist(), stamp));
        }
        if (command instanceof MerchantApplicationCommand.Receive receive) {
            return received(state, receive, stamp);
        }
        if (command instanceof MerchantApplicationCommand.Judge judge) {
            return List.of(new ItemChanged(judge.kind(), judge.item(), null, judge.reason(), stamp));
        }
        if (command instanceof MerchantApplicationCommand.Ask ask) {
            return List.of(new Asked(ask.kind(), ask.items(), ask.message(), stamp));
        }
        if (command instanceof MerchantApplicationCommand.Configure configure) {
            return List.of(new Configured(configure.setup(), stamp));
        }
        if (command instanceof MerchantApplicationCommand.RecordTest test) {
            return List.of(new Tested(test.kind(), test.passed(), test.detail(), stamp));
        }
        MerchantApplicationCommand.Move move = (MerchantApplicationCommand.Move) command;
        return List.of(new Moved(move.kind(), move.reason(), stamp));
    }

    /** The review goes on by itself once nothing asked for is missing, or when the applicant answered in words. */
    private static List<MerchantApplicationEvent> received(
            MerchantApplication state, MerchantApplicationCommand.Receive receive, History.Stamped.Stamp stamp) {
        List<MerchantApplicationEvent> events = new ArrayList<>();
        receive.documents()
                .forEach((key, upload) -> events.add(new ItemChanged(Kind.ITEM_RECEIVED, key, upload, "", stamp)));
        boolean complete = receive.documents().keySet().containsAll(state.requested())
                && !state.requested().isEmpty();
        boolean waits = state.status() == MerchantApplicationStatus.AWAITING_APPLICANT;
        if (!receive.answer().isEmpty() || (waits && complete)) {
            events.add(new Moved(Kind.RECEIVE, receive.answer(), stamp));
        }
        return events;
    }

    @Override
    protected Optional<String> unmet(MerchantApplication state, MerchantApplicationEvent event, Instant now) {
        LocalDate today = day(now);
        return switch (event.kind()) {
            case SUBMIT -> ApplicationGuards.missing(state);
            case REMIND -> ApplicationGuards.tooEarly("the next reminder is due", remindOn(state), today);
            case LAPSE -> ApplicationGuards.tooEarly("it lapses", lapseOn(state), today);
            case SEND_TO_PARTNER -> ApplicationGuards.open(state, today);
            case DECLINE -> ((Moved) event).reason().isBlank() ? Optional.of("no reason was given") : Optional.empty();
            case APPROVE -> ApplicationGuards.notApprovable(state, event.stamp().by(), today, policy.partnerStep());
            case CONFIGURE -> ApplicationGuards.notConfigured(((Configured) event).setup());
            case ACTIVATE ->
                state.test().filter(MerchantApplication.Test::passed).isPresent()
                        ? Optional.empty()
                        : Optional.of(state.test()
                                .map(test -> "test transaction " + test.detail() + " failed")
                                .orElse("no test transaction ran"));
            default -> Optional.empty();
        };
    }

    @Override
    public MerchantApplication evolve(MerchantApplication state, MerchantApplicationEvent event) {
        MerchantApplicationStatus to = lifecycle.next(state.status(), event).orElse(state.status());
        Instant at = event.stamp().at();
        ImmutableMerchantApplication.Builder next = ImmutableMerchantApplication.builder()
                .from(state)
                .status(to)
                .history(state.history().plus(event));
        if (to != state.status() || state.since().isEmpty()) {
            next.since(at);
        }
        if (event instanceof Begun begun) {
            next.applicant(begun.applicant()).begunAt(state.begunAt().orElse(at));
            next.items(begun.checklist().stream()
                    .map(line -> state.items().stream()
                            .filter(item -> item.line().equals(line))
                            .findFirst()
                            .orElseGet(() -> Item.pending(line)))
                    .toList());
        } else if (event instanceof ItemChanged changed) {
            changeItem(state, changed, next);
        } else if (event instanceof Asked asked) {
            next.requested(asked.items()).request(asked.message()).requestedAt(at);
            next.remindedAt(Optional.empty()).reminders(0);
        } else if (event instanceof Configured configured) {
            next.setup(configured.setup());
        } else if (event instanceof Tested tested) {
            String who = tested.kind() == Kind.TEST_WAIVED
                    ? "waived by " + tested.stamp().by().id() + ": "
                    : "";
            next.test(new MerchantApplication.Test(tested.passed(), who + tested.detail()));
        } else if (event instanceof Moved moved) {
            move(state, moved, next);
        }
        return next.build();
    }

    private static void move(MerchantApplication state, Moved moved, ImmutableMerchantApplication.Builder next) {
        switch (moved.kind()) {
            case REMIND -> next.remindedAt(moved.stamp().at()).reminders(state.reminders() + 1);
            case SEND_TO_PARTNER -> next.partner(moved.reason());
            case RECEIVE -> next.requested(Set.of());
            case LAPSE, PARTNER_DECLINES, DECLINE, WITHDRAW -> next.reason(moved.reason());
            default -> {
                // the status says it all
            }
        }
    }

    private void changeItem(MerchantApplication state, ItemChanged changed, ImmutableMerchantApplication.Builder next) {
        String by = changed.stamp().by().id();
        next.items(state.items().stream()
                .map(item -> item.line().key().equals(changed.item()) ? changed(item, changed, by) : item)
                .toList());
        if (changed.kind() == Kind.ITEM_RECEIVED) {
            next.requested(state.requested().stream()
                    .filter(key -> !key.equals(changed.item()))
                    .toList());
        }
    }

    private Item changed(Item item, ItemChanged changed, String by) {
        Checklist.Line line = item.line();
        return switch (changed.kind()) {
            case ITEM_RECEIVED -> new Item(line, ItemState.RECEIVED, changed.upload(), by, "", null);
            case ITEM_ACCEPTED ->
                new Item(
                        line,
                        ItemState.ACCEPTED,
                        item.upload(),
                        by,
                        "",
                        ApplicationGuards.goodUntil(item, day(changed.stamp().at())));
            case ITEM_REJECTED -> new Item(line, ItemState.REJECTED, item.upload(), by, changed.reason(), null);
            case ITEM_WAIVED -> new Item(line, ItemState.WAIVED, item.upload(), by, changed.reason(), null);
            default -> new Item(line, ItemState.EXPIRED, item.upload(), by, "", item.goodUntil());
        };
    }

    @Override
    protected Evidence evidence(MerchantApplication after, List<MerchantApplicationEvent> events) {
        Kind kind = events.get(events.size() - 1).kind();
        return Evidence.of(
                after.status(),
                "application " + after.applicant().orElseThrow().id() + " is " + after.status() + " after '"
                        + Lifecycle.Named.of(kind) + "'");
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, policy.zone());
    }

    /** Why a command is refused before the table is asked. */
    public enum Code implements io.counterfoil.payments.evidence.Code {
        /** There is no applicant yet. */
        NOT_BEGUN,
        /** An applicant of another application. */
        OTHER_APPLICATION,
        /** No item of the checklist has the key. */
        ITEM_UNKNOWN,
        /** There is nothing to judge. */
        ITEM_NOT_RECEIVED,
        /** The document does not count any more. */
        DOCUMENT_EXPIRED,
        /** The item must be there. */
        NOT_WAIVABLE,
        /** The item is not accepted, or its last day is not over. */
        NOT_EXPIRED;

        @Override
        public String id() {
            return "APPLICATION." + name();
        }
    }

    /** The numbers that a host may change. Immutable. */
    @Value.Immutable
    public interface Policy {

        /** In which zone a day begins. */
        ZoneId zone();

        /** Whether a partner, such as an acquirer, must take the merchant too; yes. */
        @Value.Default
        default boolean partnerStep() {
            return true;
        }

        /** After how many days without an answer the applicant is reminded, again and again; 7. */
        @Value.Default
        default int reminderDays() {
            return 7;
        }

        /** After how many days without an answer the application lapses; 60. */
        @Value.Default
        default int lapseDays() {
            return 60;
        }

        /** How many days before a deadline a person is told; 14. */
        @Value.Default
        default int warnDays() {
            return 14;
        }

        /** Days from 1, warning days from 0. */
        @Value.Check
        default void check() {
            if (reminderDays() < 1 || lapseDays() < 1 || warnDays() < 0) {
                throw new IllegalArgumentException("application policy of " + reminderDays() + " days to a reminder, "
                        + lapseDays() + " to lapse, " + warnDays() + " of warning, expected 1, 1 and 0 at least");
            }
        }

        /** The defaults, in the zone. */
        static Policy standard(ZoneId zone) {
            return builder().zone(zone).build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** A builder that begins with this policy. */
        default Builder toBuilder() {
            return builder().from(this);
        }

        /** Builds policies. Not thread-safe. */
        final class Builder extends ImmutablePolicy.Builder {
            Builder() {}
        }
    }
}
