package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.internal.Fingerprints;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Amounts by the difference as a share of the larger one. Beyond the last bound a pair is no candidate. */
final class AmountFeature extends Feature {

    private static final long MILLION = 1_000_000;
    private static final long SMALL = Long.MAX_VALUE / MILLION;
    private static final int STEPS_AN_OCTAVE = 4;

    private final long[] millionths;
    private final List<String> names;

    AmountFeature(List<String> percents) {
        this.millionths = new long[percents.size()];
        this.names = new ArrayList<>(List.of("equal"));
        for (int i = 0; i < millionths.length; i++) {
            millionths[i] = new BigDecimal(percents.get(i)).movePointRight(4).longValueExact();
            names.add("within " + percents.get(i) + " %");
            if (millionths[i] <= (i == 0 ? 0 : millionths[i - 1]) || millionths[i] >= MILLION) {
                throw new IllegalArgumentException(
                        "amount bounds " + percents + " in per cent, expected them ascending, above 0 and below 100");
            }
        }
    }

    @Override
    List<String> levels() {
        return names;
    }

    /** An open amount; all amounts of about its size are one term. */
    record Size(long minor, long term) {}

    @Override
    Object prepare(ItemBatch batch, int row) {
        long minor = batch.openMinor(row);
        double octaves = StrictMath.log(Math.abs((double) minor)) / StrictMath.log(2);
        return new Size(minor, Fingerprints.mix(0xA401, (long) StrictMath.floor(octaves * STEPS_AN_OCTAVE)));
    }

    @Override
    int level(Object left, Object right) {
        return levelOfCodes(((Size) left).minor(), ((Size) right).minor());
    }

    @Override
    long code(Object value) {
        return Math.max(NO_VALUE + 2, ((Size) value).minor());
    }

    @Override
    int levelOfCodes(long a, long b) {
        if (a == b) {
            return 0;
        }
        if (a < 0 != b < 0) {
            return OUTSIDE;
        }
        long larger = Math.max(Math.abs(a), Math.abs(b));
        long difference = Math.abs(a - b);
        if (larger < SMALL) {
            long scaled = difference * MILLION;
            long whole = scaled / larger;
            long share = whole * larger == scaled ? whole : whole + 1;
            return level(share);
        }
        for (int i = 0; i < millionths.length; i++) {
            if (atMost(difference, millionths[i], larger)) {
                return i + 1;
            }
        }
        return OUTSIDE;
    }

    /** The first bound that the share does not exceed. */
    private int level(long share) {
        int low = 0;
        int high = millionths.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (millionths[middle] < share) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == millionths.length ? OUTSIDE : low + 1;
    }

    private static boolean atMost(long difference, long share, long larger) {
        long leftHigh = Math.multiplyHigh(difference, MILLION);
        long rightHigh = Math.multiplyHigh(larger, share);
        return leftHigh == rightHigh
                ? Long.compareUnsigned(difference * MILLION, larger * share) <= 0
                : leftHigh < rightHigh;
    }

    @Override
    long ownTerm(Object left, int level) {
        return ((Size) left).term();
    }

    @Override
    long term(Object left, Object right, int level) {
        return ((Size) left).term();
    }

    /** The smallest size that may be within the last bound of this one, and the largest. */
    long[] reach(long minor) {
        double widest = millionths.length == 0 ? 0 : millionths[millionths.length - 1] / (double) MILLION;
        double size = Math.abs((double) minor);
        return new long[] {(long) Math.floor(size * (1 - widest)) - 1, (long) Math.ceil(size / (1 - widest)) + 1};
    }
}
