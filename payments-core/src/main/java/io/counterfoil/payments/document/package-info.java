/**
 * What people hold in their hands: reports, statements and lists as values, rendered to text, Markdown or one self-contained HTML page.
 *
 * <pre>{@code
 * Document report = Document.titled("Aging").paragraph("As of 31 March 2027")
 *     .table(Table.titled("By bucket").text("bucket", "Bucket").money("open", "Open").row("0-30", "1 to 30 days", amount).build())
 *     .build();
 * out.print(Documents.text(report, Locale.UK));
 * }</pre>
 *
 * <p>Invariants: a document holds values, never formatted numbers; rendering adds no figure of its own; the HTML page loads nothing from anywhere and
 * every text in it is escaped.
 */
@NullMarked
package io.counterfoil.payments.document;

import org.jspecify.annotations.NullMarked;
