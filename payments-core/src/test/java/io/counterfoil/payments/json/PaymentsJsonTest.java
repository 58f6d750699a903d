package io.counterfoil.payments.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.batch.BatchCommand;
import io.counterfoil.payments.batch.BatchEvent;
import io.counterfoil.payments.bill.BillCommand;
import io.counterfoil.payments.bill.BillEvent;
import io.counterfoil.payments.cheque.ChequeCommand;
import io.counterfoil.payments.cheque.ChequeEvent;
import io.counterfoil.payments.dispute.CardDisputeCommand;
import io.counterfoil.payments.dispute.CardDisputeEvent;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.json.PaymentsJson.BadJsonException;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.mandate.Mandate;
import io.counterfoil.payments.mandate.MandateCommand;
import io.counterfoil.payments.mandate.MandateEvent;
import io.counterfoil.payments.mandate.MandateId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.onboarding.MerchantApplicationCommand;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.RandomValues;
import io.counterfoil.payments.verification.AccountVerificationCommand;
import io.counterfoil.payments.verification.AccountVerificationEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentsJsonTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Actor MARIA = Actor.host("maria");

    private final ObjectMapper json = new ObjectMapper().registerModule(PaymentsJson.module());

    private void roundTrip(Object value, Class<?> as) throws JsonProcessingException {
        String text = json.writeValueAsString(value);
        Object again = json.readValue(text, as);
        assertThat(again).as(text).isEqualTo(value);
        assertThat(json.writeValueAsString(again)).isEqualTo(text);
    }

    @Test
    @DisplayName("PAY-25 amounts, ids, codes and digests have the promised form")
    void form() throws JsonProcessingException {
        assertThat(json.writeValueAsString(CAD.of("97.00"))).isEqualTo("{\"amount\":\"97.00\",\"currency\":\"CAD\"}");
        assertThat(json.writeValueAsString(Amounts.in("JPY").of("-5")))
                .isEqualTo("{\"amount\":\"-5\",\"currency\":\"JPY\"}");
        assertThat(json.writeValueAsString(Amounts.in(Amounts.points("MILES")).of("5")))
                .isEqualTo("{\"amount\":\"5\",\"currency\":\"MILES\",\"points\":true}");
        assertThat(json.writeValueAsString(MandateId.of("m-7"))).isEqualTo("\"m-7\"");
        assertThat(json.writeValueAsString(new BankAccountRef.Token("tok"))).isEqualTo("\"tok\"");
        assertThat(json.writeValueAsString(Sha256.ZERO)).isEqualTo("\"" + "0".repeat(64) + "\"");
        assertThat(json.writeValueAsString(new Holder(Code.of("AREA.NAME"), CAD.currency())))
                .isEqualTo("{\"code\":\"AREA.NAME\",\"currency\":\"CAD\"}");
        assertThat(json.writeValueAsString(
                        MandateCommand.collected(CAD.of("1.5"), LocalDate.of(2027, 3, 1), MARIA, "k")))
                .isEqualTo(
                        "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1.50\",\"currency\":\"CAD\"},"
                                + "\"dueOn\":\"2027-03-01\",\"last\":false,\"by\":{\"id\":\"maria\",\"role\":\"HOST\"},\"key\":\"k\"}");
        assertThat(json.writeValueAsString(MandateCommand.lodge(MARIA, "k")))
                .startsWith("{\"kind\":\"MOVE\",\"event\":\"LODGE\",\"reason\":\"\"");
    }

    /** A host's own value around ours. */
    record Holder(Code code, javax.money.CurrencyUnit currency) {}

    @Test
    @DisplayName("PAY-25 a host's own values around ours, and ours around a host's, are read back")
    void mixed() throws JsonProcessingException {
        roundTrip(new Holder(Code.of("AREA.NAME"), CAD.currency()), Holder.class);
        Map<PartyId, MonetaryAmount> map = Map.of(PartyId.of("ana"), CAD.of("1.00"));
        String text = json.writerFor(new TypeReference<Map<String, MonetaryAmount>>() {})
                .writeValueAsString(Map.of("ana", map.get(PartyId.of("ana"))));
        assertThat(json.<Map<String, MonetaryAmount>>readValue(text, new TypeReference<>() {}))
                .containsEntry("ana", CAD.of("1.00"));
        Resolution<MandateId> unique = new Resolution.Unique<>(MandateId.of("m-7"), Evidence.of(Code.of("A.B"), "why"));
        String resolved =
                json.writerFor(new TypeReference<Resolution<MandateId>>() {}).writeValueAsString(unique);
        Resolution<MandateId> again = json.readValue(resolved, new TypeReference<>() {});
        assertThat(again).isEqualTo(unique);
        List<MandateCommand> commands = List.of(
                MandateCommand.lodge(MARIA, "a"),
                MandateCommand.addacs(
                        "3", AccountNumber.uk("202959", "63748472").ref(), Actor.rail("bacs"), "b"),
                MandateCommand.addacs("1", Actor.rail("bacs"), "c"));
        String listed =
                json.writerFor(new TypeReference<List<MandateCommand>>() {}).writeValueAsString(commands);
        assertThat(listed).doesNotContain("63748472");
        assertThat(json.<List<MandateCommand>>readValue(listed, new TypeReference<>() {}))
                .isEqualTo(commands);
    }

    @Test
    @DisplayName("PAY-25 the form does not depend on how the host configures its mapper")
    void independent() throws JsonProcessingException {
        ObjectMapper snake = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY)
                .registerModule(PaymentsJson.module());
        MandateCommand command = MandateCommand.collected(CAD.of("1.50"), LocalDate.of(2027, 3, 1), MARIA, "k");
        assertThat(snake.writeValueAsString(command)).isEqualTo(json.writeValueAsString(command));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|MISSING_FIELD|kind",
                "[]|WRONG_SHAPE|''",
                "{\"kind\":\"FLY\"}|UNKNOWN_KIND|kind",
                "{\"kind\":7}|UNKNOWN_KIND|kind",
                "{\"kind\":\"NOTIFY\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\"}|MISSING_FIELD|sentOn",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"soon\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\"}|BAD_VALUE|sentOn",
                "{\"kind\":\"NOTIFY\",\"sentOn\":5,\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\"}|WRONG_SHAPE|sentOn",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":{\"id\":\"m\",\"role\":\"KING\"},\"key\":\"k\"}|BAD_VALUE|by.role",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":{\"id\":\" \",\"role\":\"HOST\"},\"key\":\"k\"}|BAD_VALUE|by",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"\"}|BAD_VALUE|key",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":{}}|WRONG_SHAPE|key",
                "{\"kind\":\"NOTIFY\",\"sentOn\":null,\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\"}|MISSING_FIELD|sentOn",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":null,\"key\":\"k\"}|MISSING_FIELD|by",
                "{\"kind\":\"NOTIFY\",\"sentOn\":\"2027-03-01\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\",\"x\":1}|UNKNOWN_FIELD|''",
                "{\"kind\":\"MOVE\",\"event\":\"NOTIFY\",\"reason\":\"\",\"by\":{\"id\":\"m\",\"role\":\"HOST\"},\"key\":\"k\"}|BAD_VALUE|''",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1.001\",\"currency\":\"CAD\"}}|BAD_VALUE|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":1,\"currency\":\"CAD\"}}|WRONG_SHAPE|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"CAX\"}}|BAD_VALUE|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\"}}|MISSING_FIELD|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"MILES\",\"points\":\"yes\"}}|WRONG_SHAPE|amount.points",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"MILES\",\"points\":false}}|BAD_VALUE|amount",
                "{\"kind\":\"COLLECT\",\"amount\":\"1 CAD\"}|WRONG_SHAPE|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"CAD\",\"x\":1}}|UNKNOWN_FIELD|amount",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"CAD\"},\"dueOn\":\"2027-03-01\",\"last\":\"no\"}|WRONG_SHAPE|last",
                "{\"kind\":\"COLLECT\",\"amount\":{\"amount\":\"1\",\"currency\":\"CAD\"},\"dueOn\":\"2027-03-01\",\"last\":null}|WRONG_SHAPE|last",
                "{\"kind\":\"AGREE\",\"event\":\"DRAW_UP\",\"terms\":{\"id\":\"m\"}}|MISSING_FIELD|terms",
                "{\"kind\":\"AGREE\",\"event\":\"DRAW_UP\",\"terms\":{\"id\":\"m\",\"colour\":1}}|UNKNOWN_FIELD|terms",
            })
    @DisplayName("PAY-25 bad JSON is refused with a code and the place")
    void badJson(String text, String code, String place) {
        BadJsonException bad =
                catchThrowableOfType(BadJsonException.class, () -> json.readValue(text, MandateCommand.class));
        assertThat(bad.code().name()).isEqualTo(code);
        assertThat(bad.code().id()).isEqualTo("JSON." + code);
        assertThat(bad.place()).isEqualTo(place);
    }

    @Test
    @DisplayName("PAY-08 PAY-25 a message about bad JSON does not repeat what stood there")
    void messages() {
        String card = "4111111111111111";
        for (String text : List.of(
                "{\"kind\":\"CARD_TOKEN\",\"token\":\"" + card
                        + "\",\"scheme\":\"\",\"lastFour\":\"\",\"expiry\":null}",
                "{\"kind\":\"CARD_TOKEN\",\"token\":\"t\",\"scheme\":\"\",\"lastFour\":\"" + card
                        + "\",\"expiry\":null}",
                "{\"kind\":\"CARD_TOKEN\",\"token\":\"t\",\"scheme\":\"\",\"lastFour\":\"\",\"expiry\":\"" + card
                        + "\"}",
                "{\"kind\":\"" + card + "\"}",
                "{\"kind\":\"CHEQUE\",\"serial\":\"" + card + "\",\"drawnOn\":null}",
                "{\"kind\":\"CARD_TOKEN\",\"" + card + "\":1}")) {
            assertThatThrownBy(() -> json.readValue(text, Instrument.class))
                    .isInstanceOf(BadJsonException.class)
                    .message()
                    .doesNotContain(card.substring(4));
        }
        assertThatThrownBy(() -> json.readValue(
                        "{\"kind\":\"CHEQUE\",\"serial\":\"1\",\"drawnOn\":{\"country\":\"CA\",\"routing\":\"\","
                                + "\"lastFour\":\"\",\"token\":\" \"}}",
                        Instrument.class))
                .hasMessageContaining("drawnOn.token");
        assertThatThrownBy(() -> json.readValue("[1]", Mandate.Terms.class))
                .hasMessageContaining("value: is array, expected an object");
        assertThatThrownBy(() -> json.readValue("{\"facts\":[null]}", Evidence.class))
                .hasMessageContaining("facts[0]: is null");
        assertThatThrownBy(() -> json.readValue("{\"facts\":{}}", Evidence.class))
                .hasMessageContaining("facts: is object, expected an array");
    }

    @Test
    @DisplayName(
            "PAY-03 PAY-25 a unit of the host's points is read back, and a mistyped currency is never taken for one")
    void pointsOfAHost() throws JsonProcessingException {
        Account stars = Account.liability("awards:ana", Amounts.points("STARS"));
        roundTrip(stars, Account.class);
        roundTrip(new Holder(Code.of("AREA.NAME"), Amounts.points("STARS")), Holder.class);
        roundTrip(new Holder(Code.of("AREA.NAME"), Amounts.points("PTS")), Holder.class);
        assertThat(json.writeValueAsString(new Holder(Code.of("AREA.NAME"), Amounts.points("STARS"))))
                .isEqualTo("{\"code\":\"AREA.NAME\",\"currency\":\"points:STARS\"}");
        String mistyped = json.writeValueAsString(stars).replace("points:STARS", "CAX");
        BadJsonException bad =
                catchThrowableOfType(BadJsonException.class, () -> json.readValue(mistyped, Account.class));
        assertThat(bad.code()).isEqualTo(PaymentsJson.Code.BAD_VALUE);
        assertThat(bad.place()).isEqualTo("currency");
    }

    @Test
    @DisplayName("PAY-25 null is refused where a value has no room for it, and taken where it has")
    void nulls() throws JsonProcessingException {
        String part = "{\"name\":null,\"base\":{\"amount\":\"1.00\",\"currency\":\"CAD\"},"
                + "\"amount\":{\"amount\":\"1.00\",\"currency\":\"CAD\"},\"evidence\":{\"facts\":[]}}";
        BadJsonException bad = catchThrowableOfType(
                BadJsonException.class, () -> json.readValue(part, io.counterfoil.payments.fee.Fee.Part.class));
        assertThat(bad.code()).isEqualTo(PaymentsJson.Code.MISSING_FIELD);
        assertThat(bad.place()).isEqualTo("name");
        assertThat(bad.getOriginalMessage()).isEqualTo("name: is null, expected String");
        assertThat(json.readValue(
                        "{\"kind\":\"CARD_TOKEN\",\"token\":\"t\",\"scheme\":\"\",\"lastFour\":\"\",\"expiry\":null}",
                        Instrument.class))
                .isEqualTo(Instrument.card("t", "", ""));
    }

    @Property
    @Label("PAY-25 events and commands of these machines are read back as they were written")
    void eventsAndCommands(@ForAll long seed) throws JsonProcessingException {
        RandomValues values = new RandomValues(seed);
        for (Class<?> type : machines()) {
            roundTrip(values.of(type).orElseThrow(), type);
        }
    }

    /** Events and commands of every machine: they are stored. */
    private static List<Class<?>> machines() {
        return List.of(
                PaymentEvent.class,
                PaymentCommand.class,
                CardDisputeEvent.class,
                CardDisputeCommand.class,
                ChequeEvent.class,
                ChequeCommand.class,
                BillEvent.class,
                BillCommand.class,
                BatchEvent.class,
                BatchCommand.class,
                MandateEvent.class,
                MandateCommand.class,
                AccountVerificationEvent.class,
                AccountVerificationCommand.class,
                MerchantApplicationEvent.class,
                MerchantApplicationCommand.class);
    }

    /** Public types that are values: records, sealed types, interfaces with a builder. */
    static List<Class<?>> publicValues() {
        List<Class<?>> values = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.counterfoil.payments")) {
            boolean ours = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.getPackageName().contains(".internal")
                    && !type.getPackageName().contains(".testkit")
                    && !type.getPackageName().contains(".house.");
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
        boolean built = type.isInterface()
                && Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("builder") && method.getParameterCount() == 0);
        return type.isRecord() || (type.isInterface() && type.isSealed()) || built;
    }

    @Test
    @DisplayName("PAY-25 every public value that holds only values is read back as it was written")
    void everyPublicValue() {
        TreeSet<String> unmade = new TreeSet<>();
        TreeSet<String> failed = new TreeSet<>();
        int done = 0;
        for (Class<?> type : publicValues()) {
            for (int seed = 0; seed < 12; seed++) {
                var value = new RandomValues(seed).of(type);
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
        assertThat(done).isGreaterThan(2000);
        assertThat(failed).isEmpty();
        assertThat(unmade).isSubsetOf(NOT_BY_CHANCE);
    }

    /** Policies that hold a calendar, which is no value, and lines of reports whose figures must agree, which chance does not make. */
    private static final List<String> NOT_BY_CHANCE = List.of(
            "io.counterfoil.payments.fee.Fee$Variance",
            "io.counterfoil.payments.receipt.ClientStatement",
            "io.counterfoil.payments.order.RailRules",
            "io.counterfoil.payments.rail.RailTerms$Settlement",
            "io.counterfoil.payments.returned.ReturnedItemsReport$Line",
            "io.counterfoil.payments.verification.AccountVerifications$Policy");
}
