package io.pteroorders.core.testkit.wrong;

/** Keeps its orders when it is opened again, and nothing else. */
class RestoredStorage extends ForwardingStorage {

    @Override
    ForwardingStorage reopened() {
        RestoredStorage next = new RestoredStorage();
        next.restore(all());
        real.close();
        return next;
    }
}
