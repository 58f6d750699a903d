package io.counterfoil.collections.strategy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ladder in its most obvious form: one party, one currency, steps that count from the oldest due date, the latest one is taken. Walks every day and keeps what it
 * sent in a set. Nothing of it is shared with the engine.
 */
final class SlowPlanner {

    /** An invoice that is settled on a day at once, or never. */
    record Bill(String id, LocalDate issued, LocalDate due, long minor, Optional<LocalDate> paid) {
        boolean isOpen(LocalDate day) {
            return !issued.isAfter(day) && paid.filter(on -> !on.isAfter(day)).isEmpty();
        }
    }

    /** Rules. */
    record Rules(List<Integer> offsets, int gapDays, long threshold) {}

    /** A contact: on which day, in which episode, which step. */
    record Act(LocalDate on, LocalDate episode, int step) {}

    private final List<Bill> bills;
    private final Rules rules;
    private final Set<LocalDate> held;
    private final List<Act> acts = new ArrayList<>();

    SlowPlanner(List<Bill> bills, Rules rules, Set<LocalDate> held) {
        this.bills = bills;
        this.rules = rules;
        this.held = held;
    }

    List<Act> acts() {
        return acts;
    }

    /** What is done on the day; days must come in order. */
    Optional<Act> run(LocalDate day) {
        List<Bill> open = bills.stream().filter(bill -> bill.isOpen(day)).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        LocalDate oldest =
                open.stream().map(Bill::due).min(LocalDate::compareTo).orElseThrow();
        LocalDate episode = episode(day);
        int progress = -1;
        Set<Integer> done = new HashSet<>();
        for (Act act : acts) {
            if (act.episode().equals(episode)) {
                done.add(act.step());
                progress = Math.max(progress, act.step());
            }
        }
        int chosen = -1;
        for (int step = 0; step < rules.offsets().size(); step++) {
            boolean reached = !oldest.plusDays(rules.offsets().get(step)).isAfter(day);
            if (reached && !done.contains(step) && step > progress) {
                chosen = step;
            }
        }
        if (chosen < 0 || held.contains(day)) {
            return Optional.empty();
        }
        int offset = rules.offsets().get(chosen);
        long asked = open.stream()
                .filter(bill ->
                        bill.due().isBefore(day) || !bill.due().plusDays(offset).isAfter(day))
                .mapToLong(Bill::minor)
                .sum();
        boolean tooSoon = !acts.isEmpty()
                && acts.get(acts.size() - 1)
                        .on()
                        .plusDays(Math.max(
                                rules.gapDays(),
                                acts.get(acts.size() - 1).episode().equals(episode) ? 1 : 0))
                        .isAfter(day);
        if (asked < rules.threshold() || tooSoon) {
            return Optional.empty();
        }
        Act act = new Act(day, episode, chosen);
        acts.add(act);
        return Optional.of(act);
    }

    private LocalDate episode(LocalDate day) {
        LocalDate start = day;
        if (!isChased(day)) {
            return day;
        }
        while (isChased(start.minusDays(1))) {
            start = start.minusDays(1);
        }
        return start;
    }

    /** Whether at the end of the day anything is past due or has come to a step before that. */
    private boolean isChased(LocalDate day) {
        int first = rules.offsets().stream().min(Integer::compare).orElseThrow();
        return bills.stream()
                .filter(bill -> bill.isOpen(day))
                .anyMatch(bill ->
                        bill.due().isBefore(day) || !bill.due().plusDays(first).isAfter(day));
    }
}
