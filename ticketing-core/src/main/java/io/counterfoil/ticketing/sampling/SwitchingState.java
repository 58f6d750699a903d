package io.counterfoil.ticketing.sampling;

import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.LotVerdict;
import java.util.Objects;

/**
 * How hard the next lot is looked at, and what the rules count (ISO 2859-1, 9.3; ticketing specification 4.6). Counting begins anew at each switch. Immutable.
 *
 * <p>NORMAL to TIGHTENED at the second rejection within five lots; back after five accepted in a row; five rejections in all on TIGHTENED discontinue; NORMAL to
 * REDUCED at a score of 30; REDUCED to NORMAL at a rejection and at a count in the gap.
 *
 * @param inspection of the next lot
 * @param score towards reduced inspection, kept on NORMAL only
 * @param lotsSinceRejection on NORMAL: 1 where the last lot was rejected, 2 where the one before was; 0 where none of the last four was
 * @param acceptedInARow on TIGHTENED
 * @param rejectedInAll on TIGHTENED
 */
public record SwitchingState(
        Inspection inspection, int score, int lotsSinceRejection, int acceptedInARow, int rejectedInAll) {

    private static final int WINDOW = 5;
    private static final int TO_REDUCED = 30;
    private static final int BACK_TO_NORMAL = 5;
    private static final int TO_DISCONTINUED = 5;
    private static final int POINTS = 2;
    private static final int POINTS_TIGHTER = 3;
    private static final int SMALL_ACCEPT = 1;

    public SwitchingState {
        Objects.requireNonNull(inspection, "inspection");
        if (score < 0 || lotsSinceRejection < 0 || acceptedInARow < 0 || rejectedInAll < 0) {
            throw new IllegalArgumentException("switching counts are " + score + ", " + lotsSinceRejection + ", "
                    + acceptedInARow + ", " + rejectedInAll + ", expected 0 or more");
        }
    }

    /** Before the first lot: normal inspection. */
    public static SwitchingState initial() {
        return begin(Inspection.NORMAL);
    }

    private static SwitchingState begin(Inspection inspection) {
        return new SwitchingState(inspection, 0, 0, 0, 0);
    }

    /**
     * After a lot.
     *
     * @throws IllegalStateException where inspection is discontinued: no lot is looked at
     */
    public SwitchingState next(LotVerdict verdict) {
        return switch (inspection) {
            case NORMAL -> afterNormal(verdict);
            case TIGHTENED -> afterTightened(verdict);
            case REDUCED -> verdict.outcome() == LotVerdict.Outcome.ACCEPTED ? this : begin(Inspection.NORMAL);
            case DISCONTINUED ->
                throw new IllegalStateException(
                        "inspection is discontinued, a lot cannot follow\nMaybe resume after the cause was put right");
        };
    }

    /** The cause was put right: tightened inspection again. On other inspection nothing changes. */
    public SwitchingState resume() {
        return inspection == Inspection.DISCONTINUED ? begin(Inspection.TIGHTENED) : this;
    }

    private SwitchingState afterNormal(LotVerdict verdict) {
        if (!verdict.isAccepted() && lotsSinceRejection > 0) {
            return begin(Inspection.TIGHTENED);
        }
        int points = verdict.acceptNumber() <= SMALL_ACCEPT ? POINTS : verdict.acceptedTighter() ? POINTS_TIGHTER : 0;
        int scored = verdict.isAccepted() && points > 0 ? score + points : 0;
        if (scored >= TO_REDUCED) {
            return begin(Inspection.REDUCED);
        }
        int since = lotsSinceRejection == 0 || lotsSinceRejection + 1 == WINDOW ? 0 : lotsSinceRejection + 1;
        return new SwitchingState(Inspection.NORMAL, scored, verdict.isAccepted() ? since : 1, 0, 0);
    }

    private SwitchingState afterTightened(LotVerdict verdict) {
        int accepted = verdict.isAccepted() ? acceptedInARow + 1 : 0;
        int rejected = rejectedInAll + (verdict.isAccepted() ? 0 : 1);
        if (rejected >= TO_DISCONTINUED) {
            return begin(Inspection.DISCONTINUED);
        }
        return accepted >= BACK_TO_NORMAL
                ? begin(Inspection.NORMAL)
                : new SwitchingState(Inspection.TIGHTENED, 0, 0, accepted, rejected);
    }
}
