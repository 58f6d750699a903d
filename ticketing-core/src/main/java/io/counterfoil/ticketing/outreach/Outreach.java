package io.counterfoil.ticketing.outreach;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.hours.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When a recipient may next be contacted: the earliest instant not before now and the last attempt plus gap, inside the contact window of the recipient's zone, with
 * fewer attempts than the cap in the days before it (ticketing specification 4.7). Immutable, thread-safe.
 */
public final class Outreach {

    private final ContactRules rules;

    private Outreach(ContactRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /** Outreach under these rules. */
    public static Outreach of(ContactRules rules) {
        return new Outreach(rules);
    }

    /**
     * The next contact, with the recipient's past attempts in any order; attempts of others are passed over, and so are those after now.
     */
    public NextContact propose(Recipient recipient, List<ContactAttempt> past, Instant now) {
        List<ContactAttempt> own = past.stream()
                .filter(attempt -> attempt.recipient().equals(recipient.id())
                        && !attempt.at().isAfter(now))
                .toList();
        Set<Recipient.Suppression> suppressed = EnumSet.noneOf(Recipient.Suppression.class);
        suppressed.addAll(recipient.suppressions());
        suppressed.addAll(Recipient.Suppression.of(own));
        if (!suppressed.isEmpty()) {
            Recipient.Suppression first = suppressed.iterator().next();
            return NextContact.never(
                    Reason.valueOf(first.name()),
                    named(recipient) + " is suppressed: "
                            + first.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        BusinessHours window = window(recipient.zones());
        List<Instant> attempts = own.stream().map(ContactAttempt::at).sorted().toList();
        Instant earliest = recipient
                .callBackAt()
                .map(at -> at.isAfter(now) ? at : now)
                .orElseGet(() -> afterGapAndCap(attempts, now));
        return nextAllowed(recipient, attempts, window, earliest);
    }

    private NextContact nextAllowed(
            Recipient recipient, List<Instant> attempts, BusinessHours window, Instant earliest) {
        Instant at = earliest;
        while (true) {
            Optional<Instant> open = window.nextOpen(at);
            if (open.isEmpty()) {
                return NextContact.never(
                        Reason.NEVER_OPEN, "no contact window of " + named(recipient) + " opens after " + at);
            }
            Instant capped = recipient.callBackAt().isPresent() ? open.get() : afterGapAndCap(attempts, open.get());
            if (capped.equals(open.get())) {
                return NextContact.at(open.get());
            }
            at = capped;
        }
    }

    /** All zones at once: only what is inside the window everywhere. */
    private BusinessHours window(List<ZoneId> zones) {
        BusinessHours window = rules.window().apply(zones.get(0));
        for (ZoneId zone : zones.subList(1, zones.size())) {
            window = window.and(rules.window().apply(zone));
        }
        return window;
    }

    /** The first instant not before the given one at which gap and cap allow an attempt: an attempt leaves the period so many days after it. */
    private Instant afterGapAndCap(List<Instant> attempts, Instant from) {
        if (attempts.isEmpty()) {
            return from;
        }
        Instant at = latest(from, attempts.get(attempts.size() - 1).plus(rules.minGap()));
        if (attempts.size() >= rules.maxAttempts()) {
            Instant decisive = attempts.get(attempts.size() - rules.maxAttempts());
            at = latest(at, decisive.plus(Duration.ofDays(rules.perDays())));
        }
        return at;
    }

    static String named(Recipient recipient) {
        return "recipient '" + recipient.id() + "'";
    }

    private static Instant latest(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }

    /** Why there is no next contact. */
    public enum Reason implements Code {
        OPTED_OUT,
        DO_NOT_CALL,
        WRONG_NUMBER,
        DECEASED,
        OPEN_COMPLAINT,
        ALREADY_ACTIVATED,
        /** No window opens within the horizon of the hours. */
        NEVER_OPEN,
        /** In the group that a campaign leaves alone. */
        HELD_OUT,
        /** Not in the segment of a campaign. */
        NOT_IN_SEGMENT;

        @Override
        public String id() {
            return "OUTREACH." + name();
        }
    }

    /** When, or why not. */
    public static final class NextContact {

        private final Optional<Instant> at;
        private final Optional<Obstacle> obstacle;

        private NextContact(Optional<Instant> at, Optional<Obstacle> obstacle) {
            this.at = at;
            this.obstacle = obstacle;
        }

        static NextContact at(Instant at) {
            return new NextContact(Optional.of(at), Optional.empty());
        }

        static NextContact never(Reason reason, String sentence) {
            return new NextContact(Optional.empty(), Optional.of(Obstacle.of(reason, sentence)));
        }

        /** The earliest instant; empty where there is none. */
        public Optional<Instant> at() {
            return at;
        }

        /** Why there is none; empty where there is one. */
        public Optional<Obstacle> obstacle() {
            return obstacle;
        }

        @Override
        public String toString() {
            return at.map(Instant::toString)
                    .orElseGet(() -> obstacle.map(Obstacle::sentence).orElse(""));
        }
    }
}
