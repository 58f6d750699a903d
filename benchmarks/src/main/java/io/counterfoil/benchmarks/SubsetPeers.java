package io.counterfoil.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.variables.BoolVar;

/** Solvers of constraints that count, to two, the subsets of amounts with a sum. */
final class SubsetPeers {

    /** The peer did not come to an end in the time given, or cannot hold the numbers. */
    static final int UNANSWERED = -1;

    private static final int SECONDS = 5;

    /** Choco's integers end at 21,474,836; sums stay below that or overflow. */
    private static final long CHOCO_MOST = 21_000_000;

    private SubsetPeers() {}

    static boolean hasNative() {
        try {
            Loader.loadNativeLibraries();
            return true;
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** CP-SAT with one worker, all solutions listed until the second. */
    static int cpSat(long[] amounts, long target, int maxSize) {
        CpModel model = new CpModel();
        Literal[] taken = new Literal[amounts.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = model.newBoolVar("");
        }
        model.addEquality(LinearExpr.weightedSum(taken, amounts), target);
        if (maxSize < amounts.length) {
            model.addLessOrEqual(LinearExpr.sum(taken), maxSize);
        }
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setEnumerateAllSolutions(true).setMaxTimeInSeconds(SECONDS);
        int[] found = {0};
        CpSolverStatus status = solver.solve(model, new CpSolverSolutionCallback() {
            @Override
            public void onSolutionCallback() {
                found[0]++;
                if (found[0] == 2) {
                    stopSearch();
                }
            }
        });
        boolean decided = found[0] >= 2 || status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.INFEASIBLE;
        return decided ? Math.min(2, found[0]) : UNANSWERED;
    }

    /** Whether Choco's integers hold the sums. */
    static boolean fitsChoco(long[] amounts) {
        long all = 0;
        for (long amount : amounts) {
            all += amount;
        }
        return all <= CHOCO_MOST;
    }

    static int choco(long[] amounts, long target, int maxSize) {
        if (!fitsChoco(amounts)) {
            return UNANSWERED;
        }
        Model model = new Model();
        BoolVar[] taken = model.boolVarArray(amounts.length);
        int[] weights = new int[amounts.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (int) amounts[i];
        }
        model.scalar(taken, weights, "=", (int) target).post();
        if (maxSize < amounts.length) {
            model.sum(taken, "<=", maxSize).post();
        }
        model.getSolver().limitTime(SECONDS + "s");
        int found = 0;
        while (found < 2 && model.getSolver().solve()) {
            found++;
        }
        return found < 2 && model.getSolver().isStopCriterionMet() ? UNANSWERED : found;
    }
}
