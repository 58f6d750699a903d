package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down one tie class: an ambiguity for each item that must be decided about. Not thread-safe. */
final class TieRecorder {

    private final Run run;
    private final int pass;
    private final PairCheck check;

    TieRecorder(Run run, int pass, PairCheck check) {
        this.run = run;
        this.pass = pass;
        this.check = check;
    }

    void record(int[] lefts, int[] rights, boolean[] rival, Edges heldPairs) {
        boolean leftDecides = check.pass.cardinality() != Pass.Cardinality.GROUP_TO_ONE;
        Map<Integer, List<Integer>> partners = new TreeMap<>();
        Map<Integer, Boolean> real = new TreeMap<>();
        for (int i = 0; i < lefts.length; i++) {
            int decider = leftDecides ? lefts[i] : rights[i];
            partners.computeIfAbsent(decider, d -> new ArrayList<>()).add(leftDecides ? rights[i] : lefts[i]);
            real.merge(decider, !rival[i], Boolean::logicalOr);
            if (check.left().isSingle() && check.right().isSingle()) {
                int l = check.left().firstRow(lefts[i]);
                int r = check.right().firstRow(rights[i]);
                heldPairs.add(l, r, check.weightOf(lefts[i], rights[i]), rival[i]);
            }
        }
        Units deciders = leftDecides ? check.left() : check.right();
        Units others = leftDecides ? check.right() : check.left();
        partners.forEach((decider, units) -> {
            if (Boolean.TRUE.equals(real.get(decider))) {
                run.hold(tie(deciders, decider, others, units));
            }
        });
    }

    private Tie tie(Units deciders, int decider, Units others, List<Integer> partners) {
        List<Tie.Rows> alternatives = partners.stream()
                .map(unit -> ContentOrder.sorted(others.data, others.rows(unit)))
                .sorted((a, b) -> ContentOrder.compareSets(others.data, a, b))
                .map(Tie.Rows::new)
                .toList();
        int listed = Math.min(alternatives.size(), run.setting.limits().alternatives());
        return new Tie(
                pass,
                deciders.data.side,
                others.data.side,
                new Tie.Rows(ContentOrder.sorted(deciders.data, deciders.rows(decider))),
                alternatives.subList(0, listed),
                List.of(),
                Resolution.SolutionCount.exactly(alternatives.size()));
    }
}
