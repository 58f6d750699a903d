package io.counterfoil.bankfiles.ofx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.source.internal.LimitException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of a transaction, entities of its texts, and the names of tags. */
class OfxTransactionTest {

    private static void put(OfxTransaction to, OfxTag tag, String text) throws LimitException {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        to.put(tag, bytes, 2, bytes.length - 2);
    }

    private static String text(OfxTransaction of, OfxTag tag) {
        return of.text(tag, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("BNK-30 the first text of each tag is kept, empty ones and other tags are not")
    void fields() throws LimitException {
        OfxTransaction transaction = new OfxTransaction(10_000);
        put(transaction, OfxTag.NAME, "Ana &amp; Co");
        put(transaction, OfxTag.NAME, "Bob");
        put(transaction, OfxTag.MEMO, "");
        put(transaction, OfxTag.MEMO, "words");
        put(transaction, OfxTag.TRNTYPE, "POS");
        put(transaction, OfxTag.DTASOF, "20270301");
        assertThat(text(transaction, OfxTag.NAME)).isEqualTo("Ana & Co");
        assertThat(text(transaction, OfxTag.MEMO)).isEqualTo("words");
        assertThat(text(transaction, OfxTag.TRNTYPE)).isEqualTo("POS");
        assertThat(text(transaction, OfxTag.FITID)).isEmpty();
        assertThat(transaction.has(OfxTag.FITID)).isFalse();
        assertThat(transaction.has(OfxTag.TRNTYPE)).isTrue();
        assertThat(transaction.raw(3)).hasSize(3);
        assertThat(transaction.raw(9_999)).hasSize(13 + 6 + 4);
        String wide = "w".repeat(2_000);
        put(transaction, OfxTag.FITID, wide);
        assertThat(text(transaction, OfxTag.FITID)).isEqualTo(wide);
        assertThat(text(transaction, OfxTag.NAME)).isEqualTo("Ana & Co");
        transaction.convertedFrom();
        assertThat(transaction.isConverted()).isTrue();
        transaction.clear();
        assertThat(transaction.isConverted()).isFalse();
        assertThat(transaction.has(OfxTag.NAME)).isFalse();
        assertThat(transaction.raw(99)).isEmpty();
        put(transaction, OfxTag.NAME, "Bob");
        assertThat(text(transaction, OfxTag.NAME)).isEqualTo("Bob");
    }

    @Test
    @DisplayName("BNK-32 content tells transactions apart by every field, ids by the id alone")
    void hashes() throws LimitException {
        OfxTransaction one = new OfxTransaction(100);
        put(one, OfxTag.FITID, "F1");
        put(one, OfxTag.NAME, "Ana");
        OfxTransaction two = new OfxTransaction(100);
        put(two, OfxTag.FITID, "F1");
        put(two, OfxTag.MEMO, "Ana");
        assertThat(one.idHash()).isEqualTo(two.idHash());
        assertThat(one.contentHash()).isNotEqualTo(two.contentHash());
        OfxTransaction three = new OfxTransaction(100);
        put(three, OfxTag.FITID, "F2");
        put(three, OfxTag.NAME, "Ana");
        assertThat(three.idHash()).isNotEqualTo(one.idHash());
    }

    @Test
    @DisplayName("BNK-12 a transaction of the limit's length is read, one byte more is not")
    void limit() throws LimitException {
        OfxTransaction full = new OfxTransaction(6);
        put(full, OfxTag.NAME, "Ana");
        put(full, OfxTag.MEMO, "x");
        assertThat(text(full, OfxTag.MEMO)).isEqualTo("x");
        OfxTransaction over = new OfxTransaction(5);
        put(over, OfxTag.NAME, "Ana");
        assertThatExceptionOfType(LimitException.class)
                .isThrownBy(() -> put(over, OfxTag.MEMO, "x"))
                .withMessage("a transaction is longer than 5 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "a &amp; b|a & b",
                "&lt;&gt;&quot;&apos;|<>\"'",
                "a&nbsp;b|a b",
                "&#65;&#x42;&#X43;|ABC",
                "&#32;x|x",
                "a&#31;b|a&#31;b",
                "&#55295;|\uD7FF",
                "&#xD800;|&#xD800;",
                "&#xDFFF;|&#xDFFF;",
                "&#xE000;|\uE000",
                "&#999999;|\uDB90\uDE3F",
                "&#x110000;|&#x110000;",
                "&#1114112;|&#1114112;",
                "&#0000065;|&#0000065;",
                "&#;|&#;",
                "&#x;|&#x;",
                "&#xg;|&#xg;",
                "&;|&;",
                "&foo;|&foo;",
                "R&D|R&D",
                "R&D; x &amp; y|R&D; x & y",
                "&1234567;|&1234567;",
                "&|&",
                "&amp|&amp"
            })
    @DisplayName("BNK-30 entities of characters are read, everything else that begins with an ampersand stays")
    void entities(String text, String expected) {
        assertThat(OfxTransaction.unescaped(text).strip()).isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-30 tags by name in any case, nothing else")
    void tags() {
        for (OfxTag tag : OfxTag.values()) {
            for (String name : new String[] {tag.name(), tag.name().toLowerCase(java.util.Locale.ROOT)}) {
                byte[] bytes = ("<" + name + ">").getBytes(StandardCharsets.US_ASCII);
                assertThat(OfxTag.of(bytes, 1, bytes.length - 1)).isEqualTo(tag);
                assertThat(OfxTag.of(bytes, 1, bytes.length)).isNull();
                assertThat(OfxTag.of(bytes, 1, bytes.length - 2)).isNotEqualTo(tag);
            }
        }
        byte[] other = "@AME`ame{AME".getBytes(StandardCharsets.US_ASCII);
        assertThat(OfxTag.of(other, 0, 4)).isNull();
        assertThat(OfxTag.of(other, 4, 8)).isNull();
        assertThat(OfxTag.of(other, 0, 0)).isNull();
        byte[] odd = ".AME".getBytes(StandardCharsets.US_ASCII); // the letter N without its bit for letters
        assertThat(OfxTag.of(odd, 0, 4)).isNull();
        assertThat(OfxTag.MEMO.place()).isEqualTo(12);
        assertThat(OfxTag.CURDEF.place()).isEqualTo(-1);
    }
}
