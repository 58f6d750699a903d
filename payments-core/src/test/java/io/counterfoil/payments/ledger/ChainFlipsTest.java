package io.counterfoil.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.testkit.ledger.LedgerTraffic;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One bit of one record of a log is turned, anywhere: in the number, the kind, a text, a day, an amount, a side or the hash itself. */
class ChainFlipsTest {

    private static final int FLIPS = Integer.getInteger("counterfoil.chain.flips", 2_000);
    private static final long FIRST_SEED = Long.getLong("counterfoil.chain.seed", 1);
    private static final int FLIPS_OF_A_LOG = 500;
    private static final int COMMANDS = 40;

    @Test
    @DisplayName("PAY-53 property 7: a single bit flipped anywhere in the chain is found at its record")
    void everyFlipIsFound() {
        Map<String, Long> places = new TreeMap<>();
        int flips = 0;
        long seed = FIRST_SEED;
        for (; flips < FLIPS; seed++) {
            List<LedgerStore.LedgerRecord> log = log(seed);
            Random random = new Random(seed);
            for (int flip = 0; flip < FLIPS_OF_A_LOG && flips < FLIPS; flip++) {
                List<LedgerStore.LedgerRecord> bad = new ArrayList<>(log);
                int index = random.nextInt(log.size());
                String place = flip(bad, index, random);
                LedgerStore.ChainReport report = LedgerStore.ChainReport.of(bad.stream());
                if (report.firstBadSequence() != index + 1L || report.records() != index) {
                    throw new AssertionError("seed " + seed + ", flip " + flip + " of the " + place + " of record "
                            + (index + 1) + ": " + report);
                }
                places.merge(place, 1L, Long::sum);
                flips++;
            }
        }
        System.out.println("single-bit flips: " + flips + " from seed " + FIRST_SEED + " to " + (seed - 1)
                + ", all found at their record, " + places);
        assertThat(places).hasSizeGreaterThan(8);
    }

    private static List<LedgerStore.LedgerRecord> log(long seed) {
        LedgerStore store = LedgerStore.inMemory();
        Ledger ledger = Ledger.builder(ZoneOffset.UTC).store(store).build();
        LedgerTraffic.accounts().forEach(account -> ledger.open(account).orThrow());
        LedgerTraffic traffic = new LedgerTraffic(seed);
        for (int step = 0; step < COMMANDS; step++) {
            traffic.next().applyTo(ledger);
        }
        try (var records = store.read(1)) {
            return records.toList();
        }
    }

    /** Turns a bit of a place that the record has; what it has not falls to the hash. */
    private static String flip(List<LedgerStore.LedgerRecord> log, int index, Random random) {
        LedgerStore.LedgerRecord record = log.get(index);
        LedgerStore.LedgerRecord.Builder changed =
                LedgerStore.LedgerRecord.builder().from(record);
        String place = turn(record, changed, random);
        if (place.isEmpty()) {
            byte[] bytes = record.hash().bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            changed.hash(Sha256.ofDigest(bytes));
            place = "hash";
        }
        log.set(index, changed.build());
        return place;
    }

    private static String turn(
            LedgerStore.LedgerRecord record, LedgerStore.LedgerRecord.Builder changed, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> changed.sequence(record.sequence() ^ 1L << random.nextInt(64));
            case 1 -> {
                int kind = record.kind().number() ^ 1 << random.nextInt(4);
                if (kind >= LedgerStore.LedgerRecord.Kind.values().length) {
                    return "";
                }
                changed.kind(LedgerStore.LedgerRecord.Kind.numbered((byte) kind));
                return "kind";
            }
            case 2 -> {
                return turn(record.id(), random).map(changed::id).isPresent() ? "id" : "";
            }
            case 3 -> {
                return turn(record.pending(), random).map(changed::pending).isPresent() ? "pending id" : "";
            }
            case 4 -> {
                return record.bookedOn()
                                .map(day -> changed.bookedOn(turn(day, random)))
                                .isPresent()
                        ? "booking day"
                        : "";
            }
            case 5 -> {
                return record.valueOn()
                                .map(day -> changed.valueOn(turn(day, random)))
                                .isPresent()
                        ? "value day"
                        : "";
            }
            case 6, 7 -> {
                return turnLeg(record, changed, random);
            }
            case 8 -> {
                return turnAttribute(record, changed, random);
            }
            default -> {
                return "";
            }
        }
        return "sequence";
    }

    private static Optional<String> turn(String text, Random random) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder turned = new StringBuilder(text);
        int at = random.nextInt(text.length());
        turned.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
        return Optional.of(turned.toString());
    }

    private static LocalDate turn(LocalDate day, Random random) {
        return LocalDate.ofEpochDay(day.toEpochDay() ^ 1L << random.nextInt(20));
    }

    private static String turnLeg(
            LedgerStore.LedgerRecord record, LedgerStore.LedgerRecord.Builder changed, Random random) {
        if (record.legs().isEmpty()) {
            return "";
        }
        List<Journal.Leg> legs = new ArrayList<>(record.legs());
        int at = random.nextInt(legs.size());
        Journal.Leg leg = legs.get(at);
        String place;
        switch (random.nextInt(3)) {
            case 0 -> {
                legs.set(
                        at,
                        new Journal.Leg(
                                leg.account(), leg.side(), leg.currency(), leg.minor() ^ 1L << random.nextInt(63)));
                place = "amount";
            }
            case 1 -> {
                Journal.Side other = leg.side() == Journal.Side.DEBIT ? Journal.Side.CREDIT : Journal.Side.DEBIT;
                legs.set(at, new Journal.Leg(leg.account(), other, leg.currency(), leg.minor()));
                place = "side";
            }
            default -> {
                AccountId account =
                        AccountId.of(turn(leg.account().value(), random).orElseThrow());
                legs.set(at, new Journal.Leg(account, leg.side(), leg.currency(), leg.minor()));
                place = "account";
            }
        }
        changed.legs(legs);
        return place;
    }

    private static String turnAttribute(
            LedgerStore.LedgerRecord record, LedgerStore.LedgerRecord.Builder changed, Random random) {
        Map<String, String> attributes = new TreeMap<>(record.attributes());
        for (Map.Entry<String, String> attribute : record.attributes().entrySet()) {
            if (!attribute.getValue().isEmpty()) {
                attributes.put(
                        attribute.getKey(), turn(attribute.getValue(), random).orElseThrow());
                changed.attributes(attributes);
                return "attribute";
            }
        }
        return "";
    }
}
