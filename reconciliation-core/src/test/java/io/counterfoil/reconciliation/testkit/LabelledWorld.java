package io.counterfoil.reconciliation.testkit;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/**
 * A bank account and the books behind it, with known truth, made from a seed: debits recorded in an electronic payments system, invoices paid alone, several at once or
 * several by several, with and without discount, in another currency; payouts of a card provider less its fees; the same line booked twice, references and amounts mistyped, references left out,
 * lines that nothing in the books explains, rows and whole days missing.
 */
public final class LabelledWorld {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 120;
    private static final int MICROS = 1_000_000;
    private static final int BASIS_POINTS = 10_000;
    private static final String[] PLACES = {
        "NORTH", "HARBOUR", "OAK", "RIVER", "STONE", "MILL", "CASTLE", "BRIDGE", "GREEN", "QUEEN", "LAKE", "FIELD"
    };
    private static final String[] TRADES = {
        "BAKERY", "DENTAL", "FITNESS", "PLUMBING", "LEGAL", "CATERING", "PRINT", "MOTORS", "STUDIO", "NURSERY"
    };
    private static final int[] PRICES = {2_500, 4_900, 9_900, 12_000, 25_000, 49_900};

    private final Random random;
    private final List<Line> bank = new ArrayList<>();
    private final List<Line> book = new ArrayList<>();
    private final Map<ItemId, DifferenceExplainer.Discount> discounts = new HashMap<>();
    private final Map<ItemId, String> labels = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private int event;
    private int number;

    /** One line of a side; an empty text is none. */
    private record Line(
            String id,
            String label,
            LocalDate day,
            int minor,
            String currency,
            String reference,
            String party,
            String account,
            String group,
            String text) {

        private Line named(String otherId, String otherLabel) {
            return new Line(otherId, otherLabel, day, minor, currency, reference, party, account, group, text);
        }
    }

    private LabelledWorld(long seed) {
        this.random = new Random(seed * 7919 + 17);
    }

    /** The world of the seed with so many events. */
    public static LabelledWorld of(long seed, int events) {
        LabelledWorld world = new LabelledWorld(seed);
        while (world.event < events) {
            world.event++;
            world.happen(world.random.nextInt(100));
        }
        world.lose();
        return world;
    }

    private void happen(int kind) {
        LocalDate day = businessDay(FIRST.plusDays(random.nextInt(DAYS)));
        if (kind < 45) {
            debit(day);
        } else if (kind < 70) {
            invoice(day);
        } else if (kind < 76) {
            payout(day);
        } else if (kind < 81) {
            foreign(day);
        } else if (kind < 87) {
            several(day, 1, 2 + random.nextInt(2));
        } else if (kind < 90) {
            several(day, 2, 3);
        } else if (kind < 92) {
            twice(day);
        } else {
            noise(day);
        }
    }

    private String label() {
        return "T" + event;
    }

    private String customer() {
        return PLACES[random.nextInt(PLACES.length)] + " " + TRADES[random.nextInt(TRADES.length)] + " "
                + (1 + random.nextInt(9));
    }

    private int amount() {
        return random.nextInt(3) == 0
                ? PRICES[random.nextInt(PRICES.length)]
                : 500 + (int) Math.round(Math.exp(random.nextGaussian() + 4.5) * 100);
    }

    private static LocalDate businessDay(LocalDate day) {
        LocalDate at = day;
        while (at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY) {
            at = at.plusDays(1);
        }
        return at;
    }

    private LocalDate later(LocalDate day, int most) {
        return businessDay(day.plusDays(random.nextInt(most + 1)));
    }

    private String next(String prefix) {
        number++;
        return prefix + "-" + (100_000 + number);
    }

    private void book(LocalDate day, int minor, String currency, String reference, String party, String group) {
        String id = "R" + (book.size() + 1);
        int seen = random.nextInt(400) == 0 ? minor + 9 * (1 + random.nextInt(9)) : minor;
        if (seen != minor) {
            broken.add(label());
        }
        String account = group.isEmpty() ? "" : "card provider";
        book.add(new Line(id, label(), day, seen, currency, reference, party, account, group, party + " " + reference));
    }

    /** A bank line that names a reference in its field, in its text only, mistyped, or not at all. */
    private void bank(LocalDate day, int minor, String reference, String party, String group) {
        int way = random.nextInt(20);
        String said = way == 0 ? mistyped(reference) : way < 3 ? "" : reference;
        String field = way < 6 ? "" : said;
        String field2 = way == 0 ? said : field;
        String payer = random.nextInt(5) == 0 ? "" : party;
        String account = group.isEmpty() ? "" : "card provider";
        String named = random.nextInt(10) < 7 ? group : "";
        String text = (party + " " + said).strip();
        bank.add(new Line(
                "L" + (bank.size() + 1), label(), day, minor, "CAD", field2, payer, account, named, cut(text)));
    }

    private static String cut(String text) {
        return text.length() > 28 ? text.substring(0, 28) : text;
    }

    private String mistyped(String text) {
        int at = text.length() - 1 - random.nextInt(5);
        return at < 0 ? text : text.substring(0, at) + (char) ('0' + random.nextInt(10)) + text.substring(at + 1);
    }

    private void debit(LocalDate day) {
        String party = customer();
        String reference = next("EPP");
        int minor = amount();
        book(day, minor, "CAD", reference, party, "");
        bank(later(day, 2), minor, reference, party, "");
    }

    private void invoice(LocalDate day) {
        String party = customer();
        String reference = next("INV");
        int minor = amount();
        LocalDate paid = later(day, 20);
        book(day, minor, "CAD", reference, party, "");
        boolean terms = random.nextInt(3) == 0;
        if (terms) {
            LocalDate until = day.plusDays(10);
            discounts.put(ItemId.of("R" + book.size()), new DifferenceExplainer.Discount(new BigDecimal("2"), until));
            if (!paid.isAfter(until) && random.nextInt(4) > 0) {
                minor -= (int) Math.round(minor * 0.02);
            }
        }
        bank(paid, minor, reference, party, "");
    }

    private void payout(LocalDate day) {
        String group = next("PO");
        int net = 0;
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            int gross = amount();
            book(day, gross, "CAD", next("CARD"), customer(), group);
            net += gross - (int) Math.round(gross * 0.029) - 30;
        }
        bank(later(day.plusDays(2), 1), net, group, "CARD PROVIDER", group);
    }

    private void foreign(LocalDate day) {
        String party = customer();
        String reference = next("INV");
        int minor = amount();
        int margin = 4 * (random.nextInt(40) - 20);
        book(day, minor, "USD", reference, party, "");
        LocalDate paid = later(day, 20);
        long converted = (long) minor * rateMicros(paid) / MICROS * (BASIS_POINTS + margin) / BASIS_POINTS;
        bank(paid, (int) converted, reference, party, "");
    }

    /** Millionths of a Canadian dollar for one of the United States: a walk that is the same in every world. */
    private static int rateMicros(LocalDate day) {
        Random walk = new Random(1_360);
        int rate = 1_360_000;
        for (LocalDate at = FIRST; at.isBefore(day); at = at.plusDays(1)) {
            rate += walk.nextInt(8_001) - 4_000;
        }
        return rate;
    }

    /** The rates that were published: none on weekends, nor on a day in thirty. */
    public RateBand.Rates rates() {
        CurrencyUnit of = Monetary.getCurrency("USD");
        CurrencyUnit in = Monetary.getCurrency("CAD");
        List<RateBand.Rates.Quote> quotes = new ArrayList<>();
        for (int i = 0; i < 2 * DAYS; i++) {
            LocalDate day = FIRST.plusDays(i);
            if (day.equals(businessDay(day)) && i % 30 != 17) {
                quotes.add(new RateBand.Rates.Quote(of, in, day, BigDecimal.valueOf(rateMicros(day), 6)));
            }
        }
        return RateBand.Rates.of(quotes);
    }

    private void several(LocalDate day, int payments, int invoices) {
        String party = customer();
        int total = 0;
        String reference = "";
        for (int i = 0; i < invoices; i++) {
            int minor = amount();
            reference = next("INV");
            book(later(day, 3), minor, "CAD", reference, party, "");
            total += minor;
        }
        int first = payments == 1 ? total : total / 3 + random.nextInt(total / 3);
        LocalDate paid = later(day.plusDays(3), 8);
        bank(paid, first, payments == 1 ? reference : "", party, "");
        if (payments > 1) {
            bank(paid, total - first, "", party, "");
        }
    }

    /** The bank books a line a second time. While both are there nobody can tell which of them is the one, so neither belongs to the record. */
    private void twice(LocalDate day) {
        String party = customer();
        String reference = next("EPP");
        int minor = amount();
        book(day, minor, "CAD", reference, party, "");
        bank(later(day, 2), minor, reference, party, "");
        Line once = bank.get(bank.size() - 1);
        bank.set(bank.size() - 1, once.named(once.id(), "first of " + label()));
        bank.add(once.named("L" + (bank.size() + 1), "second of " + label()));
    }

    private void noise(LocalDate day) {
        if (random.nextBoolean()) {
            bank(day, random.nextInt(4) == 0 ? -amount() : amount(), "", customer(), "");
        } else {
            book(day, amount(), "CAD", next("EPP"), customer(), "");
        }
    }

    /** Some rows of either side and some days of the bank are missing. */
    private void lose() {
        Set<LocalDate> days = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            days.add(businessDay(FIRST.plusDays(random.nextInt(DAYS))));
        }
        keep(bank, days);
        keep(book, Set.of());
        Map<String, Integer> twins = new HashMap<>();
        bank.forEach(line -> twins.merge(line.label().replaceFirst(".* ", ""), 1, Integer::sum));
        bank.stream()
                .filter(line ->
                        line.label().contains(" of ") && twins.get(line.label().replaceFirst(".* ", "")) == 1)
                .forEach(line -> labels.put(ItemId.of(line.id()), line.label().replaceFirst(".* ", "")));
        Collections.shuffle(bank, random);
        Collections.shuffle(book, random);
    }

    private void keep(List<Line> side, Set<LocalDate> without) {
        List<Line> kept = new ArrayList<>();
        for (Line line : side) {
            if (random.nextInt(100) < 3 || without.contains(line.day())) {
                broken.add(line.label());
            } else {
                kept.add(line);
                labels.put(ItemId.of(line.id()), line.label());
            }
        }
        side.clear();
        side.addAll(kept);
    }

    /** The bank's lines. */
    public ItemBatch bank() {
        return batch(bank);
    }

    /** The records of the books. */
    public ItemBatch book() {
        return batch(book);
    }

    private static ItemBatch batch(List<Line> lines) {
        ItemBatch.Builder batch = ItemBatch.builder("line");
        for (Line line : lines) {
            batch.id(line.id())
                    .day(line.day())
                    .amount(BigDecimal.valueOf(line.minor(), 2).toPlainString(), line.currency())
                    .text(line.text());
            if (!line.reference().isEmpty()) {
                batch.reference(line.reference());
            }
            if (!line.party().isEmpty()) {
                batch.party(line.party());
            }
            if (!line.account().isEmpty()) {
                batch.account(line.account());
            }
            if (!line.group().isEmpty()) {
                batch.group(line.group());
            }
            batch.add();
        }
        return batch.build();
    }

    /** Terms of the books' invoices. */
    public Map<ItemId, DifferenceExplainer.Discount> discounts() {
        return discounts;
    }

    /** What really belongs together: lines of both sides with one label. */
    public Map<ItemId, String> labels() {
        return labels;
    }

    /** How many facts stand complete on both sides. */
    public long complete() {
        Set<String> both = new HashSet<>();
        bank.forEach(line -> both.add(line.label()));
        Set<String> recorded = new HashSet<>();
        book.forEach(line -> recorded.add(line.label()));
        both.retainAll(recorded);
        both.removeAll(broken);
        return both.size();
    }
}
