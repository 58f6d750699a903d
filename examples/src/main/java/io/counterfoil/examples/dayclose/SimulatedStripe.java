package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.IdempotencyStore;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.link.LinkMessage;
import io.counterfoil.stripe.link.LinkMessage.Outcome;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.SimulatedAccount;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A quarter with Stripe as a host lives it: signed webhooks that come twice, late or never, requests that are refused or cut, a sweep every week, a backfill at the close,
 * payouts pulled and proven, payment links made and sent again. The simulator holds what the folder's pages export, so that the day is the same day as from files. Offline, no
 * socket, the same every time.
 */
final class SimulatedStripe implements StripeFeed, AutoCloseable {

    private static final StripeAccountId ACCOUNT = StripeAccountId.of(StripeDay.ACCOUNT);
    private static final Duration ROUND = Duration.ofHours(6);
    private static final int ROUNDS_A_WEEK = 28;
    private static final Duration REMINDER = Duration.ofDays(7);
    private static final int PATIENCE = 50;
    private static final String STREAM = "stripe";
    private static final long SEED = 20_270_331L;
    private static final Actor CLOSER = Actor.host("day-close");

    private final StripeSimulator simulator;
    private final SimulatedAccount account;
    private final StripeHistory history;
    private final Instant close;
    private final List<Invoice> billed;
    private final DayStores stores;
    private final Conversation conversation;
    private final Set<String> learned = new TreeSet<>();
    private final Map<String, Integer> notices = new TreeMap<>();
    private final List<LinkMessage> reminded = new ArrayList<>();
    private long late;
    private int steps;

    SimulatedStripe(InputFolder folder, DayStores stores, Instant close) {
        this.simulator = StripeSimulator.builder(SEED)
                .account(ACCOUNT.value())
                .settlement("gbp", "eur")
                .manualPayouts()
                .start(Instant.parse("2027-01-01T00:00:00Z"))
                .build();
        this.account = simulator.account();
        this.stores = stores;
        this.conversation = new Conversation(simulator);
        this.history = new StripeHistory(folder, account);
        this.close = close;
        this.billed = Billing.read(folder).invoices();
        simulator
                .deliveries()
                .duplicate(120)
                .secondEvent(20)
                .lose(60)
                .forge(5)
                .delayUpTo(ROUND)
                .shuffle(true);
        simulator.faults().strike("/v1", Fault.RATE_LIMIT, 10).strike("/v1", Fault.RESET_AFTER, 5);
    }

    @Override
    public StripeDay read(AccountMap accounts, InvoiceSource invoices, AsOf asOf, Progress progress) {
        String endpoint = account.addEndpoint(List.of("*"), "");
        WebhookSecrets secrets = WebhookSecrets.of(endpoint, account.secret(endpoint));
        List<Conversation.Step> finished = stores.journal().load(STREAM).stream()
                .map(line -> DayCodecs.read(line, Conversation.Step.class))
                .toList();
        List<Instant> rounds = rounds();
        for (Instant at : progress.over("Stripe, six hours a step", rounds)) {
            if (!at.isBefore(simulator.clock().now())) {
                history.playUntil(at, simulator.clock()::advanceTo);
                simulator.clock().advanceTo(at);
                step(finished, "round " + steps, round -> live(round, secrets, accounts, at));
            }
        }
        simulator.faults().clear();
        step(finished, "backfill", round -> backfill(round, round.engine(accounts, List.of())));
        return stores.step(tx -> day(new Round(tx), accounts, invoices, asOf, progress));
    }

    /** The quarter in rounds of six hours. */
    private List<Instant> rounds() {
        List<Instant> rounds = new ArrayList<>();
        for (Instant at = simulator.clock().now(); at.isBefore(close); at = at.plus(ROUND)) {
            rounds.add(at);
        }
        rounds.add(close);
        return rounds;
    }

    /** A step that is finished is told to the new simulator again; any other is done, and kept whole with what was said in it. */
    private void step(List<Conversation.Step> finished, String name, Consumer<Round> work) {
        Conversation.Step step;
        if (steps < finished.size()) {
            step = finished.get(steps);
            conversation.repeat(step);
        } else {
            long version = steps;
            step = stores.step(tx -> {
                Round round = new Round(tx);
                work.accept(round);
                Conversation.Step done = round.finished(name);
                if (!tx.journal().append(STREAM, version, List.of(DayCodecs.line(done, Conversation.Step.class)))) {
                    throw new DayStores.UnusableException("another process closes the same day in the same store");
                }
                return done;
            });
        }
        steps++;
        learned.addAll(step.learned());
        step.notices().forEach((kind, count) -> notices.merge(kind, count, Integer::sum));
        late += step.late();
    }

    /** What happens, what is told, what is looked for. */
    private void live(Round round, WebhookSecrets secrets, AccountMap accounts, Instant at) {
        Stripe reading = round.engine(accounts, List.of());
        StripeIntake intake = StripeIntake.builder(secrets)
                .account(ACCOUNT.value())
                .test()
                .inbox(StripeInbox.over(round.tx.bytes("stripe-inbox")))
                .facts(round.facts())
                .reader(reading::read)
                .reaction(result -> round.react(reading, result))
                .build();
        conversation.deliver(delivery -> round.receive(intake, delivery));
        if (steps % ROUNDS_A_WEEK == 0) {
            round.late += reading.sweepUndelivered(at).fresh();
        }
        Instant reminder = close.minus(REMINDER);
        if (!at.isBefore(reminder) && at.minus(ROUND).isBefore(reminder)) {
            remind(round, accounts, at);
        }
    }

    private void backfill(Round round, Stripe reading) {
        BackfillPlan plan = BackfillPlan.since(Instant.parse("2026-12-31T00:00:00Z"));
        for (int i = 0; i < PATIENCE; i++) {
            BackfillReport report = reading.backfill(plan, simulator.clock().now());
            round.late += report.fresh() + report.changed();
            if (report.complete()) {
                return;
            }
        }
        throw new IllegalStateException("the backfill did not come to its end");
    }

    /** One step: the stores of its transaction, and what it learns. */
    private final class Round {

        private final DayStores tx;
        private final Set<String> fresh = new TreeSet<>();
        private final Map<String, Integer> counts = new TreeMap<>();
        private long late;

        Round(DayStores tx) {
            this.tx = tx;
        }

        FactStore facts() {
            return FactStore.over(tx.bytes("stripe-facts"));
        }

        /** What was known before this step, and what it has learned by now. */
        Map<String, StripeFact> known() {
            FactStore facts = facts();
            Set<String> ids = new TreeSet<>(learned);
            ids.addAll(fresh);
            Map<String, StripeFact> known = new TreeMap<>();
            for (String id : ids) {
                facts.load(new ObjectKey(ACCOUNT, false, id)).ifPresent(fact -> known.put(id, fact.fact()));
            }
            return known;
        }

        Stripe engine(AccountMap accounts, Collection<StripeFact> facts) {
            return Stripe.builder(new InProcess(conversation::send))
                    .account(ACCOUNT.value())
                    .test()
                    .accounts(accounts)
                    .zone(House.ZONE)
                    .customers(id -> Optional.of(PartyId.of(id)))
                    .facts(facts())
                    .cursors(tx.bytes("stripe-cursors"))
                    .links(tx.bytes("stripe-links"))
                    .changes(this::learn)
                    .facts(List.copyOf(facts))
                    .build();
        }

        int receive(StripeIntake intake, WebhookDelivery delivery) {
            IntakeResult result = intake.accept(
                    delivery.body(), delivery.signature(), simulator.clock().now());
            counts.merge(result.kind().name(), 1, Integer::sum);
            return result.httpStatus();
        }

        /** A notice is a trigger: what it makes worth reading is read, and where that fails Stripe sends it again. */
        void react(Stripe reading, IntakeResult result) {
            result.facts().forEach(this::learn);
            if (!reading.pull(result.pulls(), simulator.clock().now()).complete()) {
                throw new IllegalStateException("a pull did not come to its end");
            }
        }

        void learn(StripeFact fact) {
            fact.key().ifPresent(key -> fresh.add(key.id()));
        }

        Conversation.Step finished(String name) {
            return new Conversation.Step(name, conversation.taken(), List.copyOf(fresh), counts, late);
        }
    }

    private static StripeDay day(
            Round round, AccountMap accounts, InvoiceSource invoices, AsOf asOf, Progress progress) {
        Map<String, StripeFact> known = round.known();
        Stripe stripe = round.engine(accounts, known.values());
        List<PayoutFact> payouts = known.values().stream()
                .filter(PayoutFact.class::isInstance)
                .map(PayoutFact.class::cast)
                .toList();
        Map<String, BalanceRow> rows = new TreeMap<>();
        List<PayoutProof> proofs = new ArrayList<>();
        for (PayoutFact payout : progress.over("Payout proofs", payouts)) {
            PayoutProof proof = stripe.provePayout(payout.id(), asOf);
            proof.rows().forEach(row -> rows.put(row.id(), row));
            proofs.add(proof);
        }
        round.known().values().stream()
                .filter(BalanceRow.class::isInstance)
                .map(BalanceRow.class::cast)
                .forEach(row -> rows.put(row.id(), row));
        return new StripeDay(
                stripe,
                payouts,
                rows.values().stream()
                        .sorted(Comparator.comparing(BalanceRow::createdAt).thenComparing(StripeFact::id))
                        .toList(),
                proofs,
                stripe.matchInvoices(stripe.payments().payments(), invoices),
                stated(stripe),
                List.of());
    }

    private static Totals stated(Stripe stripe) {
        BalanceFact balance =
                (BalanceFact) stripe.read(new Pull(ACCOUNT, false, "balance")).orElseThrow();
        Totals stated = Totals.none();
        for (Map<String, Long> part : List.of(balance.available(), balance.pending())) {
            for (Map.Entry<String, Long> amount : part.entrySet()) {
                stated = stated.plus(StripeDay.currency(amount.getKey()), amount.getValue());
            }
        }
        return stated;
    }

    /** A week before the close everybody who owes is sent a link; who has not paid by the close is sent the same one again. */
    private void remind(Round round, AccountMap accounts, Instant at) {
        Stripe stripe = round.engine(accounts, round.known().values());
        Set<InvoiceId> paid = new HashSet<>();
        for (InvoiceLink link : stripe.matchInvoices(stripe.payments().payments(), InvoiceSource.inMemory(billed))) {
            link.candidates().forEach(invoice -> paid.add(invoice.id()));
        }
        List<Invoice> owing = billed.stream()
                .filter(invoice -> invoice.status() == Invoice.Status.PENDING && !paid.contains(invoice.id()))
                .filter(invoice -> invoice.dueOn()
                        .filter(due -> House.startOf(due).isBefore(at))
                        .isPresent())
                .toList();
        reminded.addAll(ask(stripe, owing, at));
    }

    /** What came of it is kept under one key: a close that is started again does not ask again. */
    @Override
    public List<LinkMessage> ask(List<Invoice> open, Instant now) {
        return stores.step(tx -> {
            IdempotencyKey key = IdempotencyKey.of("day-close:asked:" + now.getEpochSecond());
            Optional<IdempotencyStore.Entry> first = tx.idempotency().find(key);
            if (first.isPresent()) {
                return DayCodecs.list(first.get().result(), LinkMessage.class);
            }
            Round round = new Round(tx);
            List<LinkMessage> asked =
                    ask(round.engine(House.accounts(), round.known().values()), open, now);
            Sha256 body = Sha256.ofFields(
                    open.stream().map(invoice -> invoice.id().value()).toArray());
            tx.idempotency().keep(new IdempotencyStore.Entry(key, body, DayCodecs.line(asked, LinkMessage.class)));
            return asked;
        });
    }

    private static List<LinkMessage> ask(Stripe stripe, List<Invoice> open, Instant now) {
        return open.stream()
                .map(invoice -> stripe.perform(
                        stripe.proposeLink(invoice, now),
                        CLOSER,
                        IdempotencyKey.of("day-close:" + now.getEpochSecond() + ":"
                                + invoice.id().value()),
                        now))
                .toList();
    }

    /** Where everything is kept. */
    DayStores stores() {
        return stores;
    }

    /** What the reminders of the week before came to, where they went out in this process. */
    long reminders(Outcome outcome) {
        return reminded.stream().filter(message -> message.outcome() == outcome).count();
    }

    /** How many notices ended so. */
    int notices(IntakeResult.Kind kind) {
        return notices.getOrDefault(kind.name(), 0);
    }

    @Override
    public String sentence() {
        return "Stripe told " + notices(IntakeResult.Kind.RECORDED) + " changes by webhook, "
                + notices(IntakeResult.Kind.DUPLICATE) + " of them again, sent "
                + notices(IntakeResult.Kind.NOT_RECORDED) + " once more on demand, "
                + notices(IntakeResult.Kind.REJECTED) + " were forged; " + late
                + " objects were found by looking, because nobody told.";
    }

    @Override
    public void close() {
        simulator.close();
    }
}
