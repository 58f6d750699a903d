package io.counterfoil.collections.contact;

import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.payments.evidence.Obstacle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be said to a person now, by law or by the host's own rules. A pure function: asked by the planner, and again by the host immediately before it sends.
 *
 * <p>The log holds the contacts with the person about one debt; where a notice speaks of several debts, each is asked for by itself.
 */
@FunctionalInterface
public interface ContactPolicy {

    /** The attribute of an obstacle's fact that says at which instant it can lapse at the earliest. */
    String REVIEW_AT = "reviewAt";

    /** Why the person may not be contacted by the channel now; empty where nothing forbids it. */
    List<Obstacle> check(PartyProfile profile, Channel channel, ContactLog log, Instant now);

    /** No rule at all. */
    static ContactPolicy none() {
        return (profile, channel, log, now) -> List.of();
    }

    /** These rules and others. */
    default ContactPolicy and(ContactPolicy other) {
        return (profile, channel, log, now) -> {
            List<Obstacle> both = new ArrayList<>(check(profile, channel, log, now));
            both.addAll(other.check(profile, channel, log, now));
            return List.copyOf(both);
        };
    }
}
