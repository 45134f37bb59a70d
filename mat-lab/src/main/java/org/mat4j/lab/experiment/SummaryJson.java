package org.mat4j.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/** How summaries become JSON. */
final class SummaryJson {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private SummaryJson() {}

    /** A number that is left out where there is none. */
    static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** In one line. */
    static String line(Object summary) {
        try {
            return MAPPER.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
