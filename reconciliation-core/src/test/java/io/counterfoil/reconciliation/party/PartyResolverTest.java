package io.counterfoil.reconciliation.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.party.PartyId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartyResolverTest {

    private static final PartyId DOE = PartyId.of("doe");
    private static final PartyId ROE = PartyId.of("roe");
    private static final BankAccountRef.Token DOES = BankAccountRef.Token.digestOf("DE02000000003716541159");
    private static final SubjectRef MATCH = SubjectRef.of("match", "17");

    private static PartyResolver.Builder parties() {
        return PartyResolver.builder()
                .add(DOE, List.of("John Doe & Co."), List.of(DOES))
                .add(ROE, List.of("Jane Roe Ltd", "Roe Trading"), List.of());
    }

    private static String found(PartyResolver parties, PartyResolver.Clues.Builder clues) {
        Resolution<PartyId> found = parties.resolve(clues.build());
        return found.fold(u -> u.value().value(), a -> "several " + a.alternatives(), n -> "none", t -> "cut");
    }

    private static PartyResolver.Clues.Builder clues() {
        return PartyResolver.Clues.builder();
    }

    @Test
    @DisplayName("REC-33 an account decides before any name")
    void account() {
        assertThat(found(parties().build(), clues().addAccount(DOES).addName("Jane Roe Ltd")))
                .isEqualTo("doe");
        assertThat(found(parties().add(ROE, List.of(), List.of(DOES)).build(), clues().addAccount(DOES)))
                .isEqualTo("several [doe, roe]");
    }

    @Test
    @DisplayName(
            "REC-33 names are alike whatever their case, accents, order and legal form; too little likeness is none")
    void names() {
        PartyResolver parties = parties().build();
        assertThat(found(parties, clues().addName("DOE JOHN"))).isEqualTo("doe");
        assertThat(found(parties, clues().addName("jane röe limited"))).isEqualTo("roe");
        assertThat(found(parties, clues().addName("John Dow"))).isEqualTo("doe");
        assertThat(found(parties, clues().addName("Somebody Else"))).isEqualTo("none");
        assertThat(found(parties, clues().addName("GmbH"))).isEqualTo("none");
    }

    @Test
    @DisplayName("REC-33 two parties that fit equally well are no party")
    void tie() {
        PartyResolver twins = PartyResolver.builder()
                .add(DOE, List.of("Smith Ltd"), List.of())
                .add(ROE, List.of("Smith Inc"), List.of())
                .build();
        assertThat(found(twins, clues().addName("SMITH"))).isEqualTo("several [doe, roe]");
        assertThat(found(twins, clues().addText("payment smith 77"))).isEqualTo("several [doe, roe]");
    }

    @Test
    @DisplayName("REC-33 a name inside a text counts as whole words, a declared phrase before it")
    void text() {
        assertThat(found(parties().build(), clues().addText("ref 77 roe trading 2026")))
                .isEqualTo("roe");
        assertThat(found(parties().build(), clues().addText("aeroe tradings"))).isEqualTo("none");
        PartyResolver phrased = parties().phrase("standing order 4", DOE).build();
        assertThat(found(phrased, clues().addText("STANDING ORDER 4 roe trading")))
                .isEqualTo("doe");
        assertThatThrownBy(() -> parties().phrase("x", DOE).phrase("x", ROE)).hasMessageContaining("two parties");
        assertThatThrownBy(() -> parties().threshold(0)).hasMessageContaining("1 to 1000");
    }

    @Test
    @DisplayName("REC-35 an alias is recalled once learned, hides names, and goes with what taught it")
    void memory() {
        AliasMemory memory = AliasMemory.empty().learn(AliasMemory.Kind.NAME, "Jane Roe Ltd", DOE, MATCH);
        PartyResolver parties = parties().memory(memory).build();
        assertThat(found(parties, clues().addName("JANE ROE"))).isEqualTo("doe");
        assertThat(memory.learn(AliasMemory.Kind.NAME, "jane roe", DOE, MATCH)).isEqualTo(memory);
        assertThat(memory.aliases()).singleElement().satisfies(alias -> {
            assertThat(alias.value()).isEqualTo("JANE ROE");
            assertThat(alias.sources()).containsExactly(MATCH);
        });
        assertThat(memory.unlearn(MATCH)).isEqualTo(AliasMemory.empty());
        assertThat(memory.forget(AliasMemory.Kind.NAME, "Jane Roe")).isEqualTo(AliasMemory.empty());
        assertThat(memory.toString()).isEqualTo("1 aliases");
    }

    @Test
    @DisplayName("REC-35 an alias of two parties answers none, and one that was not taught often enough neither")
    void contested() {
        AliasMemory memory = AliasMemory.needing(2).learn(AliasMemory.Kind.TEXT, "RENT 2026-03", DOE, MATCH);
        assertThat(memory.recall(AliasMemory.Kind.TEXT, "rent 2026-04").kind()).isEqualTo(Resolution.Kind.NONE);
        AliasMemory twice = memory.learn(AliasMemory.Kind.TEXT, "Rent 2026-04", DOE, SubjectRef.of("match", "18"));
        assertThat(twice.recall(AliasMemory.Kind.TEXT, "RENT 99").kind()).isEqualTo(Resolution.Kind.UNIQUE);
        AliasMemory both = twice.learn(AliasMemory.Kind.TEXT, "rent", ROE, SubjectRef.of("match", "19"));
        assertThat(both.recall(AliasMemory.Kind.TEXT, "rent").kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(both.learn(AliasMemory.Kind.NAME, " - ", ROE, MATCH)).isEqualTo(both);
        assertThatThrownBy(() -> AliasMemory.needing(0)).hasMessageContaining("1 or more");
    }

    @Test
    @DisplayName("REC-33 likeness of names as published: Winkler's examples in thousandths")
    void likeness() {
        assertThat(Names.jaroWinkler("MARTHA", "MARHTA")).isBetween(960, 962);
        assertThat(Names.jaroWinkler("DWAYNE", "DUANE")).isBetween(838, 841);
        assertThat(Names.jaroWinkler("DIXON", "DICKSONX")).isBetween(811, 814);
        assertThat(Names.jaroWinkler("", "A")).isZero();
        assertThat(PartyResolver.similarity("Müller & Söhne GmbH", "MULLER SOHNE"))
                .isEqualTo(1000);
    }
}
