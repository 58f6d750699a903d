package io.counterfoil.collections.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ContactLawTest {

    private static final PartyId ANA = PartyId.of("ana");
    private static final Instant NOON = Instant.parse("2027-06-16T16:00:00Z");
    private static final HolidayCalendar NONE = HolidayCalendar.of(Set.of(), Set.of());

    private final List<Contact> contacts = new ArrayList<>();

    private static PartyProfile profile(String... zones) {
        List<ProfileEvent> events = new ArrayList<>();
        for (String zone : zones) {
            events.add(ProfileEvent.zone(ANA, ZoneId.of(zone), "address").by(Actor.host("maria"), Instant.EPOCH));
        }
        return PartyProfile.of(ANA, events);
    }

    private Contact.Builder contact(Channel channel, Instant at) {
        return Contact.builder()
                .id("c" + contacts.size())
                .party(ANA)
                .channel(channel)
                .at(at)
                .on(LocalDate.ofInstant(at, ZoneId.of("America/New_York")));
    }

    private void add(Contact.Builder contact) {
        contacts.add(contact.build());
    }

    private ContactLog log() {
        return ContactLog.of(contacts).orThrow();
    }

    private static String said(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.code().id() + " " + obstacle.sentence())
                .reduce("", String::concat);
    }

    @Test
    @DisplayName("COL-57 no law holds unless a host asks for it; each names its source")
    void offByDefault() {
        assertThat(ContactPolicy.none().check(profile(), Channel.CALL, ContactLog.empty(), NOON))
                .isEmpty();
        ContactLaw law = ContactLaw.usRegulationF();
        assertThat(law.pack()).isEqualTo(ContactLaw.Pack.US_REG_F);
        assertThat(law.citation()).isEqualTo("12 CFR 1006.14(b)(2)(i), 1006.6(b)(1)");
        assertThat(law.scope()).isEqualTo("third-party collection of consumer debts");
        assertThat(law.isConfirmed()).isTrue();
        assertThat(ContactLaw.britishColumbia(NONE).isConfirmed()).isFalse();
        assertThat(law).hasToString("US_REG_F (12 CFR 1006.14(b)(2)(i), 1006.6(b)(1))");
    }

    @Test
    @DisplayName(
            "COL-57 seven calls in seven days, for each debt by itself; letters, inbound and excluded calls do not count")
    void countsCalls() {
        for (int day = 0; day < 7; day++) {
            add(contact(Channel.CALL, NOON.minusSeconds(86_400L * day + 60)).addDebts(OpenItemId.of("A")));
            add(contact(Channel.LETTER, NOON.minusSeconds(86_400L * day + 120)));
        }
        ContactLaw law = ContactLaw.usRegulationF();
        PartyProfile york = profile("America/New_York");
        List<Obstacle> refused = law.check(york, Channel.CALL, log().about(OpenItemId.of("A")), NOON);
        assertThat(said(refused))
                .isEqualTo(
                        "CONTACT.FREQUENCY_LAW US_REG_F: 7 calls in the 7 days up to 2027-06-16, at most 7 are allowed");
        assertThat(refused.get(0).evidence().facts().get(0).attributes())
                .containsEntry(ContactPolicy.REVIEW_AT, "2027-06-17T04:00:00Z");
        assertThat(law.check(york, Channel.CALL, log().about(OpenItemId.of("B")), NOON))
                .isEmpty();
        assertThat(law.check(york, Channel.SMS, log(), NOON)).isEmpty();
        contacts.set(0, contacts.get(0).toBuilder().inbound(true).build());
        assertThat(law.check(york, Channel.CALL, log(), NOON)).isEmpty();
        contacts.set(
                0,
                contacts.get(0).toBuilder()
                        .inbound(false)
                        .exclusion("REQUESTED")
                        .build());
        assertThat(law.check(york, Channel.CALL, log(), NOON)).hasSize(1);
        assertThat(law.excluding(Set.of("REQUESTED")).check(york, Channel.CALL, log(), NOON))
                .isEmpty();
        contacts.set(
                0,
                contacts.get(0).toBuilder()
                        .exclusion("")
                        .audience(Audience.DEBT_MANAGER)
                        .build());
        assertThat(law.check(york, Channel.CALL, log(), NOON)).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-57 after a conversation there is quiet for seven days, its own the first; the last conversation counts")
    void quietAfterAConversation() {
        ContactLaw law = ContactLaw.usRegulationF();
        PartyProfile york = profile("America/New_York");
        add(contact(Channel.CALL, NOON.minusSeconds(9 * 86_400L)).result(Contact.Result.CONVERSATION));
        assertThat(law.check(york, Channel.CALL, log(), NOON)).isEmpty();
        add(contact(Channel.CALL, NOON.minusSeconds(6 * 86_400L)).result(Contact.Result.CONVERSATION));
        assertThat(said(law.check(york, Channel.CALL, log(), NOON)))
                .isEqualTo("CONTACT.FREQUENCY_LAW US_REG_F: a conversation on 2027-06-10, no call before 2027-06-17");
        assertThat(law.check(york, Channel.CALL, log(), NOON.plusSeconds(86_400)))
                .isEmpty();
        assertThat(law.check(york, Channel.CALL, log(), NOON.minusSeconds(6 * 86_400L + 1)))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "COL-57 hours are half-open and the debtor's; in several zones all must be open; without a zone contact is refused")
    void hours() {
        ContactLaw law = ContactLaw.usRegulationF();
        Instant eight = Instant.parse("2027-06-16T12:00:00Z");
        assertThat(law.check(profile("America/New_York"), Channel.CALL, log(), eight))
                .isEmpty();
        assertThat(law.check(profile("America/New_York"), Channel.CALL, log(), eight.minusSeconds(1)))
                .hasSize(1);
        Instant nine = Instant.parse("2027-06-17T01:00:00Z");
        assertThat(law.check(profile("America/New_York"), Channel.EMAIL, log(), nine.minusSeconds(1)))
                .isEmpty();
        assertThat(law.check(profile("America/New_York"), Channel.EMAIL, log(), nine))
                .hasSize(1);
        List<Obstacle> west = law.check(profile("America/New_York", "America/Los_Angeles"), Channel.CALL, log(), eight);
        assertThat(said(west))
                .isEqualTo("CONTACT.CONTACT_WINDOW US_REG_F: 05:00 on 2027-06-16 in America/Los_Angeles is outside the"
                        + " permitted hours");
        assertThat(west.get(0).evidence().facts().get(0).attributes())
                .containsEntry(ContactPolicy.REVIEW_AT, "2027-06-16T15:00:00Z");
        assertThat(said(law.check(profile(), Channel.CALL, log(), eight)))
                .isEqualTo(
                        "CONTACT.MISSING_ZONE US_REG_F: no time zone of ana is known, permitted hours cannot be read");
        assertThat(law.check(profile(), Channel.LETTER, log(), eight)).isEmpty();
        assertThat(law.check(profile(), Channel.PORTAL, log(), eight)).isEmpty();
    }

    @Test
    @DisplayName(
            "COL-57 a holiday is closed and names itself; a year that the calendar does not know is refused, not guessed")
    void holidays() {
        HolidayCalendar july = HolidayCalendar.of(
                "bc",
                Set.of(LocalDate.of(2027, 7, 1)),
                Set.of(),
                DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)));
        ContactLaw law = ContactLaw.britishColumbia(july);
        add(contact(Channel.LETTER, Instant.parse("2027-06-01T16:00:00Z")));
        PartyProfile west = profile("America/Vancouver");
        Instant holiday = Instant.parse("2027-07-01T20:00:00Z");
        List<Obstacle> closed = law.check(west, Channel.CALL, log(), holiday);
        assertThat(said(closed))
                .isEqualTo(
                        "CONTACT.CONTACT_WINDOW CA_BC: 13:00 on 2027-07-01 in America/Vancouver is outside the permitted"
                                + " hours, the day is a holiday");
        assertThat(closed.get(0).evidence().facts().get(0).attributes())
                .containsEntry(ContactPolicy.REVIEW_AT, "2027-07-02T14:00:00Z");
        assertThat(law.check(west, Channel.CALL, log(), holiday.plusSeconds(86_400)))
                .isEmpty();
        assertThat(said(law.check(west, Channel.CALL, log(), Instant.parse("2028-07-04T20:00:00Z"))))
                .isEqualTo("CONTACT.MISSING_CALENDAR CA_BC: the holidays of 2028-07-04 are not known");
    }

    @Test
    @DisplayName("COL-57 in British Columbia a written notice comes first, five days before the first call")
    void writtenNoticeFirst() {
        ContactLaw law = ContactLaw.britishColumbia(NONE);
        PartyProfile west = profile("America/Vancouver");
        Instant noon = Instant.parse("2027-06-16T19:00:00Z");
        assertThat(said(law.check(west, Channel.CALL, log(), noon)))
                .isEqualTo("CONTACT.FREQUENCY_LAW CA_BC: no written notice was sent, one must come before a call");
        assertThat(law.check(west, Channel.EMAIL, log(), noon)).isEmpty();
        add(contact(Channel.EMAIL, noon.minusSeconds(4 * 86_400L)));
        assertThat(said(law.check(west, Channel.CALL, log(), noon)))
                .isEqualTo(
                        "CONTACT.FREQUENCY_LAW CA_BC: the written notice went out on 2027-06-12, no call before 2027-06-17");
        assertThat(law.check(west, Channel.CALL, log(), noon.plusSeconds(86_400)))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-57 rules add up: those of the law and those of the host")
    void rulesAddUp() {
        ContactPolicy own = (profile, channel, log, now) ->
                List.of(Obstacle.of(Suppression.CONTACT_WINDOW, "not while the shop is being moved"));
        assertThat(ContactLaw.usRegulationF().and(own).check(profile(), Channel.CALL, ContactLog.empty(), NOON))
                .extracting(obstacle -> obstacle.code().id())
                .containsExactly("CONTACT.MISSING_ZONE", "CONTACT.CONTACT_WINDOW");
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-57 the table of laws holds what the facts say")
    void agreesWithTheFacts() throws IOException {
        JsonNode packs = facts("collections_contact_packs.json").path("packs");
        Set<ContactLaw.Pack> seen = new HashSet<>();
        for (JsonNode pack : packs) {
            ContactLaw.Pack id = ContactLaw.Pack.valueOf(pack.path("pack").asText());
            seen.add(id);
            LawData data = LawData.of(id);
            assertThat(data.citation()).isEqualTo(pack.path("citation").asText());
            assertThat(data.scope()).isEqualTo(pack.path("scope").asText());
            assertThat(data.maxCalls()).isEqualTo(pack.path("maxCalls").asInt());
            assertThat(data.windowDays()).isEqualTo(pack.path("windowDays").asInt());
            assertThat(data.quietDays())
                    .isEqualTo(pack.path("quietDaysAfterConversation").asInt());
            assertThat(data.noticeDays())
                    .isEqualTo(pack.path("daysAfterNoticeBeforeCall").asInt());
            assertThat(data.closedOnHolidays()).isEqualTo(pack.has("statutoryHolidays"));
            assertThat(data.confirmed()).isEqualTo(pack.path("daysConfirmed").asBoolean(true));
            assertThat(pack.path("default").asText()).isEqualTo("off");
            for (JsonNode hours : pack.path("hours")) {
                String[] days = hours.path("days").asText().split("-", -1);
                for (DayOfWeek day : DayOfWeek.values()) {
                    boolean named = day.name().startsWith(days[0]) || day.name().startsWith(days[days.length - 1]);
                    if (named) {
                        assertThat(data.hours(day).orElseThrow().from())
                                .hasToString(hours.path("from").asText());
                        assertThat(data.hours(day).orElseThrow().to())
                                .hasToString(hours.path("to").asText());
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(ContactLaw.Pack.values());
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-28 the reasons are those of the facts, in their order")
    void reasonsAgreeWithTheFacts() throws IOException {
        JsonNode facts = facts("collections_suppression_reasons.json");
        for (JsonNode reason : facts.path("reasons")) {
            Suppression own = Suppression.valueOf(reason.path("code").asText());
            assertThat(own.rank()).as(own.name()).isEqualTo(reason.path("rank").asInt());
            assertThat(own.isDebtorContactsOnly())
                    .as(own.name())
                    .isEqualTo(reason.path("debtorContactsOnly").asBoolean());
        }
        for (JsonNode other : facts.path("otherReasons")) {
            assertThat(Suppression.valueOf(other.asText()).rank()).isZero();
        }
    }

    private static JsonNode facts(String name) throws IOException {
        var folder = CorpusFolder.locate("collections").getParent().getParent().resolve("facts");
        if (!Files.isDirectory(folder)) {
            throw new org.opentest4j.TestAbortedException("no facts beside the corpus");
        }
        return JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve(name)));
    }
}
