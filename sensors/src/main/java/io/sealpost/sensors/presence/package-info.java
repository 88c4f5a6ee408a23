/**
 * Who is here: what scanners hear, whom that tells of, and when somebody has come or gone. Knows no
 * radio; the scanners that do are in packages of their own.
 */
@NullMarked
package io.sealpost.sensors.presence;

import org.jspecify.annotations.NullMarked;
