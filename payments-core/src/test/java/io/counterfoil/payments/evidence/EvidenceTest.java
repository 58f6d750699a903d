package io.counterfoil.payments.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final Code SEEN = Code.of("TEST.SEEN");
    private static final Code GUESSED = Code.of("TEST.GUESSED");
    private static final Diagnostic.Location PLACE = Diagnostic.Location.of("day.csv", 12, 4);

    @Test
    void codesAreEqualByTheirIdentifierWhateverCarriesThem() {
        assertThat(SEEN).isEqualTo(Code.of("TEST.SEEN")).hasToString("TEST.SEEN");
        assertThat(SEEN.is(GUESSED)).isFalse();
        assertThat(Code.of("TEST.SEEN").is(SEEN)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Code.of(" ")).withMessageContaining("code is blank");
    }

    @Test
    void evidenceIsFactsStrongestFirstAndMadeOnlyWhenAsked() {
        AtomicInteger made = new AtomicInteger();
        Evidence lazy = Evidence.lazily(() -> {
            made.incrementAndGet();
            return List.of(new Evidence.Fact(GUESSED, "looked alike", Map.of("by", "name")));
        });
        Evidence both = Evidence.of(SEEN, "was there").and(lazy).and(GUESSED, "and so on");
        assertThat(made).hasValue(0);
        assertThat(both).hasToString("was there; looked alike; and so on");
        assertThat(both.facts().get(1).attributes()).containsEntry("by", "name");
        assertThat(both.facts()).extracting(Evidence.Fact::code).containsExactly(SEEN, GUESSED, GUESSED);
        assertThat(both.sentence()).contains("was there");
        assertThat(made).as("made once, then kept").hasValue(1);
        assertThat(Evidence.none().facts()).isEmpty();
    }

    @Test
    void evidenceIsEqualWhereItsFactsAre() {
        Evidence one = Evidence.of(SEEN, "was there");
        assertThat(one).isEqualTo(Evidence.lazily(one::facts)).hasSameHashCodeAs(Evidence.lazily(one::facts));
        assertThat(one).isNotEqualTo(Evidence.none()).isNotEqualTo("was there");
        assertThat(one.hashCode())
                .isNotEqualTo(Evidence.of(GUESSED, "was there").hashCode());
    }

    @Test
    void placesReadAsAPersonWouldLookForThem() {
        assertThat(Diagnostic.Location.of("day.csv")).hasToString("day.csv");
        assertThat(Diagnostic.Location.of("day.csv", 12)).hasToString("day.csv:12");
        assertThat(PLACE.field("amount")).hasToString("day.csv:12:4 amount");
        assertThat(new Diagnostic.Location("day.bin", 0, 0, 0, "")).hasToString("day.bin@0");
        assertThat(new Diagnostic.Location("day.bin", 3, 0, 88, "")).hasToString("day.bin:3");
    }

    @Test
    void aCheckedValueStandsBesideMildFindingsAndFallsWithAnError() {
        Diagnostic note = Diagnostic.note(SEEN, "odd", PLACE);
        Diagnostic warning = Diagnostic.warning(SEEN, "very odd", PLACE);
        Diagnostic error = Diagnostic.error(GUESSED, "amount 'x' is not a number", PLACE);
        Checked<String> mild = Checked.of("value", List.of(note, warning));
        assertThat(mild.orThrow()).isEqualTo("value");
        assertThat(mild.isClean()).isTrue();
        assertThat(mild).hasToString("Checked(value, TEST.SEEN, TEST.SEEN)");
        Checked<String> bad = Checked.of("value", List.of(error));
        assertThat(bad.value()).contains("value");
        assertThat(bad.isClean()).isFalse();
        assertThatThrownBy(bad::orThrow)
                .isInstanceOfSatisfying(
                        Checked.BadDataException.class,
                        e -> assertThat(e.diagnostics()).containsExactly(error))
                .hasMessage("day.csv:12:4 TEST.GUESSED: amount 'x' is not a number");
        assertThat(Checked.<String>failed(error)).hasToString("Checked(no value, TEST.GUESSED)");
        assertThatThrownBy(Checked.failed(error)::orThrow).isInstanceOf(Checked.BadDataException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Checked.failed(List.of(note, warning)));
    }

    @Test
    void aResolutionIsOneOfFour() {
        List<String> taken = new ArrayList<>();
        Resolution<String> unique = new Resolution.Unique<>("a", Evidence.none());
        Resolution<String> ambiguous =
                new Resolution.Ambiguous<>(List.of("a", "b"), Resolution.SolutionCount.exactly(2), Evidence.none());
        Resolution<String> none = new Resolution.None<>(List.of(Obstacle.of(SEEN, "too late")));
        Resolution<String> truncated = new Resolution.Truncated<>(List.of("a"), GUESSED, 1_000);
        for (Resolution<String> resolution : List.of(unique, ambiguous, none, truncated)) {
            resolution.ifUnique(taken::add);
        }
        assertThat(taken).containsExactly("a");
        assertThat(List.of(unique.kind(), ambiguous.kind(), none.kind(), truncated.kind()))
                .containsExactly(Resolution.Kind.values());
        assertThat(truncated.<Long>fold(u -> 0L, a -> 0L, n -> 0L, Resolution.Truncated::explored))
                .isEqualTo(1_000);
    }

    @Test
    void countsOfReadingsAreInOrder() {
        assertThat(Resolution.SolutionCount.exactly(3)).isEqualTo(new Resolution.SolutionCount(3, 3, true));
        assertThat(new Resolution.SolutionCount(0, 0, true).items()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Resolution.SolutionCount(-1, -1, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resolution.SolutionCount(1, -1, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resolution.SolutionCount(1, 2, true));
    }

    @Test
    void aRejectionKeepsItsBytesAndNeverShowsThem() {
        byte[] raw = "4111 secret".getBytes(StandardCharsets.UTF_8);
        Rejection rejection = Rejection.of(PLACE, "row", SEEN, "amount is missing", raw);
        raw[0] = 'x';
        rejection.raw()[1] = 'x';
        assertThat(new String(rejection.raw(), StandardCharsets.UTF_8)).isEqualTo("4111 secret");
        assertThat(rejection).hasToString("day.csv:12:4 row TEST.SEEN: amount is missing");
        Rejection same =
                Rejection.of(PLACE, "row", SEEN, "amount is missing", "4111 secret".getBytes(StandardCharsets.UTF_8));
        assertThat(rejection).isEqualTo(same).hasSameHashCodeAs(same);
        for (Rejection other : List.of(
                Rejection.of(Diagnostic.Location.of("x"), "row", SEEN, "amount is missing", same.raw()),
                Rejection.of(PLACE, "line", SEEN, "amount is missing", same.raw()),
                Rejection.of(PLACE, "row", GUESSED, "amount is missing", same.raw()),
                Rejection.of(PLACE, "row", SEEN, "date is missing", same.raw()),
                Rejection.of(PLACE, "row", SEEN, "amount is missing"))) {
            assertThat(rejection).isNotEqualTo(other);
            assertThat(rejection.hashCode()).isNotEqualTo(other.hashCode());
        }
        assertThat(rejection.location()).isEqualTo(PLACE);
        assertThat(rejection.recordType() + rejection.code().id() + rejection.sentence())
                .isEqualTo("rowTEST.SEENamount is missing");
    }

    /** The digest of "abc" is the example of FIPS 180-4. */
    @Test
    void digestsAreSha256() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.of("abc")).hasToString(abc);
        assertThat(Sha256.parse(abc)).isEqualTo(Sha256.of("abc".getBytes(StandardCharsets.UTF_8)));
        assertThat(Sha256.of("abc").shortHex()).isEqualTo("ba7816bf8f01");
        assertThat(Sha256.ofDigest(Sha256.of("abc").bytes()).hex()).isEqualTo(abc);
        assertThat(Sha256.ZERO.bytes()).containsOnly(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sha256.ofDigest(new byte[31]))
                .withMessage("digest has 31 bytes, expected 32");
    }

    @Test
    void fieldsAreDigestedByWhatTheySayAndNoTwoListsLookAlike() {
        assertThat(Sha256.ofFields("a", 1)).isEqualTo(Sha256.of("1:a,1:1,"));
        assertThat(Sha256.ofFields("ab", "c")).isNotEqualTo(Sha256.ofFields("a", "bc"));
        assertThat(Sha256.ofFields(List.of("a", "b"))).isNotEqualTo(Sha256.ofFields("a", "b"));
        assertThat(Sha256.ofFields(List.of("a", "b"))).isEqualTo(Sha256.of("8:1:a,1:b,,"));
        assertThat(Sha256.ofFields(Optional.of("a"))).isEqualTo(Sha256.of("4:1:a,,"));
        assertThat(Sha256.ofFields(Optional.empty())).isEqualTo(Sha256.ofFields((Object) null));
        assertThat(Sha256.ofFields(new BigDecimal("1.50"))).isEqualTo(Sha256.of("3:1.5,"));
        assertThat(Sha256.ofFields(new BigDecimal("0.00"))).isEqualTo(Sha256.of("1:0,"));
        assertThat(Sha256.ofFields(new BigDecimal("1E3"))).isEqualTo(Sha256.of("4:1000,"));
        assertThat(Sha256.ofFields(Amounts.in("CAD").of("1.50"))).isEqualTo(Sha256.of("7:CAD 1.5,"));
        assertThat(Sha256.ofFields(SEEN)).isEqualTo(Sha256.of("9:TEST.SEEN,"));
        assertThat(Sha256.ofFields("é")).isEqualTo(Sha256.of("2:é,"));
    }

    @Test
    void subjectsAndRefusalsSayWhatTheyAreAbout() {
        assertThat(SubjectRef.of("invoice", "INV-1")).hasToString("invoice:INV-1");
        for (List<String> bad : List.of(List.of(" ", "1"), List.of("a", " "), List.of("a:b", "1"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> SubjectRef.of(bad.get(0), bad.get(1)));
        }
        Refusal refusal = new Refusal(SEEN, "no", Map.of("b", "2", "a", "1"));
        assertThat(refusal.attributes().keySet()).containsExactly("a", "b");
        assertThat(refusal.because("of the rain"))
                .isEqualTo(new Refusal(SEEN, "no; of the rain", refusal.attributes()));
        assertThat(Arrays.asList(Diagnostic.Severity.values())).isSorted();
    }
}
