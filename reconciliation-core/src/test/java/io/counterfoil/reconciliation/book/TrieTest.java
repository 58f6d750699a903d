package io.counterfoil.reconciliation.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrieTest {

    /** A key whose hash is given: equal hashes share a leaf, hashes that differ late share a long path. */
    private record Key(int hash, String name) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static Map<Key, String> content(Trie<Key, String> trie) {
        Map<Key, String> content = new HashMap<>();
        trie.forEach((key, value) ->
                assertThat(content.put(key, value)).as("once each: %s", key).isNull());
        assertThat(trie.size()).isEqualTo(content.size());
        assertThat(trie.values()).containsExactlyInAnyOrderElementsOf(content.values());
        return content;
    }

    @Test
    @DisplayName(
            "REC-43 what is put in is there, what is put again replaces, what is taken out is gone, and older states stay")
    void putAndTake() {
        Trie<Key, String> none = Trie.empty();
        Key one = new Key(1, "one");
        Key same = new Key(1, "same hash");
        Key late = new Key(1 | 1 << 30, "differs late");
        assertThat(none.size()).isZero();
        assertThat(none.get(one)).isNull();
        assertThat(none.without(one)).isSameAs(none);

        Trie<Key, String> full = none.with(one, "1").with(same, "2").with(late, "3");
        assertThat(content(full)).isEqualTo(Map.of(one, "1", same, "2", late, "3"));
        assertThat(full.get(one)).isEqualTo("1");
        assertThat(full.get(same)).isEqualTo("2");
        assertThat(full.get(late)).isEqualTo("3");
        assertThat(full.contains(new Key(1, "nobody"))).isFalse();
        assertThat(full.contains(new Key(2, "one"))).isFalse();

        Trie<Key, String> again = full.with(same, "4");
        assertThat(content(again)).isEqualTo(Map.of(one, "1", same, "4", late, "3"));
        assertThat(content(full)).as("the older state").isEqualTo(Map.of(one, "1", same, "2", late, "3"));

        Trie<Key, String> fewer = again.without(one);
        assertThat(content(fewer)).isEqualTo(Map.of(same, "4", late, "3"));
        assertThat(fewer.without(new Key(1, "nobody"))).isSameAs(fewer);
        Trie<Key, String> fewest = fewer.without(same);
        assertThat(content(fewest)).isEqualTo(Map.of(late, "3"));
        assertThat(fewest.get(same)).isNull();
        assertThat(content(fewest.without(late))).isEmpty();
        assertThat(content(fewest.with(one, "5"))).isEqualTo(Map.of(one, "5", late, "3"));
    }
}
