/**
 * Host code to copy: what stands around the library in an application. A webhook endpoint on the JDK's HTTP server, a runner of daily jobs, one transaction over
 * the host's table, the ledger and an outbox, the wiring of all that, and the five places where a host adds something of its own: a rail, a pass, an explainer, a
 * strategy, a format of statements.
 *
 * <p>Copy a class and change it. Nothing here is API.
 */
@NullMarked
package io.counterfoil.examples.host;

import org.jspecify.annotations.NullMarked;
