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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.mat4j.core.io.InputFile;
import org.mat4j.core.measure.Calibration;
import org.mat4j.core.measure.LatentGeometry;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

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
     * Writes a file, indented, as {@link Output#write} does.
     *
     * @throws OutputException if it cannot be written
     */
    public static void write(Path file, Object value) {
        Output.write(
                file,
                out -> out.write(
                        MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(value)));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param what the file should hold, for messages
     * @throws MissingDataException if there is no such file
     * @throws InvalidDataException if it is no such record
     * @throws DataException if it cannot be read
     */
    public static <T> T read(Path file, Class<T> type, String what) {
        return read(file, type, what, MAPPER);
    }

    /** As {@link #read(Path, Class, String)}, by a mapper of one's own. */
    public static <T> T read(Path file, Class<T> type, String what, ObjectMapper mapper) {
        try (InputStream in = InputFile.open(file)) {
            return mapper.readValue(in, type);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new InvalidDataException(file + line, what, e.getMessage(), e);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }
}
