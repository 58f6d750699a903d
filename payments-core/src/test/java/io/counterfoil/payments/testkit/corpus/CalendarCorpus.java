package io.counterfoil.payments.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.calendar.Recurrence;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Readers for the ops about business days. */
public final class CalendarCorpus {

    private CalendarCorpus() {}

    public static Map<String, CaseReader> readers() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.put("roll", CalendarCorpus::roll);
        readers.put("add_business_days", CalendarCorpus::add);
        readers.put("business_days_between", CalendarCorpus::between);
        readers.put("recurrence", CalendarCorpus::recurrence);
        return readers;
    }

    /** The calendar of an input: {@code {"weekend": [DayOfWeek], "holidays": [date]}}, complete. */
    public static BusinessCalendar calendar(JsonNode node) {
        Set<LocalDate> holidays = new HashSet<>();
        node.path("holidays").forEach(date -> holidays.add(LocalDate.parse(date.asText())));
        Set<DayOfWeek> weekend = new HashSet<>();
        node.path("weekend").forEach(day -> weekend.add(DayOfWeek.valueOf(day.asText())));
        return BusinessCalendar.of(HolidayCalendar.of(holidays, weekend));
    }

    static LocalDate date(JsonNode node) {
        return LocalDate.parse(node.asText());
    }

    private static void roll(CorpusCase example) {
        JsonNode input = example.input();
        BusinessCalendar.Roll convention =
                BusinessCalendar.Roll.valueOf(input.path("convention").asText());
        assertThat(calendar(input.path("calendar")).roll(date(input.path("date")), convention))
                .isEqualTo(date(example.expected().path("date")));
    }

    private static void add(CorpusCase example) {
        JsonNode input = example.input();
        assertThat(calendar(input.path("calendar"))
                        .plus(date(input.path("date")), input.path("days").intValue()))
                .isEqualTo(date(example.expected().path("date")));
    }

    private static void between(CorpusCase example) {
        JsonNode input = example.input();
        assertThat(calendar(input.path("calendar")).between(date(input.path("from")), date(input.path("to"))))
                .isEqualTo(example.expected().path("days").intValue());
    }

    private static void recurrence(CorpusCase example) {
        JsonNode input = example.input();
        Recurrence recurrence = Recurrence.every(
                        input.path("every").intValue(),
                        Recurrence.Unit.valueOf(input.path("unit").asText()),
                        date(input.path("start")))
                .rolled(BusinessCalendar.Roll.valueOf(input.path("roll").asText()));
        if (!input.path("daysOfMonth").isNull()) {
            List<Integer> days = new ArrayList<>();
            input.path("daysOfMonth").forEach(day -> days.add(day.intValue()));
            recurrence = recurrence.onDaysOfMonth(days);
        }
        List<Recurrence.Occurrence> expected = new ArrayList<>();
        example.expected()
                .path("dates")
                .forEach(one ->
                        expected.add(new Recurrence.Occurrence(date(one.path("nominal")), date(one.path("adjusted")))));
        BusinessCalendar calendar = calendar(input.path("calendar"));
        assertThat(recurrence.first(input.path("count").intValue(), calendar)).isEqualTo(expected);
        DateRange all = DateRange.of(
                date(input.path("start")), expected.get(expected.size() - 1).nominal());
        assertThat(recurrence.occurrences(all, calendar)).isEqualTo(expected);
    }
}
