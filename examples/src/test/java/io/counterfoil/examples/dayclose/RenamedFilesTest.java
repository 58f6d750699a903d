package io.counterfoil.examples.dayclose;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The day close takes the bank's files by what is in them, whatever they are called. */
class RenamedFilesTest {

    private static final Instant CLOSE = Instant.parse("2027-03-31T20:30:00Z");
    private static final List<String> ENDINGS = List.of("csv", "pdf", "txt", "sta", "json", "");

    /** The bank's files under names that say something else. */
    private static InputFolder renamed() {
        Map<String, String> trueNames = new LinkedHashMap<>();
        List<String> names = InputFolder.example().names("bank/");
        for (int i = 0; i < names.size(); i++) {
            String ending = ENDINGS.get(i % ENDINGS.size());
            trueNames.put("bank/file-" + (names.size() - i) + (ending.isEmpty() ? "" : "." + ending), names.get(i));
        }
        String index = new String(InputFolder.example().bytes("index.txt"), StandardCharsets.UTF_8)
                        .lines()
                        .filter(name -> !name.startsWith("bank/"))
                        .collect(Collectors.joining("\n"))
                + "\n" + String.join("\n", trueNames.keySet()) + "\n";
        return name -> name.equals("index.txt")
                ? index.getBytes(StandardCharsets.UTF_8)
                : InputFolder.example().bytes(trueNames.getOrDefault(name, name));
    }

    @Test
    @DisplayName("BNK-01 bank files under wrong names and endings close the day to the same hash")
    void sameResult() {
        DayCloseResult right = DayClose.run(InputFolder.example(), CLOSE, Progress.silent());
        DayCloseResult wrong = DayClose.run(renamed(), CLOSE, Progress.silent());

        assertThat(wrong.bank().receipts()).extracting(ImportReceipt::format).containsOnly("CAMT053");
        assertThat(wrong.bank().receipts())
                .extracting(ImportReceipt::sha256)
                .containsExactlyInAnyOrderElementsOf(right.bank().receipts().stream()
                        .map(ImportReceipt::sha256)
                        .toList());
        assertThat(wrong.hash()).isEqualTo(right.hash());
        assertThat(DaySummary.of(wrong)).isEqualTo(DaySummary.of(right));
    }

    @Test
    @DisplayName("BNK-06 statements of other formats stand beside each other, each told by its content")
    void otherFormats() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "bank/a.xml",
                ":20:S\n:25:12345678/0001234567\n:28C:7/1\n:60F:C270301GBP100,00\n:61:2703020302C5,00NTRFREF//B1\n:86:words\n:62F:C270302GBP105,00\n-\n");
        files.put(
                "bank/b.csv",
                String.join(
                        "",
                        "01,122099999,123456789,270301,0200,1,65,,2/\n02,031001234,122099999,1,270301,2359,USD,2/\n03,0123456789,USD,010,100000,,,015,125050,,/\n",
                        "16,165,25050,Z,B-1,C-1,INV-7/\n49,250100,3/\n98,250100,1,5/\n99,250100,1,7/\n"));
        files.put("bank/c.pdf", "date,amount,currency,description\n2027-03-01,1.00,CAD,x\n");
        files.put(
                "bank/d",
                files.get("bank/a.xml")
                        .replace("0001234567", "0007654321")
                        .replace(":61:2703020302C", ":61:2703020302RC")
                        .replace("105,00", "95,00"));
        InputFolder folder = name -> (name.equals("index.txt") ? String.join("\n", files.keySet()) : files.get(name))
                .getBytes(StandardCharsets.UTF_8);

        BankDay day = BankDay.read(folder, DayStores.inMemory(), Progress.silent());

        assertThat(day.receipts()).extracting(ImportReceipt::format).containsExactly("MT940", "BAI2", "CSV", "MT940");
        assertThat(day.receipts())
                .extracting(ImportReceipt::status)
                .containsExactly(ProofStatus.PROVED, ProofStatus.PROVED, ProofStatus.UNPROVED, ProofStatus.PROVED);
        assertThat(day.entries())
                .extracting(entry -> Amounts.text(entry.amount()))
                .as("two accounts of one currency, and a table that states no balance")
                .containsExactlyInAnyOrder("1.00 CAD", "5.00 GBP", "-5.00 GBP", "250.50 USD");
        assertThat(day.statements()).hasSize(4);
        assertThat(day.chains()).hasSize(4);
    }
}
