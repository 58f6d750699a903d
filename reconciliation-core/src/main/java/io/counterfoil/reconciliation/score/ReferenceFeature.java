package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** References by class: as written, by letters and digits, in the other side's text, or different. */
final class ReferenceFeature extends Feature {

    private static final int SHORTEST_IN_TEXT = 4;

    @Override
    List<String> levels() {
        return List.of("same reference", "same letters and digits", "stands in the other text", "different");
    }

    /** References as written, by letters and digits, and the text by letters and digits. */
    record References(List<String> written, List<String> plain, String text) {}

    @Override
    @Nullable
    Object prepare(ItemBatch batch, int row) {
        ItemView item = batch.view(row);
        List<String> written = item.references();
        String text = item.text().map(ReferenceFeature::plain).orElse("");
        if (written.isEmpty() && text.isEmpty()) {
            return null;
        }
        List<String> plain = new ArrayList<>();
        written.forEach(reference -> plain.add(plain(reference)));
        return new References(written, plain, text);
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    int level(Object left, Object right) {
        References a = (References) left;
        References b = (References) right;
        if (a.written().isEmpty() && b.written().isEmpty()) {
            return MISSING;
        }
        if (a.written().stream().anyMatch(b.written()::contains)) {
            return 0;
        }
        if (a.plain().stream().anyMatch(p -> !p.isEmpty() && b.plain().contains(p))) {
            return 1;
        }
        if (in(a.plain(), b.text()) || in(b.plain(), a.text())) {
            return 2;
        }
        return a.written().isEmpty() || b.written().isEmpty() ? MISSING : 3;
    }

    /** Whether the row has references of its own. */
    @Override
    long code(Object value) {
        return ((References) value).written().isEmpty() ? 0 : 1;
    }

    @Override
    int levelOfCodes(long left, long right) {
        return left == 0 && right == 0 ? MISSING : UNDECIDED;
    }

    private static boolean in(List<String> references, String text) {
        return references.stream().anyMatch(r -> r.length() >= SHORTEST_IN_TEXT && text.contains(r));
    }

    @Override
    long ownTerm(Object left, int level) {
        References references = (References) left;
        return level > 1 || references.plain().isEmpty()
                ? 0
                : term(references.plain().get(0));
    }

    @Override
    long term(Object left, Object right, int level) {
        References a = (References) left;
        References b = (References) right;
        if (level > 1) {
            return 0;
        }
        for (String plain : a.plain()) {
            if (b.plain().contains(plain)) {
                return term(plain);
            }
        }
        return 0;
    }

    static long term(String plain) {
        return Terms.of(Terms.REFERENCE, plain);
    }
}
