package io.counterfoil.payments.rail;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Until when one bank takes payments for a day, by rail and day of the week, on the clock of its own zone (PAY-07).
 *
 * <pre>{@code
 * CutOffs bank = CutOffs.builder(ZoneId.of("America/Toronto"))
 *     .workdays(Rail.EFT_CA, LocalTime.of(18, 0))
 *     .on(Rail.WIRE, DayOfWeek.FRIDAY, LocalTime.of(15, 30))
 *     .build();
 * }</pre>
 *
 * <p>A port: one object answers for one bank. A payment given at the cut-off itself is in time. A day of the week without a cut-off takes no payments.
 * An implementation never changes an answer and may be called from any thread.
 */
public interface CutOffs {

    /** The last local time at which a payment is taken on that day of the week; empty where the bank takes none on it. */
    Optional<LocalTime> cutOff(Rail rail, DayOfWeek day);

    /** The zone on whose clock the cut-offs of the rail are read. */
    ZoneId zone(Rail rail);

    /** A table in memory; every rail is read in this zone unless another is said. */
    static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** Builds tables. Not thread-safe. */
    final class Builder {

        private static final List<DayOfWeek> WORKDAYS =
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

        private final ZoneId zone;
        private final Map<Rail, ZoneId> zones = new EnumMap<>(Rail.class);
        private final Map<ListedCutOffs.Slot, LocalTime> times = new LinkedHashMap<>();

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /** The same cut-off from Monday to Friday. */
        public Builder workdays(Rail rail, LocalTime time) {
            WORKDAYS.forEach(day -> on(rail, day, time));
            return this;
        }

        /** The cut-off of one day of the week, in place of one said before. */
        public Builder on(Rail rail, DayOfWeek day, LocalTime time) {
            times.put(new ListedCutOffs.Slot(rail, day), Objects.requireNonNull(time, "time"));
            return this;
        }

        /** Another zone for one rail, such as that of a wire system abroad. */
        public Builder zone(Rail rail, ZoneId other) {
            zones.put(rail, Objects.requireNonNull(other, "zone"));
            return this;
        }

        /** The table. */
        public CutOffs build() {
            return new ListedCutOffs(zone, Map.copyOf(zones), Map.copyOf(times));
        }
    }
}

record ListedCutOffs(ZoneId standardZone, Map<Rail, ZoneId> zones, Map<ListedCutOffs.Slot, LocalTime> times)
        implements CutOffs {

    record Slot(Rail rail, DayOfWeek day) {}

    @Override
    public Optional<LocalTime> cutOff(Rail rail, DayOfWeek day) {
        return Optional.ofNullable(times.get(new Slot(rail, day)));
    }

    @Override
    public ZoneId zone(Rail rail) {
        return zones.getOrDefault(rail, standardZone);
    }
}
