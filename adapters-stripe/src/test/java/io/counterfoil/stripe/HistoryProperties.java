package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.MonthEndPack;
import io.counterfoil.stripe.board.StripeBoard.FeeTerms;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.posting.RowPosting;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.stripe.simulator.StripeSimulator;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold over whole histories of a simulated account, whatever payers do. */
class HistoryProperties {

    private static final Set<StripeAccountRole> FEES =
            EnumSet.of(StripeAccountRole.PROCESSING_FEES, StripeAccountRole.INPUT_TAX, StripeAccountRole.DISPUTE_FEES);
    private static final Amounts GBP = Amounts.in("GBP");

    private static SimulatedHost history(long seed, int taxBps) {
        SimulatedHost host =
                new SimulatedHost(StripeSimulator.builder(seed).taxBps(taxBps).build());
        Random random = new Random(seed);
        List<String> charges = new ArrayList<>();
        for (int day = 0; day < 6; day++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                charges.add(host.pay(
                        100 + random.nextInt(90_000),
                        random.nextInt(4) == 0 ? "pm_bacsDebit_success" : "pm_card_visa"));
            }
            if (random.nextInt(3) == 0) {
                host.post("refunds", "charge", charges.get(random.nextInt(charges.size())), "amount", "50");
            }
            host.days(1);
        }
        host.days(6);
        assertThat(host.backfill().complete()).isTrue();
        return host;
    }

    private static String csv(List<BalanceRow> rows, Map<String, String> payoutOf) {
        return rows.stream()
                .map(row -> String.join(
                        ",",
                        payoutOf.getOrDefault(row.id(), ""),
                        row.id(),
                        row.createdAt()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime()
                                .toString()
                                .replace('T', ' '),
                        row.currency(),
                        major(row.amountMinor()),
                        major(row.feeMinor()),
                        major(row.netMinor()),
                        row.reportingCategory().orElse(""),
                        row.source().orElse("")))
                .collect(Collectors.joining(
                        "\n",
                        "automatic_payout_id,balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id\n",
                        "\n"));
    }

    private static String major(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    @Property(tries = 30)
    @Label("STR-34 the report and the API of one history give the same postings and, payout by payout, one proof")
    void reportIsTheApi(@ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll boolean taxed)
            throws IOException {
        SimulatedHost host = history(seed, taxed ? 2_000 : 0);
        List<BalanceRow> api = host.facts(BalanceRow.class);
        Map<String, String> payoutOf = new HashMap<>();
        host.account.truth().members().forEach((payout, rows) -> rows.forEach(row -> payoutOf.put(row, payout)));
        List<BalanceRow> reported =
                host.stripe.readReport(new StringReader(csv(api, payoutOf))).orThrow();
        assertThat(host.stripe.proveReport(reported, api.stream()).status()).isEqualTo(ProofStatus.PROVED);
        Map<String, BalanceRow> byId = api.stream().collect(Collectors.toMap(BalanceRow::id, row -> row));
        for (BalanceRow row : reported) {
            RowPosting csv = host.stripe.assess(row);
            RowPosting json = host.stripe.assess(byId.get(row.id()));
            assertThat(csv.category()).isEqualTo(json.category());
            assertThat(csv.effect()).isEqualTo(json.effect());
            assertThat(withoutFees(csv)).as(row.id()).isEqualTo(withoutFees(json));
            assertThat(fees(csv)).as(row.id()).isEqualTo(fees(json)).isEqualTo(row.feeMinor());
            if (!taxed) {
                assertThat(csv.legs()).as(row.id()).isEqualTo(json.legs());
            }
        }
        for (PayoutFact payout : host.facts(PayoutFact.class)) {
            Proof byReport = host.stripe.proveReported(payout, reported.stream());
            Proof byApi = host.stripe.provePayout(payout.id(), host.asOf());
            assertThat(byApi.holds()).as(byApi.sentence()).isTrue();
            assertThat(byReport.digest()).isEqualTo(byApi.digest());
        }
    }

    private static List<RowPosting.Leg> withoutFees(RowPosting posting) {
        return posting.legs().stream().filter(leg -> !FEES.contains(leg.role())).toList();
    }

    private static long fees(RowPosting posting) {
        return posting.legs().stream()
                .filter(leg -> FEES.contains(leg.role()))
                .mapToLong(RowPosting.Leg::minor)
                .sum();
    }

    @Property(tries = 60)
    @Label("STR-54 STR-56 a dispute ends balanced: won at the kept fee, lost at amount and fee, an inquiry at nothing")
    void disputesEndBalanced(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
            @ForAll @IntRange(min = 100, max = 500_000) int amount,
            @ForAll boolean feeReturned,
            @ForAll @IntRange(min = 0, max = 4) int course) {
        StripeSimulator.Builder builder = StripeSimulator.builder(seed);
        SimulatedHost host = new SimulatedHost((feeReturned ? builder.returnDisputeFees() : builder).build());
        String charge = host.pay(amount, "pm_card_visa");
        boolean inquiry = course >= 3;
        String id = inquiry ? host.account.inquire(charge) : host.account.dispute(charge);
        if (course == 4) {
            host.account.escalate(id);
        }
        boolean won = course == 1;
        if (course == 0 || won || course == 4) {
            host.days(3);
            host.account.decide(id, won);
        }
        host.days(40);
        assertThat(host.backfill().complete()).isTrue();
        DisputeFact dispute = (DisputeFact) host.known.get(id);
        List<BalanceRow> rows = host.facts(BalanceRow.class).stream()
                .filter(row -> row.source().filter(id::equals).isPresent())
                .toList();
        DisputeStanding standing = host.stripe.assess(dispute, rows, host.asOf());
        boolean lost = course == 0 || course == 2 || course == 4;
        long fee = course == 3 || (won && feeReturned) ? 0 : 1_500;
        assertThat(standing.breaks()).isEmpty();
        assertThat(dispute.state().name()).isEqualTo(won ? "WON" : lost ? "LOST" : "INQUIRY_CLOSED");
        assertThat(standing.netMinor()).isEqualTo(lost ? -amount - 1_500 : -fee);
        assertThat(standing.feeMinor()).isEqualTo(fee);
        assertThat(standing.heldMinor()).isZero();
        assertThat(standing.lossMinor()).isEqualTo(lost ? amount : 0);
        Map<StripeAccountRole, Long> roles = host.roles(rows);
        assertThat(roles.values().stream().mapToLong(Long::longValue).sum()).isZero();
        assertThat(roles.getOrDefault(StripeAccountRole.STRIPE_BALANCE, 0L)).isEqualTo(standing.netMinor());
        assertThat(roles.getOrDefault(StripeAccountRole.DISPUTE_FEES, 0L)).isEqualTo(fee);
        assertThat(roles.getOrDefault(StripeAccountRole.DISPUTED_FUNDS, 0L)).isEqualTo(lost ? amount : 0);
        assertThat(host.stripe.journals(dispute, rows, LocalDate.of(2027, 3, 1)))
                .hasSize(lost ? 1 : 0);
    }

    /** The contract as a person would read it, not as the simulator computes it. */
    private static final FeeTerms CONTRACT = (charge, row) -> Optional.of(
            charge.paymentMethod().orElse("").equals("card")
                    ? FeeSchedule.percent("1.5", GBP.of("0.20"))
                    : FeeSchedule.percent("1", GBP.zero()).atMost(GBP.of("2.00")));

    @Property(tries = 30)
    @Label(
            "STR-36 fees are held to the contract: every history is as agreed, one penny on one payment is found and named")
    void feesAreHeldToTheContract(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        SimulatedHost host = history(seed, 2_000);
        Stripe stripe = Stripe.builder()
                .account(StripeSimulator.ACCOUNT)
                .test()
                .accounts(SimulatedHost.ACCOUNTS)
                .facts(host.facts(ChargeFact.class))
                .build();
        List<BalanceRow> rows = new ArrayList<>(host.facts(BalanceRow.class));
        Proof agreed = stripe.proveFees(rows.stream(), CONTRACT).get(0);
        assertThat(agreed.status()).as(agreed.sentence()).isEqualTo(ProofStatus.PROVED);
        List<BalanceRow> payments = rows.stream()
                .filter(row -> row.type().equals("charge") || row.type().equals("payment"))
                .toList();
        BalanceRow one = payments.get(new Random(seed).nextInt(payments.size()));
        BalanceRow dearer = BalanceRow.builder()
                .from(one)
                .feeDetails(List.of())
                .addFeeDetail(new io.counterfoil.stripe.fact.StripeFact.Fee(
                        "stripe_fee", one.feeDetails().get(0).amountMinor() + 1))
                .build();
        rows.set(rows.indexOf(one), dearer);
        Proof wrong = stripe.proveFees(rows.stream(), CONTRACT).get(0);
        assertThat(wrong.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(wrong.problems()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Fee.Variance.Verdict.OVERCHARGED);
            assertThat(found.message()).contains(one.id()).contains("0.01 GBP more");
        });
        assertThat(wrong.differences())
                .singleElement()
                .satisfies(off -> assertThat(off.amount()).isEqualTo(GBP.of("0.01")));
        Proof without = stripe.proveFees(rows.stream(), (charge, row) -> Optional.empty())
                .get(0);
        assertThat(without.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(without.problems())
                .extracting(found -> (Object) found.code())
                .containsOnly(Fee.Variance.Verdict.UNEXPECTED);
        Proof blind = Stripe.builder()
                .accounts(SimulatedHost.ACCOUNTS)
                .build()
                .proveFees(rows.stream(), CONTRACT)
                .get(0);
        assertThat(blind.status()).isEqualTo(ProofStatus.UNPROVED);
        MonthEndPack pack = stripe.proveMonth(
                MonthEndPack.Books.builder()
                        .account(StripeAccountId.of(StripeSimulator.ACCOUNT))
                        .rows(rows::stream)
                        .feeTerms(CONTRACT)
                        .build(),
                io.counterfoil.payments.calendar.DateRange.month(2027, 1),
                host.asOf());
        assertThat(pack.agreedFees().get(0).status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(pack.proof().status()).isEqualTo(ProofStatus.BROKEN);
    }
}
