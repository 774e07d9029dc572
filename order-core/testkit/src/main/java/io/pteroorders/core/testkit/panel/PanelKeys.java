package io.pteroorders.core.testkit.panel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of a panel, both of one administrator. Thread-safe. */
final class PanelKeys {

    private final Map<String, Boolean> writes = new ConcurrentHashMap<>();
    private final String application;
    private final String client;
    private volatile KeyTrouble trouble = KeyTrouble.NONE;

    PanelKeys(PanelFlavour flavour) {
        this.application = flavour.applicationKeyPrefix() + "fakeApplicationKeyOfTheShop0123456789AbCdEf";
        this.client = flavour.clientKeyPrefix() + "fakeClientKeyOfTheShop0123456789AbCdEfGhI";
    }

    String application() {
        return application;
    }

    String client() {
        return client;
    }

    void setTrouble(KeyTrouble next) {
        trouble = next;
    }

    /** Lets the application key only read things of a kind, or not even that. */
    void narrow(String resource, boolean reads) {
        writes.put(resource, reads);
    }

    /** The key that a request came with. */
    Optional<Key> find(PanelRequest request) {
        String header = request.headers().getOrDefault("authorization", "");
        boolean isKnown = header.equals("Bearer " + application) || header.equals("Bearer " + client);
        return isKnown && trouble != KeyTrouble.REVOKED
                ? Optional.of(new Key(header.endsWith(application), this))
                : Optional.empty();
    }

    /** A key that may do everything. */
    Key ofAdmin() {
        return new Key(false, new PanelKeys(application, client));
    }

    private PanelKeys(String application, String client) {
        this.application = application;
        this.client = client;
    }

    /**
     * A key.
     *
     * @param isApplication whether it has rights of its own; a client's key may do what its owner may
     */
    record Key(boolean isApplication, PanelKeys keys) {

        /** @throws PanelRefusal if its owner may not use it */
        void checkOwner() {
            switch (keys.trouble) {
                case NO_SECOND_FACTOR ->
                    throw PanelRefusal.of(
                            400,
                            "TwoFactorAuthRequiredException",
                            "Two-factor authentication is required on this account in order to access this endpoint.");
                case OTHER_ADDRESS ->
                    throw PanelRefusal.of(
                            403,
                            "AccessDeniedHttpException",
                            "This IP address (127.0.0.1) does not have permission to access the API using these"
                                    + " credentials.");
                default -> {}
            }
        }

        /** @throws PanelRefusal if it may not be used for this */
        void check(String method, String resource) {
            if (keys.trouble == KeyTrouble.OWNER_IS_NO_ADMIN) {
                throw denied("This account does not have permission to access the API.");
            }
            if (resource.equals(ClientRoutes.CLIENT) && isApplication) {
                throw denied("You are attempting to use an application API key on an endpoint that requires a client"
                        + " API key.");
            }
            if (!may(method, resource)) {
                throw denied("This action is unauthorized.");
            }
        }

        boolean may(String method, String resource) {
            Boolean reads = keys.writes.get(resource);
            return reads == null || !isApplication || (reads && method.equals("GET"));
        }

        private static PanelRefusal denied(String detail) {
            return PanelRefusal.of(403, "AccessDeniedHttpException", detail);
        }
    }
}
