/**
 * What runs measured, as values: kept as JSON, shown as a page. Nothing here measures, and nothing here reads printed text.
 */
@NullMarked
package io.counterfoil.benchmarks.results;

import org.jspecify.annotations.NullMarked;
