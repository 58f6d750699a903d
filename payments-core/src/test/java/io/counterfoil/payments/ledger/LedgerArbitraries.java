package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import io.counterfoil.payments.testkit.ledger.LedgerCommand.Op;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.money.CurrencyUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Commands from a small world, so that they meet: few ids, few accounts, few days, few amounts. */
final class LedgerArbitraries {

    static final CurrencyUnit CAD = Amounts.in("CAD").currency();
    static final CurrencyUnit USD = Amounts.in("USD").currency();
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    static final List<Account> ACCOUNTS = List.of(
            Account.asset("cash", CAD),
            Account.asset("inflight", CAD).notBelow(Amounts.in(CAD).ofMinor(-50)),
            Account.liability("client", CAD).notBelowZero(),
            Account.expense("fees", CAD),
            Account.asset("cashU", USD),
            Account.liability("clientU", USD));

    private LedgerArbitraries() {}

    static Arbitrary<List<LedgerCommand>> scripts() {
        return Arbitraries.integers()
                .between(5, 50)
                .withDistribution(RandomDistribution.uniform())
                .flatMap(size -> commands().list().ofSize(size))
                .withoutEdgeCases();
    }

    private static Arbitrary<LedgerCommand> commands() {
        Arbitrary<Op> ops = Arbitraries.frequency(
                Tuple.of(12, Op.POST),
                Tuple.of(8, Op.PEND),
                Tuple.of(9, Op.POST_PENDING),
                Tuple.of(4, Op.VOID_PENDING),
                Tuple.of(2, Op.EXPIRE),
                Tuple.of(1, Op.LOCK),
                Tuple.of(1, Op.CLOSE));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 14);
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 9);
        Arbitrary<Integer> dice = Arbitraries.integers().between(0, 9999);
        return Combinators.combine(ops, numbers, numbers, days, days, legs(), dice)
                .as(LedgerArbitraries::command);
    }

    private static LedgerCommand command(
            Op op, int number, int other, int booked, int now, List<Journal.Leg> legs, int dice) {
        LocalDate day = FIRST.plusDays(op == Op.LOCK ? booked / 4 : booked);
        boolean settles = op == Op.POST_PENDING || op == Op.VOID_PENDING;
        boolean everything = dice % 3 == 0;
        return new LedgerCommand(
                op,
                id(op, number, dice),
                settles ? (dice % 10 == 0 ? "j" : "h") + other % 6 : "",
                day,
                day.plusDays(dice % 7 == 0 ? 1 : 0),
                op == Op.PEND && dice % 2 == 0
                        ? Journal.Expiry.at(START.plus(dice % 14, ChronoUnit.DAYS))
                        : Journal.Expiry.never(),
                op == Op.VOID_PENDING || (op == Op.POST_PENDING && everything)
                        ? null
                        : op == Op.PEND ? bounded(legs) : legs,
                op == Op.POST_PENDING && dice % 2 == 0,
                START.plus(now, ChronoUnit.DAYS));
    }

    /** What is pending can be released on a later day, so that sums as of a day before leave 63 bits though no current one does. */
    private static List<Journal.Leg> bounded(List<Journal.Leg> legs) {
        return legs.stream()
                .map(leg -> new Journal.Leg(
                        leg.account(), leg.side(), leg.currency(), Math.min(leg.minor(), Long.MAX_VALUE / 1000)))
                .toList();
    }

    /** Pendings have ids of their own, so that later commands find them; the others now and then one of those. */
    private static String id(Op op, int number, int dice) {
        if (op == Op.CLOSE) {
            return dice % 4 == 0 ? "ghost" : dice % 2 == 0 ? "clientU" : "fees";
        }
        if (dice % 50 == 1) {
            return " ";
        }
        return (op == Op.PEND || dice % 20 == 2 ? "h" + number % 6 : "j" + number);
    }

    /** Mostly balanced, and wrong in each way now and then. */
    private static Arbitrary<List<Journal.Leg>> legs() {
        Arbitrary<Long> minor = Arbitraries.frequency(
                Tuple.of(20, 10L),
                Tuple.of(20, 5L),
                Tuple.of(12, 3L),
                Tuple.of(12, 100L),
                Tuple.of(1, 0L),
                Tuple.of(1, -4L),
                Tuple.of(2, Long.MAX_VALUE));
        Arbitrary<List<Journal.Leg>> any = Combinators.combine(
                        Arbitraries.of(ACCOUNTS.subList(0, 4)), Arbitraries.of(ACCOUNTS.subList(0, 4)), minor)
                .as((debit, credit, amount) -> two(debit, credit, amount));
        Arbitrary<List<Journal.Leg>> three = Combinators.combine(
                        Arbitraries.of(ACCOUNTS.subList(0, 2)),
                        Arbitraries.longs().between(1, 9))
                .as((asset, amount) -> List.of(
                        leg(asset, Journal.Side.DEBIT, amount),
                        leg(ACCOUNTS.get(3), Journal.Side.DEBIT, 10 - amount),
                        leg(ACCOUNTS.get(2), Journal.Side.CREDIT, 10)));
        Arbitrary<List<Journal.Leg>> twoCurrencies = minor.map(amount -> List.of(
                leg(ACCOUNTS.get(0), Journal.Side.DEBIT, amount),
                leg(ACCOUNTS.get(4), Journal.Side.DEBIT, 7),
                leg(ACCOUNTS.get(5), Journal.Side.CREDIT, 7),
                leg(ACCOUNTS.get(2), Journal.Side.CREDIT, amount)));
        Arbitrary<List<Journal.Leg>> wild = Combinators.combine(
                        Arbitraries.of("cash", "client", "cashU", "ghost"),
                        Arbitraries.of(Journal.Side.DEBIT, Journal.Side.CREDIT),
                        Arbitraries.of(CAD, USD),
                        minor)
                .as((id, side, unit, amount) -> new Journal.Leg(AccountId.of(id), side, unit, amount))
                .list()
                .ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(10, minor.map(amount -> two(ACCOUNTS.get(0), ACCOUNTS.get(2), amount))),
                Tuple.of(12, minor.map(amount -> two(ACCOUNTS.get(1), ACCOUNTS.get(2), amount))),
                Tuple.of(6, minor.map(amount -> two(ACCOUNTS.get(2), ACCOUNTS.get(0), amount))),
                Tuple.of(3, any),
                Tuple.of(4, three),
                Tuple.of(3, twoCurrencies),
                Tuple.of(2, wild));
    }

    private static List<Journal.Leg> two(Account debit, Account credit, long minor) {
        return List.of(leg(debit, Journal.Side.DEBIT, minor), leg(credit, Journal.Side.CREDIT, minor));
    }

    private static Journal.Leg leg(Account account, Journal.Side side, long minor) {
        return new Journal.Leg(account.id(), side, account.currency(), minor);
    }
}
