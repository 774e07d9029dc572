package io.pteroorders.bot.state;

import io.pteroorders.bot.command.AuditTrail;
import java.util.Optional;

/** An audit trail on a disk or in a database. */
interface AuditStore extends AuditTrail, AutoCloseable {

    /** Why it takes no more entries; empty while it does, or may again by itself. */
    Optional<String> failure();

    @Override
    void close();
}
