package io.counterfoil.collections.proposal;

import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.proposal.PaymentProposals.ProposalEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Ways to pay that were offered to a customer (COL-47), and what became of them by commands. Immutable.
 *
 * @param status where it stands
 * @param maybeTerms what was offered; empty before it was
 * @param agreement what the offer that was taken became; empty while none was
 * @param history what happened; nothing for a proposal that was only built
 */
public record PaymentProposal(
        Life status, Optional<Terms> maybeTerms, Optional<Agreement> agreement, History<ProposalEvent> history)
        implements TableMachine.Fold<PaymentProposal.Life, ProposalEvent> {

    /** A new builder; the proposal counts as open. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are terms at all. */
    public boolean isMade() {
        return maybeTerms.isPresent();
    }

    /**
     * What was offered.
     *
     * @throws IllegalStateException before it was made
     */
    public Terms terms() {
        return maybeTerms.orElseThrow(
                () -> new IllegalStateException("the proposal is NOT_MADE and has no terms, expected make first"));
    }

    /** Which proposal. */
    public ProposalId id() {
        return terms().id();
    }

    @Override
    public String toString() {
        return maybeTerms
                .map(terms -> "proposal " + terms.id() + " of " + terms.offers().size() + " offers to " + terms.party()
                        + ", open until " + terms.expiresAt() + ", " + status)
                .orElse("proposal NOT_MADE");
    }

    /** Where a proposal stands. */
    public enum Life implements Code {
        NOT_MADE,
        OPEN,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        WITHDRAWN;

        @Override
        public String id() {
            return "PROPOSAL." + name();
        }
    }

    /**
     * A proposal's own id.
     *
     * @param value not blank
     */
    public record ProposalId(String value) implements Comparable<ProposalId> {

        public ProposalId {
            if (value.isBlank()) {
                throw new IllegalArgumentException("proposal id is blank, expected the host's id");
            }
        }

        /** The proposal with the id. */
        public static ProposalId of(String value) {
            return new ProposalId(value);
        }

        @Override
        public int compareTo(ProposalId other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** One way to pay. */
    public sealed interface Offer {

        /** Its name within the proposal. */
        String id();

        /** How much it brings in all. */
        MonetaryAmount amount();

        /** Which way it is. */
        Kind kind();

        /** What it says, word by word. */
        Command.Words words();

        /** The ways to pay. */
        enum Kind {
            LINK,
            TRANSFER,
            PART_AND_PROMISE,
            PLAN
        }

        /** A payment link for all of it, by a day. */
        static Offer link(String id, MonetaryAmount amount, String url, LocalDate payBy) {
            return new Link(id, amount, url, payBy);
        }

        /** A bank transfer under a reference. */
        static Offer transfer(String id, ExpectedTransfer transfer) {
            return new Transfer(id, transfer);
        }

        /** A part by a first day, and the promise of the rest for a later one. */
        static Offer partAndPromise(
                String id, MonetaryAmount first, LocalDate firstBy, MonetaryAmount rest, LocalDate restBy) {
            return new PartAndPromise(id, new Part(first, firstBy), new Part(rest, restBy));
        }

        /** A payment plan. */
        static Offer plan(String id, PaymentPlan plan) {
            return new PlanOffer(id, plan);
        }

        /** A payment link. */
        record Link(String id, MonetaryAmount amount, String url, LocalDate payBy) implements Offer {
            @Override
            public Kind kind() {
                return Kind.LINK;
            }

            @Override
            public Command.Words words() {
                return Command.Words.of("offer", id)
                        .and("amount", amount)
                        .and("url", url)
                        .and("payBy", payBy);
            }
        }

        /** A bank transfer. */
        record Transfer(String id, ExpectedTransfer transfer) implements Offer {
            @Override
            public MonetaryAmount amount() {
                return transfer.amount();
            }

            @Override
            public Kind kind() {
                return Kind.TRANSFER;
            }

            @Override
            public Command.Words words() {
                return Command.Words.of("offer", id)
                        .and("reference", transfer.reference())
                        .and("amount", transfer.amount())
                        .and("payBy", transfer.payBy());
            }
        }

        /** An amount by a day. */
        record Part(MonetaryAmount amount, LocalDate by) {}

        /** A part now and a promise. */
        record PartAndPromise(String id, Part first, Part rest) implements Offer {
            @Override
            public MonetaryAmount amount() {
                return first.amount().add(rest.amount());
            }

            @Override
            public Kind kind() {
                return Kind.PART_AND_PROMISE;
            }

            @Override
            public Command.Words words() {
                return Command.Words.of("offer", id)
                        .and("first", first.amount())
                        .and("firstBy", first.by())
                        .and("rest", rest.amount())
                        .and("restBy", rest.by());
            }
        }

        /** A payment plan. */
        record PlanOffer(String id, PaymentPlan plan) implements Offer {
            @Override
            public MonetaryAmount amount() {
                return plan.terms().total();
            }

            @Override
            public Kind kind() {
                return Kind.PLAN;
            }

            @Override
            public Command.Words words() {
                return Command.Words.of("offer", id).and(plan.terms().words());
            }
        }
    }

    /**
     * What the offer that was taken became. The host records it like any other: promises by {@code Promises}, a plan by {@code PaymentPlans}, a transfer
     * among the expected ones.
     *
     * @param offer which offer
     * @param promises what was promised by it
     * @param plan the plan
     * @param transfer the transfer
     */
    public record Agreement(
            String offer,
            List<PromiseToPay> promises,
            Optional<PaymentPlan> plan,
            Optional<ExpectedTransfer> transfer) {
        public Agreement {
            promises = List.copyOf(promises);
        }
    }

    /** What was offered. Immutable. */
    @Value.Immutable
    public interface Terms {

        /** Which proposal. */
        ProposalId id();

        /** To whom. */
        PartyId party();

        /** For which items; empty for whatever the party owes. */
        @Value.NaturalOrder
        SortedSet<OpenItemId> items();

        /** The ways to pay, in the order in which they are shown. */
        List<Offer> offers();

        /** From when on nothing of it can be taken. */
        Instant expiresAt();

        /** The offer with the name. */
        default Optional<Offer> offer(String name) {
            return offers().stream().filter(offer -> offer.id().equals(name)).findFirst();
        }

        /** What is said, word by word, for the digest of a command. */
        default Command.Words words() {
            Command.Words words = Command.Words.of("id", id())
                    .and("party", party())
                    .and("items", new ArrayList<>(items()))
                    .and("expiresAt", expiresAt());
            for (Offer offer : offers()) {
                words = words.and(offer.words());
            }
            return words;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds terms. Not thread-safe. */
        final class Builder extends ImmutableTerms.Builder {
            Builder() {}
        }
    }

    /** Builds proposals. Not thread-safe. */
    public static final class Builder {

        private final Terms.Builder terms = Terms.builder();

        private Builder() {}

        /** Which proposal, by the host's id. */
        public Builder id(String id) {
            terms.id(ProposalId.of(id));
            return this;
        }

        /** To whom, by the host's id. */
        public Builder party(String id) {
            terms.party(PartyId.of(id));
            return this;
        }

        /** For which item, by its number. */
        public Builder item(String number) {
            terms.addItem(OpenItemId.of(number));
            return this;
        }

        /** One more way to pay. */
        public Builder offer(Offer offer) {
            terms.addOffer(offer);
            return this;
        }

        /** From when on nothing of it can be taken. */
        public Builder expiresAt(Instant at) {
            terms.expiresAt(at);
            return this;
        }

        /** The proposal, open. */
        public PaymentProposal build() {
            return new PaymentProposal(Life.OPEN, Optional.of(terms.build()), Optional.empty(), History.empty());
        }
    }

    /** The offers in words, one a line, for a message to the customer. */
    public List<String> sentences() {
        return terms().offers().stream()
                .map(offer -> offer.id() + ": " + Amounts.text(offer.amount())
                        + switch (offer.kind()) {
                            case LINK -> " by link until " + ((Offer.Link) offer).payBy();
                            case TRANSFER ->
                                " by transfer until "
                                        + ((Offer.Transfer) offer).transfer().payBy() + " under "
                                        + ((Offer.Transfer) offer).transfer().reference();
                            case PART_AND_PROMISE ->
                                ", "
                                        + Amounts.plain(((Offer.PartAndPromise) offer)
                                                .first()
                                                .amount()) + " until "
                                        + ((Offer.PartAndPromise) offer).first().by() + " and the rest until "
                                        + ((Offer.PartAndPromise) offer).rest().by();
                            case PLAN ->
                                " in "
                                        + ((Offer.PlanOffer) offer)
                                                .plan()
                                                .instalments()
                                                .size() + " instalments";
                        })
                .toList();
    }
}
