package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.ImportHistory;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Receipts in {@code cf_import}, statements in {@code cf_import_statement}; both are only added to. */
final class JdbcImportHistory implements ImportHistory {

    private final Session session;
    private final String store;
    private final Codec<ImportReceipt> codec;

    JdbcImportHistory(Session session, String store, Codec<ImportReceipt> codec) {
        this.session = session;
        this.store = Texts.name("store name", store);
        this.codec = codec;
    }

    @Override
    public ImportReceipt.Verdict check(Sha256 file, List<StatementKey> statements) {
        return session.run("checking an import", tx -> {
            if (receipt(tx, file).isPresent()) {
                return ImportReceipt.Verdict.SAME_FILE;
            }
            ImportReceipt.Verdict worst = ImportReceipt.Verdict.NEW;
            for (StatementKey key : statements) {
                List<Sha256> known = key.number().isEmpty() ? List.of() : known(tx, key);
                if (known.contains(digest(key))) {
                    return ImportReceipt.Verdict.SAME_STATEMENT;
                }
                if (!known.isEmpty()) {
                    worst = ImportReceipt.Verdict.STATEMENT_NUMBER_REUSED;
                }
            }
            return worst;
        });
    }

    @Override
    public Optional<ImportReceipt> receipt(Sha256 file) {
        return session.run("reading a receipt", tx -> receipt(tx, file)).map(codec::decode);
    }

    @Override
    public void remember(ImportReceipt receipt, List<StatementKey> statements) {
        session.run("remembering an import", tx -> {
            boolean first = tx.insertOnce(
                    "insert into cf_import (store, sha256, receipt) values (?, ?, ?)",
                    store,
                    receipt.sha256().bytes(),
                    tx.body("receipt", codec.encode(receipt)));
            if (first) {
                for (StatementKey key : statements) {
                    tx.insertOnce(
                            "insert into cf_import_statement (store, account, format, number, key_sha256) values (?, ?, ?, ?, ?)",
                            store,
                            account(key),
                            Texts.name("format", key.format()),
                            number(key),
                            digest(key).bytes());
                }
            }
            return first;
        });
    }

    private Optional<byte[]> receipt(Tx tx, Sha256 file) throws SQLException {
        return tx.one(
                "select receipt from cf_import where store = ? and sha256 = ?",
                row -> row.getBytes(1),
                store,
                file.bytes());
    }

    private List<Sha256> known(Tx tx, StatementKey key) throws SQLException {
        return tx.list(
                "select key_sha256 from cf_import_statement where store = ? and account = ? and format = ? and number = ?",
                row -> Sha256.ofDigest(row.getBytes(1)),
                store,
                account(key),
                Texts.name("format", key.format()),
                number(key));
    }

    private static String account(StatementKey key) {
        return Texts.name("account of a statement", key.account().value());
    }

    private static String number(StatementKey key) {
        return Texts.name("number of a statement", key.number());
    }

    private static Sha256 digest(StatementKey key) {
        return Sha256.of(key.toText());
    }
}
