package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.List;
import java.util.Optional;

/** Items of both sides that belong together. Immutable; evidence is made when it is asked for. */
public interface Match {

    /** The match by its content. */
    MatchId id();

    /** The pass that found it. */
    String pass();

    /** What it takes on the left, in the order of content. */
    List<Portion> left();

    /** What it takes on the right, in the order of content. */
    List<Portion> right();

    /** What the sides differ by, to the minor unit; empty where nothing differs. */
    List<Difference> differences();

    /** What the pass does with it. */
    PassDecision.Outcome decision();

    /** Whether later records can still contest it. */
    Finality finality();

    /** How sure it is. */
    Confidence confidence();

    /** The score taken apart, in bits; empty where the pass has no model. */
    Optional<ScoreModel.Waterfall> score();

    /** Why. */
    Evidence evidence();
}
