package io.counterfoil.collections.plan;

import io.counterfoil.collections.plan.PaymentPlan.Instalment;
import io.counterfoil.collections.plan.PaymentPlan.Life;
import io.counterfoil.collections.plan.PaymentPlan.MissedRule;
import io.counterfoil.collections.plan.PaymentPlan.Standing;
import io.counterfoil.collections.plan.PaymentPlan.Status;
import io.counterfoil.collections.plan.PaymentPlan.Terms;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/** Reads how a plan stands on a day (collections specification 4.10). Confined to one reading. */
final class PlanReading {

    private static final LocalDate END_OF_DAYS = LocalDate.of(9999, 12, 31);

    private final PaymentPlan plan;
    private final Receivables receivables;
    private final AsOf asOf;

    PlanReading(PaymentPlan plan, Receivables receivables, AsOf asOf) {
        this.plan = plan;
        this.receivables = receivables;
        this.asOf = asOf;
    }

    Standing read() {
        Terms terms = plan.terms();
        Amounts amounts = Amounts.in(terms.total().getCurrency());
        long total = Amounts.minor(terms.total());
        long paid = Math.min(total, receivedBy(asOf.effective()));
        long left = paid;
        long due = 0;
        int missed = 0;
        Optional<Instalment> next = Optional.empty();
        List<MonetaryAmount> perInstalment = new ArrayList<>();
        for (Instalment instalment : terms.instalments()) {
            long minor = Amounts.minor(instalment.amount());
            long part = Math.min(left, minor);
            left -= part;
            perInstalment.add(amounts.ofMinor(part));
            due = Math.addExact(due, instalment.due().isAfter(asOf.effective()) ? 0 : minor - part);
            next = part < minor && next.isEmpty() ? Optional.of(instalment) : next;
        }
        long cumulative = 0;
        for (Instalment instalment : terms.instalments()) {
            cumulative = Math.addExact(cumulative, Amounts.minor(instalment.amount()));
            missed += isMissed(instalment, cumulative, paid) ? 1 : 0;
        }
        Status status = status(paid >= total, missed);
        long age = next.map(part -> Math.max(0, ChronoUnit.DAYS.between(part.due(), asOf.effective())))
                .orElse(0L);
        return Standing.builder()
                .plan(plan)
                .asOf(asOf)
                .status(status)
                .missed(missed)
                .paid(amounts.ofMinor(paid))
                .paidPerInstalment(perInstalment)
                .next(next)
                .arrears(amounts.ofMinor(due))
                .planAge(age)
                .returned(status == Status.BROKEN ? returned() : new TreeMap<>())
                .build();
    }

    /** The last day on which it is in force if nothing more is paid; the end of all days where it allows every instalment to be missed. */
    Optional<LocalDate> inForceThrough() {
        Standing now = read();
        if (!now.isInForce()) {
            return Optional.empty();
        }
        Terms terms = plan.terms();
        long paid = Amounts.minor(now.paid());
        long cumulative = 0;
        int missed = now.missed();
        for (Instalment instalment : terms.instalments()) {
            cumulative = Math.addExact(cumulative, Amounts.minor(instalment.amount()));
            LocalDate last = instalment.due().plusDays(terms.graceDays());
            if (cumulative > paid && !last.isBefore(asOf.effective())) {
                missed++;
                if (missed > terms.missedAllowance()) {
                    return Optional.of(last);
                }
            }
        }
        return Optional.of(END_OF_DAYS);
    }

    private boolean isMissed(Instalment instalment, long cumulative, long paidNow) {
        LocalDate last = instalment.due().plusDays(plan.terms().graceDays());
        if (!last.isBefore(asOf.effective())) {
            return false;
        }
        long paid = plan.terms().missedRule() == MissedRule.EVER ? receivedBy(last) : paidNow;
        return paid < cumulative;
    }

    private Status status(boolean isPaid, int missed) {
        Life life = plan.lifeAt(asOf.knownAt());
        return switch (life) {
            case NOT_AGREED -> Status.NOT_YET_AGREED;
            case COMPLETED -> Status.COMPLETED;
            case DEFAULTED -> Status.BROKEN;
            case CANCELLED -> Status.CANCELLED;
            case AGREED -> {
                if (isPaid || isSettled()) {
                    yield Status.COMPLETED;
                }
                if (missed == 0) {
                    yield Status.ACTIVE;
                }
                yield missed > plan.terms().missedAllowance() ? Status.BROKEN : Status.IN_ARREARS;
            }
        };
    }

    /** Whether the items are there and nothing of them is open: credits and write-offs end a plan as receipts do. */
    private boolean isSettled() {
        List<OpenItemId> known = plan.terms().items().stream()
                .filter(item -> receivables.item(item).isPresent())
                .toList();
        return known.size() == plan.terms().items().size()
                && !known.isEmpty()
                && known.stream().allMatch(this::isSettled);
    }

    private boolean isSettled(OpenItemId item) {
        return !receivables.movements(item, asOf).isEmpty()
                && receivables.open(item, asOf).isZero();
    }

    private SortedMap<OpenItemId, Long> returned() {
        SortedMap<OpenItemId, Long> ages = new TreeMap<>();
        for (OpenItemId id : plan.terms().items()) {
            Optional<OpenItem> item = receivables.item(id);
            if (item.isPresent() && !receivables.open(id, asOf).isZero()) {
                LocalDate due = item.get().due().orElse(item.get().issued());
                ages.put(id, ChronoUnit.DAYS.between(due, asOf.effective()));
            }
        }
        return ages;
    }

    /** Receipts on the covered items from the start up to the day; what came back is taken off the latest of them. */
    private long receivedBy(LocalDate day) {
        long sum = 0;
        LocalDate last = day.isBefore(asOf.effective()) ? day : asOf.effective();
        for (OpenItemId id : plan.terms().items()) {
            if (receivables.item(id).isPresent()) {
                sum = Math.addExact(sum, received(receivables.movements(id, asOf.on(last))));
            }
        }
        return sum;
    }

    private long received(List<ItemMovement> movements) {
        long since = 0;
        for (ItemMovement movement : movements) {
            boolean counts = !movement.on().isBefore(plan.terms().startsOn());
            long minor = Amounts.minor(movement.amount());
            switch (movement.cause()) {
                case CASH -> since -= counts ? minor : 0;
                case CASH_RETURNED -> since = Math.max(0, since - minor);
                default -> {}
            }
        }
        return since;
    }
}
