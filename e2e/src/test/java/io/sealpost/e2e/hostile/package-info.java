/**
 * The device's and the station's own code, in one process, with a broker between that means ill.
 */
@NullMarked
package io.sealpost.e2e.hostile;

import org.jspecify.annotations.NullMarked;
