@NullMarked
package io.sealpost.sensors;

import org.jspecify.annotations.NullMarked;
