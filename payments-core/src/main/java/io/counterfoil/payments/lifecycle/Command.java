package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A wish to change a state: who asks, under which key, and a digest of what is asked. */
public interface Command {

    /** Who asks. */
    Actor by();

    /** The caller's name for this act; given again when it is repeated. */
    IdempotencyKey key();

    /** Digest of everything the command says but its key: tells a repetition from another command under the same key. */
    Sha256 body();

    /** The same word by word, so that a conflict can name what differs; no words where the command has only its digest. */
    default Words words() {
        return Words.NOTHING;
    }

    /** What a command says, by the names of its words, in order; what kind of act it is comes first. Immutable. */
    final class Words {

        private static final Words NOTHING = new Words(List.of(), new @Nullable Object[0]);
        private static final int PRINT = 8;

        private final List<String> names;
        private final @Nullable Object[] values;

        private Words(List<String> names, @Nullable Object[] values) {
            this.names = names;
            this.values = values;
        }

        /** The first word. */
        public static Words of(String name, @Nullable Object value) {
            return NOTHING.and(name, value);
        }

        /** These words and one more. */
        public Words and(String name, @Nullable Object value) {
            return and(new Words(List.of(name), new @Nullable Object[] {value}));
        }

        /** These words and others. */
        public Words and(Words more) {
            List<String> all = new ArrayList<>(names);
            all.addAll(more.names);
            @Nullable Object[] both = java.util.Arrays.copyOf(values, all.size());
            System.arraycopy(more.values, 0, both, values.length, more.values.length);
            return new Words(List.copyOf(all), both);
        }

        /** Digest of all values. */
        public Sha256 digest() {
            return Sha256.ofFields(values);
        }

        /** Eight hex digits of the digest of each value: enough to find the first that differs, too little to read any from. */
        String prints() {
            StringBuilder prints = new StringBuilder();
            for (Object value : values) {
                prints.append(HexFormat.of().toHexDigits(Sha256.ofFields(value).a(), PRINT));
            }
            return prints.toString();
        }

        /** The name of the first word that is not the one of the prints; empty where there are no words to compare. */
        Optional<String> firstDifference(String prints) {
            String own = prints();
            for (int word = 0; word < names.size(); word++) {
                int end = (word + 1) * PRINT;
                if (end > prints.length() || !own.regionMatches(end - PRINT, prints, end - PRINT, PRINT)) {
                    return prints.isEmpty() ? Optional.empty() : Optional.of(names.get(word));
                }
            }
            return Optional.empty();
        }
    }
}
