package io.pteroorders.bot;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.payment.DuitkuGateway;
import io.pteroorders.payment.MidtransGateway;
import io.pteroorders.payment.PakasirGateway;
import io.pteroorders.payment.Secret;
import io.pteroorders.payment.TripayGateway;
import io.pteroorders.payment.XenditGateway;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the settings of payment gateways: a new one is one line in each list, and its settings. */
final class GatewayConfig {

    /** The names of the settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.<String, String>builder()
            .put("PUBLIC_URL", "")
            .put("MIDTRANS_SERVER_KEY", "")
            .put("MIDTRANS_SERVER_KEY_FILE", "")
            .put("MIDTRANS_API_BASE", "https://api.midtrans.com")
            .put("TRIPAY_MERCHANT_CODE", "")
            .put("TRIPAY_API_KEY", "")
            .put("TRIPAY_API_KEY_FILE", "")
            .put("TRIPAY_PRIVATE_KEY", "")
            .put("TRIPAY_PRIVATE_KEY_FILE", "")
            .put("TRIPAY_API_BASE", "https://tripay.co.id/api")
            .put("PAKASIR_PROJECT", "")
            .put("PAKASIR_API_KEY", "")
            .put("PAKASIR_API_KEY_FILE", "")
            .put("PAKASIR_API_BASE", "https://app.pakasir.com")
            .put("XENDIT_SECRET_KEY", "")
            .put("XENDIT_SECRET_KEY_FILE", "")
            .put("XENDIT_CALLBACK_TOKEN", "")
            .put("XENDIT_CALLBACK_TOKEN_FILE", "")
            .put("XENDIT_API_BASE", "https://api.xendit.co")
            .put("DUITKU_MERCHANT_CODE", "")
            .put("DUITKU_API_KEY", "")
            .put("DUITKU_API_KEY_FILE", "")
            .put("DUITKU_API_BASE", "https://passport.duitku.com/webapi")
            .buildOrThrow();

    /** The gateways that there are. */
    static final ImmutableSet<String> NAMES =
            ImmutableSet.of("midtrans", "midtrans-snap", "tripay", "pakasir", "xendit", "duitku");

    /** Some gateways demand an address of the customer's, and the shop knows none. */
    private static final String NOBODYS_EMAIL = "customer@example.com";

    /** Whether settings go together does not depend on the time. */
    private static final Clock ANY_TIME = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final SettingsReader reader;

    GatewayConfig(SettingsReader reader) {
        this.reader = reader;
    }

    /** Those of these names that are gateways; what is wrong with their settings is told to the reader. */
    ImmutableMap<String, Function<Clock, PaymentGateway>> read(Set<String> names) {
        Optional<URI> callback =
                reader.optional("PUBLIC_URL", GatewayConfig::address, "an address such as https://shop.example");
        ImmutableMap.Builder<String, Function<Clock, PaymentGateway>> gateways = ImmutableMap.builder();
        for (String name : names) {
            if (NAMES.contains(name)) {
                checked(name, gateway(name, callback.map(base -> base.resolve("/payments/" + name))))
                        .ifPresent(gateway -> gateways.put(name, gateway));
            }
        }
        return gateways.buildOrThrow();
    }

    private Optional<Function<Clock, PaymentGateway>> checked(
            String name, Optional<Function<Clock, PaymentGateway>> gateway) {
        try {
            return gateway.filter(make -> make.apply(ANY_TIME).name().equals(name));
        } catch (IllegalArgumentException e) {
            reader.problem(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty if something is missing, which was told then. */
    private Optional<Function<Clock, PaymentGateway>> gateway(String name, Optional<URI> callback) {
        return switch (name) {
            case "midtrans" -> midtrans(callback).map(settings -> clock -> MidtransGateway.qris(settings, clock));
            case "midtrans-snap" -> midtrans(callback).map(settings -> clock -> MidtransGateway.snap(settings, clock));
            case "tripay" -> tripay(callback).map(settings -> clock -> new TripayGateway(settings, clock));
            case "pakasir" -> pakasir().map(settings -> clock -> new PakasirGateway(settings, clock));
            case "xendit" -> xendit().map(settings -> clock -> new XenditGateway(settings, clock));
            default -> duitku(callback).map(settings -> clock -> new DuitkuGateway(settings, clock));
        };
    }

    private Optional<MidtransGateway.Settings> midtrans(Optional<URI> callback) {
        Optional<Secret> key = key("MIDTRANS_SERVER_KEY");
        URI base = base("MIDTRANS_API_BASE");
        return key.map(secret -> new MidtransGateway.Settings(secret, base, callback));
    }

    private Optional<TripayGateway.Settings> tripay(Optional<URI> callback) {
        Optional<String> code = needed("TRIPAY_MERCHANT_CODE");
        Optional<Secret> key = key("TRIPAY_API_KEY");
        Optional<Secret> privateKey = key("TRIPAY_PRIVATE_KEY");
        URI base = base("TRIPAY_API_BASE");
        return code.isEmpty() || key.isEmpty() || privateKey.isEmpty()
                ? Optional.empty()
                : Optional.of(new TripayGateway.Settings(
                        code.get(), key.get(), privateKey.get(), base, callback, TripayGateway.QRIS, NOBODYS_EMAIL));
    }

    private Optional<PakasirGateway.Settings> pakasir() {
        Optional<String> project = needed("PAKASIR_PROJECT");
        Optional<Secret> key = key("PAKASIR_API_KEY");
        URI base = base("PAKASIR_API_BASE");
        return project.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new PakasirGateway.Settings(project.get(), key.get(), base));
    }

    private Optional<XenditGateway.Settings> xendit() {
        Optional<Secret> key = key("XENDIT_SECRET_KEY");
        Optional<Secret> token = key("XENDIT_CALLBACK_TOKEN");
        URI base = base("XENDIT_API_BASE");
        return key.isEmpty() || token.isEmpty()
                ? Optional.empty()
                : Optional.of(new XenditGateway.Settings(key.get(), token.get(), base));
    }

    private Optional<DuitkuGateway.Settings> duitku(Optional<URI> callback) {
        Optional<String> code = needed("DUITKU_MERCHANT_CODE");
        Optional<Secret> key = key("DUITKU_API_KEY");
        URI base = base("DUITKU_API_BASE");
        return code.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new DuitkuGateway.Settings(
                        code.get(), key.get(), base, callback, DuitkuGateway.SHOPEEPAY_QRIS, NOBODYS_EMAIL));
    }

    private Optional<String> needed(String name) {
        Optional<String> value = reader.text(name);
        reader.required(value, "", name, "the gateway's dashboard shows it");
        return value;
    }

    private Optional<Secret> key(String name) {
        Optional<Secret> key = reader.secret(name, GatewayConfig::isKey, "a key without spaces")
                .map(Secret::of);
        return key.isPresent() ? key : missing(name);
    }

    private Optional<Secret> missing(String name) {
        reader.required(
                Optional.<Secret>empty(),
                Secret.of("-"),
                name,
                "the gateway's dashboard shows it; also as " + name + "_FILE");
        return Optional.empty();
    }

    private static boolean isKey(String text) {
        try {
            return Objects.nonNull(Secret.of(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private URI base(String name) {
        return reader.value(name, GatewayConfig::address, "an address such as " + DEFAULTS.get(name));
    }

    static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getScheme() != null && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
