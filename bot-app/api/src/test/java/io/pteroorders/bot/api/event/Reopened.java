package io.pteroorders.bot.api.event;

import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store that was opened anew: it gives every change again to whoever comes with an older place. */
final class Reopened {

    private Reopened() {}

    static OrderStorage of(OrderStorage storage) {
        AtomicBoolean first = new AtomicBoolean(true);
        return (OrderStorage) Proxy.newProxyInstance(
                OrderStorage.class.getClassLoader(),
                new Class<?>[] {OrderStorage.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("changes") && first.getAndSet(false)) {
                        return storage.changes(ChangePage.Token.START, (int) arguments[1]);
                    }
                    return call(storage, method, arguments);
                });
    }

    private static Object call(OrderStorage storage, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(storage, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
