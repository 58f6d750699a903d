/** The invented company of the examples, "Parlour Rooms": three months of bookings, payments and bank lines, made from one seed. */
@NullMarked
package io.counterfoil.examples.world;

import org.jspecify.annotations.NullMarked;
