package io.counterfoil.ticketing.escalation;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What is escalated to whom (ticketing specification 4.4). Each happening of each trigger is an escalation of its own, once per cycle: the first tier is told; where
 * nobody acknowledges within the tier's time, the next; the last tier is told again every day. Immutable, thread-safe.
 *
 * <p>A notice that is not urgent waits for its recipient's hours, and so does the time to acknowledge it. An acknowledgement ({@code
 * TicketCommand.acknowledge(key)}, the key being one of {@link #open}) ends it; a ticket that is solved, closed or merged escalates no more.
 */
@Value.Immutable
public interface EscalationPlan {

    /** Its name, in keys and templates. */
    String id();

    /** What begins an escalation. */
    List<On> on();

    /** Who is told, one after the other; the last and only the last is final. */
    List<Tier> tiers();

    /** There is something to begin it, and a final tier that ends it. */
    @Value.Check
    default void check() {
        if (id().isBlank() || on().isEmpty()) {
            throw new IllegalArgumentException("escalation plan '" + id() + "' has " + on().size()
                    + " triggers, expected a name and at least one");
        }
        for (int at = 0; at < tiers().size(); at++) {
            if (tiers().get(at).isFinal() != (at == tiers().size() - 1)) {
                throw new IllegalArgumentException("tier " + (at + 1) + " of plan '" + id() + "' is "
                        + (tiers().get(at).isFinal() ? "" : "not ") + "final, expected the last tier alone to be");
            }
        }
        if (tiers().isEmpty() || on().stream().anyMatch(on -> on.fromTier() > tiers().size())) {
            throw new IllegalArgumentException("escalation plan '" + id() + "' has " + tiers().size()
                    + " tiers, expected a final one and every tier that a trigger begins with");
        }
    }

    /** The notices that should have gone out by now and have not: by the instant of their delivery. */
    default List<StakeholderNotice> propose(Ticket ticket, ClockReadings clocks, Instant now) {
        return StakeholderNotice.sorted(under(ticket, clocks, now)
                .flatMap(escalation -> escalation.notices(now).stream())
                .filter(notice -> !ticket.told().contains(notice.key()))
                .toList());
    }

    /** The keys of the escalations that are under way and that nobody took on: what {@code TicketCommand.acknowledge} takes. */
    default List<String> open(Ticket ticket, ClockReadings clocks, Instant now) {
        return under(ticket, clocks, now).map(Escalation::key).sorted().toList();
    }

    private Stream<Escalation> under(Ticket ticket, ClockReadings clocks, Instant now) {
        if (!ticket.exists() || !ticket.status().isOpen()) {
            return Stream.empty();
        }
        Map<String, Escalation> byKey = new LinkedHashMap<>();
        for (On on : on()) {
            for (Occasion.Happening happening : Occasion.find(on, ticket, clocks, now)) {
                Escalation escalation = new Escalation(this, ticket, on, happening);
                byKey.merge(escalation.key(), escalation, EscalationPlan::higher);
            }
        }
        return byKey.values().stream().filter(escalation -> escalation.isOpen(now));
    }

    /** Of two triggers that the same happening meets, the one that begins higher up. */
    private static Escalation higher(Escalation one, Escalation two) {
        return two.on().fromTier() > one.on().fromTier() ? two : one;
    }

    /** A plan with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /**
     * The service map: three quarters or all of the first reply's or the resolution's time used, or a person's wish, go to the agent, after an hour to the
     * supervisor, after two more to the account manager, every day.
     */
    static EscalationPlan service(BusinessHours agents, BusinessHours supervisors, BusinessHours managers) {
        Builder plan = builder("service").on(On.of(Trigger.MANUAL));
        for (ClockKind clock : List.of(ClockKind.FIRST_REPLY, ClockKind.RESOLUTION)) {
            plan.on(On.share(clock, "0.75")).on(On.breached(clock));
        }
        return plan.tier(Tier.of("agent", "desk", Duration.ofHours(1), agents))
                .tier(Tier.of("supervisor", "desk", Duration.ofHours(2), supervisors))
                .tier(Tier.last("account manager", "mail", managers))
                .build();
    }

    /**
     * The payment exception map: every exception goes to the analyst, after an hour to the senior specialist, after two more to the operations manager, every
     * day. What is given beside it, by kind, amount, age or cut-off, begins where it says.
     */
    static EscalationPlan paymentException(
            BusinessHours analysts, BusinessHours seniors, BusinessHours managers, On... beside) {
        Builder plan = builder("payment-exception").on(On.of(Trigger.PAYMENT_EXCEPTION));
        for (On on : beside) {
            plan.on(on);
        }
        return plan.tier(Tier.of("analyst", "desk", Duration.ofHours(1), analysts))
                .tier(Tier.of("senior specialist", "desk", Duration.ofHours(2), seniors))
                .tier(Tier.last("operations manager", "phone", managers).urgently())
                .build();
    }

    /** The complaint map: a complaint, or what is regulated, goes to the supervisor, after four hours to the complaints officer, every day. */
    static EscalationPlan complaint(BusinessHours supervisors, BusinessHours officers) {
        return builder("complaint")
                .on(On.of(Trigger.COMPLAINT))
                .on(On.of(Trigger.REGULATED))
                .tier(Tier.of("supervisor", "desk", Duration.ofHours(4), supervisors))
                .tier(Tier.last("complaints officer", "mail", officers))
                .build();
    }

    /** Builds plans. Not thread-safe. */
    final class Builder extends ImmutableEscalationPlan.Builder {
        Builder() {}

        /** Something that begins an escalation. */
        public Builder on(On on) {
            return addOn(on);
        }

        /** Who is told next. */
        public Builder tier(Tier tier) {
            return addTiers(tier);
        }
    }

    /** What can begin an escalation (ticketing codes, {@code escalationTriggers}). */
    enum Trigger implements Code {
        /** A share of a clock's target is used. */
        CLOCK_SHARE,
        /** So much of a clock's target is left. */
        CLOCK_REMAINING,
        /** A clock's target is exceeded. */
        BREACHED,
        /** Nobody took an earlier tier's notice on; tiers do this by themselves. */
        UNACKNOWLEDGED,
        /** A solved ticket was opened again. */
        REOPENED,
        /** It went to another queue. */
        TRANSFERRED,
        /** The money at stake reaches an amount, in either direction. */
        AMOUNT_AT_LEAST,
        /** The field {@code vip} says yes. */
        VIP,
        /** The customer used a word. */
        KEYWORD,
        /** An alert opened it. */
        PAYMENT_EXCEPTION,
        /** It is of the kind {@code COMPLAINT}. */
        COMPLAINT,
        /** The field {@code regulated} says yes. */
        REGULATED,
        /** A person escalated it. */
        MANUAL;

        @Override
        public String id() {
            return "ESCALATION." + name();
        }
    }

    /** A trigger with what it compares. Immutable. */
    @Value.Immutable
    interface On {

        /** Which trigger. */
        Trigger trigger();

        /** The clock of a trigger by clock. */
        Optional<ClockKind> clock();

        /** The point of the clock; unset for a breach. */
        Optional<ClockSpec.Level> level();

        /** The amount to be reached. */
        Optional<MonetaryAmount> amount();

        /** The word of a keyword, or the kind of exception: the alert's or the ticket's; empty for any. */
        @Value.Default
        default String text() {
            return "";
        }

        /** How old an exception is, wall-clock time. */
        Optional<Duration> age();

        /** The time of day after its opening that an exception must not pass. */
        Optional<LocalTime> cutOff();

        /** The zone of the cut-off. */
        Optional<ZoneId> zone();

        /** The tier that is told first. */
        @Value.Default
        default int fromTier() {
            return 1;
        }

        /** What the trigger compares with is there. */
        @Value.Check
        default void check() {
            boolean good = switch (trigger()) {
                case CLOCK_SHARE, CLOCK_REMAINING -> clock().isPresent() && level().isPresent();
                case BREACHED -> clock().isPresent();
                case AMOUNT_AT_LEAST -> amount().isPresent();
                case KEYWORD -> !text().isBlank();
                case UNACKNOWLEDGED -> false;
                case REOPENED, TRANSFERRED, VIP, PAYMENT_EXCEPTION, COMPLAINT, REGULATED, MANUAL -> true;
            };
            if (!good || fromTier() < 1 || cutOff().isPresent() != zone().isPresent()) {
                throw new IllegalArgumentException("trigger " + trigger() + " from tier " + fromTier()
                        + " lacks what it compares with, expected its clock and level, amount, word, or zone");
            }
        }

        /** A trigger that compares nothing. */
        static On of(Trigger trigger) {
            return ImmutableOn.builder().trigger(trigger).build();
        }

        /** When that share of the clock's target is used, as in {@code "0.75"}. */
        static On share(ClockKind clock, String share) {
            return ImmutableOn.builder()
                    .trigger(Trigger.CLOCK_SHARE)
                    .clock(clock)
                    .level(ClockSpec.Level.share(share))
                    .build();
        }

        /** When so much of the clock's target is left. */
        static On remaining(ClockKind clock, Duration left) {
            return ImmutableOn.builder()
                    .trigger(Trigger.CLOCK_REMAINING)
                    .clock(clock)
                    .level(ClockSpec.Level.left(left))
                    .build();
        }

        /** When the clock's target is exceeded. */
        static On breached(ClockKind clock) {
            return ImmutableOn.builder().trigger(Trigger.BREACHED).clock(clock).build();
        }

        /** When the money at stake reaches the amount. */
        static On amountAtLeast(MonetaryAmount amount) {
            return ImmutableOn.builder()
                    .trigger(Trigger.AMOUNT_AT_LEAST)
                    .amount(amount)
                    .build();
        }

        /** When the customer uses the word. */
        static On keyword(String word) {
            return ImmutableOn.builder().trigger(Trigger.KEYWORD).text(word).build();
        }

        /** When an exception of this kind is there, of the alert's or of the ticket's. */
        static On exception(String kind) {
            return ImmutableOn.builder()
                    .trigger(Trigger.PAYMENT_EXCEPTION)
                    .text(kind)
                    .build();
        }

        /** The same, only from the amount on. */
        default On of(MonetaryAmount atLeast) {
            return ImmutableOn.builder().from(this).amount(atLeast).build();
        }

        /** The same exception, only once it is so old. */
        default On after(Duration old) {
            return ImmutableOn.builder().from(this).age(old).build();
        }

        /** The same exception, at the first such time of day after its opening. */
        default On at(LocalTime time, ZoneId where) {
            return ImmutableOn.builder().from(this).cutOff(time).zone(where).build();
        }

        /** The same, beginning with a later tier. */
        default On fromTier(int tier) {
            return ImmutableOn.builder().from(this).fromTier(tier).build();
        }

        /** The name of the clock's point. */
        default String name() {
            return level().map(ClockSpec.Level::name).orElse("BREACHED");
        }
    }

    /**
     * Who is told.
     *
     * @param to a person or a role, the host's name
     * @param channel how, the host's name
     * @param acknowledgeWithin how much of their business time they have until the next tier is told; a day for the last, which is told again
     * @param hours when they work
     * @param urgent whether they are told at any hour
     * @param isFinal whether it is the last
     */
    record Tier(
            String to,
            String channel,
            Duration acknowledgeWithin,
            BusinessHours hours,
            boolean urgent,
            boolean isFinal) {

        public Tier {
            if (to.isBlank() || channel.isBlank() || acknowledgeWithin.isNegative()) {
                throw new IllegalArgumentException("tier '" + to + "' by '" + channel + "' has " + acknowledgeWithin
                        + " to acknowledge, expected a name, a channel and time that is not negative");
            }
        }

        /** A tier that the next one follows. */
        public static Tier of(String to, String channel, Duration acknowledgeWithin, BusinessHours hours) {
            return new Tier(to, channel, acknowledgeWithin, hours, false, false);
        }

        /** The last tier, told every day. */
        public static Tier last(String to, String channel, BusinessHours hours) {
            return new Tier(to, channel, Duration.ofDays(1), hours, false, true);
        }

        /** The same, told at any hour. */
        public Tier urgently() {
            return new Tier(to, channel, acknowledgeWithin, hours, true, isFinal);
        }

        Optional<Instant> deliverAt(Instant at) {
            return urgent ? Optional.of(at) : hours.nextOpen(at);
        }
    }
}
