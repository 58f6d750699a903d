package io.counterfoil.reconciliation.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another run, of another plan or of later data, does differently (reconciliation specification REC-42). Matches are the same if they take the same portions.
 *
 * @param gone matches that only the first run has
 * @param fresh matches that only the other run has
 * @param changed matches of both whose pass, certainty, decision or finality differ
 */
public record RunDiff(List<Match> gone, List<Match> fresh, List<Changed> changed) {

    public RunDiff {
        gone = List.copyOf(gone);
        fresh = List.copyOf(fresh);
        changed = List.copyOf(changed);
    }

    /**
     * A match that both runs have.
     *
     * @param before as the first run has it
     * @param after as the other run has it
     */
    public record Changed(Match before, Match after) {}

    /** From the one run to the other. */
    public static RunDiff of(Reconciliation from, Reconciliation to) {
        Map<MatchId, Match> before = byId(from);
        Map<MatchId, Match> after = byId(to);
        List<Match> gone = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        before.forEach((id, match) -> {
            Match other = after.get(id);
            if (other == null) {
                gone.add(match);
            } else if (!sameVerdict(match, other)) {
                changed.add(new Changed(match, other));
            }
        });
        List<Match> fresh = after.entrySet().stream()
                .filter(e -> !before.containsKey(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new RunDiff(gone, fresh, changed);
    }

    private static Map<MatchId, Match> byId(Reconciliation run) {
        Map<MatchId, Match> matches = new LinkedHashMap<>();
        run.matches().forEach(match -> matches.put(match.id(), match));
        return matches;
    }

    private static boolean sameVerdict(Match a, Match b) {
        return a.pass().equals(b.pass())
                && a.decision() == b.decision()
                && a.finality() == b.finality()
                && a.confidence().certainty() == b.confidence().certainty();
    }

    /** Whether both runs have the same matches with the same verdicts. */
    public boolean isEmpty() {
        return gone.isEmpty() && fresh.isEmpty() && changed.isEmpty();
    }

    /** Counts in words. */
    public String sentence() {
        return gone.size() + " matches gone, " + fresh.size() + " new, " + changed.size() + " judged differently";
    }
}
