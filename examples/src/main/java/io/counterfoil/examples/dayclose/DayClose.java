package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.posting.ChargeLinks;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The day close of a meeting-room company, step by step. Same files, same result, whatever their order; nothing is decided where two readings tie.
 */
final class DayClose {

    private final InputFolder folder;
    private final StripeFeed feed;
    private final DayStores stores;
    private final Instant now;
    private final AsOf asOf;
    private final Progress progress;

    private DayClose(InputFolder folder, StripeFeed feed, DayStores stores, Instant now, Progress progress) {
        this.folder = folder;
        this.feed = feed;
        this.stores = stores;
        this.now = now;
        this.asOf = AsOf.at(now, House.ZONE);
        this.progress = progress;
    }

    /** Closes the day that the instant falls on, and keeps nothing. */
    static DayCloseResult run(InputFolder folder, Instant now, Progress progress) {
        return run(folder, DayStores.inMemory(), now, progress);
    }

    /** Closes the day that the instant falls on. */
    static DayCloseResult run(InputFolder folder, DayStores stores, Instant now, Progress progress) {
        return new DayClose(folder, StripeFeed.files(folder), stores, now, progress).run();
    }

    /** Closes the day with the provider's side from a Stripe that is simulated. */
    static DayCloseResult simulated(InputFolder folder, DayStores stores, Instant now, Progress progress) {
        try (SimulatedStripe stripe = new SimulatedStripe(folder, stores, now)) {
            return run(folder, stripe, now, progress);
        }
    }

    /** Closes the day beside a simulated Stripe, on the same stores. */
    static DayCloseResult run(InputFolder folder, SimulatedStripe stripe, Instant now, Progress progress) {
        return new DayClose(folder, stripe, stripe.stores(), now, progress).run();
    }

    private DayCloseResult run() {
        Billing billing = Billing.read(folder);
        BankDay bank = BankDay.read(folder, stores, progress);
        Books books = new Books(stores);
        StripeDay stripe = feed.read(books.accounts(), InvoiceSource.inMemory(billing.invoices()), asOf, progress);
        List<StatementEntry> entries = bank.entries().stream()
                .filter(entry -> entry.kind() != StatementEntry.Kind.FEE)
                .toList();
        Set<InvoiceId> byCard = paidByCard(stripe.links(), billing);
        List<Invoice> byTransfer = billing.invoices().stream()
                .filter(invoice -> !byCard.contains(invoice.id()))
                .filter(InvoiceActions::canBePaid)
                .toList();
        List<PayoutFact> expected = stripe.payouts().stream()
                .filter(payout -> !payout.state().is("FAILED"))
                .toList();
        Reconciliation run = new BankMatching(billing, byTransfer, expected).match(entries, House.calendar(), asOf);
        Map<String, Match> confirmed = confirmed(run);

        Set<ItemId> repeated = bank.repeated();
        List<StatementEntry> once =
                entries.stream().filter(entry -> !repeated.contains(entry.id())).toList();
        List<Receipt> receipts = Allocator.allocate(billing.invoices(), claims(stripe, once, confirmed, billing));
        post(books, billing, bank, stripe, confirmed, receipts);
        Receivables receivables = Arrears.receivables(stores, billing.invoices(), receipts);
        AgingReport aging = Arrears.age(receivables, asOf);
        List<InvoiceActions.Act> actions = InvoiceActions.propose(billing, stripe.links(), once, confirmed, asOf);
        List<Proof> proofs = new DayProofs(books, bank, stripe, aging, receivables, asOf).all(run);
        List<Alert> alerts = new DayAlerts(now).of(run, proofs, stripe, actions);
        Desk desk = new Desk(stores, House.clocks(), House.triage());
        desk.replay(folder);
        List<Ticket> opened = desk.open(alerts, now);
        desk.handOver(alerts, opened, now);
        ScorecardReport scorecard = desk.scorecard(now);
        return DayCloseResult.builder()
                .asOf(asOf)
                .billing(billing)
                .bank(bank)
                .stripe(stripe)
                .run(run)
                .receipts(receipts)
                .actions(actions)
                .asked(feed.ask(InvoiceActions.toAsk(actions), now))
                .feed(feed.sentence())
                .books(books)
                .receivables(receivables)
                .aging(aging)
                .collecting(Collecting.of(billing, stripe.links(), run, aging, receivables))
                .proofs(proofs)
                .alerts(alerts)
                .memberships(Memberships.collected(stores, asOf))
                .desk(desk)
                .opened(opened)
                .scorecard(scorecard)
                .build();
    }

    private static Set<InvoiceId> paidByCard(List<InvoiceLink> links, Billing billing) {
        Set<InvoiceId> paid = new HashSet<>();
        for (InvoiceLink link : links) {
            if (link.payment().balanceTransaction().isPresent()) {
                InvoiceActions.invoicesOf(link, billing.recorded()).forEach(invoice -> paid.add(invoice.id()));
            }
        }
        return paid;
    }

    private static Map<String, Match> confirmed(Reconciliation run) {
        Map<String, Match> byEntry = new HashMap<>();
        run.matches()
                .filter(match -> match.decision() == PassDecision.Outcome.CONFIRM)
                .forEach(match ->
                        match.left().forEach(left -> byEntry.put(left.item().value(), match)));
        return byEntry;
    }

    private static List<Allocator.Claim> claims(
            StripeDay stripe, List<StatementEntry> entries, Map<String, Match> confirmed, Billing billing) {
        List<Allocator.Claim> claims = new ArrayList<>();
        Map<InvoiceId, PartyId> customers = new HashMap<>();
        billing.invoices().forEach(invoice -> customers.put(invoice.id(), invoice.customer()));
        for (InvoiceLink link : stripe.links()) {
            if (link.payment().balanceTransaction().isPresent()) {
                List<InvoiceId> named = link.resolution()
                        .fold(
                                one -> one.value().stream().map(Invoice::id).toList(),
                                several -> List.<InvoiceId>of(),
                                none -> List.<InvoiceId>of(),
                                cut -> List.<InvoiceId>of());
                claims.add(new Allocator.Claim(
                        link.payment().paymentId(),
                        Receipt.Channel.CARD,
                        link.payment().customer(),
                        link.payment().paidOn(),
                        link.payment().amount(),
                        named));
            }
        }
        for (StatementEntry entry : entries) {
            Match match = confirmed.get(BankMatching.itemId(entry));
            List<InvoiceId> named = match == null
                    ? List.of()
                    : match.right().stream()
                            .map(Match.Portion::item)
                            .map(id -> id.value())
                            .filter(BankMatching::isInvoice)
                            .map(InvoiceId::of)
                            .toList();
            Optional<PartyId> party = named.isEmpty()
                    ? entry.counterparty()
                            .map(StatementEntry.Counterparty::name)
                            .map(billing.partyByBankName()::get)
                    : Optional.ofNullable(customers.get(named.get(0)));
            if (!named.isEmpty()
                    || (match == null && party.isPresent() && entry.amount().isPositive())) {
                claims.add(new Allocator.Claim(
                        BankMatching.itemId(entry),
                        Receipt.Channel.BANK,
                        party,
                        entry.bookedOn(),
                        entry.amount(),
                        named));
            }
        }
        return claims;
    }

    private void post(
            Books books,
            Billing billing,
            BankDay bank,
            StripeDay stripe,
            Map<String, Match> confirmed,
            List<Receipt> receipts) {
        Map<String, Receipt> byId = new HashMap<>();
        receipts.forEach(receipt -> byId.put(receipt.id(), receipt));
        books.opening(bank.statements());
        books.invoices(billing.invoices());
        books.cashBook(billing.cashBook());
        Map<String, InvoiceId> links = new HashMap<>();
        for (InvoiceLink link : stripe.links()) {
            Receipt receipt = byId.get(link.payment().paymentId());
            if (receipt != null && !receipt.shares().isEmpty()) {
                link.payment()
                        .charge()
                        .ifPresent(charge ->
                                links.put(charge, receipt.shares().get(0).invoice()));
                link.payment()
                        .balanceTransaction()
                        .ifPresent(row -> links.put(row, receipt.shares().get(0).invoice()));
                books.excess(receipt);
            }
        }
        Stripe linked = stripe.engine().withLinks(ChargeLinks.of(links));
        for (BalanceRow row : stripe.rows()) {
            books.add(linked.journals(row));
            if (row.type().equals("refund")) {
                LocalDate day = LocalDate.ofInstant(row.createdAt(), House.ZONE);
                books.creditNote(
                        row.id(),
                        day,
                        Amounts.in(StripeDay.currency(row.currency())).ofMinor(-row.amountMinor()));
            }
        }
        Set<ItemId> repeated = bank.repeated();
        for (StatementEntry entry : bank.entries()) {
            String id = BankMatching.itemId(entry);
            boolean first = !repeated.contains(entry.id());
            postBank(
                    books,
                    entry,
                    Optional.ofNullable(first ? confirmed.get(id) : null),
                    Optional.ofNullable(first ? byId.get(id) : null));
        }
        books.post(now, progress);
    }

    private static void postBank(Books books, StatementEntry entry, Optional<Match> match, Optional<Receipt> receipt) {
        if (receipt.isPresent()) {
            books.bankReceipt(entry, receipt.get());
        } else if (entry.kind() == StatementEntry.Kind.FEE) {
            books.bank(entry, HouseRole.BANK_CHARGES);
        } else if (match.isEmpty()) {
            books.bank(entry, StripeAccountRole.SUSPENSE);
        } else {
            boolean payout = match.get().right().get(0).item().value().startsWith("po_");
            books.bank(entry, payout ? StripeAccountRole.PAYOUT_IN_TRANSIT : HouseRole.PAYMENTS_IN_TRANSIT);
        }
    }
}
