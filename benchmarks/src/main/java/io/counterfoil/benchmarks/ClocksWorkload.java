package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * clocks: four clocks of tickets with ten events each, read at one instant, with and without the instants at which they are due, beside a bare fold that keeps
 * nothing but the sums and beside a walk along the minutes.
 */
final class ClocksWorkload extends RacedWorkload {

    private static final long SEED = 17;
    private static final int EVENTS = 10;
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final Instant FIRST =
            LocalDate.of(2027, 1, 4).atTime(9, 0).atZone(ZONE).toInstant();
    private static final Instant NOW =
            LocalDate.of(2027, 6, 30).atTime(12, 0).atZone(ZONE).toInstant();
    private static final long TARGET = 8 * 3_600;
    private static final long BREACH = 1L << 40;
    private static final String MORE_WORK =
            "four due instants are looked up for which the fold does not ask; 2.9 at a million tickets";

    private static final String RACE = "read four clocks";
    private static final String DUE_RACE = "read four clocks and when they are due";
    private static final String OURS = "Counterfoil";
    private static final String FOLD = "bare fold";
    private static final String DUE_FOLD = "bare fold that looks up due seconds";
    private static final String MINUTES = "minute walk";

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public String title() {
        return "Service clocks of tickets";
    }

    @Override
    int defaultRows() {
        return 1_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        BusinessHours hours = BusinessHours.in(ZONE)
                .weekdays("09:00-12:00", "13:00-17:00")
                .holidays(LocalDate.of(2027, 4, 2), LocalDate.of(2027, 5, 24))
                .build();
        Ticket[] tickets = tickets(rows);
        Clocks clocks = Clocks.of(policy(hours));
        return List.of(elapsed(rows, tickets, clocks, hours), due(rows, tickets, clocks, hours));
    }

    private static Race elapsed(int rows, Ticket[] tickets, Clocks clocks, BusinessHours hours) {
        return Race.of(RACE, rows)
                .bound(FOLD, n -> {
                    Fold fold = new Fold(hours);
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += fold.of(tickets[i]);
                    }
                    return sum;
                })
                .ours(OURS, n -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        for (ClockReading reading : clocks.read(tickets[i], NOW).all()) {
                            sum += reading.elapsed().toSeconds() + (reading.breached() ? BREACH : 0);
                        }
                    }
                    return sum;
                })
                .with(Contender.of(Role.PEER, MINUTES, n -> {
                            long sum = 0;
                            for (int i = 0; i < n; i++) {
                                sum += minutes(tickets[i], hours);
                            }
                            return sum;
                        })
                        .atMost(Math.min(rows, 100)));
    }

    private static Race due(int rows, Ticket[] tickets, Clocks clocks, BusinessHours hours) {
        return Race.of(DUE_RACE, rows)
                .bound(DUE_FOLD, n -> {
                    DueFold fold = new DueFold(hours);
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += fold.of(tickets[i]);
                    }
                    return sum;
                })
                .ours(OURS, n -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        for (ClockReading reading : clocks.read(tickets[i], NOW).all()) {
                            sum += reading.elapsed().toSeconds()
                                    + reading.due().orElseThrow().stay().getEpochSecond();
                        }
                    }
                    return sum;
                });
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result result = results.of(RACE);
        targets.atMost("seconds for a million tickets", result.nanos(OURS) / 1e3, 3);
        targets.atMost("clocks/bare fold", result.ratio(OURS, FOLD), 3);
        targets.atLeast("minute walk/clocks", result.nanos(MINUTES) / result.nanos(OURS), 100);
        Race.Result due = results.of(DUE_RACE);
        targets.atMost("seconds for a million tickets with due instants", due.nanos(OURS) / 1e3, 3);
        targets.atMost("with due instants/bare fold that looks them up", due.ratio(OURS, DUE_FOLD), 3);
        targets.atMost("with due instants/bare fold without them", due.nanos(OURS) / result.nanos(FOLD), 3, MORE_WORK);
    }

    private static SlaPolicy policy(BusinessHours hours) {
        SlaPolicy.Builder policy = SlaPolicy.builder("gold").hours(hours);
        for (ClockKind kind : List.of(
                ClockKind.FIRST_REPLY, ClockKind.RESOLUTION, ClockKind.AGENT_WORK, ClockKind.TOTAL_RESOLUTION)) {
            policy.clock(ClockSpec.of(kind, ClockTarget.of(Duration.ofSeconds(TARGET))));
        }
        return policy.build();
    }

    /** Ten events in whole minutes: opened, replied to, waiting for the customer twice and for a bank once; two of three are solved. */
    private static Ticket[] tickets(int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        Tickets machine = Tickets.standard();
        History.Stamped.Stamp[] stamps = new History.Stamped.Stamp[EVENTS];
        for (int at = 0; at < EVENTS; at++) {
            IdempotencyKey key = IdempotencyKey.of("command-" + at);
            stamps[at] = new History.Stamped.Stamp(key, Sha256.of(key.value()), Actor.host("desk"), NOW);
        }
        Intake intake = Intake.builder()
                .id("ticket")
                .subject(SubjectRef.of("order", "1"))
                .title("Refund missing")
                .build();
        Ticket[] tickets = new Ticket[rows];
        for (int row = 0; row < rows; row++) {
            Instant[] at = new Instant[EVENTS];
            Instant time = FIRST.plus(Duration.ofMinutes(random.nextInt(150_000)));
            for (int event = 0; event < EVENTS; event++) {
                at[event] = time;
                time = time.plus(Duration.ofMinutes(random.nextInt(1_500)));
            }
            boolean solved = random.nextInt(3) > 0;
            tickets[row] = machine.fold(log(stamps, at, intake, solved));
        }
        return tickets;
    }

    private static List<TicketEvent> log(History.Stamped.Stamp[] stamps, Instant[] at, Intake intake, boolean solved) {
        Occurrence[] when = new Occurrence[EVENTS];
        for (int event = 0; event < EVENTS; event++) {
            when[event] = new Occurrence(stamps[event], event, at[event]);
        }
        return List.of(
                new TicketEvent.Opened(when[0], intake),
                new TicketEvent.Assigned(when[1], "refunds", "ben"),
                new TicketEvent.Started(when[2]),
                new TicketEvent.Replied(when[3], "We look into it."),
                new TicketEvent.Asked(when[4], "receipt"),
                new TicketEvent.Resumed(when[5], "found it"),
                new TicketEvent.Held(when[6], "bank", at[7]),
                new TicketEvent.Resumed(when[7], "the bank answered"),
                new TicketEvent.Asked(when[8], "account"),
                solved
                        ? new TicketEvent.Solved(when[9], CloseReason.SOLVED, "")
                        : new TicketEvent.Resumed(when[9], "the customer wrote"));
    }

    /** The bound: one pass over the events with four sums and one look-up of open time for each event that changes something. */
    private static final class Fold {

        private final BusinessHours hours;
        private final long origin;

        Fold(BusinessHours hours) {
            this.hours = hours;
            this.origin = FIRST.getEpochSecond();
        }

        long of(Ticket ticket) {
            long reply = -1;
            long opened = 0;
            long resolution = 0;
            long work = 0;
            long total = -1;
            long before = 0;
            TicketStatus status = null;
            for (TicketEvent event : ticket.log()) {
                TicketStatus said = event.kind().status().orElse(null);
                boolean replied = reply < 0 && event.kind() == TicketEvent.Kind.REPLIED;
                if (said == null && !replied) {
                    continue;
                }
                long open = hours.elapsedSeconds(origin, event.at().getEpochSecond());
                if (replied) {
                    reply = open - opened;
                }
                if (said != null) {
                    resolution += status != null && status != TicketStatus.PENDING ? open - before : 0;
                    work += status != null && status != TicketStatus.PENDING && status != TicketStatus.ON_HOLD
                            ? open - before
                            : 0;
                    opened = status == null ? open : opened;
                    total = said == TicketStatus.SOLVED ? open - opened : total;
                    before = open;
                    status = said;
                }
            }
            if (status != TicketStatus.SOLVED) {
                long open = hours.elapsedSeconds(origin, NOW.getEpochSecond());
                resolution += status != TicketStatus.PENDING ? open - before : 0;
                work += status != TicketStatus.PENDING && status != TicketStatus.ON_HOLD ? open - before : 0;
                total = open - opened;
            }
            return judged(reply) + judged(resolution) + judged(work) + judged(total);
        }

        private static long judged(long elapsed) {
            return elapsed + (elapsed > TARGET ? BREACH : 0);
        }
    }

    /** The same bound with the second at which each of the four would be used up: one more look-up for each clock. */
    private static final class DueFold {

        private static final int CLOCKS = 4;

        private final BusinessHours hours;
        private final long origin;
        private final long[] used = new long[CLOCKS];
        private final long[] due = new long[CLOCKS];
        private final long[] sinceOpen = new long[CLOCKS];
        private final long[] since = new long[CLOCKS];

        DueFold(BusinessHours hours) {
            this.hours = hours;
            this.origin = FIRST.getEpochSecond();
        }

        long of(Ticket ticket) {
            for (int clock = 0; clock < CLOCKS; clock++) {
                used[clock] = 0;
                due[clock] = -1;
                sinceOpen[clock] = -1;
            }
            boolean replied = false;
            boolean solved = false;
            long end = 0;
            long reply = 0;
            for (TicketEvent event : ticket.log()) {
                TicketStatus said = event.kind().status().orElse(null);
                boolean first = !replied && event.kind() == TicketEvent.Kind.REPLIED;
                if (said == null && !first) {
                    continue;
                }
                long at = event.at().getEpochSecond();
                long open = hours.elapsedSeconds(origin, at);
                if (first) {
                    replied = true;
                    reply = at;
                    move(0, at, open, false);
                }
                if (said != null) {
                    solved = said == TicketStatus.SOLVED;
                    end = at;
                    move(0, at, open, !replied);
                    move(1, at, open, !solved && said != TicketStatus.PENDING);
                    move(2, at, open, !solved && said != TicketStatus.PENDING && said != TicketStatus.ON_HOLD);
                    move(3, at, open, !solved);
                }
            }
            end = solved ? end : NOW.getEpochSecond();
            long open = hours.elapsedSeconds(origin, end);
            long sum = 0;
            for (int clock = 0; clock < CLOCKS; clock++) {
                move(clock, end, open, false);
                long last = clock == 0 ? reply : end;
                sum += used[clock] + (due[clock] >= 0 ? due[clock] : hours.deadlineSecond(last, TARGET - used[clock]));
            }
            return sum;
        }

        private void move(int clock, long at, long open, boolean runs) {
            long from = sinceOpen[clock];
            if (from >= 0 && !runs) {
                long left = TARGET - used[clock];
                used[clock] += open - from;
                sinceOpen[clock] = -1;
                if (open - from >= left && due[clock] < 0) {
                    due[clock] = hours.deadlineSecond(since[clock], left);
                }
            } else if (from < 0 && runs) {
                sinceOpen[clock] = open;
                since[clock] = at;
            }
        }
    }

    /** What a first version does: for every minute of the ticket's life ask what its status was and whether the desk was open. */
    private static long minutes(Ticket ticket, BusinessHours hours) {
        List<TicketEvent> log = ticket.log();
        long[] elapsed = new long[4];
        boolean replied = false;
        TicketStatus status = TicketStatus.NEW;
        int next = 0;
        for (Instant at = log.get(0).at(); at.isBefore(NOW); at = at.plusSeconds(60)) {
            while (next < log.size() && !log.get(next).at().isAfter(at)) {
                replied |= log.get(next).kind() == TicketEvent.Kind.REPLIED;
                status = log.get(next).kind().status().orElse(status);
                next++;
            }
            if (status == TicketStatus.SOLVED) {
                break;
            }
            if (hours.isOpen(at)) {
                elapsed[0] += replied ? 0 : 60;
                elapsed[1] += status == TicketStatus.PENDING ? 0 : 60;
                elapsed[2] += status == TicketStatus.PENDING || status == TicketStatus.ON_HOLD ? 0 : 60;
                elapsed[3] += 60;
            }
        }
        long sum = 0;
        for (long one : elapsed) {
            sum += Fold.judged(one);
        }
        return sum;
    }
}
