package io.pteroorders.bot;

import com.google.common.base.Throwables;
import java.util.Optional;

/** The limits that a system sets to a process, in words for an operator. */
final class Limits {

    private Limits() {}

    /** Which limit a failure, or what caused it, met; empty if none. */
    static Optional<String> metBy(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .flatMap(cause -> limit(String.valueOf(cause.getMessage())).stream())
                .findFirst();
    }

    private static Optional<String> limit(String message) {
        if (message.contains("unable to create native thread") || message.contains("Cannot create worker GC thread")) {
            return Optional.of(
                    "this user may start no more threads. Raise the limit: ulimit -u, TasksMax= of a service,"
                            + " --pids-limit of a container");
        }
        if (message.contains("Too many open files")) {
            return Optional.of(
                    "this process may open no more files. Raise the limit: ulimit -n, LimitNOFILE= of a service");
        }
        return Optional.empty();
    }
}
