package io.counterfoil.payments.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.Recurrence.Occurrence;
import io.counterfoil.payments.calendar.Recurrence.Unit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
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
                Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 31)).rolled(RollConvention.FOLLOWING);
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

    private static Occurrence occurrence(String nominal, String adjusted) {
        return new Occurrence(LocalDate.parse(nominal), LocalDate.parse(adjusted));
    }
}
