package io.counterfoil.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.collections.json.CollectionsJson;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.jdbc.Database;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.ticketing.json.TicketingJson;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;

/** Does one real thing with each module and says in which module the class lives that did it. */
public final class Smoke {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(PaymentsJson.module(), CollectionsJson.module(), TicketingJson.module())
            .build();

    private Smoke() {}

    /** Runs everything. */
    public static void main(String[] args) throws Exception {
        if (Smoke.class
                .getModule()
                .getLayer()
                .findModule("org.javamoney.moneta")
                .isPresent()) {
            throw new IllegalStateException("Moneta is on the module path, expected it on the class path");
        }
        Ledger ledger = ledger(Ledger.inMemory(ZoneOffset.UTC));
        say(Ledger.class, balance(ledger));
        Imports imports = Imports.standard();
        ByteSource file = ByteSource.of(
                ("date,amount,currency,reference,description,balance\n2027-03-01,100.00,CAD,PAY-1,ANA,100.00\n"
                                + "2027-03-02,5.00,CAD,,BEN,105.00\n")
                        .getBytes(StandardCharsets.UTF_8),
                "march.csv");
        ImportReceipt receipt = imports.prove(file);
        say(Imports.class, receipt.sentence());
        same(receipt, ImportReceipt.class);
        say(
                Reconciler.class,
                matched(ItemBatch.of(imports.statements(file, receipt).get(0)), ledger));
        say(Receivables.class, receivables());
        say(Tickets.class, tickets());
        say(StripeSimulator.class, stripe());
        say(Database.class, database());
    }

    private static void say(Class<?> type, String what) {
        System.out.println(type.getModule().getName() + ": " + what);
    }

    private static Ledger ledger(Ledger ledger) {
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("customers", CAD.currency())).orThrow();
        ledger.post(
                        Journal.of("PAY-1")
                                .bookedOn(TODAY)
                                .debit("cash", CAD.of("100.00"))
                                .credit("customers", CAD.of("100.00")),
                        NOW)
                .orThrow();
        return ledger;
    }

    private static String balance(Ledger ledger) {
        return Amounts.text(ledger.balance(AccountId.of("cash"), AsOf.at(NOW, ZoneOffset.UTC), BalanceBasis.BOOKED)
                .posted());
    }

    private static String matched(ItemBatch statement, Ledger ledger) {
        MatchPlan plan = MatchPlan.named("smoke")
                .pass(Pass.oneToOne("reference")
                        .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                        .confirm())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .build()
                .match(
                        statement,
                        ItemBatch.of(
                                ledger,
                                AccountId.of("cash"),
                                io.counterfoil.payments.calendar.DateRange.month(2027, 3)),
                        AsOf.at(NOW, ZoneOffset.UTC));
        run.conservation().orThrow();
        return run.matches().count() + " match";
    }

    private static String receivables() throws Exception {
        ReceivableEvent issued = new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of("INV-1"))
                .party(PartyId.of("acme"))
                .amount(CAD.of("12.00"))
                .issued(TODAY)
                .due(TODAY)
                .recordedAt(NOW)
                .build());
        same(issued, ReceivableEvent.class);
        Receivables book = Receivables.replay(Stream.of(issued)).orThrow();
        return Amounts.text(book.open(OpenItemId.of("INV-1"), new AsOf(TODAY, NOW)));
    }

    private static String tickets() throws Exception {
        Tickets tickets = Tickets.standard();
        List<TicketEvent> events = tickets.decide(
                        tickets.initial(),
                        TicketCommand.open(SubjectRef.of("order", "1"), "Refund missing", Actor.host("ana"), "mail-1"),
                        NOW)
                .orThrow()
                .events();
        for (TicketEvent event : events) {
            same(event, TicketEvent.class);
        }
        return tickets.fold(events).status().name();
    }

    private static String stripe() throws Exception {
        try (StripeSimulator stripe = StripeSimulator.builder(7).build()) {
            stripe.send(new StripeSimulator.Call(
                    "POST",
                    "/v1/payment_intents",
                    "amount=2500&currency=gbp&payment_method=pm_card_visa&confirm=true",
                    "2026-07-29.dahlia",
                    "sk_test_mine",
                    "",
                    "key-1"));
            String charges = stripe.send(new StripeSimulator.Call(
                            "GET", "/v1/charges", "", "2026-07-29.dahlia", "sk_test_mine", "", ""))
                    .body();
            List<ChargeFact> facts =
                    StripePages.test("acct_1").read(charges, "charges").facts(ChargeFact.class);
            say(Stripe.class, facts.size() + " charge");
        }
        return "closed";
    }

    /** H2 loads the triggers of the schema by their names, from a package that is exported to it alone. */
    private static String database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:smoke;DB_CLOSE_DELAY=-1");
        Database database = Database.on(source);
        int migrations = database.migrate().size();
        ledger(Ledger.builder(ZoneOffset.UTC).store(database.ledger("main")).build());
        Ledger again =
                Ledger.builder(ZoneOffset.UTC).store(database.ledger("main")).build();
        return (migrations > 0 ? "" : "no migration, ") + balance(again);
    }

    /** What is written as JSON reads as an equal value: Jackson may look into what it must. */
    private static <T> void same(T value, Class<T> type) throws Exception {
        T again = JSON.readValue(JSON.writerFor(type).writeValueAsString(value), type);
        if (!again.equals(value)) {
            throw new IllegalStateException(type + " reads otherwise than it was written");
        }
    }
}
