package io.counterfoil.reconciliation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.CustomerFunds;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.money.MonetaryAmount;

/** Readers of the ops that the package proof answers. */
public final class ProofCorpus {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2026, 3, 31), Instant.parse("2026-04-01T08:00:00Z"));

    private static final Map<String, Movement> MOVEMENTS = Map.of(
            "funded", Movement.FUNDED,
            "disbursed", Movement.DISBURSED,
            "returnsCredited", Movement.RETURNS_CREDITED,
            "returnsDebited", Movement.RETURNS_DEBITED,
            "fees", Movement.FEES,
            "adjustments", Movement.ADJUSTMENTS,
            "newHolds", Movement.NEW_HOLDS,
            "releasedHolds", Movement.RELEASED_HOLDS);

    private ProofCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of(
                "bank-rec", ProofCorpus::bank,
                "available-funds", ProofCorpus::funds,
                "payout-proof", ProofCorpus::payout,
                "balance-proof", ProofCorpus::balance);
    }

    private static void holds(DerivedProof proof, JsonNode expected) {
        if (expected.has("holds")) {
            assertThat(proof.holds())
                    .as(proof.toString())
                    .isEqualTo(expected.path("holds").asBoolean());
        }
    }

    private static void same(JsonNode wanted, MonetaryAmount amount) {
        if (wanted.isValueNode()) {
            assertThat(amount).isEqualTo(CAD.of(wanted.asText()));
        }
    }

    private static void bank(CorpusCase example) {
        JsonNode input = example.input();
        BankReconciliation proof = BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("operating")
                        .bankBalance(CAD.of(input.path("bank").asText()))
                        .bookBalance(CAD.of(input.path("book").asText()))
                        .bookOnly(lines(input.path("bookOnly")))
                        .bankOnly(lines(input.path("bankOnly")))
                        .build(),
                AS_OF);
        JsonNode expected = example.expected();
        same(expected.path("adjustedBank"), proof.adjustedBank());
        same(expected.path("adjustedBook"), proof.adjustedBook());
        same(expected.path("difference"), proof.difference());
        holds(proof, expected);
    }

    private static List<BankReconciliation.Line> lines(JsonNode array) {
        List<BankReconciliation.Line> lines = new ArrayList<>();
        array.forEach(node -> lines.add(new BankReconciliation.Line(
                node.path("kind").asText("OTHER"),
                new Proof.Figure.Item(
                        node.path("id").asText(), CAD.of(node.path("amount").asText()), ""))));
        return lines;
    }

    private static void funds(CorpusCase example) {
        List<CustomerFunds> customers = new ArrayList<>();
        example.input().path("customers").forEach(node -> {
            CustomerFunds.Builder funds = CustomerFunds.builder()
                    .customer(PartyId.of(node.path("customer").asText()))
                    .opening(CAD.of(node.path("opening").asText("0")))
                    .stated(CAD.of(node.path("stated").asText()));
            MOVEMENTS.forEach((field, movement) -> {
                if (node.has(field)) {
                    funds.putMovement(movement, CAD.of(node.path(field).asText()));
                }
            });
            customers.add(funds.build());
        });
        JsonNode pool = example.input().path("pool");
        AvailableFundsProof proof = AvailableFundsProof.prove(
                "pool",
                customers,
                new AvailableFundsProof.Pool(
                        CAD.of(pool.path("bank").asText("0")),
                        CAD.of(pool.path("inTransitIn").asText("0")),
                        CAD.of(pool.path("inTransitOut").asText("0")),
                        CAD.of(pool.path("ownFunds").asText("0")),
                        CAD.of(pool.path("heldForCustomers").asText("0"))),
                AS_OF);
        JsonNode expected = example.expected();
        expected.path("perCustomer").forEach(wanted -> {
            AvailableFundsProof.Line line = proof.customers().stream()
                    .filter(l ->
                            l.customer().value().equals(wanted.path("customer").asText()))
                    .findFirst()
                    .orElseThrow();
            same(wanted.path("computed"), line.computed());
            same(wanted.path("difference"), line.difference());
        });
        if (expected.has("shortfalls")) {
            TreeSet<String> wanted = new TreeSet<>();
            expected.path("shortfalls")
                    .forEach(s -> wanted.add(s.path("customer").asText()
                            + CAD.of(s.path("amount").asText())));
            TreeSet<String> mine = new TreeSet<>();
            proof.shortfalls().forEach(line -> mine.add(line.customer().value() + line.computed()));
            assertThat(mine).isEqualTo(wanted);
        }
        same(expected.path("pooledDifference"), proof.pooledDifference());
        holds(proof, expected);
    }

    private static void payout(CorpusCase example) {
        JsonNode input = example.input();
        SettlementProof.Payout.Builder payout = SettlementProof.Payout.builder()
                .id("po_1")
                .amount(CAD.ofMinor(input.path("payout").asLong()))
                .carriedIn(CAD.ofMinor(input.path("carriedIn").asLong()))
                .carriedOut(CAD.ofMinor(input.path("carriedOut").asLong()));
        input.path("entries")
                .forEach(entry -> payout.addEntries(SettlementProof.Entry.of(
                        entry.path("id").asText(),
                        entry.path("type").asText(),
                        CAD.ofMinor(entry.path("amount").asLong()),
                        CAD.ofMinor(entry.path("fee").asLong()))));
        if (input.path("bankCredit").isNumber()) {
            payout.bankCredit(CAD.ofMinor(input.path("bankCredit").asLong()));
        }
        SettlementProof proof = SettlementProof.prove(payout.build(), AS_OF);
        JsonNode expected = example.expected();
        Map<String, MonetaryAmount> figures = Map.of(
                "sumNet", proof.net(),
                "fees", proof.fees(),
                "difference", proof.difference(),
                "bankDifference", proof.bankDifference().orElse(CAD.zero()));
        figures.forEach((name, amount) -> {
            if (expected.has(name)) {
                assertThat(Amounts.minor(amount))
                        .as(name)
                        .isEqualTo(expected.path(name).asLong());
            }
        });
        if (expected.has("byType")) {
            Map<String, Long> wanted = new TreeMap<>();
            expected.path("byType")
                    .properties()
                    .forEach(type -> wanted.put(type.getKey(), type.getValue().asLong()));
            Map<String, Long> mine = new TreeMap<>();
            proof.byType().forEach((type, amount) -> mine.put(type, Amounts.minor(amount)));
            assertThat(mine).isEqualTo(wanted);
        }
        holds(proof, expected);
    }

    private static void balance(CorpusCase example) {
        BalanceProof proof = BalanceProof.prove(
                "all",
                totals(example.input().path("ledger")),
                totals(example.input().path("payments")),
                AS_OF);
        example.expected().path("difference").properties().forEach(entry -> {
            Amounts money = Amounts.in(entry.getKey());
            assertThat(proof.difference().in(money.currency()))
                    .as(entry.getKey())
                    .isEqualTo(money.of(entry.getValue().asText()));
        });
        holds(proof, example.expected());
    }

    private static Totals totals(JsonNode node) {
        List<MonetaryAmount> amounts = new ArrayList<>();
        node.properties()
                .forEach(entry -> amounts.add(
                        Amounts.in(entry.getKey()).of(entry.getValue().asText())));
        return Totals.of(amounts);
    }
}
