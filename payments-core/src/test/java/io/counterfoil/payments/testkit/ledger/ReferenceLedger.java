package io.counterfoil.payments.testkit.ledger;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand.Op;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Section 4.11 of the specification read aloud: objects, maps and unbounded integers, no columns, no log. Not thread-safe. */
public final class ReferenceLedger {

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Map<String, Account> accounts = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, BigInteger> sums = new HashMap<>();
    private final Map<String, LedgerCommand> accepted = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Pend> pends = new HashMap<>();
    private @Nullable LocalDate lockedThrough;

    private static final class Pend {
        private final LedgerCommand command;
        private final Map<String, BigInteger> left = new HashMap<>();
        private String state = "OPEN";

        private Pend(LedgerCommand command) {
            this.command = command;
        }
    }

    /** Opens an account. */
    public void open(Account account) {
        accounts.put(account.id().value(), account);
    }

    /** Posted debits, posted credits, pending debits and pending credits of every account. */
    public Map<String, List<BigInteger>> sums() {
        Map<String, List<BigInteger>> all = new TreeMap<>();
        for (String id : accounts.keySet()) {
            all.put(
                    id,
                    List.of(
                            sum(id, Journal.Side.DEBIT, "posted"),
                            sum(id, Journal.Side.CREDIT, "posted"),
                            sum(id, Journal.Side.DEBIT, "pending"),
                            sum(id, Journal.Side.CREDIT, "pending")));
        }
        return all;
    }

    private BigInteger sum(String account, Journal.Side side, String phase) {
        return sums.getOrDefault(account + "|" + side + "|" + phase, BigInteger.ZERO);
    }

    private void move(String account, Journal.Side side, String phase, BigInteger by) {
        sums.merge(account + "|" + side + "|" + phase, by, BigInteger::add);
    }

    /** What the ledger must answer, in the words of {@link LedgerCommand#applyTo}. */
    public String apply(LedgerCommand command) {
        return switch (command.op()) {
            case EXPIRE -> expire(command);
            case LOCK -> lock(command);
            case CLOSE -> close(command);
            case POST, PEND, POST_PENDING, VOID_PENDING -> journal(command);
        };
    }

    private String expire(LedgerCommand command) {
        int count = 0;
        for (Pend pend : pends.values()) {
            if (pend.state.equals("OPEN") && pend.command.expiry().isPassed(command.now())) {
                releaseAll(pend, "EXPIRED");
                count++;
            }
        }
        return "EXPIRED:" + count;
    }

    private String lock(LedgerCommand command) {
        if (lockedThrough != null && !command.booked().isAfter(lockedThrough)) {
            return "REPLAYED";
        }
        lockedThrough = command.booked();
        return "ACCEPTED";
    }

    private String close(LedgerCommand command) {
        String id = command.id();
        if (!accounts.containsKey(id)) {
            return "ACCOUNT_UNKNOWN";
        }
        if (closed.contains(id)) {
            return "REPLAYED";
        }
        if (sum(id, Journal.Side.DEBIT, "pending")
                        .add(sum(id, Journal.Side.CREDIT, "pending"))
                        .signum()
                != 0) {
            return "PENDING_OPEN";
        }
        closed.add(id);
        return "ACCEPTED";
    }

    private String journal(LedgerCommand command) {
        if (command.id().isBlank()) {
            return "ID_BLANK";
        }
        if (refused.contains(command.id())) {
            return "KEY_ALREADY_REFUSED";
        }
        if (accepted.containsKey(command.id())) {
            String difference = difference(command, accepted.get(command.id()));
            return difference.isEmpty() ? "REPLAYED" : "EXISTS_DIFFERENT:" + difference;
        }
        String error = error(command);
        if (error.isEmpty()) {
            accepted.put(command.id(), command);
            accept(command);
            return "ACCEPTED";
        }
        if (Set.of("ACCOUNT_UNKNOWN", "PENDING_UNKNOWN", "PERIOD_LOCKED", "ACCOUNT_CLOSED", "OVERFLOW", "BALANCE_GUARD")
                .contains(error)) {
            refused.add(command.id());
        }
        return error;
    }

    private static String difference(LedgerCommand now, LedgerCommand then) {
        if (now.op() != then.op()) {
            return "KIND";
        }
        if (!now.pending().equals(then.pending())) {
            return "PENDING";
        }
        if (!now.booked().equals(then.booked())) {
            return "BOOKED";
        }
        if (!now.value().equals(then.value())) {
            return "VALUE";
        }
        if (!now.expiry().equals(then.expiry())) {
            return "EXPIRES";
        }
        if (!Objects.equals(sorted(now), sorted(then))) {
            return "LEGS";
        }
        return now.keepRest() == then.keepRest() ? "" : "KEEP_REST";
    }

    private static @Nullable List<String> sorted(LedgerCommand command) {
        return command.legs() == null || command.op() == Op.VOID_PENDING
                ? null
                : command.legs().stream()
                        .map(Journal.Leg::toString)
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }

    private String error(LedgerCommand command) {
        List<Journal.Leg> legs = command.op() == Op.VOID_PENDING ? null : command.legs();
        if (legs != null) {
            String error = shapeError(legs);
            if (error.isEmpty()) {
                error = referenceError(legs);
            }
            if (!error.isEmpty()) {
                return error;
            }
        }
        String error = pendingError(command, legs);
        if (!error.isEmpty()) {
            return error;
        }
        if (lockedThrough != null && !command.booked().isAfter(lockedThrough)) {
            return "PERIOD_LOCKED";
        }
        return command.op() == Op.POST || command.op() == Op.PEND ? stateError(Objects.requireNonNull(legs)) : "";
    }

    private static String shapeError(List<Journal.Leg> legs) {
        if (legs.size() < 2) {
            return "LEGS_TOO_FEW";
        }
        if (legs.stream().anyMatch(leg -> leg.minor() <= 0)) {
            return "AMOUNT_NOT_POSITIVE";
        }
        for (Journal.Leg one : legs) {
            for (Journal.Leg other : legs) {
                if (one.account().equals(other.account()) && one.side() != other.side()) {
                    return "ACCOUNT_ON_BOTH_SIDES";
                }
            }
        }
        return "";
    }

    private String referenceError(List<Journal.Leg> legs) {
        if (legs.stream().anyMatch(leg -> !accounts.containsKey(leg.account().value()))) {
            return "ACCOUNT_UNKNOWN";
        }
        if (legs.stream()
                .anyMatch(leg -> !accounts.get(leg.account().value()).currency().equals(leg.currency()))) {
            return "CURRENCY_MISMATCH";
        }
        for (Journal.Leg leg : legs) {
            BigInteger net = BigInteger.ZERO;
            for (Journal.Leg other : legs) {
                if (other.currency().equals(leg.currency())) {
                    BigInteger minor = BigInteger.valueOf(other.minor());
                    net = other.side() == Journal.Side.DEBIT ? net.add(minor) : net.subtract(minor);
                }
            }
            if (net.signum() != 0) {
                return "UNBALANCED";
            }
        }
        return "";
    }

    private String pendingError(LedgerCommand command, @Nullable List<Journal.Leg> legs) {
        if (command.op() == Op.POST) {
            return "";
        }
        if (command.op() == Op.PEND) {
            return command.expiry().isPassed(command.now()) ? "EXPIRY_NOT_AFTER_NOW" : "";
        }
        if (!accepted.containsKey(command.pending())) {
            return "PENDING_UNKNOWN";
        }
        Pend pend = pends.get(command.pending());
        if (pend == null) {
            return "NOT_PENDING";
        }
        if (pend.state.equals("OPEN") && pend.command.expiry().isPassed(command.now())) {
            releaseAll(pend, "EXPIRED");
        }
        return switch (pend.state) {
            case "POSTED" -> "PENDING_ALREADY_POSTED";
            case "VOIDED" -> "PENDING_ALREADY_VOIDED";
            case "EXPIRED" -> "PENDING_EXPIRED";
            default -> legs == null ? "" : partError(pend, legs);
        };
    }

    private static String partError(Pend pend, List<Journal.Leg> legs) {
        Map<String, BigInteger> asked = new HashMap<>();
        legs.forEach(leg -> asked.merge(place(leg), BigInteger.valueOf(leg.minor()), BigInteger::add));
        if (!pend.left.keySet().containsAll(asked.keySet())) {
            return "PENDING_LEG_UNKNOWN";
        }
        return asked.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().compareTo(pend.left.get(entry.getKey())) > 0)
                ? "PENDING_AMOUNT_EXCEEDED"
                : "";
    }

    private static String place(Journal.Leg leg) {
        return leg.account() + "|" + leg.side();
    }

    private String stateError(List<Journal.Leg> legs) {
        if (legs.stream().anyMatch(leg -> closed.contains(leg.account().value()))) {
            return "ACCOUNT_CLOSED";
        }
        Map<String, BigInteger> moved = new HashMap<>();
        legs.forEach(leg -> moved.merge(leg.account().value(), BigInteger.valueOf(leg.minor()), BigInteger::add));
        for (Journal.Leg leg : legs) {
            String id = leg.account().value();
            BigInteger after = sum(id, leg.side(), "posted")
                    .add(sum(id, leg.side(), "pending"))
                    .add(moved.get(id));
            if (after.compareTo(MAX) > 0) {
                return "OVERFLOW";
            }
        }
        for (Journal.Leg leg : legs) {
            Account account = accounts.get(leg.account().value());
            if (account.floor().isPresent() && leg.side() != account.normalSide()) {
                String id = account.id().value();
                BigInteger available = sum(id, account.normalSide(), "posted")
                        .subtract(sum(id, leg.side(), "posted"))
                        .subtract(sum(id, leg.side(), "pending"))
                        .subtract(moved.get(id));
                if (available.compareTo(
                                BigInteger.valueOf(Amounts.minor(account.floor().orElseThrow())))
                        < 0) {
                    return "BALANCE_GUARD";
                }
            }
        }
        return "";
    }

    private void accept(LedgerCommand command) {
        switch (command.op()) {
            case POST -> moveAll(command, "posted");
            case PEND -> {
                moveAll(command, "pending");
                Pend pend = new Pend(command);
                Objects.requireNonNull(command.legs())
                        .forEach(leg -> pend.left.merge(place(leg), BigInteger.valueOf(leg.minor()), BigInteger::add));
                pends.put(command.id(), pend);
            }
            case POST_PENDING -> postPending(command, pends.get(command.pending()));
            default -> releaseAll(pends.get(command.pending()), "VOIDED");
        }
    }

    private void moveAll(LedgerCommand command, String phase) {
        Objects.requireNonNull(command.legs())
                .forEach(leg -> move(leg.account().value(), leg.side(), phase, BigInteger.valueOf(leg.minor())));
    }

    private void postPending(LedgerCommand command, Pend pend) {
        Map<String, BigInteger> posted = new HashMap<>();
        if (command.legs() == null) {
            posted.putAll(pend.left);
        } else {
            command.legs().forEach(leg -> posted.merge(place(leg), BigInteger.valueOf(leg.minor()), BigInteger::add));
        }
        posted.forEach((place, minor) -> {
            move(account(place), side(place), "posted", minor);
            move(account(place), side(place), "pending", minor.negate());
            pend.left.merge(place, minor.negate(), BigInteger::add);
        });
        if (!command.keepRest()) {
            releaseAll(pend, "POSTED");
        } else if (pend.left.values().stream().allMatch(left -> left.signum() == 0)) {
            pend.state = "POSTED";
        }
    }

    private void releaseAll(Pend pend, String state) {
        for (String place : new ArrayList<>(pend.left.keySet())) {
            move(account(place), side(place), "pending", pend.left.get(place).negate());
            pend.left.put(place, BigInteger.ZERO);
        }
        pend.state = state;
    }

    private static String account(String place) {
        return place.substring(0, place.indexOf('|'));
    }

    private static Journal.Side side(String place) {
        return Journal.Side.valueOf(place.substring(place.indexOf('|') + 1));
    }
}
