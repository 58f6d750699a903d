package io.counterfoil.collections.aging;

import io.counterfoil.collections.aging.Delinquency.LevelInterval;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;

/** Reads how late a party is off its open items. Not thread-safe: confined to one reading. */
final class DelinquencyReader {

    private final DelinquencyPolicy policy;
    private final List<DateRange> holds;
    private final LocalDate day;
    private final List<Due> unpaid = new ArrayList<>();

    /** An amount with the date from which it is late. */
    private record Due(LocalDate date, CurrencyUnit currency, long minor) {}

    private DelinquencyReader(DelinquencyPolicy policy, List<DateRange> holds, LocalDate day) {
        this.policy = policy;
        this.holds =
                holds.stream().sorted(Comparator.comparing(DateRange::from)).toList();
        this.day = day;
    }

    static Delinquency assess(
            DelinquencyPolicy policy, List<DateRange> holds, Receivables receivables, PartyId party, AsOf asOf) {
        DelinquencyReader reader = new DelinquencyReader(policy, holds, asOf.effective());
        receivables.scan(party, asOf, reader::take);
        return reader.read();
    }

    static List<LevelInterval> history(
            DelinquencyPolicy policy, List<DateRange> holds, Receivables receivables, PartyId party, AsOf asOf) {
        Optional<LocalDate> first = receivables
                .events()
                .filter(ReceivableEvent.ItemIssued.class::isInstance)
                .map(event -> ((ReceivableEvent.ItemIssued) event).item())
                .filter(item -> item.party().equals(party))
                .map(item -> item.issued())
                .min(Comparator.naturalOrder());
        List<LevelInterval> intervals = new ArrayList<>();
        Optional<LevelInterval> running = Optional.empty();
        for (LocalDate at = first.orElse(asOf.effective()); !at.isAfter(asOf.effective()); at = at.plusDays(1)) {
            LocalDate today = at;
            Optional<DelinquencyLevel> level =
                    assess(policy, holds, receivables, party, asOf.on(at)).level();
            if (!level.equals(running.map(LevelInterval::level))) {
                running.ifPresent(
                        ended -> intervals.add(new LevelInterval(ended.level(), ended.added(), Optional.of(today))));
                running = level.map(entered -> new LevelInterval(entered, today, Optional.empty()));
            }
        }
        running.ifPresent(intervals::add);
        return List.copyOf(intervals);
    }

    /** A payment that came back before the due date is late from the day it came back. */
    private void take(OpenPosition position) {
        if (position.openMinor() <= 0) {
            return;
        }
        long inTime = position.openMinor() - position.returnedMinor();
        if (inTime > 0) {
            unpaid.add(new Due(LocalDate.ofEpochDay(position.dueDay()), position.currency(), inTime));
        }
        if (position.returnedMinor() > 0) {
            LocalDate returned = LocalDate.ofEpochDay(position.returnedDay());
            unpaid.add(new Due(returned, position.currency(), position.returnedMinor()));
        }
    }

    private Delinquency read() {
        Optional<LocalDate> oldest = unpaid.stream().map(Due::date).min(Comparator.naturalOrder());
        int pastDue = oldest.map(this::daysSince).orElse(0);
        int held = oldest.filter(due -> pastDue > 0)
                .map(due -> heldDays(policy.allHeldDays() ? LocalDate.MIN : due))
                .orElse(0);
        int delinquent = Math.max(0, pastDue - policy.graceDays() - held);
        Totals amount = Totals.none();
        for (Due due : unpaid) {
            amount = due.date().isBefore(day) ? amount.plus(due.currency(), due.minor()) : amount;
        }
        return Delinquency.builder()
                .oldestDue(oldest)
                .pastDueDays(pastDue)
                .heldDays(held)
                .delinquentDays(delinquent)
                .delinquentSince(oldest.filter(due -> pastDue > 0).map(due -> due.plusDays(policy.graceDays())))
                .amount(amount)
                .level(policy.levelOf(delinquent))
                .instalmentLevels(
                        delinquent > 0 || policy.instalmentLevelsWithinGrace() ? instalmentLevels() : Map.of())
                .build();
    }

    private Map<DelinquencyLevel, Totals> instalmentLevels() {
        Map<DelinquencyLevel, Totals> levels = new LinkedHashMap<>();
        for (Due due : unpaid) {
            int late = daysSince(due.date()) - (due.date().isBefore(day) ? heldDays(due.date()) : 0);
            policy.levelOf(late)
                    .ifPresent(level ->
                            levels.merge(level, Totals.none().plus(due.currency(), due.minor()), Totals::plus));
        }
        return levels;
    }

    private int daysSince(LocalDate due) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(due, day));
    }

    /** How many days after the date, through today, are under a hold; a hold counts the days after its first, through its last. */
    private int heldDays(LocalDate after) {
        long days = 0;
        LocalDate counted = after;
        for (DateRange hold : holds) {
            LocalDate from = hold.from().isAfter(counted) ? hold.from() : counted;
            LocalDate to = hold.to().isBefore(day) ? hold.to() : day;
            if (to.isAfter(from)) {
                days += ChronoUnit.DAYS.between(from, to);
                counted = to;
            }
        }
        return Math.toIntExact(days);
    }
}
