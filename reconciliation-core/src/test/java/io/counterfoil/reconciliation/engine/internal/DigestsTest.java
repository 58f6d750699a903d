package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.engine.RunCertificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Digests of sets, beside sorting the members as bytes and hashing all buckets and nodes. */
class DigestsTest {

    private static final int BUCKETS = 1 << 16;

    /** Members that differ in any word, at its sign and at its last bit, many of them in one bucket. */
    private static List<Sha256> members(int count, long seed) {
        Random random = new Random(seed);
        List<Sha256> members = new ArrayList<>();
        long first = random.nextLong();
        for (int i = 0; i < count; i++) {
            long a = random.nextInt(3) == 0 ? random.nextLong() : first ^ random.nextInt(2);
            long b = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(2) == 0 ? -1 : 1;
            long c = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(2) == 0 ? Long.MIN_VALUE : 5;
            members.add(new Sha256(a, b, c, random.nextInt(2) == 0 ? random.nextLong() : random.nextInt(3) - 1));
        }
        return members;
    }

    private static Digests.SetDigest set(List<Sha256> members) {
        Digests.SetDigest set = new Digests.SetDigest();
        members.forEach(set::add);
        return set;
    }

    private static int bucket(byte[] member) {
        return (member[0] & 0xFF) << 8 | (member[1] & 0xFF);
    }

    /** The digest of so many buckets: of one, its members; of more, the sixteen parts. */
    private static byte[] node(Map<Integer, List<byte[]>> content, int first, int buckets) {
        var digest = Sha256.digester();
        if (buckets == 1) {
            content.getOrDefault(first, List.of()).forEach(digest::update);
            return digest.digest();
        }
        for (int part = 0; part < 16; part++) {
            digest.update(node(content, first + part * (buckets / 16), buckets / 16));
        }
        return digest.digest();
    }

    private static RunCertificate.Inventory slowly(List<Sha256> members, int bits) {
        List<byte[]> sorted = new ArrayList<>();
        members.forEach(member -> sorted.add(member.bytes()));
        sorted.sort(Arrays::compareUnsigned);
        Map<Integer, List<byte[]>> content = new TreeMap<>();
        sorted.forEach(member ->
                content.computeIfAbsent(bucket(member), b -> new ArrayList<>()).add(member));
        StringBuilder prints = new StringBuilder();
        for (int stretch = 0; stretch < 1 << bits; stretch++) {
            var print = Sha256.digester();
            for (int bucket = stretch * (BUCKETS >> bits); bucket < (stretch + 1) * (BUCKETS >> bits); bucket++) {
                if (content.containsKey(bucket)) {
                    print.update(node(content, bucket, 1));
                }
            }
            prints.append(Sha256.ofDigest(print.digest()).hex(), 8, 16);
        }
        return new RunCertificate.Inventory(Sha256.ofDigest(node(content, 0, BUCKETS)), prints.toString());
    }

    @Test
    @DisplayName(
            "REC-38 the digest of a set is that of its members sorted as bytes, bucket by bucket and sixteen by sixteen, in any order")
    void slowReference() {
        Random random = new Random(1);
        for (int count : new int[] {0, 1, 2, 3, 4, 5, 17, 200}) {
            List<Sha256> members = members(count, count);
            int bits = count < 2 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
            RunCertificate.Inventory expected = slowly(members, bits);
            Collections.shuffle(members, random);
            assertThat(set(members).inventory()).isEqualTo(expected);
            assertThat(set(members).root()).isEqualTo(expected.root());
            assertThat(set(members).inventory(3)).isEqualTo(slowly(members, 3));
        }
        assertThat(set(members(5_000, 9)).inventory().bits())
                .as("at most 4,096 prints")
                .isEqualTo(12);
    }

    @Test
    @DisplayName("REC-63 the digest of a union is that of both, and of single members of another")
    void unions() {
        List<Sha256> all = members(90, 3);
        Digests.SetDigest some = set(all.subList(0, 40));
        some.addAll(set(all.subList(40, 80)));
        Digests.SetDigest rest = set(all.subList(70, 90));
        for (int place = 10; place < 20; place++) {
            some.add(rest, place);
        }
        assertThat(some.inventory()).isEqualTo(set(all).inventory());
    }

    @Test
    @DisplayName("REC-38 the members of a bucket are found by their first bits")
    void inBucket() {
        List<Sha256> members = List.of(
                new Sha256(0, 1, 1, 1),
                new Sha256(Long.MAX_VALUE, 2, 2, 2),
                new Sha256(Long.MIN_VALUE, 3, 3, 3),
                new Sha256(-1, 4, 4, 4));
        assertThat(set(members).in(0, 0)).containsExactly(0, 1, 2, 3);
        assertThat(set(members).in(0, 1)).containsExactly(0, 1);
        assertThat(set(members).in(1, 1)).containsExactly(2, 3);
        assertThat(set(members).in(1, 2)).containsExactly(1);
        assertThat(set(members).in(4095, 12)).containsExactly(3);
    }

    @Test
    @DisplayName("REC-38 canonical bytes: eight a number, a text's length before its UTF-8, long texts too")
    void canonical() {
        Digests.Canonical bytes = new Digests.Canonical();
        bytes.number(-2);
        bytes.text("é1");
        java.nio.ByteBuffer expected = java.nio.ByteBuffer.allocate(19);
        expected.putLong(-2).putLong(3).put("é1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(bytes.digest()).isEqualTo(Sha256.of(expected.array()));
        for (int length : new int[] {1_000, 1_016, 1_017, 5_000}) {
            String text = "x".repeat(length);
            bytes.number(1);
            bytes.text(text);
            bytes.number(2);
            java.nio.ByteBuffer all = java.nio.ByteBuffer.allocate(length + 24);
            all.putLong(1)
                    .putLong(length)
                    .put(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .putLong(2);
            assertThat(bytes.digest()).as("text of " + length).isEqualTo(Sha256.of(all.array()));
        }
    }

    @Test
    @DisplayName("REC-38 members made on any number of threads, or taken over where they are known, are the same set")
    void made() {
        List<Sha256> all = members(50, 4);
        int[] numbers = new int[50];
        Arrays.setAll(numbers, i -> i);
        Digests.SetDigest known = set(all.subList(10, 30));
        Digests.Known places = new Digests.Known(known, number -> number >= 10 && number < 30 ? number - 10 : -1);
        for (int threads = 1; threads <= 4; threads++) {
            List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
            Digests.SetDigest made = Digests.of(
                    numbers,
                    new Workers(threads),
                    () -> number -> {
                        asked.add(number);
                        return all.get(number);
                    },
                    places);
            assertThat(made.inventory()).isEqualTo(set(all).inventory());
            assertThat(asked).hasSize(30).doesNotHaveDuplicates().doesNotContain(10, 29);
        }
    }
}
