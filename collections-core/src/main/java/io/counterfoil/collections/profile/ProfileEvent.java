package io.counterfoil.collections.profile;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;

/**
 * Something that became known of a customer (COL-73). Immutable; two events of one content are one event.
 *
 * @param kind what
 * @param party of whom
 * @param value the address, tag, segment, zone, stop or name; an id or fingerprint of bank details, never the number
 * @param detail the channel of an address, the relation of a parent; else empty
 * @param source on whose word: a letter, a call, the mail server; without card numbers
 * @param by who recorded it
 * @param at when it was recorded
 */
public record ProfileEvent(Kind kind, PartyId party, String value, String detail, String source, Actor by, Instant at) {

    /** What can become known. */
    public enum Kind {
        ADDRESS_ADDED,
        /** Somebody made sure of an address or of bank details, by another way than they came. */
        VERIFIED,
        /** It bounced, nobody is there, or somebody else answers. */
        ADDRESS_UNUSABLE,
        ADDRESS_REMOVED,
        BANK_DETAILS_CHANGED,
        LANGUAGE,
        /** A time zone in which the person may be: of the address, of the telephone number. */
        ZONE_ADDED,
        ZONE_REMOVED,
        SEGMENT,
        TAG_ADDED,
        TAG_REMOVED,
        LEGAL_STOP,
        LEGAL_STOP_LIFTED,
        SENSITIVE,
        SENSITIVE_LIFTED,
        /** Out of all strategies, for the reason that the value is. */
        EXCLUDED,
        INCLUDED,
        /** The person of ours who owns the account. */
        OWNER,
        SALES_EXECUTIVE,
        PARENT
    }

    public ProfileEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        if (value.isBlank()) {
            throw new IllegalArgumentException(kind + " of party " + party + " has no value, expected one");
        }
        value = PanRedactor.redact(value);
        source = PanRedactor.redact(source);
        Objects.requireNonNull(detail, "detail");
        switch (kind) {
            case ADDRESS_ADDED, ADDRESS_UNUSABLE, ADDRESS_REMOVED ->
                oneOf(kind, party, "detail", detail, Channel.values());
            case LEGAL_STOP, LEGAL_STOP_LIFTED -> oneOf(kind, party, "value", value, PartyProfile.LegalStop.values());
            case SENSITIVE, SENSITIVE_LIFTED -> oneOf(kind, party, "value", value, PartyProfile.Sensitivity.values());
            case PARENT -> oneOf(kind, party, "detail", detail, PartyProfile.Relation.values());
            case ZONE_ADDED, ZONE_REMOVED -> zoneOf(kind, party, value);
            default -> {
                // any text will do
            }
        }
    }

    private static void oneOf(Kind kind, PartyId party, String what, String text, Enum<?>[] known) {
        if (Arrays.stream(known).noneMatch(one -> one.name().equals(text))) {
            throw new IllegalArgumentException(kind + " of party " + party + " has the " + what + " '" + text
                    + "', expected one of " + Arrays.toString(known));
        }
    }

    private static void zoneOf(Kind kind, PartyId party, String text) {
        try {
            ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    kind + " of party " + party + " has the value '" + text + "', expected a time zone", e);
        }
    }

    /** What became known, before it is said who recorded it and when. */
    @FunctionalInterface
    public interface Draft {

        /** The event, recorded by somebody at an instant. */
        ProfileEvent by(Actor actor, Instant at);
    }

    /** An address, a number or the name of an account page. */
    public static Draft address(PartyId party, Channel channel, String address, String source) {
        return draft(Kind.ADDRESS_ADDED, party, address, channel.name(), source);
    }

    /** Somebody made sure that the address or the bank details belong to the party. */
    public static Draft verified(PartyId party, String value, String source) {
        return draft(Kind.VERIFIED, party, value, "", source);
    }

    /** The address cannot be used: bounced, wrong number. */
    public static Draft unusable(PartyId party, Channel channel, String address, String source) {
        return draft(Kind.ADDRESS_UNUSABLE, party, address, channel.name(), source);
    }

    /** The address is no longer the party's. */
    public static Draft removed(PartyId party, Channel channel, String address, String source) {
        return draft(Kind.ADDRESS_REMOVED, party, address, channel.name(), source);
    }

    /** Money for the party goes to another account; {@code fingerprint} is a token of it, not the number. */
    public static Draft bankDetails(PartyId party, String fingerprint, String source) {
        return draft(Kind.BANK_DETAILS_CHANGED, party, fingerprint, "", source);
    }

    /** The language to write in, as a BCP 47 tag. */
    public static Draft language(PartyId party, String tag) {
        return draft(Kind.LANGUAGE, party, tag, "", "");
    }

    /** A time zone in which the person may be. */
    public static Draft zone(PartyId party, ZoneId zone, String source) {
        return draft(Kind.ZONE_ADDED, party, zone.getId(), "", source);
    }

    /** The person is no longer in the time zone. */
    public static Draft leftZone(PartyId party, ZoneId zone, String source) {
        return draft(Kind.ZONE_REMOVED, party, zone.getId(), "", source);
    }

    /** The segment, such as {@code KEY_ACCOUNT} or {@code SME}; the last one counts. */
    public static Draft segment(PartyId party, String segment) {
        return draft(Kind.SEGMENT, party, segment, "", "");
    }

    /** A tag is on the party. */
    public static Draft tag(PartyId party, String tag) {
        return draft(Kind.TAG_ADDED, party, tag, "", "");
    }

    /** A tag is no longer on the party. */
    public static Draft untag(PartyId party, String tag) {
        return draft(Kind.TAG_REMOVED, party, tag, "", "");
    }

    /** The law or the person forbids contact. */
    public static Draft legalStop(PartyId party, PartyProfile.LegalStop stop, String source) {
        return draft(Kind.LEGAL_STOP, party, stop.name(), "", source);
    }

    /** The stop no longer holds. */
    public static Draft lifted(PartyId party, PartyProfile.LegalStop stop, String source) {
        return draft(Kind.LEGAL_STOP_LIFTED, party, stop.name(), "", source);
    }

    /** The case is sensitive: only a person acts. */
    public static Draft sensitive(PartyId party, PartyProfile.Sensitivity kind, String source) {
        return draft(Kind.SENSITIVE, party, kind.name(), "", source);
    }

    /** The case is no longer sensitive. */
    public static Draft lifted(PartyId party, PartyProfile.Sensitivity kind, String source) {
        return draft(Kind.SENSITIVE_LIFTED, party, kind.name(), "", source);
    }

    /** The party is out of all strategies. */
    public static Draft excluded(PartyId party, String reason) {
        return draft(Kind.EXCLUDED, party, reason, "", "");
    }

    /** The party is in strategies again. */
    public static Draft included(PartyId party, String reason) {
        return draft(Kind.INCLUDED, party, reason, "", "");
    }

    /** Who of ours owns the account. */
    public static Draft owner(PartyId party, String person) {
        return draft(Kind.OWNER, party, person, "", "");
    }

    /** Who of ours sells to the party. */
    public static Draft salesExecutive(PartyId party, String person) {
        return draft(Kind.SALES_EXECUTIVE, party, person, "", "");
    }

    /** The party belongs to another. */
    public static Draft parent(PartyId party, PartyId parent, PartyProfile.Relation relation) {
        return draft(Kind.PARENT, party, parent.value(), relation.name(), "");
    }

    private static Draft draft(Kind kind, PartyId party, String value, String detail, String source) {
        return (actor, at) -> new ProfileEvent(kind, party, value, detail, source, actor, at);
    }
}
