/**
 * What one {@code watch} has shown already, exactly and without limit, in an SQLite file that
 * survives a power cut. Readings, gaps, hellos and starts of boots become durable together, at a
 * commit.
 */
@NullMarked
package io.sealpost.station.index;

import org.jspecify.annotations.NullMarked;
