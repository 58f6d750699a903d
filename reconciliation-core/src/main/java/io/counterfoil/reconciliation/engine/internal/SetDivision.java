package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All ways to give as many items as possible a set each so that no two sets share a member: which sets each item gets in them. */
final class SetDivision {

    private final List<List<int[]>> sets;
    private final long maxSteps;
    private final int[] chosen;
    private final List<Set<Integer>> choices;
    private long steps;
    private int best = -1;

    SetDivision(List<List<int[]>> sets, long maxSteps) {
        this.sets = sets;
        this.maxSteps = maxSteps;
        this.chosen = new int[sets.size()];
        this.choices = sets.stream().<Set<Integer>>map(s -> new TreeSet<>()).toList();
        divide(0, 0, new HashSet<>());
    }

    private void divide(int at, int served, Set<Integer> taken) {
        steps++;
        if (!isComplete() || served + sets.size() - at < best) {
            return;
        }
        if (at == sets.size()) {
            keep(served);
            return;
        }
        List<int[]> mine = sets.get(at);
        for (int s = 0; s < mine.size(); s++) {
            int[] set = mine.get(s);
            if (Arrays.stream(set).noneMatch(taken::contains)) {
                Arrays.stream(set).forEach(taken::add);
                chosen[at] = s;
                divide(at + 1, served + 1, taken);
                Arrays.stream(set).forEach(taken::remove);
            }
        }
        chosen[at] = -1;
        divide(at + 1, served, taken);
    }

    private void keep(int served) {
        if (served > best) {
            best = served;
            choices.forEach(Set::clear);
        }
        for (int i = 0; i < chosen.length; i++) {
            choices.get(i).add(chosen[i]);
        }
    }

    /** Whether every division was looked at. */
    boolean isComplete() {
        return steps <= maxSteps;
    }

    /** What the item gets in the best divisions: numbers of its sets, -1 for none. */
    Set<Integer> choices(int item) {
        return choices.get(item);
    }
}
