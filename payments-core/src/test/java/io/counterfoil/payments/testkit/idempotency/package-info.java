/** What stores of keys, bytes and file numbers promise: suites that every implementation runs. */
package io.counterfoil.payments.testkit.idempotency;
