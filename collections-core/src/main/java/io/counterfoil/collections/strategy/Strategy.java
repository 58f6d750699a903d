package io.counterfoil.collections.strategy;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A ladder of steps and the rules by which it is climbed (collections specification 4.7). Immutable.
 *
 * <p>{@link #lint()} finds what is wrong with it; a planner refuses a strategy with an error.
 */
@Value.Immutable
public interface Strategy {

    /** The level of whoever is at none. */
    String CLEAR = "CLEAR";

    /** Its name; not part of it is a version: an edit contacts nobody again. */
    StrategyId id();

    /** The steps, in order. */
    List<StrategyStep> steps();

    /** The segments of customers it is for; empty for a strategy that holds by default or where somebody sets it. */
    Set<String> segments();

    /** What is decided on as one. One party's items of one currency unless stated. */
    @Value.Default
    default Scope scope() {
        return Scope.PARTY_CURRENCY;
    }

    /** Where a scope enters. By its age unless stated. */
    @Value.Default
    default EntryLevel entry() {
        return EntryLevel.BY_AGE;
    }

    /** What becomes of steps that were reached while nothing ran. The latest is taken unless stated. */
    @Value.Default
    default CatchUp catchUp() {
        return CatchUp.RUN_LATEST;
    }

    /** Whether a step needs the one before to have been sent; missed steps are then taken one by one. No unless stated. */
    @Value.Default
    default boolean sequential() {
        return false;
    }

    /** Days since the last contact of the party, whatever the strategy, that must have passed. Less than 0 counts as 0. */
    @Value.Default
    default int minGapDays() {
        return 0;
    }

    /** How the gap is counted. Days between dates, the last one inside, unless stated. */
    @Value.Default
    default GapRule gapRule() {
        return GapRule.INCLUSIVE_DAYS;
    }

    /** How many contacts an episode may have at most. */
    OptionalInt maxAttempts();

    /** From how much on, by currency; a currency that is not among them is left alone. Empty: everything from one minor unit on, in all currencies. */
    List<MonetaryAmount> thresholds();

    /** Whether unapplied cash of the party is left out of account. No unless stated. */
    @Value.Default
    default boolean ignoreUnapplied() {
        return false;
    }

    /** Whether steps with effects may act without a person. No unless stated. */
    @Value.Default
    default boolean automaticEffects() {
        return false;
    }

    /** From which date ages count in guards and levels. */
    @Value.Default
    default AgeBasis ageBasis() {
        return AgeBasis.DUE_DATE;
    }

    /** Levels, the most severe first: the first whose guard holds is the level. */
    List<Level> levels();

    /** The level of a standing, or {@link #CLEAR}. */
    default String level(Guard.Standing standing) {
        return levels().stream()
                .filter(level -> level.guard().holds(standing))
                .findFirst()
                .map(Level::id)
                .orElse(CLEAR);
    }

    /** The step before another, in order; empty for the first. */
    default java.util.Optional<StrategyStep> before(StepId step) {
        int index = indexOf(step);
        return index <= 0 ? java.util.Optional.empty() : java.util.Optional.of(steps().get(index - 1));
    }

    /** The place of a step, from 0; -1 where there is none of the name. */
    default int indexOf(StepId step) {
        for (int i = 0; i < steps().size(); i++) {
            if (steps().get(i).id().equals(step)) {
                return i;
            }
        }
        return -1;
    }

    /** From how much on it acts in a currency, in minor units; {@link Long#MAX_VALUE} for a currency that it leaves alone. */
    default long thresholdMinor(CurrencyUnit currency) {
        if (thresholds().isEmpty()) {
            return 1;
        }
        return thresholds().stream()
                .filter(amount -> amount.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode()))
                .mapToLong(Amounts::minor)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Everything that is wrong (errors) or doubtful (warnings) about it, sorted by code, then by place (COL-41). */
    default List<Diagnostic> lint() {
        return StrategyLint.of(this);
    }

    /** Two thresholds for one currency would be a riddle. */
    @Value.Check
    default void check() {
        Set<String> currencies = new HashSet<>();
        for (MonetaryAmount amount : thresholds()) {
            if (!currencies.add(amount.getCurrency().getCurrencyCode()) || Amounts.minor(amount) < 0) {
                throw new IllegalArgumentException("strategy '" + id() + "' has the thresholds "
                        + thresholds().stream().map(Amounts::text).collect(Collectors.joining(", "))
                        + ", expected one a currency, none below nothing");
            }
        }
        if (maxAttempts().isPresent() && maxAttempts().getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "strategy '" + id() + "' allows " + maxAttempts().getAsInt() + " attempts, expected 1 or more");
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this strategy. */
    default Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * A level of severity.
     *
     * @param id the host's name of it
     * @param guard when it is reached
     */
    record Level(String id, Guard guard) {
        public Level {
            Objects.requireNonNull(guard, "guard");
            if (id.isBlank() || id.equals(CLEAR)) {
                throw new IllegalArgumentException("level '" + id + "', expected a name other than " + CLEAR);
            }
        }
    }

    /** What is decided on as one. */
    enum Scope {
        ITEM,
        PARTY,
        PARTY_CURRENCY
    }

    /** Where a scope enters a ladder. */
    enum EntryLevel {
        /** At whatever step its age has reached. */
        BY_AGE,
        /** At the first step, however old it is. */
        FIRST
    }

    /** What becomes of steps that were reached while nothing ran (COL-29). */
    enum CatchUp {
        /** The last is taken, the others are recorded as skipped. */
        RUN_LATEST,
        /** The most severe is taken, the others are recorded as skipped. */
        RUN_MOST_SEVERE,
        /** One by one, at least the gap apart. */
        RUN_ALL,
        /** Only a step of today is taken, the others are recorded as skipped. */
        SKIP
    }

    /** How the time since the last contact is counted. */
    enum GapRule {
        /** Days between the two business days, at least the gap. */
        INCLUSIVE_DAYS,
        /** The time that has passed is more than so many times 24 hours. */
        STRICT_ELAPSED
    }

    /** What can be wrong with a strategy. */
    enum Fault implements Code {
        NO_STEPS,
        DUPLICATE_STEP,
        /** The first step counts from a contact that cannot have been. */
        FIRST_STEP_ANCHOR,
        NO_CHANNEL,
        /** A step counts from the entry of a level that the strategy does not have. */
        UNKNOWN_LEVEL,
        /** Nothing follows after a step that comes again for ever. */
        UNREACHABLE,
        /** A later step comes no later and is taken in its place. */
        SHADOWED,
        /** The minimum gap is longer than the time from one step to the next. */
        GAP_OVER_DISTANCE,
        /** More steps than attempts. */
        ATTEMPTS_BELOW_STEPS;

        @Override
        public String id() {
            return "STRATEGY." + name();
        }
    }

    /** Builds strategies. Not thread-safe. */
    final class Builder extends ImmutableStrategy.Builder {
        Builder() {}

        /** Its name. */
        public Builder id(String id) {
            id(StrategyId.of(id));
            return this;
        }

        /** The steps, after those before. */
        public Builder step(StrategyStep step) {
            addSteps(step);
            return this;
        }
    }
}
