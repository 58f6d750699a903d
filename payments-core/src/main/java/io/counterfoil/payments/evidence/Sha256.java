package io.counterfoil.payments.evidence;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest as a value (FIPS 180-4), written as 64 lower-case hex digits.
 *
 * @param a bytes 0 to 7, big-endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record Sha256(long a, long b, long c, long d) {

    /** Thirty-two zero bytes: the head of an empty chain. */
    public static final Sha256 ZERO = new Sha256(0, 0, 0, 0);

    /** Digest of the bytes. */
    public static Sha256 of(byte[] bytes) {
        return ofDigest(digester().digest(bytes));
    }

    /** Digest of the text in UTF-8. */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Digest of a list of values, each as a netstring of its plain text, so that no two different lists look alike. Collections and optionals count
     * as nested lists, amounts as currency code and number without trailing zeros.
     */
    public static Sha256 ofFields(@Nullable Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            netstring(text, plain(field));
        }
        return of(text.toString());
    }

    /** The 32 bytes of a finished digest as a value. */
    public static Sha256 ofDigest(byte[] digest) {
        if (digest.length != 32) {
            throw new IllegalArgumentException("digest has " + digest.length + " bytes, expected 32");
        }
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new Sha256(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** Reads 64 hex digits. */
    public static Sha256 parse(String hex) {
        return ofDigest(HexFormat.of().parseHex(hex));
    }

    /** A fresh digester, for streams. */
    public static MessageDigest digester() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(32)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /** 64 lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The first 12 hex digits, for people. */
    public String shortHex() {
        return hex().substring(0, 12);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static String plain(@Nullable Object field) {
        if (field == null) {
            return "-";
        }
        if (field instanceof Optional<?> optional) {
            return optional.map(v -> list(java.util.List.of(v))).orElse("-");
        }
        if (field instanceof Collection<?> values) {
            return list(values);
        }
        if (field instanceof MonetaryAmount amount) {
            return amount.getCurrency().getCurrencyCode() + " "
                    + plain(amount.getNumber().numberValueExact(BigDecimal.class));
        }
        if (field instanceof BigDecimal number) {
            return (number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros()).toPlainString();
        }
        if (field instanceof Code code) {
            return code.id();
        }
        return field.toString();
    }

    private static String list(Collection<?> values) {
        StringBuilder nested = new StringBuilder();
        for (Object value : values) {
            netstring(nested, plain(value));
        }
        return nested.toString();
    }

    private static void netstring(StringBuilder to, String text) {
        to.append(text.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(text)
                .append(',');
    }
}
