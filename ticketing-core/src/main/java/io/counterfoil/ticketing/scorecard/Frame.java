package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The period of one assessment and the samples it collects. Confined to one assessment. */
final class Frame {

    private final Map<MeasureId, Samples.Collector> collectors = new EnumMap<>(MeasureId.class);
    private final DateRange period;
    private final ZoneId zone;
    private final Instant begin;
    private final Instant cut;
    private final Instant now;
    private final Options options;

    Frame(Set<MeasureId> wanted, DateRange period, ScorecardReport.Terms terms, Instant now) {
        wanted.forEach(id -> collectors.put(id, new Samples.Collector(id)));
        this.period = period;
        this.zone = terms.zone();
        this.options = terms.options();
        this.now = now;
        begin = period.from().atStartOfDay(zone).toInstant();
        Instant end = period.to().plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
        cut = now.isBefore(end) ? now : end;
    }

    Options options() {
        return options;
    }

    ZoneId zone() {
        return zone;
    }

    Instant begin() {
        return begin;
    }

    /** The end of the period, or now where that is earlier. */
    Instant cut() {
        return cut;
    }

    Instant now() {
        return now;
    }

    boolean wants(MeasureId id) {
        return collectors.containsKey(id);
    }

    boolean wants(MeasureId.Source source) {
        return collectors.keySet().stream().anyMatch(id -> id.source() == source);
    }

    boolean holds(Instant at) {
        return !at.isBefore(begin) && !at.isAfter(cut);
    }

    boolean holds(LocalDate date) {
        return period.contains(date) && !date.atStartOfDay(zone).toInstant().isAfter(cut);
    }

    void count(MeasureId id, String subject, Sample sample) {
        if (wants(id)) {
            collector(id).count(subject, sample);
        }
    }

    void share(MeasureId id, String subject, boolean success, boolean missed) {
        count(id, subject, Sample.ofShare(success, missed));
    }

    void await(MeasureId id, String subject, BigDecimal used) {
        if (wants(id)) {
            collector(id).await(subject, used);
        }
    }

    void mark(MeasureId id, Measure.Mark mark) {
        if (wants(id)) {
            collector(id).mark(mark);
        }
    }

    private Samples.Collector collector(MeasureId id) {
        return Objects.requireNonNull(collectors.get(id));
    }

    Map<MeasureId, Samples> samples() {
        Map<MeasureId, Samples> samples = new EnumMap<>(MeasureId.class);
        collectors.forEach((id, collector) -> samples.put(id, collector.samples()));
        return samples;
    }

    static BigDecimal in(Duration unit, Duration amount) {
        return nanos(amount).divide(nanos(unit), MathContext.DECIMAL128).setScale(15, RoundingMode.HALF_EVEN);
    }

    static BigDecimal seconds(Duration amount) {
        return nanos(amount).movePointLeft(9);
    }

    private static BigDecimal nanos(Duration amount) {
        return BigDecimal.valueOf(amount.getSeconds()).scaleByPowerOfTen(9).add(BigDecimal.valueOf(amount.getNano()));
    }
}
