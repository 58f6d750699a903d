package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Closes the day that the instant falls on, and keeps nothing. */
    public static DayCloseRun of(InputFolder folder, Instant now, Progress progress) {
        return of(folder, DayStores.inMemory(), now, progress);
    }

    /** Closes the day that the instant falls on. */
    public static DayCloseRun of(InputFolder folder, DayStores stores, Instant now, Progress progress) {
        return of(DayClose.run(folder, stores, now, progress));
    }

    /** Closes the day beside a simulated Stripe that holds what the folder's pages export: webhooks, pulls and links instead of files. */
    public static DayCloseRun simulated(InputFolder folder, DayStores stores, Instant now, Progress progress) {
        return of(DayClose.simulated(folder, stores, now, progress));
    }

    /**
     * What makes a close the same: the instant, how the provider's side comes, and all bytes in the order in which they are read.
     *
     * @param way such as {@code simulated}, with whatever else tells two ways apart
     */
    public static Sha256 key(InputFolder folder, Instant now, String way) {
        List<Object> fields = new ArrayList<>(List.of(now, way));
        for (String name : folder.names("")) {
            fields.add(name);
            fields.add(Sha256.of(folder.bytes(name)));
        }
        return Sha256.ofFields(fields.toArray());
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
