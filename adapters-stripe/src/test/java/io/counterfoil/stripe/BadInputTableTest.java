package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.stripe.TrapTest.MoneyRows;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.IntakeResult.Kind;
import io.counterfoil.stripe.intake.StripeInbox;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.RowPostings;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of section 5, row by row: what comes in, what is answered. */
class BadInputTableTest {

    private static final String SECRET = "whsec_table";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final FactStore facts = FactStore.inMemory();
    private final StripeInbox inbox = StripeInbox.inMemory();

    private StripeIntake.Builder intake() {
        return StripeIntake.builder(WebhookSecrets.of("endpoint", SECRET))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .facts(facts)
                .inbox(inbox);
    }

    private static IntakeResult send(StripeIntake intake, String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return intake.accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }

    private static String event(String type, String object) {
        return "{'id':'evt_1','object':'event','api_version':'2026-07-29.dahlia','created':9,'livemode':false,'type':'"
                + type + "','data':{'object':" + object + "}}";
    }

    private static String charge(String more) {
        return "{'id':'ch_1','object':'charge','livemode':false,'created':1" + more + "}";
    }

    private static StripePage page(String json) {
        return StripePages.test(StripeSimulator.ACCOUNT).read(json.replace('\'', '"'), "page");
    }

    private static List<Object> codes(List<Diagnostic> found) {
        return found.stream().map(d -> (Object) d.code()).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = io.counterfoil.stripe.webhook.WebhookVerification.Reason.class,
            names = {
                "MISSING_HEADER",
                "MALFORMED_HEADER",
                "NO_TIMESTAMP",
                "NO_V1_SIGNATURE",
                "SIGNATURE_MISMATCH",
                "TIMESTAMP_TOO_OLD"
            })
    @DisplayName("STR-12 table: header or signature faults are Rejected, 400, with no text of the body in logs")
    void signatureFaults(io.counterfoil.stripe.webhook.WebhookVerification.Reason reason) {
        byte[] body = event("charge.succeeded", charge(",'description':'unmistakable'"))
                .getBytes(StandardCharsets.UTF_8);
        String header = switch (reason) {
            case MALFORMED_HEADER -> "t=abc,v1=00";
            case NO_TIMESTAMP -> "v1=00";
            case NO_V1_SIGNATURE -> "t=1800000000";
            case SIGNATURE_MISMATCH -> "t=1800000000,v1=00";
            case TIMESTAMP_TOO_OLD -> Signatures.header(SECRET, body, NOW.minusSeconds(301));
            default -> "";
        };
        List<String> lines = RecordingLogs.of(() -> {
            IntakeResult result = intake().build().accept(body, header, NOW);
            assertThat(result.kind()).isEqualTo(Kind.REJECTED);
            assertThat(result.rejection()).contains(reason);
            assertThat(result.httpStatus()).isEqualTo(400);
            assertThat(result.facts()).isEmpty();
        });
        assertThat(String.join("\n", lines)).doesNotContain("unmistakable");
        assertThat(inbox.quarantined()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @DisplayName(
            "STR-12 table: verified but unreadable is QUARANTINED with the bytes kept, an alert, and 200, because a resend cannot cure it")
    void unreadableBodies(String body, StripeCode code) {
        IntakeResult result = send(intake().build(), body);
        assertThat(result.kind()).isEqualTo(Kind.QUARANTINED);
        assertThat(result.httpStatus()).isEqualTo(200);
        assertThat(codes(result.diagnostics())).contains(code);
        assertThat(result.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.kind()).isEqualTo(IntakeResult.QUARANTINED_NOTICE));
        assertThat(inbox.quarantined()).singleElement().satisfies(kept -> {
            assertThat(kept.bytes()).isEqualTo(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            assertThat(kept.reason()).isEqualTo(code);
        });
        assertThat(result.facts()).isEmpty();
    }

    static List<Object[]> unreadable() {
        return List.of(
                new Object[] {"no json", StripeCode.NOT_AN_EVENT},
                new Object[] {"{'id':'evt_1',", StripeCode.NOT_AN_EVENT},
                new Object[] {"{'id':1,'id':2}", StripeCode.NOT_AN_EVENT},
                new Object[] {"[".repeat(65) + "]".repeat(65), StripeCode.NOT_AN_EVENT},
                new Object[] {"[]", StripeCode.NOT_AN_EVENT},
                new Object[] {"{'object':'charge'}", StripeCode.NOT_AN_EVENT},
                new Object[] {"{'object':'event','id':7,'type':'a','data':{'object':{}}}", StripeCode.MISSING_FIELD},
                new Object[] {"{'object':'event','id':'evt_1','data':{'object':{}}}", StripeCode.MISSING_FIELD},
                new Object[] {
                    "{'object':'event','id':'evt_1','type':'a','data':{'object':[]}}", StripeCode.MISSING_FIELD
                },
                new Object[] {
                    event("charge.succeeded", charge(",'currency':'gbp','amount':'12'")), StripeCode.BAD_AMOUNT
                },
                new Object[] {event("charge.succeeded", charge(",'amount':12")), StripeCode.MISSING_FIELD});
    }

    @Test
    @DisplayName("STR-12 table: where JSON breaks, the offset is told")
    void offset() {
        IntakeResult result = send(intake().build(), "{'id':'evt_1',,");
        assertThat(result.diagnostics().get(0).location().toString()).contains("14");
    }

    @Test
    @DisplayName(
            "STR-09 table: unknown event, object, status, category, fee type and decline are kept and reported, money goes to SUSPENSE")
    void unknownWords() {
        IntakeResult result = send(
                intake().build(), event("charge.teleported", charge(",'currency':'gbp','amount':5,'status':'odd'")));
        assertThat(result.kind()).isEqualTo(Kind.RECORDED);
        assertThat(codes(result.diagnostics())).contains(StripeCode.UNKNOWN_EVENT, StripeCode.UNKNOWN_STATUS);
        assertThat(result.facts()).singleElement().isInstanceOf(ChargeFact.class);
        StripePage page = page("[{'id':'zz_1','object':'zeppelin','livemode':false}]");
        assertThat(page.facts()).singleElement().isInstanceOf(OtherFact.class);
        assertThat(codes(page.diagnostics())).contains(StripeCode.UNKNOWN_OBJECT);
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(1).build());
        BalanceRow category = BalanceRow.builder()
                .from(MoneyRows.row("txn_1", "charge", 900, 0, "ch_1"))
                .reportingCategory("unheard_of")
                .build();
        RowPosting posting = host.stripe.assess(category);
        assertThat(posting.breaks()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(posting.legs())
                .containsExactly(
                        new RowPosting.Leg(StripeAccountRole.STRIPE_BALANCE, 900),
                        new RowPosting.Leg(StripeAccountRole.SUSPENSE, -900));
        BalanceRow fee = BalanceRow.builder()
                .from(MoneyRows.row("txn_2", "charge", 900, 30, "ch_1"))
                .addFeeDetail(new Fee("unheard_of", 30))
                .build();
        assertThat(host.stripe.assess(fee).breaks()).containsExactly(StripeCode.UNKNOWN_FEE_TYPE);
        assertThat(host.stripe.assess(fee).legs()).contains(new RowPosting.Leg(StripeAccountRole.SUSPENSE, 30));
        ChargeFact declined = SimulatedHost.fact(
                ChargeFact.class, charge(",'currency':'gbp','amount':5,'status':'failed','failure_code':'unheard_of'"));
        DeclineAdvice advice = host.stripe.assess(declined);
        assertThat(advice.warnings().toString()).contains("UNKNOWN_DECLINE");
    }

    @Test
    @DisplayName(
            "STR-25 table: a bad amount or a missing currency is an ERROR with its place, the object is left out, the list goes on")
    void badAmounts() {
        StripePage page = page("{'object':'list','data':["
                + charge(",'currency':'gbp','amount':1.5") + ","
                + charge(",'currency':'gbp','amount':9223372036854775808") + ","
                + charge(",'amount':5") + ","
                + charge(",'currency':'gbp','amount':7,'status':'succeeded'") + "]}");
        assertThat(page.objects()).isEqualTo(4);
        assertThat(page.facts())
                .singleElement()
                .satisfies(fact -> assertThat(((ChargeFact) fact).amountMinor()).isEqualTo(7));
        assertThat(page.diagnostics()).hasSize(3).allMatch(found -> found.level() == Diagnostic.Level.ERROR);
        assertThat(codes(page.diagnostics()))
                .containsExactly(StripeCode.BAD_AMOUNT, StripeCode.BAD_AMOUNT, StripeCode.MISSING_FIELD);
        assertThat(page.diagnostics().get(0).location().toString()).contains("/data/0/amount");
        assertThat(page.diagnostics().get(2).location().toString()).contains("/data/2/currency");
    }

    @Test
    @DisplayName(
            "STR-26 table: net other than amount less fee is not posted and is a break; a fee split that differs goes to SUSPENSE")
    void rowArithmetic() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(1).build());
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        SimulatedHost.ACCOUNTS.openIn(ledger);
        BalanceRow wrong = BalanceRow.builder()
                .from(MoneyRows.row("txn_1", "charge", 900, 30, "ch_1"))
                .netMinor(871)
                .build();
        RowPostings postings = host.stripe.post(wrong, ledger, NOW);
        assertThat(postings.postings()).isEmpty();
        assertThat(postings.withheld()).hasSize(1);
        assertThat(codes(postings.breaks())).containsExactly(StripeCode.LINE_ARITHMETIC);
        assertThat(postings.breaks().get(0).level()).isEqualTo(Diagnostic.Level.ERROR);
        BalanceRow split = BalanceRow.builder()
                .from(MoneyRows.row("txn_2", "charge", 900, 30, "ch_1"))
                .addFeeDetail(new Fee("stripe_fee", 22))
                .build();
        RowPostings posted = host.stripe.post(split, ledger, NOW);
        assertThat(posted.accepted()).isEqualTo(1);
        assertThat(codes(posted.breaks())).containsExactly(StripeCode.FEE_SPLIT);
        assertThat(host.stripe.assess(split).legs()).contains(new RowPosting.Leg(StripeAccountRole.SUSPENSE, 8));
    }

    @Test
    @DisplayName("STR-17 table: a page that fails is reported with its list, the next run goes on, nothing is lost")
    void pageFailure() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(2).build());
        host.pay(900, "pm_card_visa");
        host.simulator.faults().strike("/v1/charges", Fault.RESET_BEFORE, 1000);
        BackfillReport report = host.backfill();
        assertThat(report.complete()).isFalse();
        assertThat(codes(report.problems())).contains(StripeCode.PAGE_FAILED);
        host.simulator.faults().clear();
        assertThat(host.backfill().complete()).isTrue();
        assertThat(host.facts(ChargeFact.class)).hasSize(1);
    }

    @Test
    @DisplayName("STR-63 table: a deleted stub is a tombstone, an object without id is kept without a key")
    void tombstones() {
        StripePage page =
                page("[{'id':'cus_1','object':'customer','deleted':true},{'object':'discount','coupon':'x'}]");
        assertThat(page.facts()).hasSize(2);
        assertThat(page.facts().get(0)).isInstanceOfSatisfying(OtherFact.class, gone -> {
            assertThat(gone.deleted()).isTrue();
            assertThat(gone.id()).isEqualTo("cus_1");
        });
        assertThat(page.facts().get(1).key()).isEmpty();
    }

    @Test
    @DisplayName("STR-21 table: 403 names resource and permission, and neither 401 nor 403 is tried again")
    void permissions() {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(3).build());
        host.simulator.deny("sk_test_poor", "charges");
        for (String key : List.of("sk_test_poor", "nobody")) {
            List<StripeRequest> asked = new ArrayList<>();
            StripeTransport own = SimulatedTransport.of(host.simulator, "2026-07-29.dahlia", key);
            StripeTransport counting = request -> {
                if (request.path().equals("/v1/charges")) {
                    asked.add(request);
                }
                return own.send(request);
            };
            BackfillReport report = Stripe.builder(counting)
                    .account(StripeSimulator.ACCOUNT)
                    .test()
                    .accounts(SimulatedHost.ACCOUNTS)
                    .build()
                    .backfill(
                            io.counterfoil.stripe.backfill.BackfillPlan.since(
                                    host.now().minusSeconds(1)),
                            host.now());
            assertThat(report.complete()).isFalse();
            assertThat(asked).hasSize(1);
            if (key.equals("sk_test_poor")) {
                assertThat(report.problems()).singleElement().satisfies(found -> {
                    assertThat(found.code()).isEqualTo(StripeCode.PERMISSION_MISSING);
                    assertThat(found.message()).contains("charges").contains("rak_charge_read");
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    @DisplayName(
            "STR-34 table: a bad record is rejected with number and column, the others are imported, and both sum to the file")
    void reports(String record, StripeCode code, String column) throws IOException {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(4).build());
        String head = "balance_transaction_id,created,currency,gross,fee,net,reporting_category\n";
        String good = "txn_%d,2027-03-10 10:00:00,gbp,1.00,0.10,0.90,charge\n";
        String csv = head + good.replace("%d", "1") + record + "\n" + good.replace("%d", "3");
        Checked<List<BalanceRow>> read = host.stripe.readReport(new StringReader(csv));
        assertThat(read.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.location().line()).isEqualTo(2);
            assertThat(found.location().toString()).contains(column);
        });
        assertThat(read.value().orElseThrow()).extracting(StripeFact::id).containsExactly("txn_1", "txn_3");
    }

    static List<Object[]> reports() {
        String day = "2027-03-10 10:00:00";
        return List.of(
                new Object[] {"txn_2," + day + ",gbp,1.00,0.10,0.90", StripeCode.COLUMN_COUNT, ""},
                new Object[] {"txn_2," + day + ",gbp,1.00,0.10,0.90,charge,more", StripeCode.COLUMN_COUNT, ""},
                new Object[] {"txn_2," + day + ",gbp,1.0.0,0.10,0.90,charge", StripeCode.BAD_AMOUNT, "gross"},
                new Object[] {"txn_2," + day + ",gbp,1.001,0.10,0.901,charge", StripeCode.BAD_AMOUNT, "gross"},
                new Object[] {
                    "txn_2," + day + ",gbp,99999999999999999999999,0.10,0.90,charge", StripeCode.BAD_AMOUNT, "gross"
                },
                new Object[] {"txn_2," + day + ",gbp,1.00,0.10,0.91,charge", StripeCode.LINE_ARITHMETIC, "net"},
                new Object[] {"txn_2," + day + ",zzz,1.00,0.10,0.90,charge", StripeCode.UNSUPPORTED_CURRENCY, "currency"
                },
                new Object[] {"txn_2,yesterday,gbp,1.00,0.10,0.90,charge", StripeCode.MISSING_FIELD, "created"},
                new Object[] {
                    "," + day + ",gbp,1.00,0.10,0.90,charge", StripeCode.MISSING_FIELD, "balance_transaction_id"
                });
    }

    @Test
    @DisplayName("STR-34 table: a report without a column that rows need is refused as a whole, by the column's name")
    void missingColumn() throws IOException {
        SimulatedHost host = new SimulatedHost(StripeSimulator.builder(4).build());
        Checked<List<BalanceRow>> read = host.stripe.readReport(
                new StringReader("balance_transaction_id,currency,gross,net,reporting_category\n"));
        assertThat(codes(read.diagnostics())).containsExactly(StripeCode.MISSING_COLUMN);
        assertThat(read.diagnostics().get(0).message()).contains("'fee'");
        assertThat(read.value().orElse(List.of())).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-12 STR-64 table: where the host's callback fails, the fact is stored before it, and the effect comes again")
    void hostBug() {
        AtomicInteger calls = new AtomicInteger();
        List<Optional<StripeFact>> seen = new ArrayList<>();
        Consumer<IntakeResult> buggy = result -> {
            seen.add(facts.load(result.facts().get(0).key().orElseThrow()).map(FactStore.Versioned::fact));
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug of the host's");
            }
        };
        StripeIntake intake = intake().reaction(buggy).build();
        String paid = event("charge.succeeded", charge(",'currency':'gbp','amount':5,'status':'succeeded'"));
        IntakeResult first = send(intake, paid);
        assertThat(first.kind()).isEqualTo(Kind.NOT_RECORDED);
        assertThat(first.httpStatus()).isEqualTo(503);
        assertThat(codes(first.diagnostics())).contains(StripeCode.EFFECT_FAILED);
        assertThat(send(intake, paid).kind()).isEqualTo(Kind.RECORDED);
        assertThat(calls.get()).isEqualTo(2);
        assertThat(seen).hasSize(2).allMatch(Optional::isPresent);
        assertThat(send(intake, paid).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(calls.get()).isEqualTo(2);
    }
}
