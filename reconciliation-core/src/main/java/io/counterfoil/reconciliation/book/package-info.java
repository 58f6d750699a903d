/**
 * What was decided about matches, and by whom: suggested, confirmed, made by hand, rejected, taken back, written off, approved by a second person, carried over a
 * period's close.
 *
 * <pre>{@code
 * Books books = Books.of(ApprovalPolicy.builder().addFourEyesAbove(cad.of("50000")).addWriteOffLimit(cad.of("5.00")).build());
 * EventStore<BookId, BookEvent> store = EventStore.inMemory();
 * store.apply(books, march, BookCommand.recordRun(run, robot, "run-0301"), now).orThrow();
 * store.apply(books, march, BookCommand.confirm(7, ann, "c-1"), now).orThrow();
 * store.apply(books, march, BookCommand.unmatch(7, "WRONG_CUSTOMER", ann, "c-2"), now).orThrow();
 * Book book = books.fold(store.load(march));
 * book.open(Side.LEFT).forEach(line -> show(line.id(), line.open()));
 * }</pre>
 *
 * <p>Invariants: pending and confirmed matches claim what they take, and nothing is claimed beyond what is open; a proposal reserves only against other proposals;
 * nothing is ever deleted, a match that is taken back gives its amounts back by a further event; the same command key makes the same events once; a rejected set of
 * items is not proposed again until one of them changes; a person's match is never undone by a run.
 */
@NullMarked
package io.counterfoil.reconciliation.book;

import org.jspecify.annotations.NullMarked;
