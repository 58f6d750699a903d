package io.counterfoil.ticketing.outreach;

import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call or mail to a recipient and what came of it.
 *
 * @param campaign for which campaign
 * @param recipient whom
 * @param at when
 * @param by who
 * @param outcome what came of it
 * @param note redacted; may be empty
 */
public record ContactAttempt(String campaign, String recipient, Instant at, String by, Outcome outcome, String note) {

    public ContactAttempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(outcome, "outcome");
        note = PanRedactor.redact(note);
        if (campaign.isBlank() || recipient.isBlank() || by.isBlank()) {
            throw new IllegalArgumentException("attempt for campaign '" + campaign + "' to '" + recipient + "' by '"
                    + by + "', expected no blank");
        }
    }

    /** What came of an attempt (ticketing codes, {@code contactOutcomes}). */
    public enum Outcome {
        REACHED(null),
        REACHED_PROMISED(null),
        REACHED_DECLINED(null),
        CALL_BACK_AGREED(null),
        NO_ANSWER(null),
        VOICEMAIL_LEFT(null),
        BUSY(null),
        WRONG_NUMBER(Recipient.Suppression.WRONG_NUMBER),
        NUMBER_DEAD(Recipient.Suppression.WRONG_NUMBER),
        DECEASED(Recipient.Suppression.DECEASED),
        OPTED_OUT(Recipient.Suppression.OPTED_OUT),
        LANGUAGE_BARRIER(null),
        MAIL_SENT(null),
        MAIL_BOUNCED(null),
        MAIL_OPENED(null),
        ACTIVATED(Recipient.Suppression.ALREADY_ACTIVATED),
        REDEEMED(Recipient.Suppression.ALREADY_ACTIVATED);

        private final Recipient.@Nullable Suppression suppression;

        Outcome(Recipient.@Nullable Suppression suppression) {
            this.suppression = suppression;
        }

        /** Why nobody contacts the recipient after it; empty where they may. */
        public Optional<Recipient.Suppression> suppression() {
            return Optional.ofNullable(suppression);
        }
    }
}
