/** Stores that are wrong on purpose, each in one way, and the test that the contract catches them all. */
@NullMarked
package io.pteroorders.core.testkit.wrong;

import org.jspecify.annotations.NullMarked;
