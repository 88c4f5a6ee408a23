/** What the architecture allows, as rules over the compiled classes of all rooms. */
@NullMarked
package io.sealpost.e2e.arch;

import org.jspecify.annotations.NullMarked;
