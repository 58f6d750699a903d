package io.counterfoil.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_abcdef", "rk_test_abcdef", "pk_live_abcdef"})
    @DisplayName("STR-22 an API key in place of a signing secret is refused by its kind, and not shown")
    void refusesApiKeys(String key) {
        assertThatThrownBy(() -> WebhookSecrets.of("endpoint", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key.substring(0, 3))
                .hasMessageNotContaining("abcdef");
    }

    @Test
    @DisplayName("STR-03 an empty secret is refused")
    void refusesEmptySecrets() {
        assertThatThrownBy(() -> WebhookSecrets.of("endpoint", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("STR-22 secrets are not in toString")
    void hidesSecrets() {
        WebhookSecrets secrets = WebhookSecrets.of("old", "whsec_one").rolled("new", "whsec_two", NOW);
        assertThat(secrets.toString()).contains("old", "new").doesNotContain("whsec");
        assertThat(secrets.all().toString()).doesNotContain("whsec");
    }

    @Test
    @DisplayName(
            "STR-03 after a roll the old secret is valid for 24 hours, the result names which one signed, then it is reported as retired")
    void rolls() {
        WebhookSecrets secrets = WebhookSecrets.of("old", "whsec_one").rolled("new", "whsec_two", NOW);
        WebhookVerifier verifier = WebhookVerifier.of(secrets);
        byte[] body = {1, 2, 3};
        Instant nextDay = NOW.plusSeconds(86_400);
        assertThat(verifier.verify(body, Signatures.header("whsec_one", body, nextDay), nextDay))
                .isInstanceOfSatisfying(
                        WebhookVerification.Accepted.class,
                        accepted -> assertThat(accepted.secretId()).isEqualTo("old"));
        Instant after = nextDay.plusSeconds(1);
        assertThat(verifier.verify(body, Signatures.header("whsec_one", body, after), after)
                        .accepted())
                .isFalse();
        assertThat(verifier.verify(body, Signatures.header("whsec_one", body, after), after)
                        .rejection())
                .contains(WebhookVerification.Reason.SECRET_NOT_ACTIVE);
        assertThat(verifier.verify(body, Signatures.header("whsec_two", body, after), after)
                        .accepted())
                .isTrue();
    }

    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookVerifier VERIFIER = WebhookVerifier.of(WebhookSecrets.of("one", "whsec_one"));
    private static final String MAC = Signatures.header("whsec_one", BODY, NOW).replaceFirst(".*v1=", "");

    private static String answer(WebhookVerifier verifier, byte[] body, String header, Instant at) {
        WebhookVerification result = verifier.verify(body, header, at);
        return result.rejection().map(Enum::name).orElse("ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource({"300, ACCEPTED", "301, TIMESTAMP_TOO_OLD", "-300, ACCEPTED", "-301, TIMESTAMP_IN_FUTURE", "0, ACCEPTED"
    })
    @DisplayName("STR-02 five minutes either way, both ends included")
    void toleratesBothWays(long age, String expected) {
        Instant received = NOW.plusSeconds(age);
        assertThat(answer(VERIFIER, BODY, Signatures.header("whsec_one", BODY, NOW), received))
                .isEqualTo(expected);
        WebhookVerifier any = VERIFIER.withTolerance(Duration.ZERO);
        assertThat(answer(any, BODY, Signatures.header("whsec_one", BODY, NOW), received.plusSeconds(age * 1000)))
                .as("zero does not look at the time")
                .isEqualTo("ACCEPTED");
        assertThat(VERIFIER.verify(BODY, Signatures.header("whsec_one", BODY, NOW), NOW.plusSeconds(7)))
                .isEqualTo(new WebhookVerification.Accepted("one", NOW, Duration.ofSeconds(7)));
    }

    @Test
    @DisplayName("STR-02 the time is judged by the nanosecond, not by the second")
    void judgesByTheNanosecond() {
        String header = Signatures.header("whsec_one", BODY, NOW);
        assertThat(answer(VERIFIER, BODY, header, NOW.plusSeconds(300).plusNanos(1)))
                .isEqualTo("TIMESTAMP_TOO_OLD");
        assertThat(answer(VERIFIER, BODY, header, NOW.minusSeconds(300).minusNanos(1)))
                .isEqualTo("TIMESTAMP_IN_FUTURE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=TIME,v1=MAC | ACCEPTED",
                "v1=MAC,t=TIME | ACCEPTED",
                "v1=MAC,t=TIME,v0=x,scheme,=y | ACCEPTED",
                "t=TIME,v1=0,v1=MAC | ACCEPTED",
                "t=TIME,v0=MAC | NO_V1_SIGNATURE",
                "v1=MAC | NO_TIMESTAMP",
                "t,v1=MAC | MALFORMED_HEADER",
                "t=,v1=MAC | MALFORMED_HEADER",
                "t=abc,v1=MAC | MALFORMED_HEADER",
                "t=TIME,t=TIME,v1=MAC | MALFORMED_HEADER",
                "t=x,t=TIME,v1=MAC | MALFORMED_HEADER",
                "t=1234567890123,v1=MAC | MALFORMED_HEADER",
                "t=123456789012,v1=MAC | SIGNATURE_MISMATCH",
                "t=-1,v1=MAC | MALFORMED_HEADER",
                "t=1/,v1=MAC | MALFORMED_HEADER",
                "t=1:,v1=MAC | MALFORMED_HEADER",
                "t=0909,v1=MAC | SIGNATURE_MISMATCH",
                "t=٣,v1=MAC | MALFORMED_HEADER",
                "t=TIME,v1=MAC,v1= | MALFORMED_HEADER",
                "t=TIME,v1=,v1=MAC | MALFORMED_HEADER",
                "t=TIME,v1 | MALFORMED_HEADER",
                "t=TIME, v1=MAC | NO_V1_SIGNATURE",
                "v1=MAC, t=TIME | NO_TIMESTAMP",
                "t=TIME,v1=MACa | SIGNATURE_MISMATCH",
                "nonsense | NO_TIMESTAMP"
            })
    @DisplayName("STR-04 every header has one answer; keys are not trimmed, an empty value is malformed")
    void answersEveryHeader(String header, String expected) {
        String sent =
                header.replace("TIME", Long.toString(NOW.getEpochSecond())).replace("MAC", MAC);
        assertThat(answer(VERIFIER, BODY, sent, NOW)).isEqualTo(expected);
    }

    @Test
    @DisplayName("STR-04 no header, a blank one and a leading blank are answers too")
    void answersNoHeader() {
        assertThat(VERIFIER.verify(BODY, null, NOW).rejection()).contains(WebhookVerification.Reason.MISSING_HEADER);
        assertThat(answer(VERIFIER, BODY, " ", NOW)).isEqualTo("MISSING_HEADER");
        assertThat(answer(VERIFIER, BODY, " t=" + NOW.getEpochSecond() + ",v1=" + MAC, NOW))
                .isEqualTo("NO_TIMESTAMP");
    }

    @Test
    @DisplayName("STR-04 8,192 bytes of header are read, one more is not, counted in bytes and not in characters")
    void limitsTheHeader() {
        String start = Signatures.header("whsec_one", BODY, NOW) + ",x=";
        String longest = start + "y".repeat(8_192 - start.length());
        assertThat(answer(VERIFIER, BODY, longest, NOW)).isEqualTo("ACCEPTED");
        assertThat(answer(VERIFIER, BODY, longest + "y", NOW)).isEqualTo("HEADER_TOO_LARGE");
        assertThat(answer(VERIFIER, BODY, start + "é".repeat(5_000), NOW)).isEqualTo("HEADER_TOO_LARGE");
        assertThat(answer(VERIFIER, BODY, "y".repeat(8_193), NOW)).isEqualTo("HEADER_TOO_LARGE");
    }

    @Test
    @DisplayName("STR-04 a body at the limit is read, one byte more is not, and is asked after the header's size")
    void limitsTheBody() {
        WebhookVerifier small = VERIFIER.withMaxPayloadBytes(BODY.length);
        String header = Signatures.header("whsec_one", BODY, NOW);
        assertThat(answer(small, BODY, header, NOW)).isEqualTo("ACCEPTED");
        assertThat(answer(VERIFIER.withMaxPayloadBytes(BODY.length - 1), BODY, header, NOW))
                .isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(answer(VERIFIER.withMaxPayloadBytes(1), BODY, "t", NOW)).isEqualTo("PAYLOAD_TOO_LARGE");
        byte[] four = new byte[4 * 1024 * 1024];
        assertThat(answer(VERIFIER, four, Signatures.header("whsec_one", four, NOW), NOW))
                .isEqualTo("ACCEPTED");
        assertThat(answer(VERIFIER, new byte[four.length + 1], header, NOW)).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    @DisplayName("STR-04 limits and tolerances that cannot be are refused")
    void refusesSettings() {
        assertThatThrownBy(() -> VERIFIER.withTolerance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tolerance");
        assertThatThrownBy(() -> VERIFIER.withMaxPayloadBytes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0, expected 1 or more");
        assertThatThrownBy(() -> WebhookSecrets.of(" ", "whsec_one")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("STR-04 sixteen signatures are tried, a seventeenth is not")
    void triesSixteen() {
        String time = "t=" + NOW.getEpochSecond() + ",";
        String others = Collections.nCopies(15, "v1=00").stream().collect(Collectors.joining(",", "", ","));
        assertThat(answer(VERIFIER, BODY, time + others + "v1=" + MAC, NOW)).isEqualTo("ACCEPTED");
        assertThat(answer(VERIFIER, BODY, time + others + "v1=00,v1=" + MAC, NOW))
                .isEqualTo("SIGNATURE_MISMATCH");
    }

    @Test
    @DisplayName("STR-03 each of several secrets is tried and named, within its window, both ends included")
    void triesEverySecret() {
        WebhookSecrets secrets =
                WebhookSecrets.of("one", "whsec_one").and("two", "whsec_two").and("three", "whsec_three", NOW, NOW);
        WebhookVerifier verifier = WebhookVerifier.of(secrets);
        assertThat(verifier.verify(BODY, Signatures.header("whsec_two", BODY, NOW), NOW))
                .isInstanceOfSatisfying(
                        WebhookVerification.Accepted.class,
                        accepted -> assertThat(accepted.secretId()).isEqualTo("two"));
        String third = Signatures.header("whsec_three", BODY, NOW);
        assertThat(answer(verifier, BODY, third, NOW)).isEqualTo("ACCEPTED");
        assertThat(answer(verifier, BODY, third, NOW.plusNanos(1))).isEqualTo("SECRET_NOT_ACTIVE");
        assertThat(answer(verifier, BODY, third, NOW.minusNanos(1))).isEqualTo("SECRET_NOT_ACTIVE");
        WebhookSecrets twins = WebhookSecrets.of("first", "whsec_one").and("second", "whsec_one");
        assertThat(WebhookVerifier.of(twins).verify(BODY, Signatures.header("whsec_one", BODY, NOW), NOW))
                .isInstanceOfSatisfying(
                        WebhookVerification.Accepted.class,
                        accepted -> assertThat(accepted.secretId()).isEqualTo("first"));
        assertThat(secrets.all().get(2)).hasToString("three " + NOW + ".." + NOW);
    }

    @Test
    @DisplayName("STR-03 a roll never makes an older secret live longer than it was to")
    void rollsKeepTheEarlierEnd() {
        Instant soon = NOW.plusSeconds(60);
        WebhookSecrets rolled = WebhookSecrets.of("one", "whsec_one")
                .and("two", "whsec_two", Instant.MIN, soon)
                .rolled("new", "whsec_new", NOW);
        assertThat(rolled.all().get(0).validTo()).isEqualTo(NOW.plusSeconds(86_400));
        assertThat(rolled.all().get(1).validTo()).isEqualTo(soon);
        assertThat(rolled.all().get(2).validFrom()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @EnumSource(WebhookVerification.Reason.class)
    @DisplayName("STR-04 every reason has a code that hosts can compare")
    void namesReasons(WebhookVerification.Reason reason) {
        assertThat(reason.id()).isEqualTo("STRIPE_WEBHOOK." + reason.name());
    }
}
