package io.counterfoil.ticketing.survey;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Who was asked and what they answered (ticketing specification 4.5). One answer a ticket and question: the last wins, earlier ones are kept beside; an answer off its
 * scale is a rejection. Immutable, thread-safe.
 */
public final class SurveyLog {

    private static final Comparator<Answer> ORDER =
            Comparator.comparing(Answer::at).thenComparing(Answer::id);
    private static final SurveyLog NONE = new SurveyLog(new Builder());

    private final Map<Question, Map<TicketId, Instant>> asked;
    private final Map<Question, Map<TicketId, Answer>> answers;
    private final List<Answer> superseded;
    private final List<Rejection> rejections;

    private SurveyLog(Builder builder) {
        asked = new EnumMap<>(Question.class);
        builder.asked.forEach((question, tickets) -> asked.put(question, new TreeMap<>(tickets)));
        answers = new EnumMap<>(Question.class);
        superseded = new ArrayList<>();
        builder.answers.values().stream().sorted(ORDER).forEach(this::add);
        rejections = List.copyOf(builder.rejections);
    }

    private void add(Answer answer) {
        Answer before = answers.computeIfAbsent(answer.question(), question -> new TreeMap<>())
                .put(answer.ticket(), answer);
        if (before != null) {
            superseded.add(before);
        }
        asked.computeIfAbsent(answer.question(), question -> new TreeMap<>()).putIfAbsent(answer.ticket(), answer.at());
    }

    /** Nobody was asked. */
    public static SurveyLog none() {
        return NONE;
    }

    /** An empty log. */
    public static Builder builder() {
        return new Builder();
    }

    /** The answers that count, one a ticket, by ticket. */
    public List<Answer> answers(Question question) {
        return List.copyOf(answers.getOrDefault(question, Map.of()).values());
    }

    /** The tickets whose customers were asked, and when first; an answer that nobody asked for counts as asked when it came. */
    public Map<TicketId, Instant> asked(Question question) {
        return Collections.unmodifiableMap(asked.getOrDefault(question, Map.of()));
    }

    /** Answers that a later one replaced, oldest first. */
    public List<Answer> superseded() {
        return List.copyOf(superseded);
    }

    /** Answers that cannot be taken. */
    public List<Rejection> rejections() {
        return rejections;
    }

    /** What is asked, and on which scale. */
    public enum Question {
        /** How satisfied, 1 to 5: the two best are satisfied (CSAT). */
        SATISFACTION(1, 5),
        /** How likely to recommend, 0 to 10: 9 and 10 promote, 0 to 6 detract (NPS). */
        RECOMMENDATION(0, 10),
        /** How easy, 1 to 7: from 5 on it was easy (CES). */
        EFFORT(1, 7),
        /** 3 great, 2 okay, 1 not good. */
        HAPPINESS(1, 3);

        private final int lowest;
        private final int highest;

        Question(int lowest, int highest) {
            this.lowest = lowest;
            this.highest = highest;
        }

        /** The lowest answer. */
        public int lowest() {
            return lowest;
        }

        /** The highest answer. */
        public int highest() {
            return highest;
        }
    }

    /** What a "happiness quotient" means; a contract must name one. */
    public enum HappinessReading {
        /** Great answers by all: g / n. */
        SHARE_GREAT,
        /** Great less not good, by all: (g - b) / n. */
        NET,
        /** Great is one, okay a half, not good nothing: (g + o / 2) / n. */
        MEAN_SCALED;

        /** What one answer of 3, 2 or 1 counts for. */
        public BigDecimal value(int answer) {
            BigDecimal middle = this == MEAN_SCALED ? new BigDecimal("0.5") : BigDecimal.ZERO;
            BigDecimal worst = this == NET ? BigDecimal.ONE.negate() : BigDecimal.ZERO;
            return answer == 3 ? BigDecimal.ONE : answer == 2 ? middle : worst;
        }
    }

    /** Why an answer cannot be taken. */
    public enum Fault implements Code {
        /** Not on the scale of the question. */
        OFF_SCALE,
        /** The id stands in the log with another content. */
        SAME_ID;

        @Override
        public String id() {
            return "SURVEY." + name();
        }
    }

    /**
     * An answer.
     *
     * @param id the survey tool's
     * @param ticket what it is about
     * @param question what was asked
     * @param value on the question's scale
     * @param at when
     */
    public record Answer(String id, TicketId ticket, Question question, int value, Instant at) {
        public Answer {
            Objects.requireNonNull(ticket, "ticket");
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(at, "at");
            if (id.isBlank()) {
                throw new IllegalArgumentException("answer on ticket '" + ticket + "' has a blank id");
            }
        }
    }

    /**
     * Counts of a net promoter score.
     *
     * @param promoters 9 and 10
     * @param passives 7 and 8
     * @param detractors 0 to 6
     */
    public record NetPromoter(long promoters, long passives, long detractors) {

        public NetPromoter {
            if (promoters < 0 || passives < 0 || detractors < 0 || promoters + passives + detractors < 1) {
                throw new IllegalArgumentException(promoters + " promoters, " + passives + " passives and " + detractors
                        + " detractors, expected none below 0 and one answer or more");
            }
        }

        /** How many answered. */
        public long n() {
            return promoters + passives + detractors;
        }

        /** 100 (P - D), in points from -100 to 100. */
        public BigDecimal score() {
            return BigDecimal.valueOf(100 * (promoters - detractors))
                    .divide(BigDecimal.valueOf(n()), MathContext.DECIMAL64);
        }

        /** 100 times the root of (P + D - (P - D)²) / n. */
        public double standardError() {
            return standardError(promoters * 1.0, passives * 1.0, detractors * 1.0);
        }

        private static double standardError(double p, double o, double d) {
            double n = p + o + d;
            double net = (p - d) / n;
            return 100 * Math.sqrt(((p + d) / n - net * net) / n);
        }

        /** The plain interval: of no width where all answers are of one class. */
        public ConfidenceInterval wald(BigDecimal confidence) {
            return ConfidenceInterval.normal(
                    score().doubleValue(), standardError(), confidence, ConfidenceInterval.Method.NORMAL);
        }

        /** The plain interval, or where a class is empty, that of three imagined answers more: 3/4 promoters, 3/2 passives, 3/4 detractors. */
        public ConfidenceInterval interval(BigDecimal confidence) {
            if (promoters > 0 && passives > 0 && detractors > 0) {
                return wald(confidence);
            }
            double p = promoters + 0.75;
            double d = detractors + 0.75;
            return ConfidenceInterval.normal(
                    100 * (p - d) / (n() + 3.0),
                    standardError(p, passives + 1.5, d),
                    confidence,
                    ConfidenceInterval.Method.ADJUSTED_WALD);
        }
    }

    /**
     * Counts of happiness.
     *
     * @param great best
     * @param okay in between
     * @param notGood worst
     */
    public record Happiness(long great, long okay, long notGood) {

        public Happiness {
            if (great < 0 || okay < 0 || notGood < 0 || great + okay + notGood < 1) {
                throw new IllegalArgumentException(great + " great, " + okay + " okay and " + notGood
                        + " not good, expected none below 0 and one answer or more");
            }
        }

        /** The quotient in the reading, 1 being the best. */
        public BigDecimal quotient(HappinessReading reading) {
            BigDecimal sum = reading.value(3)
                    .multiply(BigDecimal.valueOf(great))
                    .add(reading.value(2).multiply(BigDecimal.valueOf(okay)))
                    .add(reading.value(1).multiply(BigDecimal.valueOf(notGood)));
            return sum.divide(BigDecimal.valueOf(great + okay + notGood), MathContext.DECIMAL64);
        }
    }

    /** Collects invitations and answers. Not thread-safe. */
    public static final class Builder {

        private final Map<Question, Map<TicketId, Instant>> asked = new EnumMap<>(Question.class);
        private final Map<String, Answer> answers = new HashMap<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private long row;

        private Builder() {}

        /** A ticket's customer was asked. */
        public Builder asked(Question question, TicketId ticket, Instant at) {
            asked.computeIfAbsent(question, first -> new TreeMap<>())
                    .merge(ticket, at, (one, two) -> one.isBefore(two) ? one : two);
            return this;
        }

        /** An answer; one off the scale is rejected, the same one again changes nothing. */
        public Builder answer(Answer answer) {
            row++;
            Question question = answer.question();
            if (answer.value() < question.lowest() || answer.value() > question.highest()) {
                reject(
                        answer,
                        Fault.OFF_SCALE,
                        "is " + answer.value() + ", expected " + question.lowest() + " to " + question.highest());
                return this;
            }
            Answer before = answers.putIfAbsent(answer.id(), answer);
            if (before != null && !before.equals(answer)) {
                reject(answer, Fault.SAME_ID, "stands in the log with another content, expected each id once");
            }
            return this;
        }

        private void reject(Answer answer, Fault fault, String words) {
            rejections.add(Rejection.of(
                    Diagnostic.Location.of("answers", row),
                    "answer",
                    fault,
                    "answer '" + answer.id() + "' on " + answer.question() + " " + words));
        }

        /** The log. */
        public SurveyLog build() {
            return new SurveyLog(this);
        }
    }
}
