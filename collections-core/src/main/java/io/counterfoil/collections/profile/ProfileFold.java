package io.counterfoil.collections.profile;

import io.counterfoil.payments.party.PartyId;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What events of a profile add up to. Not changed after {@link #of}. */
final class ProfileFold {

    final Map<String, PartyProfile.Address> addresses = new LinkedHashMap<>();
    final Set<ZoneId> zones = new LinkedHashSet<>();
    final Set<String> tags = new LinkedHashSet<>();
    final Set<PartyProfile.LegalStop> legalStops = EnumSet.noneOf(PartyProfile.LegalStop.class);
    final Set<PartyProfile.Sensitivity> sensitivities = EnumSet.noneOf(PartyProfile.Sensitivity.class);

    @Nullable
    String language;

    @Nullable
    String segment;

    @Nullable
    String exclusion;

    @Nullable
    String owner;

    @Nullable
    String salesExecutive;

    @Nullable
    PartyId parent;

    PartyProfile.Relation relation = PartyProfile.Relation.INDEPENDENT;

    private ProfileFold() {}

    static ProfileFold of(List<ProfileEvent> events) {
        ProfileFold fold = new ProfileFold();
        events.forEach(fold::apply);
        return fold;
    }

    private void apply(ProfileEvent event) {
        String value = event.value();
        switch (event.kind()) {
            case ADDRESS_ADDED, ADDRESS_UNUSABLE, ADDRESS_REMOVED, VERIFIED -> applyAddress(event);
            case BANK_DETAILS_CHANGED -> {
                // only its time matters, for the watch on diverted payments
            }
            case LANGUAGE -> language = value;
            case ZONE_ADDED -> zones.add(ZoneId.of(value));
            case ZONE_REMOVED -> zones.remove(ZoneId.of(value));
            case SEGMENT -> segment = value;
            case TAG_ADDED -> tags.add(value);
            case TAG_REMOVED -> tags.remove(value);
            case LEGAL_STOP -> legalStops.add(PartyProfile.LegalStop.valueOf(value));
            case LEGAL_STOP_LIFTED -> legalStops.remove(PartyProfile.LegalStop.valueOf(value));
            case SENSITIVE -> sensitivities.add(PartyProfile.Sensitivity.valueOf(value));
            case SENSITIVE_LIFTED -> sensitivities.remove(PartyProfile.Sensitivity.valueOf(value));
            case EXCLUDED -> exclusion = value;
            case INCLUDED -> exclusion = null;
            case OWNER -> owner = value;
            case SALES_EXECUTIVE -> salesExecutive = value;
            case PARENT -> {
                parent = PartyId.of(value);
                relation = PartyProfile.Relation.valueOf(event.detail());
            }
        }
    }

    private void applyAddress(ProfileEvent event) {
        String key = event.detail() + " " + event.value();
        switch (event.kind()) {
            case ADDRESS_ADDED ->
                addresses.put(
                        key,
                        new PartyProfile.Address(
                                Channel.valueOf(event.detail()),
                                event.value(),
                                false,
                                true,
                                event.at(),
                                event.source()));
            case ADDRESS_REMOVED -> addresses.remove(key);
            case ADDRESS_UNUSABLE -> addresses.computeIfPresent(key, (same, old) -> change(old, old.verified(), false));
            default ->
                addresses.replaceAll(
                        (same, old) -> old.value().equals(event.value()) ? change(old, true, old.usable()) : old);
        }
    }

    private static PartyProfile.Address change(PartyProfile.Address old, boolean verified, boolean usable) {
        return new PartyProfile.Address(old.channel(), old.value(), verified, usable, old.since(), old.source());
    }
}
