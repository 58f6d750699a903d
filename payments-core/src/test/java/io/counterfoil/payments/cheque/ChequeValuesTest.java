package io.counterfoil.payments.cheque;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.cheque.IssuedCheque.Presentment;
import io.counterfoil.payments.cheque.IssuedCheque.Written;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChequeValuesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 3);

    private final ChequeDesk desk = new ChequeDesk();

    @Test
    @DisplayName("PAY-22 a cheque is named by account and number, sorted by both, and is above 0")
    void values() {
        IssuedCheque.Id first = new IssuedCheque.Id("operating", 9);
        assertThat(List.of(new IssuedCheque.Id("payroll", 1), new IssuedCheque.Id("operating", 10), first).stream()
                        .sorted())
                .extracting(IssuedCheque.Id::toString)
                .containsExactly("operating#9", "operating#10", "payroll#1");
        assertThat(first.compareTo(new IssuedCheque.Id("operating", 9))).isZero();
        assertThat(first.subject()).hasToString("cheque:operating#9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IssuedCheque.Id("operating", 0))
                .withMessage("cheque 0 on account 'operating',"
                        + " expected the host's name of the account and a number above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new IssuedCheque.Id(" ", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Written.of(first, desk.cad.of("0.00"), PartyId.of("acme"), PartyId.of("mill"), DAY))
                .withMessage("cheque operating#9 of 0.00 CAD, expected above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Presentment(first, desk.cad.of("1.00"), DAY, " "))
                .withMessage("presentment of cheque operating#9 has a blank reference, expected the bank's");
        assertThat(ChequeStatus.STALE.id()).isEqualTo("CHEQUE.STALE");
        assertThat(IssuedCheques.Refused.SAME_PERSON.id()).isEqualTo("CHEQUE.SAME_PERSON");
        assertThat(PositivePay.Verdict.AGREES.id()).isEqualTo("POSITIVE_PAY.AGREES");
    }

    @Test
    @DisplayName("PAY-22 a cheque may be paid until it is paid, void or closed; one that was never printed may not")
    void payable() {
        Map<Boolean, List<String>> byPayable = desk.states().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().isPayable(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        assertThat(byPayable.get(true)).containsExactlyInAnyOrder("PRINTED", "MAILED", "STOPPED", "STALE", "EXCEPTION");
        assertThat(byPayable.get(false)).containsExactlyInAnyOrder("PAID", "VOID", "CLOSED");
        assertThat(desk.machine.initial().isPayable()).isFalse();
        assertThat(desk.states().get("MAILED").maker()).contains(ChequeDesk.MARIA);
        assertThat(desk.machine.initial().maker()).isEmpty();
        assertThat(desk.states().get("MAILED").stopEffectiveOn()).isEmpty();
        assertThat(desk.states().get("PAID").presentment()).isPresent();
    }

    @Test
    @DisplayName(
            "PAY-22 what the bank presents in another currency cannot be paid anyway: only the bank can put it right")
    void currency() {
        Presentment dollars =
                new Presentment(desk.written.id(), Amounts.in("USD").of("250.00"), DAY, "usd");
        IssuedCheque exception = desk.decide(
                        desk.states().get("MAILED"), ChequeCommand.present(dollars, ChequeDesk.BANK))
                .orThrow()
                .state();
        assertThat(exception.status()).isEqualTo(ChequeStatus.EXCEPTION);
        assertThat(desk.decide(exception, ChequeCommand.payAnyway("known payee", ChequeDesk.BEN, "ok"))
                        .refusal())
                .hasValueSatisfying(
                        refusal -> assertThat(refusal.code()).isEqualTo(IssuedCheques.Refused.OTHER_CURRENCY));
    }

    @Test
    @DisplayName("PAY-22 PAY-45 an exception paid for more or less moves what the bank paid, and names each journal")
    void journals() {
        IssuedCheque mailed = desk.states().get("MAILED");
        var odd = desk.decide(mailed, ChequeCommand.present(desk.item("300.00"), ChequeDesk.BANK))
                .orThrow();
        assertThat(desk.machine.journals(odd)).as("an exception moves nothing").isEmpty();
        var paid = desk.decide(odd.state(), ChequeCommand.payAnyway("known payee", ChequeDesk.BEN, "ok"))
                .orThrow();
        assertThat(desk.machine.journals(paid))
                .extracting(journal -> journal.id() + " " + journal.valueOn() + " "
                        + journal.legs().stream()
                                .filter(leg -> leg.side() == Journal.Side.DEBIT)
                                .mapToLong(Journal.Leg::minor)
                                .sum())
                .containsExactly(
                        "operating#1001:payAnyway:ok 2027-03-03 25000",
                        "operating#1001:payAnyway:ok:over 2027-03-03 5000",
                        "operating#1001:payAnyway:ok:cash 2027-03-03 30000");
        var low = desk.decide(mailed, ChequeCommand.present(desk.item("200.00"), ChequeDesk.BANK))
                .orThrow();
        var lowPaid = desk.decide(low.state(), ChequeCommand.payAnyway("known payee", ChequeDesk.BEN, "ok"))
                .orThrow();
        assertThat(desk.machine.journals(lowPaid))
                .extracting(journal -> journal.id().value())
                .containsExactly("operating#1001:payAnyway:ok", "operating#1001:payAnyway:ok:cash");
        assertThat(desk.machine.journals(lowPaid).get(0).attributes()).containsEntry("cheque", "operating#1001");
    }

    @Test
    @DisplayName("PAY-22 a name with a line break or a quote cannot break a line of the file")
    void csv() {
        for (String name : List.of("a\nb", "a\rb", "a\"b", "a,b")) {
            Written written = Written.of(
                    new IssuedCheque.Id("op", 1), desk.cad.of("1.00"), PartyId.of("acme"), PartyId.of(name), DAY);
            String csv = new PositivePay.IssueFile(
                            DAY,
                            List.of(new PositivePay.Line(PositivePay.Act.ISSUE, written)),
                            io.counterfoil.payments.money.Totals.of(List.of()),
                            io.counterfoil.payments.money.Totals.of(List.of()))
                    .csv();
            assertThat(csv).endsWith("ISSUE,op,1,1.00,CAD,2027-03-03,\"" + name.replace("\"", "\"\"") + "\"\n");
        }
    }
}
