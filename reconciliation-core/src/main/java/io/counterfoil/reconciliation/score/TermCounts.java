package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What values have in common on both sides, before any pair is looked at.
 *
 * @param lexicon of the texts
 * @param frequencies of values that comparisons may agree on
 */
record TermCounts(Lexicon lexicon, Frequencies frequencies) {

    private static final int FLOOR = 3;

    static TermCounts of(ItemBatch left, ItemBatch right, List<Comparison> comparisons) {
        List<String> texts = new ArrayList<>();
        if (Comparison.readsText(comparisons.stream())) {
            for (ItemBatch batch : List.of(left, right)) {
                for (int row = 0; row < batch.size(); row++) {
                    batch.view(row).text().ifPresent(texts::add);
                }
            }
        }
        Lexicon lexicon = texts.isEmpty() ? Lexicon.EMPTY : Lexicon.of(texts);
        Frequencies.Counter counter = new Frequencies.Counter();
        for (Comparison comparison : comparisons) {
            switch (comparison.kind()) {
                case MEMO_SUBJECT -> subjects(texts, lexicon, counter);
                case MEMO_DETAIL -> details(texts, lexicon, counter);
                case AMOUNT_RATIO, REFERENCE, PARTY_NAME, ACCOUNT -> {
                    items(left, comparison.kind(), counter);
                    items(right, comparison.kind(), counter);
                }
                case DAY_LAG, BUSINESS_DAY_LAG -> {}
            }
        }
        return new TermCounts(lexicon, counter.of(Math.max(1, left.size() + right.size()), FLOOR));
    }

    private static void items(ItemBatch batch, Comparison.Kind kind, Frequencies.Counter counter) {
        AmountFeature amounts = new AmountFeature(List.of());
        for (int row = 0; row < batch.size(); row++) {
            ItemView item = batch.view(row);
            switch (kind) {
                case AMOUNT_RATIO -> counter.add(((AmountFeature.Size) amounts.prepare(batch, row)).term(), 1);
                case REFERENCE -> {
                    if (new ReferenceFeature().prepare(batch, row) instanceof ReferenceFeature.References references) {
                        new TreeSet<>(references.plain())
                                .forEach(plain -> counter.add(ReferenceFeature.term(plain), 1));
                    }
                }
                case PARTY_NAME -> {
                    if (new PartyNameFeature().prepare(batch, row) instanceof PartyNameFeature.Name party) {
                        counter.add(PartyNameFeature.term(party.sorted()), 1);
                    }
                }
                case ACCOUNT -> item.account().ifPresent(a -> counter.add(Terms.of(Terms.ACCOUNT, a), 1));
                case DAY_LAG, BUSINESS_DAY_LAG, MEMO_SUBJECT, MEMO_DETAIL -> {}
            }
        }
    }

    private static void details(List<String> texts, Lexicon lexicon, Frequencies.Counter counter) {
        for (String text : texts) {
            MemoText memo = MemoText.of(text, lexicon);
            if (memo != null && memo.detailTerm() != 0) {
                counter.add(memo.detailTerm(), 1);
            }
        }
    }

    /** Whole subjects, and every beginning of one that another text may end in. */
    private static void subjects(List<String> texts, Lexicon lexicon, Frequencies.Counter counter) {
        String[] subjects = new String[texts.size()];
        Set<String> beginnings = new TreeSet<>();
        int count = 0;
        for (String text : texts) {
            MemoText memo = MemoText.of(text, lexicon);
            if (memo == null) {
                continue;
            }
            counter.add(memo.subjectTerm(), 1);
            subjects[count] = memo.beginning();
            count++;
            beginnings.add(memo.beginning());
            StringBuilder words = new StringBuilder();
            for (String word : memo.subject) {
                words.append(words.isEmpty() ? "" : " ").append(word);
                beginnings.add(words.toString());
            }
        }
        String[] sorted = Arrays.copyOf(subjects, count);
        Arrays.sort(sorted);
        for (String beginning : beginnings) {
            int from = at(sorted, beginning);
            int to = at(sorted, beginning + Character.MAX_VALUE);
            counter.add(Terms.of(Terms.BEGINNING, beginning), to - from);
        }
    }

    private static int at(String[] sorted, String key) {
        int at = Arrays.binarySearch(sorted, key);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1].equals(key)) {
            at--;
        }
        return at;
    }
}
