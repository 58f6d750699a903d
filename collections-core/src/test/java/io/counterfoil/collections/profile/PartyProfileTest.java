package io.counterfoil.collections.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartyProfileTest {

    private static final PartyId ACME = PartyId.of("acme");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor PAUL = Actor.host("paul");
    private static final Instant T = Instant.parse("2027-03-10T12:00:00Z");

    private final List<ProfileEvent> events = new ArrayList<>();

    private PartyProfileTest add(ProfileEvent.Draft draft, int hours) {
        return add(draft, MARIA, hours);
    }

    private PartyProfileTest add(ProfileEvent.Draft draft, Actor by, int hours) {
        events.add(draft.by(by, T.plus(Duration.ofHours(hours))));
        return this;
    }

    private PartyProfile profile() {
        return PartyProfile.of(ACME, events);
    }

    @Test
    @DisplayName(
            "COL-73 a bounce takes the address away, not the channel's other addresses; what was known before is known still")
    void bounces() {
        add(ProfileEvent.address(ACME, Channel.EMAIL, "ap@acme.example", "contract"), 0);
        add(ProfileEvent.address(ACME, Channel.EMAIL, "old@acme.example", "contract"), 1);
        assertThat(profile().address(Channel.EMAIL).orElseThrow().value()).isEqualTo("old@acme.example");
        add(ProfileEvent.unusable(ACME, Channel.EMAIL, "old@acme.example", "bounced"), 2);
        assertThat(profile().address(Channel.EMAIL).orElseThrow().value()).isEqualTo("ap@acme.example");
        assertThat(profile().canUse(Channel.EMAIL)).isTrue();
        add(ProfileEvent.unusable(ACME, Channel.EMAIL, "ap@acme.example", "bounced"), 3);
        assertThat(profile().canUse(Channel.EMAIL)).isFalse();
        assertThat(profile().addresses()).hasSize(2);
        assertThat(profile().at(T.plus(Duration.ofHours(2))).canUse(Channel.EMAIL))
                .isTrue();
        assertThat(profile().at(T.minusSeconds(1)).addresses()).isEmpty();
        add(ProfileEvent.address(ACME, Channel.EMAIL, "ap@acme.example", "call"), 4);
        assertThat(profile().canUse(Channel.EMAIL)).isTrue();
        add(ProfileEvent.removed(ACME, Channel.EMAIL, "ap@acme.example", "call"), 5);
        assertThat(profile().canUse(Channel.EMAIL)).isFalse();
        assertThat(profile().canUse(Channel.CALL)).isFalse();
    }

    @Test
    @DisplayName("COL-73 a verified address goes before a newer one that nobody made sure of")
    void verified() {
        add(ProfileEvent.address(ACME, Channel.CALL, "+44 20 1", "contract"), 0);
        add(ProfileEvent.verified(ACME, "+44 20 1", "called back"), 1);
        add(ProfileEvent.address(ACME, Channel.CALL, "+44 20 2", "e-mail"), 2);
        PartyProfile.Address best = profile().address(Channel.CALL).orElseThrow();
        assertThat(best.value()).isEqualTo("+44 20 1");
        assertThat(best.verified()).isTrue();
        assertThat(best.source()).isEqualTo("contract");
        assertThat(profile().hasAddresses()).isTrue();
    }

    @Test
    @DisplayName("COL-73 language, zones, segment, tags, stops, sensitivity, owner: the last word counts")
    void folds() {
        add(ProfileEvent.language(ACME, "en"), 0).add(ProfileEvent.language(ACME, "fr"), 1);
        add(ProfileEvent.zone(ACME, ZoneId.of("Europe/Paris"), "address"), 0);
        add(ProfileEvent.segment(ACME, "SME"), 0).add(ProfileEvent.segment(ACME, "KEY"), 1);
        add(ProfileEvent.tag(ACME, "a"), 0).add(ProfileEvent.tag(ACME, "b"), 1).add(ProfileEvent.untag(ACME, "a"), 2);
        add(ProfileEvent.legalStop(ACME, PartyProfile.LegalStop.REPRESENTED, "letter"), 0);
        add(ProfileEvent.sensitive(ACME, PartyProfile.Sensitivity.COMPLAINT, "call"), 0);
        add(ProfileEvent.owner(ACME, "olga"), 0).add(ProfileEvent.salesExecutive(ACME, "sam"), 0);
        add(ProfileEvent.excluded(ACME, "court"), 0);
        PartyProfile profile = profile();
        assertThat(profile.language()).contains("fr");
        assertThat(profile.zones()).containsExactly(ZoneId.of("Europe/Paris"));
        assertThat(profile.segment()).contains("KEY");
        assertThat(profile.tags()).containsExactly("b");
        assertThat(profile.legalStops()).containsExactly(PartyProfile.LegalStop.REPRESENTED);
        assertThat(profile.sensitivities()).containsExactly(PartyProfile.Sensitivity.COMPLAINT);
        assertThat(profile.owner()).contains("olga");
        assertThat(profile.salesExecutive()).contains("sam");
        assertThat(profile.exclusion()).contains("court");
        assertThat(profile.parent()).isEmpty();
        assertThat(profile.relation()).isEqualTo(PartyProfile.Relation.INDEPENDENT);
        add(ProfileEvent.lifted(ACME, PartyProfile.LegalStop.REPRESENTED, "letter"), 5);
        add(ProfileEvent.lifted(ACME, PartyProfile.Sensitivity.COMPLAINT, "call"), 5);
        add(ProfileEvent.included(ACME, "over"), 5);
        add(ProfileEvent.leftZone(ACME, ZoneId.of("Europe/Paris"), "call"), 5);
        add(ProfileEvent.parent(ACME, PartyId.of("group"), PartyProfile.Relation.DELEGATE), 5);
        assertThat(profile().legalStops()).isEmpty();
        assertThat(profile().sensitivities()).isEmpty();
        assertThat(profile().exclusion()).isEmpty();
        assertThat(profile().zones()).isEmpty();
        assertThat(profile().parent()).contains(PartyId.of("group"));
        assertThat(profile().relation()).isEqualTo(PartyProfile.Relation.DELEGATE);
    }

    @Test
    @DisplayName("COL-73 new bank details or a new e-mail shortly before a payment raise PAYMENT_DIVERSION")
    void diversion() {
        add(ProfileEvent.bankDetails(ACME, "tok-1", "contract"), 0).add(ProfileEvent.owner(ACME, "olga"), 0);
        PartyProfile.Payment payment = new PartyProfile.Payment(
                SubjectRef.of("payment", "p-1"), Amounts.in("GBP").of("900.00"), T.plus(Duration.ofHours(100)));
        Duration tenHours = Duration.ofHours(10);
        assertThat(profile().diversion(payment, Duration.ofHours(1000), T)).isEmpty();
        add(ProfileEvent.bankDetails(ACME, "tok-2", "e-mail"), 90);
        Alert alert = profile().diversion(payment, tenHours, T).orElseThrow();
        assertThat(alert.kind()).isEqualTo(PartyProfile.PAYMENT_DIVERSION);
        assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
        assertThat(alert.owner()).isEqualTo("olga");
        assertThat(alert.amount()).contains(Amounts.in("GBP").of("900.00"));
        assertThat(alert.key().value()).isEqualTo("PAYMENT_DIVERSION/payment:p-1");
        assertThat(alert.evidence().sentence())
                .isEqualTo(
                        "new bank details of acme came 10 hours before payment:p-1 of 900.00 GBP, on the word of: e-mail;"
                                + " nobody else has made sure of them");
        assertThat(profile().diversion(payment, Duration.ofHours(10).minusSeconds(1), T))
                .isEmpty();
        add(ProfileEvent.verified(ACME, "tok-2", "same e-mail"), 91);
        assertThat(profile().diversion(payment, tenHours, T)).isPresent();
        add(ProfileEvent.verified(ACME, "tok-2", "called back"), PAUL, 92);
        assertThat(profile().diversion(payment, tenHours, T)).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-73 a second e-mail counts as new, a first one and a new telephone number do not; changes after the payment neither")
    void diversionByMail() {
        PartyProfile.Payment payment = new PartyProfile.Payment(
                SubjectRef.of("payment", "p-1"), Amounts.in("GBP").of("900.00"), T.plus(Duration.ofHours(100)));
        add(ProfileEvent.address(ACME, Channel.EMAIL, "a@acme.example", "contract"), 95);
        add(ProfileEvent.address(ACME, Channel.CALL, "1", "contract"), 0);
        add(ProfileEvent.address(ACME, Channel.CALL, "2", "e-mail"), 96);
        assertThat(profile().diversion(payment, Duration.ofDays(9), T)).isEmpty();
        add(ProfileEvent.address(ACME, Channel.EMAIL, "a@acrne.example", "e-mail"), 101);
        assertThat(profile().diversion(payment, Duration.ofDays(9), T)).isEmpty();
        add(ProfileEvent.address(ACME, Channel.EMAIL, "b@acrne.example", ""), 100);
        assertThat(profile()
                        .diversion(payment, Duration.ofDays(9), T)
                        .orElseThrow()
                        .evidence()
                        .sentence())
                .isEqualTo("a new e-mail address of acme came 0 hours before payment:p-1 of 900.00 GBP;"
                        + " nobody else has made sure of them");
    }

    @Test
    @DisplayName(
            "COL-73 an event of another party or without a value is refused; texts lose card numbers; nothing personal is in toString")
    void refused() {
        assertThatThrownBy(() -> PartyProfile.of(
                        PartyId.of("other"), List.of(ProfileEvent.tag(ACME, "x").by(MARIA, T))))
                .hasMessage("event TAG_ADDED is of party acme, expected other");
        assertThatThrownBy(() -> ProfileEvent.tag(ACME, " ").by(MARIA, T))
                .hasMessage("TAG_ADDED of party acme has no value, expected one");
        assertThatThrownBy(() -> new ProfileEvent(ProfileEvent.Kind.ZONE_ADDED, ACME, "Mars/Olympus", "", "", MARIA, T))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ZONE_ADDED of party acme has the value 'Mars/Olympus', expected a time zone");
        assertThatThrownBy(() -> new ProfileEvent(ProfileEvent.Kind.LEGAL_STOP, ACME, "MAYBE", "", "", MARIA, T))
                .hasMessage("LEGAL_STOP of party acme has the value 'MAYBE', expected one of "
                        + java.util.Arrays.toString(PartyProfile.LegalStop.values()));
        assertThatThrownBy(() -> new ProfileEvent(ProfileEvent.Kind.ADDRESS_ADDED, ACME, "a@b", "PIGEON", "", MARIA, T))
                .hasMessage("ADDRESS_ADDED of party acme has the detail 'PIGEON', expected one of "
                        + java.util.Arrays.toString(Channel.values()));
        assertThat(ProfileEvent.excluded(ACME, "card 4111 1111 1111 1111")
                        .by(MARIA, T)
                        .value())
                .isEqualTo("card [PAN ****1111]");
        add(ProfileEvent.address(ACME, Channel.EMAIL, "ap@acme.example", "contract"), 0);
        assertThat(profile()).hasToString("profile of acme after 1 events");
    }

    @Property(tries = 100)
    @Label(
            "COL-73 the fold of events does not depend on the order in which they are given; adding one by one is adding all")
    void orderDoesNotMatter(@ForAll @Size(max = 12) List<@IntRange(max = 7) Integer> kinds, @ForAll Random random) {
        List<ProfileEvent> all = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            all.add(draft(kinds.get(i), i).by(i % 2 == 0 ? MARIA : PAUL, T.plusSeconds(i / 3)));
        }
        PartyProfile first = PartyProfile.of(ACME, all);
        List<ProfileEvent> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        PartyProfile other = PartyProfile.unknown(ACME);
        for (ProfileEvent event : shuffled) {
            other = other.with(event);
        }
        assertThat(other).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(other.tags()).containsExactlyElementsOf(first.tags());
        assertThat(other.address(Channel.EMAIL)).isEqualTo(first.address(Channel.EMAIL));
        assertThat(other.exclusion()).isEqualTo(first.exclusion());
        Optional<Instant> middle =
                all.stream().map(ProfileEvent::at).sorted().skip(all.size() / 2).findFirst();
        PartyProfile later = other;
        middle.ifPresent(at -> assertThat(later.at(at)
                        .with(ProfileEvent.tag(ACME, "later").by(MARIA, at.plusSeconds(99)))
                        .at(at))
                .isEqualTo(first.at(at)));
    }

    private static ProfileEvent.Draft draft(int kind, int i) {
        return switch (kind) {
            case 0 -> ProfileEvent.address(ACME, Channel.EMAIL, "m" + i % 3, "x");
            case 1 -> ProfileEvent.unusable(ACME, Channel.EMAIL, "m" + i % 3, "x");
            case 2 -> ProfileEvent.tag(ACME, "t" + i % 2);
            case 3 -> ProfileEvent.untag(ACME, "t" + i % 2);
            case 4 -> ProfileEvent.excluded(ACME, "e" + i);
            case 5 -> ProfileEvent.included(ACME, "i" + i);
            case 6 -> ProfileEvent.verified(ACME, "m" + i % 3, "x");
            default -> ProfileEvent.segment(ACME, "s" + i);
        };
    }
}
