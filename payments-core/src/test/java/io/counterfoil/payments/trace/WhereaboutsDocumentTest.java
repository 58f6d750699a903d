package io.counterfoil.payments.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.trace.Whereabouts.Expectation;
import io.counterfoil.payments.trace.Whereabouts.Finality;
import io.counterfoil.payments.trace.Whereabouts.Holding;
import io.counterfoil.payments.trace.Whereabouts.TraceFact;
import io.counterfoil.payments.trace.Whereabouts.Turn;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The answer as a value and on paper, apart from how it is found. */
class WhereaboutsDocumentTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate MAR_2 = LocalDate.of(2027, 3, 2);
    private static final LocalDate MAR_5 = LocalDate.of(2027, 3, 5);
    private static final LocalDate MAY_31 = LocalDate.of(2027, 5, 31);

    private static Whereabouts.Builder open() {
        return Whereabouts.builder()
                .subject(SubjectRef.of("payment", "p-1"))
                .day(MAR_5)
                .sentence("100.00 CAD at cash:cad, settled 2 Mar; open to recourse until 31 May.")
                .addHoldings(new Holding(AccountId.of("cash:cad"), CAD.of("100.00"), false))
                .addHoldings(new Holding(AccountId.of("client:42"), CAD.of("60.00"), true))
                .expectedNext(Expectation.by(Turn.RAIL, "settle", MAR_5))
                .finalOn(MAY_31)
                .finality(Finality.OPEN_TO_RECOURSE)
                .addTimeline(new TraceFact(TraceFact.Kind.ORDER, MAR_2, "cmd-1", "submit by maria"))
                .addTimeline(TraceFact.statementLine("stmt-17/3", MAR_5, "credit 100.00 CAD"));
    }

    private static List<String> lines(Whereabouts where) {
        return Documents.text(where.toDocument(), Locale.UK)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && !line.matches("[-=]+"))
                .toList();
    }

    private static List<Document.Block.Fact> facts(Whereabouts where) {
        return where.toDocument().blocks().stream()
                .filter(Document.Block.Facts.class::isInstance)
                .flatMap(block -> ((Document.Block.Facts) block).facts().stream())
                .toList();
    }

    private static Document.Block.Fact fact(Whereabouts where, String label) {
        return facts(where).stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "PAY-66 on paper stand the sentence, finality, whose turn and until when, what is missing, what lies where and what happened")
    void document() {
        assertThat(lines(open().build()))
                .containsExactly(
                        "Where payment p-1 is",
                        "On 2027-03-05",
                        "100.00 CAD at cash:cad, settled 2 Mar; open to recourse until 31 May.",
                        "Finality                 open to recourse",
                        "Can be taken back until  31 May 2027",
                        "Whose turn               the rail",
                        "Next step                settle",
                        "By                       5 Mar 2027",
                        "! Missing: statement line stmt-17/3 is not matched",
                        "In the ledger",
                        "Account    State        Amount",
                        "cash:cad   posted   100.00 CAD",
                        "client:42  pending   60.00 CAD",
                        "What happened",
                        "Day         Trace           What               Reference",
                        "2 Mar 2027  order           submit by maria    cmd-1",
                        "5 Mar 2027  statement line  credit 100.00 CAD  stmt-17/3");
        assertThat(open().build().toDocument().blocks().stream()
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .flatMap(table -> table.rows().stream())
                        .map(Table.Row::key))
                .as("rows are named for those who compare two papers")
                .containsExactly("cash:cad", "client:42 pending", "1", "2");
    }

    @Test
    @DisplayName("PAY-66 the day of the answer is still in time; a day later the step is overdue")
    void overdue() {
        Whereabouts inTime = open().build();
        assertThat(fact(inTime, "By").note()).isEmpty();
        assertThat(fact(inTime, "By").tone()).isEqualTo(Document.Tone.NEUTRAL);
        Whereabouts late =
                Whereabouts.builder().from(inTime).day(LocalDate.of(2027, 3, 6)).build();
        assertThat(fact(late, "By").note()).isEqualTo("overdue");
        assertThat(fact(late, "By").tone()).isEqualTo(Document.Tone.BAD);
        assertThat(fact(late, "Finality").tone()).isEqualTo(Document.Tone.NEUTRAL);
        assertThat(fact(
                                Whereabouts.builder()
                                        .from(inTime)
                                        .finality(Finality.FINAL)
                                        .build(),
                                "Finality")
                        .tone())
                .isEqualTo(Document.Tone.GOOD);
    }

    @Test
    @DisplayName("PAY-66 where nothing is awaited and nothing can be taken back, the paper does not speak of it")
    void nothingAwaited() {
        Whereabouts over = Whereabouts.builder()
                .subject(SubjectRef.of("payment", "p-1"))
                .day(MAR_5)
                .sentence("100.00 CAD never sent, cancelled 2 Mar.")
                .finality(Finality.NEVER_SENT)
                .build();
        assertThat(facts(over)).extracting(Document.Block.Fact::label).containsExactly("Finality");
        assertThat(facts(over).get(0).value()).isEqualTo(Table.Cell.of("never sent"));
        Whereabouts withoutDay = Whereabouts.builder()
                .from(over)
                .expectedNext(Expectation.of(Turn.US, "work the dispute"))
                .build();
        assertThat(facts(withoutDay))
                .extracting(Document.Block.Fact::label)
                .containsExactly("Finality", "Whose turn", "Next step");
    }

    @Test
    @DisplayName("PAY-66 what was not found in the ledger or on a statement is called out as missing")
    void gaps() {
        TraceFact journal =
                new TraceFact(TraceFact.Kind.POSTING, MAR_2, "p-1:settle:f-2", "journal is not in the ledger");
        TraceFact first = TraceFact.statementLine("p-1:settle:f-2", MAR_2, "no statement line of 2 March");
        TraceFact second = TraceFact.statementLine("p-1:return:f-3", MAR_5, "no statement line of 5 March");
        Whereabouts where = open().addMissing(journal).addOwed(first, second).build();
        assertThat(where.gaps())
                .as("one line is there: one movement of two is owed, and the line is not matched")
                .extracting(TraceFact::sentence)
                .containsExactly(
                        "journal is not in the ledger",
                        "no statement line of 5 March",
                        "statement line stmt-17/3 is not matched");
        assertThat(where.toDocument().blocks().stream()
                        .filter(Document.Block.Callout.class::isInstance)
                        .map(Document.Block.Callout.class::cast))
                .containsExactly(
                        new Document.Block.Callout(Document.Tone.CAUTION, "Missing", "journal is not in the ledger"),
                        new Document.Block.Callout(Document.Tone.CAUTION, "Missing", "no statement line of 5 March"),
                        new Document.Block.Callout(
                                Document.Tone.CAUTION, "Missing", "statement line stmt-17/3 is not matched"));
    }

    @Test
    @DisplayName("PAY-66 a fact stands by its day, after those of the same day; one before all others stands first")
    void with() {
        TraceFact earliest = TraceFact.ticket("T-1", LocalDate.of(2027, 2, 27), "asked before it was ordered");
        TraceFact sameDay = TraceFact.dispute("d-1", MAR_2, "disputed by the payer");
        Whereabouts where = open().build().with(earliest).with(sameDay);
        assertThat(where.timeline())
                .extracting(TraceFact::reference)
                .containsExactly("T-1", "cmd-1", "d-1", "stmt-17/3");
        assertThat(where.timeline())
                .extracting(TraceFact::kind)
                .containsExactly(
                        TraceFact.Kind.TICKET,
                        TraceFact.Kind.ORDER,
                        TraceFact.Kind.DISPUTE,
                        TraceFact.Kind.STATEMENT_LINE);
        assertThat(where.with(sameDay)).isSameAs(where);
    }

    @Test
    @DisplayName("PAY-08 a trace without a reference, or with a card number as its reference, is refused")
    void references() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceFact.ticket(" ", MAR_2, "x"))
                .withMessage("trace of kind TICKET on 2027-03-02 without a reference,"
                        + " expected the id under which it is found");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceFact.match("4111 1111 1111 1111", MAR_2, "x"))
                .withMessage("trace of kind MATCH on 2027-03-02 with a card number as its reference,"
                        + " expected the id under which it is found");
    }

    @Test
    @DisplayName("PAY-66 expectations are values; every code has its own id")
    void values() {
        Expectation settle = Expectation.by(Turn.RAIL, "settle", MAR_2);
        assertThat(settle)
                .isEqualTo(Expectation.by(Turn.RAIL, "settle", MAR_2))
                .hasSameHashCodeAs(Expectation.by(Turn.RAIL, "settle", MAR_2))
                .hasToString("the rail: settle, by 2027-03-02");
        assertThat(Stream.of(
                                Expectation.by(Turn.US, "settle", MAR_2),
                                Expectation.by(Turn.RAIL, "answer", MAR_2),
                                Expectation.by(Turn.RAIL, "settle", MAR_5),
                                Expectation.of(Turn.RAIL, "settle"))
                        .filter(settle::equals))
                .isEmpty();
        assertThat(Expectation.of(Turn.CLOCK, "the hold ends")).hasToString("nobody, a day has to come: the hold ends");
        assertThat(Arrays.stream(Finality.values()).map(Finality::id))
                .contains("FINALITY.FINAL", "FINALITY.OPEN_WITHOUT_END")
                .doesNotHaveDuplicates();
        assertThat(Turn.APPROVER.id()).isEqualTo("TURN.APPROVER");
        assertThat(TraceFact.Kind.STATEMENT_LINE.id()).isEqualTo("TRACE.STATEMENT_LINE");
    }
}
