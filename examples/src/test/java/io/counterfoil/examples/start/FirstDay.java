package io.counterfoil.examples.start;

// tag::all[]
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Consumer;

/** A ledger, a bank statement, and what ties them. */
public final class FirstDay {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Amounts CAD = Amounts.in("CAD");
    private static final String STATEMENT = """
            date,amount,currency,reference,description,balance
            2027-03-01,100.00,CAD,PAY-1,PAYMENT ANA,100.00
            2027-03-03,55.10,CAD,,PAYMENT BEN,155.10
            2027-03-04,-12.00,CAD,,CARD DEBIT,143.10
            """;

    private FirstDay() {}

    /** Prints to the console. The hour is an argument: nothing in the library reads a clock. */
    public static void main(String[] args) {
        run(Instant.parse("2027-03-04T22:00:00Z"), System.out::println);
    }

    static void run(Instant now, Consumer<String> say) {
        // 1 A ledger with two receipts
        Ledger ledger = Ledger.inMemory(TORONTO);
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("customers", CAD.currency())).orThrow();
        ledger.post(receipt("PAY-1", LocalDate.of(2027, 3, 1), "100.00"), now).orThrow();
        ledger.post(receipt("PAY-2", LocalDate.of(2027, 3, 2), "55.10"), now).orThrow();
        AsOf asOf = AsOf.at(now, TORONTO);
        say.accept("cash in the book: "
                + Amounts.text(ledger.balance(AccountId.of("cash"), asOf, BalanceBasis.BOOKED)
                        .posted()));

        // 2 A statement that proves itself before anybody uses it
        ByteSource file = ByteSource.of(STATEMENT.getBytes(StandardCharsets.UTF_8), "march.csv");
        Imports imports = Imports.standard();
        ImportReceipt receipt = imports.prove(file);
        say.accept(receipt.sentence());

        // 3 What belongs together, what does not
        MatchPlan plan = MatchPlan.named("bank-vs-ledger")
                .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
                .pass(Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.businessDays(-3, 3))
                        .suggest())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .calendar(BusinessCalendar.Rails.paymentsCanada())
                .build()
                .match(
                        ItemBatch.of(imports.statements(file, receipt).get(0)),
                        ItemBatch.of(ledger, AccountId.of("cash"), DateRange.month(2027, 3)),
                        asOf);
        run.conservation().orThrow();
        run.matches()
                .forEach(match -> say.accept(match.decision() + " by " + match.pass() + ", because "
                        + match.evidence().facts().get(0).sentence()));
        run.breaks()
                .forEach(found -> say.accept("to look at: " + found.breakClass() + ", "
                        + found.amount().map(Amounts::text).orElse("") + ", severity " + found.severity()));
    }

    private static Journal receipt(String id, LocalDate day, String amount) {
        return Journal.of(id).bookedOn(day).debit("cash", CAD.of(amount)).credit("customers", CAD.of(amount));
    }
}
// end::all[]
