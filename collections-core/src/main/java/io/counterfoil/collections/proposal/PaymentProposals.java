package io.counterfoil.collections.proposal;

import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.proposal.PaymentProposal.Agreement;
import io.counterfoil.collections.proposal.PaymentProposal.Life;
import io.counterfoil.collections.proposal.PaymentProposal.Offer;
import io.counterfoil.collections.proposal.PaymentProposal.Terms;
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
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The machine of payment proposals (COL-47): made, then accepted, declined, expired or withdrawn. Days are those of the zone. Immutable, thread-safe.
 */
public final class PaymentProposals
        extends TableMachine<Life, PaymentProposal, PaymentProposals.ProposalCommand, PaymentProposals.ProposalEvent> {

    private static final Lifecycle<Life, ProposalEvent> TABLE = Lifecycle.startingIn(Life.NOT_MADE, ProposalEvent.class)
            .on(Life.NOT_MADE, "make", Life.OPEN)
            .by(Actor.Role.HOST)
            .on(Life.OPEN, "accept", Life.ACCEPTED)
            .by(Actor.Role.HOST)
            .guard(Refused.PROPOSAL_EXPIRED, "the proposal is still open")
            .on(Life.OPEN, "decline", Life.DECLINED)
            .by(Actor.Role.HOST)
            .on(Life.OPEN, "expire", Life.EXPIRED)
            .by(Actor.Role.CLOCK)
            .guard(Refused.PROPOSAL_RUNNING, "its time is over")
            .on(Life.OPEN, "withdraw", Life.WITHDRAWN)
            .by(Actor.Role.HOST)
            .terminal(Life.ACCEPTED, Life.DECLINED, Life.EXPIRED, Life.WITHDRAWN)
            .build();

    private final ZoneId zone;

    private PaymentProposals(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** The machine, with the days of the zone. */
    public static PaymentProposals in(ZoneId zone) {
        return new PaymentProposals(zone);
    }

    /** The command that the clock has for a proposal: to expire one whose time is over; empty otherwise. */
    public Optional<ProposalCommand> due(PaymentProposal proposal, Instant now) {
        boolean isOver =
                proposal.status() == Life.OPEN && !now.isBefore(proposal.terms().expiresAt());
        return isOver
                ? Optional.of(ProposalCommand.expire(
                        IdempotencyKey.derived("proposal-clock", proposal.id()).value()))
                : Optional.empty();
    }

    @Override
    public PaymentProposal initial() {
        return new PaymentProposal(Life.NOT_MADE, Optional.empty(), Optional.empty(), History.empty());
    }

    @Override
    public Lifecycle<Life, ProposalEvent> lifecycle() {
        return TABLE;
    }

    @Override
    public PaymentProposal evolve(PaymentProposal state, ProposalEvent event) {
        Optional<Agreement> agreement = event.kind() == ProposalEvent.Kind.ACCEPT
                ? Optional.of(agreement(state.terms(), event))
                : state.agreement();
        return new PaymentProposal(
                event.kind().leadsTo(),
                event.terms().or(state::maybeTerms),
                agreement,
                state.history().plus(event));
    }

    private Agreement agreement(Terms terms, ProposalEvent event) {
        Offer offer = terms.offer(event.said()).orElseThrow();
        Instant at = event.stamp().at();
        if (offer instanceof Offer.Link link) {
            return new Agreement(
                    offer.id(),
                    List.of(promise(terms, at, new Named(offer.id(), new Offer.Part(link.amount(), link.payBy())))),
                    Optional.empty(),
                    Optional.empty());
        }
        if (offer instanceof Offer.PartAndPromise two) {
            return new Agreement(
                    offer.id(),
                    List.of(
                            promise(terms, at, new Named(offer.id() + "/first", two.first())),
                            promise(terms, at, new Named(offer.id() + "/rest", two.rest()))),
                    Optional.empty(),
                    Optional.empty());
        }
        if (offer instanceof Offer.PlanOffer plan) {
            return new Agreement(offer.id(), List.of(), Optional.of(plan.plan()), Optional.empty());
        }
        Offer.Transfer transfer = (Offer.Transfer) offer;
        return new Agreement(
                offer.id(),
                List.of(),
                Optional.empty(),
                Optional.of(transfer.transfer().confirmed(at)));
    }

    private record Named(String name, Offer.Part part) {}

    private PromiseToPay promise(Terms terms, Instant at, Named named) {
        PromiseToPay.Builder promise = PromiseToPay.builder()
                .id(terms.id() + "/" + named.name())
                .party(terms.party())
                .amount(named.part().amount())
                .due(named.part().by())
                .madeAt(at)
                .madeOn(LocalDate.ofInstant(at, zone));
        terms.items().forEach(promise::item);
        return promise.build();
    }

    @Override
    protected Optional<Refusal> refusal(PaymentProposal state, ProposalCommand command, Instant now) {
        if (command.terms().isPresent() && !state.isMade()) {
            return refusalOfTerms(command.terms().get(), now);
        }
        if (command.kind() == ProposalEvent.Kind.ACCEPT
                && state.status() == Life.OPEN
                && state.terms().offer(command.said()).isEmpty()) {
            return Optional.of(Refusal.of(
                    Refused.UNKNOWN_OFFER,
                    "offer '" + command.said() + "' is not in proposal " + state.id() + ", expected one of "
                            + state.terms().offers().stream().map(Offer::id).toList()));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusalOfTerms(Terms terms, Instant now) {
        if (terms.offers().isEmpty()) {
            return Optional.of(Refusal.of(
                    Refused.NO_OFFER, "proposal " + terms.id() + " offers nothing, expected 1 way to pay or more"));
        }
        Set<String> names = new HashSet<>();
        for (Offer offer : terms.offers()) {
            if (!names.add(offer.id())) {
                return Optional.of(Refusal.of(
                        Refused.DUPLICATE_OFFER,
                        "offer '" + offer.id() + "' is there twice, expected names of their own"));
            }
            if (!offer.amount().isPositive()) {
                return Optional.of(Refusal.of(
                        Refused.OFFER_AMOUNT,
                        "offer '" + offer.id() + "' is of " + Amounts.text(offer.amount())
                                + ", expected more than zero"));
            }
        }
        return terms.expiresAt().isAfter(now)
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Refused.PROPOSAL_EXPIRED,
                        "proposal " + terms.id() + " is open until " + terms.expiresAt() + ", expected later than "
                                + now));
    }

    @Override
    protected List<ProposalEvent> events(PaymentProposal state, ProposalCommand command, Instant now) {
        return List.of(new ProposalEvent(
                command.kind(), command.terms(), command.said(), History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(PaymentProposal state, ProposalEvent event, Instant now) {
        Instant end = state.terms().expiresAt();
        boolean isOver = !now.isBefore(end);
        boolean wantsOver = event.kind() == ProposalEvent.Kind.EXPIRE;
        return isOver == wantsOver
                ? Optional.empty()
                : Optional.of("it " + (isOver ? "expired" : "is open until") + " " + end);
    }

    @Override
    protected Evidence evidence(PaymentProposal after, List<ProposalEvent> events) {
        return Evidence.of(after.status(), after.toString());
    }

    /** Why a proposal is not made or accepted. */
    public enum Refused implements Code {
        NO_OFFER,
        DUPLICATE_OFFER,
        OFFER_AMOUNT,
        UNKNOWN_OFFER,
        PROPOSAL_EXPIRED,
        /** It cannot expire yet. */
        PROPOSAL_RUNNING;

        @Override
        public String id() {
            return "PROPOSAL." + name();
        }
    }

    /**
     * What can be asked of a proposal. Immutable; made by the factories.
     *
     * @param kind what
     * @param terms what is offered; only with MAKE
     * @param said the offer that is taken, or a reason, redacted; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    public record ProposalCommand(
            ProposalEvent.Kind kind, Optional<Terms> terms, String said, Actor by, IdempotencyKey key)
            implements Command {

        public ProposalCommand {
            said = PanRedactor.redact(said);
            Objects.requireNonNull(by, "by");
        }

        private static ProposalCommand of(ProposalEvent.Kind kind, String said, Actor by, String key) {
            return new ProposalCommand(kind, Optional.empty(), said, by, IdempotencyKey.of(key));
        }

        /** Offers ways to pay. */
        public static ProposalCommand make(PaymentProposal proposal, Actor by, String key) {
            return new ProposalCommand(
                    ProposalEvent.Kind.MAKE, Optional.of(proposal.terms()), "", by, IdempotencyKey.of(key));
        }

        /** The customer takes one offer. */
        public static ProposalCommand accept(String offer, Actor by, String key) {
            return of(ProposalEvent.Kind.ACCEPT, offer, by, key);
        }

        /** The customer takes none. */
        public static ProposalCommand decline(String reason, Actor by, String key) {
            return of(ProposalEvent.Kind.DECLINE, reason, by, key);
        }

        /** We take it back. */
        public static ProposalCommand withdraw(String reason, Actor by, String key) {
            return of(ProposalEvent.Kind.WITHDRAW, reason, by, key);
        }

        /** Its time is over. */
        public static ProposalCommand expire(String key) {
            return of(ProposalEvent.Kind.EXPIRE, "", Actor.clock(), key);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            Words words = Words.of("kind", kind).and("said", said);
            return terms.map(made -> words.and(made.words())).orElse(words);
        }
    }

    /**
     * Something that happened to a proposal. Immutable.
     *
     * @param kind what
     * @param terms what was offered; only with MAKE
     * @param said the offer that was taken, or a reason; may be empty
     * @param stamp who, when, under which key
     */
    public record ProposalEvent(Kind kind, Optional<Terms> terms, String said, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {

        public ProposalEvent {
            Objects.requireNonNull(said, "said");
            Objects.requireNonNull(stamp, "stamp");
            if (terms.isPresent() != (kind == Kind.MAKE)) {
                throw new IllegalArgumentException("event " + kind + (terms.isPresent() ? " with" : " without")
                        + " terms, expected them with MAKE");
            }
        }

        /** The events. */
        public enum Kind {
            MAKE(Life.OPEN),
            ACCEPT(Life.ACCEPTED),
            DECLINE(Life.DECLINED),
            EXPIRE(Life.EXPIRED),
            WITHDRAW(Life.WITHDRAWN);

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
