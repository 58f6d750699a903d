package io.counterfoil.collections.receivable;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.receivable.Receivables.Columns;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PartyId ACME = PartyId.of("acme");
    private static final PartyId BETA = PartyId.of("beta");
    private static final OpenItemKind[] KINDS = {
        OpenItemKind.INVOICE, OpenItemKind.INVOICE, OpenItemKind.RECEIPT, OpenItemKind.CREDIT_NOTE, OpenItemKind.INVOICE
    };

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    private static long nanos(String date) {
        return noon(date).getEpochSecond() * 1_000_000_000L;
    }

    /** Of beta: I0 10.00. Of acme: I1 100.00, receipt R2 80.00, credit C3 5.00. And I4 of beta without a due date. */
    private static Columns items() {
        return Receivables.columns(GBP.currency())
                .parties(List.of(BETA, PartyId.of("nobody"), ACME))
                .ids(row -> List.of("I0", "I1", "R2", "C3", "I4").get(row))
                .kinds(KINDS)
                .items(
                        new int[] {0, 2, 2, 2, 0},
                        new long[] {1_000, 10_000, 8_000, 500, 700},
                        new int[] {
                            day("2027-01-10"),
                            day("2027-01-05"),
                            day("2027-02-01"),
                            day("2027-02-02"),
                            day("2027-01-01")
                        },
                        new int[] {
                            day("2027-02-10"),
                            day("2027-02-05"),
                            Columns.NO_DUE_DAY,
                            Columns.NO_DUE_DAY,
                            Columns.NO_DUE_DAY
                        })
                .recorded(
                        new long[] {
                            nanos("2027-01-10"),
                            nanos("2027-01-05"),
                            nanos("2027-02-01"),
                            nanos("2027-02-02"),
                            nanos("2027-01-01")
                        },
                        new long[0]);
    }

    private static Columns allocated(int[] credit, int[] debit, long[] minor, String... days) {
        int[] effective = new int[days.length];
        long[] recorded = new long[days.length];
        for (int i = 0; i < days.length; i++) {
            effective[i] = day(days[i]);
            recorded[i] = nanos(days[i]);
        }
        long[] itemNanos = items().itemNanos;
        return items().recorded(itemNanos == null ? new long[0] : itemNanos, recorded)
                .allocations(credit, debit, minor, effective);
    }

    private static List<String> codes(Checked<?> checked) {
        return checked.diagnostics().stream()
                .map(finding -> finding.attributes().get("position") + " "
                        + finding.code().id() + " " + finding.location().field())
                .toList();
    }

    @Test
    @DisplayName("COL-16 items and allocations as columns are the same receivables as their events")
    void sameAsEvents() {
        Receivables columns = allocated(
                        new int[] {2, 3}, new int[] {1, 1}, new long[] {7_500, 500}, "2027-02-10", "2027-02-03")
                .build()
                .orThrow();
        Receivables events = Receivables.replay(columns.events()).orThrow();
        assertThat(columns.parties()).containsExactly(ACME, BETA);
        assertThat(columns.currencies()).containsExactly(GBP.currency());
        assertThat(columns.items()).containsExactlyElementsOf(events.items().toList());
        assertThat(columns.items().map(item -> item.id().value())).containsExactly("I1", "R2", "C3", "I4", "I0");
        assertThat(columns.items(BETA).map(item -> item.id().value())).containsExactly("I4", "I0");
        assertThat(columns.item(OpenItemId.of("I1")))
                .contains(OpenItem.builder()
                        .id(OpenItemId.of("I1"))
                        .party(ACME)
                        .amount(GBP.of("100.00"))
                        .issued(LocalDate.parse("2027-01-05"))
                        .due(LocalDate.parse("2027-02-05"))
                        .recordedAt(noon("2027-01-05"))
                        .build());
        assertThat(columns.item(OpenItemId.of("I4")).orElseThrow().due()).isEmpty();
        assertThat(columns.item(OpenItemId.of("X"))).isEmpty();
        for (String date :
                List.of("2026-12-31", "2027-01-07", "2027-02-02", "2027-02-03", "2027-02-09", "2027-02-10")) {
            for (Instant known : List.of(noon("2027-02-03"), noon("2027-02-10").minusNanos(1), Instant.MAX)) {
                AsOf asOf = new AsOf(LocalDate.parse(date), known);
                assertThat(columns.at(asOf)).isEqualTo(events.at(asOf));
                assertThat(columns.open(asOf)).isEqualTo(events.open(asOf));
                assertThat(columns.open(ACME, asOf)).isEqualTo(events.open(ACME, asOf));
            }
        }
        assertThat(columns.open(OpenItemId.of("I1"), lately("2027-02-09"))).isEqualTo(GBP.of("95.00"));
        assertThat(columns.open(OpenItemId.of("I1"), lately("2027-02-10"))).isEqualTo(GBP.of("20.00"));
        assertThat(columns.open(OpenItemId.of("R2"), lately("2027-02-10"))).isEqualTo(GBP.of("-5.00"));
        assertThat(columns.movements(OpenItemId.of("I1"), lately("2027-03-01")))
                .isEqualTo(events.movements(OpenItemId.of("I1"), lately("2027-03-01")))
                .extracting(movement -> movement.cause().name() + " "
                        + movement.counterpart().map(OpenItemId::value).orElse("-"))
                .containsExactly("ISSUED -", "CREDIT C3", "CASH R2");
        assertThat(columns.prove(Totals.of(GBP.of("32.00")), lately("2027-03-01"))
                        .orThrow()
                        .holds())
                .as("20.00 + 10.00 + 7.00 - 5.00")
                .isTrue();
    }

    @Test
    @DisplayName(
            "COL-16 what comes after the columns is added as events, and an allocation of theirs can be taken back by its row")
    void eventsAfterColumns() {
        Receivables columns = allocated(new int[] {2}, new int[] {1}, new long[] {8_000}, "2027-02-10")
                .build()
                .orThrow();
        Receivables later = columns.with(new ReceivableEvent.Deallocated(
                        ReceivableEventId.of("back"),
                        ReceivableEventId.of("allocation 0"),
                        ReceivableEvent.ReversalKind.RETURNED,
                        LocalDate.parse("2027-02-20"),
                        noon("2027-02-20")))
                .orThrow();
        assertThat(later.open(OpenItemId.of("I1"), lately("2027-02-19"))).isEqualTo(GBP.of("20.00"));
        assertThat(later.open(OpenItemId.of("I1"), lately("2027-02-20"))).isEqualTo(GBP.of("100.00"));
    }

    @Test
    @DisplayName("COL-16 bad rows of items are refused or ignored with code and position, and the rest stands")
    void badItems() {
        Checked<Receivables> checked = Receivables.columns(GBP.currency())
                .parties(List.of(ACME, ACME))
                .ids(row -> List.of("A", "B", "A", "A", "C").get(row))
                .items(
                        new int[] {0, 0, 1, 0, 0},
                        new long[] {100, 0, 100, 101, 300},
                        new int[] {20_000, 20_000, 20_000, 20_000, 20_000},
                        new int[] {20_000, 20_000, 20_000, 20_000, 19_999})
                .build();
        assertThat(codes(checked))
                .containsExactly(
                        "1 RECEIVABLE.AMOUNT_INVALID amount",
                        "2 RECEIVABLE.DUPLICATE_IGNORED id",
                        "3 RECEIVABLE.DUPLICATE_CONFLICT id",
                        "4 RECEIVABLE.DUE_BEFORE_ISSUE due");
        assertThat(checked.diagnostics())
                .extracting(Diagnostic::level)
                .containsExactly(
                        Diagnostic.Level.ERROR,
                        Diagnostic.Level.NOTE,
                        Diagnostic.Level.ERROR,
                        Diagnostic.Level.WARNING);
        assertThat(checked.value().orElseThrow().open(lately("2027-01-01"))).isEqualTo(Totals.of(GBP.of("4.00")));
    }

    @Test
    @DisplayName("COL-16 bad rows of allocations are refused with code and position, and the rest stands")
    void badAllocations() {
        Checked<Receivables> checked = allocated(
                        new int[] {2, 2, 2, 9, 2, 0, 1, 2, 2, 2, -1},
                        new int[] {2, 1, 9, 1, 3, 1, 2, 0, 1, 1, 1},
                        new long[] {1, 0, 1, 1, 1, 1, 1, 1, 1, 8_000, 1},
                        "2027-02-01",
                        "2027-02-01",
                        "2027-02-01",
                        "2027-02-01",
                        "2027-02-02",
                        "2027-02-01",
                        "2027-02-01",
                        "2027-02-01",
                        "2027-01-31",
                        "2027-02-01",
                        "2027-02-01")
                .build();
        assertThat(codes(checked))
                .containsExactly(
                        "0 RECEIVABLE.SELF debit",
                        "1 RECEIVABLE.AMOUNT_INVALID amount",
                        "2 RECEIVABLE.UNKNOWN_ITEM debit",
                        "3 RECEIVABLE.UNKNOWN_ITEM credit",
                        "4 RECEIVABLE.SAME_SIGN debit",
                        "5 RECEIVABLE.SAME_SIGN debit",
                        "6 RECEIVABLE.DIRECTION credit",
                        "7 RECEIVABLE.PARTY_MISMATCH debit",
                        "8 RECEIVABLE.BEFORE_DOCUMENT effective",
                        "10 RECEIVABLE.UNKNOWN_ITEM credit");
        assertThat(checked.value().orElseThrow().open(OpenItemId.of("R2"), lately("2027-02-01")))
                .isEqualTo(GBP.of("0"));
    }

    @Test
    @DisplayName("COL-16 of allocations beyond what is left those stand that were recorded first, whatever their rows")
    void overAllocation() {
        Checked<Receivables> checked = allocated(
                        new int[] {2, 2, 2},
                        new int[] {1, 1, 1},
                        new long[] {5_000, 4_000, 3_000},
                        "2027-02-03",
                        "2027-02-02",
                        "2027-02-04")
                .build();
        assertThat(codes(checked)).containsExactly("0 RECEIVABLE.OVER_ALLOCATION amount");
        assertThat(checked.diagnostics().get(0).message()).contains("5000", "left is 4000");
        assertThat(checked.value().orElseThrow().open(OpenItemId.of("R2"), lately("2027-03-01")))
                .isEqualTo(GBP.of("-10.00"));
    }

    @Test
    @DisplayName("COL-16 columns of several lengths and unknown parties are refused at once")
    void shapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items().kinds(new OpenItemKind[4]).build())
                .withMessageContaining("kinds have 5 and 4 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items().recorded(new long[3], new long[0]).build())
                .withMessageContaining("instants of items");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items().parties(List.of(ACME)).build())
                .withMessageContaining("party 2 is not known, expected one of 1 parties");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items().allocations(new int[1], new int[2], new long[1], new int[1])
                        .build())
                .withMessageContaining("allocations have 1 and 2 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receivables.columns(GBP.currency())
                        .items(new int[1], new long[1], new int[2], new int[1])
                        .build())
                .withMessageContaining("items have 1 and 2 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> items().allocations(new int[1], new int[1], new long[1], new int[1])
                        .build())
                .withMessageContaining("instants of allocations have 1 and 0 rows");
        assertThat(Receivables.columns(GBP.currency()).build().orThrow().items())
                .isEmpty();
        assertThat(Receivables.columns(GBP.currency())
                        .parties(List.of(ACME))
                        .items(new int[1], new long[] {5}, new int[1], new int[1])
                        .build()
                        .orThrow()
                        .items()
                        .map(item -> item.id() + " " + item.kind() + " " + item.recordedAt()))
                .containsExactly("item 0 INVOICE 1970-01-01T00:00:00Z");
    }
}
