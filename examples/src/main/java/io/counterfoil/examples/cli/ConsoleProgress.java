package io.counterfoil.examples.cli;

import io.counterfoil.examples.dayclose.Progress;
import java.io.PrintWriter;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar at a terminal, one line a step elsewhere. */
final class ConsoleProgress implements Progress {

    private static final int WORTH_A_BAR = 50;

    private final PrintWriter err;
    private final boolean terminal;

    ConsoleProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public <T> Iterable<T> over(String step, List<T> items) {
        if (terminal && items.size() >= WORTH_A_BAR) {
            return ProgressBar.wrap(
                    items,
                    new ProgressBarBuilder()
                            .setTaskName(step)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(200));
        }
        err.println(step + ": " + items.size());
        return items;
    }
}
