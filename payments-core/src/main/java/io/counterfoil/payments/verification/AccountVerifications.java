package io.counterfoil.payments.verification;

import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory.Branch;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.verification.AccountVerification.Claim;
import io.counterfoil.payments.verification.AccountVerification.Paper;
import io.counterfoil.payments.verification.AccountVerification.Review;
import io.counterfoil.payments.verification.AccountVerificationEvent.DepositsSent;
import io.counterfoil.payments.verification.AccountVerificationEvent.Kind;
import io.counterfoil.payments.verification.AccountVerificationEvent.Moved;
import io.counterfoil.payments.verification.AccountVerificationEvent.PrenoteSent;
import io.counterfoil.payments.verification.AccountVerificationEvent.Returned;
import io.counterfoil.payments.verification.AccountVerificationEvent.Reviewed;
import io.counterfoil.payments.verification.AccountVerificationEvent.Submitted;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * The machine of account verifications: {@code ACCOUNT_VERIFICATION} (payments specification PAY-12, 4.13). Beyond the normative rows it records wrong amounts.
 * Days are days of the policy's zone. Immutable, thread-safe.
 */
public final class AccountVerifications
        extends TableMachine<
                AccountVerificationStatus, AccountVerification, AccountVerificationCommand, AccountVerificationEvent> {

    /** States in which an account is not another client's: nothing was claimed, or the claim was turned down. */
    private static final Set<AccountVerificationStatus> NOT_HELD = EnumSet.of(
            AccountVerificationStatus.UNVERIFIED, AccountVerificationStatus.REFUSED, AccountVerificationStatus.REVOKED);

    private final Policy policy;
    private final Lifecycle<AccountVerificationStatus, AccountVerificationEvent> lifecycle;

    private AccountVerifications(Policy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        lifecycle = LifecycleTable.Standard.ACCOUNT_VERIFICATION
                .table()
                .recording("MICRO_SENT attemptFailed MICRO_SENT HOST")
                .over(AccountVerificationStatus.class, AccountVerificationEvent.class);
    }

    /** A machine with the policy. */
    public static AccountVerifications of(Policy policy) {
        return new AccountVerifications(policy);
    }

    /** The policy. */
    public Policy policy() {
        return policy;
    }

    @Override
    public AccountVerification initial() {
        return ImmutableAccountVerification.builder()
                .status(lifecycle.initial())
                .history(History.empty())
                .build();
    }

    @Override
    public Lifecycle<AccountVerificationStatus, AccountVerificationEvent> lifecycle() {
        return lifecycle;
    }

    /**
     * What there is to say of a submitted document: its branch in the directory, and the other clients who hold the same account.
     *
     * @param others the verifications of all clients; this one among them does not matter
     * @throws IllegalStateException where nothing was submitted
     */
    public Review review(
            AccountVerification verification,
            AccountNumberCheck.InstitutionDirectory directory,
            Stream<AccountVerification> others) {
        Claim claim = verification
                .claim()
                .orElseThrow(() -> new IllegalStateException("nothing was submitted, expected a claim and a document"));
        BankAccountRef account = claim.account();
        List<PartyId> holders = others.filter(other -> !NOT_HELD.contains(other.status()))
                .flatMap(other -> other.claim().stream())
                .filter(other -> !other.client().equals(claim.client())
                        && other.account().isSameAccountAs(account))
                .map(Claim::client)
                .toList();
        return new Review(directory.find(account.country(), account.routing()).orElse(null), holders, "", "");
    }

    /** {@link AlertKind#DUPLICATE_ACCOUNT} where the review found another client; the subject is the account's token, so that both sides raise one alert. */
    public Optional<Alert> alert(AccountVerification verification, Review review, Instant now) {
        if (review.otherHolders().isEmpty()) {
            return Optional.empty();
        }
        Claim claim = verification.claim().orElseThrow();
        List<PartyId> clients = Stream.concat(Stream.of(claim.client()), review.otherHolders().stream())
                .sorted()
                .toList();
        return Optional.of(Alert.builder()
                .kind(AlertKind.DUPLICATE_ACCOUNT)
                .severity(Diagnostic.Severity.HIGH)
                .subject(SubjectRef.of("account", claim.account().token().value()))
                .evidence(Evidence.of(
                        AlertKind.DUPLICATE_ACCOUNT,
                        "account " + claim.account() + " is claimed by "
                                + clients.stream().map(PartyId::value).collect(Collectors.joining(" and "))))
                .raisedAt(now)
                .build());
    }

    /** The alert of a refused return: it is not dropped, a person looks. Empty where the command was taken or no rail gave it. */
    public Optional<Alert> alert(
            AccountVerification.Id id,
            AccountVerificationCommand command,
            Decision<AccountVerification, AccountVerificationEvent> decision,
            Instant now) {
        return Alert.railFactRefused(SubjectRef.of("account-verification", id.value()), command, decision, now);
    }

    /** The commands of the clock whose time has come, each with a key of its own, so that asking twice a day does nothing twice. */
    public List<AccountVerificationCommand> due(AccountVerification verification, Instant now) {
        if (verification.id().isEmpty()) {
            return List.of();
        }
        String stem = "verification-" + verification.history().size();
        List<AccountVerificationCommand> due = new ArrayList<>();
        for (Kind kind : List.of(Kind.PRENOTE_QUIET, Kind.EXPIRE)) {
            IdempotencyKey key = IdempotencyKey.derived(stem, verification.id().get(), kind);
            AccountVerificationCommand command = new AccountVerificationCommand.Move(kind, "", Actor.clock(), key);
            if (decide(verification, command, now).refusal().isEmpty()) {
                due.add(command);
            }
        }
        return due;
    }

    /** Who did what when and on which image: what an auditor is shown. Shows four characters of the account and no amount. */
    public Document toDocument(AccountVerification verification) {
        return EvidenceSheet.of(verification, policy.zone());
    }

    @Override
    protected Optional<Refusal> refusal(AccountVerification state, AccountVerificationCommand command, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, policy.zone());
        if (command instanceof AccountVerificationCommand.Submit submit
                && state.claim().isPresent()) {
            PartyId client = state.claim().get().client();
            return client.equals(submit.claim().client()) && state.id().equals(Optional.of(submit.id()))
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.OTHER_VERIFICATION,
                            "document of client " + submit.claim().client() + " for verification " + submit.id()
                                    + ", expected client " + client + " and verification "
                                    + state.id().orElseThrow()));
        }
        boolean expires = command instanceof AccountVerificationCommand.Move move && move.kind() == Kind.EXPIRE;
        if (expires
                && state.status() == AccountVerificationStatus.MICRO_SENT
                && command.by().role() == Actor.Role.CLOCK) {
            LocalDate last = policy.calendar().plus(state.sentOn().orElseThrow(), policy.depositDays());
            return today.isAfter(last)
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            Code.TOO_EARLY,
                            "the client may tell the amounts until " + last + ", today is " + today
                                    + ", expected a later day"));
        }
        return Optional.empty();
    }

    @Override
    protected List<AccountVerificationEvent> events(
            AccountVerification state, AccountVerificationCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        if (command instanceof AccountVerificationCommand.Submit submit) {
            return List.of(new Submitted(submit.id(), submit.claim(), submit.paper(), stamp));
        }
        if (command instanceof AccountVerificationCommand.Check check) {
            return List.of(new Reviewed(check.review(), stamp));
        }
        if (command instanceof AccountVerificationCommand.Prenote prenote) {
            return List.of(new PrenoteSent(prenote.reference(), prenote.sentOn(), stamp));
        }
        if (command instanceof AccountVerificationCommand.Deposit deposit) {
            return List.of(new DepositsSent(deposit.deposits(), deposit.sentOn(), stamp));
        }
        if (command instanceof AccountVerificationCommand.Return returned) {
            return List.of(new Returned(returned.code(), returned.change(), stamp));
        }
        if (command instanceof AccountVerificationCommand.Tell tell) {
            return told(state, tell.deposits(), stamp);
        }
        AccountVerificationCommand.Move move = (AccountVerificationCommand.Move) command;
        return List.of(new Moved(move.kind(), move.reason(), stamp));
    }

    private List<AccountVerificationEvent> told(
            AccountVerification state, Sha256 deposits, History.Stamped.Stamp stamp) {
        if (state.deposits().equals(Optional.of(deposits))) {
            return List.of(new Moved(Kind.AMOUNTS_CONFIRMED, "", stamp));
        }
        int attempts = state.attempts() + 1;
        Moved failed = new Moved(Kind.ATTEMPT_FAILED, "attempt " + attempts + " of " + policy.attempts(), stamp);
        return attempts < policy.attempts()
                ? List.of(failed)
                : List.of(failed, new Moved(Kind.ATTEMPTS_USED, attempts + " wrong attempts", stamp));
    }

    /** Amounts are right and attempts are left whenever {@link #events} makes AMOUNTS_CONFIRMED, so that guard needs no question. */
    @Override
    protected Optional<String> unmet(AccountVerification state, AccountVerificationEvent event, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, policy.zone());
        return switch (event.kind()) {
            case CHECK -> problems(state, ((Reviewed) event).review());
            case ACCEPT_DOCUMENT_ONLY -> notEnough(state, event.stamp().by());
            case PRENOTE_QUIET -> {
                LocalDate sent = state.sentOn().orElseThrow();
                LocalDate last = policy.calendar().plus(sent, policy.quietDays());
                yield today.isAfter(last)
                        ? Optional.empty()
                        : Optional.of("sent " + sent + ", it may come back until " + last + ", today is " + today);
            }
            case EXPIRE -> {
                LocalDate last = state.validThrough().orElseThrow();
                yield today.isAfter(last)
                        ? Optional.empty()
                        : Optional.of("verified until " + last + ", today is " + today);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> problems(AccountVerification state, Review review) {
        Claim claim = state.claim().orElseThrow();
        Paper paper = state.paper().orElseThrow();
        List<String> problems = new ArrayList<>();
        if (paper.read().isEmpty()) {
            problems.add("no account was read from the document: " + paper.problem());
        } else if (!paper.read().get().isSameAccountAs(claim.account())) {
            problems.add("the document shows account " + paper.read().get() + ", the form " + claim.account());
        }
        if (review.branchAccepted().isEmpty()
                && !review.found().map(Branch::open).orElse(false)) {
            problems.add("branch " + claim.account().country() + " "
                    + claim.account().routing()
                    + (review.found().isPresent() ? " is closed" : " is not in the directory"));
        }
        if (review.nameAccepted().isEmpty() && !HolderName.isSame(claim.holder(), paper.holder())) {
            problems.add(
                    "the document is in the name of '" + paper.holder() + "', the form says '" + claim.holder() + "'");
        }
        if (!review.otherHolders().isEmpty()) {
            problems.add("the account is held by client "
                    + review.otherHolders().stream().map(PartyId::value).collect(Collectors.joining(", ")));
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private Optional<String> notEnough(AccountVerification state, Actor approver) {
        if (!policy.documentIsEnough()) {
            return Optional.of("the policy wants a prenote or deposits after the document");
        }
        return state.history().toList().stream()
                .filter(event ->
                        event.kind() == Kind.CHECK && event.stamp().by().isSamePersonAs(approver))
                .findFirst()
                .map(event -> "'" + approver.id() + "' checked the document, expected another person");
    }

    @Override
    public AccountVerification evolve(AccountVerification state, AccountVerificationEvent event) {
        AccountVerificationStatus to = lifecycle.next(state.status(), event).orElse(state.status());
        ImmutableAccountVerification.Builder next = ImmutableAccountVerification.builder()
                .from(state)
                .status(to)
                .history(state.history().plus(event));
        if (event instanceof Submitted submitted) {
            next.id(submitted.id())
                    .claim(submitted.claim())
                    .paper(submitted.paper())
                    .review(Optional.empty());
            next.sentOn(Optional.empty()).deposits(Optional.empty()).attempts(0).reason("");
        } else if (event instanceof Reviewed reviewed) {
            next.review(reviewed.review());
        } else if (event instanceof PrenoteSent sent) {
            next.sentOn(sent.sentOn());
        } else if (event instanceof DepositsSent sent) {
            next.sentOn(sent.sentOn()).deposits(sent.deposits());
        } else if (event instanceof Returned returned) {
            next.reason((returned.change() ? "notice of change " : "returned ") + returned.code());
        } else if (event instanceof Moved moved) {
            next.reason(moved.reason());
            if (moved.kind() == Kind.ATTEMPT_FAILED) {
                next.attempts(state.attempts() + 1);
            }
        }
        if (to == AccountVerificationStatus.VERIFIED) {
            LocalDate day = LocalDate.ofInstant(event.stamp().at(), policy.zone());
            next.verifiedOn(day).validThrough(day.plusMonths(policy.validMonths()));
        } else {
            next.verifiedOn(Optional.empty()).validThrough(Optional.empty());
        }
        return next.build();
    }

    @Override
    protected Evidence evidence(AccountVerification after, List<AccountVerificationEvent> events) {
        Kind kind = events.get(events.size() - 1).kind();
        return Evidence.of(
                after.status(),
                "verification " + after.id().map(AccountVerification.Id::value).orElse("") + " is " + after.status()
                        + " after '" + Lifecycle.Named.of(kind) + "'"
                        + (after.reason().isEmpty() ? "" : ": " + after.reason()));
    }

    /** Why a command is refused before the table is asked, and what a claim may be warned of. */
    public enum Code implements io.counterfoil.payments.evidence.Code {
        /** A document of another client or for another verification. */
        OTHER_VERIFICATION,
        /** The days of waiting are not over. */
        TOO_EARLY,
        /** No rule says whether the account number is well formed. */
        ACCOUNT_UNCHECKED;

        @Override
        public String id() {
            return "VERIFICATION." + name();
        }
    }

    /** The numbers that a host may change. Immutable. */
    @Value.Immutable
    public interface Policy {

        /** Banking days. */
        BusinessCalendar calendar();

        /** In which zone a day begins. */
        ZoneId zone();

        /** How many banking days a prenote must stay quiet; 6. */
        @Value.Default
        default int quietDays() {
            return 6;
        }

        /** How many banking days a client has to tell the amounts; 10. */
        @Value.Default
        default int depositDays() {
            return 10;
        }

        /** How often a client may try to tell the amounts; 3. */
        @Value.Default
        default int attempts() {
            return 3;
        }

        /** How many months a verification holds; 12. */
        @Value.Default
        default int validMonths() {
            return 12;
        }

        /** Whether an approver may take a checked document as enough; no. */
        @Value.Default
        default boolean documentIsEnough() {
            return false;
        }

        /** No negative number, at least one attempt and one month. */
        @Value.Check
        default void check() {
            if (quietDays() < 0 || depositDays() < 0 || attempts() < 1 || validMonths() < 1) {
                throw new IllegalArgumentException("verification policy of " + quietDays() + " quiet days, "
                        + depositDays() + " days to tell, " + attempts() + " attempts, " + validMonths()
                        + " months, expected days from 0, attempts and months from 1");
            }
        }

        /** The defaults, on the calendar and in the zone. */
        static Policy standard(BusinessCalendar calendar, ZoneId zone) {
            return builder().calendar(calendar).zone(zone).build();
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
