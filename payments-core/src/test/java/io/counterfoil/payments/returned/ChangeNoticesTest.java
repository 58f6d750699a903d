package io.counterfoil.payments.returned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Command;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Detail;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Event;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Said;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Status;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChangeNoticesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final SubjectRef MANDATE = SubjectRef.of("mandate", "m-7");
    private static final Actor BANK = Actor.rail("odfi");
    private static final Actor ANA = Actor.host("ana");

    private final ChangeNotices notices = ChangeNotices.standard(BusinessCalendar.Rails.fed());

    private static Said.Builder said(String code) {
        return Said.builder().subject(MANDATE).rail(Rail.ACH).code(code).receivedOn(DAY);
    }

    private ChangeNotices.Notice received(Said said) {
        return decide(notices.initial(), Command.receive(said, BANK, "noc-1"))
                .orThrow()
                .state();
    }

    private Decision<ChangeNotices.Notice, Event> decide(ChangeNotices.Notice notice, Command command) {
        return notices.decide(notice, command, NOW);
    }

    @Test
    @DisplayName("PAY-30 a notice blocks the next entry until it is applied, as events that are safe to repeat")
    void applied() {
        EventStore<String, Event> store = EventStore.inMemory();
        Said c03 = said("C03")
                .routing("021000021")
                .account(new BankAccountRef.Token("t-new"))
                .lastFour("4321")
                .build();
        for (int again = 0; again < 2; again++) {
            store.apply(notices, "noc-1", Command.receive(c03, BANK, "noc-1"), NOW)
                    .orThrow();
        }
        ChangeNotices.Notice open = notices.fold(store.load("noc-1"));
        assertThat(open.status()).isEqualTo(Status.RECEIVED);
        assertThat(notices.obstacle(List.of(open), MANDATE))
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle.sentence())
                                .isEqualTo(
                                        "change C03 of mandate:m-7, received 2027-03-01, is not applied: no entry before it is"));
        assertThat(notices.obstacle(List.of(open), SubjectRef.of("mandate", "m-8")))
                .isEmpty();
        BankAccountRef old = BankAccountRef.of("US", "111000025", "00012345");
        assertThat(c03.corrected(old))
                .isEqualTo(new BankAccountRef("US", "021000021", "4321", new BankAccountRef.Token("t-new")));
        assertThat(said("C05").transactionCode("32").build().corrected(old)).isEqualTo(old);
        store.apply(notices, "noc-1", Command.apply(ANA, "a"), NOW).orThrow();
        ChangeNotices.Notice done = notices.fold(store.load("noc-1"));
        assertThat(done.status()).isEqualTo(Status.APPLIED);
        assertThat(notices.obstacle(List.of(done), MANDATE)).isEmpty();
        assertThat(store.load("noc-1")).hasSize(2);
    }

    @Test
    @DisplayName("PAY-30 a change that is not applied in its banking days is one alert")
    void overdue() {
        ChangeNotices.Notice open = received(
                said("C01").account(new BankAccountRef.Token("t")).lastFour("9").build());
        LocalDate last = LocalDate.of(2027, 3, 9);
        assertThat(notices.applyBy(open)).contains(last);
        assertThat(notices.alert(open, new AsOf(last, NOW))).isEmpty();
        assertThat(notices.alert(open, new AsOf(last.plusDays(1), NOW))).hasValueSatisfying(alert -> {
            assertThat(alert.key().value()).isEqualTo("CHANGE_NOT_APPLIED/mandate:m-7/C01/2027-03-01");
            assertThat(alert.evidence().sentence())
                    .isEqualTo("change C01 of mandate:m-7, received 2027-03-01, was to be applied by 2027-03-09");
        });
        assertThat(notices.applyWithin(0).alert(open, new AsOf(DAY.plusDays(1), NOW)))
                .isPresent();
        ChangeNotices.Notice refused = decide(open, Command.refuse("not our customer", ANA, "r"))
                .orThrow()
                .state();
        assertThat(notices.alert(refused, new AsOf(last.plusDays(1), NOW))).isEmpty();
        assertThat(notices.alert(notices.initial(), new AsOf(last, NOW))).isEmpty();
        ChangeNotices.Notice answer = received(said("C62").build());
        assertThat(answer.blocksNextEntry()).isFalse();
        assertThat(notices.applyBy(answer)).isEmpty();
        assertThatThrownBy(() -> notices.applyWithin(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-30 a notice is applied with the details that its code corrects, else the guard names them")
    void details() {
        ChangeNotices.Notice half = received(said("C07").routing("021000021").build());
        assertThat(decide(half, Command.apply(ANA, "a")).refusal().orElseThrow().sentence())
                .endsWith(
                        "code C07 corrects [ROUTING, ACCOUNT, TRANSACTION_CODE], missing [ACCOUNT, TRANSACTION_CODE]");
        assertThat(decide(received(said("C13").build()), Command.apply(ANA, "a"))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        Said bacs = said("C").rail(Rail.BACS).report("ADDACS").build();
        assertThat(decide(received(bacs), Command.apply(ANA, "a"))
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("code C came without any new detail");
        assertThat(decide(received(Said.builder().from(bacs).routing("400530").build()), Command.apply(ANA, "a"))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(bacs.confident()).isTrue();
        assertThat(said("V").rail(Rail.EFT_CA).build().confident()).isFalse();
    }

    @Test
    @DisplayName("PAY-17 every state, event and actor has one outcome")
    void exhaustive() {
        Said said = said("C05").transactionCode("32").build();
        ChangeNotices.Notice open = received(said);
        ChangeNotices.Notice done =
                decide(open, Command.apply(ANA, "a")).orThrow().state();
        ChangeNotices.Notice refused =
                decide(open, Command.refuse("no", ANA, "a")).orThrow().state();
        for (ChangeNotices.Notice state : List.of(notices.initial(), open, done, refused)) {
            for (Actor.Role role : Actor.Role.values()) {
                Actor by = new Actor("x", role);
                boolean host = role == Actor.Role.HOST;
                boolean isNew = state.status() == Status.NEW;
                boolean isOpen = state.status() == Status.RECEIVED;
                assertThat(decide(state, Command.receive(said, by, "k")).outcome() == Outcome.ACCEPTED)
                        .isEqualTo(isNew && (host || role == Actor.Role.RAIL));
                assertThat(decide(state, Command.apply(by, "k")).outcome() == Outcome.ACCEPTED)
                        .isEqualTo(isOpen && host);
                assertThat(decide(state, Command.refuse("no", by, "k")).outcome() == Outcome.ACCEPTED)
                        .isEqualTo(isOpen && host);
            }
        }
    }

    @Test
    @DisplayName("PAY-30 no debit passes while a change of its mandate or party is open")
    void blocking() {
        PaymentOrder order = PaymentOrder.builder()
                .id("p-1")
                .direction(Rail.Direction.DEBIT)
                .amount(Amounts.in("USD").of("10.00"))
                .payer("dan")
                .payee("shop")
                .instrument(BankAccountRef.of("US", "111000025", "00012345"))
                .mandate("m-7")
                .requestedOn(DAY)
                .build();
        ChangeNotices.Notice open = received(said("C05").transactionCode("32").build());
        AsOf asOf = new AsOf(DAY, NOW);
        assertThat(notices.blocking(() -> List.of(open), (any, day) -> Optional.empty())
                        .refusal(order, asOf))
                .hasValueSatisfying(no -> assertThat(no.code()).isEqualTo(ChangeNotices.Finding.CHANGE_OPEN));
        ChangeNotices.Notice party = received(said("C05")
                .subject(SubjectRef.of("party", "dan"))
                .transactionCode("32")
                .build());
        assertThat(notices.blocking(() -> List.of(party), (any, day) -> Optional.empty())
                        .refusal(order, asOf))
                .isPresent();
        ChangeNotices.Notice done =
                decide(open, Command.apply(ANA, "a")).orThrow().state();
        assertThat(notices.blocking(() -> List.of(done), (any, day) -> Optional.empty())
                        .refusal(order, asOf))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-09 a notice keeps no card number and no account number")
    void badInput() {
        assertThatThrownBy(() -> said("C04").holder("4111111111111111").build()).hasMessageContaining("card number");
        assertThatThrownBy(() -> said("C01").lastFour("12345").build()).hasMessageContaining("at most 4 characters");
        assertThatThrownBy(() -> said(" ").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Command.refuse(" ", ANA, "k")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("corpus")
    @DisplayName("PAY-30 the codes of change are those of the facts")
    void facts() throws IOException {
        JsonNode facts = new ObjectMapper()
                .readTree(CorpusFolder.locate("payments")
                        .resolve("../../facts/returns_nacha.json")
                        .normalize()
                        .toFile());
        assertThat(facts.path("noc")).isNotEmpty();
        for (JsonNode row : facts.path("noc")) {
            String code = row.path("code").asText().replaceAll("-.*", "");
            Said said = said(code).build();
            assertThat(said.asksForChange())
                    .as(code)
                    .isEqualTo(row.path("blocksNextEntry").booleanValue());
            assertThat(said.confident())
                    .as(code)
                    .isEqualTo(row.path("confident").booleanValue());
            String corrected = row.path("correctedData").asText();
            Set<Detail> expected = EnumSet.noneOf(Detail.class);
            if (corrected.contains("account")) {
                expected.add(Detail.ACCOUNT);
            }
            if (corrected.contains("rout") || corrected.contains("RTN") || corrected.equals("id")) {
                expected.add(Detail.ROUTING);
            }
            if (corrected.contains("code")) {
                expected.add(Detail.TRANSACTION_CODE);
            }
            if (corrected.equals("name")) {
                expected.add(Detail.NAME);
            }
            if (corrected.equals("id 22")) {
                expected.add(Detail.INDIVIDUAL_ID);
            }
            assertThat(said.corrects()).as(code).isEqualTo(expected);
        }
    }
}
