package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line is told in one line, with exit code 2, and leaves nothing behind. */
class UsageErrorsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --epoch 3                     | Unknown options: '--epoch', '3'; did you mean --epochs
                    stray                         | Unmatched argument at index 3: 'stray'
                    --dataset cifar               | one of mnist, fashion-mnist, cifar10, cifar100, cifar100-coarse, svhn, sample, found 'cifar'
                    --network lenet               | one of lenet++, conv-large, conv-small, wrn, resnet18, mlp, found 'lenet'
                    --method at                   | vat, vat-entmin, pi-model, mat, mat-entmin, at-pgd, trades, mat-pgd, found 'at'
                    --covariance round            | covariance is 'round', expected one of full, diagonal, identity, auto
                    --margin -1                   | margin is -1.0, expected a finite number of at least 0
                    --divergence kl               | divergence is 'kl', expected one of matched, posterior
                    --epochs 1 --updates 2        | --epochs 1 and --updates 2 are both given
                    --epochs many                 | '--epochs': expected a whole number from
                    --epochs 0                    | --epochs is 0, expected at least 1
                    --updates -1                  | --updates is -1, expected at least 1
                    --epsilon 0                   | epsilon is 0.0
                    --epsilon big                 | '--epsilon': epsilon is 'big'
                    --alpha -1                    | alpha is -1.0
                    --beta NaN                    | beta is 'NaN'
                    --lambda Infinity             | lambda is 'Infinity'
                    --rampup -5                   | rampup is -5
                    --xi 0                        | xi is 0.0
                    --power-iterations 0          | power-iterations is 0
                    --method baseline --epsilon 1 | --epsilon 1 has no effect with --method baseline
                    --data somewhere              | --data is somewhere, expected a file NAME.csv or NAME.npy, an IDX file, or a folder
                    --download                    | --download has no effect on the dataset 'sample', which is embedded
                    --svhn-extra                  | --svhn-extra has no effect on the dataset 'sample'
                    --zca-regularization 0.1      | --zca-regularization 0.1 has no effect without --preprocessing zca
                    --translation 1               | --translation 1 has no effect without --augment
                    --method pi-model --epsilon 1 | --epsilon 1 has no effect with --method pi-model
                    --shrinkage 1.5               | shrinkage is 1.5
                    --latent-size 0               | --latent-size is 0
                    --width 0                     | --width is 0
                    --dropout 1                   | --dropout is 1, expected a number in [0, 1)
                    --network mlp --dropout -0.5  | --dropout is -0.5
                    --network mlp --width 0       | --width is 0
                    --network conv-large --width 0 | --width is 0
                    --network conv-small --latent-size 0 | --latent-size is 0
                    --network conv-small --logit-normalization instance | one of none, batch, layer, found 'instance'
                    --latent-range cube:1         | latent range is 'cube:1'
                    --latent-range ball:0         | latent radius is 0.0
                    --normalization instance      | one of none, batch, layer, found 'instance'
                    --seed 1 --seed 2             | '--seed' is given 2 times
                    --updates 1 --seed=1 --width 2 --width=3 | '--width' is given 2 times
                    -q --quiet                    | '--quiet'
                    --learning-rate 0             | --learning-rate is 0, expected
                    --batch-size 0                | --batch-size is 0
                    --batch-size 4501             | --batch-size is 4501
                    --train-size 0                | --train-size is 0
                    --train-size 5001             | --train-size is 5001
                    --validation-size -1          | --validation-size is -1
                    --validation-size 5000        | --validation-size is 5000
                    --checkpoint-every 0          | --checkpoint-every is 0
                    --checkpoint-minutes 0        | --checkpoint-minutes is 0
                    --checkpoint-minutes NaN      | '--checkpoint-minutes': expected a number
                    --resume --overwrite          | --resume and --overwrite are both given, expected one of them
                    --patience 0                  | --patience is 0
                    --patience 1 --validation-size 0 | --patience 1 has no effect with --validation-size 0
                    --evaluate-every 3 --validation-size 0 | --evaluate-every 3 has no effect with --validation-size 0
                    --patience 1 --train-size 5000   | no example is left for validation
                    --smoothness-every 0          | --smoothness-every is 0
                    --smoothness-every 3 --updates 2 | --smoothness-every is 3, expected at most 2, the last update
                    --smoothness-every 5 --validation-size 0 | --smoothness-every 5 has no effect with --validation-size 0
                    --smoothness-every 5 --train-size 5000   | --smoothness-every is 5, expected none, since no example is left for validation
                    --robustness-size -1          | --robustness-size is -1
                    --except head.*               | --except 'head.*' has no effect without --from
                    --freeze layer.*              | 'layer.*', which no name matches
                    --rate-of head.*=0            | learning rate of 'head.*' is 0.0
                    --rate-of head.*              | --rate-of
                    """)
    void trainTellsWhatIsWrong(String options, String expected) {
        Path out = folder.resolve("run");

        Cli cli = Cli.line("train --out " + out + " " + options);

        assertError(cli, expected, "mat4j train --help");
        assertTrue(cli.err().startsWith("mat4j train: error: "), cli.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void neededOptionsAreNamed() {
        assertError(Cli.line("train"), "--out");
        assertError(Cli.line("evaluate"), "--model");
        assertError(
                Cli.line("evaluate --model m.zip --dataset cifar"),
                "mnist, fashion-mnist, cifar10, cifar100, cifar100-coarse, svhn, sample");
    }

    @Test
    void aResultThatIsLostIsAnError() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(full), new PrintWriter(err), "--version");
        assertEquals(1, code);
        assertTrue(err.toString().contains("standard output, which is full or closed"), err.toString());
    }

    @Test
    void aMissingOrUnknownCommandListsThem() {
        assertError(
                Cli.line(""),
                "expected one of train, evaluate, predict, export, attack, embed, gallery, ood, report, crossvalidate, search, experiment, tables, bench");
        assertError(Cli.line("trian"), "did you mean train");
    }

    @Test
    void verboseShowsWhereAnErrorArose() {
        Cli cli = Cli.run("train", "--out", folder.resolve("run").toString(), "--beta", "-1", "--verbose");

        assertEquals(2, cli.code(), cli.err());
        assertTrue(cli.err().contains("IllegalArgumentException"), cli.err());
        assertTrue(cli.err().contains("\tat org.mat4j"), cli.err());
    }

    private static void assertError(Cli cli, Object... parts) {
        cli.assertFailed(2, parts);
        assertEquals(1, cli.err().lines().count(), cli.err());
    }
}
