package io.counterfoil.examples.dayclose;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.reference.ReferenceExtractor;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The bank against everything that the books expect of it: payouts on their way, invoices that no card paid, payments that the cash book sent.
 */
final class BankMatching {

    static final String PROVIDER = "stripe";

    private final Billing billing;
    private final List<Invoice> invoices;
    private final List<PayoutFact> payouts;

    BankMatching(Billing billing, List<Invoice> invoices, List<PayoutFact> payouts) {
        this.billing = billing;
        this.invoices = invoices;
        this.payouts = payouts;
    }

    /** Strongest evidence first; what ties is left to a person, and no later pass takes it. */
    static MatchPlan plan() {
        Window soon = Window.businessDays(-2, 1).from(Side.LEFT);
        Window around = Window.days(-75, 40).from(Side.LEFT);
        return MatchPlan.named("bank-vs-books")
                .pass(Pass.oneToGroup("recorded by billing")
                        .on(GROUP)
                        .amount(Tolerance.exact())
                        .confirm())
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                // Our own money on its way from one known sender: of the few payouts in a window chance is told
                // coarsely only,
                // and one expected in ten is let pass.
                .pass(Pass.oneToOne("payout by amount and day")
                        .on(PARTY, AMOUNT)
                        .within(soon)
                        .maxCoincidence("0.1")
                        .confirm())
                .pass(Pass.oneToOne("customer and amount")
                        .on(PARTY, AMOUNT)
                        .within(around)
                        .confirm())
                .pass(Pass.oneToMany("deposit")
                        .on(PARTY)
                        .maxSetSize(4)
                        .maxPool(60)
                        .evidence(REFERENCE)
                        .within(around)
                        .confirm())
                .pass(Pass.netting("the bank took it back", Side.LEFT)
                        .on(REFERENCE)
                        .within(Window.days(0, 10))
                        .suggest())
                .pass(Pass.oneToOne("reference, more than billed")
                        .on(REFERENCE)
                        .amount(Tolerance.exact().shortAnd(Tolerance.absolute("25.00")))
                        .suggest())
                .pass(Pass.oneToOne("reference, part of what was billed")
                        .on(REFERENCE)
                        .partial(Side.RIGHT)
                        .suggest())
                .build();
    }

    Reconciliation match(List<StatementEntry> entries, BusinessCalendar calendar, AsOf asOf) {
        return Reconciler.builder(plan()).calendar(calendar).build().match(bankItems(entries), bookItems(), asOf);
    }

    private ItemBatch bankItems(List<StatementEntry> entries) {
        ReferenceExtractor references = extractor();
        ItemBatch.Builder items = ItemBatch.builder("statement entry").source("bank");
        for (StatementEntry entry : entries) {
            items.id(itemId(entry))
                    .amount(entry.amount())
                    .day(entry.bookedOn())
                    .account(entry.amount().getCurrency().getCurrencyCode())
                    .text(entry.text());
            TreeSet<String> named = new TreeSet<>();
            for (String text : texts(entry)) {
                references.extract(text).stream()
                        .filter(found -> !found.needsSecondEvidence())
                        .flatMap(found -> found.openItem().stream())
                        .forEach(named::add);
            }
            named.forEach(items::reference);
            party(entry).ifPresent(items::party);
            entry.references().of(StatementEntry.References.Role.BANK).ifPresent(items::group);
            items.add();
        }
        return items.build();
    }

    private static List<String> texts(StatementEntry entry) {
        return Stream.concat(
                        Stream.of(entry.text()),
                        entry.references().of(StatementEntry.References.Role.END_TO_END).stream())
                .toList();
    }

    private Optional<String> party(StatementEntry entry) {
        String name =
                entry.counterparty().map(StatementEntry.Counterparty::name).orElse("");
        if (name.startsWith("STRIPE")) {
            return Optional.of(PROVIDER);
        }
        return Optional.ofNullable(billing.partyByBankName().get(name)).map(PartyId::value);
    }

    private ReferenceExtractor extractor() {
        List<String> ids = new ArrayList<>();
        billing.invoices().forEach(invoice -> ids.add(invoice.id().value()));
        billing.cashBook().forEach(payment -> ids.add(payment.reference()));
        payouts.forEach(payout -> payout.traceId().ifPresent(ids::add));
        return ReferenceExtractor.builder().openIds(ids).schemes(List.of()).build();
    }

    private ItemBatch bookItems() {
        ItemBatch.Builder items = ItemBatch.builder("book item").source("books");
        StripeAmounts amounts = StripeAmounts.standard();
        for (PayoutFact payout : payouts) {
            items.id(payout.id())
                    .amount(amounts.toMoney(payout.currency(), payout.amountMinor()))
                    .day(payout.arrivalOn())
                    .party(PROVIDER);
            payout.traceId().ifPresent(items::reference);
            items.add();
        }
        for (Invoice invoice : invoices) {
            items.id(invoice.id().value())
                    .amount(invoice.amount())
                    .day(invoice.dueOn().orElse(invoice.issuedOn()))
                    .party(invoice.customer().value())
                    .reference(invoice.id().value());
            Optional.ofNullable(invoice.references().get("payment")).ifPresent(items::group);
            items.add();
        }
        for (Billing.Payment payment : billing.cashBook()) {
            items.id(payment.id())
                    .amount(payment.amount())
                    .day(payment.date())
                    .reference(payment.reference())
                    .text(payment.payee())
                    .add();
        }
        return items.build();
    }

    /** The bank's own reference, so that a line which the bank sent twice is one item and one duplicate; the entry's id where the bank gives none. */
    static String itemId(StatementEntry entry) {
        return entry.references()
                .of(StatementEntry.References.Role.BANK)
                .orElse(entry.id().value());
    }

    /** Whether the id of a book item is that of an invoice. */
    static boolean isInvoice(String id) {
        return id.startsWith("INV-");
    }
}
