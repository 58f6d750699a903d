package io.counterfoil.stripe;

import static io.counterfoil.stripe.PlantedObjects.API_KEY;
import static io.counterfoil.stripe.PlantedObjects.CARD;
import static io.counterfoil.stripe.PlantedObjects.EVENTS;
import static io.counterfoil.stripe.PlantedObjects.IBAN;
import static io.counterfoil.stripe.PlantedObjects.MAIL;
import static io.counterfoil.stripe.PlantedObjects.NUMBER;
import static io.counterfoil.stripe.PlantedObjects.OBJECTS;
import static io.counterfoil.stripe.PlantedObjects.PERSON;
import static io.counterfoil.stripe.PlantedObjects.PLANTED;
import static io.counterfoil.stripe.PlantedObjects.SIGNING;
import static io.counterfoil.stripe.PlantedObjects.event;
import static io.counterfoil.stripe.PlantedObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.board.MonthEndPack;
import io.counterfoil.stripe.command.StripeCommand;
import io.counterfoil.stripe.dispute.DisputeStanding.EvidenceBundle;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.link.LinkProposal;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.PostingPolicy;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.sdk.StripeJavaTransport;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.simulator.WebhookDelivery;
import io.counterfoil.stripe.transport.JdkStripeTransport;
import io.counterfoil.stripe.transport.ManualTiming;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.StripeTransport.ApiKey;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import io.counterfoil.stripe.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs the whole adapter on data with planted secrets, account numbers and e-mail addresses, and searches what it says: every log line at every level, every message, the
 * {@code toString} of everything that can be reached.
 */
class SecretSearchTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final AsOf AS_OF = AsOf.at(NOW, ZoneOffset.UTC);
    private static final Amounts GBP = Amounts.in("GBP");
    private static final Actor MARIA = Actor.host("maria");
    private static final AccountMap ACCOUNTS = AccountMap.builder()
            .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
            .build();

    private final LeakSearch search = new LeakSearch(PLANTED);
    private final FactStore store = FactStore.inMemory();

    private final StripeInbox inbox = StripeInbox.inMemory();

    private StripeIntake.Builder intake() {
        return StripeIntake.builder(WebhookSecrets.of("endpoint", SIGNING).and("second", SIGNING + "2"))
                .account("acct_1")
                .test()
                .facts(store)
                .inbox(inbox);
    }

    private IntakeResult send(StripeIntake intake, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        IntakeResult result = intake.accept(body, Signatures.header(SIGNING, body, NOW), NOW);
        search.look(result);
        return result;
    }

    private void takeNotices() {
        StripeIntake good = intake().build();
        for (int i = 0; i < OBJECTS.size(); i++) {
            send(good, event("evt_" + i, EVENTS.get(i), OBJECTS.get(i)));
            send(good, event("evt_" + i, EVENTS.get(i), OBJECTS.get(i)));
            send(good, event("evt_other" + i, MAIL + " " + NUMBER, OBJECTS.get(i)));
            send(good, event("evt_live" + i, EVENTS.get(i), OBJECTS.get(i).replace("false", "true")));
        }
        search.look(good);
        List<String> broken = List.of(
                MAIL,
                "{\"id\":\"" + MAIL + "\"",
                "{\"" + MAIL + "\":1,\"" + MAIL + "\":2}",
                "[\"" + IBAN + "\"]",
                event(MAIL, NUMBER + " " + IBAN, "{\"object\":\"charge\",\"amount\":\"" + NUMBER + "\"}"),
                event("evt_x", "charge.succeeded", OBJECTS.get(0).replace(":12000", ":\"" + NUMBER + "\"")),
                event("evt_z", "charge.succeeded", OBJECTS.get(0).replace("\"succeeded\"", "\"" + MAIL + "\"")),
                "{\"object\":\"v2.core.event\",\"id\":\"evt_v2\",\"type\":\"" + MAIL
                        + "\",\"related_object\":{\"url\":\"" + MAIL + "\"}}");
        broken.forEach(body -> send(good, body));
        byte[] body = OBJECTS.get(0).getBytes(StandardCharsets.UTF_8);
        for (String header :
                List.of("", SIGNING, "t=" + NUMBER + ",v1=" + MAIL, "t=" + MAIL, "v1=" + SIGNING, "x".repeat(9000))) {
            search.look(good.accept(body, header, NOW));
        }
        search.look(good.accept(body, null, NOW));
        search.look(intake().maxPayloadBytes(10).build().accept(body, "t=1,v1=" + SIGNING, NOW));
        WebhookVerifier verifier = WebhookVerifier.of(WebhookSecrets.of("endpoint", SIGNING));
        search.look(List.of(
                verifier,
                verifier.verify(body, Signatures.header(SIGNING, body, NOW), NOW),
                verifier.verify(body, SIGNING, NOW)));
        search.look(WebhookSecrets.of("endpoint", SIGNING).rolled("new", SIGNING + "3", NOW));
        search.look(StripeInbox.Quarantined.of(body, io.counterfoil.stripe.fact.StripeCode.BAD_JSON, NOW));
    }

    /** A host whose inbox, store and reaction fail with messages that quote what they were given. */
    private void failInEveryWay() {
        RuntimeException quoting = new IllegalStateException(
                "cannot insert " + MAIL + " " + NUMBER, new IllegalArgumentException(SIGNING + " " + CARD));
        StripeInbox failing = new StripeInbox() {
            @Override
            public Recorded ask(EventKey event, Sha256 change) {
                throw quoting;
            }

            @Override
            public Recorded record(EventKey event, Sha256 change, Instant at) {
                throw quoting;
            }

            @Override
            public void quarantine(Quarantined body) {
                throw quoting;
            }

            @Override
            public List<Quarantined> quarantined() {
                throw quoting;
            }
        };
        String event = event("evt_fail", "charge.succeeded", OBJECTS.get(0));
        assertThat(send(intake().inbox(failing).build(), event).httpStatus()).isEqualTo(503);
        assertThat(send(intake().inbox(failing).build(), MAIL).httpStatus()).isEqualTo(503);
        StripeIntake reacting = intake().inbox(StripeInbox.inMemory())
                .reaction(result -> {
                    throw quoting;
                })
                .build();
        assertThat(send(reacting, event).httpStatus()).isEqualTo(503);
    }

    private List<StripeFact> readPages() {
        StripePages pages = StripePages.test("acct_1");
        List<StripeFact> facts = new ArrayList<>();
        for (String object : OBJECTS) {
            var page = pages.read(object, "page");
            search.look(page);
            facts.addAll(page.facts());
            search.look(pages.read(object.replace(":12000", ":\"" + NUMBER + "\""), "page"));
            search.look(pages.read(object.replace("1799990000", "\"" + IBAN + "\""), "page"));
            search.look(pages.read(object.substring(0, object.length() / 2), "page"));
            search.look(pages.read(object + "," + MAIL, "page"));
        }
        search.look(pages);
        return facts;
    }

    private static <T> T one(List<StripeFact> facts, Class<T> kind) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> all(List<StripeFact> facts, Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Invoice invoice(String number) {
        return Invoice.builder()
                .id(InvoiceId.of(number))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of("120.00"))
                .status(Invoice.Status.PENDING)
                .issuedOn(LocalDate.of(2027, 1, 1))
                .build();
    }

    private void assess(List<StripeFact> facts) {
        Stripe stripe = Stripe.builder()
                .account("acct_1")
                .test()
                .accounts(ACCOUNTS)
                .facts(facts)
                .build();
        search.look(stripe);
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ACCOUNTS.openIn(ledger);
        BalanceRow row = one(facts, BalanceRow.class);
        PayoutFact payout = one(facts, PayoutFact.class);
        var proof = stripe.provePayout(payout, Stream.of(row), AS_OF);
        var links = stripe.matchInvoices(
                stripe.payments().payments(), InvoiceSource.inMemory(List.of(invoice("INV-1"), invoice("INV-2"))));
        DisputeFact dispute = one(facts, DisputeFact.class);
        DateRange month = new DateRange(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31));
        MonthEndPack.Books books = MonthEndPack.Books.builder()
                .account(StripeAccountId.of("acct_1"))
                .rows(() -> Stream.of(row))
                .payouts(all(facts, PayoutFact.class))
                .disputes(List.of(dispute))
                .cash(all(facts, CashBalanceFact.class))
                .ledger(ledger)
                .build();
        var board = stripe.board(facts.stream(), month);
        var pack = stripe.proveMonth(books, month, AS_OF);
        links.forEach(link -> search.look(stripe.proposeRefund(link)));
        search.look(List.of(
                proof,
                stripe.post(proof, ledger, NOW),
                stripe.journals(row),
                stripe.assess(row),
                links,
                Stripe.outside(links),
                Stripe.linksOf(links),
                stripe.matchPayouts(all(facts, PayoutFact.class), List.of()),
                stripe.assess(one(facts, InvoiceFact.class), all(facts, InvoicePaymentFact.class), AS_OF),
                stripe.assess(dispute, List.of(row), AS_OF),
                stripe.assess(one(facts, RefundFact.class), List.of(row)),
                stripe.assess(all(facts, ChargeFact.class).get(1)),
                stripe.proveFx(one(facts, ChargeFact.class), row),
                stripe.proposeRefund(one(facts, FraudWarningFact.class)),
                stripe.matchCash(all(facts, CashBalanceFact.class), InvoiceSource.inMemory(List.of(invoice("INV-1")))),
                stripe.missingRows(Duration.ofHours(1), AS_OF),
                stripe.proposeLink(invoice("INV-1"), NOW),
                stripe.proposeLink(invoice("INV-7"), one(facts, StripeFact.PaymentLinkFact.class), NOW),
                LinkProposal.Current.of(one(facts, StripeFact.CheckoutSessionFact.class)),
                board,
                pack,
                books));
        StripeStatementSource source =
                StripeStatementSource.of(StripeAccountId.of("acct_1"), StripeAmounts.standard(), ZoneOffset.UTC);
        search.look(List.of(source, source.balanceAccount(), source.entries(List.of(row))));
        search.look(EvidenceBundle.builder()
                .text(EvidenceBundle.Field.CUSTOMER_NAME, PERSON)
                .text(EvidenceBundle.Field.UNCATEGORIZED_TEXT, MAIL + " " + CARD)
                .file(EvidenceBundle.Field.RECEIPT, new EvidenceBundle.UploadedFile("file_1", 100))
                .build());
        search.look(List.of(
                PostingPolicy.standard(),
                LinkPolicy.standard(),
                BankLinePolicy.standard(),
                BackfillPlan.since(NOW),
                new InvoiceLink.Share(InvoiceId.of("INV-1"), GBP.of("1.00")),
                new PayoutProof.Claim("txn_1", 1)));
        search.say("board", pack.toDocument().toString());
    }

    private void readReports() {
        Stripe stripe =
                Stripe.builder().account("acct_1").test().accounts(ACCOUNTS).build();
        String head =
                "automatic_payout_id,balance_transaction_id,created,currency,gross,fee,net,reporting_category,source_id,description\n";
        for (String line : List.of(
                "po_1,txn_1,2027-03-10 10:00:00,gbp,1.00,0.00,1.00,charge,ch_1," + PERSON + " " + CARD,
                "po_1,txn_1," + MAIL + ",gbp,1.00,0.00,1.00,charge,ch_1,x",
                "po_1,txn_1,2027-03-10 10:00:00," + MAIL + ",1.00,0.00,1.00,charge,ch_1,x",
                "po_1,txn_1,2027-03-10 10:00:00,gbp," + IBAN + ",0.00,1.00,charge,ch_1,x",
                "po_1,txn_1,2027-03-10 10:00:00,gbp,1.00,0.00,9.00,charge,ch_1," + NUMBER,
                MAIL + "," + IBAN,
                "\"" + MAIL)) {
            try {
                search.look(stripe.readReport(new StringReader(head + line + "\n")));
                search.look(stripe.readReport(new StringReader(line + "\n" + head)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Stripe answers with errors that quote what was sent. */
    private void askInVain() {
        String quoting = "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"x\",\"param\":\"" + MAIL
                + "\",\"message\":\"No such customer " + MAIL + " with " + NUMBER + ", key " + API_KEY
                + ". Having the 'rak_charge_read' permission would allow this request to continue.\"}}";
        for (int status : new int[] {400, 401, 402, 403, 404, 409, 429, 500, 200}) {
            StripeTransport answering = request ->
                    StripeResponse.of(status, Map.of("Request-Id", "req_1"), quoting.getBytes(StandardCharsets.UTF_8));
            askEverything(answering);
        }
        askEverything(request -> {
            throw new StripeTransport.Failure(StripeTransport.Failure.Reason.NETWORK, request + " was reset");
        });
        askEverything(
                request -> StripeResponse.of(200, Map.of(), ("{\"data\":\"" + MAIL).getBytes(StandardCharsets.UTF_8)));
        JdkStripeTransport closed = JdkStripeTransport.builder(ApiKey.of(API_KEY))
                .timing(new ManualTiming())
                .jitter(new Random(1))
                .baseUri(URI.create("http://127.0.0.1:1"))
                .timeout(Duration.ofSeconds(2))
                .build();
        search.look(closed);
        askEverything(closed);
        for (String wrong : List.of("pk_live_" + NUMBER, SIGNING, MAIL, API_KEY + "!", " ")) {
            thrown(() -> ApiKey.of(wrong));
            thrown(() -> WebhookSecrets.of("id", wrong));
        }
        thrown(() -> WebhookSecrets.of("id", API_KEY));
        thrown(() -> JdkStripeTransport.builder(ApiKey.of(API_KEY))
                .baseUri(URI.create("http://" + NUMBER + "@evil.example")));
        thrown(() -> JdkStripeTransport.builder(ApiKey.of(API_KEY)).version(API_KEY));
        search.look(
                StripeCommand.of("customer.create", false).with("email", MAIL).with("name", PERSON));
        search.look(StripeRequest.post("/v1/customers")
                .with("email", MAIL)
                .with("iban", IBAN)
                .keyedBy(IdempotencyKey.of("k")));
    }

    private interface Act {
        void run() throws Exception;
    }

    private void thrown(Act act) {
        try {
            act.run();
        } catch (Exception e) {
            search.look(e);
        }
    }

    private void askEverything(StripeTransport transport) {
        Stripe stripe = Stripe.builder(transport)
                .account("acct_1")
                .test()
                .accounts(ACCOUNTS)
                .returnUrl(URI.create("https://parlour.example/done"))
                .build();
        thrown(() -> search.look(stripe.selfCheck(NOW)));
        thrown(() -> search.look(stripe.backfill(BackfillPlan.since(NOW.minusSeconds(86_400)), NOW)));
        thrown(() -> search.look(stripe.sweepUndelivered(NOW)));
        thrown(() -> search.look(stripe.provePayout("po_1", AS_OF)));
        thrown(() -> search.look(
                stripe.pull(List.of(new IntakeResult.Pull(StripeAccountId.of("acct_1"), false, "charges/ch_1")), NOW)));
        for (LinkProposal.Kind kind : LinkProposal.Kind.values()) {
            thrown(() -> {
                Invoice asked = Invoice.builder()
                        .from(invoice("INV-" + kind))
                        .putReference("stripe_customer", "cus_1")
                        .build();
                LinkProposal proposal = stripe.proposeLink(asked, kind, NOW);
                search.look(proposal);
                search.look(stripe.perform(proposal, MARIA, IdempotencyKey.of("k" + kind), NOW));
                search.look(stripe.takePayment(proposal, "pm_1", 1, MARIA, IdempotencyKey.of("t" + kind), NOW));
            });
        }
        thrown(() -> transport.send(StripeRequest.post("/v1/customers").with("email", MAIL)));
        search.look(stripe);
    }

    private void playTheSimulator() {
        try (StripeSimulator simulator = StripeSimulator.builder(4).build()) {
            var account = simulator.account();
            String endpoint = account.addEndpoint(List.of("*"), "");
            JdkStripeTransport transport = JdkStripeTransport.builder(ApiKey.of(API_KEY))
                    .timing(new ManualTiming())
                    .jitter(new Random(1))
                    .baseUri(simulator.baseUri())
                    .build();
            Stripe stripe = Stripe.builder(transport)
                    .account(StripeSimulator.ACCOUNT)
                    .test()
                    .accounts(ACCOUNTS)
                    .build();
            simulator.faults().strike("/v1", Fault.RATE_LIMIT, 150).strike("/v1", Fault.SERVER_ERROR, 150);
            thrown(() -> search.look(transport.send(StripeRequest.post("/v1/customers")
                    .with("email", MAIL)
                    .with("name", PERSON)
                    .keyedBy(IdempotencyKey.of("c1")))));
            thrown(() -> search.look(transport.send(StripeRequest.post("/v1/payment_intents")
                    .with("amount", 1_000)
                    .with("currency", "gbp")
                    .with("description", "for " + MAIL + " " + CARD)
                    .with("receipt_email", MAIL)
                    .with("payment_method", "pm_card_visa")
                    .with("confirm", "true")
                    .keyedBy(IdempotencyKey.of("p1")))));
            thrown(() -> search.look(transport.send(StripeRequest.get("/v1/charges/" + NUMBER.replace("0", "x")))));
            StripeJavaTransport official = StripeJavaTransport.builder(StripeClient.builder()
                            .setApiKey(API_KEY)
                            .setApiBase(simulator.baseUri().toString())
                            .setHttpClient(StripeJavaTransport.onceOnly())
                            .build())
                    .timing(new ManualTiming())
                    .jitter(new Random(1))
                    .allowTelemetry()
                    .build();
            search.look(official);
            thrown(() -> search.look(official.send(StripeRequest.post("/v1/customers")
                    .with("email", MAIL)
                    .with("nonsense", IBAN)
                    .keyedBy(IdempotencyKey.of("c2")))));
            thrown(() -> search.look(official.send(StripeRequest.get("/v1/charges/ch_" + NUMBER.replace("0", "x")))));
            StripeIntake intake = StripeIntake.builder(WebhookSecrets.of(endpoint, account.secret(endpoint)))
                    .account(StripeSimulator.ACCOUNT)
                    .test()
                    .build();
            List<WebhookDelivery> deliveries = new ArrayList<>();
            account.deliver(delivery -> {
                deliveries.add(delivery);
                IntakeResult taken = intake.accept(
                        delivery.body(), delivery.signature(), simulator.clock().now());
                search.look(taken);
                return taken.httpStatus();
            });
            assertThat(deliveries).isNotEmpty();
            search.look(deliveries);
            search.look(account.truth());
            search.look(stripe.backfill(
                    BackfillPlan.since(simulator.clock().now().minusSeconds(86_400)),
                    simulator.clock().now()));
            search.look(stripe);
        }
    }

    @Test
    @DisplayName("STR-22 secrets, account numbers and e-mail addresses are in no log line, no message and no toString")
    void saysNothingThatIsPrivate() throws IOException {
        List<String> lines = RecordingLogs.of(() -> {
            takeNotices();
            failInEveryWay();
            List<StripeFact> facts = readPages();
            assertThat(facts).hasSizeGreaterThanOrEqualTo(OBJECTS.size() - 1);
            assess(facts);
            readReports();
            askInVain();
            playTheSimulator();
        });
        assertThat(lines).as("log lines").hasSizeGreaterThan(10);
        lines.forEach(line -> search.say("the log", line));
        assertThat(search.found()).isEmpty();
        assertThat(search.neverAsked(Stripe.class))
                .as("public types of which no object was asked")
                .isEmpty();
    }
}
