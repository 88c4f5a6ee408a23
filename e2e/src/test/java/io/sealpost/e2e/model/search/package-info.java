/** An exhaustive search through the states of a small machine. */
@NullMarked
package io.sealpost.e2e.model.search;

import org.jspecify.annotations.NullMarked;
