package io.counterfoil.payments.testkit.house;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the house: for the compiled classes, the sources and the descriptor of one module. Thread-safe. */
public final class HouseRules {

    /** The house's floors: what the first package below {@code io.counterfoil} may use, beside itself. */
    private static final Map<String, Set<String>> LADDER = Map.ofEntries(
            Map.entry("payments", Set.of()),
            Map.entry("reconciliation", Set.of("payments")),
            Map.entry("collections", Set.of("payments", "reconciliation")),
            Map.entry("ticketing", Set.of("payments")),
            Map.entry("stripe", Set.of("payments", "reconciliation", "collections", "ticketing")),
            Map.entry("bankfiles", Set.of("payments", "reconciliation")),
            Map.entry("jdbc", Set.of("payments", "reconciliation", "collections", "ticketing")),
            Map.entry("spark", Set.of("payments", "reconciliation", "collections")));

    /** Hosts: they may use everything, and nothing may use them. */
    private static final Set<String> ROOF = Set.of("examples", "benchmarks");

    private static final String[] MONEY_PACKAGES = {
        "..money..", "..ledger..", "..statement..", "..aging..", "..award..", "..fee.."
    };

    private static final Set<String> FLOATING =
            Set.of("float", "double", "java.lang.Float", "java.lang.Double", "java.util.OptionalDouble");

    private static final Set<String> MUTABLE_TYPES = Set.of(
            "java.lang.ThreadLocal",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.BitSet",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.PriorityQueue",
            "java.util.Random",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.WeakHashMap");

    private HouseRules() {}

    /** The classes of the module under test, without its tests and dependencies. */
    public static JavaClasses mainClasses() {
        return new ClassFileImporter().importPath(classesFolder());
    }

    static Path classesFolder() {
        return baseFolder().resolve("target/classes");
    }

    static Path baseFolder() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** Every rule on classes that a library module keeps. */
    public static List<ArchRule> ofLibrary() {
        return List.of(
                ladder(),
                moneyImplementationStaysOut(),
                nothingAmbient(),
                nothingPrinted(),
                noFloatingPointForMoney(),
                noLegacyDates(),
                noMutableStatics(),
                freeOfCycles());
    }

    /** The rules on classes that a host application keeps: it is the one that reads the clock and prints. */
    public static List<ArchRule> ofApplication() {
        return List.of(ladder(), noLegacyDates(), noMutableStatics());
    }

    /** No import runs upward; adapters do not know each other. */
    public static ArchRule ladder() {
        return ladder("io.counterfoil");
    }

    static ArchRule ladder(String root) {
        return classes()
                .should(condition("use only the floors below its own", (javaClass, events) -> {
                    for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                        String from = floor(root, javaClass);
                        String to = floor(root, dependency.getTargetClass());
                        if (!to.isEmpty() && !from.equals(to) && !mayUse(from, to)) {
                            violate(events, javaClass, dependency.getDescription());
                        }
                    }
                }))
                .allowEmptyShould(true)
                .as("imports run down the ladder");
    }

    private static boolean mayUse(String from, String to) {
        return !ROOF.contains(to)
                && (ROOF.contains(from) || LADDER.getOrDefault(from, Set.of()).contains(to));
    }

    private static String floor(String root, JavaClass javaClass) {
        String name = javaClass.getBaseComponentType().getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    /** The money API is compiled against, never an implementation. */
    public static ArchRule moneyImplementationStaysOut() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.javamoney.moneta..")
                .allowEmptyShould(true);
    }

    /** No clock, zone, locale or randomness but the ones passed in. */
    public static ArchRule nothingAmbient() {
        return classes()
                .should(condition("use no ambient clock, zone, locale or randomness", (javaClass, events) -> {
                    Stream.of(
                                    javaClass.getMethodCallsFromSelf().stream(),
                                    javaClass.getMethodReferencesFromSelf().stream(),
                                    javaClass.getConstructorCallsFromSelf().stream(),
                                    javaClass.getConstructorReferencesFromSelf().stream())
                            .flatMap(accesses -> accesses)
                            .filter(access -> isAmbient((CodeUnitAccessTarget) access.getTarget()))
                            .forEach(access -> violate(events, javaClass, access.getDescription()));
                }))
                .allowEmptyShould(true)
                .as("time, place, language and chance are passed in");
    }

    private static boolean isAmbient(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String method = target.getName();
        List<String> parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return switch (owner) {
            case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(method);
            case "java.lang.Math", "java.lang.StrictMath" -> method.equals("random");
            case "java.lang.String" -> isAmbientText(method, parameters);
            case "java.text.NumberFormat", "java.text.DecimalFormat", "java.text.MessageFormat" ->
                isAmbientFormat(method, parameters);
            case "java.util.UUID" -> method.equals("randomUUID");
            case "java.util.Locale", "java.util.TimeZone" -> method.equals("getDefault");
            case "java.util.Random", "java.util.SplittableRandom" -> method.equals("<init>") && parameters.isEmpty();
            case "java.security.SecureRandom" -> method.equals("<init>") || method.startsWith("getInstance");
            case "java.util.concurrent.ThreadLocalRandom" -> method.equals("current");
            case "java.time.ZoneId" -> method.equals("systemDefault");
            case "java.time.InstantSource" -> method.equals("system");
            case "java.time.Clock" ->
                method.startsWith("system") || (method.startsWith("tick") && !parameters.contains("java.time.Clock"));
            case "java.time.format.DateTimeFormatter" ->
                method.equals("ofPattern") && !parameters.contains("java.util.Locale");
            default ->
                owner.startsWith("java.time.") && method.equals("now") && !parameters.contains("java.time.Clock");
        };
    }

    private static boolean isAmbientText(String method, List<String> parameters) {
        return switch (method) {
            case "format" -> !parameters.contains("java.util.Locale");
            case "formatted" -> true;
            case "toUpperCase", "toLowerCase" -> parameters.isEmpty();
            default -> false;
        };
    }

    private static boolean isAmbientFormat(String method, List<String> parameters) {
        boolean makes = method.equals("<init>") || method.endsWith("Instance");
        return makes
                && !parameters.contains("java.util.Locale")
                && !parameters.contains("java.text.DecimalFormatSymbols");
    }

    /** A library has no standard output. */
    public static ArchRule nothingPrinted() {
        return classes()
                .should(condition(
                        "print nothing",
                        (javaClass, events) -> javaClass.getAccessesFromSelf().stream()
                                .filter(HouseRules::prints)
                                .forEach(access -> violate(events, javaClass, access.getDescription()))))
                .allowEmptyShould(true)
                .as("a library prints nothing");
    }

    private static boolean prints(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        boolean stream = access.getTargetOwner().getName().equals("java.lang.System")
                && Set.of("out", "err").contains(name);
        return stream
                || (name.equals("printStackTrace") && access.getTargetOwner().isAssignableTo(Throwable.class));
    }

    /** No {@code float} or {@code double} where money passes. */
    public static ArchRule noFloatingPointForMoney() {
        return classes()
                .that()
                .resideInAnyPackage(MONEY_PACKAGES)
                .should(condition("have no floating-point field, parameter or result", (javaClass, events) -> {
                    for (JavaField field : javaClass.getFields()) {
                        if (isFloating(field.getRawType())) {
                            violate(events, javaClass, field.getDescription());
                        }
                    }
                    for (JavaCodeUnit unit : javaClass.getCodeUnits()) {
                        if (isFloating(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(HouseRules::isFloating)) {
                            violate(events, javaClass, unit.getDescription());
                        }
                    }
                }))
                .allowEmptyShould(true)
                .as("money is exact");
    }

    private static boolean isFloating(JavaClass type) {
        return FLOATING.contains(type.getBaseComponentType().getName());
    }

    /** {@code java.time} only. */
    public static ArchRule noLegacyDates() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.GregorianCalendar")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat")
                .allowEmptyShould(true)
                .as("dates are java.time");
    }

    /** A static field is a constant: final, and not of a type that is made to change. */
    public static ArchRule noMutableStatics() {
        return fields().that()
                .areStatic()
                .should(new ArchCondition<JavaField>("be constants") {
                    @Override
                    public void check(JavaField field, ConditionEvents events) {
                        if (!field.getModifiers().contains(SYNTHETIC) && mayChange(field)) {
                            events.add(SimpleConditionEvent.violated(field, field.getDescription() + " can change"));
                        }
                    }
                })
                .allowEmptyShould(true)
                .as("no static state");
    }

    private static boolean mayChange(JavaField field) {
        String type = field.getRawType().getName();
        boolean openArray =
                field.getRawType().isArray() && !field.getModifiers().contains(PRIVATE);
        return field.getModifiers().contains(STATIC)
                && (!field.getModifiers().contains(FINAL)
                        || openArray
                        || type.startsWith("java.util.concurrent.")
                        || MUTABLE_TYPES.contains(type));
    }

    /** Features of a module do not know each other in circles; a feature and its sub-packages are one. */
    public static ArchRule freeOfCycles() {
        return freeOfCycles("io.counterfoil.*.(*)..");
    }

    static ArchRule freeOfCycles(String pattern) {
        return slices().matching(pattern).should().beFreeOfCycles().allowEmptyShould(true);
    }

    /**
     * The public API of the module: its top-level public types in packages exported to everybody, but for {@code json} and {@code inmemory}, which a host
     * meets only when it looks for them. Sorted.
     */
    public static List<String> exportedTypes(JavaClasses classes, Path classesFolder) throws IOException {
        Set<String> exported = descriptor(classesFolder).exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .filter(name -> !name.endsWith(".json") && !name.endsWith(".inmemory"))
                .collect(Collectors.toSet());
        return classes.stream()
                .filter(type -> type.getModifiers().contains(PUBLIC) && type.isTopLevelClass())
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    /** The Java files under a source folder that have more lines than the limit, each with its count. */
    public static List<String> filesLongerThan(int maxLines, Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .filter(file -> lines(file) > maxLines)
                    .map(file -> sources.relativize(file) + ": " + lines(file) + " lines")
                    .toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    /** The packages that a compiled module exports and whose {@code package-info} is missing or not {@code @NullMarked}. */
    public static List<String> exportsWithoutNullMarked(Path classes) throws IOException {
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        return exports(classes).stream()
                .filter(name -> !imported.contain(name + ".package-info")
                        || !imported.get(name + ".package-info").isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .toList();
    }

    private static List<String> exports(Path classes) throws IOException {
        return descriptor(classes).exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }

    private static ModuleDescriptor descriptor(Path classes) throws IOException {
        try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor);
        }
    }

    private static ArchCondition<JavaClass> condition(String text, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                check.accept(javaClass, events);
            }
        };
    }

    private static void violate(ConditionEvents events, JavaClass javaClass, String message) {
        events.add(SimpleConditionEvent.violated(javaClass, message));
    }
}
