package io.counterfoil.ticketing.quality;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The quality of answers: a seeded sample of tickets and calls per agent, a weighted form, second opinions, objections and coaching (ticketing specification TIC-53).
 *
 * <p>Each step is a value with everything before it and one more, or the reason why not. Agents never review themselves, the second reviewer is not the first, and an
 * objection is settled by neither of the two. Immutable, thread-safe.
 */
public final class QualityReviews {

    private final Form form;
    private final String seed;
    private final List<Item> population;
    private final List<Item> drawn;
    private final SortedMap<String, Review> first;
    private final SortedMap<String, Review> second;
    private final SortedMap<String, Objection> objections;
    private final SortedMap<String, Ruling> rulings;
    private final List<Coaching> coaching;

    private QualityReviews(Parts parts) {
        form = parts.form;
        seed = parts.seed;
        population = List.copyOf(parts.population);
        drawn = List.copyOf(parts.drawn);
        first = Collections.unmodifiableSortedMap(parts.first);
        second = Collections.unmodifiableSortedMap(parts.second);
        objections = Collections.unmodifiableSortedMap(parts.objections);
        rulings = Collections.unmodifiableSortedMap(parts.rulings);
        coaching = List.copyOf(parts.coaching);
    }

    /**
     * Draws what is to be reviewed: for each agent the items with the smallest digests of seed, agent and subject, so that the same seed draws the same items from
     * the same population in any order, and nobody can say that theirs were chosen.
     *
     * @param perAgent how many of each agent, or all where there are fewer
     */
    public static QualityReviews draw(Form form, Collection<Item> population, int perAgent, String seed) {
        if (perAgent < 1 || seed.isBlank()) {
            throw new IllegalArgumentException(
                    "sample of " + perAgent + " an agent with seed '" + seed + "', expected 1 or more and a seed");
        }
        SortedMap<String, List<Item>> byAgent = new TreeMap<>();
        Set<SubjectRef> seen = new HashSet<>();
        for (Item item : population) {
            if (!seen.add(item.subject())) {
                throw new IllegalArgumentException(
                        item.subject() + " stands twice in the population, expected each item once");
            }
            byAgent.computeIfAbsent(item.agent(), agent -> new ArrayList<>()).add(item);
        }
        Parts parts = new Parts(form, seed);
        byAgent.forEach((agent, items) -> {
            items.sort(Comparator.comparing((Item item) ->
                    Sha256.ofFields(seed, item.agent(), item.subject()).hex()));
            parts.population.addAll(items);
            parts.drawn.addAll(items.subList(0, Math.min(perAgent, items.size())));
        });
        return new QualityReviews(parts);
    }

    /** What is asked of each item. */
    public Form form() {
        return form;
    }

    /** What the draw was seeded with: with it anybody can repeat the draw. */
    public String seed() {
        return seed;
    }

    /** Everything that could have been drawn, by agent. */
    public List<Item> population() {
        return population;
    }

    /** What is to be reviewed, by agent in the order of the draw. */
    public List<Item> drawn() {
        return drawn;
    }

    /** The first review of a drawn item, by anybody but its agent. */
    public Checked<QualityReviews> review(Review review) {
        Optional<Item> item = find(review.subject());
        if (item.isEmpty()) {
            return refused(Fault.NOT_DRAWN, review.subject() + " was not drawn, expected one of the sample");
        }
        if (item.get().agent().equals(review.reviewer())) {
            return refused(
                    Fault.OWN_WORK,
                    "agent " + review.reviewer() + " reviews " + review.subject() + ", expected somebody else");
        }
        Optional<Checked<QualityReviews>> unfit = form.unfit(review);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        String key = review.subject().toString();
        Review before = first.get(key);
        if (before == null || before.equals(review)) {
            Parts parts = parts();
            parts.first.put(key, review);
            return Checked.of(new QualityReviews(parts));
        }
        if (before.reviewer().equals(review.reviewer())) {
            return refused(
                    Fault.ALREADY_REVIEWED,
                    review.subject() + " was reviewed by " + before.reviewer() + ", expected a second reviewer");
        }
        Review other = second.get(key);
        if (other != null && !other.equals(review)) {
            return refused(Fault.ALREADY_REVIEWED, review.subject() + " was reviewed twice, expected no third review");
        }
        Parts parts = parts();
        parts.second.put(key, review);
        return Checked.of(new QualityReviews(parts));
    }

    /** The agent objects to the result of a review of their own item. */
    public Checked<QualityReviews> object(Objection objection) {
        Optional<Item> item = find(objection.subject());
        String key = objection.subject().toString();
        if (item.isEmpty() || !first.containsKey(key)) {
            return refused(Fault.NOT_REVIEWED, objection.subject() + " has no review to object to");
        }
        if (!item.get().agent().equals(objection.agent())) {
            return refused(
                    Fault.NOT_THEIRS,
                    objection.agent() + " objects for " + item.get().agent() + ", expected the agent of the item");
        }
        Objection before = objections.get(key);
        if (before != null && !before.equals(objection)) {
            return refused(Fault.ALREADY_OBJECTED, objection.subject() + " has an objection, expected one an item");
        }
        Parts parts = parts();
        parts.objections.put(key, objection);
        return Checked.of(new QualityReviews(parts));
    }

    /** Somebody else settles an objection; the ratings that they give stand in the place of the review's. */
    public Checked<QualityReviews> rule(Ruling ruling) {
        String key = ruling.review().subject().toString();
        Objection objection = objections.get(key);
        if (objection == null) {
            return refused(Fault.NO_OBJECTION, ruling.review().subject() + " has no objection to settle");
        }
        Set<String> involved = new HashSet<>(Set.of(objection.agent()));
        Optional.ofNullable(first.get(key)).ifPresent(review -> involved.add(review.reviewer()));
        Optional.ofNullable(second.get(key)).ifPresent(review -> involved.add(review.reviewer()));
        if (involved.contains(ruling.review().reviewer())) {
            return refused(
                    Fault.INVOLVED,
                    ruling.review().reviewer() + " settles an objection to their own part in "
                            + ruling.review().subject() + ", expected a third person");
        }
        Optional<Checked<QualityReviews>> unfit = form.unfit(ruling.review());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        Ruling before = rulings.get(key);
        if (before != null && !before.equals(ruling)) {
            return refused(Fault.ALREADY_SETTLED, ruling.review().subject() + " is settled, expected one ruling");
        }
        Parts parts = parts();
        parts.rulings.put(key, ruling);
        return Checked.of(new QualityReviews(parts));
    }

    /** A note for the agent about a reviewed item. */
    public Checked<QualityReviews> coach(Coaching note) {
        if (!first.containsKey(note.subject().toString())) {
            return refused(Fault.NOT_REVIEWED, note.subject() + " has no review to coach on");
        }
        if (coaching.contains(note)) {
            return Checked.of(this);
        }
        Parts parts = parts();
        parts.coaching.add(note);
        return Checked.of(new QualityReviews(parts));
    }

    /** Every reviewed item with the score that counts: the ruling's, else the first review's. By agent and subject. */
    public List<Result> results() {
        List<Result> results = new ArrayList<>();
        for (Item item : drawn) {
            String key = item.subject().toString();
            Review review = first.get(key);
            if (review != null) {
                Ruling ruling = rulings.get(key);
                results.add(form.result(item, ruling == null ? review : ruling.review(), objections.containsKey(key)));
            }
        }
        results.sort(Comparator.comparing(Result::agent)
                .thenComparing(result -> result.subject().toString()));
        return List.copyOf(results);
    }

    /** What was drawn and nobody has reviewed. */
    public List<Item> open() {
        return drawn.stream()
                .filter(item -> !first.containsKey(item.subject().toString()))
                .toList();
    }

    /** Objections that nobody has settled. */
    public List<Objection> openObjections() {
        return objections.values().stream()
                .filter(objection -> !rulings.containsKey(objection.subject().toString()))
                .toList();
    }

    /** The notes for an agent. */
    public List<Coaching> coaching(String agent) {
        Set<SubjectRef> theirs = new HashSet<>();
        drawn.stream().filter(item -> item.agent().equals(agent)).forEach(item -> theirs.add(item.subject()));
        return coaching.stream().filter(note -> theirs.contains(note.subject())).toList();
    }

    /** How far first and second reviewers agree, over every criterion that both rated. */
    public Agreement agreement() {
        AgreementTable table = new AgreementTable();
        second.forEach((key, other) -> {
            Review one = Objects.requireNonNull(first.get(key));
            for (Criterion criterion : form.criteria()) {
                table.add(one.rating(criterion), other.rating(criterion));
            }
        });
        return table.agreement();
    }

    private Optional<Item> find(SubjectRef subject) {
        return drawn.stream().filter(item -> item.subject().equals(subject)).findFirst();
    }

    private static Checked<QualityReviews> refused(Fault fault, String words) {
        return Checked.failed(Diagnostic.error(fault, words, Diagnostic.Location.of("quality")));
    }

    private Parts parts() {
        Parts parts = new Parts(form, seed);
        parts.population.addAll(population);
        parts.drawn.addAll(drawn);
        parts.first.putAll(first);
        parts.second.putAll(second);
        parts.objections.putAll(objections);
        parts.rulings.putAll(rulings);
        parts.coaching.addAll(coaching);
        return parts;
    }

    /** What the next value is made of. */
    private static final class Parts {

        private final Form form;
        private final String seed;
        private final List<Item> population = new ArrayList<>();
        private final List<Item> drawn = new ArrayList<>();
        private final SortedMap<String, Review> first = new TreeMap<>();
        private final SortedMap<String, Review> second = new TreeMap<>();
        private final SortedMap<String, Objection> objections = new TreeMap<>();
        private final SortedMap<String, Ruling> rulings = new TreeMap<>();
        private final List<Coaching> coaching = new ArrayList<>();

        Parts(Form form, String seed) {
            this.form = form;
            this.seed = seed;
        }
    }

    /** Why a step cannot be taken. */
    public enum Fault implements Code {
        NOT_DRAWN,
        OWN_WORK,
        /** A criterion without a rating, or a rating without a criterion. */
        INCOMPLETE,
        ALREADY_REVIEWED,
        NOT_REVIEWED,
        NOT_THEIRS,
        ALREADY_OBJECTED,
        NO_OBJECTION,
        /** Agent or reviewer of the item. */
        INVOLVED,
        ALREADY_SETTLED;

        @Override
        public String id() {
            return "QUALITY." + name();
        }
    }

    /** How an item stands to a criterion. */
    public enum Rating {
        MET,
        NOT_MET,
        /** Does not apply: out of the score. */
        NOT_APPLICABLE
    }

    /**
     * Something that an answer should have.
     *
     * @param id names it
     * @param question for reviewers
     * @param weight above zero
     * @param knockOut whether missing it alone scores zero
     */
    public record Criterion(String id, String question, int weight, boolean knockOut) {
        public Criterion {
            if (id.isBlank() || question.isBlank() || weight < 1) {
                throw new IllegalArgumentException("criterion '" + id + "' with weight " + weight
                        + ", expected an id, a question and a weight above 0");
            }
        }
    }

    /**
     * What is asked of each item.
     *
     * @param id names it, with its version
     * @param criteria one or more
     */
    public record Form(String id, List<Criterion> criteria) {
        public Form {
            criteria = List.copyOf(criteria);
            Set<String> ids = new HashSet<>();
            for (Criterion criterion : criteria) {
                if (!ids.add(criterion.id())) {
                    throw new IllegalArgumentException("criterion '" + criterion.id() + "' stands twice on form " + id);
                }
            }
            if (id.isBlank() || criteria.isEmpty()) {
                throw new IllegalArgumentException("form '" + id + "' has " + criteria.size()
                        + " criteria, expected an id and one criterion or more");
            }
        }

        Optional<Checked<QualityReviews>> unfit(Review review) {
            Set<String> ids = new HashSet<>(criteria.stream().map(Criterion::id).toList());
            return ids.equals(review.ratings().keySet())
                    ? Optional.empty()
                    : Optional.of(refused(
                            Fault.INCOMPLETE,
                            "review of " + review.subject() + " rates "
                                    + review.ratings().keySet() + ", expected a rating of each of " + ids));
        }

        /** Weights met by weights that apply; nothing where a knock-out criterion is not met, everything where none applies. */
        Result result(Item item, Review review, boolean disputed) {
            long met = 0;
            long applicable = 0;
            boolean knockedOut = false;
            List<String> failed = new ArrayList<>();
            for (Criterion criterion : criteria) {
                Rating rating = review.rating(criterion);
                applicable += rating == Rating.NOT_APPLICABLE ? 0 : criterion.weight();
                met += rating == Rating.MET ? criterion.weight() : 0;
                if (rating == Rating.NOT_MET) {
                    failed.add(criterion.id());
                    knockedOut |= criterion.knockOut();
                }
            }
            BigDecimal score = knockedOut
                    ? BigDecimal.ZERO
                    : applicable == 0
                            ? BigDecimal.ONE
                            : BigDecimal.valueOf(met).divide(BigDecimal.valueOf(applicable), MathContext.DECIMAL64);
            return new Result(item.subject(), item.agent(), score, knockedOut, failed, disputed);
        }
    }

    /**
     * Something that can be reviewed.
     *
     * @param subject a ticket or a call
     * @param agent whose work it is
     */
    public record Item(SubjectRef subject, String agent) {
        public Item {
            Objects.requireNonNull(subject, "subject");
            if (agent.isBlank()) {
                throw new IllegalArgumentException(subject + " is nobody's work, expected an agent");
            }
        }
    }

    /**
     * One person's ratings of one item.
     *
     * @param subject the item
     * @param reviewer who rates
     * @param ratings by criterion
     * @param at when
     */
    public record Review(SubjectRef subject, String reviewer, Map<String, Rating> ratings, Instant at) {
        public Review {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(at, "at");
            ratings = Collections.unmodifiableMap(new TreeMap<>(ratings));
            if (reviewer.isBlank()) {
                throw new IllegalArgumentException("review of " + subject + " has no reviewer");
            }
        }

        Rating rating(Criterion criterion) {
            return ratings.getOrDefault(criterion.id(), Rating.NOT_APPLICABLE);
        }
    }

    /**
     * An agent does not accept a result.
     *
     * @param subject the item
     * @param agent who objects
     * @param reason why, redacted
     * @param at when
     */
    public record Objection(SubjectRef subject, String agent, String reason, Instant at) {
        public Objection {
            reason = PanRedactor.redact(reason);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("objection to " + subject + " has no reason, expected a few words");
            }
        }
    }

    /**
     * An objection settled.
     *
     * @param review the ratings that count from now on, by the person who settles
     * @param upheld whether the agent was right
     * @param reason why, redacted
     */
    public record Ruling(Review review, boolean upheld, String reason) {
        public Ruling {
            reason = PanRedactor.redact(reason);
        }
    }

    /**
     * A note for an agent.
     *
     * @param subject the item it is about
     * @param by who coaches
     * @param note what to keep or to change, redacted
     * @param at when
     */
    public record Coaching(SubjectRef subject, String by, String note, Instant at) {
        public Coaching {
            note = PanRedactor.redact(note);
            if (note.isBlank() || by.isBlank()) {
                throw new IllegalArgumentException("coaching on " + subject + " is blank, expected a note and a coach");
            }
        }
    }

    /**
     * What a review comes to.
     *
     * @param subject the item
     * @param agent whose work
     * @param score from 0 to 1
     * @param knockedOut whether a knock-out criterion was missed
     * @param failed criteria that were not met, in the order of the form
     * @param disputed whether the agent objected
     */
    public record Result(
            SubjectRef subject,
            String agent,
            BigDecimal score,
            boolean knockedOut,
            List<String> failed,
            boolean disputed) {
        public Result {
            failed = List.copyOf(failed);
        }
    }

    /**
     * How far two reviewers agree (J. Cohen 1960).
     *
     * @param ratings pairs of ratings
     * @param agreed pairs that are equal
     * @param expected share that would be equal by chance; 0 where there are no pairs
     */
    public record Agreement(long ratings, long agreed, BigDecimal expected) {
        /** Cohen's kappa, 1 for full agreement, 0 for that of chance; empty where there are no pairs, or chance alone would agree on all. */
        public Optional<BigDecimal> kappa() {
            BigDecimal room = BigDecimal.ONE.subtract(expected);
            if (ratings == 0 || room.signum() == 0) {
                return Optional.empty();
            }
            BigDecimal observed =
                    BigDecimal.valueOf(agreed).divide(BigDecimal.valueOf(ratings), MathContext.DECIMAL128);
            return Optional.of(observed.subtract(expected).divide(room, MathContext.DECIMAL64));
        }
    }
}
