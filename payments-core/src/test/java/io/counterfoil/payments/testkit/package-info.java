/**
 * What the tests of every module share: the house rules, the corpus reader, generators of domain values.
 *
 * <p>Published as the jar with the classifier {@code testkit}; hosts may use it in their own tests.
 */
package io.counterfoil.payments.testkit;
