package io.pteroorders.payment;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a gateway speaks that speaks JSON. */
public abstract class JsonDialect implements FakeGatewayServer.Dialect {

    static JsonNode body(Request request) {
        return JsonMapper.shared().readTree(request.body());
    }

    static Answer answer(int status, Map<String, ?> body) {
        return new Answer(status, json(body));
    }

    static String json(Map<String, ?> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    static Notification callback(Map<String, ?> body) {
        return new Notification(ImmutableMap.of(), json(body));
    }

    /** The part of a path behind so many slashes. */
    static String part(Request request, int number) {
        return request.path().split("/", -1)[number];
    }

    static boolean isPost(Request request, String path) {
        return request.method().equals("POST") && request.path().equals(path);
    }

    static boolean isGet(Request request, String path) {
        return request.method().equals("GET") && request.path().equals(path);
    }
}
