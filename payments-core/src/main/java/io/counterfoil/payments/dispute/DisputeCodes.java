package io.counterfoil.payments.dispute;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Dispute codes of the card networks and what they mean. Immutable, thread-safe.
 *
 * <p>Source: {@code card-dispute-codes.txt} beside this class, restated from public documentation; the networks' rule books decide.
 */
public final class DisputeCodes {

    private final Map<String, DisputeReason> reasons;

    private DisputeCodes(Map<String, DisputeReason> reasons) {
        this.reasons = reasons;
    }

    /** The codes of Visa and Mastercard that the library knows. Each call reads them anew; keep the answer. */
    public static DisputeCodes bundled() {
        Map<String, DisputeReason> reasons = new LinkedHashMap<>();
        for (String line : resource().split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                DisputeReason reason = row(line.split(" \\| ", -1));
                reasons.put(key(reason.network(), reason.code()), reason);
            }
        }
        return new DisputeCodes(reasons);
    }

    /** These codes, with the given ones before them: a processor's own, or a correction. */
    public DisputeCodes overlaidBy(List<DisputeReason> own) {
        Map<String, DisputeReason> both = new LinkedHashMap<>(reasons);
        own.forEach(reason -> both.put(key(reason.network(), reason.code()), reason));
        return new DisputeCodes(both);
    }

    /**
     * What the code means. A code nobody knows is kept: category {@code OTHER}, flow {@code REPRESENTMENT}, no days, {@link DisputeReason#known()} false.
     */
    public DisputeReason reason(String network, String code) {
        DisputeReason reason = reasons.get(key(network, code));
        return reason != null
                ? reason
                : DisputeReason.builder()
                        .network(network)
                        .code(code)
                        .meaning("")
                        .category(DisputeCategory.OTHER)
                        .flow(DisputeFlow.REPRESENTMENT)
                        .known(false)
                        .legacy(false)
                        .confident(false)
                        .build();
    }

    /** All codes, in the order of the table. */
    public List<DisputeReason> all() {
        return List.copyOf(reasons.values());
    }

    private static String key(String network, String code) {
        return network.toUpperCase(Locale.ROOT) + " " + code;
    }

    private static DisputeReason row(String[] fields) {
        return DisputeReason.builder()
                .network(fields[0])
                .code(fields[1])
                .category(DisputeCategory.valueOf(fields[2]))
                .flow(DisputeFlow.valueOf(fields[3]))
                .answerDays(Integer.parseInt(fields[4]))
                .preArbitrationAnswerDays(Integer.parseInt(fields[5]))
                .shortestFilingDays(Integer.parseInt(fields[6]))
                .longestFilingDays(Integer.parseInt(fields[7]))
                .known(true)
                .legacy("yes".equals(fields[8]))
                .confident("yes".equals(fields[9]))
                .meaning(fields[10])
                .build();
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(
                DisputeCodes.class.getResourceAsStream("card-dispute-codes.txt"),
                "card-dispute-codes.txt is missing from the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("card-dispute-codes.txt cannot be read", e);
        }
    }
}
