package io.counterfoil.payments.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    private static final PaymentReceipt.Wording ENGLISH = PaymentReceipt.Wording.in(Locale.CANADA);
    private static final PaymentReceipt.Wording FRENCH = PaymentReceipt.Wording.in(Locale.CANADA_FRENCH);

    /** Every status of every machine of the module, every category and action of a return, every kind of alert. */
    private static List<Code> codes() throws ReflectiveOperationException {
        List<Code> codes = new ArrayList<>();
        codes.addAll(Arrays.asList(ReturnReason.Category.values()));
        codes.addAll(Arrays.asList(ReturnReason.NextAction.values()));
        for (var field : AlertKind.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == AlertKind.class) {
                codes.add((AlertKind) field.get(null));
            }
        }
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.counterfoil.payments")) {
            if (type.isEnum()
                    && type.getSimpleName().endsWith("Status")
                    && type.isAssignableTo(Code.class)
                    && type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                    && !type.getPackageName().endsWith("proof")) {
                for (Object constant : type.reflect().getEnumConstants()) {
                    codes.add((Code) constant);
                }
            }
        }
        return codes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    @DisplayName(
            "PAY-61 Every return category, next action, status and alert kind has staff text, client text and next step")
    void everyCodeHasText(String language) throws ReflectiveOperationException {
        PaymentReceipt.Wording words = PaymentReceipt.Wording.in(Locale.forLanguageTag(language));
        assertThat(codes().stream().filter(code -> words.find(code).isEmpty()).map(Code::id))
                .as("codes without text in " + language)
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-61 Every bundled return code has a text in both languages; the Canadian ones have their own")
    void everyReturnCode() throws IOException {
        List<ReturnReason> reasons = Stream.of(
                        rows(Rail.ACH, "nacha"),
                        rows(Rail.EFT_CA, "cpa005"),
                        rows(Rail.BACS, "bacs"),
                        rows(Rail.SEPA, "sepa"))
                .flatMap(List::stream)
                .toList();
        assertThat(reasons).hasSizeGreaterThan(170);
        for (ReturnReason reason : reasons) {
            for (PaymentReceipt.Wording words : List.of(ENGLISH, FRENCH)) {
                assertThat(words.staff(reason)).contains(reason.code()).doesNotContain("*");
                assertThat(words.client(reason))
                        .isNotBlank()
                        .doesNotContain("*")
                        .doesNotContain(reason.code() + " ");
                assertThat(words.nextStep(reason)).isNotBlank().doesNotContain("*");
            }
            if (reason.rail() == Rail.EFT_CA) {
                assertThat(FRENCH.staff(reason)).doesNotContain(reason.meaning());
            }
        }
        assertThat(FRENCH.staff(ReturnCodes.bundled().reason(Rail.EFT_CA, "901")))
                .isEqualTo("EFT_CA 901: SP, sans provision");
        assertThat(FRENCH.staff(ReturnCodes.bundled().reason(Rail.ACH, "R02")))
                .as("a code without French of its own says its category")
                .isEqualTo("ACH R02: Compte fermé");
        assertThat(ENGLISH.staff(ReturnReason.unknown(Rail.ACH, "", "R99")))
                .isEqualTo("ACH R99: Another reason, or a code that is not known");
    }

    /** The codes of a table, from its resource: a second way to the list. */
    private static List<ReturnReason> rows(Rail rail, String table) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReturnCodes.class.getResourceAsStream(table + ".tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .flatMap(cell -> Arrays.stream(cell[2].split(" ", -1))
                            .map(window -> window.split("=", -1)[0])
                            .map(report ->
                                    ReturnCodes.bundled().reason(rail, report.equals("*") ? "" : report, cell[0])))
                    .toList();
        }
    }

    @Test
    @DisplayName("PAY-61 What a client reads names no death, no sanction and no suspicion")
    void clientSafe() {
        assertThat(ENGLISH.client(ReturnReason.Category.DECEASED))
                .doesNotContainIgnoringCase("died")
                .doesNotContainIgnoringCase("deceased");
        assertThat(FRENCH.client(ReturnReason.Category.DECEASED)).doesNotContainIgnoringCase("décédé");
        assertThat(ENGLISH.client(ReturnReason.Category.COMPLIANCE)).doesNotContainIgnoringCase("sanction");
        assertThat(ENGLISH.client(AlertKind.DUPLICATE_ACCOUNT)).doesNotContainIgnoringCase("another client");
        assertThat(FRENCH.client(AlertKind.VELOCITY)).isEqualTo("Certains paiements sont en cours de vérification.");
    }

    @Test
    @DisplayName("PAY-61 Another language is a catalogue, and a host's own words come before ours")
    void catalogue() {
        PaymentReceipt.Wording german = PaymentReceipt.Wording.of(Locale.GERMAN, new StringReader("""
                        # deutsch
                        *\tohne Text\tWir prüfen das.\tNachsehen.

                        RETURN.STOPPED\tgesperrt\tDie Zahlung wurde gesperrt.\tZahler anrufen.
                        """));
        assertThat(german.staff(ReturnReason.Category.STOPPED)).isEqualTo("gesperrt");
        assertThat(german.client(ReturnReason.Category.OTHER)).isEqualTo("Wir prüfen das.");
        assertThat(german.staff(ReturnReason.Category.OTHER)).isEqualTo("ohne Text (RETURN.OTHER)");
        assertThat(german.staff(ReturnCodes.bundled().reason(Rail.EFT_CA, "903")))
                .isEqualTo("EFT_CA 903: gesperrt");
        PaymentReceipt.Wording own = ENGLISH.overlaidBy(PaymentReceipt.Wording.of(
                Locale.CANADA, new StringReader("RETURN.STOPPED\tstop\tIt was stopped.\tCall.\n")));
        assertThat(own.nextStep(ReturnReason.Category.STOPPED)).isEqualTo("Call.");
        assertThat(own.client(ReturnReason.Category.REFUSED)).isEqualTo(ENGLISH.client(ReturnReason.Category.REFUSED));
        assertThat(own.nextStep(Code.of("HOST.OWN"))).isEqualTo(ENGLISH.nextStep(Code.of("*")));
        assertThat(own.locale()).isEqualTo(Locale.CANADA);
    }

    @Test
    @DisplayName(
            "PAY-61 a catalogue without a general text says the code itself; a star in a code's line means its category")
    void catalogueWithoutGeneralText() {
        PaymentReceipt.Wording german = PaymentReceipt.Wording.of(Locale.GERMAN, new StringReader("""
                        RETURN.INSUFFICIENT_FUNDS\tohne Deckung\tNicht gedeckt.\tNochmals einziehen.
                        RETURN_CODE.EFT_CA.901\t*\t*\t*
                        """));
        assertThat(german.staff(Code.of("HOST.OWN"))).isEqualTo("HOST.OWN");
        assertThat(german.client(Code.of("HOST.OWN"))).isEmpty();
        ReturnReason noFunds = ReturnCodes.bundled().reason(Rail.EFT_CA, "901");
        assertThat(german.staff(noFunds)).isEqualTo("EFT_CA 901: ohne Deckung");
        assertThat(german.client(noFunds)).isEqualTo("Nicht gedeckt.");
    }

    @Test
    @DisplayName("PAY-61 A language without texts and a damaged catalogue are refused, naming what is wrong")
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentReceipt.Wording.in(Locale.ITALIAN))
                .withMessage("no texts in language 'it', expected one of en, fr\n"
                        + "Maybe read a catalogue: Wording.of(locale, reader).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentReceipt.Wording.of(Locale.GERMAN, new StringReader("\nA\tb\tc\n")))
                .withMessageStartingWith("line 2 of a catalogue of texts has 3 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentReceipt.Wording.of(Locale.GERMAN, new StringReader("A\tb\t \td")))
                .withMessageContaining("one of them blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentReceipt.Wording.of(Locale.GERMAN, new StringReader("A\tb\tc\td\nA\tb\tc\td")))
                .withMessageContaining("line 2 of a catalogue of texts has code A again");
    }
}
