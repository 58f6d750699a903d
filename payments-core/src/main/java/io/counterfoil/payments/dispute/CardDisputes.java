package io.counterfoil.payments.dispute;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.dispute.CardDispute.Deadline;
import io.counterfoil.payments.dispute.CardDispute.EvidenceKind;
import io.counterfoil.payments.dispute.CardDispute.Opening;
import io.counterfoil.payments.dispute.CardDisputeEvent.Kind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.returns.ReturnCodes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of a card dispute: inquiry, allocation or collaboration, representment, pre-arbitration, arbitration (payments specification 4.8, PAY-35, PAY-37).
 *
 * <p>Days are those of the scheme zone; the deadline day itself is in time. A deadline is the processor's date, else the day it began and the days of the code
 * table; after a declined pre-arbitration the days of {@link Builder#arbitrationDays} (10 for Visa, 45 for Mastercard: not confirmed, check the network's rules). A
 * missed deadline is a command of the clock, never a timer. Immutable, thread-safe.
 */
public final class CardDisputes
        extends TableMachine<CardDisputeStatus, CardDispute, CardDisputeCommand, CardDisputeEvent> {

    private static final Lifecycle<CardDisputeStatus, CardDisputeEvent> DISPUTE =
            LifecycleTable.Standard.CARD_DISPUTE.table().over(CardDisputeStatus.class, CardDisputeEvent.class);

    private static final Lifecycle<CardDisputeStatus, CardDisputeEvent> INQUIRY =
            LifecycleTable.Standard.CARD_INQUIRY.table().over(CardDisputeStatus.class, CardDisputeEvent.class);

    /** How either begins: what the tables take for granted. */
    private static final Lifecycle<CardDisputeStatus, CardDisputeEvent> INTAKE = Lifecycle.startingIn(
                    CardDisputeStatus.NEW, CardDisputeEvent.class)
            .on(CardDisputeStatus.NEW, Kind.INQUIRE.eventName(), CardDisputeStatus.INQUIRY)
            .by(Actor.Role.HOST, Actor.Role.RAIL)
            .on(CardDisputeStatus.NEW, Kind.OPEN.eventName(), CardDisputeStatus.OPENED)
            .by(Actor.Role.HOST, Actor.Role.RAIL)
            .terminal(CardDisputeStatus.INQUIRY, CardDisputeStatus.OPENED)
            .among(EnumSet.of(CardDisputeStatus.NEW, CardDisputeStatus.INQUIRY, CardDisputeStatus.OPENED))
            .build();

    private static final CardDispute NEW = CardDispute.builder()
            .status(CardDisputeStatus.NEW)
            .history(History.empty())
            .build();

    private final ZoneId zone;
    private final DisputeCodes codes;
    private final Map<String, Integer> arbitrationDays;
    private final EvidenceRules evidence;
    private final int nearDays;
    private final DisputePostings postings;

    private CardDisputes(Builder builder) {
        zone = builder.zone;
        codes = builder.codes;
        arbitrationDays = Map.copyOf(builder.arbitrationDays);
        evidence = new EvidenceRules(builder.evidence);
        nearDays = builder.nearDays;
        postings = new DisputePostings(builder.accounts, builder.settledThrough, builder.zone);
    }

    /** Disputes by the bundled codes. */
    public static CardDisputes standard(ZoneId schemeZone, AccountMap accounts) {
        return builder(schemeZone, accounts).build();
    }

    /**
     * A machine to configure.
     *
     * @param schemeZone in which the network's days are counted
     * @param accounts with cash, held, fees, and client or loss accounts
     */
    public static Builder builder(ZoneId schemeZone, AccountMap accounts) {
        return new Builder(schemeZone, accounts);
    }

    @Override
    public CardDispute initial() {
        return NEW;
    }

    /** The table of disputes; that of inquiries is {@link LifecycleTable.Standard#CARD_INQUIRY}. */
    @Override
    public Lifecycle<CardDisputeStatus, CardDisputeEvent> lifecycle() {
        return DISPUTE;
    }

    @Override
    protected Lifecycle<CardDisputeStatus, CardDisputeEvent> lifecycle(CardDispute state) {
        return table(state.status());
    }

    private static Lifecycle<CardDisputeStatus, CardDisputeEvent> table(CardDisputeStatus status) {
        return status == CardDisputeStatus.NEW ? INTAKE : status.isInquiry() ? INQUIRY : DISPUTE;
    }

    /** What can be done about the dispute on the day {@code asOf.effective()}, evidence given: nothing where the next word is another's. */
    public Set<Kind> allowed(CardDispute dispute, AsOf asOf) {
        Set<Kind> allowed = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            boolean declared = table(dispute.status()).table().stream()
                    .filter(row -> row.from() == dispute.status() && row.event().equals(kind.eventName()))
                    .anyMatch(row ->
                            row.by().contains(Actor.Role.HOST) || row.by().contains(Actor.Role.CLOCK));
            if (declared
                    && dispute.status() != CardDisputeStatus.NEW
                    && whyNot(dispute, kind, asOf.effective()).isEmpty()) {
                allowed.add(kind);
            }
        }
        return allowed;
    }

    /** What the category of the dispute asks for, against the pieces at hand. */
    public CardDispute.Checklist checklist(CardDispute dispute, Collection<CardDispute.Piece> atHand) {
        Set<EvidenceKind> kinds = Stream.concat(dispute.evidence().stream(), atHand.stream())
                .map(CardDispute.Piece::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EvidenceKind.class)));
        return evidence.checklist(
                dispute.reason().map(DisputeCodes.Reason::category).orElse(DisputeCodes.Reason.Category.OTHER), kinds);
    }

    /** How many of the contested disputes of the category were won: a rate to look at when the next one comes. */
    public static ReturnCodes.Rates.Ratio winRate(Stream<CardDispute> history, DisputeCodes.Reason.Category category) {
        List<CardDispute> decided = history.filter(dispute -> dispute.reason()
                                .filter(reason -> reason.category() == category)
                                .isPresent()
                        && wasContested(dispute)
                        && (dispute.status() == CardDisputeStatus.WON || dispute.status() == CardDisputeStatus.LOST))
                .toList();
        return new ReturnCodes.Rates.Ratio(
                decided.stream()
                        .filter(dispute -> dispute.status() == CardDisputeStatus.WON)
                        .count(),
                decided.size());
    }

    private static boolean wasContested(CardDispute dispute) {
        return dispute.history().toList().stream()
                .anyMatch(event -> event.kind() == Kind.REPRESENT || event.kind() == Kind.PRE_ARBITRATE);
    }

    /**
     * What a person must look at: an answer that is due within the policy's days or overdue, a code that no table knows.
     *
     * @param now its day in the scheme zone is compared with the deadline
     */
    public List<Alert> alerts(CardDispute dispute, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        deadlineNear(dispute, now).ifPresent(alerts::add);
        dispute.reason()
                .filter(reason -> !reason.known())
                .flatMap(reason -> reason.caution()
                        .map(caution -> Alert.builder()
                                .kind(AlertKind.UNKNOWN_CODE)
                                .severity(Diagnostic.Severity.LOW)
                                .subject(SubjectRef.of("dispute-code", reason.network() + "/" + reason.code()))
                                .evidence(Evidence.of(caution.code(), firstLine(caution.message())))
                                .raisedAt(now)
                                .build()))
                .ifPresent(alerts::add);
        return alerts;
    }

    private Optional<Alert> deadlineNear(CardDispute dispute, Instant now) {
        LocalDate today = today(now);
        return dispute.deadline()
                .filter(deadline -> dispute.status().awaitsMerchant()
                        && !today.isBefore(deadline.day().minusDays(nearDays)))
                .map(deadline -> {
                    boolean missed = today.isAfter(deadline.day());
                    long left = today.until(deadline.day(), java.time.temporal.ChronoUnit.DAYS);
                    String when = missed
                            ? "was due by " + deadline + " and is overdue on " + today
                            : "is due by " + deadline + ", " + left + (left == 1 ? " day" : " days") + " left";
                    return Alert.builder()
                            .kind(AlertKind.DEADLINE_NEAR)
                            .severity(missed || left <= 1 ? Diagnostic.Severity.CRITICAL : Diagnostic.Severity.HIGH)
                            .subject(dispute.subject())
                            .period(deadline.day().toString())
                            .amount(dispute.opening().map(Opening::amount))
                            .evidence(Evidence.of(
                                    missed ? Finding.MISSED : Finding.NEAR,
                                    "an answer to the dispute in state " + dispute.status() + " " + when))
                            .raisedAt(now)
                            .build();
                });
    }

    /** The journals of what was decided, to look at; their ids are made of dispute, event and the command's key. */
    public List<Journal> journals(Decision<CardDispute, CardDisputeEvent> decision) {
        return postings.journals(decision);
    }

    /**
     * Posts what was decided; safe to repeat. Where the client's guard refuses a loss, what the client has is taken and the rest becomes a receivable; both
     * decisions stay in the ledger. What comes after its period was locked is booked on the day of {@code now} with its own day of value.
     *
     * @return the ledger's answer, or that nothing had to be posted
     */
    public Posting post(Decision<CardDispute, CardDisputeEvent> decision, Ledger ledger, Instant now) {
        return postings.post(decision, ledger, now);
    }

    @Override
    protected Optional<Refusal> refusal(CardDispute state, CardDisputeCommand command, Instant now) {
        if (command instanceof CardDisputeCommand.Open open && open.kind() == Kind.ESCALATE) {
            Opening next = open.opening();
            return state.inquiry()
                    .map(CardDispute.Inquiry::opening)
                    .filter(asked ->
                            !asked.id().equals(next.id()) || !asked.payment().equals(next.payment()))
                    .map(asked -> new Refusal(
                            Finding.OTHER_PAYMENT,
                            "dispute " + next.id() + " of payment " + next.payment() + " does not follow inquiry "
                                    + asked.id() + " of payment " + asked.payment()
                                    + ", expected the same id and payment",
                            Map.of("inquiry", asked.id().value())));
        }
        return Optional.empty();
    }

    @Override
    protected List<CardDisputeEvent> events(CardDispute state, CardDisputeCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        if (command instanceof CardDisputeCommand.Open open) {
            DisputeCodes.Reason reason =
                    codes.reason(open.opening().network(), open.opening().code());
            return List.of(
                    new CardDisputeEvent.Began(open.kind(), open.opening(), reason, deadline(open, reason), stamp));
        }
        if (command instanceof CardDisputeCommand.Answer answer) {
            return List.of(new CardDisputeEvent.Answered(answer.kind(), answer.evidence(), stamp));
        }
        if (command instanceof CardDisputeCommand.Report report) {
            return List.of(new CardDisputeEvent.Reported(
                    report.kind(), report.on(), deadline(state, report), report.cost(), stamp));
        }
        return List.of(new CardDisputeEvent.Ended(command.kind(), stamp));
    }

    private static @Nullable Deadline deadline(CardDisputeCommand.Open open, DisputeCodes.Reason reason) {
        Opening opening = open.opening();
        if (opening.dueBy().isPresent()) {
            return new Deadline(opening.dueBy().orElseThrow(), Deadline.Source.PROCESSOR);
        }
        return open.kind() == Kind.INQUIRE || reason.answerDays().isEmpty()
                ? null
                : new Deadline(opening.openedOn().plusDays(reason.answerDays().getAsInt()), Deadline.Source.TABLE);
    }

    private @Nullable Deadline deadline(CardDispute state, CardDisputeCommand.Report report) {
        LocalDate until = report.until();
        if (until != null) {
            return new Deadline(until, Deadline.Source.PROCESSOR);
        }
        Integer days = null;
        DisputeCodes.Reason reason = state.reason().orElse(null);
        if (reason != null && report.kind() == Kind.ISSUER_DECLINES) {
            days = arbitrationDays.get(reason.network().toUpperCase(Locale.ROOT));
        } else if (reason != null
                && report.kind() == Kind.ISSUER_PRE_ARBITRATES
                && reason.preArbitrationAnswerDays().isPresent()) {
            days = reason.preArbitrationAnswerDays().getAsInt();
        }
        return days == null ? null : new Deadline(report.on().plusDays(days), Deadline.Source.TABLE);
    }

    @Override
    public CardDispute evolve(CardDispute state, CardDisputeEvent event) {
        CardDisputeStatus next =
                table(state.status()).next(state.status(), event).orElse(state.status());
        CardDispute.Builder after = CardDispute.builder()
                .from(state)
                .status(next)
                .history(state.history().plus(event))
                .deadline(Optional.empty());
        if (event instanceof CardDisputeEvent.Began began) {
            after.opening(began.opening()).reason(began.reason()).deadline(Optional.ofNullable(began.deadline()));
            if (began.kind() == Kind.INQUIRE) {
                after.inquiry(new CardDispute.Inquiry(next, began.opening()));
            } else if (began.kind() == Kind.ESCALATE) {
                state.inquiry().ifPresent(asked -> after.inquiry(new CardDispute.Inquiry(next, asked.opening())));
                after.status(CardDisputeStatus.OPENED);
            }
            return after.build();
        }
        if (event instanceof CardDisputeEvent.Answered answered) {
            after.addAllEvidence(answered.evidence());
        } else if (event instanceof CardDisputeEvent.Reported reported) {
            after.deadline(Optional.ofNullable(reported.deadline()));
        }
        if (next.isInquiry()) {
            state.inquiry().ifPresent(asked -> after.inquiry(new CardDispute.Inquiry(next, asked.opening())));
        }
        return after.build();
    }

    @Override
    protected Optional<String> unmet(CardDispute state, CardDisputeEvent event, Instant now) {
        Optional<String> why = whyNot(state, event.kind(), today(now));
        boolean needsEvidence = event.kind() == Kind.REPRESENT || event.kind() == Kind.PRE_ARBITRATE;
        if (why.isEmpty()
                && needsEvidence
                && event instanceof CardDisputeEvent.Answered answered
                && answered.evidence().isEmpty()) {
            return Optional.of(
                    "no evidence was given; " + checklist(state, List.of()).sentence());
        }
        return why;
    }

    /** Why the act may not come on the day, whatever evidence comes with it: flow and deadline. */
    private static Optional<String> whyNot(CardDispute state, Kind kind, LocalDate today) {
        DisputeCodes.Reason.Flow flow =
                state.reason().map(DisputeCodes.Reason::flow).orElse(DisputeCodes.Reason.Flow.REPRESENTMENT);
        boolean answers = kind == Kind.REPRESENT || kind == Kind.PRE_ARBITRATE;
        if (answers && flow.answer() != kind) {
            return Optional.of(
                    "flow is " + flow + ", whose answer is " + flow.answer().eventName());
        }
        if (kind == Kind.EXPIRE) {
            return state.deadline().isEmpty()
                    ? Optional.of("there is no deadline")
                    : state.deadline()
                            .filter(deadline -> !today.isAfter(deadline.day()))
                            .map(deadline -> "today " + today + " is not after the deadline " + deadline);
        }
        boolean timed = answers
                || kind == Kind.RESPOND
                || kind == Kind.DECLINE
                || kind == Kind.ARBITRATE
                || (kind == Kind.ACCEPT && state.status() == CardDisputeStatus.OPENED);
        return state.deadline()
                .filter(deadline -> timed && today.isAfter(deadline.day()))
                .map(deadline -> "today " + today + " is after the deadline " + deadline);
    }

    @Override
    protected Evidence evidence(CardDispute after, List<CardDisputeEvent> events) {
        CardDisputeEvent event = events.get(0);
        String until =
                after.deadline().map(deadline -> ", answer due by " + deadline).orElse("");
        Evidence why = Evidence.of(
                event.kind(), event.kind().eventName() + ": " + after.subject() + " is " + after.status() + until);
        if (event instanceof CardDisputeEvent.Answered) {
            CardDispute.Checklist list = checklist(after, List.of());
            return list.isComplete() ? why : why.and(Finding.EVIDENCE_MISSING, list.sentence());
        }
        boolean byTable = after.deadline()
                .filter(deadline -> deadline.source() == Deadline.Source.TABLE)
                .isPresent();
        if (byTable && event.kind() == Kind.ISSUER_DECLINES) {
            return why.and(
                    DisputeCodes.Reason.Finding.RULE_UNCONFIRMED,
                    "the days until arbitration are those of the policy, which no rule book confirms");
        }
        Optional<io.counterfoil.payments.evidence.Diagnostic> caution = event instanceof CardDisputeEvent.Began began
                        && (byTable || !began.reason().known())
                ? began.reason().caution()
                : Optional.empty();
        return caution.map(found -> why.and(found.code(), firstLine(found.message())))
                .orElse(why);
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    /** Facts and refusals beside the tables. */
    public enum Finding implements Code {
        /** A dispute that does not follow the inquiry. */
        OTHER_PAYMENT,
        /** Evidence that the category needs is missing. */
        EVIDENCE_MISSING,
        /** An answer is due soon. */
        NEAR,
        /** An answer is overdue. */
        MISSED;

        @Override
        public String id() {
            return "DISPUTE." + name();
        }
    }

    /** Configures the machine. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private final AccountMap accounts;
        private DisputeCodes codes = DisputeCodes.bundled();
        private AccountMap.Role settledThrough = AccountMap.Role.Core.CASH;
        private final Map<String, Integer> arbitrationDays = new HashMap<>(Map.of("VISA", 10, "MASTERCARD", 45));
        private final Map<DisputeCodes.Reason.Category, EvidenceRules.Rule> evidence =
                new HashMap<>(EvidenceRules.standard());
        private int nearDays = 5;

        private Builder(ZoneId zone, AccountMap accounts) {
            this.zone = Objects.requireNonNull(zone, "zone");
            this.accounts = Objects.requireNonNull(accounts, "accounts");
        }

        /** What codes mean; the bundled table unless set. */
        public Builder codes(DisputeCodes table) {
            codes = table;
            return this;
        }

        /** Where the processor takes disputed money from and puts it back, such as {@code INFLIGHT.of("card")}; cash unless set. */
        public Builder settledThrough(AccountMap.Role role) {
            settledThrough = role;
            return this;
        }

        /** Calendar days from a declined pre-arbitration in which arbitration may be asked for, 1 or more. */
        public Builder arbitrationDays(String network, int days) {
            checkDays("arbitration days", days, 1);
            arbitrationDays.put(network.toUpperCase(Locale.ROOT), days);
            return this;
        }

        /** What an answer in the category needs, and what helps it. */
        public Builder evidence(
                DisputeCodes.Reason.Category category, List<EvidenceKind> needed, List<EvidenceKind> helpful) {
            evidence.put(category, new EvidenceRules.Rule(needed, helpful));
            return this;
        }

        /** How many calendar days before a deadline an alert is raised; 5 unless set. */
        public Builder nearDays(int days) {
            checkDays("near days", days, 0);
            nearDays = days;
            return this;
        }

        /** The machine. */
        public CardDisputes build() {
            return new CardDisputes(this);
        }

        private static void checkDays(String name, int days, int least) {
            if (days < least) {
                throw new IllegalArgumentException(name + " of " + days + ", expected " + least + " or more");
            }
        }
    }
}
