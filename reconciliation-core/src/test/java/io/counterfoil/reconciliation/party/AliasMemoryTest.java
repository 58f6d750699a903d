package io.counterfoil.reconciliation.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.party.AliasMemory.Alias;
import io.counterfoil.reconciliation.party.AliasMemory.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AliasMemoryTest {

    private static final PartyId DOE = PartyId.of("doe");
    private static final PartyId ROE = PartyId.of("roe");

    private static SubjectRef match(int number) {
        return SubjectRef.of("match", String.valueOf(number));
    }

    private static AliasMemory taught() {
        return AliasMemory.empty()
                .learn(Kind.NAME, "Jane Roe Ltd", ROE, match(1))
                .learn(Kind.NAME, "JANE ROE", ROE, match(2))
                .learn(Kind.TEXT, "STANDING ORDER 4711", DOE, match(2))
                .learn(Kind.ACCOUNT, "tok:1", DOE, match(3));
    }

    @Test
    @DisplayName("REC-35 what was learned is listed by kind, alias and party with everything that taught it")
    void isInspectable() {
        assertThat(taught().aliases())
                .containsExactly(
                        new Alias(Kind.ACCOUNT, "tok:1", DOE, List.of(match(3))),
                        new Alias(Kind.NAME, "JANE ROE", ROE, List.of(match(1), match(2))),
                        new Alias(Kind.TEXT, "STANDING ORDER", DOE, List.of(match(2))));
        assertThat(taught().toString()).isEqualTo("3 aliases");
    }

    @Test
    @DisplayName("REC-35 what a match taught goes when the match is taken back, and only that; in any order")
    void isReversible() {
        AliasMemory without = taught().unlearn(match(2));
        assertThat(without)
                .isEqualTo(AliasMemory.empty()
                        .learn(Kind.ACCOUNT, "tok:1", DOE, match(3))
                        .learn(Kind.NAME, "jane roe", ROE, match(1)));
        assertThat(without.recall(Kind.NAME, "Jane ROE inc").kind()).isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(without.recall(Kind.TEXT, "standing order").kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(taught().unlearn(match(9))).isEqualTo(taught());
        assertThat(taught().unlearn(match(3)).unlearn(match(1)).unlearn(match(2)))
                .isEqualTo(AliasMemory.empty());
        assertThat(taught().forget(Kind.NAME, "Jané Roe").aliases()).hasSize(2);
        assertThat(taught().aliases()).as("the first memory stays").hasSize(3);
    }

    @Test
    @DisplayName("REC-35 a memory that was kept is restored from its list; lessons of one source twice count once")
    void isRestored() {
        List<Alias> kept = new ArrayList<>(taught().aliases());
        Collections.reverse(kept);
        assertThat(AliasMemory.empty().learnAll(kept)).isEqualTo(taught()).hasSameHashCodeAs(taught());
        assertThat(taught().learnAll(kept)).isEqualTo(taught());
        assertThat(AliasMemory.needing(2).learnAll(kept)).isNotEqualTo(taught());
        assertThat(AliasMemory.empty().learnAll(List.of(new Alias(Kind.NAME, "A", DOE, List.of()))))
                .isEqualTo(AliasMemory.empty());
        assertThat(AliasMemory.empty().learn(Kind.TEXT, "4711-12", DOE, match(1)))
                .isEqualTo(AliasMemory.empty());
        assertThat(taught()).isNotEqualTo("3 aliases");
    }

    @Test
    @DisplayName("REC-35 recall says from how many matches an alias was learned, or why it is not recalled")
    void recallSaysWhy() {
        assertThat(taught().recall(Kind.NAME, "Jane Roe")).isInstanceOfSatisfying(Resolution.Unique.class, unique -> {
            assertThat(unique.value()).isEqualTo(ROE);
            assertThat(unique.evidence().sentence()).contains("NAME alias was learned from 2 confirmed matches");
        });
        AliasMemory contested = taught().learn(Kind.NAME, "Jane Roe", DOE, match(7));
        Resolution.Ambiguous<PartyId> tie = (Resolution.Ambiguous<PartyId>) contested.recall(Kind.NAME, "Jane Roe");
        assertThat(tie.alternatives()).containsExactly(DOE, ROE);
        assertThat(contested.unlearn(match(7)).recall(Kind.NAME, "Jane Roe").kind())
                .isEqualTo(Resolution.Kind.UNIQUE);
        AliasMemory careful = AliasMemory.needing(3).learnAll(taught().aliases());
        assertThat(careful.recall(Kind.NAME, "Jane Roe").kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(careful.learn(Kind.NAME, "Jane Roe", ROE, match(8))
                        .recall(Kind.NAME, "Jane Roe")
                        .kind())
                .isEqualTo(Resolution.Kind.UNIQUE);
        assertThat(AliasMemory.AliasCode.CONTESTED.id()).isEqualTo("ALIAS.CONTESTED");
        assertThatThrownBy(() -> AliasMemory.needing(-1)).hasMessageContaining("aliases need -1 sources");
    }

    @Test
    @DisplayName("REC-33 REC-35 a learned account goes before a learned name, a learned name before a learned text, all"
            + " before a name alike")
    void order() {
        AliasMemory memory = taught().learn(Kind.NAME, "X Trading", DOE, match(5));
        PartyResolver parties = PartyResolver.builder()
                .add(DOE, List.of("John Doe"), List.of())
                .add(ROE, List.of("X Trading GmbH"), List.of())
                .memory(memory)
                .build();
        assertThat(party(
                        parties,
                        PartyResolver.Clues.builder()
                                .addAccounts(new BankAccountRef.Token("tok:1"))
                                .addName("Jane Roe")))
                .isEqualTo(DOE);
        assertThat(party(
                        parties,
                        PartyResolver.Clues.builder().addName("Jane Roe").addText("standing order 5")))
                .isEqualTo(ROE);
        assertThat(party(parties, PartyResolver.Clues.builder().addText("Standing Order 5")))
                .isEqualTo(DOE);
        assertThat(party(parties, PartyResolver.Clues.builder().addName("X TRADING GMBH")))
                .isEqualTo(DOE);
        assertThat(parties.resolve(
                                PartyResolver.Clues.builder().addName("Nobody").build())
                        .kind())
                .isEqualTo(Resolution.Kind.NONE);
    }

    private static PartyId party(PartyResolver parties, PartyResolver.Clues.Builder clues) {
        Resolution<PartyId> found = parties.resolve(clues.build());
        assertThat(found).isInstanceOf(Resolution.Unique.class);
        return ((Resolution.Unique<PartyId>) found).value();
    }

    @Test
    @DisplayName(
            "REC-33 likeness is a whole number of thousandths: subsets of two words and six letters, transpositions,"
                    + " beginnings")
    void likeness() {
        assertThat(PartyResolver.similarity("", "A")).isZero();
        assertThat(PartyResolver.similarity("OAK", "RIVER")).isLessThan(600);
        assertThat(PartyResolver.similarity("John Albert Smith", "SMITH JOHN")).isEqualTo(950);
        // one word shared is no subset: 2 x 5 letters of 5 + 9
        assertThat(Names.similarity("SMITH JOHN", "SMITH")).isGreaterThanOrEqualTo(714);
        assertThat(PartyResolver.similarity("Müller GmbH", "MULLER")).isEqualTo(1000);
        // Winkler 1990: DWAYNE and DUANE 0.840, DIXON and DICKSONX 0.813, MARTHA and MARHTA 0.961
        assertThat(Names.jaroWinkler("DWAYNE", "DUANE")).isBetween(838, 841);
        assertThat(Names.jaroWinkler("DIXON", "DICKSONX")).isBetween(811, 814);
        assertThat(Names.jaroWinkler("MARTHA", "MARHTA")).isBetween(959, 962);
        assertThat(Names.jaroWinkler("", "A")).isZero();
        assertThat(Names.jaroWinkler("ABC", "XYZ")).isZero();
        assertThat(PartyResolver.isNamedIn("John Doe", "from JOHN  DOE thanks")).isTrue();
        assertThat(PartyResolver.isNamedIn("John Doe", "DOE JOHN")).isFalse();
        assertThat(PartyResolver.isNamedIn("-", "anything")).isFalse();
        assertThat(Names.tokens("The Company")).containsExactly("THE", "COMPANY");
    }
}
