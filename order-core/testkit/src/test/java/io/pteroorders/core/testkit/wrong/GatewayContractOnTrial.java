package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import io.pteroorders.core.testkit.gateway.TillDialect;
import io.pteroorders.core.testkit.gateway.TillGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of gateways, run by a test against one that it chooses; its name keeps the build from running it by itself. */
@ExtendWith(UntilOneFails.class)
class GatewayContractOnTrial extends PaymentGatewayContract {

    private static final String KEY = "the-key-of-the-till";
    private static final ThreadLocal<GatewayFault> FAULT = new InheritableThreadLocal<>();

    /** What the contract makes of an adapter. */
    static Trial.Verdict of(GatewayFault fault) {
        FAULT.set(fault);
        try {
            return Trial.of(GatewayContractOnTrial.class);
        } finally {
            FAULT.remove();
        }
    }

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new TillDialect(KEY);
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new FaultyGateway(new TillGateway(address, KEY, clock, patience), FAULT.get(), KEY);
    }

    @Override
    protected ImmutableList<String> secrets() {
        return ImmutableList.of(KEY);
    }
}
