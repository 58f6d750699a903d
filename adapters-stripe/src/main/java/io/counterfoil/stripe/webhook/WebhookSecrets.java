package io.counterfoil.stripe.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The signing secrets of a webhook endpoint, each with a name and the time in which it is valid, both ends included (STR-03). Immutable; a secret never
 * appears in a message or in {@code toString}.
 */
public final class WebhookSecrets {

    /** How long a secret stays valid after its successor came. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final List<Secret> secrets;

    record Secret(String id, String value, Instant validFrom, Instant validTo) {
        Secret {
            if (id.isBlank()) {
                throw new IllegalArgumentException("webhook secret has a blank id, expected a name of the host's");
            }
            refuseMistakes(id, value);
        }

        boolean activeAt(Instant instant) {
            return !instant.isBefore(validFrom) && !instant.isAfter(validTo);
        }

        private static void refuseMistakes(String id, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(
                        "webhook secret '" + id + "' is empty, expected a text that begins with whsec_");
            }
            for (String prefix : List.of("sk_", "rk_", "pk_")) {
                if (value.startsWith(prefix)) {
                    throw new IllegalArgumentException("webhook secret '" + id + "' is an API key (" + prefix
                            + "…), expected the signing secret of the endpoint, which begins with whsec_");
                }
            }
        }

        @Override
        public String toString() {
            return id + " " + validFrom + ".." + validTo;
        }
    }

    private WebhookSecrets(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * One secret that is always valid.
     *
     * @throws IllegalArgumentException for an empty secret, or an API key in its place
     */
    public static WebhookSecrets of(String id, String value) {
        return new WebhookSecrets(List.of(new Secret(id, value, Instant.MIN, Instant.MAX)));
    }

    /** These secrets and one more that is always valid, such as another endpoint's. */
    public WebhookSecrets and(String id, String value) {
        return and(id, value, Instant.MIN, Instant.MAX);
    }

    /** These secrets and one more that is valid from an instant to another, both included. */
    public WebhookSecrets and(String id, String value, Instant validFrom, Instant validTo) {
        List<Secret> more = new ArrayList<>(secrets);
        more.add(new Secret(id, value, validFrom, validTo));
        return new WebhookSecrets(more);
    }

    /** A new secret from the instant on; those before it stay valid for 24 hours more at most. */
    public WebhookSecrets rolled(String id, String value, Instant at) {
        Instant end = at.plus(OVERLAP);
        List<Secret> all = new ArrayList<>();
        for (Secret secret : secrets) {
            Instant until = secret.validTo().isBefore(end) ? secret.validTo() : end;
            all.add(new Secret(secret.id(), secret.value(), secret.validFrom(), until));
        }
        all.add(new Secret(id, value, at, Instant.MAX));
        return new WebhookSecrets(all);
    }

    List<Secret> all() {
        return secrets;
    }

    /** The names alone. */
    @Override
    public String toString() {
        return secrets.stream().map(Secret::id).collect(Collectors.joining(", ", "WebhookSecrets(", ")"));
    }
}
