package io.pteroorders.bot.payment;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.PaymentGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Calls to gateways: each gateway has threads of its own, so that one's trouble holds up no other; what it costs and what
 * goes wrong is measured and remembered. Thread-safe.
 */
final class GatewayCalls {

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 64;

    private final ImmutableMap<String, PaymentGateway> gateways;
    private final ImmutableMap<String, Executor> threads;
    private final MeterRegistry meters;
    private final Map<String, String> refusedKeys = new ConcurrentHashMap<>();

    /** @param threads those of a gateway, by its name */
    GatewayCalls(
            ImmutableMap<String, PaymentGateway> gateways, Function<String, Executor> threads, MeterRegistry meters) {
        this.gateways = gateways;
        this.threads = ImmutableMap.copyOf(Maps.transformEntries(gateways, (name, gateway) -> threads.apply(name)));
        this.meters = meters;
    }

    /** A few threads for one gateway. */
    static Executor threads(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                Duration.ofMinutes(1).toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                new ThreadFactoryBuilder()
                        .setNameFormat(name + "-%d")
                        .setDaemon(true)
                        .build());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** The gateway of an attempt; empty if its method has none, or has none any more. */
    Optional<PaymentGateway> of(Payment payment) {
        return Optional.ofNullable(gateways.get(payment.method()));
    }

    Optional<PaymentGateway> find(String name) {
        return Optional.ofNullable(gateways.get(name));
    }

    /**
     * Calls a gateway.
     *
     * @return completes exceptionally with a {@link GatewayException} if the gateway does not do it, or is too slow for more
     */
    <T> CompletableFuture<T> call(PaymentGateway gateway, Function<PaymentGateway, T> call) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> measured(gateway, call),
                    threads.getOrDefault(
                            gateway.name(), threads.values().iterator().next()));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    GatewayException.unavailable(gateway.name() + " is too slow for more questions", e));
        }
    }

    private <T> T measured(PaymentGateway gateway, Function<PaymentGateway, T> call) {
        Timer.Sample begin = Timer.start(meters);
        String outcome = "failed";
        try {
            T result = call.apply(gateway);
            refusedKeys.remove(gateway.name());
            outcome = "done";
            return result;
        } catch (GatewayException e) {
            outcome = Ascii.toLowerCase(e.kind().name());
            if (e.kind() == GatewayException.Kind.KEY_REFUSED) {
                refusedKeys.put(gateway.name(), String.valueOf(e.getMessage()));
            }
            throw e;
        } finally {
            begin.stop(meters.timer("payments.gateway", "gateway", gateway.name(), "outcome", outcome));
        }
    }

    /** The gateways that do not take our key, and what they say; empty while all do. */
    ImmutableMap<String, String> refusedKeys() {
        return ImmutableMap.copyOf(refusedKeys);
    }
}
