package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.HoursPeers.DaysAndGlue;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** W6: eight business hours later, from random instants of ten years, in a zone that changes its clocks, with holidays. */
final class HoursWorkload extends RacedWorkload {

    private static final long SEED = 6;
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final int FIRST_YEAR = 2020;
    private static final int YEARS = 20;
    private static final int OPENS = 9;
    private static final int CLOSES = 17;
    private static final long AMOUNT = 8 * 3_600;
    private static final String ADD = "add 8 hours";
    private static final String BUILD = "build 20 years";
    private static final String EPOCH = "Counterfoil epoch";
    private static final String ZONED = "Counterfoil ZonedDateTime";

    @Override
    public String name() {
        return "W6";
    }

    @Override
    public String title() {
        return "Eight business hours later";
    }

    @Override
    int defaultRows() {
        return 1_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        return List.of(adds(rows), builds());
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result add = results.of(ADD);
        targets.atMost("epoch ns", add.nanos(EPOCH), 40);
        targets.atMost("epoch bytes", Math.rint(add.bytes(EPOCH)), 0);
        targets.atMost(
                "ZonedDateTime ns",
                add.nanos(ZONED),
                80,
                "reading one ZonedDateTime and making another costs most of it: see the row ZonedDateTime alone");
        targets.atMost("20 years built ms", results.of(BUILD).nanos("Counterfoil") / 1e6, 5);
    }

    private static Set<LocalDate> holidays() {
        Set<LocalDate> days = new HashSet<>();
        for (int year = FIRST_YEAR - 1; year <= FIRST_YEAR + YEARS; year++) {
            days.addAll(List.of(
                    LocalDate.of(year, 1, 1),
                    LocalDate.of(year, 7, 1),
                    LocalDate.of(year, 12, 25),
                    LocalDate.of(year, 12, 26)));
        }
        return days;
    }

    private static BusinessHours hours() {
        return BusinessHours.in(ZONE)
                .weekdays("09:00-17:00")
                .holidays(holidays())
                .build();
    }

    private static Race adds(int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        long from = LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay(ZONE).toEpochSecond();
        long to = LocalDate.of(FIRST_YEAR + 10, 1, 1).atStartOfDay(ZONE).toEpochSecond();
        long[] starts = random.longs(rows, from, to).toArray();
        ZonedDateTime[] zoned = Arrays.stream(starts)
                .limit(200_000)
                .mapToObj(second -> Instant.ofEpochSecond(second).atZone(ZONE))
                .toArray(ZonedDateTime[]::new);
        BusinessHours hours = hours();
        int[] steps = Arrays.stream(starts)
                .limit(zoned.length)
                .mapToInt(second -> (int) (hours.deadlineSecond(second, AMOUNT) - second))
                .toArray();
        Prefix prefix = new Prefix();
        LocalTime opens = LocalTime.of(OPENS, 0);
        LocalTime closes = LocalTime.of(CLOSES, 0);
        LocalDate first = LocalDate.of(FIRST_YEAR - 1, 1, 1);
        LocalDate last = LocalDate.of(FIRST_YEAR + YEARS, 12, 31);
        DaysAndGlue strata = HoursPeers.strata(ZONE, opens, closes, holidays());
        DaysAndGlue objectLab = HoursPeers.objectLab(ZONE, opens, closes, holidays(), first, last);
        DaysAndGlue jollyday = HoursPeers.jollyday(ZONE, opens, closes);
        return Race.of(ADD, rows)
                .bound("prefix sums", n -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += prefix.plus(starts[i]);
                    }
                    return sum;
                })
                .ours(EPOCH, n -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += hours.deadlineSecond(starts[i], AMOUNT);
                    }
                    return sum;
                })
                .with(Contender.of(Role.OURS, ZONED, n -> {
                            long sum = 0;
                            for (int i = 0; i < n; i++) {
                                sum += hours.deadline(zoned[i], AMOUNT).toEpochSecond();
                            }
                            return sum;
                        })
                        .atMost(zoned.length))
                .with(Contender.of(Role.BOUND, "ZonedDateTime alone", n -> {
                            long sum = 0;
                            for (int i = 0; i < n; i++) {
                                long second = zoned[i].toEpochSecond() + steps[i];
                                sum += ZonedDateTime.ofInstant(Instant.ofEpochSecond(second), zoned[i].getZone())
                                        .toEpochSecond();
                            }
                            return sum;
                        })
                        .atMost(zoned.length))
                .with(Contender.of(Role.OURS, "Counterfoil Due", n -> {
                    long sum = 0;
                    Duration amount = Duration.ofSeconds(AMOUNT);
                    for (int i = 0; i < n; i++) {
                        OpenHours.Due due = hours.deadline(Instant.ofEpochSecond(starts[i]), amount);
                        sum += ((OpenHours.Due.At) due).stay().getEpochSecond();
                    }
                    return sum;
                }))
                .peer("Strata days + glue", n -> sum(strata, starts, n))
                .peer("ObjectLab days + glue", n -> sum(objectLab, starts, n))
                .peer("Jollyday days + glue", n -> sum(jollyday, starts, n))
                .with(Contender.of(Role.PEER, "minute loop", n -> {
                            long sum = 0;
                            Set<LocalDate> holidays = holidays();
                            for (int i = 0; i < n; i++) {
                                sum += minuteLoop(starts[i], holidays);
                            }
                            return sum;
                        })
                        .atMost(Math.min(rows, 500)));
    }

    private static long sum(DaysAndGlue days, long[] starts, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += days.plus(starts[i]);
        }
        return sum;
    }

    private static Race builds() {
        return Race.of(BUILD, 1).ours("Counterfoil", n -> {
            BusinessHours hours = hours();
            long from = LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay(ZONE).toEpochSecond();
            long to = LocalDate.of(FIRST_YEAR + YEARS, 1, 1).atStartOfDay(ZONE).toEpochSecond();
            return hours.elapsedSeconds(from, to);
        });
    }

    /** The bound: open seconds before each opening, found by division and a few steps. */
    private static final class Prefix {

        private final long[] opens;
        private final long first;

        Prefix() {
            Set<LocalDate> holidays = holidays();
            LocalDate start = LocalDate.of(FIRST_YEAR, 1, 1);
            opens = start.datesUntil(start.plusYears(YEARS))
                    .filter(day -> isBusinessDay(day, holidays))
                    .mapToLong(day -> day.atTime(OPENS, 0).atZone(ZONE).toEpochSecond())
                    .toArray();
            first = opens[0];
        }

        /** Every day has as many hours as are added: the answer lies in the next day, as far in as the start was in its own. */
        long plus(long second) {
            int at = (int) ((second - first) * opens.length / (opens[opens.length - 1] - first));
            at = Math.max(0, Math.min(at, opens.length - 1));
            while (at > 0 && opens[at] + AMOUNT > second) {
                at--;
            }
            while (opens[at] + AMOUNT <= second) {
                at++;
            }
            return second <= opens[at] ? opens[at] + AMOUNT : opens[at + 1] + second - opens[at];
        }
    }

    private static boolean isBusinessDay(LocalDate day, Set<LocalDate> holidays) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue() && !holidays.contains(day);
    }

    private static long minuteLoop(long second, Set<LocalDate> holidays) {
        long at = second;
        long left = AMOUNT;
        while (left > 0) {
            ZonedDateTime now = Instant.ofEpochSecond(at).atZone(ZONE);
            int hour = now.getHour();
            boolean open = hour >= OPENS && hour < CLOSES && isBusinessDay(now.toLocalDate(), holidays);
            long step = Math.min(open ? left : 60, 60 - at % 60);
            left -= open ? step : 0;
            at += step;
        }
        return at;
    }
}
