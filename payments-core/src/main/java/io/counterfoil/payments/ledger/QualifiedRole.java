package io.counterfoil.payments.ledger;

import java.util.Objects;

/** A role for one rail, bank or client. */
record QualifiedRole(AccountMap.Role role, String which) implements AccountMap.Role {

    QualifiedRole {
        Objects.requireNonNull(role, "role");
        if (which.isBlank()) {
            throw new IllegalArgumentException(
                    "role " + role.id() + " is qualified by a blank, expected a rail, bank or client");
        }
    }

    @Override
    public String id() {
        return role.id() + ":" + which;
    }

    @Override
    public Account.Kind kind() {
        return role.kind();
    }

    @Override
    public String toString() {
        return role + "(" + which + ")";
    }
}
