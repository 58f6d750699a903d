package io.counterfoil.examples.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.host.ScheduledRunner.Due;
import io.counterfoil.examples.host.ScheduledRunner.Job;
import io.counterfoil.examples.host.ScheduledRunner.Run;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.idempotency.VersionedBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduledRunnerTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Duration CLAIM = Duration.ofMinutes(30);

    /** Good Friday is 26 March 2027, a holiday of Payments Canada. */
    private static final Due CLOSE =
            new Due(LocalTime.of(18, 0), TORONTO, BusinessCalendar.Rails.paymentsCanada(), LocalDate.of(2027, 3, 25));

    private final VersionedBytes state = VersionedBytes.inMemory();
    private final List<String> done = new ArrayList<>();

    private ScheduledRunner runner(ScheduledRunner.Work work) {
        return new ScheduledRunner(state, CLAIM, List.of(new Job("day-close", CLOSE, work)));
    }

    private static Instant at(int day, int hour, int minute) {
        return LocalDate.of(2027, 3, day).atTime(hour, minute).atZone(TORONTO).toInstant();
    }

    @Test
    void aDayIsRunOnceAtItsTimeOnBusinessDays() {
        ScheduledRunner runner = runner(asOf -> done.add(asOf.effective().toString()));

        assertThat(runner.runDue(at(25, 17, 59))).isEmpty();
        assertThat(runner.runDue(at(25, 18, 0))).extracting(Run::day).containsExactly(LocalDate.of(2027, 3, 25));
        assertThat(runner.runDue(at(25, 18, 1))).isEmpty();
        assertThat(runner.runDue(at(28, 23, 0))).as("Good Friday and a weekend").isEmpty();
        assertThat(runner.runDue(at(29, 18, 0))).extracting(Run::day).containsExactly(LocalDate.of(2027, 3, 29));
        assertThat(done).containsExactly("2027-03-25", "2027-03-29");
    }

    @Test
    void daysThatNobodyRanAreMadeUpForInOrder() {
        List<Run> runs = runner(asOf -> done.add(asOf.effective() + " known " + asOf.knownAt()))
                .runDue(Instant.parse("2027-03-31T12:00:00Z"));

        assertThat(runs).extracting(Run::job).containsOnly("day-close");
        assertThat(done)
                .containsExactly(
                        "2027-03-25 known 2027-03-31T12:00:00Z",
                        "2027-03-29 known 2027-03-31T12:00:00Z",
                        "2027-03-30 known 2027-03-31T12:00:00Z");
    }

    @Test
    void aDayThatFailsIsRunAgainAndHoldsBackLaterDaysAndNoOtherJob() {
        AtomicInteger tries = new AtomicInteger();
        ScheduledRunner runner = new ScheduledRunner(
                state,
                CLAIM,
                List.of(
                        new Job("first", CLOSE, asOf -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new java.io.IOException("the bank's server is down");
                            }
                            done.add("first " + asOf.effective());
                        }),
                        new Job("second", CLOSE, asOf -> done.add("second " + asOf.effective()))));

        List<Run> runs = runner.runDue(at(29, 18, 0));
        assertThat(runs).hasSize(3);
        assertThat(runs.get(0).failure()).get().satisfies(e -> assertThat(e).hasMessage("the bank's server is down"));
        assertThat(done).containsExactly("second 2027-03-25", "second 2027-03-29");
        done.clear();

        assertThat(runner.runDue(at(29, 18, 1)))
                .allSatisfy(run -> assertThat(run.failure()).isEmpty());
        assertThat(done).containsExactly("first 2027-03-25", "first 2027-03-29");
    }

    @Test
    void ofTwoProcessesOneRunsADay() {
        ScheduledRunner other = runner(asOf -> done.add("other"));
        ScheduledRunner runner = runner(asOf -> {
            done.add("one");
            assertThat(other.runDue(at(25, 18, 1))).as("while it is under way").isEmpty();
        });
        assertThat(runner.runDue(at(25, 18, 0)))
                .allSatisfy(run -> assertThat(run.failure()).isEmpty());
        assertThat(other.runDue(at(25, 18, 2))).isEmpty();
        assertThat(done).containsExactly("one");
    }

    @Test
    void aDayWhoseProcessDiedIsTakenUpWhenItsClaimHasEnded() {
        ScheduledRunner dying = runner(asOf -> {
            throw new Killed();
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> dying.runDue(at(25, 18, 0))))
                .isInstanceOf(Killed.class);

        ScheduledRunner other = runner(asOf -> done.add(asOf.effective().toString()));
        assertThat(other.runDue(at(25, 18, 29))).isEmpty();
        assertThat(other.runDue(at(25, 18, 30))).hasSize(1);
        assertThat(done).containsExactly("2027-03-25");
    }

    /** Stands for the end of a process: an error, which no work is expected to throw. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void anHourThatTheClockSkipsIsMovedForward() {
        Due night = new Due(LocalTime.of(2, 30), TORONTO, BusinessCalendar.of(everyDay()), LocalDate.of(2027, 3, 14));
        ScheduledRunner runner = new ScheduledRunner(
                state,
                CLAIM,
                List.of(new Job(
                        "night", night, asOf -> done.add(asOf.effective().toString()))));
        // At 2:00 EST, 7:00 UTC, the clocks of Toronto go to 3:00: half past two is half past three, 7:30 UTC.
        assertThat(runner.runDue(Instant.parse("2027-03-14T07:29:59Z"))).isEmpty();
        assertThat(runner.runDue(Instant.parse("2027-03-14T07:30:00Z"))).hasSize(1);
    }

    private static io.counterfoil.payments.calendar.HolidayCalendar everyDay() {
        return io.counterfoil.payments.calendar.HolidayCalendar.of(java.util.Set.of(), java.util.Set.of());
    }

    @Test
    void aStoreThatCannotBeReachedEndsNothing() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        VersionedBytes flaky = new VersionedBytes() {
            @Override
            public java.util.Optional<Versioned> load(String key) {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("no connection");
                }
                return state.load(key);
            }

            @Override
            public boolean compareAndSet(String key, long expectedVersion, byte[] bytes) {
                return state.compareAndSet(key, expectedVersion, bytes);
            }
        };
        ScheduledRunner runner =
                new ScheduledRunner(flaky, CLAIM, List.of(new Job("day-close", CLOSE, asOf -> done.add("done"))));
        ScheduledRunner.Listener listener = new ScheduledRunner.Listener() {
            @Override
            public void ran(Run run) {
                ran.countDown();
            }

            @Override
            public void failed(RuntimeException why) {
                told.countDown();
            }
        };
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> first = runner.start(executor, InstantSource.fixed(at(25, 18, 0)), listener);
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(first.isDone()).as("the schedule goes on").isFalse();
            ScheduledFuture<?> second = runner.start(executor, InstantSource.fixed(at(25, 18, 0)), listener);
            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.isDone()).isFalse();
            assertThat(done).containsExactly("done");
        } finally {
            executor.shutdownNow();
        }
    }
}
