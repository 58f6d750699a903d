package io.counterfoil.stripe.dispute;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic.Severity;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** How a dispute stands, by its rows and its clock (specification 4.13, STR-54 to STR-57). Amounts are in Stripe's minor units. Immutable. */
@Value.Immutable
public interface DisputeStanding {

    /** The money of a dispute is not where its state says. */
    AlertKind DISPUTE_MONEY = new AlertKind("DISPUTE_MONEY");

    /** The dispute. */
    DisputeFact dispute();

    /** What it is. */
    Kind kind();

    /** Σ net of its rows: 0 for one that moved nothing, negative where money is gone. */
    long netMinor();

    /** Σ fee of its rows: positive where Stripe keeps one. */
    long feeMinor();

    /** Of the disputed amount, what is still withdrawn and not decided. */
    long heldMinor();

    /** What becomes a loss, because the dispute was lost. */
    long lossMinor();

    /** The loss; empty where there is none or the minor units of the currency are not known. */
    Optional<MonetaryAmount> loss();

    /** Whether card schemes count it in the dispute rate. */
    boolean countsInRate();

    /** How much time is left for an answer; empty where none is asked for. */
    Optional<Clock> clock();

    /** What contradicts its state, in the order of the names. */
    List<Break> breaks();

    /** Why the bank sent a debit back, in the words of all rails; empty unless it is a return. */
    Optional<ReturnReason> returned();

    /** What a person must see: a deadline that is close or missed, and money that is not where it should be. */
    default List<Alert> alerts(Instant now) {
        List<Alert> alerts = new ArrayList<>();
        SubjectRef subject = SubjectRef.of(
                "dispute", dispute().id().isEmpty() ? "unknown" : dispute().id());
        clock().filter(clock -> clock == Clock.URGENT || clock == Clock.MISSED).ifPresent(clock -> {
            String due = dispute().dueBy().map(Instant::toString).orElse("an unknown time");
            String sentence = clock == Clock.MISSED
                    ? "the answer to dispute " + dispute().id() + " was due by " + due
                    : "the answer to dispute " + dispute().id() + " is due by " + due;
            alerts.add(alert(AlertKind.DEADLINE_NEAR, clock, subject, sentence, now));
        });
        for (Break found : breaks()) {
            String sentence = "dispute " + dispute().id() + " is "
                    + dispute().state() + " with net " + netMinor() + " and " + heldMinor() + " held (minor units): "
                    + found.name();
            alerts.add(alert(DISPUTE_MONEY, found, subject, sentence, now));
        }
        return List.copyOf(alerts);
    }

    private static Alert alert(AlertKind kind, Code code, SubjectRef subject, String sentence, Instant now) {
        return Alert.builder()
                .kind(kind)
                .severity(Severity.HIGH)
                .subject(subject)
                .period(code.id())
                .evidence(Evidence.of(code, sentence))
                .raisedAt(now)
                .build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds standings. Not thread-safe. */
    final class Builder extends ImmutableDisputeStanding.Builder {
        Builder() {}
    }

    /** What a dispute is. */
    enum Kind {
        /** The bank asks; no money moves. */
        INQUIRY,
        /** The card's bank takes the money back. */
        CHARGEBACK,
        /** A bank debit came back; final, it cannot be contested with Stripe. */
        RETURN
    }

    /** How much time is left. */
    enum Clock implements Code {
        /** No answer is possible. */
        NO_RESPONSE_POSSIBLE,
        /** The time is over. */
        MISSED,
        /** Three days or less. */
        URGENT,
        /** More than three days. */
        RUNNING;

        @Override
        public String id() {
            return "STRIPE_DISPUTE." + name();
        }
    }

    /** What contradicts a state. */
    enum Break implements Code {
        /** Lost, and no money was withdrawn. */
        LOST_WITHOUT_WITHDRAWAL,
        /** An inquiry moved money. */
        MONEY_ON_INQUIRY,
        /** Open, and no money was withdrawn yet. */
        NO_FUNDS_MOVEMENT,
        /** Won, and not all of the money is back. */
        WON_NOT_REINSTATED;

        @Override
        public String id() {
            return "STRIPE_DISPUTE." + name();
        }
    }

    /**
     * What is sent as evidence in a dispute, put together from what the host knows and held to Stripe's limits (STR-58). Immutable; values appear in no message and no
     * {@code toString}.
     *
     * <pre>{@code
     * EvidenceBundle bundle = EvidenceBundle.builder().text(CUSTOMER_NAME, name).text(PRODUCT_DESCRIPTION, what)
     *     .file(RECEIPT, "file_1", 48_200).build();
     * bundle.obstacles(); // what keeps it from being sent
     * bundle.parameters(); // evidence[customer_name]=…
     * }</pre>
     *
     * <p>Defaults: 150,000 characters over all texts, 20,000 in one, 4,500,000 bytes over all files (Stripe's dispute documentation; settable).
     */
    final class EvidenceBundle {

        private final Map<Field, String> texts;
        private final Map<Field, UploadedFile> files;
        private final List<Obstacle> obstacles;

        private EvidenceBundle(Builder builder) {
            this.texts = Collections.unmodifiableMap(new TreeMap<>(builder.texts));
            this.files = Collections.unmodifiableMap(new TreeMap<>(builder.files));
            this.obstacles = List.copyOf(builder.obstacles());
        }

        /** A builder with Stripe's limits. */
        public static Builder builder() {
            return new Builder();
        }

        /** Why it cannot be sent as it is; empty where it can. */
        public List<Obstacle> obstacles() {
            return obstacles;
        }

        /** What the request to update the dispute holds, by the names of the API. Submitting is a parameter more, and final. */
        public Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            texts.forEach((field, text) -> parameters.put(field.parameter(), text));
            files.forEach((field, file) -> parameters.put(field.parameter(), file.id()));
            return Collections.unmodifiableMap(parameters);
        }

        /** The fields that are filled, in the order of the enum. */
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>(texts.keySet());
            fields.addAll(files.keySet());
            Collections.sort(fields);
            return List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "evidence " + fields() + ", " + obstacles.size() + " obstacles";
        }

        /**
         * A file that was uploaded to Stripe.
         *
         * @param id such as {@code file_1}
         * @param bytes its size
         */
        public record UploadedFile(String id, long bytes) {
            public UploadedFile {
                if (id.isBlank() || bytes < 1) {
                    throw new IllegalArgumentException(
                            "uploaded file of " + bytes + " bytes, expected an id and at least one byte");
                }
            }
        }

        /** What can be sent (API reference of disputes, {@code evidence}). */
        public enum Field {
            ACCESS_ACTIVITY_LOG(false),
            BILLING_ADDRESS(false),
            CANCELLATION_POLICY(true),
            CANCELLATION_POLICY_DISCLOSURE(false),
            CANCELLATION_REBUTTAL(false),
            CUSTOMER_COMMUNICATION(true),
            CUSTOMER_EMAIL_ADDRESS(false),
            CUSTOMER_NAME(false),
            CUSTOMER_PURCHASE_IP(false),
            CUSTOMER_SIGNATURE(true),
            DUPLICATE_CHARGE_DOCUMENTATION(true),
            DUPLICATE_CHARGE_EXPLANATION(false),
            DUPLICATE_CHARGE_ID(false),
            PRODUCT_DESCRIPTION(false),
            RECEIPT(true),
            REFUND_POLICY(true),
            REFUND_POLICY_DISCLOSURE(false),
            REFUND_REFUSAL_EXPLANATION(false),
            SERVICE_DATE(false),
            SERVICE_DOCUMENTATION(true),
            SHIPPING_ADDRESS(false),
            SHIPPING_CARRIER(false),
            SHIPPING_DATE(false),
            SHIPPING_DOCUMENTATION(true),
            SHIPPING_TRACKING_NUMBER(false),
            UNCATEGORIZED_FILE(true),
            UNCATEGORIZED_TEXT(false);

            private final boolean file;

            Field(boolean file) {
                this.file = file;
            }

            /** Whether it is a file; else it is a text. */
            public boolean isFile() {
                return file;
            }

            /** Such as {@code evidence[customer_name]}. */
            public String parameter() {
                return "evidence[" + name().toLowerCase(Locale.ROOT) + "]";
            }
        }

        /** What keeps a bundle from being sent. */
        public enum Limit implements Code {
            TEXT_TOO_LONG,
            TEXTS_TOO_LONG,
            FILES_TOO_LARGE,
            NOTHING_TO_SEND;

            @Override
            public String id() {
                return "STRIPE_EVIDENCE." + name();
            }
        }

        /** Builds bundles. Not thread-safe. */
        public static final class Builder {

            private final Map<Field, String> texts = new TreeMap<>();
            private final Map<Field, UploadedFile> files = new TreeMap<>();
            private int maxText = 20_000;
            private int maxTexts = 150_000;
            private long maxFileBytes = 4_500_000;

            private Builder() {}

            /**
             * A text; card numbers are taken out. A blank one is left out.
             *
             * @throws IllegalArgumentException where the field is a file
             */
            public Builder text(Field field, String value) {
                if (field.isFile()) {
                    throw new IllegalArgumentException(
                            "evidence field " + field + " is a file, expected one of the texts");
                }
                if (!value.isBlank()) {
                    texts.put(field, PanRedactor.redact(value));
                }
                return this;
            }

            /**
             * An uploaded file.
             *
             * @throws IllegalArgumentException where the field is a text
             */
            public Builder file(Field field, UploadedFile file) {
                if (!field.isFile()) {
                    throw new IllegalArgumentException(
                            "evidence field " + field + " is a text, expected one of the files");
                }
                files.put(field, file);
                return this;
            }

            /** Other limits: characters in one text, in all texts, bytes in all files. */
            public Builder limits(int oneText, int allTexts, long allFileBytes) {
                if (oneText < 1 || allTexts < 1 || allFileBytes < 1) {
                    throw new IllegalArgumentException(
                            "limits " + oneText + ", " + allTexts + ", " + allFileBytes + ", expected 1 or more");
                }
                this.maxText = oneText;
                this.maxTexts = allTexts;
                this.maxFileBytes = allFileBytes;
                return this;
            }

            /** The bundle. */
            public EvidenceBundle build() {
                return new EvidenceBundle(this);
            }

            private List<Obstacle> obstacles() {
                List<Obstacle> found = new ArrayList<>();
                long characters = 0;
                for (Map.Entry<Field, String> text : texts.entrySet()) {
                    int length = text.getValue().length();
                    characters += length;
                    if (length > maxText) {
                        found.add(Obstacle.of(
                                Limit.TEXT_TOO_LONG,
                                text.getKey() + " has " + length + " characters, limit " + maxText));
                    }
                }
                if (characters > maxTexts) {
                    found.add(Obstacle.of(
                            Limit.TEXTS_TOO_LONG, "the texts have " + characters + " characters, limit " + maxTexts));
                }
                long bytes =
                        files.values().stream().mapToLong(UploadedFile::bytes).sum();
                if (bytes > maxFileBytes) {
                    found.add(Obstacle.of(
                            Limit.FILES_TOO_LARGE, "the files have " + bytes + " bytes, limit " + maxFileBytes));
                }
                if (texts.isEmpty() && files.isEmpty()) {
                    found.add(Obstacle.of(Limit.NOTHING_TO_SEND, "the bundle is empty"));
                }
                return found;
            }
        }
    }
}
