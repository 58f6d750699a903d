package io.counterfoil.payments.hours;

import io.counterfoil.payments.evidence.Sha256;
import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;

/** The digest of a definition and of the time-zone data it was read with. */
final class HoursVersion {

    private HoursVersion() {}

    static String of(DatedHours hours, Optional<Duration> nominalDay) {
        StringBuilder text = new StringBuilder("counterfoil-hours-1\n");
        hours.canonical(text);
        text.append("nominal ")
                .append(nominalDay.map(Duration::toString).orElse("none"))
                .append('\n');
        text.append("tzdata ").append(zoneData(hours.clock().zone()));
        return Sha256.of(text.toString()).hex();
    }

    private static String zoneData(ZoneId zone) {
        if (zone.getRules().isFixedOffset()) {
            return "fixed";
        }
        try {
            return ZoneRulesProvider.getVersions(zone.getId()).lastKey();
        } catch (ZoneRulesException e) {
            return "unversioned"; // a zone made by the host: its rules have no version
        }
    }
}
