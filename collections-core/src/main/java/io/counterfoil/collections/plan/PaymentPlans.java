package io.counterfoil.collections.plan;

import io.counterfoil.collections.plan.PaymentPlan.Instalment;
import io.counterfoil.collections.plan.PaymentPlan.Life;
import io.counterfoil.collections.plan.PaymentPlan.Standing;
import io.counterfoil.collections.plan.PaymentPlan.Terms;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
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
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;

/**
 * The machine of payment plans (COL-46): agreed, then completed, defaulted or cancelled. How a plan stands on a day is never stored but read, by
 * {@link PaymentPlan#assess}; completing and defaulting record what was read, so that a declared default does not heal. Immutable, thread-safe.
 */
public final class PaymentPlans
        extends TableMachine<Life, PaymentPlan, PaymentPlans.PlanCommand, PaymentPlans.PlanEvent> {

    private static final Lifecycle<Life, PlanEvent> TABLE = Lifecycle.startingIn(Life.NOT_AGREED, PlanEvent.class)
            .on(Life.NOT_AGREED, "agree", Life.AGREED)
            .by(Actor.Role.HOST, Actor.Role.APPROVER)
            .on(Life.AGREED, "complete", Life.COMPLETED)
            .by(Actor.Role.CLOCK, Actor.Role.HOST)
            .on(Life.AGREED, "declareDefault", Life.DEFAULTED)
            .by(Actor.Role.CLOCK, Actor.Role.HOST)
            .on(Life.AGREED, "cancel", Life.CANCELLED)
            .by(Actor.Role.HOST, Actor.Role.APPROVER)
            .terminal(Life.COMPLETED, Life.DEFAULTED, Life.CANCELLED)
            .build();

    private PaymentPlans() {}

    /** The machine. */
    public static PaymentPlans standard() {
        return new PaymentPlans();
    }

    /** The party's items that a plan covers which is in force on the day: they are not chased, and its promises for everything do not count what pays them. */
    public static Set<OpenItemId> covered(CollectionFacts facts, PartyId party, AsOf asOf) {
        Set<OpenItemId> items = new TreeSet<>();
        for (CollectionFacts.Planned plan : facts.plansOf(party)) {
            if (plan.inForceThrough(facts, asOf).isPresent()) {
                items.addAll(plan.items());
            }
        }
        return items;
    }

    /** The command that the clock has for a plan: to complete one that is paid, to declare the default of one that is broken; empty otherwise. */
    public Optional<PlanCommand> due(Standing standing) {
        if (standing.plan().status() != Life.AGREED) {
            return Optional.empty();
        }
        String key = IdempotencyKey.derived(
                        "plan-clock",
                        standing.plan().id(),
                        standing.plan().history().size())
                .value();
        return switch (standing.status()) {
            case COMPLETED -> Optional.of(PlanCommand.complete(Actor.clock(), key));
            case BROKEN -> Optional.of(PlanCommand.declareDefault(standing.sentence(), Actor.clock(), key));
            default -> Optional.empty();
        };
    }

    @Override
    public PaymentPlan initial() {
        return new PaymentPlan(Life.NOT_AGREED, Optional.empty(), History.empty());
    }

    @Override
    public Lifecycle<Life, PlanEvent> lifecycle() {
        return TABLE;
    }

    @Override
    public PaymentPlan evolve(PaymentPlan state, PlanEvent event) {
        return new PaymentPlan(
                event.kind().leadsTo(),
                event.terms().or(state::maybeTerms),
                state.history().plus(event));
    }

    @Override
    protected Optional<Refusal> refusal(PaymentPlan state, PlanCommand command, Instant now) {
        if (command.terms().isEmpty() || command.coveredOpen().isEmpty() || state.isAgreed()) {
            return Optional.empty();
        }
        Terms terms = command.terms().get();
        if (terms.items().isEmpty()) {
            return refuse(Refused.PLAN_NO_ITEMS, "plan " + terms.id() + " covers no item, expected 1 or more");
        }
        for (Instalment instalment : terms.instalments()) {
            if (!instalment.amount().isPositive()) {
                return refuse(
                        Refused.PLAN_AMOUNT,
                        "instalment of " + instalment.due() + " is " + Amounts.text(instalment.amount())
                                + ", expected more than zero");
            }
        }
        if (terms.instalments().get(0).due().isBefore(terms.startsOn())) {
            return refuse(
                    Refused.PLAN_DATE,
                    "the first instalment is due " + terms.instalments().get(0).due() + ", expected " + terms.startsOn()
                            + " or later, when the plan starts");
        }
        return refusalOfSum(terms, command.coveredOpen().get());
    }

    private static Optional<Refusal> refusalOfSum(Terms terms, MonetaryAmount open) {
        MonetaryAmount total = terms.total();
        boolean sameCurrency =
                total.getCurrency().getCurrencyCode().equals(open.getCurrency().getCurrencyCode())
                        && terms.fee()
                                .map(fee -> fee.getCurrency().getCurrencyCode())
                                .filter(code -> !code.equals(total.getCurrency().getCurrencyCode()))
                                .isEmpty();
        if (!sameCurrency) {
            return refuse(
                    Refused.PLAN_CURRENCY,
                    "instalments are in " + total.getCurrency().getCurrencyCode() + ", the items or the fee in another,"
                            + " expected one currency");
        }
        long expected = Math.addExact(
                Amounts.minor(open), terms.fee().map(Amounts::minor).orElse(0L));
        if (Amounts.minor(total) == expected) {
            return Optional.empty();
        }
        return refuse(
                Refused.PLAN_SUM,
                "instalments of plan " + terms.id() + " add up to " + Amounts.text(total) + ", expected "
                        + Amounts.text(Amounts.in(total.getCurrency()).ofMinor(expected))
                        + ": what is open and the fee");
    }

    private static Optional<Refusal> refuse(Refused code, String sentence) {
        return Optional.of(Refusal.of(code, sentence));
    }

    @Override
    protected List<PlanEvent> events(PaymentPlan state, PlanCommand command, Instant now) {
        return List.of(new PlanEvent(
                command.kind(), command.terms(), command.reason(), History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(PaymentPlan state, PlanEvent event, Instant now) {
        return Optional.empty();
    }

    @Override
    protected Evidence evidence(PaymentPlan after, List<PlanEvent> events) {
        PlanEvent last = events.get(events.size() - 1);
        return Evidence.of(after.status(), after + (last.reason().isEmpty() ? "" : ": " + last.reason()));
    }

    /** Why a plan is not agreed (collections specification 4.10). */
    public enum Refused implements Code {
        /** It covers nothing. */
        PLAN_NO_ITEMS,
        /** An instalment is zero or less. */
        PLAN_AMOUNT,
        /** An instalment is due before the plan starts. */
        PLAN_DATE,
        /** Instalments, items and fee are not in one currency. */
        PLAN_CURRENCY,
        /** The instalments are not what is open and the fee. */
        PLAN_SUM;

        @Override
        public String id() {
            return "PLAN." + name();
        }
    }

    /**
     * What can be asked of a plan. Immutable; made by the factories.
     *
     * @param kind what
     * @param terms what is agreed; only with AGREE
     * @param coveredOpen what is open of the items that it covers; only with AGREE
     * @param reason in words, redacted; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    public record PlanCommand(
            PlanEvent.Kind kind,
            Optional<Terms> terms,
            Optional<MonetaryAmount> coveredOpen,
            String reason,
            Actor by,
            IdempotencyKey key)
            implements Command {

        public PlanCommand {
            reason = PanRedactor.redact(reason);
            Objects.requireNonNull(by, "by");
        }

        private static PlanCommand of(PlanEvent.Kind kind, String reason, Actor by, String key) {
            return new PlanCommand(kind, Optional.empty(), Optional.empty(), reason, by, IdempotencyKey.of(key));
        }

        /**
         * Agrees the plan.
         *
         * @param plan its terms
         * @param coveredOpen what is open of the items that it covers
         */
        public static PlanCommand agree(PaymentPlan plan, MonetaryAmount coveredOpen, Actor by, String key) {
            return new PlanCommand(
                    PlanEvent.Kind.AGREE,
                    Optional.of(plan.terms()),
                    Optional.of(coveredOpen),
                    "",
                    by,
                    IdempotencyKey.of(key));
        }

        /** All was paid. */
        public static PlanCommand complete(Actor by, String key) {
            return of(PlanEvent.Kind.COMPLETE, "", by, key);
        }

        /** Too much was missed: the items return, for good. */
        public static PlanCommand declareDefault(String reason, Actor by, String key) {
            return of(PlanEvent.Kind.DECLARE_DEFAULT, reason, by, key);
        }

        /** The plan ends by agreement. */
        public static PlanCommand cancel(String reason, Actor by, String key) {
            return of(PlanEvent.Kind.CANCEL, reason, by, key);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            Words words = Words.of("kind", kind).and("reason", reason).and("coveredOpen", coveredOpen);
            return terms.map(said -> words.and(said.words())).orElse(words);
        }
    }

    /**
     * Something that happened to a plan. Immutable.
     *
     * @param kind what
     * @param terms what was agreed; empty for all else
     * @param reason in words; may be empty
     * @param stamp who, when, under which key
     */
    public record PlanEvent(Kind kind, Optional<Terms> terms, String reason, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {

        public PlanEvent {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(stamp, "stamp");
            if (terms.isPresent() != (kind == Kind.AGREE)) {
                throw new IllegalArgumentException("event " + kind + (terms.isPresent() ? " with" : " without")
                        + " terms, expected them with AGREE");
            }
        }

        /** The events. */
        public enum Kind {
            AGREE(Life.AGREED),
            COMPLETE(Life.COMPLETED),
            DECLARE_DEFAULT(Life.DEFAULTED),
            CANCEL(Life.CANCELLED);

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
}
