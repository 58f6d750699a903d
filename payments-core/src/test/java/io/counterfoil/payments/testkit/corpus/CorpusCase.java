package io.counterfoil.payments.testkit.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * One case of the corpus.
 *
 * @param folder the module's folder, for files that an input names
 * @param document the whole file, for what its cases share ({@code calendars}, {@code notes})
 * @param node the case as it stands in the file
 * @param expected what the module must answer: the ideal of a divergence where the case has one
 */
public record CorpusCase(Path folder, JsonNode document, JsonNode node, JsonNode expected) {

    public String id() {
        return node.path("id").asText();
    }

    public String op() {
        return node.path("op").asText();
    }

    public JsonNode input() {
        return node.path("input");
    }

    /** Whether a peer answers otherwise, or the case was settled against its source. */
    public boolean diverges() {
        return node.has("divergence");
    }

    /** The exception with which a reader declines a case: {@code throw example.unsupported("not built yet: PAY-12")}. */
    public UnsupportedCase unsupported(String reason) {
        return new UnsupportedCase(reason);
    }

    /**
     * The exception with which a reader ends a case that contradicts a rule of the specification, after it has held the module to that rule:
     * {@code throw example.diverged("section 5: …")}.
     */
    public DivergedCase diverged(String reason) {
        return new DivergedCase(reason);
    }

    @Override
    public String toString() {
        return op() + " " + id();
    }
}
