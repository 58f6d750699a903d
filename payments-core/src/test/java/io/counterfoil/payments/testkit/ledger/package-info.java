/** Contract suites for the ledger's ports. */
package io.counterfoil.payments.testkit.ledger;
