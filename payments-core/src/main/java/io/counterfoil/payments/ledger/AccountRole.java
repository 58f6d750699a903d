package io.counterfoil.payments.ledger;

/**
 * The part that an account plays in postings, so that rules speak of roles and the host says which account plays each ({@link AccountMap}).
 *
 * <p>An open set: the core's roles are {@link CoreAccountRole}; an adapter adds an enum of its own that implements this interface. A role is the same
 * role when type and {@link #id()} are the same; implementations are enums or records.
 */
public interface AccountRole {

    /** Stable lower-case name, such as {@code cash} or {@code inflight}; the first part of the ids of its accounts by default. */
    String id();

    /** What an account in this role holds. */
    AccountKind kind();

    /** This role for one rail, bank or client, such as {@code inflight} for {@code cad-eft}. */
    default AccountRole of(String which) {
        return new QualifiedRole(this, which);
    }
}
