package io.pteroorders.storage.record;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records that others wrote, and a reader that is not the program's own. */
public final class Samples {

    /** Independent of the program's own reader. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Samples() {}

    /** A file that lies beside this class. */
    public static String text(String name) throws IOException {
        return Resources.toString(Resources.getResource(Samples.class, name), StandardCharsets.UTF_8);
    }
}
