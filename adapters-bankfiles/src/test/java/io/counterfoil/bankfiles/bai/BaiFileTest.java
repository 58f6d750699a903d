package io.counterfoil.bankfiles.bai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.payments.evidence.Checked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A BAI2 file that is passed on as it came (BNK-09). */
class BaiFileTest {

    private static final String GOOD = """
            01,SND,RCV,270302,0600,1,80,,2/
            02,RCV,SND,1,270301,2400,CAD,2/
            03,0001234567,,010,7,,/
            16,195,5,,B,C,Caf\u00E9/
            49,12,3/
            98,12,1,5/
            99,12,1,7/
            """;

    private static Checked<BaiFile> read(String text) {
        return BaiFile.read(ByteSource.of(text.getBytes(StandardCharsets.ISO_8859_1), "bai"));
    }

    private static List<String> codes(String text) {
        Checked<BaiFile> read = read(text);
        assertThat(read.value()).isEmpty();
        return read.diagnostics().stream()
                .map(found -> found.code().id().substring("IMPORT.".length()))
                .toList();
    }

    @Test
    @DisplayName("BNK-09 what proves itself is written with the bytes that were read, whatever its line ends")
    void sameBytes() throws IOException {
        for (String text : List.of(
                GOOD,
                GOOD.replace("\n", "\r\n"),
                GOOD.replace("\n", "\r"),
                GOOD.strip(),
                GOOD + "\n\n",
                GOOD.replace("\n16", "\n\n16"),
                GOOD.replace("2/\n02", "2/ 02").replace("3/\n98", "3/98"))) {
            Checked<BaiFile> read = read(text);
            assertThat(read.diagnostics()).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            read.orThrow().writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(read(GOOD).orThrow()).hasToString("BAI2 file of 7 lines");
        assertThat(read(GOOD + "\n").orThrow()).hasToString("BAI2 file of 7 lines");
    }

    @Test
    @DisplayName("BNK-09 a file that does not prove itself is not passed on, and why is said")
    void broken() {
        assertThat(codes(GOOD.replace("49,12", "49,13"))).containsExactly("ACCOUNT_TOTAL", "GROUP_TOTAL");
        assertThat(codes(GOOD.replace("99,12,1,7", "99,12,1,8"))).containsExactly("FILE_RECORDS");
        assertThat(codes(GOOD.replace("16,195,5", "16,xx,5"))).containsExactly("BAD_RECORD", "ACCOUNT_TOTAL");
        assertThat(codes(GOOD.replace("010,7", "010,x"))).contains("BAD_AMOUNT", "ACCOUNT_TOTAL");
        assertThat(codes(GOOD.replace("010,7", "010,x").replace("12,", "5,")))
                .as("the totals agree and a balance cannot be read")
                .containsExactly("BAD_AMOUNT");
        assertThat(codes("01,SND,RCV,270302,0600,1,80,,2/\n99,0,0,2/\n")).containsExactly("NO_STATEMENT");
        assertThat(codes("")).containsExactly("FILE_TRAILER_MISSING");
        assertThat(codes(GOOD.substring(GOOD.indexOf("\n02,") + 1).replace("99,12,1,7", "99,12,1,6")))
                .containsExactly("BAD_RECORD");
        assertThat(codes(GOOD.replaceAll("(?m)^02,.*\n", "")))
                .contains("GROUP_HEADER_MISSING", "FILE_GROUPS", "FILE_RECORDS");
        assertThat(codes(GOOD.replace("2/\n02", "2/ 02").replace("49,12", "49,13")))
                .contains("ACCOUNT_TOTAL");
    }

    @Test
    @DisplayName("BNK-12 a source that cannot be read is the only exception")
    void unreadable() {
        ByteSource source = new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public String name() {
                return "bai";
            }
        };
        assertThatExceptionOfType(ImportException.class).isThrownBy(() -> BaiFile.read(source));
    }
}
