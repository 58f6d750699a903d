/**
 * Cutting a reconciliation into parts that cannot touch each other, running each anywhere, and putting the results together again (reconciliation specification
 * 4.9, REC-63).
 *
 * <pre>{@code
 * List<Sharding.Shard> shards = Sharding.of(plan).split(bank, book, 64);
 * List<Reconciliation> runs = shards.stream().map(s -> reconciler.match(s.left(), s.right(), asOf)).toList();
 * Sharding.Merged whole = Sharding.merge(runs); // the certificate of the run over everything
 * }</pre>
 *
 * <p>Invariant: whatever the number of shards, the merged matches, ambiguities, truncations and digests are those of one run over both batches.
 */
@NullMarked
package io.counterfoil.reconciliation.sharding;

import org.jspecify.annotations.NullMarked;
