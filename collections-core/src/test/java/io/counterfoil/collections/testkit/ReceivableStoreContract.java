package io.counterfoil.collections.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.ReceivableStore;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ReceivableStore} keeps; an implementation's test extends it and makes an empty store. */
public abstract class ReceivableStoreContract {

    private static final PartyId ACME = PartyId.of("acme");
    private static final PartyId BETA = PartyId.of("beta");
    private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
    private static final AsOf LATER = new AsOf(LocalDate.of(2027, 6, 30), NOW.plusSeconds(86_400));

    private final Amounts gbp = Amounts.in("GBP");

    /** A store with nothing in it. */
    protected abstract ReceivableStore emptyStore();

    @Test
    @DisplayName("COL-70 what is appended is loaded, party by party")
    void loadsWhatWasAppended() {
        ReceivableStore store = emptyStore();
        store.append(List.of(issue("I1", ACME, "100"), issue("I2", BETA, "40")), IdempotencyKey.of("k1"));
        store.append(
                List.of(issue("R1", ACME, "30", OpenItemKind.RECEIPT), allocate("A1", "R1", "I1", "30")),
                IdempotencyKey.of("k2"));
        assertThat(store.load(List.of(ACME)).open(LATER)).isEqualTo(Totals.of(gbp.of("70")));
        assertThat(store.load(List.of(BETA)).open(LATER)).isEqualTo(Totals.of(gbp.of("40")));
        assertThat(store.load(List.of(ACME, BETA, ACME)).open(LATER)).isEqualTo(Totals.of(gbp.of("110")));
        assertThat(store.load(List.of(PartyId.of("nobody"))).parties()).isEmpty();
    }

    @Test
    @DisplayName("COL-70 appending again under the same key changes nothing, other events under it are refused")
    void appendsOnce() {
        ReceivableStore store = emptyStore();
        List<ReceivableEvent> events = List.of(issue("I1", ACME, "100"));
        store.append(events, IdempotencyKey.of("k1"));
        store.append(events, IdempotencyKey.of("k1"));
        assertThat(store.load(List.of(ACME)).events()).hasSize(1);
        assertThatThrownBy(() -> store.append(List.of(issue("I2", ACME, "1")), IdempotencyKey.of("k1")))
                .isInstanceOf(Refusal.RefusedException.class);
        assertThat(store.load(List.of(ACME)).events()).hasSize(1);
    }

    @Test
    @DisplayName("COL-70 a batch with one bad event leaves nothing behind")
    void keepsAllOrNone() {
        ReceivableStore store = emptyStore();
        store.append(List.of(issue("I1", ACME, "100")), IdempotencyKey.of("k1"));
        assertThatThrownBy(() -> store.append(
                        List.of(issue("R1", ACME, "30", OpenItemKind.RECEIPT), allocate("A1", "R1", "I1", "31")),
                        IdempotencyKey.of("k2")))
                .isInstanceOf(Checked.BadDataException.class);
        assertThat(store.load(List.of(ACME)).open(LATER)).isEqualTo(Totals.of(gbp.of("100")));
        store.append(List.of(issue("R1", ACME, "30", OpenItemKind.RECEIPT)), IdempotencyKey.of("k2"));
        assertThat(store.load(List.of(ACME)).open(LATER)).isEqualTo(Totals.of(gbp.of("70")));
    }

    @Test
    @DisplayName("COL-70 an event about an item or an event that was never appended is refused")
    void refusesUnknownReferences() {
        ReceivableStore store = emptyStore();
        assertThatThrownBy(() -> store.append(List.of(allocate("A1", "R1", "I1", "1")), IdempotencyKey.of("k1")))
                .isInstanceOf(Checked.BadDataException.class);
        assertThatThrownBy(() -> store.append(List.of(voidOf("D1", "A1")), IdempotencyKey.of("k2")))
                .isInstanceOf(Checked.BadDataException.class);
    }

    @Test
    @DisplayName("COL-70 a reversal finds its allocation, in the same batch and in a later one")
    void reversesAcrossBatches() {
        ReceivableStore store = emptyStore();
        store.append(
                List.of(
                        issue("I1", ACME, "100"),
                        issue("R1", ACME, "100", OpenItemKind.RECEIPT),
                        allocate("A1", "R1", "I1", "60"),
                        voidOf("D1", "A1"),
                        allocate("A2", "R1", "I1", "100")),
                IdempotencyKey.of("k1"));
        store.append(List.of(voidOf("D2", "A2")), IdempotencyKey.of("k2"));
        assertThat(store.load(List.of(ACME)).open(OpenItemId.of("I1"), LATER)).isEqualTo(gbp.of("100"));
    }

    private ItemIssued issue(String id, PartyId party, String amount) {
        return issue(id, party, amount, OpenItemKind.INVOICE);
    }

    private ItemIssued issue(String id, PartyId party, String amount, OpenItemKind kind) {
        return new ItemIssued(OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(party)
                .kind(kind)
                .amount(gbp.of(amount))
                .issued(LocalDate.of(2027, 3, 1))
                .recordedAt(NOW)
                .build());
    }

    private Allocated allocate(String id, String from, String to, String amount) {
        return new Allocated(
                ReceivableEventId.of(id),
                OpenItemId.of(from),
                OpenItemId.of(to),
                gbp.of(amount),
                LocalDate.of(2027, 3, 2),
                NOW);
    }

    private static Deallocated voidOf(String id, String allocation) {
        return new Deallocated(
                ReceivableEventId.of(id),
                ReceivableEventId.of(allocation),
                ReversalKind.VOIDED,
                LocalDate.of(2027, 3, 2),
                NOW);
    }
}
