/** What hosts and other modules test with: the contracts of the ports. */
package io.counterfoil.ticketing.testkit;
