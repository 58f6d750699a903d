package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.award.Awards.Act;
import io.counterfoil.ticketing.internal.Bookings;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Event;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Kind;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Status;
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
 * The machine of redemptions outside the catalogue (TIC-50): requested, quoted, approved by value, points held, ordered, fulfilled or cancelled.
 *
 * <p>Money: approval holds the points (Dr {@link Awards.Role#BALANCE} of the participant Cr {@link Awards.Role#REDEEMED}, pending), fulfilment posts them, a
 * cancellation releases them. Journals have the redemption's id: each happens once. Immutable, thread-safe.
 */
public final class SpecialRedemptions
        extends TableMachine<Status, SpecialRedemption, SpecialRedemption.Command, Event> {

    private static final LifecycleTable ROWS = LifecycleTable.parse("SPECIAL_REDEMPTION", """
        initial REQUESTED
        terminal FULFILLED CANCELLED

        REQUESTED request REQUESTED HOST     | it was not requested before
        REQUESTED quote   QUOTED    HOST
        QUOTED    quote   QUOTED    HOST
        QUOTED    sign    QUOTED    APPROVER | the approver neither requested nor quoted it; the price is over the limit
        QUOTED    approve RESERVED  APPROVER | the approver neither requested nor quoted it; over the limit, another one signed before
        RESERVED  order   ORDERED   HOST
        ORDERED   fulfil  FULFILLED HOST
        REQUESTED cancel  CANCELLED HOST
        QUOTED    cancel  CANCELLED HOST
        RESERVED  cancel  CANCELLED HOST
        ORDERED   cancel  CANCELLED HOST
        QUOTED    cancel  CANCELLED APPROVER
        """);
    private static final Lifecycle<Status, Event> TABLE = ROWS.over(Status.class, Event.class);

    private final AccountMap accounts;
    private final ZoneId zone;
    private final MonetaryAmount secondApprovalAbove;

    private SpecialRedemptions(AccountMap accounts, ZoneId zone, MonetaryAmount secondApprovalAbove) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.zone = Objects.requireNonNull(zone, "zone");
        this.secondApprovalAbove = Objects.requireNonNull(secondApprovalAbove, "secondApprovalAbove");
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** There is no such redemption yet. */
        NOT_REQUESTED;

        @Override
        public String id() {
            return "SPECIAL_REDEMPTION." + name();
        }
    }

    /** Redemptions in these accounts, booked on days of the zone; a price above the limit, or in another unit, needs two approvals. */
    public static SpecialRedemptions of(AccountMap accounts, ZoneId zone, MonetaryAmount secondApprovalAbove) {
        return new SpecialRedemptions(accounts, zone, secondApprovalAbove);
    }

    /** The table as a person reads it. */
    public static LifecycleTable table() {
        return ROWS;
    }

    @Override
    public SpecialRedemption initial() {
        return new SpecialRedemption(Status.REQUESTED, History.empty());
    }

    @Override
    public SpecialRedemption evolve(SpecialRedemption state, Event event) {
        return new SpecialRedemption(
                TABLE.next(state.status(), event).orElse(state.status()),
                state.history().plus(event));
    }

    @Override
    public Lifecycle<Status, Event> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(SpecialRedemption state, SpecialRedemption.Command command, Instant now) {
        return state.request().isPresent() || command.kind() == Kind.REQUEST
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refused.NOT_REQUESTED,
                        command.kind() + " came before the redemption was requested\nMaybe the id is another one"));
    }

    @Override
    protected List<Event> events(SpecialRedemption state, SpecialRedemption.Command command, Instant now) {
        boolean first = command.kind() == Kind.APPROVE
                && state.price().filter(this::isAboveLimit).isPresent()
                && signer(state).isEmpty();
        return List.of(new Event(
                first ? Kind.SIGN : command.kind(), command.detail(), History.Stamped.Stamp.of(command, now)));
    }

    private boolean isAboveLimit(MonetaryAmount price) {
        return !price.getCurrency().equals(secondApprovalAbove.getCurrency())
                || Amounts.minor(price) > Amounts.minor(secondApprovalAbove);
    }

    /** Who approved the price that counts first; another quote needs new approvals. */
    private static Optional<String> signer(SpecialRedemption state) {
        String signer = null;
        for (Event event : state.history().toList()) {
            signer = switch (event.kind()) {
                case SIGN -> event.stamp().by().id();
                case QUOTE -> null;
                default -> signer;
            };
        }
        return Optional.ofNullable(signer);
    }

    @Override
    protected Optional<String> unmet(SpecialRedemption state, Event event, Instant now) {
        if (event.kind() == Kind.REQUEST) {
            return state.request().map(request -> "special redemption " + request.id() + " was requested already");
        }
        String by = event.stamp().by().id();
        boolean asked = state.history().toList().stream()
                .anyMatch(before -> (before.kind() == Kind.REQUEST || before.kind() == Kind.QUOTE)
                        && before.stamp().by().id().equals(by));
        return asked
                ? Optional.of("'" + by + "' requested or quoted it")
                : signer(state).filter(by::equals).map(signer -> "'" + by + "' gave the first approval");
    }

    @Override
    protected Evidence evidence(SpecialRedemption after, List<Event> events) {
        return Evidence.lazily(() -> {
            String id = after.request().orElseThrow().id();
            return List.of(new Evidence.Fact(
                    Code.of("SPECIAL_REDEMPTION." + after.status()),
                    "special redemption " + id + " is " + after.status(),
                    Map.of("redemption", id)));
        });
    }

    /** What the decision means for the ledger, to look at: what is held, spent or released. */
    public List<Journal> journals(Decision<SpecialRedemption, Event> decision) {
        List<Journal> journals = new ArrayList<>();
        decision.events().forEach(event -> journal(decision.state(), event).ifPresent(journals::add));
        return List.copyOf(journals);
    }

    /** Books the decision, safe to repeat; a participant without enough points is the ledger's refusal: then cancel. */
    public Posting post(Decision<SpecialRedemption, Event> decision, Ledger ledger, Instant now) {
        Bookings bookings = new Bookings(ledger, now);
        Posting last = Posting.nothing();
        for (Event event : decision.events()) {
            Optional<Journal> journal = journal(decision.state(), event);
            if (journal.isPresent()) {
                JournalId held = held(decision.state());
                last = switch (event.kind()) {
                    case FULFIL -> bookings.postPending(journal.get(), held);
                    case CANCEL -> bookings.release(journal.get(), held);
                    default -> bookings.pend(journal.get());
                };
            }
        }
        return last;
    }

    private static JournalId held(SpecialRedemption state) {
        return JournalId.of("special:" + state.request().orElseThrow().id() + ":reserved");
    }

    private Optional<Journal> journal(SpecialRedemption state, Event event) {
        boolean moves = switch (event.kind()) {
            case APPROVE, FULFIL -> true;
            case CANCEL -> state.last(Kind.APPROVE).isPresent();
            default -> false;
        };
        if (!moves) {
            return Optional.empty();
        }
        SpecialRedemption.Request request = state.request().orElseThrow();
        MonetaryAmount price = state.price().orElseThrow();
        String part = event.kind() == Kind.APPROVE
                ? held(state).value()
                : "special:" + request.id() + (event.kind() == Kind.FULFIL ? ":fulfilled" : ":released");
        return Optional.of(Journal.of(part)
                .bookedOn(LocalDate.ofInstant(event.stamp().at(), zone))
                .attribute(Awards.ACT, (event.kind() == Kind.CANCEL ? Act.RESTORED : Act.REDEEMED).attribute())
                .attribute("redemption", request.id())
                .debit(accounts.of(Awards.Role.BALANCE, request.participant().value(), price.getCurrency()), price)
                .credit(accounts.of(Awards.Role.REDEEMED, price.getCurrency()), price));
    }
}
