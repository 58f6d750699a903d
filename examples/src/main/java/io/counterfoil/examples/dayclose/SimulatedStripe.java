package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.idempotency.VersionedBytes;
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
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
    private static final long SEED = 20_270_331L;
    private static final Actor CLOSER = Actor.host("day-close");

    private final StripeSimulator simulator;
    private final SimulatedAccount account;
    private final StripeHistory history;
    private final Instant close;
    private final List<Invoice> billed;
    private final FactStore store = FactStore.inMemory();
    private final VersionedBytes register = VersionedBytes.inMemory();
    private final VersionedBytes cursors = VersionedBytes.inMemory();
    private final Map<String, StripeFact> known = new TreeMap<>();
    private final Map<IntakeResult.Kind, Integer> counts = new TreeMap<>();
    private final List<LinkMessage> reminded = new ArrayList<>();
    private long late;

    SimulatedStripe(InputFolder folder, Instant close) {
        this.simulator = StripeSimulator.builder(SEED)
                .account(ACCOUNT.value())
                .settlement("gbp", "eur")
                .manualPayouts()
                .start(Instant.parse("2027-01-01T00:00:00Z"))
                .build();
        this.account = simulator.account();
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
        Stripe reading = engine(accounts, List.of());
        String endpoint = account.addEndpoint(List.of("*"), "");
        StripeIntake intake = StripeIntake.builder(WebhookSecrets.of(endpoint, account.secret(endpoint)))
                .account(ACCOUNT.value())
                .test()
                .facts(store)
                .reader(reading::read)
                .reaction(result -> react(reading, result))
                .build();
        live(intake, reading, accounts, progress);
        simulator.faults().clear();
        backfill(reading);
        return day(accounts, invoices, asOf, progress);
    }

    /** The quarter in rounds of six hours: what happens, what is told, what is looked for. */
    private void live(StripeIntake intake, Stripe reading, AccountMap accounts, Progress progress) {
        List<Instant> rounds = new ArrayList<>();
        for (Instant at = simulator.clock().now(); at.isBefore(close); at = at.plus(ROUND)) {
            rounds.add(at);
        }
        rounds.add(close);
        int round = 0;
        Instant reminder = close.minus(REMINDER);
        for (Instant at : progress.over("Stripe, six hours a step", rounds)) {
            if (at.isBefore(simulator.clock().now())) {
                continue;
            }
            history.playUntil(at, simulator.clock()::advanceTo);
            simulator.clock().advanceTo(at);
            account.deliver(delivery -> receive(intake, delivery));
            if (round++ % ROUNDS_A_WEEK == 0) {
                late += reading.sweepUndelivered(at).fresh();
            }
            if (!at.isBefore(reminder) && reminded.isEmpty()) {
                remind(accounts, at);
            }
        }
    }

    private int receive(StripeIntake intake, WebhookDelivery delivery) {
        IntakeResult result = intake.accept(
                delivery.body(), delivery.signature(), simulator.clock().now());
        counts.merge(result.kind(), 1, Integer::sum);
        return result.httpStatus();
    }

    /** A notice is a trigger: what it makes worth reading is read, and where that fails Stripe sends it again. */
    private void react(Stripe reading, IntakeResult result) {
        result.facts().forEach(this::learn);
        if (!reading.pull(result.pulls(), simulator.clock().now()).complete()) {
            throw new IllegalStateException("a pull did not come to its end");
        }
    }

    private void learn(StripeFact fact) {
        fact.key().ifPresent(key -> known.put(fact.id(), fact));
    }

    private void backfill(Stripe reading) {
        BackfillPlan plan = BackfillPlan.since(Instant.parse("2026-12-31T00:00:00Z"));
        for (int i = 0; i < PATIENCE; i++) {
            BackfillReport report = reading.backfill(plan, simulator.clock().now());
            late += report.fresh() + report.changed();
            if (report.complete()) {
                return;
            }
        }
        throw new IllegalStateException("the backfill did not come to its end");
    }

    private StripeDay day(AccountMap accounts, InvoiceSource invoices, AsOf asOf, Progress progress) {
        Stripe stripe = engine(accounts, List.copyOf(known.values()));
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
        known.values().stream()
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
    private void remind(AccountMap accounts, Instant at) {
        Stripe stripe = engine(accounts, List.copyOf(known.values()));
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

    @Override
    public List<LinkMessage> ask(List<Invoice> open, Instant now) {
        return ask(engine(House.accounts(), List.copyOf(known.values())), open, now);
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

    /** What the reminders of the week before came to. */
    long reminders(Outcome outcome) {
        return reminded.stream().filter(message -> message.outcome() == outcome).count();
    }

    /** How many notices ended so. */
    int notices(IntakeResult.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    @Override
    public String sentence() {
        return "Stripe told " + notices(IntakeResult.Kind.RECORDED) + " changes by webhook, "
                + notices(IntakeResult.Kind.DUPLICATE) + " of them again, sent "
                + notices(IntakeResult.Kind.NOT_RECORDED) + " once more on demand, "
                + notices(IntakeResult.Kind.REJECTED) + " were forged; " + late
                + " objects were found by looking, because nobody told.";
    }

    private Stripe engine(AccountMap accounts, List<StripeFact> facts) {
        return Stripe.builder(new InProcess(simulator))
                .account(ACCOUNT.value())
                .test()
                .accounts(accounts)
                .zone(House.ZONE)
                .customers(id -> Optional.of(PartyId.of(id)))
                .facts(store)
                .cursors(cursors)
                .links(register)
                .changes(this::learn)
                .facts(facts)
                .build();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
