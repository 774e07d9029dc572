package io.pteroorders.storage.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fields that the program does not know as bytes of JSON. They were read under limits before. */
final class OtherFields {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OtherFields() {}

    static byte[] pack(ObjectNode fields) {
        return MAPPER.writeValueAsBytes(fields);
    }

    static ObjectNode unpack(byte[] packed) {
        return (ObjectNode) MAPPER.readTree(packed);
    }
}
