/** Gives devices other keys, step by step, so that whatever is cut leaves one that works. */
@NullMarked
package io.sealpost.station.rotation;

import org.jspecify.annotations.NullMarked;
