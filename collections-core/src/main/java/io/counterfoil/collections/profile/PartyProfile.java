package io.counterfoil.collections.profile;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer, as the fold of events (COL-73). Immutable, thread-safe.
 *
 * <p>Events count in the order in which they were recorded; those of one instant in the order of their kinds and values, so that the order in which they are given
 * does not matter.
 */
public final class PartyProfile {

    /** New bank details or a new e-mail address shortly before a payment: somebody may be diverting it. */
    public static final AlertKind PAYMENT_DIVERSION = new AlertKind("PAYMENT_DIVERSION");

    private static final Comparator<ProfileEvent> ORDER = Comparator.comparing(ProfileEvent::at)
            .thenComparing(ProfileEvent::kind)
            .thenComparing(ProfileEvent::detail)
            .thenComparing(ProfileEvent::value)
            .thenComparing(ProfileEvent::source)
            .thenComparing(event -> event.by().id());

    private final PartyId party;
    private final List<ProfileEvent> events;
    private final ProfileFold fold;

    private PartyProfile(PartyId party, List<ProfileEvent> events) {
        this.party = party;
        this.events = events;
        this.fold = ProfileFold.of(events);
    }

    /** What forbids contact (collections specification 4.7, rule 6). */
    public enum LegalStop {
        INSOLVENCY,
        DECEASED,
        /** The person contacted is not the debtor. */
        WRONG_PERSON,
        /** A lawyer or an adviser speaks for the debtor. */
        REPRESENTED,
        CEASE_CONTACT,
        /** Only in writing: telephone channels are stopped, others are not. */
        WRITTEN_ONLY
    }

    /** What makes a case one for a person (collections specification 4.18). */
    public enum Sensitivity {
        VULNERABLE,
        BEREAVEMENT,
        INSOLVENCY,
        LEGAL,
        COMPLAINT,
        FRAUD,
        KEY_ACCOUNT
    }

    /** What a party is to its parent (COL-15). */
    public enum Relation {
        /** Nothing follows from the parent. */
        INDEPENDENT,
        /** The parent is asked for what the child owes together with its own; the child stands where its own items put it. */
        AGGREGATE,
        /** The parent pays: it is asked for what the child owes together with its own, and the child stands where the parent stands. */
        DELEGATE
    }

    /**
     * An address or a number.
     *
     * @param channel how it is used
     * @param value the address
     * @param verified whether somebody made sure of it
     * @param usable false once it bounced or was a wrong number
     * @param since when it became known
     * @param source on whose word
     */
    public record Address(
            Channel channel, String value, boolean verified, boolean usable, Instant since, String source) {

        public Address {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(source, "source");
        }
    }

    /** What can be found about a profile. */
    public enum Finding implements Code {
        BANK_DETAILS_NEW,
        EMAIL_NEW;

        @Override
        public String id() {
            return "PROFILE." + name();
        }
    }

    /** A party of whom nothing is known. */
    public static PartyProfile unknown(PartyId party) {
        return new PartyProfile(party, List.of());
    }

    /**
     * The profile that the events make.
     *
     * @throws IllegalArgumentException where an event is of another party
     */
    public static PartyProfile of(PartyId party, Collection<ProfileEvent> events) {
        for (ProfileEvent event : events) {
            if (!event.party().equals(party)) {
                throw new IllegalArgumentException(
                        "event " + event.kind() + " is of party " + event.party() + ", expected " + party);
            }
        }
        return new PartyProfile(party, events.stream().distinct().sorted(ORDER).toList());
    }

    /** This profile and one event more. */
    public PartyProfile with(ProfileEvent event) {
        List<ProfileEvent> more = new java.util.ArrayList<>(events);
        more.add(event);
        return of(party, more);
    }

    /** The profile as it was known at the instant. */
    public PartyProfile at(Instant knownAt) {
        if (events.isEmpty() || !events.get(events.size() - 1).at().isAfter(knownAt)) {
            return this;
        }
        return new PartyProfile(
                party,
                events.stream().filter(event -> !event.at().isAfter(knownAt)).toList());
    }

    /** Whose it is. */
    public PartyId party() {
        return party;
    }

    /** Everything that became known, oldest first. */
    public List<ProfileEvent> events() {
        return events;
    }

    /** Addresses and numbers, in the order in which they became known; those that cannot be used are among them. */
    public List<Address> addresses() {
        return List.copyOf(fold.addresses.values());
    }

    /** Whether there is an address for the channel that can be used. */
    public boolean canUse(Channel channel) {
        return address(channel).isPresent();
    }

    /** The address to use for the channel: a verified one before others, then the latest. */
    public Optional<Address> address(Channel channel) {
        return fold.addresses.values().stream()
                .filter(address -> address.channel() == channel && address.usable())
                .max(Comparator.comparing(Address::verified).thenComparing(Address::since));
    }

    /** Whether any address was ever given; where none was, nothing can be concluded about channels. */
    public boolean hasAddresses() {
        return !fold.addresses.isEmpty();
    }

    /** The language to write in, as a BCP 47 tag. */
    public Optional<String> language() {
        return Optional.ofNullable(fold.language);
    }

    /** The time zones in which the person may be. */
    public List<ZoneId> zones() {
        return List.copyOf(fold.zones);
    }

    /** The segment. */
    public Optional<String> segment() {
        return Optional.ofNullable(fold.segment);
    }

    /** The tags, in the order in which they were put. */
    public Set<String> tags() {
        return new LinkedHashSet<>(fold.tags);
    }

    /** What forbids contact. */
    public Set<LegalStop> legalStops() {
        return Set.copyOf(fold.legalStops);
    }

    /** What makes the case one for a person. */
    public Set<Sensitivity> sensitivities() {
        return Set.copyOf(fold.sensitivities);
    }

    /** Why the party is out of all strategies; empty where it is not. */
    public Optional<String> exclusion() {
        return Optional.ofNullable(fold.exclusion);
    }

    /** Who of ours owns the account. */
    public Optional<String> owner() {
        return Optional.ofNullable(fold.owner);
    }

    /** Who of ours sells to the party. */
    public Optional<String> salesExecutive() {
        return Optional.ofNullable(fold.salesExecutive);
    }

    /** The party to which this one belongs. */
    public Optional<PartyId> parent() {
        return Optional.ofNullable(fold.parent);
    }

    /** What the party is to its parent; independent where it has none. */
    public Relation relation() {
        return fold.relation;
    }

    /**
     * A payment that is about to be made to, or is expected from, the party.
     *
     * @param subject what it is, such as {@code payment:p-1}
     * @param amount how much
     * @param at when
     */
    public record Payment(SubjectRef subject, MonetaryAmount amount, Instant at) {
        public Payment {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * An alert where bank details or an e-mail address became known within the time before the payment and nobody but whoever recorded them has made sure of them.
     * The first details of a party are no change.
     *
     * @param within how long before the payment a change is suspicious, both ends inside
     */
    public Optional<Alert> diversion(Payment payment, Duration within, Instant now) {
        Instant from = payment.at().minus(within);
        Evidence evidence = Evidence.none();
        for (ProfileEvent event : events) {
            @Nullable Finding finding = finding(event);
            boolean inTime = !event.at().isBefore(from) && !event.at().isAfter(payment.at());
            if (finding != null && inTime && !isFirst(event) && !isVerifiedByAnother(event)) {
                evidence = evidence.and(finding, sentence(finding, event, payment));
            }
        }
        if (evidence.facts().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Alert.builder()
                .kind(PAYMENT_DIVERSION)
                .severity(Diagnostic.Severity.CRITICAL)
                .subject(payment.subject())
                .amount(payment.amount())
                .evidence(evidence)
                .owner(owner().orElse(""))
                .raisedAt(now)
                .build());
    }

    private static @Nullable Finding finding(ProfileEvent event) {
        if (event.kind() == ProfileEvent.Kind.BANK_DETAILS_CHANGED) {
            return Finding.BANK_DETAILS_NEW;
        }
        boolean mail = event.kind() == ProfileEvent.Kind.ADDRESS_ADDED
                && event.detail().equals(Channel.EMAIL.name());
        return mail ? Finding.EMAIL_NEW : null;
    }

    private boolean isFirst(ProfileEvent event) {
        return events.stream()
                .filter(other -> other.kind() == event.kind() && other.detail().equals(event.detail()))
                .findFirst()
                .filter(event::equals)
                .isPresent();
    }

    private boolean isVerifiedByAnother(ProfileEvent event) {
        return events.stream()
                .anyMatch(other -> other.kind() == ProfileEvent.Kind.VERIFIED
                        && other.value().equals(event.value())
                        && !other.at().isBefore(event.at())
                        && !other.by().isSamePersonAs(event.by()));
    }

    private static String sentence(Finding finding, ProfileEvent event, Payment payment) {
        long hours = Duration.between(event.at(), payment.at()).toHours();
        String what = finding == Finding.EMAIL_NEW ? "a new e-mail address" : "new bank details";
        return what + " of " + event.party() + " came " + (hours < 48 ? hours + " hours" : hours / 24 + " days")
                + " before " + payment.subject() + " of " + Amounts.text(payment.amount())
                + (event.source().isBlank() ? "" : ", on the word of: " + event.source())
                + "; nobody else has made sure of them";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartyProfile profile && party.equals(profile.party) && events.equals(profile.events);
    }

    @Override
    public int hashCode() {
        return Objects.hash(party, events);
    }

    /** Id and number of events only: what is known of a person is not for logs. */
    @Override
    public String toString() {
        return "profile of " + party + " after " + events.size() + " events";
    }
}
