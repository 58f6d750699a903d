package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures by hand from payments specification 4.7. */
class AvailableFundsTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2027-03-10T15:00:00Z");
    private static final LocalDate MAR_1 = LocalDate.of(2027, 3, 1);
    private static final LocalDate MAR_10 = LocalDate.of(2027, 3, 10);
    private static final AsOf AS_OF = AsOf.at(NOW, TORONTO);
    private static final PartyId CLIENT = PartyId.of("42");

    private final AccountMap accounts = AccountMap.builder()
            .account(
                    AccountMap.Role.Core.CLIENT.of("42"),
                    Account.liability("client:42", CAD.currency()).notBelow(CAD.of("-50.00")))
            .standard(
                    CAD.currency(), AccountMap.Role.Core.CASH, AccountMap.Role.Core.INFLIGHT, AccountMap.Role.Core.FEES)
            .build();
    private final Ledger ledger = Ledger.inMemory(TORONTO);

    @BeforeEach
    void settleOneAndReturnPartOfIt() {
        accounts.openIn(ledger);
        settle("p-1", "100.00", MAR_1, "2027-05-30");
        settle("p-2", "40.00", MAR_10, AvailableFunds.WITHOUT_END);
        settle("p-3", "7.00", MAR_1, "2027-03-09");
        ledger.post(
                        Journal.of("p-1:returned")
                                .bookedOn(MAR_10)
                                .debit("client:42", CAD.of("30.00"))
                                .credit("cash:cad", CAD.of("30.00"))
                                .attribute(AvailableFunds.PAYMENT, "p-1"),
                        NOW)
                .orThrow();
        ledger.pend(
                        Journal.of("p-4:approved")
                                .bookedOn(MAR_10)
                                .debit("client:42", CAD.of("12.00"))
                                .credit("inflight:cad", CAD.of("12.00")),
                        Journal.Expiry.never(),
                        NOW)
                .orThrow();
        ledger.pend(
                        Journal.of("p-5:submitted")
                                .bookedOn(MAR_10)
                                .debit("inflight:cad", CAD.of("500.00"))
                                .credit("client:42", CAD.of("500.00")),
                        Journal.Expiry.never(),
                        NOW)
                .orThrow();
    }

    private void settle(String payment, String amount, LocalDate day, String finalOn) {
        ledger.post(
                        Journal.of(payment + ":settled")
                                .bookedOn(day)
                                .debit("cash:cad", CAD.of(amount))
                                .credit("client:42", CAD.of(amount))
                                .attribute(AvailableFunds.PAYMENT, payment)
                                .attribute(AvailableFunds.FINAL_ON, finalOn),
                        NOW)
                .orThrow();
    }

    private AvailableFunds.Report.Line line(AvailableFunds.Hold hold, AsOf asOf) {
        AvailableFunds.Report report = AvailableFunds.of(accounts).holding(hold).assess(CLIENT, ledger, asOf);
        assertThat(report.proof().holds()).isTrue();
        assertThat(report.lines()).hasSize(1);
        return report.lines().get(0);
    }

    private static List<String> items(Proof.Figure figure) {
        return figure.items().stream()
                .map(item -> item.reference() + " " + Amounts.plain(item.amount()) + " " + item.note())
                .toList();
    }

    @Test
    @DisplayName(
            "PAY-55 Available is posted less pending against; what is pending for the client is shown, not counted")
    void withoutHold() {
        AvailableFunds.Report.Line line = line(AvailableFunds.Hold.none(), AS_OF);
        assertThat(line.posted().amount()).isEqualTo(CAD.of("117.00"));
        assertThat(items(line.posted()))
                .containsExactly(
                        "p-1:settled 100.00 2027-03-01",
                        "p-2:settled 40.00 2027-03-10",
                        "p-3:settled 7.00 2027-03-01",
                        "p-1:returned -30.00 2027-03-10");
        assertThat(items(line.pending())).containsExactly("p-4:approved 12.00 2027-03-10");
        assertThat(items(line.pendingFor())).containsExactly("p-5:submitted 500.00 2027-03-10");
        assertThat(line.available()).isEqualTo(CAD.of("105.00"));
    }

    @Test
    @DisplayName("PAY-55 Held until final: what can still be taken back of each payment, less what was")
    void untilFinal() {
        AvailableFunds.Report.Line line = line(AvailableFunds.Hold.untilFinal(), AS_OF);
        assertThat(items(line.held()))
                .containsExactly("p-1:settled 70.00 until 2027-05-30", "p-2:settled 40.00 without end");
        assertThat(line.available()).isEqualTo(CAD.of("-5.00"));
        assertThat(line.isWithinLimit()).isTrue();
        assertThat(items(line(AvailableFunds.Hold.untilFinal(), AS_OF.on(LocalDate.of(2027, 5, 30)))
                        .held()))
                .as("the last day is still held")
                .hasSize(2);
        assertThat(items(line(AvailableFunds.Hold.untilFinal(), AS_OF.on(LocalDate.of(2027, 5, 31)))
                        .held()))
                .containsExactly("p-2:settled 40.00 without end");
    }

    @Test
    @DisplayName(
            "PAY-55 Held for fixed days: a credit of the 1st held for 9 days is free on the 10th, for 10 days on the 11th")
    void fixedDays() {
        assertThat(items(line(AvailableFunds.Hold.days(9), AS_OF).held()))
                .containsExactly("p-2:settled 40.00 until 2027-03-18");
        assertThat(items(line(AvailableFunds.Hold.days(10), AS_OF).held()))
                .containsExactly(
                        "p-1:settled 70.00 until 2027-03-10",
                        "p-2:settled 40.00 until 2027-03-19",
                        "p-3:settled 7.00 until 2027-03-10");
        // 8 business days after Monday 1 March is Thursday 11 March; held until the 10th
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        assertThat(items(
                        line(AvailableFunds.Hold.businessDays(8, canada), AS_OF).held()))
                .contains("p-3:settled 7.00 until 2027-03-10");
        assertThat(items(
                        line(AvailableFunds.Hold.businessDays(7, canada), AS_OF).held()))
                .doesNotContain("p-3:settled 7.00 until 2027-03-09");
    }

    @Test
    @DisplayName("PAY-55 A hold that goes below the limit is shown as a problem, not as a broken proof")
    void belowLimit() {
        ledger.post(
                        Journal.of("payout")
                                .bookedOn(MAR_10)
                                .debit("client:42", CAD.of("100.00"))
                                .credit("cash:cad", CAD.of("100.00")),
                        NOW)
                .orThrow();
        AvailableFunds.Report report = AvailableFunds.of(accounts)
                .holding(AvailableFunds.Hold.untilFinal())
                .assess(CLIENT, ledger, AS_OF);
        assertThat(report.isWithinLimits()).isFalse();
        assertThat(report.proof().holds()).isTrue();
        assertThat(report.proof().problems())
                .extracting(problem -> problem.code().id() + " " + problem.message())
                .containsExactly("FUNDS.BELOW_LIMIT client:42: available -105.00 CAD, expected not below -50.00 CAD");
    }

    @Test
    @DisplayName("PAY-55 As of an earlier day, or with what was known then")
    void asOf() {
        assertThat(line(AvailableFunds.Hold.none(), AS_OF.on(MAR_1)).available())
                .isEqualTo(CAD.of("107.00"));
        assertThat(line(AvailableFunds.Hold.none(), new AsOf(MAR_10, NOW.minusSeconds(1)))
                        .available())
                .isEqualTo(CAD.zero());
    }

    @Test
    @DisplayName("PAY-55 By value: a credit of tomorrow's value is not there today")
    void byValue() {
        ledger.post(
                        Journal.of("late")
                                .bookedOn(MAR_10)
                                .valueOn(MAR_10.plusDays(1))
                                .debit("cash:cad", CAD.of("5.00"))
                                .credit("client:42", CAD.of("5.00")),
                        NOW)
                .orThrow();
        AvailableFunds funds = AvailableFunds.of(accounts);
        assertThat(funds.assess(CLIENT, ledger, AS_OF).available().in(CAD.currency()))
                .isEqualTo(CAD.of("110.00"));
        assertThat(funds.by(BalanceBasis.VALUE)
                        .assess(CLIENT, ledger, AS_OF)
                        .available()
                        .in(CAD.currency()))
                .isEqualTo(CAD.of("105.00"));
    }

    @Test
    @DisplayName("PAY-55 What was posted out of a pending journal is pending no more")
    void postedPending() {
        ledger.postPending(Journal.PostPending.all(Journal.of("p-4:settled").bookedOn(MAR_10), "p-4:approved"), NOW)
                .orThrow();
        AvailableFunds.Report.Line line = line(AvailableFunds.Hold.none(), AS_OF);
        assertThat(line.pending().items()).isEmpty();
        assertThat(line.available()).isEqualTo(CAD.of("105.00"));
    }

    @Test
    @DisplayName("PAY-55 An unknown client and a hold of no days are refused")
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AvailableFunds.of(accounts).assess(PartyId.of("43"), ledger, AS_OF))
                .withMessageStartingWith("client 43 has no account, expected one in role client:43");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AvailableFunds.Hold.days(0))
                .withMessageContaining("expected 1 or more");
    }

    @Test
    @DisplayName(
            "PAY-56 Suspense is aged by the item a journal names, else first in, first out, and each item has an owner")
    void suspense() {
        AccountMap map = AccountMap.builder()
                .standard(
                        CAD.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.SUSPENSE,
                        AccountMap.Role.Core.UNAPPLIED)
                .build();
        Ledger books = Ledger.inMemory(TORONTO);
        map.openIn(books);
        books.post(in("s-1", "10.00", MAR_1).attribute(SuspenseAging.ITEM, "line-1"), NOW)
                .orThrow();
        books.post(in("s-2", "20.00", MAR_1), NOW).orThrow();
        books.post(in("s-3", "5.00", MAR_10), NOW).orThrow();
        books.post(out("s-4", "21.00", MAR_10), NOW).orThrow();
        books.post(
                        out("s-5", "4.00", MAR_10)
                                .attribute(SuspenseAging.ITEM, "line-1")
                                .attribute(SuspenseAging.OWNER, "maria"),
                        NOW)
                .orThrow();
        books.post(
                        Journal.of("u-1")
                                .bookedOn(MAR_10)
                                .debit("cash:cad", CAD.of("3.00"))
                                .credit("unapplied:cad", CAD.of("3.00")),
                        NOW)
                .orThrow();
        SuspenseAging.Report report = SuspenseAging.of(map, "operations")
                .owner(map.of(AccountMap.Role.Core.UNAPPLIED), "receivables")
                .assess(books, AS_OF);
        assertThat(report.items())
                .extracting(item -> String.join(
                        " ",
                        item.account().value(),
                        item.reference(),
                        Amounts.plain(item.amount()),
                        item.since().toString(),
                        Long.toString(item.ageDays()),
                        item.band(),
                        item.owner()))
                .containsExactly(
                        "suspense:cad line-1 6.00 2027-03-01 9 6-30 maria",
                        "suspense:cad s-3 4.00 2027-03-10 0 0-1 operations",
                        "unapplied:cad u-1 3.00 2027-03-10 0 0-1 receivables");
        assertThat(report.proof().holds()).isTrue();
        assertThat(report.bands()).containsExactly("0-1", "2-5", "6-30", "over 30");
        assertThat(report.in("6-30").in(CAD.currency())).isEqualTo(CAD.of("6.00"));
        assertThat(books.prove(DateRange.month(2027, 3)).holds()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuspenseAging.of(map, "x").bands(5, 5))
                .withMessageContaining("rising");
        assertThatIllegalArgumentException().isThrownBy(() -> SuspenseAging.of(map, " "));
    }

    private static Journal in(String id, String amount, LocalDate day) {
        return Journal.of(id).bookedOn(day).debit("cash:cad", CAD.of(amount)).credit("suspense:cad", CAD.of(amount));
    }

    private static Journal out(String id, String amount, LocalDate day) {
        return Journal.of(id)
                .bookedOn(day)
                .debit("suspense:cad", CAD.of(amount))
                .credit("cash:cad", CAD.of(amount));
    }
}
