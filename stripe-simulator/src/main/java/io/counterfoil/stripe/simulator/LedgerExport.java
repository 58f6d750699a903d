package io.counterfoil.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is true in an account of the simulator: its rows, its payouts and the book that the engine wrote as it moved money. A snapshot, immutable. */
public final class LedgerExport {

    private final List<String> rows;
    private final List<String> payouts;
    private final Map<String, List<String>> members;
    private final Map<String, Map<String, Long>> balances;
    private final Map<String, Long> totals;
    private final List<String> lostDisputes;

    private LedgerExport(World world) {
        this.rows = world.balance.rows().stream().map(row -> row.id).toList();
        this.payouts = world.store.all("payout").stream()
                .map(payout -> payout.path("id").asText())
                .toList();
        Map<String, List<String>> ofPayouts = new TreeMap<>();
        payouts.forEach(payout -> ofPayouts.put(
                payout,
                world.balance.ofPayout(payout).stream().map(row -> row.id).toList()));
        this.members = Collections.unmodifiableMap(ofPayouts);
        Map<String, Map<String, Long>> book = new TreeMap<>();
        world.balance.book().forEach((currency, roles) -> {
            Map<String, Long> moved = new TreeMap<>(roles);
            moved.values().removeIf(minor -> minor == 0);
            if (!moved.isEmpty()) {
                book.put(currency, Collections.unmodifiableMap(moved));
            }
        });
        this.balances = Collections.unmodifiableMap(book);
        Map<String, Long> sums = new TreeMap<>();
        world.balance.currencies().forEach(currency -> sums.put(currency, world.balance.total(currency)));
        this.totals = Collections.unmodifiableMap(sums);
        this.lostDisputes =
                world
                        .store
                        .all(
                                "dispute",
                                (ObjectNode d) -> d.path("status").asText().equals("lost"))
                        .stream()
                        .map(dispute -> dispute.path("id").asText())
                        .toList();
    }

    static LedgerExport of(World world) {
        return new LedgerExport(world);
    }

    /** Ids of the balance rows, oldest first. */
    public List<String> rows() {
        return rows;
    }

    /** Ids of the payouts, oldest first. */
    public List<String> payouts() {
        return payouts;
    }

    /** Ids of the rows of each automatic payout, its own included; none for another. */
    public Map<String, List<String>> members() {
        return members;
    }

    /** By currency and role, debit positive, in Stripe's minor units; roles without a balance are left out. Lost disputes are losses here. */
    public Map<String, Map<String, Long>> balances() {
        return balances;
    }

    /** Pending and available by currency, in Stripe's minor units. */
    public Map<String, Long> totals() {
        return totals;
    }

    /** Ids of the disputes that were lost. */
    public List<String> lostDisputes() {
        return lostDisputes;
    }

    @Override
    public String toString() {
        return rows.size() + " rows, " + payouts.size() + " payouts, " + balances;
    }
}
