package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.ticketing.claim.ClaimIndex;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries in {@code cf_claim} in the order in which their claims were first put, found by digests of their keys in {@code cf_claim_key}. */
final class JdbcClaimIndex implements ClaimIndex {

    private final Session session;
    private final String store;
    private final Codec<Entry> codec;

    JdbcClaimIndex(Session session, String store, Codec<Entry> codec) {
        this.session = session;
        this.store = Texts.name("store name", store);
        this.codec = codec;
    }

    @Override
    public void put(Entry entry) {
        String claim = Texts.name("id of a claim", entry.claim());
        session.run("putting a claim", tx -> {
            byte[] body = tx.body("claim", codec.encode(entry));
            boolean first =
                    tx.insertOnce("insert into cf_claim (store, claim, body) values (?, ?, ?)", store, claim, body);
            if (!first) {
                tx.update("update cf_claim set body = ? where store = ? and claim = ?", body, store, claim);
            }
            long no = tx.one(
                            "select claim_no from cf_claim where store = ? and claim = ?",
                            row -> row.getLong(1),
                            store,
                            claim)
                    .orElseThrow();
            if (!first) {
                tx.update("delete from cf_claim_key where claim_no = ?", no);
            }
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (String key : new TreeSet<>(entry.keys())) {
                rows.add(new Object[] {store, Sha256.of(key).bytes(), no});
            }
            tx.batch("insert into cf_claim_key (store, key_sha256, claim_no) values (?, ?, ?)", rows);
            return first;
        });
    }

    @Override
    public Stream<Entry> sharing(Entry claim) {
        SortedMap<Long, byte[]> found = session.run("finding claims", tx -> {
            SortedMap<Long, byte[]> shared = new TreeMap<>();
            for (String key : claim.keys()) {
                addSharing(tx, Sha256.of(key), shared);
            }
            return shared;
        });
        return found.values().stream()
                .map(codec::decode)
                .filter(entry -> !entry.claim().equals(claim.claim()))
                .toList()
                .stream();
    }

    private void addSharing(Tx tx, Sha256 key, SortedMap<Long, byte[]> to) throws SQLException {
        tx.list(
                "select c.claim_no, c.body from cf_claim_key k join cf_claim c on c.claim_no = k.claim_no where k.store = ? and k.key_sha256 = ?",
                row -> to.put(row.getLong(1), row.getBytes(2)) == null,
                store,
                key.bytes());
    }
}
