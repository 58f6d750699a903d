package io.counterfoil.stripe.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** Signs as Stripe does, by HMAC written out from RFC 2104 instead of the platform's. */
public final class Signatures {

    private static final int BLOCK = 64;

    private Signatures() {}

    public static String header(String secret, byte[] body, Instant at) {
        try {
            return "t=" + at.getEpochSecond() + ",v1=" + mac(secret, at.getEpochSecond() + ".", body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String mac(String secret, String prefix, byte[] body) throws NoSuchAlgorithmException {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha().digest(key) : key, BLOCK);
        MessageDigest inner = sha();
        inner.update(xor(block, 0x36));
        inner.update(prefix.getBytes(StandardCharsets.US_ASCII));
        MessageDigest outer = sha();
        outer.update(xor(block, 0x5c));
        return HexFormat.of().formatHex(outer.digest(inner.digest(body)));
    }

    private static byte[] xor(byte[] block, int pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return padded;
    }

    private static MessageDigest sha() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }
}
