package io.counterfoil.payments.cheque;

import io.counterfoil.payments.cheque.ChequeEvent.Kind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of cheques written (PAY-22): the table CHEQUE_ISSUED, positive pay, stop, staleness, and replacement without ever two that can be paid.
 *
 * <p>Two rows stand beside those of the table: {@code print} begins a cheque, and {@code reissue} names, once, the replacement of one that is VOID or CLOSED;
 * only a cheque so named can be printed as a replacement. A presentment of a mailed cheque is compared with what was issued and becomes {@code present} or
 * {@code presentMismatch}; of a stopped one it becomes {@code stopFailed}, and where it came after the stop took effect it is refused, which is an alert: the
 * bank owes the money back. Who printed a cheque does not decide about its exception.
 *
 * <p>Money: mailing holds the payer's money (Dr client Cr inflight, pending); payment books what the bank paid and takes it out of cash; void, return and
 * close release the hold. A stale cheque keeps its hold, because it is still owed. Days are those of the zone given. Immutable, thread-safe.
 */
public final class IssuedCheques extends TableMachine<ChequeStatus, IssuedCheque, ChequeCommand, ChequeEvent> {

    /** A cheque is stale when today is after its date and this long (default of the payments specification, section 10). */
    public static final Period STALE_AFTER = Period.ofMonths(6);

    private static final Lifecycle<ChequeStatus, ChequeEvent> TABLE = LifecycleTable.Standard.CHEQUE_ISSUED
            .table()
            .plus(new LifecycleTable.Row(
                    "PRINTED", "print", "PRINTED", Actor.Role.HOST, "its number was not printed before"))
            .plus(new LifecycleTable.Row("VOID", "reissue", "VOID", Actor.Role.HOST, "it has no replacement yet"))
            .plus(new LifecycleTable.Row("CLOSED", "reissue", "CLOSED", Actor.Role.HOST, "it has no replacement yet"))
            .over(ChequeStatus.class, ChequeEvent.class);

    private final ChequeBooks books;
    private final ZoneId zone;
    private final Period staleAfter;

    private IssuedCheques(AccountMap accounts, ZoneId zone, Period staleAfter) {
        this.books = new ChequeBooks(accounts, zone);
        this.zone = Objects.requireNonNull(zone, "zone");
        this.staleAfter = staleAfter;
    }

    /** Why a command is refused before the table is asked. */
    public enum Refused implements Code {
        /** There is no such cheque yet. */
        NOT_PRINTED,
        /** The original could still be paid, or names another replacement, or none. */
        ORIGINAL_NOT_REPLACED,
        /** Who printed it decides about it. */
        SAME_PERSON,
        /** The fact is about another cheque. */
        OTHER_CHEQUE,
        /** The bank presented it in another currency, which only it can put right. */
        OTHER_CURRENCY;

        @Override
        public String id() {
            return "CHEQUE." + name();
        }
    }

    /** Cheques that are stale after {@link #STALE_AFTER}. */
    public static IssuedCheques of(AccountMap accounts, ZoneId zone) {
        return new IssuedCheques(accounts, zone, STALE_AFTER);
    }

    /** The same machine with another age of staleness, as the bank agreed. */
    public IssuedCheques staleAfter(Period age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("cheques are stale after " + age + ", expected some time");
        }
        return new IssuedCheques(books.accounts(), zone, age);
    }

    @Override
    public IssuedCheque initial() {
        return new IssuedCheque(ChequeStatus.PRINTED, History.empty());
    }

    @Override
    public IssuedCheque evolve(IssuedCheque state, ChequeEvent event) {
        ChequeStatus next = TABLE.next(state.status(), event).orElse(state.status());
        return new IssuedCheque(next, state.history().plus(event));
    }

    @Override
    public Lifecycle<ChequeStatus, ChequeEvent> lifecycle() {
        return TABLE;
    }

    @Override
    protected Optional<Refusal> refusal(IssuedCheque state, ChequeCommand command, Instant now) {
        if (command.detail() instanceof ChequeEvent.Printed printed) {
            return notReplacing(printed.cheque(), command.original());
        }
        if (state.written().isEmpty()) {
            return refuse(Refused.NOT_PRINTED, "the cheque was never printed, expected print first");
        }
        IssuedCheque.Id id = state.written().orElseThrow().id();
        if (command.detail() instanceof ChequeEvent.Presented presented
                && !presented.item().id().equals(id)) {
            return refuse(
                    Refused.OTHER_CHEQUE,
                    "the bank presented cheque " + presented.item().id() + ", this is " + id);
        }
        if (command.kind() == Kind.PAY_ANYWAY && isOtherCurrency(state)) {
            return refuse(
                    Refused.OTHER_CURRENCY,
                    "cheque " + id + " was presented for "
                            + Amounts.text(state.presentment().orElseThrow().amount()) + ", expected "
                            + state.written()
                                    .orElseThrow()
                                    .amount()
                                    .getCurrency()
                                    .getCurrencyCode()
                            + "\nMaybe return the item and let the bank present it again.");
        }
        boolean decides = command.kind() == Kind.PAY_ANYWAY || command.kind() == Kind.RETURN_ITEM;
        if (decides
                && state.status() == ChequeStatus.EXCEPTION
                && state.maker().filter(command.by()::isSamePersonAs).isPresent()) {
            return refuse(
                    Refused.SAME_PERSON,
                    "'" + command.by().id() + "' printed cheque " + id + ", expected another person to decide");
        }
        return Optional.empty();
    }

    private static boolean isOtherCurrency(IssuedCheque state) {
        return state.presentment()
                .filter(item -> !item.amount()
                        .getCurrency()
                        .equals(state.written().orElseThrow().amount().getCurrency()))
                .isPresent();
    }

    private static Optional<Refusal> notReplacing(IssuedCheque.Written cheque, @Nullable IssuedCheque original) {
        IssuedCheque.Id replaces = cheque.replaces();
        if (replaces == null) {
            return Optional.empty();
        }
        if (original == null
                || original.written().filter(old -> old.id().equals(replaces)).isEmpty()) {
            return refuse(
                    Refused.ORIGINAL_NOT_REPLACED,
                    "cheque " + cheque.id() + " replaces " + replaces
                            + ", which was not shown\nMaybe use printReplacement(cheque, original, by, key).");
        }
        Optional<IssuedCheque.Id> named = original.replacedBy();
        if (original.isPayable() || named.filter(cheque.id()::equals).isEmpty()) {
            return refuse(
                    Refused.ORIGINAL_NOT_REPLACED,
                    "cheque " + replaces + " is " + original.status() + " and is replaced by "
                            + named.map(IssuedCheque.Id::toString).orElse("none") + ", expected VOID or CLOSED and "
                            + cheque.id());
        }
        IssuedCheque.Written old = original.written().orElseThrow();
        if (Amounts.minor(old.amount()) != Amounts.minor(cheque.amount())
                || !old.amount().getCurrency().equals(cheque.amount().getCurrency())
                || !old.payer().equals(cheque.payer())
                || !old.payee().equals(cheque.payee())) {
            return refuse(
                    Refused.ORIGINAL_NOT_REPLACED,
                    "cheque " + cheque.id() + " pays " + Amounts.text(cheque.amount()) + " from " + cheque.payer()
                            + " to " + cheque.payee() + ", expected what " + replaces + " paid: "
                            + Amounts.text(old.amount()) + " from " + old.payer() + " to " + old.payee());
        }
        return Optional.empty();
    }

    @Override
    protected List<ChequeEvent> events(IssuedCheque state, ChequeCommand command, Instant now) {
        Kind kind = command.kind();
        if (kind == Kind.PRESENT && command.detail() instanceof ChequeEvent.Presented presented) {
            kind = outcome(state, presented.item());
        }
        return List.of(new ChequeEvent(kind, command.detail(), History.Stamped.Stamp.of(command, now)));
    }

    private static Kind outcome(IssuedCheque state, IssuedCheque.Presentment item) {
        return switch (state.status()) {
            case STOPPED -> Kind.STOP_FAILED;
            case MAILED, STALE ->
                PositivePay.difference(state, item).isPresent() ? Kind.PRESENT_MISMATCH : Kind.PRESENT;
            default -> Kind.PRESENT;
        };
    }

    @Override
    protected Optional<String> unmet(IssuedCheque state, ChequeEvent event, Instant now) {
        return switch (event.kind()) {
            case PRINT -> state.written().map(cheque -> "cheque " + cheque.id() + " was printed already");
            case REISSUE -> state.replacedBy().map(other -> "it is replaced by " + other);
            case VOID -> presentedBefore(state, event);
            case STALE -> notStale(state.written().orElseThrow(), now);
            case PRESENT -> presented(event).flatMap(item -> PositivePay.difference(state, item));
            case PRESENT_MISMATCH ->
                presented(event)
                        .filter(item -> PositivePay.difference(state, item).isEmpty())
                        .map(item -> "account, number and amount agree: " + item.id() + " of "
                                + Amounts.text(item.amount()));
            case STOP_FAILED -> presented(event).flatMap(item -> stopHolds(state, item));
            default -> Optional.empty();
        };
    }

    private static Optional<String> presentedBefore(IssuedCheque state, ChequeEvent event) {
        IssuedCheque.Id id = state.written().orElseThrow().id();
        return event.detail() instanceof ChequeEvent.Voided voided
                ? voided.presented().stream()
                        .filter(item -> item.id().equals(id))
                        .map(item -> "presented " + item.presentedOn() + " as '" + item.reference() + "'")
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<IssuedCheque.Presentment> presented(ChequeEvent event) {
        return event.detail() instanceof ChequeEvent.Presented presented
                ? Optional.of(presented.item())
                : Optional.empty();
    }

    private static Optional<String> stopHolds(IssuedCheque state, IssuedCheque.Presentment item) {
        LocalDate effective = state.stopEffectiveOn().orElseThrow();
        if (!item.presentedOn().isBefore(effective)) {
            return Optional.of("presented " + item.presentedOn() + ", stopped " + effective);
        }
        return PositivePay.difference(state, item);
    }

    private Optional<String> notStale(IssuedCheque.Written cheque, Instant now) {
        LocalDate last = cheque.datedOn().plus(staleAfter);
        LocalDate today = LocalDate.ofInstant(now, zone);
        return today.isAfter(last)
                ? Optional.empty()
                : Optional.of("dated " + cheque.datedOn() + ", good until " + last + ", today is " + today);
    }

    @Override
    protected Evidence evidence(IssuedCheque after, List<ChequeEvent> events) {
        return Evidence.lazily(() -> {
            IssuedCheque.Written cheque = after.written().orElseThrow();
            String difference = after.presentment()
                    .filter(item -> after.status() == ChequeStatus.EXCEPTION)
                    .flatMap(item -> PositivePay.difference(cheque, item))
                    .map(text -> ": " + text)
                    .orElse("");
            return List.of(new Evidence.Fact(
                    after.status(),
                    "cheque " + cheque.id() + " of " + Amounts.text(cheque.amount()) + " is " + after.status()
                            + difference,
                    java.util.Map.of("cheque", cheque.id().toString())));
        });
    }

    /** What the decision means for the ledger, to look at; a release of held money is a journal without legs. */
    public List<Journal> journals(Decision<IssuedCheque, ChequeEvent> decision) {
        return books.steps(decision).stream().map(LedgerStep::journal).toList();
    }

    /** Books the decision, today where its period is locked; safe to repeat. The answer is the last journal's, or the first refusal. */
    public Posting post(Decision<IssuedCheque, ChequeEvent> decision, Ledger ledger, Instant now) {
        return new LedgerSteps(ledger, LocalDate.ofInstant(now, zone), now).writeAll(books.steps(decision));
    }

    private static Optional<Refusal> refuse(Refused code, String sentence) {
        return Optional.of(Refusal.of(code, sentence));
    }
}
