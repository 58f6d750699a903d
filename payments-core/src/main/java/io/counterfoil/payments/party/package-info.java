/** Who takes part: payers, payees, clients, debtors, participants. A party is an id of the host's; what the library knows of it stands in the features that need it. */
@NullMarked
package io.counterfoil.payments.party;

import org.jspecify.annotations.NullMarked;
