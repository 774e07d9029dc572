package io.pteroorders.core.provisioning;

import java.util.OptionalLong;

/**
 * A machine of a panel, as full as it is. Immutable and thread-safe.
 *
 * @param id the panel's number
 * @param location the panel's number of where it stands; empty if the panel has no locations
 * @param open whether servers are put there by themselves
 * @param memoryLeft MB that servers may still be given, what may be given twice included; empty if there is no limit
 * @param diskLeft the same of the disk
 * @param portsLeft how many servers can still get a port
 */
public record PanelNode(
        long id, OptionalLong location, boolean open, OptionalLong memoryLeft, OptionalLong diskLeft, long portsLeft) {}
