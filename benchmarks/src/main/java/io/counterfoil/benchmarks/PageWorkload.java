package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.ResultFolder;
import io.counterfoil.benchmarks.results.ResultsPage;
import io.counterfoil.benchmarks.results.RunResult;
import io.counterfoil.payments.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** page: the page of a run that {@code all} left in {@code --from DIR}, written anew to {@code --html FILE} and {@code --markdown FILE} without measuring. */
final class PageWorkload implements Workload {

    private static final int USAGE = 2;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String title() {
        return "The page of a run, written anew";
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        Optional<String> from = options.text("from");
        if (from.isEmpty()) {
            System.err.println("usage: page --from DIR [--html FILE] [--markdown FILE], the folder that all wrote");
            return USAGE;
        }
        ResultFolder folder = new ResultFolder(Path.of(from.get()));
        try {
            Optional<RunResult> run = folder.run();
            if (run.isEmpty()) {
                System.err.println("no run in " + from.get() + ", expected the folder that all wrote");
                return USAGE;
            }
            write(
                    folder,
                    run.get(),
                    options.text("html").map(Path::of).orElse(folder.folder().resolve("results.html")),
                    options.text("markdown")
                            .map(Path::of)
                            .orElse(folder.folder().resolve("results.md")));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be written", e);
        }
    }

    /** Both forms of the page. */
    static void write(ResultFolder folder, RunResult run, Path html, Path markdown) throws IOException {
        ResultsPage page = new ResultsPage(run, folder.records(run));
        Files.writeString(html, Documents.html(page.withCharts(), Locale.UK));
        Files.writeString(markdown, Documents.markdown(page.withoutCharts(), Locale.UK));
    }
}
