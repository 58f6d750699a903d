package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.ReceivableFold.Finding;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a log in order and folds it. Events of one instant are tried in an order of their content; one that is refused is tried again while others of its
 * instant are still being accepted, so that a batch stands whatever order it comes in. Not thread-safe: one replay.
 */
final class Replay {

    private static final Comparator<Numbered> BY_INSTANT =
            Comparator.comparing(numbered -> numbered.event().recordedAt());

    private final ReceivableFold fold = new ReceivableFold();
    private final List<ReceivableEvent> accepted = new ArrayList<>();
    private final Map<Integer, Diagnostic> findings = new TreeMap<>();

    /** An event with its place in the input; below 0 for one that was accepted before. */
    private record Numbered(int position, ReceivableEvent event) {}

    Checked<Receivables> read(List<ReceivableEvent> events) {
        return read(List.of(), events);
    }

    Checked<Receivables> read(List<ReceivableEvent> before, List<ReceivableEvent> more) {
        List<Numbered> all = new ArrayList<>(before.size() + more.size());
        for (int i = 0; i < before.size(); i++) {
            all.add(new Numbered(i - before.size(), before.get(i)));
        }
        for (int i = 0; i < more.size(); i++) {
            all.add(new Numbered(i, more.get(i)));
        }
        all.sort(BY_INSTANT);
        for (int from = 0; from < all.size(); ) {
            int to = from + 1;
            while (to < all.size() && BY_INSTANT.compare(all.get(from), all.get(to)) == 0) {
                to++;
            }
            foldInstant(all.subList(from, to));
            from = to;
        }
        List<Diagnostic> news = findings.entrySet().stream()
                .filter(entry -> entry.getKey() >= 0 || entry.getValue().level() == Diagnostic.Level.ERROR)
                .map(Map.Entry::getValue)
                .toList();
        return Checked.of(new Receivables(accepted, fold.items()), news);
    }

    private void foldInstant(List<Numbered> instant) {
        List<Numbered> issues = new ArrayList<>();
        List<Numbered> others = new ArrayList<>();
        for (Numbered numbered : instant) {
            (numbered.event().kind() == ReceivableEvent.Kind.ITEM_ISSUED ? issues : others).add(numbered);
        }
        if (issues.size() > 1) {
            issues.sort(byContent());
        }
        foldAll(issues);
        if (others.size() > 1) {
            others.sort(Comparator.comparingInt(this::rank)
                    .thenComparing(numbered -> numbered.event().effective())
                    .thenComparing(byContent()));
        }
        foldAll(others);
    }

    private static Comparator<Numbered> byContent() {
        return Comparator.<Numbered, String>comparing(
                        numbered -> numbered.event().eventId())
                .thenComparing(
                        numbered -> ReceivableFold.content(numbered.event()).hex());
    }

    /** What frees money goes before what uses it, cash before other credits, and taking a whole item back comes last. */
    private int rank(Numbered numbered) {
        return switch (numbered.event().kind()) {
            case ITEM_ISSUED -> 0;
            case DEALLOCATED, WRITE_OFF_REVERSED -> 1;
            case ALLOCATED -> fold.isReceipt(((ReceivableEvent.Allocated) numbered.event()).from()) ? 2 : 3;
            case WRITTEN_OFF -> 4;
            case REVERSED, ITEM_CANCELLED -> 5;
        };
    }

    private void foldAll(List<Numbered> events) {
        List<Numbered> waiting = events;
        int before;
        do {
            before = waiting.size();
            List<Numbered> refused = new ArrayList<>();
            for (Numbered numbered : waiting) {
                Finding finding = fold.apply(numbered.event());
                note(numbered.position(), finding);
                if (finding.refused()) {
                    refused.add(numbered);
                } else if (!finding.ignored()) {
                    accepted.add(numbered.event());
                }
            }
            waiting = refused;
        } while (!waiting.isEmpty() && waiting.size() < before);
    }

    private void note(int position, Finding finding) {
        findings.remove(position);
        if (finding.code() == null) {
            return;
        }
        Map<String, String> attributes = new TreeMap<>(finding.attributes());
        attributes.put("position", Integer.toString(position));
        findings.put(
                position,
                new Diagnostic(
                        finding.level(),
                        finding.code(),
                        finding.message(),
                        Diagnostic.Location.of("events", position + 1L).field(finding.field()),
                        attributes));
    }
}
