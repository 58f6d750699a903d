package io.counterfoil.benchmarks;

import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import java.util.List;
import java.util.SplittableRandom;
import javax.money.MonetaryAmount;

/** MICRO: single operations of payments-core, section 8 of its specification. */
final class MicroWorkload extends RacedWorkload {

    private static final String STEP = "lifecycle step";
    private static final String CLASSIFY = "return classification";
    private static final String PLAIN = "redact text without digits, bytes";
    private static final String DIGITS = "redact text of digits, bytes";
    private static final String MINOR = "amount to minor units";
    private static final String OURS = "Counterfoil";
    private static final String MONETA = "Moneta Money add";

    private enum State {
        NEW,
        SUBMITTED,
        SETTLED,
        FINAL
    }

    private interface Event {}

    private record Submitted() implements Event {}

    private record Settled() implements Event {}

    private record Passed() implements Event {}

    @Override
    public String name() {
        return "MICRO";
    }

    @Override
    public String title() {
        return "Small operations";
    }

    @Override
    int defaultRows() {
        return 2_000_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        return List.of(
                steps(rows),
                classifications(rows),
                redactions(PLAIN, rows, false),
                redactions(DIGITS, rows, true),
                minors(rows));
    }

    @Override
    void judge(Results results, Targets targets) {
        targets.atLeast("lifecycle steps M/s", 1e3 / results.of(STEP).nanos(OURS), 20);
        targets.atLeast("returns classified M/s", 1e3 / results.of(CLASSIFY).nanos(OURS), 5);
        targets.atLeast("redactor without digits MB/s", 1e3 / results.of(PLAIN).nanos(OURS), 100);
        targets.atLeast("redactor with digits MB/s", 1e3 / results.of(DIGITS).nanos(OURS), 20);
        targets.atLeast("Moneta add/minor", results.of(MINOR).ratio(MONETA, OURS), 5);
    }

    private static Race steps(int rows) {
        Lifecycle<State, Event> lifecycle = Lifecycle.startingIn(State.NEW, Event.class)
                .on(State.NEW, Submitted.class, State.SUBMITTED)
                .on(State.SUBMITTED, Settled.class, State.SETTLED)
                .on(State.SETTLED, Passed.class, State.FINAL)
                .terminal(State.FINAL)
                .build();
        Event[] events = {new Submitted(), new Settled(), new Passed()};
        return Race.of(STEP, rows).ours(OURS, n -> {
            State state = State.NEW;
            long sum = 0;
            for (int i = 0; i < n; i++) {
                state = i % 3 == 0 ? State.NEW : state;
                state = lifecycle.next(state, events[i % 3]).orElse(state);
                sum += state.ordinal();
            }
            return sum;
        });
    }

    private static Race classifications(int rows) {
        ReturnCodes codes = ReturnCodes.bundled();
        ReturnReason[] reasons = codes.reasons(Rail.ACH).toArray(ReturnReason[]::new);
        int[] order = new SplittableRandom(1).ints(rows, 0, reasons.length).toArray();
        return Race.of(CLASSIFY, rows).ours(OURS, n -> {
            long found = 0;
            for (int i = 0; i < n; i++) {
                ReturnReason asked = reasons[order[i]];
                found += codes.reason(Rail.ACH, asked.code()) == asked ? 1 : 0;
            }
            return found;
        });
    }

    private static Race redactions(String name, int bytes, boolean digits) {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(2);
        while (text.length() < 4_000) {
            text.append(
                    digits
                            ? random.nextLong(1_000_000_000_000L) + (random.nextInt(4) == 0 ? " ref " : " ")
                            : "paid to the order of the bearer on demand; ");
        }
        String line = text.toString();
        return Race.of(name, Math.max(line.length(), bytes)).ours(OURS, n -> {
            long length = 0;
            for (int done = 0; done < n; done += line.length()) {
                length += PanRedactor.redact(line).length() > 0 ? 1 : 0;
            }
            return length;
        });
    }

    private static Race minors(int rows) {
        Amounts cad = Amounts.in("CAD");
        MonetaryAmount[] amounts = new SplittableRandom(3)
                .longs(1_000, 1, 100_000_000)
                .mapToObj(cad::ofMinor)
                .toArray(MonetaryAmount[]::new);
        return Race.of(MINOR, rows)
                .ours(OURS, n -> {
                    long sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += Amounts.minor(amounts[i % amounts.length]);
                    }
                    return sum;
                })
                .peer(MONETA, n -> {
                    MonetaryAmount sum = cad.zero();
                    for (int i = 0; i < n; i++) {
                        sum = sum.add(amounts[i % amounts.length]);
                    }
                    return Amounts.minor(sum);
                });
    }
}
