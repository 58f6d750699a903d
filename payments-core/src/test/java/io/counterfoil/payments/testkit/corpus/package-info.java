/** Reads the corpus: cases from outside the repository, as JSON, one folder a module. */
package io.counterfoil.payments.testkit.corpus;
