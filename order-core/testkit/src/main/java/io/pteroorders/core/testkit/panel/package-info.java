/**
 * A panel that makes game servers, for tests and for trying things out: a {@link
 * io.pteroorders.core.testkit.panel.FakePanel} that speaks as a real one does, and the contract test that every {@link
 * io.pteroorders.core.provisioning.ServerPanel} passes against it.
 */
@NullMarked
package io.pteroorders.core.testkit.panel;

import org.jspecify.annotations.NullMarked;
