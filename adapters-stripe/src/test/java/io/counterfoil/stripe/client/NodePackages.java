package io.counterfoil.stripe.client;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Stripe's clients from npm, installed below {@code target} by the committed lock file. Where node, npm or the packages are not to be had, the test is skipped
 * with a notice; {@code -Dcounterfoil.clients=required} makes that a failure.
 */
final class NodePackages {

    private static final int OLDEST_NODE = 20;
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private NodePackages() {}

    /** The folder with the packages. */
    static Path installed(String client) {
        Path npm = onPath("npm").orElse(null);
        Path node = onPath("node").orElse(null);
        if (npm == null || node == null) {
            return without(client, "there is no node or no npm on the PATH");
        }
        Path folder = BASE.resolve("target/node-clients");
        try {
            Files.createDirectories(folder);
            Run version = run(folder, 30, Map.of(), node.toString(), "--version");
            String major = version.output().strip().replaceFirst("^v([0-9]+)\\..*$", "$1");
            if (version.status() != 0 || Integer.parseInt(major) < OLDEST_NODE) {
                return without(client, "node is older than " + OLDEST_NODE);
            }
            Path sources = BASE.resolve("src/test/node");
            boolean fresh = !Files.exists(folder.resolve("node_modules/.package-lock.json"))
                    || Files.mismatch(sources.resolve("package-lock.json"), folder.resolve("package-lock.json")) >= 0;
            for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
                Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            if (fresh) {
                Run ci =
                        run(folder, 300, Map.of(), npm.toString(), "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                if (ci.status() != 0) {
                    return without(client, "npm could not get the packages: " + errors(ci.output()));
                }
            }
            return folder;
        } catch (IOException e) {
            return without(client, "the packages could not be put below target: " + e.getMessage());
        }
    }

    /** What npm says went wrong, without its advice. */
    private static String errors(String output) {
        List<String> errors = output.lines()
                .filter(line -> line.startsWith("npm error") && line.length() > "npm error ".length())
                .limit(4)
                .map(line -> line.substring("npm error ".length()))
                .toList();
        return errors.isEmpty() ? output.strip() : String.join("; ", errors);
    }

    static Path without(String client, String reason) {
        String notice = client + " did not run: " + reason;
        if (System.getProperty("counterfoil.clients", "").equals("required")) {
            return fail(notice);
        }
        System.out.println("clients: " + notice);
        return abort(notice);
    }

    static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** How a program ended and what it wrote. */
    record Run(int status, String output) {}

    static Run run(Path folder, int seconds, Map<String, String> environment, String... command) throws IOException {
        Path output = Files.createTempFile(folder, "run", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Run(-1, "no end after " + seconds + " s\n" + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
