/**
 * A month of a collections queue: a generated book of invoices, payments, promises, plans, holds and disputes, worked day by day by the contact planner, with the
 * worklist, the reasons, sales outstanding, goals and a forecast. The same seed makes the same month.
 */
@NullMarked
package io.counterfoil.examples.collectionsmonth;

import org.jspecify.annotations.NullMarked;
