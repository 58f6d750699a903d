package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnWindow.From;
import io.counterfoil.payments.returns.ReturnWindow.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Windows and retries against rules that are slow and obvious. */
class ReturnProperties {

    private static final BusinessCalendar FED = BusinessCalendar.Rails.fed();

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers()
                .between(0, 1_500)
                .map(days -> LocalDate.of(2024, 1, 1).plusDays(days));
    }

    @Provide
    Arbitrary<ReturnReason> reasons() {
        return Arbitraries.of(List.of(Rail.ACH, Rail.EFT_CA, Rail.BACS, Rail.SEPA).stream()
                .flatMap(rail -> ReturnCodes.bundled().reasons(rail).stream())
                .toList());
    }

    /** Walks day by day until so many banking days are behind. */
    private static LocalDate walk(LocalDate start, int bankingDays) {
        LocalDate day = start;
        int left = bankingDays;
        while (left > 0) {
            day = day.plusDays(1);
            left -= FED.isBusinessDay(day) ? 1 : 0;
        }
        return day;
    }

    @Property
    void bankingDaysAreWalkedOneByOne(@ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 15) int count) {
        assertThat(ReturnWindow.bankingDays(count).lastDay(start, FED)).contains(walk(start, count));
    }

    @Property
    void theDayAfterSixtyIsABankingDayStrictlyAfterThemAndTheFirst(@ForAll("days") LocalDate start) {
        LocalDate last = new ReturnWindow(Kind.CALENDAR_DAYS_THEN_NEXT_BANKING_DAY, 60, From.SETTLEMENT)
                .lastDay(start, FED)
                .orElseThrow();
        assertThat(last).isEqualTo(walk(start.plusDays(60), 1));
    }

    @Property
    void aLaterSettlementNeverHasAnEarlierDeadline(
            @ForAll("reasons") ReturnReason reason,
            @ForAll("days") LocalDate settledOn,
            @ForAll @IntRange(min = 0, max = 40) int later) {
        RailTerms terms = RailTerms.of(reason.rail());
        Optional<LocalDate> first = reason.deadline(terms, settledOn, FED);
        Optional<LocalDate> second = reason.deadline(terms, settledOn.plusDays(later), FED);
        assertThat(second.isPresent()).isEqualTo(first.isPresent());
        first.ifPresent(day -> assertThat(second.orElseThrow()).isAfterOrEqualTo(day));
    }

    @Property
    void aReturnIsTimelyExactlyUpToItsDeadline(
            @ForAll("reasons") ReturnReason reason,
            @ForAll("days") LocalDate settledOn,
            @ForAll @IntRange(min = 0, max = 500) int later) {
        RailTerms terms = RailTerms.of(reason.rail());
        LocalDate returnedOn = settledOn.plusDays(later);
        ReturnReason.Timeliness timeliness = reason.timeliness(terms, settledOn, returnedOn, FED);
        Optional<LocalDate> deadline = reason.deadline(terms, settledOn, FED);
        assertThat(timeliness.deadline()).isEqualTo(deadline);
        assertThat(timeliness.isLate())
                .isEqualTo(deadline.map(day -> day.toEpochDay() < returnedOn.toEpochDay())
                        .orElse(false));
        timeliness.answer().ifPresent(answer -> {
            assertThat(timeliness.isLate()).isTrue();
            assertThat(answer.lastDay()).isAfter(returnedOn);
        });
    }

    @Property
    void aRetryIsAllowedExactlyWhereNothingSpeaksAgainstIt(
            @ForAll("reasons") ReturnReason reason,
            @ForAll("days") LocalDate settledOn,
            @ForAll @IntRange(min = 0, max = 5) int backAfter,
            @ForAll @IntRange(min = 0, max = 200) int retryAfter,
            @ForAll @IntRange(min = 0, max = 3) int made) {
        LocalDate returnedOn = settledOn.plusDays(backAfter);
        LocalDate on = returnedOn.plusDays(retryAfter);
        ReturnReason.RetryBudget budget = reason.budget();
        boolean late = budget.lastDay(settledOn, returnedOn)
                .map(last -> last.toEpochDay() < on.toEpochDay())
                .orElse(false);
        ReturnCodes.RetryAnswer.Request request = ReturnCodes.RetryAnswer.Request.of(settledOn, returnedOn, made, on);
        assertThat(reason.retry(request).isAllowed())
                .isEqualTo(budget.isRetriable() && made < budget.retries() && !late);
        assertThat(reason.retry(request.withOtherAmount()).isAllowed()).isFalse();
    }
}
