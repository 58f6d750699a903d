package io.counterfoil.reconciliation.cash;

import io.counterfoil.reconciliation.cash.CashMatcher.Application;
import io.counterfoil.reconciliation.cash.CashMatcher.CashCode;
import io.counterfoil.reconciliation.cash.CashMatcher.Policy;
import io.counterfoil.reconciliation.cash.LineReading.Strength;
import io.counterfoil.reconciliation.cash.RuleMatrix.Level;
import io.counterfoil.reconciliation.cash.RuleMatrix.Many;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.party.PartyResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Divides the items among the lines: the stronger evidence first; of equals that want one item, none has it. */
final class CashDivision {

    private final Policy policy;
    private final Set<ItemId> given = new HashSet<>();
    private final Set<LineReading> losers = Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    private CashDivision(Policy policy) {
        this.policy = policy;
    }

    static List<Application> of(Policy policy, List<LineReading> readings) {
        CashDivision division = new CashDivision(policy);
        Strength[] strengths = Strength.values();
        for (int at = strengths.length - 1; at > 0; at--) {
            Strength strength = strengths[at];
            division.divide(readings.stream()
                    .filter(reading -> reading.strength == strength && !reading.taken.isEmpty())
                    .toList());
        }
        List<Application> applications = new ArrayList<>();
        readings.forEach(reading -> applications.add(division.application(reading)));
        return List.copyOf(applications);
    }

    private void divide(List<LineReading> equals) {
        Map<ItemId, Integer> wanted = new HashMap<>();
        equals.forEach(reading -> reading.items().forEach(item -> wanted.merge(item, 1, Integer::sum)));
        Set<ItemId> now = new HashSet<>();
        for (LineReading reading : equals) {
            boolean free = reading.items().stream()
                    .allMatch(item -> !given.contains(item) && wanted.getOrDefault(item, 0) == 1);
            if (free) {
                now.addAll(reading.items());
            } else {
                losers.add(reading);
            }
        }
        given.addAll(now);
    }

    private Application application(LineReading reading) {
        boolean lost = losers.contains(reading);
        Optional<RuleMatrix.Row> row = policy.matrix().find(reading.standing);
        boolean high = row.filter(r -> r.level() == Level.HIGH).isPresent();
        Optional<String> account = high && !reading.taken.isEmpty() ? Optional.empty() : mapped(reading);
        boolean applies = !lost && account.isEmpty();
        Application.Builder application = Application.builder()
                .line(reading.line.id())
                .standing(reading.standing)
                .rule(row)
                .within(reading.within)
                .alternatives(reading.alternatives)
                .groups(reading.groups)
                .account(account)
                .count(Optional.ofNullable(reading.count))
                .suggestion(Optional.ofNullable(reading.suggestion))
                .reason(reason(reading, lost, account));
        if (lost) {
            application.addConflict(reading.items());
        }
        if (applies) {
            application.applied(reading.taken).valued(Optional.ofNullable(reading.valued));
        }
        boolean settled = applies && !reading.taken.isEmpty();
        return application
                .difference(settled ? reading.difference() : reading.line.amount())
                .isWrittenOff(
                        settled && reading.inTolerance && !reading.difference().isZero())
                .isAutomatic(settled && isAutomatic(reading, row))
                .build();
    }

    private boolean isAutomatic(LineReading reading, Optional<RuleMatrix.Row> row) {
        boolean certain = reading.inTolerance && reading.alternatives.isEmpty();
        boolean byMatrix = row.filter(r -> r.outcome().applyImmediately()).isPresent();
        boolean byReference = policy.automaticByReference() && reading.standing.document() != Many.NONE;
        return certain && (byMatrix || byReference);
    }

    private Optional<String> mapped(LineReading reading) {
        return policy.accountByWords().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> reading.line.texts().values().stream()
                        .anyMatch(text -> PartyResolver.isNamedIn(entry.getKey(), text)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<CashCode> reason(LineReading reading, boolean lost, Optional<String> account) {
        if (account.isPresent()) {
            return Optional.of(CashCode.MAPPED);
        }
        return lost ? Optional.of(CashCode.CONFLICT) : Optional.ofNullable(reading.reason);
    }
}
