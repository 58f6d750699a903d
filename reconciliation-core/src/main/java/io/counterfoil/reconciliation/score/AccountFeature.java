package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts: the same or another. */
final class AccountFeature extends Feature {

    @Override
    List<String> levels() {
        return List.of("same account", "another account");
    }

    @Override
    @Nullable
    Object prepare(ItemBatch batch, int row) {
        return batch.view(row).account().orElse(null);
    }

    @Override
    int level(Object left, Object right) {
        return left.equals(right) ? 0 : 1;
    }

    @Override
    long ownTerm(Object left, int level) {
        return level == 0 ? Terms.of(Terms.ACCOUNT, (String) left) : 0;
    }

    @Override
    long term(Object left, Object right, int level) {
        return level == 0 ? Terms.of(Terms.ACCOUNT, (String) left) : 0;
    }
}
