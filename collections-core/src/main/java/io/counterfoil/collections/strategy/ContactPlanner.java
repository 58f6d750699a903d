package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactPolicy;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.party.PartyId;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whom to contact on a day, whom not, and why: a pure function of facts (collections specification 4.7). Immutable, thread-safe.
 *
 * <p>The same facts and the same day give the same decisions under the same keys, whatever the order in which facts were given. Families do not look at each other:
 * they can be decided on in any number of threads or machines. What a child owes whose parent is asked for it is decided at the parent (COL-15, {@link
 * CollectionFacts#atPayers}).
 */
public final class ContactPlanner {

    private final Assignments assignments;
    private final Suppressors.PlannerRules rules;

    private ContactPlanner(Builder builder) {
        assignments = new Assignments(builder.strategies);
        rules = new Suppressors.PlannerRules(
                new StepDates(builder.calendar),
                assignments,
                new Money.InFlightDays(
                        builder.cardDays, builder.directDebitDays, builder.transferDays, builder.calendar),
                Optional.ofNullable(builder.policy),
                builder.zone);
    }

    /** A planner without strategies yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What is to be done today about every party that owes something, and why nothing is, by party, scope and step.
     *
     * @param facts everything known
     * @param asOf the business day, and the instant of the decision: contact law is judged at it, what was recorded later is not seen
     */
    public List<ContactDecision> propose(CollectionFacts facts, AsOf asOf) {
        CollectionFacts paid = facts.atPayers(asOf);
        List<ContactDecision> decisions = new ArrayList<>();
        for (PartyId party : paid.receivables().parties()) {
            decisions.addAll(decide(paid, party, asOf));
        }
        return List.copyOf(decisions);
    }

    /** What is to be done today about one party, and why nothing is; nothing for a child for whom its parent is asked. */
    public List<ContactDecision> propose(CollectionFacts facts, PartyId party, AsOf asOf) {
        return decide(facts.atPayers(asOf), party, asOf);
    }

    private List<ContactDecision> decide(CollectionFacts facts, PartyId party, AsOf asOf) {
        PartyDay day = new PartyDay(facts, party, asOf);
        return day.rows.isEmpty() ? List.of() : new PartyPlanner(rules, day).plan();
    }

    /**
     * Prepared notices that were not sent and no longer stand: their items were paid, a hold, a promise or a dispute came, a later step took their place (COL-37).
     * A notice that was sent never expires.
     */
    public List<Expired> expired(CollectionFacts known, AsOf asOf) {
        CollectionFacts facts = known.atPayers(asOf);
        Map<PartyId, List<ContactDecision>> decisions = new HashMap<>();
        List<Expired> expired = new ArrayList<>();
        prepared(facts, asOf).forEach(contact -> {
            List<ContactDecision> today =
                    decisions.computeIfAbsent(contact.party(), party -> decide(facts, party, asOf));
            ContactDecision decision = today.stream()
                    .filter(one -> contact.key().filter(one.key()::equals).isPresent())
                    .findFirst()
                    .orElse(null);
            reasonsToExpire(decision).ifPresent(reasons -> expired.add(new Expired(contact, reasons)));
        });
        return List.copyOf(expired);
    }

    private static Stream<Contact> prepared(CollectionFacts facts, AsOf asOf) {
        return facts.contacts().entries().stream()
                .filter(contact -> contact.status() == Contact.Status.PREPARED
                        && !contact.at().isAfter(asOf.knownAt()))
                .filter(contact -> contact.key()
                        .flatMap(key -> facts.contacts().latest(key, asOf.knownAt()))
                        .filter(contact::equals)
                        .isPresent());
    }

    private static Optional<List<Obstacle>> reasonsToExpire(@Nullable ContactDecision decision) {
        if (decision == null) {
            return Optional.of(
                    List.of(Obstacle.of(Suppression.NOTHING_OPEN, "nothing that the notice is about is to be chased")));
        }
        List<Obstacle> reasons = decision.obstacles().stream()
                .filter(obstacle -> obstacle.code() instanceof Suppression code
                        && (code.expiresPrepared() || decision.kind() == ContactDecision.Kind.SKIPPED))
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }

    /**
     * A prepared notice that must not be sent.
     *
     * @param prepared the entry of the log
     * @param reasons why, the first is primary
     */
    public record Expired(Contact prepared, List<Obstacle> reasons) {
        public Expired {
            Objects.requireNonNull(prepared, "prepared");
            reasons = List.copyOf(reasons);
        }
    }

    /** In which strategy an item is, and why. */
    public ContactExplanation.Assignment assignment(CollectionFacts known, OpenItemId item, AsOf asOf) {
        CollectionFacts facts = known.atPayers(asOf);
        PartyId party = facts.receivables()
                .item(item)
                .orElseThrow(
                        () -> new IllegalArgumentException("item " + item + " is not known, expected one of the facts"))
                .party();
        return assignments.of(new PartyDay(facts, party, asOf), item);
    }

    /**
     * Why an item's debtor was contacted, why not, what comes next and when (COL-39).
     *
     * @throws IllegalArgumentException where there is no such item
     */
    public ContactExplanation explain(CollectionFacts facts, OpenItemId item, AsOf asOf) {
        return new Explainer(rules, facts.atPayers(asOf), item, asOf).explain();
    }

    /**
     * What keeps one item, by itself, out of a notice of one step, whichever item causes the notice; empty where nothing does. Other than for a scope, an item
     * that is due today has merely not reached the step.
     *
     * @throws IllegalArgumentException where there is no such item
     */
    public List<Obstacle> obstacles(CollectionFacts facts, OpenItemId item, StepId step, AsOf asOf) {
        return new Explainer(rules, facts.atPayers(asOf), item, asOf).eligible(step);
    }

    /**
     * The level of a party by a strategy, or {@link Strategy#CLEAR}: of everything that it owes or is asked for, whatever the scopes. A party that is out of all
     * strategies is at none; a child whose parent pays is where its parent is, one whose debts are only collected from the parent is where its own debts put it (COL-15).
     *
     * @throws IllegalArgumentException where there is no such strategy
     */
    public String level(CollectionFacts facts, StrategyId strategy, PartyId party, AsOf asOf) {
        Strategy found = assignments
                .strategy(strategy)
                .orElseThrow(() -> new IllegalArgumentException("strategy '" + strategy + "' is not known"));
        PartyDay day = Families.standsAt(facts, party, asOf)
                .map(payer -> new PartyDay(facts.atPayers(asOf), payer, asOf))
                .orElseGet(() -> new PartyDay(facts, party, asOf));
        boolean byIssueDate = found.ageBasis() == io.counterfoil.collections.aging.AgeBasis.ISSUE_DATE;
        return day.profile.exclusion().isPresent() ? Strategy.CLEAR : found.level(day.standing(day.rows, byIssueDate));
    }

    /**
     * What the strategies would have done over a time, day by day, with payments as they happened, beside what was done (COL-40).
     *
     * @param history everything known; contacts within the range are what was really done
     * @param range the days; with a calendar, only business days
     * @param asOf what is known; each day is judged with what was known at its end
     */
    public ContactReplay replay(CollectionFacts history, DateRange range, AsOf asOf) {
        return new Replayer(rules, history.atPayers(asOf), range, asOf).replay();
    }

    /** Builds planners. Not thread-safe. */
    public static final class Builder {

        private final List<Strategy> strategies = new ArrayList<>();
        private @Nullable BusinessCalendar calendar;
        private @Nullable ContactPolicy policy;
        private ZoneId zone = ZoneOffset.UTC;
        private int cardDays = 1;
        private int directDebitDays = 5;
        private int transferDays = 3;

        private Builder() {}

        /** The strategies; the first without a segment holds by default. */
        public Builder strategies(Strategy... some) {
            return strategies(List.of(some));
        }

        /** The strategies; the first without a segment holds by default. */
        public Builder strategies(List<Strategy> some) {
            strategies.addAll(some);
            return this;
        }

        /** Business days, for offsets that count them and for transfers on their way. */
        public Builder calendar(BusinessCalendar days) {
            calendar = days;
            return this;
        }

        /** Law and rules on contact; none unless given. */
        public Builder policy(ContactPolicy rules) {
            policy = rules;
            return this;
        }

        /** The zone of the ledger, in which days begin where an instant is told; UTC unless given. */
        public Builder zone(ZoneId ledger) {
            zone = Objects.requireNonNull(ledger, "ledger");
            return this;
        }

        /** How long payments count as being on their way: days by card (1), days by direct debit (5), business days by transfer (3). */
        public Builder inFlight(int byCard, int byDirectDebit, int byTransfer) {
            if (byCard < 0 || byDirectDebit < 0 || byTransfer < 0) {
                throw new IllegalArgumentException("payments are on their way for " + byCard + ", " + byDirectDebit
                        + " and " + byTransfer + " days, expected 0 or more");
            }
            cardDays = byCard;
            directDebitDays = byDirectDebit;
            transferDays = byTransfer;
            return this;
        }

        /**
         * The planner.
         *
         * @throws IllegalArgumentException naming every fault of every strategy
         */
        public ContactPlanner build() {
            List<String> faults = strategies.stream()
                    .flatMap(strategy -> strategy.lint().stream())
                    .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                    .map(finding -> finding.code().id() + ": " + finding.message())
                    .collect(Collectors.toCollection(ArrayList::new));
            strategies.stream()
                    .collect(Collectors.groupingBy(Strategy::id, Collectors.counting()))
                    .forEach((id, count) -> {
                        if (count > 1 || id.equals(StrategyId.NONE)) {
                            faults.add("strategy '" + id + "' is there " + count
                                    + " times, expected once, and none of the name NONE");
                        }
                    });
            boolean needsCalendar = strategies.stream()
                    .flatMap(strategy -> strategy.steps().stream())
                    .anyMatch(step -> step.offset().businessDays());
            if (needsCalendar && calendar == null) {
                faults.add("MISSING_CALENDAR: a step counts business days, expected a calendar");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", faults));
            }
            return new ContactPlanner(this);
        }
    }
}
