package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes over from an earlier run what later data does not touch (reconciliation specification REC-40): while the passes run, untouched rows are parked where no pass
 * sees them; afterwards they get what they had. Not thread-safe.
 */
final class Increment {

    private final Result known;
    private final Run earlier;
    private final Run run;
    private final RowMap lefts;
    private final RowMap rights;
    private final Touched touched;

    private Increment(Result known, Run run) {
        this.known = known;
        this.earlier = known.run();
        this.run = run;
        this.lefts = RowMap.of(earlier.left.batch, run.left.batch);
        this.rights = RowMap.of(earlier.right.batch, run.right.batch);
        this.touched = new Touched(run.setting.plan(), run.left, run.right);
        Touched.Front front = new Touched.Front();
        begin(front, Side.LEFT);
        begin(front, Side.RIGHT);
        touched.grow(front);
    }

    /** What the run can take over; empty where the earlier run says nothing about it. */
    static Optional<Increment> of(Reconciliation earlier, Run run) {
        if (!(earlier instanceof Result known) || !Touched.covers(run.setting.plan())) {
            return Optional.empty();
        }
        Run before = known.run();
        boolean alike = !before.cancelled
                && before.setting.plan().hash().equals(run.setting.plan().hash())
                && reference(before.setting).equals(reference(run.setting));
        return alike ? Optional.of(new Increment(known, run)) : Optional.empty();
    }

    /** What decides beside the plan; how far sources are complete is asked anew of every match. */
    private static Sha256 reference(Run.Setting setting) {
        return Sha256.ofFields(setting.calendar() == null ? "none" : setting.calendar(), setting.limits());
    }

    private void begin(Touched.Front front, Side side) {
        RowMap map = map(side);
        SideData now = run.side(side);
        boolean[] touchedRows = touched(side);
        for (int row = 0; row < now.state.length; row++) {
            if (map.before(row) < 0) {
                touchedRows[row] = true;
                front.add(now, row);
            }
        }
        SideData gone = null;
        for (int row = 0; row < map.sizeBefore(); row++) {
            if (map.now(row) < 0) {
                gone = gone == null ? run.alike(earlier.side(side).batch, side) : gone;
                front.add(gone, row);
            }
        }
    }

    private RowMap map(Side side) {
        return side == Side.LEFT ? lefts : rights;
    }

    private boolean[] touched(Side side) {
        return side == Side.LEFT ? touched.lefts : touched.rights;
    }

    /** Hides untouched rows from every pass. */
    void park() {
        for (Side side : Side.values()) {
            byte[] state = run.side(side).state;
            boolean[] concerned = touched(side);
            for (int row = 0; row < state.length; row++) {
                if (!concerned[row]) {
                    state[row] = SideData.PARKED;
                }
            }
        }
    }

    /** Gives untouched rows what they had. */
    void restore() {
        for (Side side : Side.values()) {
            byte[] state = run.side(side).state;
            byte[] before = earlier.side(side).state;
            for (int row = 0; row < state.length; row++) {
                if (state[row] == SideData.PARKED) {
                    int was = map(side).before(row);
                    state[row] = before[was];
                    if (before[was] == SideData.HELD) {
                        run.side(side).hold(row, earlier.side(side).heldBy(was));
                    }
                }
            }
        }
        run.matches.take(earlier.matches, this::laterLeft, rights::now, (left, right) -> {
            run.leftMatch[left] = left;
            run.rightMatch[right] = left;
        });
        for (int match : earlier.matches.others()) {
            int[] leftRows = kept(Side.LEFT, earlier.matches.left(match));
            if (leftRows.length > 0) {
                int[] rightRows = kept(Side.RIGHT, earlier.matches.right(match));
                Coincidence risk = earlier.risks.get(match);
                if (risk != null) {
                    run.risks.put(run.matches.next(), risk);
                }
                int number = run.matches.add(leftRows, rightRows, earlier.matches.finding(match));
                Arrays.stream(leftRows).forEach(row -> run.leftMatch[row] = number);
                Arrays.stream(rightRows).forEach(row -> run.rightMatch[row] = number);
            }
        }
        earlier.ties.forEach(this::keep);
        earlier.cuts.forEach(this::keep);
        earlier.lost.forEach(this::keep);
    }

    /** Lets the later result take over digests, where the earlier one still has them and nothing else decides about them. */
    void base(Result later) {
        known.kept()
                .filter(digests -> known.referenceHash().equals(later.referenceHash()))
                .ifPresent(digests -> later.base(new KeptDigests.Basis(digests, lefts, rights, touched.lefts)));
    }

    /** The left row of a pair now, -1 where it is touched or gone. */
    private int laterLeft(int leftRow) {
        int row = lefts.now(leftRow);
        return row < 0 || touched.lefts[row] ? -1 : row;
    }

    /** The rows now; none where they are touched or gone. */
    private int[] kept(Side side, int[] earlierRows) {
        int[] rows = new int[earlierRows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = map(side).now(earlierRows[i]);
            if (rows[i] < 0 || touched(side)[rows[i]]) {
                return new int[0];
            }
        }
        return rows;
    }

    private void keep(Tie tie) {
        int[] item = kept(tie.decider(), tie.item().rows);
        if (item.length > 0) {
            run.ties.add(new Tie(
                    tie.pass(),
                    tie.decider(),
                    new Tie.Rows(item),
                    tie.alternatives().stream()
                            .map(rows -> new Tie.Rows(kept(tie.decider().other(), rows.rows)))
                            .toList(),
                    tie.own().stream()
                            .map(rows -> new Tie.Rows(kept(tie.decider(), rows.rows)))
                            .toList(),
                    tie.count()));
        }
    }

    private void keep(Cut cut) {
        int[] left = kept(Side.LEFT, cut.left().rows);
        int[] right = kept(Side.RIGHT, cut.right().rows);
        if (left.length + right.length > 0) {
            List<Cut.Reading> best = cut.best().stream()
                    .map(reading -> new Cut.Reading(
                            new Tie.Rows(kept(Side.LEFT, reading.left().rows)),
                            new Tie.Rows(kept(Side.RIGHT, reading.right().rows))))
                    .toList();
            run.cuts.add(new Cut(
                    cut.pass(),
                    new Tie.Rows(left),
                    new Tie.Rows(right),
                    cut.limit(),
                    cut.explored(),
                    cut.share(),
                    best));
        }
    }

    private void keep(Lost lost) {
        int[] item = kept(lost.side(), new int[] {lost.row()});
        if (item.length > 0) {
            Tie.Rows set = new Tie.Rows(kept(lost.side().other(), lost.set().rows));
            run.lost.add(new Lost(lost.pass(), lost.side(), item[0], set, lost.missedMinor()));
        }
    }
}
