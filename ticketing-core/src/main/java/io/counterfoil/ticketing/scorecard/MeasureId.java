package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.ticketing.clock.ClockKind;

/** A measure and its formula (ticketing specification 4.5). */
public enum MeasureId implements Code {
    /** Sum of the business time to the first reply by the tickets replied to in the period (FRT_AVG), in business hours. */
    FIRST_REPLY_AVERAGE(Unit.HOURS, ClockKind.FIRST_REPLY, "Average first reply"),
    /** Sum of the business time to the solution, each over its policy's nominal day, by the tickets solved in the period (RES_AVG_DAYS). Never 24 h a day. */
    RESOLUTION_AVERAGE(Unit.BUSINESS_DAYS, ClockKind.RESOLUTION, "Average resolution"),
    /** Solved in time by solved in the period and open ones over their target at its end (ON_TIME). */
    ON_TIME(Unit.SHARE, ClockKind.RESOLUTION, "Resolved on time");

    private final Unit unit;
    private final ClockKind clock;
    private final String title;

    MeasureId(Unit unit, ClockKind clock, String title) {
        this.unit = unit;
        this.clock = clock;
        this.title = title;
    }

    /** What its figures are counted in. */
    public Unit unit() {
        return unit;
    }

    /** The clock it reads. */
    public ClockKind clock() {
        return clock;
    }

    /** For people. */
    public String title() {
        return title;
    }

    @Override
    public String id() {
        return "MEASURE." + name();
    }

    /** What figures are counted in. */
    public enum Unit {
        /** Open hours. */
        HOURS,
        /** Nominal business days. */
        BUSINESS_DAYS,
        /** A share from 0 to 1. */
        SHARE
    }
}
