package io.counterfoil.bankfiles.mt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The corpus ops on a single line and a single information field. */
public final class MtCorpus {

    private MtCorpus() {}

    public static Map<String, CaseReader> readers() {
        return Map.of("mt940_line61", MtCorpus::line61, "mt940_info86", MtCorpus::info86);
    }

    private static void line61(CorpusCase example) {
        String text = example.input().path("text").asText();
        int first = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int to = text.substring(0, first).getBytes(StandardCharsets.UTF_8).length;
        Line61 line = new Line61();

        boolean read =
                line.read(bytes, 0, to, example.input().path("fractionDigits").asInt(), Days.NONE);

        JsonNode expected = example.expected();
        if (expected.has("error")) {
            assertThat(read).as("read").isFalse();
            assertThat(line.failure().orElseThrow())
                    .hasToString(expected.path("error").asText());
            return;
        }
        assertThat(read).as("read").isTrue();
        Map<String, @Nullable Object> actual = new java.util.TreeMap<>();
        actual.put("valueDate", day(line.valueDay()));
        actual.put("entryDate", day(line.entryDay()));
        actual.put("mark", line.mark());
        actual.put("reversal", line.isReversal());
        actual.put("amountMinor", line.minor());
        actual.put("fundsCode", line.fundsCode() == 0 ? null : String.valueOf((char) line.fundsCode()));
        actual.put("type", part(line.type(StandardCharsets.UTF_8)));
        actual.put("customerRef", part(line.reference(StandardCharsets.UTF_8)));
        actual.put("bankRef", part(line.bankReference(StandardCharsets.UTF_8)));
        actual.put("supplementary", first == text.length() ? null : text.substring(first + 1));
        List<String> warnings = new ArrayList<>();
        if (line.isClamped()) {
            warnings.add("VALUE_DATE_CLAMPED");
        }
        if (line.hasBadEntryDay()) {
            warnings.add("ENTRY_DATE_BAD");
        }
        actual.put("warnings", warnings.toString());
        expected.properties().forEach(field -> {
            String wanted = field.getValue().isNull()
                    ? "null"
                    : field.getValue().isArray()
                            ? texts(field.getValue()).toString()
                            : field.getValue().asText();
            assertThat(String.valueOf(actual.get(field.getKey())))
                    .as(field.getKey())
                    .isEqualTo(wanted);
        });
    }

    private static @Nullable String day(int epochDay) {
        return epochDay == Days.NONE ? null : LocalDate.ofEpochDay(epochDay).toString();
    }

    private static @Nullable String part(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void info86(CorpusCase example) {
        Info86 info = Info86.of(
                Info86.Dialect.valueOf(example.input().path("dialect").asText()),
                example.input().path("text").asText());

        Map<String, String> expected = new java.util.TreeMap<>();
        example.expected()
                .properties()
                .forEach(f -> expected.put(f.getKey(), f.getValue().asText()));
        assertThat(info.fields()).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(Info86.of(example.input().path("text").asText()).dialect()).isEqualTo(info.dialect());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
