/**
 * A merchant's way from an application to live payments: checklist, review, partner, decision (payments specification PAY-44, 4.13).
 *
 * <pre>{@code
 * MerchantApplications applications = MerchantApplications.of(MerchantApplications.Policy.standard(TORONTO));
 * Applicant applicant = Applicant.builder().id("app-7").merchant("client-42").legalName("Lima Foods Ltd").type(CORPORATION)
 *     .jurisdiction("CA").addOwners(new Owner("Ana Lima", new BigDecimal("100"), true)).takesCards(true).build();
 * MerchantApplicationCommand.begin(applicant, Checklist.standard(), maria, "cmd-1"); // then receive, submit, accept, approve …
 * applications.assess(application, now).sentence(); // "IN_REVIEW for 3 days, the reviewer's turn: 2 of 8 items open"
 * }</pre>
 *
 * <p>Invariants: nothing is approved by a person who reviewed it; every waiver says who and why; a document counts until its own last day; of documents a digest is
 * kept, never the document.
 */
@NullMarked
package io.counterfoil.payments.onboarding;

import org.jspecify.annotations.NullMarked;
