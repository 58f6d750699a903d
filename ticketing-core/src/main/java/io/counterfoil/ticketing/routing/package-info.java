/**
 * Who works on what: eligible agents, who of them is next, and which work a freed agent takes.
 *
 * <pre>{@code
 * Router router = Router.of(RoutingPolicy.builder(RoutingPolicy.Mode.LEAST_LOADED, hours)
 *     .relax("french", Duration.ofHours(4)).build());
 * Router.Assignment assignment = router.propose(work, agents, state, now);
 * assignment.agent(); assignment.obstacles(); state = assignment.state(); // keep it: it is the cursor
 * router.nextWork(agent, queue, now);
 * }</pre>
 *
 * <p>Invariants: the answer depends on nothing but the arguments, and not on the order of lists; without an eligible agent there is an obstacle for every one of
 * them; with ageing, no work is overtaken by what arrives later than {@link io.counterfoil.ticketing.routing.RoutingPolicy#overtakingWindow()} after it.
 */
@NullMarked
package io.counterfoil.ticketing.routing;

import org.jspecify.annotations.NullMarked;
