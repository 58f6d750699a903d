/** The command line: the engines of the library on a person's own files. */
@NullMarked
package io.counterfoil.examples.cli;

import org.jspecify.annotations.NullMarked;
