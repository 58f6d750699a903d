/** The rules of the house that a compiler cannot check, as tests. */
package io.counterfoil.payments.testkit.house;
