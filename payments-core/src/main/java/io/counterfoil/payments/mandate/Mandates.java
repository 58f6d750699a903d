package io.counterfoil.payments.mandate;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.mandate.Mandate.Debit;
import io.counterfoil.payments.mandate.Mandate.Scheme;
import io.counterfoil.payments.mandate.Mandate.Terms;
import io.counterfoil.payments.mandate.MandateEvent.Agreed;
import io.counterfoil.payments.mandate.MandateEvent.Collected;
import io.counterfoil.payments.mandate.MandateEvent.Confirmed;
import io.counterfoil.payments.mandate.MandateEvent.Kind;
import io.counterfoil.payments.mandate.MandateEvent.Moved;
import io.counterfoil.payments.mandate.MandateEvent.Notified;
import io.counterfoil.payments.mandate.MandateEvent.Reported;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The machine of mandates: {@code PAD_MANDATE}, {@code BACS_INSTRUCTION} and {@code SEPA_MANDATE} as three schemes (payments specification PAY-23, 4.6).
 *
 * <p>Beyond the normative rows it records facts that change no state: terms drawn up, collections, amendments of a PAD, reports that only inform. Days are
 * days of the policy's zone. Immutable, thread-safe.
 */
public final class Mandates extends TableMachine<MandateStatus, Mandate, MandateCommand, MandateEvent> {

    private static final Set<String> CANCELS = Set.of("0", "1", "2", "B");

    private final Policy policy;
    private final Lifecycle<MandateStatus, MandateEvent> lifecycle;

    private Mandates(Policy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        lifecycle = policy.scheme()
                .life()
                .table()
                .recording(facts(policy.scheme()))
                .over(MandateStatus.class, MandateEvent.class);
    }

    /** A machine with the policy. */
    public static Mandates of(Policy policy) {
        return new Mandates(policy);
    }

    /** Canadian pre-authorised debit agreements under the default policy. */
    public static Mandates canadaPad(ZoneId zone) {
        return of(Policy.canadaPad(zone));
    }

    /** Bacs direct debit instructions under the default policy. */
    public static Mandates bacs(BusinessCalendar calendar, ZoneId zone) {
        return of(Policy.bacs(calendar, zone));
    }

    /** SEPA direct debit mandates under the default policy. */
    public static Mandates sepa(ZoneId zone) {
        return of(Policy.sepa(zone));
    }

    private static String facts(Scheme scheme) {
        return switch (scheme) {
            case PAD -> """
                    DRAFT     drawUp    DRAFT     HOST
                    ACTIVE    collected ACTIVE    HOST
                    ACTIVE    amended   ACTIVE    HOST
                    SUSPENDED amended   SUSPENDED HOST
                    """;
            case BACS -> """
                    DRAFT   drawUp    DRAFT   HOST
                    ACTIVE  collected ACTIVE  HOST
                    LODGED  noted     LODGED  RAIL
                    ACTIVE  noted     ACTIVE  RAIL
                    DORMANT noted     DORMANT RAIL
                    """;
            case SEPA -> """
                    SIGNED  drawUp    SIGNED  HOST
                    """;
        };
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    @Override
    public Mandate initial() {
        return ImmutableMandate.builder()
                .status(lifecycle.initial())
                .history(History.empty())
                .build();
    }

    @Override
    public Lifecycle<MandateStatus, MandateEvent> lifecycle() {
        return lifecycle;
    }

    /**
     * Why the debit may not be filed on the day {@code asOf.effective()}; empty where it may. Judged in the order of {@link Code}: a PAD needs a category and a
     * due date in the window, all need a mandate that may be used, an amount within the limit, notice in time and, where it is one-time, no earlier debit.
     *
     * @throws IllegalArgumentException where debit and limit of the mandate are in two currencies
     */
    public Optional<Refusal> check(Mandate mandate, Debit debit, AsOf asOf) {
        return new DebitCheck(policy).refusal(mandate, debit, asOf);
    }

    /**
     * The commands of the clock whose time has come: a Bacs instruction becomes active or falls asleep, a SEPA mandate lapses. Each has a key of its own, so
     * that asking twice a day does nothing twice.
     */
    public List<MandateCommand> due(Mandate mandate, Instant now) {
        if (mandate.terms().isEmpty()) {
            return List.of();
        }
        List<MandateCommand> due = new ArrayList<>();
        for (Kind kind : List.of(Kind.ACTIVATE, Kind.SLEEP, Kind.LAPSE)) {
            String key = IdempotencyKey.derived(
                            "mandate-" + Lifecycle.Named.of(kind),
                            mandate.terms().get().id(),
                            mandate.history().size())
                    .value();
            MandateCommand command = switch (kind) {
                case ACTIVATE -> MandateCommand.activate(Actor.clock(), key);
                case SLEEP -> MandateCommand.sleep(Actor.clock(), key);
                default -> MandateCommand.lapse(Actor.clock(), key);
            };
            if (decide(mandate, command, now).refusal().isEmpty()) {
                due.add(command);
            }
        }
        return due;
    }

    /** The last day on which the mandate may still be used: its agreed end, or the end of the months without a collection; empty where it has none. */
    public Optional<LocalDate> usableThrough(Mandate mandate) {
        if (mandate.terms().isEmpty() || lifecycle.isTerminal(mandate.status())) {
            return Optional.empty();
        }
        Optional<LocalDate> unused = policy.unusedMonths() == 0
                ? Optional.empty()
                : MandateGuards.lastUsed(mandate).map(day -> day.plusMonths(policy.unusedMonths()));
        Optional<LocalDate> agreed = mandate.terms().flatMap(Terms::endsOn);
        return unused.filter(day -> agreed.isEmpty() || day.isBefore(agreed.get()))
                .or(() -> agreed);
    }

    /**
     * What a person must look at on the day: {@link AlertKind#MANDATE_EXPIRING} in the warning days before the mandate ends, falls asleep or lapses, and
     * {@link AlertKind#UNKNOWN_CODE} for a report's code that no rule knows.
     */
    public List<Alert> alerts(Mandate mandate, AsOf asOf) {
        return MandateAlerts.of(this, mandate, asOf);
    }

    /** The alert of a refused report (payments specification 4.3): it is not dropped, a person looks. Empty where the command was taken or no rail gave it. */
    public Optional<Alert> alert(
            MandateId id, MandateCommand command, Decision<Mandate, MandateEvent> decision, Instant now) {
        return Alert.railFactRefused(subject(id), command, decision, now);
    }

    static SubjectRef subject(MandateId id) {
        return SubjectRef.of("mandate", id.value());
    }

    @Override
    protected Optional<Refusal> refusal(Mandate state, MandateCommand command, Instant now) {
        if (command instanceof MandateCommand.Agree agree) {
            return refusalOfTerms(state, agree);
        }
        if (state.terms().isEmpty()) {
            return Optional.of(Refusal.of(
                    Code.NOT_DRAWN_UP, "there are no terms yet, expected them to be drawn up before anything else"));
        }
        if (state.status() == MandateStatus.CANCELLED
                && command instanceof MandateCommand.Report report
                && report.report().equals("ADDACS")
                && report.code().equals("R")) {
            return Optional.of(Refusal.of(
                    Code.MANDATE_CANCELLED_REINSTATE_REPORTED,
                    "the payer's bank reports mandate " + state.terms().get().id()
                            + " as reinstated, but it is CANCELLED, expected DORMANT\nMaybe lodge it again"));
        }
        return Optional.empty();
    }

    private Optional<Refusal> refusalOfTerms(Mandate state, MandateCommand.Agree agree) {
        Terms terms = agree.terms();
        if (terms.scheme() != policy.scheme()) {
            return Optional.of(Refusal.of(
                    Code.OTHER_SCHEME,
                    "mandate " + terms.id() + " is of scheme " + terms.scheme() + ", expected " + policy.scheme()));
        }
        if (state.terms().isEmpty()) {
            return agree.kind() == Kind.DRAW_UP
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.NOT_DRAWN_UP,
                            "there are no terms yet, expected them to be drawn up before they are amended"));
        }
        MandateId id = state.terms().get().id();
        if (!terms.id().equals(id)) {
            return Optional.of(
                    Refusal.of(Code.OTHER_MANDATE, "terms of mandate " + terms.id() + ", expected those of " + id));
        }
        return agree.kind() == Kind.DRAW_UP && policy.scheme() == Scheme.SEPA
                ? Optional.of(Refusal.of(
                        Code.SIGNED_ALREADY, "mandate " + id + " is signed, expected no new terms\nMaybe amend it"))
                : Optional.empty();
    }

    @Override
    protected List<MandateEvent> events(Mandate state, MandateCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        if (command instanceof MandateCommand.Agree agree) {
            return List.of(new Agreed(agree.kind(), agree.terms(), stamp));
        }
        if (command instanceof MandateCommand.Confirm confirm) {
            return List.of(new Confirmed(confirm.consent(), stamp));
        }
        if (command instanceof MandateCommand.Notify notify) {
            return List.of(new Notified(notify.sentOn(), stamp));
        }
        if (command instanceof MandateCommand.Collect collect) {
            return List.of(new Collected(collectionKind(state, collect), collect.amount(), collect.dueOn(), stamp));
        }
        if (command instanceof MandateCommand.Report report) {
            return List.of(
                    new Reported(reportKind(state, report), report.report(), report.code(), report.account(), stamp));
        }
        MandateCommand.Move move = (MandateCommand.Move) command;
        return List.of(new Moved(move.kind(), move.reason(), stamp));
    }

    private Kind collectionKind(Mandate state, MandateCommand.Collect collect) {
        boolean oneTime = state.terms().orElseThrow().oneTime();
        if (policy.scheme() == Scheme.SEPA) {
            if (oneTime) {
                return Kind.ONE_OFF_COLLECTION;
            }
            if (collect.last()) {
                return Kind.FINAL_COLLECTION;
            }
            return state.status() == MandateStatus.SIGNED ? Kind.FIRST_COLLECTION : Kind.COLLECTION;
        }
        return oneTime && policy.scheme() == Scheme.PAD ? Kind.COLLECTED_ONCE : Kind.COLLECTED;
    }

    private static Kind reportKind(Mandate state, MandateCommand.Report report) {
        if (report.report().equals("AUDDIS")) {
            return report.code().equals("H") && state.status() == MandateStatus.DORMANT ? Kind.EXPIRE : Kind.REJECTED;
        }
        if (CANCELS.contains(report.code())) {
            return Kind.CANCEL;
        }
        return switch (report.code()) {
            case "3" -> report.account() == null ? Kind.CANCEL : Kind.AMENDED;
            case "C", "E" -> Kind.AMENDED;
            case "R" -> Kind.REINSTATED;
            default -> Kind.NOTED;
        };
    }

    @Override
    protected Optional<String> unmet(Mandate state, MandateEvent event, Instant now) {
        return new MandateGuards(policy).unmet(state, event, LocalDate.ofInstant(now, policy.zone()));
    }

    @Override
    public Mandate evolve(Mandate state, MandateEvent event) {
        LocalDate day = LocalDate.ofInstant(event.stamp().at(), policy.zone());
        ImmutableMandate.Builder next = ImmutableMandate.builder()
                .from(state)
                .status(lifecycle.next(state.status(), event).orElse(state.status()))
                .history(state.history().plus(event));
        if (event instanceof Agreed agreed) {
            next.terms(agreed.terms());
        } else if (event instanceof Confirmed confirmed) {
            next.consent(confirmed.consent());
        } else if (event instanceof Notified notified) {
            next.notifiedOn(notified.sentOn());
        } else if (event instanceof Collected collected) {
            next.collections(state.collections() + 1);
            next.lastCollectedOn(state.lastCollectedOn()
                    .filter(last -> last.isAfter(collected.dueOn()))
                    .orElse(collected.dueOn()));
        } else if (event instanceof Reported reported) {
            next.reason(reported.report() + " " + reported.code());
            Optional<BankAccountRef> account =
                    reported.kind() == Kind.AMENDED ? reported.newAccount() : Optional.empty();
            account.ifPresent(ref -> next.terms(
                    state.terms().orElseThrow().toBuilder().account(ref).build()));
        } else if (event instanceof Moved moved) {
            next.reason(moved.reason());
            if (moved.kind() == Kind.LODGE) {
                next.lodgedOn(day);
            }
        }
        if (event.kind() == Kind.ACTIVATE || event.kind() == Kind.REINSTATED) {
            next.activeSince(day);
        }
        return next.build();
    }

    @Override
    protected Evidence evidence(Mandate after, List<MandateEvent> events) {
        Kind kind = events.get(events.size() - 1).kind();
        return Evidence.of(
                after.status(),
                "mandate " + after.terms().orElseThrow().id() + " is " + after.status() + " after '"
                        + Lifecycle.Named.of(kind) + "'" + (after.reason().isEmpty() ? "" : ": " + after.reason()));
    }

    /** Why a debit may not be filed, judged in this order, or why a command is refused before any table is asked. */
    public enum Code implements io.counterfoil.payments.evidence.Code {
        /** The agreement does not say what its debits are for. */
        CATEGORY_MISSING("PAD"),
        /** The mandate is in a state in which nothing may be filed. */
        MANDATE_NOT_ACTIVE("PAD"),
        /** The due date is after the last day on which the mandate may be used. */
        MANDATE_ENDED("MANDATE"),
        /** The due date is too far back or too far ahead for the rail. */
        DUE_DATE_OUTSIDE_WINDOW("PAD"),
        /** More than one debit may take. */
        OVER_MANDATE_AMOUNT("PAD"),
        /** The payer was not told and did not waive it. */
        NOTICE_MISSING("PAD"),
        /** The payer was told too late. */
        NOTICE_TOO_SHORT("PAD"),
        /** A one-time mandate was used already. */
        ONE_TIME_DONE("PAD"),
        /** There are no terms yet. */
        NOT_DRAWN_UP("MANDATE"),
        /** Terms of a scheme that this machine does not know. */
        OTHER_SCHEME("MANDATE"),
        /** Terms of another mandate. */
        OTHER_MANDATE("MANDATE"),
        /** A SEPA mandate is drawn up once, then amended. */
        SIGNED_ALREADY("MANDATE"),
        /** ADDACS R on a cancelled instruction: a person lodges again. */
        MANDATE_CANCELLED_REINSTATE_REPORTED("MANDATE");

        private final String area;

        Code(String area) {
            this.area = area;
        }

        @Override
        public String id() {
            return this == MANDATE_CANCELLED_REINSTATE_REPORTED ? name() : area + "." + name();
        }
    }

    /** The numbers that a host may change; the defaults stand in the factories. Days in the zone. Immutable. */
    @Value.Immutable
    public interface Policy {

        /** For which scheme. */
        Scheme scheme();

        /** In which zone a day begins. */
        ZoneId zone();

        /** Banking days; Bacs only. */
        Optional<BusinessCalendar> calendar();

        /** How many calendar days a due date may lie back; below 0 there is no window. */
        int daysBack();

        /** How many calendar days a due date may lie ahead. */
        int daysAhead();

        /** How many days of notice are enough: banking days where there is a calendar, else calendar days. */
        int noticeDays();

        /** How many banking days the payer's bank has to reject an instruction; Bacs only. */
        int waitingDays();

        /** After how many months without a collection an instruction sleeps or a mandate lapses; 0 for never. */
        int unusedMonths();

        /** How many days before its end a mandate is called to attention. */
        @Value.Default
        default int warnDays() {
            return 30;
        }

        /** No negative number, and a calendar where banking days count. */
        @Value.Check
        default void check() {
            if (daysAhead() < 0 || noticeDays() < 0 || waitingDays() < 0 || unusedMonths() < 0 || warnDays() < 0) {
                throw new IllegalArgumentException("mandate policy of " + daysAhead() + " days ahead, " + noticeDays()
                        + " of notice, " + waitingDays() + " of waiting, " + unusedMonths() + " months, " + warnDays()
                        + " of warning, expected none below 0");
            }
            if (scheme() == Scheme.BACS && calendar().isEmpty()) {
                throw new IllegalArgumentException("mandate policy for BACS has no calendar, expected one");
            }
        }

        /** PAD: 30 days back, 173 ahead, 10 calendar days of notice; an agreement does not lapse. */
        static Policy canadaPad(ZoneId zone) {
            return builder()
                    .scheme(Scheme.PAD)
                    .zone(zone)
                    .daysBack(30)
                    .daysAhead(173)
                    .noticeDays(10)
                    .waitingDays(0)
                    .unusedMonths(0)
                    .build();
        }

        /** Bacs: 10 banking days of notice, 5 of waiting, dormant after 13 months (the last two to be confirmed with the sponsoring bank). */
        static Policy bacs(BusinessCalendar calendar, ZoneId zone) {
            return builder()
                    .scheme(Scheme.BACS)
                    .zone(zone)
                    .calendar(calendar)
                    .daysBack(-1)
                    .daysAhead(0)
                    .noticeDays(10)
                    .waitingDays(5)
                    .unusedMonths(13)
                    .build();
        }

        /** SEPA: 14 calendar days of notice, lapsed after 36 months without a collection. */
        static Policy sepa(ZoneId zone) {
            return builder()
                    .scheme(Scheme.SEPA)
                    .zone(zone)
                    .daysBack(-1)
                    .daysAhead(0)
                    .noticeDays(14)
                    .waitingDays(0)
                    .unusedMonths(36)
                    .build();
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
