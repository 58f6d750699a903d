package io.counterfoil.examples.paymentdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.WriteBackReport;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.proposal.PaymentProposal;
import io.counterfoil.examples.Main;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.examples.paymentdesk.Script.Act;
import io.counterfoil.examples.paymentdesk.Script.Booking;
import io.counterfoil.examples.world.BankLine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.link.LinkMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the week, each counted a second time from what the generator knows, without the engine. */
class PaymentDeskWeekTest {

    private static final long SEED = 20_270_308;

    /** What each decline of the test cards means, by the table of the specification. */
    private static final Map<String, DeclineAdvice.Act> MEANINGS = Map.of(
            "InsufficientFunds", DeclineAdvice.Act.RETRY_LATER,
            "ProcessingError", DeclineAdvice.Act.RETRY_LATER,
            "ExpiredCard", DeclineAdvice.Act.NEW_METHOD,
            "IncorrectCvc", DeclineAdvice.Act.NEW_METHOD,
            "LostCard", DeclineAdvice.Act.STOP);

    private static PaymentDeskWeek week;
    private static Script script;

    @BeforeAll
    static void workTheWeek() {
        week = PaymentDeskWeek.of(SEED);
        script = week.script();
    }

    private static List<Booking> met(Fate... fates) {
        return script.bookings().stream()
                .filter(booking -> List.of(fates).contains(booking.fate()))
                .toList();
    }

    private static Set<String> numbers(Fate... fates) {
        return met(fates).stream().map(Booking::number).collect(Collectors.toSet());
    }

    private static long sum(Fate... fates) {
        return met(fates).stream().mapToLong(Booking::amountMinor).sum();
    }

    private static boolean isPaying(Act act) {
        boolean succeeds = !act.with().contains("Declined") && !act.with().contains("insufficientFunds");
        return act.kind() == Script.Kind.PAYS && succeeds && act.booking().fate() != Fate.DEBIT_UNDER_WAY;
    }

    private static List<Act> declined() {
        return script.acts().stream()
                .filter(act -> act.with().contains("Declined") || act.with().contains("insufficientFunds"))
                .toList();
    }

    @Test
    @DisplayName("on Friday evening the booking system shows every invoice as the world has it")
    void statuses() {
        for (Booking booking : script.bookings()) {
            assertThat(week.booking().read(InvoiceId.of(booking.number())).status())
                    .as("%s %s", booking.number(), booking.fate())
                    .isEqualTo(booking.fate().after());
        }
        assertThat(met(Fate.values())).extracting(Booking::fate).contains(Fate.values());
        for (Booking half : met(Fate.PROPOSAL_KEPT)) {
            assertThat(Amounts.minor(
                            week.booking().read(InvoiceId.of(half.number())).open()))
                    .isEqualTo(half.amountMinor() / 2);
        }
    }

    @Test
    @DisplayName("received, owed and what lies on no invoice agree with payments and bank lines of the script")
    void money() {
        long stripe = script.acts().stream()
                .filter(PaymentDeskWeekTest::isPaying)
                .mapToLong(act -> act.booking().amountMinor())
                .sum();
        long bank = script.bankLines().stream().mapToLong(BankLine::amountMinor).sum();
        assertThat(week.provided()).isEqualTo(stripe);
        assertThat(Amounts.minor(week.books().cash(PaymentDeskWeek.end()))).isEqualTo(stripe + bank);
        long twin = met(Fate.TWIN).get(0).amountMinor();
        long extra = sum(Fate.PAID_TWICE, Fate.VOIDED_MEANWHILE);
        assertThat(Amounts.minor(week.books().unapplied(PaymentDeskWeek.end()))).isEqualTo(twin + extra);
        long billed = sum(Fate.values());
        long settled = stripe + bank - twin - extra + sum(Fate.VOIDED_MEANWHILE);
        assertThat(Amounts.minor(week.books().owed(PaymentDeskWeek.end()))).isEqualTo(billed - settled);
    }

    @Test
    @DisplayName("a person sees the second payment, the cancelled invoice and the two that tie, and nothing else")
    void alerts() {
        Map<String, DeskOutcome> alerts = new TreeMap<>();
        week.alerts().forEach(outcome -> alerts.put(outcome.invoice().id().value(), outcome));
        assertThat(alerts.keySet()).isEqualTo(numbers(Fate.PAID_TWICE, Fate.VOIDED_MEANWHILE, Fate.TWIN));
        for (DeskOutcome outcome : alerts.values()) {
            Booking booking = script.bookings().stream()
                    .filter(one -> one.number().equals(outcome.invoice().id().value()))
                    .findFirst()
                    .orElseThrow();
            DeskOutcome.Kind kind = switch (booking.fate()) {
                case PAID_TWICE -> DeskOutcome.Kind.DUPLICATE_PAYMENT;
                case VOIDED_MEANWHILE -> DeskOutcome.Kind.PAID_BUT_CANCELLED;
                default -> DeskOutcome.Kind.AMBIGUOUS;
            };
            assertThat(outcome.kind()).isEqualTo(kind);
            assertThat(Amounts.minor(outcome.refundCandidate()))
                    .isEqualTo(kind == DeskOutcome.Kind.AMBIGUOUS ? 0 : booking.amountMinor());
        }
    }

    @Test
    @DisplayName(
            "what is written back is checked: refused, lost and overtaken once each, then done or left to a person")
    void writeBack() {
        Map<WriteBackReport.Result, Set<String>> ends = new TreeMap<>();
        for (PaymentDeskWeek.Round round : week.rounds()) {
            for (WriteBackReport.Line line : round.sent().notDone()) {
                boolean isFirst = ends.computeIfAbsent(line.result(), result -> new HashSet<>())
                        .add(line.command().invoice().value());
                assertThat(isFirst).as(line.sentence()).isTrue();
            }
        }
        assertThat(ends)
                .containsOnly(
                        Map.entry(WriteBackReport.Result.REFUSED, numbers(Fate.WRITE_REFUSED)),
                        Map.entry(WriteBackReport.Result.UNCONFIRMED, numbers(Fate.WRITE_LOST)),
                        Map.entry(WriteBackReport.Result.CHANGED_MEANWHILE, numbers(Fate.VOIDED_MEANWHILE)));
        List<String> paid = week.rounds().stream()
                .flatMap(round -> round.sent().in(WriteBackReport.Result.DONE).stream())
                .filter(line -> line.command().action().name().startsWith("MARK_PAID"))
                .map(line -> line.command().invoice().value())
                .toList();
        assertThat(paid).as("nothing is marked paid twice").doesNotHaveDuplicates();
        assertThat(Set.copyOf(paid))
                .isEqualTo(script.bookings().stream()
                        .filter(booking -> booking.fate().after().name().equals("PAID"))
                        .map(Booking::number)
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("every decline is advised on by its code, and told to the customer and the sales executive once")
    void declines() {
        List<Chase.Failure> failures = week.chase().failures();
        assertThat(failures.stream().map(failure -> failure.invoice().value()).sorted())
                .isEqualTo(declined().stream()
                        .map(act -> act.booking().number())
                        .sorted()
                        .toList());
        for (Act act : declined()) {
            Chase.Failure failure = failures.stream()
                    .filter(one -> one.invoice().value().equals(act.booking().number()))
                    .findFirst()
                    .orElseThrow();
            MEANINGS.forEach((card, meaning) -> {
                if (act.with().endsWith(card)) {
                    assertThat(failure.means().act()).as(act.with()).isEqualTo(meaning);
                }
            });
            boolean isLost = act.with().endsWith("LostCard");
            assertThat(failure.resendsLink()).as(act.with()).isEqualTo(!isLost);
            assertThat(week.asked().stream()
                            .filter(asked -> asked.why().equals("after a decline"))
                            .filter(asked -> asked.message()
                                    .invoice()
                                    .equals(act.booking().number()))
                            .count())
                    .as("links after %s", act.with())
                    .isEqualTo(isLost ? 0 : 1);
        }
        assertThat(week.chase().contacts().stream()
                        .filter(contact -> contact.audience() == Contact.Audience.SALES_EXECUTIVE)
                        .count())
                .isEqualTo(declined().size());
    }

    @Test
    @DisplayName("no link while a bank debit is under way, one after it failed, and never two that can be used")
    void links() {
        Set<String> debits = numbers(Fate.DEBIT_SETTLES, Fate.DEBIT_UNDER_WAY, Fate.DEBIT_FAILS);
        List<PaymentDeskWeek.Asked> refused = week.asked().stream()
                .filter(asked -> asked.message().outcome() == LinkMessage.Outcome.REFUSED)
                .toList();
        assertThat(refused).extracting(asked -> asked.message().invoice()).containsExactlyInAnyOrderElementsOf(debits);
        assertThat(refused).allSatisfy(asked -> {
            assertThat(asked.why()).isEqualTo("the customer called");
            assertThat(asked.message().url()).isEmpty();
            assertThat(asked.message().obstacles())
                    .extracting(obstacle -> obstacle.code().id())
                    .containsExactly("STRIPE_LINK_PROPOSAL.PAYMENT_IN_FLIGHT");
        });
        assertThat(week.usableLinks()).doesNotHaveDuplicates();
        assertThat(week.usableLinks())
                .doesNotContainAnyElementsOf(
                        numbers(Fate.PAID_AT_THE_WEEKEND, Fate.PAID_BY_LINK, Fate.DEBIT_SETTLES, Fate.DEBIT_UNDER_WAY))
                .containsAll(numbers(Fate.DEBIT_FAILS, Fate.DECLINED, Fate.SILENT, Fate.PROPOSAL_KEPT));
        assertThat(week.asked().stream()
                        .filter(asked -> asked.message().outcome() == LinkMessage.Outcome.REPLACED)
                        .map(asked -> asked.message().invoice())
                        .collect(Collectors.toSet()))
                .as("another amount, or a debit that failed")
                .isEqualTo(numbers(Fate.PROPOSAL_KEPT, Fate.DEBIT_FAILS));
    }

    @Test
    @DisplayName(
            "STR-43 the link of an invoice that was paid by transfer, or cancelled, is ended, so that nobody pays twice")
    void linksEnded() {
        assertThat(week.usableLinks())
                .isNotEmpty()
                .extracting(number -> week.booking().read(InvoiceId.of(number)).status())
                .doesNotContain(Invoice.Status.PAID, Invoice.Status.VOID);
        assertThat(week.asked().stream()
                        .filter(asked -> asked.message().outcome() == LinkMessage.Outcome.ENDED)
                        .map(asked -> asked.message().invoice()))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isSubsetOf(numbers(Fate.TRANSFER_ARRIVES, Fate.VOIDED_MEANWHILE));
        assertThat(week.text()).contains("Links ended");
    }

    @Test
    @DisplayName("transfers are found at the bank or overdue; proposals and promises end as the script has them")
    void agreements() {
        Agreements agreements = week.agreements();
        assertThat(agreements.clashes()).isEmpty();
        assertThat(week.transfersFound())
                .isEqualTo(numbers(Fate.TRANSFER_ARRIVES).stream()
                        .map(number -> number.replace("-", ""))
                        .collect(Collectors.toSet()));
        assertThat(agreements.transfers().stream()
                        .filter(transfer -> transfer.isOverdue(PaymentDeskWeek.end()))
                        .map(transfer -> transfer.reference()))
                .isEqualTo(met(Fate.TRANSFER_MISSING).stream()
                        .map(booking -> booking.number().replace("-", ""))
                        .toList());
        Map<PaymentProposal.Life, Long> lives = agreements.proposals().stream()
                .collect(Collectors.groupingBy(PaymentProposal::status, Collectors.counting()));
        assertThat(lives)
                .containsOnly(
                        Map.entry(PaymentProposal.Life.ACCEPTED, (long)
                                met(Fate.PROPOSAL_KEPT, Fate.PROPOSAL_BROKEN).size()),
                        Map.entry(PaymentProposal.Life.DECLINED, (long)
                                met(Fate.PROPOSAL_DECLINED).size()),
                        Map.entry(PaymentProposal.Life.EXPIRED, (long)
                                met(Fate.PROPOSAL_EXPIRES).size()));
        Collection<PromiseStanding> standings =
                agreements.standings(week.chase().facts(week.books(), agreements), PaymentDeskWeek.end());
        assertThat(count(standings, PromiseToPay.Outcome.KEPT))
                .isEqualTo(met(Fate.PROPOSAL_KEPT).size());
        assertThat(count(standings, PromiseToPay.Outcome.BROKEN))
                .isEqualTo(met(Fate.PROPOSAL_BROKEN).size());
        assertThat(count(standings, PromiseToPay.Outcome.ACTIVE))
                .isEqualTo(met(Fate.PROPOSAL_KEPT, Fate.PROPOSAL_BROKEN).size());
    }

    private static long count(Collection<PromiseStanding> standings, PromiseToPay.Outcome outcome) {
        return standings.stream()
                .filter(standing -> standing.status() == outcome)
                .count();
    }

    @Test
    @DisplayName("nobody is chased whose money came or is on its way; after six weeks the case goes on with its file")
    void chasing() {
        Set<String> steps = Set.of("reminder", "second reminder", "call", "letter", "escalate", "broken promise");
        Set<String> unasked =
                customers(Fate.PAID_AT_THE_WEEKEND, Fate.WRITE_REFUSED, Fate.WRITE_LOST, Fate.PAID_TWICE, Fate.NOT_DUE);
        Set<String> debits = customers(Fate.DEBIT_SETTLES, Fate.DEBIT_FAILS);
        assertThat(week.chase().contacts().stream()
                        .filter(contact -> steps.contains(contact.text()))
                        .map(contact -> contact.party().value()))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(unasked)
                .doesNotContainAnyElementsOf(debits);
        assertThat(week.chase().contacts().stream()
                        .flatMap(contact -> contact.key().stream())
                        .toList())
                .as("nobody is told one thing twice")
                .doesNotHaveDuplicates();
        assertThat(week.chase().cases().stream()
                        .map(file -> file.party().value())
                        .collect(Collectors.toSet()))
                .isEqualTo(customers(Fate.SILENT_LONG));
        assertThat(week.chase().cases())
                .allSatisfy(file -> assertThat(file.items()).hasSize(1));
    }

    private static Set<String> customers(Fate... fates) {
        return met(fates).stream().map(booking -> booking.customer().id()).collect(Collectors.toSet());
    }

    @Test
    @DisplayName("other seeds make other weeks, which end as their own scripts have them and tie as well")
    void otherSeeds() {
        Stream.of(7L, 19L).forEach(seed -> {
            PaymentDeskWeek other = PaymentDeskWeek.of(seed);
            assertThat(other.tying().all()).as("seed %s", seed).allMatch(Ties.Tie::holds);
            assertThat(other.script()).isNotEqualTo(script);
            for (Booking booking : other.script().bookings()) {
                assertThat(other.booking().read(InvoiceId.of(booking.number())).status())
                        .as("seed %s: %s %s", seed, booking.number(), booking.fate())
                        .isEqualTo(booking.fate().after());
            }
        });
    }

    @Test
    @DisplayName(
            "the command prints and writes the page; the same seed makes the same page, and no address of a link is on it")
    void command(@TempDir Path folder) throws IOException {
        assertThat(week.tying().all()).hasSizeGreaterThan(10).allMatch(Ties.Tie::holds);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path page = folder.resolve("report.html");
        int status = Main.run(
                List.of("payment-desk-week", "--strict", "--report", page.toString()),
                new PrintWriter(out),
                new PrintWriter(err));
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("How the figures tie", "What a person decides", "Transfers by Bacs", "Case file of")
                .doesNotContain("  NO\n");
        assertThat(Files.readString(page)).isEqualTo(week.html()).doesNotContain("https://");
    }
}
