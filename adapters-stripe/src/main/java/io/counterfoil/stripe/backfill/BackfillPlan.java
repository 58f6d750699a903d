package io.counterfoil.stripe.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.immutables.value.Value;

/** What a backfill reads (specification 4.18, STR-18). Immutable. */
@Value.Immutable
public interface BackfillPlan {

    /** Objects created before it are not read. */
    Instant since();

    /** Which lists, in this order; balance rows last, because they are the truth about what the others tell. */
    @Value.Default
    default List<Stream> streams() {
        return List.of(Stream.values());
    }

    /** Lists are read in segments of creation time of this length, newest first; 30 days unless stated. */
    @Value.Default
    default Duration segment() {
        return Duration.ofDays(30);
    }

    /** How far a later run reaches back behind the end of the last one; 24 hours unless stated. */
    @Value.Default
    default Duration overlap() {
        return Duration.ofHours(24);
    }

    /** Disputes, refunds and payouts younger than this are read again in every run, because they change late; 120 days unless stated. */
    @Value.Default
    default Duration lateChanges() {
        return Duration.ofDays(120);
    }

    /** A plan with the defaults. */
    static BackfillPlan since(Instant from) {
        return builder().since(from).build();
    }

    /** Refuses segments and overlaps that cannot be. */
    @Value.Check
    default void check() {
        if (segment().compareTo(Duration.ofHours(1)) < 0
                || overlap().isNegative()
                || lateChanges().isNegative()) {
            throw new IllegalArgumentException(
                    "backfill plan with segment " + segment() + ", overlap " + overlap() + " and late changes "
                            + lateChanges() + ", expected a segment of an hour or more and nothing negative");
        }
    }

    /** A list of the API. */
    enum Stream {
        CHARGES("charges", false),
        PAYMENT_INTENTS("payment_intents", false),
        INVOICES("invoices", false),
        CREDIT_NOTES("credit_notes", false),
        CHECKOUT_SESSIONS("checkout/sessions", false),
        /** Has no filter by time: read in full. */
        PAYMENT_LINKS("payment_links", false),
        REFUNDS("refunds", true),
        DISPUTES("disputes", true),
        PAYOUTS("payouts", true),
        BALANCE_TRANSACTIONS("balance_transactions", false);

        private final String path;
        private final boolean late;

        Stream(String path, boolean late) {
            this.path = path;
            this.late = late;
        }

        /** Below {@code /v1/}. */
        public String path() {
            return path;
        }

        /** Whether its objects change long after they were made. */
        public boolean changesLate() {
            return late;
        }

        /** Whether the list can be cut by creation time. */
        public boolean hasSegments() {
            return this != PAYMENT_LINKS;
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds plans. Not thread-safe. */
    final class Builder extends ImmutableBackfillPlan.Builder {
        Builder() {}
    }
}
