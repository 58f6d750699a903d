package io.counterfoil.payments.hours;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Open time as prefix sums over {@link Chunk}s. Chunks are built when they are first needed, always a contiguous row of them, and published as one
 * immutable object; the sums are counted from the first chunk ever built, so they never change. Thread-safe.
 */
final class Timeline {

    /** 25 years: beyond it hours that have not opened never open. */
    static final long HORIZON_SECONDS = 25L * 365 * 86_400 + 6L * 86_400;

    private static final int MASK = Chunk.SECONDS - 1;
    private static final long ZONE_SLACK_SECONDS = 26L * 3600;

    private final DatedHours hours;
    private final long lower;
    private final long upper;
    private volatile @Nullable Built built;

    Timeline(DatedHours hours) {
        this.hours = hours;
        DateRange covered = hours.covered();
        this.lower = hours.clock().instantOf(covered.from().toEpochDay() + (hours.crossesMidnight() ? 1 : 0), 0);
        this.upper = hours.clock().instantOf(covered.to().toEpochDay() + 1, 0);
    }

    /** Chunks from index {@code first} on; {@code base[i]} open seconds lie before chunk i. */
    private static final class Built {

        private final long first;
        private final Chunk[] chunks;
        private final long[] base;

        private Built(long first, Chunk[] chunks, long[] base) {
            this.first = first;
            this.chunks = chunks;
            this.base = base;
        }

        boolean holds(long index) {
            return index >= first && index - first < chunks.length;
        }

        Chunk chunk(long index) {
            return chunks[(int) (index - first)];
        }

        long baseOf(long index) {
            return base[(int) (index - first)];
        }
    }

    /** Where a search ended: the instant, or how far it went in vain. */
    record Reach(long second, boolean found) {}

    /** Open seconds before the second, from a fixed but arbitrary beginning. */
    long before(long second) {
        requireCovered(second);
        long index = second >> Chunk.BITS;
        Built row = holding(index);
        return row.baseOf(index) + row.chunk(index).before((int) (second & MASK));
    }

    /** The first second with so much open time, more than none, between it and the given one; {@link Long#MAX_VALUE} where there is none. */
    long used(long from, long open) {
        requireCovered(from);
        long index = from >> Chunk.BITS;
        Built row = holding(index);
        Chunk chunk = row.chunk(index);
        int second = (int) (from & MASK);
        int inside = open <= Chunk.SECONDS ? chunk.used(second, (int) open) : Chunk.BEYOND;
        if (inside != Chunk.BEYOND) {
            long found = (index << Chunk.BITS) + inside;
            requireCovered(found);
            return found;
        }
        Reach reach = forward(from, row.baseOf(index) + chunk.before(second) + open, false);
        return reach.found() ? reach.second() : Long.MAX_VALUE;
    }

    boolean isOpen(long second) {
        requireCovered(second);
        long index = second >> Chunk.BITS;
        return holding(index).chunk(index).isOpen((int) (second & MASK));
    }

    void requireCovered(long second) {
        if (second < lower || second > upper) {
            throw notCovered(second);
        }
    }

    private HolidayCalendar.NotCoveredException notCovered(long second) {
        LocalDate date =
                LocalDate.ofInstant(Instant.ofEpochSecond(second), hours.clock().zone());
        return new HolidayCalendar.NotCoveredException(
                "hours in " + hours.clock().zone(), date, hours.covered());
    }

    /** From {@code from} on: the first second with {@code open} seconds before it (more than at {@code from}), or the last (not fewer). */
    Reach forward(long from, long open, boolean last) {
        long lastOpen = from;
        for (long index = from >> Chunk.BITS; ; index++) {
            long origin = index << Chunk.BITS;
            if (origin > upper) {
                throw notCovered(origin);
            }
            Built row = holding(index);
            Chunk chunk = row.chunk(index);
            if (chunk.size() > 0) {
                if (origin + chunk.start(0) - lastOpen > HORIZON_SECONDS) {
                    return new Reach(lastOpen + HORIZON_SECONDS, false);
                }
                long rest = open - row.baseOf(index);
                if (last ? rest < chunk.total() : rest <= chunk.total()) {
                    long found = origin + (last ? chunk.latest((int) rest) : chunk.earliest((int) rest));
                    requireCovered(found);
                    return new Reach(found, true);
                }
                lastOpen = Math.max(lastOpen, origin + chunk.end(chunk.size() - 1));
            }
            if (origin + Chunk.SECONDS - lastOpen > HORIZON_SECONDS) {
                return new Reach(lastOpen + HORIZON_SECONDS, false);
            }
        }
    }

    /** Back from {@code from}: the last second with {@code open} seconds before it (fewer than at {@code from}), or the first (not more). */
    Reach backward(long from, long open, boolean first) {
        long lastOpen = from;
        for (long index = from >> Chunk.BITS; ; index--) {
            long origin = index << Chunk.BITS;
            if (origin + Chunk.SECONDS < lower) {
                throw notCovered(origin + Chunk.SECONDS);
            }
            Built row = holding(index);
            Chunk chunk = row.chunk(index);
            if (chunk.size() > 0) {
                if (lastOpen - origin - chunk.end(chunk.size() - 1) > HORIZON_SECONDS) {
                    return new Reach(lastOpen - HORIZON_SECONDS, false);
                }
                long rest = open - row.baseOf(index);
                if (first ? rest > 0 : rest >= 0) {
                    long found = origin + (first ? chunk.earliest((int) rest) : chunk.latest((int) rest));
                    requireCovered(found);
                    return new Reach(found, true);
                }
                lastOpen = Math.min(lastOpen, origin + chunk.start(0));
            }
            if (lastOpen - origin > HORIZON_SECONDS) {
                return new Reach(lastOpen - HORIZON_SECONDS, false);
            }
        }
    }

    /** The end of the open time that holds the second; in vain where it does not end within the horizon. */
    Reach closing(long second) {
        long index = second >> Chunk.BITS;
        int inside = (int) (second & MASK);
        while (true) {
            long origin = index << Chunk.BITS;
            if (origin > upper) {
                throw notCovered(origin);
            }
            Chunk chunk = holding(index).chunk(index);
            int at = chunk.endingAfter(inside);
            if (at == chunk.size() || chunk.start(at) > inside) {
                requireCovered(origin);
                return new Reach(origin, true);
            }
            if (chunk.end(at) < Chunk.SECONDS) {
                requireCovered(origin + chunk.end(at));
                return new Reach(origin + chunk.end(at), true);
            }
            if (origin + Chunk.SECONDS - second > HORIZON_SECONDS) {
                return new Reach(second + HORIZON_SECONDS, false);
            }
            index++;
            inside = 0;
        }
    }

    /** Open time in [from, to), whether covered or not. */
    long[] spans(long from, long to) {
        long[] out = Spans.none();
        if (from >= to) {
            return out;
        }
        int size = 0;
        for (long index = from >> Chunk.BITS; index <= (to - 1) >> Chunk.BITS; index++) {
            Chunk chunk = holding(index).chunk(index);
            long origin = index << Chunk.BITS;
            int first = origin >= from ? 0 : chunk.endingAfter((int) (from - origin));
            for (int at = first; at < chunk.size() && origin + chunk.start(at) < to; at++) {
                if (size + 2 > out.length) {
                    out = Arrays.copyOf(out, Math.max(8, out.length * 2));
                }
                out[size++] = Math.max(from, origin + chunk.start(at));
                out[size++] = Math.min(to, origin + chunk.end(at));
            }
        }
        return Spans.normalise(Arrays.copyOf(out, size));
    }

    private Built holding(long index) {
        Built row = built;
        return row != null && row.holds(index) ? row : extend(index);
    }

    private synchronized Built extend(long index) {
        Built row = built;
        if (row == null) {
            Chunk chunk = build(index);
            row = new Built(index, new Chunk[] {chunk}, new long[] {0, chunk.total()});
        } else if (!row.holds(index)) {
            row = index < row.first ? extendedDown(row, index) : extendedUp(row, index);
        }
        built = row;
        return row;
    }

    private Built extendedUp(Built row, long index) {
        int known = row.chunks.length;
        int length = (int) (index - row.first) + 1;
        Chunk[] chunks = Arrays.copyOf(row.chunks, length);
        long[] base = Arrays.copyOf(row.base, length + 1);
        for (int at = known; at < length; at++) {
            chunks[at] = build(row.first + at);
            base[at + 1] = base[at] + chunks[at].total();
        }
        return new Built(row.first, chunks, base);
    }

    private Built extendedDown(Built row, long index) {
        int added = (int) (row.first - index);
        Chunk[] chunks = new Chunk[added + row.chunks.length];
        long[] base = new long[chunks.length + 1];
        System.arraycopy(row.chunks, 0, chunks, added, row.chunks.length);
        System.arraycopy(row.base, 0, base, added, row.base.length);
        for (int at = added - 1; at >= 0; at--) {
            chunks[at] = build(index + at);
            base[at] = base[at + 1] - chunks[at].total();
        }
        return new Built(index, chunks, base);
    }

    private Chunk build(long index) {
        long origin = index << Chunk.BITS;
        long end = origin + Chunk.SECONDS;
        long[] pairs = new long[1024];
        int size = 0;
        long lastDay = lastDayBefore(end);
        for (long day = firstDayReaching(origin); day <= lastDay; day++) {
            long[] owned = hours.owned(day);
            if (size + owned.length > pairs.length) {
                pairs = Arrays.copyOf(pairs, Math.max(pairs.length * 2, size + owned.length));
            }
            for (int at = 0; at < owned.length; at += 2) {
                if (owned[at] < end && owned[at + 1] > origin) {
                    pairs[size++] = Math.max(owned[at], origin);
                    pairs[size++] = Math.min(owned[at + 1], end);
                }
            }
        }
        return new Chunk(origin, Spans.normalise(Arrays.copyOf(pairs, size)));
    }

    /** The first date whose hours may reach the second: two days before it in any zone. */
    static long firstDayReaching(long second) {
        return Math.floorDiv(second - ZONE_SLACK_SECONDS, 86_400L) - 2;
    }

    /** The last date that may have begun before the second in any zone. */
    static long lastDayBefore(long second) {
        return Math.floorDiv(second + ZONE_SLACK_SECONDS, 86_400L);
    }
}
