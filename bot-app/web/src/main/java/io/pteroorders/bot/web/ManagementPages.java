package io.pteroorders.bot.web;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The pages for whoever watches the program: whether it lives, whether it works and why not, and its figures. */
public final class ManagementPages implements Request.Handler {

    private final Supplier<ImmutableList<String>> troubles;
    private final Supplier<String> figures;

    /**
     * The pages.
     *
     * @param troubles why it does not work as it should, in plain English, without personal data; empty while it does
     * @param figures in the format of Prometheus
     */
    public ManagementPages(Supplier<ImmutableList<String>> troubles, Supplier<String> figures) {
        this.troubles = troubles;
        this.figures = figures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!request.getMethod().equals("GET")) {
            response.setStatus(HttpStatus.METHOD_NOT_ALLOWED_405);
            response.write(true, null, callback);
            return true;
        }
        switch (String.valueOf(request.getHttpURI().getPath())) {
            case "/health/live" -> write("alive\n", HttpStatus.OK_200, response, callback);
            case "/health/ready" -> ready(response, callback);
            case "/metrics" -> write(figures.get(), HttpStatus.OK_200, response, callback);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ready(Response response, Callback callback) {
        ImmutableList<String> all = troubles.get();
        if (all.isEmpty()) {
            write("ready\n", HttpStatus.OK_200, response, callback);
        } else {
            write(String.join("\n", all) + "\n", HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
        }
    }

    private static void write(String text, int status, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        response.write(true, StandardCharsets.UTF_8.encode(text), callback);
    }
}
