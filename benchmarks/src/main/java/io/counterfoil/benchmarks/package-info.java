/** Workloads: ours, the peers and the bound in one process, with the answers compared. */
@NullMarked
package io.counterfoil.benchmarks;

import org.jspecify.annotations.NullMarked;
