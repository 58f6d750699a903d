package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.engine.internal.Estimates;
import io.counterfoil.reconciliation.engine.internal.Run;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Window;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Matches two sides by one plan. Bound once to plan, calendar and limits. Immutable, thread-safe; a run uses the caller's thread.
 */
public final class Reconciler {

    private final MatchPlan plan;
    private final @Nullable BusinessCalendar calendar;
    private final MatchLimits limits;
    private final int settlementDays;
    private final int graceDays;

    private Reconciler(Builder builder) {
        this.plan = builder.plan;
        this.calendar = builder.calendar;
        this.limits = builder.limits;
        this.settlementDays = builder.settlementDays;
        this.graceDays = builder.graceDays;
    }

    /** A builder of a reconciler that runs the plan. */
    public static Builder builder(MatchPlan plan) {
        return new Builder(plan);
    }

    /** The plan. */
    public MatchPlan plan() {
        return plan;
    }

    /** Matches the two sides; left is the bank or another outside truth, right is the book. */
    public Reconciliation match(ItemBatch left, ItemBatch right, AsOf asOf) {
        return match(left, right, RunOptions.none(), asOf);
    }

    /** The same with what this run alone knows: how far the sources are complete, and whether to stop. */
    public Reconciliation match(ItemBatch left, ItemBatch right, RunOptions options, AsOf asOf) {
        return Run.of(new Run.Setting(plan, calendar, limits, settlementDays, graceDays, options), left, right, asOf);
    }

    /** The plan for people, before it runs. */
    public MatchPlan.Text explain() {
        return plan.explain();
    }

    /**
     * The plan with an estimate, for each pass, of the pairs that it would look at, as if no earlier pass took any item: pairs of equal keys, times the share of
     * pairs of days that lie in reach. Nothing is matched.
     */
    public MatchPlan.Text explain(ItemBatch left, ItemBatch right) {
        return Estimates.of(plan, calendar, limits, left, right);
    }

    /** Binds reference data. Not thread-safe. */
    public static final class Builder {

        private final MatchPlan plan;
        private @Nullable BusinessCalendar calendar;
        private MatchLimits limits = MatchLimits.defaults();
        private int settlementDays;
        private int graceDays = 1;

        private Builder(MatchPlan plan) {
            this.plan = Objects.requireNonNull(plan, "plan");
        }

        /** The calendar by which business days are counted. */
        public Builder calendar(BusinessCalendar businessCalendar) {
            this.calendar = Objects.requireNonNull(businessCalendar, "calendar");
            return this;
        }

        /** How much work one place may cost; {@link MatchLimits#defaults()} unless it is called. */
        public Builder limits(MatchLimits matchLimits) {
            this.limits = Objects.requireNonNull(matchLimits, "limits");
            return this;
        }

        /**
         * When a booked item should be at the bank: so many business days after its due day (its day, where it has none), and so many days of grace, which are
         * also the age from which a credit nobody recorded is alerted. 0 and 1 unless it is called.
         */
        public Builder settlement(int businessDays, int businessDaysOfGrace) {
            if (businessDays < 0 || businessDaysOfGrace < 0) {
                throw new IllegalArgumentException("settlement in " + businessDays + " days with " + businessDaysOfGrace
                        + " days of grace, expected zero or more");
            }
            this.settlementDays = businessDays;
            this.graceDays = businessDaysOfGrace;
            return this;
        }

        /**
         * The reconciler.
         *
         * @throws IllegalStateException where the plan counts business days and no calendar is given
         */
        public Reconciler build() {
            if (calendar == null) {
                plan.passes().stream()
                        .filter(pass -> Stream.of(pass.window(), pass.contestWindow())
                                .flatMap(window -> window.stream())
                                .anyMatch(window -> window.unit() == Window.Unit.BUSINESS_DAYS))
                        .findFirst()
                        .ifPresent(pass -> {
                            throw new IllegalStateException(
                                    "pass " + pass.name()
                                            + " counts business days and the reconciler has no calendar\nMaybe .calendar(BusinessCalendar.of(holidays))");
                        });
            }
            return new Reconciler(this);
        }
    }
}
