package io.counterfoil.collections;

import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.aging.BucketScheme;
import io.counterfoil.collections.aging.DelinquencyLevel;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLaw;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.collections.hold.HoldCommand;
import io.counterfoil.collections.hold.HoldCommand.HoldKind;
import io.counterfoil.collections.hold.Holds;
import io.counterfoil.collections.hold.PartyHolds;
import io.counterfoil.collections.interest.LateInterest;
import io.counterfoil.collections.interest.LawPack;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.profile.PartyProfile;
import io.counterfoil.collections.profile.ProfileEvent;
import io.counterfoil.collections.promise.PromiseToPay;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.collections.testkit.Situation;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad input of the specification (section 5), row by row. */
class BadInputTableTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PartyId ACME = PartyId.of("acme");
    private static final Actor MARIA = Actor.host("maria");
    private static final LocalDate MAY_1 = LocalDate.of(2027, 5, 1);

    private static MonetaryAmount raw(String amount) {
        return Monetary.getDefaultAmountFactory()
                .setCurrency("GBP")
                .setNumber(new BigDecimal(amount))
                .create();
    }

    private static OpenItem.Builder item(String id, OpenItemKind kind, MonetaryAmount amount) {
        return OpenItem.builder()
                .id(OpenItemId.of(id))
                .party(ACME)
                .kind(kind)
                .amount(amount)
                .issued(MAY_1)
                .recordedAt(noon("2027-05-01"));
    }

    private static ReceivableEvent issued(String id, OpenItemKind kind, MonetaryAmount amount) {
        return new ItemIssued(item(id, kind, amount).build());
    }

    private static ReceivableEvent allocated(String id, String from, String to, MonetaryAmount amount, String day) {
        return new Allocated(
                ReceivableEventId.of(id),
                OpenItemId.of(from),
                OpenItemId.of(to),
                amount,
                LocalDate.parse(day),
                noon("2027-05-10"));
    }

    private static ReceivableEvent unallocated(String id, String allocation) {
        return new Deallocated(
                ReceivableEventId.of(id),
                ReceivableEventId.of(allocation),
                ReversalKind.RETURNED,
                LocalDate.parse("2027-05-12"),
                noon("2027-05-12"));
    }

    /** An invoice I of 80.00, a receipt R of 50.00 and an event of bad input; the event is last. */
    private static Stream<Arguments> events() {
        MonetaryAmount ten = GBP.of("10.00");
        return Stream.of(
                Arguments.of(
                        "amount of zero", issued("X", OpenItemKind.INVOICE, GBP.zero()), "AMOUNT_INVALID", "amount"),
                Arguments.of(
                        "amount below zero",
                        issued("X", OpenItemKind.INVOICE, GBP.of("-0.01")),
                        "AMOUNT_INVALID",
                        "amount"),
                Arguments.of("too many decimals", issued("X", OpenItemKind.INVOICE, raw("1.005")), "SCALE", "amount"),
                Arguments.of(
                        "currency mismatch",
                        allocated("A", "R", "I", Amounts.in("EUR").of("1.00"), "2027-05-10"),
                        "CURRENCY_MISMATCH",
                        "amount"),
                Arguments.of(
                        "allocation of zero",
                        allocated("A", "R", "I", GBP.zero(), "2027-05-10"),
                        "AMOUNT_INVALID",
                        "amount"),
                Arguments.of(
                        "more than is left of the receipt",
                        allocated("A", "R", "I", GBP.of("50.01"), "2027-05-10"),
                        "OVER_ALLOCATION",
                        "amount"),
                Arguments.of(
                        "before a document",
                        allocated("A", "R", "I", ten, "2027-04-30"),
                        "BEFORE_DOCUMENT",
                        "effective"),
                Arguments.of("to itself", allocated("A", "I", "I", ten, "2027-05-10"), "SELF", "to"),
                Arguments.of("from nowhere", allocated("A", "N", "I", ten, "2027-05-10"), "UNKNOWN_ITEM", "from"),
                Arguments.of("to nowhere", allocated("A", "R", "N", ten, "2027-05-10"), "UNKNOWN_ITEM", "to"),
                Arguments.of("two credits", allocated("A", "R", "C", ten, "2027-05-10"), "SAME_SIGN", "to"),
                Arguments.of("two debits", allocated("A", "J", "I", ten, "2027-05-10"), "SAME_SIGN", "to"),
                Arguments.of(
                        "terms that do not add up",
                        new ItemIssued(item("X", OpenItemKind.INVOICE, GBP.of("10.00"))
                                .addTerms(new OpenItem.Term("1", MAY_1, GBP.of("4.00")))
                                .addTerms(new OpenItem.Term("2", MAY_1.plusDays(30), GBP.of("5.99")))
                                .build()),
                        "TERMS_SUM",
                        "terms"),
                Arguments.of(
                        "an id with other content",
                        new ItemIssued(item("I", OpenItemKind.INVOICE, GBP.of("81.00"))
                                .recordedAt(noon("2027-05-02"))
                                .build()),
                        "DUPLICATE_CONFLICT",
                        "id"),
                Arguments.of("reversal of an unknown event", unallocated("B", "N"), "UNKNOWN_EVENT", "event"));
    }

    private static List<ReceivableEvent> book() {
        List<ReceivableEvent> book = new ArrayList<>();
        book.add(issued("I", OpenItemKind.INVOICE, GBP.of("80.00")));
        book.add(issued("J", OpenItemKind.INVOICE, GBP.of("20.00")));
        book.add(issued("R", OpenItemKind.RECEIPT, GBP.of("50.00")));
        book.add(issued("C", OpenItemKind.CREDIT_NOTE, GBP.of("5.00")));
        return book;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    @DisplayName(
            "COL-01 COL-52 an event that cannot be is refused with position, code, field and value, and nothing else is dropped")
    void eventsAreRefused(String what, ReceivableEvent bad, String code, String field) {
        List<ReceivableEvent> log = book();
        log.add(bad);
        Checked<Receivables> read = Receivables.replay(log.stream());
        assertThat(read.diagnostics()).as(what).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Diagnostic.Level.ERROR);
            assertThat(finding.code().id()).isEqualTo("RECEIVABLE." + code);
            assertThat(finding.attributes()).containsEntry("position", "4").containsKey("value");
            assertThat(finding.location().field()).contains(field);
            assertThat(finding.message()).isNotBlank();
        });
        assertThat(read.value().orElseThrow().events())
                .as("accepted and rejected are what came in")
                .containsExactlyInAnyOrderElementsOf(book());
    }

    @Test
    @DisplayName("COL-52 over-allocation says what is left, on either side")
    void overAllocation() {
        List<ReceivableEvent> log = book();
        log.add(allocated("A1", "R", "J", GBP.of("15.00"), "2027-05-10"));
        log.add(allocated("A2", "R", "J", GBP.of("5.01"), "2027-05-11"));
        log.add(allocated("A3", "R", "I", GBP.of("35.01"), "2027-05-11"));
        assertThat(Receivables.replay(log.stream()).diagnostics())
                .extracting(finding -> finding.attributes().get("left"))
                .containsExactlyInAnyOrder("5.00", "35.00");
        log.set(5, allocated("A2", "R", "J", GBP.of("5.00"), "2027-05-11"));
        log.set(6, allocated("A3", "R", "I", GBP.of("30.00"), "2027-05-11"));
        assertThat(Receivables.replay(log.stream()).diagnostics())
                .as("exactly what is left")
                .isEmpty();
    }

    @Test
    @DisplayName("COL-01 an unknown currency and text that is no amount are refused where they are read")
    void texts() {
        assertThat(code(OpenItem.parseAmount("1.00", "QQQ"))).isEqualTo("RECEIVABLE.CURRENCY_UNKNOWN");
        assertThat(code(OpenItem.parseAmount("1.005", "GBP"))).isEqualTo("RECEIVABLE.SCALE");
        assertThat(code(OpenItem.parseAmount("one", "GBP"))).isEqualTo("RECEIVABLE.AMOUNT_INVALID");
        assertThat(OpenItem.parseAmount("1.00", "GBP").value()).contains(GBP.of("1.00"));
    }

    private static String code(Checked<?> checked) {
        return checked.diagnostics().get(0).code().id();
    }

    @Test
    @DisplayName("COL-04 due before issue is accepted and flagged")
    void dueBeforeIssue() {
        Checked<Receivables> read =
                Receivables.replay(Stream.of(new ItemIssued(item("X", OpenItemKind.INVOICE, GBP.of("1.00"))
                        .due(MAY_1.minusDays(1))
                        .build())));
        assertThat(read.value().orElseThrow().events()).hasSize(1);
        assertThat(read.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Diagnostic.Level.WARNING);
            assertThat(finding.code().id()).isEqualTo("RECEIVABLE.DUE_BEFORE_ISSUE");
        });
        assertThat(Receivables.replay(Stream.of(new ItemIssued(item("X", OpenItemKind.INVOICE, GBP.of("1.00"))
                                .due(MAY_1)
                                .build())))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    @DisplayName("COL-01 the same event twice is ignored and reported; a second reversal of one is refused")
    void twice() {
        List<ReceivableEvent> log = book();
        log.add(book().get(0));
        Checked<Receivables> read = Receivables.replay(log.stream());
        assertThat(read.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Diagnostic.Level.NOTE);
            assertThat(finding.code().id()).isEqualTo("RECEIVABLE.DUPLICATE_IGNORED");
            assertThat(finding.attributes()).containsEntry("position", "4");
        });
        assertThat(read.value().orElseThrow().events()).hasSize(4);
        List<ReceivableEvent> reversed = book();
        reversed.add(allocated("A", "R", "I", GBP.of("10.00"), "2027-05-10"));
        reversed.add(unallocated("B1", "A"));
        reversed.add(unallocated("B2", "A"));
        assertThat(Receivables.replay(reversed.stream()).diagnostics())
                .extracting(finding -> finding.code().id())
                .containsExactly("RECEIVABLE.ALREADY_REVERSED");
    }

    @Test
    @DisplayName("COL-01 a sum beyond 64-bit minor units throws and never wraps")
    void overflow() {
        MonetaryAmount most = GBP.ofMinor(Long.MAX_VALUE);
        Receivables huge = Receivables.replay(
                        Stream.of(issued("A", OpenItemKind.INVOICE, most), issued("B", OpenItemKind.INVOICE, most)))
                .value()
                .orElseThrow();
        assertThatThrownBy(() -> huge.open(ReceivableLog.lately("2027-06-01"))).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'',2027-05-20,START_MISSING",
        "2027-05-10,'',END_MISSING",
        "2027-05-10,2027-05-10,TOO_SHORT",
        "2027-04-30,2027-05-20,BEFORE_ACCOUNT",
        "2027-05-30,2027-06-20,OVERLAP",
        "2027-05-01,2027-05-20,''",
        "2027-06-01,2027-06-20,''",
    })
    @DisplayName(
            "COL-42 the first fault of a hold is told; one from the account's start on, and one that touches another, are taken")
    void holds(String start, String end, String code) {
        Holds machine = Holds.in(ZoneOffset.UTC);
        PartyHolds before = machine.decide(
                        machine.initial(),
                        HoldCommand.place(
                                ACME,
                                HoldKind.NOTICE,
                                DateRange.of(LocalDate.of(2027, 5, 20), LocalDate.of(2027, 6, 1)),
                                "why",
                                HoldCommand.By.of(MARIA, "first")),
                        noon("2027-05-01"))
                .orThrow()
                .state();
        HoldCommand.Place.Builder place = HoldCommand.placing(ACME, HoldKind.NOTICE, HoldCommand.By.of(MARIA, "second"))
                .accountFrom(MAY_1)
                .reason("why");
        day(start).ifPresent(place::start);
        day(end).ifPresent(place::end);
        var decision = machine.decide(before, place.build(), noon("2027-05-02"));
        assertThat(decision.refusal().map(refusal -> refusal.code().id()))
                .isEqualTo(code.isEmpty() ? Optional.empty() : Optional.of("HOLD." + code));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'','',2027-05-25,START_MISSING",
        "2027-05-24,'',2027-05-25,RELEASE_NOT_TODAY",
        "2027-05-25,2027-05-26,2027-05-25,RELEASE_HAS_END",
        "2027-06-05,'',2027-06-05,RELEASE_WITHOUT_HOLD",
        "2027-05-25,'',2027-05-25,''",
    })
    @DisplayName("COL-42 the first fault of a release is told; the second release of a day is a duplicate")
    void releases(String start, String end, String today, String code) {
        Holds machine = Holds.in(ZoneOffset.UTC);
        PartyHolds held = machine.decide(
                        machine.initial(),
                        HoldCommand.place(
                                ACME,
                                HoldKind.NOTICE,
                                DateRange.of(LocalDate.of(2027, 5, 20), LocalDate.of(2027, 6, 1)),
                                "why",
                                HoldCommand.By.of(MARIA, "first")),
                        noon("2027-05-01"))
                .orThrow()
                .state();
        HoldCommand.Release.Builder release = HoldCommand.releasing(
                        ACME, HoldKind.NOTICE, HoldCommand.By.of(MARIA, "second"))
                .reason("paid");
        day(start).ifPresent(release::start);
        day(end).ifPresent(release::end);
        var decision = machine.decide(held, release.build(), noon(today));
        assertThat(decision.refusal().map(refusal -> refusal.code().id()))
                .isEqualTo(code.isEmpty() ? Optional.empty() : Optional.of("HOLD." + code));
        if (code.isEmpty()) {
            HoldCommand again = HoldCommand.release(
                    ACME, HoldKind.NOTICE, LocalDate.parse(today), "paid", HoldCommand.By.of(MARIA, "third"));
            assertThat(machine.decide(decision.state(), again, noon(today))
                            .refusal()
                            .orElseThrow()
                            .code()
                            .id())
                    .isEqualTo("HOLD.RELEASE_DUPLICATE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.00,2027-05-10,100,PROMISE_AMOUNT",
        "-1.00,2027-05-10,100,PROMISE_AMOUNT",
        "10.00,2027-04-30,100,PROMISE_DATE",
        "80.01,2027-05-10,100,PROMISE_EXCEEDS",
        "10.00,2027-05-10,0,PROMISE_THRESHOLD",
        "10.00,2027-05-10,100.01,PROMISE_THRESHOLD",
        "80.00,2027-05-01,100,''",
        "0.01,2027-05-10,0.01,''",
    })
    @DisplayName(
            "COL-44 a promise of nothing, for the past, of more than is collectable or with a threshold outside (0, 100] is refused")
    void promises(String amount, String due, String threshold, String code) {
        PromiseToPay promise = PromiseToPay.builder()
                .party(ACME)
                .amount(GBP.of(amount))
                .due(LocalDate.parse(due))
                .thresholdPercent(new BigDecimal(threshold))
                .madeAt(noon("2027-05-01"))
                .build();
        List<String> errors = Promises.standard().check(promise, Optional.of(GBP.of("80.00"))).diagnostics().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .map(finding -> finding.code().id())
                .toList();
        assertThat(errors).isEqualTo(code.isEmpty() ? List.of() : List.of("PROMISE." + code));
        if (code.equals("PROMISE_EXCEEDS")) {
            assertThat(Promises.warningOfExcess()
                            .check(promise, Optional.of(GBP.of("80.00")))
                            .diagnostics())
                    .singleElement()
                    .returns(Diagnostic.Level.WARNING, Diagnostic::level);
        }
    }

    private static StrategyStep step(String id, StrategyStep.Anchor anchor, Channel... channels) {
        return StrategyStep.builder()
                .id(id)
                .anchor(anchor)
                .addChannels(channels)
                .build();
    }

    @Test
    @DisplayName("COL-41 all faults of a strategy are told at once, sorted; without a step there is only that")
    void strategies() {
        assertThat(errors(Strategy.builder().id("s").build())).containsExactly("STRATEGY.NO_STEPS");
        assertThat(errors(Strategy.builder()
                        .id("s")
                        .addSteps(
                                step("a", StrategyStep.Anchor.PREVIOUS_CONTACT),
                                step("a", StrategyStep.Anchor.DUE, Channel.EMAIL))
                        .build()))
                .containsExactly("STRATEGY.DUPLICATE_STEP", "STRATEGY.FIRST_STEP_ANCHOR", "STRATEGY.NO_CHANNEL");
    }

    private static List<String> errors(Strategy strategy) {
        return strategy.lint().stream()
                .filter(finding -> finding.level() == Diagnostic.Level.ERROR)
                .map(finding -> finding.code().id())
                .toList();
    }

    @Test
    @DisplayName("COL-06 COL-14 buckets and levels that overlap, and levels of one name, are told")
    void buckets() {
        assertThatThrownBy(() -> BucketScheme.days(30, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BucketScheme.days(60, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DelinquencyLevel.check(List.of(
                                DelinquencyLevel.between("A", 1, 30),
                                DelinquencyLevel.between("B", 30, 60),
                                DelinquencyLevel.from("A", 61)))
                        .stream()
                        .map(finding -> finding.code().id())
                        .toList())
                .containsExactly("LEVEL.OVERLAP", "LEVEL.DUPLICATE_NAME");
        assertThat(DelinquencyLevel.check(
                        List.of(DelinquencyLevel.between("A", 1, 30), DelinquencyLevel.from("B", 31))))
                .isEmpty();
    }

    @Test
    @DisplayName("COL-37 a contact log that contradicts itself leaves its scope undecided, and no other")
    void inconsistentHistory() {
        ReceivableLog owed = ReceivableLog.in("GBP")
                .invoice("I1", "100.00", "2027-04-01", "2027-05-01")
                .of("other")
                .invoice("I2", "100.00", "2027-04-01", "2027-05-01");
        ContactPlanner planner = ContactPlanner.builder()
                .strategies(Strategy.builder()
                        .id("s")
                        .step(step("first", StrategyStep.Anchor.DUE, Channel.EMAIL))
                        .build())
                .build();
        LocalDate day = LocalDate.of(2027, 5, 10);
        ContactDecision act = planner.propose(Situation.of(owed).facts(), ACME, Situation.at(day))
                .get(0);
        Instant ten = Instant.parse("2027-05-10T10:00:00Z");
        Situation sentFirst = Situation.of(owed)
                .report(act.key(), Contact.Status.SENT, Channel.EMAIL, ten, day)
                .report(act.key(), Contact.Status.PREPARED, Channel.EMAIL, ten.plusSeconds(60), day);
        Situation withoutKey = Situation.of(owed)
                .contact(Contact.builder()
                        .id("x")
                        .party(ACME)
                        .status(Contact.Status.FAILED)
                        .channel(Channel.EMAIL)
                        .at(ten)
                        .on(day)
                        .build());
        for (Situation situation : List.of(sentFirst, withoutKey)) {
            List<ContactDecision> decisions = planner.propose(situation.facts(), Situation.at(day));
            assertThat(decisions)
                    .filteredOn(decision -> decision.scope().party().equals(ACME))
                    .singleElement()
                    .satisfies(decision -> {
                        assertThat(decision.kind()).isEqualTo(ContactDecision.Kind.SUPPRESSED);
                        assertThat(decision.primary().orElseThrow().code()).isEqualTo(Suppression.INCONSISTENT_HISTORY);
                    });
            assertThat(decisions)
                    .filteredOn(decision -> decision.scope().party().equals(PartyId.of("other")))
                    .anyMatch(decision -> decision.kind() == ContactDecision.Kind.ACT);
        }
    }

    @Test
    @DisplayName(
            "COL-56 COL-57 a rate, a zone or a year of the calendar that is missing is told, and nothing is guessed")
    void missing() {
        ReceivableLog late = ReceivableLog.in("GBP").invoice("I1", "100.00", "2027-01-01", "2027-01-31");
        LawPack empty = LawPack.uk1998();
        assertThat(code(LateInterest.of(empty)
                        .assess(OpenItemId.of("I1"), late.replay(), ReceivableLog.lately("2027-03-01"))))
                .isEqualTo("INTEREST.MISSING_RATE");
        Instant noon = Instant.parse("2028-07-04T17:00:00Z");
        PartyProfile nowhere = PartyProfile.unknown(ACME);
        assertThat(ContactLaw.usRegulationF()
                        .check(nowhere, Channel.CALL, ContactLog.empty(), noon)
                        .get(0)
                        .code())
                .isEqualTo(Suppression.MISSING_ZONE);
        PartyProfile west = PartyProfile.of(
                ACME,
                List.of(ProfileEvent.zone(ACME, ZoneId.of("America/Vancouver"), "address")
                        .by(MARIA, Instant.EPOCH)));
        HolidayCalendar one = HolidayCalendar.of(
                "bc", Set.of(), Set.of(), DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)));
        assertThat(ContactLaw.britishColumbia(one).check(west, Channel.CALL, ContactLog.empty(), noon))
                .extracting(Obstacle::code)
                .contains(Suppression.MISSING_CALENDAR);
    }
}
