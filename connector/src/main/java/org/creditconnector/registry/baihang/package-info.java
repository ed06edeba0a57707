/** The state-led credit agency Baihang (百行征信): single records over HTTPS, or a daily file. Facts are in {@code registries/baihang}. */
@NullMarked
package org.creditconnector.registry.baihang;

import org.jspecify.annotations.NullMarked;
