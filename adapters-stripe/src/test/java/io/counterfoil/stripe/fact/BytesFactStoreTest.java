package io.counterfoil.stripe.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.StripeFact.BalanceFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripeFact.OtherFact;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesFactStoreTest extends FactStoreContract {

    private static final ObjectKey KEY = new ObjectKey(StripeAccountId.of("acct_1"), true, "x_1");
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

    @Override
    protected FactStore emptyStore() {
        return FactStore.over(VersionedBytes.inMemory());
    }

    /** The kinds that have a builder. */
    static Stream<Class<?>> kinds() {
        return Arrays.stream(StripeFact.class.getDeclaredClasses())
                .filter(Class::isInterface)
                .filter(StripeFact.class::isAssignableFrom);
    }

    private static StripeFact stored(StripeFact fact) {
        VersionedBytes bytes = VersionedBytes.inMemory();
        FactStore.Versioned version = new FactStore.Versioned(fact, AT, Sha256.of("fact"));
        assertThat(FactStore.over(bytes).replace(KEY, null, version)).isTrue();
        FactStore.Versioned read = FactStore.over(bytes).load(KEY).orElseThrow();
        assertThat(read).isEqualTo(version);
        return read.fact();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("STR-23 every field of every fact is stored and read again, whatever it holds")
    void everyField(Class<?> kind) throws ReflectiveOperationException {
        for (boolean flags : new boolean[] {true, false}) {
            StripeFact full = filled(kind, flags);
            StripeFact read = stored(full);
            assertThat(read.kind()).isEqualTo(full.kind());
            for (Method accessor : accessors(kind)) {
                assertThat(accessor.invoke(read))
                        .as(kind.getSimpleName() + "." + accessor.getName())
                        .isEqualTo(accessor.invoke(full))
                        .isNotEqualTo(Optional.empty());
            }
        }
    }

    /** Sets everything that the builder can set, each to a value of its own. */
    private static StripeFact filled(Class<?> kind, boolean flags) throws ReflectiveOperationException {
        Object builder = kind.getMethod("builder").invoke(null);
        long next = Long.MAX_VALUE;
        for (Method accessor : accessors(kind)) {
            String name = accessor.getName();
            next -= 12_345;
            Object value = value(name, next, flags);
            Method setter = Arrays.stream(builder.getClass().getMethods())
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                    .filter(method -> fits(method.getParameterTypes()[0], accessor))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no setter " + name));
            setter.invoke(builder, convert(value, setter.getParameterTypes()[0], next, flags));
        }
        return (StripeFact) builder.getClass().getMethod("build").invoke(builder);
    }

    private static boolean fits(Class<?> parameter, Method accessor) {
        return parameter != Optional.class
                && !parameter.getName().startsWith("java.util.Optional")
                && !parameter.isArray()
                && (accessor.getReturnType() != Map.class || parameter == Map.class);
    }

    private static Object convert(Object value, Class<?> type, long next, boolean flags) {
        if (type == long.class) {
            return next;
        }
        if (type == boolean.class) {
            return flags;
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(Math.floorMod(next, 4_000_000_000L), Math.floorMod(next, 999_999_999));
        }
        if (type == BigDecimal.class) {
            return new BigDecimal("0.861500");
        }
        if (type == ObjectKey.class) {
            return new ObjectKey(StripeAccountId.of("acct_2"), flags, "id_" + next);
        }
        if (type == StripeFact.State.class) {
            return new StripeFact.State("STATE_" + next, 7, flags);
        }
        return value;
    }

    private static Object value(String name, long next, boolean flags) throws ReflectiveOperationException {
        return switch (name) {
            case "cutLists", "refunds" -> List.of("one " + next, "two \u00fc\"\n");
            case "paths", "metadata" -> Map.of("a" + next, "b", "c.d/e", "");
            case "feeDetails" -> List.of(new Fee("stripe_fee", -next), new Fee("tax", next));
            case "rows" ->
                List.of((BalanceRow) filled(BalanceRow.class, flags), (BalanceRow) filled(BalanceRow.class, !flags));
            case "payments" -> List.of((InvoicePaymentFact) filled(InvoicePaymentFact.class, flags));
            default -> name + " " + next + " \u00e9\ud83d\ude00\"\\\u0000";
        };
    }

    private static List<Method> accessors(Class<?> kind) {
        Set<String> derived =
                Set.of("kind", "id", "cut", "stateIfAny", "foundAt", "onTestClock", "arrivalOn", "declineCode");
        Set<String> seen = new HashSet<>();
        List<Method> all = Arrays.stream(kind.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !derived.contains(method.getName()) && seen.add(method.getName()))
                .peek(method -> method.setAccessible(true))
                .toList();
        assertThat(all).hasSizeGreaterThan(7);
        return all;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("STR-23 what a fact does not say it does not say after it was stored")
    void nothingMore(Class<?> kind) throws ReflectiveOperationException {
        Object builder = kind.getMethod("builder").invoke(null);
        for (Method method : builder.getClass().getMethods()) {
            if (method.getParameterCount() == 1 && required(kind, method)) {
                Class<?> type = method.getParameterTypes()[0];
                method.invoke(builder, convert(type == String.class ? "" : 0L, type, 0, false));
            }
        }
        StripeFact least = (StripeFact) builder.getClass().getMethod("build").invoke(builder);
        StripeFact read = stored(least);
        assertThat(read).isEqualTo(least);
        for (Method accessor : accessors(kind)) {
            assertThat(accessor.invoke(read)).as(accessor.getName()).isEqualTo(accessor.invoke(least));
        }
    }

    private static boolean required(Class<?> kind, Method setter) {
        return Arrays.stream(kind.getMethods())
                .filter(accessor -> accessor.getName().equals(setter.getName()))
                .anyMatch(accessor -> !accessor.isDefault()
                        && Set.of(String.class, long.class, boolean.class, Instant.class)
                                .contains(accessor.getReturnType()));
    }

    @Test
    @DisplayName("STR-63 tombstones, unknown objects and balances are stored as they are")
    void others() {
        for (boolean yes : new boolean[] {true, false}) {
            OtherFact other = new OtherFact(Optional.of(KEY), "price", yes);
            assertThat(stored(other)).isEqualTo(other);
            OtherFact nameless = new OtherFact(Optional.empty(), "line_item", yes);
            assertThat(stored(nameless)).isEqualTo(nameless);
            BalanceFact balance = new BalanceFact(
                    StripeAccountId.of("acct_3"), yes, Map.of("gbp", -5L, "eur", Long.MIN_VALUE), Map.of());
            assertThat(stored(balance)).isEqualTo(balance);
        }
    }

    @Test
    @DisplayName("STR-10 keys are those of account, mode and id, and two stores over the same bytes are one")
    void keys() {
        VersionedBytes bytes = VersionedBytes.inMemory();
        FactStore.Versioned first =
                new FactStore.Versioned(new OtherFact(Optional.of(KEY), "a", false), AT, Sha256.of("a"));
        FactStore.over(bytes).replace(KEY, null, first);
        assertThat(bytes.load("stripe-fact:acct_1:live:x_1").orElseThrow().version())
                .isEqualTo(1);
        FactStore.Versioned next =
                new FactStore.Versioned(new OtherFact(Optional.of(KEY), "b", false), AT, Sha256.of("a"));
        assertThat(FactStore.over(bytes).replace(KEY, first, next)).isTrue();
        assertThat(FactStore.over(bytes).replace(KEY, first, next)).isFalse();
        assertThat(bytes.load("stripe-fact:acct_1:live:x_1").orElseThrow().version())
                .isEqualTo(2);
        assertThat(FactStore.over(bytes).load(new ObjectKey(StripeAccountId.of("acct_1"), false, "x_1")))
                .isEmpty();
    }

    @Test
    @DisplayName("STR-08 a writer that is overtaken between looking and setting is told")
    void overtaken() {
        VersionedBytes bytes = VersionedBytes.inMemory();
        FactStore.Versioned first =
                new FactStore.Versioned(new OtherFact(Optional.of(KEY), "a", false), AT, Sha256.of("a"));
        VersionedBytes overtaking = new VersionedBytes() {
            @Override
            public Optional<VersionedBytes.Versioned> load(String key) {
                Optional<VersionedBytes.Versioned> before = bytes.load(key);
                FactStore.over(bytes).replace(KEY, null, first);
                return before;
            }

            @Override
            public boolean compareAndSet(String key, long expectedVersion, byte[] next) {
                return bytes.compareAndSet(key, expectedVersion, next);
            }
        };
        FactStore.Versioned other =
                new FactStore.Versioned(new OtherFact(Optional.of(KEY), "b", false), AT, Sha256.of("b"));
        assertThat(FactStore.over(overtaking).replace(KEY, null, other)).isFalse();
        assertThat(FactStore.over(bytes).load(KEY)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"format\":2,\"kind\":\"OTHER\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\",\"fact\":{}}",
                "{\"format\":1,\"kind\":\"NOVEL\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\",\"fact\":{}}",
                "{\"format\":1,\"kind\":\"OTHER\",\"asOf\":\"yesterday\",\"fingerprint\":\"FP\",\"fact\":{}}",
                "{\"format\":1,\"kind\":\"OTHER\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"\",\"fact\":{}}",
                "{\"format\":1,\"kind\":\"CHARGE\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\",\"fact\":{}}",
                "{\"format\":1,\"kind\":\"OTHER\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\",\"fact\":{\"objectType\":1}}",
                "{\"format\":1,\"kind\":\"OTHER\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\",\"fact\":{\"deleted\":\"no\"}}",
                "{\"format\":1,\"kind\":\"BALANCE\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\","
                        + "\"fact\":{\"account\":\"acct_1\",\"available\":{\"gbp\":1.5}}}",
                "{\"format\":1,\"kind\":\"BALANCE\",\"asOf\":\"2026-01-01T00:00:00Z\",\"fingerprint\":\"FP\","
                        + "\"fact\":{\"account\":\"acct_1\",\"available\":{\"gbp\":9223372036854775808}}}"
            })
    @DisplayName("STR-23 bytes that are no fact of this form are refused with the key, not read in part")
    void strangers(String text) {
        VersionedBytes bytes = VersionedBytes.inMemory();
        String whole = text.replace("FP", Sha256.of("x").hex());
        bytes.compareAndSet("stripe-fact:acct_1:live:x_1", 0, whole.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> FactStore.over(bytes).load(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the stored fact of acct_1:live:x_1 cannot be read: ");
    }
}
