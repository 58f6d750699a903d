package io.counterfoil.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What many threads did to one stream and what they were told, and whether a stream that does one thing after the other could have told them that. Since every event
 * has its place in the final log, the order is known and need not be searched for: the check is exact and takes linear time.
 */
final class StreamHistory {

    private final AtomicLong clock = new AtomicLong();
    private final List<Done> done = Collections.synchronizedList(new ArrayList<>());

    /**
     * One call: when it began and ended, in ticks that all threads share.
     *
     * @param event what was appended; empty for a load
     * @param expected version of an append
     * @param stored what an append answered
     * @param loaded what a load answered
     */
    private record Done(long began, long ended, String event, long expected, boolean stored, List<String> loaded) {}

    long begin() {
        return clock.incrementAndGet();
    }

    void appended(long began, String event, long expected, boolean stored) {
        done.add(new Done(began, clock.incrementAndGet(), event, expected, stored, List.of()));
    }

    void loaded(long began, List<String> events) {
        done.add(new Done(began, clock.incrementAndGet(), "", 0, false, events));
    }

    /** Every answer that the final log contradicts; empty where it could all have happened one after the other. */
    List<String> violations(List<String> log) {
        List<String> found = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int at = 0; at < log.size(); at++) {
            if (places.put(log.get(at), at) != null) {
                found.add("doubled: " + log.get(at));
            }
        }
        Set<String> acknowledged = new HashSet<>();
        for (Done call : done) {
            if (call.event().isEmpty()) {
                if (!isPrefix(call.loaded(), log)) {
                    found.add("a load saw what is not in the log");
                }
                continue;
            }
            Integer place = places.get(call.event());
            if (call.stored()) {
                acknowledged.add(call.event());
                if (place == null) {
                    found.add("lost: " + call.event());
                } else if (place != call.expected()) {
                    found.add("out of place: " + call.event() + " at " + place + ", expected " + call.expected());
                }
            } else if (place != null) {
                found.add("refused but stored: " + call.event());
            }
        }
        log.stream()
                .filter(event -> !acknowledged.contains(event))
                .forEach(event -> found.add("from nowhere: " + event));
        found.addAll(staleReads(places));
        return found;
    }

    private static boolean isPrefix(List<String> part, List<String> log) {
        return part.size() <= log.size() && part.equals(log.subList(0, part.size()));
    }

    /** In real time the log only grows: whoever begins after a length was seen or acknowledged sees at least that; and sees nothing that was only begun later. */
    private List<String> staleReads(Map<String, Integer> places) {
        List<String> found = new ArrayList<>();
        List<long[]> known = new ArrayList<>();
        for (Done call : done) {
            long length = call.event().isEmpty() ? call.loaded().size() : call.stored() ? call.expected() + 1 : 0;
            known.add(new long[] {call.ended(), length});
        }
        known.sort((left, right) -> Long.compare(left[0], right[0]));
        List<Done> byStart = new ArrayList<>(done);
        byStart.sort((left, right) -> Long.compare(left.began(), right.began()));
        long longest = 0;
        int at = 0;
        for (Done call : byStart) {
            while (at < known.size() && known.get(at)[0] < call.began()) {
                longest = Math.max(longest, known.get(at)[1]);
                at++;
            }
            if (call.event().isEmpty() && call.loaded().size() < longest) {
                found.add("stale: a load saw " + call.loaded().size() + " events after " + longest + " were there");
            }
            if (call.stored() && call.expected() < longest && places.containsKey(call.event())) {
                found.add("stale: an append at " + call.expected() + " after " + longest + " were there");
            }
        }
        return found;
    }
}
