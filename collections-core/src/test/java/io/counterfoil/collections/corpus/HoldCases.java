package io.counterfoil.collections.corpus;

import static io.counterfoil.collections.corpus.CaseEvents.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.collections.aging.DelinquencyLevel;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLaw;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.ContactPolicy;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.HoldEvent;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.recovery.Recovery;
import io.counterfoil.collections.recovery.RecoveryAdvice;
import io.counterfoil.collections.recovery.RecoverySchedule;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CaseReader;
import io.counterfoil.payments.testkit.corpus.CorpusCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Readers of the corpus for holds, the law of contact and failed payments. */
final class HoldCases {

    private static final Holds HOLDS = Holds.in(ZoneOffset.UTC);

    private HoldCases() {}

    static Map<String, CaseReader> readers() {
        return Map.of(
                "hold.validate", HoldCases::validate,
                "hold.effective", HoldCases::effective,
                "buckets.register", HoldCases::register,
                "contact.frequency", HoldCases::frequency,
                "contact.window", HoldCases::window,
                "recovery.next", HoldCases::recover);
    }

    private static Optional<LocalDate> day(JsonNode node, String field) {
        return node.hasNonNull(field)
                ? Optional.of(LocalDate.parse(node.path(field).asText()))
                : Optional.empty();
    }

    /** The command; holds of the past were placed when nobody looked. */
    private static HoldCommand command(JsonNode node, String key, Optional<LocalDate> accountFrom) {
        HoldCommand.By by = HoldCommand.By.of(Situation.MARIA, key);
        return node.path("action").asText().equals("HOLD")
                ? HoldCommand.placing(StepCases.ACME, HoldKind.NOTICE, by)
                        .start(day(node, "start"))
                        .end(day(node, "end"))
                        .accountFrom(accountFrom)
                        .reason("copy requested")
                        .build()
                : HoldCommand.releasing(StepCases.ACME, HoldKind.NOTICE, by)
                        .start(day(node, "start"))
                        .end(day(node, "end"))
                        .reason("copy sent")
                        .build();
    }

    private static PartyHolds existing(JsonNode actions) {
        PartyHolds state = PartyHolds.none();
        int count = 0;
        for (JsonNode action : actions) {
            Instant now = action.path("action").asText().equals("HOLD")
                    ? Instant.EPOCH
                    : Situation.noon(day(action, "start").orElseThrow());
            HoldCommand command = command(action, "existing " + count++, Optional.empty());
            state = HOLDS.decide(state, command, now).orThrow().state();
        }
        return state;
    }

    private static void validate(CorpusCase example) {
        JsonNode input = example.input();
        Decision<PartyHolds, HoldEvent> decision = HOLDS.decide(
                existing(input.path("existing")),
                command(input.path("new"), "new", day(input, "accountFrom")),
                Situation.noon(day(input, "today").orElseThrow()));
        assertThat(decision.refusal().isEmpty())
                .as(decision.refusal().toString())
                .isEqualTo(example.expected().path("accepted").asBoolean());
        if (example.expected().hasNonNull("error")) {
            assertThat(decision.refusal().orElseThrow().code().id())
                    .isEqualTo("HOLD." + example.expected().path("error").asText());
        }
    }

    private static void effective(CorpusCase example) {
        PartyHolds holds = existing(example.input().path("actions"));
        assertThat(holds.all(HoldKind.NOTICE, Instant.MAX).stream()
                        .map(hold -> hold.days().from() + " " + hold.days().to()))
                .containsExactlyElementsOf(elements(example.expected().path("effective"))
                        .map(hold -> hold.path("start").asText() + " "
                                + hold.path("end").asText())
                        .toList());
    }

    private static void register(CorpusCase example) {
        List<DelinquencyLevel> levels = new ArrayList<>();
        elements(example.input().path("names"))
                .forEach(name ->
                        levels.add(DelinquencyLevel.between(name.asText(), levels.size() + 1, levels.size() + 1)));
        assertThat(DelinquencyLevel.check(levels).stream()
                        .map(fault -> fault.attributes().get("position") + " "
                                + fault.code().id().replace("LEVEL.", "")))
                .containsExactlyElementsOf(elements(example.expected().path("faults"))
                        .map(fault -> fault.path("position").asText() + " "
                                + fault.path("code").asText())
                        .toList());
    }

    private static ContactLaw law(CorpusCase example) {
        JsonNode input = example.input();
        Set<LocalDate> holidays = elements(input.path("holidays"))
                .map(day -> LocalDate.parse(day.asText()))
                .collect(Collectors.toSet());
        String pack = input.path("pack").asText();
        return switch (pack) {
            case "US_REG_F" -> ContactLaw.usRegulationF();
            case "CA_BC" -> ContactLaw.britishColumbia(HolidayCalendar.of(holidays, Set.of()));
            default -> throw example.unsupported("pack " + pack + " is not in the facts");
        };
    }

    private static List<Obstacle> check(ContactLaw law, List<ZoneId> zones, ContactLog log, Instant now) {
        PartyProfile profile = PartyProfile.of(
                StepCases.ACME,
                zones.stream()
                        .map(zone -> ProfileEvent.zone(StepCases.ACME, zone, "address")
                                .by(Situation.MARIA, Instant.EPOCH))
                        .toList());
        return law.check(profile, Channel.CALL, log, now);
    }

    private static void frequency(CorpusCase example) {
        JsonNode input = example.input();
        List<String> talks = new ArrayList<>(
                elements(input.path("conversations")).map(JsonNode::asText).toList());
        List<Contact> contacts = new ArrayList<>();
        for (JsonNode call : input.path("calls")) {
            LocalDate on = LocalDate.parse(call.asText());
            contacts.add(Contact.builder()
                    .id("call " + contacts.size())
                    .party(StepCases.ACME)
                    .channel(Channel.CALL)
                    .result(talks.remove(call.asText()) ? Contact.Result.CONVERSATION : Contact.Result.NO_ANSWER)
                    .on(on)
                    .at(Situation.noon(on).minusSeconds(60))
                    .build());
        }
        assertThat(talks).as("conversations without a call").isEmpty();
        LocalDate next = day(input, "next").orElseThrow();
        Optional<Obstacle> refused =
                check(
                                law(example),
                                List.of(ZoneOffset.UTC),
                                ContactLog.of(contacts).orThrow(),
                                Situation.noon(next))
                        .stream()
                        .filter(obstacle -> obstacle.code() == Suppression.FREQUENCY_LAW)
                        .findFirst();
        assertThat(refused.isEmpty())
                .isEqualTo(example.expected().path("allowed").asBoolean());
        if (example.expected().hasNonNull("reviewOn")) {
            String review =
                    refused.orElseThrow().evidence().facts().get(0).attributes().get(ContactPolicy.REVIEW_AT);
            assertThat(review).startsWith(example.expected().path("reviewOn").asText() + "T00:00");
        }
    }

    private static void window(CorpusCase example) {
        JsonNode input = example.input();
        List<ZoneId> zones = input.has("zones")
                ? elements(input.path("zones"))
                        .map(zone -> ZoneId.of(zone.asText()))
                        .toList()
                : List.of(ZoneId.of(input.path("zone").asText()));
        Instant now = input.has("instant")
                ? Instant.parse(input.path("instant").asText())
                : LocalDateTime.parse(input.path("localDateTime").asText())
                        .atZone(zones.get(0))
                        .toInstant();
        assertThat(check(law(example), zones, ContactLog.empty(), now).stream()
                        .noneMatch(obstacle -> obstacle.code() == Suppression.CONTACT_WINDOW))
                .isEqualTo(example.expected().path("allowed").asBoolean());
    }

    private static void recover(CorpusCase example) {
        JsonNode input = example.input();
        JsonNode schedule = input.path("schedule");
        Set<LocalDate> closed = elements(input.path("closedDates"))
                .map(day -> LocalDate.parse(day.asText()))
                .collect(Collectors.toSet());
        Recovery recovery = Recovery.of(RecoverySchedule.builder()
                .retryDays(elements(schedule.path("retryDays"))
                        .map(JsonNode::asInt)
                        .toList())
                .maxRetries(schedule.path("maxRetries").asInt(4))
                .withinDays(schedule.path("withinDays").asInt(14))
                .calendar(BusinessCalendar.of(HolidayCalendar.of(closed, Set.of())))
                .build());
        List<PaymentAttempt> attempts = new ArrayList<>();
        for (JsonNode attempt : input.path("attempts")) {
            LocalDate on = LocalDate.parse(attempt.asText());
            attempts.add(PaymentAttempt.builder()
                    .id("attempt " + attempts.size())
                    .party(StepCases.ACME)
                    .amount(Amounts.in("GBP").of("100"))
                    .on(on)
                    .recordedAt(Situation.noon(on))
                    .state(PaymentAttempt.State.FAILED)
                    .failureClass(PaymentAttempt.FailureClass.valueOf(
                            input.path("failureClass").asText()))
                    .build());
        }
        RecoveryAdvice advice = recovery.propose(attempts, new AsOf(LocalDate.of(9999, 1, 1), Instant.MAX));
        JsonNode expected = example.expected();
        assertThat(advice.action().name()).isEqualTo(expected.path("action").asText());
        if (expected.hasNonNull("on")) {
            assertThat(advice.on()).contains(LocalDate.parse(expected.path("on").asText()));
        }
        if (expected.hasNonNull("then")) {
            assertThat(advice.then().orElseThrow().name())
                    .isEqualTo(expected.path("then").asText());
        }
        assertThat(advice.notices()).hasSize(2 * attempts.size());
    }
}
