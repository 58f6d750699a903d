package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** Items of both sides that belong together, or of one side that cancel each other. Immutable; evidence is made when it is asked for. */
public interface Match {

    /** The match by its content. */
    MatchId id();

    /** The pass that found it. */
    String pass();

    /** What it takes on the left, in the order of content; empty where items of the right cancel each other. */
    List<Portion> left();

    /** What it takes on the right, in the order of content; empty where items of the left cancel each other. */
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

    /** Whether later records can still contest a match. */
    enum Finality {
        FINAL,
        PROVISIONAL
    }

    /**
     * What a match takes of an item.
     *
     * @param item whose
     * @param amount signed as the item; all that was open of it, or less for a partial match
     */
    record Portion(ItemId item, MonetaryAmount amount) {

        public Portion {
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(amount, "amount");
        }
    }
}
