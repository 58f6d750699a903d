package io.counterfoil.payments.json;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/** Types of the platform that are written as strings, and how they are read. */
final class TextValues {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(CharSequence.class, text -> text),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(ZonedDateTime.class, ZonedDateTime::parse),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(YearMonth.class, YearMonth::parse),
            Map.entry(MonthDay.class, MonthDay::parse),
            Map.entry(Year.class, Year::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(Period.class, Period::parse),
            Map.entry(DayOfWeek.class, DayOfWeek::valueOf),
            Map.entry(ZoneId.class, ZoneId::of),
            Map.entry(Code.class, Code::of),
            Map.entry(CurrencyUnit.class, TextValues::currency),
            Map.entry(byte[].class, text -> Base64.getDecoder().decode(text)));

    /** Before the name of points of a host's, which no list of currencies has: a mistyped currency is never taken for points. */
    private static final String POINTS = "points:";

    private TextValues() {}

    static String text(CurrencyUnit currency) {
        String code = currency.getCurrencyCode();
        return isKnown(code) ? code : POINTS + code;
    }

    /** Whether the code says it all: a currency of ISO 4217, or plain points. */
    static boolean isKnown(String code) {
        return code.equals("PTS") || Monetary.isCurrencyAvailable(code);
    }

    private static CurrencyUnit currency(String text) {
        return text.startsWith(POINTS)
                ? Amounts.points(text.substring(POINTS.length()))
                : Amounts.in(text).currency();
    }

    static boolean knows(Class<?> type) {
        return type.isEnum() || PARSERS.containsKey(type);
    }

    static Object parse(String text, Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no constant of " + type.getSimpleName()));
        }
        Function<String, Object> parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalArgumentException("no text of " + type.getSimpleName());
        }
        return parser.apply(text);
    }

    /** What would have been right, where there are few answers. */
    static String expected(Class<?> type) {
        return type.isEnum() ? ", expected one of " + Arrays.toString(type.getEnumConstants()) : "";
    }
}
