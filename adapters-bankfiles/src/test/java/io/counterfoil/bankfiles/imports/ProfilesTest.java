package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import javax.money.CurrencyUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    private static final CurrencyUnit CAD = Amounts.in("CAD").currency();

    private final Profiles profiles = Profiles.standard();

    private List<Profiles.Proposal> propose(String text) {
        return profiles.propose(file(text), CAD);
    }

    private static CsvProfile csv(Profiles.Proposal proposal) {
        return proposal.profile().csv().orElseThrow();
    }

    @Test
    @DisplayName("BNK-36 a German table with a head, a foot and a balance is learned and proved by its balance")
    void aGermanTable() {
        String text = String.join(
                "",
                "Kontoauszug;Girokonto\n\nBuchungstag;Wertstellung;Verwendungszweck;Betrag;Saldo\n",
                "02.03.2027;02.03.2027;Miete;-1.234,56;765,44\n15.03.2027;16.03.2027;Gehalt;2.000,00;2.765,44\n",
                "16.03.2027;16.03.2027;Strom;-65,44;2.700,00\nEnde\n");

        List<Profiles.Proposal> proposals = propose(text);

        Profiles.Proposal best = proposals.get(0);
        assertThat(best.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(best.items()).isEqualTo(3);
        assertThat(csv(best).delimiter()).isEqualTo(';');
        assertThat(csv(best).skipLines()).isEqualTo(2);
        assertThat(csv(best).footerLines()).isEqualTo(1);
        assertThat(csv(best).decimal()).isEqualTo(',');
        assertThat(csv(best).grouping()).contains('.');
        assertThat(csv(best).datePattern()).isEqualTo("dd.MM.yyyy");
        assertThat(csv(best).date()).isEqualTo("Buchungstag");
        assertThat(csv(best).valueDate()).contains("Wertstellung");
        assertThat(csv(best).amount()).contains("Betrag");
        assertThat(csv(best).balance()).contains("Saldo");
        assertThat(csv(best).text()).containsExactly("Verwendungszweck");
        assertThat(best.evidence().sentence())
                .isEqualTo("dates Buchungstag as dd.MM.yyyy, amounts Betrag with decimal mark ',' and signs SIGNED,"
                        + " balance Saldo: 3 entries are read, and the balances prove it");
        Imports learned = Imports.builder().profile(best.profile()).build();
        assertThat(minors(entries(learned, file(text), learned.prove(file(text)))))
                .containsExactly(-123_456L, 200_000L, -6_544L);
    }

    @Test
    @DisplayName("BNK-36 what reads in several ways is proposed in all of them")
    void alternatives() {
        List<Profiles.Proposal> proposals = propose("Date,Details,Amount\n02/03/2027,A,1.00\n04/05/2027,B,-2.00\n");

        assertThat(proposals).hasSize(4);
        assertThat(proposals).allMatch(proposal -> proposal.status() == ProofStatus.UNPROVED);
        assertThat(proposals.stream().map(p -> csv(p).datePattern() + " " + csv(p).sign()))
                .containsExactlyInAnyOrder(
                        "dd/MM/yyyy SIGNED", "dd/MM/yyyy INVERTED", "MM/dd/yyyy SIGNED", "MM/dd/yyyy INVERTED");
        assertThat(csv(proposals.get(0)).sign()).isEqualTo(SignMode.SIGNED);
    }

    @Test
    @DisplayName("BNK-36 columns of debit and credit, flags, parentheses and tables without a header are learned")
    void otherShapes() {
        CsvProfile columns = csv(propose(
                        "Date\tText\tDebit\tCredit\tBalance\n2027-03-01\tA\t1.00\t\t9.00\n2027-03-02\tB\t\t2.50\t11.50\n")
                .get(0));
        assertThat(columns.sign()).isEqualTo(SignMode.DEBIT_CREDIT_COLUMNS);
        assertThat(columns.debit()).contains("Debit");
        assertThat(columns.delimiter()).isEqualTo('\t');

        CsvProfile flags =
                csv(propose("Date;Text;Amount;DC;Balance\n2027-03-01;A;1.00;D;9.00\n2027-03-02;B;2.50;C;11.50\n")
                        .get(0));
        assertThat(flags.sign()).isEqualTo(SignMode.FLAG);
        assertThat(flags.debitFlags()).containsExactly("D");
        assertThat(flags.creditFlags()).containsExactly("C");

        CsvProfile parentheses = csv(propose("Date,Text,Amount\n2027-03-01,A,(1.00)\n2027-03-02,B,2.50\n")
                .get(0));
        assertThat(parentheses.sign()).isEqualTo(SignMode.PARENTHESES);

        CsvProfile bare =
                csv(propose("20270301,A,-1.00,9.00\n20270302,B,2.50,11.50\n").get(0));
        assertThat(bare.header()).isFalse();
        assertThat(bare.amount()).contains("3");
        assertThat(bare.balance()).contains("4");
        assertThat(bare.datePattern()).isEqualTo("yyyyMMdd");
    }

    @Test
    @DisplayName("BNK-36 a text that is no table of movements has no profile")
    void nothingFits() {
        assertThat(propose("hello\nworld\n")).isEmpty();
        assertThat(propose("a,b\nc,d\n")).isEmpty();
        assertThat(propose("")).isEmpty();
        assertThat(propose("Date,Amount\n2027-03-01,x\n")).isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-08 the dialect of a camt file is proposed by the balances, that of OFX amounts by what can be read")
    void dialects() {
        String camt = CamtFiles.version(8)
                .entry(500, "<RvslInd>true</RvslInd>")
                .closingOffBy(-1_000)
                .text();
        List<Profiles.Proposal> proposals = propose(camt);
        assertThat(proposals.get(0).profile().invertOnReversal()).isTrue();
        assertThat(proposals.get(0).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proposals.get(1).status()).isEqualTo(ProofStatus.BROKEN);

        String ofx = StatementTexts.OFX.of(List.of(150L)).replace("<TRNAMT>1.50", "<TRNAMT>98,765");
        List<Profiles.Proposal> marks = propose(ofx);
        assertThat(marks).hasSize(1);
        assertThat(marks.get(0).profile().decimalMark()).contains('.');
        assertThat(propose(StatementTexts.MT940.of(List.of(1L)))
                        .get(0)
                        .evidence()
                        .sentence())
                .isEqualTo(FileFormat.MT940.words()
                        + " by profile 'standard': 1 entries are read, and the balances prove it");
    }

    @Property(tries = 60)
    @Label("BNK-36 a learned profile re-reads its sample without a rejection and proves it")
    void learnedProfilesReRead(
            @ForAll @Size(min = 2, max = 12) List<@LongRange(min = -9_999_999, max = 9_999_999) Long> minors,
            @ForAll boolean comma,
            @ForAll @IntRange(max = 3) int skip) {
        StringBuilder text = new StringBuilder("Export of account\n".repeat(skip)).append("Date;Text;Amount;Balance\n");
        long balance = 0;
        for (long minor : minors) {
            balance += minor;
            text.append("2027-03-02;words;")
                    .append(number(minor, comma))
                    .append(';')
                    .append(number(balance, comma))
                    .append('\n');
        }

        List<Profiles.Proposal> proposals = propose(text.toString());

        assertThat(proposals).isNotEmpty();
        assertThat(proposals.get(0).status()).isEqualTo(ProofStatus.PROVED);
        ImportReceipt receipt =
                Imports.builder().profile(proposals.get(0).profile()).build().prove(file(text.toString()));
        assertThat(receipt.rejections()).isEmpty();
        assertThat(receipt.items()).isEqualTo(minors.size());
    }

    private static String number(long minor, boolean comma) {
        String plain = Amounts.plain(Amounts.in("CAD").ofMinor(minor));
        return comma ? plain.replace('.', ',') : plain;
    }
}
