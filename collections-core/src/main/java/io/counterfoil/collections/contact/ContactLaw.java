package io.counterfoil.collections.contact;

import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A law on contact with consumers as dated data with its citation (COL-57, collections specification 4.14). No law applies unless a host asks for it. Immutable,
 * thread-safe.
 *
 * <p>Days and hours are the debtor's. Where the debtor may be in several zones, contact is allowed only where it is allowed in all of them; where no zone is known it
 * is refused. Calls are counted for each debt by itself; a conversation counts for each debt that was spoken of. Calls that the debtor made are not counted, nor those
 * of a kind that {@link #excluding} names.
 */
public final class ContactLaw implements ContactPolicy {

    private static final int LOOK_AHEAD_DAYS = 40;

    private final LawData data;
    private final @Nullable HolidayCalendar holidays;
    private final Set<String> exclusions;

    private ContactLaw(LawData data, @Nullable HolidayCalendar holidays, Set<String> exclusions) {
        this.data = data;
        this.holidays = holidays;
        this.exclusions = exclusions;
    }

    /** The laws that are there as data. */
    public enum Pack {
        /** Regulation F of the United States: third-party collection of consumer debts. */
        US_REG_F,
        /** British Columbia: consumer debts; needs the statutory holidays. */
        CA_BC
    }

    /** Regulation F of the United States. */
    public static ContactLaw usRegulationF() {
        return new ContactLaw(LawData.of(Pack.US_REG_F), null, Set.of());
    }

    /** The rules of British Columbia, with its statutory holidays; a day that the calendar does not cover is refused. */
    public static ContactLaw britishColumbia(HolidayCalendar statutoryHolidays) {
        return new ContactLaw(LawData.of(Pack.CA_BC), statutoryHolidays, Set.of());
    }

    /** The same law, where calls of these kinds are not counted, such as calls that the person asked for. */
    public ContactLaw excluding(Set<String> kinds) {
        Set<String> all = new HashSet<>(exclusions);
        all.addAll(kinds);
        return new ContactLaw(data, holidays, Set.copyOf(all));
    }

    /** Which law. */
    public Pack pack() {
        return data.pack();
    }

    /** Where it stands written. */
    public String citation() {
        return data.citation();
    }

    /** To whom it applies. */
    public String scope() {
        return data.scope();
    }

    /** Whether every figure of it was compared with the rule book. */
    public boolean isConfirmed() {
        return data.confirmed();
    }

    @Override
    public List<Obstacle> check(PartyProfile profile, Channel channel, ContactLog log, Instant now) {
        List<ZoneId> zones = profile.at(now).zones();
        if (!channel.isImmediate()) {
            return List.of();
        }
        if (zones.isEmpty()) {
            return List.of(Obstacle.of(
                    Suppression.MISSING_ZONE,
                    data.pack() + ": no time zone of " + profile.party()
                            + " is known, permitted hours cannot be read"));
        }
        List<Obstacle> obstacles = new ArrayList<>();
        if (channel == Channel.CALL) {
            frequency(log, zones, now).ifPresent(obstacles::add);
        }
        window(zones, now).ifPresent(obstacles::add);
        return List.copyOf(obstacles);
    }

    private Optional<Obstacle> frequency(ContactLog log, List<ZoneId> zones, Instant now) {
        for (ZoneId zone : zones) {
            LocalDate today = LocalDate.ofInstant(now, zone);
            Optional<String> why = refused(log, zone, today, now);
            if (why.isPresent()) {
                return Optional.of(obstacle(Suppression.FREQUENCY_LAW, why.get(), review(log, zones, now)));
            }
        }
        return Optional.empty();
    }

    /** The first later day on which nothing stands against a call, if no further one is made. */
    private Optional<Instant> review(ContactLog log, List<ZoneId> zones, Instant now) {
        ZoneId first = zones.get(0);
        LocalDate today = LocalDate.ofInstant(now, first);
        for (int ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (zones.stream().allMatch(zone -> refused(log, zone, day, now).isEmpty())) {
                return Optional.of(day.atStartOfDay(first).toInstant());
            }
        }
        return Optional.empty();
    }

    private Optional<String> refused(ContactLog log, ZoneId zone, LocalDate day, Instant now) {
        if (data.maxCalls() > 0) {
            LocalDate from = day.minusDays(data.windowDays() - 1L);
            long calls = 0;
            for (Contact contact : log.entries()) {
                LocalDate on = LocalDate.ofInstant(contact.at(), zone);
                boolean inWindow = !on.isBefore(from) && !on.isAfter(day);
                calls += isCounted(contact, now) && inWindow ? 1 : 0;
            }
            if (calls >= data.maxCalls()) {
                return Optional.of(data.pack() + ": " + calls + " calls in the " + data.windowDays() + " days up to "
                        + day + ", at most " + data.maxCalls() + " are allowed");
            }
        }
        if (data.quietDays() > 0) {
            Optional<LocalDate> talk = lastConversation(log, zone, day, now);
            if (talk.isPresent() && day.isBefore(talk.get().plusDays(data.quietDays()))) {
                return Optional.of(data.pack() + ": a conversation on " + talk.get() + ", no call before "
                        + talk.get().plusDays(data.quietDays()));
            }
        }
        return data.noticeDays() > 0 ? withoutNotice(log, zone, day, now) : Optional.empty();
    }

    private boolean isCounted(Contact contact, Instant now) {
        return contact.isSent()
                && contact.channel().filter(Channel.CALL::equals).isPresent()
                && !contact.audience().isInternal()
                && !contact.at().isAfter(now)
                && !exclusions.contains(contact.exclusion());
    }

    private Optional<LocalDate> lastConversation(ContactLog log, ZoneId zone, LocalDate day, Instant now) {
        return log.entries().stream()
                .filter(contact -> contact.result() == Contact.Result.CONVERSATION
                        && !contact.at().isAfter(now)
                        && !exclusions.contains(contact.exclusion()))
                .map(contact -> LocalDate.ofInstant(contact.at(), zone))
                .filter(on -> !on.isAfter(day))
                .max(LocalDate::compareTo);
    }

    private Optional<String> withoutNotice(ContactLog log, ZoneId zone, LocalDate day, Instant now) {
        Optional<LocalDate> written = log.entries().stream()
                .filter(contact -> contact.isSent() && !contact.at().isAfter(now))
                .filter(contact -> contact.channel()
                        .filter(channel -> channel == Channel.LETTER || channel == Channel.EMAIL)
                        .isPresent())
                .map(contact -> LocalDate.ofInstant(contact.at(), zone))
                .min(LocalDate::compareTo);
        if (written.isEmpty()) {
            return Optional.of(data.pack() + ": no written notice was sent, one must come before a call");
        }
        LocalDate earliest = written.get().plusDays(data.noticeDays());
        return day.isBefore(earliest)
                ? Optional.of(data.pack() + ": the written notice went out on " + written.get() + ", no call before "
                        + earliest)
                : Optional.empty();
    }

    private Optional<Obstacle> window(List<ZoneId> zones, Instant now) {
        for (ZoneId zone : zones) {
            ZonedDateTime local = now.atZone(zone);
            if (!isCovered(local.toLocalDate())) {
                return Optional.of(Obstacle.of(
                        Suppression.MISSING_CALENDAR,
                        data.pack() + ": the holidays of " + local.toLocalDate() + " are not known"));
            }
            if (!isOpen(local)) {
                String why = data.pack() + ": " + local.toLocalTime().truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                        + " on " + local.toLocalDate() + " in " + zone + " is outside the permitted hours"
                        + (isClosed(local.toLocalDate()) ? ", the day is a holiday" : "");
                return Optional.of(obstacle(Suppression.CONTACT_WINDOW, why, nextOpening(zones, now)));
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> nextOpening(List<ZoneId> zones, Instant now) {
        List<Instant> openings = new ArrayList<>();
        for (ZoneId zone : zones) {
            LocalDate today = LocalDate.ofInstant(now, zone);
            for (int ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
                LocalDate day = today.plusDays(ahead);
                data.hours(day.getDayOfWeek())
                        .ifPresent(hours -> openings.add(
                                day.atTime(hours.from()).atZone(zone).toInstant()));
            }
        }
        return openings.stream()
                .filter(opening -> opening.isAfter(now))
                .filter(opening -> zones.stream().allMatch(zone -> {
                    ZonedDateTime local = opening.atZone(zone);
                    return isCovered(local.toLocalDate()) && isOpen(local);
                }))
                .min(Instant::compareTo);
    }

    private boolean isOpen(ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        return !isClosed(local.toLocalDate())
                && data.hours(local.getDayOfWeek())
                        .filter(hours -> !time.isBefore(hours.from()) && time.isBefore(hours.to()))
                        .isPresent();
    }

    private boolean isCovered(LocalDate day) {
        return !data.closedOnHolidays()
                || (holidays != null && holidays.covered().contains(day));
    }

    private boolean isClosed(LocalDate day) {
        return data.closedOnHolidays() && holidays != null && isCovered(day) && holidays.isHoliday(day);
    }

    private static Obstacle obstacle(Suppression code, String sentence, Optional<Instant> review) {
        Map<String, String> attributes =
                review.map(at -> Map.of(REVIEW_AT, at.toString())).orElse(Map.of());
        return new Obstacle(code, sentence, Evidence.of(List.of(new Evidence.Fact(code, sentence, attributes))));
    }

    @Override
    public String toString() {
        return data.pack() + " (" + data.citation() + ")";
    }
}
