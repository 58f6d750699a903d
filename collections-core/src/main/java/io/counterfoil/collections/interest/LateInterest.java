package io.counterfoil.collections.interest;

import io.counterfoil.collections.interest.LawPack.DayCount;
import io.counterfoil.collections.interest.LawPack.Fault;
import io.counterfoil.collections.interest.LawPack.Rate;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;

/**
 * Counts simple interest on what is paid late (COL-55, COL-56): for each day from the day after the due date on what was open at the end of the day before.
 * Immutable, thread-safe.
 */
public final class LateInterest {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SHOWN_SCALE = 10;

    private final LawPack pack;
    private final Rounding rounding;

    private LateInterest(LawPack pack, Rounding rounding) {
        this.pack = Objects.requireNonNull(pack, "pack");
        this.rounding = Objects.requireNonNull(rounding, "rounding");
    }

    /** Interest by the pack, rounded once at the end. */
    public static LateInterest of(LawPack pack) {
        return new LateInterest(pack, Rounding.END);
    }

    /** The same with another rounding. */
    public LateInterest rounding(Rounding other) {
        return new LateInterest(pack, other);
    }

    /** The rules. */
    public LawPack pack() {
        return pack;
    }

    /**
     * Interest and fixed sum on an item up to the day, as known at the instant. An item without a due date is late from its issue date on.
     *
     * @return the claim; no value where a rate is missing, the item is not known or bears no interest
     */
    public Checked<Claim> assess(OpenItemId id, Receivables receivables, AsOf asOf) {
        Optional<OpenItem> found = receivables.item(id);
        if (found.isEmpty()) {
            return failed(Fault.UNKNOWN_ITEM, "item " + id + " is not known, expected one of the receivables");
        }
        OpenItem item = found.get();
        if (item.kind() != OpenItemKind.INVOICE && item.kind() != OpenItemKind.DEBIT_NOTE) {
            return failed(
                    Fault.NO_PRINCIPAL,
                    "item " + id + " is " + item.kind() + " and bears no interest, expected INVOICE or DEBIT_NOTE");
        }
        LocalDate due = item.due().orElse(item.issued());
        List<ItemMovement> movements = receivables.movements(id, asOf);
        Set<LocalDate> changes = new TreeSet<>();
        movements.forEach(movement -> changes.add(movement.on()));
        Course course = new Course(item.amount(), due, asOf.effective());
        for (LocalDate change : changes) {
            course.changed(change, Amounts.minor(receivables.open(id, asOf.on(change))));
        }
        return course.claim(Optional.of(item));
    }

    /**
     * Interest on a debt that nothing was paid on, over whole days late.
     *
     * @param principal what is owed
     * @param due the day it was due; the first day of interest is the next
     * @param through the last day of interest
     */
    public Checked<Claim> assess(MonetaryAmount principal, LocalDate due, LocalDate through) {
        Course course = new Course(principal, due, through);
        course.changed(due, Amounts.minor(principal));
        return course.claim(Optional.empty());
    }

    private static Checked<Claim> failed(Fault fault, String sentence) {
        return Checked.failed(Diagnostic.error(fault, sentence, Diagnostic.Location.of("interest")));
    }

    /** When interest is rounded to minor units, half up. */
    public enum Rounding {
        /** Once, over all periods. */
        END,
        /** For each day. */
        PER_DAY
    }

    /** One debt from its due date on. */
    private final class Course {

        private final MonetaryAmount principal;
        private final LocalDate due;
        private final LocalDate through;
        private final List<Base> bases = new ArrayList<>();
        private final Set<Diagnostic> findings = new LinkedHashSet<>();
        private final List<Period> periods = new ArrayList<>();
        /** Of a sum that is divided once, by 100 and {@link DayCount#PARTS}. */
        private BigDecimal numerator = BigDecimal.ZERO;

        private long roundedByDay;

        /** What was open from the end of a day on. */
        private record Base(LocalDate from, long minor) {}

        private Course(MonetaryAmount principal, LocalDate due, LocalDate through) {
            this.principal = principal;
            this.due = due;
            this.through = through;
        }

        /** What is open at the end of the day; days in ascending order. */
        private void changed(LocalDate day, long openMinor) {
            bases.add(new Base(day, openMinor));
        }

        private Checked<Claim> claim(Optional<OpenItem> item) {
            LocalDate at = due;
            while (at.isBefore(through)) {
                LocalDate first = at.plusDays(1);
                Checked<Rate> rate = pack.rate(due.plusDays(1), first);
                findings.addAll(rate.diagnostics());
                if (rate.value().isEmpty()) {
                    return Checked.failed(List.copyOf(findings));
                }
                LocalDate last = endOf(at, rate.value().get().through());
                add(at, last, rate.value().get());
                at = last;
            }
            Amounts amounts = Amounts.in(principal.getCurrency());
            long minor = rounding == Rounding.PER_DAY
                    ? roundedByDay
                    : divided(numerator, 0, RoundingMode.HALF_UP).longValueExact();
            Optional<MonetaryAmount> fixed = isLate() ? fixedSum(amounts) : Optional.empty();
            return Checked.of(
                    new Claim(
                            item.map(OpenItem::id),
                            due,
                            through,
                            periods,
                            amounts.ofMinor(minor),
                            fixed,
                            pack.citation()),
                    List.copyOf(findings));
        }

        private Optional<MonetaryAmount> fixedSum(Amounts amounts) {
            MonetaryAmount debt = amounts.ofMinor(openAt(due));
            Optional<MonetaryAmount> sum = pack.fixedSum(debt);
            if (sum.isEmpty() && !pack.currency().isEmpty()) {
                findings.add(Diagnostic.note(
                        Fault.FIXED_SUM_CURRENCY,
                        "the debt is in " + amounts.currency().getCurrencyCode() + " and " + pack.name()
                                + " has its fixed sum in " + pack.currency() + ", expected the host to convert it",
                        Diagnostic.Location.of(pack.name()).field("fixedSum")));
            }
            return sum;
        }

        private boolean isLate() {
            return due.isBefore(through) && openAt(due) > 0;
        }

        private long openAt(LocalDate day) {
            long open = 0;
            for (Base base : bases) {
                open = base.from().isAfter(day) ? open : base.minor();
            }
            return open;
        }

        /** The last day with the rate and the base of the day after this one. */
        private LocalDate endOf(LocalDate at, LocalDate rateThrough) {
            LocalDate end = rateThrough.isBefore(through) ? rateThrough : through;
            for (Base base : bases) {
                if (base.from().isAfter(at) && base.from().isBefore(end)) {
                    end = base.from();
                }
            }
            return end;
        }

        private void add(LocalDate from, LocalDate to, Rate rate) {
            long base = Math.max(0, openAt(from));
            if (base == 0) {
                return;
            }
            BigDecimal interest = numerator(base, rate, pack.dayCount().parts(from, to));
            numerator = numerator.add(interest);
            if (rounding == Rounding.PER_DAY) {
                for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
                    BigDecimal ofDay = numerator(base, rate, pack.dayCount().parts(day, day.plusDays(1)));
                    roundedByDay = Math.addExact(
                            roundedByDay,
                            divided(ofDay, 0, RoundingMode.HALF_UP).longValueExact());
                }
            }
            Amounts amounts = Amounts.in(principal.getCurrency());
            periods.add(new Period(
                    from.plusDays(1),
                    to,
                    amounts.ofMinor(base),
                    rate.annualPercent(),
                    divided(interest.movePointLeft(amounts.fractionDigits()), SHOWN_SCALE, RoundingMode.HALF_EVEN)));
        }

        private static BigDecimal numerator(long base, Rate rate, long parts) {
            return BigDecimal.valueOf(base).multiply(rate.annualPercent()).multiply(BigDecimal.valueOf(parts));
        }

        private static BigDecimal divided(BigDecimal numerator, int scale, RoundingMode mode) {
            return numerator.divide(HUNDRED.multiply(BigDecimal.valueOf(DayCount.PARTS)), scale, mode);
        }
    }

    /**
     * Days with one base and one rate.
     *
     * @param from the first day
     * @param to the last day
     * @param base what was open
     * @param annualPercent the rate, in per cent a year
     * @param interest exact, 10 decimals, not rounded to minor units
     */
    public record Period(
            LocalDate from, LocalDate to, MonetaryAmount base, BigDecimal annualPercent, BigDecimal interest) {}

    /**
     * What may be claimed for late payment.
     *
     * @param item the item; empty where a bare debt was asked about
     * @param due when it was due
     * @param through the last day of interest
     * @param periods in which the interest was counted, in order
     * @param interest rounded
     * @param fixedSum once for each invoice; empty where there is none
     * @param citation where the rule stands
     */
    public record Claim(
            Optional<OpenItemId> item,
            LocalDate due,
            LocalDate through,
            List<Period> periods,
            MonetaryAmount interest,
            Optional<MonetaryAmount> fixedSum,
            String citation) {

        public Claim {
            Objects.requireNonNull(interest, "interest");
            periods = List.copyOf(periods);
        }

        /** Interest and fixed sum. */
        public MonetaryAmount total() {
            return fixedSum.map(interest::add).orElse(interest);
        }

        /** One line for people. */
        public String sentence() {
            return Amounts.text(interest) + " interest from " + due.plusDays(1) + " to " + through
                    + fixedSum.map(sum -> " and " + Amounts.text(sum) + " fixed")
                            .orElse("") + " (" + citation + ")";
        }

        /**
         * The claim as open items of their own, live after the principal is paid (COL-38): interest beyond what was claimed before, the fixed sum if it was
         * not yet claimed, and the fee of a step. Nothing where there is nothing more to claim.
         *
         * @param principal the item that they are for
         * @param fee what else is charged, such as for a reminder
         * @param asOf the day they are issued and due, and when that is recorded
         */
        public List<ReceivableEvent> items(
                OpenItem principal, Optional<MonetaryAmount> fee, Receivables receivables, AsOf asOf) {
            List<ReceivableEvent> events = new ArrayList<>();
            String id = principal.id().value();
            String day = "/" + through;
            MonetaryAmount claimed = claimed(principal, receivables, asOf);
            OpenItemId fixed = OpenItemId.of(id + "/fixed-sum");
            issue(principal, OpenItemKind.INTEREST, id + "/interest" + day, interest.subtract(claimed), asOf)
                    .ifPresent(events::add);
            fixedSum.filter(sum -> receivables.item(fixed).isEmpty())
                    .flatMap(sum -> issue(principal, OpenItemKind.FEE, fixed.value(), sum, asOf))
                    .ifPresent(events::add);
            fee.flatMap(sum -> issue(principal, OpenItemKind.FEE, id + "/fee" + day, sum, asOf))
                    .ifPresent(events::add);
            return events;
        }

        /** Interest items of the principal that were not taken back. */
        private static MonetaryAmount claimed(OpenItem principal, Receivables receivables, AsOf asOf) {
            Amounts amounts = Amounts.in(principal.amount().getCurrency());
            long minor = 0;
            for (OpenItem item : receivables.items(principal.party()).toList()) {
                if (item.kind() == OpenItemKind.INTEREST
                        && item.linkedTo().filter(principal.id()::equals).isPresent()) {
                    for (ItemMovement movement : receivables.movements(item.id(), asOf)) {
                        boolean own = movement.cause() == ItemMovement.Cause.ISSUED
                                || movement.cause() == ItemMovement.Cause.WITHDRAWN;
                        minor = Math.addExact(minor, own ? Amounts.minor(movement.amount()) : 0);
                    }
                }
            }
            return amounts.ofMinor(minor);
        }

        private static Optional<ReceivableEvent> issue(
                OpenItem principal, OpenItemKind kind, String id, MonetaryAmount amount, AsOf asOf) {
            return Optional.of(amount)
                    .filter(MonetaryAmount::isPositive)
                    .map(sum -> new ItemIssued(OpenItem.builder()
                            .id(OpenItemId.of(id))
                            .party(principal.party())
                            .kind(kind)
                            .amount(sum)
                            .issued(asOf.effective())
                            .due(asOf.effective())
                            .linkedTo(principal.id())
                            .dimensions(principal.dimensions())
                            .recordedAt(asOf.knownAt())
                            .build()));
        }
    }
}
