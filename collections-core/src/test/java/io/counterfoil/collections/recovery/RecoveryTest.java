package io.counterfoil.collections.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.recovery.PaymentAttempt.FailureClass;
import io.counterfoil.collections.recovery.RecoveryAdvice.Action;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf LATER = new AsOf(LocalDate.of(2027, 12, 31), Instant.MAX);
    private static final Recovery STANDARD = Recovery.of(RecoverySchedule.standard());

    private static PaymentAttempt.Builder attempt(int day) {
        return PaymentAttempt.builder()
                .id("a" + day)
                .party(PartyId.of("acme"))
                .amount(Amounts.in("GBP").of("10.00"))
                .on(DAY.plusDays(day))
                .recordedAt(DAY.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC))
                .state(PaymentAttempt.State.FAILED)
                .failureClass(FailureClass.SOFT);
    }

    private static List<PaymentAttempt> failed(int... days) {
        List<PaymentAttempt> attempts = new ArrayList<>();
        for (int day : days) {
            attempts.add(attempt(day).build());
        }
        return attempts;
    }

    private static RecoveryAdvice next(PaymentAttempt... attempts) {
        return STANDARD.propose(List.of(attempts), LATER);
    }

    @Test
    @DisplayName("COL-64 a soft failure is tried again on days 1, 3, 5 and 7 after the first, then the link is sent")
    void softFailures() {
        assertThat(STANDARD.propose(failed(0), LATER).on()).contains(DAY.plusDays(1));
        assertThat(STANDARD.propose(failed(0, 1), LATER).on()).contains(DAY.plusDays(3));
        assertThat(STANDARD.propose(failed(0, 1, 3), LATER).on()).contains(DAY.plusDays(5));
        RecoveryAdvice fourth = STANDARD.propose(failed(0, 1, 3, 5), LATER);
        assertThat(fourth.action()).isEqualTo(Action.RETRY);
        assertThat(fourth.on()).contains(DAY.plusDays(7));
        assertThat(fourth.sentence()).isEqualTo("try 4 of 4 on 2027-03-08");
        RecoveryAdvice spent = STANDARD.propose(failed(0, 1, 3, 5, 7), LATER);
        assertThat(spent.action()).isEqualTo(Action.STOP_RETRY);
        assertThat(spent.then()).contains(Action.RESEND_LINK);
        assertThat(spent.on()).isEmpty();
        assertThat(spent.evidence().facts().get(0).code()).isEqualTo(Recovery.Reason.SCHEDULE_SPENT);
        assertThat(spent.sentence()).isEqualTo("4 tries were made, the schedule has 4");
    }

    @Test
    @DisplayName("COL-64 a try comes at least a day after the last, on the next open day, and not beyond the time")
    void tryDays() {
        assertThat(STANDARD.propose(failed(0, 4), LATER).on()).contains(DAY.plusDays(5));
        BusinessCalendar closed =
                BusinessCalendar.of(HolidayCalendar.of(Set.of(DAY.plusDays(1), DAY.plusDays(2)), Set.of()));
        Recovery open = Recovery.of(
                RecoverySchedule.standard().toBuilder().calendar(closed).build());
        assertThat(open.propose(failed(0), LATER).on()).contains(DAY.plusDays(3));
        Recovery tight = Recovery.of(
                RecoverySchedule.standard().toBuilder().withinDays(5).build());
        assertThat(tight.propose(failed(0, 4), LATER).on()).contains(DAY.plusDays(5));
        RecoveryAdvice late = tight.propose(failed(0, 5), LATER);
        assertThat(late.action()).isEqualTo(Action.STOP_RETRY);
        assertThat(late.evidence().facts().get(0).code()).isEqualTo(Recovery.Reason.TIME_SPENT);
        assertThat(late.sentence()).isEqualTo("the next try would be on 2027-03-07, more than 5 days after 2027-03-01");
    }

    @Test
    @DisplayName("COL-64 a code's own cap binds before the schedule, the least of all of them")
    void codeBudget() {
        RecoveryAdvice one = STANDARD.propose(
                List.of(
                        attempt(0).retryBudget(5).build(),
                        attempt(1).retryBudget(1).build()),
                LATER);
        assertThat(one.action()).isEqualTo(Action.STOP_RETRY);
        assertThat(one.evidence().facts().get(0).code()).isEqualTo(Recovery.Reason.CODE_BUDGET_SPENT);
        assertThat(one.sentence()).isEqualTo("1 tries were made, the code of the failure allows 1");
        assertThat(next(attempt(0).retryBudget(1).build()).action()).isEqualTo(Action.RETRY);
        assertThat(next(attempt(0).retryBudget(0).build()).action()).isEqualTo(Action.STOP_RETRY);
        Recovery two = Recovery.of(
                RecoverySchedule.standard().toBuilder().maxRetries(2).build());
        assertThat(two.propose(failed(0, 1), LATER).action()).isEqualTo(Action.RETRY);
        assertThat(two.propose(failed(0, 1, 3), LATER).action()).isEqualTo(Action.STOP_RETRY);
    }

    @Test
    @DisplayName(
            "COL-64 hard declines and frauds are never tried again, whatever came after; other classes have their own way")
    void classes() {
        assertThat(next(
                                attempt(0).failureClass(FailureClass.HARD).build(),
                                attempt(1).build())
                        .sentence())
                .isEqualTo("attempt a0 failed for HARD: never try again, somebody looks");
        RecoveryAdvice fraud = next(attempt(0).failureClass(FailureClass.FRAUD).build());
        assertThat(fraud.action()).isEqualTo(Action.REVIEW);
        assertThat(fraud.evidence().facts().get(0).code()).isEqualTo(Recovery.Reason.FRAUD);
        assertThat(next(attempt(0).failureClass(FailureClass.AUTHENTICATE).build())
                        .action())
                .isEqualTo(Action.RESEND_LINK);
        assertThat(next(attempt(0).failureClass(FailureClass.UPDATE_METHOD).build())
                        .action())
                .isEqualTo(Action.ASK_NEW_METHOD);
        assertThat(next(attempt(0).failureClass(FailureClass.DATA_ERROR).build())
                        .action())
                .isEqualTo(Action.CORRECT_DATA);
        RecoveryAdvice hours =
                next(attempt(0).failureClass(FailureClass.TRANSIENT).build());
        assertThat(hours.action()).isEqualTo(Action.RETRY);
        assertThat(hours.on()).contains(DAY);
        assertThat(hours.notBefore()).contains(Instant.parse("2027-03-01T16:00:00Z"));
        assertThat(next(
                                attempt(0).build(),
                                attempt(1)
                                        .failureClass(FailureClass.AUTHENTICATE)
                                        .build())
                        .action())
                .isEqualTo(Action.RESEND_LINK);
    }

    @Test
    @DisplayName("COL-64 nothing is proposed while a try is on its way, after one succeeded, or before one is known")
    void nothingToDo() {
        PaymentAttempt pending = attempt(1)
                .state(PaymentAttempt.State.PENDING)
                .failureClass(java.util.Optional.empty())
                .build();
        assertThat(next(attempt(0).build(), pending).sentence()).isEqualTo("a try is on its way");
        assertThat(next(
                                attempt(0).build(),
                                pending.toBuilder()
                                        .state(PaymentAttempt.State.SUCCEEDED)
                                        .build())
                        .sentence())
                .isEqualTo("the payment succeeded");
        assertThat(STANDARD.propose(List.of(), LATER).action()).isEqualTo(Action.NONE);
        AsOf before = new AsOf(DAY, DAY.atTime(11, 59).toInstant(ZoneOffset.UTC));
        assertThat(STANDARD.propose(failed(0), before).sentence()).isEqualTo("nothing failed");
        assertThat(STANDARD.propose(failed(0), new AsOf(DAY, before.knownAt().plusSeconds(60)))
                        .action())
                .isEqualTo(Action.RETRY);
        assertThat(STANDARD.propose(failed(1), new AsOf(DAY, Instant.MAX)).action())
                .isEqualTo(Action.NONE);
    }

    @Test
    @DisplayName(
            "COL-65 each failure tells client and sales executive once: the same key whenever it is proposed again")
    void notices() {
        RecoveryAdvice once = STANDARD.propose(failed(0), LATER);
        assertThat(once.notices())
                .extracting(notice -> notice.to() + " " + notice.attempt())
                .containsExactly("CLIENT a0", "SALES_EXECUTIVE a0");
        RecoveryAdvice twice = STANDARD.propose(failed(0, 1, 1), LATER);
        assertThat(twice.notices()).hasSize(4);
        assertThat(twice.notices().subList(0, 2)).isEqualTo(once.notices());
        assertThat(twice.notices().stream()
                        .map(RecoveryAdvice.FailureNotice::key)
                        .distinct())
                .hasSize(4);
    }

    @Test
    @DisplayName("COL-64 schedules and attempts that make no sense are refused")
    void refused() {
        assertThatThrownBy(() ->
                        RecoverySchedule.builder().retryDays(List.of(1, 1)).build())
                .hasMessage("retry days [1, 1], expected days from 1 on, each after the one before");
        assertThatThrownBy(
                        () -> RecoverySchedule.builder().retryDays(List.of(0)).build())
                .hasMessageStartingWith("retry days [0]");
        assertThatThrownBy(() -> RecoverySchedule.builder().maxRetries(9).build())
                .hasMessageStartingWith("at most 9 retries in 14 days, 4 hours apart, expected 0 to 8 retries");
        assertThat(RecoverySchedule.builder().maxRetries(8).build().maxRetries())
                .isEqualTo(8);
        assertThatThrownBy(() ->
                        attempt(0).failureClass(java.util.Optional.empty()).build())
                .hasMessageStartingWith("attempt a0 failed without a class, expected one of [SOFT, TRANSIENT");
        assertThatThrownBy(() -> attempt(0).retryBudget(-1).build())
                .hasMessage("attempt a0 has a retry budget of -1, expected 0 or more");
    }

    @Property(tries = 200)
    @Label(
            "COL-64 whatever failed when, a try is at least a day after the last, within the time, and one of at most so many; order does not matter")
    void invariants(@ForAll @Size(min = 1, max = 7) List<@IntRange(max = 20) Integer> days) {
        List<PaymentAttempt> attempts = new ArrayList<>();
        days.stream().distinct().forEach(day -> attempts.add(attempt(day).build()));
        RecoveryAdvice advice = STANDARD.propose(attempts, LATER);
        List<PaymentAttempt> reversed = new ArrayList<>(attempts);
        Collections.reverse(reversed);
        assertThat(STANDARD.propose(reversed, LATER)).isEqualTo(advice);
        int first = Collections.min(days);
        int last = Collections.max(days);
        if (advice.action() == Action.RETRY) {
            LocalDate on = advice.on().orElseThrow();
            assertThat(on).isAfter(DAY.plusDays(last)).isBeforeOrEqualTo(DAY.plusDays(first + 14));
            assertThat(attempts).hasSizeLessThanOrEqualTo(4);
        } else {
            assertThat(advice.action()).isEqualTo(Action.STOP_RETRY);
            assertThat(attempts.size() > 4 || last + 1 > first + 14).isTrue();
        }
    }
}
