package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand;
import io.counterfoil.payments.testkit.ledger.ReferenceLedger;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LedgerProperties {

    private static final AsOf ALL = new AsOf(LocalDate.MAX, Instant.MAX);

    @Provide
    Arbitrary<List<LedgerCommand>> scripts() {
        return LedgerArbitraries.scripts();
    }

    @Property
    @Label(
            "PAY-45, PAY-47, PAY-48, PAY-49 property 6: after every command the engine is the slow model: same answer, same first error, same sums")
    void engineIsTheSlowModel(@ForAll("scripts") List<LedgerCommand> script) {
        Ledger ledger = opened(LedgerStore.inMemory());
        ReferenceLedger model = new ReferenceLedger();
        LedgerArbitraries.ACCOUNTS.forEach(model::open);
        for (LedgerCommand command : script) {
            String answer = command.applyTo(ledger);
            assertThat(answer).as("%s", command).isEqualTo(model.apply(command));
            assertThat(sums(ledger)).isEqualTo(model.sums());
            assertBalancedAndGuarded(ledger);
        }
    }

    private static void assertBalancedAndGuarded(Ledger ledger) {
        Map<String, BigInteger> net = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            Balance balance = ledger.balance(account.id(), ALL, BalanceBasis.BOOKED);
            net.merge(
                    account.currency() + " posted",
                    BigInteger.valueOf(balance.postedDebitMinor() - balance.postedCreditMinor()),
                    BigInteger::add);
            net.merge(
                    account.currency() + " pending",
                    BigInteger.valueOf(balance.pendingDebitMinor() - balance.pendingCreditMinor()),
                    BigInteger::add);
            Long floor = account.floorMinor();
            if (floor != null) {
                assertThat(balance.availableMinor()).as("%s", account).isGreaterThanOrEqualTo(floor);
            }
        }
        assertThat(net.values()).allMatch(sum -> sum.signum() == 0);
    }

    @Property
    @Label("PAY-25 property 6: a command repeated changes nothing, whatever it was")
    void repeatingChangesNothing(@ForAll("scripts") List<LedgerCommand> script) {
        Ledger ledger = opened(LedgerStore.inMemory());
        for (LedgerCommand command : script) {
            String first = command.applyTo(ledger);
            Sha256 head = ledger.head();
            long sequence = ledger.sequence();
            String again = command.applyTo(ledger);
            assertThat(ledger.head()).isEqualTo(head);
            assertThat(ledger.sequence()).isEqualTo(sequence);
            if (first.equals("ACCEPTED")) {
                assertThat(again).isEqualTo("REPLAYED");
            }
        }
    }

    @Property
    @Label(
            "PAY-54 property 6: replay of the log, and of a snapshot and the rest, is the live state bit for bit, from any prefix")
    void replayIsLive(@ForAll("scripts") List<LedgerCommand> script, @ForAll @IntRange(max = 60) int cut) {
        LedgerStore store = LedgerStore.inMemory();
        LedgerStore other = LedgerStore.inMemory();
        Ledger live = opened(store);
        for (int i = 0; i < script.size(); i++) {
            if (i == cut) {
                other.append(store.read(1).toList());
                Ledger prefix = ledger(other);
                assertThat(prefix.saveSnapshot()).isEqualTo(live.saveSnapshot());
            }
            script.get(i).applyTo(live);
        }
        LedgerStore plain = LedgerStore.inMemory();
        plain.append(store.read(1).toList());
        byte[] expected = content(live);
        assertThat(content(ledger(plain))).isEqualTo(expected);
        if (other.latestSnapshot().isPresent()) {
            other.append(store.read(other.latestSnapshot().orElseThrow().sequence() + 1)
                    .toList());
            Ledger fromSnapshot = ledger(other);
            assertThat(content(fromSnapshot)).isEqualTo(expected);
            assertThat(fromSnapshot.head()).isEqualTo(live.head());
            LedgerCommand expire = script.get(0);
            Instant end = Instant.parse("2027-01-01T00:00:00Z");
            assertThat(fromSnapshot.expire(end).records())
                    .as("pendings left to expire after %s", expire)
                    .isEqualTo(live.expire(end).records());
        }
    }

    private static byte[] content(Ledger ledger) {
        return ledger.fork().saveSnapshot().content();
    }

    @Property
    @Label("PAY-53 property 7: any change, removal or swap of records is found at its place")
    void tamperingIsFoundAtItsPlace(
            @ForAll("scripts") List<LedgerCommand> script,
            @ForAll @IntRange(max = 1000) int where,
            @ForAll @IntRange(max = 9) int how) {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = opened(store);
        script.forEach(command -> command.applyTo(ledger));
        List<LedgerStore.LedgerRecord> log = new ArrayList<>(store.read(1).toList());
        assertThat(LedgerStore.ChainReport.of(log.stream())).isEqualTo(ledger.verify());
        assertThat(ledger.verify().isIntact()).isTrue();
        int index = where % (log.size() - 1);
        tamper(log, index, how);
        LedgerStore.ChainReport report = LedgerStore.ChainReport.of(log.stream());
        assertThat(report.firstBadSequence()).as("tampered %s", how).isEqualTo(index + 1L);
        assertThat(report.records()).isEqualTo(index);
    }

    private static void tamper(List<LedgerStore.LedgerRecord> log, int index, int how) {
        LedgerStore.LedgerRecord record = log.get(index);
        LedgerStore.LedgerRecord.Builder changed =
                LedgerStore.LedgerRecord.builder().from(record);
        switch (how) {
            case 0 -> log.remove(index);
            case 1 -> Collections.swap(log, index, index + 1);
            case 2 -> log.set(index, changed.sequence(record.sequence() + 1).build());
            case 3 -> log.set(index, changed.id(record.id() + "x").build());
            case 4 -> log.set(index, changed.bookedOn(LocalDate.of(2020, 1, 1)).build());
            case 5 -> log.set(index, changed.valueOn(LocalDate.of(2020, 1, 1)).build());
            case 6 -> log.set(index, changed.pending(record.pending() + "x").build());
            case 7 -> log.set(index, changed.putAttribute("note", "x").build());
            case 8 ->
                log.set(
                        index,
                        changed.addLeg(new Journal.Leg(
                                        AccountId.of("cash"), Journal.Side.DEBIT, LedgerArbitraries.CAD, 1))
                                .build());
            default -> {
                byte[] bytes = record.hash().bytes();
                bytes[index % 32] ^= (byte) (1 << index % 8);
                log.set(index, changed.hash(Sha256.ofDigest(bytes)).build());
            }
        }
    }

    @Property
    @Label("PAY-46 property 8: of every pending: posted + released + left = pended")
    void nothingOfAPendingIsLost(@ForAll("scripts") List<LedgerCommand> script) {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = opened(store);
        script.forEach(command -> command.applyTo(ledger));
        Map<String, Map<String, Long>> left = new TreeMap<>();
        try (Stream<LedgerStore.LedgerRecord> log = store.read(1)) {
            log.forEach(record -> followPending(left, record));
        }
        Map<String, Long> sum = new TreeMap<>();
        left.values().forEach(legs -> legs.forEach((place, minor) -> sum.merge(place, minor, Math::addExact)));
        for (Account account : ledger.accounts()) {
            Balance balance = ledger.balance(account.id(), ALL, BalanceBasis.VALUE);
            assertThat(balance.pendingDebitMinor()).isEqualTo(sum.getOrDefault(account.id() + " DEBIT", 0L));
            assertThat(balance.pendingCreditMinor()).isEqualTo(sum.getOrDefault(account.id() + " CREDIT", 0L));
        }
    }

    private static void followPending(Map<String, Map<String, Long>> left, LedgerStore.LedgerRecord record) {
        switch (record.kind()) {
            case PEND -> {
                Map<String, Long> legs = new TreeMap<>();
                record.legs().forEach(leg -> legs.merge(place(leg), leg.minor(), Math::addExact));
                left.put(record.id(), legs);
            }
            case POST_PENDING, VOID_PENDING, EXPIRE -> {
                Map<String, Long> legs = left.get(record.pending());
                record.legs().forEach(leg -> legs.merge(place(leg), -leg.minor(), Math::addExact));
                assertThat(legs.values()).allMatch(minor -> minor >= 0);
                if (record.kind() != LedgerStore.LedgerRecord.Kind.POST_PENDING) {
                    assertThat(legs.values()).as("void and expiry release all").allMatch(minor -> minor == 0);
                } else if (!record.attributes().containsKey("@keepRest")) {
                    left.remove(record.pending());
                }
            }
            default -> {}
        }
    }

    private static String place(Journal.Leg leg) {
        return leg.account() + " " + leg.side();
    }

    @Property
    @Label("PAY-50 the balance as of a day is the sum of what was booked, or of value, by then and known by then")
    void balanceAsOfIsTheSumOfTheEntries(
            @ForAll("scripts") List<LedgerCommand> script,
            @ForAll @IntRange(max = 10) int day,
            @ForAll @IntRange(max = 10) int known) {
        Ledger ledger = opened(LedgerStore.inMemory());
        script.forEach(command -> command.applyTo(ledger));
        LocalDate effective = LedgerArbitraries.FIRST.plusDays(day);
        Instant knownAt = LedgerArbitraries.START.plusSeconds(86_400L * known);
        for (BalanceBasis basis : BalanceBasis.values()) {
            for (Account account : ledger.accounts()) {
                Balance balance = ledger.balance(account.id(), new AsOf(effective, knownAt), basis);
                long debits = 0;
                long credits = 0;
                DateRange range = DateRange.of(LocalDate.of(2000, 1, 1), effective);
                for (LedgerEntry entry :
                        ledger.entries(account.id(), range, basis).toList()) {
                    if (!entry.recordedAt().isAfter(knownAt)) {
                        long minor = Amounts.minor(entry.amount());
                        debits += entry.side() == Journal.Side.DEBIT ? minor : 0;
                        credits += entry.side() == Journal.Side.CREDIT ? minor : 0;
                    }
                }
                assertThat(balance.postedDebitMinor()).isEqualTo(debits);
                assertThat(balance.postedCreditMinor()).isEqualTo(credits);
            }
        }
    }

    @Property
    @Label("PAY-52 a locked period proves the same for ever, whatever comes after")
    void lockedPeriodsStay(
            @ForAll("scripts") List<LedgerCommand> before, @ForAll("scripts") List<LedgerCommand> after) {
        Ledger ledger = opened(LedgerStore.inMemory());
        before.forEach(command -> command.applyTo(ledger));
        LocalDate through = LedgerArbitraries.FIRST.plusDays(4);
        PeriodProof proof = ledger.prove(DateRange.of(LedgerArbitraries.FIRST, through));
        assertThat(proof.holds()).isTrue();
        ledger.lock(through, proof).orThrow();
        after.forEach(command -> command.applyTo(ledger));
        PeriodProof again = ledger.prove(proof.period());
        assertThat(again.canonicalText()).isEqualTo(proof.canonicalText());
        assertThat(again.digest()).isEqualTo(proof.digest());
    }

    @Provide
    Arbitrary<List<Journal>> journals() {
        return Combinators.combine(
                        Arbitraries.of("cash", "fees"),
                        Arbitraries.of("client", "inflight"),
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.integers().between(0, 3))
                .as((debit, credit, minor, day) -> Journal.of("x")
                        .bookedOn(LedgerArbitraries.FIRST.plusDays(day))
                        .debit(debit, Amounts.in("CAD").ofMinor(minor))
                        .credit(credit, Amounts.in("CAD").ofMinor(minor)))
                .list()
                .ofMaxSize(30);
    }

    @Property
    @Label("PAY-52 property 14: a proof does not depend on the order of the journals, but for the chain's head")
    void proofDoesNotDependOnOrder(@ForAll("journals") List<Journal> journals, @ForAll Random random) {
        List<Journal> named = new ArrayList<>();
        for (Journal journal : journals) {
            named.add(
                    Journal.of("j" + named.size()).bookedOn(journal.bookedOn()).with(journal.legs()));
        }
        List<Journal> shuffled = new ArrayList<>(named);
        Collections.shuffle(shuffled, random);
        assertThat(figures(shuffled)).isEqualTo(figures(named));
    }

    private static List<String> figures(List<Journal> journals) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        for (Account account : LedgerArbitraries.ACCOUNTS) {
            ledger.open(Account.of(account.id(), account.kind(), account.currency()))
                    .orThrow();
        }
        journals.forEach(
                journal -> ledger.post(journal, LedgerArbitraries.START).orThrow());
        DateRange period = DateRange.of(LedgerArbitraries.FIRST.plusDays(1), LedgerArbitraries.FIRST.plusDays(2));
        return ledger.prove(period)
                .canonicalText()
                .lines()
                .filter(line -> !line.startsWith("chain "))
                .toList();
    }

    @Property
    @Label("PAY-59 what is done to a fork stays in the fork")
    void forksAreApart(@ForAll("scripts") List<LedgerCommand> before, @ForAll("scripts") List<LedgerCommand> what) {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = opened(store);
        before.forEach(command -> command.applyTo(ledger));
        byte[] state = content(ledger);
        long records = store.read(1).count();
        Ledger fork = ledger.fork();
        what.forEach(command -> command.applyTo(fork));
        assertThat(content(ledger)).isEqualTo(state);
        assertThat(store.read(1).count()).isEqualTo(records);
        assertThat(fork.verify().isIntact()).isTrue();
        what.forEach(command -> command.applyTo(ledger));
        assertThat(content(fork)).as("the fork is what the ledger becomes").isEqualTo(content(ledger));
    }

    private static Ledger ledger(LedgerStore store) {
        return Ledger.builder(ZoneOffset.UTC).store(store).build();
    }

    private static Ledger opened(LedgerStore store) {
        Ledger ledger = ledger(store);
        LedgerArbitraries.ACCOUNTS.forEach(account -> ledger.open(account).orThrow());
        return ledger;
    }

    private static Map<String, List<BigInteger>> sums(Ledger ledger) {
        Map<String, List<BigInteger>> sums = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            Balance balance = ledger.balance(account.id(), ALL, BalanceBasis.BOOKED);
            sums.put(
                    account.id().value(),
                    Stream.of(
                                    balance.postedDebitMinor(),
                                    balance.postedCreditMinor(),
                                    balance.pendingDebitMinor(),
                                    balance.pendingCreditMinor())
                            .map(BigInteger::valueOf)
                            .toList());
        }
        return sums;
    }
}
