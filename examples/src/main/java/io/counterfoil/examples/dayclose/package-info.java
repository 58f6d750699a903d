/**
 * One day of a meeting-room company, from files to a report: import and prove, reconcile, mark invoices, post the ledger, age what is left, raise alerts, open
 * tickets. Every step is a call of the library; the host adds files, roles and words.
 */
@NullMarked
package io.counterfoil.examples.dayclose;

import org.jspecify.annotations.NullMarked;
