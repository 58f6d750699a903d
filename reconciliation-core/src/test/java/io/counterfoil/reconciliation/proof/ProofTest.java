package io.counterfoil.reconciliation.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.FeeRecord;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.CustomerFunds;
import io.counterfoil.reconciliation.proof.AvailableFundsProof.Movement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate END = LocalDate.of(2026, 3, 31);
    private static final AsOf AS_OF = new AsOf(END, Instant.parse("2026-04-01T08:00:00Z"));

    private static Proof.Figure.Item line(String id, String amount) {
        return new Proof.Figure.Item(id, CAD.of(amount), "");
    }

    private static BankReconciliation.Line line(String kind, String id, String amount) {
        return new BankReconciliation.Line(kind, line(id, amount));
    }

    private static BankReconciliation bank() {
        return BankReconciliation.prove(
                BankReconciliation.Sides.builder()
                        .account("operating")
                        .bankBalance(CAD.of("5000"))
                        .bookBalance(CAD.of("4700"))
                        .addBookOnly(
                                line("OUTSTANDING_CHEQUE", "ch-2", "-400"),
                                line("OUTSTANDING_CHEQUE", "ch-1", "-50"),
                                line("DEPOSIT_IN_TRANSIT", "dep-9", "120"))
                        .addBankOnly(line("UNRECORDED_FEE", "b-77", "-30"))
                        .build(),
                AS_OF);
    }

    private static AvailableFundsProof funds() {
        CustomerFunds one = CustomerFunds.builder()
                .customer(PartyId.of("c1"))
                .opening(CAD.of("100"))
                .putMovement(Movement.DISBURSED, CAD.of("150"))
                .stated(CAD.of("-50"))
                .build();
        CustomerFunds two = CustomerFunds.builder()
                .customer(PartyId.of("c2"))
                .opening(CAD.of("500"))
                .stated(CAD.of("500"))
                .build();
        return AvailableFundsProof.prove(
                "pool",
                List.of(two, one),
                new AvailableFundsProof.Pool(CAD.of("450"), CAD.zero(), CAD.zero(), CAD.zero(), CAD.zero()),
                AS_OF);
    }

    private static SettlementProof.Payout.Builder payout() {
        return SettlementProof.Payout.builder()
                .id("po_1")
                .amount(CAD.of("145.05"))
                .addEntries(
                        SettlementProof.Entry.builder()
                                .id("t1")
                                .type("charge")
                                .amount(CAD.of("100"))
                                .fee(CAD.of("3.20"))
                                .ordered(CAD.of("100"))
                                .build(),
                        SettlementProof.Entry.of("t2", "charge", CAD.of("50"), CAD.of("1.75")));
    }

    private static CustomerAccountProof account(String closing) {
        return CustomerAccountProof.prove(CustomerAccountProof.Account.builder()
                .customer(PartyId.of("acme"))
                .period(DateRange.month(2026, 3))
                .addOpening(CAD.of("100"))
                .putMovement(CustomerAccountProof.Kind.INVOICES, List.of(line("inv-1", "250"), line("inv-2", "80")))
                .putMovement(CustomerAccountProof.Kind.RECEIPTS, List.of(line("r-1", "300")))
                .putMovement(CustomerAccountProof.Kind.CREDITS, List.of(line("cn-1", "30")))
                .addClosing(CAD.of(closing))
                .addOpenItems(line("inv-0", "20"), line("inv-2", "80"))
                .build());
    }

    private static FeeProof fees(String charged, String posted) {
        FeeRecord record = FeeRecord.builder()
                .source("stripe")
                .scheduleLine("card")
                .basis(CAD.of("100"))
                .expected(CAD.of("3.20"))
                .charged(CAD.of(charged))
                .statementLine(ItemId.of("s-1"))
                .build();
        return FeeProof.prove(
                new FeeProof.Source("stripe", DateRange.month(2026, 3), CAD.currency()),
                List.of(record),
                List.of(line("s-1", charged)),
                List.of(line("j-1", posted)));
    }

    @Test
    @DisplayName("REC-55 the bank reconciliation statement is a page that an auditor would sign")
    void bankPage() throws IOException {
        BankReconciliation proof = bank();
        assertThat(proof.holds()).isTrue();
        assertThat(proof.adjustedBank()).isEqualTo(CAD.of("4670"));
        golden("bank-reconciliation", proof);
    }

    @Test
    @DisplayName(
            "REC-56 available funds fail for one customer's shortfall although the pool agrees, and the page says so")
    void fundsPage() throws IOException {
        AvailableFundsProof proof = funds();
        assertThat(proof.holds()).isFalse();
        assertThat(proof.pooledDifference()).isEqualTo(CAD.zero());
        assertThat(proof.sentence()).contains("customer c1 is short of 50.00 CAD");
        assertThatThrownBy(proof::orThrow).isInstanceOf(Proof.NotHeldException.class);
        golden("available-funds", proof);
    }

    @Test
    @DisplayName("REC-56 a customer stands once, movements are positive, amounts are in one currency")
    void fundsRefused() {
        CustomerFunds one = CustomerFunds.builder()
                .customer(PartyId.of("c1"))
                .opening(CAD.zero())
                .stated(CAD.zero())
                .build();
        AvailableFundsProof.Pool pool =
                new AvailableFundsProof.Pool(CAD.zero(), CAD.zero(), CAD.zero(), CAD.zero(), CAD.zero());
        assertThatThrownBy(() -> AvailableFundsProof.prove("p", List.of(one, one), pool, AS_OF))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> CustomerFunds.builder()
                        .from(one)
                        .putMovement(Movement.FEES, CAD.of("-1"))
                        .build())
                .hasMessageContaining("expected 0 or more");
        CustomerFunds dollars = CustomerFunds.builder()
                .from(one)
                .stated(Amounts.in("USD").zero())
                .build();
        assertThatThrownBy(() -> AvailableFundsProof.prove("p", List.of(dollars), pool, AS_OF))
                .hasMessageContaining("one currency");
    }

    @Test
    @DisplayName("REC-57 a payout is proved from its orders to the bank, a bank charge explained by its line")
    void payoutPage() throws IOException {
        Difference charge = new Difference(Difference.Reason.BANK_CHARGE, CAD.of("-15"));
        SettlementProof proof = SettlementProof.prove(
                payout().bankCredit(CAD.of("130.05")).addBankDifference(charge).build(), AS_OF);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.bankDifference()).contains(CAD.of("-15"));
        golden("payout", proof);
        SettlementProof unexplained =
                SettlementProof.prove(payout().bankCredit(CAD.of("130.05")).build(), AS_OF);
        assertThat(unexplained.holds()).isFalse();
        assertThat(unexplained.differences().get(0).amount()).isEqualTo(CAD.of("-15"));
    }

    @Test
    @DisplayName("REC-57 an entry that is not its order, and an entry that stands twice, fail")
    void payoutOrders() {
        SettlementProof.Payout wrong = SettlementProof.Payout.builder()
                .id("po_2")
                .amount(CAD.of("99"))
                .addEntry(SettlementProof.Entry.builder()
                        .id("t1")
                        .type("charge")
                        .amount(CAD.of("99"))
                        .fee(CAD.zero())
                        .ordered(CAD.of("100"))
                        .build())
                .build();
        SettlementProof proof = SettlementProof.prove(wrong, AS_OF);
        assertThat(proof.holds()).isFalse();
        assertThat(proof.sentence()).isEqualTo("entry t1 less its order -1.00 CAD");
        assertThatThrownBy(() -> payout().addEntry(SettlementProof.Entry.of("t1", "charge", CAD.of("1"), CAD.zero()))
                        .build())
                .hasMessageContaining("stands twice");
    }

    @Test
    @DisplayName("REC-57 a manual payout is all that is free, else the one set that comes to it; several are ambiguous")
    void manualPayout() {
        List<SettlementProof.Row> rows = List.of(
                new SettlementProof.Row("r1", CAD.of("30"), END.minusDays(3)),
                new SettlementProof.Row("r2", CAD.of("50"), END.minusDays(2)),
                new SettlementProof.Row("r3", CAD.of("20"), END.minusDays(1)),
                new SettlementProof.Row("r4", CAD.of("70"), END.plusDays(1)));
        assertThat(members(rows, "100")).isEqualTo("UNIQUE [[r1, r2, r3]]");
        assertThat(members(rows, "80")).isEqualTo("UNIQUE [[r1, r2]]");
        assertThat(members(rows, "50")).isEqualTo("AMBIGUOUS [[r2], [r1, r3]]");
        assertThat(members(rows, "71")).isEqualTo("NONE []");
        List<SettlementProof.Row> many = IntStream.range(0, 300)
                .mapToObj(n -> new SettlementProof.Row("m" + n, CAD.ofMinor(1000 + n), END))
                .toList();
        assertThat(members(many, "80")).isEqualTo("TRUNCATED []");
        assertThatThrownBy(() -> members(rows, "-1")).hasMessageContaining("more than nothing");
    }

    private static String members(List<SettlementProof.Row> rows, String amount) {
        Resolution<List<SettlementProof.Row>> found =
                SettlementProof.members(new SettlementProof.ManualPayout(CAD.of(amount), END, 4), day -> rows);
        List<List<SettlementProof.Row>> readings = found.fold(
                u -> List.of(u.value()),
                a -> a.alternatives(),
                n -> List.<List<SettlementProof.Row>>of(),
                t -> t.best());
        return found.kind() + " "
                + readings.stream()
                        .map(set -> set.stream().map(SettlementProof.Row::id).toList())
                        .toList();
    }

    @Test
    @DisplayName("REC-58 a customer's account comes to its open items, or the proof names what is missing")
    void accountPage() throws IOException {
        CustomerAccountProof proof = account("100");
        assertThat(proof.holds()).isTrue();
        golden("customer-account", proof);
        CustomerAccountProof off = account("100.01");
        assertThat(off.holds()).isFalse();
        assertThat(off.differences().get(0).amount()).isEqualTo(CAD.of("-0.01"));
    }

    @Test
    @DisplayName("REC-59 fees are equal as expected, charged and posted, or each line has its variance and a break")
    void feePage() throws IOException {
        assertThat(fees("3.20", "3.20").holds()).isTrue();
        FeeProof off = fees("3.50", "3.20");
        assertThat(off.holds()).isFalse();
        assertThat(off.differences()).extracting(Proof.Figure::amount).containsExactly(CAD.of("0.30"), CAD.of("-0.30"));
        assertThat(off.breaks()).singleElement().satisfies(found -> {
            assertThat(found.amount()).contains(CAD.of("0.30"));
            assertThat(found.toAlert(AS_OF.knownAt()).key().value()).isEqualTo("FEE_VARIANCE/fee:card s-1");
        });
        golden("fees", off);
    }

    @Test
    @DisplayName("REC-55 to REC-59 permuting what a proof is made of changes neither verdict nor digest")
    void permuted() {
        List<BankReconciliation.Line> lines = new ArrayList<>(List.of(
                line("OUTSTANDING_CHEQUE", "ch-1", "-50"),
                line("DEPOSIT_IN_TRANSIT", "dep-9", "120"),
                line("OUTSTANDING_CHEQUE", "ch-2", "-400")));
        for (int turn = 0; turn < 3; turn++) {
            Collections.rotate(lines, 1);
            Proof proof = BankReconciliation.prove(
                    BankReconciliation.Sides.builder()
                            .account("operating")
                            .bankBalance(CAD.of("5000"))
                            .bookBalance(CAD.of("4700"))
                            .bookOnly(lines)
                            .addBankOnly(line("UNRECORDED_FEE", "b-77", "-30"))
                            .build(),
                    AS_OF);
            assertThat(proof.digest()).isEqualTo(bank().digest());
            assertThat(proof).isEqualTo(bank());
        }
    }

    private static void golden(String name, DerivedProof proof) throws IOException {
        String text = Documents.text(proof.toDocument(), Locale.UK);
        String html = Documents.html(proof.toDocument(), Locale.UK);
        if (Boolean.getBoolean("counterfoil.write")) {
            Path folder = Path.of("src/test/resources/io/counterfoil/reconciliation/proof");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".txt"), text);
            Files.writeString(folder.resolve(name + ".html"), html);
        }
        assertThat(text).isEqualTo(resource(name + ".txt"));
        assertThat(html).isEqualTo(resource(name + ".html"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ProofTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
