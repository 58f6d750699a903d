package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Goal.Unit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A measure and its formula (ticketing specification 4.5). Tickets count by the day their clock stopped or they were solved, calls by the day they were offered,
 * agents by their local day, answers by the day they were given; keyed records and reviews as they are given.
 */
public enum MeasureId implements Code {
    /** Sum of the business time to the first reply by the tickets replied to (FRT_AVG), in business hours. */
    FIRST_REPLY_AVERAGE("Average first reply", Unit.HOURS, Source.CLOCK, Figure.MEAN, ClockKind.FIRST_REPLY),
    /** The middle one of those times, or the mean of the two middle ones. */
    FIRST_REPLY_MEDIAN("Median first reply", Unit.HOURS, Source.CLOCK, Figure.MEDIAN, ClockKind.FIRST_REPLY),
    /** The smallest of those times that nine in ten do not exceed. */
    FIRST_REPLY_P90("First reply, 9 in 10", Unit.HOURS, Source.CLOCK, Figure.P90, ClockKind.FIRST_REPLY),
    /** Replied to within the target by replied to. */
    FIRST_REPLY_IN_TIME("First reply in time", Unit.SHARE, Source.CLOCK, Figure.SHARE, ClockKind.FIRST_REPLY),
    /** Sum of the business time to the solution, each over its policy's nominal day, by the tickets solved (RES_AVG_DAYS). Never 24 h a day. */
    RESOLUTION_AVERAGE("Average resolution", Unit.BUSINESS_DAYS, Source.CLOCK, Figure.MEAN, ClockKind.RESOLUTION),
    /** The middle one of those times, or the mean of the two middle ones. */
    RESOLUTION_MEDIAN("Median resolution", Unit.BUSINESS_DAYS, Source.CLOCK, Figure.MEDIAN, ClockKind.RESOLUTION),
    /** The smallest of those times that nine in ten do not exceed. */
    RESOLUTION_P90("Resolution, 9 in 10", Unit.BUSINESS_DAYS, Source.CLOCK, Figure.P90, ClockKind.RESOLUTION),
    /** Business dates after that of the opening, up to that of the solution, by the tickets solved (variant BUSINESS_DATES): pauses count. */
    RESOLUTION_DATES("Business dates to resolution", Unit.COUNT, Source.CLOCK, Figure.MEAN, ClockKind.RESOLUTION),
    /** Solved in time by solved in the period and open ones over their target at its end (ON_TIME). */
    ON_TIME("Resolved on time", Unit.SHARE, Source.CLOCK, Figure.SHARE, ClockKind.RESOLUTION),
    /** Solved in time by solved (ON_TIME, CLOSED_ONLY): what is open and late is not seen. */
    ON_TIME_CLOSED_ONLY("Resolved on time, closed only", Unit.SHARE, Source.CLOCK, Figure.SHARE, ClockKind.RESOLUTION),
    /** Met by met and missed among the tickets that were due in the period (ON_TIME, COHORT_DUE). */
    ON_TIME_DUE("Resolved on time of those due", Unit.SHARE, Source.CLOCK, Figure.SHARE, ClockKind.RESOLUTION),
    /** Kaplan and Meier's median of the resolution of tickets opened in the period, open ones kept in (CENSORED). */
    RESOLUTION_CENSORED_MEDIAN(
            "Median resolution, open kept in",
            Unit.BUSINESS_DAYS,
            Source.CLOCK,
            Figure.SURVIVAL_MEDIAN,
            ClockKind.RESOLUTION),
    /** Mean resolution of tickets opened in the period, open ones kept in, cut off at the longest time seen (CENSORED). */
    RESOLUTION_CENSORED_MEAN(
            "Mean resolution, open kept in",
            Unit.BUSINESS_DAYS,
            Source.CLOCK,
            Figure.SURVIVAL_MEAN,
            ClockKind.RESOLUTION),
    /** Solved with one public reply of a person, no reopening in the window and no transfer, by solved (FCR). */
    FIRST_CONTACT("Solved at first contact", Unit.SHARE, Source.LOG, Figure.SHARE, null),
    /** Reopened within the window by solved (REOPEN). */
    REOPENED("Reopened", Unit.SHARE, Source.LOG, Figure.SHARE, null),
    /** Given from one queue to another by solved (TRANSFER). */
    TRANSFERRED("Transferred", Unit.SHARE, Source.LOG, Figure.SHARE, null),
    /** Escalated by solved (ESCALATION). */
    ESCALATED("Escalated", Unit.SHARE, Source.LOG, Figure.SHARE, null),
    /** Public replies of persons by solved (TOUCHES). */
    TOUCHES("Replies a ticket", Unit.COUNT, Source.LOG, Figure.MEAN, null),
    /** Business days since the opening of what is open at the end of the period (BACKLOG_AGE). */
    BACKLOG_AGE("Age of the backlog", Unit.BUSINESS_DAYS, Source.LOG, Figure.MEAN, null),
    /** Abandoned by answered and abandoned, without short abandons on both sides. */
    ABANDONED_NET("Abandoned, net of short ones", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Abandoned by answered and abandoned, short ones too. */
    ABANDONED_GROSS("Abandoned, gross", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Mean wait of answered calls (ASA). */
    SPEED_OF_ANSWER("Average speed of answer", Unit.SECONDS, Source.CALLS, Figure.MEAN, null),
    /** Mean wait of all offered calls, without short abandons. */
    WAIT_ALL("Average wait of all", Unit.SECONDS, Source.CALLS, Figure.MEAN, null),
    /** Mean wait of abandoned calls, without short ones. */
    TIME_TO_ABANDON("Average time to abandon", Unit.SECONDS, Source.CALLS, Figure.MEAN, null),
    /** Mean talk, hold and wrap of answered calls (AHT). */
    HANDLE_TIME("Average handle time", Unit.SECONDS, Source.CALLS, Figure.MEAN, null),
    /** Answered in time by offered. */
    SL_ANSWERED_OVER_OFFERED("In time by offered", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Answered in time by answered. */
    SL_ANSWERED_OVER_ANSWERED("In time by answered", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Answered or abandoned in time by offered. */
    SL_HANDLED_OVER_OFFERED("Handled in time by offered", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Answered in time by offered less abandoned in time. */
    SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME(
            "In time by offered less abandoned in time", Unit.SHARE, Source.CALLS, Figure.SHARE, null),
    /** Length of the union of log-ins by scheduled agent-dates; no log-in is 0, an unscheduled date is left out. */
    LOGIN_TIME("Login time a day", Unit.HOURS, Source.AGENTS, Figure.MEAN, null),
    /** Handling by handling and available time. */
    OCCUPANCY("Occupancy", Unit.SHARE, Source.AGENTS, Figure.RATIO, null),
    /** Handling and available by paid time. */
    UTILISATION("Utilisation", Unit.SHARE, Source.AGENTS, Figure.RATIO, null),
    /** In the planned activity at the planned time by planned time. */
    ADHERENCE("Adherence", Unit.SHARE, Source.AGENTS, Figure.RATIO, null),
    /** Worked by planned work, whenever it was. May exceed one. */
    CONFORMANCE("Conformance", Unit.SHARE, Source.AGENTS, Figure.RATIO, null),
    /** Answers 4 and 5 by answers (CSAT). */
    SATISFACTION("Satisfaction", Unit.SHARE, Source.SURVEYS, Figure.SHARE, null),
    /** 100 (promoters - detractors) by answers (NPS). */
    NET_PROMOTER("Net promoter score", Unit.POINTS, Source.SURVEYS, Figure.NET, null),
    /** Mean answer on the scale of ease, 1 to 7 (CES). */
    EFFORT("Ease, mean of 7", Unit.POINTS, Source.SURVEYS, Figure.MEAN, null),
    /** Answers 5 to 7 by answers (CES). */
    EFFORT_EASY("Found it easy", Unit.SHARE, Source.SURVEYS, Figure.SHARE, null),
    /** The happiness quotient, in the reading that the contract names. */
    HAPPINESS("Happiness quotient", Unit.SHARE, Source.SURVEYS, Figure.SHARE, null),
    /** Answered by asked, whatever the question. */
    RESPONSE_RATE("Survey response rate", Unit.SHARE, Source.SURVEYS, Figure.SHARE, null),
    /** Wrong by checked fields; the interval is exact. */
    FIELD_ERRORS("Data-entry errors by fields", Unit.SHARE, Source.FIELDS, Figure.POOLED, null),
    /** Records with an error by checked records; the interval is exact. */
    RECORD_ERRORS("Data-entry errors by records", Unit.SHARE, Source.FIELDS, Figure.POOLED, null),
    /** Wrong fields by keystrokes; the interval is exact. */
    KEYSTROKE_ERRORS("Data-entry errors by keystrokes", Unit.SHARE, Source.FIELDS, Figure.POOLED, null),
    /** Mean score of reviewed tickets and calls; a failed knock-out criterion scores 0. The rest of the population is corrected for. */
    QUALITY("Quality of answers", Unit.SHARE, Source.REVIEWS, Figure.MEAN, null);

    private final String title;
    private final Unit unit;
    private final Source source;
    private final Figure figure;
    private final @Nullable ClockKind clock;

    MeasureId(String title, Unit unit, Source source, Figure figure, @Nullable ClockKind clock) {
        this.title = title;
        this.unit = unit;
        this.source = source;
        this.figure = figure;
        this.clock = clock;
    }

    /** What its figures are counted in. */
    public Goal.Unit unit() {
        return unit;
    }

    /** The clock it reads; empty where it reads none. */
    public Optional<ClockKind> clock() {
        return Optional.ofNullable(clock);
    }

    /** For people. */
    public String title() {
        return title;
    }

    Source source() {
        return source;
    }

    Figure figure() {
        return figure;
    }

    /** The type of the subjects that it counts. */
    String subjectType() {
        return switch (source) {
            case CLOCK, LOG, SURVEYS -> "ticket";
            case CALLS -> "call";
            case AGENTS -> "agent-day";
            case FIELDS -> "keyed-record";
            case REVIEWS -> "review";
        };
    }

    /** What is shown beside it, because it is easily taken for it or means little without it. */
    Set<MeasureId> companions() {
        return switch (this) {
            case ABANDONED_NET -> Set.of(ABANDONED_GROSS);
            case SPEED_OF_ANSWER -> Set.of(WAIT_ALL);
            case WAIT_ALL -> Set.of(SPEED_OF_ANSWER);
            case SL_ANSWERED_OVER_OFFERED,
                    SL_ANSWERED_OVER_ANSWERED,
                    SL_HANDLED_OVER_OFFERED,
                    SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME ->
                Set.of(
                        SL_ANSWERED_OVER_OFFERED,
                        SL_ANSWERED_OVER_ANSWERED,
                        SL_HANDLED_OVER_OFFERED,
                        SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME);
            case SATISFACTION, NET_PROMOTER, EFFORT, EFFORT_EASY, HAPPINESS -> Set.of(RESPONSE_RATE);
            default -> Set.of();
        };
    }

    /** Whether the censored figures belong beside it where much is open. */
    boolean isOfResolution() {
        return this == RESOLUTION_AVERAGE || this == RESOLUTION_MEDIAN || this == RESOLUTION_P90;
    }

    @Override
    public String id() {
        return "MEASURE." + name();
    }

    /** Where its values come from. */
    enum Source {
        CLOCK,
        LOG,
        CALLS,
        AGENTS,
        SURVEYS,
        FIELDS,
        REVIEWS
    }

    /** How values become a figure. */
    enum Figure {
        /** The mean of the values. */
        MEAN,
        /** The share of values that are 1. */
        SHARE,
        /** The sum of the values by the sum of the weights, which are parts of one thing: an exact share. */
        POOLED,
        /** The sum of the values by the sum of the weights. */
        RATIO,
        MEDIAN,
        P90,
        /** Values of 1, 0 and -1. */
        NET,
        SURVIVAL_MEDIAN,
        SURVIVAL_MEAN
    }
}
