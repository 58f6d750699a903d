package io.counterfoil.examples.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Random;

/** The support desk's March as a table: when tickets came, when somebody answered, when they were solved. Empty cells have not happened. */
final class DeskBooks {

    private static final String[] TOPICS = {
        "Payment link does not open",
        "Invoice copy wanted",
        "Refund not arrived",
        "Card declined",
        "Wrong company name on invoice",
        "Paid twice",
        "Which invoice did we pay"
    };
    private static final int COUNT = 90;

    private DeskBooks() {}

    static String tickets(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("ticket,title,customer,opened,replied,solved\n");
        for (int number = 1; number <= COUNT; number++) {
            LocalDate day = LocalDate.of(2027, 3, 1).plusDays((long) number * 30 / COUNT);
            Instant opened = day.atTime(LocalTime.of(7 + random.nextInt(12), random.nextInt(60)))
                    .atZone(World.LONDON)
                    .toInstant();
            Instant replied = opened.plusSeconds(900L + random.nextInt(random.nextInt(5) == 0 ? 200_000 : 24_000));
            Instant solved = replied.plusSeconds(3600L + random.nextInt(random.nextInt(8) == 0 ? 1_400_000 : 420_000));
            csv.append(World.text("T-%04d", number))
                    .append(',')
                    .append(TOPICS[random.nextInt(TOPICS.length)])
                    .append(',')
                    .append(World.text("cus_%04d", 1 + random.nextInt(84)))
                    .append(',')
                    .append(opened)
                    .append(',')
                    .append(happened(replied))
                    .append(',')
                    .append(happened(solved))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String happened(Instant at) {
        return at.isBefore(World.CLOSE) ? at.toString() : "";
    }
}
