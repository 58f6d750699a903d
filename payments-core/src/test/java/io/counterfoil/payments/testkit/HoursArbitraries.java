package io.counterfoil.payments.testkit;

import io.counterfoil.payments.hours.OpenHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random business hours around the awkward changes of the clock. */
public final class HoursArbitraries {

    private HoursArbitraries() {}

    /** A zone and an instant near a change of its clock. */
    public record Change(ZoneId zone, Instant at) {

        private static Change of(String zone, String at) {
            return new Change(ZoneId.of(zone), Instant.parse(at));
        }
    }

    private static final List<Change> CHANGES = List.of(
            Change.of("Europe/Paris", "2027-03-28T01:00:00Z"),
            Change.of("Europe/Paris", "2027-10-31T01:00:00Z"),
            Change.of("America/Toronto", "2027-03-14T07:00:00Z"),
            Change.of("America/Toronto", "2027-11-07T06:00:00Z"),
            Change.of("Australia/Lord_Howe", "2027-04-03T15:00:00Z"),
            Change.of("Australia/Lord_Howe", "2027-10-02T15:30:00Z"),
            Change.of("Pacific/Apia", "2011-12-30T10:00:00Z"),
            Change.of("America/St_Johns", "2006-04-02T03:31:00Z"),
            Change.of("America/St_Johns", "2006-10-29T02:31:00Z"),
            Change.of("America/Caracas", "2007-12-09T07:00:00Z"),
            Change.of("Europe/Moscow", "2014-10-25T22:00:00Z"),
            Change.of("Africa/Casablanca", "2027-02-07T02:00:00Z"),
            Change.of("Antarctica/Troll", "2026-03-29T01:00:00Z"),
            Change.of("UTC", "2027-01-01T00:00:00Z"));

    /** One of the changes. */
    public static Arbitrary<Change> changes() {
        return Arbitraries.of(CHANGES);
    }

    /** Opening hours at whole minutes, also over midnight, mostly at the hours at which clocks change. */
    public static Arbitrary<OpenHours> openHours() {
        Arbitrary<Integer> from = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 1439)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(0, 1, 30, 60, 119, 120, 150, 180, 540, 1380, 1381, 1439)));
        Arbitrary<Integer> length = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 600)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 1440)));
        return Combinators.combine(from, length).as((start, size) -> new OpenHours(60 * start, 60 * (start + size)));
    }

    /** Hours of the zone whose dated parts lie near the change. */
    public static Arbitrary<HoursPlan> plans(Change change) {
        LocalDate centre = LocalDate.ofInstant(change.at(), change.zone());
        Arbitrary<LocalDate> dates = Arbitraries.integers().between(-8, 8).map(centre::plusDays);
        Arbitrary<List<OpenHours>> list = openHours().list().ofMaxSize(3);
        Arbitrary<Map<DayOfWeek, List<OpenHours>>> weekly = Arbitraries.maps(Arbitraries.of(DayOfWeek.class), list)
                .ofMinSize(1)
                .ofMaxSize(7);
        Arbitrary<Map<LocalDate, List<OpenHours>>> dated =
                Arbitraries.maps(dates, list).ofMaxSize(2);
        return Combinators.combine(weekly, dates.set().ofMaxSize(3), dated, dated, dated)
                .as((week, holidays, replaced, openings, breaks) ->
                        new HoursPlan(change.zone(), week, holidays, replaced, openings, breaks));
    }
}
