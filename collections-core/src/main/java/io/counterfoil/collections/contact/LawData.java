package io.counterfoil.collections.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The figures of a law, read from the module's own table.
 *
 * @param pack which law
 * @param citation where it stands
 * @param scope to whom it applies
 * @param maxCalls calls allowed in the window; 0 where calls are not counted
 * @param windowDays days of the window, today among them
 * @param quietDays days after a conversation, its day being the first; 0 for none
 * @param week permitted hours by day
 * @param closedOnHolidays whether holidays have no permitted hours
 * @param noticeDays days after a written notice before the first call; 0 where no notice is needed
 * @param confirmed whether every figure was compared with the rule book
 */
record LawData(
        ContactLaw.Pack pack,
        String citation,
        String scope,
        int maxCalls,
        int windowDays,
        int quietDays,
        Map<DayOfWeek, LawData.Hours> week,
        boolean closedOnHolidays,
        int noticeDays,
        boolean confirmed) {

    private static final String TABLE = "contact-laws.properties";
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    /**
     * Permitted hours of a day.
     *
     * @param from the first minute inside
     * @param to the first minute outside
     */
    record Hours(LocalTime from, LocalTime to) {}

    Optional<Hours> hours(DayOfWeek day) {
        return Optional.ofNullable(week.get(day));
    }

    static LawData of(ContactLaw.Pack pack) {
        Properties table = new Properties();
        try (InputStream in = Objects.requireNonNull(LawData.class.getResourceAsStream(TABLE), TABLE)) {
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("table of contact laws", e);
        }
        return new LawData(
                pack,
                text(table, pack, "citation"),
                text(table, pack, "scope"),
                number(table, pack, "maxCalls"),
                number(table, pack, "windowDays"),
                number(table, pack, "quietDaysAfterConversation"),
                week(text(table, pack, "hours")),
                text(table, pack, "holidays").equals("closed"),
                number(table, pack, "daysAfterNoticeBeforeCall"),
                Boolean.parseBoolean(text(table, pack, "confirmed")));
    }

    private static String text(Properties table, ContactLaw.Pack pack, String field) {
        return Objects.requireNonNull(table.getProperty(pack + "." + field), pack + "." + field);
    }

    private static int number(Properties table, ContactLaw.Pack pack, String field) {
        return Integer.parseInt(text(table, pack, field));
    }

    /** Reads {@code MON-SAT 07:00 21:00, SUN 13:00 17:00}. */
    private static Map<DayOfWeek, Hours> week(String text) {
        Map<DayOfWeek, Hours> week = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(part -> {
            String[] words = part.split(" ", -1);
            String[] days = words[0].split("-", -1);
            Hours hours = new Hours(LocalTime.parse(words[1]), LocalTime.parse(words[2]));
            for (int day = DAYS.indexOf(days[0]); day <= DAYS.indexOf(days[days.length - 1]); day++) {
                week.put(DayOfWeek.of(day + 1), hours);
            }
        });
        return week;
    }
}
