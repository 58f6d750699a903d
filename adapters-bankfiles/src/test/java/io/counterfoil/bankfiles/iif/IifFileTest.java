package io.counterfoil.bankfiles.iif;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IifFileTest {

    private final Amounts cad = Amounts.in("CAD");

    private IifFile.Transaction transaction(String total, String memo, IifFile.Split... splits) {
        return IifFile.Transaction.builder()
                .type("DEPOSIT")
                .date(LocalDate.of(2027, 3, 2))
                .account("Chequing")
                .total(cad.of(total))
                .number("P-17")
                .memo(memo)
                .addSplits(splits)
                .build();
    }

    @Test
    @DisplayName("BNK-37 a payout with its fee is written as one transaction that adds up")
    void aPayoutWithItsFee() throws IOException {
        IifFile file = IifFile.of(List.of(transaction(
                        "97.00",
                        "Payout",
                        IifFile.Split.of("Undeposited Funds", cad.of("-100.00")),
                        new IifFile.Split("Bank Fees", cad.of("3.00"), "Stripe", "fee"))))
                .orThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);

        assertThat(out.toString(Charset.forName("windows-1252")))
                .isEqualTo(String.join(
                        "",
                        "!TRNS\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\r\n",
                        "!SPL\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\r\n!ENDTRNS\r\n",
                        "TRNS\tDEPOSIT\t03/02/2027\tChequing\t\t97.00\tP-17\tPayout\r\n",
                        "SPL\tDEPOSIT\t03/02/2027\tUndeposited Funds\t\t-100.00\tP-17\t\r\n",
                        "SPL\tDEPOSIT\t03/02/2027\tBank Fees\tStripe\t3.00\tP-17\tfee\r\nENDTRNS\r\n"));
    }

    @Test
    @DisplayName(
            "BNK-37 what does not add up, is not exact or mixes currencies is named, all of it, and nothing is written")
    void refusals() {
        Checked<IifFile> file = IifFile.of(List.of(
                transaction("97.00", "", IifFile.Split.of("A", cad.of("-96.99"))),
                transaction("1.00", "", IifFile.Split.of("A", Amounts.in("USD").of("-1.00"))),
                IifFile.Transaction.builder()
                        .type("T")
                        .date(LocalDate.of(2027, 3, 2))
                        .account("A")
                        .total(Amounts.in("KWD").of("1.005"))
                        .addSplits(IifFile.Split.of("B", Amounts.in("KWD").of("-1.005")))
                        .build()));

        assertThat(file.value()).isEmpty();
        assertThat(file.diagnostics().stream().map(d -> d.code().id()))
                .containsExactly("IMPORT.UNBALANCED", "IMPORT.CURRENCY_MIXED", "IMPORT.NOT_EXACT");
        assertThat(file.diagnostics().get(0).message())
                .isEqualTo("transaction 'P-17' adds up to 0.01, expected total and splits to make zero");
        assertThat(file.diagnostics().stream().map(Diagnostic::location).map(Object::toString))
                .containsExactly("IIF transaction 1", "IIF transaction 2", "IIF transaction 3");
    }

    @Test
    @DisplayName("BNK-37 BNK-38 no text breaks a row; formulas are neutralised by option")
    void texts() {
        IifFile file = IifFile.of(
                        List.of(transaction("1.00", "=cmd\t|\r\ncalc ž Łódź", IifFile.Split.of("@A", cad.of("-1.00")))))
                .orThrow();

        assertThat(file.lines().get(3)).endsWith("\t=cmd |  calc ž ?ódz");
        assertThat(file.spreadsheetSafe().lines().get(3)).endsWith("\t'=cmd |  calc ž ?ódz");
        assertThat(file.spreadsheetSafe().lines().get(4)).contains("\t'@A\t\t-1.00\t");
    }
}
