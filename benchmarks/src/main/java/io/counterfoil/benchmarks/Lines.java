package io.counterfoil.benchmarks;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two sides of so many lines, in random order: of a hundred lefts 92 have a right of the same reference, amount and day, 3 one whose amount is up to 1.00 larger, 2 one
 * with another line's reference and a day far off, 3 none; one in twenty of the rights left over for those is a twin of another right, which makes its left
 * ambiguous. Amounts lie so far apart that nothing else meets. A share of all lines may stand on one reference. Immutable.
 */
final class Lines {

    private static final long SEED = 1;
    private static final long APART = 1_000;
    private static final int FIRST_DAY = 20_454;
    private static final int DAYS = 300;
    private static final int OFF = 60;

    /** A line as a caller has it. */
    record Line(int number, String id, String reference, long minor, LocalDate day) {}

    /** What everybody must find: pairs of either pass, ambiguous lefts, lines left over, and a sum over the pairs. */
    record Answer(long exact, long near, long ambiguous, long openLeft, long openRight, long pairs) {

        /** What a pair adds to the sum. */
        static long pair(long left, long right) {
            return (left * 31 + right * 17) % 1_000_003;
        }
    }

    private final List<Line> left;
    private final List<Line> right;
    private final Answer answer;

    private Lines(List<Line> left, List<Line> right, Answer answer) {
        this.left = left;
        this.right = right;
        this.answer = answer;
    }

    static Lines of(int rows, double share) {
        int[] kinds = new int[rows];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < rows; i++) {
            kinds[i] = random.nextInt(100);
        }
        int[] twins = new int[rows];
        Line[] lefts = new Line[rows];
        Line[] rights = new Line[rows];
        for (int i = 0; i < rows; i++) {
            long minor = (i * 7_919L % rows + 1) * APART;
            String reference = random.nextDouble() < share ? "INV-0" : "INV-" + (1_000_000_000L + i);
            LocalDate day = LocalDate.ofEpochDay(FIRST_DAY + random.nextInt(DAYS));
            lefts[i] = new Line(i, "L" + i, reference, minor, day);
            rights[i] = right(lefts[i], kinds[i], random);
        }
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(rows);
            if (kinds[i] >= 97 && i % 20 == 0 && kinds[other] < 92) {
                Line twin = rights[other];
                rights[i] = new Line(i, "R" + i, twin.reference(), twin.minor(), twin.day());
                twins[other]++;
            }
        }
        return new Lines(shuffled(lefts), shuffled(rights), answer(kinds, twins));
    }

    private static Line right(Line left, int kind, SplittableRandom random) {
        int i = left.number();
        String id = "R" + i;
        if (kind < 92) {
            return new Line(i, id, left.reference(), left.minor(), left.day());
        } else if (kind < 95) {
            return new Line(i, id, left.reference(), left.minor() + 1 + random.nextInt(100), left.day());
        } else if (kind < 97) {
            String other = "INV-" + (1_000_000_000L + i / 2);
            return new Line(i, id, other, left.minor(), left.day().plusDays(OFF));
        }
        return new Line(i, id, "ONLY-" + i, left.minor(), left.day());
    }

    private static Answer answer(int[] kinds, int[] twins) {
        long exact = 0;
        long near = 0;
        long ambiguous = 0;
        long pairs = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (twins[i] > 0) {
                ambiguous++;
            } else if (kinds[i] < 95) {
                exact += kinds[i] < 92 ? 1 : 0;
                near += kinds[i] < 92 ? 0 : 1;
                pairs += Answer.pair(i, i);
            }
        }
        long open = kinds.length - exact - near;
        return new Answer(exact, near, ambiguous, open, open, pairs);
    }

    private static List<Line> shuffled(Line[] lines) {
        SplittableRandom random = new SplittableRandom(SEED + lines[0].id().charAt(0));
        for (int i = lines.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Line line = lines[i];
            lines[i] = lines[j];
            lines[j] = line;
        }
        return List.of(lines);
    }

    List<Line> left() {
        return left;
    }

    List<Line> right() {
        return right;
    }

    Answer answer() {
        return answer;
    }

    /** A side taken in, field by field. */
    static ItemBatch batch(List<Line> lines) {
        var currency = Amounts.in("CAD").currency();
        ItemBatch.Builder batch = ItemBatch.builder();
        for (Line line : lines) {
            batch.id(line.id())
                    .amountMinor(line.minor(), currency)
                    .day(line.day())
                    .reference(line.reference())
                    .add();
        }
        return batch.build();
    }
}
