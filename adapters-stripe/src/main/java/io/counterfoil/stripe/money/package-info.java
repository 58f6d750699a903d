/**
 * Money in the minor units of Stripe's API, which are not those of ISO 4217.
 *
 * <pre>{@code
 * StripeAmounts amounts = StripeAmounts.standard();
 * amounts.toMoney("isk", 12300); // ISK 123: Stripe counts krónur in hundredths
 * amounts.toMinor(forints, StripeAmounts.Purpose.PAYOUT); // refuses what is no whole forint
 * }</pre>
 *
 * <p>Invariants: conversion is exact or refused, never rounded; {@code toMinor} of {@code toMoney} is the identity where both are defined.
 */
@NullMarked
package io.counterfoil.stripe.money;

import org.jspecify.annotations.NullMarked;
