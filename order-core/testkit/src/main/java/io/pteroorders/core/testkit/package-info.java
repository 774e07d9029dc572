/**
 * What tests of anything around orders need: a clock that stands still until it is told otherwise, orders that read as
 * what they are, jqwik arbitraries of everything valid and of everything that must be refused, the contract test that
 * every {@link io.pteroorders.core.storage.OrderStorage} passes, and the {@link OrderLifecycleModel}, which tries stores
 * and services with random stories.
 *
 * <p>A store proves itself in a class of ten lines:
 *
 * <pre>{@code
 * class MyOrderStorageTest extends OrderStorageContract {
 *     @Override
 *     protected OrderStorage open() {
 *         return new MyOrderStorage();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.pteroorders.core.testkit;

import org.jspecify.annotations.NullMarked;
