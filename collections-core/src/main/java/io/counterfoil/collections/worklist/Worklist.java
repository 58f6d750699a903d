package io.counterfoil.collections.worklist;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the customers of a queue in the order in which to work on them (COL-60, collections specification 4.16). Immutable, thread-safe.
 *
 * <p>A customer's owner is that of its profile as of the listing's facts. A promise is due on the last day on which it holds. A customer counts as handled today when a
 * contact with it, by either side, is logged for the day: it is listed apart and takes a place of its owner's day.
 */
public final class Worklist {

    /** After how many days an open dispute is past its clock, unless stated. */
    public static final int DISPUTE_DAYS = 30;

    private static final Comparator<Row> ORDER = Comparator.comparingInt(
                    (Row row) -> row.score().points())
            .thenComparing(Row::overdueUnits)
            .thenComparingInt(Row::oldestAge)
            .reversed()
            .thenComparing(Row::party);

    private final ScoreCard card;
    private final Capacity capacity;
    private final Set<PartyId> ordersWaiting;
    private final int disputeDays;

    private Worklist(ScoreCard card, Capacity capacity, Set<PartyId> ordersWaiting, int disputeDays) {
        this.card = card;
        this.capacity = capacity;
        this.ordersWaiting = ordersWaiting;
        this.disputeDays = disputeDays;
    }

    /** A worklist by the card, cut by the capacity. */
    public static Worklist of(ScoreCard card, Capacity capacity) {
        return new Worklist(
                Objects.requireNonNull(card, "card"),
                Objects.requireNonNull(capacity, "capacity"),
                Set.of(),
                DISPUTE_DAYS);
    }

    /** The same, knowing whose orders wait for credit. */
    public Worklist ordersWaiting(Collection<PartyId> parties) {
        return new Worklist(card, capacity, Set.copyOf(parties), disputeDays);
    }

    /** The same with another number of days after which an open dispute is past its clock. */
    public Worklist disputesPastClockAfter(int days) {
        if (days < 0) {
            throw new IllegalArgumentException(
                    "disputes are past their clock after " + days + " days, expected 0 or more");
        }
        return new Worklist(card, capacity, ordersWaiting, days);
    }

    /** The list of the day. Decisions are those of the planner on the same facts; without any, everybody with something overdue is listed. */
    public Listing propose(CollectionFacts facts, List<ContactDecision> decisions, AsOf asOf) {
        Map<PartyId, List<ContactDecision>> byParty = new HashMap<>();
        decisions.forEach(decision -> byParty.computeIfAbsent(decision.scope().party(), party -> new ArrayList<>())
                .add(decision));
        Set<PartyId> parties = new TreeSet<>(facts.receivables().parties());
        parties.addAll(byParty.keySet());
        List<Row> open = new ArrayList<>();
        List<Row> handled = new ArrayList<>();
        List<Row> suppressed = new ArrayList<>();
        for (PartyId party : parties) {
            Row row = read(facts, party, byParty.getOrDefault(party, List.of()), asOf);
            boolean active = row.decisions().stream().anyMatch(Worklist::asksForAction);
            if (row.overdue().isZero() && !active) {
                continue;
            }
            if (isHandled(facts, party, asOf)) {
                handled.add(row);
            } else if (row.reason().isPresent()) {
                suppressed.add(row);
            } else {
                open.add(row);
            }
        }
        return cut(asOf, open, handled, suppressed);
    }

    private Listing cut(AsOf asOf, List<Row> open, List<Row> handled, List<Row> suppressed) {
        Map<String, Integer> taken = new HashMap<>();
        handled.forEach(row -> taken.merge(row.owner(), 1, Math::addExact));
        List<Row> rows = new ArrayList<>();
        List<Row> beyond = new ArrayList<>();
        for (Row row : open.stream().sorted(ORDER).toList()) {
            int used = taken.getOrDefault(row.owner(), 0);
            if (used < capacity.of(row.owner())) {
                taken.put(row.owner(), used + 1);
                rows.add(row);
            } else {
                beyond.add(row);
            }
        }
        return new Listing(
                asOf,
                rows,
                beyond,
                handled.stream().sorted(ORDER).toList(),
                suppressed.stream().sorted(ORDER).toList());
    }

    private Row read(CollectionFacts facts, PartyId party, List<ContactDecision> decisions, AsOf asOf) {
        PartyReading reading = new PartyReading(facts, party, asOf);
        ScoreCard.Inputs inputs = reading.inputs(card, ordersWaiting.contains(party), disputeDays);
        return new Row(
                party,
                facts.profileOf(party).flatMap(PartyProfile::owner).orElse(""),
                reading.overdue(),
                inputs,
                card.score(inputs),
                decisions);
    }

    private static boolean asksForAction(ContactDecision decision) {
        return decision.kind() == ContactDecision.Kind.ACT || decision.kind() == ContactDecision.Kind.MANUAL;
    }

    private static boolean isHandled(CollectionFacts facts, PartyId party, AsOf asOf) {
        return facts.contacts().of(party).stream()
                .filter(contact -> !contact.at().isAfter(asOf.knownAt()))
                .filter(contact -> contact.audience() == Contact.Audience.DEBTOR)
                .anyMatch(contact -> contact.kind() == Contact.Kind.CONTACT
                        && contact.status() == Contact.Status.SENT
                        && contact.on().equals(asOf.effective()));
    }

    /**
     * A customer of the list.
     *
     * @param party who
     * @param owner who of ours; empty where the profile names nobody
     * @param overdue what is overdue, unapplied credits not taken off
     * @param inputs what the score was computed from
     * @param score how urgent
     * @param decisions what the strategies decided today
     */
    public record Row(
            PartyId party,
            String owner,
            Totals overdue,
            ScoreCard.Inputs inputs,
            ScoreCard.Score score,
            List<ContactDecision> decisions) {
        public Row {
            Objects.requireNonNull(party, "party");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(overdue, "overdue");
            Objects.requireNonNull(inputs, "inputs");
            Objects.requireNonNull(score, "score");
            decisions = List.copyOf(decisions);
        }

        /** What is overdue in the queue's unit. */
        public BigDecimal overdueUnits() {
            return inputs.overdueUnits();
        }

        /** Days since the oldest overdue item was due. */
        public int oldestAge() {
            return inputs.oldestAge();
        }

        /** Why nothing is to be done, where every decision that is not passed over is suppressed: the primary obstacle of the first. */
        public Optional<Obstacle> reason() {
            List<ContactDecision> live = decisions.stream()
                    .filter(decision -> decision.kind() != ContactDecision.Kind.SKIPPED)
                    .toList();
            return live.stream().allMatch(decision -> decision.kind() == ContactDecision.Kind.SUPPRESSED)
                    ? live.stream()
                            .flatMap(decision -> decision.primary().stream())
                            .findFirst()
                    : Optional.empty();
        }
    }

    /**
     * The list of a day. Immutable. Every customer stands in one of the four lists, each in the order of points, then overdue, oldest age, and id.
     *
     * @param asOf the day and what was known
     * @param rows whom to work on
     * @param beyond whom the capacity leaves no time for
     * @param handled with whom there was a contact today
     * @param suppressed whom nothing may be said to, with the reason
     */
    public record Listing(AsOf asOf, List<Row> rows, List<Row> beyond, List<Row> handled, List<Row> suppressed) {
        public Listing {
            Objects.requireNonNull(asOf, "asOf");
            rows = List.copyOf(rows);
            beyond = List.copyOf(beyond);
            handled = List.copyOf(handled);
            suppressed = List.copyOf(suppressed);
        }

        /** The rows of one owner; the empty text for the customers that nobody owns. */
        public List<Row> of(String owner) {
            return rows.stream().filter(row -> row.owner().equals(owner)).toList();
        }

        /** What is overdue in all four lists. */
        public Totals overdue() {
            Totals sum = Totals.none();
            Set<PartyId> seen = new HashSet<>();
            for (List<Row> part : List.of(rows, beyond, handled, suppressed)) {
                for (Row row : part) {
                    sum = seen.add(row.party()) ? sum.plus(row.overdue()) : sum;
                }
            }
            return sum;
        }

        /** The list for people. */
        public Document toDocument() {
            return new WorklistDocument(this).write();
        }
    }
}
