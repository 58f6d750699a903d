package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.onboarding.MerchantApplication.Item;
import io.counterfoil.payments.onboarding.MerchantApplication.ItemState;
import io.counterfoil.payments.onboarding.MerchantApplication.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Deadlines of an application that is not over. */
final class ApplicationAlerts {

    private ApplicationAlerts() {}

    /** Of every deadline on or before the horizon, one alert. */
    static List<Alert> of(MerchantApplication application, Standing standing, LocalDate horizon, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        String id = application.applicant().orElseThrow().id().value();
        LocalDate lapse = standing.lapseOn();
        if (lapse != null && !horizon.isBefore(lapse)) {
            alerts.add(near(
                    SubjectRef.of("application", id),
                    lapse,
                    "application " + id + " lapses on " + lapse + ", still asked for: "
                            + (application.requested().isEmpty()
                                    ? application.request()
                                    : String.join(", ", application.requested())),
                    now));
        }
        for (Item item : application.items()) {
            item.countsUntil()
                    .filter(last -> item.state() == ItemState.ACCEPTED && !horizon.isBefore(last))
                    .ifPresent(last -> alerts.add(near(
                            SubjectRef.of(
                                    "application-item", id + "/" + item.line().key()),
                            last,
                            item.line().title() + " of application " + id + " counts until " + last,
                            now)));
        }
        return alerts;
    }

    private static Alert near(SubjectRef subject, LocalDate day, String sentence, Instant now) {
        return Alert.builder()
                .kind(AlertKind.DEADLINE_NEAR)
                .severity(Diagnostic.Severity.MEDIUM)
                .subject(subject)
                .period(day.toString())
                .evidence(Evidence.of(AlertKind.DEADLINE_NEAR, sentence))
                .raisedAt(now)
                .build();
    }
}
