package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.stripe.intake.StripeIntake;
import io.counterfoil.stripe.webhook.Signatures;
import io.counterfoil.stripe.webhook.WebhookSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every sample object of the corpus, told by an event of each family of API versions. */
@Tag("corpus")
class FixturesCorpusTest {

    private static final String SECRET = "whsec_fixture_0123456789";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Map<String, String> FAMILIES = Map.of(
            "LEGACY", "2020-08-27",
            "PRE_BASIL", "2024-09-30.acacia",
            "BASIL", "2025-03-31.basil",
            "CLOVER", "2025-09-30.clover",
            "DAHLIA", "2026-07-29.dahlia");

    private static List<Path> samples() throws IOException {
        String corpus = System.getProperty("counterfoil.corpus", "");
        Path root = Path.of(System.getProperty("counterfoil.root", ""));
        Path folder = root.resolve(corpus).resolve("stripe/samples");
        if (corpus.isEmpty() || !Files.isDirectory(folder)) {
            System.out.println("corpus stripe: there is no folder of samples");
            assumeTrue(false, "there is no folder of samples");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("STR-59 every public fixture is read, and an event of any version family tells the same fact of it")
    void everyFamily() throws IOException {
        int objects = 0;
        List<String> unread = new ArrayList<>();
        for (Path file : samples()) {
            for (JsonNode object : objects(StripeCorpus.JSON.readTree(Files.readAllBytes(file)))) {
                objects++;
                List<StripeFact> told = new ArrayList<>();
                for (Map.Entry<String, String> family : FAMILIES.entrySet()) {
                    IntakeResult result = accept(object, family.getValue());
                    boolean known = result.kind() == IntakeResult.Kind.RECORDED;
                    boolean refused = result.kind() == IntakeResult.Kind.QUARANTINED
                            && !result.diagnostics().isEmpty();
                    assertThat(known || refused)
                            .as(file + " as " + family.getKey() + ": " + result.kind())
                            .isTrue();
                    told.addAll(result.facts());
                }
                if (told.isEmpty()) {
                    unread.add(file.getFileName() + " " + object.path("object").asText());
                } else {
                    assertThat(told).as(file.toString()).hasSize(FAMILIES.size());
                    assertThat(told.stream().map(StripeFact::kind).distinct()).hasSize(1);
                    assertThat(told.stream().distinct()).as(file.toString()).hasSize(1);
                    assertThat(pages(object).facts()).as(file.toString()).isEqualTo(told.subList(0, 1));
                }
            }
        }
        System.out.println("fixtures stripe: objects=" + objects + " families=" + FAMILIES.size() + " quarantined="
                + unread.size() + " " + unread);
        assertThat(objects).isGreaterThan(50);
        assertThat(unread.size()).as("quarantined: " + unread).isLessThan(objects / 10);
    }

    private static StripePage pages(JsonNode object) {
        boolean live = object.path("livemode").asBoolean(false);
        StripePages pages = live ? StripePages.live("acct_1") : StripePages.test("acct_1");
        return pages.read(object.toString(), "fixture");
    }

    /** The object of a file: of an event its content, of a list its members. */
    private static List<JsonNode> objects(JsonNode file) {
        List<JsonNode> objects = new ArrayList<>();
        if (file.isArray()) {
            file.forEach(element -> objects.addAll(objects(element)));
        } else if (file.path("object").asText().equals("event")) {
            objects.addAll(objects(file.path("data").path("object")));
        } else if (file.path("object").asText().equals("list")) {
            file.path("data").forEach(objects::add);
        } else if (file.path("object").isTextual()) {
            objects.add(file);
        }
        return objects;
    }

    private static IntakeResult accept(JsonNode object, String version) {
        boolean live = object.path("livemode").asBoolean(false);
        ObjectNode event = StripeCorpus.JSON.createObjectNode();
        event.put("id", "evt_fixture").put("object", "event").put("api_version", version);
        event.put("created", NOW.getEpochSecond()).put("livemode", live);
        event.put("type", object.path("object").asText() + ".updated");
        event.putObject("data").set("object", object);
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        StripeIntake.Builder intake =
                StripeIntake.builder(WebhookSecrets.of("fixture", SECRET)).account("acct_1");
        return (live ? intake.live() : intake.test()).build().accept(body, Signatures.header(SECRET, body, NOW), NOW);
    }
}
