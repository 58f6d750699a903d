package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.RunCode;

/**
 * A search that a limit ended.
 *
 * @param pass number of the pass
 * @param left rows concerned
 * @param right rows concerned
 * @param limit which limit
 * @param explored candidates looked at
 */
record Cut(int pass, Tie.Rows left, Tie.Rows right, RunCode limit, long explored) {}
