package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.BusinessCalendar;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates of steps from what items say. Immutable. */
final class StepDates {

    private final @Nullable BusinessCalendar calendar;

    StepDates(@Nullable BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    LocalDate plus(LocalDate anchor, StrategyStep.Offset offset) {
        if (!offset.businessDays()) {
            return anchor.plusDays(offset.amount());
        }
        BusinessCalendar days = calendar;
        if (days == null) {
            throw new IllegalStateException("offset of " + offset
                    + " needs a calendar, expected one\nMaybe give it to ContactPlanner.builder()");
        }
        return days.plus(anchor, offset.amount());
    }

    /** The date of a step that counts from an item's own dates; empty for other steps. */
    Optional<LocalDate> ofItem(StrategyStep step, int issuedDay, int dueDay) {
        LocalDate due = LocalDate.ofEpochDay(dueDay);
        return switch (step.anchor()) {
            case DUE -> Optional.of(plus(due, step.offset()));
            case ISSUE -> Optional.of(plus(LocalDate.ofEpochDay(issuedDay), step.offset()));
            case DUE_END_OF_MONTH -> Optional.of(plus(due.withDayOfMonth(due.lengthOfMonth()), step.offset()));
            case PREVIOUS_CONTACT, PROMISE_BROKEN, PAYMENT_FAILED, LEVEL_ENTRY -> Optional.empty();
        };
    }

    /** The first day on which an item is to be chased: the day after it is due, or the day of a step before that. */
    int chasedFrom(Strategy strategy, Receivables.OpenSpan span) {
        int from = span.dueDay() + 1;
        int issued = Math.toIntExact(span.item().issued().toEpochDay());
        for (StrategyStep step : strategy.steps()) {
            from = Math.min(from, Math.max(issued, dayOf(step, issued, span.dueDay())));
        }
        return from;
    }

    /** The epoch day of a step that counts from an item's own dates; the end of all days for other steps. */
    private int dayOf(StrategyStep step, int issuedDay, int dueDay) {
        if (!step.offset().businessDays()) {
            if (step.anchor() == StrategyStep.Anchor.DUE) {
                return Math.addExact(dueDay, step.offset().amount());
            }
            if (step.anchor() == StrategyStep.Anchor.ISSUE) {
                return Math.addExact(issuedDay, step.offset().amount());
            }
        }
        return ofItem(step, issuedDay, dueDay)
                .map(day -> Math.toIntExact(day.toEpochDay()))
                .orElse(Integer.MAX_VALUE);
    }
}
