package io.counterfoil.payments.dispute;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Dispute codes of the card networks and what they mean. Immutable, thread-safe.
 *
 * <p>Source: {@code card-dispute-codes.txt} beside this class, restated from public documentation; the networks' rule books decide.
 */
public final class DisputeCodes {

    private final Map<String, Reason> reasons;

    private DisputeCodes(Map<String, Reason> reasons) {
        this.reasons = reasons;
    }

    /** The codes of Visa and Mastercard that the library knows. Each call reads them anew; keep the answer. */
    public static DisputeCodes bundled() {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (String line : resource().split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Reason reason = row(line.split(" \\| ", -1));
                reasons.put(key(reason.network(), reason.code()), reason);
            }
        }
        return new DisputeCodes(reasons);
    }

    /** These codes, with the given ones before them: a processor's own, or a correction. */
    public DisputeCodes overlaidBy(List<Reason> own) {
        Map<String, Reason> both = new LinkedHashMap<>(reasons);
        own.forEach(reason -> both.put(key(reason.network(), reason.code()), reason));
        return new DisputeCodes(both);
    }

    /**
     * What the code means. A code nobody knows is kept: category {@code OTHER}, flow {@code REPRESENTMENT}, no days, {@link Reason#known()} false.
     */
    public Reason reason(String network, String code) {
        Reason reason = reasons.get(key(network, code));
        return reason != null
                ? reason
                : Reason.builder()
                        .network(network)
                        .code(code)
                        .meaning("")
                        .category(Reason.Category.OTHER)
                        .flow(Reason.Flow.REPRESENTMENT)
                        .known(false)
                        .legacy(false)
                        .confident(false)
                        .build();
    }

    /** All codes, in the order of the table. */
    public List<Reason> all() {
        return List.copyOf(reasons.values());
    }

    private static String key(String network, String code) {
        return network.toUpperCase(Locale.ROOT) + " " + code;
    }

    private static Reason row(String[] fields) {
        return Reason.builder()
                .network(fields[0])
                .code(fields[1])
                .category(Reason.Category.valueOf(fields[2]))
                .flow(Reason.Flow.valueOf(fields[3]))
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

    /** What a network's dispute code means. Immutable. */
    @Value.Immutable
    public interface Reason {

        /** The card network as text: {@code VISA}, {@code MASTERCARD}. */
        String network();

        /** The network's code as it was written, such as {@code 13.1}. */
        String code();

        /** The meaning in our own words; empty where the code is not known. */
        String meaning();

        /** What kind of complaint. */
        Category category();

        /** How the network runs it. */
        Flow flow();

        /** Calendar days from opening in which the merchant may answer; empty where no table says. */
        OptionalInt answerDays();

        /** Calendar days in which a pre-arbitration of the issuer must be answered; empty where no table says. */
        OptionalInt preArbitrationAnswerDays();

        /** Calendar days in which the cardholder's bank may open such a dispute, where its rule is the shortest; empty where no table says. */
        OptionalInt shortestFilingDays();

        /** The same where its rule is the longest: it depends on region and message. */
        OptionalInt longestFilingDays();

        /** Whether the code is in the table. */
        boolean known();

        /** Whether the network has replaced the code by another. */
        boolean legacy();

        /** Whether every number of the row agrees between its public sources; check the network's rules where it is false. */
        boolean confident();

        /** Reads as {@code VISA 13.1 (goods/services not received)}. */
        default String label() {
            return network() + " " + code() + (meaning().isEmpty() ? "" : " (" + meaning() + ")");
        }

        /** A warning that this row decides about money without being confirmed, or is not known at all; empty for a row that is. */
        default Optional<Diagnostic> caution() {
            if (!known()) {
                return Optional.of(Diagnostic.warning(
                        Finding.UNKNOWN_CODE,
                        "dispute code '" + code() + "' of " + network() + " is not known, expected one of its table\n"
                                + "Maybe the processor has codes of its own: overlay them.",
                        Diagnostic.Location.of("dispute codes")));
            }
            return confident()
                    ? Optional.empty()
                    : Optional.of(Diagnostic.warning(
                            Finding.RULE_UNCONFIRMED,
                            "the days of " + label() + " differ between public lists\n"
                                    + "Maybe check them in the network's rules and overlay the row.",
                            Diagnostic.Location.of("dispute codes")));
        }

        /** A new builder: for a host's own codes. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds reasons. Not thread-safe. */
        final class Builder extends ImmutableReason.Builder {
            Builder() {}
        }

        /** What kind of complaint a dispute is. */
        enum Category implements Code {
            /** The cardholder did not take part. */
            FRAUD,
            /** The authorisation was missing, late or declined. */
            AUTHORISATION,
            /** Late, twice, wrong amount or currency. */
            PROCESSING,
            /** Goods, services, cancellations, credits. */
            CONSUMER,
            /** The code is not in the table. */
            OTHER;

            @Override
            public String id() {
                return "DISPUTE_CATEGORY." + name();
            }
        }

        /** How the network runs a dispute, and so what the merchant's answer is. */
        enum Flow implements Code {
            /** Visa 10 and 11: liability is allocated at once; the answer is a pre-arbitration. */
            ALLOCATION,
            /** Visa 12 and 13: the parties talk first; the answer is a representment. */
            COLLABORATION,
            /** Mastercard, and codes nobody knows: the answer is a representment. */
            REPRESENTMENT;

            @Override
            public String id() {
                return "DISPUTE_FLOW." + name();
            }

            /** The merchant's answer to an opened dispute. */
            public CardDisputeEvent.Kind answer() {
                return this == ALLOCATION ? CardDisputeEvent.Kind.PRE_ARBITRATE : CardDisputeEvent.Kind.REPRESENT;
            }
        }

        /** What can be said about a dispute code beside its reason. */
        enum Finding implements Code {
            /** No table knows the code. */
            UNKNOWN_CODE,
            /** The row's days differ between sources. */
            RULE_UNCONFIRMED;

            @Override
            public String id() {
                return "DISPUTE_CODE." + name();
            }
        }
    }
}
