package io.counterfoil.stripe.webhook;

import io.counterfoil.stripe.webhook.WebhookSecrets.Secret;
import io.counterfoil.stripe.webhook.WebhookVerification.Accepted;
import io.counterfoil.stripe.webhook.WebhookVerification.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Stripe's signature over the raw bytes of a webhook (specification 4.1, STR-01 to STR-04).
 *
 * <p>The signed text is the time as it was sent, a point and the body; the key is the whole secret, {@code whsec_} included. All secrets and the first 16
 * signatures of scheme v1 are tried, compared in constant time. The time is compared with the instant of receipt, so that a queue may verify later.
 * Immutable, thread-safe.
 */
public final class WebhookVerifier {

    private static final int MAX_HEADER_BYTES = 8_192;
    private static final int MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;
    private static final int MAX_SIGNATURES = 16;
    private static final int MAX_TIME_DIGITS = 12;
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";

    private final WebhookSecrets secrets;
    private final Duration tolerance;
    private final int maxPayloadBytes;

    private WebhookVerifier(WebhookSecrets secrets, Duration tolerance, int maxPayloadBytes) {
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.tolerance = tolerance;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** A verifier that tolerates 300 seconds either way and bodies up to 4 MiB. */
    public static WebhookVerifier of(WebhookSecrets secrets) {
        return new WebhookVerifier(secrets, TOLERANCE, MAX_PAYLOAD_BYTES);
    }

    /** This verifier with another tolerance, either way and inclusive; zero does not look at the time. */
    public WebhookVerifier withTolerance(Duration either) {
        if (either.isNegative()) {
            throw new IllegalArgumentException("tolerance " + either + ", expected none or more");
        }
        return new WebhookVerifier(secrets, either, maxPayloadBytes);
    }

    /** This verifier with another limit on the body. */
    public WebhookVerifier withMaxPayloadBytes(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("maxPayloadBytes " + limit + ", expected 1 or more");
        }
        return new WebhookVerifier(secrets, tolerance, limit);
    }

    /**
     * Whether the body was signed by one of the secrets.
     *
     * @param body the raw bytes as they came
     * @param signatureHeader the header {@code Stripe-Signature}; null where it was not sent
     * @param receivedAt when it came
     */
    public WebhookVerification verify(byte[] body, @Nullable String signatureHeader, Instant receivedAt) {
        if (signatureHeader == null || signatureHeader.isBlank()) {
            return rejected(WebhookVerification.Reason.MISSING_HEADER, "no signature header");
        }
        if (signatureHeader.length() > MAX_HEADER_BYTES
                || signatureHeader.getBytes(StandardCharsets.UTF_8).length > MAX_HEADER_BYTES) {
            return rejected(
                    WebhookVerification.Reason.HEADER_TOO_LARGE, "the signature header has more than 8192 bytes");
        }
        if (body.length > maxPayloadBytes) {
            return rejected(
                    WebhookVerification.Reason.PAYLOAD_TOO_LARGE,
                    "the body has " + body.length + " bytes, expected at most " + maxPayloadBytes);
        }
        Header header = Header.parse(signatureHeader);
        if (header.malformed()) {
            return rejected(WebhookVerification.Reason.MALFORMED_HEADER, "the signature header is malformed");
        }
        if (header.time().isEmpty()) {
            return rejected(WebhookVerification.Reason.NO_TIMESTAMP, "the signature header has no time");
        }
        if (header.signatures().isEmpty()) {
            return rejected(
                    WebhookVerification.Reason.NO_V1_SIGNATURE, "the signature header has no signature of scheme v1");
        }
        return verify(body, header, receivedAt);
    }

    private WebhookVerification verify(byte[] body, Header header, Instant receivedAt) {
        Optional<Secret> signer = Optional.empty();
        boolean retired = false;
        for (Secret secret : secrets.all()) {
            if (signs(secret, body, header)) {
                boolean active = secret.activeAt(receivedAt);
                retired = retired || !active;
                signer = active ? signer.or(() -> Optional.of(secret)) : signer;
            }
        }
        if (signer.isEmpty()) {
            return retired
                    ? rejected(
                            WebhookVerification.Reason.SECRET_NOT_ACTIVE,
                            "signed with a secret that is not valid at this time")
                    : rejected(WebhookVerification.Reason.SIGNATURE_MISMATCH, "no secret gives the signature");
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(header.time()));
        Duration age = Duration.between(signedAt, receivedAt);
        if (!tolerance.isZero() && age.compareTo(tolerance) > 0) {
            return rejected(
                    WebhookVerification.Reason.TIMESTAMP_TOO_OLD,
                    "signed more than " + tolerance + " before its receipt");
        }
        if (!tolerance.isZero() && age.compareTo(tolerance.negated()) < 0) {
            return rejected(
                    WebhookVerification.Reason.TIMESTAMP_IN_FUTURE,
                    "signed more than " + tolerance + " after its receipt");
        }
        return new Accepted(signer.get().id(), signedAt, age);
    }

    private static boolean signs(Secret secret, byte[] body, Header header) {
        byte[] expected = signature(secret, body, header.time()).getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (String signature : header.signatures()) {
            found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }

    private static String signature(Secret secret, byte[] body, String time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
        }
    }

    private static Rejected rejected(WebhookVerification.Reason reason, String message) {
        return new Rejected(reason, message);
    }

    /**
     * The parts of the header that matter; keys are not trimmed, other keys are passed over.
     *
     * @param time as it was sent; empty where there is none
     * @param signatures the first 16 of scheme v1
     */
    private record Header(String time, List<String> signatures, boolean malformed) {

        static Header parse(String text) {
            String time = "";
            List<String> signatures = new ArrayList<>();
            boolean malformed = false;
            for (String part : text.split(",", -1)) {
                int equals = part.indexOf('=');
                String key = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                if (key.equals("t")) {
                    malformed |= !time.isEmpty() || !isTime(value);
                    time = value;
                } else if (key.equals("v1")) {
                    malformed |= value.isEmpty();
                    if (signatures.size() < MAX_SIGNATURES) {
                        signatures.add(value);
                    }
                }
            }
            return new Header(time, signatures, malformed);
        }

        private static boolean isTime(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_TIME_DIGITS
                    && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
