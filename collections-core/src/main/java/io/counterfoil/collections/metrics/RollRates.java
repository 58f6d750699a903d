package io.counterfoil.collections.metrics;

import io.counterfoil.collections.aging.AgedItem;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * What became of each bucket of an aging between two days (COL-21, collections specification 4.5). Immutable.
 *
 * <p>In the cohort form an amount that stood in bucket i at the first day is followed to the last: to a bucket, or to {@link #PAID}, {@link #CREDITED} or
 * {@link #WRITTEN_OFF}; what came back or was added since is not part of it, so that a row adds up to one before its shares are rounded to ten decimals. The
 * balance form compares the amounts of neighbouring buckets without following any item.
 */
public final class RollRates {

    /** Where money went that was paid. */
    public static final String PAID = "PAID";

    /** Where it went when another credit, or the taking back of the document, covered it. */
    public static final String CREDITED = "CREDITED";

    /** Where it went when it was given up. */
    public static final String WRITTEN_OFF = "WRITTEN_OFF";

    private final Map<String, Map<String, BigDecimal>> amounts;
    private final Map<String, BigDecimal> cured;

    private RollRates(Map<String, Map<String, BigDecimal>> amounts, Map<String, BigDecimal> cured) {
        this.amounts = amounts;
        this.cured = cured;
    }

    /**
     * An amount that stood in a bucket, and what became of it.
     *
     * @param from the bucket's label
     * @param amount what was open
     * @param paid of it, what was paid
     * @param credited of it, what another credit covered
     * @param writtenOff of it, what was given up
     * @param to where the rest stands
     */
    public record Flow(
            String from,
            MonetaryAmount amount,
            MonetaryAmount paid,
            MonetaryAmount credited,
            MonetaryAmount writtenOff,
            Optional<AgingBucket> to) {
        public Flow {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Figures.oneCurrency(List.of(amount, paid, credited, writtenOff));
            MonetaryAmount rest = amount.subtract(paid).subtract(credited).subtract(writtenOff);
            if (amount.isNegative()
                    || paid.isNegative()
                    || credited.isNegative()
                    || writtenOff.isNegative()
                    || rest.isNegative()
                    || (rest.isPositive() && to.isEmpty())) {
                throw new IllegalArgumentException("of " + Amounts.text(amount) + " from " + from + ", "
                        + Amounts.text(paid) + " is paid, " + Amounts.text(credited) + " credited, "
                        + Amounts.text(writtenOff) + " written off and the rest "
                        + to.map(bucket -> "in " + bucket).orElse("nowhere")
                        + ", expected parts of the amount and a bucket for the rest");
            }
        }

        /** What is still open of it. */
        public MonetaryAmount rest() {
            return amount.subtract(paid).subtract(credited).subtract(writtenOff);
        }

        private boolean isCured() {
            return writtenOff.isZero()
                    && (rest().isZero() || to.filter(AgingBucket::overdue).isEmpty());
        }
    }

    /**
     * The rates of flows of one's own; undefined where nothing was open.
     *
     * @throws IllegalArgumentException where amounts are in several currencies
     */
    public static Metric<RollRates> calculate(List<Flow> flows) {
        return calculate(flows, "amounts of the caller's");
    }

    /**
     * The rates over the debit items of a currency from the first to the last day of the range, as known at the instant. Unapplied credits are left out. An item with
     * instalments is followed term by term; what was paid, credited and given up of it fills its terms in that order.
     */
    public static Metric<RollRates> assess(Receivables receivables, Aging aging, CurrencyUnit currency, Period period) {
        Map<String, AgedItem> after = new TreeMap<>();
        debits(aging.assess(receivables, period.end()), currency).forEach(item -> after.put(key(item), item));
        FlowReader reader = new FlowReader(receivables, period);
        List<Flow> flows = new ArrayList<>();
        for (AgedItem item : debits(aging.assess(receivables, period.start()), currency)) {
            flows.add(reader.read(item, Optional.ofNullable(after.get(key(item)))));
        }
        return calculate(
                flows,
                "debit items in " + currency.getCurrencyCode() + " open on "
                        + period.range().from() + (period.disputed().isEmpty() ? "" : ", without what is in dispute"));
    }

    /**
     * The balance form: what stands in a bucket on the last day as a share of what stood in the one before it on the first; by the label of the later bucket.
     * A bucket after one in which nothing stood has no rate.
     */
    public static Map<String, BigDecimal> balanceForm(
            Receivables receivables, Aging aging, CurrencyUnit currency, Period period) {
        AgingReport before = aging.assess(receivables, period.start());
        AgingReport after = aging.assess(receivables, period.end());
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        for (int i = 1; i < before.buckets().size(); i++) {
            BigDecimal stood = Figures.number(
                    before.total().in(before.buckets().get(i - 1)).in(currency));
            if (stood.signum() > 0) {
                AgingBucket next = before.buckets().get(i);
                rates.put(
                        next.label(),
                        Figures.quotient(Figures.number(after.total().in(next).in(currency)), stood));
            }
        }
        return Collections.unmodifiableMap(rates);
    }

    /**
     * From the end of one day to the end of a later one, as known at one instant.
     *
     * @param range first and last day
     * @param knownAt what was known; by it both days are judged
     * @param disputed parts of items that are left out of the cohort, at most what was open on the first day: those in dispute then; none unless given
     */
    public record Period(DateRange range, Instant knownAt, Map<OpenItemId, MonetaryAmount> disputed) {
        public Period {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(knownAt, "knownAt");
            disputed = Map.copyOf(disputed);
        }

        /** A period of which nothing is left out. */
        public Period(DateRange range, Instant knownAt) {
            this(range, knownAt, Map.of());
        }

        /** The same without what is in dispute. What was credited, is still open, given up or paid, in that order, is taken for the disputed part. */
        public Period withoutDisputed(Map<OpenItemId, MonetaryAmount> parts) {
            return new Period(range, knownAt, parts);
        }

        AsOf start() {
            return new AsOf(range.from(), knownAt);
        }

        AsOf end() {
            return new AsOf(range.to(), knownAt);
        }
    }

    /** The buckets in which anything stood, in the order in which they were met. */
    public List<String> buckets() {
        return List.copyOf(amounts.keySet());
    }

    /** Where the amount of a bucket went: shares by bucket label, {@link #PAID}, {@link #CREDITED} and {@link #WRITTEN_OFF}, those of zero left out. */
    public Map<String, BigDecimal> of(String bucket) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        row(bucket).forEach((to, amount) -> shares.put(to, share(bucket, amount)));
        return Collections.unmodifiableMap(shares);
    }

    /** The share of a bucket that went to another, or to {@link #PAID}, {@link #CREDITED} or {@link #WRITTEN_OFF}. */
    public BigDecimal rate(String from, String to) {
        return share(from, row(from).getOrDefault(to, BigDecimal.ZERO));
    }

    /** The share of a bucket that was paid. */
    public BigDecimal payDown(String bucket) {
        return rate(bucket, PAID);
    }

    /** The share of a bucket that was given up. */
    public BigDecimal writeOff(String bucket) {
        return rate(bucket, WRITTEN_OFF);
    }

    /** The share of a bucket that stood in items of which nothing is overdue any more and nothing was given up. */
    public BigDecimal cure(String bucket) {
        row(bucket);
        return share(bucket, cured.getOrDefault(bucket, BigDecimal.ZERO));
    }

    private Map<String, BigDecimal> row(String bucket) {
        Map<String, BigDecimal> row = amounts.get(bucket);
        if (row == null) {
            throw new IllegalArgumentException(
                    "nothing stood in bucket " + bucket + ", expected one of " + amounts.keySet());
        }
        return row;
    }

    private BigDecimal share(String bucket, BigDecimal amount) {
        return Figures.quotient(amount, sum(row(bucket)));
    }

    private static BigDecimal sum(Map<String, BigDecimal> row) {
        return row.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Metric<RollRates> calculate(List<Flow> flows, String population) {
        Figures.oneCurrency(flows.stream().map(Flow::amount).toList());
        Map<String, Map<String, BigDecimal>> amounts = new LinkedHashMap<>();
        Map<String, BigDecimal> cured = new LinkedHashMap<>();
        for (Flow flow : flows) {
            if (flow.amount().isZero()) {
                continue;
            }
            Map<String, BigDecimal> row = amounts.computeIfAbsent(flow.from(), from -> new LinkedHashMap<>());
            flow.to().ifPresent(bucket -> add(row, bucket.label(), flow.rest()));
            add(row, PAID, flow.paid());
            add(row, CREDITED, flow.credited());
            add(row, WRITTEN_OFF, flow.writtenOff());
            if (flow.isCured()) {
                add(cured, flow.from(), flow.amount());
            }
        }
        Map<String, String> inputs = new TreeMap<>();
        amounts.forEach((bucket, row) -> inputs.put(bucket, sum(row).toPlainString()));
        Metric.Basis basis = new Metric.Basis(
                "ROLL_RATE_COHORT",
                inputs,
                population,
                "amount in j on the last day of what was in i on the first / amount in i on the first");
        return amounts.isEmpty()
                ? new Metric.Undefined<>("nothing was open on the first day", basis)
                : new Metric.Known<>(new RollRates(amounts, cured), basis);
    }

    private static void add(Map<String, BigDecimal> row, String to, MonetaryAmount amount) {
        if (!amount.isZero()) {
            row.merge(to, Figures.number(amount), BigDecimal::add);
        }
    }

    private static List<AgedItem> debits(AgingReport report, CurrencyUnit currency) {
        return report.items()
                .filter(item -> item.item().kind().isDebit()
                        && item.open().getCurrency().getCurrencyCode().equals(currency.getCurrencyCode())
                        && item.bucket().isPresent())
                .toList();
    }

    private static String key(AgedItem item) {
        return item.item().id() + "\n" + item.termId();
    }
}
