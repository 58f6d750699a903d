package io.counterfoil.stripe.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.stripe.Stripe;
import io.counterfoil.stripe.backfill.BackfillPlan.Stream;
import io.counterfoil.stripe.backfill.BackfillReport.Count;
import io.counterfoil.stripe.backfill.CheckReport.Check;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private static final AccountMap ACCOUNTS = AccountMap.builder()
            .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
            .build();

    private final StripeSimulator simulator =
            StripeSimulator.builder(9).connected("acct_camp").build();
    private final Instant start = simulator.clock().now();
    private final FactStore facts = FactStore.inMemory();
    private final VersionedBytes cursors = VersionedBytes.inMemory();
    private final List<StripeFact> changes = new ArrayList<>();

    private Stripe stripe() {
        return stripe(SimulatedTransport.of(simulator));
    }

    private Stripe stripe(StripeTransport transport) {
        return Stripe.builder(transport)
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(ACCOUNTS)
                .facts(facts)
                .cursors(cursors)
                .changes(changes::add)
                .build();
    }

    private String pay(long amount, String method) {
        try {
            String text = SimulatedTransport.of(simulator)
                    .send(StripeRequest.post("/v1/payment_intents")
                            .with("amount", amount)
                            .with("currency", "gbp")
                            .with("payment_method", method)
                            .with("confirm", "true"))
                    .text();
            return text.replaceFirst(".*\"latest_charge\":\"([^\"]+)\".*", "$1");
        } catch (StripeTransport.Failure e) {
            throw new AssertionError(e);
        }
    }

    private BackfillReport run() {
        return stripe().backfill(BackfillPlan.since(start), simulator.clock().now());
    }

    private static Count of(BackfillReport report, String stream) {
        return report.counts().stream()
                .filter(c -> c.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    private ObjectKey key(String id) {
        return new ObjectKey(StripeAccountId.of(StripeSimulator.ACCOUNT), false, id);
    }

    @Test
    @DisplayName("STR-18 a first run reads everything, a second finds it as it was")
    void twice() {
        for (int i = 0; i < 250; i++) {
            pay(1_000 + i, "pm_card_visa");
        }
        simulator.clock().advance(Duration.ofMinutes(1));

        BackfillReport first = run();

        assertThat(first.complete()).isTrue();
        assertThat(first.problems()).isEmpty();
        assertThat(of(first, "charges")).isEqualTo(new Count("charges", 250, 250, 0, 0, 0, true));
        assertThat(of(first, "balance_transactions"))
                .isEqualTo(new Count("balance_transactions", 250, 250, 0, 0, 0, true));
        assertThat(first.fresh()).isEqualTo(750);
        assertThat(changes).hasSize(750);
        assertThat(changes.stream().filter(BalanceRow.class::isInstance)).hasSize(250);

        BackfillReport second = run();
        assertThat(second.fresh()).isZero();
        assertThat(second.changed()).isZero();
        assertThat(of(second, "charges").equal()).isEqualTo(250);
        assertThat(changes).hasSize(750);
    }

    @Test
    @DisplayName("STR-18 a later run reaches back a day, not further")
    void overlap() {
        pay(1_000, "pm_card_visa");
        simulator.clock().advance(Duration.ofHours(30));
        pay(2_000, "pm_card_visa");
        run();
        simulator.clock().advance(Duration.ofHours(1));
        pay(3_000, "pm_card_visa");

        BackfillReport later = run();

        assertThat(of(later, "charges")).isEqualTo(new Count("charges", 2, 1, 0, 1, 0, true));
        BackfillReport further = stripe().backfill(
                        BackfillPlan.builder()
                                .since(start.minusSeconds(1))
                                .streams(List.of(Stream.CHARGES))
                                .build(),
                        simulator.clock().now());
        assertThat(of(further, "charges").read())
                .as("a plan that reaches back further")
                .isEqualTo(3);
    }

    @Test
    @DisplayName("STR-17 STR-18 a run that was cut goes on where it stopped, and nothing is read for nothing")
    void resumes() {
        for (int i = 0; i < 350; i++) {
            pay(1_000 + i, "pm_card_visa");
        }
        BackfillPlan plan = BackfillPlan.builder()
                .since(start)
                .streams(List.of(Stream.BALANCE_TRANSACTIONS))
                .build();
        AtomicInteger requests = new AtomicInteger();
        StripeTransport cut = request -> {
            if (requests.incrementAndGet() == 3) {
                throw new StripeTransport.Failure(StripeTransport.Failure.Reason.NETWORK, request + ": cut");
            }
            return SimulatedTransport.of(simulator).send(request);
        };

        BackfillReport first = stripe(cut).backfill(plan, simulator.clock().now());
        assertThat(first.complete()).isFalse();
        assertThat(of(first, "balance_transactions").fresh()).isEqualTo(200);
        assertThat(first.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.PAGE_FAILED);

        simulator.clock().advance(Duration.ofSeconds(10));
        BackfillReport second = stripe().backfill(plan, simulator.clock().now());
        assertThat(second.complete()).isTrue();
        assertThat(of(second, "balance_transactions").fresh()).isEqualTo(150);
        assertThat(changes).hasSize(350);
    }

    @Test
    @DisplayName("STR-18 a fact whose taker fails is handed on again, and so is no other")
    void takerFails() {
        for (int i = 0; i < 3; i++) {
            pay(1_000 + i, "pm_card_visa");
        }
        List<String> taken = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        Stripe failing = Stripe.builder(SimulatedTransport.of(simulator))
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(ACCOUNTS)
                .facts(facts)
                .cursors(cursors)
                .changes(fact -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new IllegalStateException("the host is down");
                    }
                    taken.add(fact.id());
                })
                .build();
        BackfillPlan plan = BackfillPlan.builder()
                .since(start)
                .streams(List.of(Stream.BALANCE_TRANSACTIONS))
                .build();

        assertThatThrownBy(() -> failing.backfill(plan, simulator.clock().now()))
                .hasMessage("the host is down");
        BackfillReport again = failing.backfill(plan, simulator.clock().now());

        assertThat(of(again, "balance_transactions"))
                .as("the window that was left open, then the one up to now")
                .isEqualTo(new Count("balance_transactions", 6, 2, 0, 4, 0, true));
        assertThat(taken).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("STR-18 what was open is read again, however old it is")
    void open() {
        String charge = pay(5_000, "pm_bacsDebit_lateFailure");
        run();
        assertThat(state(charge)).isEqualTo("PENDING");

        simulator.clock().advance(Duration.ofDays(2));
        run();
        simulator.clock().advance(Duration.ofDays(2));
        BackfillReport settled = run();
        assertThat(state(charge)).isEqualTo("CONFIRMED");
        assertThat(of(settled, "(open objects)").changed()).isEqualTo(2);

        simulator.clock().advance(Duration.ofDays(10));
        run();
        assertThat(state(charge)).as("told by the row that took it back").isEqualTo("RETURNED");
    }

    private String state(String id) {
        return facts.load(key(id))
                .orElseThrow()
                .fact()
                .stateIfAny()
                .orElseThrow()
                .name();
    }

    @Test
    @DisplayName("STR-18 disputes, refunds and payouts are read again for 120 days")
    void lateChanges() {
        String charge = pay(5_000, "pm_card_visa");
        String dispute = simulator.account().dispute(charge);
        run();
        simulator.clock().advance(Duration.ofDays(5));
        simulator.account().decide(dispute, true);

        BackfillReport later = run();

        assertThat(of(later, "disputes").changed()).isEqualTo(1);
        assertThat(state(dispute)).isEqualTo("WON");
    }

    @Test
    @DisplayName("STR-18 two runs at one time are refused, not mixed")
    void oneAtATime() {
        for (int i = 0; i < 150; i++) {
            pay(1_000 + i, "pm_card_visa");
        }
        AtomicInteger pages = new AtomicInteger();
        StripeTransport interleaved = request -> {
            if (request.path().equals("/v1/charges") && pages.incrementAndGet() == 2) {
                stripe().backfill(BackfillPlan.since(start), simulator.clock().now());
            }
            return SimulatedTransport.of(simulator).send(request);
        };

        assertThatThrownBy(() -> stripe(interleaved)
                        .backfill(BackfillPlan.since(start), simulator.clock().now()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "cursor 'stripe-place:acct_sim:test:charges' was moved by somebody else\nMaybe");
    }

    @Test
    @DisplayName("STR-61 a connected account is named in every read, its facts are its own")
    void connected() throws StripeTransport.Failure {
        StripeRequest charge = StripeRequest.post("/v1/charges")
                .with("amount", 1_000)
                .with("currency", "gbp")
                .with("source", "tok_visa")
                .on(StripeAccountId.of("acct_camp"));
        SimulatedTransport.of(simulator).send(charge);
        Stripe camp = Stripe.builder(SimulatedTransport.of(simulator))
                .connected("acct_camp")
                .test()
                .accounts(ACCOUNTS)
                .changes(changes::add)
                .build();

        assertThat(of(camp.backfill(BackfillPlan.since(start), simulator.clock().now()), "charges")
                        .fresh())
                .isEqualTo(1);
        assertThat(changes)
                .allSatisfy(fact ->
                        assertThat(fact.key().orElseThrow().account()).isEqualTo(StripeAccountId.of("acct_camp")));
        assertThat(of(run(), "charges").read()).isZero();
    }

    @Test
    @DisplayName("STR-23 what a notice makes worth reading is read: a list, an object, nothing of another account")
    void pulls() {
        String charge = pay(5_000, "pm_card_visa");
        StripeAccountId own = StripeAccountId.of(StripeSimulator.ACCOUNT);
        BackfillReport report = stripe().pull(
                        List.of(
                                new Pull(own, false, "balance_transactions?source=" + charge),
                                new Pull(own, false, "charges/" + charge),
                                new Pull(own, false, "charges/ch_gone9"),
                                new Pull(own, true, "charges/" + charge),
                                new Pull(StripeAccountId.of("acct_x"), false, "charges/" + charge)),
                        simulator.clock().now());

        assertThat(report.counts())
                .containsExactly(
                        new Count("balance_transactions?source=" + charge, 1, 1, 0, 0, 0, true),
                        new Count("charges/" + charge, 1, 1, 0, 0, 0, true),
                        new Count("charges/ch_gone9", 0, 0, 0, 0, 0, true));
        assertThat(stripe().read(new Pull(own, false, "charges/" + charge)))
                .hasValueSatisfying(fact -> assertThat(fact.id()).isEqualTo(charge));
        assertThat(stripe().read(new Pull(own, false, "charges/ch_gone9"))).isEmpty();
    }

    @Test
    @DisplayName("STR-19 events that were not delivered are found, and what they speak of is read")
    void sweep() {
        simulator.account().addEndpoint(List.of("*"), "");
        simulator.deliveries().lose(1000);
        String charge = pay(5_000, "pm_card_visa");
        simulator.clock().advance(Duration.ofHours(1));

        BackfillReport report = stripe().sweepUndelivered(simulator.clock().now());

        assertThat(report.complete()).isTrue();
        assertThat(of(report, "events").fresh()).isEqualTo(2);
        assertThat(of(report, "events").read()).as("created is in no table").isEqualTo(2);
        assertThat(of(report, "balance_transactions?source=" + charge).fresh()).isEqualTo(1);
        assertThat(state(charge)).isEqualTo("CONFIRMED");
        assertThat(changes).hasSize(3);
        BackfillReport again = stripe().sweepUndelivered(simulator.clock().now());
        assertThat(again.fresh() + again.changed()).isZero();
    }

    @Test
    @DisplayName("STR-19 a delivered event is no finding")
    void delivered() {
        simulator.account().addEndpoint(List.of("*"), "");
        pay(5_000, "pm_card_visa");
        simulator.account().deliverAll(delivery -> 200);

        assertThat(of(stripe().sweepUndelivered(simulator.clock().now()), "events")
                        .read())
                .isZero();
    }

    @Test
    @DisplayName("STR-19 a sweep that comes late is told, one after 30 days calls for a full backfill")
    void overdue() {
        stripe().sweepUndelivered(start);
        assertThat(problems(start.plus(Duration.ofDays(20)))).isEmpty();
        assertThat(problems(start.plus(Duration.ofDays(40)).plusSeconds(1))).containsExactly(StripeCode.SWEEP_LATE);
        assertThat(problems(start.plus(Duration.ofDays(70)))).containsExactly(StripeCode.SWEEP_LATE);
        assertThat(problems(start.plus(Duration.ofDays(100)))).containsExactly(StripeCode.HORIZON_GAP);
    }

    private List<Object> problems(Instant now) {
        return stripe().sweepUndelivered(now).problems().stream()
                .map(p -> (Object) p.code())
                .toList();
    }

    @Test
    @DisplayName("STR-21 a check that holds looked at the mode, every resource, the versions and the sweep")
    void check() {
        CheckReport check = stripe().selfCheck(start);

        assertThat(check.holds()).isTrue();
        assertThat(check.problems()).isEmpty();
        assertThat(check.checks()).allMatch(Check::passed);
        assertThat(check.checks())
                .extracting(Check::name)
                .containsExactly(
                        "mode",
                        "balance_transactions",
                        "charges",
                        "payment_intents",
                        "refunds",
                        "disputes",
                        "payouts",
                        "invoices",
                        "invoice_payments",
                        "credit_notes",
                        "checkout/sessions",
                        "payment_links",
                        "events",
                        "webhook_endpoints",
                        "versions",
                        "sweep");
    }

    @Test
    @DisplayName("STR-21 a missing permission is named, with the resource")
    void missingPermission() {
        simulator.deny("rk_test_weak12345", "payouts");
        StripeTransport weak = SimulatedTransport.of(simulator, StripeTransport.PINNED_VERSION, "rk_test_weak12345");

        CheckReport check = stripe(weak).selfCheck(start);

        assertThat(check.holds()).isFalse();
        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(StripeCode.PERMISSION_MISSING);
            assertThat(problem.message()).isEqualTo("the key may not read payouts, it lacks rak_payout_read");
        });
        assertThat(check.checks())
                .filteredOn(one -> !one.passed())
                .extracting(Check::name)
                .containsExactly("payouts");
        BackfillReport report = stripe(weak).backfill(BackfillPlan.since(start), start);
        assertThat(of(report, "payouts").complete()).isFalse();
        assertThat(of(report, "charges").complete()).isTrue();
        assertThat(report.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.PERMISSION_MISSING);
    }

    @Test
    @DisplayName("STR-21 a key of the other mode is told")
    void wrongMode() {
        CheckReport check = Stripe.builder(SimulatedTransport.of(simulator))
                .account(StripeSimulator.ACCOUNT)
                .live()
                .accounts(ACCOUNTS)
                .build()
                .selfCheck(start);

        assertThat(check.holds()).isFalse();
        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(StripeCode.WRONG_MODE);
            assertThat(problem.message()).isEqualTo("the key is of test mode, expected live");
        });
    }

    @Test
    @DisplayName("STR-60 an endpoint or an account that speaks another version is told, and so is an answer")
    void drift() {
        simulator.account().addEndpoint(List.of("*"), "2024-09-30.acacia");
        CheckReport check = stripe().selfCheck(start);

        assertThat(check.holds()).isTrue();
        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(StripeCode.VERSION_DRIFT);
            assertThat(problem.message())
                    .isEqualTo(
                            "events are sent in API version 2024-09-30.acacia, this adapter asks for 2026-07-29.dahlia");
        });
        BackfillReport report = stripe(SimulatedTransport.of(simulator, "2025-03-31.basil", "sk_test_simulator"))
                .backfill(BackfillPlan.since(start), start);
        assertThat(report.problems()).extracting(Diagnostic::code).containsExactly(StripeCode.VERSION_DRIFT);
        assertThat(report.complete()).isTrue();
    }

    @Test
    @DisplayName("STR-21 a check without an answer says so and does not throw")
    void unreachable() {
        simulator.faults().strike("/v1", Fault.RESET_BEFORE, 1000);
        CheckReport check = stripe().selfCheck(start);
        assertThat(check.holds()).isFalse();
        assertThat(check.problems()).hasSize(14).allMatch(p -> p.code() == StripeCode.PAGE_FAILED);
    }

    @Test
    void plansHaveLimits() {
        assertThatThrownBy(() -> BackfillPlan.builder()
                        .since(start)
                        .segment(Duration.ofMinutes(59))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a segment of an hour or more");
        assertThatThrownBy(() -> BackfillPlan.builder()
                        .since(start)
                        .overlap(Duration.ofSeconds(-1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BackfillReport.builder()
                        .addCount(new Count("x", 2, 1, 0, 0, 0, true))
                        .build())
                .hasMessageStartingWith("list x read 2 objects and accounts for others");
        assertThat(BackfillPlan.since(start).streams()).hasSize(10);
    }

    @Test
    void anEngineWithoutATransportReadsNothing() {
        Stripe none = Stripe.builder().accounts(ACCOUNTS).build();
        assertThatThrownBy(() -> none.backfill(BackfillPlan.since(start), start))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("this engine was built without a transport\nMaybe");
    }

    @Test
    @DisplayName("STR-10 an engine that was not told its account asks Stripe whose the key is")
    void asksForTheAccount() {
        pay(1_000, "pm_card_visa");
        Stripe unnamed = Stripe.builder(SimulatedTransport.of(simulator))
                .accounts(ACCOUNTS)
                .changes(changes::add)
                .build();
        unnamed.backfill(BackfillPlan.since(start), start);
        assertThat(changes)
                .allSatisfy(
                        fact -> assertThat(fact.key().orElseThrow().toString()).startsWith("acct_sim:test:"));
        simulator.faults().strike("/v1/account", Fault.SERVER_ERROR, 1000);
        assertThatThrownBy(() -> unnamed.backfill(BackfillPlan.since(start), start))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageContaining("Stripe did not say /v1/account: HTTP 500");
    }
}
