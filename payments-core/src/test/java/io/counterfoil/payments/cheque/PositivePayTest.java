package io.counterfoil.payments.cheque;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.cheque.IssuedCheque.Presentment;
import io.counterfoil.payments.cheque.IssuedCheque.Written;
import io.counterfoil.payments.cheque.PositivePay.Compared;
import io.counterfoil.payments.cheque.PositivePay.Verdict;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PositivePayTest {

    private final ChequeDesk desk = new ChequeDesk();
    private final PositivePay pay = PositivePay.in(ChequeDesk.TORONTO);

    @Test
    @DisplayName("PAY-22 the bank is told what was mailed and what it must not pay any more, with control sums")
    void issueFile() {
        Written quoted = Written.of(
                new IssuedCheque.Id("oper,ating", 7),
                desk.cad.of("1.10"),
                PartyId.of("acme"),
                PartyId.of("the \"mill\""),
                LocalDate.of(2027, 3, 1));
        IssuedCheque second = desk.machine.initial();
        for (ChequeCommand command : List.of(
                ChequeCommand.print(quoted, ChequeDesk.MARIA, "p"), ChequeCommand.mail(ChequeDesk.MARIA, "m"))) {
            second = desk.decide(second, command).orThrow().state();
        }
        PositivePay.IssueFile file = pay.issueFile(
                Stream.of(desk.states().get("VOID"), second, desk.states().get("PRINTED"), desk.machine.initial()),
                LocalDate.of(2027, 3, 2));
        assertThat(file.csv()).isEqualTo("""
                act,account,number,amount,currency,date,payee
                ISSUE,"oper,ating",7,1.10,CAD,2027-03-01,"the ""mill""\"
                ISSUE,operating,1001,250.00,CAD,2027-03-01,paper-mill
                CANCEL,operating,1001,250.00,CAD,2027-03-01,paper-mill
                """);
        assertThat(file.issued()).hasToString("251.10 CAD");
        assertThat(file.cancelled()).hasToString("250.00 CAD");
        assertThat(pay.issueFile(Stream.of(second), LocalDate.of(2027, 3, 3)).lines())
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-22 each presented item is compared with what was issued and with the other items")
    void compare() {
        Map<String, Verdict> expected = Map.of(
                "PRINTED", Verdict.NOT_MAILED,
                "MAILED", Verdict.AGREES,
                "STOPPED", Verdict.STOPPED,
                "STALE", Verdict.STALE,
                "EXCEPTION", Verdict.UNDECIDED,
                "PAID", Verdict.ALREADY_PAID,
                "VOID", Verdict.CANCELLED,
                "CLOSED", Verdict.CANCELLED);
        desk.states()
                .forEach((status, cheque) -> assertThat(pay.compare(List.of(desk.item("250.00")), Stream.of(cheque)))
                        .extracting(Compared::verdict)
                        .containsExactly(expected.get(status)));
        Presentment twice =
                new Presentment(desk.written.id(), desk.cad.of("250.00"), LocalDate.of(2027, 3, 3), "second");
        Presentment strange = new Presentment(
                new IssuedCheque.Id("operating", 4), desk.cad.of("250.00"), LocalDate.of(2027, 3, 3), "s");
        List<Compared> compared = pay.compare(
                List.of(desk.item("9.99"), desk.item("250.00"), twice, strange),
                Stream.of(desk.states().get("MAILED")));
        assertThat(compared)
                .extracting(Compared::verdict)
                .containsExactly(Verdict.AMOUNT_DIFFERS, Verdict.AGREES, Verdict.ALREADY_PAID, Verdict.NOT_ISSUED);
        assertThat(compared)
                .extracting(Compared::sentence)
                .containsExactly(
                        "presented for 9.99 CAD, issued for 250.00 CAD",
                        "cheque operating#1001 of 250.00 CAD agrees",
                        "cheque operating#1001 was presented as 'item-250.00' too",
                        "no cheque operating#4 was issued");
        String text = Documents.text(PositivePay.document(LocalDate.of(2027, 3, 3), compared), Locale.CANADA);
        assertThat(text).contains("4 presented, 3 to decide", "NOT_ISSUED");
        assertThat(text.indexOf("NOT_ISSUED")).isLessThan(text.indexOf("AGREES"));
    }
}
