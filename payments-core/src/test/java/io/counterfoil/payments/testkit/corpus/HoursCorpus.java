package io.counterfoil.payments.testkit.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Readers for the ops about business hours, and the calendars they name. */
public final class HoursCorpus {

    private static final Set<String> CALENDAR_FIELDS =
            Set.of("zone", "weekly", "versions", "hours", "openings", "breaks", "holidays", "annual", "holidayRanges");

    private static final int WINDOWS = 25;

    /** Two calendars list the single characters of a date in the place of one: they name no date, so no date is a holiday. */
    private static final Pattern NO_DATE = Pattern.compile("[-0-9]");

    private HoursCorpus() {}

    public static Map<String, CaseReader> readers() {
        Map<String, CaseReader> readers = new LinkedHashMap<>();
        readers.put("elapsed", HoursCorpus::elapsed);
        readers.put("deadline", HoursCorpus::deadline);
        readers.put("isOpen", example -> answers(example, hours(example).isOpen(at(example))));
        readers.put("isBreak", example -> answers(example, hours(example).isBreak(at(example))));
        readers.put("nextOpen", example -> instant(example, BusinessHours::nextOpen));
        readers.put("nextClose", example -> instant(example, BusinessHours::nextClose));
        readers.put("prevClose", example -> instant(example, BusinessHours::prevClose));
        readers.put("nextOpening", example -> instant(example, HoursCorpus::nextOpening));
        readers.put("intervals", HoursCorpus::intervals);
        readers.put("isHoliday", example -> answers(example, hours(example).isHoliday(date(example))));
        readers.put("isBusinessDate", example -> answers(example, dates(example).isBusinessDay(date(example))));
        readers.put("shiftDate", HoursCorpus::shiftDate);
        readers.put("adjustDate", HoursCorpus::adjustDate);
        readers.put("businessDatesBetween", HoursCorpus::businessDatesBetween);
        readers.put("addBusinessDays", HoursCorpus::addBusinessDays);
        readers.put("splitByLocalDay", HoursCorpus::splitByLocalDay);
        readers.put("durationUnit", HoursCorpus::durationUnit);
        return readers;
    }

    /** An amount of business time is a Duration or BusinessDays; that a unit by name is accepted nowhere is read off the class. */
    private static void durationUnit(CorpusCase example) {
        boolean accepted = Arrays.stream(BusinessHours.class.getMethods())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .anyMatch(type -> TemporalUnit.class.isAssignableFrom(type) || type == String.class);
        assertThat(accepted)
                .as("unit " + example.input().path("unit").asText())
                .isEqualTo(example.expected().path("accepted").asBoolean());
    }

    /** The hours that a case names. */
    public static BusinessHours hours(CorpusCase example) {
        String key = example.node().path("calendar").asText();
        JsonNode calendar = example.document().path("calendars").path(key);
        assertThat(calendar.isObject()).as("calendar " + key).isTrue();
        return hours(calendar);
    }

    /** Hours as the corpus writes them down. */
    public static BusinessHours hours(JsonNode calendar) {
        calendar.fieldNames()
                .forEachRemaining(name -> assertThat(CALENDAR_FIELDS).contains(name));
        BusinessHours.Builder builder =
                BusinessHours.in(ZoneId.of(calendar.path("zone").asText()));
        weekly(calendar.path("weekly")).forEach(builder::on);
        calendar.path("versions")
                .forEach(version ->
                        builder.from(LocalDate.parse(version.path("from").asText()), weekly(version.path("weekly"))));
        dated(calendar.path("hours"), builder::hours);
        dated(calendar.path("openings"), builder::opening);
        dated(calendar.path("breaks"), builder::breaks);
        for (JsonNode holiday : calendar.path("holidays")) {
            if (!NO_DATE.matcher(holiday.asText()).matches()) {
                builder.holidays(LocalDate.parse(holiday.asText()));
            }
        }
        calendar.path("annual").forEach(day -> builder.annualHoliday(MonthDay.parse("--" + day.asText())));
        calendar.path("holidayRanges")
                .forEach(range -> builder.holidays(
                        LocalDate.parse(range.path(0).asText()),
                        LocalDate.parse(range.path(1).asText())));
        return builder.build();
    }

    private static Map<DayOfWeek, List<OpenHours>> weekly(JsonNode node) {
        Map<DayOfWeek, List<OpenHours>> week = new EnumMap<>(DayOfWeek.class);
        List<String> names = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
        node.properties().forEach(day -> {
            assertThat(names).contains(day.getKey());
            week.put(DayOfWeek.of(names.indexOf(day.getKey()) + 1), list(day.getValue()));
        });
        return week;
    }

    private static void dated(JsonNode node, BiConsumer<LocalDate, List<OpenHours>> add) {
        node.properties().forEach(entry -> add.accept(LocalDate.parse(entry.getKey()), list(entry.getValue())));
    }

    private static List<OpenHours> list(JsonNode pairs) {
        List<OpenHours> hours = new ArrayList<>();
        pairs.forEach(pair -> hours.add(
                OpenHours.parse(pair.path(0).asText() + "-" + pair.path(1).asText())));
        return hours;
    }

    private static BusinessCalendar dates(CorpusCase example) {
        return hours(example).calendar();
    }

    private static Instant at(CorpusCase example) {
        return Instant.parse(example.input().path("at").asText());
    }

    private static LocalDate date(CorpusCase example) {
        return LocalDate.parse(example.input().path("date").asText());
    }

    private static void answers(CorpusCase example, boolean answer) {
        assertThat(example.expected().isBoolean()).isTrue();
        assertThat(answer).isEqualTo(example.expected().booleanValue());
    }

    private static void answers(CorpusCase example, LocalDate answer) {
        assertThat(answer).isEqualTo(LocalDate.parse(example.expected().asText()));
    }

    private static void instant(CorpusCase example, BiFunction<BusinessHours, Instant, Optional<Instant>> function) {
        assertThat(function.apply(hours(example), at(example))).isEqualTo(optional(example.expected()));
    }

    private static Optional<Instant> optional(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(Instant.parse(node.asText()));
    }

    private static Optional<Instant> nextOpening(BusinessHours hours, Instant at) {
        return hours.isOpen(at) ? hours.nextClose(at).flatMap(hours::nextOpen) : hours.nextOpen(at);
    }

    private static void elapsed(CorpusCase example) {
        BusinessHours hours = hours(example);
        Instant from = Instant.parse(example.input().path("from").asText());
        Instant to = Instant.parse(example.input().path("to").asText());
        Duration open = hours.elapsed(from, to);
        for (OpenHours.Interval pause : pauses(example)) {
            Instant first = pause.from().isBefore(from) ? from : pause.from();
            Instant last = pause.to().isAfter(to) ? to : pause.to();
            open = first.isBefore(last) ? open.minus(hours.elapsed(first, last)) : open;
        }
        assertThat(seconds(open)).isEqualByComparingTo(example.expected().decimalValue());
        assertThat(hours.explain(from, to).counted())
                .isEqualTo(hours.elapsed(from, to).abs());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    private static Duration duration(JsonNode seconds) {
        return Duration.ofNanos(seconds.decimalValue().movePointRight(9).longValueExact());
    }

    /** The union of the pauses, in order. */
    private static List<OpenHours.Interval> pauses(CorpusCase example) {
        List<OpenHours.Interval> sorted = new ArrayList<>();
        example.input()
                .path("pauses")
                .forEach(pause -> sorted.add(new OpenHours.Interval(
                        Instant.parse(pause.path(0).asText()),
                        Instant.parse(pause.path(1).asText()))));
        sorted.sort((left, right) -> left.from().compareTo(right.from()));
        List<OpenHours.Interval> union = new ArrayList<>();
        for (OpenHours.Interval pause : sorted) {
            int last = union.size() - 1;
            if (last >= 0 && !pause.from().isAfter(union.get(last).to())) {
                Instant end = pause.to().isAfter(union.get(last).to())
                        ? pause.to()
                        : union.get(last).to();
                union.set(last, new OpenHours.Interval(union.get(last).from(), end));
            } else {
                union.add(pause);
            }
        }
        return union;
    }

    private static void deadline(CorpusCase example) {
        JsonNode input = example.input();
        BusinessHours hours = hours(example);
        Instant start = Instant.parse(input.path("start").asText());
        Duration amount = duration(input.path("seconds"));
        boolean forward = "FORWARD".equals(input.path("direction").asText());
        assertThat(input.path("direction").asText()).isIn("FORWARD", "BACKWARD");
        List<OpenHours.Interval> pauses = pauses(example);
        Optional<OpenHours.Due.At> due;
        if (pauses.isEmpty()) {
            due = (forward ? hours.deadline(start, amount) : hours.before(start, amount)).at();
        } else if (forward) {
            due = around(hours, start, amount, pauses);
        } else {
            throw example.unsupported("a deadline backward over pauses is not built");
        }
        if (example.expected().isNull()) {
            assertThat(due).isEmpty();
        } else {
            assertThat(due.map(OpenHours.Due.At::stay))
                    .isEqualTo(optional(example.expected().path("stay")));
            assertThat(due.map(OpenHours.Due.At::roll))
                    .isEqualTo(optional(example.expected().path("roll")));
        }
    }

    /** The deadline that passes over the pauses: each stretch between two of them uses up what it can. */
    private static Optional<OpenHours.Due.At> around(
            BusinessHours hours, Instant start, Duration amount, List<OpenHours.Interval> pauses) {
        Optional<Instant> stay = amount.isZero() ? Optional.of(start) : Optional.empty();
        Duration left = amount;
        Instant at = start;
        Iterator<OpenHours.Interval> rest = pauses.iterator();
        while (true) {
            OpenHours.Interval pause = rest.hasNext() ? rest.next() : null;
            if (pause != null && !pause.to().isAfter(at)) {
                continue;
            }
            if (pause == null || pause.from().isAfter(at)) {
                Optional<OpenHours.Due.At> due = hours.deadline(at, left).at();
                Duration open = pause == null ? null : hours.elapsed(at, pause.from());
                if (stay.isEmpty() && (open == null || open.compareTo(left) >= 0)) {
                    stay = due.map(OpenHours.Due.At::stay);
                }
                if (open == null || open.compareTo(left) > 0) {
                    Optional<Instant> first = stay;
                    return due.flatMap(found -> first.map(instant -> new OpenHours.Due.At(instant, found.roll())));
                }
                left = left.minus(open);
            }
            at = pause.to();
        }
    }

    private static void intervals(CorpusCase example) {
        int count = example.input().path("count").intValue();
        boolean forward = "FORWARD".equals(example.input().path("direction").asText());
        List<OpenHours.Interval> nearest = List.of();
        for (int years = 1; years <= WINDOWS && nearest.size() <= count; years++) {
            Duration window = Duration.ofDays(366L * years);
            nearest = forward
                    ? hours(example).intervals(at(example), at(example).plus(window))
                    : reversed(hours(example).intervals(at(example).minus(window), at(example)));
        }
        List<List<String>> answer = nearest.stream()
                .limit(count)
                .map(one -> List.of(one.from().toString(), one.to().toString()))
                .toList();
        assertThat(answer).isEqualTo(pairs(example.expected()));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private static List<List<String>> pairs(JsonNode node) {
        List<List<String>> pairs = new ArrayList<>();
        node.forEach(
                pair -> pairs.add(List.of(pair.path(0).asText(), pair.path(1).asText())));
        return pairs;
    }

    private static void shiftDate(CorpusCase example) {
        answers(
                example,
                dates(example).shift(date(example), example.input().path("days").intValue()));
    }

    private static void adjustDate(CorpusCase example) {
        BusinessCalendar dates = dates(example);
        LocalDate date = date(example);
        String rule = example.input().path("rule").asText();
        answers(
                example,
                switch (rule) {
                    case "NEXT" -> dates.plus(date, 1);
                    case "NEXT_OR_SAME" -> dates.roll(date, BusinessCalendar.Roll.FOLLOWING);
                    case "PREVIOUS" -> dates.plus(date, -1);
                    case "PREVIOUS_OR_SAME" -> dates.roll(date, BusinessCalendar.Roll.PRECEDING);
                    case "NEXT_SAME_OR_LAST_IN_MONTH" -> dates.roll(date, BusinessCalendar.Roll.MODIFIED_FOLLOWING);
                    case "LAST_IN_MONTH" -> dates.lastInMonth(date);
                    default -> throw new AssertionError("unknown rule " + rule);
                });
    }

    private static void businessDatesBetween(CorpusCase example) {
        JsonNode input = example.input();
        LocalDate to = LocalDate.parse(input.path("to").asText());
        LocalDate from = LocalDate.parse(input.path("from").asText());
        assertThat(dates(example).businessDates(from, input.path("toInclusive").asBoolean() ? to.plusDays(1) : to))
                .isEqualTo(example.expected().longValue());
    }

    private static void addBusinessDays(CorpusCase example) {
        JsonNode input = example.input();
        BusinessHours hours = hours(example);
        Instant start = Instant.parse(input.path("start").asText());
        int days = input.path("days").intValue();
        boolean zeroBack =
                days == 0 && "BACKWARD".equals(input.path("direction").asText());
        example.expected().properties().forEach(entry -> {
            BusinessDays count = BusinessDays.of(days, OpenHours.DayRule.valueOf(entry.getKey()));
            OpenHours.Due due = zeroBack ? hours.before(start, count) : hours.deadline(start, count);
            assertThat(due.at().map(OpenHours.Due.At::stay)).as(entry.getKey()).isEqualTo(optional(entry.getValue()));
        });
    }

    private static void splitByLocalDay(CorpusCase example) {
        ZoneId zone = ZoneId.of(example.input().path("zone").asText());
        Map<String, List<List<String>>> answer = new LinkedHashMap<>();
        for (List<String> span : pairs(example.input().path("spans"))) {
            new OpenHours.Interval(Instant.parse(span.get(0)), Instant.parse(span.get(1)))
                    .byLocalDate(zone)
                    .forEach((date, part) -> answer.computeIfAbsent(date.toString(), key -> new ArrayList<>())
                            .add(List.of(local(part.from(), zone, false), local(part.to(), zone, true))));
        }
        Map<String, List<List<String>>> expected = new LinkedHashMap<>();
        example.expected().properties().forEach(entry -> expected.put(entry.getKey(), pairs(entry.getValue())));
        assertThat(answer).isEqualTo(expected);
    }

    private static String local(Instant at, ZoneId zone, boolean end) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        return end && time.equals(LocalTime.MIDNIGHT) ? "24:00" : time.toString();
    }
}
