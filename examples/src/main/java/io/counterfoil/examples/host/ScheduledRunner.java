package io.counterfoil.examples.host;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs daily jobs on business days at local times, each day once and in order, whichever process is up. A day that nobody ran is made up for; a job that fails is
 * run again at the next tick and holds back its own later days only.
 *
 * <p>What is done is kept in the host's {@link VersionedBytes}; with a table behind it many processes share the work. A process that dies leaves a claim that ends by
 * itself, and the day is run again: jobs must bear repetition, which all of the library's commands do. Thread-safe.
 */
public final class ScheduledRunner {

    private final VersionedBytes state;
    private final List<Job> jobs;
    private final Duration claim;

    /**
     * A runner of the jobs.
     *
     * @param state where it is kept what was done
     * @param claim how long a job may take before another process takes its day up
     */
    public ScheduledRunner(VersionedBytes state, Duration claim, List<Job> jobs) {
        this.state = state;
        this.claim = claim;
        this.jobs = List.copyOf(jobs);
    }

    /**
     * When a job is due.
     *
     * @param at on this clock; an hour that a clock change skips is moved forward
     * @param zone of the clock and of the days
     * @param days the job runs on
     * @param from the first of them
     */
    public record Due(LocalTime at, ZoneId zone, BusinessCalendar days, LocalDate from) {
        Instant instant(LocalDate day) {
            return day.atTime(at).atZone(zone).toInstant();
        }

        /** The first day of the job from the day on. */
        LocalDate next(LocalDate day) {
            return days.roll(day, BusinessCalendar.Roll.FOLLOWING);
        }
    }

    /**
     * A job.
     *
     * @param name for ever: under it the runner keeps what was done
     */
    public record Job(String name, Due due, Work work) {}

    /** What a job does, for a day: {@link AsOf#effective()} is the job's day, however late it is run. */
    @FunctionalInterface
    public interface Work {
        /** Does it; what it throws is a failed try. */
        void run(AsOf asOf) throws Exception;
    }

    /**
     * What became of a day of a job.
     *
     * @param failure why it is to be tried again; empty where it was done
     */
    public record Run(String job, LocalDate day, Optional<Exception> failure) {}

    // tag::tick[]
    /** Asks once a minute, on the host's executor; it is told of every day that was done or failed, and of a store that cannot be reached. */
    public ScheduledFuture<?> start(ScheduledExecutorService executor, InstantSource clock, Listener listener) {
        Runnable tick = () -> {
            try {
                runDue(clock.instant()).forEach(listener::ran);
            } catch (RuntimeException e) {
                listener.failed(e); // thrown from here, it would end the schedule in silence
            }
        };
        return executor.scheduleWithFixedDelay(tick, 0, 1, TimeUnit.MINUTES);
    }

    /** Runs what is due; the hour is an argument, so a test runs a month in a moment. */
    public List<Run> runDue(Instant now) {
        List<Run> runs = new ArrayList<>();
        for (Job job : jobs) {
            boolean goesOn = true;
            while (goesOn) {
                Optional<Run> run = runNext(job, now);
                run.ifPresent(runs::add);
                goesOn = run.isPresent() && run.get().failure().isEmpty();
            }
        }
        return runs;
    }

    private Optional<Run> runNext(Job job, Instant now) {
        Optional<Versioned> stored = state.load(job.name());
        Progress before = stored.map(Progress::of).orElse(new Progress(job.due().from(), Instant.MIN));
        LocalDate day = job.due().next(before.next());
        if (now.isBefore(job.due().instant(day)) || now.isBefore(before.claimedUntil())) {
            return Optional.empty();
        }
        long version = stored.map(Versioned::version).orElse(VersionedBytes.NONE);
        if (!state.compareAndSet(job.name(), version, new Progress(day, now.plus(claim)).bytes())) {
            return Optional.empty(); // another process was faster
        }
        Optional<Exception> failure = Optional.empty();
        LocalDate next = day.plusDays(1);
        try {
            job.work().run(new AsOf(day, now));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failure = Optional.of(e);
            next = day;
        }
        // Where the claim ran out on the way and another process took the day up, the progress is that one's to note.
        state.compareAndSet(job.name(), version + 1, new Progress(next, Instant.MIN).bytes());
        return Optional.of(new Run(job.name(), day, failure));
    }
    // end::tick[]

    /** Who is told. */
    public interface Listener {
        /** A day was done, or failed and will be tried again: alert a person where it does so twice. */
        void ran(Run run);

        /** Nothing could be run. */
        void failed(RuntimeException why);
    }

    /**
     * How far a job is.
     *
     * @param next no day before it is to be run again
     * @param claimedUntil until then a process is at it
     */
    private record Progress(LocalDate next, Instant claimedUntil) {

        static Progress of(Versioned stored) {
            String[] parts = new String(stored.bytes(), StandardCharsets.UTF_8).split(" ", -1);
            return new Progress(LocalDate.parse(parts[0]), Instant.parse(parts[1]));
        }

        byte[] bytes() {
            return (next + " " + claimedUntil).getBytes(StandardCharsets.UTF_8);
        }
    }
}
