package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.payments.money.Amounts;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * One step of a strategy: from which date it counts, under what condition it is taken, and what is said to whom (COL-25, COL-33, COL-34, COL-36, COL-38).
 * Immutable.
 */
@Value.Immutable
public interface StrategyStep {

    /** Its name, unique within the strategy. */
    StepId id();

    /** From which date it counts. The oldest due date unless stated. */
    @Value.Default
    default Anchor anchor() {
        return Anchor.DUE;
    }

    /** How far from there. On the date itself unless stated. */
    @Value.Default
    default Offset offset() {
        return Offset.days(0);
    }

    /** The level whose entry it counts from; needed for {@link Anchor#LEVEL_ENTRY}. */
    @Value.Default
    default String level() {
        return "";
    }

    /** Under what condition. Always unless stated. */
    @Value.Default
    default Guard guard() {
        return Guard.always();
    }

    /** How, in the order of preference: the first that can be used is used. */
    List<Channel> channels();

    /** To whom. The debtor unless stated. */
    @Value.Default
    default Audience audience() {
        return Audience.DEBTOR;
    }

    /** About what. All that is due unless stated. */
    @Value.Default
    default Content content() {
        return Content.ALL_DUE;
    }

    /** Which of the host's texts. */
    @Value.Default
    default String templateKey() {
        return id().value();
    }

    /** In which tone. */
    @Value.Default
    default Tone tone() {
        return Tone.NEUTRAL;
    }

    /** What goes with it. */
    Set<Attachment> attachments();

    /** What it costs the debtor. */
    Optional<MonetaryAmount> fee();

    /** What it does beside saying something. */
    Set<SideEffect> effects();

    /** Who decides on its effects, a role of the host's; a step with effects is for a person unless the strategy says otherwise. */
    @Value.Default
    default String approverRole() {
        return "debt manager";
    }

    /** How severe it is, for {@link Strategy.CatchUp#RUN_MOST_SEVERE}. */
    @Value.Default
    default int severity() {
        return 0;
    }

    /** Days since the last contact that must have passed, in place of the strategy's. */
    OptionalInt minGapDays();

    /** It comes again, so long after each time that it was sent; months are clamped to their last day. */
    Optional<Period> repeatEvery();

    /** Days since the last contact of the party that must have passed: its own or the strategy's, at least 0; a statement of account has none. */
    default int requiredGapDays(Strategy strategy) {
        return content().isStatement() ? 0 : Math.max(0, minGapDays().orElse(strategy.minGapDays()));
    }

    /** Refuses what no day could ever mean. */
    @Value.Check
    default void check() {
        if (anchor() == Anchor.LEVEL_ENTRY && level().isBlank()) {
            throw new IllegalArgumentException(
                    "step '" + id() + "' counts from the entry of a level, expected the level's name");
        }
        fee().filter(fee -> Amounts.minor(fee) <= 0).ifPresent(fee -> {
            throw new IllegalArgumentException(
                    "step '" + id() + "' has a fee of " + Amounts.text(fee) + ", expected more than nothing");
        });
        repeatEvery().filter(every -> every.isNegative() || every.isZero()).ifPresent(every -> {
            throw new IllegalArgumentException(
                    "step '" + id() + "' comes again every " + every + ", expected at least one day");
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this step. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /** From which date a step counts. */
    enum Anchor {
        /** The oldest due date of what is open. */
        DUE,
        /** The oldest issue date of what is open. */
        ISSUE,
        /** The last day of the month of the oldest due date. */
        DUE_END_OF_MONTH,
        /** The last contact that was sent by an earlier step of the same episode. */
        PREVIOUS_CONTACT,
        /** The day on which a promise was broken; each broken promise counts anew. */
        PROMISE_BROKEN,
        /** The day on which a payment failed; each failure counts anew. */
        PAYMENT_FAILED,
        /** The day on which the scope came to the level, or to a more severe one. */
        LEVEL_ENTRY;

        /** Whether it tells of something that happens again, beside the ladder. */
        boolean isEvent() {
            return this == PROMISE_BROKEN || this == PAYMENT_FAILED;
        }
    }

    /**
     * How far from the anchor.
     *
     * @param amount days, negative for before
     * @param businessDays whether days without business are left out
     */
    record Offset(int amount, boolean businessDays) {

        /** So many days. */
        public static Offset days(int days) {
            return new Offset(days, false);
        }

        /** So many business days; 0 is the anchor itself or the next business day. */
        public static Offset businessDays(int days) {
            return new Offset(days, true);
        }

        @Override
        public String toString() {
            return amount + (businessDays ? " business days" : " days");
        }
    }

    /** About which items a notice speaks. */
    enum Content {
        /** Those whose own day of the step has come. */
        STEP_ITEMS,
        /** Everything past due, and what caused the step. */
        ALL_DUE,
        /** The same as a statement of account, to which the minimum gap does not apply. */
        ALL_DUE_STATEMENT,
        /** Everything open: a statement of account, to which the minimum gap does not apply. */
        ALL_OPEN;

        /** Whether it tells how an account stands rather than asks. */
        public boolean isStatement() {
            return this == ALL_DUE_STATEMENT || this == ALL_OPEN;
        }
    }

    /** In which tone a notice speaks. */
    enum Tone {
        FRIENDLY,
        NEUTRAL,
        FIRM,
        FINAL
    }

    /** What goes with a notice. */
    enum Attachment {
        INVOICE_COPIES,
        STATEMENT_OF_ACCOUNT,
        PAYMENT_LINK
    }

    /** What a step does beside saying something: a recommendation with a case file (COL-66). */
    enum SideEffect {
        SUSPEND,
        ESCALATE
    }

    /** Builds steps. Not thread-safe. */
    final class Builder extends ImmutableStrategyStep.Builder {
        Builder() {}

        /** Its name. */
        public Builder id(String id) {
            id(new StepId(id));
            return this;
        }

        /** So many days after the oldest due date; before it where negative. */
        public Builder daysAfterDue(int days) {
            anchor(Anchor.DUE);
            offset(Offset.days(days));
            return this;
        }
    }
}
