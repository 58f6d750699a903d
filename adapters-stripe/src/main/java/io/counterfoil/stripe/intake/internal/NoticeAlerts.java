package io.counterfoil.stripe.intake.internal;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic.Severity;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.intake.IntakeResult;
import java.time.Instant;
import java.util.Optional;

/** Which facts a person must see at once. Pure. */
public final class NoticeAlerts {

    private NoticeAlerts() {}

    /**
     * The alert of a fact, where it is one.
     *
     * @param action of the event in the table
     */
    public static Optional<Alert> of(String action, StripeFact fact, Instant now) {
        if (fact instanceof FraudWarningFact warning) {
            String charge = warning.charge().orElse("unknown");
            String sentence = "the issuer suspects fraud on charge " + charge
                    + (warning.actionable() ? ", it can still be refunded before a dispute" : "");
            return Optional.of(alert(
                    IntakeResult.EARLY_FRAUD_WARNING,
                    warning.actionable() ? Severity.HIGH : Severity.LOW,
                    SubjectRef.of("charge", charge),
                    sentence,
                    now));
        }
        if (fact instanceof PayoutFact payout && payout.state().is("FAILED")) {
            String sentence = "payout " + payout.id() + " was sent back"
                    + payout.failureCode().map(code -> " (" + code + ")").orElse("")
                    + ", its money is on the balance again";
            return Optional.of(alert(
                    IntakeResult.PAYOUT_FAILED, Severity.HIGH, SubjectRef.of("payout", payout.id()), sentence, now));
        }
        if (fact instanceof DisputeFact dispute
                && !dispute.id().isEmpty()
                && dispute.state().is("OPEN")) {
            String sentence = "dispute " + dispute.id() + " is open"
                    + dispute.dueBy().map(due -> ", an answer is due by " + due).orElse(", no answer is possible");
            return Optional.of(alert(
                    IntakeResult.DISPUTE_OPENED,
                    Severity.MEDIUM,
                    SubjectRef.of("dispute", dispute.id()),
                    sentence,
                    now));
        }
        if (action.equals("ALERT") && !fact.id().isEmpty()) {
            return Optional.of(alert(
                    IntakeResult.STRIPE_REVIEW,
                    Severity.LOW,
                    SubjectRef.of("stripe-object", fact.id()),
                    "Stripe changed or holds " + fact.id() + ", look at it there",
                    now));
        }
        return Optional.empty();
    }

    private static Alert alert(AlertKind kind, Severity severity, SubjectRef subject, String sentence, Instant now) {
        return Alert.builder()
                .kind(kind)
                .severity(severity)
                .subject(subject)
                .evidence(Evidence.of(Code.of(kind.id()), sentence))
                .raisedAt(now)
                .build();
    }
}
