package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.TestNetwork.head;
import static org.mat4j.core.testing.TestNetwork.hidden;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.OneInitScheme;

/** What a user's {@code Network.build} gets wrong is told in one sentence with the network's name. */
class NetworkMistakesTest {

    private static final long[] SHAPE = {4};

    private static SDVariable z(Pass pass, SDVariable x) {
        return hidden(pass, x, SHAPE, 3);
    }

    private static SDVariable ones(Pass pass, String name, long... shape) {
        return pass.parameter(name, new OneInitScheme('c'), shape);
    }

    /** A change of the latent. */
    private static Arguments latent(String mistake, BiFunction<Pass, SDVariable, SDVariable> change, Object... parts) {
        return Arguments.of(
                mistake,
                (BiFunction<Pass, SDVariable, Outputs>) (pass, x) -> head(pass, change.apply(pass, z(pass, x)), 3, 3),
                parts);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                latent("renamed", (pass, z) -> z.mul(2).rename("h"), "\"h\"", "Leave it to SameDiff"),
                latent("named", (pass, z) -> pass.graph().math().tanh("h", z), "\"h\"", "Leave it to SameDiff"),
                latent(
                        "a constant of one's own",
                        (pass, z) -> z.mul(pass.graph().constant("two", Nd4j.scalar(2f))),
                        "\"two\"",
                        "Pass.constant"),
                latent(
                        "a variable of one's own",
                        (pass, z) -> z.mul(pass.graph().var("u", Nd4j.ones(3))),
                        "u already exists",
                        "Pass.parameter"),
                latent(
                        "a placeholder of one's own",
                        (pass, z) -> z.mul(pass.graph().placeHolder("q", DataType.FLOAT, 1)),
                        "no value for placeholder 'q'"),
                latent(
                        "factors that do not fit",
                        (pass, z) -> z.mmul(ones(pass, "u", 5, 3)),
                        "(matmul)",
                        "FLOAT [12, 3]",
                        "u FLOAT [5, 3]"),
                latent(
                        "summands that do not fit",
                        (pass, z) -> z.add(ones(pass, "u", 4)),
                        "(add)",
                        "FLOAT [12, 3]",
                        "u FLOAT [4]"),
                latent("a bad shape", (pass, z) -> z.reshape(-1, 7), "(reshape)", "FLOAT [12, 3]"),
                latent(
                        "mixed types",
                        (pass, z) -> z.mul(pass.graph().constant(Nd4j.scalar(2.0))),
                        "DOUBLE []",
                        "FLOAT [12, 3]"),
                latent("dropout", (pass, z) -> pass.graph().nn().dropout(z, 0.5), "dropout", "Pass.dropout"),
                latent(
                        "inverted dropout",
                        (pass, z) -> pass.graph().nn().dropoutInverted(z, 0.5),
                        "dropout_inverted",
                        "Pass.dropout"),
                latent(
                        "an unused parameter",
                        (pass, z) -> {
                            ones(pass, "unused", 2);
                            return z;
                        },
                        "'unused'",
                        "leave it out"),
                latent(
                        "a name of the training's",
                        (pass, z) -> z.mul(ones(pass, "noise", 3)),
                        "'noise'",
                        "another one"),
                latent(
                        "an exception",
                        (pass, z) -> {
                            throw new ArrayIndexOutOfBoundsException("7");
                        },
                        "ArrayIndexOutOfBoundsException: 7"),
                Arguments.of(
                        "probabilities",
                        (BiFunction<Pass, SDVariable, Outputs>) (pass, x) -> {
                            Outputs outputs = head(pass, z(pass, x), 3, 3);
                            SDVariable p = pass.graph().nn().softmax(outputs.logits(), -1);
                            return new Outputs(outputs.latent(), pass.graph().identity(p));
                        },
                        new Object[] {"softmax", "[add_1]"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isNamed(String mistake, BiFunction<Pass, SDVariable, Outputs> body, Object[] parts) {
        Network network = new TestNetwork(SHAPE, 3, 3, body);
        Trainer trainer = Trainer.builder(network)
                .config(TrainingConfig.builder()
                        .method(Methods.mat(1))
                        .updates(1)
                        .build())
                .build();
        String message = assertThrows(NetworkException.class, () -> trainer.fit(Blobs.batches(2, 12, 4, 3, 1)))
                .getMessage();
        assertTrue(message.startsWith("network 'TestNetwork' "), message);
        assertEquals(1, message.lines().count(), message);
        for (Object part : parts) {
            assertTrue(message.contains(part.toString()), part + " is not in: " + message);
        }
    }
}
