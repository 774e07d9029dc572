package io.pteroorders.core.testkit.wrong;

/** Keeps its orders and its name when it is opened again, and nothing else. */
class RestoredStorage extends ForwardingStorage {

    RestoredStorage() {}

    private RestoredStorage(String name) {
        super(name);
    }

    @Override
    ForwardingStorage reopened() {
        RestoredStorage next = new RestoredStorage(name());
        next.restore(all());
        real.close();
        return next;
    }
}
