package io.counterfoil.stripe.link.internal;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.backfill.internal.Connection;
import io.counterfoil.stripe.fact.StripeFact.PaymentIntentFact;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.stripe.link.LinkMessage.Outcome;
import io.counterfoil.stripe.link.LinkProposal;
import io.counterfoil.stripe.link.LinkProposal.Action;
import io.counterfoil.stripe.link.LinkProposal.Current;
import io.counterfoil.stripe.link.LinkProposal.Kind;
import io.counterfoil.stripe.link.LinkProposal.Reason;
import io.counterfoil.stripe.link.internal.LinkCalls.NotDone;
import io.counterfoil.stripe.link.internal.LinkCalls.Order;
import io.counterfoil.stripe.link.internal.LinkRules.Decided;
import io.counterfoil.stripe.link.internal.LinkRules.Wanted;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Proposes and performs links (specification 4.12). A register holds for each invoice which link is the one; it changes by compare-and-set, and a link is made under
 * a key that its generation decides, so that whoever goes on where another stopped makes the same link. Thread-safe, as far as register and transport are.
 */
public final class LinkDesk {

    /** Stripe forgets idempotency keys after a day: a making that began earlier cannot be repeated safely. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    private static final int MAX_ROUNDS = 20;

    private final LinkCalls calls;
    private final VersionedBytes register;
    private final StripeAmounts amounts;
    private final String prefix;
    private final String returnUrl;

    /**
     * What a desk works with.
     *
     * @param connection to Stripe
     * @param register which link is the one of an invoice
     * @param amounts minor units
     * @param returnUrl where customers go after a session; may be empty
     */
    public record Settings(Connection connection, VersionedBytes register, StripeAmounts amounts, String returnUrl) {}

    public LinkDesk(Settings settings) {
        this.calls = new LinkCalls(settings.connection());
        this.register = settings.register();
        this.amounts = settings.amounts();
        this.prefix = settings.connection().name() + ":";
        this.returnUrl = settings.returnUrl();
    }

    /** What should be done, as far as is known without asking Stripe. */
    public static LinkProposal propose(
            Invoice invoice,
            Kind kind,
            Optional<Current> current,
            boolean inFlight,
            StripeAmounts amounts,
            Instant now) {
        Checked<Long> open = amounts.convert(invoice.open(), StripeAmounts.Purpose.CHARGE);
        LinkProposal.Builder proposal = LinkProposal.builder()
                .invoice(invoice)
                .kind(kind)
                .current(current)
                .currency(currency(invoice))
                .amountMinor(open.value().orElse(0L));
        if (open.value().isEmpty()) {
            String sentence = "invoice " + invoice.id().value() + ": "
                    + open.diagnostics().get(0).message();
            return proposal.action(Action.REFUSE)
                    .reason(Reason.BAD_AMOUNT)
                    .addObstacle(Obstacle.of(Reason.BAD_AMOUNT, sentence))
                    .build();
        }
        Decided decided = LinkRules.decide(wanted(invoice, kind, open.value().get(), inFlight), current, now);
        if (decided.action() == Action.REFUSE) {
            proposal.addObstacle(Obstacle.of(decided.reason(), sentence(invoice, decided.reason())));
        }
        return proposal.action(decided.action()).reason(decided.reason()).build();
    }

    private static Wanted wanted(Invoice invoice, Kind kind, long open, boolean inFlight) {
        boolean payable = invoice.status() == Invoice.Status.PENDING || invoice.status() == Invoice.Status.FAILED;
        return new Wanted(payable, inFlight, open, currency(invoice), kind);
    }

    private static String currency(Invoice invoice) {
        return invoice.open().getCurrency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static String sentence(Invoice invoice, Reason reason) {
        String head = "invoice " + invoice.id().value();
        return reason == Reason.NOTHING_TO_PAY
                ? head + " is " + invoice.status() + " with " + invoice.open() + " open: nothing to pay"
                : head + " has a payment under way: a second one would pay twice";
    }

    /** The link that the register knows; its use and activity are only known by asking Stripe. */
    public Optional<Current> known(Invoice invoice) {
        return entry(invoice)
                .map(this::entryOf)
                .filter(LinkEntry::open)
                .map(entry -> Current.builder()
                        .kind(entry.kind())
                        .id(entry.id())
                        .active(true)
                        .amountMinor(entry.amountMinor())
                        .currency(entry.currency())
                        .build());
    }

    private Optional<Versioned> entry(Invoice invoice) {
        return register.load(registerKey(invoice));
    }

    private LinkEntry entryOf(Versioned versioned) {
        return LinkEntry.read(versioned.bytes());
    }

    private String registerKey(Invoice invoice) {
        return "stripe-link:" + prefix + invoice.id().value();
    }

    /**
     * Who acts.
     *
     * @param by the person or system
     * @param key his name for the act
     * @param now when
     */
    public record Act(Actor by, IdempotencyKey key, Instant now) {
        public Act {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(now, "now");
        }
    }

    /** Does what is right now for the invoice of the proposal: what changed since is seen, because Stripe is asked first. */
    public LinkMessage perform(LinkProposal proposal, Act act) {
        if (proposal.action() == Action.REFUSE) {
            return message(proposal, act, Outcome.REFUSED)
                    .obstacles(proposal.obstacles())
                    .build();
        }
        try {
            Progress progress = new Progress();
            for (int round = 0; round < MAX_ROUNDS; round++) {
                Optional<LinkMessage> done = attempt(proposal, act, progress);
                if (done.isPresent()) {
                    return done.get();
                }
            }
            throw new NotDone(Reason.CONTENDED, "others changed the link of the invoice again and again, try later");
        } catch (NotDone e) {
            return message(proposal, act, Outcome.REFUSED)
                    .addObstacle(e.obstacle())
                    .build();
        }
    }

    /** What the rounds of one act did so far. */
    private static final class Progress {
        private Outcome outcome = Outcome.RESENT;
    }

    /** One round; empty where the register changed meanwhile or a making that had stopped was finished first. */
    private Optional<LinkMessage> attempt(LinkProposal proposal, Act act, Progress progress) throws NotDone {
        Invoice invoice = proposal.invoice();
        Optional<Versioned> stored = entry(invoice);
        if (stored.isPresent() && !entryOf(stored.get()).open()) {
            resume(stored.get(), invoice, act);
            return Optional.empty();
        }
        Optional<LinkEntry> entry = stored.map(this::entryOf);
        Optional<Current> current = entry.isPresent()
                ? Optional.of(
                        withAmount(calls.fetch(entry.get().kind(), entry.get().id()), entry.get()))
                : adopted(proposal);
        Wanted wanted = wanted(invoice, proposal.kind(), proposal.amountMinor(), false);
        Decided decided = LinkRules.decide(wanted, current, act.now());
        switch (decided.action()) {
            case REFUSE -> throw new NotDone(decided.reason(), sentence(invoice, decided.reason()));
            case RESEND -> {
                return Optional.of(sent(proposal, act, progress.outcome, current.orElseThrow()));
            }
            default -> {
                if (current.isPresent()) {
                    calls.refuseWherePaying(current.get());
                }
                if (begin(stored, current, proposal, act)) {
                    progress.outcome = current.isPresent() ? Outcome.REPLACED : Outcome.CREATED;
                }
                return Optional.empty();
            }
        }
    }

    /** A link that the host knows and the register does not, as Stripe has it now. */
    private Optional<Current> adopted(LinkProposal proposal) throws NotDone {
        if (proposal.current().isEmpty()) {
            return Optional.empty();
        }
        Current given = proposal.current().get();
        return Optional.of(calls.fetch(given.kind(), given.id()));
    }

    /** Stripe does not say what a payment link asks for unless its lines are embedded; the register knows. */
    private static Current withAmount(Current link, LinkEntry entry) {
        return link.amountMinor().isPresent() && !link.currency().isEmpty()
                ? link
                : Current.builder()
                        .from(link)
                        .amountMinor(entry.amountMinor())
                        .currency(entry.currency())
                        .build();
    }

    /** Announces the next link in the register, so that whoever comes now makes the same one. */
    private boolean begin(Optional<Versioned> stored, Optional<Current> old, LinkProposal proposal, Act act) {
        LinkEntry next = new LinkEntry(
                stored.map(this::entryOf).map(LinkEntry::generation).orElse(0) + 1,
                false,
                proposal.kind(),
                "",
                proposal.amountMinor(),
                proposal.currency(),
                act.now(),
                old.map(Current::kind).orElse(proposal.kind()),
                old.map(Current::id).orElse(""));
        return register.compareAndSet(
                registerKey(proposal.invoice()),
                stored.map(Versioned::version).orElse(VersionedBytes.NONE),
                next.bytes());
    }

    private void resume(Versioned stored, Invoice invoice, Act act) throws NotDone {
        Instant startedAt = entryOf(stored).startedAt();
        if (startedAt.plus(KEY_LIFE).isBefore(act.now())) {
            throw new NotDone(
                    Reason.UNCERTAIN,
                    "making a link of invoice " + invoice.id().value() + " began at " + startedAt
                            + " and did not end\nMaybe it stands in Stripe's dashboard.");
        }
        finish(stored, invoice);
    }

    /** Ends the link before, makes the announced one and says so; where another did it meanwhile, it is the same link. */
    private void finish(Versioned stored, Invoice invoice) throws NotDone {
        LinkEntry announced = entryOf(stored);
        if (!announced.previousId().isEmpty()) {
            calls.end(calls.fetch(announced.previousKind(), announced.previousId()));
        }
        Current made = calls.create(new Order(
                invoice,
                announced.kind(),
                announced.amountMinor(),
                announced.currency(),
                announced.generation(),
                returnUrl));
        register.compareAndSet(
                registerKey(invoice),
                stored.version(),
                announced.made(made.id()).bytes());
    }

    /** Takes a payment with a stored method (STR-48); refused where a link or session is being paid. */
    public LinkMessage take(LinkProposal proposal, String instrument, int generation, Act act) {
        if (proposal.action() == Action.REFUSE) {
            return message(proposal, act, Outcome.REFUSED)
                    .obstacles(proposal.obstacles())
                    .build();
        }
        try {
            Optional<LinkEntry> entry = entry(proposal.invoice()).map(this::entryOf);
            if (entry.isPresent() && !entry.get().open()) {
                throw new NotDone(Reason.CONTENDED, "a link of the invoice is being made, try later");
            }
            Optional<Current> current = entry.isPresent()
                    ? Optional.of(withAmount(
                            calls.fetch(entry.get().kind(), entry.get().id()), entry.get()))
                    : adopted(proposal);
            if (current.isPresent()) {
                calls.end(current.get());
            }
            PaymentIntentFact payment = calls.take(
                    new Order(
                            proposal.invoice(),
                            proposal.kind(),
                            proposal.amountMinor(),
                            proposal.currency(),
                            generation,
                            ""),
                    instrument);
            return message(proposal, act, Outcome.TAKEN)
                    .payment(payment)
                    .contactReference("stripe-payment:" + prefix + payment.id())
                    .build();
        } catch (NotDone e) {
            return message(proposal, act, Outcome.REFUSED)
                    .addObstacle(e.obstacle())
                    .build();
        }
    }

    /** Ends the link that the register knows; one whose making had stopped is made first, because Stripe may have it. */
    public LinkMessage end(Invoice invoice, Act act) {
        try {
            for (int round = 0; round < MAX_ROUNDS; round++) {
                Versioned stored = entry(invoice)
                        .orElseThrow(() -> new NotDone(
                                Reason.NO_LINK,
                                "invoice " + invoice.id().value() + " has no link that could be ended"));
                LinkEntry entry = entryOf(stored);
                if (entry.open()) {
                    calls.end(calls.fetch(entry.kind(), entry.id()));
                    return message(invoice, amount(invoice, entry.currency(), entry.amountMinor()), act, Outcome.ENDED)
                            .contactReference(reference(entry.id()))
                            .build();
                }
                resume(stored, invoice, act);
            }
            throw new NotDone(Reason.CONTENDED, "others changed the link of the invoice again and again, try later");
        } catch (NotDone e) {
            return message(invoice, invoice.open(), act, Outcome.REFUSED)
                    .addObstacle(e.obstacle())
                    .build();
        }
    }

    private String reference(String link) {
        return "stripe-link:" + prefix + link;
    }

    private LinkMessage sent(LinkProposal proposal, Act act, Outcome outcome, Current link) {
        return message(proposal, act, outcome)
                .url(link.url())
                .contactReference(reference(link.id()))
                .build();
    }

    private LinkMessage.Builder message(LinkProposal proposal, Act act, Outcome outcome) {
        Invoice invoice = proposal.invoice();
        return message(invoice, amount(invoice, proposal.currency(), proposal.amountMinor()), act, outcome);
    }

    private static LinkMessage.Builder message(Invoice invoice, MonetaryAmount amount, Act act, Outcome outcome) {
        return LinkMessage.builder()
                .outcome(outcome)
                .invoice(invoice.id().value())
                .amount(amount)
                .dueOn(invoice.dueOn())
                .by(act.by())
                .key(act.key())
                .at(act.now());
    }

    private MonetaryAmount amount(Invoice invoice, String currency, long minor) {
        return amounts.convert(currency, minor).value().orElse(invoice.open());
    }
}
