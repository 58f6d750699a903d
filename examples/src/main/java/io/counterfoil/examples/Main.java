package io.counterfoil.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the examples. */
@Command(
        name = "counterfoil-examples",
        mixinStandardHelpOptions = true,
        description = "Runs the examples of Counterfoil.")
public final class Main implements Runnable {

    private Main() {}

    public static void main(String[] arguments) {
        int status = new CommandLine(new Main()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }
}
