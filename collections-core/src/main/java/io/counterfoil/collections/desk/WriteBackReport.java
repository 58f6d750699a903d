package io.counterfoil.collections.desk;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;

/**
 * Whether the billing system did what it was told (COL-71): each command in one of four ends, judged by reading the invoices again. Immutable.
 *
 * @param asOf when it was read again
 * @param lines one for each command, by invoice
 */
public record WriteBackReport(AsOf asOf, List<Line> lines) {

    private static final AlertKind NOT_WRITTEN_BACK = new AlertKind("NOT_WRITTEN_BACK");

    public WriteBackReport {
        Objects.requireNonNull(asOf, "asOf");
        lines = List.copyOf(lines);
    }

    static WriteBackReport of(List<DeskOutcome> sent, Map<String, Answer> answers, InvoiceSource reread, AsOf asOf) {
        Map<InvoiceId, Invoice> now = new HashMap<>();
        reread.byStatus(Set.of(Invoice.Status.values())).forEach(invoice -> now.put(invoice.id(), invoice));
        List<Line> lines = new ArrayList<>();
        for (DeskOutcome outcome : sent) {
            command(outcome).ifPresent(command -> {
                Optional<Answer> answer =
                        Optional.ofNullable(answers.get(command.key().value()));
                Optional<Invoice> read = Optional.ofNullable(now.get(command.invoice()));
                lines.add(new Line(command, result(command, answer, read), read.map(Invoice::status), answer));
            });
        }
        return new WriteBackReport(asOf, lines);
    }

    /** The command that an outcome is for the billing system; empty where nothing is to be written. */
    public static Optional<Command> command(DeskOutcome outcome) {
        Invoice invoice = outcome.invoice();
        Optional<Invoice.Status> status = switch (outcome.action()) {
            case MARK_PAID, MARK_PAID_AND_CREDIT, LINK -> Optional.of(Invoice.Status.PAID);
            case MARK_PART_PAID, MARK_PENDING, MARK_REFUNDED, REOPEN -> Optional.of(Invoice.Status.PENDING);
            case MARK_FAILED -> Optional.of(Invoice.Status.FAILED);
            case FLAG_DISPUTED, CLEAR_DISPUTE, RECORD_PART_REFUND -> Optional.of(invoice.status());
            case NONE, HAND_TO_COLLECTIONS, REVIEW -> Optional.empty();
        };
        return status.map(next -> new Command(
                outcome.key(),
                outcome.action(),
                new Command.Change(invoice.id(), invoice.status(), next, outcome.remaining()),
                outcome.linked()
                        .or(() -> outcome.payments().stream()
                                .map(DeskOutcome.ProviderPayment::id)
                                .findFirst())));
    }

    /** A refusal is a refusal; else what is read decides, not what was answered. */
    private static Result result(Command command, Optional<Answer> answer, Optional<Invoice> read) {
        if (answer.filter(said -> !said.accepted()).isPresent()) {
            return Result.REFUSED;
        }
        if (read.isEmpty()) {
            return Result.CHANGED_MEANWHILE;
        }
        Invoice invoice = read.get();
        if (isDone(command, invoice, answer.isPresent())) {
            return Result.DONE;
        }
        return invoice.status() == command.change().statusAsRead() ? Result.UNCONFIRMED : Result.CHANGED_MEANWHILE;
    }

    private static boolean isDone(Command command, Invoice invoice, boolean isAnswered) {
        if (invoice.status() != command.change().newStatus()) {
            return false;
        }
        return switch (command.action()) {
            case LINK ->
                command.payment().filter(invoice.references()::containsValue).isPresent();
            case MARK_PART_PAID ->
                Amounts.minor(invoice.open()) == Amounts.minor(command.change().remaining());
            case FLAG_DISPUTED, CLEAR_DISPUTE, RECORD_PART_REFUND -> isAnswered;
            default -> true;
        };
    }

    /**
     * Whether a command may still be performed: the invoice stands as it was read. A host asks just before it writes; one that changed meanwhile is shown to a
     * person, never overwritten.
     */
    public static boolean mayPerform(Command command, Invoice current) {
        return current.id().equals(command.invoice())
                && current.status() == command.change().statusAsRead();
    }

    /** The lines in an end. */
    public List<Line> in(Result result) {
        return lines.stream().filter(line -> line.result() == result).toList();
    }

    /** What is not done: a person must see it. */
    public List<Line> notDone() {
        return lines.stream().filter(line -> line.result() != Result.DONE).toList();
    }

    /** An alert for each command that is not done, once for each command. */
    public List<Alert> alerts(Instant now) {
        return notDone().stream()
                .map(line -> Alert.builder()
                        .kind(NOT_WRITTEN_BACK)
                        .severity(
                                line.result() == Result.UNCONFIRMED
                                        ? Diagnostic.Severity.MEDIUM
                                        : Diagnostic.Severity.HIGH)
                        .subject(SubjectRef.of(
                                "invoice", line.command().invoice().value()))
                        .period(line.command().key().value())
                        .evidence(Evidence.of(line.result(), line.sentence()))
                        .raisedAt(now)
                        .build())
                .map(Alert.class::cast)
                .toList();
    }

    /** How a command ended. */
    public enum Result implements Code {
        /** The invoice stands as commanded. */
        DONE,
        /** The invoice stands neither as it was read nor as commanded, or is gone. */
        CHANGED_MEANWHILE,
        /** The billing system refused. */
        REFUSED,
        /** The invoice still stands as it was read, or nothing readable tells. */
        UNCONFIRMED;

        @Override
        public String id() {
            return "WRITE_BACK." + name();
        }
    }

    /**
     * What the billing system answered.
     *
     * @param accepted whether it took the command
     * @param reason in its words; may be empty
     */
    public record Answer(boolean accepted, String reason) {}

    /**
     * One command for the billing system.
     *
     * @param key given again when it is repeated
     * @param action what is to be done
     * @param change of the invoice
     * @param payment which payment it is about; empty where none is
     */
    public record Command(IdempotencyKey key, InvoiceAction action, Change change, Optional<String> payment) {

        /** Which invoice. */
        public InvoiceId invoice() {
            return change.invoice();
        }

        /**
         * How an invoice changes.
         *
         * @param invoice which
         * @param statusAsRead the status on which the command rests: under another one it is not to be performed
         * @param newStatus the status after it
         * @param remaining what is open after it
         */
        public record Change(
                InvoiceId invoice, Invoice.Status statusAsRead, Invoice.Status newStatus, MonetaryAmount remaining) {}
    }

    /**
     * How one command ended.
     *
     * @param command what was commanded
     * @param result how it ended
     * @param statusNow the status as it was read again; empty where the invoice is gone
     * @param answer what the billing system said; empty where it said nothing
     */
    public record Line(Command command, Result result, Optional<Invoice.Status> statusNow, Optional<Answer> answer) {

        /** One line for people. */
        public String sentence() {
            return command.action() + " of invoice " + command.invoice() + ": " + result + ", was "
                    + command.change().statusAsRead() + ", is "
                    + statusNow.map(Invoice.Status::name).orElse("gone") + ", expected "
                    + command.change().newStatus()
                    + answer.map(Answer::reason)
                            .filter(reason -> !reason.isEmpty())
                            .map(reason -> " (" + reason + ")")
                            .orElse("");
        }
    }
}
