package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.List;

/** Gates on the texts of two units. */
final class Gates {

    /** What a gate says. */
    enum Answer {
        PASSES,
        FAILS,
        /** One of the texts is not there. */
        MISSING
    }

    private Gates() {}

    /** Whether one of the one unit's references, or texts, passes with one of the other's. */
    static Answer of(Pass.Gate gate, Units left, int l, Units right, int r) {
        List<String> mine = texts(left, l, gate == Pass.Gate.TEXT_CONTAINS_EITHER);
        List<String> theirs = texts(right, r, gate == Pass.Gate.TEXT_CONTAINS_EITHER);
        if (gate == Pass.Gate.REFERENCE_IN_OTHER_TEXT) {
            List<String> myText = texts(left, l, true);
            List<String> theirText = texts(right, r, true);
            boolean comparable = (!mine.isEmpty() && !theirText.isEmpty()) || (!theirs.isEmpty() && !myText.isEmpty());
            return !comparable ? Answer.MISSING : answer(anyStands(mine, theirText) || anyStands(theirs, myText));
        }
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Answer.MISSING;
        }
        return answer(mine.stream().anyMatch(a -> theirs.stream().anyMatch(b -> admit(gate, a, b))));
    }

    /** Whether one of the one unit's free texts is like one of the other's. */
    static Answer alike(Pass.Likeness likeness, Units left, int l, Units right, int r) {
        List<String> mine = texts(left, l, true);
        List<String> theirs = texts(right, r, true);
        return mine.isEmpty() || theirs.isEmpty()
                ? Answer.MISSING
                : answer(mine.stream().anyMatch(a -> theirs.stream().anyMatch(b -> likeness.admits(a, b))));
    }

    private static Answer answer(boolean passes) {
        return passes ? Answer.PASSES : Answer.FAILS;
    }

    private static boolean anyStands(List<String> references, List<String> texts) {
        return references.stream().anyMatch(a -> texts.stream().anyMatch(b -> Texts.standsIn(a, b)));
    }

    private static boolean admit(Pass.Gate gate, String a, String b) {
        return switch (gate) {
            case REFERENCE_EQUAL -> a.equals(b);
            case REFERENCE_EQUAL_IGNORING_CASE -> a.equalsIgnoreCase(b);
            case REFERENCE_CONTAINS_EITHER, TEXT_CONTAINS_EITHER -> a.contains(b) || b.contains(a);
            case REFERENCE_IN_OTHER_TEXT -> Texts.standsIn(a, b);
        };
    }

    private static List<String> texts(Units units, int unit, boolean free) {
        List<String> all = new ArrayList<>();
        for (int i = units.memberStart(unit); i < units.memberEnd(unit); i++) {
            var view = units.data.batch.view(units.member(i));
            if (free) {
                view.text().ifPresent(all::add);
            } else {
                all.addAll(view.references());
            }
        }
        return all;
    }
}
