package io.counterfoil.reconciliation.book;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.book.Book.BookMatch;
import io.counterfoil.reconciliation.book.Books.BookCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Closes and reopens periods. */
final class BookPeriods {

    private final BookDesk desk;

    BookPeriods(BookDesk desk) {
        this.desk = desk;
    }

    void apply(BookCommand command) {
        if (command instanceof BookCommand.ClosePeriod close) {
            close(close);
        } else if (command instanceof BookCommand.ReopenPeriod reopen) {
            reopen(reopen);
        }
    }

    private void close(BookCommand.ClosePeriod close) {
        DateRange period = close.period();
        desk.book()
                .closedPeriods()
                .filter(closed ->
                        !closed.to().isBefore(period.from()) && !period.to().isBefore(closed.from()))
                .findFirst()
                .ifPresent(closed -> {
                    throw BookDesk.refusal(
                            BookCode.PERIOD_CLOSED,
                            "period " + period + " meets the closed period " + closed + ", expected days still open");
                });
        List<Proof> proofs = new ArrayList<>(close.proofs());
        proofs.add(desk.book().conservation());
        proofs.stream().filter(proof -> !proof.holds()).findFirst().ifPresent(proof -> accepted(close, proof));
        List<Book.Carried> carried = carried(period.to());
        List<Book.ProofOfClose> summaries = proofs.stream()
                .map(proof -> new Book.ProofOfClose(proof.subject(), proof.status(), proof.digest()))
                .toList();
        desk.emit(new BookEvent.PeriodClosed(
                desk.stamp(),
                new Book.Closing(
                        period, carried, summaries, close.acceptance(), close.by(), hash(period, carried, summaries))));
    }

    private void accepted(BookCommand.ClosePeriod close, Proof proof) {
        BookCommand.Acceptance acceptance = close.acceptance()
                .orElseThrow(() -> BookDesk.refusal(
                        BookCode.ROLE_MISSING,
                        "proof of " + proof.subject() + " is " + proof.status()
                                + ", expected a named approver who takes it\nMaybe closePeriodAccepted(…)"));
        desk.checker(close.by(), acceptance.approver());
        desk.reason(acceptance.reason());
    }

    /** What is open at the end of the day: matches that reach beyond it have not happened yet. */
    private List<Book.Carried> carried(LocalDate end) {
        Book book = desk.book();
        List<BookItem> items = new ArrayList<>(book.items.values());
        items.removeIf(item -> item.excluded() || item.item().day().isAfter(end));
        items.sort(Comparator.comparing(BookItem::side)
                .thenComparing(item -> item.item().day())
                .thenComparing(item -> item.item().id()));
        List<Book.Carried> carried = new ArrayList<>();
        for (BookItem item : items) {
            long open = Amounts.minor(item.item().open());
            for (BookItem.Claim claim : item.claims()) {
                BookMatch match = book.matches.get(claim.match());
                if (match != null && BookFold.isWithin(match, end, book.items)) {
                    open = Math.subtractExact(open, claim.minor());
                }
            }
            if (open != 0) {
                carried.add(Book.Carried.of(item, Book.money(item).ofMinor(open), end));
            }
        }
        return carried;
    }

    private Sha256 hash(DateRange period, List<Book.Carried> carried, List<Book.ProofOfClose> proofs) {
        Book book = desk.book();
        List<Object> fields = new ArrayList<>();
        List<Book.Closing> before = book.closings();
        fields.add(
                before.isEmpty() ? Sha256.ZERO : before.get(before.size() - 1).hash());
        fields.add(period);
        book.matches().stream()
                .filter(match -> match.sealedIn().isEmpty() && BookFold.isWithin(match, period.to(), book.items))
                .map(match -> match.content().hex())
                .sorted()
                .forEach(fields::add);
        carried.forEach(item -> fields.add(Sha256.ofFields(item.side(), item.item(), item.open(), item.firstSeen())));
        proofs.forEach(proof -> fields.add(Sha256.ofFields(proof.subject(), proof.status(), proof.digest())));
        return Sha256.ofFields(fields.toArray());
    }

    private void reopen(BookCommand.ReopenPeriod reopen) {
        DateRange period = reopen.period();
        Optional<DateRange> last = desk.book().closedPeriods().max(Comparator.comparing(DateRange::to));
        if (last.filter(period::equals).isEmpty()) {
            throw BookDesk.refusal(
                    BookCode.ILLEGAL_TRANSITION,
                    "period " + period + " is not the last closed one, expected "
                            + last.map(DateRange::toString).orElse("a period that was closed"));
        }
        desk.reason(reopen.reason());
        Optional<Book.Request> asked = desk.book().periods.requests().stream()
                .filter(request -> request.period().equals(period))
                .findFirst();
        if (asked.isEmpty()) {
            desk.emit(new BookEvent.ReopenRequested(desk.stamp(), period, reopen.reason()));
            return;
        }
        desk.checker(asked.get().by());
        desk.emit(new BookEvent.PeriodReopened(desk.stamp(), period, reopen.reason()));
    }
}
