package io.pteroorders.notify;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Makes stores that can be away for a while. */
final class Outage {

    private boolean away;
    private int asked;

    /** How often a store was asked for something while it was away. */
    int asked() {
        return asked;
    }

    OrderStorage of(OrderStorage real) {
        return (OrderStorage) Proxy.newProxyInstance(
                Outage.class.getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, args) -> {
                    if (away) {
                        asked++;
                        throw StorageException.retryable("the database cannot be reached", null);
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void during(Runnable action) {
        away = true;
        try {
            action.run();
        } finally {
            away = false;
        }
    }
}
