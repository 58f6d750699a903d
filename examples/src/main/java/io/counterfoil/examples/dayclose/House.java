package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.stripe.posting.StripeAccountRole;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.clock.SlaRule;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.Monetary;

/** What the company decides for itself: zone, days, accounts, who looks at what, how fast. */
final class House {

    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final List<CurrencyUnit> CURRENCIES = List.of(Monetary.getCurrency("EUR"), Monetary.getCurrency("GBP"));

    static final AlertKind INVOICE_REVIEW = new AlertKind("INVOICE_REVIEW");
    static final AlertKind INPUT_REJECTED = new AlertKind("INPUT_REJECTED");
    static final AlertKind PAYOUT_FAILED = new AlertKind("PAYOUT_FAILED");

    private House() {}

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    static BusinessCalendar calendar() {
        return BusinessCalendar.Rails.englandAndWales();
    }

    /** One account for each role and currency. */
    static AccountMap accounts() {
        AccountMap.Builder accounts = AccountMap.builder();
        for (CurrencyUnit currency : CURRENCIES) {
            accounts.standard(currency, StripeAccountRole.values()).standard(currency, HouseRole.values());
        }
        return accounts.build();
    }

    static final BusinessHours HOURS = BusinessHours.in(ZONE)
            .weekdays("09:00-17:00")
            .holidays(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 26), LocalDate.of(2027, 3, 29))
            .build();

    static Clocks clocks() {
        return Clocks.builder(policy("standard", 8, 7))
                .policy(policy("exception", 4, 3))
                .policy(policy("urgent", 1, 1))
                .rule(SlaRule.named("urgent").priority(Priority.URGENT).holds("urgent"))
                .rule(SlaRule.named("exceptions").kind("EXCEPTION").holds("exception"))
                .rule(SlaRule.named("everything else").holds("standard"))
                .build();
    }

    private static SlaPolicy policy(String id, int replyHours, int resolutionDays) {
        return SlaPolicy.builder(id)
                .hours(HOURS)
                .firstReply(Duration.ofHours(replyHours))
                .resolution(BusinessDays.of(resolutionDays))
                .build();
    }

    static Triage triage() {
        return Triage.builder("front-desk")
                .rule(TriageRule.named("debits outside the system")
                        .kind(AlertKind.OUTSIDE_SYSTEM)
                        .atLeast(Diagnostic.Severity.CRITICAL)
                        .skill("risk")
                        .routesTo(Route.of("risk", "EXCEPTION", Priority.URGENT)))
                .rule(TriageRule.named("money outside the system")
                        .kind(AlertKind.OUTSIDE_SYSTEM)
                        .skill("payments")
                        .routesTo(Route.of("payments", "EXCEPTION", Priority.HIGH)))
                .rule(TriageRule.named("not seen at the bank")
                        .kind(AlertKind.NOT_SEEN_AT_BANK)
                        .skill("payments")
                        .routesTo(Route.of("payments", "EXCEPTION", Priority.NORMAL)))
                .rule(TriageRule.named("proofs")
                        .kind(AlertKind.PROOF_FAILED)
                        .skill("finance")
                        .routesTo(Route.of("finance", "EXCEPTION", Priority.URGENT)))
                .rule(TriageRule.named("unreadable input")
                        .kind(INPUT_REJECTED)
                        .skill("payments")
                        .routesTo(Route.of("payments", "EXCEPTION", Priority.HIGH)))
                .rule(TriageRule.named("payouts")
                        .kind(PAYOUT_FAILED)
                        .skill("finance")
                        .routesTo(Route.of("finance", "EXCEPTION", Priority.HIGH)))
                .rule(TriageRule.named("invoices")
                        .kind(INVOICE_REVIEW)
                        .skill("billing")
                        .routesTo(Route.of("billing", "REVIEW", Priority.NORMAL)))
                .build();
    }
}
