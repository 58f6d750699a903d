package io.counterfoil.bankfiles.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.bankfiles.imports.ExpectedFiles.Arrival;
import io.counterfoil.bankfiles.imports.ExpectedFiles.CompletenessSheet;
import io.counterfoil.bankfiles.imports.ExpectedFiles.Content;
import io.counterfoil.bankfiles.imports.ExpectedFiles.FeedRule;
import io.counterfoil.bankfiles.imports.ExpectedFiles.State;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpectedFilesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 5); // a Friday: the file is due on Monday
    private static final Instant DUE = Instant.parse("2027-03-08T14:00:00Z"); // 9:00 in Toronto
    private static final String PROVED = StatementTexts.MT940.of(List.of(1L));
    private static final String NIL = StatementTexts.MT940.of(List.of());

    private final ExpectedFiles files = ExpectedFiles.of(List.of(rule("rbc-statements", Content.TRANSACTIONS)));

    private static FeedRule rule(String feed, Content content) {
        return FeedRule.builder()
                .feed(feed)
                .partner("RBC")
                .content(content)
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .by(LocalTime.of(9, 0))
                .zone(ZoneId.of("America/Toronto"))
                .build();
    }

    private static ImportReceipt receipt(String text) {
        return Imports.standard().prove(Importing.file(text));
    }

    private static Arrival arrival(Instant at, String text) {
        return new Arrival("rbc-statements", DAY, at, receipt(text));
    }

    private State state(Instant now, Arrival... arrivals) {
        return files.assess(List.of(arrivals), DAY, now).lines().get(0).state();
    }

    @Test
    @DisplayName("BNK-57 a file is waited for until it is due, then it is overdue")
    void waitingAndOverdue() {
        assertThat(state(DUE)).isEqualTo(State.WAITING);
        assertThat(state(DUE.plusSeconds(1))).isEqualTo(State.OVERDUE);
        assertThat(state(DUE, arrival(DUE, PROVED))).isEqualTo(State.RECEIVED);
        assertThat(state(DUE.plusSeconds(9), arrival(DUE.plusSeconds(1), PROVED)))
                .isEqualTo(State.LATE);
        assertThat(state(DUE.plusSeconds(9), arrival(DUE.plusSeconds(10), PROVED)))
                .isEqualTo(State.OVERDUE);
    }

    @Test
    @DisplayName("BNK-57 a report without movements counts as received, a file without bytes does not")
    void nilAndEmpty() {
        assertThat(state(DUE, arrival(DUE, NIL))).isEqualTo(State.NIL);
        assertThat(state(DUE, arrival(DUE, ""))).isEqualTo(State.EMPTY);
        assertThat(state(DUE, arrival(DUE, ""), arrival(DUE, PROVED))).isEqualTo(State.RECEIVED);
        assertThat(state(DUE, arrival(DUE, PROVED), arrival(DUE, PROVED))).isEqualTo(State.TWICE);
        String broken = PROVED.replace("EUR1000,00", "EUR1000,01");
        assertThat(state(DUE, arrival(DUE, broken))).isEqualTo(State.BROKEN);
        assertThat(state(DUE.plusSeconds(9), arrival(DUE.plusSeconds(1), broken)))
                .as("late and wrong")
                .isEqualTo(State.BROKEN);
        String bacs = "<BACSDocument><Data><ARUDD><Advice><OriginatingAccountRecords><OriginatingAccountRecord>"
                + "<Totals numberOf=\"0\" valueOf=\"0.00\"/>"
                + "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUDD></Data></BACSDocument>";
        assertThat(state(DUE, arrival(DUE, bacs))).as("a report of nothing").isEqualTo(State.NIL);
    }

    @Test
    @DisplayName("BNK-57 a line says what came and when, and a sheet counts files and entries")
    void sentences() {
        Arrival first = arrival(DUE.minusSeconds(60), PROVED);
        CompletenessSheet sheet = files.assess(List.of(arrival(DUE, PROVED), first), DAY, DUE);
        assertThat(sheet.lines().get(0).arrivals()).as("in order").startsWith(first);
        assertThat(sheet.lines().get(0).sentence())
                .isEqualTo(
                        "rbc-statements of RBC: TWICE, due 2027-03-08T14:00:00Z, came 2027-03-08T13:59:00Z and 1 times more");
        assertThat(sheet.alerts(DUE)).singleElement().satisfies(alert -> {
            assertThat(alert.key().value()).isEqualTo("FILE_TWICE/feed:rbc-statements/2027-03-05");
            assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.MEDIUM);
        });
        for (String wrong : List.of("", PROVED.replace("EUR1000,00", "EUR1000,01"))) {
            assertThat(files.assess(List.of(arrival(DUE, wrong)), DAY, DUE)
                            .alerts(DUE)
                            .get(0)
                            .severity())
                    .isEqualTo(Diagnostic.Severity.HIGH);
        }
        assertThat(files.assess(List.of(), DAY.plusDays(1), DUE).lines().get(0).sentence())
                .isEqualTo("rbc-statements of RBC: NOT_EXPECTED");
        assertThat(files.assess(List.of(), DAY.plusDays(1), DUE).isComplete()).isTrue();
        Arrival other = new Arrival("rbc-fees", DAY, DUE, receipt(PROVED));
        assertThat(state(DUE, other, new Arrival("rbc-statements", DAY.minusDays(1), DUE, receipt(PROVED))))
                .as("another feed, another day")
                .isEqualTo(State.WAITING);
        String table = Documents.text(sheet.toDocument(), Locale.UK);
        assertThat(table).containsPattern("TWICE.*2.*2");
        FeedRule same =
                FeedRule.builder().from(rule("now", Content.FEES)).daysAfter(0).build();
        assertThat(same.dueFor(DAY)).isEqualTo(Instant.parse("2027-03-05T14:00:00Z"));
        assertThatThrownBy(() -> FeedRule.builder().from(same).daysAfter(-1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes -1 days after");
        assertThatThrownBy(() -> FeedRule.builder().from(same).partner(" ").build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("BNK-57 nothing is expected on a day that is no business day")
    void holidays() {
        LocalDate saturday = DAY.plusDays(1);

        assertThat(files.assess(List.of(), saturday, DUE).lines().get(0).state())
                .isEqualTo(State.NOT_EXPECTED);
        assertThat(files.assess(List.of(new Arrival("rbc-statements", saturday, DUE, receipt(PROVED))), saturday, DUE)
                        .lines()
                        .get(0)
                        .state())
                .isEqualTo(State.UNEXPECTED);
    }

    @Test
    @DisplayName(
            "BNK-57 each feed that somebody must look at is one alert a day, and the sheet lists all, contents apart")
    void alertsAndSheet() {
        ExpectedFiles all = ExpectedFiles.of(List.of(
                rule("rbc-returns", Content.RETURNS),
                rule("rbc-statements", Content.TRANSACTIONS),
                rule("rbc-fees", Content.FEES),
                rule("rbc-balances", Content.BALANCES)));
        Instant now = DUE.plusSeconds(60);

        CompletenessSheet sheet = all.assess(List.of(arrival(DUE, PROVED)), DAY, now);

        assertThat(sheet.lines().stream().map(line -> line.rule().content()))
                .containsExactly(Content.BALANCES, Content.TRANSACTIONS, Content.RETURNS, Content.FEES);
        assertThat(sheet.isComplete()).isFalse();
        assertThat(sheet.alerts(now).stream().map(alert -> alert.key().value()))
                .containsExactly(
                        "FILE_OVERDUE/feed:rbc-balances/2027-03-05",
                        "FILE_OVERDUE/feed:rbc-returns/2027-03-05",
                        "FILE_OVERDUE/feed:rbc-fees/2027-03-05");
        assertThat(sheet.alerts(now).get(0).evidence().sentence())
                .isEqualTo("rbc-balances of RBC: OVERDUE, due 2027-03-08T14:00:00Z");
        assertThat(Documents.text(sheet.toDocument(), Locale.UK)).contains("rbc-statements", "RECEIVED", "OVERDUE");
        assertThat(files.assess(List.of(arrival(DUE, PROVED)), DAY, now).isComplete())
                .isTrue();
        assertThat(files.assess(List.of(), DAY, DUE).isComplete()).isFalse();
        assertThat(files.assess(List.of(), DAY, DUE).alerts(now)).isEmpty();
    }

    @Test
    @DisplayName("BNK-57 rules that cannot be kept are refused at once")
    void refusals() {
        assertThatThrownBy(() -> ExpectedFiles.of(List.of(rule("a", Content.FEES), rule("a", Content.RETURNS))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feed 'a' has two rules, expected one");
        assertThatThrownBy(() -> rule(" ", Content.FEES)).isInstanceOf(IllegalArgumentException.class);
    }
}
