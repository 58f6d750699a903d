package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.internal.Bookings;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Decided;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Event;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Kind;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Remedy;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Report;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * The machine of redemption issues (ticketing specification 4.7).
 *
 * <p>Money: a decided re-credit brings points back (Dr {@link Awards.Role#REDEEMED} Cr {@link Awards.Role#BALANCE} of the participant) under the id
 * {@code redemption:…:restored}, which the redemption has once: a second issue with the same amount books nothing, with another amount the ledger refuses. A refund
 * is a payment of the host's. Immutable, thread-safe.
 */
public final class RedemptionIssues extends TableMachine<Status, RedemptionIssue, IssueCommand, Event> {

    private static final LifecycleTable ROWS = LifecycleTable.parse("REDEMPTION_ISSUE", """
        initial REPORTED
        terminal RESOLVED WITHDRAWN

        REPORTED    report   REPORTED    HOST     | it was not reported before
        REPORTED    send     WITH_VENDOR HOST
        ANSWERED    send     WITH_VENDOR HOST
        WITH_VENDOR answer   ANSWERED    HOST
        REPORTED    decide   DECIDED     HOST     | it gives back at most what was redeemed
        WITH_VENDOR decide   DECIDED     HOST     | it gives back at most what was redeemed
        ANSWERED    decide   DECIDED     HOST     | it gives back at most what was redeemed
        REPORTED    propose  PROPOSED    HOST     | it gives back at most what was redeemed
        WITH_VENDOR propose  PROPOSED    HOST     | it gives back at most what was redeemed
        ANSWERED    propose  PROPOSED    HOST     | it gives back at most what was redeemed
        PROPOSED    approve  DECIDED     APPROVER | the approver did not propose it
        PROPOSED    refuse   ANSWERED    APPROVER
        DECIDED     complete RESOLVED    HOST
        REPORTED    withdraw WITHDRAWN   HOST
        WITH_VENDOR withdraw WITHDRAWN   HOST
        ANSWERED    withdraw WITHDRAWN   HOST
        PROPOSED    withdraw WITHDRAWN   HOST
        """);
    private static final Lifecycle<Status, Event> TABLE = ROWS.over(Status.class, Event.class);

    private final AccountMap accounts;
    private final ZoneId zone;
    private final MonetaryAmount approvalAbove;

    private RedemptionIssues(AccountMap accounts, ZoneId zone, MonetaryAmount approvalAbove) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.zone = Objects.requireNonNull(zone, "zone");
        this.approvalAbove = Objects.requireNonNull(approvalAbove, "approvalAbove");
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** There is no such issue yet. */
        NOT_REPORTED;

        @Override
        public String id() {
            return "REDEMPTION_ISSUE." + name();
        }
    }

    /** Issues in these accounts, booked on days of the zone; a remedy for a redemption above the limit, or in another unit, needs approval. */
    public static RedemptionIssues of(AccountMap accounts, ZoneId zone, MonetaryAmount approvalAbove) {
        return new RedemptionIssues(accounts, zone, approvalAbove);
    }

    /** The table as a person reads it. */
    public static LifecycleTable table() {
        return ROWS;
    }

    @Override
    public RedemptionIssue initial() {
        return new RedemptionIssue(Status.REPORTED, History.empty());
    }

    @Override
    public RedemptionIssue evolve(RedemptionIssue state, Event event) {
        return new RedemptionIssue(
                TABLE.next(state.status(), event).orElse(state.status()),
                state.history().plus(event));
    }

    @Override
    public Lifecycle<Status, Event> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(RedemptionIssue state, IssueCommand command, Instant now) {
        return state.report().isPresent() || command.kind() == Kind.REPORT
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refused.NOT_REPORTED,
                        command.kind() + " came before the issue was reported\nMaybe the id is another one"));
    }

    @Override
    protected List<Event> events(RedemptionIssue state, IssueCommand command, Instant now) {
        boolean waits = command.kind() == Kind.DECIDE
                && ((Decided) command.detail()).remedy().act() != Remedy.Act.REJECT
                && state.report().filter(report -> isAboveLimit(report.value())).isPresent();
        return List.of(new Event(
                waits ? Kind.PROPOSE : command.kind(), command.detail(), History.Stamped.Stamp.of(command, now)));
    }

    private boolean isAboveLimit(MonetaryAmount value) {
        return !value.getCurrency().equals(approvalAbove.getCurrency())
                || Amounts.minor(value) > Amounts.minor(approvalAbove);
    }

    @Override
    protected Optional<String> unmet(RedemptionIssue state, Event event, Instant now) {
        return switch (event.kind()) {
            case REPORT -> state.report().map(report -> "issue " + report.id() + " was reported already");
            case DECIDE, PROPOSE -> tooMuch(state.report().orElseThrow(), ((Decided) event.detail()).remedy());
            case APPROVE -> {
                String by = event.stamp().by().id();
                boolean proposed = state.history().toList().stream()
                        .anyMatch(before -> before.kind() == Kind.PROPOSE
                                && before.stamp().by().id().equals(by));
                yield proposed ? Optional.of("'" + by + "' proposed it") : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Points cannot be more than were redeemed; a refund in money for points cannot be compared and is the approver's matter. */
    private static Optional<String> tooMuch(Report report, Remedy remedy) {
        boolean comparable = remedy.amount().getCurrency().equals(report.value().getCurrency());
        boolean fits = comparable
                ? Amounts.minor(remedy.amount()) <= Amounts.minor(report.value())
                : remedy.act() != Remedy.Act.RE_CREDIT;
        return fits
                ? Optional.empty()
                : Optional.of(Amounts.text(remedy.amount()) + " of " + Amounts.text(report.value()));
    }

    @Override
    protected Evidence evidence(RedemptionIssue after, List<Event> events) {
        return Evidence.lazily(() -> {
            String id = after.report().orElseThrow().id();
            return List.of(new Evidence.Fact(
                    Code.of("REDEMPTION_ISSUE." + after.status()),
                    "issue " + id + " is " + after.status(),
                    Map.of("issue", id)));
        });
    }

    /** What the decision means for the ledger, to look at. */
    public List<Journal> journals(Decision<RedemptionIssue, Event> decision) {
        List<Journal> journals = new ArrayList<>();
        RedemptionIssue state = decision.state();
        for (Event event : decision.events()) {
            boolean decided = event.kind() == Kind.DECIDE || event.kind() == Kind.APPROVE;
            Optional<Remedy> remedy = state.remedy().filter(found -> decided && found.act() == Remedy.Act.RE_CREDIT);
            if (remedy.isPresent()) {
                Report report = state.report().orElseThrow();
                MonetaryAmount amount = remedy.get().amount();
                journals.add(Journal.of("redemption:" + report.redemption() + ":restored")
                        .bookedOn(LocalDate.ofInstant(event.stamp().at(), zone))
                        .attribute(Awards.ACT, Awards.Act.RESTORED.attribute())
                        .attribute("redemption", report.redemption())
                        .attribute("issue", report.id())
                        .debit(accounts.of(Awards.Role.REDEEMED, amount.getCurrency()), amount)
                        .credit(
                                accounts.of(
                                        Awards.Role.BALANCE,
                                        report.participant().value(),
                                        amount.getCurrency()),
                                amount));
            }
        }
        return List.copyOf(journals);
    }

    /** Books the decision, safe to repeat. */
    public Posting post(Decision<RedemptionIssue, Event> decision, Ledger ledger, Instant now) {
        return new Bookings(ledger, now).postAll(journals(decision));
    }
}
