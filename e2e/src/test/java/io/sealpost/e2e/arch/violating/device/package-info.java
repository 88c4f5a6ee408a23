/** Classes that break a rule on purpose; see RulesCanFailTest. */
@NullMarked
package io.sealpost.e2e.arch.violating.device;

import org.jspecify.annotations.NullMarked;
