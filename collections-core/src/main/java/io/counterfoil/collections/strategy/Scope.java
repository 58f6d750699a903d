package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is decided on as one, with everything that is open in it.
 *
 * @param strategy by which it is judged
 * @param key what it is
 * @param startStep the step at which somebody put it; empty for the beginning
 * @param rows what is open, by due date
 * @param chased the rows that a plan does not cover, or all of them where it covers all
 */
record Scope(Strategy strategy, ScopeKey key, String startStep, List<Row> rows, List<Row> chased) {

    static Scope of(Strategy strategy, ScopeKey key, String startStep, List<Row> rows) {
        List<Row> free = rows.stream().filter(row -> !row.planned()).toList();
        return new Scope(strategy, key, startStep, rows, free.isEmpty() ? rows : free);
    }

    static ScopeKey keyOf(Strategy strategy, PartyDay day, String currency, OpenItemId ladderItem) {
        return switch (strategy.scope()) {
            case ITEM -> ScopeKey.of(day.party, currency, ladderItem);
            case PARTY -> ScopeKey.of(day.party);
            case PARTY_CURRENCY -> ScopeKey.of(day.party, currency);
        };
    }

    boolean isWhollyPlanned() {
        return rows.stream().allMatch(Row::planned);
    }

    /** The first day of the unbroken time in which something of the scope was to be chased (collections specification 4.7); today where nothing is yet. */
    int episodeStart(PartyDay day, StepDates dates, Assignments assignments) {
        List<int[]> spans = new ArrayList<>();
        day.facts.receivables().scanSpans(day.party, day.asOf, span -> {
            if (belongs(span, day, assignments)) {
                int from = strategy.scope() == Strategy.Scope.ITEM
                        ? span.fromDay()
                        : Math.max(span.fromDay(), dates.chasedFrom(strategy, span));
                if (from < span.toDay() && from <= day.today) {
                    spans.add(new int[] {from, span.toDay()});
                }
            }
        });
        spans.sort(Comparator.comparingInt(span -> span[0]));
        int start = day.today;
        int end = Integer.MIN_VALUE;
        for (int[] span : spans) {
            if (span[0] > end) {
                start = span[0];
            }
            end = Math.max(end, span[1]);
        }
        return end > day.today ? start : day.today;
    }

    private boolean belongs(Receivables.OpenSpan span, PartyDay day, Assignments assignments) {
        OpenItemId ladderItem = Row.ladderItem(span.item());
        String currency = span.item().amount().getCurrency().getCurrencyCode();
        ContactExplanation.Assignment assigned = assignments.of(day, ladderItem);
        return assigned.strategy().equals(strategy.id())
                && keyOf(strategy, day, currency, ladderItem).equals(key);
    }

    Optional<StepId> start() {
        return startStep.isEmpty() ? Optional.empty() : Optional.of(new StepId(startStep));
    }
}
