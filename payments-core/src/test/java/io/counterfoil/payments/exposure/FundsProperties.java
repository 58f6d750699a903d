package io.counterfoil.payments.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.receipt.ClientStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reports of random ledgers, against sums kept beside them in plain lists. */
class FundsProperties {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate FIRST = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");
    private static final AccountMap ACCOUNTS = AccountMap.builder()
            .account(AccountMap.Role.Core.CLIENT.of("c"), Account.liability("client:c", CAD.currency()))
            .standard(CAD.currency(), AccountMap.Role.Core.CASH, AccountMap.Role.Core.SUSPENSE)
            .build();

    enum Act {
        IN,
        OUT,
        PEND_IN,
        PEND_OUT,
        POST,
        VOID
    }

    record Step(Act act, int payment, long minor, int day, int finalAfter) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Act.class),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(1, 500),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(-1, 9))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** What a person with a pencil knows. */
    private static final class Pencil {
        private long posted;
        private final Map<Integer, Long> heldOf = new HashMap<>();
        private final Map<Integer, Long> backOf = new HashMap<>();
        private final Map<String, Long> pendingOut = new HashMap<>();
        private final Map<String, Long> pendingIn = new HashMap<>();

        long held() {
            return heldOf.entrySet().stream()
                    .mapToLong(e -> Math.max(0, e.getValue() - backOf.getOrDefault(e.getKey(), 0L)))
                    .sum();
        }
    }

    @Property
    @Label(
            "PAY-55 PAY-62 The funds report ties to the ledger: posted, pending, held and available are what the journals say")
    void funds(@ForAll("steps") List<Step> steps) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ACCOUNTS.openIn(ledger);
        Pencil pencil = new Pencil();
        LocalDate today = FIRST.plusDays(5);
        for (int at = 0; at < steps.size(); at++) {
            apply(steps.get(at), "j" + at, ledger, pencil, today);
        }
        AvailableFunds.Report report = AvailableFunds.of(ACCOUNTS)
                .holding(AvailableFunds.Hold.untilFinal())
                .assess(PartyId.of("c"), ledger, new AsOf(LocalDate.MAX.minusDays(1), NOW));
        AvailableFunds.Report onDay = AvailableFunds.of(ACCOUNTS)
                .holding(AvailableFunds.Hold.untilFinal())
                .assess(PartyId.of("c"), ledger, new AsOf(today, NOW));
        assertThat(report.proof().holds()).isTrue();
        assertThat(onDay.proof().holds()).isTrue();
        AvailableFunds.Report.Line line = onDay.lines().get(0);
        assertThat(Amounts.minor(line.posted().amount())).isEqualTo(pencil.posted);
        assertThat(Amounts.minor(line.held().amount())).isEqualTo(pencil.held());
        long out =
                pencil.pendingOut.values().stream().mapToLong(Long::longValue).sum();
        assertThat(Amounts.minor(line.pending().amount())).isEqualTo(out);
        assertThat(Amounts.minor(line.pendingFor().amount()))
                .isEqualTo(pencil.pendingIn.values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(Amounts.minor(line.available())).isEqualTo(pencil.posted - out - pencil.held());
        statements(ledger, today);
    }

    /** PAY-62: over any days the opening and the lines are the closing, and the next statement opens where this one closed. */
    private static void statements(Ledger ledger, LocalDate today) {
        AvailableFunds funds = AvailableFunds.of(ACCOUNTS).holding(AvailableFunds.Hold.days(3));
        AsOf asOf = new AsOf(today, NOW);
        long closed = 0;
        for (LocalDate from = FIRST; !from.isAfter(today); from = from.plusDays(2)) {
            ClientStatement statement = ClientStatement.of(
                            PartyId.of("c"), DateRange.of(from, from.plusDays(1)), funds, ledger, asOf)
                    .get(0);
            assertThat(statement.proof().holds()).isTrue();
            assertThat(Amounts.minor(statement.opening())).isEqualTo(closed);
            long moved = statement.lines().stream()
                    .mapToLong(one -> Amounts.minor(one.amount()))
                    .sum();
            closed = Amounts.minor(statement.closing());
            assertThat(Amounts.minor(statement.opening()) + moved).isEqualTo(closed);
            assertThat(statement.rows()).hasSize(statement.lines().size() + 1);
            assertThat(statement.lines().stream().map(ClientStatement.Line::id)).doesNotHaveDuplicates();
        }
    }

    /** Everything is booked by today, so that the pencil needs no calendar; pendings are booked and released on the first day. */
    private static void apply(Step step, String id, Ledger ledger, Pencil pencil, LocalDate today) {
        LocalDate day = FIRST.plusDays(Math.min(step.day(), 5));
        boolean in = step.act() == Act.IN || step.act() == Act.PEND_IN;
        Journal journal = Journal.of(id).bookedOn(day).attribute(AvailableFunds.PAYMENT, "p" + step.payment());
        Journal moving = in
                ? journal.debit("cash:cad", CAD.ofMinor(step.minor())).credit("client:c", CAD.ofMinor(step.minor()))
                : journal.debit("client:c", CAD.ofMinor(step.minor())).credit("cash:cad", CAD.ofMinor(step.minor()));
        LocalDate last = FIRST.plusDays(step.finalAfter());
        switch (step.act()) {
            case IN -> {
                boolean endless = step.finalAfter() < 0;
                ledger.post(
                                moving.attribute(
                                        AvailableFunds.FINAL_ON,
                                        endless ? AvailableFunds.WITHOUT_END : last.toString()),
                                NOW)
                        .orThrow();
                pencil.posted += step.minor();
                if (endless || !last.isBefore(today)) {
                    pencil.heldOf.merge(step.payment(), step.minor(), Long::sum);
                }
            }
            case OUT -> {
                ledger.post(moving, NOW).orThrow();
                pencil.posted -= step.minor();
                pencil.backOf.merge(step.payment(), step.minor(), Long::sum);
            }
            case PEND_IN, PEND_OUT -> {
                ledger.pend(moving.bookedOn(FIRST), Journal.Expiry.never(), NOW).orThrow();
                (in ? pencil.pendingIn : pencil.pendingOut).put(id, step.minor());
            }
            case POST, VOID -> release(step, id, ledger, pencil);
        }
    }

    private static void release(Step step, String id, Ledger ledger, Pencil pencil) {
        List<String> open = new ArrayList<>(pencil.pendingIn.keySet());
        open.addAll(pencil.pendingOut.keySet());
        if (open.isEmpty()) {
            return;
        }
        String pending = open.get(step.payment() % open.size());
        boolean in = pencil.pendingIn.containsKey(pending);
        long minor = (in ? pencil.pendingIn : pencil.pendingOut).remove(pending);
        Journal journal = Journal.of(id).bookedOn(FIRST);
        if (step.act() == Act.VOID) {
            ledger.voidPending(Journal.VoidPending.of(journal, pending), NOW).orThrow();
        } else {
            ledger.postPending(Journal.PostPending.all(journal, pending), NOW).orThrow();
            pencil.posted += in ? minor : -minor;
        }
    }

    @Property
    @Label(
            "PAY-56 Open items of suspense add up to its balance on any day, and what named items do not name is first in, first out")
    void suspense(@ForAll("steps") List<Step> steps) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        ACCOUNTS.openIn(ledger);
        for (int at = 0; at < steps.size(); at++) {
            Step step = steps.get(at);
            boolean in = step.act() == Act.IN || step.act() == Act.PEND_IN || step.act() == Act.POST;
            Journal journal = Journal.of("j" + at).bookedOn(FIRST.plusDays(step.day()));
            if (step.payment() > 2) {
                journal = journal.attribute(SuspenseAging.ITEM, "i" + step.payment());
            }
            ledger.post(
                            in
                                    ? journal.debit("cash:cad", CAD.ofMinor(step.minor()))
                                            .credit("suspense:cad", CAD.ofMinor(step.minor()))
                                    : journal.debit("suspense:cad", CAD.ofMinor(step.minor()))
                                            .credit("cash:cad", CAD.ofMinor(step.minor())),
                            NOW)
                    .orThrow();
        }
        for (int day = 0; day < 10; day++) {
            SuspenseAging.Report report =
                    SuspenseAging.of(ACCOUNTS, "desk").assess(ledger, new AsOf(FIRST.plusDays(day), NOW));
            assertThat(report.proof().holds()).isTrue();
            assertThat(report.items()).allMatch(item -> !item.amount().isZero() && item.ageDays() >= 0);
            long signs = report.items().stream()
                    .filter(item -> item.reference().startsWith("j"))
                    .map(item -> item.amount().signum())
                    .distinct()
                    .count();
            assertThat(signs).as("unnamed items all lie on one side").isLessThanOrEqualTo(1);
        }
    }
}
