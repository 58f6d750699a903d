package io.counterfoil.examples.collectionsmonth;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.metrics.Goal;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.examples.Main;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the month, each counted a second time from the raw events in the plainest way. */
class CollectionsMonthTest {

    private static CollectionsMonth month;

    @BeforeAll
    static void workTheMonth() {
        month = CollectionsMonth.of(20270331);
    }

    /** Minor units that are open of every item at the end of a day; credits are negative. */
    private static Map<String, Long> open(LocalDate day) {
        Map<String, Long> open = new HashMap<>();
        Map<String, ReceivableEvent.Allocated> allocations = new HashMap<>();
        for (ReceivableEvent event : month.book().events()) {
            if (event instanceof ReceivableEvent.ItemIssued issued
                    && !issued.item().issued().isAfter(day)) {
                long minor = Amounts.minor(issued.item().amount());
                open.put(issued.item().id().value(), issued.item().kind().isDebit() ? minor : -minor);
            }
        }
        for (ReceivableEvent event : month.book().events()) {
            if (event instanceof ReceivableEvent.Allocated allocated
                    && !allocated.effective().isAfter(day)) {
                long minor = Amounts.minor(allocated.amount());
                open.merge(allocated.to().value(), -minor, Long::sum);
                open.merge(allocated.from().value(), minor, Long::sum);
                allocations.put(allocated.from().value(), allocated);
            } else if (event instanceof ReceivableEvent.WrittenOff off
                    && !off.effective().isAfter(day)) {
                open.merge(off.item().value(), -Amounts.minor(off.amount()), Long::sum);
            }
        }
        for (ReceivableEvent event : month.book().events()) {
            if (event instanceof ReceivableEvent.Reversed reversed
                    && !reversed.effective().isAfter(day)) {
                ReceivableEvent.Allocated back = allocations.get(reversed.item().value());
                open.put(reversed.item().value(), 0L);
                open.merge(back.to().value(), Amounts.minor(back.amount()), Long::sum);
            }
        }
        return open;
    }

    private static Map<String, OpenItem> items() {
        Map<String, OpenItem> items = new HashMap<>();
        month.book().events().forEach(event -> {
            if (event instanceof ReceivableEvent.ItemIssued issued) {
                items.put(issued.item().id().value(), issued.item());
            }
        });
        return items;
    }

    private static long sum(Map<String, Long> open) {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long overdue(LocalDate day, int moreThanDays) {
        Map<String, OpenItem> items = items();
        return open(day).entrySet().stream()
                .filter(entry -> items.get(entry.getKey())
                        .due()
                        .filter(due -> ChronoUnit.DAYS.between(due, day) > moreThanDays)
                        .isPresent())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long issued(OpenItemKind kind, LocalDate from, LocalDate to) {
        return items().values().stream()
                .filter(item -> item.kind() == kind
                        && !item.issued().isBefore(from)
                        && !item.issued().isAfter(to))
                .mapToLong(item -> Amounts.minor(item.amount()))
                .sum();
    }

    private static BigDecimal ratio(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 10, RoundingMode.HALF_EVEN);
    }

    @Test
    @DisplayName("COL-01 COL-08 COL-17 open, overdue, received and DSO of every day agree with a count from the events")
    void days() {
        assertThat(month.days()).hasSize(21); // March 2027 has 23 weekdays, Good Friday and Easter Monday among them
        for (QueueDay day : month.days()) {
            assertThat(Amounts.minor(day.open())).as("open on %s", day.on()).isEqualTo(sum(open(day.on())));
            assertThat(Amounts.minor(day.overdue()))
                    .as("overdue on %s", day.on())
                    .isEqualTo(overdue(day.on(), 0));
            assertThat(Amounts.minor(day.received()))
                    .as("received on %s", day.on())
                    .isEqualTo(issued(OpenItemKind.RECEIPT, day.on(), day.on()));
            LocalDate from = day.on().minusDays(89);
            long sales =
                    issued(OpenItemKind.INVOICE, from, day.on()) - issued(OpenItemKind.CREDIT_NOTE, from, day.on());
            assertThat(day.dso())
                    .as("DSO on %s", day.on())
                    .isEqualByComparingTo(ratio(sum(open(day.on())) * 90, sales));
        }
    }

    @Test
    @DisplayName("COL-23 goals say what is still to collect; collecting it reaches them, a penny less does not")
    void goals() {
        List<Goal.Progress> progress = month.progress(Book.LAST);
        long open = sum(open(Book.LAST));
        long overdue = overdue(Book.LAST, 0);
        long over30 = overdue(Book.LAST, 30);
        assertThat(progress.get(0).actual().value().orElseThrow()).isEqualByComparingTo(ratio(overdue * 100, open));
        assertThat(progress.get(1).actual().value().orElseThrow()).isEqualByComparingTo(ratio(over30 * 100, open));
        share(progress.get(0), open, overdue);
        share(progress.get(1), open, over30);
        long received = issued(OpenItemKind.RECEIPT, Book.FIRST, Book.LAST);
        assertThat(progress.get(3).toCollect()).contains(Book.GBP.ofMinor(Math.max(0, 4_000_000 - received)));
        assertThat(progress.get(4).contactsToGo())
                .isEqualTo(Math.max(0, 60 - month.contacts().size()));
        assertThat(progress).anyMatch(Goal.Progress::isReached).anyMatch(one -> !one.isReached());
    }

    private static void share(Goal.Progress progress, long open, long part) {
        long collect = Amounts.minor(progress.toCollect().orElseThrow());
        BigDecimal goal = progress.goal().threshold();
        BigDecimal after = BigDecimal.valueOf(100 * (part - collect));
        assertThat(after).isLessThanOrEqualTo(goal.multiply(BigDecimal.valueOf(open - collect)));
        if (collect > 0) {
            assertThat(after.add(BigDecimal.valueOf(100)))
                    .isGreaterThan(goal.multiply(BigDecimal.valueOf(open - collect + 1)));
        }
    }

    @Test
    @DisplayName(
            "COL-27 COL-37 nobody is contacted twice for one step, nor within four days, nor while held, promised or disputed")
    void contacts() {
        Set<Object> keys = new HashSet<>();
        Map<String, LocalDate> last = new HashMap<>();
        for (Contact contact : month.contacts()) {
            assertThat(keys.add(contact.key().orElseThrow())).isTrue();
            LocalDate before = last.put(contact.party().value(), contact.on());
            if (before != null) {
                assertThat(ChronoUnit.DAYS.between(before, contact.on())).isGreaterThanOrEqualTo(4);
            }
        }
        assertThat(month.contacts().size()).isGreaterThan(30);
        assertThat(of("c-02")).noneMatch(contact -> within(contact, 5, 19));
        assertThat(of("c-06")).noneMatch(contact -> within(contact, 22, 29));
        assertThat(of("c-30")).as("excluded").isEmpty();
        assertThat(of("c-10")).as("sensitive: a person acts").isEmpty();
        assertThat(of("c-05"))
                .allMatch(contact -> contact.channel().orElseThrow().name().equals("LETTER"));
        assertThat(month.days().stream().flatMap(day -> day.decisions().stream()))
                .anyMatch(decision -> decision.kind() == ContactDecision.Kind.MANUAL
                        && decision.scope().party().value().equals("c-10"));
        assertThat(of("c-33"))
                .as("the promise of the 16th was broken")
                .anyMatch(contact -> within(contact, 17, 24)
                        && contact.channel().orElseThrow().name().equals("CALL"));
    }

    private static List<Contact> of(String party) {
        return month.contacts().stream()
                .filter(contact -> contact.party().value().equals(party))
                .toList();
    }

    private static boolean within(Contact contact, int from, int to) {
        return contact.on().getDayOfMonth() >= from && contact.on().getDayOfMonth() <= to;
    }

    @Test
    @DisplayName(
            "COL-39 COL-44 COL-46 COL-48 why, why not and what next are told, and what came of promises, plans and disputes")
    void reasons() {
        assertThat(month.explain(31, LocalDate.of(2027, 3, 8)).sentence()).contains("promise of");
        assertThat(month.explain(39, LocalDate.of(2027, 3, 18)).sentence()).contains("dispute");
        String text = month.text();
        assertThat(text)
                .contains("for 2027-03-09 was kept")
                .contains("for 2027-03-12 was kept")
                .contains("for 2027-03-16 was broken")
                .contains("runs until 2027-03-31")
                .contains("plan plan-36 is broken")
                .contains("resolved valid")
                .contains("resolved invalid")
                .contains("assigned");
    }

    @Test
    @DisplayName("COL-22 COL-60 every figure ties to the others, in every month")
    void ties() {
        assertThat(month.tying().all())
                .hasSize(9)
                .allSatisfy(tie -> assertThat(tie.one()).as(tie.what()).isEqualTo(tie.other()));
        assertThat(CollectionsMonth.of(2).ties()).isTrue();
    }

    @Test
    void theSameSeedMakesTheSameMonth() {
        assertThat(CollectionsMonth.of(20270331).text()).isEqualTo(month.text());
        assertThat(CollectionsMonth.of(7).text()).isNotEqualTo(month.text());
    }

    @Test
    void theCommandPrintsTheMonthAndWritesItsPage(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("deep/report.html");
        StringWriter out = new StringWriter();
        int status = Main.run(
                List.of("collections-month", "--strict", "--report", page.toString()),
                new PrintWriter(out, true),
                new PrintWriter(out, true));
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("A month of a collections queue")
                .contains("Goals of the month")
                .contains("How the figures tie")
                .contains("Report: ");
        assertThat(Files.readString(page)).contains("<html").contains("Why nothing was said, over the month");
    }
}
