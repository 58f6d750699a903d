package io.counterfoil.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every difference that a host can notice is a difference of text. */
class ApiTextTest {

    static class Unseen<T> {
        public final T inherited(@Nullable String text) {
            return inherited;
        }

        private final T inherited;

        Unseen(T inherited) {
            this.inherited = inherited;
        }

        void hidden() {}
    }

    public static class Seen extends Unseen<String> implements Supplier<String> {
        public static final int LIMIT = 3;
        private final String value;

        protected Seen(String value) throws IOException {
            super(value);
            this.value = value;
        }

        @Override
        public @Nullable String get() {
            return value;
        }

        /** Old. */
        @Deprecated
        public <E extends Comparable<E>> List<E> sorted(List<? extends E> all) {
            hidden();
            return List.copyOf(all);
        }
    }

    public record Pair(@Nullable String left, long right) {
        public static Pair of(long right) {
            return new Pair(null, right);
        }
    }

    public enum Light {
        RED,
        GREEN
    }

    public sealed interface Shape permits Square {
        default int corners() {
            return 4;
        }

        String name();
    }

    record Square(String name) implements Shape {}

    private static List<String> text(Class<?> type) {
        List<String> lines = new ArrayList<>();
        ApiText.addTo(type, lines);
        return lines;
    }

    @Test
    void membersOfAClassAndOfItsUnseenAncestor() {
        assertThat(text(Seen.class))
                .containsExactly(
                        "class ApiTextTest.Seen : Supplier<String>",
                        "    <E extends Comparable<E>> List<E> sorted(List<? extends E>) deprecated",
                        "    @Nullable String get()",
                        "    final T inherited(@Nullable String)",
                        "    protected new(String) throws IOException",
                        "    static final int LIMIT");
    }

    @Test
    void recordsEnumsAndSealedTypes() {
        assertThat(text(Pair.class))
                .containsExactly(
                        "record ApiTextTest.Pair(@Nullable String left, long right)",
                        "    static ApiTextTest.Pair of(long)");
        assertThat(text(Light.class)).containsExactly("enum ApiTextTest.Light", "    constants RED, GREEN");
        assertThat(text(Shape.class))
                .containsExactly(
                        "sealed interface ApiTextTest.Shape",
                        "    abstract String name()",
                        "    default int corners()");
    }
}
