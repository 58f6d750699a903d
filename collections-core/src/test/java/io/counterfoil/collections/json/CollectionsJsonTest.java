package io.counterfoil.collections.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.BucketScheme;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.metrics.RollRates;
import io.counterfoil.collections.plan.PaymentPlan;
import io.counterfoil.collections.plan.PaymentPlans;
import io.counterfoil.collections.plan.PaymentPlans.PlanCommand;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.promise.Promises.PromiseCommand;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.testkit.ReceivableArbitraries;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.RandomValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectionsJsonTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Actor MARIA = Actor.host("maria");
    private static final PartyId ACME = PartyId.of("acme");
    private static final Instant NOON = ReceivableLog.noon("2027-03-01");

    private static final Map<Class<?>, Function<Random, ?>> MAKERS = Map.of(
            PartyProfile.class, CollectionsJsonTest::profile,
            ContactLog.class, CollectionsJsonTest::log,
            ExpectedTransfer.class, CollectionsJsonTest::transfer,
            RollRates.Flow.class, CollectionsJsonTest::flow);

    private final ObjectMapper json = new ObjectMapper().registerModule(CollectionsJson.module());

    private void roundTrip(Object value, Class<?> as) throws JsonProcessingException {
        String text = json.writeValueAsString(value);
        Object again = json.readValue(text, as);
        assertThat(again).as(text).isEqualTo(value);
        assertThat(json.writeValueAsString(again)).isEqualTo(text);
    }

    private static PartyProfile profile(Random random) {
        List<ProfileEvent> events = new ArrayList<>();
        events.add(ProfileEvent.address(ACME, Channel.EMAIL, "ap@acme.example", "contract")
                .by(MARIA, NOON));
        if (random.nextBoolean()) {
            events.add(ProfileEvent.language(ACME, "fr-CA").by(MARIA, NOON.plusSeconds(random.nextInt(99))));
        }
        return PartyProfile.of(ACME, events);
    }

    private static ContactLog log(Random random) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            contacts.add(Contact.builder()
                    .id("c" + i)
                    .party(ACME)
                    .channel(Channel.CALL)
                    .at(NOON.plusSeconds(i))
                    .on(LocalDate.of(2027, 3, 1))
                    .build());
        }
        return ContactLog.of(contacts).orThrow();
    }

    private static ExpectedTransfer transfer(Random random) {
        LocalDate day = LocalDate.of(2027, 3, 1).plusDays(random.nextInt(9));
        ExpectedTransfer transfer = ExpectedTransfer.builder()
                .reference("INV" + random.nextInt(9) + "X")
                .party(ACME)
                .amount(CAD.ofMinor(1 + random.nextInt(99)))
                .payBy(day)
                .lastDay(day.plusDays(random.nextInt(4)))
                .build();
        return random.nextBoolean() ? transfer : transfer.confirmed(NOON);
    }

    private static RollRates.Flow flow(Random random) {
        int paid = random.nextInt(50);
        return new RollRates.Flow(
                "1-30",
                CAD.ofMinor(100),
                CAD.ofMinor(paid),
                CAD.ofMinor(random.nextInt(20)),
                CAD.ofMinor(random.nextInt(20)),
                Optional.of(new AgingBucket("31-60", true)));
    }

    /** Public types that are values: records, sealed types, interfaces with a builder. */
    private static List<Class<?>> publicValues() {
        List<Class<?>> values = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.counterfoil.collections")) {
            boolean ours = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.getPackageName().contains(".testkit");
            if (ours && isValue(type.reflect())) {
                values.add(type.reflect());
            }
        }
        return values;
    }

    private static boolean isValue(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!java.lang.reflect.Modifier.isPublic(outer.getModifiers())) {
                return false;
            }
        }
        if (type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .anyMatch(part -> part.getType().getPackageName().equals("java.util.function"))) {
            return false; // a question with the host's own function in it, no value
        }
        boolean built = type.isInterface()
                && Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("builder") && method.getParameterCount() == 0);
        return type.isRecord() || (type.isInterface() && type.isSealed()) || built;
    }

    @Test
    @DisplayName("COL-69 every public value that holds only values is read back as it was written")
    void everyPublicValue() {
        TreeSet<String> unmade = new TreeSet<>();
        TreeSet<String> failed = new TreeSet<>();
        int done = 0;
        for (Class<?> type : publicValues()) {
            for (int seed = 0; seed < 12; seed++) {
                var value = new RandomValues(seed, MAKERS).of(type);
                if (value.isEmpty()) {
                    unmade.add(type.getName());
                    break;
                }
                try {
                    roundTrip(value.get(), type);
                    done++;
                } catch (JsonProcessingException | RuntimeException | AssertionError e) {
                    failed.add(type.getName() + ": "
                            + String.valueOf(e.getMessage()).lines().limit(4).toList());
                    break;
                }
            }
        }
        assertThat(failed).as(unmade.toString()).isEmpty();
        assertThat(unmade).isEmpty();
        assertThat(done).isGreaterThan(1200);
    }

    @Provide
    Arbitrary<List<ReceivableEvent>> logs() {
        return ReceivableArbitraries.logs();
    }

    @Property(tries = 100)
    @Label("COL-69 receivables are read back with the same events, whatever happened")
    void receivables(@ForAll("logs") List<ReceivableEvent> events) throws JsonProcessingException {
        Receivables written = Receivables.replay(events.stream()).value().orElse(Receivables.none());
        Receivables read = json.readValue(json.writeValueAsString(written), Receivables.class);
        assertThat(read.events()).containsExactlyElementsOf(written.events().toList());
    }

    @Test
    @DisplayName(
            "COL-69 a log of contacts, a profile and a scheme of buckets have the promised form and are read back equal")
    void forms() throws JsonProcessingException {
        for (int seed = 0; seed < 5; seed++) {
            roundTrip(log(new Random(seed)), ContactLog.class);
            roundTrip(profile(new Random(seed)), PartyProfile.class);
        }
        roundTrip(ContactLog.empty(), ContactLog.class);
        assertThat(json.writeValueAsString(ContactLog.empty())).isEqualTo("[]");
        assertThat(json.writeValueAsString(Receivables.none())).isEqualTo("[]");
        assertThat(json.writeValueAsString(BucketScheme.days(30, 60)))
                .isEqualTo("{\"notDue\":[],\"overdue\":[30,60],\"months\":0}");
        for (BucketScheme scheme : List.of(
                BucketScheme.days(),
                BucketScheme.days(30, 60, 90, 120),
                BucketScheme.days(30).splitNotDue(7, 14),
                BucketScheme.calendarMonths(3),
                BucketScheme.calendarMonths(3).splitNotDue(0))) {
            roundTrip(scheme, BucketScheme.class);
        }
        assertThat(BucketScheme.days(30)).isNotEqualTo(BucketScheme.days(31)).hasSameHashCodeAs(BucketScheme.days(30));
    }

    @Test
    @DisplayName("COL-69 promises and plans are read back with their history, and go on from there")
    void folds() throws JsonProcessingException {
        PromiseToPay promise = PromiseToPay.builder()
                .party(ACME)
                .amount(CAD.of("10.00"))
                .due(LocalDate.of(2027, 3, 9))
                .madeAt(NOON)
                .build();
        roundTrip(promise, PromiseToPay.class);
        roundTrip(Promises.standard().initial(), PromiseToPay.class);
        Promises machine = Promises.standard();
        PromiseToPay made = machine.decide(machine.initial(), PromiseCommand.make(promise, MARIA, "k"), NOON)
                .orThrow()
                .state();
        roundTrip(made, PromiseToPay.class);
        PromiseToPay read = json.readValue(json.writeValueAsString(made), PromiseToPay.class);
        PromiseCommand cancel = PromiseCommand.cancel("moved", MARIA, "k2");
        assertThat(machine.decide(read, cancel, NOON).orThrow().state())
                .isEqualTo(machine.decide(made, cancel, NOON).orThrow().state());
        roundTrip(cancel, PromiseCommand.class);
        PaymentPlan plan = PaymentPlan.builder()
                .id("p")
                .party(ACME)
                .item("X")
                .instalment(LocalDate.of(2027, 3, 9), CAD.of("10.00"))
                .build();
        PaymentPlans plans = PaymentPlans.standard();
        roundTrip(
                plans.decide(plans.initial(), PlanCommand.agree(plan, CAD.of("10.00"), MARIA, "k"), NOON)
                        .orThrow()
                        .state(),
                PaymentPlan.class);
    }

    @Test
    @DisplayName("COL-69 the form does not depend on how the host configures its mapper")
    void independent() throws JsonProcessingException {
        ObjectMapper snake = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY)
                .registerModule(CollectionsJson.module());
        Object value = profile(new Random(1));
        assertThat(snake.writeValueAsString(value)).isEqualTo(json.writeValueAsString(value));
        assertThat(snake.writeValueAsString(BucketScheme.days(30)))
                .isEqualTo(json.writeValueAsString(BucketScheme.days(30)));
    }

    @Test
    @DisplayName("COL-69 what does not stand by itself is refused, and no text is repeated")
    void refused() throws JsonProcessingException {
        String log = json.writeValueAsString(log(new Random(1)));
        String twice =
                log.substring(0, log.length() - 1) + "," + log.substring(1).replace("2027-03-01\"", "2027-03-02\"");
        assertThatThrownBy(() -> json.readValue(twice, ContactLog.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("contacts have")
                .hasMessageContaining("CONTACT_LOG.DUPLICATE_CONFLICT");
        assertThatThrownBy(() -> json.readValue("[{\"kind\":\"4111111111111111\"}]", Receivables.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageNotContaining("4111111111111111");
        for (String bad : List.of(
                "{\"notDue\":[],\"overdue\":[60,30],\"months\":0}",
                "{\"notDue\":[],\"overdue\":[30],\"months\":2}",
                "{\"notDue\":[],\"overdue\":[],\"months\":-1}",
                "{\"overdue\":[]}")) {
            assertThatThrownBy(() -> json.readValue(bad, BucketScheme.class)).isInstanceOf(JsonMappingException.class);
        }
    }
}
