/** What hosts and other modules test with: arbitrary event logs and the contract of the store. */
package io.counterfoil.collections.testkit;
