package io.counterfoil.payments.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

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
