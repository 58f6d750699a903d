package io.counterfoil.reconciliation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.CustomerFunds;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Property 19: a proof holds exactly where nothing is missing, and the order of its lines does not count. */
class ProofProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2026, 3, 31), Instant.parse("2026-04-01T08:00:00Z"));

    private static <T> List<T> shuffled(List<T> lines, long seed) {
        List<T> copy = new ArrayList<>(lines);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    private static Proof.Figure.Item item(int number, long minor) {
        return new Proof.Figure.Item("i" + number, CAD.ofMinor(minor), "");
    }

    private static long sum(List<Integer> amounts) {
        return amounts.stream().mapToLong(Integer::longValue).sum();
    }

    private static void sameProof(Proof one, Proof other) {
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.digest()).isEqualTo(one.digest());
    }

    @Property
    @Label(
            "REC-55 property 19: bank and book meet exactly where bank + book-only = book + bank-only, in any order of lines")
    void bankReconciliation(
            @ForAll @Size(max = 6) List<@IntRange(min = -900, max = 900) Integer> bookOnly,
            @ForAll @Size(max = 6) List<@IntRange(min = -900, max = 900) Integer> bankOnly,
            @ForAll @IntRange(min = -2, max = 2) int off,
            @ForAll long seed) {
        long book = 10_000;
        long bank = book + sum(bankOnly) - sum(bookOnly) + off;
        BankReconciliation one = bank(bank, book, lines(bookOnly), lines(bankOnly));
        assertThat(one.holds()).isEqualTo(off == 0);
        assertThat(Amounts.minor(one.difference())).isEqualTo(off);
        sameProof(one, bank(bank, book, shuffled(lines(bookOnly), seed), shuffled(lines(bankOnly), ~seed)));
    }

    private static List<BankReconciliation.Line> lines(List<Integer> amounts) {
        List<BankReconciliation.Line> lines = new ArrayList<>();
        for (int amount : amounts) {
            lines.add(new BankReconciliation.Line(
                    lines.size() % 2 == 0 ? "OUTSTANDING_CHEQUE" : "NOT_IN_BOOK", item(lines.size(), amount)));
        }
        return lines;
    }

    private static BankReconciliation bank(
            long bank, long book, List<BankReconciliation.Line> bookOnly, List<BankReconciliation.Line> bankOnly) {
        return BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("operating")
                        .bankBalance(CAD.ofMinor(bank))
                        .bookBalance(CAD.ofMinor(book))
                        .bookOnly(bookOnly)
                        .bankOnly(bankOnly)
                        .build(),
                AS_OF);
    }

    @Property
    @Label(
            "REC-57 property 19: a payout holds exactly where its rows, less fees and what is carried, make it; in any order of rows")
    void payout(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -900, max = 900) Integer> amounts,
            @ForAll @IntRange(min = 0, max = 90) int carried,
            @ForAll @IntRange(min = -2, max = 2) int off,
            @ForAll @IntRange(min = -1, max = 1) int bankOff,
            @ForAll long seed) {
        List<SettlementProof.Entry> entries = new ArrayList<>();
        long net = carried;
        for (int amount : amounts) {
            long fee = amount > 0 ? amount / 30 : 0;
            net += amount - fee;
            entries.add(SettlementProof.Entry.of(
                    "t" + entries.size(), amount > 0 ? "charge" : "refund", CAD.ofMinor(amount), CAD.ofMinor(fee)));
        }
        long paid = net + off;
        SettlementProof one = payout(paid, paid + bankOff, carried, entries);
        assertThat(one.holds()).isEqualTo(off == 0 && bankOff == 0);
        assertThat(Math.abs(Amounts.minor(one.difference()))).isEqualTo(Math.abs(off));
        sameProof(one, payout(paid, paid + bankOff, carried, shuffled(entries, seed)));
    }

    private static SettlementProof payout(long paid, long credited, long carried, List<SettlementProof.Entry> entries) {
        return SettlementProof.prove(
                SettlementProof.Payout.builder()
                        .id("po_1")
                        .amount(CAD.ofMinor(paid))
                        .carriedIn(CAD.ofMinor(carried))
                        .entries(entries)
                        .bankCredit(CAD.ofMinor(credited))
                        .build(),
                AS_OF);
    }

    @Property
    @Label(
            "REC-56 property 19: funds hold exactly where each customer's and the pool's figures meet and nobody is below zero")
    void funds(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = -200, max = 900) Integer> available,
            @ForAll @IntRange(min = -1, max = 1) int customerOff,
            @ForAll @IntRange(min = -1, max = 1) int poolOff,
            @ForAll long seed) {
        List<CustomerFunds> customers = new ArrayList<>();
        for (int amount : available) {
            customers.add(CustomerFunds.builder()
                    .customer(PartyId.of("c" + customers.size()))
                    .opening(CAD.ofMinor(amount - 70L))
                    .putMovement(Movement.FUNDED, CAD.ofMinor(100))
                    .putMovement(Movement.DISBURSED, CAD.ofMinor(30))
                    .stated(CAD.ofMinor(amount + (customers.isEmpty() ? customerOff : 0)))
                    .build());
        }
        long pool = sum(available) + poolOff;
        AvailableFundsProof one = funds(customers, pool);
        boolean below = available.stream().anyMatch(amount -> amount < 0);
        assertThat(one.holds()).isEqualTo(customerOff == 0 && poolOff == 0 && !below);
        sameProof(one, funds(shuffled(customers, seed), pool));
    }

    private static AvailableFundsProof funds(List<CustomerFunds> customers, long pool) {
        return AvailableFundsProof.prove(
                "pool",
                customers,
                new AvailableFundsProof.Pool(CAD.ofMinor(pool), CAD.zero(), CAD.zero(), CAD.zero(), CAD.zero()),
                AS_OF);
    }

    @Property
    @Label("REC-58 property 19: an account holds exactly where movements and open items both make its closing balance")
    void account(
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 900) Integer> invoices,
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 900) Integer> receipts,
            @ForAll @IntRange(min = -1, max = 1) int off,
            @ForAll @IntRange(min = -1, max = 1) int openOff,
            @ForAll long seed) {
        long closing = 500 + sum(invoices) - sum(receipts);
        CustomerAccountProof one = account(invoices, receipts, closing + off, closing + openOff);
        assertThat(one.holds()).isEqualTo(off == 0 && openOff == 0);
        sameProof(one, account(shuffled(invoices, seed), shuffled(receipts, ~seed), closing + off, closing + openOff));
    }

    private static CustomerAccountProof account(
            List<Integer> invoices, List<Integer> receipts, long closing, long open) {
        return CustomerAccountProof.prove(CustomerAccountProof.Account.builder()
                .customer(PartyId.of("acme"))
                .period(DateRange.month(2026, 3))
                .addOpening(CAD.ofMinor(500))
                .putMovement(CustomerAccountProof.Kind.INVOICES, items(invoices))
                .putMovement(CustomerAccountProof.Kind.RECEIPTS, items(receipts))
                .addClosing(CAD.ofMinor(closing))
                .addOpenItems(item(1, open - 40), item(2, 40))
                .build());
    }

    /** Named by what they are, so that a shuffle changes places and nothing else. */
    private static List<Proof.Figure.Item> items(List<Integer> amounts) {
        List<Proof.Figure.Item> items = new ArrayList<>();
        amounts.forEach(amount -> items.add(new Proof.Figure.Item("a" + amount, CAD.ofMinor(amount), "")));
        return items;
    }

    @Property
    @Label("REC-55 property 19: ledger and payments cancel exactly where they do so in each currency")
    void balance(@ForAll @IntRange(min = -2, max = 2) int cad, @ForAll @IntRange(min = -2, max = 2) int usd) {
        Totals ledger = Totals.of(CAD.ofMinor(cad)).plus(Amounts.in("USD").currency(), 1);
        Totals payments = Totals.of(CAD.ofMinor(2)).plus(Amounts.in("USD").currency(), usd);
        assertThat(BalanceProof.prove("cash", ledger, payments, AS_OF).holds()).isEqualTo(cad == -2 && usd == -1);
    }
}
