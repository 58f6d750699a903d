package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * A finished day close, as its callers need it.
 *
 * @param summary one screen of text
 * @param report one page of HTML
 * @param hash of the results
 * @param status worst of all proofs
 * @param hasBreaks whether something is left for a person
 */
public record DayCloseRun(String summary, String report, Sha256 hash, ProofStatus status, boolean hasBreaks) {

    /** Closes the day that the instant falls on. */
    public static DayCloseRun of(InputFolder folder, Instant now, Progress progress) {
        return of(DayClose.run(folder, now, progress));
    }

    /** Closes the day beside a simulated Stripe that holds what the folder's pages export: webhooks, pulls and links instead of files. */
    public static DayCloseRun simulated(InputFolder folder, Instant now, Progress progress) {
        try (SimulatedStripe stripe = new SimulatedStripe(folder, now)) {
            return of(DayClose.run(folder, stripe, now, progress));
        }
    }

    private static DayCloseRun of(DayCloseResult day) {
        return new DayCloseRun(
                DaySummary.of(day),
                Documents.html(DayReport.of(day), Locale.UK),
                day.hash(),
                day.status(),
                day.hasBreaks());
    }
}
