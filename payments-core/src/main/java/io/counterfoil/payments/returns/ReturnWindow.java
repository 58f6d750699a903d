package io.counterfoil.payments.returns;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Until when a payment may come back: so many days of a kind, counted from a day, both read from the rail's rules (payments specification 4.5).
 *
 * <p>The last day itself is in time. Calendar days are not rolled: a window may end on a Sunday. Immutable.
 *
 * @param kind how it is counted
 * @param count how many, 0 for kinds that have no date
 * @param from the day it is counted from
 */
public record ReturnWindow(Kind kind, int count, From from) {

    /** A date of this window is not tabled. */
    public static final ReturnWindow UNSPECIFIED = new ReturnWindow(Kind.UNSPECIFIED, 0, From.SETTLEMENT);

    /** It may come back for ever, such as a Bacs Direct Debit under the guarantee. */
    public static final ReturnWindow UNENDING = new ReturnWindow(Kind.UNENDING, 0, From.SETTLEMENT);

    public ReturnWindow {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        if (count < 0 || (count > 0 && !kind.dated)) {
            throw new IllegalArgumentException("window of " + count + " " + kind
                    + (kind.dated ? ", expected 0 or more" : ", expected 0: the kind has no count"));
        }
    }

    /** So many banking days after settlement. */
    public static ReturnWindow bankingDays(int days) {
        return new ReturnWindow(Kind.BANKING_DAYS, days, From.SETTLEMENT);
    }

    /** So many calendar days after settlement. */
    public static ReturnWindow calendarDays(int days) {
        return new ReturnWindow(Kind.CALENDAR_DAYS, days, From.SETTLEMENT);
    }

    /** So many months after settlement. */
    public static ReturnWindow months(int months) {
        return new ReturnWindow(Kind.MONTHS, months, From.SETTLEMENT);
    }

    /** Counted from another day. */
    public ReturnWindow from(From day) {
        return new ReturnWindow(kind, count, day);
    }

    /** The last day in time, for a window counted from the given day; empty where it has no date. */
    public Optional<LocalDate> lastDay(LocalDate start, BusinessCalendar calendar) {
        return switch (kind) {
            case BANKING_DAYS -> Optional.of(calendar.plus(start, count));
            case CALENDAR_DAYS -> Optional.of(start.plusDays(count));
            case CALENDAR_DAYS_THEN_NEXT_BANKING_DAY -> Optional.of(calendar.plus(start.plusDays(count), 1));
            case MONTHS -> Optional.of(start.plusMonths(count));
            default -> Optional.empty();
        };
    }

    /** This window for a payment on the terms: where the rule leaves it to PAD category or scheme, that one's; {@link #UNSPECIFIED} where they have none. */
    public ReturnWindow on(RailTerms terms) {
        return switch (kind) {
            case BY_PAD_CATEGORY -> terms.padCategory().map(ReturnWindow::ofPad).orElse(UNSPECIFIED);
            case BY_SCHEME -> terms.scheme().map(ReturnWindow::ofScheme).orElse(UNSPECIFIED);
            default -> this;
        };
    }

    private static ReturnWindow ofPad(RailTerms.PadCategory category) {
        return switch (category) {
            case PERSONAL -> calendarDays(90).from(From.POSTING_DATE);
            case BUSINESS -> bankingDays(10).from(From.POSTING_DATE);
            case CASH_MANAGEMENT -> UNSPECIFIED;
        };
    }

    private static ReturnWindow ofScheme(RailTerms.SepaScheme scheme) {
        return switch (scheme) {
            case SDD_CORE -> bankingDays(5);
            case SDD_B2B, SCT -> bankingDays(3);
            case SCT_INST -> UNSPECIFIED;
        };
    }

    /** Reads {@code BANKING_DAYS:2:SETTLEMENT}, or a kind without count. */
    static ReturnWindow parse(String text) {
        String[] parts = text.split(":", -1);
        Kind kind = Kind.valueOf(parts[0]);
        return parts.length == 1
                ? new ReturnWindow(kind, 0, From.SETTLEMENT)
                : new ReturnWindow(kind, Integer.parseInt(parts[1]), From.valueOf(parts[2]));
    }

    /** Reads as {@code 2 banking days after settlement}, or as the kind where it has no date. */
    @Override
    public String toString() {
        String words = words(kind);
        String one = count == 1 && words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
        return kind.dated ? count + " " + one + " after " + words(from) : words;
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How a window is counted. */
    public enum Kind {
        /** Banking days of the rail. */
        BANKING_DAYS(true),
        /** Calendar days. */
        CALENDAR_DAYS(true),
        /** The first banking day strictly after so many calendar days. */
        CALENDAR_DAYS_THEN_NEXT_BANKING_DAY(true),
        /** Calendar months, clamped to the month's end. */
        MONTHS(true),
        /** Left to the PAD category of the mandate. */
        BY_PAD_CATEGORY(false),
        /** Left to the SEPA scheme. */
        BY_SCHEME(false),
        /** With the next file after processing. */
        NEXT_FILE(false),
        /** Only before the payment settles. */
        BEFORE_SETTLEMENT(false),
        /** When both banks agree. */
        BY_AGREEMENT(false),
        /** When the receiver refuses. */
        UPON_REFUSAL(false),
        /** Without end. */
        UNENDING(false),
        /** Not tabled. */
        UNSPECIFIED(false);

        private final boolean dated;

        Kind(boolean dated) {
            this.dated = dated;
        }
    }

    /** The day a window is counted from. */
    public enum From {
        /** The settlement of the payment. */
        SETTLEMENT,
        /** The due date of the payment. */
        DUE_DATE,
        /** The posting to the payer's account. */
        POSTING_DATE,
        /** The settlement of the return. */
        RETURN_SETTLEMENT,
        /** The settlement of the dishonoured return. */
        DISHONOUR_SETTLEMENT,
        /** The receipt of the recall. */
        RECALL
    }
}
