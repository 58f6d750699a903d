package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first day to which both sources must be complete for a match of two lines of one day to be final, window by window. */
class WatermarkTest {

    /** A Thursday. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 11);

    private static final BusinessCalendar WEEKDAYS = BusinessCalendar.of(HolidayCalendar.of(
            "weekdays",
            Set.of(),
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            new DateRange(DAY.minusDays(200), DAY.plusDays(200))));

    private static ItemBatch line(String id) {
        return ItemBatch.builder()
                .id(id)
                .amount("10.00", "GBP")
                .day(DAY)
                .instant(DAY.atTime(9, 0).toInstant(ZoneOffset.UTC))
                .add()
                .build();
    }

    private static boolean isFinal(List<Pass> passes, Optional<LocalDate> left, Optional<LocalDate> right) {
        return isFinal(passes, left, right, WEEKDAYS);
    }

    private static boolean isFinal(
            List<Pass> passes, Optional<LocalDate> left, Optional<LocalDate> right, BusinessCalendar calendar) {
        MatchPlan.Builder plan = MatchPlan.named("test");
        passes.forEach(plan::pass);
        RunOptions options =
                RunOptions.builder().leftCompleteTo(left).rightCompleteTo(right).build();
        return Reconciler.builder(plan.build())
                        .calendar(calendar)
                        .build()
                        .match(line("l"), line("r"), options, new AsOf(DAY, Instant.parse("2027-03-11T12:00:00Z")))
                        .matches()
                        .findFirst()
                        .orElseThrow()
                        .finality()
                == Match.Finality.FINAL;
    }

    /** Final from so many days after the lines' day on, on each side, and not a day before. */
    private static void finalFrom(int left, int right, Pass... passes) {
        Optional<LocalDate> leftDay = Optional.of(DAY.plusDays(left));
        Optional<LocalDate> rightDay = Optional.of(DAY.plusDays(right));
        assertThat(isFinal(List.of(passes), leftDay, rightDay)).as("complete").isTrue();
        assertThat(isFinal(List.of(passes), leftDay.map(d -> d.minusDays(1)), rightDay))
                .as("a day of the left is missing")
                .isFalse();
        assertThat(isFinal(List.of(passes), leftDay, rightDay.map(d -> d.minusDays(1))))
                .as("a day of the right is missing")
                .isFalse();
        assertThat(isFinal(List.of(passes), leftDay, Optional.empty())).isTrue();
        assertThat(isFinal(List.of(passes), Optional.empty(), rightDay)).isTrue();
    }

    private static Pass amount(Window window) {
        return Pass.oneToOne("amount").on(AMOUNT).within(window).suggest();
    }

    @Test
    @DisplayName(
            "REC-41 a right line may come up to the end of the window after the left, a left one up to its beginning before the right")
    void days() {
        finalFrom(1, 2, amount(Window.days(-1, 2).from(Side.LEFT)));
        finalFrom(2, 1, amount(Window.days(-1, 2).from(Side.RIGHT)));
        finalFrom(0, 3, amount(Window.days(0, 3).from(Side.LEFT)));
        finalFrom(2, 2, amount(Window.days(0, 2)));
        finalFrom(0, 0, amount(Window.sameDay()));
    }

    @Test
    @DisplayName("REC-41 REC-13 rivals count: the contest scope, and the windows of the passes before")
    void widest() {
        finalFrom(4, 4, amount(Window.days(0, 1)).contest(Window.days(0, 4)));
        Pass before = Pass.oneToOne("before")
                .on(REFERENCE, AMOUNT)
                .within(Window.days(0, 6))
                .suggest();
        finalFrom(6, 6, before, amount(Window.days(0, 1)));
        finalFrom(
                1,
                1,
                amount(Window.days(0, 1)),
                Pass.oneToOne("after").on(AMOUNT).within(Window.days(0, 6)).suggest());
    }

    @Test
    @DisplayName("REC-41 REC-08 business days are counted to the last calendar day inside, over the weekend")
    void businessDays() {
        // Thursday: Friday is one, Monday two
        finalFrom(0, 4, amount(Window.businessDays(0, 2).from(Side.LEFT)));
        finalFrom(4, 0, amount(Window.businessDays(0, 2).from(Side.RIGHT)));
    }

    @Test
    @DisplayName("REC-41 REC-08 a match whose window ends after the calendar is provisional, whatever sources promise")
    void calendarEnds() {
        Optional<LocalDate> later = Optional.of(DAY.plusYears(1));
        for (int covered = 0; covered < 6; covered++) {
            BusinessCalendar calendar = BusinessCalendar.of(HolidayCalendar.of(
                    "short",
                    Set.of(),
                    Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                    new DateRange(DAY.minusDays(200), DAY.plusDays(covered))));
            assertThat(isFinal(List.of(amount(Window.businessDays(0, 2))), later, later, calendar))
                    .as("a calendar that ends " + covered + " days later")
                    .isEqualTo(covered >= 4);
            assertThat(isFinal(
                            List.of(amount(Window.businessDays(0, 2))), Optional.empty(), Optional.empty(), calendar))
                    .as("sources that say nothing of how far they are")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("REC-41 REC-07 a window in seconds reaches to the end of the day after its last whole day")
    void seconds() {
        finalFrom(1, 1, amount(Window.seconds(0, 86_399)));
        finalFrom(2, 2, amount(Window.seconds(0, 86_400)));
    }

    @Test
    @DisplayName("REC-41 without a window nothing is final while a source is not complete")
    void withoutWindow() {
        Pass pass = Pass.oneToOne("amount").on(AMOUNT).suggest();
        assertThat(isFinal(List.of(pass), Optional.empty(), Optional.empty())).isTrue();
        assertThat(isFinal(List.of(pass), Optional.of(DAY.plusYears(1)), Optional.empty()))
                .isFalse();
        assertThat(isFinal(List.of(pass), Optional.empty(), Optional.of(DAY.plusYears(1))))
                .isFalse();
    }
}
