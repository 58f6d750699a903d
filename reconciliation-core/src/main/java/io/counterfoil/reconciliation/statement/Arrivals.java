package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.internal.Assignment;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Which incoming lines are known already and which are new (REC-53).
 *
 * <p>The bank's id decides first: equal ids are one line, two different ids never are. Where one of the two has no id, equal amounts at most so many days apart may be
 * one line; the same party speaks for it, then the nearest day, weighed over all lines at once and not in their order. Lines are counted, not compared as a set: of
 * two equal lines against one known line, one is new. Parts of a known line that was divided are candidates only while the whole is not found. Immutable.
 *
 * @param linked pairs of incoming and known lines, by the incoming id
 * @param added what is new, by id
 */
public record Arrivals(List<Link> linked, List<ItemId> added) {

    private static final long LINKED = 1_000_000_000L;
    private static final long SAME_PARTY = 1_000_000L;
    private static final int MAX_WINDOW = 365;

    public Arrivals {
        linked = linked.stream().sorted(Comparator.comparing(Link::incoming)).toList();
        added = added.stream().sorted().toList();
    }

    /**
     * Compares incoming lines with known ones of the same account.
     *
     * @param windowDays from 0 to 365: how far apart lines without an id may lie
     */
    public static Arrivals of(Collection<Line> known, Collection<Line> incoming, int windowDays) {
        if (windowDays < 0 || windowDays > MAX_WINDOW) {
            throw new IllegalArgumentException("window of " + windowDays + " days, expected 0 to " + MAX_WINDOW);
        }
        List<Line> open = new ArrayList<>(known);
        open.sort(ORDER);
        List<Line> rest = new ArrayList<>(incoming);
        rest.sort(ORDER);
        List<Link> links = new ArrayList<>();
        byBankId(open, rest, links);
        bySimilarity(open, rest, links, windowDays);
        List<Line> parts = new ArrayList<>();
        open.forEach(line -> parts.addAll(line.parts()));
        bySimilarity(parts, rest, links, windowDays);
        return new Arrivals(links, rest.stream().map(Line::id).toList());
    }

    private static final Comparator<Line> ORDER = Comparator.comparing(Line::day)
            .thenComparing(line -> Amounts.minor(line.amount()))
            .thenComparing(Line::id);

    private static void byBankId(List<Line> open, List<Line> rest, List<Link> links) {
        Map<String, Line> byId = new HashMap<>();
        open.forEach(line -> line.bankId().ifPresent(id -> byId.putIfAbsent(id, line)));
        for (Line line : List.copyOf(rest)) {
            Line same = line.bankId().map(byId::remove).orElse(null);
            if (same != null) {
                links.add(new Link(line.id(), same.id()));
                rest.remove(line);
                open.remove(same);
            }
        }
    }

    private static void bySimilarity(List<Line> open, List<Line> rest, List<Link> links, int windowDays) {
        Map<String, List<Line>> amounts = new TreeMap<>();
        rest.forEach(line -> amounts.computeIfAbsent(line.amount().toString(), a -> new ArrayList<>())
                .add(line));
        Map<String, List<Line>> candidates = new HashMap<>();
        open.forEach(line -> candidates
                .computeIfAbsent(line.amount().toString(), a -> new ArrayList<>())
                .add(line));
        amounts.forEach((amount, lines) -> {
            List<Line> known = candidates.getOrDefault(amount, List.of());
            if (!known.isEmpty()) {
                assign(lines, known, windowDays).forEach((line, same) -> {
                    links.add(new Link(line.id(), same.id()));
                    rest.remove(line);
                    open.remove(same);
                });
            }
        });
    }

    private static Map<Line, Line> assign(List<Line> lines, List<Line> known, int windowDays) {
        List<int[]> edges = new ArrayList<>();
        List<Long> weights = new ArrayList<>();
        for (int l = 0; l < lines.size(); l++) {
            for (int k = 0; k < known.size(); k++) {
                long days = Math.abs(
                        ChronoUnit.DAYS.between(lines.get(l).day(), known.get(k).day()));
                boolean oneHasNoId =
                        lines.get(l).bankId().isEmpty() || known.get(k).bankId().isEmpty();
                if (days <= windowDays && oneHasNoId) {
                    boolean sameParty = lines.get(l).party().isPresent()
                            && lines.get(l).party().equals(known.get(k).party());
                    edges.add(new int[] {l, k});
                    weights.add(LINKED + (sameParty ? SAME_PARTY : 0) + windowDays - days + 1);
                }
            }
        }
        Assignment best = Assignment.solve(
                lines.size(),
                known.size(),
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                weights.stream().mapToLong(Long::longValue).toArray());
        Map<Line, Line> found = new java.util.LinkedHashMap<>();
        for (int l = 0; l < lines.size(); l++) {
            if (best.mateOf(l) >= 0) {
                found.put(lines.get(l), known.get(best.mateOf(l)));
            }
        }
        return found;
    }

    /**
     * Two lines that are one.
     *
     * @param incoming the new one's id
     * @param known the one it is
     */
    public record Link(ItemId incoming, ItemId known) {}

    /** A line, as far as it tells whether two are one. Immutable. */
    @Value.Immutable
    public interface Line {

        /** Unique on its side. */
        ItemId id();

        /** The bank's own id, where it gives one. */
        Optional<String> bankId();

        /** Signed. */
        MonetaryAmount amount();

        /** The booking day. */
        LocalDate day();

        /** The other party, as written. */
        Optional<String> party();

        /** What a person divided it into. */
        List<Line> parts();

        /** A statement's entry: the bank's reference is its id. */
        static Line of(StatementEntry entry) {
            return builder()
                    .id(entry.id())
                    .bankId(entry.references().of(StatementEntry.References.Role.BANK))
                    .amount(entry.amount())
                    .day(entry.bookedOn())
                    .party(entry.counterparty().map(StatementEntry.Counterparty::name))
                    .build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds lines. Not thread-safe. */
        final class Builder extends ImmutableLine.Builder {
            Builder() {}
        }
    }

    /**
     * A movement over several accounts, such as a journal that is about to be imported.
     *
     * @param day booked on
     * @param amounts by account
     */
    public record Movement(LocalDate day, Map<String, BigDecimal> amounts) {
        public Movement {
            amounts = Map.copyOf(amounts);
        }

        /**
         * Whether the other may be the same movement: close in time, on the same accounts or those of one among those of the other, amounts on common accounts nearly
         * equal. A hint for a person, never a reason to drop one.
         *
         * @param maxDays inclusive
         * @param epsilon amounts differ by a ratio strictly below one and this
         */
        public boolean isLike(Movement other, int maxDays, BigDecimal epsilon) {
            Set<String> common = new HashSet<>(amounts.keySet());
            common.retainAll(other.amounts.keySet());
            boolean contained = common.size() == Math.min(amounts.size(), other.amounts.size());
            return contained
                    && !common.isEmpty()
                    && Math.abs(ChronoUnit.DAYS.between(day, other.day)) <= maxDays
                    && common.stream()
                            .allMatch(account -> near(amounts.get(account), other.amounts.get(account), epsilon));
        }

        private static boolean near(
                @org.jspecify.annotations.Nullable BigDecimal left,
                @org.jspecify.annotations.Nullable BigDecimal right,
                BigDecimal epsilon) {
            if (left == null || right == null || left.signum() != right.signum()) {
                return false;
            }
            BigDecimal low = left.abs().min(right.abs());
            BigDecimal high = left.abs().max(right.abs());
            return high.signum() == 0 || high.compareTo(low.multiply(epsilon.add(BigDecimal.ONE))) < 0;
        }
    }

    /**
     * A transfer between own accounts as one statement, or one journal, tells it; the other account's statement tells the same transfer once more (REC-22).
     *
     * @param legs what each account gained or gave; a leg whose account is not known yet has none
     */
    public record Transfer(List<Leg> legs) {
        public Transfer {
            legs = List.copyOf(legs);
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("transfer without a leg, expected at least one");
            }
        }

        /**
         * Whether the other tells the same transfer. Legs of one account and amount are one leg while their days lie in the window, or whatever the days where both
         * have the same cheque number; two legs that a statement each has shown are two events, and two cheque numbers are two cheques. What is left over on the one
         * side must be what the other side's unknown legs stand for, to the minor unit. A leg without a day says nothing against.
         *
         * @param windowDays inclusive, not negative
         */
        public boolean isSameAs(Transfer other, int windowDays) {
            if (windowDays < 0) {
                throw new IllegalArgumentException("window of " + windowDays + " days, expected zero or more");
            }
            return new TransferLegs(windowDays).tellTheSame(legs, other.legs);
        }

        /**
         * What one account gained or gave.
         *
         * @param account empty where it is not known yet
         * @param amount signed, in if positive
         * @param day booked on, if known
         * @param cheque number of the cheque, if one was drawn
         * @param cleared whether a statement has shown this leg
         */
        public record Leg(
                Optional<String> account,
                MonetaryAmount amount,
                Optional<LocalDate> day,
                Optional<String> cheque,
                boolean cleared) {
            public Leg {
                java.util.Objects.requireNonNull(amount, "amount");
                account = account.filter(name -> !name.isBlank());
                cheque = cheque.filter(number -> !number.isBlank());
            }
        }
    }
}
