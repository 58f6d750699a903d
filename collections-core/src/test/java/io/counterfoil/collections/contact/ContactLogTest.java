package io.counterfoil.collections.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactLogTest {

    private static final PartyId ACME = PartyId.of("acme");
    private static final Instant NOON = Instant.parse("2027-03-10T12:00:00Z");
    private static final IdempotencyKey KEY = IdempotencyKey.of("k");

    private static Contact.Builder contact(String id, int hours) {
        return Contact.builder()
                .id(id)
                .party("acme")
                .channel(Channel.EMAIL)
                .at(NOON.plusSeconds(3_600L * hours))
                .on(LocalDate.of(2027, 3, 10));
    }

    @Test
    @DisplayName("COL-62 the log keeps every entry in the order of its time, whatever the order in which it came")
    void ordered() {
        Contact first = contact("b", 0).build();
        Contact second = contact("a", 1).build();
        ContactLog log = ContactLog.of(List.of(second, first)).orThrow();
        assertThat(log.entries()).containsExactly(first, second);
        assertThat(log).isEqualTo(ContactLog.of(List.of(first, second)).orThrow());
        assertThat(log).hasToString("2 contacts");
        assertThat(log.of(PartyId.of("other"))).isEmpty();
        assertThat(log.only(ACME)).isEqualTo(log);
        assertThat(log.until(NOON).entries()).containsExactly(first);
        assertThat(log.until(NOON.plusSeconds(3_600))).isSameAs(log);
    }

    @Test
    @DisplayName("COL-62 the same entry twice is once; another one under its id is refused and the first stays")
    void duplicates() {
        Contact first = contact("a", 0).build();
        Checked<ContactLog> same = ContactLog.of(List.of(first, first));
        assertThat(same.isClean()).isTrue();
        assertThat(same.diagnostics()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo(ContactLog.Fault.DUPLICATE_IGNORED);
            assertThat(note.location().line()).isEqualTo(2);
        });
        assertThat(same.orThrow().entries()).hasSize(1);
        Checked<ContactLog> other = ContactLog.of(List.of(first))
                .orThrow()
                .with(List.of(contact("a", 1).build()));
        assertThat(other.isClean()).isFalse();
        assertThat(other.diagnostics().get(0).code().id()).isEqualTo("CONTACT_LOG.DUPLICATE_CONFLICT");
        assertThat(other.value().orElseThrow().entries()).containsExactly(first);
    }

    @Test
    @DisplayName(
            "COL-62 card numbers leave the text before it is kept; a text above the reader is left out, the entry stays")
    void redactedAndRestricted() {
        Contact note = contact("n", 0)
                .kind(Contact.Kind.NOTE)
                .text("paid with 4111 1111 1111 1111")
                .visibility(Contact.Visibility.MANAGERS)
                .by("maria")
                .build();
        assertThat(note.text()).isEqualTo("paid with [PAN ****1111]");
        ContactLog log = ContactLog.of(List.of(note)).orThrow();
        assertThat(log.readableBy(Contact.Visibility.TEAM).get(0).text()).isEmpty();
        assertThat(log.readableBy(Contact.Visibility.TEAM).get(0).by()).isEqualTo("maria");
        assertThat(log.readableBy(Contact.Visibility.MANAGERS).get(0).text()).isEqualTo("paid with [PAN ****1111]");
        assertThat(log.readableBy(Contact.Visibility.RESTRICTED)).containsExactly(note);
        assertThat(note.isSent()).isFalse();
    }

    @Test
    @DisplayName("COL-62 an entry needs an id, and a contact a channel")
    void refused() {
        assertThatThrownBy(() -> contact(" ", 0).build())
                .hasMessage("contact of party acme has a blank id, expected the host's");
        assertThatThrownBy(() -> Contact.builder()
                        .id("a")
                        .party("acme")
                        .at(NOON)
                        .on(LocalDate.of(2027, 3, 10))
                        .build())
                .hasMessage("contact a has no channel, expected one\nMaybe it is a note");
    }

    @Test
    @DisplayName("COL-37 what became of a notice: the latest report counts, and what was sent stays sent")
    void reports() {
        ContactLog log = ContactLog.of(List.of(
                        contact("p", 0).key(KEY).status(Contact.Status.PREPARED).build(),
                        contact("f", 1).key(KEY).status(Contact.Status.FAILED).build(),
                        contact("s", 2).key(KEY).build()))
                .orThrow();
        assertThat(log.latest(KEY, NOON).orElseThrow().status()).isEqualTo(Contact.Status.PREPARED);
        assertThat(log.latest(KEY, NOON.plusSeconds(3_600)).orElseThrow().status())
                .isEqualTo(Contact.Status.FAILED);
        assertThat(log.latest(KEY, NOON.minusSeconds(1))).isEmpty();
        assertThat(log.sent(KEY, NOON.plusSeconds(7_199))).isEmpty();
        assertThat(log.sent(KEY, NOON.plusSeconds(7_200))).isPresent();
        assertThat(log.of(KEY)).hasSize(3);
        assertThat(log.of(IdempotencyKey.of("other"))).isEmpty();
        assertThat(log.lastSent(ACME, Audience.DEBTOR, Instant.MAX)
                        .orElseThrow()
                        .id())
                .isEqualTo("s");
        assertThat(log.lastSent(ACME, Audience.ACCOUNT_OWNER, Instant.MAX)).isEmpty();
        assertThat(log.lastSent(ACME, Audience.DEBTOR, NOON)).isEmpty();
    }

    @Test
    @DisplayName("COL-62 entries are linked to debts; one that names none is about all")
    void debts() {
        Contact one =
                contact("1", 0).addDebts(OpenItemId.of("B"), OpenItemId.of("A")).build();
        Contact all = contact("2", 1).build();
        ContactLog log = ContactLog.of(List.of(one, all)).orThrow();
        assertThat(log.about(OpenItemId.of("A")).entries()).containsExactly(one, all);
        assertThat(log.about(OpenItemId.of("C")).entries()).containsExactly(all);
        assertThat(log.debts()).containsExactly(OpenItemId.of("A"), OpenItemId.of("B"));
    }
}
