/**
 * Who stands behind a line: by account, by what was learned from confirmed matches, by name.
 *
 * <pre>{@code
 * PartyResolver parties = PartyResolver.builder()
 *     .add(PartyId.of("c-1"), List.of("John Doe & Co."), List.of(AccountToken.digestOf(iban))).memory(memory).build();
 * parties.resolve(PartyResolver.Clues.builder().addName("JOHN DOE CO").build()).ifUnique(party -> apply(party));
 * AliasMemory learned = memory.learn(AliasMemory.Kind.NAME, "J DOE", PartyId.of("c-1"), SubjectRef.of("match", "17"));
 * AliasMemory before = learned.unlearn(SubjectRef.of("match", "17"));   // the match was taken back
 * }</pre>
 *
 * <p>Invariants: stronger evidence hides weaker; two parties that fit equally well are no party; what is forgotten leaves no trace; scores are whole numbers, so
 * that they are the same everywhere.
 */
@NullMarked
package io.counterfoil.reconciliation.party;

import org.jspecify.annotations.NullMarked;
