package io.counterfoil.bankfiles.source.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes below every reader: opened twice, decoded at the edges of their blocks, found out when they change, closed. */
class SourceBytesTest {

    private static final int BLOCK = 4_096;

    /** Gives each opening its own bytes, and counts what was closed. */
    private static final class Changing implements ByteSource {

        private final Deque<byte[]> contents;
        private int open;

        Changing(byte[]... contents) {
            this.contents = new ArrayDeque<>(List.of(contents));
        }

        @Override
        public InputStream open() {
            open++;
            return new ByteArrayInputStream(contents.size() > 1 ? contents.removeFirst() : contents.getFirst()) {
                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public String name() {
            return "changing.txt";
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static SourceScan scan(byte[] bytes) throws IOException {
        return SourceScan.of(ByteSource.of(bytes, "x"));
    }

    @Test
    @DisplayName("BNK-01 a file is named without its folder and opened from its start each time")
    void files(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), ascii("abc"));
        ByteSource source = ByteSource.of(file);
        assertThat(source.name()).isEqualTo("a.csv");
        for (int time = 0; time < 2; time++) {
            try (InputStream in = source.open()) {
                assertThat(in.readAllBytes()).isEqualTo(ascii("abc"));
            }
        }
        assertThat(ByteSource.of(Path.of("/")).name()).isEqualTo("/");
    }

    @Test
    @DisplayName(
            "BNK-04 bytes that change between two readings are found by each form of reading, also after the end mark")
    void changes() throws IOException {
        byte[] first = ascii("abc\ndef\n\u001A\u001A");
        for (String second : List.of("abc\ndeX\n\u001A\u001A", "abc\ndef\n\u001AX", "abc\ndef\n\u001A")) {
            Changing lines = new Changing(first, ascii(second));
            try (ByteLines read = ByteLines.open(lines, SourceScan.of(lines), 100)) {
                assertThat(read.next()).isTrue();
                assertThatThrownBy(read::verify)
                        .isInstanceOf(ImportException.class)
                        .hasMessage("cannot read changing.txt: its bytes changed between two readings");
            }
            assertThat(lines.open).isZero();
            Changing bytes = new Changing(first, ascii(second));
            try (Utf8Bytes read = Utf8Bytes.open(bytes, SourceScan.of(bytes))) {
                assertThatThrownBy(read::verify).isInstanceOf(ImportException.class);
            }
            assertThat(bytes.open).isZero();
            Changing text = new Changing(first, ascii(second));
            SourceText read = SourceText.open(text, SourceScan.of(text), StandardCharsets.US_ASCII, 100);
            read.close();
            assertThat(text.open)
                    .as("a parser that closes does not close the source")
                    .isEqualTo(1);
            assertThatThrownBy(read::verify).isInstanceOf(ImportException.class);
            read.release();
            assertThat(text.open).isZero();
        }
        Changing same = new Changing(first);
        try (ByteLines read = ByteLines.open(same, SourceScan.of(same), 100)) {
            read.verify();
        }
    }

    @Test
    @DisplayName("BNK-10 end marks and zero bytes at the end are no content, one in the middle is")
    void content() throws IOException {
        assertThat(scan(ascii("ab\u001A")).contentBytes()).isEqualTo(2);
        assertThat(scan(ascii("a\u001Ab\u0000\u001A")).contentBytes()).isEqualTo(3);
        assertThat(scan(ascii("ab\u001A")).bytes()).isEqualTo(3);
        assertThat(scan(new byte[0]).contentBytes()).isZero();
        VerifiedBytes read = VerifiedBytes.open(ByteSource.of(ascii("ab\u001A"), "x"), scan(ascii("ab\u001A")));
        assertThat(read.read()).isEqualTo('a');
        assertThat(read.read()).isEqualTo('b');
        assertThat(read.read()).isEqualTo(-1);
        read.verify();
        byte[] high = {(byte) 0xE9};
        assertThat(VerifiedBytes.open(ByteSource.of(high, "x"), scan(high)).read())
                .isEqualTo(0xE9);
    }

    @Test
    @DisplayName(
            "BNK-10 a source of nothing but blanks is blank, whatever marks its end; one sign, ASCII or not, is not")
    void blanks() throws IOException {
        assertThat(scan(new byte[0]).isBlank()).isTrue();
        assertThat(scan(ascii(" \t\r\n \u001A\u0000")).isBlank()).isTrue();
        assertThat(scan(ascii(" !")).isBlank()).isFalse();
        assertThat(scan(new byte[] {' ', (byte) 0xE9}).isBlank()).isFalse();
        assertThat(scan(ascii(" ".repeat(1 << 16))).isBlank()).isTrue();
        assertThat(scan(ascii(" ".repeat((1 << 16) + 1))).isBlank())
                .as("longer than what is kept of it")
                .isFalse();
        assertThat(scan(ascii("x".repeat((1 << 16) + 7))).head()).hasSize(1 << 16);
    }

    @Test
    @DisplayName(
            "BNK-10 characters beyond the first plane survive the edges of blocks; a mark counts at the start only")
    void wide() throws IOException {
        for (int before = BLOCK - 4; before <= BLOCK + 1; before++) {
            String text = "x".repeat(before) + "\uD83D\uDE00\uFEFFé" + "y".repeat(3);
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                for (int step : new int[] {1, 3, 10_000}) {
                    Utf8Stream in =
                            new Utf8Stream(new ByteArrayInputStream(("\uFEFF" + text).getBytes(charset)), charset);
                    byte[] all = new byte[before + 50];
                    int at = 0;
                    for (int read = in.read(all, at, Math.min(step, all.length - at));
                            read >= 0;
                            read = in.read(all, at, Math.min(step, all.length - at))) {
                        at += read;
                    }
                    assertThat(new String(all, 0, at, StandardCharsets.UTF_8))
                            .as("%s before, %s at a time", before, step)
                            .isEqualTo(text);
                }
            }
        }
        Utf8Stream one = new Utf8Stream(
                new ByteArrayInputStream("é".getBytes(StandardCharsets.UTF_16BE)), StandardCharsets.UTF_16BE);
        assertThat(List.of(one.read(), one.read(), one.read())).containsExactly(0xC3, 0xA9, -1);
        Utf8Stream cut = new Utf8Stream(
                new ByteArrayInputStream("\uD83D".getBytes(StandardCharsets.UTF_16BE)), StandardCharsets.UTF_16BE);
        assertThat(cut.read()).as("half a character is replaced").isIn((int) '?', 0xEF);
    }

    @Test
    @DisplayName("BNK-10 UTF-8 is handed on as it is, without its mark, and two bytes a character become UTF-8")
    void utf8() throws IOException {
        assertThat(utf8("\uFEFFabc".getBytes(StandardCharsets.UTF_8), 64)).isEqualTo("abc");
        assertThat(utf8("\uFEFF".getBytes(StandardCharsets.UTF_8), 64)).isEmpty();
        assertThat(utf8("ab".getBytes(StandardCharsets.UTF_8), 64)).isEqualTo("ab");
        assertThat(utf8("xy\uFEFF".getBytes(StandardCharsets.UTF_8), 64)).isEqualTo("xy\uFEFF");
        assertThat(utf8(new byte[] {(byte) 0xEF, (byte) 0xBB, 'x', 'y'}, 64))
                .as("no UTF-8, so Windows-1252")
                .isEqualTo("ï»xy");
        assertThat(utf8("\uFEFFaé".getBytes(StandardCharsets.UTF_16LE), 64)).isEqualTo("aé");
        assertThat(utf8("caf\u00E9s".getBytes(StandardCharsets.ISO_8859_1), 64)).isEqualTo("cafés");
        assertThat(utf8(ascii("0123456789"), 7)).as("a buffer at a time").isEqualTo("0123456789");
    }

    /** Reads behind a byte that is the caller's own. */
    private static String utf8(byte[] bytes, int size) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Utf8Bytes in = Utf8Bytes.open(ByteSource.of(bytes, "x"), scan(bytes))) {
            byte[] buffer = new byte[size];
            buffer[0] = '#';
            for (int read = in.read(buffer, 1); read >= 0; read = in.read(buffer, 1)) {
                assertThat(buffer[0]).isEqualTo((byte) '#');
                text.append(new String(buffer, 1, read, StandardCharsets.UTF_8));
            }
            in.verify();
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    @DisplayName("BNK-10 lines around the edge of a block keep their text, number and offset, whatever ends them")
    void linesAtTheEdge(String end) throws IOException {
        int block = 1 << 16;
        for (int first = block - 3; first <= block + 2; first++) {
            byte[] bytes = ascii("a".repeat(first) + end + "b" + end + end + "c");
            SourceScan scan = scan(bytes);
            assertThat(scan.lines()).isEqualTo(4);
            try (ByteLines lines = ByteLines.open(ByteSource.of(bytes, "x"), scan, block + 10)) {
                assertThat(lines.next()).isTrue();
                assertThat(lines.text()).hasSize(first);
                assertThat(lines.next()).isTrue();
                assertThat(lines.text()).as("after %s", first).isEqualTo("b");
                assertThat(lines.offset()).isEqualTo(first + end.length());
                assertThat(lines.next()).isTrue();
                assertThat(lines.text()).isEmpty();
                assertThat(lines.next()).isTrue();
                assertThat(lines.text()).isEqualTo("c");
                assertThat(lines.at().line()).isEqualTo(4);
                assertThat(lines.next()).isFalse();
                lines.verify();
            }
        }
    }

    @Test
    @DisplayName("BNK-20 a text without end is stopped once it is longer than its limit and what was read ahead")
    void endlessText() throws IOException {
        int ahead = 1 << 16;
        int limit = 100;
        byte[] bytes = ascii("x".repeat(ahead * 2));
        SourceText text = SourceText.open(ByteSource.of(bytes, "x"), scan(bytes), StandardCharsets.US_ASCII, limit);
        char[] buffer = new char[limit + 1];
        int taken = 0;
        while (taken <= limit + ahead) {
            taken += text.read(buffer, 0, buffer.length);
        }
        assertThatThrownBy(() -> text.read(buffer, 0, 1))
                .isInstanceOf(LimitException.class)
                .hasMessage("a text, tag or cell is longer than 100 characters");
        text.tokenEnded();
        assertThat(text.read(buffer, 0, 1)).as("another token").isEqualTo(1);
        text.release();
    }
}
