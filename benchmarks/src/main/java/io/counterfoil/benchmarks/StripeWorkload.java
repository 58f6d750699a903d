package io.counterfoil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionCollection;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.money.Monetary;

/** W10: Stripe's events verified, read and told apart; balance rows read, posted and proven. */
final class StripeWorkload extends RacedWorkload {

    private static final long SEED = 10;
    private static final int EVENTS = 20_000;
    private static final int OBJECTS = 100_000;
    private static final String VERIFY = "events";
    private static final String DECODE = "rows";
    private static final String PROVE = "payout";
    private static final String BOOK = "post and prove";
    private static final String OURS = "Counterfoil";
    private static final String SDK = "stripe-java";
    private static final String BARE = "HMAC + tree";
    private static final String TREE = "Jackson tree";
    private static final String SHARED = "the signature alone, which both check, is much of it: see the bound";
    private static final String FACTS =
            "rows and events become typed facts with every field checked, where the peers sum one"
                    + " field of a tree or an object";
    private static final String JOURNALS =
            "reading and proving take about two thirds of it; the rest are journals with a hash" + " chain";
    private static final Instant NOW = Instant.ofEpochSecond(StripeTexts.SIGNED_AT + 2);
    private static final AsOf AS_OF = AsOf.at(NOW, ZoneOffset.UTC);
    private static final StripePages PAGES = StripePages.test("acct_1");

    @Override
    public String name() {
        return "W10";
    }

    @Override
    public String title() {
        return "Stripe: events, balance rows, payouts";
    }

    @Override
    int defaultRows() {
        return OBJECTS;
    }

    @Override
    List<Race> races(int rows, Options options) {
        List<byte[]> pages = StripeTexts.pages(rows, SEED);
        return List.of(events(Math.min(rows, EVENTS)), decode(rows, pages), prove(rows, pages), book(rows, pages));
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result events = results.of(VERIFY);
        Race.Result rows = results.of(DECODE);
        Race.Result payout = results.of(PROVE);
        targets.atLeast("events/stripe-java", events.ratio(SDK, OURS), 3, SHARED);
        targets.atLeast("events/HMAC + tree", events.ratio(BARE, OURS), 0.6, FACTS);
        targets.atLeast("events a second", 1e9 / events.nanos(OURS), 25_000, FACTS);
        targets.atLeast("rows/stripe-java", rows.ratio(SDK, OURS), 3, FACTS);
        targets.atLeast("rows/Jackson tree", rows.ratio(TREE, OURS), 0.6, FACTS);
        targets.atLeast("rows decoded a second", 1e9 / rows.nanos(OURS), 250_000, FACTS);
        targets.atMost("seconds to read and prove a payout of 100,000 rows", payout.nanos(OURS) * OBJECTS / 1e9, 2);
        targets.atLeast(
                "rows read, proven and posted a second", 1e9 / results.of(BOOK).nanos(OURS), 100_000, JOURNALS);
    }

    // events

    private static StripeIntake intake() {
        return StripeIntake.builder(WebhookSecrets.of("main", StripeTexts.SECRET))
                .account("acct_1")
                .test()
                .build();
    }

    private static Race events(int count) {
        List<StripeTexts.Signed> events = StripeTexts.events(count, SEED);
        return Race.of(VERIFY, count)
                .with(Contender.of(
                        Role.BOUND,
                        BARE,
                        n -> JsonMapper.builder().build(),
                        (json, n) -> bare(json, events.subList(0, n))))
                .with(Contender.of(Role.OURS, OURS, n -> intake(), (intake, n) -> ours(intake, events.subList(0, n))))
                .peer(SDK, n -> sdk(events.subList(0, n)));
    }

    private static Object ours(StripeIntake intake, List<StripeTexts.Signed> events) {
        long amount = 0;
        long first = 0;
        for (StripeTexts.Signed event : events) {
            IntakeResult result = intake.accept(event.body(), event.header(), NOW);
            if (result.kind() == IntakeResult.Kind.RECORDED) {
                first++;
                amount += ((ChargeFact) result.facts().get(0)).amountMinor();
            } else if (result.kind() != IntakeResult.Kind.DUPLICATE) {
                throw new AssertionError(result.toString());
            }
        }
        return first + " events, " + amount;
    }

    private static Object sdk(List<StripeTexts.Signed> events) throws AssertionError {
        long amount = 0;
        Set<String> seen = new HashSet<>();
        for (StripeTexts.Signed signed : events) {
            Event event = constructed(signed);
            if (seen.add(event.getId())) {
                amount +=
                        ((Charge) event.getDataObjectDeserializer().getObject().orElseThrow()).getAmount();
            }
        }
        return seen.size() + " events, " + amount;
    }

    private static Event constructed(StripeTexts.Signed signed) {
        try {
            String body = new String(signed.body(), StandardCharsets.UTF_8);
            return Webhook.constructEvent(body, signed.header(), StripeTexts.SECRET, 0);
        } catch (com.stripe.exception.SignatureVerificationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object bare(JsonMapper json, List<StripeTexts.Signed> events) throws java.io.IOException {
        long amount = 0;
        Set<String> seen = new HashSet<>();
        for (StripeTexts.Signed signed : events) {
            byte[] mac =
                    HexFormat.of().formatHex(StripeTexts.rawMac(signed.body())).getBytes(StandardCharsets.US_ASCII);
            byte[] stated = signed.header().substring(16, 80).getBytes(StandardCharsets.US_ASCII);
            if (!MessageDigest.isEqual(mac, stated)) {
                throw new AssertionError("not signed");
            }
            JsonNode event = json.readTree(signed.body());
            if (seen.add(event.path("id").asText())) {
                amount += event.path("data").path("object").path("amount").asLong();
            }
        }
        return seen.size() + " events, " + amount;
    }

    // rows

    private static Race decode(int rows, List<byte[]> pages) {
        return Race.of(DECODE, rows)
                .with(Contender.of(Role.BOUND, TREE, n -> JsonMapper.builder().build(), (json, n) -> {
                    long gross = 0;
                    for (byte[] page : pages) {
                        for (JsonNode row : json.readTree(page).path("data")) {
                            gross += Math.abs(row.path("net").asLong());
                        }
                    }
                    return gross;
                }))
                .ours(OURS, n -> {
                    long gross = 0;
                    for (byte[] page : pages) {
                        for (BalanceRow row : PAGES.read(page, "page").facts(BalanceRow.class)) {
                            gross += Math.abs(row.netMinor());
                        }
                    }
                    return gross;
                })
                .peer(SDK, n -> {
                    long gross = 0;
                    for (byte[] page : pages) {
                        String text = new String(page, StandardCharsets.UTF_8);
                        for (BalanceTransaction row : ApiResource.GSON
                                .fromJson(text, BalanceTransactionCollection.class)
                                .getData()) {
                            gross += Math.abs(row.getNet());
                        }
                    }
                    return gross;
                });
    }

    private static List<BalanceRow> read(List<byte[]> pages) {
        List<BalanceRow> rows = new ArrayList<>();
        for (byte[] page : pages) {
            rows.addAll(PAGES.read(page, "page").facts(BalanceRow.class));
        }
        return rows;
    }

    private static PayoutFact payout(List<BalanceRow> rows) {
        BalanceRow own = rows.get(rows.size() - 1);
        return PAGES.read("""
                        {"id": "po_1", "object": "payout", "amount": %d, "arrival_date": 1800000000, "automatic": true,
                         "balance_transaction": "%s", "created": 1799900000, "currency": "cad", "livemode": false,
                         "method": "standard", "reconciliation_status": "completed", "status": "paid"}
                        """.formatted(-own.amountMinor(), own.id()), "payout")
                .facts(PayoutFact.class)
                .get(0);
    }

    // proof and posting

    /** An engine and a ledger without an entry. */
    private record Books(Stripe stripe, Ledger ledger, PayoutFact payout) {

        static Books fresh(PayoutFact payout) {
            AccountMap accounts = AccountMap.builder()
                    .standard(Monetary.getCurrency("CAD"), StripeAccountRole.values())
                    .build();
            Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
            accounts.openIn(ledger);
            return new Books(Stripe.builder().accounts(accounts).build(), ledger, payout);
        }

        PayoutProof proof(List<byte[]> pages) {
            PayoutProof proof = stripe.provePayout(payout, read(pages).stream(), AS_OF);
            if (proof.status() != ProofStatus.PROVED) {
                throw new AssertionError(proof.sentence());
            }
            return proof;
        }
    }

    private static Race prove(int rows, List<byte[]> pages) {
        PayoutFact payout = payout(read(pages));
        return Race.of(PROVE, rows)
                .with(Contender.of(
                        Role.OURS,
                        OURS,
                        n -> Books.fresh(payout),
                        (books, n) -> books.proof(pages).members().size()));
    }

    private static Race book(int rows, List<byte[]> pages) {
        PayoutFact payout = payout(read(pages));
        return Race.of(BOOK, rows)
                .with(Contender.of(
                        Role.OURS,
                        OURS,
                        n -> Books.fresh(payout),
                        (books, n) -> books.stripe()
                                .post(books.proof(pages), books.ledger(), NOW)
                                .orThrow()
                                .accepted()));
    }
}
