package io.counterfoil.bankfiles.source.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScanProperties {

    @Property(tries = 2_000)
    @Label("BNK-10 a scan says of any bytes what the decoder of the JDK and a walk over them say")
    void scan(@ForAll("files") byte[] bytes) throws IOException {
        SourceScan scan = SourceScan.of(ByteSource.of(bytes, "bytes"));
        boolean ascii = true;
        int lines = 0;
        boolean open = false;
        int before = 0; // marks of the end that stand elsewhere say nothing
        for (int i = 0; i < bytes.length; i++) {
            ascii &= bytes[i] >= 0;
            boolean end = bytes[i] == '\n' || bytes[i] == '\r';
            boolean mark = bytes[i] == 0 || bytes[i] == 0x1A;
            boolean second = bytes[i] == '\n' && before == '\r';
            before = mark ? before : bytes[i];
            lines += end && !second ? 1 : 0;
            open = end ? false : open || !mark;
        }
        assertThat(scan.isAscii()).isEqualTo(ascii);
        assertThat(scan.lines()).isEqualTo(lines + (open ? 1 : 0));
        assertThat(scan.isUtf8()).isEqualTo(isUtf8(bytes));
        assertThat(scan.bytes()).isEqualTo(bytes.length);
    }

    /** A cut last character is no fault. */
    private static boolean isUtf8(byte[] bytes) {
        for (int cut = 0; cut <= Math.min(3, bytes.length); cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return cut == 0 || begins(bytes, bytes.length - cut);
            } catch (CharacterCodingException e) {
                // perhaps the last character is cut
            }
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int from) {
        if (bytes[from] == (byte) 0xED && from + 1 < bytes.length && (bytes[from + 1] & 0xFF) > 0x9F) {
            return false; // half of a pair; the decoder waits for the third byte before it says so
        }
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from), java.nio.CharBuffer.allocate(8), false);
        return !result.isError();
    }

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<String> parts = Arbitraries.of(
                "a",
                "eight by",
                "\n",
                "\r",
                "\r\n",
                "\t",
                "é",
                "€",
                "\uD83D\uDE00",
                "\u001A",
                "\u0000",
                "plain text of some length ");
        Arbitrary<byte[]> bytes = Arbitraries.of(
                        0x80, 0xC0, 0xC3, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0xBF, 0x8F, 0x90)
                .map(value -> new byte[] {value.byteValue()});
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, parts.map(text -> text.getBytes(StandardCharsets.UTF_8))),
                        net.jqwik.api.Tuple.of(1, bytes))
                .list()
                .ofMaxSize(12)
                .map(ScanProperties::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Property(tries = 200)
    @Label("BNK-04 repetitions are counted as a map counts them, however many keys there are")
    void occurrences(@ForAll List<@LongRange(min = -40, max = 40) Long> keys) {
        Occurrences counted = new Occurrences();
        Map<Long, Integer> slow = new HashMap<>();
        for (long key : keys) {
            long hash = key * 0x9E37_79B9_7F4A_7C15L;
            assertThat(counted.next(hash)).isEqualTo(slow.merge(hash == 0 ? 1 : hash, 1, Integer::sum));
        }
        counted.clear();
        assertThat(counted.next(1)).isOne();
    }

    @Test
    @DisplayName("BNK-05 a hundred thousand keys, each three times, are counted")
    void many() {
        Occurrences counted = new Occurrences();
        for (int round = 1; round <= 3; round++) {
            for (long key = 1; key <= 100_000; key++) {
                if (counted.next(Hashes.of(key, key)) != round) {
                    throw new AssertionError("key " + key + " in round " + round);
                }
            }
        }
        assertThat(counted.next(Hashes.of(7, 7))).isEqualTo(4);
    }
}
