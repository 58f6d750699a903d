package io.counterfoil.collections.promise;

import io.counterfoil.collections.promise.PromiseToPay.Life;
import io.counterfoil.collections.promise.PromiseToPay.Outcome;
import io.counterfoil.collections.promise.PromiseToPay.PromiseId;
import io.counterfoil.collections.promise.PromiseToPay.Terms;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * The machine of promises to pay (COL-44, COL-45): made, then cancelled, renegotiated, or closed as what came of it. Immutable, thread-safe.
 *
 * <p>Closing records the outcome that was read. It binds only promises that freeze on close; the others are read anew, so that a receipt which comes back
 * breaks a promise that was kept.
 */
public final class Promises extends TableMachine<Life, PromiseToPay, Promises.PromiseCommand, Promises.PromiseEvent> {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int RATE_SCALE = 10;
    private static final Lifecycle<Life, PromiseEvent> TABLE = Lifecycle.startingIn(Life.NOT_MADE, PromiseEvent.class)
            .on(Life.NOT_MADE, "make", Life.MADE)
            .by(Actor.Role.HOST)
            .on(Life.MADE, "close", Life.CLOSED)
            .by(Actor.Role.CLOCK, Actor.Role.HOST)
            .on(Life.MADE, "cancel", Life.CANCELLED)
            .by(Actor.Role.HOST)
            .on(Life.MADE, "renegotiate", Life.RENEGOTIATED)
            .by(Actor.Role.HOST)
            .on(Life.CLOSED, "renegotiate", Life.RENEGOTIATED)
            .by(Actor.Role.HOST)
            .terminal(Life.CANCELLED, Life.RENEGOTIATED)
            .build();

    private final boolean warnsOfExcess;

    private Promises(boolean warnsOfExcess) {
        this.warnsOfExcess = warnsOfExcess;
    }

    /** The machine; a promise of more than is collectable is refused. */
    public static Promises standard() {
        return new Promises(false);
    }

    /** The machine; a promise of more than is collectable is taken with a warning. */
    public static Promises warningOfExcess() {
        return new Promises(true);
    }

    /**
     * Whether a promise is acceptable: its amount, its dates, its threshold and, where the collectable amount is known, that it promises no more than that.
     *
     * @return the promise with every finding; no value where one is an error
     */
    public Checked<PromiseToPay> check(PromiseToPay promise, Optional<MonetaryAmount> collectable) {
        List<Diagnostic> findings = faults(promise.terms());
        collectable.flatMap(limit -> excess(promise.terms(), limit)).ifPresent(findings::add);
        return findings.stream().anyMatch(finding -> finding.level() == Diagnostic.Level.ERROR)
                ? Checked.failed(findings)
                : Checked.of(promise, findings);
    }

    private static List<Diagnostic> faults(Terms terms) {
        List<Diagnostic> findings = new ArrayList<>();
        if (!terms.amount().isPositive()) {
            findings.add(error(
                    Fault.PROMISE_AMOUNT,
                    "amount",
                    "amount is " + Amounts.text(terms.amount()) + ", expected more than zero"));
        }
        LocalDate first = terms.dues().get(0).date();
        if (first.isBefore(terms.madeOn())) {
            findings.add(error(
                    Fault.PROMISE_DATE,
                    "due",
                    "due is " + first + ", expected " + terms.madeOn() + " or later, when it was made"));
        }
        if (terms.thresholdPercent().signum() <= 0 || terms.thresholdPercent().compareTo(HUNDRED) > 0) {
            findings.add(error(
                    Fault.PROMISE_THRESHOLD,
                    "thresholdPercent",
                    "threshold is " + terms.thresholdPercent().toPlainString()
                            + " per cent, expected more than 0 and at most 100"));
        }
        return findings;
    }

    private Optional<Diagnostic> excess(Terms terms, MonetaryAmount limit) {
        String promised = terms.amount().getCurrency().getCurrencyCode();
        String open = limit.getCurrency().getCurrencyCode();
        if (!promised.equals(open)) {
            return Optional.of(error(
                    Fault.PROMISE_CURRENCY,
                    "amount",
                    "amount is in " + promised + ", expected " + open + " as is open"));
        }
        BigDecimal all =
                number(terms.amount()).multiply(BigDecimal.valueOf(terms.dues().size()));
        if (all.compareTo(number(limit)) <= 0) {
            return Optional.empty();
        }
        String sentence = "promised are " + all.toPlainString() + " " + promised + ", expected at most "
                + Amounts.text(limit) + ", which is collectable";
        Diagnostic.Location where = Diagnostic.Location.of("promise").field("amount");
        return Optional.of(
                warnsOfExcess
                        ? Diagnostic.warning(Fault.PROMISE_EXCEEDS, sentence, where)
                        : Diagnostic.error(Fault.PROMISE_EXCEEDS, sentence, where));
    }

    private static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    private static Diagnostic error(Fault fault, String field, String sentence) {
        return Diagnostic.error(
                fault, sentence, Diagnostic.Location.of("promise").field(field));
    }

    /** How every promise of the facts stands, by id: each cent of a receipt counts for one of them. */
    public Map<PromiseId, PromiseStanding> assess(CollectionFacts facts, AsOf asOf) {
        Map<List<String>, List<PromiseToPay>> groups = new LinkedHashMap<>();
        for (CollectionFacts.Promised promised : facts.promises()) {
            if (promised instanceof PromiseToPay promise && promise.isMade()) {
                groups.computeIfAbsent(
                                List.of(
                                        promise.party().value(),
                                        promise.amount().getCurrency().getCurrencyCode()),
                                group -> new ArrayList<>())
                        .add(promise);
            }
        }
        Map<PromiseId, PromiseStanding> standings = new TreeMap<>();
        groups.values().forEach(group -> standings.putAll(Appropriation.all(group, facts, asOf)));
        return standings;
    }

    /** How many of the judged promises were kept; a renegotiated one does not count, the one in its place does. */
    public KeptRate keptRate(Collection<PromiseStanding> standings) {
        Map<Outcome, Integer> counts = new TreeMap<>();
        Map<Outcome, Totals> amounts = new TreeMap<>();
        for (PromiseStanding standing : standings) {
            if (standing.status().isJudged()) {
                counts.merge(standing.status(), 1, Integer::sum);
                amounts.merge(standing.status(), Totals.of(standing.promise().amount()), Totals::plus);
            }
        }
        return new KeptRate(counts, amounts);
    }

    /** The command that the clock has for a promise whose outcome is known: to close it; empty where there is nothing to record. */
    public Optional<PromiseCommand> due(PromiseStanding standing) {
        PromiseToPay promise = standing.promise();
        if (promise.status() != Life.MADE || !standing.status().isClosing()) {
            return Optional.empty();
        }
        String key = IdempotencyKey.derived(
                        "promise-clock", promise.id(), promise.history().size())
                .value();
        return Optional.of(PromiseCommand.close(standing.status(), Actor.clock(), key));
    }

    @Override
    public PromiseToPay initial() {
        return new PromiseToPay(Life.NOT_MADE, Optional.empty(), Optional.empty(), History.empty());
    }

    @Override
    public Lifecycle<Life, PromiseEvent> lifecycle() {
        return TABLE;
    }

    @Override
    public PromiseToPay evolve(PromiseToPay state, PromiseEvent event) {
        return new PromiseToPay(
                event.kind().leadsTo(),
                event.terms().or(state::maybeTerms),
                event.outcome().or(state::closedAs),
                state.history().plus(event));
    }

    @Override
    protected Optional<Refusal> refusal(PromiseToPay state, PromiseCommand command, Instant now) {
        if (command.terms().isEmpty() || state.isMade()) {
            return Optional.empty();
        }
        PromiseToPay promise = new PromiseToPay(Life.MADE, command.terms(), Optional.empty(), History.empty());
        return check(promise, command.collectable()).diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .findFirst()
                .map(finding -> Refusal.of(finding.code(), finding.message()));
    }

    @Override
    protected List<PromiseEvent> events(PromiseToPay state, PromiseCommand command, Instant now) {
        return List.of(new PromiseEvent(
                command.kind(),
                command.terms(),
                command.outcome(),
                command.reason(),
                History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(PromiseToPay state, PromiseEvent event, Instant now) {
        return Optional.empty();
    }

    @Override
    protected Evidence evidence(PromiseToPay after, List<PromiseEvent> events) {
        PromiseEvent last = events.get(events.size() - 1);
        return Evidence.of(after.status(), after + (last.reason().isEmpty() ? "" : ": " + last.reason()));
    }

    /** What can be wrong with a promise (collections specification 5). */
    public enum Fault implements Code {
        /** Zero or less. */
        PROMISE_AMOUNT,
        /** For a day before it was made. */
        PROMISE_DATE,
        /** More than is collectable. */
        PROMISE_EXCEEDS,
        /** Not more than 0 and at most 100 per cent. */
        PROMISE_THRESHOLD,
        /** Not in the currency of what is open. */
        PROMISE_CURRENCY;

        @Override
        public String id() {
            return "PROMISE." + name();
        }
    }

    /**
     * How many promises were kept, of those that were judged.
     *
     * @param counts by outcome: KEPT, PARTIAL, BROKEN
     * @param amounts what was promised, by outcome
     */
    public record KeptRate(Map<Outcome, Integer> counts, Map<Outcome, Totals> amounts) {

        public KeptRate {
            counts = Map.copyOf(counts);
            amounts = Map.copyOf(amounts);
        }

        /** How many had the outcome. */
        public int count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        /** Kept promises as a share of the judged ones, 10 decimals; empty where none was judged. */
        public Optional<BigDecimal> byCount() {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            return share(BigDecimal.valueOf(count(Outcome.KEPT)), BigDecimal.valueOf(all));
        }

        /** What was promised and kept as a share of what was promised, in one currency, 10 decimals; empty where none was judged. */
        public Optional<BigDecimal> byAmount(CurrencyUnit currency) {
            Totals all = amounts.values().stream().reduce(Totals.none(), Totals::plus);
            Totals kept = amounts.getOrDefault(Outcome.KEPT, Totals.none());
            return share(number(kept.in(currency)), number(all.in(currency)));
        }

        private static Optional<BigDecimal> share(BigDecimal part, BigDecimal whole) {
            return whole.signum() == 0
                    ? Optional.empty()
                    : Optional.of(part.divide(whole, RATE_SCALE, RoundingMode.HALF_EVEN));
        }
    }

    /**
     * What can be asked of a promise. Immutable; made by the factories.
     *
     * @param kind what
     * @param terms what is promised; only with MAKE
     * @param collectable at most how much can be promised; empty where it is not asked
     * @param outcome what it is closed as; only with CLOSE
     * @param reason in words, redacted; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    public record PromiseCommand(
            PromiseEvent.Kind kind,
            Optional<Terms> terms,
            Optional<MonetaryAmount> collectable,
            Optional<Outcome> outcome,
            String reason,
            Actor by,
            IdempotencyKey key)
            implements Command {

        public PromiseCommand {
            reason = PanRedactor.redact(reason);
            Objects.requireNonNull(by, "by");
        }

        private static PromiseCommand of(PromiseEvent.Kind kind, String reason, Actor by, String key) {
            return new PromiseCommand(
                    kind, Optional.empty(), Optional.empty(), Optional.empty(), reason, by, IdempotencyKey.of(key));
        }

        private static PromiseCommand make(
                PromiseToPay promise, Optional<MonetaryAmount> collectable, Actor by, String key) {
            return new PromiseCommand(
                    PromiseEvent.Kind.MAKE,
                    Optional.of(promise.terms()),
                    collectable,
                    Optional.empty(),
                    "",
                    by,
                    IdempotencyKey.of(key));
        }

        /** Records a promise; what is collectable is not asked. */
        public static PromiseCommand make(PromiseToPay promise, Actor by, String key) {
            return make(promise, Optional.empty(), by, key);
        }

        /** Records a promise of at most what is collectable. */
        public static PromiseCommand make(PromiseToPay promise, MonetaryAmount collectable, Actor by, String key) {
            return make(promise, Optional.of(collectable), by, key);
        }

        /** The promise is taken back. */
        public static PromiseCommand cancel(String reason, Actor by, String key) {
            return of(PromiseEvent.Kind.CANCEL, reason, by, key);
        }

        /** Another promise takes its place. */
        public static PromiseCommand renegotiate(PromiseId successor, Actor by, String key) {
            return of(PromiseEvent.Kind.RENEGOTIATE, "replaced by " + successor, by, key);
        }

        /**
         * Records what came of it.
         *
         * @param outcome KEPT, PARTIAL, BROKEN or LAPSED
         */
        public static PromiseCommand close(Outcome outcome, Actor by, String key) {
            if (!outcome.isClosing()) {
                throw new IllegalArgumentException(
                        "a promise is closed as " + outcome + ", expected KEPT, PARTIAL, BROKEN or LAPSED");
            }
            return new PromiseCommand(
                    PromiseEvent.Kind.CLOSE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(outcome),
                    "",
                    by,
                    IdempotencyKey.of(key));
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            Words words = Words.of("kind", kind)
                    .and("reason", reason)
                    .and("outcome", outcome)
                    .and("collectable", collectable);
            return terms.map(said -> words.and(said.words())).orElse(words);
        }
    }

    /**
     * Something that happened to a promise. Immutable.
     *
     * @param kind what
     * @param terms what was promised; only with MAKE
     * @param outcome what it was closed as; only with CLOSE
     * @param reason in words; may be empty
     * @param stamp who, when, under which key
     */
    public record PromiseEvent(
            Kind kind, Optional<Terms> terms, Optional<Outcome> outcome, String reason, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {

        public PromiseEvent {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(stamp, "stamp");
            if (terms.isPresent() != (kind == Kind.MAKE) || outcome.isPresent() != (kind == Kind.CLOSE)) {
                throw new IllegalArgumentException("event " + kind + " with terms " + terms.isPresent()
                        + " and outcome " + outcome.isPresent() + ", expected terms with MAKE, an outcome with CLOSE");
            }
        }

        /** The events. */
        public enum Kind {
            MAKE(Life.MADE),
            CLOSE(Life.CLOSED),
            CANCEL(Life.CANCELLED),
            RENEGOTIATE(Life.RENEGOTIATED);

            private final Life to;

            Kind(Life to) {
                this.to = to;
            }

            Life leadsTo() {
                return to;
            }
        }

        @Override
        public String eventName() {
            return Lifecycle.Named.of(kind);
        }
    }

    /**
     * How a promise stands on a day. For a repeating one, the figures are those of the first promised day that is not kept, or of the last.
     *
     * @param promise the promise
     * @param asOf when it was looked at
     * @param status what came of it so far
     * @param target the amount less what was credited or written off since it was made
     * @param received what counts for it, at most the target
     * @param kept on how many of its days it was kept
     */
    public record PromiseStanding(
            PromiseToPay promise,
            AsOf asOf,
            PromiseToPay.Outcome status,
            MonetaryAmount target,
            MonetaryAmount received,
            int kept) {

        public PromiseStanding {
            Objects.requireNonNull(promise, "promise");
            Objects.requireNonNull(asOf, "asOf");
            Objects.requireNonNull(status, "status");
        }

        /** The promised day that the figures are of. */
        public LocalDate due() {
            return current().date();
        }

        /** The last day that still counts for it. */
        public LocalDate deadline() {
            return current().deadline();
        }

        private PromiseToPay.Due current() {
            List<PromiseToPay.Due> dues = promise.terms().dues();
            return dues.get(Math.min(kept, dues.size() - 1));
        }

        /** What is promised and has not come. */
        public MonetaryAmount rest() {
            Amounts amounts = Amounts.in(target.getCurrency());
            return amounts.ofMinor(Math.max(0, Math.subtractExact(Amounts.minor(target), Amounts.minor(received))));
        }

        /** Whether its deadline is ahead, so that its party is left alone as far as it goes. */
        public boolean isInForce() {
            return status == PromiseToPay.Outcome.ACTIVE;
        }

        /** One line for people. */
        public String sentence() {
            String what = "promise of " + Amounts.plain(promise.amount());
            return switch (status) {
                case ACTIVE -> what + " runs until " + deadline() + ", " + Amounts.plain(received) + " came";
                case KEPT -> what + " for " + due() + " was kept";
                case PARTIAL ->
                    what + " for " + due() + ": " + Amounts.plain(received) + " of " + Amounts.plain(target)
                            + " came by " + deadline();
                case BROKEN -> what + " for " + due() + " was broken: nothing came by " + deadline();
                case LAPSED -> what + " for " + due() + " lapsed: it was credited or written off";
                case CANCELLED, RENEGOTIATED, NOT_YET_MADE -> what + " for " + due() + " is " + status;
            };
        }
    }
}
