package io.counterfoil.payments.mandate;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.mandate.Mandate.Terms;
import io.counterfoil.payments.mandate.MandateEvent.Kind;
import io.counterfoil.payments.mandate.MandateEvent.Reported;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a mandate a person must look at. */
final class MandateAlerts {

    private MandateAlerts() {}

    static List<Alert> of(Mandates mandates, Mandate mandate, AsOf asOf) {
        List<Alert> alerts = new ArrayList<>();
        if (mandate.terms().isEmpty()) {
            return alerts;
        }
        SubjectRef subject = Mandates.subject(mandate.terms().get().id());
        mandates.usableThrough(mandate)
                .filter(end -> mandate.status() != MandateStatus.DORMANT)
                .filter(end -> !asOf.effective()
                        .isBefore(end.minusDays(mandates.policy().warnDays())))
                .ifPresent(end -> alerts.add(Alert.builder()
                        .kind(AlertKind.MANDATE_EXPIRING)
                        .severity(Diagnostic.Severity.MEDIUM)
                        .subject(subject)
                        .period(end.toString())
                        .evidence(Evidence.of(AlertKind.MANDATE_EXPIRING, expiring(mandates, mandate, end)))
                        .raisedAt(asOf.knownAt())
                        .build()));
        mandate.history().toList().stream()
                .filter(event -> event instanceof Reported && event.kind() == Kind.NOTED)
                .map(event -> (Reported) event)
                .filter(report -> !report.code().equals("D"))
                .forEach(report -> alerts.add(Alert.builder()
                        .kind(AlertKind.UNKNOWN_CODE)
                        .severity(Diagnostic.Severity.LOW)
                        .subject(subject)
                        .period(report.stamp().key().value())
                        .evidence(Evidence.of(
                                AlertKind.UNKNOWN_CODE,
                                report.report() + " code '" + report.code() + "' on mandate " + subject.id()
                                        + " is in no table, nothing was changed"))
                        .raisedAt(report.stamp().at())
                        .build()));
        return alerts;
    }

    private static String expiring(Mandates mandates, Mandate mandate, LocalDate end) {
        boolean agreed = mandate.terms().flatMap(Terms::endsOn).equals(Optional.of(end));
        String why = agreed
                ? "its agreed end"
                : mandates.policy().unusedMonths() + " months after "
                        + mandate.lastCollectedOn()
                                .map(day -> "the debit of " + day)
                                .orElse("it began unused");
        return "mandate " + mandate.terms().orElseThrow().id() + " can be used until " + end + ", " + why;
    }
}
