/** Events and devices as lines for people and as JSON for programs. */
@NullMarked
package io.sealpost.station.view;

import org.jspecify.annotations.NullMarked;
