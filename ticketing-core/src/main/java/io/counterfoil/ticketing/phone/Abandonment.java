package io.counterfoil.ticketing.phone;

/**
 * Erlang A (M/M/N+M): the stationary chain from N busy agents upwards, scaled as it goes, so that neither an overload nor a crowd of agents overflows.
 *
 * <p>With a = N / handle time, theta = 1 / patience and lambda calls a second, the chance of j waiting is that of none waiting times the product of lambda / (a + i
 * theta), i = 1 to j. A caller who meets j waiting is served after a sum of exponential times with rates a, a + theta, ..., a + j theta, if patience lasts; summed
 * over j that is the density {@code a exp(-(a + theta) t + lambda / theta (1 - e^(-theta t)))} times the chance of none waiting.
 */
final class Abandonment {

    private static final double SCALE = 1e200;
    private static final int PANELS = 64;
    private static final int DEPTH = 40;

    private final double arrivals;
    private final double service;
    private final double giveUp;
    private final double logNoneWaiting;

    private Abandonment(double arrivals, double service, double giveUp, double logNoneWaiting) {
        this.arrivals = arrivals;
        this.service = service;
        this.giveUp = giveUp;
        this.logNoneWaiting = logNoneWaiting;
    }

    /**
     * The figures of model A.
     *
     * @param blocking Erlang B's chance for the same load and agents
     */
    static Erlang.Figures figures(Erlang.Load load, int agents, double blocking, double targetSeconds) {
        double giveUp = 1 / load.patienceSeconds();
        double arrivals = load.erlangs() / load.handleSeconds();
        double service = agents / load.handleSeconds();
        if (arrivals == 0) {
            return new Erlang.Figures(agents, 0, agents == 0 ? 1 : 0, agents == 0 ? 0 : 1, 0, 0, 0);
        }
        double weight = blocking;
        double below = 1 - blocking;
        double busy = weight;
        double queue = 0;
        double logScale = 0;
        for (int waiting = 1; ; waiting++) {
            double ratio = arrivals / (service + waiting * giveUp);
            weight *= ratio;
            busy += weight;
            queue += waiting * weight;
            if (busy > SCALE) {
                weight /= SCALE;
                below /= SCALE;
                busy /= SCALE;
                queue /= SCALE;
                logScale += Math.log(SCALE);
            }
            if (ratio < 1 && waiting * weight <= 1e-18 * (1 - ratio) * (queue + below)) {
                break;
            }
        }
        double total = below + busy;
        double meanWaitAll = queue / total / arrivals;
        double lost = giveUp * meanWaitAll;
        double waits = busy / total;
        double logNone = Math.log(blocking) - logScale - Math.log(total);
        double inTime = agents == 0
                ? 0
                : 1 - waits + new Abandonment(arrivals, service, giveUp, logNone).answeredAfterWait(targetSeconds);
        return new Erlang.Figures(
                agents,
                load.erlangs(),
                waits,
                Math.min(1 - lost, Math.max(0, inTime)),
                agents == 0 ? 0 : load.erlangs() * (1 - lost) / agents,
                lost,
                meanWaitAll);
    }

    /** The share of calls that wait and are answered within the time: panels that double, so that a short first wait is seen beside a long target. */
    private double answeredAfterWait(double target) {
        double sum = 0;
        double from = 0;
        double width = Math.min(target, 1 / (service + arrivals + giveUp));
        while (from < target && width > 0) {
            double to = Math.min(target, from + width);
            for (int panel = 0; panel < PANELS; panel++) {
                double left = from + (to - from) * panel / PANELS;
                double right = from + (to - from) * (panel + 1) / PANELS;
                sum += simpson(left, right, density(left), density((left + right) / 2), density(right), DEPTH);
            }
            from = to;
            width *= 2;
        }
        return sum;
    }

    private double density(double time) {
        double crowd = arrivals / giveUp * -Math.expm1(-giveUp * time);
        return service * Math.exp(logNoneWaiting - (service + giveUp) * time + crowd);
    }

    private double simpson(double left, double right, double atLeft, double atMiddle, double atRight, int depth) {
        double middle = (left + right) / 2;
        double atLower = density((left + middle) / 2);
        double atUpper = density((middle + right) / 2);
        double whole = (right - left) / 6 * (atLeft + 4 * atMiddle + atRight);
        double halves = (right - left) / 12 * (atLeft + 4 * atLower + 2 * atMiddle + 4 * atUpper + atRight);
        double error = (halves - whole) / 15;
        if (depth == 0 || Math.abs(error) <= 1e-15 + 1e-13 * Math.abs(halves)) {
            return halves + error;
        }
        return simpson(left, middle, atLeft, atLower, atMiddle, depth - 1)
                + simpson(middle, right, atMiddle, atUpper, atRight, depth - 1);
    }
}
