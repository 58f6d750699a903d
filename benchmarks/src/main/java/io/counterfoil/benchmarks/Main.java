package io.counterfoil.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a workload: {@code java -jar benchmarks.jar W1 --rows 1000000 --rounds 5}. */
public final class Main {

    private static final List<Workload> WORKLOADS = List.of(
            new PairsWorkload(),
            new AssignmentWorkload(),
            new SubsetWorkload(),
            new MoneyWorkload(),
            new HoursWorkload(),
            new LedgerWorkload(),
            new StripeWorkload(),
            new AccuracyWorkload(),
            new MicroWorkload(),
            new ClocksWorkload(),
            new BankFileWorkload(),
            new AgingWorkload(),
            new PlannerWorkload(),
            new DatabaseWorkload());

    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            System.err.println("usage: benchmarks.jar WORKLOAD [OPTION...]; available: " + available());
            return USAGE;
        }
        String name = arguments.get(0);
        for (Workload workload : WORKLOADS) {
            if (workload.name().equals(name)) {
                return workload.run(arguments.subList(1, arguments.size()));
            }
        }
        System.err.println("no workload named " + name + "; available: " + available());
        return USAGE;
    }

    private static String available() {
        return WORKLOADS.isEmpty()
                ? "none"
                : WORKLOADS.stream().map(Workload::name).collect(Collectors.joining(", "));
    }
}
