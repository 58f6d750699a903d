package io.counterfoil.payments.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Branches in a map by country and plain routing. Immutable. */
final class InMemoryInstitutionDirectory implements AccountNumberCheck.InstitutionDirectory {

    private final Map<String, Branch> branches;

    private InMemoryInstitutionDirectory(Map<String, Branch> branches) {
        this.branches = Map.copyOf(branches);
    }

    static InMemoryInstitutionDirectory of(Collection<Branch> rows) {
        Map<String, Branch> branches = new HashMap<>();
        for (Branch row : rows) {
            Branch other = branches.putIfAbsent(key(row.country(), row.routing()), row);
            if (other != null) {
                throw new IllegalArgumentException("branch " + row.country() + " " + row.routing()
                        + " stands twice in the directory, expected each once");
            }
        }
        return new InMemoryInstitutionDirectory(branches);
    }

    @Override
    public Optional<Branch> find(String country, String routing) {
        return Optional.ofNullable(branches.get(key(country, routing)));
    }

    private static String key(String country, String routing) {
        return country + " " + Routing.plain(country, routing);
    }
}
