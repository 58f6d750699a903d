package io.counterfoil.examples.deskweek;

import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.phone.PhoneLog.CallRow;
import io.counterfoil.ticketing.phone.PhoneLog.Session;
import io.counterfoil.ticketing.phone.PhoneLog.Spell;
import io.counterfoil.ticketing.phone.PhoneLog.Spell.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calls that queue for agents, first come first served; callers give up when their patience ends. Not thread-safe. */
final class PhoneWeek {

    static final List<String> AGENTS = List.of("ana", "ben", "cleo", "dev", "eli", "fay");

    private static final int CALLS_AN_HOUR = 58;
    private static final int DAY_SECONDS = 8 * 3600;
    private static final int BREAK_SECONDS = 1800;

    private final Random random;
    private final List<CallRow> rows = new ArrayList<>();
    private final PhoneLog.Builder log = PhoneLog.builder();

    PhoneWeek(Random random) {
        this.random = random;
    }

    List<CallRow> rows() {
        return rows;
    }

    PhoneLog log() {
        Week.DAYS.stream().forEach(this::day);
        Instant nine = start(Week.MONDAY);
        rows.add(row("bad-1", "ANSWERED", nine, -5).build());
        rows.add(row("bad-2", "LOST", nine, 5).build());
        rows.add(row("bad-3", "ANSWERED", nine, 5).endedAt(nine).build());
        rows.forEach(log::row);
        return log.build();
    }

    private static Instant start(LocalDate day) {
        return day.atTime(9, 0).atZone(Week.ZONE).toInstant();
    }

    private static CallRow.Builder row(String id, String outcome, Instant offered, long waitSeconds) {
        return CallRow.builder()
                .id(id)
                .outcome(outcome)
                .offeredAt(offered)
                .leftQueueAt(offered.plusSeconds(waitSeconds));
    }

    /** One agent's day: when they are free again, and until when their work is written down. */
    private static final class Shift {

        private final String agent;
        private final int breakAt;
        private int free;
        private boolean rested;

        Shift(String agent, int free, int breakAt) {
            this.agent = agent;
            this.free = free;
            this.breakAt = breakAt;
        }
    }

    private void day(LocalDate day) {
        Instant nine = start(day);
        List<Shift> shifts = new ArrayList<>();
        for (int number = 0; number < AGENTS.size(); number++) {
            String agent = AGENTS.get(number);
            int breakAt = 9_000 + 1_800 * number;
            plan(agent, nine, breakAt);
            boolean ill = agent.equals("dev") && day.equals(Week.MONDAY.plusDays(2));
            if (!ill) {
                int late = random.nextInt(360);
                boolean forgotten = agent.equals("eli") && day.equals(Week.MONDAY.plusDays(3));
                Instant end = nine.plusSeconds(DAY_SECONDS);
                log.session(new Session(agent, nine.plusSeconds(late), forgotten ? null : end, end));
                shifts.add(new Shift(agent, late, breakAt));
            }
        }
        int second = 0;
        int number = 0;
        while (true) {
            second += (int) Math.round(-3600.0 / CALLS_AN_HOUR * Math.log(1 - random.nextDouble()));
            if (second >= DAY_SECONDS - 1_200) {
                break;
            }
            call("c-" + day.getDayOfMonth() + "-" + (1_000 + number++), nine, second, shifts);
        }
        shifts.forEach(shift -> finish(nine, shift));
    }

    private void plan(String agent, Instant nine, int breakAt) {
        log.planned(spell(agent, Activity.AVAILABLE, nine, 0, breakAt));
        log.planned(spell(agent, Activity.BREAK, nine, breakAt, breakAt + BREAK_SECONDS));
        log.planned(spell(agent, Activity.AVAILABLE, nine, breakAt + BREAK_SECONDS, DAY_SECONDS));
    }

    private static Spell spell(String agent, Activity activity, Instant nine, int from, int to) {
        return new Spell(agent, activity, nine.plusSeconds(from), nine.plusSeconds(to));
    }

    private void call(String id, Instant nine, int second, List<Shift> shifts) {
        Instant offered = nine.plusSeconds(second);
        if (random.nextInt(100) == 0) {
            rows.add(row(id, "CALLBACK_QUEUED", offered, 8).build());
            return;
        }
        Shift first = null;
        for (Shift shift : shifts) {
            rest(nine, shift, second);
            if (first == null || shift.free < first.free) {
                first = shift;
            }
        }
        if (first == null) {
            throw new IllegalStateException("nobody is at work on the day of " + offered);
        }
        int patience = 2 + (int) Math.round(-150 * Math.log(1 - random.nextDouble()));
        int wait = Math.max(0, first.free - second);
        if (wait > patience) {
            rows.add(row(id, "ABANDONED", offered, patience).build());
            return;
        }
        int talk = 60 + (int) Math.round(-140 * Math.log(1 - random.nextDouble()));
        int wrap = 20 + random.nextInt(40);
        int begin = second + wait;
        idle(nine, first, begin);
        log.done(spell(first.agent, Activity.HANDLING, nine, begin, begin + talk + wrap));
        first.free = begin + talk + wrap;
        rows.add(row(id, "ANSWERED", offered, wait)
                .agent(first.agent)
                .endedAt(nine.plusSeconds((long) begin + talk))
                .wrap(Duration.ofSeconds(wrap))
                .build());
    }

    /** The break begins when it is due and the call before it is over. */
    private void rest(Instant nine, Shift shift, int second) {
        if (!shift.rested && shift.breakAt <= Math.max(second, shift.free)) {
            int begin = Math.max(shift.breakAt, shift.free);
            idle(nine, shift, begin);
            log.done(spell(shift.agent, Activity.BREAK, nine, begin, begin + BREAK_SECONDS));
            shift.free = begin + BREAK_SECONDS;
            shift.rested = true;
        }
    }

    private void idle(Instant nine, Shift shift, int until) {
        if (until > shift.free) {
            log.done(spell(shift.agent, Activity.AVAILABLE, nine, shift.free, until));
        }
    }

    private void finish(Instant nine, Shift shift) {
        idle(nine, shift, DAY_SECONDS);
    }
}
