package io.counterfoil.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the accounts of a ledger, kept in a table for screens and reports that have no ledger in memory. Made from the legs in the log; it can be made anew
 * at any time, and checked. Thread-safe on a data source.
 */
public final class LedgerBalances {

    private static final String POSTED =
            "select g.account, g.currency, sum(case when g.side = 'D' then g.minor else 0 end), sum(case when g.side = 'C' then g.minor else 0 end)"
                    + " from cf_ledger_leg g join cf_ledger_record r on r.ledger_no = g.ledger_no and r.sequence = g.sequence"
                    + " where g.ledger_no = ? and g.sequence > ? and g.sequence <= ? and r.kind in ('POST', 'POST_PENDING')"
                    + " group by g.account, g.currency";

    /** What is pended and neither voided, expired nor posted without keeping the rest, less what was posted of it. */
    private static final String PENDED =
            "select g.account, g.currency, sum(case when g.side = 'D' then g.minor else 0 end), sum(case when g.side = 'C' then g.minor else 0 end)"
                    + " from (select p.ledger_no, p.sequence, l.account, l.currency, l.side, l.minor"
                    + "   from cf_ledger_record p join cf_ledger_leg l on l.ledger_no = p.ledger_no and l.sequence = p.sequence"
                    + "   where p.ledger_no = ? and p.kind = 'PEND' and p.sequence <= ?"
                    + "   and not exists (select 1 from cf_ledger_record e where e.ledger_no = p.ledger_no and e.pending = p.id and e.pending <> ''"
                    + "     and e.sequence <= ? and (e.kind in ('VOID_PENDING', 'EXPIRE') or (e.kind = 'POST_PENDING' and not e.keeps_rest)))"
                    + "   union all"
                    + "   select p.ledger_no, p.sequence, l.account, l.currency, l.side, -l.minor"
                    + "   from cf_ledger_record p join cf_ledger_record s on s.ledger_no = p.ledger_no and s.pending = p.id and s.pending <> ''"
                    + "   and s.kind = 'POST_PENDING' and s.sequence <= ?"
                    + "   join cf_ledger_leg l on l.ledger_no = s.ledger_no and l.sequence = s.sequence"
                    + "   where p.ledger_no = ? and p.kind = 'PEND'"
                    + "   and not exists (select 1 from cf_ledger_record e where e.ledger_no = p.ledger_no and e.pending = p.id and e.pending <> ''"
                    + "     and e.sequence <= ? and (e.kind in ('VOID_PENDING', 'EXPIRE') or (e.kind = 'POST_PENDING' and not e.keeps_rest)))) g"
                    + " group by g.account, g.currency";

    private final Session session;
    private final String name;

    LedgerBalances(Session session, String name) {
        this.session = session;
        this.name = Texts.name("ledger name", name);
    }

    /**
     * What stands on an account, in minor units.
     *
     * @param account its id
     * @param currency its code
     * @param debitMinor all that was posted to its debit side
     * @param creditMinor all that was posted to its credit side
     * @param pendedDebitMinor what is pending on its debit side
     * @param pendedCreditMinor what is pending on its credit side
     */
    public record Line(
            String account,
            String currency,
            BigDecimal debitMinor,
            BigDecimal creditMinor,
            BigDecimal pendedDebitMinor,
            BigDecimal pendedCreditMinor) {

        /** What may be spent of an account whose money stands on its debit side: posted, less what is pending against it. */
        public long availableMinor() {
            return debitMinor.subtract(creditMinor).subtract(pendedCreditMinor).longValueExact();
        }
    }

    private record Key(String account, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : currency.compareTo(other.currency);
        }
    }

    /** Folds in what the log has more; the result is the sequence of its last record. */
    public long refresh() {
        return session.run("refreshing balances", tx -> {
            Optional<Long> no = ledgerNo(tx);
            return no.isEmpty() ? 0L : refresh(tx, no.get());
        });
    }

    private long refresh(Tx tx, long ledgerNo) throws SQLException {
        tx.insertOnce("insert into cf_balance_at (ledger_no, sequence) values (?, 0)", ledgerNo);
        long from = tx.one(
                        "select sequence from cf_balance_at where ledger_no = ? for update",
                        row -> row.getLong(1),
                        ledgerNo)
                .orElseThrow();
        long to = tx.one("select last_sequence from cf_ledger where ledger_no = ?", row -> row.getLong(1), ledgerNo)
                .orElseThrow();
        if (from == to) {
            return to;
        }
        Map<Key, BigDecimal[]> posted = sums(tx, POSTED, ledgerNo, from, to);
        Map<Key, BigDecimal[]> pended = pended(tx, ledgerNo, to);
        tx.update("update cf_balance set pended_debit = 0, pended_credit = 0 where ledger_no = ?", ledgerNo);
        for (Map.Entry<Key, BigDecimal[]> sum : posted.entrySet()) {
            add(
                    tx,
                    "update cf_balance set debit_minor = debit_minor + ?, credit_minor = credit_minor + ? where ledger_no = ? and account = ? and currency = ?",
                    ledgerNo,
                    sum);
        }
        for (Map.Entry<Key, BigDecimal[]> sum : pended.entrySet()) {
            add(
                    tx,
                    "update cf_balance set pended_debit = ?, pended_credit = ? where ledger_no = ? and account = ? and currency = ?",
                    ledgerNo,
                    sum);
        }
        tx.update("update cf_balance_at set sequence = ? where ledger_no = ?", to, ledgerNo);
        return to;
    }

    private static void add(Tx tx, String update, long ledgerNo, Map.Entry<Key, BigDecimal[]> sum) throws SQLException {
        Key key = sum.getKey();
        BigDecimal[] sides = sum.getValue();
        if (tx.update(update, sides[0], sides[1], ledgerNo, key.account(), key.currency()) == 0) {
            tx.update(
                    "insert into cf_balance (ledger_no, account, currency, debit_minor, credit_minor, pended_debit, pended_credit) values (?, ?, ?, 0, 0, 0, 0)",
                    ledgerNo,
                    key.account(),
                    key.currency());
            tx.update(update, sides[0], sides[1], ledgerNo, key.account(), key.currency());
        }
    }

    private static Map<Key, BigDecimal[]> pended(Tx tx, long ledgerNo, long to) throws SQLException {
        return sums(tx, PENDED, ledgerNo, to, to, to, ledgerNo, to);
    }

    private static Map<Key, BigDecimal[]> sums(Tx tx, String sql, Object... values) throws SQLException {
        Map<Key, BigDecimal[]> sums = new TreeMap<>();
        tx.list(
                sql,
                row -> sums.put(
                                new Key(row.getString(1), row.getString(2)),
                                new BigDecimal[] {row.getBigDecimal(3), row.getBigDecimal(4)})
                        == null,
                values);
        return sums;
    }

    /** Throws all balances away and makes them anew from the log. */
    public long rebuild() {
        return session.run("rebuilding balances", tx -> {
            Optional<Long> no = ledgerNo(tx);
            if (no.isEmpty()) {
                return 0L;
            }
            tx.update("delete from cf_balance where ledger_no = ?", no.get());
            tx.update("delete from cf_balance_at where ledger_no = ?", no.get());
            return refresh(tx, no.get());
        });
    }

    /** All lines, by account and currency. */
    public List<Line> lines() {
        return session.run(
                "reading balances",
                tx -> tx.list(
                        "select b.account, b.currency, b.debit_minor, b.credit_minor, b.pended_debit, b.pended_credit"
                                + " from cf_balance b join cf_ledger l on l.ledger_no = b.ledger_no where l.name = ? order by b.account, b.currency",
                        LedgerBalances::line,
                        name));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                Texts.unescape(row.getString(1)),
                row.getString(2),
                row.getBigDecimal(3),
                row.getBigDecimal(4),
                row.getBigDecimal(5),
                row.getBigDecimal(6));
    }

    /** The accounts whose line is not what the log says up to the record at which the balances were made. */
    public List<String> check() {
        return session.run("checking balances", tx -> {
            Optional<Long> no = ledgerNo(tx);
            if (no.isEmpty()) {
                return List.of();
            }
            long at = tx.one("select sequence from cf_balance_at where ledger_no = ?", row -> row.getLong(1), no.get())
                    .orElse(0L);
            Map<Key, BigDecimal[]> posted = sums(tx, POSTED, no.get(), 0L, at);
            Map<Key, BigDecimal[]> pended = pended(tx, no.get(), at);
            Map<Key, BigDecimal[]> kept = sums(
                    tx,
                    "select account, currency, debit_minor, credit_minor from cf_balance where ledger_no = ?",
                    no.get());
            Map<Key, BigDecimal[]> keptPended = sums(
                    tx,
                    "select account, currency, pended_debit, pended_credit from cf_balance where ledger_no = ?",
                    no.get());
            return Stream.of(posted, pended, kept, keptPended)
                    .flatMap(sums -> sums.keySet().stream())
                    .distinct()
                    .sorted()
                    .filter(key ->
                            differ(posted.get(key), kept.get(key)) || differ(pended.get(key), keptPended.get(key)))
                    .map(key -> Texts.unescape(key.account()))
                    .toList();
        });
    }

    private static boolean differ(BigDecimal @Nullable [] left, BigDecimal @Nullable [] right) {
        for (int side = 0; side < 2; side++) {
            BigDecimal one = left == null ? BigDecimal.ZERO : left[side];
            BigDecimal other = right == null ? BigDecimal.ZERO : right[side];
            if (one.compareTo(other) != 0) {
                return true;
            }
        }
        return false;
    }

    private Optional<Long> ledgerNo(Tx tx) throws SQLException {
        return tx.one("select ledger_no from cf_ledger where name = ?", row -> row.getLong(1), name);
    }
}
