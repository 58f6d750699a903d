package io.counterfoil.ticketing.escalation;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One happening on its way up the tiers of a plan.
 *
 * @param plan whose tiers
 * @param ticket about which ticket
 * @param on what was waited for
 * @param happening what happened
 */
record Escalation(EscalationPlan plan, Ticket ticket, EscalationPlan.On on, Occasion.Happening happening) {

    /** The beginning of its notices' keys. */
    String key() {
        return plan.id() + "/" + ticket.id() + "/" + happening.name();
    }

    /** Whether nobody has taken it on by the instant. */
    boolean isOpen(Instant now) {
        String key = key();
        return ticket.log().stream()
                .noneMatch(event -> event instanceof TicketEvent.Acknowledged taken
                        && taken.escalation().equals(key)
                        && !event.at().isAfter(now));
    }

    /** What should have gone out by now. */
    List<StakeholderNotice> notices(Instant now) {
        List<StakeholderNotice> notices = new ArrayList<>();
        Instant at = happening.at();
        for (int tier = on.fromTier(); tier <= plan.tiers().size() && !at.isAfter(now); tier++) {
            EscalationPlan.Tier who = plan.tiers().get(tier - 1);
            Optional<Instant> deliver = who.deliverAt(at);
            if (deliver.isEmpty()) {
                continue; // their hours never open: the next tier is told at once
            }
            if (deliver.get().isAfter(now)) {
                break;
            }
            if (who.isFinal()) {
                notices.add(last(who, tier, deliver.get(), now));
                break;
            }
            notices.add(notice(who, tier, key() + "/" + tier, deliver.get()));
            at = who.hours()
                    .deadline(deliver.get(), who.acknowledgeWithin())
                    .at()
                    .map(OpenHours.Due.At::stay)
                    .orElse(deliver.get());
        }
        return notices;
    }

    /** Of the daily notices of the last tier the latest: one that nobody asked for in time is overtaken by the next. */
    private StakeholderNotice last(EscalationPlan.Tier who, int tier, Instant first, Instant now) {
        long day = Duration.between(first, now).toDays();
        Instant deliver = first;
        while (day > 0) {
            deliver = who.deliverAt(first.plus(Duration.ofDays(day))).orElse(first);
            if (!deliver.isAfter(now)) {
                break;
            }
            day--;
            deliver = first;
        }
        return notice(who, tier, key() + "/" + tier + "/" + (day + 1), deliver);
    }

    private StakeholderNotice notice(EscalationPlan.Tier who, int tier, String key, Instant deliver) {
        List<Evidence.Fact> facts = new ArrayList<>();
        facts.add(new Evidence.Fact(happening.code(), happening.sentence() + " at " + happening.at(), Map.of()));
        if (tier > on.fromTier()) {
            String before = plan.tiers().get(tier - 2).to();
            facts.add(new Evidence.Fact(
                    EscalationPlan.Trigger.UNACKNOWLEDGED, before + " did not take it on in time", Map.of()));
        }
        return new StakeholderNotice(
                key, ticket.id(), who.to(), who.channel(), plan.id() + ".tier" + tier, deliver, Evidence.of(facts));
    }
}
