package io.counterfoil.examples.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.Main;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.examples.exceptions.ExceptionWeek.Case;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.ticketing.escalation.StakeholderNotice;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the week, each counted a second time from what the generator knows, without the engine. */
class ExceptionWeekTest {

    private static final long SEED = 20_270_315;

    private static ExceptionWeek week;
    private static Script script;

    @BeforeAll
    static void workTheWeek() {
        week = ExceptionWeek.of(SEED);
        script = week.script();
    }

    private static String cause(Trouble trouble) {
        return trouble.opened().equals(Week.FRIDAY)
                ? "NOT_YET_KNOWN"
                : trouble.kind().cause();
    }

    /** A trouble as its case must look: class, money, root cause, days. */
    private static String line(Trouble trouble) {
        return trouble.kind().shows() + " " + trouble.minor() + " " + cause(trouble) + " " + trouble.opened() + " "
                + trouble.resolved();
    }

    private static String line(Case one) {
        return one.found().breakClass() + " " + one.minor() + " " + one.cause() + " " + one.opened() + " "
                + one.resolved().orElse(null);
    }

    private static void assertCases(ExceptionWeek made) {
        assertThat(made.cases().stream().map(ExceptionWeekTest::line))
                .containsExactlyInAnyOrderElementsOf(made.script().troubles().stream()
                        .map(ExceptionWeekTest::line)
                        .toList());
    }

    @Test
    @DisplayName("every trouble becomes one case with class, money, root cause and days, and nothing else does")
    void cases() {
        assertThat(script.troubles()).extracting(Trouble::kind).contains(Trouble.Kind.values());
        assertCases(week);
        for (Case one : week.cases()) {
            assertThat(one.found().owner()).isEqualTo(one.found().breakClass().owner());
            assertThat(one.found().items())
                    .as("%s is about what shows it", line(one))
                    .anyMatch(item -> script.trouble(item.value()).isPresent());
        }
    }

    @Test
    @DisplayName("figures by root cause and day agree with the troubles, in cases and in money")
    void figures() {
        Map<String, Long> counts = script.troubles().stream()
                .collect(Collectors.groupingBy(ExceptionWeekTest::cause, TreeMap::new, Collectors.counting()));
        Map<String, Long> money = script.troubles().stream()
                .collect(Collectors.groupingBy(
                        ExceptionWeekTest::cause, TreeMap::new, Collectors.summingLong(Trouble::minor)));
        ExceptionTies.by(week.cases(), Case::cause).forEach((cause, cases) -> {
            assertThat((long) cases.size()).as(cause).isEqualTo(counts.get(cause));
            assertThat(Amounts.minor(ExceptionTies.sum(cases))).as(cause).isEqualTo(money.get(cause));
        });
        assertThat(week.days()).hasSize(5);
        for (ExceptionWeek.Day day : week.days()) {
            assertThat(day.opened())
                    .as("found on %s", day.on())
                    .isEqualTo(script.troubles().stream()
                            .filter(trouble -> trouble.opened().equals(day.on()))
                            .count());
            assertThat(day.minor())
                    .as("open on %s", day.on())
                    .isEqualTo(script.troubles().stream()
                            .filter(trouble -> isOpen(trouble, day.on()))
                            .mapToLong(Trouble::minor)
                            .sum());
        }
    }

    private static boolean isOpen(Trouble trouble, LocalDate on) {
        LocalDate resolved = trouble.resolved();
        return !trouble.opened().isAfter(on) && (resolved == null || resolved.isAfter(on));
    }

    private static long standing(Trouble.Kind kind) {
        return script.troubles().stream()
                .filter(trouble -> trouble.kind() == kind && trouble.resolved() == null)
                .mapToLong(Trouble::minor)
                .sum();
    }

    @Test
    @DisplayName("suspense holds what is nobody's, and the books took back what came back")
    void books() {
        assertThat(Amounts.minor(
                        week.books().suspense(ExceptionWeek.end()).open().in(Week.GBP.currency())))
                .isEqualTo(standing(Trouble.Kind.PAYER_UNKNOWN) + standing(Trouble.Kind.BOOKED_TWICE));
        assertThat(week.books().suspense(ExceptionWeek.end()).proof().holds()).isTrue();
        assertThat(week.books().back()).hasSize((int) script.troubles().stream()
                .filter(trouble -> trouble.kind() == Trouble.Kind.DEBIT_RETURNED)
                .count());
        assertThat(week.books().ledger().prove(Week.DAYS).holds()).isTrue();
        assertThat(week.run().matches().count())
                .as("every line has its record but those of open troubles")
                .isEqualTo(script.bankLines().size()
                        - script.troubles().stream()
                                .filter(trouble -> trouble.resolved() == null
                                        && trouble.kind().shows() != BreakClass.REJECTED_INPUT
                                        && trouble.kind() != Trouble.Kind.PAYOUT_REFUSED)
                                .count());
    }

    @Test
    @DisplayName("notices are taken once; forged ones are refused, unreadable ones kept, unknown types recorded")
    void notices() {
        long forged =
                script.notices().stream().filter(notice -> !notice.isSigned()).count();
        long unreadable = script.troubles().stream()
                .filter(trouble -> trouble.kind() == Trouble.Kind.NOTICE_UNREADABLE)
                .count();
        assertThat(week.notices().delivered()).isEqualTo(script.notices().size());
        assertThat(week.notices().count(IntakeResult.Kind.REJECTED)).isEqualTo((int) forged);
        assertThat(week.notices().count(IntakeResult.Kind.QUARANTINED)).isEqualTo((int) unreadable);
        assertThat(week.notices().count(IntakeResult.Kind.DUPLICATE)).isEqualTo(5);
        assertThat(week.notices().count(IntakeResult.Kind.RECORDED)).isEqualTo(15);
        assertThat(week.notices().unknownTypes()).isEqualTo(5);
    }

    @Test
    @DisplayName("why not is answered in words with the two amounts, for lines as for records")
    void whyNot() {
        Case keyed = week.cases().stream()
                .filter(one -> one.found().breakClass() == BreakClass.AMOUNT_DIFFERENCE)
                .findFirst()
                .orElseThrow();
        assertThat(keyed.whyNot())
                .singleElement()
                .asString()
                .startsWith("reference: amounts -")
                .contains("differ");
        assertThat(week.cases().stream()
                        .filter(one -> one.whyNot().isEmpty())
                        .map(one -> one.found().breakClass())
                        .collect(Collectors.toSet()))
                .as("not a question of matching")
                .isEqualTo(Set.of(BreakClass.DUPLICATE, BreakClass.STATEMENT_GAP, BreakClass.REJECTED_INPUT));
    }

    /** Walks minute by minute: Monday to Friday, nine to five. */
    private static long openMinutes(Instant from, Instant to) {
        long open = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            ZonedDateTime local = at.atZone(Week.ZONE);
            boolean workday = local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
            open += workday && local.getHour() >= 9 && local.getHour() < 17 ? 1 : 0;
        }
        return open;
    }

    @Test
    @DisplayName("who was answered late agrees with a walk minute by minute, and who was not taken on went up")
    void promisedTimes() {
        Map<TicketId, Diagnostic.Severity> severities = new HashMap<>();
        week.cases().forEach(one -> severities.put(one.ticket(), one.found().severity()));
        Instant end = ExceptionWeek.end().knownAt();
        for (Ticket ticket : week.queue().all()) {
            Instant opened = ticket.log().get(0).at();
            Instant answered = ticket.log().stream()
                    .filter(event -> event.kind() == TicketEvent.Kind.REPLIED)
                    .map(TicketEvent::at)
                    .findFirst()
                    .orElse(end);
            int minutes = severities.get(ticket.id()) == Diagnostic.Severity.CRITICAL ? 60 : 240;
            assertThat(week.queue().isReplyLate(ticket, end))
                    .as("%s", ticket.title())
                    .isEqualTo(openMinutes(opened, answered) > minutes);
            Set<String> told = week.queue().told().stream()
                    .filter(notice -> notice.ticket().equals(ticket.id()))
                    .map(StakeholderNotice::to)
                    .collect(Collectors.toSet());
            assertThat(told).contains("analyst");
        }
        assertThat(week.queue().told()).extracting(StakeholderNotice::key).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("other seeds make other weeks, which end as their own troubles have them and tie as well")
    void otherSeeds() {
        for (long seed : new long[] {7, 19, 23}) {
            ExceptionWeek other = ExceptionWeek.of(seed);
            assertCases(other);
            assertThat(other.tying().all()).as("seed %s", seed).allMatch(Ties.Tie::holds);
            assertThat(other.script()).isNotEqualTo(script);
        }
    }

    @Test
    @DisplayName("the command prints and writes the page; the same seed makes the same page")
    void command(@TempDir Path folder) throws IOException {
        assertThat(week.tying().all()).hasSizeGreaterThan(10).allMatch(Ties.Tie::holds);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path page = folder.resolve("report.html");
        int status = Main.run(
                List.of("exception-week", "--strict", "--report", page.toString()),
                new PrintWriter(out),
                new PrintWriter(err));
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("How the figures tie", "By root cause", "Why not", "Clocks on Friday")
                .doesNotContain("  NO\n");
        assertThat(Files.readString(page)).isEqualTo(week.html());
    }
}
