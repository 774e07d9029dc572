package io.pteroorders.storage.json;

/** Hears how far long work has come; called often, by the thread that works. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (done, total) -> {};

    /**
     * MaintenanceRun went on.
     *
     * @param done units done, bytes or orders
     * @param total units in all
     */
    void reached(long done, long total);
}
