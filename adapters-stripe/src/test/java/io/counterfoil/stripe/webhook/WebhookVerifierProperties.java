package io.counterfoil.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class WebhookVerifierProperties {

    @Property
    @Label("STR-01 what was signed is accepted, for any body, secret and time")
    void acceptsItsOwn(
            @ForAll byte[] body,
            @ForAll @AlphaChars @StringLength(min = 1, max = 100) String secret,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long time) {
        Instant at = Instant.ofEpochSecond(time);
        String header = Signatures.header("whsec_" + secret, body, at);
        assertThat(verifier("whsec_" + secret).verify(body, header, at).accepted())
                .isTrue();
    }

    @Property
    @Label("STR-01 one flipped bit of body, time or signature is rejected")
    void rejectsOneFlippedBit(
            @ForAll @Size(min = 1, max = 64) byte[] body, @ForAll @IntRange(min = 0, max = 100_000) int where) {
        Instant at = Instant.ofEpochSecond(1_767_225_600);
        String header = Signatures.header("whsec_a", body, at);
        byte[] changed = body.clone();
        changed[where % body.length] ^= (byte) (1 << (where % 8));
        assertThat(verifier("whsec_a").verify(changed, header, at).accepted()).isFalse();
        char[] text = header.toCharArray();
        text[where % text.length] ^= (char) (1 << (where % 7));
        assertThat(verifier("whsec_a").verify(body, new String(text), at).accepted())
                .isFalse();
    }

    @Property
    @Label("STR-04 any header and any body give an answer, never an exception")
    void neverThrows(@ForAll byte[] body, @ForAll String header, @ForAll @LongRange(min = 0) long time) {
        Instant at = Instant.ofEpochSecond(time % 1_000_000_000_000L);
        assertThat(verifier("whsec_a").verify(body, header, at).accepted()).isFalse();
        assertThat(verifier("whsec_a")
                        .verify(body, "t=" + header + ",v1=" + header, at)
                        .accepted())
                .isFalse();
    }

    private static WebhookVerifier verifier(String secret) {
        return WebhookVerifier.of(WebhookSecrets.of("s1", secret));
    }
}
