package io.counterfoil.payments.schedule;

import static io.counterfoil.payments.calendar.BusinessCalendar.Roll.FOLLOWING;
import static io.counterfoil.payments.calendar.BusinessCalendar.Roll.PRECEDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.Recurrence;
import io.counterfoil.payments.calendar.Recurrence.Unit;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.schedule.Schedule.Occurrence;
import io.counterfoil.payments.schedule.Schedule.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Actor MARIA = Actor.host("maria");

    private final BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
    private final Amounts cad = Amounts.in("CAD");
    private final PaymentOrder rent = order("1000.00");
    private final Schedule monthly = Schedule.of(
            "rent-7", Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 1, 31)).rolled(FOLLOWING), rent);
    private final DateRange half = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 6, 30));

    private PaymentOrder order(String amount) {
        return PaymentOrder.builder()
                .id("template")
                .direction(Rail.Direction.CREDIT)
                .amount(cad.of(amount))
                .payer("acme")
                .payee("landlord")
                .instrument(BankAccountRef.of("CA", "000300002", "1234567"))
                .requestedOn(LocalDate.of(2000, 1, 1))
                .build();
    }

    @Test
    @DisplayName(
            "PAY-06 PAY-16 an occurrence keeps its nominal and its rolled date, and names its order by the nominal one")
    void namedByTheNominalDate() {
        assertThat(monthly.occurrences(half, canada))
                .extracting(
                        Occurrence::id,
                        one -> one.rolled().toString(),
                        one -> one.order().requestedOn().toString())
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-01-31", "2027-02-01", "2027-02-01"),
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-02-28", "2027-03-01", "2027-03-01"),
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-03-31", "2027-03-31", "2027-03-31"));
        Occurrence first = monthly.occurrences(half, canada).get(0);
        assertThat(first.order().id().value()).isEqualTo("rent-7/2027-01-31");
        assertThat(first.order().endToEndId()).isEqualTo("rent-7/2027-01-31");
        assertThat(first.key().value()).isEqualTo("rent-7/2027-01-31");
        PaymentOrder named = rent.toBuilder().endToEndId("LEASE 7").build();
        assertThat(Schedule.of("s", Recurrence.every(1, Unit.DAY, LocalDate.of(2027, 1, 4)), named)
                        .occurrences(DateRange.day(LocalDate.of(2027, 1, 4)), canada)
                        .get(0)
                        .order()
                        .endToEndId())
                .isEqualTo("LEASE 7");
    }

    @Test
    @DisplayName("PAY-06 skip, move, pause and amend one occurrence leave the others as they were")
    void oneOccurrence() {
        LocalDate march = LocalDate.of(2027, 3, 31);
        Schedule skipped = monthly.skip(march, "paid by cheque 4111 1111 1111 1111", MARIA);
        assertThat(changed(skipped)).containsExactly("rent-7/2027-03-31");
        assertThat(at(skipped, march).standing()).isEqualTo(Standing.SKIPPED);
        assertThat(at(skipped, march).note()).isEqualTo("paid by cheque [PAN ****1111]");
        Schedule moved = skipped.move(march, LocalDate.of(2027, 3, 26), "early", MARIA); // Good Friday
        assertThat(at(moved, march).date()).isEqualTo("2027-03-29");
        assertThat(at(moved, march).rolled()).isEqualTo("2027-03-31");
        assertThat(at(moved, march).standing()).isEqualTo(Standing.DUE);
        assertThat(at(moved, march).id()).isEqualTo("rent-7/2027-03-31");
        Schedule amended = moved.amend(march, order("900.00"), MARIA);
        assertThat(changed(amended)).containsExactly("rent-7/2027-03-31");
        assertThat(at(amended, march).order().amount()).isEqualTo(cad.of("900.00"));
        assertThat(at(amended, march).date()).isEqualTo("2027-03-29");
        assertThat(amended.restore(march, MARIA).occurrences(half, canada))
                .isEqualTo(monthly.occurrences(half, canada));
        Schedule paused =
                monthly.pause(DateRange.of(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 4, 30)), "strike", MARIA);
        assertThat(changed(paused)).containsExactly("rent-7/2027-03-31", "rent-7/2027-04-30");
        assertThat(at(paused, march).standing()).isEqualTo(Standing.PAUSED);
        assertThat(at(paused, march).note()).isEqualTo("strike");
        assertThat(changed(paused.resume(LocalDate.of(2027, 4, 1), MARIA))).containsExactly("rent-7/2027-03-31");
        assertThat(changed(monthly.pauseFrom(march, "gone", MARIA))).hasSize(4);
        assertThat(changed(monthly.pauseFrom(march, "gone", MARIA).resume(march, MARIA)))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-06 amending this and the following leaves those before, single exceptions and names alone")
    void thisAndFollowing() {
        LocalDate march = LocalDate.of(2027, 3, 31);
        LocalDate april = LocalDate.of(2027, 4, 30);
        Schedule dearer = monthly.amend(april, order("1.00"), MARIA).amendFollowing(march, order("1100.00"), MARIA);
        assertThat(dearer.occurrences(half, canada))
                .extracting(one -> Amounts.plain(one.order().amount()))
                .containsExactly("1000.00", "1000.00", "1100.00", "1.00", "1100.00", "1100.00");
        Schedule weekly = dearer.amendFollowing(
                LocalDate.of(2027, 4, 1),
                Recurrence.every(2, Unit.WEEK, LocalDate.of(2027, 3, 26)).rolled(PRECEDING),
                MARIA);
        assertThat(weekly.occurrences(DateRange.of(march, LocalDate.of(2027, 5, 10)), canada))
                .extracting(Occurrence::id, one -> Amounts.plain(one.order().amount()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-03-31", "1100.00"),
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-04-09", "1100.00"),
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-04-23", "1100.00"),
                        org.assertj.core.groups.Tuple.tuple("rent-7/2027-05-07", "1100.00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weekly.skip(april, "no longer a date", MARIA))
                .withMessageContaining("2027-04-30 is no nominal date of schedule 'rent-7'");
        assertThat(weekly.endOn(LocalDate.of(2027, 4, 9), MARIA).occurrences(half, canada))
                .hasSize(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weekly.endOn(march, MARIA).skip(LocalDate.of(2027, 4, 9), "after the end", MARIA));
    }

    @Test
    @DisplayName(
            "PAY-16 a day's run finds what is paid on it, rolled or moved from wherever, and running it again finds the same")
    void due() {
        LocalDate day = LocalDate.of(2027, 2, 1);
        Schedule moved = monthly.move(LocalDate.of(2027, 6, 30), day, "in advance", MARIA);
        assertThat(moved.due(DateRange.day(day), canada))
                .extracting(Occurrence::id)
                .containsExactly("rent-7/2027-01-31", "rent-7/2027-06-30");
        assertThat(moved.due(DateRange.day(day), canada)).isEqualTo(moved.due(DateRange.day(day), canada));
        assertThat(moved.due(DateRange.of(LocalDate.of(2027, 5, 31), LocalDate.of(2027, 6, 30)), canada))
                .extracting(Occurrence::id)
                .containsExactly("rent-7/2027-05-31")
                .doesNotContain("rent-7/2027-06-30");
        assertThat(monthly.skip(LocalDate.of(2027, 1, 31), "x", MARIA).due(DateRange.day(day), canada))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-16 PAY-25 running a day again submits nothing twice; an amendment after submission is a conflict")
    void runAgain() {
        AccountMap accounts = AccountMap.builder()
                .standard(Amounts.in("GBP").currency(), AccountMap.Role.Core.values())
                .build();
        Payments bacs = Payments.bacs(BusinessCalendar.Rails.englandAndWales(), accounts);
        EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
        PaymentOrder fee = PaymentOrder.builder()
                .id("fee")
                .direction(Rail.Direction.DEBIT)
                .amount(Amounts.in("GBP").of("45.00"))
                .payer("ana")
                .payee("club")
                .instrument(BankAccountRef.of("GB", "200000", "55771234"))
                .mandate("m-1")
                .requestedOn(LocalDate.of(2027, 1, 1))
                .endToEndId("MEMBER 1")
                .build();
        Schedule fees = Schedule.of("fees", Recurrence.every(1, Unit.MONTH, LocalDate.of(2027, 3, 5)), fee);
        DateRange day = DateRange.day(LocalDate.of(2027, 3, 5));
        Instant now = Instant.parse("2027-03-03T12:00:00Z");
        List<Outcome> outcomes = new ArrayList<>();
        Schedule amended = fees.amend(
                LocalDate.of(2027, 3, 5),
                fee.toBuilder().amount(Amounts.in("GBP").of("46.00")).build(),
                MARIA);
        for (Schedule run : List.of(fees, fees, amended)) {
            for (Occurrence due : run.due(day, canada)) {
                outcomes.add(store.apply(
                                bacs,
                                due.order().id(),
                                PaymentCommand.submit(
                                        due.order(),
                                        Actor.host("robot"),
                                        due.key().value()),
                                now)
                        .outcome());
            }
        }
        assertThat(outcomes).containsExactly(Outcome.ACCEPTED, Outcome.REPLAYED, Outcome.REFUSED);
        assertThat(store.ids()).hasSize(1);
    }

    @Test
    @DisplayName("PAY-16 payments on demand come from the same schedule, under the caller's name for the request")
    void onDemand() {
        Occurrence extra = monthly.onDemand("deposit", LocalDate.of(2027, 2, 14), canada); // Sunday, then Family Day
        assertThat(extra.id()).isEqualTo("rent-7/on-demand/deposit");
        assertThat(extra.date()).isEqualTo("2027-02-16");
        assertThat(extra.order().requestedOn()).isEqualTo("2027-02-16");
        assertThat(monthly.onDemand("deposit", LocalDate.of(2027, 2, 14), canada))
                .isEqualTo(extra);
        Schedule only = Schedule.onDemand("ad-hoc", rent);
        assertThat(only.occurrences(half, canada)).isEmpty();
        assertThat(only.onDemand("a", LocalDate.of(2027, 3, 2), canada).order().amount())
                .isEqualTo(cad.of("1000.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> only.skip(LocalDate.of(2027, 3, 2), "x", MARIA));
        assertThatIllegalArgumentException().isThrownBy(() -> only.onDemand(" ", LocalDate.of(2027, 3, 2), canada));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.onDemand("a/b", rent));
    }

    @Test
    @DisplayName("PAY-16 a schedule knows every change, why and by whom")
    void changes() {
        LocalDate march = LocalDate.of(2027, 3, 31);
        LocalDate april = LocalDate.of(2027, 4, 30);
        Actor ben = Actor.host("ben");
        Schedule changed = monthly.skip(march, "card 4111 1111 1111 1111", MARIA)
                .restore(march, ben)
                .move(march, april, "late", ben)
                .amend(april, rent, MARIA)
                .amendFollowing(april, rent, MARIA)
                .pause(half, "strike", ben)
                .pauseFrom(april, "gone", ben)
                .resume(march, MARIA)
                .amendFollowing(april, Recurrence.every(1, Unit.WEEK, april), ben)
                .endOn(april, MARIA);
        assertThat(changed.changes())
                .extracting(one -> one.kind() + " " + one.on() + " " + one.by().id() + " " + one.why())
                .containsExactly(
                        "SKIP 2027-03-31 maria card [PAN ****1111]",
                        "RESTORE 2027-03-31 ben ",
                        "MOVE 2027-03-31 ben late",
                        "AMEND 2027-04-30 maria ",
                        "AMEND_FOLLOWING 2027-04-30 maria ",
                        "PAUSE 2027-01-01 ben strike",
                        "PAUSE 2027-04-30 ben gone",
                        "RESUME 2027-03-31 maria ",
                        "AMEND_FOLLOWING 2027-04-30 ben ",
                        "END 2027-04-30 maria ");
        assertThat(monthly.changes()).isEmpty();
        assertThat(monthly.id()).isEqualTo("rent-7");
        assertThat(monthly).hasToString("schedule rent-7 (1 parts, 0 exceptions)");
        assertThat(Standing.PAUSED.id()).isEqualTo("SCHEDULE.PAUSED");
        String sixty = "s".repeat(60);
        assertThat(Schedule.onDemand(sixty, rent)
                        .onDemand("r".repeat(28), march, canada)
                        .id())
                .isEqualTo(sixty + "/on-demand/" + "r".repeat(28));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.onDemand(sixty + "s", rent));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.onDemand("/a", rent));
        assertThatIllegalArgumentException().isThrownBy(() -> monthly.onDemand("r".repeat(29), march, canada));
    }

    @Property
    void everyOccurrenceIsPaidOnExactlyOneDayAndNominalDatesIncrease(
            @ForAll @IntRange(max = 700) int offset,
            @ForAll @IntRange(min = 1, max = 20) int every,
            @ForAll Unit unit,
            @ForAll BusinessCalendar.Roll roll,
            @ForAll @Size(max = 3) List<@IntRange(max = 20) Integer> movedBy,
            @ForAll @IntRange(max = 5) int cut) {
        LocalDate start = LocalDate.of(2027, 1, 1).plusDays(offset);
        Schedule schedule =
                Schedule.of("s", Recurrence.every(every, unit, start).rolled(roll), rent);
        DateRange year = DateRange.of(start, start.plusDays(500));
        List<Occurrence> plain = schedule.occurrences(year, canada);
        for (int i = 0; i < Math.min(movedBy.size(), plain.size()); i++) {
            LocalDate nominal = plain.get(i).nominal();
            schedule = schedule.move(nominal, nominal.plusDays(movedBy.get(i)), "", MARIA);
        }
        if (cut < plain.size()) {
            schedule = schedule.amendFollowing(plain.get(cut).nominal(), order("2.00"), MARIA);
        }
        List<Occurrence> all = schedule.occurrences(year, canada);
        assertThat(all)
                .extracting(Occurrence::nominal)
                .isEqualTo(plain.stream().map(Occurrence::nominal).toList());
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).nominal()).isAfter(all.get(i - 1).nominal());
        }
        List<Occurrence> byDay = new ArrayList<>();
        LocalDate day = start.minusDays(20);
        while (!day.isAfter(start.plusDays(540))) {
            byDay.addAll(schedule.due(DateRange.day(day), canada));
            day = day.plusDays(1);
        }
        assertThat(byDay.stream().filter(one -> year.contains(one.nominal())).toList())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    private List<String> changed(Schedule schedule) {
        List<Occurrence> before = monthly.occurrences(half, canada);
        List<Occurrence> after = schedule.occurrences(half, canada);
        assertThat(after).hasSameSizeAs(before);
        return after.stream()
                .filter(one -> !before.contains(one))
                .map(Occurrence::id)
                .toList();
    }

    private Occurrence at(Schedule schedule, LocalDate nominal) {
        return schedule.occurrences(DateRange.day(nominal), canada).get(0);
    }
}
