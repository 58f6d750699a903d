package io.counterfoil.examples.host;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.exposure.FinalityPolicy;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.ApprovalPolicy;
import io.counterfoil.payments.order.RailRules;
import io.counterfoil.payments.rail.CutOffs;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.payments.returns.ReturnWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** A rail of the host's own: instant transfers between British accounts through one bank, at any hour of any day. */
public final class InstantTransfers {

    /** The rail's name: the last part of the role of its account in flight. */
    public static final String NAME = "gbp-instant";

    private static final Amounts GBP = Amounts.in("GBP");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private InstantTransfers() {}

    // tag::rail[]
    /** The rules, with numbers of the agreement with the bank. Each {@link Rail} is a family of law; an own rail takes the nearest and says what differs. */
    public static RailRules rules() {
        return RailRules.builder()
                .name(NAME)
                .rail(Rail.BACS)
                .settlement(RailTerms.Settlement.builder()
                        .rail(Rail.BACS)
                        .calendar(everyDay())
                        .cutOffs(atAnyHour())
                        .processingDays(0)
                        .build())
                .credits(LifecycleTable.Standard.PAYMENT_ORDER) // no debits: the rail takes none
                .addCurrencies("GBP")
                .addLimits(GBP.of("250000.00"))
                .approvals(ApprovalPolicy.builder()
                        .upTo(GBP.of("10000.00"), 1)
                        .above(2)
                        .build())
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .daysAhead(0) // instant: never for another day
                .characters("[A-Za-z0-9 ./&-]")
                .putLength("remittance", 18)
                .putLength("reference", 18)
                .putLength("entryDescription", 0)
                .answerTime(Duration.ofSeconds(20)) // then the outcome is UNKNOWN, and is asked for
                .queryPlan(List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)))
                .finality(FinalityPolicy.standard()
                        .with(RailTerms.of(Rail.BACS, Rail.Direction.CREDIT), ReturnWindow.calendarDays(0)))
                .returnCodes(ReturnCodes.bundled().overlaidBy(codes()))
                .build();
    }

    private static BusinessCalendar everyDay() {
        DateRange covered = DateRange.of(LocalDate.of(2020, 1, 1), LocalDate.of(2049, 12, 31));
        return BusinessCalendar.of(HolidayCalendar.of("every day", Set.of(), Set.of(), covered));
    }

    private static CutOffs atAnyHour() {
        CutOffs.Builder hours = CutOffs.builder(LONDON);
        for (DayOfWeek day : DayOfWeek.values()) {
            hours.on(Rail.BACS, day, LocalTime.MAX);
        }
        return hours.build();
    }

    /** The bank's own words for why it did not pay. */
    private static ReturnCodes codes() {
        return ReturnCodes.of(List.of(
                code("IP01", ReturnReason.Category.BLOCKED, "the account cannot be reached by instant transfers"),
                code("IP07", ReturnReason.Category.ACCOUNT_CLOSED, "the account is closed")));
    }

    private static ReturnReason code(String code, ReturnReason.Category category, String meaning) {
        return ReturnReason.builder()
                .rail(Rail.BACS)
                .code(code)
                .category(category)
                .action(ReturnReason.NextAction.CONTACT_PAYER)
                .meaning(meaning)
                .build();
    }
    // end::rail[]
}
