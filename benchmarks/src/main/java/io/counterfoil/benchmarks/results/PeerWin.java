package io.counterfoil.benchmarks.results;

import java.util.ArrayList;
import java.util.List;

/**
 * A peer that needed less time than one of ours, at one size or several. Immutable.
 *
 * @param rows the sizes, ascending
 * @param times its time over ours at each of them, in the same order
 */
record PeerWin(String workload, String race, String peer, String ours, String rows, String times) {

    /** All of them, in the order of the races. */
    static List<PeerWin> in(List<WorkloadResult> records) {
        List<PeerWin> wins = new ArrayList<>();
        for (WorkloadResult record : records) {
            for (String race : record.raceNames()) {
                List<RaceResult> sizes = record.sizesOf(race);
                for (String peer : names(sizes, Role.PEER)) {
                    for (String ours : names(sizes, Role.OURS)) {
                        add(wins, record.workload(), sizes, new String[] {peer, ours});
                    }
                }
            }
        }
        return wins;
    }

    private static List<String> names(List<RaceResult> sizes, Role role) {
        return sizes.stream()
                .flatMap(size -> size.with(role).stream())
                .map(RaceResult.Entry::contender)
                .distinct()
                .toList();
    }

    private static void add(List<PeerWin> wins, String workload, List<RaceResult> sizes, String[] pair) {
        List<String> rows = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (RaceResult size : sizes) {
            double peer = nanos(size, pair[0]);
            double ours = nanos(size, pair[1]);
            if (peer < ours) {
                rows.add(Shown.grouped(size.rows()));
                times.add(Shown.digits(peer / ours));
            }
        }
        if (!rows.isEmpty()) {
            wins.add(new PeerWin(
                    workload,
                    sizes.get(0).race(),
                    pair[0],
                    pair[1],
                    String.join("; ", rows),
                    String.join("; ", times)));
        }
    }

    private static double nanos(RaceResult size, String contender) {
        return size.entry(contender).map(RaceResult.Entry::nanos).orElse(Double.NaN);
    }
}
