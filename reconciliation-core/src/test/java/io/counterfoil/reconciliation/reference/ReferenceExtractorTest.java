package io.counterfoil.reconciliation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceExtractorTest {

    private static ReferenceExtractor over(String... ids) {
        return ReferenceExtractor.builder().openIds(ids).build();
    }

    private static ReferenceExtractor.Found only(List<ReferenceExtractor.Found> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    @DisplayName("REC-30 a structured field with valid check digits is the strongest reference")
    void structuredFieldComesFirst() {
        ReferenceExtractor.Found found = only(over("INV-2024-0001").extractField("RF17 INV2 0240 001"));
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.STRUCTURED);
        assertThat(found.value()).contains("RF17INV20240001");
        assertThat(found.openItem()).contains("INV-2024-0001");
        assertThat(only(over("INV-2024-0001").extractField("inv 2024 0001")).referenceClass())
                .isEqualTo(ReferenceExtractor.Strength.DICTIONARY);
    }

    @Test
    @DisplayName("REC-30 printed layouts are found in text")
    void layoutsAreFound() {
        List<ReferenceExtractor.Found> found =
                over().extract("Betr. +++090/7000/00045+++ und 21 00000 00003 13947 14300 09017; merci");
        assertThat(found).extracting(ReferenceExtractor.Found::scheme).containsExactly("BE_OGM", "CH_QRR");
        assertThat(found.get(0).value()).contains("090700000045");
    }

    @Test
    @DisplayName("REC-30 a bare number needs ten digits, the scheme's word, or to be an open item")
    void bareNumbersNeedLengthOrWord() {
        assertThat(over().extract("thanks 12345674")).isEmpty();
        assertThat(only(over().extract("OCR 12345674")).scheme()).isEqualTo("SE_OCR");
    }

    @Test
    @DisplayName("REC-30 a number that is an open item and passes a scheme has check digits")
    void openItemsWithCheckDigits() {
        ReferenceExtractor.Found found = only(over("12345674").extract("thanks 12345674"));
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.CHECK_DIGIT);
        assertThat(found.openItem()).contains("12345674");
    }

    @Test
    @DisplayName("REC-30 schemes not in use are not looked for")
    void schemesCanBeNamed() {
        ReferenceExtractor none =
                ReferenceExtractor.builder().schemes(List.of()).build();
        ReferenceExtractor rf = ReferenceExtractor.builder()
                .schemes(EnumSet.of(ReferenceScheme.ISO11649))
                .build();
        assertThat(none.extract("RF18539007547034")).isEmpty();
        assertThat(rf.extract("RF18539007547034")).hasSize(1);
        assertThat(rf.extract("1234567897")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("REC-31 an open id is found however it is written")
    @ValueSource(
            strings = {
                "INV-2024-0001", "inv20240001", "Invoice no. 2024/0001", "INV 2024 0001", "Rechnung Nr. 20240001",
                "pd inv#2024.0001.", "INV-02O24-OOO1", "ＩＮＶ－２０２４－０００１", "PAYMENTINV20240001", "1NV20240001",
                "ref INV-2024-\n0001", "INV–2024–0001", "INVOICE 0020240001"
            })
    void spellingDoesNotMatter(String text) {
        ReferenceExtractor.Found found =
                only(over("INV-2024-0001", "INV-2024-0010").extract(text));
        assertThat(found.value()).contains("INV-2024-0001");
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.DICTIONARY);
        assertThat(found.weak()).isFalse();
    }

    @Test
    @DisplayName("REC-31 places are places in the text as written, prefix included")
    void placesAreTold() {
        ReferenceExtractor.Found found = only(over("INV-2024-0001").extract("\uD83D\uDE00 für ﬃ inv 2024/0001 ok"));
        assertThat("\uD83D\uDE00 für ﬃ inv 2024/0001 ok".substring(found.start(), found.end()))
                .isEqualTo("inv 2024/0001");
        assertThat(found.evidence().sentence()).isEqualTo("'inv 2024/0001' names open item INV-2024-0001");
    }

    @Test
    @DisplayName("REC-31 ids with the same digits are contenders, the prefix separates them")
    void collisionsAreReported() {
        ReferenceExtractor both = over("INV/2024/0001", "CN-2024-0001");
        ReferenceExtractor.Found contested = only(both.extract("payment 20240001"));
        assertThat(contested.contested()).isTrue();
        assertThat(contested.contenders()).containsExactly("CN-2024-0001", "INV/2024/0001");
        assertThat(contested.evidence().sentence())
                .isEqualTo("'20240001' fits 2 open items equally well: CN-2024-0001, INV/2024/0001");
        assertThat(only(both.extract("credit note 2024-0001")).value()).contains("CN-2024-0001");
    }

    @Test
    @DisplayName("REC-31 a number under another document's prefix counts only weakly")
    void otherPrefixIsWeak() {
        ReferenceExtractor.Found found = only(over("INV-2024-0001").extract("CN 2024-0001"));
        assertThat(found.value()).contains("INV-2024-0001");
        assertThat(found.weak()).isTrue();
    }

    @Test
    @DisplayName("REC-31 declared synonyms are one prefix")
    void synonymsAreDeclared() {
        ReferenceExtractor extractor = ReferenceExtractor.builder()
                .openIds("RES-1042", "TKT-1042")
                .prefixSynonyms("RES", "Réservation")
                .build();
        assertThat(only(extractor.extract("reservation 1042")).value()).contains("RES-1042");
        assertThat(only(extractor.extract("1042")).contested()).isTrue();
        assertThatThrownBy(() -> ReferenceExtractor.builder().prefixSynonyms("RES"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("REC-31 amounts, card numbers, IBANs and longer numbers are not open items")
    @ValueSource(
            strings = {
                "total 1042.00 EUR",
                "1.042,00",
                "£1,042",
                "1042,50-",
                "1 041 042.00",
                "91042",
                "10420",
                "1042000",
                "4111 1111 1111 1111",
                "CH9300762011623852957",
                "DE89 3704 0044 0532 0130 00"
            })
    void otherNumbersAreNoReferences(String text) {
        ReferenceExtractor extractor = over("1042", "1111", "0130", "9300762011623852957", "3704");
        assertThat(extractor.extract(text).stream().filter(found -> !found.needsSecondEvidence()))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-31 a card number is neither found nor shown")
    void cardNumbersStayHidden() {
        assertThat(over("4111111111111111").extract("KID 4111 1111 1111 1111 or 4111111111111111"))
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("REC-31 a date, a year, a number beside a currency or in a longer one counts only weakly")
    @ValueSource(strings = {"2024-03-01", "20240301", "01.03.2024 20240301", "20240301 EUR", "77/20240301"})
    void weakReferences(String text) {
        assertThat(over("20240301").extract(text)).last().satisfies(found -> {
            assertThat(found.value()).contains("20240301");
            assertThat(found.weak()).isTrue();
        });
    }

    @Test
    @DisplayName("REC-31 several ids in one text are found one by one, joined ones too")
    void listsAreFound() {
        assertThat(over("1042", "1043", "1044").extract("1042/1043 und 1044"))
                .allSatisfy(found -> assertThat(found.weak()).isFalse())
                .extracting(found -> found.value().orElse(""))
                .containsExactly("1042", "1043", "1044");
    }

    @Test
    @DisplayName("REC-31 ids without a digit are found as whole words")
    void idsWithoutDigits() {
        assertThat(only(over("SMITH-HALL").extract("for smith hall, thanks")).value())
                .contains("SMITH-HALL");
        assertThat(over("SMITH").extract("blacksmiths")).isEmpty();
    }

    @Test
    @DisplayName("REC-31 declared patterns keep case and classes")
    void patternsKeepCase() {
        ReferenceExtractor extractor = ReferenceExtractor.builder()
                .openIds("BKab12345")
                .pattern("booking", "BK[a-z]{2}\\d{5}")
                .pattern("letters", "Z\\D{3}")
                .build();
        ReferenceExtractor.Found found = only(extractor.extract("BKab12345 BKAB99999"));
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.PATTERN);
        assertThat(found.scheme()).isEqualTo("booking");
        assertThat(found.openItem()).contains("BKab12345");
        assertThat(extractor.extract("Z123 Zabc"))
                .extracting(f -> f.value().orElse(""))
                .containsExactly("Zabc");
        assertThat(extractor.extract("xBKab12345"))
                .noneMatch(f -> f.referenceClass() == ReferenceExtractor.Strength.PATTERN);
    }

    @ParameterizedTest
    @DisplayName("REC-31 a pattern that cannot be matched in linear time, or is broken, is refused when declared")
    @ValueSource(
            strings = {
                "(a)\\1",
                "(?=a)",
                "a**",
                "[a",
                "(a",
                "a)",
                "a{2,1}",
                "a{99}",
                "*",
                "\\b1",
                "",
                "a*",
                "é",
                "((a{70}){70}){70}"
            })
    void badPatternsAreRefused(String expression) {
        assertThatThrownBy(() -> ReferenceExtractor.builder().pattern("p", expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("REC-31 no pattern and no text make the search slow")
    void searchIsLinear() {
        ReferenceExtractor extractor = ReferenceExtractor.builder()
                .openIds("INV-2024-0001", "123.123.123", "A1A1A1A1A1")
                .pattern("blow-up", "(a|a)*(a|aa)*b")
                .build();
        for (String part : List.of("a", "1", "A1", "O", "0-", "123.", "1 ", "INV ", "RF18 ", "4111 ", "\u0301", "-")) {
            String text = part.repeat(20_000 / part.length());
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> extractor.extract(text), () -> "text of " + part);
        }
    }

    @Test
    @DisplayName("REC-32 one edit away counts with a second evidence only, and only of one item")
    void nearReferences() {
        ReferenceExtractor.Found found = only(over("INV-2024-0081").extract("paid INV-2024-0018"));
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.NEAR);
        assertThat(found.needsSecondEvidence()).isTrue();
        assertThat(only(over("INV-2024-0081", "INV-2024-0017").extract("INV-2024-0018"))
                        .contenders())
                .containsExactly("INV-2024-0017", "INV-2024-0081");
        assertThat(over("2024-0081").extract("2024-0099")).isEmpty();
        assertThat(over("20240302").extract("2024-03-01")).isEmpty();
    }

    @Test
    @DisplayName("REC-32 a unique head or tail of six counts with a second evidence only")
    void partialReferences() {
        ReferenceExtractor.Found found = only(over("BKG-2024-0001234").extract("REF 4-0001234"));
        assertThat(found.referenceClass()).isEqualTo(ReferenceExtractor.Strength.PARTIAL);
        assertThat(found.needsSecondEvidence()).isTrue();
        assertThat(only(over("BKG-2024-0001234").extract("BKG-2024-00")).value())
                .contains("BKG-2024-0001234");
        assertThat(over("BKG-2024-0001234", "BKG-2023-0001234").extract("0001234"))
                .isEmpty();
        assertThat(over("BKG-2024-0001234").extract("01234")).isEmpty();
    }

    @Test
    @DisplayName("REC-32 a part of an unknown id is not another open id")
    void partsOfUnknownIds() {
        ReferenceExtractor.Found found = only(over("INV-2024").extract("INV-2024-0099"));
        assertThat(found.weak()).isTrue();
    }
}
