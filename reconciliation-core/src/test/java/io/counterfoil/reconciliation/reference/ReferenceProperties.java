package io.counterfoil.reconciliation.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.redaction.PanRedactor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReferenceProperties {

    /** A valid reference. */
    record Valid(ReferenceScheme scheme, String value) {}

    /** An id and a way to write it. */
    record Spelling(String id, String text) {}

    @Property
    @Label("REC-30 check digits see each wrong digit (the Dutch scheme excepted) and mod 97 also swapped neighbours")
    void checkDigitsSeeSlips(@ForAll("valid") Valid valid) {
        String value = valid.value();
        assertThat(valid.scheme().holds(value)).isTrue();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (!Character.isDigit(c)) {
                continue;
            }
            for (char other = '0'; other <= '9'; other++) {
                if (other != c && valid.scheme() != ReferenceScheme.NL_BETALINGSKENMERK) {
                    String wrong = value.substring(0, at) + other + value.substring(at + 1);
                    assertThat(valid.scheme().holds(wrong))
                            .as("%s for %s", wrong, value)
                            .isFalse();
                }
            }
            boolean mod97 = valid.scheme() == ReferenceScheme.ISO11649 || valid.scheme() == ReferenceScheme.BE_OGM;
            if (mod97 && at > 0 && Character.isDigit(value.charAt(at - 1)) && value.charAt(at - 1) != c) {
                String swapped = value.substring(0, at - 1) + c + value.charAt(at - 1) + value.substring(at + 1);
                assertThat(valid.scheme().holds(swapped))
                        .as("%s for %s", swapped, value)
                        .isFalse();
            }
        }
    }

    @Property
    @Label("REC-30 no text makes a scheme or the search fail, and places are ordered and apart")
    void searchIsTotal(@ForAll String text, @ForAll List<@Size(max = 12) String> ids) {
        for (ReferenceScheme scheme : ReferenceScheme.values()) {
            assertThat(scheme.parse(text).isClean()).isEqualTo(scheme.holds(text));
        }
        orderedAndApart(ReferenceExtractor.builder().openIds(ids).build(), text);
    }

    @Property
    @Label("REC-31 nor does a text that is made of what references are made of")
    void searchIsTotalOnLikelyText(@ForAll("likely") String text, @ForAll("likely") String id) {
        orderedAndApart(
                ReferenceExtractor.builder()
                        .openIds(id, "INV-2024-0001", "20240301")
                        .pattern("p", "[A-Z]+-?\\d{2,4}")
                        .build(),
                text);
    }

    private static void orderedAndApart(ReferenceExtractor extractor, String text) {
        int end = 0;
        for (ReferenceExtractor.Found found : extractor.extract(text)) {
            assertThat(found.start()).isGreaterThanOrEqualTo(end);
            assertThat(found.end()).isBetween(found.start() + 1, text.length());
            assertThat(found.evidence().sentence()).isNotBlank();
            end = found.end();
        }
        extractor.extractField(text);
    }

    @Property
    @Label("REC-31 an id is found with any separators, case and leading zeros")
    void everySpellingIsFound(@ForAll("spellings") Spelling spelling) {
        assertThat(named(ReferenceExtractor.builder()
                        .openIds(spelling.id())
                        .schemes(EnumSet.noneOf(ReferenceScheme.class))
                        .build()
                        .extract("payment for " + spelling.text() + " thanks")))
                .contains(spelling.id());
    }

    @Property
    @Label("REC-31 unrelated ids change nothing, nor does the order of ids")
    void unrelatedIdsChangeNothing(
            @ForAll("spellings") Spelling spelling,
            @ForAll @Size(max = 20) Set<@IntRange(max = 99_999) Integer> others) {
        List<String> ids = new ArrayList<>();
        others.forEach(other -> ids.add("XQ-9999" + other + "77777"));
        ids.add(spelling.id());
        String text = "payment for " + spelling.text() + " thanks";
        List<ReferenceExtractor.Found> alone =
                ReferenceExtractor.builder().openIds(spelling.id()).build().extract(text);
        assertThat(ReferenceExtractor.builder().openIds(ids).build().extract(text))
                .isEqualTo(alone);
        Collections.shuffle(ids, new Random(others.size()));
        assertThat(ReferenceExtractor.builder().openIds(ids).build().extract(text))
                .isEqualTo(alone);
    }

    @Property
    @Label("REC-32 near is one edit in the reference distance, and never an exact id")
    void nearIsOneEdit(
            @ForAll @IntRange(min = 100_000, max = 999_999) int id,
            @ForAll @IntRange(min = 100_000, max = 999_999) int written) {
        List<ReferenceExtractor.Found> found = ReferenceExtractor.builder()
                .openIds("INV" + id)
                .schemes(List.of())
                .build()
                .extract("INV" + written);
        int distance = distance("" + id, "" + written);
        assertThat(found.stream().anyMatch(f -> f.referenceClass() == ReferenceExtractor.Strength.NEAR))
                .isEqualTo(distance == 1);
        assertThat(found.stream().anyMatch(f -> f.referenceClass() == ReferenceExtractor.Strength.DICTIONARY))
                .isEqualTo(distance == 0);
    }

    @Property
    @Label("REC-32 each single slip in an id is near")
    void slipsAreNear(
            @ForAll @IntRange(min = 1_000_000, max = 9_999_999) int id,
            @ForAll @IntRange(max = 6) int at,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll @IntRange(max = 9) int digit) {
        String right = "" + id;
        String wrong = switch (kind) {
            case 0 -> right.substring(0, at) + right.substring(at + 1);
            case 1 -> right.substring(0, at) + digit + right.substring(at);
            case 2 -> right.substring(0, at) + digit + right.substring(at + 1);
            default ->
                at == 6
                        ? right
                        : right.substring(0, at) + right.charAt(at + 1) + right.charAt(at) + right.substring(at + 2);
        };
        Assume.that(distance(right, wrong) == 1 && wrong.charAt(0) != '0');
        assertThat(ReferenceExtractor.builder()
                        .openIds("INV-" + right)
                        .schemes(List.of())
                        .build()
                        .extract("INV " + wrong))
                .singleElement()
                .satisfies(found -> assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.NEAR));
    }

    /** Optimal string alignment, from its definition. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static List<String> named(List<ReferenceExtractor.Found> found) {
        return found.stream()
                .flatMap(reference -> reference.openItem().stream())
                .toList();
    }

    @Provide
    Arbitrary<Valid> valid() {
        return Arbitraries.of(ReferenceScheme.class).flatMap(scheme -> {
            int length = scheme == ReferenceScheme.ISO11649
                    ? 20
                    : Math.max(scheme.shortest(), Math.min(scheme.longest(), 14));
            return Arbitraries.strings()
                    .numeric()
                    .ofLength(length)
                    .map(body -> new Valid(scheme, completed(scheme, body)));
        });
    }

    /** The body with the check digits that hold, found by trying. */
    private static String completed(ReferenceScheme scheme, String body) {
        for (int check = 0; check < 100; check++) {
            String two = String.format(Locale.ROOT, "%02d", check);
            String value = switch (scheme) {
                case ISO11649 -> "RF" + two + body.substring(0, 8) + "A" + body.substring(8);
                case NL_BETALINGSKENMERK -> check % 10 + body.substring(1);
                default -> body.substring(0, body.length() - 2) + two;
            };
            if (scheme.holds(value)) {
                return value;
            }
        }
        throw new AssertionError("no check digits for " + body + " under " + scheme);
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.strings()
                .withChars("0123456789OISBRFINV-/. ,:+\u00A0é€")
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<Spelling> spellings() {
        Arbitrary<String> prefix = Arbitraries.of("INV", "BKG", "RES", "CN", "");
        Arbitrary<List<String>> groups = Arbitraries.strings()
                .numeric()
                .ofMinLength(3)
                .ofMaxLength(5)
                .list()
                .ofMinSize(2)
                .ofMaxSize(3);
        Arbitrary<List<String>> separators =
                Arbitraries.of("-", "/", " ", "", "_", " - ", "#").list().ofSize(4);
        return Combinators.combine(
                        prefix, groups, separators, Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as((word, digits, between, zeros, small) -> {
                    String id = (word.isEmpty() ? "" : word + "-") + "7" + String.join("-", digits);
                    StringBuilder text = new StringBuilder(word);
                    text.append(word.isEmpty() ? "" : between.get(3))
                            .append("0".repeat(zeros))
                            .append('7');
                    for (int at = 0; at < digits.size(); at++) {
                        text.append(at == 0 ? "" : between.get(at)).append(digits.get(at));
                    }
                    String written = text.toString();
                    return new Spelling(id, small ? written.toLowerCase(Locale.ROOT) : written);
                })
                .filter(spelling -> !PanRedactor.holdsCardData(spelling.text())
                        && !PanRedactor.holdsCardData(spelling.text().replaceAll("[ -]+", "")));
    }
}
