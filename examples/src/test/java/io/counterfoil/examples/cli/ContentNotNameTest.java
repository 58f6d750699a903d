package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code statement} command goes by what is in a file, whatever its name says. */
class ContentNotNameTest {

    private static final List<String> NAMES = List.of(
            "right", "march.xml", "march.csv", "march.sta", "march.ach", "march.ofx", "march.pdf", "march.json");

    private static final String BAI2 = """
            01,122099999,123456789,270301,0200,1,65,,2/
            02,031001234,122099999,1,270301,2359,GBP,2/
            03,0123456789,GBP,010,100000,,,015,122550,,/
            16,165,25050,Z,B-1,C-1,INV-7/
            16,475,2500,Z,B-2,C-2,CHARGES/
            49,250100,4/
            98,250100,1,6/
            99,250100,1,8/
            """;

    private static final String OFX = """
            OFXHEADER:100
            DATA:OFXSGML

            <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP<BANKACCTFROM><BANKID>204155<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>
            <BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20270330<TRNAMT>250.50<FITID>A-1<NAME>Tern and Co</STMTTRN></BANKTRANLIST>
            <LEDGERBAL><BALAMT>1250.50<DTASOF>20270330</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
            """;

    private static final String MT103 = """
            {1:F01BICFOOYYAXXX8667486276}{2:O1031610191014BBBBUS3NBXXX63382244921910142210N}{4:
            :20:22342343
            :23B:CRED
            :32A:270301USD1814,28
            :50K:FOO CAPITAL MARKETS LP
            :59:/00123456789012345678
            MERCADOS SA
            -}
            """;

    private static final String FEDWIRE = """
            {1500}30User ReqT
            {1510}1000
            {1520}20270301Source08000001
            {2000}000001234567
            {3320}Sender Reference
            """;

    @TempDir
    private Path folder;

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("CAMT053, 2 entries, PROVED", Samples.CAMT);
        files.put("MT940, ", Samples.MT940);
        files.put("NACHA, ", Samples.NACHA);
        files.put("CSV, 2 entries, PROVED", Samples.TABLE);
        files.put("PAIN001, ", Samples.PAIN);
        files.put("BAI2, 2 entries, PROVED", BAI2);
        files.put("OFX, 1 entry, UNPROVED", OFX);
        files.put("MT103, 1 entry, UNPROVED", MT103);
        files.put("FEDWIRE, 1 entry, UNPROVED", FEDWIRE);
        return files;
    }

    @Test
    @DisplayName("BNK-01 the same file under any name and ending gives the same receipt, entries and exit status")
    void anyName() {
        files().forEach((sentence, text) -> {
            Desk desk = new Desk(folder);
            Desk.Said right = null;
            for (String name : NAMES) {
                Desk.Said said = desk.with(name, text).run("statement --strict --entries @" + name);
                Desk.Said same =
                        new Desk.Said(said.status(), withoutName(said.out(), name), withoutName(said.err(), name));
                if (right == null) {
                    right = same;
                    assertThat(said.out()).contains(sentence);
                }
                assertThat(same).as(name).isEqualTo(right);
            }
        });
    }

    /** Names stand in titles, places and their underlines. */
    private static String withoutName(String said, String name) {
        return said.replace(name, "").replaceAll("[-=]{2,}", "-").replaceAll(" +", " ");
    }

    @Test
    @DisplayName("BNK-56 payments and wires are shown as records, accounts apart")
    void records() {
        Desk desk = new Desk(folder).with("a.xml", FEDWIRE).with("b.xml", MT103).with("c.txt", Samples.PAIN);
        assertThat(desk.run("statement --entries @a.xml").out())
                .contains("Records", "FEDWIRE", "12345.67 USD", "1000", "Sender Reference");
        assertThat(desk.run("statement --entries @b.xml").out())
                .contains("MT103", "1814.28 USD", "MERCADOS SA", "22342343")
                .doesNotContain("00123456789012345678");
        assertThat(desk.run("statement --entries @c.txt").out()).contains("PAIN001", "Entries");
    }
}
