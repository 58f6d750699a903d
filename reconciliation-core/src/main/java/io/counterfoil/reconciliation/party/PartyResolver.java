package io.counterfoil.reconciliation.party;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.immutables.value.Value;

/**
 * Finds the party behind a line (REC-33): by account in the order in which accounts are given (account number, then IBAN), by what the memory learned, by phrases
 * that the host declared, by name (token-set or Jaro-Winkler, the better of the two), by a name inside a text. The first kind of evidence that knows anybody decides;
 * two parties that fit it equally well are ambiguous: nobody is picked. Immutable, thread-safe.
 */
public final class PartyResolver {

    private static final int DEFAULT_THRESHOLD = 880;

    private final Map<BankAccountRef.Token, Set<PartyId>> byAccount;
    private final Map<String, Set<PartyId>> names;
    private final Map<String, PartyId> phrases;
    private final AliasMemory memory;
    private final int threshold;

    private PartyResolver(Builder builder) {
        byAccount = Map.copyOf(builder.byAccount);
        names = new java.util.TreeMap<>(builder.names);
        phrases = new java.util.TreeMap<>(builder.phrases);
        memory = builder.memory;
        threshold = builder.threshold;
    }

    /** A new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** How alike two names are, in thousandths: 1000 where they are the same, case, accents, order of words and legal form aside. */
    public static int similarity(String left, String right) {
        return Names.similarity(left, right);
    }

    /** Whether every word of the name stands in the text, in its order and side by side, case, accents and legal form aside. */
    public static boolean isNamedIn(String name, String text) {
        List<String> words = Names.tokens(name);
        return !words.isEmpty() && Collections.indexOfSubList(Names.tokens(text), words) >= 0;
    }

    /** The party behind the clues. */
    public Resolution<PartyId> resolve(Clues clues) {
        for (BankAccountRef.Token account : clues.accounts()) {
            Set<PartyId> owners = byAccount.getOrDefault(account, Set.of());
            if (!owners.isEmpty()) {
                return answer(owners, PartyCode.ACCOUNT, "the account is known");
            }
        }
        return recalled(clues)
                .or(() -> phrased(clues))
                .or(() -> named(clues))
                .or(() -> described(clues))
                .orElseGet(() -> new Resolution.None<>(
                        List.of(Obstacle.of(PartyCode.UNKNOWN, "no account, alias or name of a known party"))));
    }

    private Optional<Resolution<PartyId>> recalled(Clues clues) {
        List<Resolution<PartyId>> answers = new ArrayList<>();
        clues.accounts().forEach(account -> answers.add(memory.recall(AliasMemory.Kind.ACCOUNT, account.value())));
        clues.names().forEach(name -> answers.add(memory.recall(AliasMemory.Kind.NAME, name)));
        clues.texts().forEach(text -> answers.add(memory.recall(AliasMemory.Kind.TEXT, text)));
        return answers.stream()
                .filter(answer -> answer.kind() != Resolution.Kind.NONE)
                .findFirst();
    }

    private Optional<Resolution<PartyId>> phrased(Clues clues) {
        Set<PartyId> found = new TreeSet<>();
        phrases.forEach((phrase, party) -> {
            if (clues.texts().stream().anyMatch(text -> isNamedIn(phrase, text))) {
                found.add(party);
            }
        });
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(answer(found, PartyCode.PHRASE, "a declared phrase stands in the text"));
    }

    private Optional<Resolution<PartyId>> named(Clues clues) {
        int best = threshold - 1;
        Set<PartyId> found = new TreeSet<>();
        for (String name : clues.names()) {
            for (Map.Entry<String, Set<PartyId>> known : names.entrySet()) {
                int score = Names.similarity(name, known.getKey());
                if (score > best) {
                    found.clear();
                    best = score;
                }
                if (score == best) {
                    found.addAll(known.getValue());
                }
            }
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(answer(found, PartyCode.NAME, "the name is alike by " + best + " in 1000"));
    }

    /** The party with the most words of its name in a text. */
    private Optional<Resolution<PartyId>> described(Clues clues) {
        int best = 0;
        Set<PartyId> found = new TreeSet<>();
        for (String text : clues.texts()) {
            for (Map.Entry<String, Set<PartyId>> known : names.entrySet()) {
                int letters = Names.normal(known.getKey()).length();
                if (letters >= best && isNamedIn(known.getKey(), text)) {
                    if (letters > best) {
                        found.clear();
                        best = letters;
                    }
                    found.addAll(known.getValue());
                }
            }
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(answer(found, PartyCode.DESCRIPTION, "the name stands in the text"));
    }

    private static Resolution<PartyId> answer(Set<PartyId> found, PartyCode code, String why) {
        List<PartyId> parties = List.copyOf(new TreeSet<>(found));
        return parties.size() == 1
                ? new Resolution.Unique<>(parties.get(0), Evidence.of(code, why))
                : new Resolution.Ambiguous<>(
                        parties,
                        Resolution.SolutionCount.exactly(parties.size()),
                        Evidence.of(code, why + ", of " + parties.size() + " parties alike"));
    }

    /** What a line says about the other party. Immutable. */
    @Value.Immutable
    public interface Clues {

        /** Accounts, the strongest first. */
        List<BankAccountRef.Token> accounts();

        /** Names as the bank writes them. */
        List<String> names();

        /** Free texts. */
        List<String> texts();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds clues. Not thread-safe. */
        final class Builder extends ImmutableClues.Builder {
            Builder() {}
        }
    }

    /** What decided, or that nothing did. */
    public enum PartyCode implements Code {
        ACCOUNT,
        PHRASE,
        NAME,
        DESCRIPTION,
        UNKNOWN;

        @Override
        public String id() {
            return "PARTY." + name();
        }
    }

    /** Collects what is known of parties. Not thread-safe. */
    public static final class Builder {

        private final Map<BankAccountRef.Token, Set<PartyId>> byAccount = new HashMap<>();
        private final Map<String, Set<PartyId>> names = new HashMap<>();
        private final Map<String, PartyId> phrases = new HashMap<>();
        private AliasMemory memory = AliasMemory.empty();
        private int threshold = DEFAULT_THRESHOLD;

        private Builder() {}

        /** A party with its names and the tokens of its accounts; may be called again for the same party. */
        public Builder add(PartyId party, List<String> knownAs, List<BankAccountRef.Token> accounts) {
            knownAs.stream()
                    .filter(name -> !Names.tokens(name).isEmpty())
                    .forEach(name ->
                            names.computeIfAbsent(name, n -> new TreeSet<>()).add(party));
            accounts.forEach(account ->
                    byAccount.computeIfAbsent(account, a -> new TreeSet<>()).add(party));
            return this;
        }

        /** Words that, side by side in a text, mean the party. */
        public Builder phrase(String words, PartyId party) {
            PartyId known = phrases.putIfAbsent(words, party);
            if (Names.tokens(words).isEmpty() || (known != null && !known.equals(party))) {
                throw new IllegalArgumentException(
                        "phrase '" + words + "' is empty or means two parties, expected words of one party");
            }
            return this;
        }

        /** What was learned; nothing unless it is called. */
        public Builder memory(AliasMemory aliases) {
            this.memory = aliases;
            return this;
        }

        /** From which likeness a name counts, in thousandths; 880 unless it is called. */
        public Builder threshold(int thousandths) {
            if (thousandths < 1 || thousandths > 1000) {
                throw new IllegalArgumentException("threshold of " + thousandths + ", expected 1 to 1000");
            }
            this.threshold = thousandths;
            return this;
        }

        /** The resolver. */
        public PartyResolver build() {
            return new PartyResolver(this);
        }
    }
}
