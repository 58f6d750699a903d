package io.counterfoil.payments.testkit;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.onboarding.MerchantApplication;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Values of any public type, made by its own constructor or builder from a seed; what a constructor refuses is tried again with other parts. Not thread-safe. */
public final class RandomValues {

    private static final String[] TEXTS = {
        "a-1", "CA", "GB", "1234", "VOID", "ADDACS", "AUDDIS", "CODE_X", "12345-003", "client-42", "line one",
                "\u00e9\u4e2d\ud83d\ude00",
        "quote \" and \\", "abc.def", "A", "0", "AREA.NAME", "visa", "2027-03", "000312345", "", "R01", "EUR", "pct"
    };
    private static final int TRIES = 400;

    private final Random random;
    private final Map<Class<?>, Function<Random, ?>> makers;
    private int depth;

    /** Values of a seed. */
    public RandomValues(long seed) {
        this(seed, Map.of());
    }

    /** Values of a seed; types with a maker of their own are made by it. */
    public RandomValues(long seed, Map<Class<?>, Function<Random, ?>> makers) {
        this.random = new Random(seed);
        this.makers = Map.copyOf(makers);
    }

    /** A value of the type; empty where no try was taken. */
    public Optional<Object> of(Class<?> type) {
        int refused = 0;
        while (refused < TRIES) {
            try {
                return Optional.of(make(type, Map.of()));
            } catch (RefusedPart e) {
                refused++;
            }
        }
        return Optional.empty();
    }

    private Object make(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(make(arguments[0], bound));
            }
            if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
                List<Object> values = new ArrayList<>();
                int size = random.nextInt(3);
                for (int at = 0; at < size; at++) {
                    values.add(make(arguments[0], bound));
                }
                if (SortedSet.class.isAssignableFrom(raw)) {
                    return new TreeSet<>(values);
                }
                return Set.class.isAssignableFrom(raw) ? new java.util.LinkedHashSet<>(values) : values;
            }
            if (Map.class.isAssignableFrom(raw)) {
                Map<Object, Object> values =
                        SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : new java.util.LinkedHashMap<>();
                for (int at = random.nextInt(3); at > 0; at--) {
                    values.put(make(arguments[0], bound), make(arguments[1], bound));
                }
                return values;
            }
            if (raw == History.class) {
                return History.empty();
            }
            return ofClass(
                    raw,
                    Arrays.stream(arguments)
                            .map(argument -> argument instanceof TypeVariable<?> variable
                                    ? bound.getOrDefault(variable, String.class)
                                    : argument)
                            .toArray(Type[]::new));
        }
        if (type instanceof WildcardType wildcard) {
            return make(wildcard.getUpperBounds()[0], bound);
        }
        if (type instanceof TypeVariable<?> variable) {
            Type known = bound.get(variable);
            return known == null ? text() : make(known, bound);
        }
        return ofClass((Class<?>) type, new Type[0]);
    }

    private Object ofClass(Class<?> type, Type[] arguments) {
        Function<Random, ?> own = makers.get(type);
        if (own != null) {
            return own.apply(random);
        }
        Object plain = plain(type);
        if (plain != null) {
            return plain;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        depth++;
        if (depth > 14) {
            throw new RefusedPart();
        }
        try {
            if (type.isInterface() && type.isSealed()) {
                Class<?>[] cases = type.getPermittedSubclasses();
                return ofClass(cases[random.nextInt(cases.length)], arguments);
            }
            Object described = described(type);
            return described != null ? described : type.isRecord() ? record(type, arguments) : built(type);
        } finally {
            depth--;
        }
    }

    /** A part, by its name where chance would hardly find one. */
    private Object named(String name, Type type, Map<TypeVariable<?>, Type> bound) {
        if (type == String.class) {
            return switch (name) {
                case "country", "jurisdiction" -> random.nextBoolean() ? "CA" : "GB";
                case "lastFour" -> "12" + (10 + random.nextInt(90));
                case "serial" -> "00" + random.nextInt(9999);
                case "report" -> random.nextBoolean() ? "ADDACS" : "AUDDIS";
                default -> text();
            };
        }
        return make(type, bound);
    }

    private Object plain(Class<?> type) {
        if (type == String.class || type == CharSequence.class) {
            return text();
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(40);
        }
        if (type == long.class || type == Long.class) {
            return random.nextInt(5) == 0 ? random.nextLong() >>> 2 : (long) random.nextInt(100);
        }
        if (type == java.util.OptionalInt.class) {
            return random.nextBoolean() ? java.util.OptionalInt.empty() : java.util.OptionalInt.of(random.nextInt(99));
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(random.nextInt(10_000)).movePointLeft(random.nextInt(4));
        }
        if (type == MonetaryAmount.class) {
            String[] currencies = {"CAD", "JPY", "KWD", "PTS"};
            String currency = currencies[random.nextInt(4)];
            return random.nextInt(10) == 0
                    ? Amounts.in(Amounts.points("MILES")).ofMinor(1 + random.nextInt(99))
                    : Amounts.in(currency).ofMinor(random.nextInt(1_000_000) - 1000);
        }
        if (type == CurrencyUnit.class) {
            return Amounts.in("CAD").currency();
        }
        if (type == Sha256.class) {
            return Sha256.of(Integer.toString(random.nextInt()));
        }
        if (type == Code.class) {
            return Code.of("AREA.N" + random.nextInt(9));
        }
        LocalDate day = LocalDate.of(2027, 1, 1).plusDays(random.nextInt(700));
        Map<Class<?>, Object> times = Map.ofEntries(
                Map.entry(LocalDate.class, day),
                Map.entry(
                        Instant.class,
                        Instant.ofEpochSecond(1_800_000_000L + random.nextInt(), random.nextInt(1_000_000_000))),
                Map.entry(LocalTime.class, LocalTime.of(random.nextInt(24), random.nextInt(60))),
                Map.entry(LocalDateTime.class, day.atTime(random.nextInt(24), 5)),
                Map.entry(YearMonth.class, YearMonth.from(day)),
                Map.entry(Year.class, Year.from(day)),
                Map.entry(DayOfWeek.class, day.getDayOfWeek()),
                Map.entry(Duration.class, Duration.ofSeconds(random.nextInt(100_000))),
                Map.entry(ZoneId.class, ZoneId.of(random.nextBoolean() ? "America/Toronto" : "Z")));
        return times.get(type);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private Object record(Class<?> type, Type[] arguments) {
        Map<TypeVariable<?>, Type> bound = new java.util.HashMap<>();
        for (int at = 0; at < arguments.length && at < type.getTypeParameters().length; at++) {
            bound.put(type.getTypeParameters()[at], arguments[at]);
        }
        try {
            var components = type.getRecordComponents();
            Object[] parts = new Object[components.length];
            for (int at = 0; at < parts.length; at++) {
                boolean nullable = Arrays.stream(
                                components[at].getAnnotatedType().getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Nullable"));
                parts[at] = nullable && random.nextBoolean()
                        ? null
                        : named(components[at].getName(), components[at].getGenericType(), bound);
            }
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(part -> part.getType()).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(parts);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(type + " cannot be made of such parts", e);
        } catch (ReflectiveOperationException e) {
            throw new RefusedPart();
        }
    }

    private Object built(Class<?> type) {
        try {
            Method factory = type.getMethod("builder");
            Object builder = factory.invoke(null);
            Map<String, Method> attributes = new TreeMap<>();
            for (Method getter : methods(type)) {
                if (getter.getParameterCount() == 0 && !Modifier.isStatic(getter.getModifiers())) {
                    attributes.merge(getter.getName(), getter, RandomValues::narrower);
                }
            }
            Set<String> done = new TreeSet<>();
            for (Method setter : methods(builder.getClass())) {
                Method getter = attributes.get(setter.getName());
                if (getter != null
                        && setter.getParameterCount() == 1
                        && setter.getParameterTypes()[0].isAssignableFrom(getter.getReturnType())
                        && done.add(setter.getName())) {
                    setter.setAccessible(true);
                    setter.invoke(builder, named(getter.getName(), getter.getGenericReturnType(), Map.of()));
                }
            }
            Method build = builder.getClass().getMethod("build");
            build.setAccessible(true);
            return build.invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new RefusedPart();
        }
    }

    /** Of a getter and the one that it overrides with a narrower type, which interfaces keep both, the one that says more. */
    private static Method narrower(Method one, Method other) {
        return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
    }

    /** In an order of their own: reflection gives them in any, and a seed must make the same value on every machine. */
    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
                .toList();
    }

    private Object described(Class<?> type) {
        LocalDate day = LocalDate.of(2027, 3, 1);
        Amounts cad = Amounts.in("CAD");
        MonetaryAmount some = cad.ofMinor(1 + random.nextInt(99_999));
        if (type == Totals.class) {
            return random.nextBoolean()
                    ? Totals.of(some)
                    : Totals.of(some).plus(Amounts.in("JPY").of("7"));
        }
        if (type == Journal.class) {
            Journal journal =
                    Journal.of("j-" + random.nextInt(9)).debit("cash", some).credit("client", some);
            journal = random.nextBoolean()
                    ? journal.bookedOn(day)
                    : journal.bookedOn(day).valueOn(day.plusDays(1));
            return random.nextBoolean()
                    ? journal
                    : journal.attribute("k", text()).memo(text());
        }
        if (type == Account.class) {
            Account account = random.nextBoolean()
                    ? Account.asset("cash", cad.currency())
                    : Account.liability("client:42", cad.currency());
            return random.nextBoolean() ? account : account.notBelow(some.negate());
        }
        if (type == FeeSchedule.Tier.class) {
            return random.nextBoolean()
                    ? FeeSchedule.Tier.above("1.25", some)
                    : FeeSchedule.Tier.upTo(some, "0.5", cad.of("0.10"));
        }
        if (type == AlertLog.class) {
            return of(Alert.class)
                    .map(alert -> AlertLog.empty().plus((Alert) alert))
                    .orElseThrow(RefusedPart::new);
        }
        if (type == MerchantApplication.Applicant.class) {
            MerchantApplication.Applicant.Builder applicant = MerchantApplication.Applicant.builder()
                    .id("app-" + random.nextInt(9))
                    .merchant("m");
            applicant
                    .legalName("Lima " + text())
                    .type(MerchantApplication.BusinessType.CORPORATION)
                    .jurisdiction("CA");
            applicant.owner("Ana", "7" + random.nextInt(9) + ".5", true).takesCards(random.nextBoolean());
            return (random.nextBoolean() ? applicant.owner("Bob", "20", false) : applicant).build();
        }
        if (type == Fee.class) {
            return new Fee(some, List.of(new Fee.Part("line", some, some, Evidence.of(Code.of("A.B"), text()))));
        }
        if (type == Journal.PostPending.class || type == Journal.VoidPending.class) {
            Journal bare = Journal.of("j-1").bookedOn(day);
            Journal legs = bare.debit("cash", some).credit("client", some);
            return type == Journal.VoidPending.class
                    ? Journal.VoidPending.of(bare, "j-0")
                    : random.nextBoolean()
                            ? Journal.PostPending.all(bare, "j-0")
                            : Journal.PostPending.part(legs, "j-0").keepRest();
        }
        if (type == io.counterfoil.payments.evidence.Evidence.class) {
            return random.nextBoolean()
                    ? io.counterfoil.payments.evidence.Evidence.none()
                    : io.counterfoil.payments.evidence.Evidence.of(Code.of("A.B"), text());
        }
        if (type == io.counterfoil.payments.mandate.Mandate.Debit.class) {
            var debit = io.counterfoil.payments.mandate.Mandate.Debit.of(
                    Amounts.in("CAD").ofMinor(1 + random.nextInt(99)), LocalDate.of(2027, 3, 1));
            return random.nextBoolean() ? debit : debit.notifiedOn(LocalDate.of(2027, 2, 1));
        }
        return null;
    }

    /** A constructor refused its parts. */
    private static final class RefusedPart extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
