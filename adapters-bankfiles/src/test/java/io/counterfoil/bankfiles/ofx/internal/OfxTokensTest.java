package io.counterfoil.bankfiles.ofx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags and their texts, from bytes written by hand. */
class OfxTokensTest {

    private static final int BLOCK = 1 << 16;

    /** Each tag with its text, {@code !} at the end where a document type was refused. */
    private static List<String> tokens(String file, int most, boolean places) throws IOException {
        ByteSource source = ByteSource.of(file.getBytes(StandardCharsets.UTF_8), "ofx");
        List<String> found = new ArrayList<>();
        try (OfxTokens tokens = OfxTokens.open(source, SourceScan.of(source), most)) {
            while (tokens.next()) {
                found.add((tokens.isClosing() ? "/" : "") + tokens.tag() + "=" + tokens.text()
                        + (places ? "@" + tokens.at().line() + ":" + tokens.at().offset() : ""));
            }
            if (tokens.isForbidden()) {
                found.add("!");
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "'<NAME>a<MEMO> b ', 'NAME=a MEMO=b'",
        "'<NAME>a</NAME><MEMO>b</MEMO>', 'NAME=a /NAME= MEMO=b /MEMO='",
        "'<NAME>a<MEMO', 'NAME=a'",
        "'<NAME>a<', 'NAME=a'",
        "'<NAME>a<!-- x', 'NAME=a'",
        "'<NAME>a<!-- x ->y', 'NAME=a'",
        "'<NAME>a<!-- x > - --><MEMO>b', 'NAME=a MEMO=b'",
        "'<NAME>a<!--><MEMO>c--><MEMO>b', 'NAME=a MEMO=b'",
        "'<NAME>a<!----><MEMO>b', 'NAME=a MEMO=b'",
        "'<NAME>a<?x y?><MEMO>b', 'NAME=a MEMO=b'",
        "'<!DOCTYPE x><NAME>a', '!'",
        "'<NAME>a<!-x--><MEMO>b', 'NAME=a !'",
        "'<NAME><![CDATA[x]]><MEMO>b', 'NAME=x MEMO=b'",
        "'<NAME><![CDATA[x]>y]]z]]><MEMO>b', 'NAME=x]>y]]z MEMO=b'",
        "'<NAME><![CDATA[]]><MEMO>b', 'NAME= MEMO=b'",
        "'<NAME><![CDATA[ x ]]></NAME>', 'NAME= x  /NAME='",
        "'<NAME><![CDATA[x', 'NAME='",
        "'<NAME><![CDATA[x]><MEMO>b', 'NAME='",
        "'<NAME><![CDATA', 'NAME='",
        "'<NAME>a<![CDATA[x]]><MEMO>b', 'NAME=a MEMO=b'",
        "'<NAME/><MEMO>b', 'NAME= MEMO=b'",
        "'<name x=1>a<Memo/>b', 'NAME=a MEMO=b'",
        "'<X.Y>a<MEMO>b', 'MEMO=b'",
        "'no tag', ''"
    })
    @DisplayName("BNK-30 tags, texts, comments, instructions and marked sections, closed or not")
    void structure(String file, String expected) throws IOException {
        assertThat(String.join(" ", tokens(file, 1 << 20, false))).isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-03 a tag stands at its own line and byte, whatever stands before it")
    void places() throws IOException {
        assertThat(tokens("\n<NAME>\n\n a\r\nlost\n<MEMO\n>b<!--\n--><REFNUM><![CDATA[\n]]>\n<FITID>f", 1 << 20, true))
                .containsExactly("NAME=a@2:1", "MEMO=b@6:18", "REFNUM=\n@8:34", "FITID=f@10:56");
    }

    @Test
    @DisplayName("BNK-05 what is read does not depend on where a block of bytes ends")
    void blocks() throws IOException {
        String part =
                "<NAME>an<!-- c\n> --><MEMO><![CDATA[a ]]> > ]]x]]><REFNUM>\n r </REFNUM\n><FITID>f<?y z?><X>q<SRVRTID>s";
        List<String> plain = tokens(part, 1 << 20, true);
        assertThat(plain).hasSize(6);
        for (int pad = BLOCK - part.length() - 1; pad <= BLOCK + 1; pad++) {
            int before = pad;
            List<String> moved = tokens(" ".repeat(before) + part, 1 << 20, true);
            List<String> expected = plain.stream()
                    .map(token -> token.substring(0, token.lastIndexOf(':') + 1)
                            + (Integer.parseInt(token.substring(token.lastIndexOf(':') + 1)) + before))
                    .toList();
            assertThat(moved).as("%s bytes before", before).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("BNK-12 a tag or text as long as the limit is read, a longer one refused")
    void limits() throws IOException {
        // 131,066 characters and their tag fill two blocks, and the third is asked for
        String two = "<NAME>" + "n".repeat(2 * BLOCK - 6) + "<MEMO>m";
        assertThat(tokens(two, 2 * BLOCK, false)).hasSize(2).endsWith("MEMO=m");
        assertThatThrownBy(() -> tokens(two, 2 * BLOCK - 1, false))
                .isInstanceOf(LimitException.class)
                .hasMessage("a tag or text is longer than 131071 bytes");
        assertThat(tokens("<MEMO>m<NAME>n".repeat(20_000), BLOCK - 1, false)).hasSize(40_000);
    }
}
