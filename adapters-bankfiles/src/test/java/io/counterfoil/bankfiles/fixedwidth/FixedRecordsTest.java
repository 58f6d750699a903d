package io.counterfoil.bankfiles.fixedwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.SourceScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FixedRecordsTest {

    private record Read(long number, long offset, String text) {}

    private static List<Read> read(byte[] bytes, Charset charset, int width, int chunk) {
        ByteSource source = new ByteSource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(chunk, length));
                    }
                };
            }

            @Override
            public String name() {
                return "lines";
            }
        };
        List<Read> lines = new ArrayList<>();
        try (FixedRecords records = FixedRecords.open(source, SourceScan.of(source), charset, width)) {
            while (records.next()) {
                FixedLine line = records.line();
                lines.add(new Read(line.number(), line.at("lines").offset(), line.raw()));
                assertThat(line.length()).isEqualTo(line.raw().length());
            }
            assertThat(records.next()).isFalse();
            records.verify();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static List<Read> read(String text, int width) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<Read> whole = read(bytes, StandardCharsets.ISO_8859_1, width, Integer.MAX_VALUE);
        for (int chunk : new int[] {1, 2, 3, 7}) {
            assertThat(read(bytes, StandardCharsets.ISO_8859_1, width, chunk)).isEqualTo(whole);
        }
        return whole;
    }

    @Test
    @DisplayName("BNK-10 records end at the width or at a line end of any kind; blank lines are passed and counted")
    void ends() {
        assertThat(read("AAAA\nBBBB\n", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(2, 5, "BBBB"));
        assertThat(read("AAAA\r\nBBBB\r\n", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(2, 6, "BBBB"));
        assertThat(read("AAAA\rBBBB\r", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(2, 5, "BBBB"));
        assertThat(read("AAAABBBBCC", 4))
                .containsExactly(new Read(1, 0, "AAAA"), new Read(1, 4, "BBBB"), new Read(1, 8, "CC"));
        assertThat(read("AA\nBBBB", 4)).containsExactly(new Read(1, 0, "AA"), new Read(2, 3, "BBBB"));
        assertThat(read("AAAA\n\n   \n\t\n\nBBBB\n\n", 4))
                .containsExactly(new Read(1, 0, "AAAA"), new Read(6, 13, "BBBB"));
        assertThat(read("AAAA\r\r\nBBBB", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(3, 7, "BBBB"));
        assertThat(read("\n\n", 4)).isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-43 blanks behind a full record belong to it; a record that begins behind them on the same line is one of its own")
    void blanksBehind() {
        assertThat(read("AAAA   \nBBBB", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(2, 8, "BBBB"));
        assertThat(read("AAAA  BBBB\nCCCC", 4))
                .containsExactly(new Read(1, 0, "AAAA"), new Read(1, 6, "BBBB"), new Read(2, 11, "CCCC"));
        assertThat(read("AAAA ", 4)).containsExactly(new Read(1, 0, "AAAA"));
        assertThat(read("AAAA \r\nBBBB", 4)).containsExactly(new Read(1, 0, "AAAA"), new Read(2, 7, "BBBB"));
        assertThat(read("AAAA" + " ".repeat(300_000) + "\nBBBB", 4))
                .containsExactly(new Read(1, 0, "AAAA"), new Read(2, 300_005, "BBBB"));
    }

    @Test
    @DisplayName("BNK-05 a file longer than the buffer is read like a short one")
    void longerThanTheBuffer() {
        StringBuilder text = new StringBuilder();
        List<Read> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            String record = String.format("%010d", i);
            expected.add(new Read(i + 1L, text.length(), record));
            text.append(record).append(i % 2 == 0 ? "\n" : "\r\n");
        }
        assertThat(read(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1, 10, 8192))
                .isEqualTo(expected);
        assertThat(read(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, 10, 8192))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-10 columns count characters, not bytes; a byte order mark is none of them")
    void characters() throws IOException {
        byte[] accented = "\uFEFFA\u00E9\u00C5D\nBBBB\n".getBytes(StandardCharsets.UTF_8);

        assertThat(read(accented, StandardCharsets.UTF_8, 4, 3))
                .containsExactly(new Read(1, -1, "A\u00E9\u00C5D"), new Read(2, -1, "BBBB"));
        ByteSource source = ByteSource.of("\u00E9BC\u00E9D\n".getBytes(StandardCharsets.UTF_8), "accents");
        try (FixedRecords records = FixedRecords.open(source, SourceScan.of(source), StandardCharsets.UTF_8, 5)) {
            assertThat(records.next()).isTrue();
            FixedLine line = records.line();
            assertThat(line.at(1)).isEqualTo('?');
            assertThat(line.at(2)).isEqualTo('B');
            assertThat(line.raw(1, 2)).isEqualTo("\u00E9B");
            assertThat(line.raw(4, 5)).isEqualTo("\u00E9D");
            assertThat(line.text(3, 4)).isEqualTo("C\u00E9");
            assertThat(line.toBytes()).isEqualTo("\u00E9BC\u00E9D".getBytes(StandardCharsets.UTF_8));
            assertThat(line.at("accents", 2, "name").offset()).isEqualTo(-1);
            FixedLine kept = new FixedLine();
            kept.copy(line);
            assertThat(records.next()).isFalse();
            assertThat(kept.raw()).isEqualTo("\u00E9BC\u00E9D");
            assertThat(kept.raw(4, 5)).isEqualTo("\u00E9D");
        }
    }

    private static FixedLine line(String text) {
        ByteSource source = ByteSource.of(("xx\n" + text).getBytes(StandardCharsets.ISO_8859_1), "line");
        try (FixedRecords records =
                FixedRecords.open(source, SourceScan.of(source), StandardCharsets.ISO_8859_1, 200)) {
            assertThat(records.next()).isTrue();
            assertThat(records.next()).isTrue();
            return records.line();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("BNK-03 columns of a record: numbers, blanks, texts, places, also beyond its end")
    void columns() {
        FixedLine line = line("A0012  name \u00E9 9");

        assertThat(line.number()).isEqualTo(2);
        assertThat(line.length()).isEqualTo(15);
        assertThat(line.at("f").line()).isEqualTo(2);
        assertThat(line.at("f").offset()).isEqualTo(3);
        assertThat(line.at("f", 4, "amount").column()).isEqualTo(4);
        assertThat(line.at("f", 4, "amount").offset()).isEqualTo(6);
        assertThat(line.at("f", 4, "amount").field()).isEqualTo("amount");
        assertThat(line.at(1)).isEqualTo('A');
        assertThat(line.at(15)).isEqualTo('9');
        assertThat(line.at(16)).isEqualTo(' ');
        assertThat(line.digits(2, 5)).isEqualTo(12);
        assertThat(line.digits(2, 4)).isEqualTo(1);
        assertThat(line.digits(2, 2)).isZero();
        assertThat(line.digits(1, 5)).isEqualTo(-1);
        assertThat(line.digits(2, 6)).isEqualTo(-1);
        assertThat(line.digits(15, 15)).isEqualTo(9);
        assertThat(line.digits(15, 16)).isEqualTo(-1);
        assertThat(line("/0:9").digits(1, 1)).isEqualTo(-1);
        assertThat(line("/0:9").digits(3, 3)).isEqualTo(-1);
        assertThat(line.isBlank(6, 7)).isTrue();
        assertThat(line.isBlank(5, 7)).isFalse();
        assertThat(line.isBlank(6, 8)).isFalse();
        assertThat(line.isBlank(16, 40)).isTrue();
        assertThat(line.only('0', 2, 3)).isTrue();
        assertThat(line.only('0', 2, 4)).isFalse();
        assertThat(line.starts("A00")).isTrue();
        assertThat(line.starts("A01")).isFalse();
        assertThat(line.starts("B")).isFalse();
        assertThat(line.starts("")).isTrue();
        assertThat(line.raw(6, 8)).isEqualTo("  n");
        assertThat(line.raw(15, 20)).isEqualTo("9");
        assertThat(line.raw(16, 20)).isEmpty();
        assertThat(line.text(6, 13)).isEqualTo("name \u00E9");
        assertThat(line.text(6, 12)).isEqualTo("name");
        assertThat(line.text(6, 7)).isEmpty();
        assertThat(line.text(15, 15)).isEqualTo("9");
        assertThat(line.text(8, 8)).isEqualTo("n");
        assertThat(line.toBytes()).isEqualTo("A0012  name \u00E9 9".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @DisplayName("BNK-39 more columns than 64 bits hold are a number while the leading ones are zeros")
    void longNumbers() {
        assertThat(line("999999999999999999").digits(1, 18)).isEqualTo(999_999_999_999_999_999L);
        assertThat(line("0999999999999999999").digits(1, 19)).isEqualTo(999_999_999_999_999_999L);
        assertThat(line("1000000000000000000").digits(1, 19)).isEqualTo(-1);
        assertThat(line("00000000000000000042").digits(1, 20)).isEqualTo(42);
        assertThat(line("01000000000000000000").digits(1, 20)).isEqualTo(-1);
        assertThat(line("0000000000000000004x").digits(1, 20)).isEqualTo(-1);
        assertThat(line("x00000000000000000042").digits(2, 21)).isEqualTo(42);
    }

    @Test
    @DisplayName("BNK-05 a copy outlives the next record, whatever their lengths")
    void copies() {
        FixedLine kept = new FixedLine();
        FixedLine longer = line("L".repeat(180));
        kept.copy(longer);
        assertThat(kept.raw()).isEqualTo("L".repeat(180));
        assertThat(kept.number()).isEqualTo(2);
        assertThat(kept.at("f").offset()).isEqualTo(3);
        kept.copy(line("short"));
        assertThat(kept.raw()).isEqualTo("short");
        kept.copy(line("M".repeat(128)));
        assertThat(kept.raw()).isEqualTo("M".repeat(128));
        kept.copy(line("N".repeat(200)));
        assertThat(kept.raw()).isEqualTo("N".repeat(200));
    }

    @Test
    @DisplayName("BNK-12 bytes that changed since they were scanned are an exception at the end")
    void changing() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        ByteSource source = new ByteSource() {
            @Override
            public InputStream open() {
                String text = opened.getAndIncrement() == 0 ? "AAAA\n" : "AAAB\n";
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }

            @Override
            public String name() {
                return "changing";
            }
        };
        FixedRecords records = FixedRecords.open(source, SourceScan.of(source), StandardCharsets.UTF_8, 4);
        int before = closed.get();
        assertThat(records.next()).isTrue();
        assertThat(records.next()).isFalse();
        assertThatExceptionOfType(ImportException.class).isThrownBy(records::verify);
        records.close();
        assertThat(closed.get()).isEqualTo(before + 1);
    }
}
