package io.counterfoil.stripe.intake.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** Which shape of objects a version of the API has (specification 4.19, {@code stripe_version_shapes.json}). */
public enum ApiFamily {
    LEGACY,
    PRE_BASIL,
    BASIL,
    CLOVER,
    DAHLIA,
    UNKNOWN;

    private static final LocalDate PRE_BASIL_FROM = LocalDate.of(2022, 11, 15);
    private static final LocalDate BASIL_FROM = LocalDate.of(2025, 3, 31);
    private static final Map<String, ApiFamily> SUFFIXES =
            Map.of("acacia", PRE_BASIL, "basil", BASIL, "clover", CLOVER, "dahlia", DAHLIA);

    /**
     * What a version says about its family.
     *
     * @param family of the version; the newest known for a suffix that is not known
     * @param known whether the suffix is known
     */
    public record Reading(ApiFamily family, boolean known) {}

    /** A suffix decides; without one the date decides; what is no version is UNKNOWN. */
    public static Reading of(String version) {
        int dot = version.indexOf('.');
        String date = dot < 0 ? version : version.substring(0, dot);
        LocalDate day;
        try {
            day = LocalDate.parse(date);
        } catch (DateTimeParseException noDate) {
            return new Reading(UNKNOWN, true);
        }
        if (dot >= 0) {
            ApiFamily named = SUFFIXES.get(version.substring(dot + 1).toLowerCase(Locale.ROOT));
            return named == null ? new Reading(DAHLIA, false) : new Reading(named, true);
        }
        if (!day.isBefore(BASIL_FROM)) {
            return new Reading(BASIL, true);
        }
        return new Reading(day.isBefore(PRE_BASIL_FROM) ? LEGACY : PRE_BASIL, true);
    }
}
