package io.counterfoil.reconciliation.testkit;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A world with known truth, made from a seed: customers who pay invoices, some every month the same, some with a provider's fee or a discount taken off, some with the
 * text mistyped or cut to a field's width; a share of either side missing, and lines that belong to nothing.
 */
public final class GeneratedWorld {

    private static final String[] TOWNS = {
        "NORTH", "HARBOUR", "OAK", "RIVER", "STONE", "MILL", "CASTLE", "BRIDGE", "GREEN", "QUEEN"
    };
    private static final String[] TRADES = {
        "BAKERY", "DENTAL", "FITNESS", "PLUMBING", "LEGAL", "CATERING", "PRINT", "MOTORS", "STUDIO", "NURSERY"
    };
    private static final String[] FORMS = {"LTD", "LLP", "INC", "CO"};
    private static final String[] WORDS = {"INVOICE", "SUBSCRIPTION", "MEMBERSHIP", "DEPOSIT"};
    private static final int WIDTH = 24;

    private final Random random;
    private final List<LabelledRun.Row> left = new ArrayList<>();
    private final List<LabelledRun.Row> right = new ArrayList<>();
    private int label;

    private GeneratedWorld(long seed) {
        this.random = new Random(seed);
    }

    /** So many payments and what surrounds them. */
    public static GeneratedWorld of(long seed, int payments) {
        GeneratedWorld world = new GeneratedWorld(seed);
        while (world.label < payments) {
            world.customer();
        }
        return world;
    }

    private void customer() {
        String name = pick(TOWNS) + " " + pick(TRADES) + " " + pick(FORMS);
        boolean recurring = random.nextInt(4) == 0;
        int amount = 1_000 + (int) Math.round(Math.exp(random.nextGaussian() * 1.2 + 4) * 100);
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(28));
        String word = pick(WORDS);
        for (int i = 0; i < (recurring ? 4 : 1 + random.nextInt(3)); i++) {
            payment(name, word, recurring ? amount : amount + random.nextInt(50_000), day);
            day = recurring ? day.plusMonths(1) : day.plusDays(1 + random.nextInt(40));
        }
    }

    private void payment(String name, String word, int minor, LocalDate invoiced) {
        String id = "W" + label++;
        String number = String.valueOf(20_000 + random.nextInt(60_000));
        LocalDate paid = invoiced.plusDays(1 + random.nextInt(6));
        while (paid.getDayOfWeek() == DayOfWeek.SATURDAY || paid.getDayOfWeek() == DayOfWeek.SUNDAY) {
            paid = paid.plusDays(1);
        }
        int net = switch (random.nextInt(10)) {
            case 0, 1 -> minor - minor * 14 / 1000 - 20;
            case 2 -> minor - minor * 2 / 100;
            default -> minor;
        };
        String said = random.nextInt(3) == 0 ? name : name + " " + word + (random.nextInt(2) == 0 ? " " + number : "");
        String seen = random.nextInt(50) == 0 ? mistyped(said) : said;
        if (random.nextInt(100) < 96) {
            left.add(new LabelledRun.Row("I" + id, invoiced, decimal(minor), name + " " + word + " " + number, id));
        }
        if (random.nextInt(100) < 96) {
            right.add(new LabelledRun.Row(
                    "B" + id, paid, decimal(net), seen.length() > WIDTH ? seen.substring(0, WIDTH) : seen, id));
        }
        if (random.nextInt(40) == 0) {
            right.add(new LabelledRun.Row(
                    "N" + id,
                    paid,
                    decimal(500 + random.nextInt(90_000)),
                    pick(TOWNS) + " " + pick(TRADES) + " REFUND",
                    "none" + id));
        }
    }

    private String mistyped(String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) ('A' + random.nextInt(26)) + text.substring(at + 1);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static String decimal(int minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    /** What is expected: invoices. */
    public List<LabelledRun.Row> left() {
        return left;
    }

    /** What came: bank lines. */
    public List<LabelledRun.Row> right() {
        return right;
    }
}
