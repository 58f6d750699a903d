package io.counterfoil.payments.testkit.ledger;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand.Op;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.money.CurrencyUnit;

/**
 * Commands as a host gives them, all of them from one seed: new ids, low floors that are seldom reached, pendings that are settled once. Most are accepted;
 * now and then one is repeated, late, or wrong. Where {@link LedgerSimulation#commands} asks for refusals, this asks for sums. Not thread-safe.
 */
public final class LedgerTraffic {

    private static final CurrencyUnit CAD = Amounts.in("CAD").currency();
    private static final CurrencyUnit USD = Amounts.in("USD").currency();
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final int CAD_ACCOUNTS = 12;
    private static final long HUGE = Long.MAX_VALUE / 1000;
    private static final List<Account> ACCOUNTS = opened();

    private final Random random;
    private final List<LedgerCommand> given = new ArrayList<>();
    private final List<LedgerCommand> pending = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T00:00:00Z");

    /** Commands from the seed. */
    public LedgerTraffic(long seed) {
        random = new Random(seed);
    }

    /** The accounts that the commands speak of, and no others but for one that does not exist. */
    public static List<Account> accounts() {
        return ACCOUNTS;
    }

    private static List<Account> opened() {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < CAD_ACCOUNTS; i++) {
            accounts.add(
                    switch (i % 4) {
                        case 0 -> Account.asset("cash" + i, CAD);
                        case 1 ->
                            Account.asset("inflight" + i, CAD)
                                    .notBelow(Amounts.in(CAD).ofMinor(-9_000));
                        case 2 ->
                            Account.liability("client" + i, CAD)
                                    .notBelow(Amounts.in(CAD).ofMinor(-5_000));
                        default -> Account.expense("fees" + i, CAD);
                    });
        }
        accounts.add(Account.asset("cashU", USD));
        accounts.add(Account.liability("clientU", USD).notBelow(Amounts.in(USD).ofMinor(-2_000)));
        accounts.add(Account.expense("old", CAD));
        return List.copyOf(accounts);
    }

    /** The next command. */
    public LedgerCommand next() {
        now = now.plus(Duration.ofMinutes(random.nextInt(240)));
        LedgerCommand command = !given.isEmpty() && one(40)
                ? given.get(random.nextInt(given.size())).at(now)
                : fresh();
        given.add(command);
        return command;
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private LedgerCommand fresh() {
        int dice = random.nextInt(200);
        if (dice < 80) {
            return journal(Op.POST, Journal.Expiry.never());
        }
        if (dice < 130) {
            LedgerCommand pend = journal(Op.PEND, expiry());
            pending.add(pend);
            return pend;
        }
        if (dice < 190 && !pending.isEmpty()) {
            return settle(dice < 170 ? Op.POST_PENDING : Op.VOID_PENDING);
        }
        if (dice == 199) {
            return one(3) ? plain(Op.CLOSE, "old", FIRST) : plain(Op.LOCK, "lock", FIRST.plusDays(random.nextInt(2)));
        }
        return plain(Op.EXPIRE, "expire", FIRST);
    }

    private Journal.Expiry expiry() {
        return one(3) ? Journal.Expiry.at(now.plus(Duration.ofHours(random.nextInt(400)))) : Journal.Expiry.never();
    }

    private LedgerCommand plain(Op op, String id, LocalDate day) {
        return new LedgerCommand(op, id, "", day, day, Journal.Expiry.never(), List.of(), false, now);
    }

    private LedgerCommand journal(Op op, Journal.Expiry expiry) {
        LocalDate day = day();
        return new LedgerCommand(op, id(), "", day, day.plusDays(random.nextInt(3)), expiry, legs(), false, now);
    }

    /** Settles what is pending: in full, in a part of two legs, or void; once, but for what is kept open. */
    private LedgerCommand settle(Op op) {
        int place = random.nextInt(pending.size());
        LedgerCommand pend = pending.get(place);
        boolean part =
                op == Op.POST_PENDING && pend.legs() != null && pend.legs().size() == 2 && random.nextBoolean();
        boolean keepRest = op == Op.POST_PENDING && part && random.nextBoolean();
        if (!keepRest && !one(20)) {
            pending.remove(place);
        }
        LocalDate day = day();
        List<Journal.Leg> legs = part ? part(pend.legs()) : null;
        return new LedgerCommand(op, id(), pend.id(), day, day, Journal.Expiry.never(), legs, keepRest, now);
    }

    private List<Journal.Leg> part(List<Journal.Leg> legs) {
        long most = Math.max(1, Math.min(1_000, legs.get(0).minor() / 2));
        long minor = 1L + random.nextInt((int) most);
        return legs.stream()
                .map(leg -> new Journal.Leg(leg.account(), leg.side(), leg.currency(), minor))
                .toList();
    }

    private LocalDate day() {
        return FIRST.plusDays(one(50) ? 0 : 2 + random.nextInt(20));
    }

    private String id() {
        if (one(400)) {
            return " ";
        }
        if (!given.isEmpty() && one(60)) {
            return given.get(random.nextInt(given.size())).id();
        }
        int number = given.size();
        return switch (random.nextInt(12)) {
            case 0 -> "an id that is longer than can be packed: " + number;
            case 1 -> "00000000-0000-4000-8000-" + (100_000_000_000L + number);
            case 2 -> "00000000000000000000" + (100_000_000_000L + number);
            default -> "j" + number;
        };
    }

    private List<Journal.Leg> legs() {
        long minor = one(150) ? 0 : one(150) ? -4 : one(200) ? HUGE : 1 + random.nextInt(100);
        int debit = random.nextInt(CAD_ACCOUNTS);
        int credit = (debit + (one(100) ? 0 : 1 + random.nextInt(CAD_ACCOUNTS - 1))) % CAD_ACCOUNTS;
        List<Journal.Leg> legs = new ArrayList<>();
        legs.add(leg(debit, Journal.Side.DEBIT, minor));
        legs.add(leg(credit, Journal.Side.CREDIT, minor));
        if (one(5)) {
            int third = CAD_ACCOUNTS + 2;
            legs.set(1, leg(credit, Journal.Side.CREDIT, minor + (one(40) ? 6 : 7)));
            legs.add(one(12) ? leg(third, Journal.Side.DEBIT, 7) : leg(debit, Journal.Side.DEBIT, 7));
        }
        if (one(6)) {
            legs.add(leg(CAD_ACCOUNTS, random.nextBoolean() ? Journal.Side.DEBIT : Journal.Side.CREDIT, 9));
            legs.add(leg(CAD_ACCOUNTS + 1, other(legs.get(legs.size() - 1).side()), 9));
        }
        if (one(150)) {
            legs.remove(random.nextInt(legs.size()));
        }
        if (one(150)) {
            Journal.Leg last = legs.get(0);
            legs.set(0, new Journal.Leg(last.account(), last.side(), one(2) ? USD : CAD, last.minor()));
        }
        if (one(200)) {
            legs.set(0, new Journal.Leg(AccountId.of("ghost"), Journal.Side.DEBIT, CAD, minor));
        }
        return List.copyOf(legs);
    }

    private static Journal.Side other(Journal.Side side) {
        return side == Journal.Side.DEBIT ? Journal.Side.CREDIT : Journal.Side.DEBIT;
    }

    private static Journal.Leg leg(int account, Journal.Side side, long minor) {
        Account of = ACCOUNTS.get(account);
        return new Journal.Leg(of.id(), side, of.currency(), minor);
    }
}
