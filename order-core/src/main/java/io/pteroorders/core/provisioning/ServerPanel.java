package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;
import java.util.Optional;

/**
 * A panel: the program that makes game servers and lets their users see to them. It knows a user and a server of the shop
 * by an external id that the shop chose, and has at most one of each for one such id.
 *
 * <p>Every call may take seconds, and asks the panel anew: nothing is remembered here. Each ends in time, and throws
 * {@link PanelException} if the panel did not do it, or {@linkplain PanelException.Kind#UNAVAILABLE nobody knows}. In no
 * message of it stands a key or a password.
 *
 * <p>Implementations are thread-safe. They do not repeat a call, and do not pace calls: that is the caller's.
 */
public interface ServerPanel {

    /**
     * The user with this external id.
     *
     * @return empty if there is none: a panel that did not say so has failed
     */
    Optional<PanelUser> findUser(String externalId);

    /** The user with this number; empty if there is none. */
    Optional<PanelUser> findUser(long id);

    /**
     * Makes a user. Nobody knows the password then.
     *
     * @throws PanelException as {@linkplain PanelException.Kind#TAKEN taken} if another user has the name or the address
     */
    PanelUser createUser(NewPanelUser user);

    /**
     * Sets the password of a user, and leaves everything else about the user as it is.
     *
     * @throws PanelException as {@linkplain PanelException.Kind#NOT_FOUND not found} if there is no such user
     */
    void setPassword(long user, Password password);

    /**
     * Gives a user that has no external id this one, and leaves everything else about the user as it is.
     *
     * @throws PanelException as {@linkplain PanelException.Kind#REFUSED refused} if the user has one already, or is an
     *     administrator, whose password is not the shop's to set
     */
    PanelUser adoptUser(long user, String externalId);

    /**
     * The user whose address for mail is this, in whatever case.
     *
     * @return empty if there is none
     */
    Optional<PanelUser> findUserByMail(String mail);

    /**
     * The server with this external id.
     *
     * @return empty if there is none: a panel that did not say so has failed
     */
    Optional<PanelServer> findServer(String externalId);

    /** The server with this number; empty if there is none. */
    Optional<PanelServer> findServer(long id);

    /**
     * Makes a server, which is not installed then. Two calls at a time may be given the same port by the panel, and one of
     * them fails: whoever calls, calls one after another.
     *
     * @throws PanelException if it did not, or {@linkplain PanelException.Kind#UNAVAILABLE it is not known} whether it did:
     *     then {@link #findServer(String)} tells
     */
    PanelServer createServer(NewPanelServer server);

    /**
     * Some of the servers, the newest first.
     *
     * @param page from 1
     */
    PanelPage servers(int page);

    /** Gives a server a name, an owner and an external id. */
    PanelServer describe(long server, String name, long user, String externalId);

    /**
     * Gives a server the limits and features of a plan, all of them.
     *
     * @return the server as it is then; its program sees some of the limits when it is started again
     */
    PanelServer resize(PanelServer server, ServerPlan plan);

    /** Keeps a server from running, also while it is installing; one that is suspended is fine. */
    void suspend(long server);

    /** Lets a suspended server run again; one that is not suspended is fine. */
    void unsuspend(long server);

    /** Puts the program of a server there anew. A server that was suspended is not any more by that. */
    void reinstall(long server);

    /** Deletes a server for good; one that is not there is fine. */
    void delete(long server);

    /** The machines, as full as they are now. */
    ImmutableList<PanelNode> nodes();

    /**
     * What is wrong with a plan before any server is made by it: an egg or a variable that the panel does not have, a value
     * that it would refuse.
     *
     * @return in plain English; empty if nothing was found
     */
    ImmutableList<String> problems(ServerPlan plan);

    /**
     * What a server is doing.
     *
     * @param identifier the panel's short name for it
     */
    PowerState power(String identifier);

    /**
     * Asks for a server to be started or stopped. It is done later, if at all: {@link #power} tells.
     *
     * @throws PanelException as {@linkplain PanelException.Kind#CONFLICT a conflict} if it is suspended or installing
     */
    void signal(String identifier, PowerSignal signal);
}
