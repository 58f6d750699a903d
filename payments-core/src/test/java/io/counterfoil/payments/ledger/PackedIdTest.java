package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ids in two words: every text comes back as it was, equal texts only are equal, and their hashes spread. */
class PackedIdTest {

    private static final String HEX = "0123456789abcdef";

    private static PackedId pack(String id) {
        return new PackedId().pack(id);
    }

    @Test
    @DisplayName("PAY-48 an id takes the form that its text has, at every edge of each")
    void forms() {
        Map<String, Byte> forms = new HashMap<>();
        forms.put("", PackedId.SHORT);
        forms.put("a", PackedId.SHORT);
        forms.put("12345678", PackedId.SHORT);
        forms.put("123456789", PackedId.SHORT);
        forms.put("x".repeat(15), PackedId.SHORT);
        forms.put("x".repeat(16), PackedId.TEXT);
        forms.put("\u007f", PackedId.SHORT);
        forms.put("\u0080", PackedId.TEXT);
        forms.put("caf\u00e9", PackedId.TEXT);
        forms.put(HEX + HEX, PackedId.HEX);
        forms.put("f".repeat(32), PackedId.HEX);
        forms.put("0".repeat(32), PackedId.HEX);
        forms.put(HEX + HEX.toUpperCase(java.util.Locale.ROOT), PackedId.TEXT);
        for (char beside : new char[] {'/', ':', '`', 'g', '@', 'G', ' ', '-'}) {
            forms.put("0".repeat(31) + beside, PackedId.TEXT);
            forms.put(beside + "0".repeat(31), PackedId.TEXT);
        }
        forms.put("0".repeat(31), PackedId.TEXT);
        forms.put("0".repeat(33), PackedId.TEXT);
        forms.put("01234567-89ab-cdef-0123-456789abcdef", PackedId.UUID);
        forms.put("01234567089ab-cdef-0123-456789abcdef", PackedId.TEXT);
        forms.put("01234567-89ab0cdef-0123-456789abcdef", PackedId.TEXT);
        forms.put("01234567-89ab-cdef00123-456789abcdef", PackedId.TEXT);
        forms.put("01234567-89ab-cdef-01230456789abcdef", PackedId.TEXT);
        forms.put("0123456-789ab-cdef-0123-456789abcdef", PackedId.TEXT);
        forms.put("0".repeat(36), PackedId.TEXT);
        forms.forEach((id, form) -> {
            PackedId packed = pack(id);
            assertThat(packed.form).as(id).isEqualTo(form);
            assertThat(packed.asText()).isEqualTo(id);
            assertThat(packed.text).isEqualTo(form == PackedId.TEXT ? id : null);
        });
    }

    @Test
    @DisplayName("PAY-48 the words of an id are its digits, or its characters with their number last")
    void words() {
        PackedId hex = pack("00000000000000010000000000000abc");
        assertThat(List.of(hex.high, hex.low)).containsExactly(1L, 0xabcL);
        PackedId uuid = pack("01234567-89ab-cdef-fedc-ba9876543210");
        assertThat(List.of(uuid.high, uuid.low)).containsExactly(0x0123456789abcdefL, 0xfedcba9876543210L);
        PackedId text = pack("ABCDEFGHIJ");
        assertThat(List.of(text.high, text.low)).containsExactly(0x4142434445464748L, 0x494A00000000000AL);
        PackedId one = pack("A");
        assertThat(List.of(one.high, one.low)).containsExactly(0x4100000000000000L, 1L);
        byte[] bytes = new byte[20];
        assertThat(PackedId.write(text.form, text.high, text.low, bytes, 3)).isEqualTo(10);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("\0\0\0ABCDEFGHIJ\0\0\0\0\0\0\0");
        byte[] digits = new byte[40];
        assertThat(PackedId.write(uuid.form, uuid.high, uuid.low, digits, 1)).isEqualTo(36);
        assertThat(new String(digits, 1, 36, StandardCharsets.US_ASCII))
                .isEqualTo("01234567-89ab-cdef-fedc-ba9876543210");
        PackedId.writeHex(0xfedcba9876543210L, digits, 2);
        assertThat(new String(digits, 2, 16, StandardCharsets.US_ASCII)).isEqualTo("fedcba9876543210");
    }

    @Test
    @DisplayName("PAY-48 any text comes back as it was, and packs the same again")
    void anyText() {
        Random random = new Random(48);
        PackedId again = new PackedId();
        for (int i = 0; i < 20_000; i++) {
            String id = switch (random.nextInt(4)) {
                case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
                case 1 -> String.format("%016x%016x", random.nextLong(), random.nextLong());
                default ->
                    random.ints(random.nextInt(40), 32, random.nextInt(8) == 0 ? 300 : 127)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
            };
            PackedId packed = pack(id);
            assertThat(packed.asText()).isEqualTo(id);
            again.pack(id);
            assertThat(again.form).isEqualTo(packed.form);
            assertThat(again.high).isEqualTo(packed.high);
            assertThat(again.low).isEqualTo(packed.low);
        }
    }

    @Test
    @DisplayName("PAY-48 hashes of ids that follow each other spread over a table as chance would")
    void hashesSpread() {
        int ids = 1 << 16;
        for (String form :
                List.of("%d", "inv-%09d", "%032x", "payment of invoice %d", "00000000-0000-0000-0000-%012x")) {
            Set<Long> hashes = new HashSet<>();
            Set<Long> low = new HashSet<>();
            Set<Long> high = new HashSet<>();
            for (int i = 0; i < ids; i++) {
                PackedId packed = pack(String.format(form, i));
                long hash = PackedId.hash(packed.form, packed.high, packed.low);
                hashes.add(hash);
                low.add(hash & (ids - 1));
                high.add(hash >>> 48);
            }
            assertThat(hashes).as(form).hasSize(ids);
            // of so many balls in as many boxes 1 - 1/e find an empty one: 41,427, standard deviation 80
            assertThat(low.size()).as(form).isBetween(40_900, 41_950);
            assertThat(high.size()).as(form).isBetween(40_900, 41_950);
        }
    }

    @Test
    @DisplayName("PAY-48 the same words in another form are another id; of a text its place does not count")
    void formsDiffer() {
        Set<Long> hashes = new HashSet<>();
        for (byte form : new byte[] {PackedId.HEX, PackedId.UUID, PackedId.SHORT, PackedId.TEXT}) {
            hashes.add(PackedId.hash(form, 7, 9));
        }
        assertThat(hashes).hasSize(4);
        assertThat(PackedId.hash(PackedId.TEXT, 7, 9)).isEqualTo(PackedId.hash(PackedId.TEXT, 7, 10));
        assertThat(PackedId.hash(PackedId.HEX, 7, 9)).isNotEqualTo(PackedId.hash(PackedId.HEX, 7, 10));
        assertThat(PackedId.hash(PackedId.HEX, 9, 7)).isNotEqualTo(PackedId.hash(PackedId.HEX, 7, 9));
    }
}
