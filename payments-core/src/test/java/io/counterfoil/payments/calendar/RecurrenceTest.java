package io.counterfoil.payments.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.Recurrence.Occurrence;
import io.counterfoil.payments.calendar.Recurrence.Unit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

    private final BusinessCalendar weekdays =
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));

    @Test
    @DisplayName("PAY-06 the 31st comes back after a short month, and rolling changes no later date")
    void anchored() {
        Recurrence monthly =
                Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 31)).rolled(BusinessCalendar.Roll.FOLLOWING);
        assertThat(monthly.first(3, weekdays))
                .containsExactly(
                        occurrence("2027-01-31", "2027-02-01"),
                        occurrence("2027-02-28", "2027-03-01"),
                        occurrence("2027-03-31", "2027-03-31"));
    }

    @Test
    @DisplayName("PAY-06 days of the month that a month has not are its last day, once")
    void daysOfMonth() {
        Recurrence twice =
                Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 31)).onDaysOfMonth(List.of(30, -1));
        assertThat(twice.first(4, weekdays))
                .extracting(one -> one.nominal().toString())
                .containsExactly("2027-01-31", "2027-02-28", "2027-03-30", "2027-03-31");
        assertThatThrownBy(() -> twice.onDaysOfMonth(List.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Recurrence.every(1, Unit.WEEK, LocalDate.of(2027, 1, 1)).onDaysOfMonth(List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recurrence.every(0, Unit.DAY, LocalDate.of(2027, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    @Label("property 4: nominal dates strictly increase and depend on no count")
    void nominalDatesIncreaseAndDependOnNoCount(
            @ForAll @IntRange(max = 800) int offset,
            @ForAll @IntRange(min = 1, max = 40) int every,
            @ForAll Unit unit,
            @ForAll @IntRange(min = 1, max = 25) int count) {
        LocalDate start = LocalDate.of(2027, 1, 1).plusDays(offset);
        Recurrence recurrence = Recurrence.every(Math.min(every, unit == Unit.YEAR ? 4 : 40), unit, start);
        List<Occurrence> many = recurrence.first(count, weekdays);
        assertThat(recurrence.first(count - 1, weekdays)).isEqualTo(many.subList(0, count - 1));
        for (int at = 1; at < count; at++) {
            assertThat(many.get(at).nominal()).isAfter(many.get(at - 1).nominal());
        }
        LocalDate from = many.get(count / 2).nominal();
        LocalDate to = many.get(count - 1).nominal();
        assertThat(recurrence.occurrences(DateRange.of(from, to), weekdays)).isEqualTo(many.subList(count / 2, count));
    }

    @Property
    @Label("property 4: ... on days of the month too, which are those of a walk from day to day")
    void daysOfTheMonthAreThoseOfAWalk(
            @ForAll @IntRange(max = 800) int offset,
            @ForAll @IntRange(min = 1, max = 5) int every,
            @ForAll("askedDays") Set<Integer> days,
            @ForAll @IntRange(min = 1, max = 25) int count) {
        LocalDate start = LocalDate.of(2027, 1, 1).plusDays(offset);
        Recurrence recurrence = Recurrence.every(every, Unit.MONTH, start).onDaysOfMonth(days);
        List<LocalDate> walked = walk(start, every, days, count);
        List<Occurrence> many = recurrence.first(count, weekdays);
        assertThat(many).extracting(Occurrence::nominal).isEqualTo(walked);
        assertThat(recurrence.first(count - 1, weekdays)).isEqualTo(many.subList(0, count - 1));
        LocalDate end = walked.get(count - 1);
        for (LocalDate day = start.minusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
            assertThat(recurrence.comesOn(day)).as("%s", day).isEqualTo(walked.contains(day));
        }
        assertThat(recurrence.occurrences(DateRange.of(walked.get(count / 2), end), weekdays))
                .isEqualTo(many.subList(count / 2, count));
    }

    @Provide
    Arbitrary<Set<Integer>> askedDays() {
        return Arbitraries.integers()
                .between(1, 32)
                .map(day -> day > 31 ? -1 : day)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Day by day: a day counts where its month is counted and it is asked for, or is the last and a later one, or the last, is asked for. */
    private static List<LocalDate> walk(LocalDate start, int every, Set<Integer> days, int count) {
        List<LocalDate> found = new ArrayList<>();
        for (LocalDate day = start; found.size() < count; day = day.plusDays(1)) {
            int number = day.getDayOfMonth();
            boolean isLast = number == day.lengthOfMonth();
            long months = ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(day));
            if (months % every == 0
                    && days.stream()
                            .anyMatch(asked -> asked == number || (isLast && (asked > number || asked == -1)))) {
                found.add(day);
            }
        }
        return found;
    }

    @Test
    @DisplayName("PAY-06 the 29th of February comes on the 28th in other years, and again in the next leap year")
    void leapDay() {
        Recurrence yearly = Recurrence.every(1, Unit.YEAR, LocalDate.of(2028, 2, 29));
        assertThat(yearly.first(5, weekdays))
                .extracting(one -> one.nominal().toString())
                .containsExactly("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29");
        assertThat(yearly.comesOn(LocalDate.of(2031, 2, 28))).isTrue();
        assertThat(yearly.comesOn(LocalDate.of(2032, 2, 28))).isFalse();
        assertThat(yearly.comesOn(LocalDate.of(2027, 2, 28))).isFalse();
    }

    private static Occurrence occurrence(String nominal, String adjusted) {
        return new Occurrence(LocalDate.parse(nominal), LocalDate.parse(adjusted));
    }
}
