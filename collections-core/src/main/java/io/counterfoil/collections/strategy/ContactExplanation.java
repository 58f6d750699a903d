package io.counterfoil.collections.strategy;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** Why an item's debtor was contacted, why not, what comes next and when (COL-39). Immutable. */
@Value.Immutable
public interface ContactExplanation {

    /** About which item. */
    OpenItemId item();

    /** On which day, by what was known. */
    AsOf asOf();

    /** In which strategy it is, and why. */
    Assignment assignment();

    /** What was decided about its scope today; empty where nothing is to be decided. */
    List<ContactDecision> decisions();

    /** Each step, in order. */
    List<Step> steps();

    /** What is to be done next that nothing but time stands before; empty where nothing is known. */
    Optional<Step> next();

    /** Why there is nothing to decide, where there is not. */
    List<Obstacle> obstacles();

    /** Everything in one line. */
    String sentence();

    /** The explanation as a document. */
    default Document toDocument() {
        Document.Builder document = Document.titled("Contact about " + item())
                .subtitle("as of " + Words.day(asOf().effective()))
                .paragraph(sentence())
                .paragraph("Strategy " + assignment().strategy() + ": "
                        + assignment().reason() + ".");
        Table.Builder table = Table.titled("Steps")
                .text("step", "Step")
                .text("day", "Day")
                .text("state", "State")
                .text("why", "Why");
        for (Step step : steps()) {
            table.row(
                    step.id().value() + " " + step.occurrence(),
                    step.id().value(),
                    step.date().map(Words::day).orElse("not known yet"),
                    step.state().name(),
                    step.sentence());
        }
        return document.table(table.build()).build();
    }

    /** From where a strategy comes, the strongest first. */
    enum Source {
        /** Somebody decided it for the item. */
        ITEM,
        /** Somebody decided it for the party. */
        PARTY,
        SEGMENT,
        DEFAULT
    }

    /**
     * In which strategy an item is.
     *
     * @param strategy its name; {@link StrategyId#NONE} for none
     * @param source from where it comes
     * @param step the step at which somebody put it; empty for the beginning
     * @param reason why, in words
     */
    record Assignment(StrategyId strategy, Source source, String step, String reason) {
        public Assignment {
            Objects.requireNonNull(strategy, "strategy");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Where a step stands. */
    enum StepStanding {
        /** It was sent. */
        DONE,
        /** It is taken today. */
        TODAY,
        /** Its day has come, something stands in the way. */
        WAITING,
        /** Its day has not come, or it waits for something. */
        AHEAD,
        /** A later one was taken in its place. */
        SKIPPED
    }

    /** A step of the strategy, as it stands. Immutable. */
    @Value.Immutable
    interface Step {

        /** Which step. */
        StepId id();

        /** Which time it is taken. */
        int occurrence();

        /** The key of its decision. */
        IdempotencyKey key();

        /** When it was sent, or comes; empty while what it counts from has not happened. */
        Optional<LocalDate> date();

        /** Where it stands. */
        StepStanding state();

        /** What would stand in its way if it were to be taken today; empty for one that was sent. */
        List<Obstacle> obstacles();

        /** The state in words. */
        String sentence();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds steps. Not thread-safe. */
        final class Builder extends ImmutableStep.Builder {
            Builder() {}
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds explanations. Not thread-safe. */
    final class Builder extends ImmutableContactExplanation.Builder {
        Builder() {}
    }
}
