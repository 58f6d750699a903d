package io.counterfoil.payments.bill;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.bill.BillEvent.Kind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.ledger.internal.LedgerStep;
import io.counterfoil.payments.ledger.internal.LedgerSteps;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * The life of bill payments (PAY-21): the table BILL_PAYMENT, and one row beside it, {@code receive}, which begins a record.
 *
 * <p>Money: a received bill holds the payer's money (Dr client Cr inflight, pending). Sending it, or hearing that it was corrected before it was sent, books
 * the hold and takes the money out of cash; a reversal or a refusal before that releases it. A record that follows a payment already sent holds nothing: a
 * correction or a refusal moves no money, a reversal brings back what came (Dr cash Cr client) and, where it is less than was sent, an alert. Days are
 * those of the zone given. Immutable, thread-safe.
 */
public final class BillPayments extends TableMachine<BillStatus, BillPayment, BillCommand, BillEvent> {

    private static final Lifecycle<BillStatus, BillEvent> TABLE = LifecycleTable.Standard.BILL_PAYMENT
            .table()
            .plus(new LifecycleTable.Row(
                    "RECEIVED", "receive", "RECEIVED", Actor.Role.HOST, "it was not received before"))
            .over(BillStatus.class, BillEvent.class);

    private final AccountMap accounts;
    private final ZoneId zone;

    private BillPayments(AccountMap accounts, ZoneId zone) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** There is no such payment yet. */
        NOT_RECEIVED,
        /** The payment that a record follows was not sent, or was not shown. */
        NOT_SENT_BEFORE,
        /** More came back than was sent, or in another currency. */
        AMOUNT;

        @Override
        public String id() {
            return "BILL." + name();
        }
    }

    /** Payments booked to these accounts, on the days of the zone. */
    public static BillPayments of(AccountMap accounts, ZoneId zone) {
        return new BillPayments(accounts, zone);
    }

    @Override
    public BillPayment initial() {
        return new BillPayment(BillStatus.RECEIVED, History.empty());
    }

    @Override
    public BillPayment evolve(BillPayment state, BillEvent event) {
        BillStatus next = TABLE.next(state.status(), event).orElse(state.status());
        return new BillPayment(next, state.history().plus(event));
    }

    @Override
    public Lifecycle<BillStatus, BillEvent> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(BillPayment state, BillCommand command, Instant now) {
        if (command.detail() instanceof BillEvent.Received received) {
            return notFollowing(received.bill(), command);
        }
        if (state.bill().isEmpty()) {
            return refuse(Refused.NOT_RECEIVED, "the bill payment was never received, expected receive first");
        }
        BillPayment.Bill bill = state.bill().orElseThrow();
        if (command.detail() instanceof BillEvent.Returned returned && !isWithin(returned.amount(), bill.amount())) {
            return refuse(
                    Refused.AMOUNT,
                    Amounts.text(returned.amount()) + " came back of bill payment " + bill.id() + ", expected above 0"
                            + " and at most " + Amounts.text(bill.amount()));
        }
        return Optional.empty();
    }

    private static boolean isWithin(MonetaryAmount returned, MonetaryAmount sent) {
        return returned.getCurrency().equals(sent.getCurrency())
                && Amounts.minor(returned) > 0
                && Amounts.minor(returned) <= Amounts.minor(sent);
    }

    private static Optional<Refusal> notFollowing(BillPayment.Bill bill, BillCommand command) {
        if (bill.corrects().isEmpty()) {
            return Optional.empty();
        }
        BillPayment sent = command.misapplied();
        boolean shown = sent != null
                && sent.status() == BillStatus.POSTED
                && sent.bill()
                        .filter(first -> first.id().equals(bill.corrects()))
                        .isPresent();
        return shown
                ? Optional.empty()
                : refuse(
                        Refused.NOT_SENT_BEFORE,
                        "record " + bill.id() + " corrects bill payment " + bill.corrects() + ", which "
                                + (sent == null ? "was not shown" : "is " + sent.status())
                                + ", expected POSTED\nMaybe misapply the payment itself: it was not sent yet.");
    }

    @Override
    protected List<BillEvent> events(BillPayment state, BillCommand command, Instant now) {
        History.Stamped.Stamp stamp = History.Stamped.Stamp.of(command, now);
        BillEvent event = new BillEvent(command.kind(), command.detail(), stamp);
        boolean linked = command.detail() instanceof BillEvent.Received received
                && !received.bill().corrects().isEmpty();
        return linked
                ? List.of(event, new BillEvent(Kind.MISAPPLY, new BillEvent.Noted("found after it was sent"), stamp))
                : List.of(event);
    }

    @Override
    protected Optional<String> unmet(BillPayment state, BillEvent event, Instant now) {
        if (event.kind() == Kind.RECEIVE) {
            return state.bill().map(bill -> "bill payment " + bill.id() + " was received already");
        }
        if (event.detail() instanceof BillEvent.Matched matched) {
            BillPayment.Bill bill = state.bill().orElseThrow();
            Biller biller = matched.biller();
            return biller.id().equals(bill.biller())
                    ? biller.objection(bill.accountNumber())
                    : Optional.of("the bill is of " + bill.biller() + ", matched with " + biller.id());
        }
        return Optional.empty();
    }

    @Override
    protected Evidence evidence(BillPayment after, List<BillEvent> events) {
        return Evidence.lazily(() -> {
            BillPayment.Bill bill = after.bill().orElseThrow();
            return List.of(
                    new Evidence.Fact(after.status(), bill + " is " + after.status(), Map.of("payment", bill.id())));
        });
    }

    /** How a payment that was sent reaches its biller; empty before it was sent, and for a record that follows another. */
    public Optional<BillPayment.Dispatch> dispatch(BillPayment payment) {
        Optional<BillEvent> posted = payment.find(Kind.POST);
        if (posted.isEmpty()) {
            return Optional.empty();
        }
        BillPayment.Bill bill = payment.bill().orElseThrow();
        Biller biller = payment.biller().orElseThrow();
        LocalDate day = LocalDate.ofInstant(posted.orElseThrow().stamp().at(), zone);
        return Optional.of(
                switch (biller.transport()) {
                    case NETWORK ->
                        new BillPayment.NetworkLine(
                                biller.networkCode(), bill.accountNumber(), bill.amount(), day, bill.id());
                    case EFT ->
                        new BillPayment.Transfer(PaymentOrder.builder()
                                .id(bill.id())
                                .direction(Rail.Direction.CREDIT)
                                .amount(bill.amount())
                                .payer(bill.payer())
                                .payee(bill.biller())
                                .instrument(Instrument.account(biller.account().orElseThrow()))
                                .requestedOn(day)
                                .remittance(PaymentOrder.Remittance.reference(bill.accountNumber()))
                                .build());
                });
    }

    /** A reversal that brought back less than was sent; empty for everything else. */
    public Optional<Alert> alert(Decision<BillPayment, BillEvent> decision, Instant now) {
        for (BillEvent event : decision.events()) {
            BillPayment.Bill bill = decision.state().bill().orElseThrow();
            if (event.detail() instanceof BillEvent.Returned returned
                    && Amounts.minor(returned.amount()) < Amounts.minor(bill.amount())) {
                return Optional.of(Alert.builder()
                        .kind(AlertKind.SHORT_RETURN)
                        .severity(Diagnostic.Severity.MEDIUM)
                        .subject(bill.subject())
                        .amount(bill.amount().subtract(returned.amount()))
                        .evidence(Evidence.of(
                                decision.state().status(), Amounts.text(returned.amount()) + " came back of " + bill))
                        .raisedAt(now)
                        .build());
            }
        }
        return Optional.empty();
    }

    /** What the decision means for the ledger, to look at; a release of held money is a journal without legs. */
    public List<Journal> journals(Decision<BillPayment, BillEvent> decision) {
        return steps(decision).stream().map(LedgerStep::journal).toList();
    }

    /** Books the decision, today where its period is locked; safe to repeat. The answer is the last journal's, or the first refusal. */
    public Posting post(Decision<BillPayment, BillEvent> decision, Ledger ledger, Instant now) {
        return new LedgerSteps(ledger, LocalDate.ofInstant(now, zone), now).writeAll(steps(decision));
    }

    private List<LedgerStep> steps(Decision<BillPayment, BillEvent> decision) {
        List<LedgerStep> steps = new ArrayList<>();
        BillPayment state = decision.state();
        decision.events().forEach(event -> addSteps(steps, state, event));
        return List.copyOf(steps);
    }

    private void addSteps(List<LedgerStep> steps, BillPayment state, BillEvent event) {
        BillPayment.Bill bill = state.bill().orElseThrow();
        MonetaryAmount amount = bill.amount();
        AccountId client = accounts.of(AccountMap.Role.Core.CLIENT, bill.payer().value(), amount.getCurrency());
        AccountId inflight = accounts.of(AccountMap.Role.Core.INFLIGHT, "bill", amount.getCurrency());
        AccountId cash = accounts.of(AccountMap.Role.Core.CASH, "bill", amount.getCurrency());
        Journal journal = journal(bill, event, "");
        if (!state.isCorrection()) {
            JournalId held = JournalId.of(id(bill, state.find(Kind.RECEIVE).orElseThrow()));
            switch (event.kind()) {
                case RECEIVE ->
                    steps.add(LedgerStep.pend(journal.debit(client, amount).credit(inflight, amount)));
                case POST, CORRECTED -> {
                    steps.add(
                            LedgerStep.postPending(journal.debit(client, amount).credit(inflight, amount), held));
                    steps.add(LedgerStep.post(journal(bill, event, ":cash")
                            .debit(inflight, amount)
                            .credit(cash, amount)));
                }
                case REVERSED, REFUSED -> steps.add(LedgerStep.release(journal, held));
                case MATCH, MISAPPLY, REQUEST_CORRECTION -> {}
            }
        } else if (event.detail() instanceof BillEvent.Returned returned) {
            MonetaryAmount back = returned.amount();
            steps.add(LedgerStep.post(
                    journal.valueOn(returned.valueOn()).debit(cash, back).credit(client, back)));
        }
    }

    private Journal journal(BillPayment.Bill bill, BillEvent event, String part) {
        return Journal.of(id(bill, event) + part)
                .bookedOn(LocalDate.ofInstant(event.stamp().at(), zone))
                .attribute("bill", bill.id());
    }

    private static String id(BillPayment.Bill bill, BillEvent event) {
        return bill.id() + ":" + event.eventName() + ":" + event.stamp().key();
    }

    private static Optional<Refusal> refuse(Refused code, String sentence) {
        return Optional.of(Refusal.of(code, sentence));
    }

    /**
     * Who sends bills, how its money reaches it, and what its account numbers look like. Immutable.
     *
     * <p>A mask reads: {@code 9} a digit, {@code A} a letter, {@code X} either, anything else itself; blanks and hyphens count neither in the mask nor in the
     * number. A number must fit one mask and, where the biller has a check digit, end in the one of the Luhn formula (ISO/IEC 7812-1, annex B).
     */
    @Value.Immutable
    public interface Biller {

        /** The biller, by the host's id. */
        PartyId id();

        /** What it is called. */
        String name();

        /** How its money is sent. */
        Transport transport();

        /** What the network calls it, such as a Canadian corporate creditor identification number; empty where it is paid by transfer. */
        @Value.Default
        default String networkCode() {
            return "";
        }

        /** Its bank account, for the transfer. */
        Optional<BankAccountRef> account();

        /** What its account numbers look like, one or more. */
        List<String> masks();

        /** Whether an account number ends in a Luhn check digit. */
        @Value.Default
        default boolean checkDigit() {
            return false;
        }

        /** The two ways on which a bill is paid. */
        enum Transport implements Code {
            /** Through a bill-payment network, which knows the biller by a code. */
            NETWORK,
            /** By a transfer to the biller's bank account with the account number as its reference. */
            EFT;

            @Override
            public String id() {
                return "BILLER." + name();
            }
        }

        /** Why the biller does not take the account number, the number shown by its last four characters; empty where it does. */
        default Optional<String> objection(String accountNumber) {
            String number = plain(accountNumber);
            if (masks().stream().noneMatch(mask -> fits(plain(mask), number))) {
                return Optional.of("account number " + shown(accountNumber) + " with " + number.length()
                        + " characters fits none of the masks " + String.join(", ", masks()) + " of " + name());
            }
            if (checkDigit() && !luhnHolds(number)) {
                return Optional.of(
                        "account number " + shown(accountNumber) + " of " + name() + " has a wrong check digit");
            }
            return Optional.empty();
        }

        /** The number by its last four characters. */
        static String shown(String accountNumber) {
            String number = plain(accountNumber);
            return "****" + number.substring(Math.max(0, number.length() - 4));
        }

        private static String plain(String text) {
            return text.replace(" ", "").replace("-", "");
        }

        private static boolean fits(String mask, String number) {
            if (mask.length() != number.length()) {
                return false;
            }
            for (int i = 0; i < mask.length(); i++) {
                if (!fits(mask.charAt(i), number.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(char mask, char given) {
            boolean digit = given >= '0' && given <= '9';
            boolean letter = (given >= 'A' && given <= 'Z') || (given >= 'a' && given <= 'z');
            return switch (mask) {
                case '9' -> digit;
                case 'A' -> letter;
                case 'X' -> digit || letter;
                default -> mask == given;
            };
        }

        private static boolean luhnHolds(String number) {
            int sum = 0;
            for (int i = 0; i < number.length(); i++) {
                int digit = number.charAt(number.length() - 1 - i) - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                int twice = i % 2 == 1 ? 2 * digit : digit;
                sum += twice > 9 ? twice - 9 : twice;
            }
            return sum % 10 == 0;
        }

        /** A biller can be reached on its transport and says what its numbers look like. */
        @Value.Check
        default void check() {
            if (masks().isEmpty()
                    || masks().stream().anyMatch(mask -> plain(mask).isEmpty())) {
                throw new IllegalArgumentException(
                        "biller " + id() + " has masks " + masks() + ", expected one or more, not blank");
            }
            if (transport() == Transport.NETWORK && networkCode().isBlank()) {
                throw new IllegalArgumentException(
                        "biller " + id() + " on the network has no code, expected the network's code of it");
            }
            if (transport() == Transport.EFT && account().isEmpty()) {
                throw new IllegalArgumentException(
                        "biller " + id() + " is paid by transfer and has no account, expected its bank account");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds billers. Not thread-safe. */
        final class Builder extends ImmutableBiller.Builder {
            Builder() {}

            /** The biller, by the host's id. */
            public Builder id(String party) {
                return id(PartyId.of(party));
            }
        }
    }
}
