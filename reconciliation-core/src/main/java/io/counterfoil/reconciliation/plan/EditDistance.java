package io.counterfoil.reconciliation.plan;

import java.util.Arrays;

/** Levenshtein distance: insertions, deletions and replacements of characters. */
final class EditDistance {

    private EditDistance() {}

    /** Whether so many edits make the one text of the other. */
    static boolean isAtMost(int edits, String a, String b) {
        if (Math.abs(a.length() - b.length()) > edits) {
            return false;
        }
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            int[] free = before;
            before = row;
            row = free;
        }
        return before[b.length()] <= edits;
    }
}
