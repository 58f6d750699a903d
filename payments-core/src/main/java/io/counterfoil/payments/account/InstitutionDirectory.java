package io.counterfoil.payments.account;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Port: the branches of banks by their routing, such as the directory of Payments Canada or the industry sort code directory. Not ours to ship: a host loads
 * what it licenses. An implementation is thread-safe and never throws on a routing that is not one.
 */
@FunctionalInterface
public interface InstitutionDirectory {

    /**
     * The branch with the routing; empty where the directory has none.
     *
     * @param country ISO 3166-1 alpha-2 code
     * @param routing as {@link BankAccountRef#routing()} or a form has it; blanks and hyphens do not matter
     */
    Optional<Branch> find(String country, String routing);

    /** No directory: no branch is found. */
    static InstitutionDirectory none() {
        return (country, routing) -> Optional.empty();
    }

    /**
     * A directory of the rows.
     *
     * @throws IllegalArgumentException where two rows name one branch
     */
    static InstitutionDirectory of(Collection<Branch> rows) {
        return InMemoryInstitutionDirectory.of(rows);
    }

    /**
     * A branch of a bank.
     *
     * @param country ISO 3166-1 alpha-2 code
     * @param routing as the country writes it; for Canada printed {@code TTTTT-III} or electronic {@code 0IIITTTTT}
     * @param institution the bank's name
     * @param name the branch's name or address; may be empty
     * @param open false for a branch that was closed or moved to another routing
     */
    record Branch(String country, String routing, String institution, String name, boolean open) {
        public Branch {
            Objects.requireNonNull(name, "name");
            if (!country.matches("[A-Z]{2}") || routing.isBlank() || institution.isBlank()) {
                throw new IllegalArgumentException("branch '" + country + "' '" + routing + "' of '" + institution
                        + "', expected two capitals, a routing number and a bank");
            }
        }

        /** An open branch. */
        public static Branch of(String country, String routing, String institution, String name) {
            return new Branch(country, routing, institution, name, true);
        }
    }
}
