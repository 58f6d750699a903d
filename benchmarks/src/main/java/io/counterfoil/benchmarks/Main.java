package io.counterfoil.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a workload: {@code java -jar benchmarks.jar W1 --rows 1000000 --rounds 5}, or all of them: {@code java -jar benchmarks.jar all}. */
public final class Main {

    private static final List<Workload> WORKLOADS = List.of(
            new PairsWorkload(),
            new AssignmentWorkload(),
            new SubsetWorkload(),
            new MoneyWorkload(),
            new BankFileWorkload(),
            new HoursWorkload(),
            new AgingWorkload(),
            new LedgerWorkload(),
            new StripeWorkload(),
            new AccuracyWorkload(),
            new ClocksWorkload(),
            new PlannerWorkload(),
            new DatabaseWorkload(),
            new MicroWorkload());

    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            System.err.println("usage: benchmarks.jar WORKLOAD [OPTION...]; available:");
            commands()
                    .forEach(workload ->
                            System.err.printf(Locale.ROOT, "  %-9s %s%n", workload.name(), workload.title()));
            return USAGE;
        }
        String name = arguments.get(0);
        for (Workload workload : commands()) {
            if (workload.name().equals(name)) {
                return workload.run(arguments.subList(1, arguments.size()));
            }
        }
        System.err.println("no workload named " + name + "; available: "
                + commands().stream().map(Workload::name).collect(Collectors.joining(", ")));
        return USAGE;
    }

    /** Every workload that measures. */
    static List<Workload> workloads() {
        return WORKLOADS;
    }

    private static List<Workload> commands() {
        return Stream.concat(
                        WORKLOADS.stream(),
                        Stream.of(new AllWorkload(WORKLOADS, new ChildJvm(), System.out), new PageWorkload()))
                .toList();
    }
}
