package io.counterfoil.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                        .rejection())
                .contains(WebhookVerification.Reason.SECRET_NOT_ACTIVE);
        assertThat(verifier.verify(body, Signatures.header("whsec_two", body, after), after)
                        .accepted())
                .isTrue();
    }
}
