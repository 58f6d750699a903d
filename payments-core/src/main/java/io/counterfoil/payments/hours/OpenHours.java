package io.counterfoil.payments.hours;

import io.counterfoil.payments.evidence.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opening hours of a date in local time, half-open; past 86,400 seconds they run into the next date and still belong to the date they begin on.
 *
 * @param fromSecond second of the day, 0 to 86,399
 * @param toSecond later than {@code fromSecond}, at most 24 hours after it
 */
public record OpenHours(int fromSecond, int toSecond) {

    private static final Pattern TEXT = Pattern.compile(
            "([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?\\s*[-–]\\s*([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?");

    public OpenHours {
        if (fromSecond < 0
                || fromSecond >= LocalClock.DAY_SECONDS
                || toSecond <= fromSecond
                || toSecond - fromSecond > LocalClock.DAY_SECONDS) {
            throw invalid("from second " + fromSecond + " to " + toSecond + " of the day");
        }
    }

    /**
     * Reads {@code HH:MM[:SS]-HH:MM[:SS]}. An end that is not after the beginning is on the next date; {@code 24:00} is the end of the day.
     *
     * @throws InvalidException for anything else, also for {@code 00:00-00:00}, which says neither nothing nor everything
     */
    public static OpenHours parse(String text) {
        Matcher found = TEXT.matcher(text.strip());
        if (!found.matches()) {
            throw invalid("'" + text + "'");
        }
        int from = second(found, 1);
        int to = second(found, 4);
        if (from >= LocalClock.DAY_SECONDS || to > LocalClock.DAY_SECONDS || (from == 0 && to == 0)) {
            throw invalid("'" + text + "'");
        }
        return new OpenHours(from, to <= from ? to + LocalClock.DAY_SECONDS : to);
    }

    static List<OpenHours> parseAll(String where, String... texts) {
        try {
            return Arrays.stream(texts).map(OpenHours::parse).toList();
        } catch (InvalidException e) {
            throw new InvalidException(InvalidException.Reason.INVALID_HOURS, where + ": " + e.detail());
        }
    }

    /** {@code 00:00-24:00}. */
    public static OpenHours wholeDay() {
        return new OpenHours(0, LocalClock.DAY_SECONDS);
    }

    private static int second(Matcher found, int group) {
        String seconds = found.group(group + 2);
        return Integer.parseInt(found.group(group)) * 3600
                + Integer.parseInt(found.group(group + 1)) * 60
                + (seconds == null ? 0 : Integer.parseInt(seconds));
    }

    private static InvalidException invalid(String shown) {
        return new InvalidException(
                InvalidException.Reason.INVALID_HOURS,
                "hours " + shown + ", expected HH:MM[:SS]-HH:MM[:SS] that are not empty, such as 09:00-17:30\n"
                        + "Maybe the whole day is meant: write 00:00-24:00.");
    }

    /** Reads as {@code 09:00:00-17:30:00}; an end on the next date as the time of that date. */
    @Override
    public String toString() {
        int to = toSecond > LocalClock.DAY_SECONDS ? toSecond - LocalClock.DAY_SECONDS : toSecond;
        return text(fromSecond) + "-" + text(to);
    }

    private static String text(int second) {
        return two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** What "n business days from an instant" means (ticketing specification 4.1); D is the local start date and T the local time. */
    public enum DayRule {
        /** The n-th business date after D, at T, open or not. */
        SAME_TIME,
        /** As {@link #SAME_TIME}, then the next opening where that is closed. */
        SAME_TIME_THEN_OPEN,
        /** A closed start moves to the next opening first, then as {@link #SAME_TIME}. */
        FROM_OPENING,
        /** The last closing of the n-th business date; for 0 days of D itself, or of the next business date where D is none. */
        END_OF_DAY,
        /** n times {@link BusinessHours#nominalDay()} of open time. */
        NOMINAL_HOURS
    }

    /** When an amount of business time is used up (ticketing specification 4.1). Immutable. */
    public sealed interface Due {

        /** The instant, if the hours ever come to it. */
        Optional<At> at();

        /**
         * Used up at a known instant. The two answers differ only where the amount ends exactly at the end of open time.
         *
         * @param stay the first instant (backward: the last) at which the amount is used up; what screens show
         * @param roll the last instant (backward: the first) up to which no more than the amount is used: the beginning of the next open time
         */
        record At(Instant stay, Instant roll) implements Due {
            public At {
                Objects.requireNonNull(stay, "stay");
                Objects.requireNonNull(roll, "roll");
            }

            @Override
            public Optional<At> at() {
                return Optional.of(this);
            }
        }

        /**
         * The hours do not open again within 25 years.
         *
         * @param searchedTo how far was searched (backward: how far back)
         */
        record NeverOpens(Instant searchedTo) implements Due {
            public NeverOpens {
                Objects.requireNonNull(searchedTo, "searchedTo");
            }

            @Override
            public Optional<At> at() {
                return Optional.empty();
            }
        }
    }

    /**
     * Why so much open time lies between two instants: every stretch of open time, and every stretch that the usual hours would have had but that was cut.
     *
     * <p>The counted lengths of the lines add up to {@link #elapsed()} (to its opposite where the instants were reversed). Immutable.
     *
     * @param from the earlier instant
     * @param to the later instant
     * @param elapsed what {@link BusinessHours#elapsed} answers
     * @param lines in the order of time; a stretch over midnight stands under the date it began on
     * @param version of the hours
     */
    public record Explanation(Instant from, Instant to, Duration elapsed, List<Line> lines, String version) {

        public Explanation {
            lines = List.copyOf(lines);
        }

        /** The open time of the lines. */
        public Duration counted() {
            return lines.stream().map(Line::counted).reduce(Duration.ZERO, Duration::plus);
        }

        /** One line of text: the sum, then each stretch. */
        public String sentence() {
            StringBuilder text = new StringBuilder(shown(elapsed))
                    .append(" of open time from ")
                    .append(from)
                    .append(" to ")
                    .append(to);
            String separator = ": ";
            for (Line line : lines) {
                text.append(separator)
                        .append(line.date())
                        .append(' ')
                        .append(line.kind().words())
                        .append(' ')
                        .append(shown(line.length()));
                separator = ", ";
            }
            return text.toString();
        }

        static String shown(Duration duration) {
            Duration size = duration.abs();
            StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
            long hours = size.toHours();
            if (hours > 0) {
                text.append(hours).append(" h ");
            }
            if (size.toMinutesPart() > 0 || (hours == 0 && size.toSecondsPart() == 0 && size.toNanosPart() == 0)) {
                text.append(size.toMinutesPart()).append(" min ");
            }
            if (size.toSecondsPart() > 0 || size.toNanosPart() > 0) {
                text.append(size.toSecondsPart());
                if (size.toNanosPart() > 0) {
                    String nanos =
                            String.valueOf(1_000_000_000L + size.toNanosPart()).substring(1);
                    text.append('.').append(nanos.replaceAll("0+$", ""));
                }
                text.append(" s ");
            }
            return text.toString().strip();
        }

        /**
         * A stretch of time.
         *
         * @param date the local date that owns it
         * @param from its beginning
         * @param to its end
         * @param kind open, or why not
         */
        public record Line(LocalDate date, Instant from, Instant to, Kind kind) {

            public Line {
                Objects.requireNonNull(date, "date");
                Objects.requireNonNull(kind, "kind");
            }

            /** How long it is. */
            public Duration length() {
                return Duration.between(from, to);
            }

            /** What it adds to the sum: its length where it is open, else nothing. */
            public Duration counted() {
                return kind == Kind.OPEN ? length() : Duration.ZERO;
            }
        }

        /** What a stretch is. */
        public enum Kind {
            OPEN("open"),
            /** The date is a holiday. */
            HOLIDAY("cut by a holiday"),
            /** A break lies over the hours. */
            BREAK("cut by a break"),
            /** The date was closed with {@link BusinessHours#closed}. */
            CLOSED_DATE("cut by a closed date"),
            /** Open here, closed in the hours joined with {@link BusinessHours#and}. */
            OTHER_CLOSED("closed in the other hours"),
            /** Taken out with {@link BusinessHours#minus}. */
            TAKEN_OUT("taken out");

            private final String words;

            Kind(String words) {
                this.words = words;
            }

            String words() {
                return words;
            }
        }
    }

    /**
     * A stretch of time, half-open.
     *
     * @param from the first instant
     * @param to the first instant after it, later than {@code from}
     */
    public record Interval(Instant from, Instant to) {

        public Interval {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "interval ends at " + to + ", expected later than its beginning " + from);
            }
        }

        /** How long it is. */
        public Duration length() {
            return Duration.between(from, to);
        }

        /** Whether the instant lies inside. */
        public boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }

        /** Cut at the local midnights of the zone: what of it belongs to each date, in order; a date begins at the first instant whose wall clock reads it. */
        public Map<LocalDate, Interval> byLocalDate(ZoneId zone) {
            LocalClock clock = new LocalClock(zone);
            Map<LocalDate, Interval> parts = new LinkedHashMap<>();
            Instant at = from;
            while (at.isBefore(to)) {
                LocalDate date = clock.dateBegunBy(at.getEpochSecond());
                Instant midnight =
                        Instant.ofEpochSecond(clock.instantOf(date.plusDays(1).toEpochDay(), 0));
                Instant end = midnight.isBefore(to) ? midnight : to;
                parts.put(date, new Interval(at, end));
                at = end;
            }
            return parts;
        }

        /** Reads as {@code 2027-05-07T13:00:00Z..2027-05-07T16:00:00Z}. */
        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    /** Thrown while business hours are built, where a part of their definition makes no sense. */
    public static final class InvalidException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final Reason code;
        private final String detail;

        InvalidException(Reason code, String detail) {
            super(code.id() + ": " + detail);
            this.code = code;
            this.detail = detail;
        }

        /** The message without the code. */
        String detail() {
            return detail;
        }

        /** {@link Reason#INVALID_HOURS} or {@link Reason#INVALID_CALENDAR}. */
        public Code code() {
            return code;
        }

        /** What can be wrong with the definition of business hours (ticketing specification 5). */
        public enum Reason implements Code {
            /** Opening hours that cannot be read, or that are empty. */
            INVALID_HOURS,
            /** A reversed range of holidays, or two weekly patterns from the same date. */
            INVALID_CALENDAR,
            /** Two intervals of opening hours share time; they are merged. */
            OVERLAP;

            @Override
            public String id() {
                return "HOURS." + name();
            }
        }
    }
}
