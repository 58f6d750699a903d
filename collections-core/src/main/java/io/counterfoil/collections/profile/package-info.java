/**
 * What is known of a customer as a person to be contacted: addresses and numbers, roles, language, time zones, what forbids contact, who owns the account.
 *
 * <p>Everything is an event, so that who changed what, when and on whose word can be told later: a bounced e-mail or a wrong number takes its channel away, and
 * new bank details shortly before a payment raise an alert.
 *
 * <pre>{@code
 * PartyProfile acme = PartyProfile.of(PartyId.of("acme"), List.of(
 *     ProfileEvent.address(acmeId, Channel.EMAIL, "ap@acme.example", "contract").by(maria, monday),
 *     ProfileEvent.unusable(acmeId, Channel.EMAIL, "ap@acme.example", "bounced").by(mailer, tuesday)));
 * acme.canUse(Channel.EMAIL);          // false
 * acme.at(monday).canUse(Channel.EMAIL); // true
 * }</pre>
 *
 * <p>Invariants: the fold of any set of events does not depend on the order in which they are given; a profile as known at an instant does not change when later
 * events are added; free text has no card numbers.
 */
@NullMarked
package io.counterfoil.collections.profile;

import org.jspecify.annotations.NullMarked;
