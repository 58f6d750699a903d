/**
 * A week of a payment coordinator in a meeting-room company: a booking system's invoices beside Stripe and the bank. What was paid is found and written back once, declines
 * are advised on, links sent and sent again, transfers and proposals arranged and followed, customers chased by a strategy, cases handed on with their file. The same seed makes the same week.
 */
@NullMarked
package io.counterfoil.examples.paymentdesk;

import org.jspecify.annotations.NullMarked;
