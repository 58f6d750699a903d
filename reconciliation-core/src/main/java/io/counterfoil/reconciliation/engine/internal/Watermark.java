package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether a later record can still contest a match (reconciliation specification 4.9, REC-41): a source that is complete to a day can bring rivals of later days only. Rivals
 * lie inside the windows, contest scopes included, of the match's pass and of the passes before it. A pass that has no window looks at no day, so its own matches
 * are never final while a source is not complete, nor are those whose window ends on a day that the calendar does not know. Thread-safe.
 */
final class Watermark {

    private final Run run;

    Watermark(Run run) {
        this.run = run;
    }

    Match.Finality finality(int passNumber, int[] leftRows, int[] rightRows) {
        Pass pass = run.setting.plan().passes().get(passNumber);
        if (pass.oneSide().isPresent()) {
            return isAloneDone(pass, leftRows.length > 0 ? leftRows : rightRows)
                    ? Match.Finality.FINAL
                    : Match.Finality.PROVISIONAL;
        }
        boolean leftDone = isDone(Side.LEFT, passNumber, rightRows);
        boolean rightDone = isDone(Side.RIGHT, passNumber, leftRows);
        return leftDone && rightDone ? Match.Finality.FINAL : Match.Finality.PROVISIONAL;
    }

    /** Whether no later line of the one side can cancel one of the rows: no source that is still growing reaches the window around them. */
    private boolean isAloneDone(Pass pass, int[] rows) {
        Side side = pass.oneSide().orElseThrow();
        if (run.setting.options().completeTo(side).isEmpty()
                && run.setting.options().completeTo(side.other()).isEmpty()) {
            return true;
        }
        if (pass.window().isEmpty() || !pass.overriding().isEmpty()) {
            return false;
        }
        Window widest = pass.contestWindow().orElse(pass.window().get());
        for (int row : rows) {
            LocalDate day = LocalDate.ofEpochDay(run.side(side).columns.day[row]);
            LocalDate either = max(last(widest, Side.LEFT, day), last(widest, Side.RIGHT, day));
            for (Side source : Side.values()) {
                if (run.setting
                        .options()
                        .completeTo(source)
                        .filter(either::isAfter)
                        .isPresent()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** Whether the source of the side can bring no further partner of any of the other side's rows. */
    private boolean isDone(Side side, int passNumber, int[] otherRows) {
        Optional<LocalDate> completeTo = run.setting.options().completeTo(side);
        if (completeTo.isEmpty()) {
            return true;
        }
        List<Pass> passes = run.setting.plan().passes();
        if (passes.get(passNumber).window().isEmpty()
                || !passes.get(passNumber).overriding().isEmpty()) {
            return false;
        }
        for (int number = 0; number <= passNumber; number++) {
            for (Optional<Window> window :
                    List.of(passes.get(number).window(), passes.get(number).contestWindow())) {
                for (int row : window.isPresent() ? otherRows : new int[0]) {
                    LocalDate day = LocalDate.ofEpochDay(run.side(side.other()).columns.day[row]);
                    if (last(window.orElseThrow(), side, day).isAfter(completeTo.get())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The last day on which an item of the side may lie to be inside the window around the other side's day. */
    private LocalDate last(Window window, Side side, LocalDate day) {
        int reach = Math.max(Math.abs(window.min()), Math.abs(window.max()));
        if (window.unit() == Window.Unit.SECONDS) {
            return day.plusDays(1 + reach / 86_400);
        }
        BusinessCalendar calendar = run.setting.calendar();
        if (window.unit() == Window.Unit.DAYS || calendar == null) {
            for (int after = reach; after >= -reach; after--) {
                if (window.admits(side == Side.RIGHT ? after : -after)) {
                    return day.plusDays(after);
                }
            }
            return day;
        }
        return lastBusinessDay(window, side, day, calendar);
    }

    /** Where the calendar ends before the window does, nothing is known of its last day. */
    private static LocalDate lastBusinessDay(Window window, Side side, LocalDate day, BusinessCalendar calendar) {
        int reach = Math.max(Math.abs(window.min()), Math.abs(window.max()));
        LocalDate last = day;
        LocalDate there = day;
        try {
            while (true) {
                there = there.plusDays(1);
                long distance = side == Side.RIGHT
                        ? Window.businessDaysBetween(day, there, calendar)
                        : Window.businessDaysBetween(there, day, calendar);
                if (Math.abs(distance) > reach) {
                    return last;
                }
                last = window.admits(distance) ? there : last;
            }
        } catch (HolidayCalendar.NotCoveredException e) {
            return LocalDate.MAX;
        }
    }
}
