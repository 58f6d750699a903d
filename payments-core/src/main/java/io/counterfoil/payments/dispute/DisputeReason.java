package io.counterfoil.payments.dispute;

import java.util.OptionalInt;
import org.immutables.value.Value;

/** What a network's dispute code means. Immutable. */
@Value.Immutable
public interface DisputeReason {

    /** The card network as text: {@code VISA}, {@code MASTERCARD}. */
    String network();

    /** The network's code as it was written, such as {@code 13.1}. */
    String code();

    /** The meaning in our own words; empty where the code is not known. */
    String meaning();

    /** What kind of complaint. */
    DisputeCategory category();

    /** How the network runs it. */
    DisputeFlow flow();

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

    /** A new builder: for a host's own codes. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds reasons. Not thread-safe. */
    final class Builder extends ImmutableDisputeReason.Builder {
        Builder() {}
    }
}
