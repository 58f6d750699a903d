/** XML read forward and safely: no document type, no entities but the five of XML itself, depth and sizes limited. Not exported. */
@NullMarked
package io.counterfoil.bankfiles.xml;

import org.jspecify.annotations.NullMarked;
