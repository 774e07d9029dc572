package io.pteroorders.bot.life;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** What happens instead of a call to a port. */
@FunctionalInterface
public interface Around {

    /** The call as it was to be. */
    @FunctionalInterface
    interface Call {
        /** Makes it. */
        Object make() throws Throwable;
    }

    /**
     * Answers a call.
     *
     * @param arguments none if there are none
     */
    Object call(String method, Object[] arguments, Call real) throws Throwable;

    /** A port all of whose calls are changed. */
    static <T> T port(Class<T> port, T real, Around around) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            return around.call(method.getName(), arguments, () -> {
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }));
    }
}
