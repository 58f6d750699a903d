/**
 * What a payment coordinator looks at each morning, and what is put into the file at the end of a month.
 *
 * <pre>{@code
 * StripeBoard board = stripe.board(facts, rows, DateRange.month(2027, 3));
 * board.lines(); // succeeded, failed, in flight, refunded, disputed, by day, currency and reason
 * board.drill(line, facts); // the objects behind a sum
 * board.fees(); // effective rate by method, card country, currency and month
 * MonthEndPack pack = stripe.proveMonth(books, march, asOf);
 * pack.proof().sentence(); // ties, or says why not
 * out.print(Documents.text(pack.toDocument(), Locale.UK));
 * }</pre>
 *
 * <p>Invariants: every sum can be drilled to its objects; fees on the board are the fees that are posted, or the proof is broken; a month of a million rows is
 * read once, as a stream.
 */
@NullMarked
package io.counterfoil.stripe.board;

import org.jspecify.annotations.NullMarked;
