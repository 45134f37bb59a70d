package org.mat4j.lab.output;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.mat4j.core.measure.Calibration;
import org.mat4j.core.measure.LatentGeometry;

/** Records as JSON: the components are the fields, and of a latent's geometry the Fisher ratio too. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(LatentGeometry.class, LatentFields.class)
            .addMixIn(Calibration.class, CalibrationFields.class)
            .build();

    @JsonIgnoreProperties({"examples", "classes"})
    @JsonPropertyOrder({"withinScatter", "betweenScatter", "fisherRatio"})
    private interface LatentFields {
        @JsonProperty
        double fisherRatio();
    }

    @JsonIgnoreProperties("examples")
    private interface CalibrationFields {}

    private Json() {}

    /** In one line. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // of a class that has no JSON form
        }
    }

    /**
     * Writes a file, indented, as {@link OutputFile#write} does.
     *
     * @throws OutputException if it cannot be written
     */
    public static void write(Path file, Object value) {
        OutputFile.write(
                file,
                out -> out.write(
                        MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(value)));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read, a {@link JsonProcessingException} if it is no such record
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.toFile(), type);
    }
}
