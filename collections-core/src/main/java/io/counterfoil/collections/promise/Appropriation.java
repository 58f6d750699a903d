package io.counterfoil.collections.promise;

import io.counterfoil.collections.plan.PaymentPlans;
import io.counterfoil.collections.promise.PromiseToPay.Life;
import io.counterfoil.collections.promise.PromiseToPay.Outcome;
import io.counterfoil.collections.promise.PromiseToPay.PromiseId;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives the receipts of one party in one currency to its promises (collections specification 4.9): promises by date, instant and id, receipts oldest first,
 * each cent once. What is credited or written off on a day counts before what is received on it, whichever was booked first: nobody has to pay on the day on
 * which he no longer owes it, and money beyond the lower target is free for the next promise. Confined to one reading.
 */
final class Appropriation {

    private static final Comparator<PromiseToPay> FIRST_IN = Comparator.comparing(PromiseToPay::due)
            .thenComparing(PromiseToPay::madeAt)
            .thenComparing(PromiseToPay::id);

    private final CollectionFacts facts;
    private final AsOf asOf;
    private final Amounts amounts;
    private final Set<OpenItemId> underPlan;
    private final List<Slice> slices = new ArrayList<>();
    private final Map<OpenItemId, List<Credit>> credits = new TreeMap<>();

    private Appropriation(PartyId party, CurrencyUnit currency, CollectionFacts facts, AsOf asOf) {
        this.facts = facts;
        this.asOf = asOf;
        this.amounts = Amounts.in(currency);
        this.underPlan = PaymentPlans.covered(facts, party, asOf);
        facts.receivables()
                .items(party)
                .filter(item -> item.amount().getCurrency().getCurrencyCode().equals(currency.getCurrencyCode()))
                .forEach(this::read);
        slices.sort(Comparator.comparing((Slice slice) -> slice.receipt.issued())
                .thenComparing(slice -> slice.receipt.id())
                .thenComparing(slice -> slice.item == null ? "" : slice.item.value()));
    }

    /** Money of one receipt on one item, or unapplied. */
    private static final class Slice {
        private final OpenItem receipt;
        private final @Nullable OpenItemId item;
        private long left;

        private Slice(OpenItem receipt, @Nullable OpenItemId item, long left) {
            this.receipt = receipt;
            this.item = item;
            this.left = left;
        }
    }

    /** What was credited or written off on a day. */
    private record Credit(LocalDate on, long minor) {}

    static PromiseStanding of(PromiseToPay promise, CollectionFacts facts, AsOf asOf) {
        List<PromiseToPay> rivals = new ArrayList<>();
        boolean isAmong = false;
        for (CollectionFacts.Promised promised : facts.promisesOf(promise.party())) {
            if (promised instanceof PromiseToPay other && other.isMade() && sameCurrency(other, promise)) {
                isAmong |= other.id().equals(promise.id());
                rivals.add(other);
            }
        }
        if (!isAmong) {
            rivals.add(promise);
        }
        return Objects.requireNonNull(all(rivals, facts, asOf).get(promise.id()), "standing");
    }

    /** The standings of promises of one party in one currency. */
    static Map<PromiseId, PromiseStanding> all(List<PromiseToPay> promises, CollectionFacts facts, AsOf asOf) {
        Map<PromiseId, PromiseStanding> standings = new HashMap<>();
        if (promises.isEmpty()) {
            return standings;
        }
        PromiseToPay any = promises.get(0);
        Appropriation appropriation =
                new Appropriation(any.party(), any.amount().getCurrency(), facts, asOf);
        Set<PromiseId> replaced = new HashSet<>();
        for (PromiseToPay promise : promises) {
            if (promise.lifeAt(asOf.knownAt()) != Life.NOT_MADE) {
                promise.terms().replaces().ifPresent(replaced::add);
            }
        }
        promises.stream()
                .sorted(FIRST_IN)
                .forEach(promise ->
                        standings.put(promise.id(), appropriation.standing(promise, replaced.contains(promise.id()))));
        return standings;
    }

    private static boolean sameCurrency(PromiseToPay one, PromiseToPay other) {
        return one.amount()
                .getCurrency()
                .getCurrencyCode()
                .equals(other.amount().getCurrency().getCurrencyCode());
    }

    private void read(OpenItem item) {
        List<ItemMovement> movements = facts.receivables().movements(item.id(), asOf);
        if (item.kind() == OpenItemKind.RECEIPT) {
            readReceipt(item, movements);
        } else if (item.kind().isDebit()) {
            credits.put(item.id(), creditsOf(movements));
        }
    }

    private void readReceipt(OpenItem receipt, List<ItemMovement> movements) {
        long rest = 0;
        Map<OpenItemId, Long> applied = new TreeMap<>();
        for (ItemMovement movement : movements) {
            long minor = Amounts.minor(movement.amount());
            rest = Math.subtractExact(rest, minor);
            movement.counterpart().ifPresent(to -> applied.merge(to, minor, Math::addExact));
        }
        for (Map.Entry<OpenItemId, Long> part : applied.entrySet()) {
            if (part.getValue() > 0) {
                slices.add(new Slice(receipt, part.getKey(), part.getValue()));
            }
        }
        if (rest > 0) {
            slices.add(new Slice(receipt, null, rest));
        }
    }

    /** Credits and write-offs that stand on the day, by day; what came back is taken off the latest of them. */
    private static List<Credit> creditsOf(List<ItemMovement> movements) {
        List<Credit> standing = new ArrayList<>();
        for (ItemMovement movement : movements) {
            long minor = Math.negateExact(Amounts.minor(movement.amount()));
            switch (movement.cause()) {
                case CREDIT, CREDIT_RETURNED, WRITE_OFF, WRITE_OFF_RETURNED -> {
                    if (minor > 0) {
                        standing.add(new Credit(movement.on(), minor));
                    } else {
                        takeBack(standing, -minor);
                    }
                }
                default -> {}
            }
        }
        return standing;
    }

    private static void takeBack(List<Credit> standing, long minor) {
        long left = minor;
        for (int i = standing.size() - 1; i >= 0 && left > 0; i--) {
            Credit last = standing.remove(i);
            long part = Math.min(left, last.minor());
            left -= part;
            if (part < last.minor()) {
                standing.add(i, new Credit(last.on(), last.minor() - part));
            }
        }
    }

    private PromiseStanding standing(PromiseToPay promise, boolean isReplaced) {
        Life life = promise.lifeAt(asOf.knownAt());
        if (life == Life.NOT_MADE) {
            return untouched(promise, Outcome.NOT_YET_MADE);
        }
        if (life == Life.CANCELLED) {
            return untouched(promise, Outcome.CANCELLED);
        }
        if (life == Life.RENEGOTIATED || isReplaced) {
            return untouched(promise, Outcome.RENEGOTIATED);
        }
        PromiseStanding read = new Course(promise).run();
        Optional<Outcome> frozen = promise.closedAs()
                .filter(closed -> life == Life.CLOSED && promise.terms().freezeOnClose());
        return frozen.map(closed -> new PromiseStanding(
                        read.promise(), read.asOf(), closed, read.target(), read.received(), read.kept()))
                .orElse(read);
    }

    private PromiseStanding untouched(PromiseToPay promise, Outcome outcome) {
        return new PromiseStanding(promise, asOf, outcome, promise.amount(), amounts.zero(), 0);
    }

    /** One promise against credits and receipts, day by day. */
    private final class Course {

        private final PromiseToPay promise;
        private final List<Taken> taken = new ArrayList<>();
        private long target;
        private long got;
        private int kept;
        private @Nullable Outcome outcome;

        private record Taken(Slice slice, long minor) {}

        private record Step(
                LocalDate on, long credit, @Nullable Slice slice) {}

        private Course(PromiseToPay promise) {
            this.promise = promise;
            this.target = Amounts.minor(promise.amount());
        }

        private PromiseStanding run() {
            for (Step step : steps()) {
                closeBefore(step.on());
                if (outcome != null) {
                    break;
                }
                Slice slice = step.slice();
                if (slice == null) {
                    credit(step.credit());
                } else {
                    receive(slice);
                }
            }
            if (outcome == null && target <= 0) {
                outcome = Outcome.LAPSED;
            }
            if (outcome == null) {
                closeBefore(asOf.effective());
            }
            Outcome status = outcome == null ? Outcome.ACTIVE : outcome;
            return new PromiseStanding(
                    promise, asOf, status, amounts.ofMinor(Math.max(0, target)), amounts.ofMinor(got), kept);
        }

        private List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            LocalDate made = promise.terms().madeOn();
            credits.forEach((item, some) -> {
                if (covers(item)) {
                    some.stream()
                            .filter(credit -> !credit.on().isBefore(made))
                            .forEach(credit -> steps.add(new Step(credit.on(), credit.minor(), null)));
                }
            });
            Instant madeAt = promise.madeAt();
            for (Slice slice : slices) {
                boolean isLater = !slice.receipt.issued().isBefore(made)
                        && slice.receipt.recordedAt().isAfter(madeAt);
                if (isLater && slice.left > 0 && covers(slice.item)) {
                    steps.add(new Step(slice.receipt.issued(), 0, slice));
                }
            }
            steps.sort(Comparator.comparing(Step::on).thenComparing(step -> step.slice() != null));
            return steps;
        }

        private boolean covers(@Nullable OpenItemId item) {
            Set<OpenItemId> named = promise.terms().items();
            if (!named.isEmpty()) {
                return item != null && named.contains(item);
            }
            return item == null
                    || (!underPlan.contains(item)
                            && facts.receivables()
                                    .item(item)
                                    .filter(known -> known.kind() != OpenItemKind.REFUND)
                                    .isPresent());
        }

        /** Judges the promised day whose deadline is before the day. */
        private void closeBefore(LocalDate day) {
            if (kept < days() && promise.terms().dues().get(kept).deadline().isBefore(day)) {
                boolean enough = BigDecimal.valueOf(got)
                                .movePointRight(2)
                                .compareTo(promise.terms().thresholdPercent().multiply(BigDecimal.valueOf(target)))
                        >= 0;
                if (enough) {
                    keep();
                    closeBefore(day);
                } else {
                    outcome = got > 0 ? Outcome.PARTIAL : Outcome.BROKEN;
                }
            }
        }

        private int days() {
            return promise.terms().dues().size();
        }

        private void credit(long minor) {
            target = Math.subtractExact(target, minor);
            if (target <= 0 && got == 0) {
                outcome = Outcome.LAPSED;
            } else if (got >= target) {
                giveBack(got - Math.max(0, target));
                outcomeOfFull();
            }
        }

        private void outcomeOfFull() {
            if (target <= 0) {
                outcome = Outcome.LAPSED;
            } else {
                keep();
            }
        }

        private void receive(Slice slice) {
            while (outcome == null && slice.left > 0) {
                long part = Math.min(slice.left, target - got);
                slice.left -= part;
                got += part;
                taken.add(new Taken(slice, part));
                if (got < target) {
                    return;
                }
                keep();
                if (!promise.terms().surplusCarries()) {
                    return;
                }
            }
        }

        /** One promised day is kept: one period forward, or done. */
        private void keep() {
            if (kept + 1 == days()) {
                kept++;
                outcome = Outcome.KEPT;
                return;
            }
            kept++;
            target = Amounts.minor(promise.amount());
            got = 0;
            taken.clear();
        }

        private void giveBack(long minor) {
            long left = minor;
            for (int i = taken.size() - 1; i >= 0 && left > 0; i--) {
                Taken last = taken.get(i);
                long part = Math.min(left, last.minor());
                last.slice().left += part;
                got -= part;
                left -= part;
                taken.set(i, new Taken(last.slice(), last.minor() - part));
            }
        }
    }
}
